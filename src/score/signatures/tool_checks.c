#include "tool_checks.h"

#include <string.h>

#define HEX    "0-9a-fA-F"
#define BASE32 "a-zA-Z0-5" /* iodine's */

void tool_checks_names_of(const struct channel *channel, struct tool_checks_names *names)
{
	names->channel = channel;
	names->opening = false;
	names->count = channel->sample.count;
	for (unsigned i = 0; i < names->count; i++) {
		names->types[i] = channel->sample.names[i].types;
		pattern_name_of(&channel->sample.names[i], &names->name[i]);
	}
}

void tool_checks_opening_of(const struct channel *channel, struct tool_checks_names *names)
{
	const struct sample_name *earliest[SAMPLE_NAMES_MAX];

	names->channel = channel;
	names->opening = true;
	names->count = sample_earliest(&channel->sample, earliest);
	for (unsigned i = 0; i < names->count; i++) {
		names->types[i] = earliest[i]->types;
		pattern_name_of(earliest[i], &names->name[i]);
	}
}

bool tool_checks_asks_for(
    const struct tool_checks_names *names, enum sample_type type, unsigned percent)
{
	const struct counters *c = &names->channel->count;
	enum counter row = type == SAMPLE_TXT ? COUNT_Q_TXT : COUNT_Q_CNAME;
	unsigned asking = 0;

	if (!names->opening)
		return counters_type(c, row) * 100 >= counters_asked(c) * percent;
	for (unsigned i = 0; i < names->count; i++)
		asking += (names->types[i] & type) != 0;
	return asking * 100 >= names->count * percent;
}

/* iodine */

enum { IODINE_USERS = 16, IODINE_PING_LEN = 8, IODINE_HEADER_LEN = 5, IODINE_NAMES_MIN = 6 };

static unsigned iodine_digit(uint8_t c)
{
	if (c >= '0' && c <= '5')
		return 26u + c - '0';
	return (c | 0x20u) - 'a';
}

static unsigned hex_digit(uint8_t c)
{
	return c <= '9' ? c - (unsigned)'0' : (c | 0x20u) - 'a' + 10;
}

/* A ping's user id, or IODINE_USERS. */
static unsigned iodine_ping_user(const uint8_t *label, size_t len)
{
	if (len != IODINE_PING_LEN || (label[0] | 0x20) != 'p' ||
	    !pattern_all_in(label + 1, len - 1, BASE32))
		return IODINE_USERS;
	unsigned user = iodine_digit(label[1]) << 3 | iodine_digit(label[2]) >> 2;
	return user < IODINE_USERS ? user : IODINE_USERS;
}

static unsigned iodine_data_user(const uint8_t *label, size_t len)
{
	if (len <= IODINE_HEADER_LEN || !pattern_all_in(label, 1, HEX) ||
	    !pattern_all_in(label + 1, 3, BASE32) || !pattern_all_in(label + 4, 1, "a-zA-Z0-9"))
		return IODINE_USERS;
	return hex_digit(label[0]);
}

/* iodine's base128: letters, digits and 0xbc to 0xfd. */
static bool iodine_has_base128(const uint8_t *label, size_t len)
{
	return len >= 20 && !pattern_all_in(label, len, "\x01-\x7f") &&
	       pattern_all_in(label, len, "a-zA-Z0-9\xbc-\xfd");
}

unsigned tool_checks_iodine(const struct tool_checks_names *names)
{
	unsigned pings[IODINE_USERS + 1] = {0}, data[IODINE_USERS + 1] = {0}, user = 0, high = 0;

	if (names->count < IODINE_NAMES_MIN)
		return 0;
	for (unsigned i = 0; i < names->count; i++) {
		size_t len;
		const uint8_t *label = pattern_label(&names->name[i], 0, &len);
		unsigned ping = iodine_ping_user(label, len);

		pings[ping]++;
		if (ping == IODINE_USERS) {
			data[iodine_data_user(label, len)]++;
			high += iodine_has_base128(label, len);
		}
	}
	for (unsigned u = 1; u < IODINE_USERS; u++)
		if (pings[u] + data[u] > pings[user] + data[user])
			user = u;
	unsigned found = pings[user] + data[user];
	bool both = pings[user] >= 2 && data[user] >= 2;
	if (found < IODINE_NAMES_MIN || found * 5 < names->count * 4 ||
	    !(both || high * 2 >= found))
		return 0;
	return found;
}

