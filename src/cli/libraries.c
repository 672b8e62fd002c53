#include "libraries.h"

#include <jansson.h>
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/geo.h"
#include "base/idn.h"
#include "base/memory.h"
#include "capture/bpf.h"
#include "dns/suffix.h"
#include "dns/text.h"
#include "stream/archive_reader.h"

static void *take(size_t size)
{
	return memory_resize(NULL, size > 0 ? size : 1, 1);
}

static void *take_for_crypto(size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return take(size);
}

static void *resize_for_crypto(void *old, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return memory_resize(old, size > 0 ? size : 1, 1);
}

static void give_from_crypto(void *p, const char *file, int line)
{
	(void)file;
	(void)line;
	free(p);
}

void libraries_init(void)
{
	CRYPTO_set_mem_functions(take_for_crypto, resize_for_crypto, give_from_crypto);
	json_set_alloc_funcs(take, free);
}

/* "libpcap version 1.10.3 (with TPACKET_V3)": the part that repeats the name is left out. */
static const char *after(const char *text, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncmp(text, prefix, n) == 0 ? text + n : text;
}

void libraries_list(struct report_library rows[LIBRARIES_MAX])
{
	const struct report_library all[] = {
	    {"libpcap", after(bpf_library_version(), "libpcap version ")},
	    {"libarchive", after(archive_reader_library_version(), "libarchive ")},
	    {"libpsl", suffix_library_version()},
	    {"libidn2", idn_library_version()},
	    {"libmaxminddb", geo_library_version()},
	    {"ldns", dns_text_library_version()},
	    {"jansson", jansson_version_str()},
	    {"openssl", OpenSSL_version(OPENSSL_VERSION_STRING)},
	    {NULL, NULL},
	};

	_Static_assert(sizeof all / sizeof *all <= LIBRARIES_MAX, "room");
	memcpy(rows, all, sizeof all);
}
