#include "stream/container.h"

#include <string.h>

#include "codec.h"

/* How many bytes the rows look at. */
#define LOOK_BYTES 262

#define ETL "Windows event trace (ETL)"
#define ETL_ADVICE                                                                                 \
	"convert its packets with etl2pcapng FILE OUT.pcapng or pktmon etl2pcap FILE, and export " \
	"events of a DNS server as JSON, one object per line"
#define EVENTS_ADVICE "only events of Sysmon (22) and of the DNS server are read, also as JSON"
#define LIST          "list in JSON"
#define LIST_ADVICE   "write one object per line: jq -c '.[]' FILE"

/* Those without a function are only named: a capture that may be in them, or that they are, was not
 * read. */
static const struct container containers[] = {
    {.name = "gzip", .magic = "\x1f\x8b", .len = 2, .open = codec_gzip_open},
    {.name = "xz",
	.magic = "\xfd"
		 "7zXZ",
	.len = 6,
	.open = codec_xz_open},
    {.name = "bzip2", .magic = "BZh", .len = 3, .open = archive_reader_bzip2_open},
    {.name = "zstd", .magic = "\x28\xb5\x2f\xfd", .len = 4, .open = archive_reader_zstd_open},
    /* A skippable frame: 16 magics that differ only in the byte before these. */
    {.name = "zstd",
	.offset = 1,
	.magic = "\x2a\x4d\x18",
	.len = 3,
	.open = archive_reader_zstd_open},
    {.name = "lz4", .magic = "\x04\x22\x4d\x18", .len = 4, .open = archive_reader_lz4_open},
    {.name = "lz4", .magic = "\x02\x21\x4c\x18", .len = 4, .open = archive_reader_lz4_open},
    {.name = "zip", .magic = "PK\3\4", .len = 4, .archive = archive_reader_zip_new},
    {.name = "zip", .magic = "PK\5\6", .len = 4, .archive = archive_reader_zip_new},
    {.name = "tar", .offset = 257, .magic = "ustar", .len = 5, .archive = archive_reader_tar_new},
    {.name = "7z archive", .magic = "7z\xbc\xaf\x27\x1c", .len = 6},
    {.name = "RAR archive", .magic = "Rar!\x1a\7", .len = 6},
    {.name = "cabinet file", .magic = "MSCF\0\0\0\0", .len = 8},
    {.name = "cpio archive", .magic = "07070", .len = 5},
    {.name = "compress (.Z) file", .magic = "\x1f\x9d", .len = 2},
    {.name = "lzip file", .magic = "LZIP\1", .len = 5},
    {.name = "lzop file",
	.magic = "\x89"
		 "LZO\0",
	.len = 5},
    {.name = "lrzip file", .magic = "LRZI", .len = 4},
    {.name = "snappy file", .magic = "\xff\6\0\0sNaPpY", .len = 10},
    {.name = "spanned zip archive", .magic = "PK\7\10PK\3\4", .len = 8},
    {.name = "file encrypted with age", .magic = "age-encryption.org/", .len = 19},
    {.name = "file encrypted with age", .magic = "-----BEGIN AGE ENCRYPTED FILE-----", .len = 34},
    {.name = "file encrypted with OpenPGP", .magic = "-----BEGIN PGP MESSAGE-----", .len = 27},
    {.name = "file encrypted with OpenSSL", .magic = "Salted__", .len = 8},
    {.name = "LUKS volume", .magic = "LUKS\xba\xbe", .len = 6},
    {.name = "disk image of EnCase", .magic = "EVF\t\r\n\xff\0", .len = 8},
    {.name = "Navtel capture", .magic = "\xa1\x2b\x3c\x4d", .len = 4},
    {.name = "Navtel capture", .magic = "\x4d\x3c\x2b\xa1", .len = 4},
    {.name = "pcap variant of Mesquita", .magic = "\xa1\xb2\x34\xcd", .len = 4},
    {.name = "pcap variant of Mesquita", .magic = "\xcd\x34\xb2\xa1", .len = 4},
    {.name = "Sniffer capture", .magic = "TRSNIFF data    \x1a", .len = 17},
    {.name = "NetXRay or Sniffer capture", .magic = "XCP\0", .len = 4},
    {.name = "Visual Networks capture", .magic = "\5VNF", .len = 4},
    {.name = "WildPackets capture", .magic = "\x7fver", .len = 4},
    {.name = "5Views capture", .magic = "\xaa\xaa\xaa\xaa\x20\0\0\0", .len = 8},
    {.name = "nettl capture", .magic = "TR\0\x64\0\0\0\0", .len = 8},
    {.name = "nettl capture", .magic = "\x54\x52\0\0\0\0\0\0", .len = 8},
    {.name = "Network Instruments Observer capture", .magic = "ObserverPktBuffe", .len = 16},
    {.name = "LANalyzer capture", .offset = 6, .magic = "Trace Display", .len = 13},
    {.name = "K12 text capture", .magic = "+---------+---------------+----------+", .len = 38},
    {.name = "Bluetooth capture", .magic = "btsnoop\0", .len = 8},
    {.name = "C-DNS file",
	.magic = "\x83\x65"
		 "C-DNS",
	.len = 7},
    {.name = "dnstap file", .offset = 20, .magic = "protobuf:dnstap.Dnstap", .len = 22},
    {.name = "NetScaler trace", .magic = "NetScaler", .len = 9},
    /* A WMI_BUFFER_HEADER of 72 bytes, then a SYSTEM_TRACE_HEADER of version 2, 64 or 32 bits. */
    {.name = ETL, .offset = 72, .magic = "\2\0\2\xc0", .len = 4, .advice = ETL_ADVICE},
    {.name = ETL, .offset = 72, .magic = "\2\0\1\xc0", .len = 4, .advice = ETL_ADVICE},
    {.name = "Windows event log (EVTX)",
	.magic = "ElfFile\0",
	.len = 8,
	.advice = "export its events as JSON, one object per line: evtx_dump -o jsonl FILE",
	.common = true},
    {.name = "list of Windows events in XML, as wevtutil and Event Viewer export them",
	.magic = "<Event xmlns=",
	.len = 13,
	.advice = EVENTS_ADVICE,
	.common = true},
    {.name = "list of Windows events in XML, as Event Viewer exports them",
	.magic = "<Events>",
	.len = 8,
	.advice = EVENTS_ADVICE,
	.common = true},
    {.name = "SQLite database",
	.magic = "SQLite format 3",
	.len = 16,
	.advice = "give the log of the program that wrote it, or export its DNS queries as CSV",
	.common = true},
    {.name = "systemd journal",
	.magic = "LPKSHHRH",
	.len = 8,
	.advice = "export it with journalctl --file FILE -o json",
	.common = true},
    {.name = "Parquet file",
	.magic = "PAR1",
	.len = 4,
	.advice = "export it as CSV, or as JSON with one object per line",
	.common = true},
    {.name = LIST, .magic = "[{", .len = 2, .advice = LIST_ADVICE, .common = true},
    {.name = LIST, .magic = "[\n", .len = 2, .advice = LIST_ADVICE, .common = true},
    {.name = LIST, .magic = "[\r\n", .len = 3, .advice = LIST_ADVICE, .common = true},
    {.name = "partial result of dnsferret",
	.magic = "DNSfpart",
	.len = 8,
	.advice = "combine it with others: dnsferret merge FILE...",
	.common = true},
    {.name = "report of dnsferret",
	.magic = "{\n  \"schema\": \"dnsferret/report\"",
	.len = 32,
	.advice = "write it in other formats: dnsferret render FILE",
	.common = true},
};

const struct container *container_find(struct stream *s)
{
	const uint8_t *p = stream_peek(s, LOOK_BYTES);
	size_t len = LOOK_BYTES;

	if (!p)
		p = stream_chunk(s, &len);
	for (size_t i = 0; p && i < sizeof containers / sizeof *containers; i++) {
		const struct container *c = &containers[i];

		if (c->offset + c->len <= len && memcmp(p + c->offset, c->magic, c->len) == 0)
			return c;
	}
	return NULL;
}

int64_t container_time(struct stream *s, const struct container *row)
{
	const uint8_t *p = strcmp(row->name, "gzip") == 0 ? stream_peek(s, 8) : NULL;

	return p ? (int64_t)((uint32_t)p[4] | (uint32_t)p[5] << 8 | (uint32_t)p[6] << 16 |
			     (uint32_t)p[7] << 24)
		 : 0;
}
