#include "capture/pcap_writer.h"

#include "base/utc.h"

#define MAGIC_NANOSECONDS 0xa1b23c4du
#define VERSION_MAJOR     2
#define VERSION_MINOR     4
/* The largest length of a frame that readers accept (libpcap MAXIMUM_SNAPLEN). */
#define SNAPLEN 262144

static void put32(struct out *out, uint32_t v)
{
	out_write(
	    out, (const char[]){(char)v, (char)(v >> 8), (char)(v >> 16), (char)(v >> 24)}, 4);
}

static void put_header(struct pcap_writer *w)
{
	put32(w->out, MAGIC_NANOSECONDS);
	put32(w->out, VERSION_MAJOR | VERSION_MINOR << 16);
	put32(w->out, 0); /* reserved */
	put32(w->out, 0);
	put32(w->out, SNAPLEN);
	put32(w->out, (uint32_t)w->linktype);
}

int pcap_writer_frame(struct pcap_writer *w, const struct frame *frame)
{
	if (!w->begun) {
		w->begun = true;
		w->linktype = frame->linktype;
		put_header(w);
	}
	if (frame->linktype != w->linktype)
		return -1;
	put32(w->out, (uint32_t)(frame->time_ns / NS_PER_SECOND));
	put32(w->out, (uint32_t)(frame->time_ns % NS_PER_SECOND));
	put32(w->out, (uint32_t)frame->len);
	put32(w->out, (uint32_t)frame->wire_len);
	out_write(w->out, (const char *)frame->bytes, frame->len);
	return 0;
}
