#include "base/idn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <idn2.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "../../support/guard.h"

/* Words of each script, in characters; a star marks those that are not to be shown. */
static const struct {
	const char *word;
	bool shown;
} words[] = {
    {"пример", true},      /* Cyrillic */
    {"москва-2024", true}, /* with digits and a hyphen */
    {"παράδειγμα", true},  /* Greek */
    {"münchen", true},     /* Latin */
    {"đại-học", true},
    {"例え", true},          /* Han and Hiragana */
    {"例子测试", true},      /* Han */
    {"ハローワーク", true},  /* Katakana, prolonged sound mark */
    {"東京abcタワー", true}, /* Japanese with Latin letters */
    {"한국어", true},        /* Hangul */
    {"漢字ㄅㄆㄇ", true},    /* Han and Bopomofo */
    {"ประเทศไทย", true},     /* Thai, combining marks */
    {"उदाहरण", true},        /* Devanagari */
    {"مثال", true},          /* Arabic, right to left */
    {"مثال١٢", true},
    {"דוגמה", true},            /* Hebrew */
    {"დემო", true},             /* Georgian */
    {"բարեւ", true},            /* Armenian */
    {"தமிழ்", true},             /* Tamil */
    {"نامه‌ای", false}, /* a word, but with an invisible joiner */
    {"crаft", false},           /* Latin with one Cyrillic letter */
    {"пошта24mail", false},
    {"col·lecció", false}, /* the middle dot looks like a dot */
    {"слов\xca\xbcян", false},
};

static struct idn_label read_text(const char *text)
{
	struct idn_label label;

	idn_label_read(&label, (const uint8_t *)text, strlen(text));
	return label;
}

static void test_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char *ace = NULL, text[IDN_LABEL_TEXT_MAX];

		assert_int_equal(idn2_lookup_u8((const uint8_t *)words[i].word, (uint8_t **)&ace,
				     IDN2_NONTRANSITIONAL),
		    IDN2_OK);
		assert_true(idn_has_prefix((const uint8_t *)ace, strlen(ace)));
		struct idn_label label = read_text(ace);
		if (label.status != IDN_WORD || label.shown != words[i].shown)
			fail_msg("%s: status %d, shown %d", ace, label.status, label.shown);
		assert_int_equal(idn_label_text(&label, text), strlen(words[i].word));
		assert_string_equal(text, words[i].word);
		/* Mixed case of 0x20 encoding is the same label. */
		for (size_t k = 0, len = strlen(ace); k < len; k += 2)
			if (ace[k] >= 'a' && ace[k] <= 'z')
				ace[k] = (char)(ace[k] - ('a' - 'A'));
		struct idn_label upper = read_text(ace);
		assert_memory_equal(&label, &upper, sizeof label);
		idn2_free(ace);
	}
}

static void test_mixed(void **state)
{
	static const char *const mixes[] = {"пβ", "中д", "한あ", "ก中", "ㄅあ中"};
	(void)state;
	for (size_t i = 0; i < sizeof mixes / sizeof *mixes; i++) {
		uint8_t *ace = NULL;

		assert_int_equal(
		    idn2_lookup_u8((const uint8_t *)mixes[i], &ace, IDN2_NONTRANSITIONAL), IDN2_OK);
		struct idn_label label = read_text((const char *)ace);
		assert_int_equal(label.status, IDN_MIXED);
		assert_false(label.shown);
		idn2_free(ace);
	}
}

static const char *const hostile[] = {
    "xn--",
    "xn---",
    "xn--a",
    "xn--abc",      /* plain letters */
    "xn--abc-",     /* nothing but plain letters */
    "xn--99999999", /* overflow of Punycode */
    "xn--zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
    "xn--99zzzz99zzzz",
    "xn--i-7iq",     /* a sign, no letter: disallowed */
    "xn--ls8h",      /* an emoji: disallowed */
    "xn--a\xd0\xb0", /* not ASCII */
    "xn--a.b",       /* a dot inside */
    "xn--a b",
    "xn--E1AFMKFD-",
    "xn--e1afmkfd-\x7f",
    "xn--1-0ju", /* not the only form, or unassigned */
    "xn--a-ecp.ru",
    "xn--0",
    "xn--a-0hb2c",
};

