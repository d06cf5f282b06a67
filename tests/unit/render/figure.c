/* figure: numbers and periods as a person reads them */

#include <criterion/criterion.h>

#include "base/str.h"
#include "base/voice.h"
#include "view/figure.h"

#define WANT(got, want, name) \
    cr_assert(str_eq(got, str_of(want)), "%s: got \"%.*s\", want \"%s\"", name, STR_ARG(got), want)

Test(figure, rounds_half_away_from_zero_on_the_decimal_text)
{
    static const struct {
        const char *text;
        int places;
        bool thousands;
        const char *want;
    } row[] = {
        {"2.675", 2, false, "2.68"},
        {"-2.675", 2, false, "-2.68"},
        {"1.005", 2, false, "1.01"},
        {"91", 1, false, "91.0"},
        {"9999", 0, true, "9999"},
        {"10000", 0, true, "10,000"},
        {"-1234567.5", 1, true, "-1,234,567.5"},
        {"68348", 0, false, "68348"},
        {"0012.50", FIGURE_OWN, false, "0012.50"},
        {"-0.04", 1, false, "0.0"},
        {"about 5", 1, true, "about 5"},
        {"", 1, true, ""},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        WANT(figure_text(mem, str_of(row[i].text), row[i].places, row[i].thousands), row[i].want, row[i].text);
    mem_close(mem);
}

Test(figure, never_drops_digits_of_what_is_given)
{
    struct mem *mem = mem_open();
    WANT(figure_given(mem, STR("4.55"), 1, false), "4.55", "more than the catalogue has");
    WANT(figure_given(mem, STR("12"), 1, false), "12.0", "fewer");
    mem_close(mem);
}

Test(figure, percents_of_ratios)
{
    static const struct {
        const char *ratio, *want, *brief;
    } row[] = {
        {"0.4", "40.0%", "40%"},       {"0.2105", "21.05%", "21.05%"}, {"-1.0", "-100.0%", "-100%"},
        {"0.9996", "99.96%", "99.96%"}, {"2.8125", "281.25%", "281.25%"}, {"x", "x", "x"},
        {"0.99996", "99.996%", "99.996%"}, {"1.0004", "100.04%", "100.04%"}, {"1.0000", "100.0%", "100%"},
        {"0.0001", "0.01%", "0.01%"},  {"-0.0001", "-0.01%", "-0.01%"}, {"0.000", "0.0%", "0%"},
        {"", "", ""},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        WANT(figure_percent(mem, str_of(row[i].ratio)), row[i].want, row[i].ratio);
        WANT(figure_percent_brief(mem, str_of(row[i].ratio)), row[i].brief, row[i].ratio);
    }
    mem_close(mem);
}

Test(figure, never_reaches_a_limit_that_the_text_has_not_reached)
{
    static const struct {
        const char *text;
        int places;
        const char *limit[2], *want;
    } row[] = {
        {"0.9477", 2, {"0.95", "1.05"}, "0.948"}, {"0.9511", 2, {"0.95", "1.05"}, "0.951"},
        {"0.95", 2, {"0.95", "1.05"}, "0.95"},    {"1.04999", 2, {"0.95", "1.05"}, "1.04999"},
        {"99.96", 1, {"100", ""}, "99.96"},       {"100.04", 1, {"100", ""}, "100.04"},
        {"100", 1, {"100", ""}, "100.0"},         {"99.94", 1, {"100", "x"}, "99.9"},
        {"99.96", FIGURE_OWN, {"100", ""}, "99.96"}, {"about 5", 1, {"5", ""}, "about 5"},
        {"12345.96", 1, {"12346", ""}, "12,345.96"},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const struct str limit[] = {str_of(row[i].limit[0]), str_of(row[i].limit[1])};
        WANT(figure_beside(mem, str_of(row[i].text), row[i].places, true, limit, 2), row[i].want, row[i].text);
    }
    mem_close(mem);
}

Test(figure, gaps_have_the_unit_and_the_sign_of_what_is_shown)
{
    static const struct {
        const char *gap, *unit;
        int places;
        bool english;
        const char *want;
        int sign;
    } row[] = {
        {"0.26", "%", 1, false, "0.3个百分点", 1},
        {"-0.26", "%", 1, true, "0.3 pp", -1},
        {"0.004", "%", 2, false, "0.004个百分点", 1},
        {"-0.04", "", 1, false, "0.04", -1},
        {"0.000", "%", 2, false, "0.00个百分点", 0},
        {"1.5", "‰", 1, false, "1.5个千分点", 1},
        {"-5080", "元", 0, false, "5080元", -1},
        {"", "元", 0, false, "", 0},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        voice_open(row[i].english ? "en" : "zh");
        struct vocabulary *words = vocabulary_open(mem, mem, NULL);
        int sign = 9;
        WANT(figure_gap(words, str_of(row[i].gap), str_of(row[i].unit), row[i].places, false, &sign), row[i].want,
             row[i].gap);
        cr_assert_eq(sign, row[i].sign, "%s: sign %d", row[i].gap, sign);
    }
    mem_close(mem);
}

Test(figure, places_on_a_scale)
{
    static const struct {
        const char *value, *low, *high;
        bool known;
        long at;
    } row[] = {
        {"5", "0", "10", true, 50},      {"15", "0", "10", true, 150},     {"-5", "0", "10", true, -50},
        {"1.64", "1.95", "1.56", true, 79}, /* lower is better: the ends say so */
        {"1e30", "0", "1", true, 100000}, {"-1e30", "0", "1", true, -100000},
        {"0.005", "0", "1", true, 1},    {"0.004", "0", "1", true, 0},     {"0.025", "0", "1", true, 3},
        {"5", "3", "3.0", false, 0},     {"x", "0", "1", false, 0},        {"", "0", "1", false, 0},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        long at = 0;
        bool known = figure_scale(str_of(row[i].value), str_of(row[i].low), str_of(row[i].high), 100, &at);
        cr_assert_eq(known, row[i].known, "%s between %s and %s", row[i].value, row[i].low, row[i].high);
        cr_assert_eq(at, row[i].at, "%s between %s and %s: %ld", row[i].value, row[i].low, row[i].high, at);
    }
}

Test(figure, periods_in_words)
{
    static const struct {
        const char *period, *zh, *en;
    } row[] = {
        {"2022", "2022年", "2022"},
        {"2022-S1", "2022年上半年", "first half of 2022"},
        {"2022-S2", "2022年下半年", "second half of 2022"},
        {"2022-Q1", "2022年1季度", "Q1 2022"},
        {"2022-Q3", "2022年3季度", "Q3 2022"},
        {"2022-Q4", "2022年4季度", "Q4 2022"},
        {"2023-06", "2023年6月", "Jun 2023"},
        {"2020-01-01/P9M", "2020年1-9月", "Jan-Sep 2020"},
        {"2021-01-01/P5Y", "2021-01-01/P5Y", "2021-01-01/P5Y"},
        {"2022-06-30", "2022年6月30日", "2022-06-30"},
        {"mid 2022", "mid 2022", "mid 2022"},
    };
    struct mem *mem = mem_open();
    voice_open("zh");
    struct vocabulary *zh = vocabulary_open(mem, mem, NULL);
    voice_open("en");
    struct vocabulary *en = vocabulary_open(mem, mem, NULL);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        WANT(figure_period(zh, str_of(row[i].period)), row[i].zh, row[i].period);
        WANT(figure_period(en, str_of(row[i].period)), row[i].en, row[i].period);
    }
    mem_close(mem);
}

