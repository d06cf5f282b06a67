/* decimal - whether a comma or a point stands before the decimals
 *
 * 1.234,5 is 1234.5 in most of Europe and of South America, and 1,234.5 elsewhere; 12,345
 * and 1.234 say nothing of it.  --decimal-mark tells.  Where it does not, a column that
 * shows a decimal comma (13,5 or 1.234,5) and no decimal point is one of which no figure with
 * a comma or a point can be trusted; the look for such columns goes as far as the first
 * block of the file.
 */
#ifndef DECIMAL_H
#define DECIMAL_H

#include <stdint.h>

#include "base/mem.h"

/* Is there a comma or a point between digits? */
bool decimal_is_marked(struct str cell);

/* Commas made points and points commas. */
struct str decimal_swapped(struct mem *mem, struct str text);

/* What was seen in the columns of a file's head. */
struct decimal_column {
    struct str comma;         /* the first cell that shows a decimal comma, in the head; empty: none */
    bool point;               /* does one show a decimal point? */
};
struct decimal_head {
    struct decimal_column *column;
    size_t count, room;
};

/* Looks through the first lines of a CSV file; what belongs to the arena points into the head. */
struct decimal_head decimal_look(struct mem *mem, struct str head, char delimiter);

/* A cell of the column with a decimal comma where no other has a decimal point, or the
 * empty text. */
struct str decimal_comma_of(const struct decimal_head *head, uint32_t column);

/* ---- for tests ---- */

/* What a cell shows: 1,234 and 1.234 nothing. */
enum decimal { DECIMAL_OPEN, DECIMAL_COMMA, DECIMAL_POINT };
enum decimal decimal_shown(struct str cell);

#endif
