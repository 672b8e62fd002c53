/*
 * A small language for the shape of names, for tables of known services. Matched from the text
 * itself: no allocation, no backtracking; cost grows with labels times elements.
 *
 *   shape       = alternative *( " | " alternative )
 *   alternative = element *( " " element )     one element a label, left to right
 *   element     = "*"                          any number of any labels, also none
 *               / part *( "+" part ) [ "*" ]   one label; with "*" any number of such, also none
 *   part        = class [ least [ "-" most ] ] characters of a class; 1-63 when no number is given
 *               / "=" text *( "/" text )       one of these texts, the first that fits
 *   class       = "b" base32 a-z 2-7 / "d" digits / "h" hexadecimal / "l" letters
 *               / "n" letters and digits / "a" letters, digits, "-" and "_"
 *               / "o" a number up to 255 / "t" a top-level domain (whole label)
 *
 * A part takes as many characters as it may, and does not give back. All text is lower case.
 */
#ifndef DNSFERRET_SCORE_BENIGN_NAME_PATTERN_H
#define DNSFERRET_SCORE_BENIGN_NAME_PATTERN_H

#include <stdbool.h>

#include "../label.h"

/* `shape` is a row of a constant table: at most 15 elements in an alternative (asserted). */
bool name_pattern_matches(const char *shape, const struct labels *labels);

#endif
