#include "shell.h"

#include <inttypes.h>
#include <string.h>

#define PATH_MAX_TEXT 512
/* Columns on the line of a path: "tshark -r ''  \". */
#define AROUND_PATH 16
/* Further columns of "zcat  | sed -n '1234567p'". */
#define LINE_COMMAND 12
/* A display filter of this length is still readable. */
#define FILTER_COLUMNS 600
/* Inputs that a command lists one by one. */
#define INPUTS_LISTED 4
#define DNS_PORT      53

/* The path as one shell word, or FILE when its printable form is ambiguous (a backslash represents
 * an escaped byte) or has no room. Blanks do not wrap. */
static const char *path_word(
    const struct lines *l, unsigned indent, const char *path, char out[PATH_MAX_TEXT])
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "-_./+=:,@%";
	size_t len = strlen(path);
	bool quoted = path[strspn(path, plain)] != '\0';

	if (len + indent + AROUND_PATH > l->layout->width || len + 4 > PATH_MAX_TEXT || len == 0 ||
	    strpbrk(path, "\\'!") || path[0] == '-')
		return "FILE";
	size_t at = 0;
	if (quoted)
		out[at++] = '\'';
	for (size_t i = 0; i < len; i++)
		out[at++] = path[i] == ' ' ? NO_BREAK[0] : path[i];
	if (quoted)
		out[at++] = '\'';
	out[at] = '\0';
	return out;
}

/* -- lines that a shell joins again -- */

static unsigned longest_word(const char *text)
{
	unsigned longest = 0;

	while (*text) {
		unsigned len = (unsigned)strcspn(text, " ");

		longest = len > longest ? len : longest;
		text += len + (text[len] == ' ');
	}
	return longest;
}

/* Breaks the text at blanks, with `joint` at the end of each line but the last. Words are left
 * whole: the indent becomes smaller for a long one, and one that is wider than the page sticks out.
 */
static void put_words(struct lines *l, unsigned indent, const char *text, const char *joint)
{
	unsigned longest = longest_word(text) + 4, width = l->layout->width, used = 0;

	if (indent + longest > width)
		indent = longest < width ? width - longest : 0;
	unsigned room = width > indent + 2 ? width - indent - 2 : 1;
	struct out *line = out_memory();

	out_print(line, "%*s", (int)indent, "");
	while (*text) {
		unsigned len = (unsigned)strcspn(text, " ");

		if (used > 0 && used + 1 + len > room) {
			out_put(line, joint);
			lines_put(l, out_text(line, NULL));
			out_discard(line);
			line = out_memory();
			out_print(line, "%*s", (int)indent + 2, "");
			used = 2;
		} else if (used > 0) {
			out_put(line, " ");
			used++;
		}
		out_print(line, "%.*s", (int)len, text);
		used += len;
		text += len + (text[len] == ' ');
	}
	lines_put(l, out_text(line, NULL));
	out_discard(line);
}

/* A backslash before each break joins the lines. */
static void put_command(struct lines *l, unsigned indent, const char *command)
{
	put_words(l, indent, command, " \\");
}

/* -- the paths that were read -- */

/* True if the word is the path, or a folder above it. */
static bool leads_to(const char *word, const char *path)
{
	size_t len = strlen(word);

	while (len > 1 && word[len - 1] == '/')
		len--;
	return len > 0 && strncmp(word, path, len) == 0 &&
	       (path[len] == '\0' || path[len] == '/' || word[len - 1] == '/');
}

/* The word of the command line through which an input was found, NULL if there is none. */
static const char *word_to(const struct node *report, const char *path)
{
	const struct node *word = document_members(report, "run.argv");

	for (word = word ? word->next : NULL; word; word = word->next)
		if (word->kind == NODE_TEXT && word->text[0] != '-' && leads_to(word->text, path))
			return word->text;
	return NULL;
}

/* True if an input before this one was found through the same word. */
static bool is_repeated(const struct node *report, const struct node *input, const char *word)
{
	const struct node *in = document_members(report, "inputs");

	for (; in && in != input; in = in->next) {
		const char *other = word_to(report, document_text(in, "path"));

		if (other && strcmp(other, word) == 0)
			return true;
	}
	return false;
}

/* Writes the operands again, or PATH... if they are unknown or too many. */
static void put_operands(
    struct lines *l, unsigned indent, struct out *out, const struct node *report)
{
	struct out *all = out_memory();
	const struct node *in = document_members(report, "inputs");
	bool known = in != NULL;
	size_t count = 0, inputs = document_count(report, "inputs");
	char text[PATH_MAX_TEXT];

	for (; in && known; in = in->next) {
		const char *path = document_text(in, "path"), *word = word_to(report, path);

		if (word && is_repeated(report, in, word))
			continue;
		word = word ? word : inputs <= INPUTS_LISTED ? path : "";
		word = path_word(l, indent, word, text);
		known = strcmp(word, "FILE") != 0 && count++ < INPUTS_LISTED;
		out_print(all, " %s", word);
	}
	out_put(out, known ? out_text(all, NULL) : " PATH...");
	out_discard(all);
}

/* -- commands -- */

static void put_saved(struct out *out, const struct lines *l, unsigned indent, const char *verb)
{
	char text[PATH_MAX_TEXT];

	out_print(out, "dnsferret %s --report %s", verb,
	    path_word(l, indent, l->layout->report_path, text));
}

