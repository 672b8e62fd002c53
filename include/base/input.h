/*
 * What is known about one input while or after it is read. All text is printable ASCII. Filled by
 * the capture layer, printed by the report.
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
	INPUT_COMPLETE,   /* read to the end */
	INPUT_TRUNCATED,  /* ends inside a record; everything before was read */
	INPUT_DAMAGED,    /* contradicts itself; everything before was read */
	INPUT_UNREADABLE, /* nothing could be read */
};

/* How a DNS log was read; `is` false for captures. */
struct input_log {
	bool is;
	unsigned known_of_queries, known_of_responses; /* enum event_unknown: bits known of any */
	bool queries, responses;                       /* it has such messages */
	bool inexact;                                  /* a name is not exact */
	bool records;                                  /* its records are no lines of text */
	bool of_server;                                /* written by a server, not by a sensor */
	int64_t resolution_ns;                         /* of its times */
	bool zone_stated, zone_missing;                /* times with, without a zone */
	bool zone_given;                               /* --log-tz */
	bool epoch;                                    /* times in seconds since 1970 */
	char zone[64];                                 /* its name, "" = not given */
	bool year_missing;                             /* dates without a year */
	int year;                                      /* of those; 0 = not known */
	bool year_stored;                              /* it is that of `modified_s` */
	bool order_open; /* dates whose order of day and month is assumed */
};

struct input {
	char *path; /* as given, "-" for standard input, "a.zip!member" for a member */
	/* path of the input that this one duplicates (it was not read), or NULL */
	char *copy_of;
	/* "pcap", "pcap-ns", "pcap-ixia", "pcapng", "snoop", "netmon", "erf", or of a log "zeek"
	 * and the like; NULL while unknown */
	const char *format;
	struct input_log log;
	/* when the file inside was last changed, in seconds since 1970, as the header of gzip or of
	 * the archive says; 0 = it does not */
	int64_t modified_s;
	char containers[64];          /* outermost first: "gzip", "zip,gzip"; "" for none */
	uint64_t size_bytes;          /* as stored */
	char sha256[SHA256_TEXT_MAX]; /* of the input as stored; "" when not computed */
	/* of the capture inside the containers; "" if there are none */
	char expanded_sha256[SHA256_TEXT_MAX];
	int linktypes[INPUT_LINKTYPES_MAX]; /* LINKTYPE_ values in order of appearance */
	int linktype_count;
	uint32_t snaplen;               /* the largest in the file; 0 = none */
	uint64_t packets;               /* of a log: lines, or records */
	uint64_t comments;              /* number of comments in the file */
	char comment[COMMENT_TEXT_MAX]; /* the first comment, escaped */
	struct host_names hosts;        /* names of addresses, owned while the capture is open */
	uint64_t drops; /* packets dropped by the capturing interface, according to the file */
	int64_t first_ns, last_ns;      /* earliest and latest frame; both 0 without packets */
	struct packet_gaps packet_gaps; /* final after packet_gaps_finalize */
	uint32_t file;                  /* index of the file; all members of an archive share it */
	bool has_begin;    /* the time of the first frame was determined before reading: */
	int64_t begin_ns;  /* that time, by which inputs are ordered */
	uint64_t appended; /* captures joined to the first one, which were read too */
	/* its first bytes are those of a capture, a container or an encryption, whether or not it
	 * could be read; otherwise it is some other file */
	bool recognised;
	enum input_status status;
	struct err error; /* the error message; "" when complete */
};

const char *input_status_name(enum input_status status);

#endif
