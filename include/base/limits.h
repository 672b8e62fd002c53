/*
 * Every cap of the program: name, number, unit and the reason for the number.
 * A cap that is hit is counted (limit.def) and shown in the report.
 * Wire-format limits are RFC 1035 (2.3.4, 3.1, 4.1.4) and RFC 6891; the others are ours.
 */
#ifndef DNSFERRET_BASE_LIMITS_H
#define DNSFERRET_BASE_LIMITS_H

/* RFC 1035 2.3.4: bytes of a name on the wire, root label included. */
#define DNS_NAME_WIRE_MAX 255
/* RFC 1035 2.3.4: bytes of one label. */
#define DNS_LABEL_MAX 63
/* 255 bytes hold at most 127 labels besides the root. */
#define DNS_LABELS_MAX 127
/* A legal name needs at most 126 jumps (one a label); "backwards only" alone would allow 8,190. */
#define DNS_JUMPS_MAX 126
/* Labels and jumps of one name, the root included. */
#define DNS_NAME_STEPS_MAX (DNS_LABELS_MAX + 1 + DNS_JUMPS_MAX)
/* Labels and jumps of all names of one message: keeps the worst message under a millisecond. A full
 * 64 KiB transfer of ip6.arpa names (34 labels, 19 bytes a record) needs about 160,000. */
#define DNS_MESSAGE_STEPS_MAX (192 * 1024)
/* RFC 1035 4.2.2: two-byte length prefix. */
#define DNS_MESSAGE_MAX 65535
/* RDATA handed to ldns for text, bytes: names, DNSSEC keys and real TXT records fit; ldns needs
 * memory in the square of it. */
#define DNS_RDATA_TEXT_BYTES_MAX 2048
/* Strings of one TXT record handed to ldns, each of which may cost RDLENGTH bytes there. */
#define DNS_RDATA_STRINGS_MAX 256
/* Public suffix answers remembered, 16 bytes each: one slot a hash, the later one stays. */
#ifndef SUFFIX_CACHE_SLOTS /* fuzzing makes it small, to be fast */
#define SUFFIX_CACHE_SLOTS 65536
#endif
/* Names whose base domain is remembered, 64 bytes each: answers follow their questions, and few
 * names are most of what is asked for. */
#ifndef RECENT_NAMES /* fuzzing makes it small, to be fast */
#define RECENT_NAMES 16384
#endif
/* 4 bytes for each of 255 bytes as \DDD, dots and a final NUL. */
#define DNS_NAME_TEXT_MAX 1025

/* Frames: Wireshark's WTAP_MAX_PACKET_SIZE; libpcap allows 262,144 for most link types. */
#define FRAME_BYTES_MAX (256 * 1024)
/* 2^33 seconds, the year 2242: later frames get this time, earlier than 1970 get 0. Classic pcap
 * cannot say more than 2106; sums and differences of such times never overflow. */
#define FRAME_TIME_MAX_NS (INT64_C(8589934592) * INT64_C(1000000000))
/* A pcapng packet or interface block is held whole: a frame, and as much again for its options. */
#define PACKET_BLOCK_BYTES_MAX (2 * FRAME_BYTES_MAX)
/* Host names that captures bring along for addresses: 85 bytes each. */
#define HOST_NAMES_MAX 4096
/* Interfaces of one pcapng section; 50,000 are known from tests, a real file has tens. */
#define INTERFACES_MAX 65536
/* Link types a filter expression is compiled for: twice what an input can name. */
#define FILTER_LINKTYPES_MAX 16
/* Threads that decompress, parse and add up, 3 MiB each: with more, all but few would wait for the
 * one that reads. Any number judge. */
#define PIPELINE_THREADS_MAX 16
/* Datagrams remembered to tell a mirror's duplicate, and for how long: mirrors repeat within
 * milliseconds, resolvers after a second at the earliest. */
#define DUPLICATE_SLOTS 65536
#define DUPLICATE_NS    (100 * INT64_C(1000000))
/* A compressed input may become this large whatever its stored size... */
#define EXPANDED_BYTES_FREE (INT64_C(1) << 30)
/* ...and above it this many times its stored size: captures compress 3 to 300 times, bombs more. */
#define EXPANSION_RATIO_MAX 1000
/* Captures taken from one archive: a day of one-second files is 86,400. */
#define ARCHIVE_INPUTS_MAX 100000
/* Memory a decompressor may ask for: "xz -9" needs 65 MiB, zstd's own default limit is 128 MiB. */
#define DECODER_BYTES_MAX (256 * 1024 * 1024)
/* VLAN, MPLS, tunnel headers before the inner IP header; deeper is hostile (passivedns #121). */
#define ENCAPSULATION_MAX 8
/* IPv6 extension headers walked before the upper layer (RFC 8200 orders at most 8). */
#define IPV6_EXTENSIONS_MAX 16

