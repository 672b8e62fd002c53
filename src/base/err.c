#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/escape.h"

int err_set(struct err *err, const char *format, ...)
{
	char raw[ERR_TEXT_MAX];
	va_list ap;

	if (!err)
		return -1;
	va_start(ap, format);
	vsnprintf(raw, sizeof raw, format, ap);
	va_end(ap);
	escape_text(err->text, sizeof err->text, (const uint8_t *)raw, strlen(raw));
	return -1;
}
