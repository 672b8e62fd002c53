/*
 * The SHA-1 of a file, by which libpsl names the list that it was built from. For the generator of
 * the compiled list (.ci/suffix_list.c) and its test.
 */
#ifndef FILE_SHA1_H
#define FILE_SHA1_H

#include <openssl/evp.h>
#include <stdio.h>

#define FILE_SHA1_MAX (2 * EVP_MAX_MD_SIZE + 1)

/* Reads from where the file stands, writes lower-case hex, and goes back to the beginning. */
static inline void file_sha1(FILE *f, char out[FILE_SHA1_MAX])
{
	unsigned char block[65536], digest[EVP_MAX_MD_SIZE];
	EVP_MD_CTX *hash = EVP_MD_CTX_new();
	unsigned len = 0;
	size_t n;

	EVP_DigestInit_ex(hash, EVP_sha1(), NULL);
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		EVP_DigestUpdate(hash, block, n);
	EVP_DigestFinal_ex(hash, digest, &len);
	EVP_MD_CTX_free(hash);
	out[0] = '\0';
	for (unsigned i = 0; i < len; i++)
		sprintf(out + 2 * i, "%02x", digest[i]);
	rewind(f);
}

#endif
