#include "score/facts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/idn.h"
#include "base/utc.h"
#include "base/limits.h"
#include "content.h"
#include "counting.h"
#include "idn_words.h"
#include "payload.h"
#include "rhythm.h"
#include "score/fingerprint.h"
#include "score/score.h"
#include "benign/explained.h"

/* Descend while one child covers this share of the sampled names, and at least this many. */
#define APEX_SHARE     0.9
#define APEX_NAMES_MIN 3
/* Normal quantile for a one-sided 90 % bound (Wilson 1927). */
#define WILSON_Z 1.2816
/* Addresses carry data if nearly every name has its own: 3 of the 4 bytes of an A record (the first
 * is restricted), so each counts as 3 bytes. */
#define ADDRESS_OWN_SHARE 0.8
#define ADDRESS_BYTES     3
/* From this mean length on, answers are assumed to be truncated at 255. */
#define LENGTH_FULL 200
/* From this share on the benign name formats explain the channel, and content is measured on their
 * names too. */
#define NAME_FORMAT_ALL 0.8
/* From this share on the names left over are likely to be of the same kind: "a1b2c3d4.example"
 * among the host names that a blocklist is queried for. Their labels are not measured one by one.
 */
#define STRUCTURE_SOME 0.25
/* A rare data type weighs as much as 1.5 TXT. */
#define RARE_WEIGHT 1.5

static double share(double part, double whole)
{
	return whole > 0 ? part / whole : 0;
}

/* Lower bound of the Wilson score interval for a share p of n. */
static double wilson_lower(double p, double n)
{
	double z2 = WILSON_Z * WILSON_Z;

	if (n <= 0)
		return 0;
	double centre = p + z2 / (2 * n);
	double spread = WILSON_Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n));
	return (centre - spread) / (1 + z2 / n);
}

/* Largest number of time-ordered entries within any window (closed at both ends). */
static struct burst burst_of(const struct sketch_entry *e, size_t count, int64_t window_ns)
{
	struct burst most = {0};
	size_t first = 0;

	for (size_t last = 0; last < count; last++) {
		while (e[last].first_ns - e[first].first_ns > window_ns)
			first++;
		if (last - first + 1 > most.names)
			most = (struct burst){
			    .names = (unsigned)(last - first + 1),
			    .start_ns = e[first].first_ns,
			    .span_ns = e[last].first_ns - e[first].first_ns,
			};
	}
	return most;
}

static void scale_burst(struct burst *b, const struct sketch *s)
{
	if (sketch_is_exact(s) || s->used == 0)
		return;
	b->estimated = true;
	b->names = (unsigned)((double)b->names * (double)sketch_distinct(s) / s->used);
}

struct burst facts_burst(const struct sketch *names, int64_t window_ns)
{
	size_t count;
	struct sketch_entry *entries = sketch_by_time(names, &count);
	struct burst b = burst_of(entries, count, window_ns);

	free(entries);
	scale_burst(&b, names);
	return b;
}

static int compare_lengths(const void *a, const void *b)
{
	return *(const uint8_t *)a - *(const uint8_t *)b;
}

/* Payload lengths before the apex, over every kept name. */
static void fill_lengths(struct facts *f, const struct sketch_entry *e, size_t count,
    unsigned apex_extra, unsigned threshold)
{
	uint8_t lengths[SKETCH_NAMES_MAX];
	unsigned n = 0, long_count = 0;

	for (size_t i = 0; i < count && n < SKETCH_NAMES_MAX; i++) {
		if (e[i].len <= apex_extra)
			continue;
		lengths[n] = (uint8_t)(e[i].len - apex_extra);
		long_count += lengths[n++] >= threshold;
	}
	if (n == 0)
		return;
	if (n > 1)
		qsort(lengths, n, 1, compare_lengths);
	f->length_median = lengths[n / 2];
	f->length_max = lengths[n - 1];
	f->long_share = share(long_count, n);
}

/* Keeps only what a data channel would send: data type, long, not a service label. */
static size_t keep_data_names(
    struct sketch_entry *e, size_t count, unsigned apex_extra, unsigned threshold)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if ((e[i].marks & SKETCH_DATA_TYPE) && !(e[i].marks & SKETCH_SERVICE) &&
		    e[i].len >= apex_extra + threshold)
			e[kept++] = e[i];
	return kept;
}

