/* tail - the unit behind a number, found out once
 *
 * 1,234.5亿元 and 36.57亿元 end alike, and what the grammar of number_zh made of the end of
 * one of them holds for the other: so it is kept, by the bytes behind the digits.  Only an
 * end that names a unit and says nothing else is: no word, no mark, no further number, and
 * no scale word alone, whose meaning depends on the column.  None is kept where Chinese
 * numerals, pairs or quotients are read, since these could take a part of it.
 */
#ifndef TAIL_H
#define TAIL_H

#include "figure/number_quick.h"
#include "names/verdict.h"

/* Is it a unit, so that the cell with it is surely a figure?  年, 月 and the like are not
 * counted: 2021年 is a header too. */
bool tail_is_unit(struct mem *mem, const struct units *units, struct str tail);

/* Keeps what a cell's end turned out to be, if it is one of those and not there already:
 * `number` is what number_zh_read made of the cell by `how`. */
void tail_keep(struct verdicts *tails, struct mem *mem, const struct numbers *how, const struct number_quick *quick,
               const struct number_zh *number);

/* Does a verdict on its end hold for the number in a column of this unit (its text empty:
 * of none)?  If not, the grammar knows more. */
bool tail_fits(const struct verdict *tail, const struct number_quick *quick, const struct unit *column);

#endif
