#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/log_text.h"

/* The response in base64; none; damaged. */
static void rows(void **state)
{
	(void)state;
	log_text_expect("adguard",
	    "{\"T\":\"2024-03-12T09:00:00.5+01:00\",\"QH\":\"a.example\",\"QT\":\"TXT\",\"QC\":"
	    "\"IN\",\"CP\":\"\",\"Answer\":\"AAeBgAABAAAAAAAAAWEHZXhhbXBsZQAAEAAB\",\"IP\":\"10.0"
	    ".0.7\"}\n"
	    "{\"T\":\"2024-03-12T09:00:00.5+01:00\",\"QH\":\"b.example\",\"QT\":\"A\",\"QC\":\"IN"
	    "\",\"IP\":\"10.0.0.7\"}\n"
	    "{\"T\":\"2024-03-12T09:00:00.5+01:00\",\"QH\":\"b.example\",\"QT\":\"A\",\"QC\":\"IN"
	    "\",\"Answer\":\"!!\",\"IP\":\"10.0.0.7\"}\n"
	    "{\"T\":\"2024-03-12T09:00:00.5+01:00\",\"QH\":\"b.exa\n",
	    "dns\n"
	    "  Q 10.0.0.7 > - a.example TXT 2024-03-12T08:00:00.500000Z SZXP\n"
	    "  R - > 10.0.0.7 a.example TXT NOERROR 0/0 2024-03-12T08:00:00.500000Z SXP\n"
	    "dns\n"
	    "  Q 10.0.0.7 > - b.example A 2024-03-12T08:00:00.500000Z SZIFXP\n"
	    "dns\n"
	    "  Q 10.0.0.7 > - b.example A 2024-03-12T08:00:00.500000Z SZIFXP\n"
	    "log-json\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
