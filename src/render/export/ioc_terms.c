#include "ioc_forms.h"

#include <inttypes.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#include "render/json_value.h"
#include "../lines.h"
#include "../view.h"

/* Namespace of the IDs, generated once. */
static const uint8_t namespace[16] = {
    0x6e, 0x1f, 0x0c, 0x52, 0x9b, 0x3d, 0x4a, 0x76, 0x8e, 0x21, 0x5d, 0xf0, 0x7a, 0x94, 0xc3, 0x1b};

/* RFC 9562 5.5: SHA-1 of namespace and name, truncated to 128 bits, with version and variant. */
const char *ioc_uuid(const char *kind, const char *name, char out[UUID_TEXT_MAX])
{
	uint8_t digest[EVP_MAX_MD_SIZE] = {0};
	EVP_MD_CTX *sha1 = EVP_MD_CTX_new();
	char *at = out;

	EVP_DigestInit_ex(sha1, EVP_sha1(), NULL);
	EVP_DigestUpdate(sha1, namespace, sizeof namespace);
	EVP_DigestUpdate(sha1, kind, strlen(kind) + 1);
	EVP_DigestUpdate(sha1, name, strlen(name));
	EVP_DigestFinal_ex(sha1, digest, NULL);
	EVP_MD_CTX_free(sha1);
	digest[6] = (uint8_t)((digest[6] & 0x0f) | 0x50);
	digest[8] = (uint8_t)((digest[8] & 0x3f) | 0x80);
	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*at++ = '-';
		at += snprintf(at, 3, "%02x", digest[i]);
	}
	return out;
}

const char *ioc_uuid_of(
    const char *kind, const struct node *finding, const char *domain, char out[UUID_TEXT_MAX])
{
	struct out *name = out_memory();

	out_print(name, "%s %s", document_text(finding, "id"), domain);
	ioc_uuid(kind, out_text(name, NULL), out);
	out_discard(name);
	return out;
}

void ioc_put_defanged(struct out *out, const char *name)
{
	for (; *name; name++)
		out_put(out, *name == '.' ? "[.]" : (char[]){*name, '\0'});
}

void ioc_put_sentence(struct out *out, const struct node *f)
{
	char queries[FIGURE_MAX], clients[FIGURE_MAX];

	out_print(out, "%s, score %" PRId64 " (%s), %s queries from %s client%s",
	    view_kind_words(document_text(f, "kind")), document_integer(f, "score"),
	    document_text(f, "level"), lines_count(document_integer(f, "volume.queries"), queries),
	    lines_count(document_integer(f, "clients_involved"), clients),
	    document_integer(f, "clients_involved") == 1 ? "" : "s");
}

void ioc_put_json_sentence(
    struct out *out, const struct node *f, const char *domain, const char *more)
{
	struct out *text = out_memory();

	out_print(text, "DNS, %s, ", document_text(f, "id"));
	ioc_put_defanged(text, *domain ? domain : "names used once");
	out_put(text, ": ");
	ioc_put_sentence(text, f);
	out_put(text, more);
	json_value_text(out, out_text(text, NULL));
	out_discard(text);
}