/* dnscat2 */

enum { DNSCAT2_HEADER_LEN = 10, DNSCAT2_NAMES_MIN = 4, DNSCAT2_SHORTEST = 18 };

/* The hex digits of the leading labels; returns how many. */
static size_t leading_hex(const struct pattern_name *name, uint8_t *out)
{
	size_t total = 0;

	for (unsigned i = 0; i < name->label_count; i++) {
		size_t len;
		const uint8_t *label = pattern_label(name, i, &len);

		if (!pattern_all_in(label, len, HEX))
			break;
		memcpy(out + total, label, len);
		total += len;
	}
	return total;
}

static bool is_dnscat2_header(const uint8_t *hex, size_t len)
{
	static const char types[][3] = {"00", "01", "02", "03", "ff"};

	if (len < DNSCAT2_SHORTEST)
		return false;
	for (size_t t = 0; t < sizeof types / sizeof *types; t++)
		if (memcmp(hex + 4, types[t], 2) == 0)
			return true;
	return false;
}

unsigned tool_checks_dnscat2(const struct tool_checks_names *names)
{
	uint8_t header[SAMPLE_NAMES_MAX][DNSCAT2_HEADER_LEN], hex[DNS_NAME_WIRE_MAX];
	unsigned found = 0, in_session = 0, same_packet = 0;

	if (names->count < DNSCAT2_NAMES_MIN)
		return 0;
	for (unsigned i = 0; i < names->count; i++) {
		size_t len = leading_hex(&names->name[i], hex);

		if (is_dnscat2_header(hex, len))
			memcpy(header[found++], hex, DNSCAT2_HEADER_LEN);
	}
	if (found < DNSCAT2_NAMES_MIN || found * 5 < names->count * 4)
		return 0;
	for (unsigned i = 0; i < found; i++) {
		unsigned session = 0, packet = 0;

		for (unsigned k = 0; k < found; k++) {
			session += memcmp(header[k] + 6, header[i] + 6, 4) == 0;
			packet += memcmp(header[k], header[i], 4) == 0;
		}
		in_session += session >= 3;
		same_packet += packet > 2;
	}
	return in_session * 5 >= found * 4 && same_packet * 2 <= found ? found : 0;
}

/* Cobalt Strike */

enum { COBALT_NAMES_MIN = 3, COBALT_ID_MAX = 8, COBALT_COUNTER_MIN = 8, COBALT_COUNTER_MAX = 10 };

/* Finds counter and beacon id, the last two hex labels after the first label. */
static bool cobalt_id(
    const struct pattern_name *name, const uint8_t **counter, const uint8_t **id, size_t *id_len)
{
	unsigned last = 0;
	size_t len;

	while (last + 1u < name->label_count) {
		const uint8_t *label = pattern_label(name, last + 1u, &len);

		if (!pattern_all_in(label, len, HEX))
			break;
		last++;
	}
	if (last < 2)
		return false;
	*counter = pattern_label(name, last - 1, &len);
	*id = pattern_label(name, last, id_len);
	return len >= COBALT_COUNTER_MIN && len <= COBALT_COUNTER_MAX && *id_len >= 6 &&
	       *id_len <= COBALT_ID_MAX;
}

