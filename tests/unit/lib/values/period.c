/* period: forms, canonical forms, weeks, leap years, distances, and every day of two
 * centuries against the C library's calendar. */
#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "values/period.h"

static const char *written(struct period period)
{
    static char text[PERIOD_TEXT_MAX + 1];
    text[period_write(text, period)] = '\0';
    return text;
}

static struct period parsed(const char *text)
{
    struct period period = {0, 0, PERIOD_DAY};
    cr_assert(period_parse(str_of(text), &period), "%s is a period", text);
    return period;
}

/* ---- reading and writing ---- */

static const struct {
    const char *text, *want, *first, *last;
    enum period_grain grain;
} form[] = {
    {"2022", "2022", "2022-01-01", "2022-12-31", PERIOD_YEAR},
    {"0001", "0001", "0001-01-01", "0001-12-31", PERIOD_YEAR},
    {"9999", "9999", "9999-01-01", "9999-12-31", PERIOD_YEAR},
    {"2022-S1", "2022-S1", "2022-01-01", "2022-06-30", PERIOD_HALF},
    {"2022-S2", "2022-S2", "2022-07-01", "2022-12-31", PERIOD_HALF},
    {"2022-Q1", "2022-Q1", "2022-01-01", "2022-03-31", PERIOD_QUARTER},
    {"2022-Q4", "2022-Q4", "2022-10-01", "2022-12-31", PERIOD_QUARTER},
    {"2022-06", "2022-06", "2022-06-01", "2022-06-30", PERIOD_MONTH},
    {"2024-02", "2024-02", "2024-02-01", "2024-02-29", PERIOD_MONTH},
    {"2023-02", "2023-02", "2023-02-01", "2023-02-28", PERIOD_MONTH},
    {"1900-02", "1900-02", "1900-02-01", "1900-02-28", PERIOD_MONTH},
    {"2000-02", "2000-02", "2000-02-01", "2000-02-29", PERIOD_MONTH},
    {"2022-06-30", "2022-06-30", "2022-06-30", "2022-06-30", PERIOD_DAY},
    {"2024-02-29", "2024-02-29", "2024-02-29", "2024-02-29", PERIOD_DAY},
    /* ISO 8601: 2020 has 53 weeks, 1 January 2021 lies in its last; 2022 begins on a Saturday */
    {"2022-W05", "2022-W05", "2022-01-31", "2022-02-06", PERIOD_WEEK},
    {"2020-W53", "2020-W53", "2020-12-28", "2021-01-03", PERIOD_WEEK},
    {"2022-W01", "2022-W01", "2022-01-03", "2022-01-09", PERIOD_WEEK},
    {"2025-W01", "2025-W01", "2024-12-30", "2025-01-05", PERIOD_WEEK},
    {"0001-W01", "0001-W01", "0001-01-01", "0001-01-07", PERIOD_WEEK},
    /* spans, and their canonical forms */
    {"2022-01-01/P5M", "2022-01-01/P5M", "2022-01-01", "2022-05-31", PERIOD_SPAN},
    {"2021-01-01/P5Y", "2021-01-01/P5Y", "2021-01-01", "2025-12-31", PERIOD_SPAN},
    {"2022-01-01/P3M", "2022-Q1", "2022-01-01", "2022-03-31", PERIOD_QUARTER},
    {"2022-02-01/P3M", "2022-02-01/P3M", "2022-02-01", "2022-04-30", PERIOD_SPAN},
    {"2022-01-01/P6M", "2022-S1", "2022-01-01", "2022-06-30", PERIOD_HALF},
    {"2022-04-01/P6M", "2022-04-01/P6M", "2022-04-01", "2022-09-30", PERIOD_SPAN},
    {"2022-01-01/P12M", "2022", "2022-01-01", "2022-12-31", PERIOD_YEAR},
    {"2022-01-01/P1Y", "2022", "2022-01-01", "2022-12-31", PERIOD_YEAR},
    {"2022-04-01/P12M", "2022-04-01/P1Y", "2022-04-01", "2023-03-31", PERIOD_SPAN},
    {"2022-01-01/P18M", "2022-01-01/P18M", "2022-01-01", "2023-06-30", PERIOD_SPAN},
    {"2022-01-01/P1Y6M", "2022-01-01/P18M", "2022-01-01", "2023-06-30", PERIOD_SPAN},
    {"2022-06-01/P1M", "2022-06", "2022-06-01", "2022-06-30", PERIOD_MONTH},
    {"2022-06-01/P30D", "2022-06", "2022-06-01", "2022-06-30", PERIOD_MONTH},
    {"2022-01-03/P7D", "2022-W01", "2022-01-03", "2022-01-09", PERIOD_WEEK},
    {"2022-01-03/P1W", "2022-W01", "2022-01-03", "2022-01-09", PERIOD_WEEK},
    {"2022-01-04/P7D", "2022-01-04/P7D", "2022-01-04", "2022-01-10", PERIOD_SPAN},
    {"2022-01-04/P1D", "2022-01-04", "2022-01-04", "2022-01-04", PERIOD_DAY},
    {"2022-01-15/P10D", "2022-01-15/P10D", "2022-01-15", "2022-01-24", PERIOD_SPAN},
    {"2021-02-01/P28D", "2021-02", "2021-02-01", "2021-02-28", PERIOD_MONTH},
    {"9999-01-01/P12M", "9999", "9999-01-01", "9999-12-31", PERIOD_YEAR},
};

