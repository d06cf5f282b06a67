/* What adds up exactly adds up as printed, and no part is far from its exact value. */
#include <criterion/criterion.h>

#include "base/diag.h"
#include "base/str.h"
#include "method/split.h"
#include "arena.h"
#include "chance.h"

TestSuite(split, .init = open_mem, .fini = close_mem, .timeout = 60);

static struct num guarded(int64_t units, int places)
{
    return (struct num){units, places + SPLIT_GUARD};
}

/* Three thirds of one: the first that has the largest remainder gets the unit. */
Test(split, thirds)
{
    struct num third[] = {guarded(33333333, 2), guarded(33333333, 2), guarded(33333334, 2)};
    struct split split = {.rows = 3, .columns = 1, .cell = third, .places = 2};
    cr_assert(split_round(mem, &split));
    cr_expect(str_eq(num_text(mem, split.sum), STR("1.00")));
    cr_expect(str_eq(num_text(mem, split.part[0]), STR("0.33")));
    cr_expect(str_eq(num_text(mem, split.part[2]), STR("0.34")));
}

/* Below 0 as well: -0.5 and -0.5 make -1. */
Test(split, halves_below_zero)
{
    struct num half[] = {guarded(-500000, 0), guarded(-500000, 0)};
    struct split split = {.rows = 2, .columns = 1, .cell = half, .places = 0};
    cr_assert(split_round(mem, &split));
    cr_expect_eq((int)split.sum.mantissa, -1);
    cr_expect_eq((int)(split.part[0].mantissa + split.part[1].mantissa), -1);
}

/* Each unit in the last place where its least cost is: one way through a third column is found. */
Test(split, a_way_through_a_third_column)
{
    struct num cell[] = {guarded(600000, 0), guarded(400000, 0), guarded(0, 0),
                         guarded(0, 0), guarded(600000, 0), guarded(400000, 0),
                         guarded(600000, 0), guarded(0, 0), guarded(400000, 0)};
    struct split split = {.rows = 3, .columns = 3, .cell = cell, .places = 0};
    cr_assert(split_round(mem, &split));
    for (int c = 0; c < 3; c++) {
        int down = 0;
        for (int r = 0; r < 3; r++)
            down += (int)split.part[3 * r + c].mantissa;
        cr_expect_eq(down, (int)split.down[c].mantissa, "column %d", c);
    }
}

struct table_tried {
    uint32_t rows, columns;
    bool whole;               /* rows make whole units, as changes of printed figures do */
};

static void try_table(const struct table_tried *tried)
{
    size_t cells = (size_t)tried->rows * tried->columns;
    struct num *cell = mem_array(mem, cells, sizeof *cell);
    for (uint32_t r = 0; r < tried->rows; r++) {
        int64_t sum = 0;
        for (uint32_t c = 0; c < tried->columns; c++) {
            int64_t units = (int64_t)(chance() % 20000001) - 10000000;
            if (tried->whole && c + 1 == tried->columns)
                units = (sum + units) / 1000000 * 1000000 - sum;
            sum += units;
            cell[r * tried->columns + c] = guarded(units, 2);
        }
    }
    struct split split = {.rows = tried->rows, .columns = tried->columns, .cell = cell, .places = 2};
    cr_assert(split_round(mem, &split));
    __int128 all = 0;
    for (uint32_t r = 0; r < tried->rows; r++) {
        __int128 across = 0;
        for (uint32_t c = 0; c < tried->columns; c++) {
            struct num part = split.part[r * tried->columns + c], exact = cell[r * tried->columns + c];
            __int128 off = part.mantissa * 1000000 - exact.mantissa;
            cr_expect(off < 2000000 && off > -2000000, "a part is two units off");
            cr_expect(!tried->whole || (off < 1000000 && off > -1000000), "a part is a unit off");
            across += part.mantissa;
        }
        cr_expect(across == split.across[r].mantissa, "row %u", r);
        all += across;
    }
    for (uint32_t c = 0; c < tried->columns; c++) {
        __int128 down = 0;
        for (uint32_t r = 0; r < tried->rows; r++)
            down += split.part[r * tried->columns + c].mantissa;
        cr_expect(down == split.down[c].mantissa, "column %u", c);
    }
    cr_expect(all == split.sum.mantissa);
}

Test(split, any_table)
{
    static const struct table_tried tried[] = {{1, 1, false}, {1, 4, false}, {7, 1, false}, {5, 3, true}, {20, 4, true},
                                               {20, 3, false}, {3, 6, false}, {40, 2, true}};
    for (int round = 0; round < 300; round++)
        for (size_t i = 0; i < sizeof tried / sizeof *tried; i++) {
            struct mem_mark mark = mem_mark(mem);
            try_table(&tried[i]);
            mem_rewind(mem, mark);
        }
}

/* A number that 38 digits don't hold is refused, not cut. */
Test(split, too_long)
{
    struct num cell[] = {{(__int128)1000000000000000000 * 1000000000000000000, 0}};
    struct split split = {.rows = 1, .columns = 1, .cell = cell, .places = 4};
    cr_expect(!split_round(mem, &split));
}
