/*
 * Words of the document about logs that other layers look for.
 */
#ifndef DNSFERRET_REPORT_LOG_WORDS_H
#define DNSFERRET_REPORT_LOG_WORDS_H

/* inputs[].log.year where dates have none and none is given. */
#define LOG_YEAR_UNKNOWN "not known"
/* inputs[].log.unit: what is numbered. */
#define LOG_UNIT_LINE   "line"
#define LOG_UNIT_RECORD "record"

#endif
