/*
 * What to read and how. A plain value; texts and lists are borrowed.
 */
#ifndef DNSFERRET_READ_READ_OPTIONS_H
#define DNSFERRET_READ_READ_OPTIONS_H

#include <stdbool.h>

#include "base/texts.h"
#include "log/log_reader.h"
#include "read/filter.h"
#include "base/ports.h"
#include "base/tunnel_ports.h"

struct paths;

/* Callbacks that follow the reading. They are called by the reading thread. */
struct read_watch {
	/* Before the first input is opened. */
	void (*begin)(void *ctx, const struct paths *paths);
	/* Before the first packet is read: `done` of `count` files were looked at. */
	void (*looked)(void *ctx, size_t done, size_t count);
	/* After each packet: `bytes` of `path` (printable) and `packets` of all inputs were read so
	 * far. */
	void (*packet)(void *ctx, const char *path, uint64_t bytes, uint64_t packets);
	/* The path was read to its end, after `bytes`. */
	void (*path_over)(void *ctx, uint64_t bytes);
	/* Before a message is written to standard error. */
	void (*clear)(void *ctx);
	/* After the last input. */
	void (*end)(void *ctx, uint64_t packets, int interrupted);
	/* The signal that ends the reading early, 0 = none. Called by any thread. */
	int (*interrupted)(void *ctx);
	void *ctx;
};

struct read_options {
	struct texts operands;  /* files, directories, "-" for standard input */
	const char *files_from; /* a file that lists more of them; NULL = none */
	bool nul_separated;     /* its names end in NUL instead of a newline */
	struct ports ports;     /* ports that carry DNS */
	struct tunnel_ports tunnels;
	struct filter filter;
	struct log_options log;
	const char *bpf;                /* pcap-filter(7), NULL = all packets */
	const char *zip_password;       /* NULL = only the usual one */
	bool strict;                    /* stop at the first input that cannot be read to its end */
	bool quiet;                     /* print errors only */
	const struct read_watch *watch; /* NULL = none */
};

#endif
