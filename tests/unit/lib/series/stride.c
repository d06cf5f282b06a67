/* How far apart the figures of a series are: what is one step back, by the periods that there are. */
#include <criterion/criterion.h>

#include "base/diag.h"
#include "base/str.h"
#include "series/stride.h"

static struct period parsed(const char *text)
{
    struct period period;
    cr_assert(period_parse(str_of(text), &period), "%s", text);
    return period;
}

/* The periods of a series, one of them, and what stands one step, two steps and a year before it. */
static const struct {
    const char *periods, *of, *one, *two, *year;
} every[] = {
    {"2030 2031 2032", "2032", "2031", "2030", "2031"},
    {"2020 2025", "2025", "2024", "2023", "2024"},
    {"2030-12-31 2031-12-31", "2031-12-31", "2030-12-31", "2029-12-31", "2030-12-31"},
    {"2020-12-31 2023-12-31", "2023-12-31", "2022-12-31", "2021-12-31", "2022-12-31"},
    {"2030-06-30 2030-12-31 2031-06-30", "2030-12-31", "2030-06-30", "2029-12-31", "2029-12-31"},
    {"2030-03-31 2030-06-30", "2030-06-30", "2030-03-31", "2029-12-31", "2029-06-30"},
    {"2024-01-31 2024-02-29 2024-03-31", "2024-03-31", "2024-02-29", "2024-01-31", "2023-03-31"},
    {"2024-02-29 2025-02-28", "2024-02-29", "2023-02-28", "2022-02-28", "2023-02-28"},
    {"2030-01 2030-04 2030-07", "2030-07", "2030-04", "2030-01", "2029-07"},
    {"2030-03 2031-03", "2031-03", "2030-03", "2029-03", "2030-03"},
    {"2030-01 2030-03", "2030-03", "2030-02", "2030-01", "2029-03"},
    {"2030-01 2030-02 2030-04", "2030-04", "2030-03", "2030-02", "2029-04"},
    {"2030-01-07 2030-01-14 2030-01-28", "2030-01-28", "2030-01-21", "2030-01-14", "2029-01-28"},
    {"2030-01-07 2030-01-09", "2030-01-09", "2030-01-08", "2030-01-07", "2029-01-09"},
    {"2030-12-31", "2030-12-31", "2030-12-30", "2030-12-29", "2029-12-31"},
    {"2030-01 2030-Q2", "2030-Q2", "2030-Q1", "2029-Q4", "2029-Q2"},
};

static void expect(const char *periods, const char *what, bool there, struct period got, const char *want)
{
    char text[PERIOD_TEXT_MAX];
    size_t length = period_write(text, got);
    cr_expect(there && str_eq((struct str){text, length}, str_of(want)), "%s: %s is %.*s, not %s", periods, what,
              (int)length, text, want);
}

Test(stride, is_what_the_periods_show)
{
    for (size_t i = 0; i < sizeof every / sizeof *every; i++) {
        struct observation row[8] = {{.line = 0}};
        struct series series = {row, 0};
        struct str rest = str_of(every[i].periods), piece;
        while (str_cut(&rest, ' ', &piece)) {
            cr_assert(period_parse(piece, &row[series.count].period));
            series.count++;
        }
        struct stride stride = stride_of(&series, STR(""));
        struct period of = parsed(every[i].of), got = of;
        expect(every[i].periods, "one before", stride_step(stride, of, -1, &got), got, every[i].one);
        expect(every[i].periods, "two before", stride_step(stride, of, -2, &got), got, every[i].two);
        expect(every[i].periods, "a year before", stride_years(stride, of, -1, &got), got, every[i].year);
    }
}

/* Rows of another caliber are not asked. */
Test(stride, is_that_of_the_caliber)
{
    struct observation row[] = {{.period = parsed("2030-01")}, {.period = parsed("2030-02"), .caliber = STR("own")},
                                {.period = parsed("2030-04")}};
    struct period got = {0};
    expect("by caliber", "one before",
           stride_step(stride_of(&(struct series){row, 3}, STR("")), row[2].period, -1, &got), got, "2030-01");
}

/* The calendar ends. */
Test(stride, stays_in_the_calendar)
{
    struct observation row[] = {{.period = parsed("0001-12-31")}, {.period = parsed("0002-12-31")}};
    struct period got;
    struct stride stride = stride_of(&(struct series){row, 2}, STR(""));
    cr_expect(!stride_step(stride, row[0].period, -1, &got));
    cr_expect(!stride_years(stride, parsed("9999-12-31"), 1, &got));
}
