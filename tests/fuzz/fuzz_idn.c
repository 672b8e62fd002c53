/*
 * Arbitrary bytes as a label behind "xn--" and as the text of a name: a label that is accepted has
 * code points that give the same label when encoded again; what is shown contains no control
 * character and nothing that changes the direction of text.
 */
#include <assert.h>
#include <idn2.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/idn.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_shown(const uint32_t *code, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t c = code[i];

		assert(c >= 0x20 && c < 0x110000 && (c < 0x7f || c > 0x9f));
		assert(c < 0xd800 || c > 0xdfff);
		assert(c != 0xad && c != 0x61c && c != 0x180e && c != 0xfeff);
		assert((c < 0x200b || c > 0x200f) && (c < 0x2028 || c > 0x202e));
		assert((c < 0x2060 || c > 0x206f) && c < 0xe0000);
	}
}

static void check_label(const uint8_t *bytes, size_t len)
{
	struct idn_label label;
	char text[IDN_LABEL_TEXT_MAX];
	uint8_t *again = NULL;

	idn_label_read(&label, bytes, len);
	assert(label.count <= IDN_CODES_MAX && (label.status != IDN_BAD) == (label.count > 0));
	assert(!label.shown || label.status == IDN_WORD);
	if (label.status == IDN_BAD)
		return;
	assert(len <= 63);
	idn_label_text(&label, text);
	assert(idn2_lookup_u8((const uint8_t *)text, &again, IDN2_NFC_INPUT | IDN2_NO_TR46) ==
	       IDN2_OK);
	assert(strlen((char *)again) == len &&
	       strncasecmp((char *)again, (const char *)bytes, len) == 0);
	idn2_free(again);
	if (label.shown)
		check_shown(label.code, label.count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	uint8_t label[80] = "xn--";
	size_t label_len = len < sizeof label - 4 ? len : sizeof label - 4;
	char *text = strndup((const char *)bytes, len);
	struct idn_name name;
	char out[IDN_NAME_TEXT_MAX];

	if (label_len > 0)
		memcpy(label + 4, bytes, label_len);
	uint8_t *copy = malloc(4 + label_len);
	memcpy(copy, label, 4 + label_len);
	check_label(copy, 4 + label_len);
	free(copy);
	bool any = idn_name_read(&name, text);
	assert(any == (name.count > 0) && name.count <= IDN_NAME_CODES_MAX);
	assert(idn_name_text(&name, out) < sizeof out);
	check_shown(name.code, name.count);
	free(text);
	return 0;
}
