#include "encoding.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/base_n.h"
#include "base/escape.h"
#include "label_cost.h"
#include "signatures/tool_checks.h"
#include "payload.h"

/* As in facts.c: descend while one label covers nearly all names. */
#define APEX_SHARE     0.9
#define APEX_NAMES_MIN 3

#define HANDSHAKE_PERCENT 1  /* percentage of characters that may be outside the alphabet */
#define TEXT_MIN          24 /* minimum number of characters to determine an alphabet */
#define DECODED_MAX       48 /* maximum decoded characters shown */
#define NAMES_MIN         5  /* minimum number of names to look for constant columns */
#define COLUMNS_MAX       128
#define RANGES_MAX        3
#define FULL_LABEL        30
#define WORD_COST_256     (46 * 256 / 10) /* bits per character under the hostname model: 4.6 */
#define NUMBER_MAX        7               /* maximum digits of a counter or id */

/* The payloads of a channel: the labels before the apex. */
struct payloads {
	struct tool_checks_names names;
	uint8_t labels[SAMPLE_NAMES_MAX]; /* number of labels in the payload */
	uint32_t count[256];              /* byte counts over the labels that carry data */
	size_t total;
	size_t longest;       /* length of the longest label */
	uint64_t cost_256ths; /* under the hostname model */
};

struct line {
	char *out;
	size_t cap, len;
};

static void __attribute__((format(printf, 2, 3))) say(struct line *line, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int n = vsnprintf(line->out + line->len, line->cap - line->len, format, arguments);
	va_end(arguments);
	if (n > 0)
		line->len +=
		    (size_t)n < line->cap - line->len ? (size_t)n : line->cap - line->len - 1;
}

/* Number of labels between base domain and payload that nearly all names share. */
static unsigned apex_depth(const struct sample *s)
{
	for (unsigned depth = 0;; depth++) {
		const uint8_t *label;
		unsigned with_label = payload_common_label(s, depth, &label);

		if (with_label < APEX_NAMES_MIN || with_label < APEX_SHARE * s->count)
			return depth;
	}
}

/* Index of the longest label of a payload. */
static unsigned longest_label(const struct pattern_name *name, unsigned labels, size_t *longest)
{
	unsigned at = 0;

	*longest = 0;
	for (unsigned i = 0; i < labels; i++) {
		size_t len;

		pattern_label(name, i, &len);
		if (len > *longest) {
			*longest = len;
			at = i;
		}
	}
	return at;
}

/* The label without leading "<number>-" groups. */
static const uint8_t *data_part(const uint8_t *label, size_t *len)
{
	for (;;) {
		size_t digits = 0;

		while (digits < *len && label[digits] >= '0' && label[digits] <= '9')
			digits++;
		if (digits == 0 || digits > NUMBER_MAX || digits == *len || label[digits] != '-')
			return label;
		label += digits + 1;
		*len -= digits + 1;
	}
}

/* Labels at least half as long as the channel's longest one carry the data. */
static void add_payload(struct payloads *p, const struct pattern_name *name, unsigned labels)
{
	for (unsigned i = 0; i < labels; i++) {
		size_t len;
		const uint8_t *label = pattern_label(name, i, &len);

		if (len * 2 < p->longest)
			continue;
		label = data_part(label, &len);
		p->cost_256ths += label_cost_256ths(label, len);
		p->total += len;
		for (size_t k = 0; k < len; k++)
			p->count[label[k]]++;
	}
}

static void payloads_of(const struct channel *channel, struct payloads *p)
{
	unsigned depth = apex_depth(&channel->sample);

	memset(p->count, 0, sizeof p->count);
	p->total = p->longest = 0;
	p->cost_256ths = 0;
	tool_checks_names_of(channel, &p->names);
	for (unsigned i = 0; i < p->names.count; i++) {
		const struct pattern_name *name = &p->names.name[i];
		unsigned apex = name->base_labels + depth;
		size_t longest;

		p->labels[i] = (uint8_t)(name->label_count > apex ? name->label_count - apex : 0);
		longest_label(name, p->labels[i], &longest);
		p->longest = longest > p->longest ? longest : p->longest;
	}
	for (unsigned i = 0; i < p->names.count; i++)
		add_payload(p, &p->names.name[i], p->labels[i]);
}

static unsigned count_different(const struct payloads *p)
{
	unsigned different = 0;

	for (int c = 0; c < 256; c++)
		different += p->count[c] > 0;
	return different;
}

/* True if at most `percent` of the characters are outside `set`. */
static bool only(const struct payloads *p, const char *set, unsigned percent)
{
	size_t outside = 0;

	for (int c = 0; c < 256; c++) {
		uint8_t byte = (uint8_t)c;

		if (!pattern_all_in(&byte, 1, set))
			outside += p->count[c];
	}
	return outside * 100 <= p->total * percent;
}

