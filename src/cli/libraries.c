#include "libraries.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Declared here, because the header of a library may only be included in its layer, and nothing
 * else of it is needed. */
const char *pcap_lib_version(void);
const char *archive_version_string(void);
const char *psl_get_version(void);
const char *ldns_version(void);
const char *jansson_version_str(void);
const char *OpenSSL_version(int what);

int CRYPTO_set_mem_functions(void *(*take)(size_t, const char *, int),
    void *(*resize)(void *, size_t, const char *, int), void (*give)(void *, const char *, int));
void json_set_alloc_funcs(void *(*take)(size_t), void (*give)(void *));

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

/* OPENSSL_VERSION_STRING */
#define OPENSSL_SHORT 6

/* "libpcap version 1.10.3 (with TPACKET_V3)": the part that repeats the name is dropped. */
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
	    {"openssl", OpenSSL_version(OPENSSL_SHORT)},
	    {NULL, NULL},
	};

	_Static_assert(sizeof all / sizeof *all <= LIBRARIES_MAX, "room");
	memcpy(rows, all, sizeof all);
}
