/* form - a workbook that a department fills in, drawn from a schema
 *
 * A column for each field of the schema: its title is the head, with the unit, and a star where a value
 * must be given; what is expected is shown when a cell is entered; a list of codes is a list to choose
 * from; limits are held by the program in which it is filled.  Rows that a table gives stand there
 * already: what has a value is locked, the rest is open, and so are the blank rows below.  The row of the
 * example is marked and is no answer.
 *
 * A hidden sheet says which schema it was (SHA-256) and which column is which, so that `sheet --form` reads
 * it back whatever program filled it; its layout is said in steelyard-schema(5).
 */
#ifndef FORM_H
#define FORM_H

#include "formats/format.h"
#include "meaning/schema.h"

struct form_wish {
    const struct schema *schema;
    struct str title;         /* instead of the schema's; or empty */
    const char *file;         /* of the schema, for the hidden sheet and messages */
    uint64_t blank;           /* rows to be filled from nothing */
};

/* Writes the form with the rows of a kept table, or without any (null), to the output.  Columns of the table that
 * the schema has not are told and left out. */
void form_write(struct mem *mem, const struct vocabulary *words, const struct form_wish *form, struct table *table,
                struct out *out);

#endif
