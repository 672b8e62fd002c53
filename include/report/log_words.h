/*
 * Words of the document about logs that other layers look for.
 */
#ifndef DNSFERRET_REPORT_LOG_WORDS_H
#define DNSFERRET_REPORT_LOG_WORDS_H

/* inputs[].log.year where dates have none and none is given. */
#define LOG_YEAR_UNKNOWN "not known"

#endif
