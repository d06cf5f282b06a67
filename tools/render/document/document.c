/* document - blocks in reading order, and how they are numbered */

#include "document/document.h"

#include "base/str.h"
#include "values/num.h"

/* Widths of columns before they are shared out, in display cells: a figure is never broken, a
 * sentence gets room for some lines. */
enum { CELLS_LEAST = 4, CELLS_MOST = 36, LEVELS = 4 };

struct document *document_new(struct mem *mem, struct vocabulary *words)
{
    struct document *document = mem_take(mem, sizeof *document);
    document->mem = mem;
    document->words = words;
    return document;
}

struct doc_block *document_add(struct document *document, enum block_kind kind)
{
    struct doc_block *block = mem_take(document->mem, sizeof *block);
    block->kind = kind;
    if (document->last)
        document->last->next = block;
    else
        document->first = block;
    document->last = block;
    return block;
}

struct doc_run *document_text(struct document *document, struct doc_block *block, struct str text, unsigned style)
{
    struct doc_run **last = &block->run;
    while (*last)
        last = &(*last)->next;
    *last = mem_take(document->mem, sizeof **last);
    **last = (struct doc_run){.text = text, .style = style};
    return *last;
}

void document_property(struct document *document, const char *key, struct str value)
{
    if (value.length == 0)
        return;
    struct property *more = mem_array(document->mem, document->properties + 1, sizeof *more);
    if (document->properties)
        memcpy(more, document->property, document->properties * sizeof *more);
    more[document->properties++] = (struct property){str_of(key), value};
    document->property = more;
}

struct str document_plain(const struct document *document, const struct doc_block *block)
{
    struct str all = {NULL, 0};
    for (const struct doc_run *run = block->run; run; run = run->next)
        all = all.length ? mem_format(document->mem, "%.*s%.*s", STR_ARG(all), STR_ARG(run->text)) : run->text;
    return all;
}

struct str document_anchor(struct mem *mem, struct str table, uint64_t row)
{
    return mem_format(mem, "#%.*s-%llu", STR_ARG(table), (unsigned long long)row);
}

/* ---- numbers ---- */

