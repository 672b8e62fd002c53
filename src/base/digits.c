#include "base/digits.h"

#include <string.h>

/* "00" to "99". */
static const char pairs[200] =
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546"
    "4748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293"
    "949596979899";

size_t digits_of(int64_t number, char out[DIGITS_TEXT_MAX])
{
	char backwards[DIGITS_TEXT_MAX], *p = backwards + sizeof backwards;
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	if (number >= 0 && number < 10) { /* most are */
		out[0] = (char)('0' + number);
		out[1] = '\0';
		return 1;
	}
	*--p = '\0';
	for (; rest >= 10; rest /= 100) {
		p -= 2;
		memcpy(p, pairs + rest % 100 * 2, 2);
	}
	/* one digit is left, unless their number is even */
	if (rest > 0)
		*--p = (char)('0' + rest);
	if (number < 0)
		*--p = '-';
	size_t len = (size_t)(backwards + sizeof backwards - 1 - p);
	memcpy(out, p, len + 1);
	return len;
}

void digits_fixed(uint64_t number, unsigned count, char *out)
{
	for (; count >= 2; count -= 2, number /= 100)
		memcpy(out + count - 2, pairs + number % 100 * 2, 2);
	if (count > 0)
		*out = (char)('0' + number % 10);
}
