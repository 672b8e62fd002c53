#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "dns/answer.h"
#include "dns/message.h"

static unsigned tool_checks_of(uint16_t type, const char *text, size_t len)
{
	uint8_t rdata[256];

	rdata[0] = (uint8_t)len;
	memcpy(rdata + 1, text, len);
	return type == DNS_TYPE_NULL ? answer_flags(type, cursor_of(rdata + 1, len))
				     : answer_flags(type, cursor_of(rdata, len + 1));
}

static unsigned tool_checks_of_txt(const char *text)
{
	return tool_checks_of(DNS_TYPE_TXT, text, strlen(text));
}

static void test_code_words(void **state)
{
	static const char *const texts[] = {"powershell -nop", "xx FromBase64String(", "a;iex(b",
	    "IEX (New-Object", "Invoke-Expression x", "p -EncodedCommand q",
	    "n.DownloadString('u')", "nslookup -q=txt", "1;eval(atob", "EXEC(", "<SCRIPT>",
	    "cmd.exe /c", "#/bin/sh", "new WScript.Shell", "y:WSCRIPT.z"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_int_equal(tool_checks_of_txt(texts[i]), ANSWER_CODE);
		assert_int_equal(
		    tool_checks_of(DNS_TYPE_NULL, texts[i], strlen(texts[i])), ANSWER_CODE);
		assert_int_equal(tool_checks_of(DNS_TYPE_A, texts[i], strlen(texts[i])), 0);
	}
}

/* Cut before its end, or with another character in it, a word is none. */
static void test_near_code_words(void **state)
{
	static const char *const texts[] = {"powershel", "p", "iex", "<scrip", "fr", "cmd,exe",
	    "\x10owershell", "M2s", "evaluation is fine", "/bin/s"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_int_equal(tool_checks_of_txt(texts[i]), 0);
}

static void test_other_marks(void **state)
{
	(void)state;
	assert_int_equal(tool_checks_of_txt("TVqQAAMAAAAEAAAA"), ANSWER_CODE);
	assert_int_equal(
	    tool_checks_of_txt("enr:-KG4QOtcP9X1FbIMOe17QNMKqDxCpm14jcX5tiOE4_TyMrFqb"),
	    ANSWER_SERVICE);
	assert_int_equal(
	    tool_checks_of_txt(
		"enrtree-branch:2XS2367YHAXJFGLZHVAWLQD4ZY,H4FHT4B454P6UXFD7JCYQ5PWDY"),
	    ANSWER_SERVICE);
	assert_int_equal(tool_checks_of_txt("v=spf1 include:mail.example -all"), ANSWER_SERVICE);
	assert_int_equal(tool_checks_of_txt("x8Ck2jQ9sLw0Vb7Zt1Yp4Rm6Nd3Hf5Gs"), ANSWER_ENCODED);
	assert_int_equal(tool_checks_of_txt("x8Ck2jQ9sLw0Vb7"), 0); /* short */
	assert_int_equal(tool_checks_of_txt("x8Ck2jQ9sLw0Vb7Z"), ANSWER_ENCODED);
	assert_int_equal(tool_checks_of_txt("|3f0c9a7be2d14856:"), ANSWER_ENCODED);
	assert_int_equal(tool_checks_of_txt("20240312T101500Z"), 0);
	assert_int_equal(tool_checks_of_txt("getStatusReport2Now"), 0);
	assert_int_equal(tool_checks_of_txt("1712345678901234"), 0);
	assert_int_equal(tool_checks_of_txt("ns198.51.100.4"), 0);
	assert_int_equal(tool_checks_of_txt("0.103.11:62:27001:1712345678:1:90:49192:334"), 0);
	assert_int_equal(tool_checks_of_txt(""), 0);
	assert_int_equal(tool_checks_of_txt("hello world"), 0);
}

/* Encoded commands are code, encoded text is text, also as the value of a key; a verification token
 * is neither. */
static void test_decoded(void **state)
{
	static const struct {
		const char *text;
		unsigned flags;
	} rows[] = {
	    {"77686f616d69202f616c6c", ANSWER_CODE},
	    {"d2hvYW1pIC9hbGw=", ANSWER_CODE},
	    {"v=d2hvYW1pIC9hbGw=", ANSWER_CODE},
	    {"dGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcw", ANSWER_TEXT},
	    {"data=dGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcw", ANSWER_TEXT},
	    {"MS=ms12345678", ANSWER_SERVICE},
	    {"apple-domain-verification=Bn4tLJxAZfmPk2ce", ANSWER_SERVICE},
	    {"3f0c9a7be2d14856a1f09c3d7e5b2a48", ANSWER_ENCODED},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(tool_checks_of_txt(rows[i].text), rows[i].flags);
		assert_int_equal(tool_checks_of(DNS_TYPE_NULL, rows[i].text, strlen(rows[i].text)),
		    rows[i].flags);
	}
}

/* A record of a service does not hide what stands in the record beside it. */
static void test_service_of_message(void **state)
{
	(void)state;
	assert_false(answer_is_service(0));
	assert_true(answer_is_service(ANSWER_SERVICE));
	assert_true(answer_is_service(ANSWER_SERVICE | ANSWER_ENCODED));
	assert_false(answer_is_service(ANSWER_SERVICE | ANSWER_CODE));
	assert_false(answer_is_service(ANSWER_SERVICE | ANSWER_TEXT));
}

/* 0.0.0.0 as A and :: as AAAA, of the right length and nothing else. */
static void test_null_addresses(void **state)
{
	static const struct {
		uint16_t type;
		uint8_t bytes[17];
		size_t len;
		unsigned flags;
	} rows[] = {
	    {DNS_TYPE_A, {0}, 4, ANSWER_NULL_ADDRESS},
	    {DNS_TYPE_AAAA, {0}, 16, ANSWER_NULL_ADDRESS},
	    {DNS_TYPE_A, {0, 0, 0, 1}, 4, 0},
	    {DNS_TYPE_A, {127, 0, 0, 1}, 4, 0},
	    {DNS_TYPE_AAAA, {[15] = 1}, 16, 0},
	    {DNS_TYPE_A, {0}, 3, 0},
	    {DNS_TYPE_A, {0}, 0, 0},
	    {DNS_TYPE_A, {0}, 16, 0},
	    {DNS_TYPE_AAAA, {0}, 4, 0},
	    {DNS_TYPE_AAAA, {0}, 17, 0},
	    {DNS_TYPE_NULL, {0}, 4, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(answer_flags(rows[i].type, cursor_of(rows[i].bytes, rows[i].len)),
		    rows[i].flags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_code_words),
	    cmocka_unit_test(test_near_code_words),
	    cmocka_unit_test(test_other_marks),
	    cmocka_unit_test(test_decoded),
	    cmocka_unit_test(test_service_of_message),
	    cmocka_unit_test(test_null_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
