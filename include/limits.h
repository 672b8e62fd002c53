/*
 * Every cap of the program: name, number, unit and the reason for the number.
 * A cap that is hit is counted (limit.def) and shown in the report.
 * Wire-format limits are RFC 1035 (2.3.4, 3.1, 4.1.4) and RFC 6891; the others are ours.
 */
#ifndef DNSFERRET_LIMITS_H
#define DNSFERRET_LIMITS_H

/* RFC 1035 2.3.4: octets of a name on the wire, root label included. */
#define DNS_NAME_WIRE_MAX 255
/* RFC 1035 2.3.4: octets of one label. */
#define DNS_LABEL_MAX 63
/* 255 octets hold at most 127 labels besides the root. */
#define DNS_LABELS_MAX 127
/* A legal name needs at most 126 jumps (one a label); "backwards only" alone would allow 8,190. */
#define DNS_JUMPS_MAX 126
/* RFC 1035 4.2.2: two-octet length prefix. */
#define DNS_MESSAGE_MAX 65535
/* 4 octets for each of 255 octets as \DDD, dots and a final NUL. */
#define DNS_NAME_TEXT_MAX 1025

/* Frames: Wireshark's WTAP_MAX_PACKET_SIZE; libpcap allows 262,144 for most link types. */
#define FRAME_BYTES_MAX (256 * 1024)
/* 2^33 seconds, the year 2242: later frames get this time, earlier than 1970 get 0. Classic pcap
 * cannot say more than 2106; sums and differences of such times never overflow. */
#define FRAME_TIME_MAX_NS (INT64_C(8589934592) * INT64_C(1000000000))
/* A pcapng packet or interface block is held whole: a frame, and as much again for its options. */
#define PACKET_BLOCK_BYTES_MAX (2 * FRAME_BYTES_MAX)
/* Interfaces of one pcapng section; 50,000 are known from tests, a real file has tens. */
#define INTERFACES_MAX 65536
/* Link types a filter expression is compiled for: twice what an input can name. */
#define FILTER_LINKTYPES_MAX 16
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
#define FRAGMENT_SETS_MAX 4096
/* Pieces of one datagram: 65,535 / 8 would be 8,191; real senders need 45 at most. */
#define FRAGMENT_PIECES_MAX 1024
/* RFC 791 3.2 allows 120 s, Linux keeps 30 s. */
#define FRAGMENT_TIMEOUT_NS (60 * INT64_C(1000000000))

/* TCP directions followed at once; the one idle longest gives way. */
#define STREAMS_MAX 65536
/* Out-of-order bytes kept for one direction: four full DNS messages. */
#define STREAM_PENDING_BYTES_MAX (256 * 1024)
/* Out-of-order segments kept for one direction. */
#define STREAM_PENDING_SEGMENTS_MAX 512
/* Out-of-order bytes of all directions together. */
#define STREAMS_PENDING_BYTES_MAX (64 * 1024 * 1024)

/* Distinct names kept exactly for a channel or client; above it a bottom-k sample of this size. */
#define SKETCH_NAMES_MAX 1024
/* Distinct payloads of a channel kept letter for letter (bottom-k by hash). */
#define SAMPLE_NAMES_MAX 64
/* Distinct names of a channel from which a TXT/NULL-only one needs its own place. */
#define SERVERS_MAX 8

/* A path or sentence given to the user; longer is cut with "...". */
#define ERR_TEXT_MAX 512

#endif
