/* guise - files that are given as CSV and are something else
 *
 * A workbook, a PDF, a packed file: told by their first bytes, whatever they are called, with
 * what makes a table of them.  What is no such file is left to whoever reads it.
 */
#ifndef GUISE_H
#define GUISE_H

#include "base/mem.h"

/* The bytes that are looked at, and the whole lines of them that texts are known by. */
enum { GUISE_BYTES = 4096, GUISE_LINES = 2 };

/* What the file is that begins so and how to go on, as the sentence of a message: "is an XLSX
 * workbook, not CSV; ..."; empty where it may be CSV.  `file` is its name, for the commands. */
struct str guise_why(struct mem *mem, struct str head, const char *file);

#endif
