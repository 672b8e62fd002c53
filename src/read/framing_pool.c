#include "read/framing_pool.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/limits.h"

struct kept_framing {
	struct framing framing; /* must be first: pointers to both are converted */
	struct kept_framing *next;
};

void framing_pool_init(struct framing_pool *f)
{
	*f = (struct framing_pool){0};
}

void framing_pool_fini(struct framing_pool *f)
{
	while (f->kept) {
		struct kept_framing *k = f->kept;

		f->kept = k->next;
		framing_fini(&k->framing);
		free(k);
	}
}

struct framing *framing_pool_take(struct framing_pool *f)
{
	struct kept_framing *k = f->kept;

	if (!k) {
		k = memory_new(1, sizeof *k);
		framing_init(&k->framing);
		return &k->framing;
	}
	f->kept = k->next;
	f->kept_count--;
	return &k->framing;
}

void framing_pool_give(struct framing_pool *f, struct framing *framing)
{
	struct kept_framing *k = (struct kept_framing *)framing;

	if (f->kept_count == FRAMING_POOL_KEPT_MAX ||
	    framing->pending.cap > FRAMING_KEPT_BYTES_MAX) {
		framing_fini(framing);
		free(k);
		return;
	}
	framing_reset(framing);
	k->next = f->kept;
	f->kept = k;
	f->kept_count++;
}
