#include "../../../src/dns/encoded_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "../../support/draw.h"
#include "../../support/guard.h"

#define TEXT_MAX      256
#define BENIGN        2000
#define HEX           "0123456789abcdef"
#define BASE32        "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
#define BASE64        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
#define BASE64URL     "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
#define LETTERS       "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
#define LENGTH(array) (sizeof(array) / sizeof *(array))

static enum encoded_text meaning_of(const char *text)
{
	size_t len = strlen(text);
	const uint8_t *copy = guard_copy(text, len);
	enum encoded_text found = encoded_text_of(copy, len);

	guard_free(copy, len);
	return found;
}

/* -- encoding, independent of the decoder -- */

static const struct {
	const char *what, *digits;
	unsigned bits, group; /* padded to a multiple of `group` digits; 0 = not padded */
} codecs[] = {
    {"hex", HEX, 4, 0},
    {"hex in upper case", "0123456789ABCDEF", 4, 0},
    {"base32", BASE32, 5, 8},
    {"base32 in lower case", "abcdefghijklmnopqrstuvwxyz234567", 5, 0},
    {"base64", BASE64, 6, 4},
    {"base64 without padding", BASE64, 6, 0},
    {"base64url", BASE64URL, 6, 4},
    {"base64url without padding", BASE64URL, 6, 0},
};

static void encode(size_t codec, const char *bytes, size_t len, char text[TEXT_MAX])
{
	unsigned bits = codecs[codec].bits, held = 0, left = 0;
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		held = (held << 8 | (uint8_t)bytes[i]) & 0xffff;
		for (left += 8; left >= bits; left -= bits)
			text[n++] =
			    codecs[codec].digits[held >> (left - bits) & ((1u << bits) - 1)];
	}
	if (left > 0)
		text[n++] = codecs[codec].digits[held << (bits - left) & ((1u << bits) - 1)];
	while (codecs[codec].group > 0 && n % codecs[codec].group > 0)
		text[n++] = '=';
	text[n] = '\0';
}

/* What is decoded, behind each of these, means the same. */
static const char *const fronts[] = {"", "@", "0001|", "id=", "cmd:", "7.", "x=12;d="};

static void assert_meaning(const char *bytes, size_t len, enum encoded_text meaning)
{
	for (size_t c = 0; c < LENGTH(codecs); c++) {
		char text[TEXT_MAX], whole[TEXT_MAX + 16];

		encode(c, bytes, len, text);
		for (size_t f = 0; f < LENGTH(fronts); f++) {
			snprintf(whole, sizeof whole, "%s%s", fronts[f], text);
			if (meaning_of(whole) != meaning)
				fail_msg("%s: %s", codecs[c].what, whole);
		}
	}
}

/* -- what has to be found -- */

static void test_commands(void **state)
{
	static const char *const scripts[] = {
	    "whoami",
	    "whoami /all & net user /domain",
	    "ipconfig /all",
	    "Start-Sleep 30; Get-Process | Out-String",
	    "IEX (New-Object Net.WebClient).DownloadString('u')",
	    "cmd.exe /c dir C:\\Users > %TEMP%\\a",
	    "uname -a; cat /etc/passwd | head",
	    "for i in 1 2 3; do curl -s x.example/$i; done",
	    "#!/bin/sh\nsleep 5\n",
	    "powershell -nop -w hidden",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(scripts); i++)
		assert_meaning(scripts[i], strlen(scripts[i]), ENCODED_TEXT_CODE);
}

/* PowerShell's -EncodedCommand: UTF-16LE in base64. */
static void test_wide_commands(void **state)
{
	static const char script[] = "Get-Process | Out-String; Start-Sleep 5";
	char wide[2 * sizeof script] = {0};

	(void)state;
	for (size_t i = 0; i + 1 < sizeof script; i++)
		wide[2 * i] = script[i];
	assert_meaning(wide, 2 * (sizeof script - 1), ENCODED_TEXT_CODE);
	assert_int_equal(meaning_of("dwBoAG8AYQBtAGkA"), ENCODED_TEXT_CODE); /* whoami */
}

static void test_text(void **state)
{
	static const char *const texts[] = {
	    "the quick brown fox jumps over",
	    "{\"a\":1,\"b\":[2,3],\"c\":\"d\"}",
	    "10.1.2.3 4444 60 office",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(texts); i++)
		assert_meaning(texts[i], strlen(texts[i]), ENCODED_TEXT_READABLE);
}

