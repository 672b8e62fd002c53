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
	assert_int_equal(tool_checks_of_txt("YWJjZGVmZ2hpamtsbW5vcHFyc3Q0NTY3"), ANSWER_ENCODED);
	assert_int_equal(tool_checks_of_txt("YWJjZGVmZ2hpamtsbW5vcH"), 0); /* short */
	assert_int_equal(tool_checks_of_txt(""), 0);
	assert_int_equal(tool_checks_of_txt("hello world"), 0);
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
	    cmocka_unit_test(test_null_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
