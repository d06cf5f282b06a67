/* revise - see revise.h */
#include <stdio.h>

#include "base/group.h"
#include "base/str.h"
#include "io/logbook.h"
#include "records/revise.h"
#include "values/measure.h"

struct pair {
    const struct cell *before, *now;
};

struct revise {
    struct mem *mem;
    struct cells *cells;      /* of this delivery */
    struct group *pair;
};

/* The columns that make a figure. */
enum {
#define X(NAME, member, name, needed, part, ...) + (OBSERVED_##part == OBSERVED_KEY)
    KEY = OBSERVATION_COLUMNS(X)
#undef X
};

/* The i-th of them. */
static enum observed key_column(int i)
{
    enum observed column = 0;
    while (observed_row(column)->part != OBSERVED_KEY || i-- > 0)
        column++;
    return column;
}

static void put(const struct cell **place, const struct cell *cell)
{
    if (!*place || cell_vintage(cell, *place) >= 0)
        *place = cell;
}

static struct pair *pair_of(struct revise *revise, const struct cell *cell)
{
    struct str key[KEY];
    for (int i = 0; i < KEY; i++)
        key[i] = cell_of(cell, key_column(i));
    return group_at(revise->pair, key);
}

struct revise *revise_open(struct mem *mem, const struct cells *before, const struct columns *columns)
{
    struct revise *revise = mem_take(mem, sizeof *revise);
    *revise = (struct revise){mem, cells_open(mem, columns), group_open(KEY, sizeof(struct pair))};
    for (enum observed i = 0; i < OBSERVED_COUNT; i++) {
        if (!observed_row(i)->needed)
            continue;
        column_need(columns, observed_row(i)->name, "--previous");
        column_need(before->columns, observed_row(i)->name, "--previous");
    }
    for (size_t i = 0; i < before->count; i++)
        put(&pair_of(revise, before->cell[i])->before, before->cell[i]);
    return revise;
}

void revise_add(struct revise *revise, const struct record *record, const struct reader *reader)
{
    const struct cell *cell = cells_add(revise->cells, record, reader, 0);
    put(&pair_of(revise, cell)->now, cell);
}

static void put_line(struct writer *writer, const struct cell *cell)
{
    char digits[24];
    int length = cell ? snprintf(digits, sizeof digits, "%llu", (unsigned long long)cell_place(cell).line) : 0;
    writer_plain(writer, (struct str){digits, (size_t)length});
}

static bool is_number(const struct cell *cell)
{
    return cell && (cell->state == CELL_GOOD || cell->state == CELL_BOUND);
}

static void put_row(struct writer *writer, struct mem *mem, const struct pair *pair)
{
    struct mem_mark mark = mem_mark(mem);
    const struct cell *either = pair->now ? pair->now : pair->before;
    struct num apart;
    struct measure difference = {0}, percent = {0};
    if (is_number(pair->before) && is_number(pair->now) &&
        num_subtract(cell_value(pair->now), cell_value(pair->before), &apart)) {
        difference = measure_of(apart);
        percent = measure_shift(measure_divide(difference, measure_of(num_abs(cell_value(pair->before)))), 2);
    }
    for (int i = 0; i < KEY; i++)
        writer_field(writer, cell_of(either, key_column(i)));
    writer_plain(writer, !pair->before ? STR("added") : !pair->now ? STR("dropped") : STR("revised"));
    writer_field(writer, pair->before ? cell_of(pair->before, OBSERVED_VALUE) : STR(""));
    writer_field(writer, pair->now ? cell_of(pair->now, OBSERVED_VALUE) : STR(""));
    writer_plain(writer, measure_write(mem, difference, NUM_SHORTEST, NUM_HALF_UP));
    writer_plain(writer, measure_text(mem, percent, 2));
    put_line(writer, pair->before);
    put_line(writer, pair->now);
    writer_end(writer);
    mem_rewind(mem, mark);
}

/* The same figure, however it is written? */
static bool same(const struct pair *pair)
{
    if (!pair->before || !pair->now)
        return false;
    if (pair->before->state == CELL_GOOD && pair->now->state == CELL_GOOD)
        return num_compare(cell_value(pair->before), cell_value(pair->now)) == 0;
    return str_eq(cell_of(pair->before, OBSERVED_VALUE), cell_of(pair->now, OBSERVED_VALUE)) &&
           str_eq(cell_of(pair->before, OBSERVED_QUALIFIER), cell_of(pair->now, OBSERVED_QUALIFIER));
}

void revise_finish(struct revise *revise, const char *path, char delimiter)
{
    struct str header = observed_row(key_column(0))->name;
    for (int i = 1; i < KEY; i++)
        header = mem_format(revise->mem, "%.*s,%s", STR_ARG(header), observed_row(key_column(i))->name.at);
    header = mem_format(revise->mem, "%.*s,change,before,now,difference,percent,line_before,line", STR_ARG(header));
    struct logbook book = logbook_open(revise->mem, path, delimiter, header.at);
    struct group_walk walk = {0};
    while (group_next(revise->pair, &walk))
        if (!same(walk.state))
            put_row(book.writer, revise->mem, walk.state);
    logbook_close(&book);
    cells_close(revise->cells);
    group_close(revise->pair);
}
