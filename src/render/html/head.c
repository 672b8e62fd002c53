#include "page.h"

#include <openssl/evp.h>
#include <string.h>

#include "../view.h"

#define SHA256_BYTES 32
/* Four characters for every three bytes, and the NUL. */
#define SHA256_BASE64 45

/* -- what the report is about -- */

/* Bytes of the folder that all inputs are in, with the slash at its end. */
static size_t common_folder(const struct node *inputs)
{
	const char *first = document_text(inputs, "path");
	size_t len = strlen(first);

	for (const struct node *in = inputs; in; in = in->next) {
		const char *path = document_text(in, "path");
		size_t same = 0;

		while (same < len && path[same] && path[same] == first[same])
			same++;
		len = same;
	}
	while (len > 0 && first[len - 1] != '/')
		len--;
	return len;
}

static void put_folder(struct out *out, const char *path, size_t len)
{
	char folder[1024];

	len = len > 1 && len < sizeof folder ? len - 1 : len < sizeof folder ? len : 0;
	memcpy(folder, path, len);
	folder[len] = '\0';
	html_text(out, view_base_name(folder));
}

void html_case(struct out *out, const struct node *report)
{
	const struct node *inputs = document_members(report, "inputs");
	size_t count = document_count(report, "inputs");
	const char *path = inputs ? document_text(inputs, "path") : "";
	size_t folder = count > 1 ? common_folder(inputs) : 0;

	if (count == 0) {
		out_put(out, "no input");
	} else if (count == 1) {
		html_text(out, strcmp(path, "-") == 0 ? "standard input" : view_base_name(path));
	} else if (folder > 1) {
		put_folder(out, path, folder);
		out_put(out, " (");
		html_counted(out, (int64_t)count, "file");
		out_put(out, ")");
	} else {
		html_text(out, view_base_name(path));
		out_put(out, " and ");
		html_counted(out, (int64_t)count - 1, "other file");
	}
}

static void put_verdict(struct out *out, const struct node *report)
{
	static const struct {
		const char *one, *other, *what;
	} verdicts[] = {
	    {"critical", "high", "act now"}, {"medium", "", "review"}, {"low", "info", "weak"}};
	const char *between = "";

	if (!document_members(report, "findings"))
		html_text(out, view_nothing_words(report));
	for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
		size_t count = view_count_levels(report, verdicts[i].one, verdicts[i].other);

		if (count == 0)
			continue;
		out_put(out, between);
		html_count(out, (int64_t)count);
		out_print(out, " %s", verdicts[i].what);
		between = ", ";
	}
}

/* -- the policy -- */

/* script-src of the policy: the hash of the only script that may run (CSP 3, 8.3). */
static void put_script_source(struct out *out)
{
	unsigned char hash[SHA256_BYTES], text[SHA256_BASE64];
	unsigned len = 0;

	if (EVP_Digest(html_script, strlen(html_script), hash, &len, EVP_sha256(), NULL) != 1)
		return;
	EVP_EncodeBlock(text, hash, (int)len);
	out_print(out, "; script-src 'sha256-%s'", (const char *)text);
}

void html_head(struct out *out, const struct node *report, const struct layout *layout)
{
	out_put(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		     "style-src 'unsafe-inline'; img-src data:");
	if (layout->html_script)
		put_script_source(out);
	out_put(out, "\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta "
		     "name=\"viewport\" content=\"width=device-width, "
		     "initial-scale=1\">\n<title>");
	html_case(out, report);
	out_put(out, ": ");
	put_verdict(out, report);
	out_put(out, " - dnsferret</title>\n<style>\n");
	out_put(out, html_style);
	out_put(out, "</style>\n</head>\n<body>\n"
		     "<svg width=\"0\" height=\"0\" aria-hidden=\"true\" "
		     "style=\"position:absolute\"><defs><pattern id=\"hatch\" width=\"6\" "
		     "height=\"6\" patternUnits=\"userSpaceOnUse\" "
		     "patternTransform=\"rotate(45)\"><path class=\"hatch\" d=\"M0 "
		     "0V6\"/></pattern></defs></svg>\n");
}
