/* What a model says and what it refuses: names, reasons, scales, limits, combinations, chances. */
#include <criterion/criterion.h>
#include <math.h>

#include "base/str.h"
#include "model/model.h"
#include "inference/distribution.h"

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

TestSuite(model, .init = open_mem, .fini = close_mem, .timeout = 60);

static const double year[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
static const double five[] = {100, 110, 121, 129, 142}, equal[] = {50, 50, 50, 50, 50};

static struct model_series series_of(const double *value, size_t count)
{
    return (struct model_series){value, year, count, 1};
}

static struct model_fit fit_of(const char *name, struct model_series series, struct model_manner manner)
{
    struct model_fit fit;
    const struct model *model = model_find(str_of(name));
    cr_assert(model, "%s", name);
    cr_assert_eq(model_fit(model, &series, &manner, mem, &fit), fit.reason);
    return fit;
}

static const struct model_manner own = {0};

/* ---- rows ---- */

Test(model, rows)
{
    const struct model *model, *other;
    size_t count = 0;
    for (; (model = model_at(count)); count++) {
        cr_expect_eq(model_find(str_of(model->name)), model, "%s: a name means one model", model->name);
        cr_expect(model->help && model->fit, "%s", model->name);
        cr_expect(model->breadth == NULL || model->divided, "%s: what divides its squares is not told", model->name);
    }
    cr_expect_eq(count, 16);
    cr_expect_null(model_find(STR("arima")));
    cr_expect_str_eq(model_at(0)->name, "naive", "the simplest comes first");
    other = model_find(STR("hw-additive"));
    cr_expect(model_least(other, 12) == 24 && model_least(model_find(STR("line")), 12) == 3);
    for (int reason = MODEL_OK + 1; reason <= MODEL_UNSPREAD; reason++)
        cr_expect(model_why(reason)[0] && model_reason_code(reason)[0]);
    cr_expect_str_eq(model_why(MODEL_OK), "");
}

/* 3.13 3.10 3.08 3.05 3.02: three years on. */
Test(model, a_plan_that_will_be_missed)
{
    static const double value[] = {3.13, 3.10, 3.08, 3.05, 3.02};
    static const struct {
        const char *name;
        double want;
    } points[] = {{"naive", 3.02}, {"line", 2.9410}, {"drift", 2.9375}, {"cagr", 2.9400}, {"damped", 2.9677}};
    for (size_t i = 0; i < LENGTH(points); i++) {
        struct model_fit fit = fit_of(points[i].name, series_of(value, 5), own);
        struct model_forecast ahead = model_ahead(&fit, 3);
        cr_expect_float_eq(ahead.point, points[i].want, 5e-5, "%s: %g", points[i].name, ahead.point);
        double chance;
        cr_expect_eq(model_chance(&fit, 3, 3, true, &chance), MODEL_OK);
        cr_expect(i == 0 ? chance > 0.5 : chance < 0.15, "%s: %g", points[i].name, chance);
        if (i == 1)
            cr_expect_float_eq(ahead.high[MODEL_95] - ahead.point, 0.0194, 5e-5);
    }
}

/* 100 110 121 129 142, weights 0.8 and 0.2: on paper. */
Test(model, worked_example)
{
    static const struct {
        const char *name;
        double point, low;    /* at 95 %; 0: not worked out */
    } want[] = {{"line", 151.3, 145.778662019}, {"drift", 152.5, 147.938432074}, {"cagr", 155.01025492, 0},
                {"log-line", 154.718888295, 147.815394757}, {"holt", 151.735936, 0}, {"damped", 148.116399196, 0},
                {"naive", 142, 121.119253458}, {"mean", 120.4, 0}, {"theil-sen", 152.5, 0}};
    for (size_t i = 0; i < LENGTH(want); i++) {
        struct model_fit fit = fit_of(want[i].name, series_of(five, 5), own);
        struct model_forecast ahead = model_ahead(&fit, 1);
        cr_expect_float_eq(ahead.point, want[i].point, 1e-8, "%s: %.12g", want[i].name, ahead.point);
        if (want[i].low > 0)
            cr_expect_float_eq(ahead.low[MODEL_95], want[i].low, 1e-8, "%s: %.12g", want[i].name, ahead.low[MODEL_95]);
    }
}

/* ---- refusals ---- */

static const double sunk[] = {3, 2, 1, 0, -1, -2}, gap[] = {0, 1, 3, 4, 5, 6}, shares[] = {40, 52, 61, 75, 88, 100},
                    month[] = {1, -5, 2, -6, -3, -8, -1, -5, 0};

Test(model, refusals)
{
    const struct model_series two = {five, year, 2, 1}, three = {five, year, 3, 1}, below = {sunk, year, 6, 1},
                              gaps = {sunk, gap, 6, 1}, months = {month, year, 9, 4}, percent = {shares, year, 6, 1};
    const struct model_limits unit = {true, true, 0, 100};
    const struct {
        const char *model;
        const struct model_series *series;
        struct model_manner manner;
        enum model_reason want;
    } asked[] = {
        {"line", &two, {0}, MODEL_SHORT},
        {"line", &three, {0}, MODEL_OK},
        {"drift", &two, {0}, MODEL_OK},
        {"theil-sen", &two, {0}, MODEL_SHORT},
        {"holt", &two, {0}, MODEL_SHORT},
        {"combination", &two, {0}, MODEL_MEMBERS},
        {"combination", &three, {0}, MODEL_OK},
        {"cagr", &below, {0}, MODEL_NOT_POSITIVE},
        {"log-line", &below, {0}, MODEL_NOT_POSITIVE},
        {"line", &below, {.scale = MODEL_LOG}, MODEL_NOT_POSITIVE},
        {"line", &gaps, {0}, MODEL_OK},
        {"theil-sen", &gaps, {0}, MODEL_OK},
        {"ses", &gaps, {0}, MODEL_GAPS},
        {"theta", &gaps, {0}, MODEL_GAPS},
        {"combination", &gaps, {0}, MODEL_MEMBERS},
        {"hw-additive", &below, {0}, MODEL_SEASONLESS},
        {"naive", &below, {.adjust = SEASONAL_ADDED}, MODEL_SEASONLESS},
        {"hw-additive", &months, {.adjust = SEASONAL_TIMES}, MODEL_OK},
        {"hw-multiplicative", &months, {0}, MODEL_UNPARTED},
        {"naive", &months, {.adjust = SEASONAL_TIMES}, MODEL_UNPARTED},
        {"naive", &months, {.adjust = SEASONAL_ADDED}, MODEL_OK},
        {"line", &percent, {.scale = MODEL_LOGIT}, MODEL_NO_LIMITS},
        {"line", &percent, {.scale = MODEL_LOGIT, .limits = unit}, MODEL_OUTSIDE},
        {"cagr", &percent, {.scale = MODEL_LOGIT, .limits = unit}, MODEL_SCALED},
        {"cagr", &percent, {.scale = MODEL_LOG}, MODEL_OK},
    };
    for (size_t i = 0; i < LENGTH(asked); i++) {
        struct model_fit fit = fit_of(asked[i].model, *asked[i].series, asked[i].manner);
        cr_expect_eq(fit.reason, asked[i].want, "row %zu, %s: \"%s\", not \"%s\"", i, asked[i].model,
                     model_why(fit.reason), model_why(asked[i].want));
    }
}

/* Numbers near the ends of a double give a reason, not an infinity. */
Test(model, too_large)
{
    static const double huge[] = {1e307, -1.6e308, 1.6e308, 2, 1.7e308, -1.7e308};
    static const double steep[] = {1, 1e60, 1e120, 1e180, 1e240};
    for (size_t i = 0; model_at(i); i++)
        for (unsigned step = 1; step < 9; step += 7) {
            struct model_fit fit = fit_of(model_at(i)->name, series_of(huge, 6), own);
            struct model_forecast ahead = {.reason = fit.reason};
            if (!fit.reason)
                ahead = model_ahead(&fit, step);
            cr_expect(ahead.reason || isfinite(ahead.point), "%s", model_at(i)->name);
            bool finite = isfinite(ahead.low[MODEL_95]) && isfinite(ahead.high[MODEL_80]);
            cr_expect(ahead.reason || ahead.interval || finite, "%s", model_at(i)->name);
        }
    struct model_fit fit = fit_of("cagr", series_of(steep, 5), own);
    double point;
    cr_expect_eq(model_point(&fit, 1, &point), MODEL_OK);
    cr_expect_eq(model_point(&fit, 2, &point), MODEL_RANGE);
    cr_expect_eq(model_ahead(&fit, 2).interval, MODEL_RANGE);
}

/* A value of a kind that trouble comes from. */
static double odd_value(unsigned *state, int kind)
{
    *state = *state * 1103515245u + 12345u;
    double value = (double)(*state >> 16) / 65536;
    switch (kind % 7) {
    case 0: return value;
    case 1: return floor(3 * value) - 1;
    case 2: return value * 1e150;
    case 3: return 100 + value * 1e-13;
    case 4: return ldexp(value, (int)(*state >> 22) - 500);
    case 5: return value < 0.8 ? 7 : 8;
    default: return value < 0.5 ? 0 : 100 * value;
    }
}

/* Whatever comes in and however it is asked: a finite answer or a reason, and ends in order. */
static void expect_sound(const struct model *model, const struct model_series *series,
                         const struct model_manner *manner)
{
    struct model_fit fit;
    if (model_fit(model, series, manner, mem, &fit))
        return;
    for (unsigned step = 1; step < 60; step += 7) {
        struct model_forecast ahead = model_ahead(&fit, step);
        double chance = 0;
        bool known = !model_chance(&fit, step, series->value[0], step % 2, &chance);
        cr_assert(ahead.reason || isfinite(ahead.point), "%s of %zu", model->name, series->count);
        cr_assert(!known || (chance >= 0 && chance <= 1), "%s of %zu: chance %g", model->name, series->count, chance);
        for (int level = 0; level < MODEL_LEVELS && !ahead.interval; level++) {
            double low = ahead.low[level], high = ahead.high[level], room = 1e-12 * (fabs(low) + fabs(high));
            cr_assert(isfinite(low) && isfinite(high), "%s of %zu", model->name, series->count);
            cr_assert(low <= ahead.point + room && ahead.point <= high + room, "%s of %zu, step %u: %g in %g to %g",
                      model->name, series->count, step, ahead.point, low, high);
        }
    }
}

Test(model, nothing_but_numbers)
{
    static const struct model_limits limits = {true, true, -1, 101};
    const struct model_manner manners[] = {
        {0},
        {.search = true},
        {.scale = MODEL_LOG, .interval_least = 2},
        {.scale = MODEL_LOGIT, .limits = limits},
        {.adjust = SEASONAL_ADDED, .start = MODEL_START_BEFORE},
        {.adjust = SEASONAL_TIMES, .limits = limits},
        {.adjust = SEASONAL_STL, .start = MODEL_START_SQUARES},
    };
    unsigned state = 11;
    for (int round = 0; round < 210; round++) {
        double value[15], step[15];
        size_t count = (size_t)round % 16;
        for (size_t i = 0; i < count; i++) {
            value[i] = odd_value(&state, round);
            step[i] = i > 0 ? step[i - 1] + (round % 5 == 0 && state % 8 == 0 ? 2 : 1) : 3;
        }
        const struct model_series series = {value, step, count, round % 3 ? 4 : 1};
        struct mem_mark mark = mem_mark(mem);
        for (size_t i = 0; model_at(i); i++)
            for (size_t k = 0; k < LENGTH(manners); k++)
                expect_sound(model_at(i), &series, &manners[k]);
        mem_rewind(mem, mark);
    }
}

Test(model, reads_decimals)
{
    struct num number[2];
    double value[2];
    cr_assert(num_parse(STR("0.1"), &number[0]) == NUM_OK && num_parse(STR("-12"), &number[1]) == NUM_OK);
    cr_expect(model_read(number, 2, value) == MODEL_OK && value[0] == 0.1 && value[1] == -12);
    cr_assert(num_parse(STR("1e400"), &number[1]) == NUM_OK);
    cr_expect_eq(model_read(number, 2, value), MODEL_RANGE);
}

/* ---- intervals ---- */

Test(model, intervals_and_their_reasons)
{
    static const double six[] = {3, 4, 4, 6, 7, 7};
    const struct {
        const char *model;
        size_t count;
        struct model_manner manner;
        enum model_reason want;
    } asked[] = {
        {"line", 4, {0}, MODEL_FEW},
        {"line", 4, {.interval_least = 4}, MODEL_OK},
        {"line", 3, {.interval_least = 3}, MODEL_FREEDOM},
        {"line", 5, {0}, MODEL_OK},
        {"theil-sen", 6, {0}, MODEL_UNSPREAD},
        {"holt", 6, {0}, MODEL_OK},
        {"holt", 6, {.search = true}, MODEL_OK},
        {"damped", 6, {.search = true}, MODEL_FREEDOM},
        {"combination", 6, {0}, MODEL_OK},
        {"combination", 4, {0}, MODEL_FEW},
    };
    for (size_t i = 0; i < LENGTH(asked); i++) {
        struct model_fit fit = fit_of(asked[i].model, series_of(six, asked[i].count), asked[i].manner);
        struct model_forecast ahead = model_ahead(&fit, 2);
        double chance;
        cr_expect_eq(ahead.reason, MODEL_OK);
        cr_expect_eq(ahead.interval, asked[i].want, "row %zu: \"%s\"", i, model_why(ahead.interval));
        cr_expect_eq(model_chance(&fit, 2, 5, true, &chance), asked[i].want, "row %zu", i);
    }
}

/* Intervals lie inside one another and grow; equal values have no width. */
Test(model, intervals_of_every_model)
{
    static const double value[] = {10, 12, 11, 14, 13, 16, 17, 16, 19, 21};
    for (size_t i = 0; model_at(i); i++) {
        const struct model *model = model_at(i);
        struct model_series series = series_of(value, 10);
        series.season = model->years ? 4 : 1;
        struct model_fit fit = fit_of(model->name, series, own);
        cr_assert_eq(fit.reason, MODEL_OK, "%s: %s", model->name, model_why(fit.reason));
        double before = 0;
        for (unsigned step = 1; step < 8; step++) {
            struct model_forecast ahead = model_ahead(&fit, step);
            if (ahead.interval == MODEL_UNSPREAD)
                continue;
            const double *low = ahead.low, *high = ahead.high;
            cr_expect(low[MODEL_95] < low[MODEL_80] && low[MODEL_80] < ahead.point, "%s", model->name);
            cr_expect(high[MODEL_95] > high[MODEL_80] && high[MODEL_80] > ahead.point, "%s", model->name);
            double width = high[MODEL_95] - low[MODEL_95];
            bool times = str_eq(str_of(model->name), STR("hw-multiplicative"));
            cr_expect(width >= before * (1 - 1e-12) || times, "%s", model->name);
            before = width;
        }
        struct model_series still = {equal, year, 5, 1};
        if (model->years)
            continue;
        fit = fit_of(model->name, still, own);
        struct model_forecast ahead = model_ahead(&fit, 3);
        cr_expect(fit.constant && ahead.point == 50 && !ahead.interval, "%s", model->name);
        cr_expect(ahead.low[MODEL_95] == 50 && ahead.high[MODEL_80] == 50, "%s", model->name);
    }
}

/* A line without any rest has none because of rounding either. */
Test(model, rounding_is_no_spread)
{
    static const double tenths[] = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};
    static const char *const names[] = {"line", "drift", "theta", "holt"};
    for (size_t i = 0; i < LENGTH(names); i++) {
        struct model_fit fit = fit_of(names[i], series_of(tenths, 7), own);
        struct model_forecast ahead = model_ahead(&fit, 2);
        cr_expect((ahead.high[MODEL_95] == ahead.low[MODEL_95]) == (i != 2), "%s", names[i]);
    }
}

