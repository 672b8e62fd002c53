#include "stats/preparse.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base_cache.h"
#include "records.h"

struct preparser {
	uint64_t secret;
	struct base_cache bases;
};

struct preparser *preparser_new(uint64_t secret)
{
	struct preparser *p = memory_new(1, sizeof *p);

	p->secret = secret;
	base_cache_init(&p->bases);
	return p;
}

void preparser_free(struct preparser *p)
{
	if (!p)
		return;
	base_cache_fini(&p->bases);
	free(p);
}

static void fill_question(struct preparser *p, struct addend *a, uint64_t name_hash)
{
	const struct dns_name *name = a->event->qname;
	struct suffix_base base = base_cache_find(&p->bases, name_hash, name);

	a->domain = (struct domain){
	    .label_count = base.labels, .registered = base.registered, .reverse = base.reverse};
	a->domain.len = (uint8_t)dns_name_suffix(name, base.labels, &a->domain.fold);
	a->domain_hash = records_domain_hash(p->secret, &a->domain);
	a->question = channel_question_of(a->event, name_hash, base.labels);
}

void preparser_fill(struct preparser *p, struct addend *addends, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct addend *a = &addends[i];

		a->client_hash = records_client_hash(p->secret, &a->event->client);
		a->server_hash = records_client_hash(p->secret, &a->event->server);
		a->has_question = a->event->dns && a->event->qname;
		if (!a->has_question)
			continue;
		a->question.name_hash = channel_name_hash(a->event->qname);
		base_cache_fetch(&p->bases, a->question.name_hash);
	}
	for (size_t i = 0; i < count; i++)
		if (addends[i].has_question)
			fill_question(p, &addends[i], addends[i].question.name_hash);
}
