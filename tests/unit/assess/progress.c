/* The worked examples of plan evaluation practice and of Eurostat's rule, with their
 * published values. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "judge/progress.h"

#include "arena.h"

TestSuite(progress, .init = open_mem, .fini = close_mem);

static struct num number(const char *text)
{
    struct num value = num_of(0);
    cr_assert(num_parse(str_of(text), &value) == NUM_OK, "%s is a number", text);
    return value;
}

static struct period period(const char *text)
{
    struct period value = period_year(1);
    cr_assert(period_parse(str_of(text), &value), "%s is a period", text);
    return value;
}

static const char *written(struct measure measure, int places)
{
    struct str text = measure_text(mem, measure, places);
    return text.length ? text.at : "";
}

static void expect(const char *name, const char *what, const char *got, const char *want)
{
    cr_expect(str_eq(str_of(got), str_of(want)), "%s: %s is %s, not %s", name, what, got, want);
}

/* completion, time, pace; the linear and the compound path.  P1 to P11 are the
 * published cases of 2015 to 2030 seen in 2020, whose linear and compound answers stand
 * side by side; P9, P10 and P11 have no compound answer or none of their own. */
static const struct {
    const char *name, *base, *base_value, *seen, *value, *target, *target_value;
    const char *completion, *time, *pace, *compound;
} level[] = {
    {"patents 2021", "2020", "6.3", "2021", "7.5", "2025", "12", "0.2105", "0.2000", "1.0526", ""},
    {"patents 2023", "2020", "6.3", "2023", "11.8", "2025", "12", "0.9649", "0.6000", "1.6082", ""},
    {"mid-2023 is half of the time", "2020", "0", "2023-06", "5", "2025", "10", "0.5000", "0.5000", "1.0000", ""},
    {"base of 2019", "2019", "77.3", "2023", "78.6", "2025", "78.3", "1.3000", "0.6667", "1.9500", ""},
    {"P1 on time linearly, ahead by rates", "2015", "50", "2020", "60", "2030", "80", "0.3333", "0.3333", "1.0000",
     "1.16675181"},
    {"P2", "2015", "50", "2020", "56", "2030", "80", "0.2000", "0.3333", "0.6000", "0.72022672"},
    {"P3", "2015", "50", "2020", "51", "2030", "80", "0.0333", "0.3333", "0.1000", "0.12467558"},
    {"P4 away from the base", "2015", "50", "2020", "48", "2030", "80", "-0.0667", "0.3333", "-0.2000", "-0.25545878"},
    {"P5 beyond the target", "2015", "50", "2020", "82", "2030", "80", "1.0667", "0.3333", "3.2000", "3.26737060"},
    {"P6 less is better", "2015", "20", "2020", "15", "2030", "10", "0.5000", "0.3333", "1.5000", "1.23814160"},
    {"P7", "2015", "20", "2020", "19", "2030", "10", "0.1000", "0.3333", "0.3000", "0.22600932"},
    {"P8", "2015", "20", "2020", "22", "2030", "10", "-0.2000", "0.3333", "-0.6000", "-0.42616386"},
    {"P9 a target of zero has no rate", "2015", "20", "2020", "12", "2030", "0", "0.4000", "0.3333", "1.2000", ""},
    {"P10 a base of zero has no rate", "2015", "0", "2020", "5", "2030", "10", "0.5000", "0.3333", "1.5000", ""},
    {"P11 the base beyond the target", "2015", "90", "2020", "84", "2030", "80", "0.6000", "0.3333", "1.8000", ""},
    {"target equal to base", "2020", "6.5", "2022", "6.8", "2025", "6.5", "", "0.4000", "", ""},
};

