/* Where Holt and Winters start and end, held against R's HoltWinters(); a search that gains. */
#include <criterion/criterion.h>

#include "model/winters.h"
#include "oracle.h"

static struct mem *mem;
static struct oracle series_table, parameter_table;
static struct str *names;     /* of the series with seasons */
static size_t name_count;

static void open_tables(void)
{
    mem = mem_open();
    series_table = oracle_open(mem, "series.csv");
    parameter_table = oracle_open(mem, "parameters.csv");
    names = mem_array(mem, series_table.rows, sizeof *names);
    name_count = oracle_seasonal(&series_table, names);
    cr_assert(name_count >= 2);
}

static void close_tables(void)
{
    mem_close(mem);
}

TestSuite(winters, .init = open_tables, .fini = close_tables, .timeout = 60);

static const struct smooth_weights weights = {0.3, 0.1, 1, 0.2};

static void expect(struct str series, bool times, const char *name, double got)
{
    const char *method = times ? "hw_multiplicative_a03_b01_g02" : "hw_additive_a03_b01_g02";
    for (size_t i = 0; i < parameter_table.rows; i++)
        if (str_eq(oracle_text(&parameter_table, i, "series"), series) &&
            oracle_is(&parameter_table, i, "method", method) && oracle_is(&parameter_table, i, "parameter", name)) {
            double want = oracle_number(&parameter_table, i, "value");
            cr_expect(oracle_near(got, want, 1e-9, 1e-3), "%.*s %s: %s is %.12g, not %.12g", (int)series.length,
                      series.at, method, name, got, want);
            return;
        }
    cr_expect_fail("%.*s %s: no %s in the table", (int)series.length, series.at, method, name);
}

static void expect_state(struct str series, const struct winters *winters, char when)
{
    expect(series, winters->times, mem_format(mem, "l_%c", when).at, winters->level);
    expect(series, winters->times, mem_format(mem, "b_%c", when).at, winters->slope);
    for (unsigned k = 0; k < winters->season; k++)
        expect(series, winters->times, mem_format(mem, "s_%c_%u", when, k + 1).at, winters->index[k]);
}

Test(winters, from_start_to_end)
{
    for (size_t n = 0; n < 2 * name_count; n++) {
        struct oracle_series series = oracle_series(mem, &series_table, names[n / 2]);
        struct winters winters = {.weights = weights, .times = n % 2, .season = series.season};
        cr_assert(winters_start(mem, &winters, series.value, series.season));
        cr_expect_eq(winters.errors, 0, "a year alone is where it starts");
        expect_state(names[n / 2], &winters, '0');
        cr_assert(winters_start(mem, &winters, series.value, series.count));
        expect_state(names[n / 2], &winters, 'n');
        expect(names[n / 2], winters.times, "sse", winters.squares);
        cr_expect_eq(winters.errors, series.count - series.season);
    }
}

Test(winters, in_pieces)
{
    struct oracle_series series = oracle_series(mem, &series_table, names[0]);
    struct winters whole = {.weights = weights, .season = 12}, parts = whole;
    winters_start(mem, &whole, series.value, 70);
    winters_start(mem, &parts, series.value, 31);
    winters_run(&parts, series.value + 31, 39);
    cr_expect(whole.level == parts.level && whole.squares == parts.squares);
    for (unsigned k = 0; k < 12; k++)
        cr_expect_eq(whole.index[k], parts.index[k]);
}

Test(winters, search)
{
    for (size_t n = 0; n < 2 * name_count; n++) {
        struct oracle_series series = oracle_series(mem, &series_table, names[n / 2]);
        struct winters own = {.weights = weights, .times = n % 2, .season = series.season}, found = own;
        cr_assert(winters_start(mem, &own, series.value, series.count));
        cr_assert(winters_search(mem, &found, series.value, series.count));
        cr_expect(found.squares < own.squares, "%.*s: %g, not %g", (int)names[n / 2].length,
                  names[n / 2].at, found.squares, own.squares);
        struct winters again = found;
        cr_assert(winters_start(mem, &again, series.value, series.count));
        cr_expect(again.squares == found.squares && again.level == found.level, "the same weights give the same");
    }
}

Test(winters, what_can_not_start)
{
    static const double sunk[] = {-1, -2, -3, -4, -1, -2, -3, -4, -1};
    struct winters winters = {.weights = weights, .times = true, .season = 4};
    cr_expect(!winters_start(mem, &winters, sunk, 9) && !winters_search(mem, &winters, sunk, 9));
    winters.times = false;
    cr_expect(winters_start(mem, &winters, sunk, 9));
}
