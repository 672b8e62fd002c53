#include "manifest.h"

#include <stdlib.h>

#include <openssl/evp.h>

static int digest(EVP_MD_CTX *hash, struct out *file, uint8_t sum[EVP_MAX_MD_SIZE], unsigned *len)
{
	uint8_t block[64 * 1024];
	uint64_t at = 0;
	int64_t n;

	if (EVP_DigestInit_ex(hash, EVP_sha256(), NULL) != 1)
		return -1;
	while ((n = out_reread(file, at, block, sizeof block)) > 0) {
		EVP_DigestUpdate(hash, block, (size_t)n);
		at += (uint64_t)n;
	}
	return n == 0 && EVP_DigestFinal_ex(hash, sum, len) == 1 ? 0 : -1;
}

int manifest_add(struct out *manifest, struct out *file, const char *name)
{
	uint8_t sum[EVP_MAX_MD_SIZE];
	unsigned len = 0;
	EVP_MD_CTX *hash = EVP_MD_CTX_new();
	int status = hash ? digest(hash, file, sum, &len) : -1;

	EVP_MD_CTX_free(hash);
	if (status != 0)
		return -1;
	for (unsigned i = 0; i < len; i++)
		out_print(manifest, "%02x", sum[i]);
	out_print(manifest, "  %s\n", name);
	return 0;
}
