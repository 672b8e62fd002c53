#include "capture/bpf.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <pcap.h>

#include "base/limits.h"
#include "base/memory.h"

#define LINKTYPE_ETHERNET 1
#define HEADER_WORDS      6

struct program {
	int linktype;
	bool usable;
	struct bpf_program code;
};

struct bpf {
	char *expression;
	struct program programs[FILTER_LINKTYPES_MAX];
	size_t count;
};

/* Opens a libpcap handle for a LINKTYPE_ value. Only libpcap can map LINKTYPE_ to DLT_, so it reads
 * the header of an empty capture file. Returns NULL on failure, with the reason in `why` if libpcap
 * set one. */
static pcap_t *open_linktype(int linktype, char why[PCAP_ERRBUF_SIZE])
{
	uint32_t header[HEADER_WORDS] = {0xa1b2c3d4, 0, 0, 0, FRAME_BYTES_MAX, (uint32_t)linktype};
	const uint16_t version[2] = {2, 4};

	memcpy(&header[1], version, sizeof version);
	FILE *f = fmemopen(header, sizeof header, "rb");
	pcap_t *p = f ? pcap_fopen_offline(f, why) : NULL;
	if (f && !p)
		fclose(f);
	return p;
}

/* Compiles the expression for the link type; NULL if there is no room for another. */
static struct program *add_program(struct bpf *f, int linktype, struct err *err)
{
	char why[PCAP_ERRBUF_SIZE] = "out of memory";

	if (f->count == FILTER_LINKTYPES_MAX)
		return NULL;
	struct program *p = &f->programs[f->count++];
	p->linktype = linktype;
	pcap_t *handle = open_linktype(linktype, why);
	p->usable =
	    handle && pcap_compile(handle, &p->code, f->expression, 1, PCAP_NETMASK_UNKNOWN) == 0;
	if (!p->usable)
		err_set(
		    err, "filter \"%s\": %s", f->expression, handle ? pcap_geterr(handle) : why);
	if (handle)
		pcap_close(handle);
	return p;
}

struct bpf *bpf_new(const char *expression, struct err *err)
{
	struct bpf *f = memory_new(1, sizeof *f);

	f->expression = memory_text(expression);
	if (!add_program(f, LINKTYPE_ETHERNET, err)->usable) {
		bpf_free(f);
		return NULL;
	}
	return f;
}

void bpf_free(struct bpf *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->count; i++)
		if (f->programs[i].usable)
			pcap_freecode(&f->programs[i].code);
	free(f->expression);
	free(f);
}

int bpf_match(struct bpf *f, const struct frame *frame)
{
	const struct pcap_pkthdr header = {
	    .caplen = (bpf_u_int32)frame->len, .len = (bpf_u_int32)frame->wire_len};
	struct program *p = NULL;

	for (size_t i = 0; i < f->count && !p; i++)
		if (f->programs[i].linktype == frame->linktype)
			p = &f->programs[i];
	if (!p)
		p = add_program(f, frame->linktype, NULL);
	if (!p || !p->usable)
		return -1;
	return pcap_offline_filter(&p->code, &header, frame->bytes) != 0;
}

const char *bpf_library_version(void)
{
	return pcap_lib_version();
}
