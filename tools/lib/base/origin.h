/* origin - the cells of a workbook, or the field of a text file, that a row was made from
 *
 * An origin is a text, BOOK!SHEET!A7:H7 or BOOK!SHEET!B7.  `sheet --origin` writes the cells of
 * each row before it, the first row included; `normalize` hands on, in a column of the name
 * "origin", the one cell that each figure was taken from.  Of a text file, which has no cells, it
 * is FILE:LINE:FIELD, as messages say it (`normalize --origin`).  It travels in the rows as
 * everything does, so any program may stand between; messages about such a row name the cell, or
 * the line of the file, instead of the line of the stream.
 */
#ifndef ORIGIN_H
#define ORIGIN_H

#include "base/mem.h"

/* The name of the column. */
#define ORIGIN_COLUMN "origin"

enum { ORIGIN_CELL_MAX = 24 };  /* bytes of "XFD1048576", and to spare */

struct origin {
    struct str book;          /* BOOK!SHEET */
    uint32_t row, first, last; /* columns from 1; first and last are the same for one cell */
};

/* Takes one to pieces; false when the text is none. */
bool origin_parse(struct str text, struct origin *origin);

/* The same with FILE:LINE:FIELD, which only a column named "origin" is asked for: book is then the
 * file and row the line.  Says which it is. */
enum origin_kind { ORIGIN_NONE, ORIGIN_CELLS, ORIGIN_LINE } origin_read(struct str text, struct origin *origin);

/* FILE:LINE:FIELD. */
struct str origin_line(struct mem *mem, struct str file, uint64_t line, uint32_t field);

/* The name of a cell, B7, into `into`; of a row alone where the column is 0, of a column where the
 * row is 0.  Returns the length. */
size_t origin_write(char into[ORIGIN_CELL_MAX], uint32_t column, uint32_t row);

/* The origin of the n-th of a row's cells, from 1: BOOK!SHEET!B7.  Of one cell that itself; a text
 * that is no origin as it is. */
struct str origin_cell(struct mem *mem, struct str text, uint32_t n);

#endif
