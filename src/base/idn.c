#include "base/idn.h"

#include <idn2.h>
#include <string.h>
#include <unictype.h>

#include "base/limits.h"
#include "base/memory.h"

#define PREFIX_LEN    4
#define SCRIPTS_MAX   3
#define MARKS_IN_LINE 4

/* Scripts besides Latin in the order of their first code point. */
struct scripts {
	const uc_script_t *found[SCRIPTS_MAX];
	unsigned count;
	bool latin, many;
};

/* True if IDNA 2008 allows the label to be registered; it is in lower case. */
static bool is_registrable(const char *label)
{
	uint8_t *same = NULL;
	int rc = idn2_register_u8(NULL, (const uint8_t *)label, &same, 0);

	if (rc == IDN2_MALLOC)
		memory_out();
	if (rc == IDN2_OK)
		idn2_free(same);
	return rc == IDN2_OK;
}

static bool decode(struct idn_label *label, const char *text)
{
	uint32_t *codes = NULL;
	int rc = idn2_to_unicode_8z4z(text, &codes, 0);

	if (rc == IDN2_MALLOC)
		memory_out();
	if (rc != IDN2_OK)
		return false;
	for (; codes[label->count] != 0 && label->count < IDN_CODES_MAX; label->count++)
		label->code[label->count] = codes[label->count];
	bool whole = label->count > 0 && codes[label->count] == 0;
	idn2_free(codes);
	return whole;
}

static void add_script(struct scripts *s, const uc_script_t *script)
{
	for (unsigned i = 0; i < s->count; i++)
		if (s->found[i] == script)
			return;
	if (s->count < SCRIPTS_MAX)
		s->found[s->count++] = script;
	else
		s->many = true;
}

/* Punctuation and signs of several scripts that names use: modifier apostrophe, middle dot,
 * Katakana middle dot and prolonged sound mark, ideographic closing mark. */
static bool is_shared_sign(uint32_t code)
{
	return code == 0x02bc || code == 0x00b7 || code == 0x30fb || code == 0x30fc ||
	       code == 0x3006;
}

/* Adds the script of a code point; false if it belongs to no word. */
static bool add_code(struct scripts *s, uint32_t code)
{
	const uc_script_t *script = uc_script(code);

	if (!script)
		return false;
	if (strcmp(script->name, "Latin") == 0)
		s->latin = true;
	else if (strcmp(script->name, "Common") == 0)
		return code == '-' || is_shared_sign(code) ||
		       uc_is_general_category(code, UC_DECIMAL_DIGIT_NUMBER);
	else if (strcmp(script->name, "Inherited") != 0)
		add_script(s, script);
	return true;
}

static bool all_among(const struct scripts *s, const char *one, const char *two, const char *three)
{
	for (unsigned i = 0; i < s->count; i++)
		if (strcmp(s->found[i]->name, one) != 0 && strcmp(s->found[i]->name, two) != 0 &&
		    strcmp(s->found[i]->name, three) != 0)
			return false;
	return true;
}

/* Scripts that are written together, also with Latin letters. */
static bool is_east_asian(const struct scripts *s)
{
	return !s->many && (all_among(s, "Han", "Hiragana", "Katakana") ||
			       all_among(s, "Han", "Hangul", "Hangul") ||
			       all_among(s, "Han", "Bopomofo", "Bopomofo"));
}

static bool is_right_to_left(uint32_t code)
{
	int class = uc_bidi_class(code);

	return class == UC_BIDI_R || class == UC_BIDI_AL;
}

/* A sign that looks like the punctuation of a name, or nothing. */
static bool is_deceptive(uint32_t code)
{
	return code == 0x02bc || code == 0x00b7 || uc_is_general_category(code, UC_FORMAT) ||
	       uc_is_property_default_ignorable_code_point(code);
}

