/* methods_convergence - whether those behind catch up
 *
 * sigma: the spread of logarithms (and the coefficient of variation) of each period, both
 * divided by n - 1, and the slope of the first over time with its t.
 *
 * beta: growth beside the level where it began (R. J. Barro and X. Sala-i-Martin, 1992), by
 * least squares with T the years of the span:
 *
 *   (1 / T) ln(y_T / y_0) = a + b ln y_0       speed = -ln(1 + b T) / T
 *
 * The formula of the speed is that of growth per year, which stands on the left.  (Of growth
 * in all, ln(y_T / y_0), the slope is b T and the speed -ln(1 + slope) / T: the same.)  Its
 * standard error is that of b by the delta method, se / (1 + b T), which is what fitting the
 * speed itself by nonlinear least squares gives; the half-life is ln 2 / speed.
 *
 * gamma: whether the order stays, as Kendall's tau-b between the first and the last period.
 */
#include <math.h>

#include "inference/distribution.h"
#include "inference/trend.h"
#include "method/methods_rows.h"

/* A slope that is as probable by chance alone is not told from none. */
#define CHANCE_MOST 0.05

static const double *values_at(const struct units_task *task, uint32_t period)
{
    return task->value + (size_t)period * task->units;
}

static bool have_logs(const struct units_task *task, const char *item, uint32_t least)
{
    double smallest = HUGE_VAL;
    char digits[NUM_TEXT_MAX];
    for (uint32_t i = 0; i < task->units * task->periods; i++)
        smallest = fmin(smallest, task->value[i]);
    struct str few = mem_whole(task->mem, task->units), wanted = mem_whole(task->mem, least);
    if (task->units < least)
        breakdown_say(task->breakdown, item, "{1} units have values throughout; {2} are needed", few, wanted);
    else if (!(smallest > 0))
        breakdown_say(task->breakdown, item, "the least value is {1}; every figure must be above 0",
                    (struct str){digits, num_write_double(digits, smallest)});
    else
        return true;
    return false;
}

/* ---- sigma ---- */

static double deviation(const double *value, uint32_t count, double *mean)
{
    double sum = 0, squares = 0;
    for (uint32_t i = 0; i < count; i++)
        sum += value[i];
    *mean = sum / count;
    for (uint32_t i = 0; i < count; i++)
        squares += (value[i] - *mean) * (value[i] - *mean);
    return sqrt(squares / (count - 1));
}

static void sigma_trend(const struct units_task *task, const double *sigma)
{
    struct trend_line line;
    if (task->periods < 3 || !trend_line(task->time, sigma, NULL, task->periods, &line)) {
        breakdown_say(task->breakdown, "trend", "a trend needs three periods");
        return;
    }
    double error = trend_line_error(&line);
    breakdown_double(task->breakdown, BREAKDOWN_WHOLE, "trend", line.slope, BREAKDOWN_NUMBER);
    if (error > 0) {
        breakdown_double(task->breakdown, BREAKDOWN_WHOLE, "trend_t", line.slope / error, BREAKDOWN_NUMBER);
        breakdown_double(task->breakdown, BREAKDOWN_WHOLE, "trend_p", trend_line_chance(&line), BREAKDOWN_NUMBER);
    } else
        breakdown_say(task->breakdown, "trend_t", "the line leaves no rest, so there is nothing to judge its slope by");
}

static void sigma(const struct units_task *task)
{
    double *spread = mem_array(task->mem, task->periods, sizeof *spread), mean;
    double *log_of = mem_array(task->mem, task->units, sizeof *log_of);
    if (!have_logs(task, "sd_log", 2))
        return;
    for (uint32_t t = 0; t < task->periods; t++) {
        for (uint32_t i = 0; i < task->units; i++)
            log_of[i] = log(values_at(task, t)[i]);
        spread[t] = deviation(log_of, task->units, &mean);
        breakdown_at(task->breakdown, t, "sd_log", spread[t], BREAKDOWN_NUMBER);
        double apart = deviation(values_at(task, t), task->units, &mean);
        breakdown_at(task->breakdown, t, "cv", apart / mean, BREAKDOWN_NUMBER);
    }
    sigma_trend(task, spread);
}

/* ---- beta ---- */

/* Growth a year beside logarithms of the first values. */
struct catching_up {
    double *start, *growth;
    double years;
    uint32_t groups;          /* means that were taken out; 1: that of all */
};

static struct catching_up catching_up(const struct units_task *task)
{
    const double *first = values_at(task, 0), *last = values_at(task, task->periods - 1);
    struct catching_up up = {.start = mem_array(task->mem, task->units, sizeof *up.start),
                             .growth = mem_array(task->mem, task->units, sizeof *up.growth),
                             .years = task->time[task->periods - 1] - task->time[0], .groups = 1};
    for (uint32_t i = 0; i < task->units; i++) {
        up.start[i] = log(first[i]);
        up.growth[i] = log(last[i] / first[i]) / up.years;
    }
    return up;
}

/* Takes the mean of its group out of each, which is what a dummy for each group does. */
static void take_out_groups(const struct units_task *task, double *value)
{
    double *sum = mem_array(task->mem, task->groups, sizeof *sum);
    double *count = mem_array(task->mem, task->groups, sizeof *count);
    for (uint32_t i = 0; i < task->units; i++) {
        sum[task->group[i]] += value[i];
        count[task->group[i]]++;
    }
    for (uint32_t i = 0; i < task->units; i++)
        value[i] -= sum[task->group[i]] / count[task->group[i]];
}

