#include "base/input.h"

const char *input_status_name(enum input_status status)
{
	static const char *const names[] = {"complete", "truncated", "damaged", "unreadable"};

	return names[status];
}
