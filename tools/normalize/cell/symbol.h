/* symbol - signs for "no figure here" and what they mean
 *
 * The same sign means different things in different yearbooks: … is below the
 * smallest unit in one and missing in another.  The table symbols.def holds what is
 * common; a user's file (columns sign, status, value) or a mapping comes before it.
 */
#ifndef SYMBOL_H
#define SYMBOL_H

#include "io/record.h"

struct symbols;

struct symbol {
    struct str sign;          /* folded: narrow, hyphens for dashes, lower case */
    struct str status;        /* a code of SDMX CL_OBS_STATUS; "!" is an error */
    struct str value;         /* what is written as the value, mostly nothing */
    bool own;                 /* is it the user's? */
};

/* The table of the program, with the user's rows before it when `reader` is not null;
 * the reader is read to its end and closed. */
struct symbols *symbols_open(struct mem *mem, struct reader *reader);

/* One more of the user's. */
void symbols_add(struct symbols *symbols, struct str sign, struct str status, struct str value);

/* May a cell with digits be one of the user's signs (99999)? */
bool symbols_have_digits(const struct symbols *symbols);

/* The symbol that a whole cell is, or null. */
const struct symbol *symbol_find(struct mem *mem, const struct symbols *symbols, struct str cell);

/* Is this a status code that SDMX's list has? */
bool status_is_code(struct str text);

#endif
