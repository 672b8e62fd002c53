#include "base/texts.h"

#include "base/memory.h"

void texts_push(struct texts *texts, const char *text)
{
	texts->items = memory_resize(texts->items, texts->count + 1, sizeof *texts->items);
	texts->items[texts->count++] = text;
}