/* Share of the payload characters in the best window of each length (closed at both ends). */
static void fill_peaks(
    const struct sketch_entry *e, size_t count, unsigned apex_extra, double peaks[PEAK_COUNT])
{
	static const int64_t windows[PEAK_COUNT] = {
	    120 * NS_PER_SECOND, 900 * NS_PER_SECOND, 3600 * NS_PER_SECOND, NS_PER_DAY};
	uint64_t all = 0;

	for (size_t i = 0; i < count; i++)
		all += e[i].len > apex_extra ? e[i].len - apex_extra : 0;
	for (unsigned w = 0; w < PEAK_COUNT; w++) {
		uint64_t within = 0, most = 0;

		for (size_t last = 0, first = 0; last < count; last++) {
			within += e[last].len > apex_extra ? e[last].len - apex_extra : 0;
			for (; e[last].first_ns - e[first].first_ns > windows[w]; first++)
				within -= e[first].len > apex_extra ? e[first].len - apex_extra : 0;
			most = within > most ? within : most;
		}
		peaks[w] = share((double)most, (double)all);
	}
}

static void fill_names(
    struct facts *f, unsigned apex_extra, const struct facts_options *o, double peaks[PEAK_COUNT])
{
	const struct sketch *names = &f->channel->names;
	struct sketch_entry one = names->first;
	size_t count = 1;
	struct sketch_entry *e = names->slot_count == 1 ? &one : sketch_by_time(names, &count);

	f->names = sketch_distinct(names);
	f->names_exact = sketch_is_exact(names);
	f->burst = burst_of(e, count, o->window_ns);
	fill_lengths(f, e, count, apex_extra, o->length_threshold);
	fill_peaks(e, count, apex_extra, peaks);
	count = keep_data_names(e, count, apex_extra, o->length_threshold);
	f->data_burst = burst_of(e, count, o->window_ns);
	scale_burst(&f->burst, names);
	scale_burst(&f->data_burst, names);
	if (e != &one)
		free(e);
}

/* Number of payload labels, counted from the base domain, that nearly all sampled names share. */
static unsigned descend(const struct channel *c, unsigned *apex_extra)
{
	unsigned depth = 0;
	const struct sample *s = &c->sample;

	*apex_extra = 0;
	while (s->count >= APEX_NAMES_MIN) {
		const uint8_t *label;
		unsigned with_label = payload_common_label(s, depth, &label);

		if (with_label < APEX_NAMES_MIN || with_label < APEX_SHARE * s->count)
			return depth;
		*apex_extra += 1u + label[0];
		depth++;
	}
	return depth;
}

/* A name of the form that browsers probe with. */
static bool is_probe(const struct sample_name *n)
{
	struct payload p;

	return payload_of(n, 0, &p) && name_format_of(&p) == NAME_FORMAT_BROWSER_PROBE;
}

static bool has_idn_label(const struct sample_name *n)
{
	for (unsigned pos = 0; pos < n->wire_len && n->wire[pos] != 0; pos += 1u + n->wire[pos])
		if (idn_has_prefix(n->wire + pos + 1, n->wire[pos]))
			return true;
	return false;
}

/* Number of sampled names with internationalized labels; sets which have any. */
static unsigned has_idn(const struct facts *f, bool idn[SAMPLE_NAMES_MAX])
{
	const struct sample *s = &f->channel->sample;
	unsigned count = 0;

	for (unsigned i = 0; i < s->count; i++) {
		idn[i] = has_idn_label(&s->names[i]);
		count += idn[i];
	}
	return count;
}

/* True if these labels are no words. */
static bool has_idn_data(const struct facts *f, bool idn[SAMPLE_NAMES_MAX])
{
	const struct sample *s = &f->channel->sample;
	struct idn_words words = {0};
	for (unsigned i = 0; i < s->count; i++) {
		struct payload p;

		idn[i] = idn[i] && payload_of(&s->names[i], 0, &p) &&
			 idn_words_add(&words, p.text, p.len) > 0;
	}
	return !idn_words_natural(&words);
}

/* Content measurements over the names that no format explains; over all names if nearly all are
 * explained. */
