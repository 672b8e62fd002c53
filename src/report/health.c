#include "builder.h"

#include "logs.h"

static void set_or_null(
    struct report_builder *p, struct node *map, const char *key, const char *text)
{
	document_set_text(p->arena, map, key, text && *text ? text : NULL);
}

/* Splits "zip,gzip" into a list. */
static void set_containers(struct report_builder *p, struct node *map, const char *names)
{
	struct node *list = document_set(map, "container", document_list(p->arena));

	while (*names) {
		int len = 0;

		while (names[len] && names[len] != ',')
			len++;
		document_push_text(p->arena, list, arena_print(p->arena, "%.*s", len, names));
		names += len + (names[len] == ',');
	}
}

static struct node *input_build(struct report_builder *p, const struct input *in)
{
	struct arena *a = p->arena;
	struct node *map = document_map(a);

	document_set_text(a, map, "path", in->path);
	document_set_integer(a, map, "size", (int64_t)in->size_bytes);
	set_or_null(p, map, "sha256", in->sha256);
	set_or_null(p, map, "expanded_sha256", in->expanded_sha256);
	set_or_null(p, map, "format", in->format);
	set_containers(p, map, in->containers);
	struct node *types = document_set(map, "linktypes", document_list(a));
	for (int i = 0; i < in->linktype_count; i++)
		document_push_integer(a, types, in->linktypes[i]);
	document_set_integer(a, map, "snaplen", in->snaplen);
	document_set_integer(a, map, "packets", in->log.is ? 0 : (int64_t)in->packets);
	if (in->log.is) {
		document_set_integer(a, map, "lines", (int64_t)in->packets);
		document_set(map, "log", logs_input(p, in));
	}
	document_set_integer(a, map, "drops", (int64_t)in->drops);
	document_set_integer(a, map, "comments", (int64_t)in->comments);
	set_or_null(p, map, "comment", in->comment);
	node_values_time(p, map, "first", logs_has_times(in), in->first_ns);
	node_values_time(p, map, "last", logs_has_times(in), in->last_ns);
	document_set_text(a, map, "status", input_status_name(in->status));
	document_set_text(a, map, "copy_of", in->copy_of);
	set_or_null(p, map, "error", in->error.text);
	return map;
}

struct node *health_inputs(struct report_builder *p)
{
	struct node *list = document_list(p->arena);

	for (size_t i = 0; i < p->from->input_count; i++)
		document_push(list, input_build(p, p->from->inputs[i]));
	return list;
}

/* The classes of the records of logs. */
static void set_lines(struct report_builder *p, struct node *map)
{
	const struct accounting *c = p->from->accounting;
	struct node *lines = document_set(map, "lines", document_map(p->arena));

	document_set_integer(p->arena, lines, "total", (int64_t)c->lines);
	document_set_integer(p->arena, lines, "dns", (int64_t)c->lines_dns);
	document_set_integer(p->arena, lines, "continuation", (int64_t)c->lines_continuation);
	document_set_integer(p->arena, lines, "other", (int64_t)c->lines_other);
	document_set_integer(p->arena, lines, "malformed", (int64_t)c->lines_malformed);
	document_set_integer(p->arena, lines, "filtered", (int64_t)c->lines_filtered);
}

struct node *health_accounting(struct report_builder *p)
{
	const struct accounting *c = p->from->accounting;
	struct arena *a = p->arena;
	struct node *map = document_map(a);

	document_set_integer(a, map, "packets", (int64_t)c->packets);
	document_set_integer(a, map, "dns_udp", (int64_t)c->dns_udp);
	document_set_integer(a, map, "dns_tcp", (int64_t)c->dns_tcp);
	document_set_integer(a, map, "ip_fragments", (int64_t)c->ip_fragments);
	document_set_integer(a, map, "not_dns", (int64_t)c->not_dns);
	struct node *reasons = document_set(map, "undecodable", document_map(a));
	document_set_integer(a, reasons, "total", (int64_t)accounting_undecodable(c));
	for (int reason = 0; reason < ANOMALY_COUNT; reason++)
		if (c->undecodable[reason] > 0)
			document_set_integer(a, reasons, anomaly_name((enum anomaly)reason),
			    (int64_t)c->undecodable[reason]);
	document_set_integer(a, map, "filtered", (int64_t)c->filtered);
	document_set_integer(a, map, "tunnelled", (int64_t)c->tunnelled);
	document_set_integer(a, map, "duplicate_packets", (int64_t)c->duplicate_packets);
	document_set_integer(a, map, "other_files", (int64_t)c->other_files);
	if (c->lines > 0)
		set_lines(p, map);
	document_set_integer(a, map, "balance", accounting_balance(c));
	return map;
}

struct node *health_messages(struct report_builder *p)
{
	const struct accounting *c = p->from->accounting;
	struct node *map = document_map(p->arena);

	document_set_integer(p->arena, map, "total", (int64_t)c->messages);
	document_set_integer(p->arena, map, "queries", (int64_t)c->queries);
	document_set_integer(p->arena, map, "responses", (int64_t)c->responses);
	document_set_integer(p->arena, map, "bad", (int64_t)c->bad);
	document_set_integer(p->arena, map, "cut", (int64_t)c->cut);
	document_set_integer(p->arena, map, "malformed", (int64_t)c->malformed);
	return map;
}

struct node *health_anomalies(struct report_builder *p)
{
	const struct anomaly_log *log = p->from->anomalies;
	struct node *map = document_map(p->arena);

	for (int i = 0; i < ANOMALY_COUNT; i++) {
		if (log->count[i] == 0)
			continue;
		struct node *one =
		    document_set(map, anomaly_name((enum anomaly)i), document_map(p->arena));
		document_set_integer(p->arena, one, "count", (int64_t)log->count[i]);
		node_values_frame(p, one, "first", log->first[i]);
		document_set_text(p->arena, one, "what", anomaly_what((enum anomaly)i));
	}
	return map;
}

struct node *health_limits(struct report_builder *p)
{
	const struct anomaly_log *log = p->from->anomalies;
	struct node *list = document_list(p->arena);

	for (int i = 0; i < ANOMALY_COUNT; i++) {
		enum anomaly limit = (enum anomaly)i;

		if (!anomaly_is_limit(limit) || log->count[limit] == 0)
			continue;
		struct node *one = document_push(list, document_map(p->arena));
		document_set_text(p->arena, one, "name", anomaly_name(limit));
		document_set_integer(p->arena, one, "count", (int64_t)log->count[limit]);
		document_set_text(p->arena, one, "what", anomaly_what(limit));
	}
	return list;
}

struct node *health_errors(struct report_builder *p)
{
	struct node *list = document_list(p->arena);

	for (size_t i = 0; i < p->from->input_count; i++) {
		const struct input *in = p->from->inputs[i];

		if (in->status == INPUT_COMPLETE)
			continue;
		struct node *one = document_push(list, document_map(p->arena));
		document_set_integer(p->arena, one, "input", (int64_t)i);
		document_set_text(p->arena, one, "status", input_status_name(in->status));
		document_set_text(p->arena, one, "text", in->error.text);
	}
	return list;
}

bool health_is_complete(struct report_builder *p)
{
	for (size_t i = 0; i < p->from->input_count; i++)
		if (p->from->inputs[i]->status != INPUT_COMPLETE)
			return false;
	for (int a = 0; a < ANOMALY_COUNT; a++)
		if (anomaly_is_loss((enum anomaly)a) && p->from->anomalies->count[a] > 0)
			return false;
	return !p->from->interrupted;
}
