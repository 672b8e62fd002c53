/*
 * What the payloads of a channel look like: alphabet, entropy and surprise of their characters, and
 * how much information a name carries. Measured over all characters, and again over the parts that
 * can be data (labels of 8 characters and more, without columns that hardly ever change), because
 * short names, constant columns and padding hide encoded text among them. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_CONTENT_H
#define DNSFERRET_SCORE_CONTENT_H

#include "payload.h"

struct content {
	unsigned alphabet;    /* size of the smallest common alphabet that holds the characters */
	double entropy_bits;  /* per character */
	double entropy_ratio; /* entropy_bits / log2(alphabet) */
	double surprise_bits; /* mean bits per character under the hostname model */
	double surprising_share; /* share of payloads at or above `surprise_threshold` */
	double bits_per_name;    /* information: a label costs its characters when it is new, and
				    log2(number of labels so far) when it comes again */
};

/* `count` payloads, 1 to SAMPLE_NAMES_MAX. `by_label`: also measure the parts that can be data.
 * `idn_words`: internationalized labels are words (idn_words.h). */
void content_measure(const struct payload *payloads, unsigned count, double surprise_threshold,
    bool by_label, bool idn_words, struct content *out);

#endif
