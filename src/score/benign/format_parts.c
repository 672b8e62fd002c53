#include "format_parts.h"

#include <string.h>

void format_parts_begin(struct format_parts *p, const struct labels *l)
{
	p->l = l;
	memset(p->explained, 0, l->count * sizeof *p->explained);
	p->whole = false;
	p->roomy = false;
	p->odd = 0;
	p->ending = 0;
	p->left.count = 0;
}

void format_parts_explain(struct format_parts *p, unsigned from, unsigned count)
{
	for (unsigned i = from; i < from + count; i++)
		p->explained[i] = true;
}

bool format_parts_explain_text(struct format_parts *p, const char *text)
{
	bool found = false;

	for (unsigned i = 0; i < p->l->count; i++)
		if (label_is(p->l->at[i], text))
			found = p->explained[i] = true;
	return found;
}

void format_parts_explain_texts(struct format_parts *p, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		format_parts_explain_text(p, texts[i]);
}

/* Labels of services that are short, common and no words. */
void format_parts_explain_services(struct format_parts *p)
{
	static const char *const common[] = {"_tcp", "_udp", "_tls", "_sub", "_dns-sd", "_ldap",
	    "_gc", "_kpasswd", "_http", "_https", "_sip", "_sips", "_ipp", "_ipps", "_xmpp-client",
	    "_xmpp-server", "_smb", "_vlmcs", "_caldavs", "_carddavs", "_imaps", "_smtps"};

	format_parts_explain_texts(p, common, sizeof common / sizeof *common);
}

unsigned format_parts_run(const struct labels *l, bool (*is)(struct label), unsigned *from)
{
	unsigned longest = 0, run = 0;

	for (unsigned i = 0; i < l->count; i++) {
		run = is(l->at[i]) ? run + 1 : 0;
		if (run > longest) {
			longest = run;
			*from = i + 1 - run;
		}
	}
	return longest;
}

bool format_parts_finish(struct format_parts *p)
{
	for (unsigned i = 0; i < p->l->count; i++)
		if (!p->explained[i] && !leftover_add(&p->left, p->l->at[i]))
			return false;
	return true;
}