/* ---- limits and scales ---- */

Test(model, limits_clamp_and_say_so)
{
    static const double rising[] = {80, 85, 89, 94, 98};
    const struct model_manner percent = {.limits = {true, true, 0, 100}};
    struct model_fit fit = fit_of("line", series_of(rising, 5), percent);
    struct model_forecast ahead = model_ahead(&fit, 1);
    cr_expect(ahead.point == 100 && ahead.high[MODEL_95] == 100 && ahead.low[MODEL_95] < 102 && ahead.clamped);
    fit = fit_of("naive", series_of(rising, 5), percent);
    ahead = model_ahead(&fit, 1);
    cr_expect(ahead.point == 98 && ahead.clamped, "its interval alone");
    fit = fit_of("mean", series_of(rising, 5), (struct model_manner){.limits = {.below = true, .least = 0}});
    cr_expect(!model_ahead(&fit, 1).clamped);
    fit = fit_of("combination", series_of(rising, 5), percent);
    cr_expect(model_ahead(&fit, 2).clamped, "its members");
}

/* A straight line of logits: 1/(1+e^-t) stays on its curve and inside its limits. */
Test(model, logit)
{
    double value[8];
    for (int i = 0; i < 8; i++)
        value[i] = 20 + 60 / (1 + exp(-(i - 3) * 0.8)) + (i % 2 ? 0.4 : -0.4);
    const struct model_manner manner = {.scale = MODEL_LOGIT, .limits = {true, true, 20, 80}};
    struct model_fit fit = fit_of("line", series_of(value, 8), manner);
    for (unsigned step = 1; step < 40; step += 12) {
        struct model_forecast ahead = model_ahead(&fit, step);
        cr_expect(ahead.point < 80.0001 && ahead.high[MODEL_95] < 80.0001 && ahead.low[MODEL_95] > 20);
        cr_expect(!ahead.clamped);
        cr_expect(ahead.low[MODEL_95] < ahead.point && ahead.point < ahead.high[MODEL_95] + 1e-9);
    }
    cr_expect_float_eq(model_ahead(&fit, 1).point, 20 + 60 / (1 + exp(-4)), 0.5);
    double chance;
    cr_expect(model_chance(&fit, 2, 90, true, &chance) == MODEL_OK && chance == 0, "beyond the upper limit");
    cr_expect(model_chance(&fit, 2, 10, true, &chance) == MODEL_OK && chance == 1, "below the lower one");
}