static void test_signatures(void **state)
{
	(void)state;
	assert_int_equal(meaning_of("4d5a90000300000004000000ffff0000"), ENCODED_TEXT_CODE);
	assert_int_equal(meaning_of("1F8B0800000000000003cb48cdc9c907"), ENCODED_TEXT_CODE);
	assert_int_equal(meaning_of("1F8B0800"), ENCODED_TEXT_NONE);
}

/* Something of the alphabet in front shifts the digits, and hides a few bytes. */
static void test_shifted(void **state)
{
	char text[TEXT_MAX], whole[TEXT_MAX + 16];

	(void)state;
	for (unsigned front = 1; front <= 7; front++) {
		encode(4, "whoami /all; net user /domain; systeminfo", 41, text);
		snprintf(whole, sizeof whole, "%.*s%s", (int)front, "Zq3xK9b", text);
		assert_int_equal(meaning_of(whole), ENCODED_TEXT_CODE);
	}
}

/* -- what must not be -- */

static char *draw_digits(char *p, const char *digits, size_t count)
{
	for (; count > 0; count--)
		*p++ = digits[draw((uint32_t)strlen(digits))];
	*p = '\0';
	return p;
}

static void make_dkim(char *p)
{
	static const char *const starts[] = {
	    "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ",
	    "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA",
	    "v=DKIM1; k=ed25519; p=", "p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBA"};

	p += sprintf(p, "%s", starts[draw(LENGTH(starts))]);
	draw_digits(p, BASE64, 44 + draw(120));
}

static void make_token(char *p)
{
	static const char *const keys[] = {"google-site-verification=", "MS=ms",
	    "facebook-domain-verification=", "atlassian-domain-verification=", "docusign=",
	    "apple-domain-verification=", "amazonses:", "stripe-verification=",
	    "globalsign-domain-verification=", "onetrust-domain-verification=",
	    "yandex-verification: ", "adobe-idp-site-verification=", "ZOOM_verify_",
	    "dropbox-domain-verification=", "cisco-ci-domain-verification=",
	    "openai-domain-verification=dv-", "_globalsign-domain-verification="};
	static const char *const alphabets[] = {HEX, LETTERS, BASE64URL, BASE64, "0123456789"};

	p += sprintf(p, "%s", keys[draw(LENGTH(keys))]);
	draw_digits(p, alphabets[draw(LENGTH(alphabets))], 8 + draw(80));
}

static void make_hex(char *p)
{
	draw_digits(p, HEX, 8 + draw(248));
}

static void make_base64(char *p)
{
	p = draw_digits(p, draw(2) ? BASE64 : BASE64URL, 8 + draw(200));
	sprintf(p, "%.*s", (int)draw(3), "==");
}

static void make_base32(char *p)
{
	draw_digits(p, BASE32, 8 + draw(100));
}

static void make_uuid(char *p)
{
	for (unsigned i = 0; i < 5; i++) {
		p = draw_digits(p, HEX, i == 0 ? 8 : i == 4 ? 12 : 4);
		p += sprintf(p, "%s", i < 4 ? "-" : "");
	}
}

static void make_number(char *p)
{
	sprintf(p, "%u:%u:%u:%010u.%u", draw(1000000), draw(100000), draw(1000), draw(2000000000),
	    draw(1u << 30));
}

/* Words and addresses: what people and services write in plain text. */
static void make_words(char *p)
{
	static const char *const words[] = {"include:", "mail", "_spf.", "example", "server",
	    "ip4:", "verification", "certificate", "information", "redirect=", "contact",
	    "database", "0.103.8", "26512", "1691142540", "tcp", "face", "decade", "accessed",
	    "feedbeef", "deadbeef"};
	static const char *const between[] = {" ", ":", "", "-", ";", "="};

	for (unsigned n = 1 + draw(12); n > 0; n--)
		p += sprintf(p, "%s%s", words[draw(LENGTH(words))], between[draw(LENGTH(between))]);
}

static void test_benign(void **state)
{
	static void (*const makers[])(char *) = {make_dkim, make_token, make_hex, make_base64,
	    make_base32, make_uuid, make_number, make_words};

	(void)state;
	draw_state = 18;
	for (size_t m = 0; m < LENGTH(makers); m++)
		for (unsigned i = 0; i < BENIGN; i++) {
			char text[2 * TEXT_MAX];

			makers[m](text);
			if (meaning_of(text) != ENCODED_TEXT_NONE)
				fail_msg("kind %zu: %s", m, text);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_commands),
	    cmocka_unit_test(test_wide_commands),
	    cmocka_unit_test(test_text),
	    cmocka_unit_test(test_signatures),
	    cmocka_unit_test(test_shifted),
	    cmocka_unit_test(test_benign),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