unsigned tool_checks_cobalt_strike(const struct tool_checks_names *names)
{
	static const char prefix[] = "^post.[1-4][0-9a-f]|^www.[1-4][0-9a-f]|^www6.[0-9a-f]{8}|"
				     "^api.[0-9a-f]{8}|^cdn.[0-9a-f]{8}";
	const uint8_t *first_id = NULL, *first_counter = NULL;
	struct pattern starts;
	unsigned found = 0;
	bool counts = false;

	if (names->count < COBALT_NAMES_MIN)
		return 0;
	pattern_init(&starts, prefix);
	for (unsigned i = 0; i < names->count; i++) {
		const uint8_t *counter, *id;
		size_t at, len;

		if (!pattern_find(&starts, &names->name[i], &at) ||
		    !cobalt_id(&names->name[i], &counter, &id, &len))
			continue;
		if (!first_id) {
			first_id = id;
			first_counter = counter;
		}
		found += memcmp(id, first_id, len) == 0 && first_id[len] == '.';
		counts |= memcmp(counter, first_counter, COBALT_COUNTER_MIN) != 0;
	}
	return found >= COBALT_NAMES_MIN && counts ? found : 0;
}

/* Pupy */

enum { PUPY_NAMES_MIN = 4, PUPY_TEXT_MIN = 24 };

static bool is_pupy_label(const uint8_t *label, size_t len, bool *padded)
{
	static const bool paddings[] = {true, true, false, true, true, false, true};
	size_t padding = 0;

	if (len == 0 || len % 8 != 0)
		return false;
	while (padding < len && label[len - 1 - padding] == '9')
		padding++;
	*padded = padding > 0;
	return padding < sizeof paddings && paddings[padding] &&
	       pattern_all_in(label, len - padding, "a-zA-Z1-6");
}

static bool is_pupy_name(const struct pattern_name *name)
{
	unsigned labels = 0, padded = 0, text = 0;

	while (labels < name->label_count) {
		size_t len;
		bool one;
		const uint8_t *label = pattern_label(name, labels, &len);

		if (!is_pupy_label(label, len, &one))
			break;
		padded += one;
		text += (unsigned)len;
		labels++;
	}
	return labels >= 2 && padded >= 1 && text >= PUPY_TEXT_MIN;
}

unsigned tool_checks_pupy(const struct tool_checks_names *names)
{
	unsigned found = 0;

	if (names->count < PUPY_NAMES_MIN)
		return 0;
	for (unsigned i = 0; i < names->count; i++)
		found += is_pupy_name(&names->name[i]);
	return found >= PUPY_NAMES_MIN && found * 10 >= names->count * 9 ? found : 0;
}

/* Raw bytes */

enum { RAW_NAMES_MIN = 4, RAW_BYTES_MIN = 24 };

/* Length of a UTF-8 character (RFC 3629 without its finer limits), 0 if invalid. */
static size_t utf8_length(const uint8_t *text, size_t left)
{
	size_t len = *text < 0x80 ? 1 : *text < 0xc2 ? 0 : *text < 0xe0 ? 2 : *text < 0xf0 ? 3 : 4;

	if (len > left)
		return 0;
	for (size_t i = 1; i < len; i++)
		if ((text[i] & 0xc0) != 0x80)
			return 0;
	return len;
}

static bool is_raw_name(const struct pattern_name *name)
{
	size_t end = name->start[name->label_count - name->base_labels], raw = 0;

	for (size_t i = 0; i < end;) {
		size_t len = utf8_length(name->text + i, end - i);

		raw += len == 0 || name->text[i] <= ' ' || name->text[i] == 0x7f;
		i += len ? len : 1;
	}
	return end >= RAW_BYTES_MIN && raw * 4 >= end;
}

unsigned tool_checks_raw_bytes(const struct tool_checks_names *names)
{
	unsigned found = 0;

	if (names->count < RAW_NAMES_MIN)
		return 0;
	for (unsigned i = 0; i < names->count; i++)
		found += is_raw_name(&names->name[i]);
	return found >= RAW_NAMES_MIN && found * 2 >= names->count ? found : 0;
}

/* Numbered TXT */

enum { NUMBERED_MIN = 8, NUMBER_LEN_MAX = 6, NUMBERED_TXT_PERCENT = 90 };

static bool is_number(const uint8_t *label, size_t len)
{
	return len > 0 && len <= NUMBER_LEN_MAX && pattern_all_in(label, len, "0-9");
}

