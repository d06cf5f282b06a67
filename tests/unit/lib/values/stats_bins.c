/* stats, ranks in bounded memory: exact up to as many different values as told, then within
 * a thousandth; the same whatever the order; memory that does not grow with the rows. */
#include <criterion/criterion.h>

#include "base/str.h"

#include "chance.h"
#include "stats_run.h"

TestSuite(stats_bins, .init = open_mem, .fini = close_mem);

static struct stats_result result_of(const struct run *run)
{
    return stats_finish(&run->plan, &run->want, run->state, &(struct stats_manner){mem, NUM_SHORTEST, NUM_HALF_UP});
}

/* A value and, next to it, a far one of the same sign, which together are too many: the
 * smallest in size is what the value was rounded to. */
static const struct {
    const char *value, *want;
} grid[] = {
    {"1", "1"}, {"999", "999"}, {"1000", "1000"}, {"1001", "1002"}, {"1002", "1002"}, {"1.001", "1.002"},
    {"1.0009", "1"}, {"1234567", "1234000"}, {"1235000", "1236000"}, {"4999", "5000"}, {"4998.99", "4998"},
    {"5004", "5000"}, {"5005", "5010"}, {"9994.999", "9990"}, {"9995", "10000"}, {"0.00098765", "0.000988"},
    {"0.000049996", "0.00005"}, {"314159265358979323846264338327950288", "314200000000000000000000000000000000"},
    {"12345e-400", "1.234e-396"}, {"99999999999999999999999999999999999999", "100000000000000000000000000000000000000"},
    {"1.0", "1"}, {"100e-2", "1"}, {"123400", "123400"}, {"0.5", "0.5"},
};

Test(stats_bins, values_go_to_the_nearest_place_of_the_grid)
{
    for (size_t i = 0; i < sizeof grid / sizeof *grid; i++) {
        for (int sign = 0; sign < 2; sign++) {
            struct run run = run_of(sign ? "p100" : "p0", false, 1);
            step(&run, mem_format(mem, "%s%s", sign ? "-" : "", grid[i].value).at, "");
            step(&run, sign ? "-9e400" : "9e400", "");
            struct stats_result got = result_of(&run);
            struct num found, want;
            cr_assert_eq(num_parse(got.text, &found), NUM_OK, "%s: %.*s", grid[i].value, (int)got.text.length,
                         got.text.at);
            cr_assert_eq(num_parse(str_of(grid[i].want), &want), NUM_OK);
            cr_expect_eq(num_compare(sign ? num_negate(found) : found, want), 0, "%s is rounded to %s, want %s",
                         grid[i].value, mem_copy(mem, got.text).at, grid[i].want);
            cr_expect(got.note.length, "%s: it is said", grid[i].value);
        }
    }
}

/* Nines to the end of what is held, which have no next number above to go to. */
Test(stats_bins, the_largest_number_goes_down)
{
    for (int sign = 0; sign < 2; sign++) {
        struct run run = run_of(sign ? "p0" : "p100", false, 1);
        step(&run, &"-99999999999999999999999999999999999999e400"[!sign], "");
        step(&run, "1", "");
        struct num found, want;
        cr_assert_eq(num_parse(result_of(&run).text, &found), NUM_OK);
        cr_assert_eq(num_parse(STR("99900000000000000000000000000000000000e400"), &want), NUM_OK);
        cr_expect_eq(num_compare(sign ? num_negate(found) : found, want), 0);
    }
}

/* A number of any size and length. */
static const char *any_number(void)
{
    uint64_t digits = 1 + chance() % 17;
    char text[20];
    for (uint64_t i = 0; i < digits; i++)
        text[i] = (char)('0' + (i ? chance() % 10 : 1 + chance() % 9));
    text[digits] = '\0';
    return mem_format(mem, "%s%s%se%d", chance() % 3 ? "" : "-", text, chance() % 3 ? "" : ".25",
                      chance() % 5 ? -(int)(chance() % 9) : (int)(chance() % 700) - 350).at;
}

