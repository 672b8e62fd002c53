#include "name_formats.h"

#include <string.h>

#include "address_formats.h"
#include "host_formats.h"

/* A selector is no longer than this. */
#define LABEL_LONG 56

static bool is_resolver_id(struct format_parts *p)
{
	static const char *const of_bind[] = {"version", "hostname", "authors"};
	const struct labels *l = p->l;

	if (l->count != 2)
		return false;
	for (size_t i = 0; i < sizeof of_bind / sizeof *of_bind; i++)
		if (label_is(l->at[0], of_bind[i]) && label_is(l->at[1], "bind"))
			return true;
	return (label_is(l->at[0], "id") || label_is(l->at[0], "version")) &&
	       label_is(l->at[1], "server");
}

/* "_ta-4f66-9728": hex key tags of four digits (RFC 8145). */
static bool is_key_tags(struct label l)
{
	if (l.len < 8 || l.len % 5 != 3 || !label_starts(l, "_ta"))
		return false;
	for (size_t i = 3; i < l.len; i++)
		if (i % 5 == 3 ? l.text[i] != '-' : !label_char_in('h', l.text[i]))
			return false;
	return true;
}

static bool is_sentinel(struct label l)
{
	static const char *const heads[] = {
	    "root-key-sentinel-is-ta-", "root-key-sentinel-not-ta-"};

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		size_t n = strlen(heads[i]);

		if (label_starts(l, heads[i]) && l.len == n + 5)
			return label_all_in((struct label){l.text + n, 5}, 'd');
	}
	return false;
}

static bool is_trust_anchor(struct format_parts *p)
{
	if (!is_key_tags(p->l->at[0]) && !is_sentinel(p->l->at[0]))
		return false;
	p->roomy = true;
	format_parts_explain(p, 0, 1);
	return format_parts_finish(p);
}

static bool is_minimised(struct format_parts *p)
{
	if (!label_is(p->l->at[0], "_"))
		return false;
	format_parts_explain(p, 0, 1);
	return format_parts_finish(p);
}

/* A selector may be random (many are), so one random label is accepted. */
static bool is_dkim(struct format_parts *p)
{
	const struct labels *l = p->l;
	unsigned i = 0;

	while (i < l->count && !label_is(l->at[i], "_domainkey"))
		i++;
	if (i == 0 || i == l->count || l->at[i - 1].len > LABEL_LONG)
		return false;
	p->roomy = !leftover_is_word(l->at[i - 1]);
	format_parts_explain(p, i - 1, 2);
	return format_parts_finish(p);
}

/* Fixed labels, and those that commonly mark SPF macros. */
static bool is_mail_policy(struct format_parts *p)
{
	static const char *const marks[] = {"_domainkey", "_dmarc", "_mta-sts", "_bimi", "_adsp",
	    "_report", "_i", "_ip", "_h", "_d", "_ehlo", "_helo"};
	static const char *const fillers[] = {"_smtp", "_tls", "in-addr", "ip4", "ip6"};
	const struct labels *l = p->l;
	unsigned from = 0;
	bool found = format_parts_explain_text(p, "_smtp") && format_parts_explain_text(p, "_tls");

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		found |= format_parts_explain_text(p, marks[i]);
	for (unsigned i = 0; i < l->count; i++)
		if (label_starts(l->at[i], "_spf")) {
			found = true;
			p->explained[i] |= l->at[i].len <= strlen("_spf") + 2;
		}
	if (!found)
		return false;
	format_parts_explain_texts(p, fillers, sizeof fillers / sizeof *fillers);
	if (format_parts_run(l, label_is_byte, &from) == 4)
		format_parts_explain(p, from, 4);
	unsigned run = format_parts_run(l, label_is_nibble, &from);
	if (run == 32)
		format_parts_explain(p, from, run);
	return format_parts_finish(p);
}

static bool is_directory(struct format_parts *p)
{
	static const char *const roles[] = {"dc", "gc", "pdc"};
	const struct labels *l = p->l;
	bool found = format_parts_explain_text(p, "_msdcs");

	found |= format_parts_explain_text(p, "_sites");
	if (!found)
		return false;
	format_parts_explain_services(p);
	format_parts_explain_texts(p, roles, sizeof roles / sizeof *roles);
	for (unsigned i = 0; i < l->count && !p->roomy; i++)
		if (label_is_guid(l->at[i]))
			p->roomy = p->explained[i] = true;
	return format_parts_finish(p);
}

/* "_%9e5e7c8f47989526c9bcd95d24084f6f0b27c5ed._sub._googlecast._tcp": a subtype (RFC 6763 7.1) that
 * names an application by number or by hash. */
static bool is_cast(struct format_parts *p)
{
	const struct labels *l = p->l;
	struct label first = l->at[0];

	if (l->count < 4 || !label_is(l->at[1], "_sub") || !label_is(l->at[2], "_googlecast") ||
	    !label_is(l->at[3], "_tcp") || first.text[0] != '_')
		return false;
	bool hash = first.len == 42 && first.text[1] == '%';
	if (!hash && first.len != 9)
		return false;
	p->roomy = true;
	format_parts_explain(p, 0, 4);
	return label_all_in((struct label){first.text + 1 + hash, first.len - 1 - hash}, 'h') &&
	       format_parts_finish(p);
}

