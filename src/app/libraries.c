#include "libraries.h"

#include <archive.h>
#include <jansson.h>
#include <ldns/ldns.h>
#include <libpsl.h>
#include <openssl/crypto.h>
#include <pcap/pcap.h>
#include <string.h>

/* "libpcap version 1.10.3 (with TPACKET_V3)": what the name says already is left out. */
static const char *after(const char *text, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncmp(text, prefix, n) == 0 ? text + n : text;
}

void libraries_list(struct report_library rows[LIBRARIES_MAX])
{
	const struct report_library all[] = {
	    {"libpcap", after(pcap_lib_version(), "libpcap version ")},
	    {"libarchive", after(archive_version_string(), "libarchive ")},
	    {"libpsl", psl_get_version()},
	    {"ldns", ldns_version()},
	    {"jansson", jansson_version_str()},
	    {"openssl", OpenSSL_version(OPENSSL_VERSION_STRING)},
	    {NULL, NULL},
	};

	_Static_assert(sizeof all / sizeof *all <= LIBRARIES_MAX, "room");
	memcpy(rows, all, sizeof all);
}
