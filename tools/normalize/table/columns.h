/* columns - what the columns of a table are, by its header and by the cells below it
 *
 * A column is one of those of observations by name or by rule; or its figures become rows, since
 * its heading (headed.h) says what they are; or it comes along.  What a heading leaves open a
 * neighbour may say: 同比±% behind 2023年 is of 2023, 增速（%） behind GDP（亿元） of GDP.  Columns of
 * regions of several levels beside each other (省份, 城市, 区县) are one path.  Figures that nobody
 * asks for are never carried along in silence: their column is open, and told.
 */
#ifndef COLUMNS_H
#define COLUMNS_H

#include "table/above.h"

/* Compiles --columns-like: its named groups are columns of observations that a header may state
 * (region, indicator, period, unit, status, caliber), or new ones.  A wrong one ends the run. */
struct match *columns_pattern(struct mem *mem, struct str pattern);

/* Fills in the table's columns.  What cannot be told ends the run, with all that is missing in one
 * message, unless the shape is lenient. */
void columns_find(const struct shape *shape, struct raw_table *table, const struct header *header);

/* At the end of a file: tells the columns whose cells were figures though nobody knows of what. */
void columns_close(const struct shape *shape, struct raw_table *table);

/* Does the column hold the codes of another one, or is it called so (区划代码)? */
bool columns_is_code(const struct table_column *column);

#endif
