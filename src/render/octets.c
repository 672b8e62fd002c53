#include "octets.h"

int octets_next(const char **text)
{
	const char *t = *text;

	if (!*t)
		return OCTETS_END;
	if (*t == '.') {
		(*text)++;
		return OCTETS_DOT;
	}
	if (*t != '\\' || !t[1]) {
		(*text)++;
		return (unsigned char)*t;
	}
	if (t[1] >= '0' && t[1] <= '9' && t[2] && t[3]) {
		*text += 4;
		return ((t[1] - '0') * 100 + (t[2] - '0') * 10 + t[3] - '0') & 0xff;
	}
	*text += 2;
	return (unsigned char)t[1];
}

bool octets_plain(int octet)
{
	return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') ||
	       (octet >= '0' && octet <= '9') || octet == '-' || octet == '_';
}

bool octets_is_host_name(const char *name)
{
	for (int octet; (octet = octets_next(&name)) != OCTETS_END;)
		if (octet >= 0 && !octets_plain(octet))
			return false;
	return true;
}

void octets_put_name(struct out *out, const char *name)
{
	for (int octet; (octet = octets_next(&name)) != OCTETS_END;) {
		if (octet == OCTETS_DOT)
			out_put(out, ".");
		else
			out_print(out, octets_plain(octet) ? "%c" : "\\%03d", octet);
	}
}
