#include "name_bytes.h"

int name_bytes_next(const char **text)
{
	const char *t = *text;

	if (!*t)
		return NAME_BYTES_END;
	if (*t == '.') {
		(*text)++;
		return NAME_BYTES_DOT;
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

bool name_bytes_plain(int byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '-' || byte == '_';
}

bool name_bytes_is_host_name(const char *name)
{
	for (int byte; (byte = name_bytes_next(&name)) != NAME_BYTES_END;)
		if (byte >= 0 && !name_bytes_plain(byte))
			return false;
	return true;
}

void name_bytes_put(struct out *out, const char *name)
{
	for (int byte; (byte = name_bytes_next(&name)) != NAME_BYTES_END;) {
		if (byte == NAME_BYTES_DOT)
			out_put(out, ".");
		else
			out_print(out, name_bytes_plain(byte) ? "%c" : "\\%03d", byte);
	}
}