static bool is_discovery(struct format_parts *p)
{
	unsigned from = 0;
	bool found = format_parts_explain_text(p, "_tcp");

	found |= format_parts_explain_text(p, "_udp");
	found |= format_parts_explain_text(p, "_dns-sd");
	if (!found)
		return false;
	format_parts_explain_services(p);
	if (format_parts_run(p->l, label_is_byte, &from) == 4)
		format_parts_explain(p, from, 4);
	return format_parts_finish(p);
}

static bool is_service(struct format_parts *p)
{
	for (unsigned i = 0; i < p->l->count; i++)
		if (p->l->at[i].len > 1 && p->l->at[i].text[0] == '_') {
			format_parts_explain_services(p);
			return format_parts_finish(p);
		}
	return false;
}

static bool is_proxy_discovery(struct format_parts *p)
{
	if (!label_is(p->l->at[0], "wpad") && !label_is(p->l->at[0], "isatap"))
		return false;
	format_parts_explain(p, 0, 1);
	return format_parts_finish(p);
}

static bool is_dnscrypt(struct format_parts *p)
{
	if (p->l->count < 2 || !label_is(p->l->at[0], "2") ||
	    !label_is(p->l->at[1], "dnscrypt-cert"))
		return false;
	format_parts_explain(p, 0, 2);
	return format_parts_finish(p);
}

/* What all names of a format have. Most names have no underscored label (RFC 8552) and no digit,
 * and can skip the tests that require one. */
enum { UNDERSCORED = 1, DIGIT = 2 };

static const struct {
	bool (*is)(struct format_parts *);
	unsigned needs;
} tests[NAME_FORMAT_COUNT] = {
    [NAME_FORMAT_REVERSED_IPV6] = {address_format_reversed_ipv6, 0},
    [NAME_FORMAT_RESOLVER_ID] = {is_resolver_id, 0},
    [NAME_FORMAT_TRUST_ANCHOR] = {is_trust_anchor, 0},
    [NAME_FORMAT_MINIMISED] = {is_minimised, UNDERSCORED},
    [NAME_FORMAT_DKIM] = {is_dkim, UNDERSCORED},
    [NAME_FORMAT_MAIL_POLICY] = {is_mail_policy, UNDERSCORED},
    [NAME_FORMAT_DIRECTORY] = {is_directory, UNDERSCORED},
    [NAME_FORMAT_CAST] = {is_cast, UNDERSCORED},
    [NAME_FORMAT_DISCOVERY] = {is_discovery, UNDERSCORED},
    [NAME_FORMAT_KUBERNETES] = {host_format_kubernetes, 0},
    [NAME_FORMAT_SERVICE] = {is_service, UNDERSCORED},
    [NAME_FORMAT_TELEPHONE] = {address_format_telephone, DIGIT},
    [NAME_FORMAT_REVERSED_IPV4] = {address_format_reversed_ipv4, DIGIT},
    [NAME_FORMAT_ADDRESS_LIST] = {address_format_list, DIGIT},
    [NAME_FORMAT_IPV4_IN_LABEL] = {address_format_in_label, DIGIT},
    [NAME_FORMAT_PROXY_DISCOVERY] = {is_proxy_discovery, 0},
    [NAME_FORMAT_DNSCRYPT] = {is_dnscrypt, DIGIT},
    [NAME_FORMAT_HOST_NAME] = {host_format_host_name, 0},
    [NAME_FORMAT_SPECIAL_USE] = {host_format_special_use, 0},
    [NAME_FORMAT_BROWSER_PROBE] = {host_format_browser_probe, 0},
};

static unsigned has(const struct labels *l)
{
	unsigned has = 0;

	for (unsigned i = 0; i < l->count; i++) {
		const uint8_t *text = l->at[i].text;

		if (l->at[i].len > 0 && text[0] == '_')
			has |= UNDERSCORED;
		for (size_t k = 0; k < l->at[i].len && !(has & DIGIT); k++)
			if (text[k] >= '0' && text[k] <= '9')
				has |= DIGIT;
	}
	return has;
}

static bool accept(struct name_reading *r, unsigned format, const struct format_parts *p)
{
	*r = (struct name_reading){(enum name_format)format, p->roomy, p->odd, p->ending, p->left};
	return true;
}

/* What a name was queried with and what came of it; zero types: not known. */
struct use {
	uint16_t types;
	bool answered;
	bool whole; /* as in format_parts */
};

static bool fits_use(unsigned format, bool roomy, const struct use *use)
{
	const struct name_format_info *info = name_format_info((enum name_format)format);
	/* Lists answer with addresses. */
	if (format == NAME_FORMAT_HOST_NAME && roomy &&
	    (use->types & ~(SAMPLE_A | SAMPLE_AAAA)) != 0)
		return false;
	bool must_fail = info->failing || (format == NAME_FORMAT_SPECIAL_USE && roomy);

	return (use->types & ~info->types) == 0 && !(must_fail && use->answered);
}