Test(period, forms)
{
    for (size_t i = 0; i < sizeof form / sizeof form[0]; i++) {
        struct period period;
        cr_expect(period_parse(str_of(form[i].text), &period), "%s is a period", form[i].text);
        cr_expect_str_eq(written(period), form[i].want, "%s is written %s, not %s", form[i].text, form[i].want,
                         written(period));
        cr_expect_eq(period.grain, form[i].grain, "%s has its grain", form[i].text);
        cr_expect_eq(period.first, parsed(form[i].first).first, "%s begins on %s", form[i].text, form[i].first);
        cr_expect_eq(period.last, parsed(form[i].last).first, "%s ends on %s", form[i].text, form[i].last);
        struct period again = parsed(written(period));
        cr_expect(memcmp(&again, &period, sizeof period) == 0, "%s reads back as itself", form[i].text);
    }
}

static const char *const refused[] = {
    "", " ", "2022 ", " 2022", "22", "202", "20222", "0000", "2022-", "2022-0", "2022-00", "2022-13", "2022-6",
    "2022-Q0", "2022-Q5", "2022-q1", "2022-S3", "2022-S0", "2022-W00", "2022-W53", "2022-W5", "2020-W54",
    "2022-W053", "2022-02-29", "1900-02-29", "2100-02-29", "2022-04-31", "2022-06-00", "2022-06-3", "2022-06-300",
    "2022-06-30/", "2022-06-30/P", "2022-06-30/P0D", "2022-06-30/P01D", "2022-06-30/5D", "2022-06-30/P1",
    "2022-06-30/P1M", "2022-01-02/P1Y", "2022-01-01/P1Y0M", "2022-01-01/P1M2D", "2022-01-01/PM", "2022-01-01/P1Y6",
    "2022-01-01/P1D ", "2022/P1Y", "2022-01/P5M", "9999-12-01/P2M", "9999-12-31/P2D", "9999-W52",
    "9999-01-01/P9999999D", "2022-01-01/P9999999M", "2022-01-01/P99999999999M", "2022.06", "2022/06", "202206",
    "2022年", "2022-06-30T00:00", "-2022", "+2022", "２０２２", "2022-Q", "2022-S", "2022-W",
    "2022-Qx", "2022-Q11", "2022-Sx", "2022-S11", "2022-Wx1", "2022-01-01/P1YM", "2022-01-01/P1Y6D", "2022x06",
};

Test(period, refuses_other_texts)
{
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct period period = {7, 8, PERIOD_SPAN};
        cr_expect_not(period_parse(str_of(refused[i]), &period), "\"%s\" is refused", refused[i]);
        cr_expect(period.first == 7 && period.last == 8, "\"%s\" leaves the period alone", refused[i]);
    }
}

/* ---- every day of two centuries, against gmtime ---- */