/* Says so where the slope may as well be none: a speed of that is chance. */
static void doubt_slope(struct breakdown *breakdown, double chance)
{
    if (chance > CHANCE_MOST)
        breakdown_note(breakdown, say(breakdown->mem, "the slope cannot be told from 0"));
}

static void show_speed(const struct units_task *task, double slope, double error, double years, double chance)
{
    struct breakdown *breakdown = task->breakdown;
    double left = 1 + slope * years;
    if (left <= 0) {
        breakdown_say(breakdown, "speed",
                      "the slope times the years is -1 or less: those behind have overtaken, and there is no speed");
        return;
    }
    double speed = -log(left) / years;
    breakdown_double(breakdown, BREAKDOWN_WHOLE, "speed", speed, BREAKDOWN_NUMBER);
    doubt_slope(breakdown, chance);
    breakdown_double(breakdown, BREAKDOWN_WHOLE, "speed_se", error / left, BREAKDOWN_NUMBER);
    if (speed > 0) {
        breakdown_double(breakdown, BREAKDOWN_WHOLE, "half_life", M_LN2 / speed, BREAKDOWN_YEARS);
        doubt_slope(breakdown, chance);
    } else
        breakdown_say(breakdown, "half_life", "the gap does not close, so there is no half-life");
}

static void regress(const struct units_task *task, const struct catching_up *up, bool intercept)
{
    struct breakdown *breakdown = task->breakdown;
    struct trend_line line;
    double width_y = 0, freedom = (double)task->units - 1 - up->groups;
    double mean;
    width_y = pow(deviation(up->growth, task->units, &mean), 2) * (task->units - 1);
    if (!trend_line(up->start, up->growth, NULL, task->units, &line) || !(line.width > 0) || !isfinite(line.slope)) {
        breakdown_say(breakdown, "slope", "all began alike, so growth does not depend on where they began");
        return;
    }
    double error = sqrt(line.rest / freedom / line.width);
    if (intercept)
        breakdown_double(breakdown, BREAKDOWN_WHOLE, "intercept", line.middle_y - line.slope * line.middle_x,
                         BREAKDOWN_NUMBER);
    breakdown_double(breakdown, BREAKDOWN_WHOLE, "slope", line.slope, BREAKDOWN_NUMBER);
    breakdown_double(breakdown, BREAKDOWN_WHOLE, "slope_se", error, BREAKDOWN_NUMBER);
    double chance = error > 0 ? 2 * student_above(fabs(line.slope) / error, freedom) : 0;
    if (error > 0) {
        breakdown_double(breakdown, BREAKDOWN_WHOLE, "slope_t", line.slope / error, BREAKDOWN_NUMBER);
        breakdown_double(breakdown, BREAKDOWN_WHOLE, "slope_p", chance, BREAKDOWN_NUMBER);
    }
    breakdown_double(breakdown, BREAKDOWN_WHOLE, "slope_total", line.slope * up->years, BREAKDOWN_NUMBER);
    if (intercept && width_y > 0)
        breakdown_double(breakdown, BREAKDOWN_WHOLE, "r2", 1 - line.rest / width_y, BREAKDOWN_NUMBER);
    breakdown_double(breakdown, BREAKDOWN_WHOLE, "years", up->years, BREAKDOWN_YEARS);
    show_speed(task, line.slope, error, up->years, chance);
}

static void beta(const struct units_task *task)
{
    if (!have_logs(task, "slope", 3))
        return;
    struct catching_up up = catching_up(task);
    regress(task, &up, true);
}

static void beta_conditional(const struct units_task *task)
{
    if (!task->group) {
        breakdown_say(task->breakdown, "slope", "conditional convergence needs --groups");
        return;
    }
    if (!have_logs(task, "slope", task->groups + 2))
        return;
    struct catching_up up = catching_up(task);
    up.groups = task->groups;
    take_out_groups(task, up.start);
    take_out_groups(task, up.growth);
    regress(task, &up, false);
}

/* ---- gamma ---- */

static void gamma_order(const struct units_task *task)
{
    const double *first = values_at(task, 0), *last = values_at(task, task->periods - 1);
    double agree = 0, apart_first = 0, apart_last = 0;
    for (uint32_t i = 0; i < task->units; i++)
        for (uint32_t j = 0; j < i; j++) {
            int then = (first[i] > first[j]) - (first[i] < first[j]), now = (last[i] > last[j]) - (last[i] < last[j]);
            agree += then * now;
            apart_first += then != 0;
            apart_last += now != 0;
        }
    if (apart_first == 0 || apart_last == 0)
        breakdown_say(task->breakdown, "tau_b", "all values are equal, so there is no order");
    else
        breakdown_double(task->breakdown, BREAKDOWN_WHOLE, "tau_b", agree / sqrt(apart_first * apart_last),
                         BREAKDOWN_NUMBER);
}

const struct decomposition methods_convergence_rows[] = {
    {"sigma", "convergence", N_("the spread of each period, and its trend"), "sd_log", .needs = ROLE_BIT(VALUE),
     .span = METHODS_ALL, .units = sigma},
    {"beta", "convergence", N_("growth beside the level where it began: slope, speed and its error, half-life"),
     "slope",
     .needs = ROLE_BIT(VALUE), .span = METHODS_ENDS, .units = beta},
    {"beta-conditional", "convergence", N_("the same with a level of its own for each group"), "slope",
     .needs = ROLE_BIT(VALUE), .span = METHODS_ENDS, .units = beta_conditional},
    {"gamma", "convergence", N_("whether the order stays: Kendall's tau-b of first and last"), "tau_b",
     .needs = ROLE_BIT(VALUE), .span = METHODS_ENDS, .units = gamma_order},
    {0}};