/* On logarithms the line is the log line, drift the average rate. */
Test(model, logarithms)
{
    static const char *const pair[][2] = {{"line", "log-line"}, {"drift", "cagr"}};
    for (size_t i = 0; i < 2; i++) {
        struct model_fit plain = fit_of(pair[i][0], series_of(five, 5), (struct model_manner){.scale = MODEL_LOG}),
                         logarithm = fit_of(pair[i][1], series_of(five, 5), own);
        struct model_forecast a = model_ahead(&plain, 2), b = model_ahead(&logarithm, 2);
        cr_expect(a.point == b.point && a.low[MODEL_80] == b.low[MODEL_80] && a.high[MODEL_95] == b.high[MODEL_95]);
        cr_expect(a.high[MODEL_95] - a.point > a.point - a.low[MODEL_95], "wider upwards");
    }
}

/* ---- gaps ---- */

/* Years 0 1 3 4 5 6: who can go by the calendar finds the line that the missing year lies on too. */
Test(model, gaps_go_by_the_calendar)
{
    static const double value[] = {10, 12, 16, 18, 20, 22};
    static const char *const names[] = {"line", "drift", "theil-sen"};
    const struct model_series series = {value, gap, 6, 1};
    for (size_t i = 0; i < LENGTH(names); i++) {
        struct model_fit fit = fit_of(names[i], series, own);
        double point;
        cr_expect(model_point(&fit, 3, &point) == MODEL_OK && fabs(point - 28) < 1e-12, "%s: %g", names[i], point);
    }
}

