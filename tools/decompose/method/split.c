/* split - see split.h */
#include <float.h>
#include <stdlib.h>

#include "method/split.h"

typedef __int128 units;       /* of the last place that is printed, or of the last guarding one */

/* What is apportioned: whole units, and how far each exact value lies above its own. */
struct share {
    units whole;
    double above;
};

struct sheet_of_units {
    struct mem *mem;
    uint32_t rows, columns;
    struct share *cell, *row, *column;
};

static units power_of_ten(int exponent)
{
    units power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* Rounded down, with the rest in units of the last place. */
static struct share rounded_down(units exact)
{
    const units guard = power_of_ten(SPLIT_GUARD);
    units whole = exact / guard;
    whole -= exact % guard < 0;
    return (struct share){whole, (double)(exact - whole * guard) / (double)guard};
}

/* Gives or takes units where that leaves the least error, until they make the sum. */
static void apportion(struct share *share, uint32_t count, units sum)
{
    units short_of = sum;
    for (uint32_t i = 0; i < count; i++)
        short_of -= share[i].whole;
    int step = short_of < 0 ? -1 : 1;
    for (; short_of && count; short_of -= step) {
        uint32_t best = 0;
        for (uint32_t i = 1; i < count; i++)
            if ((share[i].above - share[best].above) * step > 0)
                best = i;
        share[best].whole += step;
        share[best].above -= step;
    }
}

/* ---- rows and columns at once ---- */

/* By how much the squared error grows when a row's unit goes from one column to another. */
static double cost(const struct sheet_of_units *sheet, uint32_t row, uint32_t from, uint32_t to)
{
    const struct share *share = &sheet->cell[row * sheet->columns];
    return 2 + 2 * share[from].above - 2 * share[to].above;
}

static uint32_t cheapest_row(const struct sheet_of_units *sheet, uint32_t from, uint32_t to, double *least)
{
    uint32_t best = 0;
    *least = DBL_MAX;
    for (uint32_t row = 0; row < sheet->rows; row++)
        if (cost(sheet, row, from, to) < *least) {
            *least = cost(sheet, row, from, to);
            best = row;
        }
    return best;
}

/* Where a cheapest way comes from, and in which row the unit moves. */
struct station {
    double far;
    uint32_t before, row;
};

static void find_ways(const struct sheet_of_units *sheet, uint32_t from, struct station *station)
{
    uint32_t columns = sheet->columns;
    double least;
    for (uint32_t c = 0; c < columns; c++)
        station[c] = (struct station){c == from ? 0 : DBL_MAX, from, 0};
    for (uint32_t round = 0; round + 1 < columns; round++)
        for (uint32_t a = 0; a < columns; a++)
            for (uint32_t b = 0; b < columns && station[a].far < DBL_MAX; b++) {
                uint32_t row = a == b ? 0 : cheapest_row(sheet, a, b, &least);
                if (a != b && station[a].far + least < station[b].far - 1e-9)
                    station[b] = (struct station){station[a].far + least, a, row};
            }
}

static void move(struct sheet_of_units *sheet, uint32_t row, uint32_t from, uint32_t to)
{
    struct share *share = &sheet->cell[row * sheet->columns];
    share[from].whole--, share[from].above++;
    share[to].whole++, share[to].above--;
}

/* Moves one unit along the cheapest way from a column that has too much. */
static void relieve(struct sheet_of_units *sheet, units *over, uint32_t from)
{
    struct station *station = mem_array(sheet->mem, sheet->columns, sizeof *station);
    uint32_t to = from;
    find_ways(sheet, from, station);
    for (uint32_t c = 0; c < sheet->columns; c++)
        if (over[c] < 0 && (to == from || station[c].far < station[to].far))
            to = c;
    over[from]--;
    over[to]++;
    for (uint32_t at = to; at != from; at = station[at].before)
        move(sheet, station[at].row, station[at].before, at);
}

static void settle_columns(struct sheet_of_units *sheet)
{
    units *over = mem_array(sheet->mem, sheet->columns, sizeof *over);
    for (uint32_t c = 0; c < sheet->columns; c++) {
        for (uint32_t r = 0; r < sheet->rows; r++)
            over[c] += sheet->cell[r * sheet->columns + c].whole;
        over[c] -= sheet->column[c].whole;
    }
    for (uint32_t c = 0; c < sheet->columns && sheet->rows; c++)
        while (over[c] > 0) {
            struct mem_mark mark = mem_mark(sheet->mem);
            relieve(sheet, over, c);
            mem_rewind(sheet->mem, mark);
        }
}

/* ---- in and out ---- */

/* The cell, and the sums that it is part of, in guarding units. */
static bool add_up(const struct split *split, struct sheet_of_units *sheet, units *row, units *column)
{
    int places = split->places + SPLIT_GUARD;
    for (uint32_t r = 0; r < split->rows; r++) {
        for (uint32_t c = 0; c < split->columns; c++) {
            struct num cell = num_round(split->cell[r * split->columns + c], places, split->how);
            if (cell.scale != places || __builtin_add_overflow(row[r], cell.mantissa, &row[r]) ||
                __builtin_add_overflow(column[c], cell.mantissa, &column[c]))
                return false;
            sheet->cell[r * split->columns + c] = rounded_down(cell.mantissa);
        }
        struct num given = split->row_sum ? num_round(split->row_sum[r], places, split->how) : (struct num){0, places};
        if (given.scale != places)
            return false;
        row[r] = split->row_sum ? given.mantissa : row[r];
        sheet->row[r] = rounded_down(row[r]);
    }
    for (uint32_t c = 0; c < split->columns; c++)
        sheet->column[c] = rounded_down(column[c]);
    return true;
}

static struct num *as_numbers(struct mem *mem, const struct share *share, size_t count, int places)
{
    struct num *number = mem_array(mem, count, sizeof *number);
    for (size_t i = 0; i < count; i++)
        number[i] = (struct num){share[i].whole, places};
    return number;
}

bool split_round(struct mem *mem, struct split *split)
{
    uint32_t rows = split->rows, columns = split->columns;
    struct sheet_of_units sheet = {.mem = mem, .rows = rows, .columns = columns,
                                   .cell = mem_array(mem, (size_t)rows * columns, sizeof *sheet.cell),
                                   .row = mem_array(mem, rows, sizeof *sheet.row),
                                   .column = mem_array(mem, columns, sizeof *sheet.column)};
    units *row = mem_array(mem, rows, sizeof *row), *column = mem_array(mem, columns, sizeof *column), all = 0;
    if (!add_up(split, &sheet, row, column))
        return false;
    for (uint32_t r = 0; r < rows; r++)
        if (__builtin_add_overflow(all, row[r], &all))
            return false;
    split->sum = num_round((struct num){all, split->places + SPLIT_GUARD}, split->places, split->how);
    apportion(sheet.row, rows, split->sum.mantissa);
    apportion(sheet.column, columns, split->sum.mantissa);
    for (uint32_t r = 0; r < rows; r++)
        apportion(&sheet.cell[r * columns], columns, sheet.row[r].whole);
    settle_columns(&sheet);
    split->part = as_numbers(mem, sheet.cell, (size_t)rows * columns, split->places);
    split->across = as_numbers(mem, sheet.row, rows, split->places);
    split->down = as_numbers(mem, sheet.column, columns, split->places);
    return true;
}
