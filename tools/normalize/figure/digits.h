/* digits - Arabic digits at the start of a text, as tables group and point them
 *
 * Thousands are parted by commas, apostrophes or spaces, in groups of three, or of four
 * where there are two or more of them (counted by 万); the point may be a middle dot
 * (1·8), and one that nothing follows is dropped.  1,23 and 12,34 are refused.
 */
#ifndef DIGITS_H
#define DIGITS_H

#include "base/mem.h"

struct digits {
    struct str value;         /* without sign; lives in the arena */
    size_t length;            /* how many bytes of the text it was */
    bool zero;                /* is it 0? */
    bool thousands, spaces, point; /* were separators taken out, spaces among them, or the point changed? */
};

/* Reads them; null, or the reason in words that continue "the cell ...".  Units, signs
 * and what else is behind are the caller's. */
const char *digits_read(struct mem *mem, struct str text, struct digits *digits);

#endif
