/*
 * A measurement of a reason for people: the unit follows from its name. Pure.
 */
#ifndef DNSFERRET_RENDER_MEASURE_H
#define DNSFERRET_RENDER_MEASURE_H

#define MEASURE_TEXT_MAX 64

/* "21 characters", "60 %", "1.7 kB". Returns out. */
const char *measure_text(const char *name, double value, char out[MEASURE_TEXT_MAX]);

#endif
