/* localize - which cells are wrong, when sums do not hold?
 *
 * For each group of rows in which a balance or ratio rule fails: the sets of cells with the
 * smallest total weight (column `weight` of the input, default 1) whose change can make
 * all these rules of the group hold (Fellegi and Holt 1976).  Sets of up to
 * LOCALIZE_MOST cells are tried, smaller weights first; missing cells are free.
 */
#ifndef LOCALIZE_H
#define LOCALIZE_H

#include "rules/rule.h"

enum { LOCALIZE_MOST = 3, LOCALIZE_CELLS = 60, LOCALIZE_SETS = 20 };

/* After rules_finish: writes the table key, rules, solution, of, cells, lines, weight,
 * values, status. */
void localize_write(struct rules *rules, const char *path, char delimiter);

/* Has the column of weights kept; after rules_load, before the first record. */
void localize_begin(struct rules *rules);

#endif