static void test_hostile(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		struct idn_label label = read_text(hostile[i]);

		if (label.status != IDN_BAD || label.shown || label.count != 0)
			fail_msg("%s: status %d", hostile[i], label.status);
	}
	/* Embedded zero, and more bytes than a label has. */
	struct idn_label label;
	idn_label_read(&label, (const uint8_t *)"xn--e1a\0mkfd", 12);
	assert_int_equal(label.status, IDN_BAD);
	uint8_t long_label[80];
	memset(long_label, 'a', sizeof long_label);
	memcpy(long_label, "xn--", 4);
	for (size_t len = 4; len <= sizeof long_label; len++) {
		idn_label_read(&label, long_label, len);
		assert_true(len <= 63 || label.status == IDN_BAD);
	}
}

/* The A-label that Punycode (RFC 3492 6.3) gives for any characters, allowed or not. */
static void encode(const uint32_t *code, size_t count, char *out)
{
	uint32_t n = 128, delta = 0, bias = 72, done = 0;
	size_t at = 4, basic = 0;

	memcpy(out, "xn--", 4);
	for (size_t i = 0; i < count; i++)
		if (code[i] < 128)
			out[at++] = (char)code[i], basic++;
	done = (uint32_t)basic;
	if (basic > 0)
		out[at++] = '-';
	for (; done < count; delta++, n++) {
		uint32_t next = UINT32_MAX;

		for (size_t i = 0; i < count; i++)
			if (code[i] >= n && code[i] < next)
				next = code[i];
		delta += (next - n) * (done + 1);
		n = next;
		for (size_t i = 0; i < count; i++) {
			delta += code[i] < n;
			if (code[i] != n)
				continue;
			uint32_t q = delta;
			for (uint32_t k = 36;; k += 36) {
				uint32_t t = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
				uint32_t digit = q < t ? q : t + (q - t) % (36 - t);

				out[at++] = (char)(digit < 26 ? 'a' + digit : '0' + digit - 26);
				if (q < t)
					break;
				q = (q - t) / (36 - t);
			}
			uint32_t d = done == basic ? delta / 700 : delta / 2, k = 0;
			d += d / (done + 1);
			for (; d > 455; k += 36)
				d /= 35;
			bias = k + 36 * d / (d + 38);
			delta = 0;
			done++;
		}
	}
	out[at] = '\0';
}

