#include "stats/counters.h"

#include "dns/answer.h"

/* RFC 2308 and common practice: an answer that may be cached for a minute at most is meant for one
 * use. */
#define TTL_LOW_SECONDS 60

/* The ids of a lookup tool after its first query: the name with each search suffix, A and AAAA. */
#define TOOL_ID_MIN 2
#define TOOL_ID_MAX 8

bool counters_is_data_type(uint16_t qtype)
{
	return qtype == DNS_TYPE_TXT || qtype == DNS_TYPE_NULL || qtype == DNS_TYPE_KEY ||
	       qtype == DNS_TYPE_PRIVATE || qtype == DNS_TYPE_SPF;
}

bool counters_carries_data(uint16_t type)
{
	return counters_is_data_type(type) || type == DNS_TYPE_CNAME || type == DNS_TYPE_MX ||
	       type == DNS_TYPE_SRV;
}

enum counter counters_row(uint16_t qtype)
{
	switch (qtype) {
	case DNS_TYPE_A:
		return COUNT_Q_A;
	case DNS_TYPE_AAAA:
		return COUNT_Q_AAAA;
	case DNS_TYPE_TXT:
		return COUNT_Q_TXT;
	case DNS_TYPE_CNAME:
		return COUNT_Q_CNAME;
	case DNS_TYPE_MX:
		return COUNT_Q_MX;
	case DNS_TYPE_SRV:
		return COUNT_Q_SRV;
	case DNS_TYPE_PTR:
		return COUNT_Q_PTR;
	default:
		return counters_is_data_type(qtype) ? COUNT_Q_RARE : COUNT_Q_OTHER;
	}
}

static enum counter twin(enum counter q_row)
{
	return (enum counter)(q_row - COUNT_Q_A + COUNT_R_A);
}

/* A log that does not say the type adds to no row: the rows are of messages with a known type. */
static void count_type(struct counters *c, const struct dns_event *e, bool service)
{
	enum counter row = counters_row(e->qtype);

	if (e->unknown & UNKNOWN_TYPE)
		return;
	if (service && row == COUNT_Q_TXT)
		row = COUNT_Q_TXT_SERVICE;
	c->of[e->response ? twin(row) : row]++;
}

bool counters_ttl_is_low(const struct dns_event *e)
{
	return !(e->unknown & UNKNOWN_TTL) && e->answer_count > 0 &&
	       e->answer_ttl_min <= TTL_LOW_SECONDS;
}

static void count_response(struct counters *c, const struct dns_event *e)
{
	c->of[COUNT_ANSWERS] += e->answer_count;
	c->of[COUNT_ANSWER_BYTES] += e->answer_bytes;
	c->of[COUNT_ANSWER_DATA_BYTES] +=
	    counters_carries_data(e->answer_type) ? e->answer_bytes : 0;
	c->of[COUNT_NXDOMAIN] += e->rcode == DNS_RCODE_NXDOMAIN;
	c->of[COUNT_SERVFAIL] += e->rcode == DNS_RCODE_SERVFAIL;
	c->of[COUNT_REFUSED] += e->rcode == DNS_RCODE_REFUSED;
	bool untold = e->unknown & UNKNOWN_ANSWERS;
	c->of[COUNT_ANSWERS_UNKNOWN] += e->rcode == DNS_RCODE_NOERROR && untold;
	c->of[COUNT_EMPTY] += e->rcode == DNS_RCODE_NOERROR && e->answer_count == 0 && !untold;
	c->of[COUNT_SINKHOLE] +=
	    e->rcode == DNS_RCODE_NOERROR && (e->answer_flags & ANSWER_NULL_ADDRESS);
	c->of[COUNT_OWN] += (e->flags & DNS_AA) != 0;
	c->of[COUNT_TTL_LOW] += counters_ttl_is_low(e);
}

void counters_add(struct counters *c, const struct dns_event *e, bool service)
{
	uint64_t name_bytes = e->qname ? e->qname->len : 0;

	c->of[e->response ? COUNT_RESPONSES : COUNT_QUERIES]++;
	c->of[e->response ? COUNT_RESPONSE_NAME_BYTES : COUNT_QUERY_NAME_BYTES] += name_bytes;
	c->of[e->response ? COUNT_RESPONSES_TOOL_ID : COUNT_QUERIES_TOOL_ID] +=
	    !(e->unknown & UNKNOWN_ID) && e->id >= TOOL_ID_MIN && e->id <= TOOL_ID_MAX;
	c->of[COUNT_QUERIES_ONE_SIDED] += !e->response && (e->unknown & UNKNOWN_RESPONSES);
	c->of[COUNT_TCP] += e->tcp;
	if (e->qname)
		count_type(c, e, service);
	if (e->response)
		count_response(c, e);
}

void counters_merge(struct counters *into, const struct counters *from)
{
	for (int i = 0; i < COUNTER_COUNT; i++)
		into->of[i] += from->of[i];
}

uint64_t counters_asked(const struct counters *c)
{
	uint64_t q = c->of[COUNT_QUERIES], r = c->of[COUNT_RESPONSES];

	return q > r ? q : r;
}

uint64_t counters_tool_ids(const struct counters *c)
{
	uint64_t q = c->of[COUNT_QUERIES_TOOL_ID], r = c->of[COUNT_RESPONSES_TOOL_ID];

	return q > r ? q : r;
}

uint64_t counters_type(const struct counters *c, enum counter q_row)
{
	uint64_t q = c->of[q_row], r = c->of[twin(q_row)];

	return q > r ? q : r;
}

uint64_t counters_failed(const struct counters *c)
{
	return c->of[COUNT_NXDOMAIN] + c->of[COUNT_SERVFAIL] + c->of[COUNT_REFUSED] +
	       c->of[COUNT_SINKHOLE];
}

uint64_t counters_empty_data(const struct counters *c)
{
	uint64_t data = c->of[COUNT_R_TXT] + c->of[COUNT_R_RARE] + c->of[COUNT_R_CNAME] +
			c->of[COUNT_R_MX] + c->of[COUNT_R_SRV];
	uint64_t others = c->of[COUNT_RESPONSES] - data; /* of another type, or of an unknown one */

	return c->of[COUNT_EMPTY] > others ? c->of[COUNT_EMPTY] - others : 0;
}

uint64_t counters_txt(const struct counters *c)
{
	uint64_t q = c->of[COUNT_Q_TXT] + c->of[COUNT_Q_TXT_SERVICE];
	uint64_t r = c->of[twin(COUNT_Q_TXT)] + c->of[twin(COUNT_Q_TXT_SERVICE)];

	return q > r ? q : r;
}

uint64_t counters_txt_data(const struct counters *c)
{
	uint64_t q = c->of[COUNT_Q_TXT], r = c->of[twin(COUNT_Q_TXT)];
	uint64_t by_label = c->of[COUNT_Q_TXT_SERVICE], known = c->of[twin(COUNT_Q_TXT_SERVICE)];

	/* Queries that only the response showed to belong to a service are counted as data queries
	 * in `q`. */
	known = known > by_label ? known - by_label : 0;
	q = q > known ? q - known : 0;
	return q > r ? q : r;
}
