/* progress - see progress.h */
#include <math.h>

#include "judge/progress.h"

/* ---- time ---- */

bool schedule_find(struct period base, struct period seen, struct period target, struct schedule *schedule)
{
    schedule->elapsed = period_months_between(base, seen);
    schedule->whole = period_months_between(base, target);
    return schedule->elapsed > 0 && schedule->whole > 0;
}

struct measure schedule_progress(struct schedule schedule)
{
    return measure_quotient(num_of(schedule.elapsed), num_of(schedule.whole));
}

/* ---- levels ---- */

struct measure progress_completion(struct num base, struct num value, struct num target)
{
    struct num done, all;
    if (!num_subtract(value, base, &done) || !num_subtract(target, base, &all))
        return (struct measure){0};
    return measure_quotient(done, all);
}

struct measure progress_linear(struct num base, struct num target, struct schedule schedule)
{
    struct num way, part, start, sum;
    if (!num_subtract(target, base, &way) || !num_multiply(way, num_of(schedule.elapsed), &part) ||
        !num_multiply(base, num_of(schedule.whole), &start) || !num_add(start, part, &sum))
        return (struct measure){0};
    return measure_quotient(sum, num_of(schedule.whole));
}

struct compound progress_compound(struct num base, struct num value, struct num target, struct schedule schedule)
{
    struct compound path = {0};
    double b, v, t;
    if (num_sign(base) == 0 || num_sign(base) != num_sign(value) || num_sign(base) != num_sign(target) ||
        !num_to_double(base, &b) || !num_to_double(value, &v) || !num_to_double(target, &t))
        return path;
    double years = schedule.elapsed / 12.0, all = schedule.whole / 12.0;
    path.expected = measure_double(b * pow(t / b, years / all));
    path.completion = measure_double(log(v / b) / log(t / b));
    path.observed = measure_double(pow(v / b, 1 / years) - 1);
    path.required = measure_double(pow(t / b, 1 / all) - 1);
    path.pace = measure_divide(path.observed, path.required);
    return path;
}

/* ---- chains of yearly changes ---- */

struct chain chain_begin(void)
{
    return (struct chain){num_of(1), 0};
}

enum { CHAIN_DIGITS = 30 };

/* The number with at most CHAIN_DIGITS significant digits. */
static struct num shorten(struct num value)
{
    int digits = 0;
    for (__int128 rest = num_abs(value).mantissa; rest; rest /= 10)
        digits++;
    return digits > CHAIN_DIGITS ? num_round(value, value.scale - (digits - CHAIN_DIGITS), NUM_HALF_UP) : value;
}

bool chain_add(struct chain *chain, struct num percent)
{
    struct num share, factor, product;
    if (!num_shift(percent, -2, &share) || !num_add(share, num_of(1), &factor) || num_sign(factor) <= 0)
        return false;
    if (!num_multiply(chain->product, factor, &product)) {
        struct num shorter = shorten(chain->product);
        if (!num_multiply(shorter, factor, &product))
            return false;
    }
    chain->product = product;
    chain->years++;
    return true;
}

bool chain_repeat(struct num percent, int years, struct chain *chain)
{
    *chain = chain_begin();
    for (int i = 0; i < years; i++)
        if (!chain_add(chain, percent))
            return false;
    return true;
}

static double product_of(const struct chain *chain)
{
    double product = NAN;
    num_to_double(chain->product, &product);
    return product;
}

struct measure chain_average(const struct chain *chain)
{
    if (chain->years == 0)
        return (struct measure){0};
    return measure_growth(measure_of(chain->product), chain->years);
}

struct measure chain_completion(const struct chain *so_far, const struct chain *goal)
{
    return measure_double(log(product_of(so_far)) / log(product_of(goal)));
}

struct measure chain_needed(const struct chain *so_far, const struct chain *goal)
{
    int left = goal->years - so_far->years;
    if (left <= 0)
        return (struct measure){0};
    return measure_growth(measure_quotient(goal->product, so_far->product), left);
}

struct num chain_reduction(const struct chain *chain)
{
    struct num fall = num_of(0), percent;
    if (!num_subtract(num_of(1), chain->product, &fall))
        num_subtract(num_of(1), shorten(chain->product), &fall);
    return num_shift(fall, 2, &percent) ? percent : fall;
}

struct measure progress_equal_rate(struct num goal, struct schedule schedule)
{
    double percent;
    if (!num_to_double(goal, &percent))
        return (struct measure){0};
    return measure_double(100 * (1 - pow(1 - percent / 100, (double)schedule.elapsed / schedule.whole)));
}
