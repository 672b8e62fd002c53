#include "encoding.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/escape.h"
#include "decode.h"
#include "hostname_model.h"
#include "marks.h"
#include "payload.h"

/* As in facts.c: descend while one label holds nearly all names. */
#define APEX_SHARE     0.9
#define APEX_NAMES_MIN 3

#define TEXT_MIN         24 /* characters an alphabet is told from */
#define DECODED_MAX      48 /* characters shown of what was decoded */
#define NAMES_MIN        5  /* names that columns are told from */
#define COLUMNS_MAX      128
#define RANGES_MAX       3
#define FULL_LABEL       30
#define WORD_COST_256    (46 * 256 / 10) /* bits a character under the hostname model: 4.6 */
#define NUMBER_LABEL_MAX 7

/* The payloads of a channel: what stands left of the apex. */
struct payloads {
	struct marks_names names;
	uint8_t labels[SAMPLE_NAMES_MAX]; /* of the payload */
	uint32_t count[256];              /* octets of the labels that carry data */
	size_t total;
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

static unsigned apex_of(const struct channel *c)
{
	unsigned labels = c->domain->label_count;

	for (;;) {
		const uint8_t *label;
		unsigned with_label = payload_common_label(&c->sample, labels, &label);

		if (with_label < APEX_NAMES_MIN || with_label < APEX_SHARE * c->sample.count)
			return labels;
		labels++;
	}
}

/* The longest label of a payload; its index. */
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

/* Labels at least half as long as the longest carry the data. */
static void add_payload(struct payloads *p, const struct pattern_name *name, unsigned labels)
{
	size_t longest, len;

	longest_label(name, labels, &longest);
	for (unsigned i = 0; i < labels; i++) {
		const uint8_t *label = pattern_label(name, i, &len);

		if (len * 2 < longest)
			continue;
		p->cost_256ths += hostname_cost_256ths(label, len);
		p->total += len;
		for (size_t k = 0; k < len; k++)
			p->count[label[k]]++;
	}
}

static void payloads_of(const struct channel *channel, struct payloads *p)
{
	unsigned apex = apex_of(channel);

	memset(p->count, 0, sizeof p->count);
	p->total = 0;
	p->cost_256ths = 0;
	marks_names_of(channel, &p->names);
	for (unsigned i = 0; i < p->names.count; i++) {
		const struct pattern_name *name = &p->names.name[i];

		p->labels[i] = (uint8_t)(name->label_count > apex ? name->label_count - apex : 0);
		add_payload(p, name, p->labels[i]);
	}
}

static unsigned count_different(const struct payloads *p)
{
	unsigned different = 0;

	for (int c = 0; c < 256; c++)
		different += p->count[c] > 0;
	return different;
}

static bool only(const struct payloads *p, const char *set)
{
	for (int c = 0; c < 256; c++) {
		uint8_t octet = (uint8_t)c;

		if (p->count[c] > 0 && !pattern_all_in(&octet, 1, set))
			return false;
	}
	return true;
}

/* The smallest alphabet that holds all characters and whose size they could fill. */
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
	    {"base128 of a-zA-Z0-9 and octets from 188", "0-9a-zA-Z\xbc-\xfd", 60},
	};

	if (p->total < TEXT_MIN)
		return NULL;
	if (only(p, "a-zA-Z-") && p->cost_256ths < p->total * WORD_COST_256)
		return "words";
	for (size_t i = 0; i < sizeof alphabets / sizeof *alphabets; i++)
		if (count_different(p) >= alphabets[i].different && only(p, alphabets[i].set))
			return alphabets[i].name;
	return only(p, "\x21-\x7e") ? NULL : "raw octets";
}

