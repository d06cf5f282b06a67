/* harmless - texts and names as a workbook can hold them
 *
 * A cell holds 32,767 UTF-16 units of text without the characters that XML has none of; the
 * name of a sheet holds 31, none of []:*?/\, no apostrophe at its ends, and is told from the
 * others without regard to case.
 */
#ifndef HARMLESS_H
#define HARMLESS_H

#include "base/mem.h"

enum { HARMLESS_TEXT = 32767, HARMLESS_NAME = 31 };

/* A text that may stand in a cell, ended with a NUL: what is no UTF-8 or no character of XML is
 * U+FFFD, CR LF and CR are LF, and _x0041_, which readers would take for an A, is written so that they
 * do not.  *cut says whether its end is lost. */
struct str harmless_text(struct mem *mem, struct str text, bool *cut);

/* The beginning of a text that has so many UTF-16 units at most, without spaces at its end. */
struct str harmless_part(struct str text, size_t most);

/* A name for a sheet beside those that are taken, ended with a NUL; `otherwise` is for a text that
 * leaves nothing.  A name such as 2022 or Q1, which a formula would read as something else, is put
 * behind `otherwise`: "Table 2022". */
struct str harmless_name(struct mem *mem, struct str wanted, struct str otherwise, const struct str *taken,
                         size_t count);

#endif