/* 1 to 99 in Chinese: 一, 十, 十一, 二十, 二十三. */
static struct str chinese(struct mem *mem, long number)
{
    static const char *const digit[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (number < 1 || number > 99)
        return mem_format(mem, "%ld", number);
    long tens = number / 10, ones = number % 10;
    return mem_format(mem, "%s%s%s", tens > 1 ? digit[tens] : "", tens ? "十" : "", digit[ones]);
}

/* The label of a heading as official documents have it: 一、 (一) 1. (1); elsewhere 1, 1.1. */
static struct str label_of(const struct document *document, const long *count, int level)
{
    struct mem *mem = document->mem;
    if (!document->words->chinese) {
        struct str label = mem_format(mem, "%ld", count[1]);
        for (int i = 2; i <= level; i++)
            label = mem_format(mem, "%.*s.%ld", STR_ARG(label), count[i]);
        return mem_format(mem, "%.*s ", STR_ARG(label));
    }
    switch (level) {
    case 1: return mem_format(mem, "%.*s、", STR_ARG(chinese(mem, count[1])));
    case 2: return mem_format(mem, "（%.*s）", STR_ARG(chinese(mem, count[2])));
    case 3: return mem_format(mem, "%ld.", count[3]);
    default: return mem_format(mem, "（%ld）", count[4]);
    }
}

struct str document_annex(const struct document *document, struct str number)
{
    return document->annex.length ? mem_join(document->mem, document->annex, number, STR(" "))
                                  : vocabulary_fill(document->words, W_ANNEX, "n", number, NULL);
}

struct counts {
    long heading[LEVELS + 1], annex, table, chart, anchor;
};

static void number_heading(const struct document *document, struct doc_block *block, struct counts *counts)
{
    if (block->role == ROLE_ANNEX) {
        memset(counts->heading, 0, sizeof counts->heading);
        block->label = document_annex(document, words_number(document->words, ++counts->annex));
        return;
    }
    if (block->role != ROLE_PLAIN || !document->numbered)
        return;
    block->level = block->level < 1 ? 1 : block->level > LEVELS ? LEVELS : block->level;
    counts->heading[block->level]++;
    for (int i = block->level + 1; i <= LEVELS; i++)
        counts->heading[i] = 0;
    block->label = label_of(document, counts->heading, block->level);
}

/* ---- where a row can be linked to ---- */

/* Rows of a table that some grid of the document has already. */
struct anchored {
    struct str table;
    bool *row;
    size_t rows;
};

static bool is_first(struct mem *mem, struct anchored *of, uint64_t row)
{
    if (row >= of->rows) {
        size_t rows = (size_t)row * 2 + 64;
        bool *more = mem_array(mem, rows, sizeof *more);
        if (of->rows)
            memcpy(more, of->row, of->rows * sizeof *more);
        of->row = more;
        of->rows = rows;
    }
    bool first = !of->row[row];
    of->row[row] = true;
    return first;
}

/* A row that stands in several grids is linked to in the first: an address is there once. */
static void anchor_once(const struct document *document)
{
    enum { TABLES = 64 };
    struct anchored of[TABLES] = {{{NULL, 0}, NULL, 0}};
    size_t tables = 0;
    for (const struct doc_block *block = document->first; block; block = block->next) {
        struct grid *grid = block->grid ? block->grid : block->drawn.twin;
        for (size_t i = 0; grid && grid->citation && i < grid->rows; i++) {
            const struct citation *citation = grid->citation[i];
            size_t k = 0;
            while (citation && k < tables && !str_eq(of[k].table, citation->table))
                k++;
            if (citation && k == tables && tables < TABLES)
                of[tables++].table = citation->table;
            if (citation && (k == TABLES || !is_first(document->mem, &of[k], citation->row)))
                grid->citation[i] = NULL;
        }
    }
}

void document_finish(struct document *document)
{
    anchor_once(document);
    struct counts counts = {0};
    for (struct doc_block *block = document->first; block; block = block->next) {
        if (block->kind == BLOCK_HEADING)
            number_heading(document, block, &counts);
        else if (block->kind == BLOCK_TABLE && block->grid && block->grid->caption.length)
            block->number = ++counts.table;
        else if (block->kind == BLOCK_CHART)
            block->number = ++counts.chart;
        if (block->anchor.length == 0)
            block->anchor = mem_format(document->mem, "b%ld", ++counts.anchor);
    }
}

/* ---- a view as a grid ---- */

void document_share(struct grid *grid)
{
    size_t total = 0, given = 0;
    for (size_t i = 0; i < grid->columns; i++) {
        size_t most = str_width(grid->column[i].head, 2) / 2;
        for (size_t row = 0; row < grid->rows; row++) {
            const struct shown *shown = &grid->cell[row * grid->columns + i].shown;
            size_t width = str_width(shown->before, 2) + str_width(shown->text, 2) + (shown->mark ? 2 : 0);
            most = width > most ? width : most;
        }
        most = most < CELLS_LEAST ? CELLS_LEAST : most > CELLS_MOST ? CELLS_MOST : most;
        grid->column[i].share = (long)most;
        total += most;
    }
    for (size_t i = 0; i < grid->columns; i++) {
        size_t from = given;
        given += (size_t)grid->column[i].share;
        grid->column[i].share = (long)(given * 1000 / total - from * 1000 / total);
    }
}

static void fill_row(struct grid *grid, size_t row, const struct view *view, const struct str *cells)
{
    for (size_t i = 0; i < grid->columns; i++) {
        const struct view_column *column = &view->column[i];
        struct doc_cell *cell = &grid->cell[row * grid->columns + i];
        struct num number;
        cell->shown = view_show(view, cells, column);
        if (column->at != COLUMN_NONE && column->right && num_parse(cells[column->at], &number) == NUM_OK)
            cell->figure = cells[column->at];
    }
    grid->strong[row] = view_binding(view, cells);
}

struct grid *document_grid(struct document *document, const struct view *view, struct str caption)
{
    struct mem *mem = document->mem;
    struct table *table = view->table;
    struct grid *grid = mem_take(mem, sizeof *grid);
    grid->caption = caption;
    grid->columns = view->columns;
    grid->rows = table->rows;
    grid->column = mem_array(mem, view->columns, sizeof *grid->column);
    grid->cell = mem_array(mem, view->columns * table->rows, sizeof *grid->cell);
    grid->strong = mem_array(mem, table->rows, sizeof *grid->strong);
    for (size_t i = 0; i < view->columns; i++)
        grid->column[i] = (struct grid_column){.head = view->column[i].head, .name = view->column[i].name,
                                               .right = view->column[i].right};
    table_rewind(table);
    const struct str *cells;
    for (size_t row = 0; (cells = table_next(table)); row++)
        fill_row(grid, row, view, cells);
    document_share(grid);
    return grid;
}
