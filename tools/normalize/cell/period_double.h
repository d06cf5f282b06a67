/* period_double - school and financial years: 2009/10, 2009-10, 2009/2010 */
#ifndef PERIOD_DOUBLE_H
#define PERIOD_DOUBLE_H

#include "base/mem.h"

/* Has a text the next year behind a sign?  Then it is such a year, or a month (2009/10);
 * PERIOD_MONTHLY is 2009-11, which is a month whatever stands beside it. */
enum period_double { PERIOD_SINGLE, PERIOD_MONTHLY, PERIOD_DOUBLE };
enum period_double period_double(struct mem *mem, struct str text);

/* Why a text is refused that may be such a year: where it can be no month, or where `fiscal` says
 * that others stand beside it, a year apart.  Empty otherwise. */
struct str period_why_double(struct mem *mem, struct str text, bool fiscal);

#endif
