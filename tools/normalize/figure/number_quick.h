/* number_quick - the numbers that most cells are, read at a glance
 *
 * Nearly all cells of a large table are digits with a point, with commas between
 * thousands, in full width, perhaps with a unit behind: 1234.5  1,234.5  １２３４．５  12.5%.
 * They are read here without the grammar of number_zh.  What is read here to its end
 * number_zh_read reads as the same value by the same rules; what stands behind the number
 * is left (tail.h).  What is not read may be a number all the same.  The one thing that is
 * not asked here is whether the user has made the cell a sign for a missing figure
 * (symbols_have_digits).
 */
#ifndef NUMBER_QUICK_H
#define NUMBER_QUICK_H

#include "figure/number_zh.h"

#define NUMBER_QUICK_MAX 32   /* bytes of the longest value */

struct number_quick {
    char text[NUMBER_QUICK_MAX + RECORD_BEYOND];
    uint32_t length;
    struct str tail;          /* what stands behind it in the cell; empty: nothing */
    unsigned rules;           /* as in struct number_zh, of the number alone */
};

/* Reads a cell; false when it does not begin with one of these. */
bool number_quick(struct str cell, struct number_quick *number);

#endif
