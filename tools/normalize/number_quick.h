/* number_quick - the numbers that most cells are, read at a glance
 *
 * Nearly all cells of a large table are digits with a point, with commas between
 * thousands, in full width, or with a percent sign behind: 1234.5  1,234.5  １２３４．５
 * 12.5%.  They are read here without the grammar of number_zh.  What is read here
 * number_zh_read reads as the same value by the same rules; what is not may be a number
 * all the same.  The one thing that is not asked here is whether the user has made the
 * cell a sign for a missing figure (symbols_have_digits).
 */
#ifndef NUMBER_QUICK_H
#define NUMBER_QUICK_H

#include "number_zh.h"

#include <string.h>

#define NUMBER_QUICK_MAX 32   /* bytes of the longest value */

struct number_quick {
    char text[NUMBER_QUICK_MAX];
    uint32_t length;
    bool percent;             /* a percent sign stood behind it */
    unsigned rules;           /* as in struct number_zh; 0: the cell is the value */
};

/* Reads a cell; false when it is not one of these. */
bool number_quick(struct str cell, struct number_quick *number);

/* Is it digits with perhaps a point among them and a minus before them, in at most
 * NUMBER_BARE_MAX bytes?  That many are read from where it stands, its own or not.  There
 * is no branch in it that depends on the digits. */
#define NUMBER_BARE_MAX 16
static inline bool number_is_bare(struct str cell);

/* ---- inside ---- */

/* The upper bit of each byte that is not 0. */
static inline uint64_t number_marks(uint64_t word)
{
    const uint64_t lower = 0x7f7f7f7f7f7f7f7fu;
    return (((word & lower) + lower) | word) & ~lower;
}

/* Looks at up to 8 bytes: adds to *others what is neither digit nor point, returns the points. */
static inline uint64_t number_points(const char *at, size_t bytes, uint64_t *others)
{
    static const unsigned char own[16] = {255, 255, 255, 255, 255, 255, 255, 255};
    const uint64_t each = 0x0101010101010101u;
    uint64_t word, mask;
    memcpy(&word, at, 8);
    memcpy(&mask, own + 8 - bytes, 8);
    word = (word ^ each * '0') & mask; /* digits are 0 to 9 now, and what is not its own is 0 */
    uint64_t points = ~number_marks(word ^ each * ('.' ^ '0')) & each << 7;
    *others |= (((word & each * 0x7f) + each * (0x80 - 10)) | word) & each << 7 & ~points;
    return points;
}

static inline bool number_is_bare(struct str cell)
{
    uint64_t points, more = 0, others = 0;
    if (cell.length - 1 >= NUMBER_BARE_MAX)
        return false;
    size_t minus = cell.at[0] == '-', length = cell.length - minus;
    const char *at = cell.at + minus;
    points = number_points(at, length < 8 ? length : 8, &others);
    if (length > 8)
        more = number_points(at + 8, length - 8, &others);
    bool several = (points & (points - 1)) | (more & (more - 1)) | (points && more);
    return !others && !several && length && at[0] != '.' && at[length - 1] != '.';
}

#endif
