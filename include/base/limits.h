/*
 * Every limit of the program: name, value, unit and the reason for the value. Hitting a cap that
 * loses evidence is counted as an anomaly (anomaly.def, anomaly_is_limit) and shown in the report.
 * Wire-format limits come from RFC 1035 (2.3.4, 3.1, 4.1.4) and RFC 6891; the others are our own.
 */
#ifndef DNSFERRET_BASE_LIMITS_H
#define DNSFERRET_BASE_LIMITS_H

/* RFC 1035 2.3.4: bytes of a name on the wire, including the root label. */
#define DNS_NAME_WIRE_MAX 255
/* RFC 1035 2.3.4: bytes of one label. */
#define DNS_LABEL_MAX 63
/* 255 bytes hold at most 127 labels plus the root. */
#define DNS_LABELS_MAX 127
/* A legal name needs at most 126 jumps (one per label); the rule "backwards only" alone would allow
 * 8,190. */
#define DNS_JUMPS_MAX 126
/* Labels, including the root, and jumps of one name. */
#define DNS_NAME_STEPS_MAX (DNS_LABELS_MAX + 1 + DNS_JUMPS_MAX)
/* Labels and jumps of all names in one message: keeps the worst-case message below a
 * millisecond. A full 64 KiB zone transfer of ip6.arpa names (34 labels, 19 bytes per record)
 * needs about 160,000. */
#define DNS_MESSAGE_STEPS_MAX (192 * 1024)
/* Questions of one message that are read: no server answers more than one (RFC 9619). More are
 * named (question-limit), but no evidence is lost: nobody could have been told anything by them. */
#define DNS_QUESTIONS_MAX 256
/* RFC 1035 4.2.2: two-byte length prefix. */
#define DNS_MESSAGE_MAX 65535
/* Bytes of RDATA passed to ldns for conversion to text: enough for names, DNSSEC keys and real TXT
 * records. The memory that ldns needs grows with the square of this. */
#define DNS_RDATA_TEXT_BYTES_MAX 2048
/* Strings of one TXT record passed to ldns, each of which may cost RDLENGTH bytes there. */
#define DNS_RDATA_STRINGS_MAX 256
/* Names whose base domain is cached, 64 bytes each: responses follow their queries, and a few names
 * make up most queries. */
#ifndef RECENT_NAMES /* fuzzing makes it small, to be fast */
#define RECENT_NAMES 4096
#endif
/* Up to 4 bytes (\DDD) for each of 255 bytes, plus dots and the NUL. */
#define DNS_NAME_TEXT_MAX 1025

/* Bytes of one frame: Wireshark's WTAP_MAX_PACKET_SIZE; libpcap allows 262,144 for most link
 * types. */
#define FRAME_BYTES_MAX (256 * 1024)
/* 2^33 seconds, the year 2242: later times are clamped to this, times before 1970 to 0. Classic
 * pcap cannot express anything after 2106. Sums and differences of such times never overflow. */
#define FRAME_TIME_MAX_NS (INT64_C(8589934592) * INT64_C(1000000000))
/* pcapng packet and interface blocks are held in memory whole: a frame, and as much again for
 * options. */
#define PACKET_BLOCK_BYTES_MAX (2 * FRAME_BYTES_MAX)
/* Names that packets and capture files give addresses, and as many MAC addresses: 112 bytes each. A
 * larger network has one capture a site. */
#define HOST_NAMES_MAX 4096
/* Of one address: a Windows client has some four, by protocol. */
#define HOST_NAMES_EACH 8
/* Records of a message of mDNS, LLMNR or NBNS that are looked at, and PTR records of a response. */
#define HOST_RECORDS_MAX 64
/* Clients whose MAC address was noted, 24 bytes each. Direct-mapped: a later one replaces an
 * earlier one, which costs a lookup. */
#define HOST_RECENT_SLOTS 4096
/* IPv4 addresses of clients behind one MAC address from which it is a router's. */
#define HOST_ROUTER_ADDRESSES 3
/* Interfaces of one pcapng section. Test files have up to 50,000, real files tens. */
#define INTERFACES_MAX 65536
/* Bytes of one line of a log: a query with all its answers needs some 200 KiB at most. */
#define LOG_LINE_BYTES_MAX (1024 * 1024)
/* Link types that a filter expression is compiled for: twice what an input can have. */
#define FILTER_LINKTYPES_MAX 16
/* Threads that decompress, parse and aggregate, 3 MiB each. More would mostly wait for the one
 * thread that reads. Scoring has no such limit. */
