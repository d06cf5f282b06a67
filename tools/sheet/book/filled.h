/* filled - a form that somebody has filled in, read as the table that it was drawn for
 *
 * The hidden sheet _form, which render --form makes, says where the form's table is and which of its
 * columns is which.  Whatever program has saved it, the table comes out under the names of the schema:
 * without the row of the example, without rows in which nothing stands, dates as ISO 8601, each figure with
 * all its decimals.  A head that is not where it was ends the run (shape) with its cell, since the
 * figures below would be taken for others; what stands beside the form's columns is told (passed-over).
 */
#ifndef FILLED_H
#define FILLED_H

#include "book/page.h"

struct filled;

/* Reads the hidden sheet; a workbook that has none is no form, which ends the run (workbook). */
struct filled *filled_open(const struct page_how *how);

/* SHA-256 and file name of the schema that the form was drawn from. */
struct str filled_digest(const struct filled *filled);
struct str filled_schema(const struct filled *filled);

/* Writes the table; with `origin` in how, a first column says which cells each row was made of. */
void filled_write(struct filled *filled, struct writer *writer);

#endif
