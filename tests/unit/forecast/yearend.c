/* The whole year from its first months: held against R (oracle/README.md), and on paper. */
#include <criterion/criterion.h>

#include "model/yearend.h"
#include "oracle.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static struct mem *mem;

static void open_mem(void)
{
    mem = mem_open();
}

static void close_mem(void)
{
    mem_close(mem);
}

TestSuite(yearend, .init = open_mem, .fini = close_mem, .timeout = 60);

static struct num number(const char *text)
{
    struct num value = {0};
    cr_assert_eq(num_parse(str_of(text), &value), NUM_OK, "%s", text);
    return value;
}

static void expect(const char *what, struct measure got, int places, const char *want)
{
    struct str text = measure_text(mem, got, places);
    cr_expect(str_eq(text, str_of(want)), "%s: %.*s, not %s", what, (int)text.length, text.at, want);
}

/* ---- every row of the table ---- */

/* Years of a series of whole numbers or decimals, as sums up to a month. */
struct years {
    struct yearend_year year[20];
    size_t count;
};

static struct years years_of(const struct oracle *table, struct str name, int months, int of)
{
    struct years years = {0};
    struct yearend_part part[12];
    int at = 0;
    for (size_t i = 0; i < table->rows; i++) {
        if (!str_eq(oracle_text(table, i, "series"), name))
            continue;
        int length = 12 / of;
        part[at] = (struct yearend_part){at * length + 1, (at + 1) * length, number(oracle_text(table, i, "value").at)};
        if (++at < of)
            continue;
        struct yearend_year *year = &years.year[years.count++];
        cr_assert(yearend_sum(part, (size_t)of, 1, months * length, &year->to_date));
        cr_assert(yearend_sum(part, (size_t)of, 1, 12, &year->full));
        at = 0;
    }
    return years;
}

struct ask {
    struct num to_date;
    const struct yearend_year *year; /* those used */
    size_t years;
    struct yearend_year last;
};

static struct measure item(const struct ask *ask, struct str name)
{
    struct yearend_range range = yearend_by_shares(ask->to_date, ask->year, ask->years);
    struct measure goal = measure_multiply(measure_of(ask->last.full), measure_of(number("1.06")));
    const struct {
        const char *name;
        struct measure is;
    } items[] = {
        {"year_to_date", measure_of(ask->to_date)},
        {"share_mean", range.mean},
        {"share_min", range.least},
        {"share_max", range.most},
        {"forecast_share_mean", range.estimate},
        {"forecast_low_from_share_max", range.low},
        {"forecast_high_from_share_min", range.high},
        {"forecast_ratio_of_sums", yearend_by_sums(ask->to_date, ask->year, ask->years)},
        {"forecast_last_year_times_ytd_growth", yearend_by_growth(ask->to_date, ask->last)},
        {"forecast_ytd_plus_last_year_rest", yearend_by_rest(ask->to_date, ask->last)},
        {"ytd_growth_percent", yearend_growth(ask->to_date, ask->last)},
        {"remaining_growth_percent_needed_for_last_year_plus_6_percent", yearend_needed(ask->to_date, ask->last, goal)},
    };
    for (size_t i = 0; i < LENGTH(items); i++)
        if (str_eq(name, str_of(items[i].name)))
            return items[i].is;
    return (struct measure){0};
}

Test(yearend, every_row)
{
    struct oracle table = oracle_open(mem, "yearend.csv"), series = oracle_open(mem, "series.csv");
    for (size_t i = 0; i < table.rows; i++) {
        struct str name = oracle_text(&table, i, "item"), upto = oracle_text(&table, i, "upto");
        int months = upto.at[6] - '0', of = upto.at[11] == '1' ? 12 : 4;
        struct years years = years_of(&series, oracle_text(&table, i, "series"), months, of);
        struct ask ask = {.to_date = years.year[years.count - 1].to_date, .last = years.year[years.count - 2]};
        double want = oracle_number(&table, i, "value");
        ask.years = (size_t)oracle_number(&table, i, "years_used");
        ask.year = &years.year[years.count - 1 - ask.years];
        struct measure got = item(&ask, name);
        if (oracle_is(&table, i, "item", "actual"))
            got = measure_of(years.year[years.count - 1].full);
        cr_assert(got.known, "%.*s", (int)name.length, name.at);
        cr_expect(oracle_near(measure_near(got), want, 1e-10, 1), "%.*s, %.*s: %.12g, not %.12g", (int)name.length,
                  name.at, (int)upto.length, upto.at, measure_near(got), want);
    }
    cr_expect(table.rows >= 50, "%zu rows", table.rows);
}

/* ---- on paper ---- */

/* Half-years had 48.2, 47.5 and 47.9 % of their years; the first half has 420. */
Test(yearend, shares)
{
    const struct yearend_year year[] = {{number("48.2"), num_of(100)}, {number("47.5"), num_of(100)},
                                        {number("479"), num_of(1000)}};
    struct yearend_range range = yearend_by_shares(num_of(420), year, 3);
    expect("mean", measure_shift(range.mean, 2), 3, "47.867");
    expect("estimate", range.estimate, 2, "877.44");
    expect("low", range.low, 2, "871.37");
    expect("high", range.high, 2, "884.21");
    expect("last year's share alone", yearend_by_growth(num_of(420), year[2]), 4, "876.8267");
    range = yearend_by_shares(num_of(420), &year[2], 1);
    expect("and by that year's share", range.estimate, 4, "876.8267");
    expect("by sums", yearend_by_sums(num_of(420), year, 3), 4, "876.9793");
}