Test(stats_bins, no_value_is_off_by_more_than_a_thousandth)
{
    for (int turn = 0; turn < 20000; turn++) {
        struct mem_mark mark = mem_mark(mem);
        struct run run = run_of("p0", false, 1);
        const char *text = any_number();
        step(&run, text, "");
        step(&run, "9e400", "");
        struct num value, found, off, times;
        cr_assert_eq(num_parse(str_of(text), &value), NUM_OK, "%s", text);
        cr_assert_eq(num_parse(result_of(&run).text, &found), NUM_OK, "%s", text);
        cr_assert(num_subtract(value, found, &off) && num_multiply(off, num_of(1000), &times), "%s", text);
        cr_assert(num_compare(num_abs(times), num_abs(value)) <= 0, "%s is rounded by more than a thousandth", text);
        mem_rewind(mem, mark);
    }
}

/* Against the same statistic from all values: the same bytes while there are few different
 * ones, and for what is one value, within a thousandth, beyond. */
Test(stats_bins, exact_up_to_the_number_told_and_near_beyond)
{
    static const char *const name[] = {"median", "q1", "q3", "p2.5", "p99", "iqr", "mad"};
    for (int turn = 0; turn < 700; turn++) {
        struct mem_mark mark = mem_mark(mem);
        size_t which = chance() % 7, different = 1 + chance() % 60, rows = 1 + chance() % 400;
        int type = 1 + (int)(chance() % 9);
        bool beyond = false, seen[60] = {false};
        size_t kinds = 0;
        const char *value[60];
        for (size_t i = 0; i < different; i++)
            value[i] = chance() % 9 ? mem_format(mem, "%llu.%02llu", (unsigned long long)(10000 + 37 * i),
                                                 (unsigned long long)(chance() % 100)).at
                                    : mem_format(mem, "-%llu", (unsigned long long)(1000 * i + 1)).at;
        struct run all = run_of(name[which], false, 0), bins = run_of(name[which], false, 30);
        all.want.quantile = bins.want.quantile = type;
        for (size_t i = 0; i < rows; i++) {
            size_t one = chance() % different;
            kinds += !seen[one];
            seen[one] = true;
            step(&all, value[one], "");
            step(&bins, value[one], "");
        }
        beyond = kinds > 30;
        struct stats_result want = result_of(&all), got = result_of(&bins);
        cr_assert_eq(got.note.length > 0, beyond, "%zu different values: \"%.*s\"", kinds,
                     (int)got.note.length, got.note.at);
        cr_assert_eq(want.note.length, 0);
        if (!beyond) {
            cr_assert(str_eq(want.text, got.text), "%s: %.*s, want %.*s", name[which], (int)got.text.length,
                      got.text.at, (int)want.text.length, want.text.at);
        } else {
            struct num a, b, off;
            cr_assert(num_parse(want.text, &a) == NUM_OK && num_parse(got.text, &b) == NUM_OK);
            /* what is found from two values, or from distances, is off by a thousandth of the largest */
            cr_assert(num_subtract(a, b, &off) && num_compare(num_abs(off), num_of(120)) <= 0, "%s", name[which]);
        }
        mem_rewind(mem, mark);
    }
}

Test(stats_bins, memory_does_not_grow_with_the_rows)
{
    struct run run = run_of("median", false, 2000);
    size_t early = 0;
    for (uint64_t i = 0; i < 800000; i++) {
        static const int64_t size[] = {10000, 100000, 1000000, 10000000, 100000000};
        struct stats_cell cell = {.text = STR("1"), .value = {1000 + (int64_t)(chance() % (uint64_t)size[i % 5]), 3}};
        stats_step(&run.plan, run.state, mem, &cell);
        if (i == 400000)
            early = mem_bytes(mem);
    }
    cr_assert_eq(mem_bytes(mem), early);
    cr_assert_leq(early, 90 * 2500 * 5 + 65536, "%zu bytes for five powers of ten", early);
}
