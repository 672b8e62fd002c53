#include "label.h"

#include <string.h>

#include "base/idn.h"

/* ISO 3166 codes delegated as top-level domains, and "eu", "uk", "su". */
static const char countries[] =
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs "
    "bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee "
    "eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm "
    "hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb "
    "lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz "
    "na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs "
    "ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl "
    "tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw ";

static const char generic[] =
    "com net org edu gov mil int arpa info biz name pro aero asia cat coop jobs mobi museum post "
    "tel travel app blog cloud club dev digital email fun group help host icu life link live ltd "
    "media network news one online page services shop site solutions space store studio support "
    "systems tech today tools top vip website wiki work works world xyz zone ";

bool label_split(struct labels *labels, const struct payload *p)
{
	size_t pos = 0;

	labels->count = 0;
	while (pos < p->len && labels->count < p->label_count) {
		const uint8_t *text = p->text + pos;
		const uint8_t *dot = memchr(text, '.', p->len - pos);
		size_t len = dot ? (size_t)(dot - text) : p->len - pos;

		labels->at[labels->count++] = (struct label){text, len};
		pos += len + 1;
	}
	return labels->count == p->label_count && pos > p->len;
}

bool label_is(struct label l, const char *text)
{
	return l.len == strlen(text) && memcmp(l.text, text, l.len) == 0;
}

bool label_starts(struct label l, const char *prefix)
{
	size_t len = strlen(prefix);

	return l.len >= len && memcmp(l.text, prefix, len) == 0;
}

bool label_char_in(char class, uint8_t c)
{
	bool digit = c >= '0' && c <= '9', letter = c >= 'a' && c <= 'z';

	switch (class) {
	case 'b':
		return letter || (c >= '2' && c <= '7');
	case 'd':
		return digit;
	case 'h':
		return digit || (c >= 'a' && c <= 'f');
	case 'l':
		return letter;
	case 'n':
		return digit || letter;
	case 'a':
		return digit || letter || c == '-' || c == '_';
	default:
		return false;
	}
}

bool label_all_in(struct label l, char class)
{
	for (size_t i = 0; i < l.len; i++)
		if (!label_char_in(class, l.text[i]))
			return false;
	return l.len > 0;
}

bool label_is_byte(struct label l)
{
	unsigned value = 0;

	if (l.len > 3 || !label_all_in(l, 'd') || (l.len > 1 && l.text[0] == '0'))
		return false;
	for (size_t i = 0; i < l.len; i++)
		value = 10 * value + (l.text[i] - '0');
	return value <= UINT8_MAX;
}

bool label_is_nibble(struct label l)
{
	return l.len == 1 && label_all_in(l, 'h');
}

bool label_is_guid(struct label l)
{
	static const char form[] = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";

	if (l.len != sizeof form - 1)
		return false;
	for (size_t i = 0; i < l.len; i++)
		if (form[i] == '-' ? l.text[i] != '-' : !label_char_in('h', l.text[i]))
			return false;
	return true;
}

/* True if the label is in the list of words. Every word is followed by a space. */
static bool among(struct label l, const char *words)
{
	for (const char *w = words; *w; w += strcspn(w, " ") + 1)
		if (strcspn(w, " ") == l.len && memcmp(w, l.text, l.len) == 0)
			return true;
	return false;
}

bool label_is_tld(struct label l)
{
	struct idn_label idn;

	if (!idn_has_prefix(l.text, l.len))
		return among(l, l.len == 2 ? countries : generic);
	idn_label_read(&idn, l.text, l.len);
	return idn.status == IDN_WORD;
}
