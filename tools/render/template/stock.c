/* stock - tables by name, read when they are needed */

#include "template/stock.h"

#include "document/document.h"
#include "files/fresh.h"
#include "frame/aside.h"
#include "meaning/sheet.h"
#include "view/figure.h"

/* ---- the list ---- */

struct stock_table *stock_find(const struct stock *stock, struct str name)
{
    for (size_t i = 0; i < stock->tables; i++)
        if (str_eq(stock->table[i].name, name))
            return &stock->table[i];
    return NULL;
}

void stock_add(struct stock *stock, struct str name, const char *file, const struct scroll *scroll, const char *at)
{
    struct stock_table *table = stock_find(stock, name);
    if (!table) {
        stock->table = mem_grow(stock->mem, stock->table, stock->tables, &stock->room, sizeof *stock->table);
        table = &stock->table[stock->tables++];
        *table = (struct stock_table){.name = name, .scroll = scroll, .at = at};
    }
    table->file = file;
}

void stock_spare(struct stock *stock, struct str name, struct str list)
{
    struct stock_table *table = stock_find(stock, name);
    size_t room = table->spares;
    for (struct str piece; str_cut(&list, ',', &piece);) {
        if (str_eq(str_trim(piece), STR("*"))) {
            table->missable = true;
            continue;
        }
        table->spare = mem_grow(stock->mem, table->spare, table->spares, &room, sizeof *table->spare);
        table->spare[table->spares++] = str_trim(piece);
    }
}

/* ---- reading ---- */

/* The rows unpacked, for conditions that look at all of them; each has its number as one cell more. */
static void open_rows(struct mem *mem, struct stock_table *table)
{
    size_t cells = (size_t)table->table->columns.count + 2;
    table->rows = table->table->rows;
    table->row = mem_array(mem, table->rows, sizeof *table->row);
    for (size_t i = 0; i < table->rows; i++) {
        table->row[i] = mem_array(mem, cells, sizeof **table->row);
        memcpy(table->row[i], table_row(table->table, i), (cells - 1) * sizeof **table->row);
        table->row[i][cells - 1] = (struct str){NULL, i + 1}; /* a length that is no text */
    }
}

/* Those that it need not have and has not; what its edition must not have stays away. */
static void add_spares(struct stock *stock, struct stock_table *table)
{
    struct str *name = mem_array(stock->mem, table->spares, sizeof *name);
    uint32_t count = 0;
    for (uint32_t i = 0; i < table->spares; i++)
        if (column_find(&table->table->columns, table->spare[i]) == COLUMN_NONE &&
            edition_last(stock->rules, table->name, table->spare[i]) >= stock->edition)
            name[count++] = table->spare[i];
    if (count)
        table_widen(table->table, name, count);
}

/* From its file; without one it is a table of the columns that it need not have. */
static void read_table(struct stock *stock, struct stock_table *table)
{
    if (!table->file) {
        table->table = table_bare(stock->mem, "", table->spare, table->spares);
        return;
    }
    bool input = strcmp(table->file, "-") == 0 && stock->input;
    struct reader *reader = input ? stock->input : sheet_reader(stock->mem, table->file, stock->block, false);
    table->table = table_open(stock->mem, reader, table->file);
    if (!input)
        fresh_spare(stock->mem, table->file);
    table->withheld = edition_apply(stock->rules, stock->edition, table->name, table->table);
    edition_tell(stock->mem, &table->withheld, stock->edition, table->file);
    if (!input)
        reader_close(reader);
    add_spares(stock, table);
    if (table->table->rows == 0 && table->table->columns.count)
        aside_bare(table->file);
}

void stock_open(struct stock *stock, struct stock_table *table)
{
    if (table->table)
        return;
    read_table(stock, table);
    directory_table(stock->names, table->table);
    open_rows(stock->mem, table);
    const struct wish wish = {.named = true, .names = stock->names, .sort = "none"};
    struct view *view = view_open(stock->mem, stock->words, stock_some(stock->mem, table, table->row, table->rows),
                                  SHOWN_ON_PAGE, &wish);
    view_keep(view);
    table->view = view;
}

/* ---- columns and cells ---- */

static bool can_make(const struct table *table, enum field field)
{
    static const struct { enum field made, of[4]; } from[] = {
        {F_NAME, {F_NAME_ZH, F_NAME_EN, F_SHORT_NAME, F_INDICATOR}},
        {F_LABEL, {F_NAME_ZH, F_NAME_EN, F_SHORT_NAME, F_INDICATOR}},
        {F_BASE, {F_BASE_VALUE, F_BASE_VALUE, F_BASE_VALUE, F_BASE_VALUE}},
        {F_ACTUAL, {F_VALUE, F_VALUE, F_VALUE, F_VALUE}},
        {F_TARGET, {F_TARGET_KIND, F_TARGET_KIND, F_TARGET_KIND, F_TARGET_KIND}},
        {F_PLACE, {F_RANK, F_RANK, F_RANK, F_RANK}},
        {F_BEST_PEER, {F_BEST, F_BEST, F_BEST, F_BEST}},
        {F_WORST_PEER, {F_WORST, F_WORST, F_WORST, F_WORST}},
        {F_MARKS, {F_STATUS, F_VERIFIED, F_VALUE, F_CLASS}},
    };
    for (size_t i = 0; i < sizeof from / sizeof *from; i++)
        for (size_t k = 0; from[i].made == field && k < 4; k++)
            if (table_has(table, from[i].of[k]))
                return true;
    return false;
}

