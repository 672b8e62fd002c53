#include "payload.h"

#include <math.h>
#include <string.h>

#include "dns/name.h"

#define ALPHABET_SHARE 0.98

uint8_t payload_fold(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? (uint8_t)(c + ('a' - 'A')) : c;
}

/* Offsets of the labels of a wire-format name, and of its end; returns the number of labels. */
static unsigned label_offsets(const struct sample_name *n, uint8_t offset[DNS_LABELS_MAX + 1])
{
	unsigned count = 0, pos = 0;

	for (; pos < n->wire_len && n->wire[pos] != 0 && count < DNS_LABELS_MAX;
	     pos += 1u + n->wire[pos])
		offset[count++] = (uint8_t)pos;
	offset[count] = (uint8_t)pos;
	return count;
}

size_t payload_offset(const struct sample_name *name, unsigned labels)
{
	uint8_t offset[DNS_LABELS_MAX + 1];
	unsigned count = label_offsets(name, offset);

	return count > labels ? offset[count - labels] : 0;
}

bool payload_left_of(const struct sample_name *name, unsigned labels, struct payload *p)
{
	uint8_t offset[DNS_LABELS_MAX + 1];
	unsigned count = label_offsets(name, offset);

	p->len = 0;
	p->label_count = 0;
	if (count <= labels)
		return false;
	p->label_count = (uint8_t)(count - labels);
	p->len = offset[p->label_count] - 1u;
	dns_name_fold(p->text, name->wire + 1, p->len);
	for (unsigned i = 1; i < p->label_count; i++)
		p->text[offset[i] - 1] = '.';
	return true;
}

bool payload_of(const struct sample_name *name, unsigned depth, struct payload *p)
{
	return payload_left_of(name, name->base_labels + depth, p);
}

static bool same_label(const uint8_t *a, const uint8_t *b)
{
	if (a[0] != b[0])
		return false;
	for (unsigned i = 1; i <= a[0]; i++)
		if (payload_fold(a[i]) != payload_fold(b[i]))
			return false;
	return true;
}

/* The label right before the base domain and `depth` more labels, or NULL if no other label
 * precedes it. */
static const uint8_t *inner_label(const struct sample_name *n, unsigned depth)
{
	uint8_t offset[DNS_LABELS_MAX + 1];
	unsigned count = label_offsets(n, offset), labels = n->base_labels + depth;

	return count >= labels + 2 ? n->wire + offset[count - labels - 1] : NULL;
}

bool payload_is_service(const struct payload *p)
{
	for (size_t i = 0; i < p->len; i++)
		if (p->text[i] == '_' && (i == 0 || p->text[i - 1] == '.'))
			return true;
	return false;
}

/* Majority vote (Boyer and Moore 1981): always finds a label that more than half of the names
 * share. */
unsigned payload_common_label(const struct sample *s, unsigned depth, const uint8_t **label)
{
	const uint8_t *candidate = NULL;
	unsigned lead = 0, votes = 0;

	for (unsigned i = 0; i < s->count; i++) {
		const uint8_t *l = inner_label(&s->names[i], depth);

		if (!l)
			continue;
		if (lead == 0)
			candidate = l;
		lead += same_label(candidate, l) ? 1 : (unsigned)-1;
	}
	for (unsigned i = 0; candidate && i < s->count; i++) {
		const uint8_t *l = inner_label(&s->names[i], depth);

		votes += l && same_label(candidate, l);
	}
	*label = candidate;
	return votes;
}

/* What a log writes for octets that it does not show (Unbound, for all but letters, digits, "-",
 * "_" and "*"): of many values and not of one, it would make random octets look regular. */
#define NOT_SHOWN '?'

void payload_pool_add(struct payload_pool *pool, const struct payload *p)
{
	for (size_t i = 0; i < p->len; i++)
		if (p->text[i] != '.' && p->text[i] != NOT_SHOWN) {
			pool->count[p->text[i]]++;
			pool->seen[p->text[i] >> 6] |= UINT64_C(1) << (p->text[i] & 63);
			pool->total++;
		}
	pool->text_len += p->len;
}

static unsigned count_different(const struct payload_pool *pool)
{
	unsigned n = 0;

	for (int i = 0; i < 4; i++)
		n += (unsigned)__builtin_popcountll(pool->seen[i]);
	return n;
}

/* Kinds of characters of which the usual alphabets are made. */
enum kind { DIGIT, BASE32_DIGIT, HEX_LETTER, LETTER, SYMBOL, FOREIGN, KINDS };

static enum kind kind_of(unsigned c)
{
	if (c >= 'a' && c <= 'z')
		return c <= 'f' ? HEX_LETTER : LETTER;
	if (c >= '0' && c <= '9')
		return c >= '2' && c <= '7' ? BASE32_DIGIT : DIGIT;
	return c == '-' || c == '_' || c == '+' || c == '/' || c == '=' ? SYMBOL : FOREIGN;
}

unsigned payload_alphabet(const struct payload_pool *pool)
{
	uint64_t of[KINDS] = {0};

	for (unsigned i = 0; i < 4; i++)
		for (uint64_t left = pool->seen[i]; left; left &= left - 1) {
			unsigned c = 64 * i + (unsigned)__builtin_ctzll(left);

			of[kind_of(c)] += pool->count[c];
		}
	uint64_t digits = of[DIGIT] + of[BASE32_DIGIT], letters = of[HEX_LETTER] + of[LETTER];
	const struct {
		unsigned size;
		uint64_t inside;
	} usual[] = {
	    {10, digits},
	    {16, digits + of[HEX_LETTER]},
	    {26, letters},
	    {32, letters + of[BASE32_DIGIT]},
	    {36, letters + digits},
	    {40, letters + digits + of[SYMBOL]},
	};
	for (size_t u = 0; u < sizeof usual / sizeof *usual; u++)
		if ((double)usual[u].inside >= ALPHABET_SHARE * (double)pool->total)
			return usual[u].size;
	return count_different(pool);
}

double payload_entropy(const struct payload_pool *pool, unsigned alphabet)
{
	double sum = 0, n = (double)pool->total;
	unsigned different = count_different(pool);

	if (pool->total == 0)
		return 0;
	for (int i = 0; i < 4; i++)
		for (uint64_t left = pool->seen[i]; left; left &= left - 1) {
			double p = pool->count[64 * i + __builtin_ctzll(left)] / n;

			sum -= p * log2(p);
		}
	sum += (different - 1) / (2 * n * M_LN2);
	return fmin(sum, log2(alphabet > different ? alphabet : different));
}
