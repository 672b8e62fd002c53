#include "read/filter.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utc.h"

/* A duration in --from and --to. */
#define DURATION_MAX_DAYS INT64_C(100000)
#define DURATION_DIGITS   10

void filter_init(struct filter *f)
{
	*f = (struct filter){.from = {.ns = INT64_MIN}, .to = {.ns = INT64_MAX}};
}

void filter_fini(struct filter *f)
{
	free(f->clients);
	free(f->domains);
}

/* Parses "/" and digits; empty text means the whole address. */
static int parse_bits(const char *text, unsigned width, unsigned *bits)
{
	*bits = width;
	if (*text == '\0')
		return 0;
	size_t digits = strspn(text + 1, "0123456789");
	if (digits == 0 || digits > 3 || text[1 + digits] != '\0')
		return -1;
	*bits = (unsigned)strtoul(text + 1, NULL, 10);
	return *bits <= width ? 0 : -1;
}

static void add_client(struct filter *f, const struct prefix *p)
{
	f->clients = memory_resize(f->clients, f->client_count + 1, sizeof *f->clients);
	f->clients[f->client_count++] = *p;
}

int filter_add_client(struct filter *f, const char *text)
{
	char address[ADDRESS_TEXT_MAX];
	uint8_t bytes[16];
	size_t len = strcspn(text, "/");
	struct prefix p;

	if (len >= sizeof address)
		return -1;
	memcpy(address, text, len);
	address[len] = '\0';
	if (inet_pton(AF_INET, address, bytes) == 1)
		p.address = address_v4(bytes);
	else if (inet_pton(AF_INET6, address, bytes) == 1)
		p.address = address_v6(bytes);
	else {
		p = (struct prefix){address_of_name(text, strlen(text)), 128};
		if (p.address.family == 0 ||
		    text[strspn(text,
			"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~")])
			return -1;
		add_client(f, &p);
		return 0;
	}
	if (parse_bits(text + len, p.address.family == 4 ? 32 : 128, &p.bits) != 0)
		return -1;
	add_client(f, &p);
	return 0;
}

int filter_add_domain(struct filter *f, const char *text)
{
	f->domains = memory_resize(f->domains, f->domain_count + 1, sizeof *f->domains);
	if (dns_name_parse(text, &f->domains[f->domain_count]) != 0)
		return -1;
	f->domain_count++;
	return 0;
}

/* "1h30m": digits and units, at most DURATION_MAX_DAYS days in all. */
static int parse_duration(const char *text, int64_t *ns)
{
	static const struct {
		char unit;
		int64_t seconds;
	} units[] = {{'d', 86400}, {'h', 3600}, {'m', 60}, {'s', 1}};
	int64_t total = 0;

	if (*text == '\0')
		return -1;
	while (*text) {
		size_t digits = strspn(text, "0123456789"), u = 0;

		while (u < sizeof units / sizeof *units && units[u].unit != text[digits])
			u++;
		if (digits == 0 || digits > DURATION_DIGITS || u == sizeof units / sizeof *units)
			return -1;
		total += strtoll(text, NULL, 10) * units[u].seconds;
		if (total > DURATION_MAX_DAYS * 86400)
			return -1;
		text += digits + 1;
	}
	*ns = total * NS_PER_SECOND;
	return 0;
}

int filter_time_parse(struct filter_time *t, const char *text)
{
	if (*text != '+' && *text != '-') {
		t->origin = FILTER_EPOCH;
		return utc_parse_offset(text, &t->ns);
	}
	t->origin = *text == '+' ? FILTER_FIRST : FILTER_LAST;
	return parse_duration(text + 1, &t->ns);
}

bool filter_is_relative(const struct filter *f)
{
	return f->from.origin != FILTER_EPOCH || f->to.origin != FILTER_EPOCH;
}

/* Durations are far from the ends of time, but the times of packets may not be. */
static int64_t time_of(
    const struct filter_time *t, const int64_t *first_ns, const int64_t *last_ns, int64_t open)
{
	int64_t ns;

	if (t->origin == FILTER_EPOCH)
		return t->ns;
	if (!first_ns || !last_ns)
		return open;
	if (t->origin == FILTER_FIRST)
		return __builtin_add_overflow(*first_ns, t->ns, &ns) ? INT64_MAX : ns;
	return __builtin_sub_overflow(*last_ns, t->ns, &ns) ? INT64_MIN : ns;
}

struct filter_period filter_period(
    const struct filter *f, const int64_t *first_ns, const int64_t *last_ns)
{
	return (struct filter_period){time_of(&f->from, first_ns, last_ns, INT64_MIN),
	    time_of(&f->to, first_ns, last_ns, INT64_MAX)};
}

bool filter_within(const struct filter_period *p, int64_t time_ns)
{
	return time_ns >= p->from_ns && time_ns < p->to_ns;
}

static bool is_within(const struct prefix *p, const struct address *a)
{
	size_t whole = p->bits / 8;
	unsigned rest = p->bits % 8;

	if (a->family != p->address.family || memcmp(a->bytes, p->address.bytes, whole) != 0)
		return false;
	return rest == 0 || (a->bytes[whole] ^ p->address.bytes[whole]) >> (8 - rest) == 0;
}

static bool is_client(const struct filter *f, const struct address *a)
{
	for (size_t i = 0; i < f->client_count; i++)
		if (is_within(&f->clients[i], a))
			return true;
	return false;
}

bool filter_client(const struct filter *f, const struct endpoints *ends, const struct ports *ports)
{
	if (f->client_count == 0)
		return true;
	bool from_port = ports_has(ports, ends->sport), to_port = ports_has(ports, ends->dport);
	if (to_port && !from_port)
		return is_client(f, &ends->src);
	if (from_port && !to_port)
		return is_client(f, &ends->dst);
	return is_client(f, &ends->src) || is_client(f, &ends->dst);
}

bool filter_has_client(const struct filter *f, const struct address *client)
{
	return f->client_count == 0 || is_client(f, client);
}

bool filter_domain(const struct filter *f, const struct dns_name *name)
{
	if (f->domain_count == 0)
		return true;
	for (size_t i = 0; name && i < f->domain_count; i++) {
		const struct dns_name *domain = &f->domains[i];
		const uint8_t *fold;

		if (domain->label_count > name->label_count)
			continue;
		size_t len = dns_name_suffix(name, domain->label_count, &fold);
		if (len == domain->len && memcmp(fold, domain->fold, len) == 0)
			return true;
	}
	return false;
}