/* True for as many numbers as an IPv4 address has, reversed as in a reverse lookup. */
static bool has_address(const struct pattern_name *name)
{
	unsigned numbers = 0;

	for (unsigned i = 0; i < name->label_count; i++) {
		size_t len;
		const uint8_t *label = pattern_label(name, i, &len);

		numbers += is_number(label, len);
	}
	return numbers >= 4;
}

/* Extracts the number in one label, and the name without it. */
static bool numbered(const struct pattern_name *name, unsigned at, unsigned *number, uint8_t *rest)
{
	size_t len;
	const uint8_t *label = pattern_label(name, at, &len);

	if (!is_number(label, len) || has_address(name))
		return false;
	*number = 0;
	for (size_t i = 0; i < len; i++)
		*number = *number * 10 + label[i] - '0';
	memcpy(rest, name->text, name->start[at]);
	memcpy(rest + name->start[at], label + len, name->len - len - name->start[at]);
	rest[name->len - len] = 0;
	return true;
}

/* Number of names that differ from one name in label `at` only, if their numbers count up. */
static unsigned count_numbered(const struct tool_checks_names *names, unsigned of, unsigned at)
{
	uint8_t wanted[DNS_NAME_WIRE_MAX + 1], rest[DNS_NAME_WIRE_MAX + 1];
	unsigned low, high, number, found = 0;

	if (!numbered(&names->name[of], at, &low, wanted))
		return 0;
	high = low;
	for (unsigned i = 0; i < names->count; i++) {
		if (at + names->name[i].base_labels >= names->name[i].label_count ||
		    !numbered(&names->name[i], at, &number, rest) ||
		    strcmp((char *)rest, (char *)wanted) != 0)
			continue;
		low = number < low ? number : low;
		high = number > high ? number : high;
		found++;
	}
	uint64_t distinct = names->opening ? names->count : sketch_distinct(&names->channel->names);
	return high - low < 2 * distinct ? found : 0;
}

unsigned tool_checks_numbered_txt(const struct tool_checks_names *names)
{
	unsigned best = 0;

	if (names->count < NUMBERED_MIN || names->channel->domain->reverse ||
	    !tool_checks_asks_for(names, SAMPLE_TXT, NUMBERED_TXT_PERCENT))
		return 0;
	for (unsigned i = 0; i < names->count; i++)
		for (unsigned at = 0; at < 2; at++) {
			const struct pattern_name *name = &names->name[i];
			unsigned found = at + name->base_labels < name->label_count
					     ? count_numbered(names, i, at)
					     : 0;

			best = found > best ? found : best;
		}
	return best >= NUMBERED_MIN && best * 2 >= names->count ? best : 0;
}

/* Data in the base */

enum { BASE_LABEL_MIN = 50, BASE_CASE_MIN = 8 };

/* Mixed case, and a character that base32 in mixed case (a resolver's 0x20) does not have. */
static bool is_data_label(const uint8_t *label, size_t len)
{
	unsigned upper = 0, lower = 0, foreign = 0;

	if (len < BASE_LABEL_MIN || !pattern_all_in(label, len, "0-9A-Za-z+/="))
		return false;
	for (size_t i = 0; i < len; i++) {
		upper += label[i] >= 'A' && label[i] <= 'Z';
		lower += label[i] >= 'a' && label[i] <= 'z';
		foreign += strchr("0189+/=", label[i]) != NULL;
	}
	return upper >= BASE_CASE_MIN && lower >= BASE_CASE_MIN && foreign > 0;
}

unsigned tool_checks_in_base(const struct tool_checks_names *names)
{
	unsigned found = 0;

	for (unsigned i = 0; i < names->count; i++) {
		const struct pattern_name *name = &names->name[i];
		size_t len;

		if (name->label_count < 2 || name->label_count != name->base_labels)
			continue;
		const uint8_t *label = pattern_label(name, 0, &len);
		found += is_data_label(label, len);
	}
	return found;
}
