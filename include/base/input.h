/*
 * What is known about one input after (or while) it was read. Text is printable ASCII.
 * The capture layer fills it, the report prints it.
 */
#ifndef DNSFERRET_BASE_INPUT_H
#define DNSFERRET_BASE_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/host_names.h"
#include "base/packet_gaps.h"

#define INPUT_LINKTYPES_MAX 8
#define SHA256_TEXT_MAX     65
#define COMMENT_TEXT_MAX    200

enum input_status {
	INPUT_COMPLETE,   /* read to its end */
	INPUT_TRUNCATED,  /* ended inside a record; what came before was read */
	INPUT_DAMAGED,    /* contradicts itself; what came before was read */
	INPUT_UNREADABLE, /* nothing could be read */
};

struct input {
	char *path;          /* as given, "-" for standard input, "a.zip!member" for a member */
	char *copy_of;       /* path of the input it is a copy of and was not read for, or NULL */
	const char *format;  /* "pcap", "pcap-ns", "pcapng"; NULL while unknown */
	char containers[64]; /* outermost first: "gzip", "zip,gzip"; "" for none */
	uint64_t size_bytes; /* as stored */
	char sha256[SHA256_TEXT_MAX];          /* of the input as stored; "" when not computed */
	char expanded_sha256[SHA256_TEXT_MAX]; /* of the capture inside the containers; "" for none
						*/
	int linktypes[INPUT_LINKTYPES_MAX];    /* LINKTYPE_ values in order of appearance */
	int linktype_count;
	uint32_t snaplen; /* the largest named; 0 = none */
	uint64_t packets;
	uint64_t comments;              /* in the file */
	char comment[COMMENT_TEXT_MAX]; /* the first of them, printable */
	struct host_names hosts;        /* names of addresses; of a capture that is open, its own */
	uint64_t drops;                 /* dropped by the capturing interface, as the file says */
	int64_t first_ns, last_ns;      /* earliest and latest frame; both 0 without packets */
	struct packet_gaps packet_gaps; /* settled once it was read */
	uint32_t file;                  /* number of the file; members of an archive share it */
	bool has_begin;                 /* the file could be looked at before it was read: */
	int64_t begin_ns;               /* time of the first frame, by which inputs are ordered */
	enum input_status status;
	struct err error; /* the sentence, "" when complete */
};

const char *input_status_name(enum input_status status);

#endif
