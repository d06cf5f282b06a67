/* catalog_index - finding rows of a catalogue by text, and the trees in them */
#include <stdlib.h>

#include "base/near.h"
#include "base/str.h"
#include "meaning/catalog_inside.h"

/* ---- looking up ---- */

/* Texts in order, each with the row that it belongs to. */
struct catalog_index {
    struct str *text;
    uint32_t *row;
    uint32_t count;
    bool fold;                /* ASCII case is ignored */
    struct mem *mem;
    struct near_index *near;  /* made when first asked for */
};

void entry_add(struct mem *mem, struct entries *entries, struct str text, uint32_t row)
{
    if (text.length == 0)
        return;
    entries->entry = mem_grow(mem, entries->entry, entries->count, &entries->room, sizeof *entries->entry);
    entries->entry[entries->count++] = (struct entry){text, row};
}

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static int cmp_folded(struct str a, struct str b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    for (size_t i = 0; i < common; i++)
        if (lower(a.at[i]) != lower(b.at[i]))
            return lower(a.at[i]) < lower(b.at[i]) ? -1 : 1;
    return (a.length > b.length) - (a.length < b.length);
}

static int cmp_row(const struct entry *a, const struct entry *b)
{
    return (a->row > b->row) - (a->row < b->row);
}

static int by_text(const void *a, const void *b)
{
    int order = str_cmp(((const struct entry *)a)->text, ((const struct entry *)b)->text);
    return order ? order : cmp_row(a, b);
}

static int by_folded(const void *a, const void *b)
{
    int order = cmp_folded(((const struct entry *)a)->text, ((const struct entry *)b)->text);
    return order ? order : cmp_row(a, b);
}

struct catalog_index *index_make(struct mem *mem, struct entries *entries, bool fold)
{
    int (*compare)(const void *, const void *) = fold ? by_folded : by_text;
    struct catalog_index *index = mem_take(mem, sizeof *index);
    index->fold = fold;
    index->mem = mem;
    index->text = mem_array(mem, entries->count, sizeof *index->text);
    index->row = mem_array(mem, entries->count, sizeof *index->row);
    if (entries->count)
        qsort(entries->entry, entries->count, sizeof *entries->entry, compare);
    for (size_t i = 0; i < entries->count; i++) {
        if (i && compare(&entries->entry[i - 1], &entries->entry[i]) == 0)
            continue;
        index->text[index->count] = entries->entry[i].text;
        index->row[index->count++] = entries->entry[i].row;
    }
    return index;
}

/* The first place whose text is not before `text`. */
static uint32_t index_seek(const struct catalog_index *index, struct str text)
{
    uint32_t low = 0, high = index->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = index->fold ? cmp_folded(index->text[middle], text) : str_cmp(index->text[middle], text);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct candidates index_range(const struct catalog_index *index, struct str text)
{
    uint32_t first = index_seek(index, text), last = first;
    while (last < index->count &&
           (index->fold ? cmp_folded(index->text[last], text) : str_cmp(index->text[last], text)) == 0)
        last++;
    return (struct candidates){index->row + first, last - first};
}

uint32_t index_find(const struct catalog_index *index, struct str text)
{
    struct candidates found = index_range(index, text);
    return found.count ? found.row[found.count - 1] : CATALOG_NONE;
}

struct str index_near(struct catalog_index *index, struct str word)
{
    if (!index->near)
        index->near = near_index_make(index->mem, index->text, index->count);
    ptrdiff_t near = near_index_find(index->near, word);
    return near < 0 ? (struct str){NULL, 0} : index->text[near];
}

void entry_add_aliases(struct mem *mem, struct entries *entries, struct str aliases, uint32_t row)
{
    struct str piece;
    while (str_cut(&aliases, '|', &piece))
        entry_add(mem, entries, str_trim(piece), row);
}

/* ---- trees ---- */

enum link { PARENT, CHILD, SIBLING, LINKS };

static void *member(void *row, const struct tree *tree, uint32_t i, size_t offset)
{
    return (char *)row + i * tree->size + offset;
}

/* The links of row i. */
static uint32_t *links_of(void *row, const struct tree *tree, uint32_t i)
{
    return member(row, tree, i, tree->links);
}

/* Is a row above itself? */
static bool circles(void *row, uint32_t count, const struct tree *tree, uint32_t i)
{
    uint32_t above = i, steps = 0;
    while (above != CATALOG_NONE && steps++ <= count)
        above = links_of(row, tree, above)[PARENT];
    return above != CATALOG_NONE;
}

void tree_link(struct sheet *sheet, void *row, uint32_t count, const struct tree *tree,
               const struct catalog_index *code)
{
    for (uint32_t i = 0; i < count; i++)
        for (int k = 0; k < LINKS; k++)
            links_of(row, tree, i)[k] = CATALOG_NONE;
    for (uint32_t i = count; i-- > 0;) {
        uint32_t *own = links_of(row, tree, i);
        struct str text = *(struct str *)member(row, tree, i, tree->parent);
        own[PARENT] = text.length ? index_find(code, text) : CATALOG_NONE;
        if (own[PARENT] == CATALOG_NONE)
            continue;
        own[SIBLING] = links_of(row, tree, own[PARENT])[CHILD];
        links_of(row, tree, own[PARENT])[CHILD] = i;
    }
    for (uint32_t i = 0; i < count; i++)
        if (circles(row, count, tree, i))
            sheet_wrong_row(sheet, i, *(uint64_t *)member(row, tree, i, tree->line),
                            "a row that is above itself: its parents go in a circle");
}
