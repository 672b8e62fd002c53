/*
 * Exit statuses (docs/man/dnsferret.scd, EXIT STATUS). 0 means only: clean and complete. A failed
 * output has priority over everything, then an interruption, then 1 over 4.
 */
#ifndef DNSFERRET_BASE_EXIT_CODE_H
#define DNSFERRET_BASE_EXIT_CODE_H

enum exit_code {
	EXIT_CLEAN = 0,      /* all input read to the end, nothing at or above --fail-on */
	EXIT_FOUND = 1,      /* --fail-on reached */
	EXIT_USAGE = 2,      /* wrong command line; nothing was read */
	EXIT_UNREADABLE = 3, /* no input could be read at all */
	EXIT_INCOMPLETE = 4, /* finished, but some evidence is missing */
	EXIT_OUTPUT = 5,     /* a result could not be written */
	EXIT_SIGNAL = 128,   /* + signal number: interrupted, the report is partial */
};

#endif
