/* styles - what the formats of cells say: the code of their numbers, and their indent
 *
 * A cell names a format by number.  Codes are taken to pieces when a cell first asks for
 * them.
 */
#ifndef STYLES_H
#define STYLES_H

#include "book/workbook.h"
#include "show/mask.h"

struct styles;

/* Reads them; a workbook may have none, and then all cells are General.  Where it names some that are needed and not in
 * the file the run ends at the first cell that has one. */
struct styles *styles_open(const struct workbook *workbook, bool needed);

/* The code of a format, in pieces; General for a number that is none.  Null for General, which is
 * most often asked for. */
const struct mask *styles_mask(struct styles *styles, uint32_t format);

/* By how many steps the text of such a cell is moved in. */
uint32_t styles_indent(const struct styles *styles, uint32_t format);

#endif
