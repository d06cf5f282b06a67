/* Trend, season and rest as R's decompose() and stl() part them. */
#include <criterion/criterion.h>

#include "model/seasonal.h"
#include "oracle.h"

static struct mem *mem;
static struct oracle series_table;

static void open_tables(void)
{
    mem = mem_open();
    series_table = oracle_open(mem, "series.csv");
}

static void close_tables(void)
{
    mem_close(mem);
}

TestSuite(seasonal, .init = open_tables, .fini = close_tables, .timeout = 60);

static const struct {
    const char *method;
    enum seasonal_kind kind;
    double tolerance;
} ways[] = {
    {"classical_additive", SEASONAL_ADDED, 1e-9},
    {"classical_multiplicative", SEASONAL_TIMES, 1e-9},
    {"stl_periodic", SEASONAL_STL, 1e-6},
};

static void expect(const struct oracle *table, size_t row, const char *column, double got, double tolerance)
{
    struct str series = oracle_text(table, row, "series"), method = oracle_text(table, row, "method");
    double want = oracle_number(table, row, column);
    cr_expect(oracle_near(got, want, tolerance, 1), "%.*s %.*s: %s is %.12g, not %.12g", (int)series.length, series.at,
              (int)method.length, method.at, column, got, want);
}

Test(seasonal, every_value)
{
    struct oracle table = oracle_open(mem, "seasonal.csv");
    for (size_t i = 0; i < table.rows; i++) {
        size_t w = 0;
        while (!oracle_is(&table, i, "method", ways[w].method))
            w++;
        struct oracle_series series = oracle_series(mem, &series_table, oracle_text(&table, i, "series"));
        struct seasonal parts;
        size_t at = (size_t)oracle_number(&table, i, "t") - 1;
        cr_assert(seasonal_part(mem, ways[w].kind, series.value, series.count, series.season, &parts));
        expect(&table, i, "seasonal", parts.index[at], ways[w].tolerance);
        expect(&table, i, "adjusted", seasonal_taken(&parts, at, series.value[at]), ways[w].tolerance);
        bool known = at >= parts.first && at < parts.end;
        cr_expect_eq(known, !isnan(oracle_number(&table, i, "trend")));
        if (!known)
            continue;
        double both = seasonal_given(parts.kind, parts.index[at], parts.trend[at]);
        expect(&table, i, "trend", parts.trend[at], ways[w].tolerance);
        expect(&table, i, "remainder", parts.kind == SEASONAL_TIMES ? series.value[at] / both : series.value[at] - both,
               10 * ways[w].tolerance);
    }
    cr_expect(table.rows >= 60, "%zu rows", table.rows);
}

/* A season of four on a line is found whole, whatever parts it. */
Test(seasonal, on_paper)
{
    static const double turn[] = {3, -1, -4, 2};
    double value[13];
    for (int i = 0; i < 13; i++)
        value[i] = 20 + 2 * i + turn[i % 4];
    struct seasonal parts;
    cr_assert(seasonal_part(mem, SEASONAL_ADDED, value, 13, 4, &parts));
    cr_expect(parts.first == 2 && parts.end == 11);
    for (size_t i = 0; i < 13; i++)
        cr_expect_float_eq(parts.index[i], turn[i % 4], 1e-12);
    cr_expect_float_eq(parts.trend[5], 30, 1e-12);
    cr_assert(seasonal_part(mem, SEASONAL_STL, value, 13, 4, &parts));
    for (size_t i = 0; i < 13; i++)
        cr_expect_float_eq(seasonal_taken(&parts, i, value[i]), 20 + 2.0 * (double)i, 0.3);
    cr_expect_float_eq(seasonal_given(SEASONAL_TIMES, 1.5, 8), 12, 1e-12);
    cr_expect_float_eq(seasonal_given(SEASONAL_NONE, 1.5, 8), 8, 1e-12);
}

Test(seasonal, what_can_not_be_parted)
{
    static const double rising[] = {1, 2, 3, 4, 5, 6, 7, 8, 9}, sunk[] = {1, 2, -9, -9, -9, -9, 2, 3, 4},
                        odd[] = {1, -1, 8, 1, -1, 8, 1, -1, 8};
    struct seasonal parts;
    cr_expect(!seasonal_part(mem, SEASONAL_ADDED, rising, 7, 4, &parts), "less than two years");
    cr_expect(seasonal_part(mem, SEASONAL_ADDED, rising, 8, 4, &parts));
    cr_expect(!seasonal_part(mem, SEASONAL_STL, rising, 8, 4, &parts), "STL needs one more");
    cr_expect(seasonal_part(mem, SEASONAL_STL, rising, 9, 4, &parts));
    cr_expect(!seasonal_part(mem, SEASONAL_ADDED, rising, 9, 1, &parts), "years have no seasons");
    cr_expect(!seasonal_part(mem, SEASONAL_TIMES, sunk, 9, 4, &parts), "a trend below 0");
    cr_expect(!seasonal_part(mem, SEASONAL_TIMES, odd, 9, 3, &parts), "an index below 0");
    cr_expect(seasonal_part(mem, SEASONAL_ADDED, odd, 9, 3, &parts), "which adds without trouble");
}

Test(seasonal, found_or_not)
{
    double wave[40], line[40];
    static const double equal[40];
    for (int i = 0; i < 40; i++) {
        wave[i] = (i % 4 == 0) * 5 + (i * 7 % 11) * 0.1;
        line[i] = (i * i * 7 % 31) * 0.1;
    }
    cr_expect(seasonal_found(wave, 40, 4));
    cr_expect(!seasonal_found(line, 40, 4));
    cr_expect(!seasonal_found(equal, 40, 4));
    cr_expect(!seasonal_found(wave, 4, 4) && !seasonal_found(wave, 40, 1));
}
