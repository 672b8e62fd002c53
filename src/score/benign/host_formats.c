#include "host_formats.h"

#include "address_formats.h"
#include "base/hash.h"

/* A whole host name with its top-level domain costs less than this under the hostname model: 93 %
 * of 82,000 domains in use do; of random names under .com, 6 % of 8 characters and 2 % of 12
 * characters do. */
#define HOST_NAME_BITS 4.9
/* The host name in a look-up of a list may be any; longer labels are data. */
#define LISTED_LABEL_LEN  15
#define LISTED_LABELS_MAX 5
/* Characters of an onion address (RFC 7686; version 3). */
#define ONION_LEN 56

/* "web.shop.svc.cluster.local", "10-0-0-1.shop.pod.cluster.local", and any name that was tried with
 * these suffixes (Kubernetes DNS-Based Service Discovery). */
bool host_format_kubernetes(struct format_parts *p)
{
	const struct labels *l = p->l;

	if (l->count < 3 || !label_is(l->at[l->count - 1], "local") ||
	    !label_is(l->at[l->count - 2], "cluster"))
		return false;
	format_parts_explain(p, l->count - 2, 2);
	format_parts_explain_text(p, "svc");
	if (format_parts_explain_text(p, "pod") && address_format_is_dashed(l->at[0]))
		p->explained[0] = true;
	format_parts_explain_services(p);
	return format_parts_finish(p);
}

/* Number of labels of the host name: up to the last top-level domain, after which only local labels
 * follow. */
static unsigned host_name_labels(const struct labels *l)
{
	for (unsigned i = l->count; i > 1; i--)
		if (label_is_tld(l->at[i - 1]))
			return i;
	return 0;
}

/* A domain that nobody chose for its looks, as spam is sent from by the thousand: lists are queried
 * about it like about any other. Labels are short and local labels are words. */
static bool is_listed_host(struct format_parts *p, unsigned count)
{
	const struct labels *l = p->l;

	if (count < 2 || count > LISTED_LABELS_MAX || count == l->count)
		return false;
	for (unsigned i = 0; i < l->count; i++)
		if (i < count ? l->at[i].len > LISTED_LABEL_LEN : !leftover_is_word(l->at[i]))
			return false;
	format_parts_explain(p, 0, count);
	p->left.count = 0;
	p->roomy = true;
	return true;
}

bool host_format_host_name(struct format_parts *p)
{
	const struct labels *l = p->l;
	unsigned count = host_name_labels(l);

	if (count == 0)
		return false;
	for (unsigned i = 0; i < count; i++)
		if (!label_all_in(l->at[i], 'a'))
			return false;
	const struct label *tld = &l->at[count - 1];
	size_t len = (size_t)(tld->text + tld->len - l->at[0].text);

	p->ending = (uint32_t)hash_fixed(tld->text, tld->len) | 1;
	format_parts_explain(p, count - 1, 1);
	return (leftover_is_wordy(l->at[0].text, len, HOST_NAME_BITS) && format_parts_finish(p)) ||
	       is_listed_host(p, count);
}

/* Names that public DNS does not have: RFC 6761 and 6762 (with its appendix G), 7686, 8375, 9476,
 * and .internal, which ICANN reserved in 2024. */
bool host_format_special_use(struct format_parts *p)
{
	static const char *const last[] = {"local", "localhost", "localdomain", "internal", "lan",
	    "home", "corp", "intranet", "private", "onion", "alt"};
	const struct labels *l = p->l;
	unsigned n = l->count;
	bool found = n >= 3 && label_is(l->at[n - 1], "arpa") && label_is(l->at[n - 2], "home");

	for (size_t i = 0; n >= 2 && i < sizeof last / sizeof *last; i++)
		found |= label_is(l->at[n - 1], last[i]);
	if (!found || !p->whole)
		return false;
	format_parts_explain(p, n - 1, 1);
	struct label host = l->at[n - 2];
	p->roomy = label_is(l->at[n - 1], "onion")
		       ? label_all_in(host, 'b') && host.len <= ONION_LEN
		       : n == 2 && label_is_guid(host);
	p->explained[n - 2] |= p->roomy;
	return format_parts_finish(p);
}

/* Under the search suffix, whose own labels are words. */
bool host_format_browser_probe(struct format_parts *p)
{
	struct label first = p->l->at[0];

	if (first.len < 7 || first.len > 15 || !label_all_in(first, 'l') || p->l->count > 3)
		return false;
	p->roomy = true;
	format_parts_explain(p, 0, 1);
	for (unsigned i = 1; i < p->l->count; i++)
		if (!leftover_is_word(p->l->at[i]))
			return false;
	return true;
}
