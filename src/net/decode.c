#include "decode.h"

enum header decode_find(const struct header_number *rows, size_t count, unsigned number)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].number == number)
			return rows[i].header;
	return HEADER_END;
}

int decode_narrow(struct decode *d, size_t n)
{
	size_t left = cursor_left(&d->at);

	if (n > left + d->missing)
		return -1;
	d->missing = n > left ? n - left : 0;
	d->at = cursor_window(&d->at, n);
	return 0;
}

void decode_note(struct decode *d, enum anomaly a)
{
	if (d->packet->reason == ANOMALY_NONE)
		d->packet->reason = a;
}

void decode_payload(struct decode *d)
{
	struct packet *p = d->packet;

	p->payload_len = cursor_left(&d->at);
	p->payload_wire_len = p->payload_len + d->missing;
	p->payload = cursor_take(&d->at, p->payload_len);
}

enum header decode_fail(struct decode *d, enum anomaly reason)
{
	d->packet->kind = PACKET_UNDECODABLE;
	d->packet->reason = reason;
	return HEADER_END;
}
