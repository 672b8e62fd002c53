#include "dns/answer.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "dns/message.h"

/* A run of base64 or hex of this length is not a word. */
#define ENCODED_MIN 24
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

/* Lower case; matched case-insensitively. Their first two characters are repeated in the tables
 * below. */
static const char *const code_words[] = {"powershell", "frombase64string", "invoke-expression",
    "iex(", "iex (", "-encodedcommand", "downloadstring", "nslookup", "eval(", "exec(", "<script",
    "cmd.exe", "/bin/sh", "wscript."};

static bool starts_with_any(const uint8_t *text, size_t len)
{
	for (size_t i = 0; i < sizeof code_starts / sizeof *code_starts; i++) {
		size_t n = strlen(code_starts[i]);

		if (len >= n && memcmp(text, code_starts[i], n) == 0)
			return true;
	}
	return false;
}

/* The first two characters of the words, one bit per pair: at most positions of most answers the
 * search ends here, without an unpredictable branch. */
enum { PO = 1, FR = 2, IN_IE = 4, DASH_E = 8, DO = 16, NS = 32, EV_EX = 64, LESS_S = 128 };
enum { CM = 256, SLASH_B = 512, WS = 1024 };

#define LETTER(c, pairs) [c] = (pairs), [(c) - ('a' - 'A')] = (pairs)

static const uint16_t first_of_pair[256] = {LETTER('p', PO), LETTER('f', FR),
    LETTER('i', IN_IE), ['-'] = DASH_E, LETTER('d', DO), LETTER('n', NS),
    LETTER('e', EV_EX), ['<'] = LESS_S, LETTER('c', CM), ['/'] = SLASH_B, LETTER('w', WS)};

static const uint16_t second_of_pair[256] = {LETTER('o', PO | DO), LETTER('r', FR),
    LETTER('n', IN_IE), LETTER('e', IN_IE | DASH_E), LETTER('s', NS | LESS_S | WS),
    LETTER('v', EV_EX), LETTER('x', EV_EX), LETTER('m', CM), LETTER('b', SLASH_B)};

static bool is_code_word(const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof code_words / sizeof *code_words; i++) {
		size_t n = strlen(code_words[i]);

		if (n <= len && strncasecmp(text, code_words[i], n) == 0)
			return true;
	}
	return false;
}

static bool contains_code_word(const uint8_t *text, size_t len)
{
	for (size_t at = 0; at + 1 < len; at++)
		if ((first_of_pair[text[at]] & second_of_pair[text[at + 1]]) &&
		    is_code_word((const char *)text + at, len - at))
			return true;
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

static unsigned text_marks(const uint8_t *text, size_t len)
{
	/* Loaders wrap their text in a delimiter of their own: "@...@". */
	size_t skip = len > 1 && !is_base64(text[0]) && text[0] != '<' && text[0] != '#' &&
		      text[0] >= 0x20 && text[0] < 0x7f;

	if (starts_with_any(text, len) || starts_with_any(text + skip, len - skip) ||
	    contains_code_word(text, len))
		return ANSWER_CODE;
	if (is_service(text, len) || is_node_record(text, len))
		return ANSWER_SERVICE;
	if (longest_run(text, len) >= ENCODED_MIN && is_mixed(text, len))
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
