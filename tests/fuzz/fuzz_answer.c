/*
 * Arbitrary bytes as the RDATA of an answer (the first byte chooses its type): the flags are known
 * ones, of at most one kind, and what is found in a text is found again with a delimiter in front.
 */
#include <assert.h>
#include <string.h>

#include "../../src/dns/encoded_text.h"
#include "base/base_n.h"
#include "dns/answer.h"
#include "dns/message.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_flags(uint16_t type, const uint8_t *bytes, size_t len)
{
	unsigned flags = answer_flags(type, cursor_of(bytes, len));
	bool address = type == DNS_TYPE_A || type == DNS_TYPE_AAAA;

	assert(flags < ANSWER_FLAGS_END && (flags & (flags - 1)) == 0);
	assert(flags == 0 || address == (flags == ANSWER_NULL_ADDRESS));
	assert(type != DNS_TYPE_MX || flags == 0);
}

static void check_decoding(const uint8_t *bytes, size_t len)
{
	for (enum base_n codec = 0; codec < BASE_N_COUNT; codec++) {
		struct decoded d;

		base_n_decode(codec, bytes, len, &d);
		assert(d.len <= len && d.len <= BASE_N_TEXT_MAX);
		size_t run, last = 0;
		for (size_t at = 0; (run = base_n_next_run(codec, bytes, len, 2, &at)) > 0;
		     at += run, last = at)
			assert(at >= last && run >= 2 && run <= len - at);
	}
}

static void check_text(const uint8_t *bytes, size_t len)
{
	uint8_t behind[BASE_N_TEXT_MAX];
	enum encoded_text found = encoded_text_of(bytes, len);

	if (len >= sizeof behind)
		return;
	behind[0] = '|';
	memcpy(behind + 1, bytes, len);
	assert(encoded_text_of(behind, len + 1) == found);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const uint16_t types[] = {DNS_TYPE_TXT, DNS_TYPE_NULL, DNS_TYPE_PRIVATE,
	    DNS_TYPE_SPF, DNS_TYPE_A, DNS_TYPE_AAAA, DNS_TYPE_MX};

	if (len == 0)
		return 0;
	check_flags(types[bytes[0] % (sizeof types / sizeof *types)], bytes + 1, len - 1);
	check_decoding(bytes + 1, len - 1);
	check_text(bytes + 1, len - 1);
	return 0;
}
