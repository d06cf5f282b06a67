/* whatif - would another value in a cell break a rule?
 *
 * Asked before a value is offered as a fix.  The rows that stand together with the cell (of its
 * indicator, its region, or its group) are judged as they are and with the other value; rules by
 * record and the schema are asked about the value itself.
 */
#ifndef WHATIF_H
#define WHATIF_H

#include "rules/rule.h"

/* At most so often in a run; beyond that every change is taken to break something. */
enum { WHATIF_MOST = 1000 };

/* Does the value, in place of the cell's, fall foul of the schema or of a rule by record, or do more
 * items of some other rule than `except` fail with it? */
bool whatif_breaks(struct rules *rules, const struct rule *except, const struct cell *cell, struct num value);

/* Gives back what was kept for it; null: nothing was. */
void whatif_close(struct whatif *whatif);

#endif