static void fill_content(struct facts *f, unsigned depth, const struct facts_options *o)
{
	const struct sample *s = &f->channel->sample;
	struct payload payloads[SAMPLE_NAMES_MAX];
	struct explained explained;
	struct content content;

	bool idn[SAMPLE_NAMES_MAX];
	unsigned idn_count = has_idn(f, idn);
	bool idn_data = idn_count > 0 && has_idn_data(f, idn);
	bool words = idn_count > 0 && !idn_data && 2 * idn_count >= s->count;

	for (unsigned i = 0; i < s->count; i++)
		idn[i] = (idn_data && idn[i]) || (o->probes_are_data && is_probe(&s->names[i]));
	explained_find(&explained, f->channel, (double)f->names, idn);
	f->structure = explained.format;
	f->structure_share = explained.share;
	bool mixed = f->structure_share < NAME_FORMAT_ALL;
	for (unsigned i = 0; i < s->count; i++)
		if (!(mixed && explained.name[i]))
			f->payload_sampled +=
			    payload_of(&s->names[i], depth, &payloads[f->payload_sampled]);
	if (f->payload_sampled == 0)
		return;
	content_measure(payloads, f->payload_sampled, o->surprise_threshold,
	    f->structure_share < STRUCTURE_SOME && !words, !idn_data, &content);
	f->alphabet = content.alphabet;
	f->entropy_bits = content.entropy_bits;
	f->entropy_ratio = content.entropy_ratio;
	f->surprise_bits = content.surprise_bits;
	f->surprising_share = content.surprising_share;
	double names = (double)f->names * (mixed ? 1 - f->structure_share : 1);
	f->up_bytes = (uint64_t)(names * content.bits_per_name / 8);
}

/* -- cache for repeated names -- */

static bool is_one_name(const struct channel *c)
{
	return c->sample.count == 1 && c->names.used == 1 && sketch_is_exact(&c->names);
}

static unsigned slot_of(const struct sample_name *name)
{
	return (unsigned)(name->hash ^ name->types ^ name->types >> 4 ^ name->outcomes) %
	       FACTS_MEMORY_NAMES;
}

static bool is_remembered(const struct facts_memory *m, const struct sample_name *name)
{
	unsigned i = slot_of(name);

	return (m->taken >> i & 1) && m->names[i].types == name->types &&
	       m->names[i].outcomes == name->outcomes && m->names[i].wire_len == name->wire_len &&
	       memcmp(m->names[i].wire, name->wire, name->wire_len) == 0;
}

static void remember(struct facts_memory *m, const struct facts *f)
{
	const struct sample_name *name = f->channel->sample.names;
	unsigned i = slot_of(name);

	m->taken |= UINT32_C(1) << i;
	m->names[i].facts = *f;
	m->names[i].types = name->types;
	m->names[i].outcomes = name->outcomes;
	m->names[i].wire_len = name->wire_len;
	memcpy(m->names[i].wire, name->wire, name->wire_len);
}

void facts_memory_fini(struct facts_memory *memory)
{
	fingerprint_patterns_free(memory->patterns);
}

/* Copies everything that fill_content sets. Many channels hold the same single name: with this each
 * such name is measured once per thread and not once per channel. */
static void copy_content(struct facts *f, const struct facts *from)
{
	f->structure = from->structure;
	f->structure_share = from->structure_share;
	f->payload_sampled = from->payload_sampled;
	f->alphabet = from->alphabet;
	f->entropy_bits = from->entropy_bits;
	f->entropy_ratio = from->entropy_ratio;
	f->surprise_bits = from->surprise_bits;
	f->surprising_share = from->surprising_share;
	f->up_bytes = from->up_bytes;
	f->unmarked = from->unmarked;
}

static void recall_content(
    struct facts *f, unsigned depth, const struct facts_options *o, struct facts_memory *memory)
{
	if (!memory || !is_one_name(f->channel)) {
		fill_content(f, depth, o);
		return;
	}
	const struct sample_name *name = f->channel->sample.names;
	if (memory->domain != f->channel->domain)
		memory->taken = 0;
	memory->domain = f->channel->domain;
	if (!is_remembered(memory, name)) {
		fill_content(f, depth, o);
		if (!memory->patterns)
			memory->patterns = fingerprint_patterns_new();
		f->unmarked = !fingerprint_possible(f->channel, memory->patterns);
		remember(memory, f);
	}
	copy_content(f, &memory->names[slot_of(name)].facts);
}