static void judge(struct idn_label *label)
{
	struct scripts scripts = {.count = 0};
	bool words = true, deceptive = false;
	unsigned marks = 0, marks_most = 0;

	for (unsigned i = 0; i < label->count; i++) {
		uint32_t code = label->code[i];

		/* Joiners, which IDNA allows between certain letters (RFC 5892 A.1, A.2). */
		bool joiner = uc_is_general_category(code, UC_FORMAT);
		words &= joiner || add_code(&scripts, code);
		marks = uc_is_general_category(code, UC_NON_SPACING_MARK) ? marks + 1 : 0;
		marks_most = marks > marks_most ? marks : marks_most;
		deceptive |= is_deceptive(code);
		label->right_to_left |= is_right_to_left(code);
	}
	words &= marks_most <= MARKS_IN_LINE;
	bool east_asian = is_east_asian(&scripts);
	if (words && (east_asian || scripts.count <= 1))
		label->status = IDN_WORD;
	label->shown = label->status == IDN_WORD && !deceptive && (east_asian || !scripts.latin);
}

void idn_label_read(struct idn_label *label, const uint8_t *bytes, size_t len)
{
	char text[DNS_LABEL_MAX + 1];

	*label = (struct idn_label){.status = IDN_BAD};
	if (len <= PREFIX_LEN || len > DNS_LABEL_MAX)
		return;
	for (size_t i = 0; i < len; i++) {
		uint8_t c = bytes[i];

		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
			return;
		text[i] = (char)c;
	}
	text[len] = '\0';
	if (!decode(label, text) || !is_registrable(text)) {
		*label = (struct idn_label){.status = IDN_BAD};
		return;
	}
	label->status = IDN_MIXED;
	judge(label);
}

/* Code points of an A-label are at most 0x10ffff and no surrogates. */
size_t idn_utf8(uint32_t code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	static const uint8_t first[] = {0, 0, 0xc0, 0xe0, 0xf0};
	for (size_t i = len; i-- > 1; code >>= 6)
		out[i] = (char)(0x80 | (code & 0x3f));
	out[0] = (char)(first[len] | code);
	return len;
}

static size_t put_codes(const uint32_t *code, unsigned count, char *out)
{
	size_t len = 0;

	for (unsigned i = 0; i < count; i++)
		len += idn_utf8(code[i], out + len);
	out[len] = '\0';
	return len;
}

size_t idn_label_text(const struct idn_label *label, char out[IDN_LABEL_TEXT_MAX])
{
	return put_codes(label->code, label->count, out);
}

/* Length of a label of presentation text: up to a dot that no backslash precedes, or the end. */
static size_t label_length(const char *name)
{
	size_t len = 0;

	while (name[len] && name[len] != '.')
		len += name[len] == '\\' && name[len + 1] ? 2 : 1;
	return len;
}

static bool has_letter(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z')
			return true;
	return false;
}

static bool is_printable(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] < 0x20 || text[i] > 0x7e)
			return false;
	return true;
}

/* Appends a label: `label` if it is one to decode, or else `len` bytes as they are. */
static bool add_to_name(
    struct idn_name *name, const struct idn_label *label, const char *text, size_t len)
{
	size_t count = label ? label->count : len;

	if (label ? !label->shown : !is_printable(text, len))
		return false;
	if (name->count + count + 1 > IDN_NAME_CODES_MAX)
		return false;
	for (size_t i = 0; i < count; i++)
		name->code[name->count++] = label ? label->code[i] : (uint8_t)text[i];
	if (text[len] != '\0')
		name->code[name->count++] = '.';
	return true;
}

bool idn_name_read(struct idn_name *name, const char *text)
{
	bool any = false, left = false, right = false, fits = true;
	size_t len;

	name->count = 0;
	do {
		struct idn_label label, *decoded = NULL;

		len = label_length(text);
		if (idn_has_prefix((const uint8_t *)text, len)) {
			decoded = &label;
			idn_label_read(decoded, (const uint8_t *)text, len);
			any = true;
			left |= !label.right_to_left;
			right |= label.right_to_left;
		} else {
			left |= has_letter(text, len);
		}
		fits = add_to_name(name, decoded, text, len) && !(left && right);
		text += len + 1;
	} while (fits && text[-1] != '\0');
	name->right_to_left = right;
	name->count = any && fits ? name->count : 0;
	return name->count > 0;
}

size_t idn_name_text(const struct idn_name *name, char out[IDN_NAME_TEXT_MAX])
{
	return put_codes(name->code, name->count, out);
}

const char *idn_library_version(void)
{
	return idn2_check_version(NULL);
}