#define PIPELINE_THREADS_MAX 16
/* Datagrams remembered to detect the duplicates of a port mirror, and for how long: mirrors repeat
 * within milliseconds, resolvers retry after a second at the earliest. */
#define DUPLICATE_SLOTS 65536
#define DUPLICATE_NS    (100 * INT64_C(1000000))
/* Queries of proxies whose clients are remembered for their responses, 100 bytes each. */
#define PROXIED_SLOTS 16384
/* --memory, unless it is given: bytes. */
#define MEMORY_BYTES_DEFAULT (INT64_C(2) << 30)
/* Queries that wait for their responses, and the responses ready to be written behind them, in
 * order: 10 s of 13,000 queries a second, none of which is answered. Then the oldest are written as
 * unanswered. */
#define TRANSACTIONS_MAX       131072
#define TRANSACTIONS_BYTES_MAX ((size_t)128 * 1024 * 1024)
/* How long a query waits: as long as a session of Zeek (dns_session_timeout); stub resolvers give
 * up after 5 s. */
#define TRANSACTION_TIMEOUT_NS (10 * INT64_C(1000000000))
/* Text of all answers of one message: 64 KiB hold at most 4,700 records of 1,025 characters. */
#define ANSWERS_TEXT_BYTES_MAX ((size_t)8 * 1024 * 1024)
/* A compressed input may expand to this size whatever its stored size... */
#define EXPANDED_BYTES_FREE (INT64_C(1) << 30)
/* ...and beyond that to this many times its stored size. Captures compress 3 to 300 times,
 * decompression bombs more. */
#define EXPANSION_RATIO_MAX 1000
/* Captures read from one archive: a day of one-second files is 86,400. */
#define ARCHIVE_INPUTS_MAX 100000
/* Directories below one that is named, 16 bytes each. Those beyond are not listed. */
#define DIRECTORIES_MAX 10000000
/* Memory that a decompressor may use: "xz -9" needs 65 MiB, zstd's own default limit is 128 MiB. */
#define DECODER_BYTES_MAX (256 * 1024 * 1024)
/* VLAN, MPLS and tunnel headers before the inner IP header; more is hostile (passivedns #121). */
#define ENCAPSULATION_MAX 8
/* IPv6 extension headers before the upper layer (RFC 8200 lists at most 8 in order). */
#define IPV6_EXTENSIONS_MAX 16

/* Bytes of a reassembled IP datagram (RFC 791, RFC 8200 without jumbograms). */
#define DATAGRAM_BYTES_MAX 65535
/* Datagrams being reassembled at once; at the limit the oldest is dropped. */
#ifndef FRAGMENT_SETS_MAX /* fuzzing makes it small, to reach it */
#define FRAGMENT_SETS_MAX 65536
#endif
/* Fragments of one datagram: 65,535 / 8 would be 8,191; real senders need 45 at most. */
#define FRAGMENT_PIECES_MAX 1024
/* Reassembly timeout: RFC 791 3.2 allows 120 s, Linux uses 30 s. */
#define FRAGMENT_TIMEOUT_NS (60 * INT64_C(1000000000))

/* Memory of all pending fragments including bookkeeping; at the limit the oldest datagram is
 * dropped. */
#define FRAGMENTS_BYTES_MAX (32 * 1024 * 1024)

/* TCP directions tracked at once; at the limit the one idle longest is evicted. */
#ifndef STREAMS_MAX /* fuzzing makes it small, to reach it */
#define STREAMS_MAX 65536
#endif
/* Out-of-order bytes buffered per direction: four full DNS messages. */
#define STREAM_PENDING_BYTES_MAX (256 * 1024)
/* Out-of-order segments buffered per direction. */
#define STREAM_PENDING_SEGMENTS_MAX 512
/* Out-of-order bytes buffered for all directions together. */
#define STREAMS_PENDING_BYTES_MAX (64 * 1024 * 1024)
/* Most recent bytes of a direction, kept to tell a retransmission from a forged segment: half a
 * query. */
#define STREAM_TAIL_BYTES 64
/* A segment further behind than this is not a retransmission: larger than any window seen with
 * DNS. */