/* Rhythm and number of transactions, without those that only repeat a question. */
static void fill_transactions(struct facts *f)
{
	const struct sketch *asked = &f->channel->asked;
	uint64_t messages = counters_asked(&f->channel->count);
	double repeated = 0;

	if (asked->used >= SCORE_QUERIES_MIN) { /* fewer are too few to be judged */
		size_t count;
		struct sketch_entry *e = rhythm_transactions(f->channel, &count);

		f->rhythm = rhythm_of(e, count);
		repeated = 1 - share((double)rhythm_fold_repeats(e, count), (double)count);
		free(e);
	}
	f->transactions = (uint64_t)lround((double)sketch_distinct(asked) * (1 - repeated));
	if (f->transactions > messages)
		f->transactions = messages;
}

static void fill_counts(struct facts *f)
{
	const struct counters *c = &f->channel->count;
	double txt = (double)counters_txt_data(c);
	double rare = (double)counters_type(c, COUNT_Q_RARE);
	double responses = (double)c->of[COUNT_RESPONSES];

	f->asked = counters_asked(c);
	f->tool_id_share = share((double)counters_tool_ids(c), (double)f->asked);
	f->data_type_count = (uint64_t)(txt + rare);
	f->txt_share = share(txt, (double)f->asked);
	f->data_type_share = fmin(1, share(txt + RARE_WEIGHT * rare, (double)f->asked));
	f->data_type_lower = wilson_lower(f->data_type_share, (double)f->transactions);
	f->answered = c->of[COUNT_RESPONSES] > 0;
	f->failed_share = share((double)counters_failed(c), responses);
	double queries = (double)(c->of[COUNT_QUERIES] - c->of[COUNT_QUERIES_ONE_SIDED]);
	f->unanswered_share = queries > responses ? (queries - responses) / queries : 0;
	f->down_bytes = c->of[COUNT_ANSWER_BYTES];
}

/* Information received: unique answers of data types, and addresses if nearly every name has its
 * own. */
static void fill_answers(struct facts *f)
{
	const struct sketch *s = &f->channel->answers;
	const struct counters *c = &f->channel->count;
	double data = 0, data_len = 0, addresses = 0;

	if (s->used == 0)
		return;
	for (uint32_t i = 0; i < s->slot_count; i++) {
		const struct sketch_entry *e = &s->slots[i];

		f->answers_encoded += e->hash != 0 && (e->marks & (SKETCH_ENCODED | SKETCH_TEXT));
		f->answers_text += e->hash != 0 && (e->marks & SKETCH_TEXT);
		f->answers_code += e->hash != 0 && (e->marks & SKETCH_CODE);
		if (e->hash != 0 && (e->marks & SKETCH_DATA_TYPE)) {
			data++;
			data_len += e->len;
		} else if (e->hash != 0) {
			addresses++;
		}
	}
	double scale = (double)sketch_distinct(s) / s->used;
	double down = scale * data_len;
	/* Kept lengths are capped at 255 bytes; if most answers are longer, the counter gives the
	 * mean. */
	if (data > 0 && data_len / data > LENGTH_FULL)
		down = (double)c->of[COUNT_ANSWER_DATA_BYTES] *
		       fmin(1, scale * data / (double)c->of[COUNT_RESPONSES]);
	if (f->names > 1 && scale * addresses >= ADDRESS_OWN_SHARE * (double)f->names)
		down += scale * addresses * ADDRESS_BYTES;
	f->down_info_bytes = (uint64_t)down;
}

void facts_build(struct facts *f, const struct channel *channel,
    const struct facts_options *options, struct facts_memory *memory)
{
	unsigned apex_extra, depth = descend(channel, &apex_extra);
	double peaks[PEAK_COUNT];

	*f = (struct facts){.channel = channel};
	f->apex_labels = (uint8_t)(channel->domain->label_count + depth);
	fill_transactions(f);
	fill_counts(f);
	fill_names(f, apex_extra, options, peaks);
	recall_content(f, depth, options, memory);
	for (unsigned w = 0; w < PEAK_COUNT; w++)
		f->peak_bytes[w] = (uint64_t)((double)f->up_bytes * peaks[w]);
	fill_answers(f);
	f->counting = counting_of(channel);
	f->unique_share = fmin(1, share((double)f->names, (double)f->transactions));
}
