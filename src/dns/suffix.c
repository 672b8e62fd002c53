#include "dns/suffix.h"

#include <libpsl.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utc.h"
#include "suffix_list.h"

/* A base has one label more than its rule. */
#define TELLING_LABELS_MAX (SUFFIX_RULE_LABELS_MAX + 1)
/* Represents any label that no rule contains. */
#define ANY_LABEL "_"

struct suffix {
	const psl_ctx_t *psl;
	bool compiled; /* the compiled list is libpsl's */
	char version[UTC_TEXT_MAX];
};

/* The part of a name that decides the result: its last `labels` labels, then `any` (0..2) further
 * ones whose content does not matter. Two, because the `*` of a rule takes one and the base needs
 * another. */
struct telling {
	unsigned labels, any;
};

static const uint8_t *label_from_right(const struct dns_name *name, unsigned i)
{
	return name->fold + name->offset[name->label_count - 1 - i];
}

static struct telling telling_of(const struct dns_name *name)
{
	struct telling t = {0};

	while (t.labels < name->label_count && t.labels < TELLING_LABELS_MAX) {
		if (label_from_right(name, t.labels)[0] > SUFFIX_LABEL_MAX) {
			unsigned rest = name->label_count - t.labels;

			t.any = rest < 2 ? rest : 2;
			break;
		}
		t.labels++;
	}
	return t;
}

static bool is_rule_byte(uint8_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* Writes the text for libpsl. Bytes that occur in no rule become '_', so that dots and zero bytes
 * inside a label cannot forge other labels. */
static void telling_text(const struct dns_name *name, struct telling t, char *out)
{
	for (unsigned i = 0; i < t.any; i++) {
		memcpy(out, ANY_LABEL ".", 2);
		out += 2;
	}
	for (unsigned i = t.labels; i-- > 0;) {
		const uint8_t *label = label_from_right(name, i);

		for (unsigned o = 1; o <= label[0]; o++)
			*out++ = is_rule_byte(label[o]) ? (char)label[o] : '_';
		*out++ = '.';
	}
	*--out = '\0';
}

static uint8_t count_labels(const char *text)
{
	uint8_t n = 1;

	while ((text = strchr(text, '.'))) {
		text++;
		n++;
	}
	return n;
}

/* The list names the last label. */
static bool is_listed(const struct suffix *s, const char *text)
{
	return psl_is_public_suffix2(
	    s->psl, strrchr(text, '.') + 1, PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE);
}

static bool is_reverse(const struct dns_name *name)
{
	static const uint8_t v4[] = "\7in-addr\4arpa", v6[] = "\3ip6\4arpa";
	const uint8_t *fold;

	if (name->label_count < 2)
		return false;
	size_t len = dns_name_suffix(name, 2, &fold);

	return (len == sizeof v4 && memcmp(fold, v4, len) == 0) ||
	       (len == sizeof v6 && memcmp(fold, v6, len) == 0);
}

struct suffix *suffix_new(void)
{
	struct suffix *s = memory_new(1, sizeof *s);

	s->psl = psl_builtin();
	s->compiled = s->psl && suffix_list_is(psl_builtin_sha1sum());
	if (s->psl && psl_builtin_file_time() > 0)
		utc_short(psl_builtin_file_time() * NS_PER_SECOND, s->version);
	else
		memcpy(s->version, "unknown", sizeof "unknown");
	return s;
}

void suffix_free(struct suffix *s)
{
	free(s);
}

struct suffix_base suffix_find_by_libpsl(const struct suffix *s, const struct dns_name *name)
{
	char text[TELLING_LABELS_MAX * (DNS_LABEL_MAX + 1) + 1];

	if (name->label_count == 0)
		return (struct suffix_base){0};
	if (is_reverse(name))
		return (struct suffix_base){.labels = 2, .reverse = true};
	/* No rule ends in a single character, but libpsl 0.21.2 takes "x.m" for a suffix: "m"
	 * begins the rule "*.mm". */
	if (!s->psl || label_from_right(name, 0)[0] == 1)
		return (struct suffix_base){.labels = name->label_count < 2 ? 1 : 2};
	telling_text(name, telling_of(name), text);
	const char *base = psl_registrable_domain(s->psl, text);
	if (!base)
		return (struct suffix_base){.labels = count_labels(text)};
	return (struct suffix_base){.labels = count_labels(base), .registered = is_listed(s, text)};
}

struct suffix_base suffix_find(const struct suffix *s, const struct dns_name *name)
{
	if (!s->compiled || name->label_count == 0)
		return suffix_find_by_libpsl(s, name);
	if (is_reverse(name))
		return (struct suffix_base){.labels = 2, .reverse = true};
	return suffix_list_find(name);
}

bool suffix_is_compiled(const struct suffix *s)
{
	return s->compiled;
}

const char *suffix_version(const struct suffix *s)
{
	return s->version;
}

/* A name directly below a public suffix is a registered domain. */
bool suffix_is_public(const struct suffix *s, const struct dns_name *name)
{
	struct dns_name below = {
	    .len = (uint8_t)(name->len + 2), .label_count = (uint8_t)(name->label_count + 1)};

	if (name->len + 2 > DNS_NAME_WIRE_MAX || name->label_count == DNS_LABELS_MAX)
		return false;
	memcpy(below.fold, "\1x", 2);
	memcpy(below.fold + 2, name->fold, name->len);
	memcpy(below.wire, below.fold, below.len);
	for (unsigned i = 0; i <= name->label_count; i++)
		below.offset[i + 1] = (uint8_t)(name->offset[i] + 2);
	struct suffix_base base = suffix_find(s, &below);
	return base.registered && base.labels == below.label_count;
}

bool suffix_is_top_level(const uint8_t *label, size_t len)
{
	char text[SUFFIX_LABEL_MAX + 1];

	if (len < 2 || len > SUFFIX_LABEL_MAX)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (!is_rule_byte(label[i]) || (label[0] != 'x' && label[i] < 'a'))
			return false;
		text[i] = (char)label[i];
	}
	text[len] = '\0';
	return psl_is_public_suffix2(psl_builtin(), text, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE);
}

const char *suffix_library_version(void)
{
	return psl_get_version();
}
