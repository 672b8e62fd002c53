#include "page.h"

#include <stdlib.h>
#include <string.h>

#include "../text/sections.h"

/* The widest text report that there can be: its paragraphs are one line each. */
#define WIDTH_MAX 1000
/* Columns before the label of a step; those of its paragraphs have more. */
#define LABEL_INDENT_MAX 4
#define COMMAND          "dnsferret "
/* Sentences of a step; the others are folded. */
#define SENTENCES_MAX 5

/* Writes `len` bytes of a text, escaped. */
static void put_part(struct out *out, const char *text, size_t len)
{
	struct out *part = out_memory();

	out_write(part, text, len);
	html_text(out, out_text(part, NULL));
	out_discard(part);
}

/* Where a step is: its sentences so far, and whether the last ones are folded. */
struct step {
	bool open, folded;
	size_t sentences;
};

static void unfold(struct out *out, struct step *s)
{
	if (s->folded)
		out_put(out, "</details>\n");
	s->folded = false;
}

/* A line of a step without its indent: a command to paste, or a sentence. */
static void put_paragraph(struct out *out, struct step *s, const char *text, size_t len)
{
	bool command = strncmp(text, COMMAND, sizeof COMMAND - 1) == 0;

	if (command) {
		unfold(out, s);
		s->sentences = 0;
	} else if (s->sentences++ == SENTENCES_MAX) {
		out_put(out, "<details><summary>and more</summary>\n");
		s->folded = true;
	}
	out_put(out, command ? "<pre>" : "<p>");
	put_part(out, text, len);
	out_put(out, command ? "</pre>\n" : "</p>\n");
}

static void end_step(struct out *out, struct step *s)
{
	unfold(out, s);
	out_put(out, s->open ? "</dd></div>\n" : "");
	*s = (struct step){.open = false};
}

/* "1 confirm   read the packets": the label, then the first paragraph. */
static void put_step(struct out *out, struct step *s, const char *text, size_t len)
{
	const char *gap = strstr(text, "  ");
	size_t label = gap && gap < text + len ? (size_t)(gap - text) : len, rest = label;

	while (rest < len && text[rest] == ' ')
		rest++;
	end_step(out, s);
	s->open = true;
	out_put(out, "<div><dt>");
	put_part(out, text, label);
	out_put(out, "</dt><dd>");
	if (rest < len)
		put_paragraph(out, s, text + rest, len - rest);
}

static void put_steps(struct out *out, const char *text)
{
	struct step s = {.open = false};

	for (size_t len; *text; text += len + (text[len] != '\0')) {
		size_t indent = strspn(text, " ");

		len = strcspn(text, "\n");
		if (indent == 0 || indent >= len)
			continue; /* the heading, or an empty line */
		if (indent <= LABEL_INDENT_MAX || !s.open)
			put_step(out, &s, text + indent, len - indent);
		else
			put_paragraph(out, &s, text + indent, len - indent);
	}
	end_step(out, &s);
}

/* The section of the text report, step by step: what to do is said in one place. */
void html_next(struct out *out, const struct node *report, const struct layout *layout)
{
	const struct layout wide = {.width = WIDTH_MAX, .report_path = layout->report_path};
	struct out *text = out_memory();
	struct lines l = {.out = text, .layout = &wide};

	text_next(&l, report);
	if (*out_text(text, NULL)) {
		out_put(out, "<section aria-labelledby=\"next\">\n<h2 id=\"next\">Next</h2>\n"
			     "<dl class=\"steps\">\n");
		put_steps(out, out_text(text, NULL));
		out_put(out, "</dl>\n</section>\n");
	}
	out_discard(text);
}
