#include "dns/answer.h"

#include <stdbool.h>
#include <string.h>

#include "code_words.h"
#include "dns/message.h"
#include "encoded_text.h"

/* A run of base64 or hex of this length is not a word. */
#define ENCODED_MIN 24
/* A shorter run of letters and digits is a token if it changes between digits, capitals and small
 * letters this often and has this many digits: "20240312T101500Z" and "getStatusReport2" do not. */
#define TOKEN_MIN      16
#define TOKEN_SWITCHES 5
#define TOKEN_DIGITS   2
/* A key before '=' is short: "v", "google-site-verification". */
#define KEY_MAX   40
#define LOOKED_AT 255

static const char *const code_starts[] = {
    "H4sI", /* gzip in base64 */
    "TVqQ",
    "TVpQ",
    "TVoA",  /* PE in base64 */
    "UEsDB", /* zip in base64 */
    "f0VMR", /* ELF in base64 */
    "\x1f\x8b",
    "MZ\x90",
    "PK\x03\x04",
    ("\x7f"
     "ELF"),
    "#!/",
};

static bool starts_with_any(const uint8_t *text, size_t len)
{
	for (size_t i = 0; i < sizeof code_starts / sizeof *code_starts && len > 0; i++) {
		if ((uint8_t)code_starts[i][0] != text[0]) /* nearly always */
			continue;
		size_t n = strlen(code_starts[i]);
		if (len >= n && memcmp(text, code_starts[i], n) == 0)
			return true;
	}
	return false;
}

#define BIT(c) (UINT64_C(1) << ((c)&63))

/* Letters, digits, '+', '/', '-', '_': one bit per byte value. */
static const uint64_t base64[4] = {
    BIT('+') | BIT('/') | BIT('-') | ((BIT('9') << 1) - BIT('0')),
    ((BIT('Z') << 1) - BIT('A')) | BIT('_') | ((BIT('z') << 1) - BIT('a')),
};

static bool is_base64(uint8_t c)
{
	return base64[c >> 6] >> (c & 63) & 1;
}

/* "key=value" or "v=spf1 ...": '=' after a short key of letters, digits, '+', '/', '-', '_' and
 * '.', followed by something other than base64 padding. */
static bool is_service(const uint8_t *text, size_t len)
{
	const uint8_t *equals = memchr(text, '=', len < KEY_MAX ? len : KEY_MAX);

	if (!equals || equals == text)
		return false;
	size_t key = (size_t)(equals - text);
	for (size_t i = 0; i < key; i++)
		if (!is_base64(text[i]) && text[i] != '.')
			return false;
	return key + 1 < len && equals[1] != '=';
}

/* A tree of Ethereum nodes (EIP-1459): "enr:<base64url>", "enrtree-branch:...", "enrtree-root:v1".
 */
static bool is_node_record(const uint8_t *text, size_t len)
{
	static const char *const heads[] = {
	    "enr:", "enrtree-branch:", "enrtree-root:v1 ", "enrtree://"};

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		size_t n = strlen(heads[i]);

		if (len >= n && memcmp(text, heads[i], n) == 0)
			return true;
	}
	return false;
}

static size_t longest_run(const uint8_t *text, size_t len)
{
	size_t longest = 0, run = 0;

	for (size_t i = 0; i < len; i++) {
		run = is_base64(text[i]) ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	return longest;
}

/* A run counts as encoded if it mixes letters with digits, or upper with lower case. */
static bool is_mixed(const uint8_t *text, size_t len)
{
	size_t digits = 0, upper = 0, lower = 0;

	for (size_t i = 0; i < len; i++) {
		digits += text[i] >= '0' && text[i] <= '9';
		upper += text[i] >= 'A' && text[i] <= 'Z';
		lower += text[i] >= 'a' && text[i] <= 'z';
	}
	return (digits > 1 && upper + lower > 1) || (upper > 3 && lower > 3);
}

enum letter_class { OTHER, DIGIT, UPPER, LOWER };

static enum letter_class class_of(uint8_t c)
{
	return c >= '0' && c <= '9'   ? DIGIT
	       : c >= 'A' && c <= 'Z' ? UPPER
	       : c >= 'a' && c <= 'z' ? LOWER
				      : OTHER;
}

static bool has_token(const uint8_t *text, size_t len)
{
	size_t run = 0, digits = 0, switches = 0;
	enum letter_class class = OTHER, before;

	for (size_t i = 0; i < len; i++) {
		before = class;
		class = class_of(text[i]);
		if (class == OTHER) {
			run = digits = switches = 0;
			continue;
		}
		switches += run > 0 && class != before;
		digits += class == DIGIT;
		if (++run >= TOKEN_MIN && switches >= TOKEN_SWITCHES && digits >= TOKEN_DIGITS)
			return true;
	}
	return false;
}

static unsigned text_marks(const uint8_t *text, size_t len)
{
	/* Loaders wrap their text in a delimiter of their own: "@...@". */
	size_t skip = len > 1 && !is_base64(text[0]) && text[0] != '<' && text[0] != '#' &&
		      text[0] >= 0x20 && text[0] < 0x7f;

	if (starts_with_any(text, len) || starts_with_any(text + skip, len - skip) ||
	    code_words_found(text, len))
		return ANSWER_CODE;
	enum encoded_text encoded = encoded_text_of(text, len);
	if (encoded != ENCODED_TEXT_NONE)
		return encoded == ENCODED_TEXT_CODE ? ANSWER_CODE : ANSWER_TEXT;
	if (is_service(text, len) || is_node_record(text, len))
		return ANSWER_SERVICE;
	size_t run = longest_run(text, len);
	if ((run >= ENCODED_MIN && is_mixed(text, len)) ||
	    (run >= TOKEN_MIN && has_token(text, len)))
		return ANSWER_ENCODED;
	return 0;
}

static bool is_null_address(uint16_t type, struct cursor rdata)
{
	size_t len = cursor_left(&rdata);

	if (len != (type == DNS_TYPE_A ? 4 : 16))
		return false;
	while (cursor_left(&rdata) > 0)
		if (cursor_u8(&rdata) != 0)
			return false;
	return true;
}

unsigned answer_flags(uint16_t type, struct cursor rdata)
{
	size_t len = cursor_left(&rdata);

	if (type == DNS_TYPE_A || type == DNS_TYPE_AAAA)
		return is_null_address(type, rdata) ? ANSWER_NULL_ADDRESS : 0;
	if (type == DNS_TYPE_TXT || type == DNS_TYPE_SPF) {
		size_t string = cursor_u8(&rdata);

		len = string < cursor_left(&rdata) ? string : cursor_left(&rdata);
	} else if (type != DNS_TYPE_NULL && type != DNS_TYPE_PRIVATE) {
		return 0;
	}
	if (len > LOOKED_AT)
		len = LOOKED_AT;
	const uint8_t *text = cursor_take(&rdata, len);
	return text && len > 0 ? text_marks(text, len) : 0;
}