/* ---- combinations ---- */

Test(model, combination_is_the_mean)
{
    static const char *const names[] = {"ses", "holt", "damped"};
    struct model_fit fit = fit_of("combination", series_of(five, 5), own);
    struct model_forecast both = model_ahead(&fit, 2), sum = {0};
    double chance, chances = 0;
    for (size_t i = 0; i < 3; i++) {
        struct model_fit member = fit_of(names[i], series_of(five, 5), own);
        struct model_forecast one = model_ahead(&member, 2);
        sum.point += one.point / 3;
        sum.low[MODEL_80] += one.low[MODEL_80] / 3;
        cr_expect_eq(model_chance(&member, 2, 150, true, &chance), MODEL_OK);
        chances += chance / 3;
    }
    cr_expect_float_eq(both.point, sum.point, 1e-10);
    cr_expect_float_eq(both.low[MODEL_80], sum.low[MODEL_80], 1e-10);
    cr_expect_eq(model_chance(&fit, 2, 150, true, &chance), MODEL_OK);
    cr_expect_float_eq(chance, chances, 1e-12);
}

/* A member that fails is named; the others answer. */
Test(model, combination_without_a_member)
{
    const struct model *named[] = {model_find(STR("naive")), model_find(STR("cagr")), model_find(STR("combination")),
                                   model_find(STR("drift"))};
    const struct model_manner manner = {.member = named, .members = 4};
    struct model_fit fit = fit_of("combination", series_of(sunk, 6), manner);
    double point;
    cr_expect(fit.reason == MODEL_OK && fit.members == 4);
    cr_expect_eq(fit.member[1].reason, MODEL_NOT_POSITIVE);
    cr_expect_str_eq(fit.member[1].model->name, "cagr");
    cr_expect_eq(fit.member[2].reason, MODEL_MEMBERS, "no combination of combinations");
    cr_expect(model_point(&fit, 1, &point) == MODEL_OK && point == (-2 + -3) / 2.0);
    const struct model_manner none = {.member = &named[1], .members = 2};
    fit = fit_of("combination", series_of(sunk, 6), none);
    cr_expect_eq(fit.reason, MODEL_MEMBERS);
}

