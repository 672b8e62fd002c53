/*
 * What to read and how: all that reading knows of the wishes of whoever runs it. A value; texts and
 * lists are borrowed.
 */
#ifndef DNSFERRET_READ_READ_OPTIONS_H
#define DNSFERRET_READ_READ_OPTIONS_H

#include <stdbool.h>

#include "base/texts.h"
#include "read/filter.h"
#include "read/ports.h"

struct paths;

/* Who follows the reading. All functions are called by the thread that reads. */
struct read_watch {
	/* Before the first input is opened. */
	void (*begin)(void *ctx, const struct paths *paths);
	/* After each packet: `path` (printable) has given `bytes` so far, all inputs `packets`. */
	void (*packet)(void *ctx, const char *path, uint64_t bytes, uint64_t packets);
	/* The path is over, after `bytes`. */
	void (*path_over)(void *ctx, uint64_t bytes);
	/* Something is about to be written to standard error. */
	void (*clear)(void *ctx);
	/* After the last input. */
	void (*end)(void *ctx, uint64_t packets, int interrupted);
	/* The signal that asks to stop, 0 = none: then the reading ends early. */
	int (*interrupted)(void *ctx);
	void *ctx;
};

struct read_options {
	struct texts operands;  /* files, directories, "-" for standard input */
	const char *files_from; /* a file that lists more of them; NULL = none */
	bool nul_separated;     /* names in it end in NUL, not in a newline */
	struct ports ports;     /* that carry DNS */
	struct filter filter;
	const char *bpf;                /* pcap-filter(7), NULL = all packets */
	const char *zip_password;       /* NULL = only the usual one */
	bool strict;                    /* stop at the first input that cannot be read to its end */
	bool quiet;                     /* errors alone go to standard error */
	const struct read_watch *watch; /* NULL = nobody */
};

#endif
