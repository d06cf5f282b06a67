/* period_none - why a text is no period, where something better can be said than that */
#ifndef PERIOD_NONE_H
#define PERIOD_NONE_H

#include "base/mem.h"

/* A reason that continues "the cell ...", of a text that has been folded and bared; or the empty
 * text.  Weeks, lunar dates, financial years, times of day; and what R and pandas make of
 * years in their exports, with the row of a mapping that settles it. */
struct str period_why_none(struct mem *mem, struct str text);

#endif