/* Characters that IDNA 2008 forbids, each in an otherwise good label. */
static void test_disallowed(void **state)
{
	static const struct {
		uint32_t code[12];
		const char *what;
	} rows[] = {
	    {{0x202e, 0x43f, 0x440}, "right-to-left override"},
	    {{0x43f, 0x2066, 0x440}, "isolate"},
	    {{0x43f, 0x200f, 0x440}, "right-to-left mark"},
	    {{0x43f, 0x200b, 0x440}, "zero-width space"},
	    {{0x43f, 0x200d, 0x440}, "joiner between letters that do not join"},
	    {{0x43f, 0x85, 0x440}, "control character"},
	    {{0x43f, 0xad, 0x440}, "soft hyphen"},
	    {{0x41f, 0x440}, "capital letter"},
	    {{0x43f, 0x2044, 0x440}, "fraction slash"},
	    {{0x43f, 0x3002, 0x440}, "ideographic full stop"},
	    {{0x301, 0x43f}, "combining mark first"},
	    {{'e', 0x301, 0x43f}, "not NFC"},
	    {{0x5d0, 'a', 0x5d1}, "mixed direction"},
	    {{0x5d0, 0x43f}, "mixed direction of two scripts"},
	    {{'1', 0x627, 0x628}, "right to left with a digit first"},
	    {{0xd800, 0x43f}, "surrogate"},
	    {{0xffff}, "no character"},
	    {{0xe0041, 0x43f}, "tag"},
	    {{0xfe0f, 0x43f}, "variation selector"},
	    {{'-', 0x43f}, "hyphen first"},
	    {{0x43f, '-'}, "hyphen last"},
	    {{'a', 'b', '-', '-', 0x43f}, "two hyphens"},
	    {{0x10ffff}, "the last one"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[256];
		size_t count = 0;

		while (rows[i].code[count])
			count++;
		encode(rows[i].code, count, text);
		if (read_text(text).status != IDN_BAD)
			fail_msg("%s (%s)", rows[i].what, text);
	}
}

/* Combining marks that IDNA allows, but so many of them on one letter. */
static void test_marks(void **state)
{
	uint32_t code[] = {0x43f, 0x303, 0x303, 0x303, 0x303, 0x303, 0x303};
	char text[256];
	(void)state;

	encode(code, 5, text);
	struct idn_label few = read_text(text);
	assert_int_equal(few.status, IDN_WORD);
	assert_true(few.shown);
	encode(code, 6, text);
	struct idn_label many = read_text(text);
	assert_int_equal(many.status, IDN_MIXED);
	assert_false(many.shown);
}

/* Drawn labels: what is valid gives its own lower-case form when encoded again, and its text holds
 * the same characters. */
static void test_round_trip(void **state)
{
	static const char digits[] = "abcdefghijklmnopqrstuvwxyz0123456789-ABCXYZ";
	uint64_t random = 1;
	unsigned valid = 0;
	(void)state;

	for (unsigned round = 0; round < 20000; round++) {
		char text[64] = "xn--", again[256];
		size_t len = 4 + 1 + round % 59;

		for (size_t i = 4; i < len; i++) {
			random = random * UINT64_C(6364136223846793005) + 1442695040888963407;
			text[i] = digits[(random >> 33) % (sizeof digits - 1)];
		}
		struct idn_label label = read_text(text);
		if (label.status == IDN_BAD)
			continue;
		valid++;
		encode(label.code, label.count, again);
		assert_int_equal(strcasecmp(text, again), 0);
	}
	assert_true(valid > 1000);
}

static void test_guarded(void **state)
{
	(void)state;
	for (size_t len = 4; len <= 12; len++) {
		const uint8_t *bytes = guard_copy("xn--e1afmkfd", len);
		struct idn_label label;

		idn_label_read(&label, bytes, len);
		assert_true(len < 12 || label.status == IDN_WORD);
		guard_free(bytes, len);
	}
}

static void test_names(void **state)
{
	static const struct {
		const char *name, *text;
	} rows[] = {
	    {"xn--e1afmkfd.example", "пример.example"},
	    {"www.XN--E1AFMKFD.xn--p1ai", "www.пример.рф"},
	    {"xn--fiqs8s", "中国"},
	    {"xn--mgbh0fb.xn--mgbayh7gpa", "مثال.الاردن"},
	    {"a\\.b.xn--e1afmkfd", "a\\.b.пример"},
	    {"\\000\\255.xn--e1afmkfd", "\\000\\255.пример"},
	    {"example.com", ""},
	    {"", ""},
	    {".", ""},
	    {"xn--", ""},
	    /* one label that is not to be shown hides the others */
	    {"xn--i-7iq.xn--e1afmkfd.example", ""},
	    /* directions side by side would change places */
	    {"xn--mgbh0fb.example", ""},
	    {"xn--mgbh0fb.xn--e1afmkfd", ""},
	    {"1.xn--mgbh0fb", "1.مثال"},
	    {"x\x1b[31m.xn--e1afmkfd", ""},
	    {"\xe2\x80\xae.xn--e1afmkfd", ""},
	};
	char out[IDN_NAME_TEXT_MAX];
	struct idn_name name;
	(void)state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(idn_name_read(&name, rows[i].name), *rows[i].text != '\0');
		idn_name_text(&name, out);
		assert_string_equal(out, rows[i].text);
	}
	char long_name[4000] = "xn--e1afmkfd";
	for (size_t i = strlen(long_name); i + 4 < sizeof long_name; i += 4)
		memcpy(long_name + i, ".abc", 5);
	assert_false(idn_name_read(&name, long_name));
	assert_true(idn_name_read(&name, "xn--mgbh0fb.xn--mgbayh7gpa") && name.right_to_left);
	assert_true(idn_name_read(&name, "xn--e1afmkfd.example") && !name.right_to_left);
	assert_non_null(idn_library_version());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_words),
	    cmocka_unit_test(test_mixed),
	    cmocka_unit_test(test_hostile),
	    cmocka_unit_test(test_disallowed),
	    cmocka_unit_test(test_marks),
	    cmocka_unit_test(test_round_trip),
	    cmocka_unit_test(test_guarded),
	    cmocka_unit_test(test_names),
	};
	return cmocka_run_group_tests_name("idn", tests, NULL, NULL);
}
