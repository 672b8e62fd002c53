#include "shell.h"

#include <string.h>

#define PATH_MAX_TEXT 512

/* The path as one shell word, or FILE when its printable form is ambiguous (a backslash represents
 * an escaped byte) or has no room. Blanks do not wrap. */
static const char *path_word(const char *path, unsigned room, char out[PATH_MAX_TEXT])
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "-_./+=:,@%";
	size_t len = strlen(path);
	bool quoted = path[strspn(path, plain)] != '\0';

	if (len + 4 > room || len + 4 > PATH_MAX_TEXT || len == 0 || strpbrk(path, "\\'!") ||
	    path[0] == '-')
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

void shell_tshark(struct lines *l, unsigned indent, const char *path, const char *filter)
{
	char word[PATH_MAX_TEXT];
	unsigned width = l->layout->width;
	unsigned room = width > indent + 12 ? width - indent - 12 : 0;
	const char *file = path_word(path, room, word);
	struct out *p = lines_open(l, indent + 2);

	out_print(p, "%*stshark -r %s", (int)indent, "", file);
	if (indent + strlen("tshark -r  -Y ''") + 1 + strlen(file) + strlen(filter) <= width) {
		out_print(p, " -Y '%s'", filter);
		lines_close(l);
		return;
	}
	out_put(p, " \\");
	lines_close(l);
	/* To tshark a line break in quotes is a blank, so this may wrap. */
	p = lines_open(l, indent + 2);
	out_print(p, "%*s-Y" NO_BREAK "'%s'", (int)indent + 2, "", filter);
	lines_close(l);
}

void shell_line(struct lines *l, unsigned indent, const char *path, bool gzip, int64_t line)
{
	char word[PATH_MAX_TEXT];
	unsigned width = l->layout->width;
	const char *file = path_word(path, width > indent + 32 ? width - indent - 32 : 0, word);
	struct out *p = lines_open(l, indent);

	if (gzip)
		out_print(p, "%*szcat %s | sed -n '%lldp'", (int)indent, "", file, (long long)line);
	else
		out_print(p, "%*ssed -n '%lldp' %s", (int)indent, "", (long long)line, file);
	lines_close(l);
}