/* ---- seasons ---- */

/* Adjusted before, given back behind: a line with a season comes out whole. */
Test(model, adjusted_for_seasons)
{
    static const double turn[] = {3, -1, -4, 2};
    double value[16];
    for (int i = 0; i < 14; i++)
        value[i] = 20 + 2 * i + turn[i % 4];
    const struct model_series series = {value, year, 14, 4};
    struct model_fit fit = fit_of("line", series, (struct model_manner){.adjust = SEASONAL_ADDED});
    double point;
    for (unsigned step = 1; step < 10; step++) {
        double want = 20 + 2 * (13.0 + step) + turn[(13 + step) % 4];
        cr_assert_eq(model_point(&fit, step, &point), MODEL_OK);
        cr_expect_float_eq(point, want, 1e-9, "step %u: %g, not %g", step, point, want);
    }
    fit = fit_of("seasonal-line", series, own);
    for (unsigned step = 1; step < 10; step++) {
        double want = 20 + 2 * (13.0 + step) + turn[(13 + step) % 4];
        cr_assert_eq(model_point(&fit, step, &point), MODEL_OK);
        cr_expect_float_eq(point, want, 1e-9, "step %u: %g, not %g", step, point, want);
    }
}

/* What is said of a step does not depend on which others were asked for: there is nothing to ask
 * but the step.  What is said twice is the same, whatever was asked between. */
