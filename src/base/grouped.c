#include "base/grouped.h"

#include <inttypes.h>
#include <stdio.h>

const char *grouped_text(int64_t n, char out[GROUPED_MAX])
{
	char digits[GROUPED_MAX];
	int len = snprintf(digits, sizeof digits, "%" PRId64, n), at = 0;

	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0 && digits[i - 1] != '-')
			out[at++] = ',';
		out[at++] = digits[i];
	}
	out[at] = '\0';
	return out;
}
