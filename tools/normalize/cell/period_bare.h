/* period_bare - the text of a period without what says nothing */
#ifndef PERIOD_BARE_H
#define PERIOD_BARE_H

#include "base/mem.h"

/* Folded, without quotes and spaces; but one space stays between digits, which parts
 * them: 2022 1 2 is not 202212. */
struct str period_bared(struct mem *mem, struct str text);

/* The text behind a day that spreadsheets and databases write where there is no time:
 * 0:00:00, T00:00:00.000Z, 00:00:00+08:00, 00:00:00+00.  At midnight of whatever place the day is the one
 * that is written, so the zone says nothing more. */
struct str period_without_midnight(struct str text);

#endif