/* IP datagram after reassembly (RFC 791, RFC 8200 without jumbograms). */
#define DATAGRAM_BYTES_MAX 65535
/* Datagrams under reassembly at once; the oldest gives way. */
#ifndef FRAGMENT_SETS_MAX /* fuzzing makes it small, to reach it */
#define FRAGMENT_SETS_MAX 65536
#endif
/* Pieces of one datagram: 65,535 / 8 would be 8,191; real senders need 45 at most. */
#define FRAGMENT_PIECES_MAX 1024
/* RFC 791 3.2 allows 120 s, Linux keeps 30 s. */
#define FRAGMENT_TIMEOUT_NS (60 * INT64_C(1000000000))

/* Bytes of all waiting fragments with their bookkeeping; the oldest datagram gives way. */
#define FRAGMENTS_BYTES_MAX (32 * 1024 * 1024)

/* TCP directions followed at once; the one idle longest gives way. */
#ifndef STREAMS_MAX /* fuzzing makes it small, to reach it */
#define STREAMS_MAX 65536
#endif
/* Out-of-order bytes kept for one direction: four full DNS messages. */
#define STREAM_PENDING_BYTES_MAX (256 * 1024)
/* Out-of-order segments kept for one direction. */
#define STREAM_PENDING_SEGMENTS_MAX 512
/* Out-of-order bytes of all directions together. */
#define STREAMS_PENDING_BYTES_MAX (64 * 1024 * 1024)
/* Last bytes of a direction kept to tell a retransmission from a forgery: half a query. */
#define STREAM_TAIL_BYTES 64
/* A segment further behind than this is no retransmission: above any window seen with DNS. */
#define STREAM_BEHIND_BYTES_MAX (1024 * 1024)
/* A hole that the receiver has acknowledged is waited for this long: captures are reordered by
 * milliseconds. One that it has not (or whose acknowledgements are not in the capture): RFC
 * 6298 2.5 lets a sender wait 60 s before it repeats a segment. */
#define STREAM_HOLE_ACKED_NS (1 * INT64_C(1000000000))
#define STREAM_HOLE_NS       (60 * INT64_C(1000000000))

/* Bytes of messages begun but not whole in all streams together; the stream at hand gives way. */
#define FRAMINGS_BYTES_MAX (64 * 1024 * 1024)
/* Framings of streams that are over, kept for the next ones, and the largest buffer kept with one:
 * 2 MiB in all. */
#define FRAMING_POOL_KEPT_MAX  1024
#define FRAMING_KEPT_BYTES_MAX 2048

/* Distinct names kept exactly for a channel or client; above it a bottom-k sample of this size. */
#define SKETCH_NAMES_MAX 1024
/* Queries of a channel told apart from retransmissions exactly; above it estimated (3 % standard
 * error). */
#define SKETCH_TRANSACTIONS_MAX 1024
/* Distinct answers of a channel; only their number and size matter. */
#define SKETCH_ANSWERS_MAX 256
/* Distinct payloads of a channel kept letter for letter: some 2,000 characters, enough for an
 * entropy. */
#define SAMPLE_NAMES_MAX 64
/* Distinct servers of a channel counted exactly. */
#define SERVERS_MAX 8
/* Clients, domains or channels: 32-bit record numbers. */
#define RECORDS_MAX 0x7ffffff0

/* Blocks of journals, 256 KiB each: 16 GiB. What does not fit becomes figures. */
#ifndef SLAB_BLOCKS_MAX /* fuzzing makes it small, to get there */
#define SLAB_BLOCKS_MAX 65536
#endif

/* Bits that remember channels that gave way to a limit of memory, two each: 16 MiB. */
#ifndef GHOST_BITS /* fuzzing makes it small, to be fast */
#define GHOST_BITS (UINT64_C(1) << 27)
#endif

/* A report. Rows of clients and of domains, worst first; the rest is counted: some 50 MB of
 * document at most. */
#define REPORT_ROWS_MAX 20000
/* Findings, worst first: more cannot be worked through. */
#define REPORT_FINDINGS_MAX 10000
/* Of one finding: clients (worst first), servers, names shown as evidence (earliest first). */
#define REPORT_CLIENTS_MAX  100
#define REPORT_SERVERS_MAX  16
#define REPORT_EVIDENCE_MAX 10
/* Domains named of a pooled finding, by name. */
#define REPORT_POOL_MAX 1000
/* Bins of a finding's timeline: a line of text has room for as many. */
#define REPORT_TIMELINE_MAX 60
/* Sampled names whose content is looked at for the histogram of all that is no finding: enough for
 * its shape, some ten milliseconds. */
#define DISTRIBUTIONS_NAMES_MAX 16384
/* Pairs of client and server compared to tell who asks whom: 32 MB for a moment. */
#define REPORT_PAIRS_MAX 1000000
/* Stretches of time between the inputs. */
#define REPORT_GAPS_MAX 100
/* A saved report read back: bytes, and maps and lists inside each other (ours have 6). */
#define DOCUMENT_BYTES_MAX (1024 * 1024 * 1024)
#define DOCUMENT_DEPTH_MAX 16

/* A path or sentence given to the user; longer is cut with "...". */
#define ERR_TEXT_MAX 512

#endif
