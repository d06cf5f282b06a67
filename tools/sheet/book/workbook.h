/* workbook - the sheets of a workbook, and where everything is
 *
 * The parts of a package find each other by relationships: the package names its workbook,
 * the workbook its sheets, their shared texts and their styles, wherever the writer has put
 * them.  Names of sheets are compared as the program does it, without regard to case in ASCII.
 */
#ifndef WORKBOOK_H
#define WORKBOOK_H

#include "parcel/markup.h"

enum sheet_kind { SHEET_GRID, SHEET_CHART, SHEET_OTHER };
enum sheet_state { SHEET_VISIBLE, SHEET_HIDDEN, SHEET_VERY_HIDDEN };

struct worksheet {
    struct str name;
    struct str path;          /* of its part */
    uint32_t number;          /* from 1, in the order of the tabs */
    enum sheet_kind kind;     /* only a grid has cells */
    enum sheet_state state;   /* very hidden: the program does not even offer to show it */
};

struct workbook {
    struct mem *mem;
    struct package *package;
    struct worksheet *sheet;
    uint32_t sheets;
    bool from_1904;           /* days count from 1904 */
    bool recalculate;         /* the writer asks whoever opens it to compute all formulas */
    struct str texts, styles; /* paths of the parts; empty where there is none */
};

/* Reads what the workbook says of itself; a package without one ends the run (workbook). */
struct workbook *workbook_open(struct mem *mem, struct package *package);

/* The sheet of this name, or of this number; null where there is none. */
const struct worksheet *workbook_sheet(const struct workbook *workbook, struct str name);

/* The words for a kind and a state: worksheet, chart, other; visible, hidden, very hidden. */
struct str sheet_kind_word(enum sheet_kind kind);
struct str sheet_state_word(enum sheet_state state);

#endif