Test(progress, levels)
{
    for (size_t i = 0; i < sizeof level / sizeof *level; i++) {
        struct schedule schedule;
        cr_assert(schedule_find(period(level[i].base), period(level[i].seen), period(level[i].target), &schedule),
                  "%s", level[i].name);
        struct num base = number(level[i].base_value), value = number(level[i].value),
                   target = number(level[i].target_value);
        struct measure time = schedule_progress(schedule), completion = progress_completion(base, value, target);
        expect(level[i].name, "completion", written(completion, 4), level[i].completion);
        expect(level[i].name, "time", written(time, 4), level[i].time);
        expect(level[i].name, "pace", written(measure_divide(completion, time), 4), level[i].pace);
        struct compound path = progress_compound(base, value, target, schedule);
        if (level[i].compound[0])
            expect(level[i].name, "compound pace", written(path.pace, 8), level[i].compound);
        if (num_sign(base) == 0 || num_sign(target) == 0)
            cr_expect(!path.pace.known && !path.expected.known, "%s: no compound path", level[i].name);
    }
}

/* The rates behind the compound pace, from ten published digits. */
Test(progress, rates)
{
    struct schedule schedule = {60, 180};
    static const struct {
        const char *name, *base, *value, *target, *observed, *required;
    } rate[] = {
        {"P1", "50", "60", "80", "0.03713729", "0.03182964"},
        {"P4", "50", "48", "80", "-0.00813116", "0.03182964"},
        {"P6", "20", "15", "10", "-0.05591249", "-0.04515840"},
        {"P11", "90", "84", "80", "-0.01370381", "-0.00782145"},
    };
    for (size_t i = 0; i < sizeof rate / sizeof *rate; i++) {
        struct compound path = progress_compound(number(rate[i].base), number(rate[i].value), number(rate[i].target),
                                                 schedule);
        expect(rate[i].name, "observed", written(path.observed, 8), rate[i].observed);
        expect(rate[i].name, "required", written(path.required, 8), rate[i].required);
    }
    static const char *const without[][3] = {{"-10", "5", "10"}, {"10", "-5", "20"}, {"10", "0", "20"},
                                             {"10", "5", "-20"}};
    for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
        struct compound path =
            progress_compound(number(without[i][0]), number(without[i][1]), number(without[i][2]), schedule);
        cr_expect(!path.pace.known && !path.expected.known && !path.observed.known,
                  "%s, %s, %s: signs that differ have no rate", without[i][0], without[i][1], without[i][2]);
    }
}

/* Time has to have passed, and the target to lie after the base. */
Test(progress, schedules)
{
    static const struct {
        const char *base, *seen, *target;
        bool is_one;
        int elapsed, whole;
    } row[] = {
        {"2020", "2021", "2025", true, 12, 60},   {"2020", "2020-12", "2025", false, 0, 60},
        {"2020", "2021-01", "2025", true, 1, 60}, {"2020", "2019", "2025", false, -12, 60},
        {"2020", "2026", "2025", true, 72, 60},   {"2020", "2021", "2020", false, 12, 0},
        {"2020-S1", "2021-S1", "2020", true, 12, 6},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct schedule got;
        bool is_one = schedule_find(period(row[i].base), period(row[i].seen), period(row[i].target), &got);
        cr_expect(is_one == row[i].is_one && got.elapsed == row[i].elapsed && got.whole == row[i].whole,
                  "%s, %s, %s: %d of %d months", row[i].base, row[i].seen, row[i].target, got.elapsed, got.whole);
    }
}

/* Thresholds are compared without rounding: 19 of 20 in the whole time is 0.95 exactly. */
Test(progress, thresholds_are_exact)
{
    struct measure third = measure_divide(measure_quotient(num_of(1), num_of(3)),
                                          measure_quotient(num_of(1), num_of(3)));
    cr_expect(measure_compare(third, num_of(1)) == 0, "a third by a third is 1");
    struct measure pace = measure_divide(progress_completion(number("0"), number("0.57"), number("1")),
                                         schedule_progress((struct schedule){36, 60}));
    cr_expect(measure_compare(pace, number("0.95")) == 0, "0.57 of 60 %% is 0.95");
    pace = measure_divide(progress_completion(number("0"), number("0.5699999"), number("1")),
                          schedule_progress((struct schedule){36, 60}));
    cr_expect(measure_compare(pace, number("0.95")) < 0, "a little less is less");
    cr_expect(!measure_divide(third, (struct measure){0}).known, "by nothing is nothing");
    cr_expect(!measure_divide(third, measure_of(num_of(0))).known, "by zero is nothing");
}