Test(period, days_of_1900_to_2100)
{
    int32_t from, to;
    cr_assert(period_day(1900, 1, 1, &from) && period_day(2100, 12, 31, &to));
    for (int32_t number = from; number <= to; number++) {
        time_t seconds = (time_t)number * 86400;
        struct tm tm;
        gmtime_r(&seconds, &tm);
        int year, month, day;
        int32_t back;
        period_date(number, &year, &month, &day);
        cr_assert(year == tm.tm_year + 1900 && month == tm.tm_mon + 1 && day == tm.tm_mday, "day %d is %d-%d-%d",
                  number, tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
        cr_assert(period_day(year, month, day, &back) && back == number, "day %d goes round", number);

        char want[PERIOD_TEXT_MAX];
        strftime(want, sizeof want, "%Y-%m-%d", &tm);
        struct period one = period_of_days(number, number), week;
        cr_assert_str_eq(written(one), want, "day %d is written %s", number, want);
        cr_assert_eq(parsed(want).first, number, "%s reads back", want);

        strftime(want, sizeof want, "%G-W%V", &tm);
        cr_assert(period_coarsen(one, PERIOD_WEEK, &week));
        cr_assert_str_eq(written(week), want, "day %d lies in %s, not %s", number, want, written(week));
        cr_assert_eq(parsed(want).first, week.first, "%s reads back", want);
    }
}

Test(period, days_at_the_ends_of_the_calendar)
{
    int32_t first, last;
    cr_expect(period_day(1, 1, 1, &first) && first == -719162);
    cr_expect(period_day(9999, 12, 31, &last) && last == 2932896);
    cr_expect_not(period_day(0, 12, 31, &first));
    cr_expect_not(period_day(10000, 1, 1, &first));
    cr_expect_not(period_day(2022, 0, 1, &first));
    cr_expect_not(period_day(2022, 13, 1, &first));
    cr_expect_not(period_day(2022, 1, 0, &first));
}

/* ---- order, steps, distances ---- */

Test(period, order_is_by_end_then_by_start)
{
    static const char *const order[] = {"2021", "2022-01", "2022-01-01/P2M", "2022-02", "2022-01-01/P5M",
                                        "2022-S1", "2022-Q2", "2022-06", "2022-06-30", "2022-W27",
                                        "2021-01-01/P2Y", "2022", "2022-S2"};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        for (size_t k = 0; k < sizeof order / sizeof order[0]; k++) {
            int got = period_compare(parsed(order[i]), parsed(order[k]));
            int want = (i > k) - (i < k);
            cr_expect_eq((got > 0) - (got < 0), want, "%s against %s is %d", order[i], order[k], want);
        }
}

static const struct {
    const char *period;
    int steps;
    const char *want;         /* null: no such period */
} step[] = {
    {"2022-06", -12, "2021-06"},
    {"2022-01-01/P5M", -1, "2021-08-01/P5M"},
    {"2022", 3, "2025"},
    {"2022-Q1", -1, "2021-Q4"},
    {"2022-S2", 1, "2023-S1"},
    {"2022-12", 1, "2023-01"},
    {"2024-02-28", 2, "2024-03-01"},
    {"2020-W53", 1, "2021-W01"},
    {"2021-W01", -1, "2020-W53"},
    {"2021-01-01/P5Y", 1, "2026-01-01/P5Y"},
    {"2021-01-01/P5Y", 0, "2021-01-01/P5Y"},
    {"9999", 1, NULL},
    {"0001-Q1", -1, NULL},
    {"2022", 2147483647, NULL},
    {"2022-01-15/P10D", 1, NULL},
    {"0001-01-01", -1, NULL},
    {"9999-12-31", 1, NULL},
    {"9999-12-30", 1, "9999-12-31"},
    {"2022-W05", -200000, NULL},
};

Test(period, steps)
{
    for (size_t i = 0; i < sizeof step / sizeof step[0]; i++) {
        struct period result;
        bool done = period_step(parsed(step[i].period), step[i].steps, &result);
        cr_expect_eq(done, step[i].want != NULL, "%s and %d", step[i].period, step[i].steps);
        if (done && step[i].want)
            cr_expect_str_eq(written(result), step[i].want, "%s and %d is %s, not %s", step[i].period, step[i].steps,
                             step[i].want, written(result));
    }
}

static const struct {
    const char *period;
    int years;
    const char *want;
} year_on[] = {
    {"2022-06", -1, "2021-06"},       {"2022-01-01/P5M", -1, "2021-01-01/P5M"},
    {"2022-S1", 1, "2023-S1"},        {"2024-02-29", -1, NULL},
    {"2024-02-29", -4, "2020-02-29"}, {"2024-02", -1, "2023-02"},
    {"2020-W53", 1, NULL},            {"2020-W53", 6, "2026-W53"},
    {"2022-W05", -1, "2021-W05"},     {"2022-01-15/P10D", 1, "2023-01-15/P10D"},
    {"9999", 1, NULL},                {"2022", -2022, NULL},
};

Test(period, same_days_of_another_year)
{
    for (size_t i = 0; i < sizeof year_on / sizeof year_on[0]; i++) {
        struct period result;
        bool done = period_years_on(parsed(year_on[i].period), year_on[i].years, &result);
        cr_expect_eq(done, year_on[i].want != NULL, "%s and %d years", year_on[i].period, year_on[i].years);
        if (done && year_on[i].want)
            cr_expect_str_eq(written(result), year_on[i].want, "%s and %d years is %s, not %s", year_on[i].period,
                             year_on[i].years, year_on[i].want, written(result));
    }
}

static const struct {
    const char *period;
    enum period_grain grain;
    const char *want;
} coarse[] = {
    {"2022-06-30", PERIOD_MONTH, "2022-06"},    {"2022-06", PERIOD_QUARTER, "2022-Q2"},
    {"2022-06", PERIOD_HALF, "2022-S1"},        {"2022-07", PERIOD_HALF, "2022-S2"},
    {"2022-Q4", PERIOD_YEAR, "2022"},           {"2022-S2", PERIOD_YEAR, "2022"},
    {"2022", PERIOD_YEAR, "2022"},              {"2022-W05", PERIOD_MONTH, NULL},
    {"2022-W06", PERIOD_MONTH, "2022-02"},      {"2022-W06", PERIOD_YEAR, "2022"},
    {"2020-W53", PERIOD_YEAR, NULL},            {"2022", PERIOD_QUARTER, NULL},
    {"2022-01-01/P5M", PERIOD_YEAR, "2022"},    {"2022-01-01/P5M", PERIOD_HALF, "2022-S1"},
    {"2022-01-01/P5M", PERIOD_QUARTER, NULL},   {"2021-01-01/P5Y", PERIOD_YEAR, NULL},
    {"2022-12", PERIOD_QUARTER, "2022-Q4"},     {"2022-06", PERIOD_DAY, NULL},
    {"2022-06-30", PERIOD_DAY, "2022-06-30"},   {"2022-06-30", PERIOD_SPAN, NULL},
    {"9999-12-31", PERIOD_WEEK, NULL},          {"9999-12-31", PERIOD_YEAR, "9999"},
};

Test(period, coarser_grains)
{
    for (size_t i = 0; i < sizeof coarse / sizeof coarse[0]; i++) {
        struct period result;
        bool done = period_coarsen(parsed(coarse[i].period), coarse[i].grain, &result);
        cr_expect_eq(done, coarse[i].want != NULL, "%s at grain %d", coarse[i].period, coarse[i].grain);
        if (done && coarse[i].want)
            cr_expect_str_eq(written(result), coarse[i].want, "%s lies in %s, not %s", coarse[i].period,
                             coarse[i].want, written(result));
    }
}

static const struct {
    const char *a, *b;
    int months;
} between[] = {
    {"2020", "2023-06", 30},       {"2020", "2025", 60},          {"2020", "2022", 24},
    {"2020", "2023-S1", 30},       {"2020", "2022-12-31", 24},    {"2020", "2023-06-30", 30},
    {"2020", "2023-06-29", 29},    {"2020-12-15", "2021-01-14", 0}, {"2020-12-15", "2021-01-15", 1},
    {"2023-01-31", "2023-02-28", 1}, {"2023-02-28", "2023-03-30", 0}, {"2023-02-28", "2023-03-31", 1},
    {"2023-01-30", "2023-02-28", 1}, {"2022", "2022", 0},         {"2022-Q1", "2022-Q2", 3},
    {"2022-01-01/P5M", "2022-06", 1}, {"2021-01-01/P5Y", "2025", 0},
};

Test(period, months_between_ends)
{
    for (size_t i = 0; i < sizeof between / sizeof between[0]; i++) {
        struct period a = parsed(between[i].a), b = parsed(between[i].b);
        cr_expect_eq(period_months_between(a, b), between[i].months, "%s to %s is %d months, not %d", between[i].a,
                     between[i].b, between[i].months, period_months_between(a, b));
        cr_expect_eq(period_months_between(b, a), -between[i].months, "and back from %s to %s", between[i].b,
                     between[i].a);
    }
    for (int a = 1; a <= 9999; a = a < 9 ? a + 1 : a * 7 / 5)
        for (int b = 1; b <= 9999; b++)
            cr_assert_eq(period_months_between(period_year(a), period_year(b)), 12 * (b - a), "%d to %d", a, b);
}

Test(period, inside_length_and_year)
{
    cr_expect(period_inside(parsed("2022-06"), parsed("2022-S1")));
    cr_expect(period_inside(parsed("2022"), parsed("2022")));
    cr_expect_not(period_inside(parsed("2022-S1"), parsed("2022-06")));
    cr_expect_not(period_inside(parsed("2020-W53"), parsed("2020")));
    cr_expect_eq(period_end_year(parsed("2021-01-01/P5Y")), 2025);
    cr_expect_eq(period_end_year(parsed("2020-W53")), 2021);
    cr_expect_eq(period_length_months(parsed("2021-01-01/P5Y")), 60);
    cr_expect_eq(period_length_months(parsed("2022-Q3")), 3);
    cr_expect_eq(period_length_months(parsed("2022-W05")), 0);
    cr_expect_eq(period_length_months(parsed("2022-01-15/P10D")), 0);
    cr_expect_str_eq(written(period_months(2022, 1, 9)), "2022-01-01/P9M");
    cr_expect_str_eq(written(period_year(2022)), "2022");
}

/* A year goes by one end, what is shorter by the other. */
Test(period, until_one_end_or_the_other)
{
    struct until until = {.year = parsed("2024"), .part = parsed("2025-06")};
    cr_expect(until_allows(&until, parsed("2024")) && until_allows(&until, parsed("2020-01-01/P5Y")));
    cr_expect_not(until_allows(&until, parsed("2025")));
    cr_expect(until_allows(&until, parsed("2025-06")) && until_allows(&until, parsed("2025-Q2")));
    cr_expect_not(until_allows(&until, parsed("2025-07")) || until_allows(&until, parsed("2025-Q3")));
    cr_expect_str_eq(written(until_of(&until, parsed("2025-01-01/P11M"))), "2025-06");
    cr_expect_str_eq(written(until_of(&until, parsed("2024-02-01/P12M"))), "2024");
}

/* What may be meant is said only where the figures leave one reading. */
Test(period, says_what_may_be_meant)
{
    static const struct {
        const char *text, *meant;
    } row[] = {
        {"2022年", "2022"}, {"2022年度", "2022"}, {"FY 2022", NULL}, {"F2022", "2022"}, {"2022年3月", "2022-03"},
        {"2022年3月份", "2022-03"}, {"2022.3", "2022-03"}, {"2022M11", "2022-11"}, {"2022年第3季度", "2022-Q3"},
        {"2022q4", "2022-Q4"}, {"2022H1", "2022-S1"}, {"2022/5/6", "2022-05-06"}, {"2022年5月6日", "2022-05-06"},
        {"2022年13月", NULL}, {"2022Q5", NULL}, {"2022H3", NULL}, {"2022/2/30", NULL}, {"5/6/2022", NULL}, {"22-3", NULL},
        {"2022-1-2-3", NULL}, {"2022 1 Q H", NULL}, {"2022上半年", NULL}, {"", NULL}, {"Q", NULL}, {"2022 Q", NULL},
        {"2022-1-1 Q", NULL}, {"202200000000000", NULL},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const char *why = period_why(mem, str_of(row[i].text)), *found = strstr(why, "did you mean ");
        cr_expect(!found == !row[i].meant, "%s %s", row[i].text, why);
        if (found && row[i].meant)
            cr_expect(strncmp(found + 13, row[i].meant, strlen(row[i].meant)) == 0 &&
                      found[13 + strlen(row[i].meant)] == '?', "%s %s", row[i].text, why);
    }
    mem_close(mem);
}
