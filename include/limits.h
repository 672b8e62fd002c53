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
/* Labels and jumps of one name, the root included. */
#define DNS_NAME_STEPS_MAX (DNS_LABELS_MAX + 1 + DNS_JUMPS_MAX)
/* Labels and jumps of all names of one message: keeps the worst message under a millisecond. A full
 * 64 KiB transfer of ip6.arpa names (34 labels, 19 octets a record) needs about 160,000. */
#define DNS_MESSAGE_STEPS_MAX (192 * 1024)
/* RFC 1035 4.2.2: two-octet length prefix. */
#define DNS_MESSAGE_MAX 65535
/* RDATA handed to ldns for text, octets: names, DNSSEC keys and real TXT records fit; ldns needs
 * memory in the square of it. */
#define DNS_RDATA_TEXT_BYTES_MAX 2048
/* Strings of one TXT record handed to ldns, each of which may cost RDLENGTH octets there. */
#define DNS_RDATA_STRINGS_MAX 256
/* Public suffix answers remembered, 16 octets each: one slot a hash, the later one stays. */
#define SUFFIX_CACHE_SLOTS 4096
/* 4 octets for each of 255 octets as \DDD, dots and a final NUL. */
#define DNS_NAME_TEXT_MAX 1025

/* Frames: Wireshark's WTAP_MAX_PACKET_SIZE; libpcap allows 262,144 for most link types. */
#define FRAME_BYTES_MAX (256 * 1024)
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
