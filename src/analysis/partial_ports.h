/*
 * The ports in a partial result: those that were read, and those of tunnels.
 */
#ifndef DNSFERRET_ANALYSIS_PARTIAL_PORTS_H
#define DNSFERRET_ANALYSIS_PARTIAL_PORTS_H

#include "base/block_file.h"
#include "base/out.h"
#include "read/provenance.h"
#include "read/read_options.h"

/* The options of ports, as the part of a text that has to be the same to merge: " port=53". */
void partial_ports_text(struct out *out, const struct read_options *options);

void partial_ports_put(struct block_file_writer *writer, const struct provenance *provenance);
void partial_ports_get(struct block_file_reader *reader, struct provenance *provenance);

#endif
