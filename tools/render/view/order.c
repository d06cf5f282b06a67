/* order - in which order the rows of a view stand */

#include "view/view.h"

#include "base/str.h"
#include "view/figure.h"

struct sort_key {
    uint32_t at;
    enum field field;
    bool by_class, by_code, down;
};

struct sorting {
    const struct view *view;
    struct sort_key *key;
    size_t keys;
    uint32_t columns;
};

/* Worst first; what cannot be judged, and what has no class, at the end. */
static int class_order(struct vocabulary *words, struct str key)
{
    const struct mark *mark = vocabulary_mark(words, key);
    if (mark == NULL)
        return 2;
    return str_eq(mark->key, STR("not_computable")) ? 1 : -mark->order;
}

/* As the words have them, worst first; a code that they have not after them, by itself. */
static int code_order(const struct view *view, enum field field, struct str left, struct str right)
{
    if (left.length == 0 || right.length == 0 || str_eq(left, right))
        return (left.length == 0) - (right.length == 0);
    size_t a = view_order(view, field, left), b = view_order(view, field, right);
    return a != b ? (a < b ? -1 : 1) : figure_compare(left, right);
}

static int compare_cells(const struct sorting *by, const struct sort_key *key, struct str left, struct str right)
{
    struct vocabulary *words = by->view->words;
    if (key->by_class)
        return class_order(words, left) - class_order(words, right);
    return key->by_code ? code_order(by->view, key->field, left, right) : figure_compare(left, right);
}

static int compare_rows(const struct sorting *by, const struct packed_row *a, const struct packed_row *b)
{
    for (size_t i = 0; i < by->keys; i++) {
        const struct sort_key *key = &by->key[i];
        struct str left = table_cell_of(a, by->columns, key->at), right = table_cell_of(b, by->columns, key->at);
        struct mem_mark mark = mem_mark(by->view->mem);
        int order = compare_cells(by, key, left, right);
        mem_rewind(by->view->mem, mark);
        if (order == 0)
            continue;
        bool empty = left.length == 0 || right.length == 0;
        return key->down && !empty ? -order : order;
    }
    return 0;
}

/* A merge sort, since rows with equal keys must stay as they came. */
static void sort_part(const struct sorting *by, const struct packed_row **row, const struct packed_row **spare,
                      size_t count)
{
    if (count < 2)
        return;
    size_t half = count / 2, left = 0, right = half;
    sort_part(by, row, spare, half);
    sort_part(by, row + half, spare, count - half);
    memcpy(spare, row, count * sizeof *row);
    for (size_t i = 0; i < count; i++) {
        bool take_left = right == count || (left < half && compare_rows(by, spare[left], spare[right]) <= 0);
        row[i] = spare[take_left ? left++ : right++];
    }
}

void view_sort(struct view *view, const char *list, bool users)
{
    struct table *table = view->table;
    struct str rest = str_of(list), name;
    struct sorting by = {.view = view, .columns = table->columns.count};
    size_t room = 0;
    while (rest.length) {
        bool down = str_starts(rest, STR("-"));
        rest = str_part(rest, down, SIZE_MAX);
        column_cut(view->mem, &rest, &name);
        uint32_t at = users ? column_need(&table->columns, name, "--sort") : column_find(&table->columns, name);
        if (at == COLUMN_NONE)
            continue;
        enum field field = view_field(view, name);
        by.key = mem_grow(view->mem, by.key, by.keys, &room, sizeof *by.key);
        by.key[by.keys++] = (struct sort_key){
            .at = at, .field = field, .down = down,
            .by_class = at == table->at[F_CLASS] || at == table->at[F_OFFICIAL_CLASS],
            .by_code = view->kind->page && field < FIELD_COUNT &&
                       (field_row[field].form == FORM_WORD || field_row[field].form == FORM_STATUS),
        };
    }
    table->came = mem_array(view->mem, table->rows, sizeof *table->came);
    if (table->rows)
        memcpy(table->came, table->packed, table->rows * sizeof *table->packed);
    struct mem_mark mark = mem_mark(view->mem);
    sort_part(&by, table->packed, mem_array(view->mem, table->rows, sizeof *table->packed), table->rows);
    mem_rewind(view->mem, mark);
}
