#include "asking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "adding.h"
#include "base/utc.h"

void asking_init(struct asking *a)
{
	*a = (struct asking){.random = 1, .time_ns = NS_PER_DAY};
	a->preparser = preparser_new(TEST_SECRET);
	a->stats = stats_new(TEST_SECRET);
}

void asking_fini(struct asking *a)
{
	if (a->ranking)
		score_fini(a->ranking);
	stats_free(a->stats);
	preparser_free(a->preparser);
	arena_fini(&a->arena);
}

void asking_query(struct asking *a, uint8_t client, const char *text, uint16_t qtype,
    uint16_t rcode, double seconds)
{
	struct dns_name name;
	const uint8_t from[4] = {10, 1, 0, client}, to[4] = {10, 1, 0, 53};

	a->time_ns += (int64_t)(seconds * (double)NS_PER_SECOND);
	assert_int_equal(dns_name_parse(text, &name), 0);
	struct dns_event event = {
	    .ref = {.record = ++a->frames},
	    .time_ns = a->time_ns,
	    .client = address_v4(from),
	    .server = address_v4(to),
	    .dns = true,
	    .flags = 0x0100, /* RD: hosts that do not set it are resolvers */
	    .id = (uint16_t)a->frames,
	    .qname = &name,
	    .qtype = qtype,
	    .qclass = 1,
	};
	add_event(a->stats, a->preparser, &event);
	if (rcode == ASKING_SILENT)
		return;
	event.ref.record = ++a->frames;
	event.response = true;
	event.rcode = rcode;
	event.flags = 0x8180 | rcode; /* QR, RD, RA */
	add_event(a->stats, a->preparser, &event);
}

const char *asking_text(struct asking *a, const char *alphabet, unsigned len, char *text)
{
	size_t size = strlen(alphabet);

	for (unsigned i = 0; i < len; i++) {
		a->random = a->random * UINT64_C(6364136223846793005) + 1442695040888963407;
		text[i] = alphabet[(a->random >> 33) % size];
	}
	text[len] = '\0';
	return text;
}

const struct ranking *asking_score(struct asking *a)
{
	struct score_options options;

	stats_finalize(a->stats);
	score_options_default(&options);
	a->ranking = score_run(a->stats, &options, &a->arena);
	return a->ranking;
}

int asking_best(struct asking *a)
{
	const struct ranking *r = asking_score(a);

	return r->finding_count > 0 ? r->findings[0].score : 0;
}
