/*
 * Arbitrary bytes as a saved report: if accepted, it is written as JSON that reads back the same,
 * and every format made from it is printable ASCII.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/writer.h"
#include "report/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct node *read_back(struct arena *arena, const char *text, size_t len)
{
	FILE *file = fmemopen((void *)(uintptr_t)text, len, "r");
	struct err err = {""};

	if (!file)
		return NULL;
	const struct node *report = document_read_json(arena, file, "report", &err);
	fclose(file);
	assert(report || err.text[0]);
	return report;
}

static void check_formats(const struct node *report)
{
	const struct layout layouts[] = {{.width = 100}, {.width = 40, .top = 1, .verbose = 2}};

	for (const struct writer *w = writer_table(); w->name; w++)
		for (int i = 0; i < 2; i++) {
			struct out *out = out_memory();
			struct err err;
			size_t len;

			w->write(out, report, &layouts[i]);
			const char *text = out_text(out, &len);
			for (size_t k = 0; k < len; k++)
				assert((text[k] >= ' ' && text[k] <= '~') || text[k] == '\n' ||
				       text[k] == '\r');
			out_close(out, &err);
		}
}

/* On a terminal with UTF-8 nothing else changes what is shown: no control character of C1, and none
 * that is invisible or turns the direction of text (U+200B to U+206F, U+FEFF). */
static void check_utf8(const struct node *report)
{
	const struct layout layout = {.width = 100, .utf8 = true};
	struct out *out = out_memory();
	struct err err;
	size_t len;

	writer_find("text")->write(out, report, &layout);
	const char *text = out_text(out, &len);
	for (size_t k = 0; k + 2 < len; k++) {
		const uint8_t *c = (const uint8_t *)text + k;

		assert(c[0] >= ' ' || c[0] == '\n');
		assert(c[0] != 0xc2 || c[1] >= 0xa0);
		assert(c[0] != 0xe2 || c[1] != 0x80 || c[2] < 0x8b || (c[2] > 0x8f && c[2] < 0xa8));
		assert(c[0] != 0xe2 || c[1] != 0x81 || c[2] < 0xa0 || c[2] > 0xaf);
		assert(c[0] != 0xef || c[1] != 0xbb || c[2] != 0xbf);
	}
	out_close(out, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena arena = {0};
	const struct node *report = len ? read_back(&arena, (const char *)bytes, len) : NULL;

	if (report && report->kind == NODE_MAP) {
		struct out *first = out_memory(), *second = out_memory();
		size_t first_len, second_len;
		const struct layout plain = {.width = 100};
		struct err err;

		writer_find("json")->write(first, report, &plain);
		const char *text = out_text(first, &first_len);
		const struct node *again = read_back(&arena, text, first_len);
		assert(again);
		writer_find("json")->write(second, again, &plain);
		const char *same = out_text(second, &second_len);
		assert(first_len == second_len && memcmp(text, same, first_len) == 0);
		out_close(first, &err);
		out_close(second, &err);
		check_utf8(report);
		check_formats(report);
	}
	arena_fini(&arena);
	return 0;
}