Test(model, a_step_is_a_step)
{
    static const double value[] = {10, 12, 11, 14, 13, 16, 17, 16, 19, 21};
    for (size_t i = 0; model_at(i); i++) {
        struct model_series series = series_of(value, 10);
        series.season = model_at(i)->years ? 4 : 1;
        struct model_fit fit = fit_of(model_at(i)->name, series, own);
        struct model_forecast first = model_ahead(&fit, 2);
        model_ahead(&fit, 30);
        struct model_forecast again = model_ahead(&fit, 2);
        cr_expect(first.point == again.point && first.low[MODEL_80] == again.low[MODEL_80], "%s", model_at(i)->name);
    }
}

/* ---- chances ---- */

Test(model, chances)
{
    struct model_fit fit = fit_of("line", series_of(five, 5), own);
    struct model_forecast ahead = model_ahead(&fit, 1);
    double up, down;
    cr_expect(model_chance(&fit, 1, ahead.point, true, &up) == MODEL_OK && fabs(up - 0.5) < 1e-12);
    model_chance(&fit, 1, ahead.high[MODEL_80], true, &up);
    cr_expect_float_eq(up, 0.1, 1e-10, "a tenth lies above the interval of 80 %%");
    model_chance(&fit, 1, ahead.low[MODEL_95], false, &down);
    cr_expect_float_eq(down, 0.025, 1e-10);
    model_chance(&fit, 1, 145, true, &up);
    model_chance(&fit, 1, 145, false, &down);
    cr_expect_float_eq(up + down, 1, 1e-12);
    fit = fit_of("mean", series_of(equal, 5), own);
    cr_expect(model_chance(&fit, 1, 50, true, &up) == MODEL_OK && up == 1, "50 is at least 50");
    cr_expect(model_chance(&fit, 1, 50.1, true, &up) == MODEL_OK && up == 0);
    fit = fit_of("log-line", series_of(five, 5), own);
    cr_expect(model_chance(&fit, 1, -3, true, &up) == MODEL_OK && up == 1, "growth does not fall below 0");
}
