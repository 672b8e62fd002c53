#include "guard.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static size_t page_size(void)
{
	return (size_t)sysconf(_SC_PAGESIZE);
}

/* Size of the readable pages before the guard page; at least one page. */
static size_t readable(size_t len)
{
	return (len / page_size() + 1) * page_size();
}

const uint8_t *guard_copy(const void *bytes, size_t len)
{
	size_t front = readable(len);
	uint8_t *map = mmap(
	    NULL, front + page_size(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (map == MAP_FAILED || mprotect(map + front, page_size(), PROT_NONE) != 0)
		_exit(99);
	if (len > 0)
		memcpy(map + front - len, bytes, len);
	return map + front - len;
}

void guard_free(const uint8_t *copy, size_t len)
{
	munmap((void *)(copy + len - readable(len)), readable(len) + page_size());
}