void shell_saved(struct lines *l, unsigned indent, const char *verb)
{
	struct out *command = out_memory();

	put_saved(command, l, indent, verb);
	put_command(l, indent, out_text(command, NULL));
	out_discard(command);
}

void shell_extract(
    struct lines *l, unsigned indent, const struct node *report, const char *ids, const char *out)
{
	struct out *command = out_memory(), *verb = out_memory();
	int64_t port = document_integer(report, "run.config.port");

	out_print(verb, "extract %s", ids);
	put_saved(command, l, indent, out_text(verb, NULL));
	if (port > 0 && port != DNS_PORT)
		out_print(command, " --port %" PRId64, port);
	out_print(command, " -o %s", out);
	put_operands(l, indent, command, report);
	put_command(l, indent, out_text(command, NULL));
	out_discard(verb);
	out_discard(command);
}

/* tshark reads captures that are plain or compressed in these ways. */
static bool tshark_reads(const struct node *input)
{
	for (const struct node *c = document_members(input, "container"); c; c = c->next)
		if (c->kind == NODE_TEXT && strcmp(c->text, "gzip") != 0 &&
		    strcmp(c->text, "zstd") != 0 && strcmp(c->text, "lz4") != 0)
			return false;
	return true;
}

static const char *input_word(
    const struct lines *l, unsigned indent, const struct node *input, char text[PATH_MAX_TEXT])
{
	return tshark_reads(input) ? path_word(l, indent, document_text(input, "path"), text)
				   : "FILE";
}

/* The files, as a list for the shell: nothing if there are too many. */
static bool put_files(struct lines *l, unsigned indent, struct out *out, const struct node *report)
{
	char text[PATH_MAX_TEXT];

	if (document_count(report, "inputs") > INPUTS_LISTED)
		return false;
	for (const struct node *in = document_members(report, "inputs"); in; in = in->next) {
		const char *word = input_word(l, indent, in, text);

		if (strcmp(word, "FILE") == 0)
			return false;
		if (!*document_text(in, "copy_of"))
			out_print(out, " %s", word);
	}
	return true;
}

/* To tshark a line break in quotes is a blank, so a long filter is broken without a backslash. */
static void put_filter(
    struct lines *l, unsigned indent, const struct node *f, const char *file, const char *end)
{
	struct out *command = out_memory(), *filter = out_memory();
	const char *options = document_text(f, "filters.tshark_options");
	size_t command_len, filter_len;

	out_print(
	    command, "%*stshark -r %s%s%s", (int)indent, "", file, *options ? " " : "", options);
	out_print(filter, "-Y '%s'%s", document_text(f, "filters.tshark"), end);
	out_text(command, &command_len);
	const char *text = out_text(filter, &filter_len);
	bool one_line = command_len + 1 + filter_len <= l->layout->width;
	out_print(command, one_line ? " %s" : " \\", text);
	lines_put(l, out_text(command, NULL));
	if (!one_line)
		put_words(l, indent + 2, text, "");
	out_discard(filter);
	out_discard(command);
}

/* One file, a loop over few, or FILE for each of many. */
static void put_tshark(
    struct lines *l, unsigned indent, const struct node *report, const struct node *f)
{
	size_t inputs = document_count(report, "inputs");
	struct out *files = out_memory();
	char text[PATH_MAX_TEXT];

	if (inputs <= 1) {
		put_filter(l, indent, f,
		    input_word(l, indent, document_members(report, "inputs"), text), "");
	} else if (put_files(l, indent, files, report)) {
		struct out *loop = out_memory();

		out_print(loop, "for file in%s; do", out_text(files, NULL));
		put_command(l, indent, out_text(loop, NULL));
		put_filter(l, indent, f, "\"$file\"", "; done");
		out_discard(loop);
	} else {
		out_print(lines_open(l, indent), "%*sin each file:", (int)indent, "");
		lines_close(l);
		put_filter(l, indent, f, "FILE", "");
	}
	out_discard(files);
}

void shell_packets(
    struct lines *l, unsigned indent, const struct node *report, const struct node *finding)
{
	const char *filter = document_text(finding, "filters.tshark"),
		   *id = document_text(finding, "id");
	char out[PATH_MAX_TEXT];

	if (*filter && strlen(filter) <= FILTER_COLUMNS) {
		put_tshark(l, indent, report, finding);
	} else if (l->layout->report_path) {
		snprintf(out, sizeof out, "%.40s.pcapng", id);
		shell_extract(l, indent, report, id, out);
	} else {
		out_print(lines_open(l, indent),
		    "%*sdnsferret extract writes them; it needs the report saved with -o FILE.json",
		    (int)indent, "");
		lines_close(l);
	}
}

void shell_line(struct lines *l, unsigned indent, const char *path, bool gzip, int64_t line)
{
	char word[PATH_MAX_TEXT];
	const char *file = path_word(l, indent + LINE_COMMAND, path, word);
	struct out *p = lines_open(l, indent);

	if (gzip)
		out_print(p, "%*szcat %s | sed -n '%lldp'", (int)indent, "", file, (long long)line);
	else
		out_print(p, "%*ssed -n '%lldp' %s", (int)indent, "", (long long)line, file);
	lines_close(l);
}