/* Full labels of one length, or one length of all payloads. */
static void say_lengths(struct line *line, const struct payloads *p)
{
	size_t full = 0, low = DNS_NAME_WIRE_MAX, high = 0, longest;
	unsigned with_full = 0, several = 0, names = 0;

	for (unsigned i = 0; i < p->names.count; i++) {
		const struct pattern_name *name = &p->names.name[i];

		if (p->labels[i] == 0)
			continue;
		size_t len = name->start[p->labels[i]] - p->labels[i];
		low = len < low ? len : low;
		high = len > high ? len : high;
		longest_label(name, p->labels[i], &longest);
		if (longest > full)
			with_full = several = 0;
		full = longest > full ? longest : full;
		with_full += longest == full;
		several += longest == full && p->labels[i] > 1;
		names++;
	}
	if (full >= FULL_LABEL && several > 0 && with_full * 4 >= names)
		say(line, ", full labels of %zu", full);
	if (low == high)
		say(line, ", always %zu character%s", low, low == 1 ? "" : "s");
	else
		say(line, ", %zu to %zu characters", low, high);
}

/* The n-th character of a payload, dots left out; 0 when it is shorter. */
static uint8_t column_of(const struct pattern_name *name, unsigned labels, unsigned n)
{
	for (unsigned i = 0; i < labels; i++) {
		size_t len;
		const uint8_t *label = pattern_label(name, i, &len);

		if (n < len)
			return label[n] >= 'A' && label[n] <= 'Z' ? label[n] | 0x20 : label[n];
		n -= (unsigned)len;
	}
	return 0;
}

/* True when nearly all payloads have the same character in a column; false at *end of the shortest.
 */
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

static void say_columns(struct line *line, const struct payloads *p)
{
	unsigned ranges = 0, first = 0;
	bool inside = false, end = false;
	struct line columns = {.out = (char[64]){0}, .cap = 64};
	bool varies = false;

	for (unsigned column = 0; column < COLUMNS_MAX && !end && ranges < RANGES_MAX; column++) {
		bool constant = is_constant(p, column, &end);

		varies |= !constant && !end;
		if (constant && !inside)
			first = column;
		if (inside && !constant) {
			ranges++;
			if (first + 1 == column)
				say(&columns, "%s%u", ranges > 1 ? ", " : "", column);
			else
				say(&columns, "%s%u-%u", ranges > 1 ? ", " : "", first + 1, column);
		}
		inside = constant;
	}
	if (ranges > 0 && varies)
		say(line, ", columns %s constant", columns.out);
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
		numbers += len <= NUMBER_LABEL_MAX && pattern_all_in(label, len, "0-9");
	}
	if (names >= NAMES_MIN && numbers * 10 >= names * 9)
		say(line, ", a number in the first label");
}

/* The labels from the first data label on, without dots and without leading "<number>-". */
static size_t data_text(const struct pattern_name *name, unsigned labels, uint8_t *text)
{
	size_t longest, len, total = 0;
	unsigned first = 0;

	longest_label(name, labels, &longest);
	for (; first < labels; first++) {
		pattern_label(name, first, &len);
		if (len * 2 >= longest)
			break;
	}
	for (unsigned i = first; i < labels; i++) {
		const uint8_t *label = pattern_label(name, i, &len);
		size_t digits = 0;

		for (size_t k = 0; i == first && k < len && digits < NUMBER_LABEL_MAX; k++) {
			bool digit = label[k] >= '0' && label[k] <= '9';

			if (!digit && (label[k] != '-' || digits == 0))
				break;
			digits = digit ? digits + 1 : 0;
			if (!digit) {
				label += k + 1;
				len -= k + 1;
				k = (size_t)-1;
			}
		}
		memcpy(text + total, label, len);
		total += len;
	}
	return total;
}

/* The earliest payload that decodes to something. */
static bool decode_earliest(const struct payloads *p, struct decoded *best)
{
	const struct sample_name *names = p->names.channel->sample.names, *earliest = NULL;

	for (unsigned i = 0; i < p->names.count; i++) {
		uint8_t text[DNS_NAME_WIRE_MAX];
		struct decoded d;

		if (earliest && (names[i].time_ns > earliest->time_ns ||
				    (names[i].time_ns == earliest->time_ns &&
					frame_ref_compare(names[i].ref, earliest->ref) > 0)))
			continue;
		size_t len = data_text(&p->names.name[i], p->labels[i], text);
		if (!decode_readable(text, len, &d))
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
