/*
 * A small pattern language for names, for the table of known services. Patterns are matched as
 * text, without compiling: no allocation, no backtracking; cost is labels times elements.
 *
 *   pattern     = alternative *( " | " alternative )
 *   alternative = element *( " " element )     one element per label, left to right
 *   element     = "*"                          zero or more labels of any kind
 *               / part *( "+" part ) [ "*" ]   one label; with "*" zero or more such labels
 *   part        = class [ least [ "-" most ] ] characters of a class; default 1-63
 *               / "=" text *( "/" text )       one of these texts, the first that matches
 *   class       = "b" base32 a-z 2-7 / "d" digits / "h" hexadecimal / "l" letters
 *               / "n" letters and digits / "a" letters, digits, "-" and "_"
 *               / "o" a number up to 255 / "t" a top-level domain (whole label)
 *
 * Parts are greedy and do not backtrack. All text is lower case.
 */
#ifndef DNSFERRET_SCORE_BENIGN_NAME_PATTERN_H
#define DNSFERRET_SCORE_BENIGN_NAME_PATTERN_H

#include <stdbool.h>

#include "../label.h"

/* `shape` must be a constant table entry: at most 15 elements per alternative (asserted). */
bool name_pattern_matches(const char *shape, const struct labels *labels);

#endif
