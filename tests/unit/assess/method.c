/* The methods beside what the programs and texts that they come from give. */
#include <criterion/criterion.h>
#include <math.h>

#include "base/str.h"
#include "method.h"

/* Fifteen years with a target, five gone; NONE: no answer, or none to compare. */
#define NONE NAN

static const struct {
    const char *name;
    int sign;
    double base, value, target;
    double statcan, score;
    const char *status;
    double eurostat;
    const char *eurostat_word, *unsd_word;
    double linear, escap;
} with_target[] = {
    {"P1", 1, 50, 60, 80, 1.16675181, 4.048227217, "substantial_progress", 1.16675181, "significant_progress",
     "substantial", 1, 3.333333333},
    {"P2", 1, 50, 56, 80, 0.7202267162, 0.8587622584, "moderate_progress", 0.7202267162, "moderate_progress", "fair",
     0.6, 2},
    {"P3", 1, 50, 51, 80, 0.1246755787, -1.980518422, "limited_progress", 0.1246755787, "insufficient_progress",
     "limited_or_none", 0.1, 0.3333333333},
    {"P4", 1, 50, 48, 80, -0.2554587763, -3.564411568, "deterioration", -0.2554587763, "movement_away",
     "deterioration", -0.2, -0.6666666667},
    {"P5", 1, 50, 82, 80, 3.267370598, 5, "target_achieved", NONE, "target_met", "target_met", 3.2, 10.66666667},
    {"P6", -1, 20, 15, 10, 1.238141598, 4.558154273, "substantial_progress", 1.238141598, "significant_progress",
     "substantial", 1.5, 5},
    {"P7", -1, 20, 19, 10, 0.2260093182, -1.558294507, "limited_progress", 0.2260093182, "insufficient_progress",
     "limited_or_none", 0.3, 1},
    {"P8", -1, 20, 22, 10, -0.4261638623, -4.275682759, "deterioration", -0.4261638623, "movement_away",
     "deterioration", -0.6, -2},
    {"P9", -1, 20, 12, 0, 0.2009638203, -1.662650749, "limited_progress", NONE, NULL, NULL, 1.2, 4},
    {"P10", 1, 0, 5, 10, 5.29905501, 5, "substantial_progress", NONE, NULL, NULL, 1.5, 5},
    {"P11", 1, 90, 84, 80, -1.752079562, 5, "target_achieved", NONE, "target_met", "target_met", 1.8, -6},
};

static struct outcome by(const char *name, const struct evidence *evidence)
{
    const struct method *method = method_find(str_of(name));
    cr_assert(method, "no method %s", name);
    return method_judge(method, evidence);
}

static bool near(double got, double want)
{
    return isnan(want) || fabs(got - want) <= 1e-8 * fmax(1, fabs(want));
}

static bool same_word(const char *got, const char *want)
{
    return got && want ? strcmp(got, want) == 0 : got == want;
}

Test(method, with_a_target)
{
    for (size_t i = 0; i < sizeof with_target / sizeof *with_target; i++) {
        const struct evidence e = {.base = with_target[i].base, .value = with_target[i].value, .has_target = true,
            .target = with_target[i].target, .sign = with_target[i].sign, .elapsed = 5, .whole = 15,
            .met = with_target[i].sign * (with_target[i].value - with_target[i].target) >= 0};
        struct outcome statcan = by("statcan", &e), eurostat = by("eurostat", &e), unsd = by("unsd_2022", &e);
        cr_expect(near(statcan.number, with_target[i].statcan), "%s statcan %.10g", with_target[i].name,
                  statcan.number);
        cr_expect(near(statcan.score, with_target[i].score), "%s score %.10g", with_target[i].name, statcan.score);
        cr_expect(same_word(statcan.word, with_target[i].status), "%s %s", with_target[i].name, statcan.word);
        cr_expect(near(eurostat.number, with_target[i].eurostat), "%s eurostat %.10g", with_target[i].name,
                  eurostat.number);
        cr_expect(same_word(eurostat.word, with_target[i].eurostat_word), "%s %s", with_target[i].name, eurostat.word);
        cr_expect(same_word(unsd.word, with_target[i].unsd_word), "%s %s", with_target[i].name, unsd.word);
        cr_expect(near(by("linear", &e).number, with_target[i].linear), "%s linear", with_target[i].name);
        cr_expect(near(by("escap", &e).score, with_target[i].escap), "%s escap", with_target[i].name);
    }
}

