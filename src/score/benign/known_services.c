#include "score/known_services.h"

#include <string.h>

#include "base/base_n.h"
#include "../label.h"
#include "../pattern.h"
#include "../payload.h"
#include "base/utc.h"
#include "leftover.h"

/* Percentage of the sampled names, and of the messages, that must match. */
#define SHARE_MIN 95
/* A single name carries almost no data: with at least this many names one outlier ("www") is
 * ignored. */
#define NAMES_FOR_STRAY 5
#define HOUR_NS         (3600 * NS_PER_SECOND)
/* A shorter label left of a token marks the test, not its result. */
#define DATA_LABEL_MIN 8
/* A token and the suffix of a sink, which has two labels at least. */
#define SINK_LABELS_MIN 3

static const struct known_service table[] = {
#define KNOWN(category, name, suffix, pattern, types, bytes, names, why, source)                \
	{KNOWN_##category, name, suffix, sizeof(suffix) - 1, pattern, types, bytes, names, why, \
	    source},
#include "known_services.def"
#undef KNOWN
};

/* The test sinks alone: every channel is compared with them. */
static const struct known_service sinks[] = {
#define SINK_SECURITY(...)
#define SINK_BLOCKLIST(...)
#define SINK_MEASUREMENT(...)
#define SINK_TELEMETRY(...)
#define SINK_TEST_SINK(name, suffix, ...) \
	{KNOWN_TEST_SINK, name, suffix, sizeof(suffix) - 1, __VA_ARGS__},
#define KNOWN(category, ...) SINK_##category(__VA_ARGS__)
#include "known_services.def"
#undef KNOWN
};

/* Types that share a counter are not distinguished: OTHER stands for all without a counter of their
 * own. */
static const struct {
	const char *mnemonic;
	enum counter row;
} rows_of_types[] = {
    {"A", COUNT_Q_A},
    {"AAAA", COUNT_Q_AAAA},
    {"TXT", COUNT_Q_TXT},
    {"TXT", COUNT_Q_TXT_SERVICE},
    {"TXT-KNOWN", COUNT_Q_TXT},
    {"TXT-KNOWN", COUNT_Q_TXT_SERVICE},
    {"CNAME", COUNT_Q_CNAME},
    {"OTHER", COUNT_Q_OTHER},
};

