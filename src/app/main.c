#include <stdio.h>

int main(void)
{
	puts("dnsferret");
	return 0;
}
