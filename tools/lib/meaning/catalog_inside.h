/* catalog_inside - what the files of module catalog share
 *
 * Reading is by rules: a table of a catalogue is a struct, and each of its
 * columns one row that says what the column is called, whether it must be there,
 * how its fields are read and into which member.  Looking up is by sorted
 * indices, whose entries are gathered first and sorted once.
 */
#ifndef CATALOG_INSIDE_H
#define CATALOG_INSIDE_H

#include "io/column.h"
#include "meaning/catalog.h"

/* ---- reading ---- */

enum cell {
    CELL_TEXT, CELL_FIGURE, CELL_TOLERANCE, CELL_SPAN, CELL_DECIMALS, CELL_ROLLUP, CELL_CLASS,
    CELL_KIND, CELL_DIRECTION, CELL_ATTRIBUTE, CELL_TARGET_KIND, CELL_OP
};

enum presence { MAY, COLUMN, MUST }; /* may be absent; the column is there; and every field is filled */

struct cell_rule {
    const char *name;
    enum presence presence;
    enum cell cell;
    size_t offset;            /* of the member in the row's struct */
};

/* A file being read. */
struct load {
    struct mem *mem;
    struct reader *reader;
    struct columns columns;
    const struct cell_rule *rule;
    uint32_t rules;
    uint32_t *at;             /* column of each rule, or COLUMN_NONE */
    size_t size;              /* bytes of a row's struct */
    char *row;
    uint64_t *line;
    uint32_t count;
    uint32_t mistakes;
};

#define RULES(table) .rule = table, .rules = sizeof table / sizeof *table

/* Reads the whole file by the rules; `check`, which may be null, looks at each row
 * that was read while its record is still the current one. */
void load_rows(struct load *load, void (*check)(struct load *load, void *row));

/* Ends the run when anything was wrong; otherwise closes the file. */
void load_end(struct load *load);

/* Tells what is wrong with the column `name` of the current record, or with the row
 * that was read as number `row` (from 0). */
void load_wrong(struct load *load, const char *name, const char *sentence);
void load_wrong_row(struct load *load, uint32_t row, const char *sentence);

/* ---- looking up ---- */

/* Entries that an index is made of. */
struct entry {
    struct str text;
    uint32_t row;
};

struct entries {
    struct entry *entry;
    size_t count, room;
};

/* Adds a text of a row; the empty text is left out.  Aliases are parted by |. */
void entry_add(struct mem *mem, struct entries *entries, struct str text, uint32_t row);
void entry_add_aliases(struct mem *mem, struct entries *entries, struct str aliases, uint32_t row);

/* Sorts the entries; the same text twice for one row is kept once.  `fold`: ASCII
 * case is ignored. */
struct catalog_index *index_make(struct mem *mem, struct entries *entries, bool fold);

/* The rows of a text, the last of them or CATALOG_NONE, the nearest text or the empty one. */
struct candidates index_range(const struct catalog_index *index, struct str text);
uint32_t index_find(const struct catalog_index *index, struct str text);
struct str index_near(const struct catalog_index *index, struct str word);

/* Tells every row whose text stands in an earlier row too. */
void index_refuse_doubles(struct load *load, const struct catalog_index *index, const char *what);

/* The members of a row that make it part of a tree: its size, and the offsets of
 * the parent's code and of parent_row, first_child, next_sibling in this order. */
struct tree {
    size_t size, parent, links;
};

/* Links every row to its parent; children stand in the order of the file.  A parent
 * that the table does not hold is allowed: it may be a part of a longer list. */
void tree_link(struct load *load, const struct tree *tree, const struct catalog_index *code);

#endif
