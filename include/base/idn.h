/*
 * Internationalized domain names: what an A-label ("xn--" and Punycode, RFC 5890 2.3.2.1) encodes,
 * whether IDNA 2008 allows it (RFC 5891 4.2, RFC 5892, RFC 5893; by libidn2), which scripts it is
 * written in (Unicode Standard Annex #24; by libunistring), and whether it is safe to show to a
 * person. The only part that includes <idn2.h> and <unictype.h>. Plain values; nothing stays
 * allocated; no locale is read. Thread-safe. Cost: about 2.5 us per label that begins with "xn--",
 * nothing for others.
 */
#ifndef DNSFERRET_BASE_IDN_H
#define DNSFERRET_BASE_IDN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Code points of a label: one per character of Punycode at most (63 without "xn--"). */
#define IDN_CODES_MAX 59
/* The label in UTF-8 with its NUL. */
#define IDN_LABEL_TEXT_MAX (4 * IDN_CODES_MAX + 1)
/* Code points of a whole name: as many as bytes on the wire, or more where some are written as
 * \DDD; and UTF-8 with its NUL. */
#define IDN_NAME_CODES_MAX 512
#define IDN_NAME_TEXT_MAX  (4 * IDN_NAME_CODES_MAX + 1)

enum idn_status {
	IDN_BAD,   /* no A-label: Punycode that cannot be decoded, a disallowed or unassigned code
		    * point, not NFC, mixed direction, or not the only A-label for its characters */
	IDN_MIXED, /* an A-label of several scripts */
	IDN_WORD, /* an A-label in letters of one script, perhaps with Latin ones. Han with Hiragana
		   * and Katakana, with Hangul or with Bopomofo count as one (UTS #39 5.1) */
};

struct idn_label {
	enum idn_status status;
	/* Safe beside its A-label: one script without Latin unless it is an East Asian one
	 * ("highly restrictive", UTS #39 5.2), nothing invisible, and at most four combining marks
	 * in a row (UTS #39 5.4). */
	bool shown;
	bool right_to_left;
	unsigned count; /* 0 if bad */
	uint32_t code[IDN_CODES_MAX];
};

/* True if a label begins with "xn--" in any case. */
static inline bool idn_has_prefix(const uint8_t *label, size_t len)
{
	return len >= 4 && (label[0] | 0x20) == 'x' && (label[1] | 0x20) == 'n' &&
	       label[2] == '-' && label[3] == '-';
}

/* Reads the bytes of a label of which idn_has_prefix is true. Case is ignored. */
void idn_label_read(struct idn_label *label, const uint8_t *bytes, size_t len);

/* UTF-8; returns its length without the NUL. */
size_t idn_label_text(const struct idn_label *label, char out[IDN_LABEL_TEXT_MAX]);

/* The Unicode form of a whole name. */
struct idn_name {
	bool right_to_left; /* of its labels that have a direction */
	unsigned count;
	uint32_t code[IDN_NAME_CODES_MAX];
};

/* Reads a name in presentation format: "xn--e1afmkfd.example" gives the first label in Cyrillic.
 * False, with count 0, if it has no A-label, if any of them is not to be shown, if labels of
 * different direction are mixed, or if it has no room. The code points are printable ASCII and
 * those of labels that are shown, nothing else. */
bool idn_name_read(struct idn_name *name, const char *text);

/* Writes a code point in UTF-8 (RFC 3629 3); returns its 1 to 4 bytes. */
size_t idn_utf8(uint32_t code, char out[4]);

/* UTF-8 of a name; returns its length without the NUL. */
size_t idn_name_text(const struct idn_name *name, char out[IDN_NAME_TEXT_MAX]);

/* Version of libidn2. */
const char *idn_library_version(void);

#endif
