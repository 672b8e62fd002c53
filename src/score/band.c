#include "band.h"

#include <math.h>

#include "score_floors.h"

/* Normal quantile for a two-sided 90 % interval. */
#define Z 1.645

struct band band_of(int score, uint64_t names, bool exact_mark)
{
	struct band b = {0, 100};

	if (names > 0) {
		double n = (double)names, p = score / 100.0;
		double middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
		double half = Z / (1 + Z * Z / n) * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));

		b.low = (int)fmax(0, floor(100 * (middle - half)));
		b.high = (int)fmin(100, ceil(100 * (middle + half)));
	}
	if (exact_mark && score >= MARK_EXACT_SCORE && b.low < MARK_EXACT_SCORE)
		b.low = MARK_EXACT_SCORE;
	return b;
}