static const struct {
    const char *name;
    int sign;
    double base, value, limit;
    double rate, score;
    const char *status, *eurostat_word;
} without_target[] = {
    {"Q1", 1, 100, 112, NONE, 0.02292455663, 5, "substantial_progress", "significant_progress"},
    {"Q2", 1, 100, 105, NONE, 0.009805797673, 1.201449418, "moderate_progress", "moderate_progress"},
    {"Q3", 1, 100, 101, NONE, 0.001992047667, -1.503976167, "limited_progress", "moderate_progress"},
    {"Q4", 1, 100, 99, NONE, -0.002008048339, -2.751006042, "deterioration", "moderate_movement_away"},
    {"Q5", -1, 100, 90, NONE, 0.02085163764, 5, "substantial_progress", "significant_progress"},
    {"Q6", 1, 95, 97, 100, 0.004175510634, 5, "substantial_progress", "moderate_progress"},
    {"Q7", 1, 100, 100, 100, 0, 5, "substantial_progress", "no_progress"},
    {"Q8", -1, -10, -12, NONE, 0.03713728934, 5, "substantial_progress", NULL},
};

Test(method, without_a_target)
{
    for (size_t i = 0; i < sizeof without_target / sizeof *without_target; i++) {
        const struct evidence e = {.base = without_target[i].base, .value = without_target[i].value,
            .sign = without_target[i].sign, .elapsed = 5, .has_limit = !isnan(without_target[i].limit),
            .limit = without_target[i].limit};
        struct outcome statcan = by("statcan_trend", &e), eurostat = by("eurostat_trend", &e);
        cr_expect(near(statcan.number, without_target[i].rate), "%s %.10g", without_target[i].name, statcan.number);
        cr_expect(near(statcan.score, without_target[i].score), "%s score %.10g", without_target[i].name,
                  statcan.score);
        cr_expect(same_word(statcan.word, without_target[i].status), "%s %s", without_target[i].name, statcan.word);
        cr_expect(same_word(eurostat.word, without_target[i].eurostat_word), "%s %s", without_target[i].name,
                  eurostat.word);
    }
}

/* Each word of each scale begins where it says, and just before it the next one holds. */
Test(method, words_begin_at_their_limits)
{
    size_t rows = 0;
    for (const struct method *row = method_row; row->name; row++, rows++)
        for (const struct step *step = row->step; step->word; step++) {
            cr_expect(!step[1].word || step[1].from <= step->from, "%s: %s after %s", row->name, step[1].word,
                      step->word);
            if (!step[1].word || isinf(step->from))
                continue;
            const struct step *at = method_step(row, step->from), *below = method_step(row,
                                                                                       nextafter(step->from,
                                                                                                 -HUGE_VAL));
            const struct step *above = method_step(row, nextafter(step->from, HUGE_VAL));
            cr_expect((at == step) == !step->beyond, "%s: %s at its limit", row->name, step->word);
            cr_expect((above == step || above->from == step->from) && below != step, "%s: %s around its limit",
                      row->name, step->word);
        }
    cr_expect(rows >= 14);
}

/* The line that ESCAP's anticipated progress extends: weights 1 to 7 give slope 2.1667, and
 * 80.98 in 2030 (worked by hand). */
Test(method, anticipated_by_a_weighted_line)
{
    static const double year[] = {2015, 2016, 2017, 2018, 2019, 2020, 2021}, seen[] = {50, 51, 53, 54, 57, 59, 62};
    struct evidence e = {.base = 50, .value = 62, .has_target = true, .target = 80, .sign = 1, .elapsed = 6,
                         .whole = 15,
                         .year = year, .seen = seen, .points = 7, .target_year = 2030};
    struct outcome got = by("escap_anticipated", &e);
    cr_expect(fabs(got.number - (80.98 - 50) / 30) < 5e-4, "%.10g", got.number);
    cr_expect_str_eq(got.word, "maintain");
    e.target = 90;
    cr_expect_str_eq(by("escap_anticipated", &e).word, "accelerate");
    e.points = 1;
    cr_expect(!by("escap_anticipated", &e).known && by("escap_anticipated", &e).why);
}

/* 50 to 60 in 5 of 15 years: the rate goes on to 86.4, beyond the whole way to 80. */
Test(method, the_rest)
{
    struct evidence e = {.base = 50, .value = 60, .has_target = true, .target = 80, .sign = 1, .elapsed = 5,
                         .whole = 15,
                         .spread = 10, .has_goalposts = true, .low = 40, .high = 80};
    cr_expect(near(by("unsd_2023", &e).number, (60 * 1.44 - 50) / 30));
    cr_expect_str_eq(by("unsd_2023", &e).word, "on_track");
    cr_expect(near(by("sdsn", &e).number, 50));
    cr_expect(near(by("sdsn_trend", &e).number, 1));
    cr_expect(near(by("oecd", &e).number, -2));
    cr_expect_str_eq(by("oecd", &e).word, "long_distance");
    cr_expect_str_eq(by("direction", &e).word, "improved");
    e.sign = -1, e.target = 99.5, e.value = 99.5;
    cr_expect_str_eq(by("direction", &e).word, "worsened");
    e.value = 50;
    cr_expect_str_eq(by("direction", &e).word, "unchanged");
    e.sign = 1, e.target = 100, e.value = 99, e.base = 90;
    cr_expect_str_eq(by("unsd_2023", &e).word, "target_met");
    e.value = 98.9;
    cr_expect_str_neq(by("unsd_2023", &e).word, "target_met");
}
