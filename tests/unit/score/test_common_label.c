#include "../../../src/score/common_label.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static void knows_host_labels(void **unused)
{
	static const struct {
		const char *label;
		bool common;
	} rows[] = {{"www", true}, {"mx01", true}, {"web-3", true}, {"autodiscover", true},
	    {"_dmarc", true}, {"ns2", true}, {"m", true}, {"wwx", false}, {"k7q", false},
	    {"12345", false}, {"mailx", false}, {"", false}, {"-7", false}, {"sabrelon", false}};

	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(
		    common_label((const uint8_t *)rows[i].label, strlen(rows[i].label)),
		    rows[i].common);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(knows_host_labels)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
