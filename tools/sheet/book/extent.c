/* extent - see extent.h */
#include <stdlib.h>

#include "base/diag.h"
#include "base/origin.h"
#include "base/str.h"
#include "book/extent.h"

static void add_run(struct mem *mem, struct extent_runs *runs, uint32_t first, uint32_t last)
{
    if (runs->count && runs->run[runs->count - 1].last + 1 == first) {
        runs->run[runs->count - 1].last = last;
        return;
    }
    runs->run = mem_grow(mem, runs->run, runs->count, &runs->room, sizeof *runs->run);
    runs->run[runs->count++] = (struct extent_run){first, last};
}

static void on_row(void *state, const struct grid_row *row)
{
    struct extent *extent = state;
    uint32_t last = 0;
    for (uint32_t i = 0; i < row->cells; i++) {
        if (row->cell[i].kind == GRID_BLANK)
            continue;
        last = row->cell[i].column;
        extent->cells++;
        extent->formulas += row->cell[i].formula;
    }
    if (!last)
        return;
    extent->rows = row->number;
    extent->columns = last > extent->columns ? last : extent->columns;
    if (row->hidden)
        add_run(extent->mem, &extent->hidden_rows, row->number, row->number);
}

static void on_columns(void *state, uint32_t first, uint32_t last, bool hidden)
{
    struct extent *extent = state;
    if (hidden)
        add_run(extent->mem, &extent->hidden_columns, first, last);
}

static void on_hidden_rows(void *state)
{
    ((struct extent *)state)->others_hidden = true;
}

static void on_merged(void *state, const struct grid_area *area)
{
    struct extent *extent = state;
    extent->merged = mem_grow(extent->mem, extent->merged, extent->areas, &extent->merged_room,
                              sizeof *extent->merged);
    extent->merged[extent->areas++] = *area;
}

static int by_row(const void *a, const void *b)
{
    const struct grid_area *one = a, *other = b;
    if (one->first_row != other->first_row)
        return one->first_row < other->first_row ? -1 : 1;
    return one->first_column < other->first_column ? -1 : one->first_column > other->first_column;
}

struct extent *extent_read(const struct workbook *workbook, const struct worksheet *sheet)
{
    struct extent *extent = mem_take(workbook->mem, sizeof *extent);
    extent->mem = workbook->mem;
    grid_read(workbook, sheet, &(struct grid_ear){on_row, on_columns, on_hidden_rows, on_merged, extent});
    if (extent->areas)
        qsort(extent->merged, extent->areas, sizeof *extent->merged, by_row);
    return extent;
}

bool extent_hides_column(const struct extent *extent, uint32_t column)
{
    for (size_t i = 0; i < extent->hidden_columns.count; i++)
        if (column >= extent->hidden_columns.run[i].first && column <= extent->hidden_columns.run[i].last)
            return true;
    return false;
}

static struct str run_name(struct mem *mem, uint32_t number, bool letters)
{
    char text[ORIGIN_CELL_MAX];
    return mem_copy(mem, (struct str){text, letters ? origin_write(text, number, 0) : origin_write(text, 0, number)});
}

struct str extent_words(struct mem *mem, const struct extent_runs *runs, bool letters)
{
    enum { MOST = 10 };
    struct str words = {NULL, 0};
    for (size_t i = 0; i < runs->count && i < MOST; i++) {
        struct str first = run_name(mem, runs->run[i].first, letters), last = run_name(mem, runs->run[i].last, letters);
        words = mem_format(mem, "%.*s%s%.*s", STR_ARG(words), i ? ", " : "", STR_ARG(first));
        if (runs->run[i].first != runs->run[i].last)
            words = mem_format(mem, "%.*s%s%.*s", STR_ARG(words), letters ? ":" : "-", STR_ARG(last));
    }
    return runs->count > MOST ? mem_format(mem, "%.*s, ...", STR_ARG(words)) : words;
}

uint32_t extent_count(const struct extent_runs *runs, uint32_t most)
{
    uint32_t count = 0;
    for (size_t i = 0; i < runs->count && runs->run[i].first <= most; i++)
        count += (runs->run[i].last < most ? runs->run[i].last : most) - runs->run[i].first + 1;
    return count;
}