/* The smallest alphabet that holds all characters and that they plausibly fill. */
static const char *alphabet_of(const struct payloads *p)
{
	static const struct {
		const char *name, *set;
		unsigned different; /* at least */
	} alphabets[] = {
	    {"decimal", "0-9", 6},
	    {"hex", "0-9a-f", 10},
	    {"hex in upper case", "0-9A-F", 10},
	    {"hex in mixed case", "0-9a-fA-F", 10},
	    {"base32 of a-z1-6, padding 9", "a-z1-69", 20},
	    {"base32", "a-z2-7", 20},
	    {"base32 in upper case", "A-Z2-7", 20},
	    {"base32 in mixed case", "a-zA-Z2-7", 30},
	    {"base32 of a-z0-5", "a-z0-5", 20},
	    {"base32hex", "0-9a-v", 20},
	    {"base32hex in upper case", "0-9A-V", 20},
	    {"base32 without s i l o", "a-hj-kmnp-rt-z0-9", 20},
	    {"base36", "0-9a-z", 24},
	    {"base36 in upper case", "0-9A-Z", 24},
	    {"base62", "0-9a-zA-Z", 36},
	    {"base64url", "0-9a-zA-Z_-", 36},
	    {"base64", "0-9a-zA-Z+/=", 36},
	    {"base64 with * for +", "0-9a-zA-Z*/=-", 36},
	    {"base64, either kind", "0-9a-zA-Z+/=_-", 36},
	    {"base128 of a-zA-Z0-9 and bytes from 188", "0-9a-zA-Z\xbc-\xfd", 60},
	};

	if (p->total < TEXT_MIN)
		return NULL;
	if (only(p, "a-zA-Z-", 0) && p->cost_256ths < p->total * WORD_COST_256)
		return "words";
	for (unsigned percent = 0; percent <= HANDSHAKE_PERCENT; percent++)
		for (size_t i = 0; i < sizeof alphabets / sizeof *alphabets; i++)
			if (count_different(p) >= alphabets[i].different &&
			    only(p, alphabets[i].set, percent))
				return alphabets[i].name;
	return only(p, "\x21-\x7e", 0) ? NULL : "raw bytes";
}

/* Describes labels filled to a fixed length, and the length of whole payloads. */
static void say_lengths(struct line *line, const struct payloads *p)
{
	size_t low = DNS_NAME_WIRE_MAX, high = 0, longest;
	unsigned full = 0, several = 0, names = 0;

	for (unsigned i = 0; i < p->names.count; i++) {
		const struct pattern_name *name = &p->names.name[i];

		if (p->labels[i] == 0)
			continue;
		size_t len = name->start[p->labels[i]] - p->labels[i];
		low = len < low ? len : low;
		high = len > high ? len : high;
		longest_label(name, p->labels[i], &longest);
		full += longest == p->longest;
		several += longest == p->longest && p->labels[i] > 1;
		names++;
	}
	if (p->longest >= FULL_LABEL && several > 0 && full * 4 >= names)
		say(line, ", full labels of %zu", p->longest);
	if (low == high)
		say(line, ", always %zu characters", low);
	else
		say(line, ", %zu to %zu characters", low, high);
}

/* The n-th character of a payload, not counting dots; 0 if it is shorter. */
static uint8_t column_of(const struct pattern_name *name, unsigned labels, unsigned n)
{
	for (unsigned i = 0; i < labels; i++) {
		size_t len;
		const uint8_t *label = pattern_label(name, i, &len);

		if (n < len)
			return payload_fold(label[n]);
		n -= (unsigned)len;
	}
	return 0;
}

/* True if nearly all payloads have the same character in a column; sets *end and returns false at
 * the end of the shortest payload. */
static bool is_constant(const struct payloads *p, unsigned column, bool *end)
{
	uint8_t count[256] = {0};
	unsigned names = 0, most = 0;

	for (unsigned i = 0; i < p->names.count; i++) {
		if (p->labels[i] == 0)
			continue;
		uint8_t c = column_of(&p->names.name[i], p->labels[i], column);
		*end |= c == 0;
		names++;
		count[c]++;
		most = count[c] > most ? count[c] : most;
	}
	return !*end && names >= NAMES_MIN && most * 10 >= names * 9;
}

/* Finds the next run of constant columns: where it starts and ends. */
static bool next_range(const struct payloads *p, unsigned *first, unsigned *next, bool *varies)
{
	bool end = false;

	while (*next < COLUMNS_MAX && !is_constant(p, *next, &end) && !end) {
		*varies = true;
		++*next;
	}
	*first = *next;
	while (!end && *next < COLUMNS_MAX && is_constant(p, *next, &end))
		++*next;
	return *next > *first;
}

