#include "read/log_input.h"

#include <netinet/in.h>

/* No link type: the bytes are a line. */
#define LINKTYPE_NONE (-1)

static bool recognise(const void *ctx, struct stream *s, struct trouble *why)
{
	return log_recognise(s, ctx, why) != NULL;
}

static void *open(const void *ctx, struct stream *s, struct input *input)
{
	struct trouble why;

	return log_reader_new(s, log_recognise(s, ctx, &why), ctx, input);
}

static int next(void *state, struct frame *frame, struct trouble *trouble)
{
	const struct log_record *r = log_reader_next(state, trouble);

	if (!r)
		return 0;
	*frame = (struct frame){
	    .ref.record = r->number,
	    .time_ns = r->time_ns,
	    .linktype = LINKTYPE_NONE,
	    .bytes = r->bytes,
	    .len = r->len,
	    .wire_len = r->len,
	};
	return 1;
}

static void close(void *state)
{
	log_reader_free(state);
}

struct capture_other log_input_reader(const struct log_options *options)
{
	return (struct capture_other){recognise, open, next, close, options};
}

const struct log_record *log_input_record(const struct capture *c)
{
	const struct log_reader *r = capture_other_state(c);

	return r ? log_reader_record(r) : NULL;
}

void log_input_packet(const struct log_message *m, struct source_ref ref, const struct ports *ports,
    struct packet *packet)
{
	bool response = m->len > 2 && m->bytes[2] & 0x80;
	uint16_t *server_port;

	*packet = (struct packet){
	    .kind = m->tcp ? PACKET_TCP : PACKET_UDP,
	    .reason = ANOMALY_NONE,
	    .ref = ref,
	    .time_ns = m->time_ns,
	    .ends = m->ends,
	    .protocol = m->tcp ? IPPROTO_TCP : IPPROTO_UDP,
	    .payload = m->bytes,
	    .payload_len = m->len,
	    .payload_wire_len = m->wire_len,
	};
	server_port = response ? &packet->ends.sport : &packet->ends.dport;
	if (*server_port == 0)
		*server_port = ports->first;
}