static size_t min(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* True if the shorter text is a suffix of the longer one, at a label boundary of the longer. */
static bool ends_alike(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len)
{
	size_t n = min(a_len, b_len);

	if (n == 0 || a[a_len - 1] != b[b_len - 1] || memcmp(a + a_len - n, b + b_len - n, n) != 0)
		return false;
	return a_len > n ? a[a_len - n - 1] == '.' : b_len == n || b[b_len - n - 1] == '.';
}

/* The base domain of a channel's names as text: names under it can end in a suffix only if one of
 * the two ends in the other. Avoids checking each name for most rows. */
struct base_text {
	struct payload whole;
	size_t skip;
};

static bool base_text_of(struct base_text *base, const struct sample_name *name, unsigned labels)
{
	base->skip = payload_offset(name, labels);
	return payload_left_of(name, 0, &base->whole);
}

static bool concerns(const struct known_service *row, const struct base_text *base)
{
	return ends_alike(base->whole.text + base->skip, base->whole.len - base->skip,
	    (const uint8_t *)row->suffix, row->suffix_len);
}

static unsigned label_count(const char *text)
{
	unsigned count = 1;

	for (const char *c = text; *c; c++)
		count += *c == '.';
	return count;
}

/* Lower case, as patterns of this table are. */
static void folded_name_of(const struct sample_name *sampled, struct pattern_name *name)
{
	pattern_name_of(sampled, name);
	for (unsigned i = 0; i < name->len; i++)
		name->text[i] = payload_fold(name->text[i]);
}

static bool name_fits(const struct known_service *row, const struct sample_name *sampled)
{
	unsigned suffix_labels = label_count(row->suffix);
	struct pattern_name name;

	folded_name_of(sampled, &name);
	if (name.label_count <= suffix_labels)
		return false;
	unsigned left = name.label_count - suffix_labels, at = name.start[left];

	if (at + row->suffix_len + 1 != name.len ||
	    memcmp(name.text + at, row->suffix, row->suffix_len) != 0)
		return false;
	name.label_count = (uint8_t)left;
	name.len = (uint8_t)at;
	return pattern_matches(row->pattern, &name);
}

static bool names_fit(const struct known_service *row, const struct sample *s)
{
	unsigned fit = 0;

	for (unsigned i = 0; i < s->count; i++)
		fit += name_fits(row, &s->names[i]);
	return fit * 100 >= s->count * SHARE_MIN ||
	       (s->count >= NAMES_FOR_STRAY && fit + 1 == s->count);
}

static bool lists(const char *types, const char *mnemonic)
{
	size_t len = strlen(mnemonic);

	for (const char *t = types; *t; t += strspn(t, " ")) {
		if (strcspn(t, " ") == len && memcmp(t, mnemonic, len) == 0)
			return true;
		t += strcspn(t, " ");
	}
	return false;
}

/* Counted on the side (queries or responses) with more captured messages, and among those whose
 * type is known. */
static bool types_fit(const struct known_service *row, const struct counters *c)
{
	bool responses = c->of[COUNT_RESPONSES] > c->of[COUNT_QUERIES];
	int side = responses ? COUNT_R_A - COUNT_Q_A : 0;
	uint64_t fit = 0, told = 0;

	if (strcmp(row->types, "*") == 0)
		return true;
	for (int q_row = COUNT_Q_A; q_row <= COUNT_Q_TXT_SERVICE; q_row++)
		told += c->of[q_row + side];
	for (size_t i = 0; i < sizeof rows_of_types / sizeof *rows_of_types; i++)
		if (lists(row->types, rows_of_types[i].mnemonic))
			fit += c->of[(int)rows_of_types[i].row + side];
	return fit * 100 >= told * SHARE_MIN;
}

/* TXT responses with records that do not follow a grammar. */
static uint64_t plain_answers(const struct counters *c)
{
	uint64_t without = c->of[COUNT_NXDOMAIN] + c->of[COUNT_EMPTY] + c->of[COUNT_SERVFAIL] +
			   c->of[COUNT_REFUSED] + c->of[COUNT_ANSWERS_UNKNOWN];

	return c->of[COUNT_R_TXT] > without ? c->of[COUNT_R_TXT] - without : 0;
}

static bool answers_fit(const struct known_service *row, const struct counters *c)
{
	if (lists(row->types, "TXT-KNOWN") &&
	    plain_answers(c) * 100 > c->of[COUNT_RESPONSES] * (100 - SHARE_MIN))
		return false;
	return c->of[COUNT_ANSWER_BYTES] <= c->of[COUNT_RESPONSES] * row->answer_bytes_max;
}

/* The busiest hour of the client; a shorter capture counts as one. */
static bool volume_fits(const struct known_service *row, const struct channel *channel)
{
	return facts_burst(&channel->names, HOUR_NS).names <= row->names_per_hour;
}

/* The last two characters of a suffix and of a base domain (0 = it has none) rule out nearly every
 * row. */
static unsigned tail_of(const char *text, size_t len)
{
	return len < 2 ? 0 : (unsigned)(uint8_t)text[len - 2] << 8 | (uint8_t)text[len - 1];
}

static bool may_concern(const struct known_service *row, unsigned base_tail)
{
	return base_tail == 0 || tail_of(row->suffix, row->suffix_len) == base_tail;
}

static bool fits(const struct known_service *row, const struct channel *channel)
{
	return types_fit(row, &channel->count) && answers_fit(row, &channel->count) &&
	       names_fit(row, &channel->sample) && volume_fits(row, channel);
}

/* The first of the rows that explains the channel. */
static const struct known_service *match_among(
    const struct known_service *rows, size_t count, const struct channel *channel)
{
	const struct domain *d = channel->domain;
	const struct sample *s = &channel->sample;
	unsigned tail = d->len > 3 ? tail_of((const char *)d->fold, d->len - 1u) : 0;
	struct base_text base;
	bool known = false;

	for (size_t i = 0; s->count > 0 && i < count; i++) {
		if (!may_concern(&rows[i], tail))
			continue;
		if (!known && !base_text_of(&base, &s->names[0], d->label_count))
			return NULL;
		known = true;
		if (concerns(&rows[i], &base) && fits(&rows[i], channel))
			return &rows[i];
	}
	return NULL;
}

const struct known_service *known_services_match(const struct channel *channel)
{
	return match_among(table, sizeof table / sizeof *table, channel);
}

const struct known_service *known_services_match_sink(const struct channel *channel)
{
	return match_among(sinks, sizeof sinks / sizeof *sinks, channel);
}

/* The mnemonics of a row as bits of a sampled name. */
static uint16_t type_bits(const char *types)
{
	static const struct {
		const char *mnemonic;
		uint16_t bits;
	} all[] = {{"A", SAMPLE_A}, {"AAAA", SAMPLE_AAAA}, {"TXT", SAMPLE_TXT},
	    {"TXT-KNOWN", SAMPLE_TXT}, {"CNAME", SAMPLE_CNAME},
	    {"OTHER", SAMPLE_HTTPS | SAMPLE_SOA | SAMPLE_NS | SAMPLE_OTHER},
	    {"*", SAMPLE_TYPES_END - 1}};
	uint16_t bits = 0;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		bits |= lists(types, all[i].mnemonic) ? all[i].bits : 0;
	return bits;
}

const struct known_service *known_services_match_name(const struct sample_name *name)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if ((name->types & ~type_bits(table[i].types)) == 0 && name_fits(&table[i], name))
			return &table[i];
	return NULL;
}

/* A label that was encoded, or is too long for a word or a short mark. */
static bool is_data(struct label l)
{
	return l.len >= DATA_LABEL_MIN &&
	       (!leftover_is_word(l) || base_n_is_hex_word(l.text, l.len));
}

bool known_services_may_send_data(const struct sample_name *name)
{
	unsigned count = 0, pos = 0;

	for (; pos < name->wire_len && name->wire[pos] != 0; pos += 1u + name->wire[pos])
		count++;
	pos = 0;
	for (unsigned left = count; left > SINK_LABELS_MIN; left--, pos += 1u + name->wire[pos])
		if (name->wire[pos] >= DATA_LABEL_MIN)
			return true;
	return false;
}

unsigned known_services_sink_data(
    const struct known_service *service, const struct channel *channel)
{
	const struct sample *s = &channel->sample;
	unsigned count = 0;

	for (unsigned i = 0; i < s->count; i++) {
		struct payload left;
		struct labels labels;
		bool data = false;

		/* The token is the label next to the suffix. */
		if (!payload_left_of(&s->names[i], label_count(service->suffix) + 1, &left) ||
		    !label_split(&labels, &left))
			continue;
		for (unsigned k = 0; k < labels.count; k++)
			data |= is_data(labels.at[k]);
		count += data;
	}
	return count;
}

bool known_services_is_benign(const struct known_service *service)
{
	return service->category != KNOWN_TEST_SINK;
}

const char *known_services_category_name(enum service_category category)
{
	static const char *const names[] = {
	    "security look-up", "blocklist", "measurement", "telemetry", "testing sink"};

	return names[category];
}

const struct known_service *known_services_table(size_t *count)
{
	*count = sizeof table / sizeof *table;
	return table;
}
