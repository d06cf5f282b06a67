/* prices - at which prices values of money are
 *
 * A contribution to growth made of current values holds the rise of prices too.  What the values are at is seen
 * from words: in the caliber and the note of a figure, in the indicator's code and names.
 */
#ifndef PRICES_H
#define PRICES_H

#include "meaning/catalog.h"
#include "meaning/observation.h"

enum prices { PRICES_UNSAID, PRICES_CONSTANT, PRICES_CURRENT, PRICES_NONE /* it is no money */ };

/* Of a figure of an indicator; `unit` is what it is counted in. */
enum prices prices_of(const struct observation *row, const struct indicator *indicator, struct str unit);

#endif
