/* catalog_inside - what the files of module catalog share
 *
 * Rows are looked up by sorted indices, whose entries are gathered first and
 * sorted once.
 */
#ifndef CATALOG_INSIDE_H
#define CATALOG_INSIDE_H

#include "meaning/catalog.h"

/* ---- fields that only a catalogue has ---- */

/* For sheet_word and sheet_whole. */
extern const struct sheet_words kind_words, direction_words, attribute_words, target_kind_words, op_words;
extern const struct sheet_range decimals_range;

/* struct rollup; struct target, of which several members are set. */
sheet_kind catalog_rollup, catalog_tolerance, catalog_class;

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
struct str index_near(struct catalog_index *index, struct str word);

/* The members of a row that make it part of a tree: its size, and the offsets of its line,
 * of the parent's code, and of parent_row, first_child, next_sibling in this order. */
struct tree {
    size_t size, line, parent, links;
};
#define TREE(type) {sizeof(type), offsetof(type, line), offsetof(type, parent), offsetof(type, parent_row)}

/* Links the rows of a sheet, `count` in the array `row`, to their parents; children stand in
 * the order of the file.  A parent that the table does not hold is allowed: it may be a part
 * of a longer list.  Parents in a circle are a mistake. */
void tree_link(struct sheet *sheet, void *row, uint32_t count, const struct tree *tree,
               const struct catalog_index *code);

#endif