#define STREAM_BEHIND_BYTES_MAX (1024 * 1024)
/* How long to wait for the bytes missing in a gap. If the receiver has acknowledged them, they were
 * only reordered in the capture, which takes milliseconds. If it has not (or its acknowledgements
 * were not captured), RFC 6298 2.5 lets the sender wait 60 s before it retransmits. */
#define STREAM_HOLE_ACKED_NS (1 * INT64_C(1000000000))
#define STREAM_HOLE_NS       (60 * INT64_C(1000000000))

/* Bytes of incomplete messages in all streams together; at the limit the message of the current
 * stream is delivered as truncated. */
#define FRAMINGS_BYTES_MAX (64 * 1024 * 1024)
/* Framings of finished streams kept for reuse, and the largest buffer kept with one: 2 MiB in
 * all. */
#define FRAMING_POOL_KEPT_MAX  1024
#define FRAMING_KEPT_BYTES_MAX 2048

/* Distinct names kept exactly per channel or client; beyond that a bottom-k sample of this size. */
#define SKETCH_NAMES_MAX 1024
/* Queries of a channel that are told from retransmissions exactly; beyond that their number is
 * estimated (3 % standard error). */
#define SKETCH_TRANSACTIONS_MAX 1024
/* Distinct answers of a channel; only their number and size matter. */
#define SKETCH_ANSWERS_MAX 256
/* Distinct payloads of a channel kept verbatim: some 2,000 characters, enough to compute an
 * entropy. */
#define SAMPLE_NAMES_MAX 64
/* The earliest transactions of a channel, whose times are kept once not all are: the rhythm of a
 * session shows in its first minutes. */
#define EARLY_TRANSACTIONS_MAX 256
/* Distinct servers of a channel, counted exactly. */
#define SERVERS_MAX 8
/* Clients, domains or channels: record numbers have 32 bits. */
#define RECORDS_MAX 0x7ffffff0

/* Message log blocks of 256 KiB each: 16 GiB. Channels that do not fit are reduced to their
 * aggregate statistics. */
#ifndef SLAB_BLOCKS_MAX /* fuzzing makes it small, to get there */
#define SLAB_BLOCKS_MAX 65536
#endif

/* Bits that remember channels evicted under a memory limit, two bits each: 16 MiB. */
#ifndef GHOST_BITS /* fuzzing makes it small, to be fast */
#define GHOST_BITS (UINT64_C(1) << 27)
#endif

/* Report: rows of clients and of domains, worst first; the rest is only counted. Keeps the document
 * to about 50 MB. */
#define REPORT_ROWS_MAX 20000
/* Findings, worst first: nobody can work through more. */
#define REPORT_FINDINGS_MAX 10000
/* Hosts: of the listed clients, worst first, those of which a name or a MAC address is known. */
#define REPORT_HOSTS_MAX 4096
/* Per finding: clients (worst first), servers, names shown as evidence and addresses in answers
 * (earliest first). */
#define REPORT_CLIENTS_MAX  100
#define REPORT_SERVERS_MAX  16
#define REPORT_EVIDENCE_MAX 10
#define REPORT_ANSWERS_MAX  8
/* Domains listed for a pooled finding, sorted by name. */
#define REPORT_POOL_MAX 1000
/* Bins of a finding's timeline: as many as fit on a line of text. */
#define REPORT_TIMELINE_MAX 60
/* Bins and clients, worst first, of the activity over the whole capture: a screen of each. */
#define REPORT_BINS_MAX     168
#define REPORT_ACTIVITY_MAX 40
/* Sampled names whose content goes into the histogram of benign traffic: enough for its shape, in
 * about ten milliseconds. */
#define DISTRIBUTIONS_NAMES_MAX 16384
/* Pairs of client and server compared to find out who queries whom: 32 MB for a moment. */
#define REPORT_PAIRS_MAX 1000000
/* Gaps between the inputs. */
#define REPORT_GAPS_MAX 100
/* Ports, services and tunnels on which DNS was seen but not read, most packets first. */
#define REPORT_UNREAD_MAX 32
/* A saved report that is read back: bytes, and nesting depth of maps and lists (ours is 6). */
#define DOCUMENT_BYTES_MAX (1024 * 1024 * 1024)
#define DOCUMENT_DEPTH_MAX 16

/* A path or error message shown to the user; longer ones are truncated with "...". */
#define ERR_TEXT_MAX 512

#endif
