/* quotient - fractions and ratios as one number
 *
 * 3/4, 1 3/5, 三分之一, 3又一千分之23, ½, 1:2.5: the first divided by the second.  A quotient that
 * ends is exact; another is the shortest text of the double nearest to it, as all
 * division is.
 */
#ifndef QUOTIENT_H
#define QUOTIENT_H

#include "base/mem.h"

/* How many bytes at the start of a text are a fraction or ratio of two numbers without
 * signs; 0: none is. */
size_t quotient_length(struct str text);

/* Reads just such a text; false where it has no value: a denominator that is 0, a part
 * that is no number, a whole before a fraction that is no smaller than 1 (1 4/3). */
bool quotient_read(struct mem *mem, struct str text, struct str *value);

/* Is it a ratio of two numbers (1:2.5), which may be wanted taken apart? */
bool quotient_is_ratio(struct str text);

#endif