Test(figure, numbers_before_texts_and_nothing_last)
{
    static const char *const order[] = {"-3", "2", "10", "1e2", "a", "b", ""};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
            int got = figure_compare(str_of(order[i]), str_of(order[k]));
            cr_assert_eq((got > 0) - (got < 0), (i > k) - (i < k), "\"%s\" and \"%s\": %d", order[i], order[k], got);
        }
    cr_assert_eq(figure_compare(STR("1.0"), STR("1")), 0, "equal numbers");
}

Test(figure, percentages_points_and_what_was_estimated)
{
    static const struct {
        const char *text, *share, *points, *statistic;
    } row[] = {
        {"36", "36", "+36", "36"},
        {"33.333333", "33.3", "+33.3", "33.333"},
        {"99.97", "99.97", "+100.0", "99.97"},
        {"-0.04", "-0.04", "-0.04", "-0.04"},
        {"0", "0", "0", "0"},
        {"0.000123456", "0.0001", "+0.0001", "0.000123"},
        {"-12.3456789", "-12.3", "-12.3", "-12.346"},
        {"", "", "", ""},
        {"unclear", "unclear", "unclear", "unclear"},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        WANT(figure_share(mem, str_of(row[i].text)), row[i].share, row[i].text);
        WANT(figure_points(mem, str_of(row[i].text)), row[i].points, row[i].text);
        WANT(figure_statistic(mem, str_of(row[i].text), false), row[i].statistic, row[i].text);
    }
    mem_close(mem);
}