static bool read_labels(
    const struct labels *labels, const struct use *use, struct name_reading *reading)
{
	struct format_parts parts;
	unsigned lacks = ~has(labels);

	for (unsigned s = 0; s < NAME_FORMAT_COUNT; s++) {
		if (!tests[s].is || (tests[s].needs & lacks) != 0)
			continue;
		format_parts_begin(&parts, labels);
		parts.whole = use->whole;
		if (tests[s].is(&parts) && fits_use(s, parts.roomy, use))
			return accept(reading, s, &parts);
	}
	return false;
}

enum name_format name_format_of(const struct payload *p)
{
	struct labels labels;
	struct name_reading reading = {.format = NAME_FORMAT_NONE};

	if (label_split(&labels, p) && labels.count > 0)
		read_labels(&labels, &(struct use){0}, &reading);
	return reading.format;
}

/* Names below in-addr.arpa and ip6.arpa: their types are those of a reverse zone. */
static bool read_reverse(
    const struct labels *labels, const struct use *use, struct name_reading *reading)
{
	struct format_parts parts;

	if (use->types & SAMPLE_TXT)
		return false;
	format_parts_begin(&parts, labels);
	if (address_format_zone_ipv4(&parts) && fits_use(NAME_FORMAT_REVERSED_IPV4, false, use))
		return accept(reading, NAME_FORMAT_REVERSED_IPV4, &parts);
	if (address_format_zone_ipv6(&parts) && fits_use(NAME_FORMAT_REVERSED_IPV6, false, use))
		return accept(reading, NAME_FORMAT_REVERSED_IPV6, &parts);
	return false;
}

static bool labels_equal(const struct label *a, const struct label *b, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (a[i].len != b[i].len || memcmp(a[i].text, b[i].text, a[i].len) != 0)
			return false;
	return true;
}

/* The whole name ends in a suffix twice or more often: a search suffix was added to what already
 * had it. The suffix is the base, or longer by some labels, which must be words themselves. */
static bool read_search_list(const struct labels *l, unsigned base_labels, const struct use *use,
    struct name_reading *reading)
{
	struct format_parts parts;

	for (unsigned k = base_labels < 2 ? 2 : base_labels; 2 * k <= l->count; k++) {
		unsigned at = l->count - k;

		if (!labels_equal(&l->at[at - k], &l->at[at], k))
			continue;
		format_parts_begin(&parts, l);
		format_parts_explain(&parts, l->count - base_labels, base_labels);
		for (; at >= k && labels_equal(&l->at[at - k], &l->at[at], k); at -= k)
			format_parts_explain(&parts, at - k, k);
		return format_parts_finish(&parts) &&
		       fits_use(NAME_FORMAT_SEARCH_LIST, false, use) &&
		       accept(reading, NAME_FORMAT_SEARCH_LIST, &parts);
	}
	return false;
}

static bool ends_in(const struct domain *d, const char *label)
{
	size_t len = strlen(label), at = d->len - len - 1u;

	return d->fold && d->len > len + 2 && d->fold[at - 1] == len &&
	       memcmp(d->fold + at, label, len) == 0;
}

/* The suffix of a made-up base may belong to the format, and so may home.arpa, e164.arpa and onion,
 * which the Public Suffix List knows. */
static bool reads_base_too(const struct domain *base)
{
	return !base->reverse &&
	       (!base->registered || ends_in(base, "arpa") || ends_in(base, "onion"));
}

enum name_format name_format_of_name(
    const struct sample_name *name, const struct domain *base, struct name_reading *reading)
{
	const unsigned right_of_payload[] = {0, 1, name->base_labels};
	struct use use = {
	    .types = name->types, .answered = (name->outcomes & SAMPLE_ANSWERED) != 0};
	struct payload p;
	struct labels labels;

	*reading = (struct name_reading){.format = NAME_FORMAT_NONE};
	for (unsigned i = reads_base_too(base) ? 0 : 2; i < 3; i++) {
		use.whole = right_of_payload[i] == 0;
		if (!payload_left_of(name, right_of_payload[i], &p) || !label_split(&labels, &p))
			continue;
		if ((base->reverse && read_reverse(&labels, &use, reading)) ||
		    read_labels(&labels, &use, reading))
			return reading->format;
	}
	/* A suffix that comes twice leaves at least two labels before the base. */
	if (p.label_count >= 2 && payload_left_of(name, 0, &p) && label_split(&labels, &p))
		read_search_list(&labels, name->base_labels, &use, reading);
	return reading->format;
}

const struct name_format_info *name_format_info(enum name_format s)
{
	static const struct name_format_info table[] = {
#define STRUCTURE(id, name, types, names_max, what) \
	{name, what, (types)&0x7fff, ((types)&0x8000) != 0, names_max},
#include "name_formats.def"
#undef STRUCTURE
	};

	return &table[s];
}