Test(yearend, what_has_no_share)
{
    const struct yearend_year falls[] = {{num_of(50), num_of(100)}, {num_of(-5), num_of(100)}},
                              late[] = {{num_of(50), num_of(100)}, {num_of(0), num_of(100)}},
                              nothing[] = {{num_of(0), num_of(0)}};
    cr_expect(!yearend_by_shares(num_of(10), falls, 2).estimate.known);
    cr_expect(!yearend_by_shares(num_of(10), nothing, 1).estimate.known);
    cr_expect(!yearend_by_shares(num_of(10), late, 2).estimate.known, "all of a year came later");
    cr_expect(!yearend_by_shares(num_of(10), falls, 0).estimate.known);
    cr_expect(!yearend_by_growth(num_of(10), nothing[0]).known && !yearend_growth(num_of(10), nothing[0]).known);
    cr_expect(!yearend_needed(num_of(10), nothing[0], measure_of(num_of(20))).known, "last year had no rest");
    struct yearend_range range = yearend_by_shares(num_of(-10), falls, 1);
    expect("below 0 the ends keep their order", range.low, 0, "-20");
    const struct yearend_year two[] = {{num_of(50), num_of(100)}, {num_of(40), num_of(100)}};
    range = yearend_by_shares(num_of(-10), two, 2);
    cr_expect(measure_order(range.low, range.estimate) < 0 && measure_order(range.estimate, range.high) < 0);
}

/* 58.0 by the half-year, 60 of 100 last year: what is left of a plan of 110, and how fast. */
Test(yearend, what_is_left)
{
    const struct yearend_year last = {num_of(60), num_of(100)};
    struct measure goal = measure_of(num_of(110));
    expect("left", yearend_left(number("58.0"), goal), 1, "52.0");
    expect("needed", yearend_needed(number("58.0"), last, goal), 1, "30.0");
    expect("so far", yearend_growth(number("58.0"), last), 2, "-3.33");
    expect("with last year's rest", yearend_by_rest(number("58.0"), last), 1, "98.0");
}

/* GDP of Ningbo in 2020 and 2021, half-year and whole year in percent: 5.7 so far. */
Test(yearend, rates)
{
    const struct yearend_year year[] = {{number("-0.6"), number("3.3")}, {number("11.1"), number("8.2")}};
    struct yearend_range range = yearend_by_differences(number("5.7"), year, 2);
    expect("mean", range.mean, 2, "0.50");
    expect("estimate", range.estimate, 2, "6.20");
    expect("low", range.low, 1, "2.8");
    expect("high", range.high, 1, "9.6");
    cr_expect(!yearend_by_differences(number("5.7"), year, 0).estimate.known);
    struct measure share = measure_quotient(num_of(48), num_of(100));
    expect("6.5 needs", yearend_rate_needed(number("5.7"), share, number("6.5")), 4, "7.2385");
    cr_expect(!yearend_rate_needed(number("5.7"), measure_of(num_of(1)), number("6.5")).known);
}

/* ---- sums of parts ---- */

Test(yearend, parts)
{
    const struct yearend_part part[] = {
        {1, 2, number("10.5")}, /* January and February as one */
        {3, 3, number("6")},
        {4, 6, number("20.25")},
        {1, 9, number("60")},
        {10, 12, number("25")},
        {8, 8, number("7")},
    };
    static const struct {
        int first, last;
        const char *want;     /* null: not to be had */
    } sums[] = {
        {1, 2, "10.5"}, {1, 3, "16.5"}, {1, 6, "36.75"}, {1, 12, "85"}, {7, 9, "23.25"}, {3, 9, "49.5"}, {8, 8, "7"},
        {2, 2, NULL},   {1, 1, NULL},   {2, 3, NULL},    {1, 7, NULL},  {7, 7, NULL},    {9, 9, NULL},
    };
    for (size_t i = 0; i < LENGTH(sums); i++) {
        struct num sum;
        bool had = yearend_sum(part, LENGTH(part), sums[i].first, sums[i].last, &sum);
        cr_expect_eq(had, sums[i].want != NULL, "%d to %d", sums[i].first, sums[i].last);
        if (had && sums[i].want)
            cr_expect_eq(num_compare(sum, number(sums[i].want)), 0, "%d to %d", sums[i].first, sums[i].last);
    }
}

/* Where two ways lead there, the one with fewer parts does: what was published as a sum counts. */
Test(yearend, the_published_sum_counts)
{
    const struct yearend_part part[] = {{1, 1, num_of(1)}, {2, 2, num_of(2)}, {1, 2, num_of(4)}};
    struct num sum;
    cr_assert(yearend_sum(part, 3, 1, 2, &sum));
    cr_expect_eq(num_compare(sum, num_of(4)), 0);
    cr_expect(!yearend_sum(part, 0, 1, 2, &sum));
}