static void say_columns(struct line *line, const struct payloads *p)
{
	char text[64] = "";
	struct line ranges = {.out = text, .cap = sizeof text};
	unsigned first, next = 0, count = 0;
	bool varies = false, several = false;

	while (count < RANGES_MAX && next_range(p, &first, &next, &varies)) {
		say(&ranges, first + 1 == next ? "%s%u" : "%s%u-%u", count ? ", " : "", first + 1,
		    next);
		several |= count > 0 || next - first > 1;
		count++;
	}
	if (count > 0 && varies)
		say(line, ", constant column%s %s", several ? "s" : "", text);
}

static void say_number(struct line *line, const struct payloads *p)
{
	unsigned numbers = 0, names = 0;

	for (unsigned i = 0; i < p->names.count; i++) {
		size_t len;

		if (p->labels[i] < 2)
			continue;
		const uint8_t *label = pattern_label(&p->names.name[i], 0, &len);
		names++;
		numbers += len <= NUMBER_MAX && pattern_all_in(label, len, "0-9");
	}
	if (names >= NAMES_MIN && numbers * 10 >= names * 9)
		say(line, ", a number in the first label");
}

/* Joins the data labels into one text: from the first one on, as long as they are full. */
static size_t data_text(const struct payloads *p, unsigned index, uint8_t *text)
{
	const struct pattern_name *name = &p->names.name[index];
	size_t longest, len, total = 0;
	unsigned i = 0;

	longest_label(name, p->labels[index], &longest);
	while (i < p->labels[index] && (pattern_label(name, i, &len), len * 2 < longest))
		i++;
	for (bool more = true; more && i < p->labels[index]; i++) {
		const uint8_t *label = pattern_label(name, i, &len);

		more = len == p->longest;
		label = data_part(label, &len);
		memcpy(text + total, label, len);
		total += len;
	}
	return total;
}

/* Decodes the earliest payload that gives a meaningful result. */
static bool decode_earliest(const struct payloads *p, struct decoded *best)
{
	const struct sample_name *names = p->names.channel->sample.names, *earliest = NULL;

	for (unsigned i = 0; i < p->names.count; i++) {
		uint8_t text[DNS_NAME_WIRE_MAX];
		struct decoded d;

		if (earliest && (names[i].time_ns > earliest->time_ns ||
				    (names[i].time_ns == earliest->time_ns &&
					source_ref_compare(names[i].ref, earliest->ref) > 0)))
			continue;
		size_t len = data_text(p, i, text);
		if (!base_n_readable(text, len, &d))
			continue;
		earliest = &names[i];
		*best = d;
	}
	return earliest != NULL;
}

static void say_decoded(struct line *line, const struct payloads *p)
{
	struct decoded d;
	char text[DECODED_MAX + 1];

	if (!decode_earliest(p, &d))
		return;
	if (d.magic) {
		say(line, "; decoded from %s: %s", d.codec, d.magic);
		return;
	}
	escape_text(text, sizeof text, d.bytes, d.len);
	say(line, "; decoded from %s: \"%s\"", d.codec, text);
}

static bool has_hex_word(const struct payloads *p, unsigned index)
{
	for (unsigned i = 0; i < p->labels[index]; i++) {
		size_t len;
		const uint8_t *label = pattern_label(&p->names.name[index], i, &len);

		if (base_n_is_hex_word(label, len))
			return true;
	}
	return false;
}

unsigned encoding_readable(const struct channel *channel, unsigned *words)
{
	struct payloads p;
	unsigned readable = 0;

	payloads_of(channel, &p);
	*words = 0;
	for (unsigned i = 0; i < p.names.count; i++) {
		uint8_t text[DNS_NAME_WIRE_MAX];
		struct decoded d;

		*words += has_hex_word(&p, i);
		readable += base_n_readable(text, data_text(&p, i, text), &d);
	}
	return readable;
}

bool encoding_describe(const struct channel *channel, char *out, size_t cap)
{
	struct payloads p;
	struct line line = {.out = out, .cap = cap};

	if (cap == 0)
		return false;
	out[0] = '\0';
	payloads_of(channel, &p);
	const char *alphabet = channel->domain->reverse ? NULL : alphabet_of(&p);
	if (!alphabet)
		return false;
	say(&line, "%s", alphabet);
	say_lengths(&line, &p);
	say_columns(&line, &p);
	say_number(&line, &p);
	say_decoded(&line, &p);
	return true;
}