/* Averages over two years: published to one place, to three computed independently; the
 * last two must not match the published 6.5 and 2.6, since 2020 was revised in between. */
static const struct {
    const char *name, *first, *second, *average, *published;
    bool match;
} average[] = {
    {"services", "3.6", "7.1", "5.335", "5.3", true},
    {"large-industry value added", "5.2", "11.9", "8.498", "8.5", true},
    {"investment", "5.5", "11", "8.215", "8.2", true},
    {"trade", "6.7", "21.6", "13.907", "13.9", true},
    {"secondary industry", "3.0", "9.8", "6.346", "6.5", false},
    {"primary industry", "2.1", "2.8", "2.449", "2.6", false},
};

Test(progress, two_year_averages)
{
    for (size_t i = 0; i < sizeof average / sizeof *average; i++) {
        struct chain chain = chain_begin();
        cr_assert(chain_add(&chain, number(average[i].first)) && chain_add(&chain, number(average[i].second)));
        expect(average[i].name, "average", written(chain_average(&chain), 3), average[i].average);
        bool match = str_eq(str_of(written(chain_average(&chain), 1)), str_of(average[i].published));
        cr_expect(match == average[i].match, "%s: published %s", average[i].name, average[i].published);
    }
}

Test(progress, average_growth)
{
    struct chain so_far = chain_begin(), goal;
    cr_assert(chain_add(&so_far, number("8.2")) && chain_add(&so_far, number("3.5")));
    cr_assert(chain_repeat(number("6.5"), 5, &goal));
    expect("growth", "average", written(chain_average(&so_far), 3), "5.824");
    cr_expect(str_eq(measure_percent(mem, chain_completion(&so_far, &goal), 2), STR("35.95")), "completion %s",
              measure_percent(mem, chain_completion(&so_far, &goal), 2).at);
    expect("growth", "needed", written(chain_needed(&so_far, &goal), 3), "6.953");
    cr_expect(!chain_needed(&goal, &goal).known, "nothing is needed when no year remains");
    cr_expect(!chain_add(&so_far, number("-100")), "a fall of 100 %% ends a chain");
}

Test(progress, cumulative_reduction)
{
    struct chain chain = chain_begin();
    cr_assert(chain_add(&chain, number("-2.7")) && chain_add(&chain, number("-0.1")));
    struct num fall = chain_reduction(&chain);
    cr_expect(num_compare(fall, number("2.7973")) == 0, "the fall is exactly 2.7973");
    struct measure done = measure_quotient(fall, number("13.5"));
    struct measure path = progress_equal_rate(number("13.5"), (struct schedule){24, 60});
    cr_expect(str_eq(measure_percent(mem, done, 2), STR("20.72")), "completion");
    expect("reduction", "equal-rate path", written(path, 3), "5.636");
    cr_expect(str_eq(measure_percent(mem, measure_divide(measure_of(fall), path), 1), STR("49.6")),
              "share of the path");
}

/* Thirty years with two places need more than 38 digits; the product goes on. */
Test(progress, long_chains)
{
    struct chain chain;
    cr_assert(chain_repeat(number("3.45"), 30, &chain));
    expect("30 years", "average", written(chain_average(&chain), 6), "3.450000");
    chain = chain_begin();
    for (int i = 0; i < 30; i++)
        cr_assert(chain_add(&chain, number("-3.45")));
    cr_expect(num_compare(chain_reduction(&chain), number("65.12")) > 0 &&
              num_compare(chain_reduction(&chain), number("65.13")) < 0, "a fall of %s",
              num_text(mem, chain_reduction(&chain)).at);
}
