#include "base/digits.h"

#include <string.h>

size_t digits_of(int64_t number, char out[DIGITS_TEXT_MAX])
{
	char backwards[DIGITS_TEXT_MAX], *p = backwards + sizeof backwards;
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	*--p = '\0';
	do
		*--p = (char)('0' + rest % 10);
	while (rest /= 10);
	if (number < 0)
		*--p = '-';
	size_t len = (size_t)(backwards + sizeof backwards - 1 - p);
	memcpy(out, p, len + 1);
	return len;
}