struct view_column stock_column(const struct stock_table *table, struct str name)
{
    struct view_column column = {.at = column_find(&table->table->columns, name), .field = field_find(name),
                                 .name = name, .form = FORM_TEXT, .head = name};
    if (column.at != COLUMN_NONE && column.field >= F_NUMBER) {
        column.field = FIELD_COUNT;       /* a column of the data that is called as a made one */
        return column;
    }
    if (column.at == COLUMN_NONE && (column.field < F_NUMBER || !can_make(table->table, column.field)))
        column.field = FIELD_COUNT;
    return column.field < FIELD_COUNT ? view_column_of(table->view, column.field) : column;
}

bool stock_has(const struct view_column *column)
{
    return column->at != COLUMN_NONE || column->field < FIELD_COUNT;
}

struct str stock_shown(const struct stock_table *table, const struct str *cells, const struct view_column *column)
{
    struct shown shown = view_show(table->view, cells, column);
    return shown.before.length ? mem_join(table->view->mem, shown.before, shown.text) : shown.text;
}

struct str stock_raw(const struct stock_table *table, const struct str *cells, const struct view_column *column)
{
    return column->at != COLUMN_NONE ? cells[column->at] : stock_shown(table, cells, column);
}

uint64_t stock_number(const struct stock_table *table, const struct str *cells)
{
    return cells[table->table->columns.count + 1].length;
}

const struct citation *stock_citation(struct mem *mem, const struct stock_table *table, const struct str *cells,
                                      struct str column)
{
    struct citation *citation = mem_take(mem, sizeof *citation);
    struct num line;
    bool lined = num_parse(table_get(table->table, cells, F_LINE), &line) == NUM_OK && num_sign(line) > 0;
    *citation = (struct citation){.table = table->name, .row = stock_number(table, cells), .column = column,
                                  .rule = table_get(table->table, cells, F_RULE),
                                  .file = table_get(table->table, cells, F_FILE),
                                  .line = lined ? (uint64_t)num_round(line, 0, NUM_HALF_UP).mantissa : 0};
    return citation;
}

struct table *stock_some(struct mem *mem, const struct stock_table *table, struct str **row, size_t rows)
{
    size_t *at = mem_array(mem, rows, sizeof *at);
    for (size_t i = 0; i < rows; i++)
        at[i] = stock_number(table, row[i]) - 1;
    return table_some(mem, table->table, at, rows);
}

/* Rows stand in the table as they were read: by file and line. */
uint64_t stock_numbered(const struct stock_table *table, const struct table *some, size_t i)
{
    struct row_place wanted = table_place(some, table_row(some, i));
    size_t low = 0, high = table->rows;
    while (low < high) {
        size_t middle = (low + high) / 2;
        struct row_place place = table_place(table->table, table->row[middle]);
        if (place.file < wanted.file || (place.file == wanted.file && place.line < wanted.line))
            low = middle + 1;
        else
            high = middle;
    }
    return low < table->rows ? stock_number(table, table->row[low]) : 0;
}

/* ---- order ---- */

struct order {
    uint32_t at;
    bool by_class, down;
};

struct ordering {
    struct vocabulary *words;
    struct order key[16];
    size_t keys;
};

/* Worst first, as on a page. */
static int class_order(struct vocabulary *words, struct str key)
{
    const struct mark *mark = vocabulary_mark(words, key);
    return mark == NULL ? 2 : str_eq(mark->key, STR("not_computable")) ? 1 : -mark->order;
}

static int compare(const struct ordering *by, const struct str *a, const struct str *b)
{
    for (size_t i = 0; i < by->keys; i++) {
        struct str left = a[by->key[i].at], right = b[by->key[i].at];
        int order = by->key[i].by_class ? class_order(by->words, left) - class_order(by->words, right)
                                        : figure_compare(left, right);
        bool empty = left.length == 0 || right.length == 0;
        if (order)
            return by->key[i].down && !empty ? -order : order;
    }
    return 0;
}

static void sort_part(const struct ordering *by, struct str **row, struct str **spare, size_t count)
{
    if (count < 2)
        return;
    size_t half = count / 2, left = 0, right = half;
    sort_part(by, row, spare, half);
    sort_part(by, row + half, spare, count - half);
    memcpy(spare, row, count * sizeof *row);
    for (size_t i = 0; i < count; i++) {
        bool take_left = right == count || (left < half && compare(by, spare[left], spare[right]) <= 0);
        row[i] = spare[take_left ? left++ : right++];
    }
}

void stock_sort(const struct stock *stock, const struct stock_table *table, struct str **row, size_t rows,
                struct str list)
{
    struct ordering by = {.words = stock->words};
    struct str name;
    while (list.length && by.keys < sizeof by.key / sizeof *by.key) {
        bool down = str_starts(list, STR("-"));
        list = str_part(list, down, SIZE_MAX);
        if (!column_cut(stock->mem, &list, &name))
            break;
        uint32_t at = column_find(&table->table->columns, name);
        if (at == COLUMN_NONE)
            continue;
        by.key[by.keys++] = (struct order){at, at == table->table->at[F_CLASS] ||
                                           at == table->table->at[F_OFFICIAL_CLASS], down};
    }
    sort_part(&by, row, mem_array(stock->mem, rows, sizeof *row), rows);
}
