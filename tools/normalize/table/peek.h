/* peek - the cells at the start of a file, before it is read
 *
 * What a column is shows in its cells: a name such as 2O23年 says nothing, figures below it do.
 * The first lines of the file (of its first block, at most PEEK_LINES) are kept as cells; who
 * has found the header asks for what is below it.
 */
#ifndef PEEK_H
#define PEEK_H

#include <stdint.h>

#include "base/mem.h"

enum { PEEK_LINES = 400 };

struct peek_line {
    uint64_t number;          /* from 1, by line ends */
    struct str *cell;         /* trimmed and without quotes */
    uint32_t count;
};

struct peek {
    struct peek_line *line;
    uint32_t count;
};

/* Looks at the decoded start of a file.  A last line that is cut is left out. */
struct peek peek_open(struct mem *mem, struct str head, char delimiter);

/* What stands in a column below a line. */
struct peek_column {
    uint32_t filled, figures; /* cells that hold something but a sign for a missing figure; numbers */
    uint32_t codes;           /* of the figures: whole ones of 6, 9 or 12 digits */
    bool counts;              /* 1, 2, 3 ...: the lines' numbers */
};
struct peek_column peek_column(const struct peek *peek, uint64_t below, uint32_t column);

/* Are the cells figures, most of them? */
bool peek_is_figures(struct peek_column column);

/* Is a cell a figure: 12, 1,234.5, 12.5%, 12亿元? */
bool peek_is_figure(struct str cell);

#endif
