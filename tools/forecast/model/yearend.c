/* yearend - see yearend.h */
#include <string.h>

#include "model/yearend.h"

/* ---- sums of parts ---- */

enum { MONTHS = 12 };

/* A part is a way from the beginning of its first month to the end of its last, and back; the
 * shortest chain of ways is searched from the goal. */
struct step {
    int to;                   /* the month before which one stands then, 1 to 13; 0: not reached */
    const struct yearend_part *part;
    bool back;
};

static void find_ways(const struct yearend_part *part, size_t count, int goal, struct step step[MONTHS + 2])
{
    int queue[MONTHS + 2], head = 0, tail = 0;
    memset(step, 0, (MONTHS + 2) * sizeof *step);
    step[goal].to = goal;
    queue[tail++] = goal;
    while (head < tail) {
        int here = queue[head++];
        for (size_t i = 0; i < count; i++) {
            bool back = part[i].first == here;
            int from = back ? part[i].last + 1 : part[i].first;
            if ((!back && part[i].last + 1 != here) || step[from].to)
                continue;
            step[from] = (struct step){here, &part[i], back};
            queue[tail++] = from;
        }
    }
}

bool yearend_sum(const struct yearend_part *part, size_t count, int first, int last, struct num *sum)
{
    struct step step[MONTHS + 2];
    struct num total = num_of(0);
    find_ways(part, count, last + 1, step);
    if (!step[first].to)
        return false;
    for (int at = first; at != last + 1; at = step[at].to) {
        struct num value = step[at].part->value;
        if (!(step[at].back ? num_subtract(total, value, &total) : num_add(total, value, &total)))
            return false;
    }
    *sum = total;
    return true;
}

/* ---- amounts ---- */

static void take_into(struct yearend_range *range, struct measure one)
{
    if (!range->least.known || measure_order(one, range->least) < 0)
        range->least = one;
    if (!range->most.known || measure_order(one, range->most) > 0)
        range->most = one;
}

static void order_ends(struct yearend_range *range)
{
    struct measure low = range->low;
    if (low.known && range->high.known && measure_order(low, range->high) > 0) {
        range->low = range->high;
        range->high = low;
    }
}

struct yearend_range yearend_by_shares(struct num to_date, const struct yearend_year *year, size_t years)
{
    struct yearend_range range = {0};
    struct measure sum = measure_of(num_of(0)), known = measure_of(to_date);
    for (size_t i = 0; i < years; i++) {
        if (num_sign(year[i].full) <= 0 || num_sign(year[i].to_date) <= 0)
            return (struct yearend_range){0};
        struct measure share = measure_quotient(year[i].to_date, year[i].full);
        sum = measure_add(sum, share);
        take_into(&range, share);
    }
    range.mean = measure_divide(sum, measure_of(num_of((int64_t)years)));
    range.estimate = measure_divide(known, range.mean);
    range.low = measure_divide(known, range.most);
    range.high = measure_divide(known, range.least);
    order_ends(&range);
    return range;
}

struct measure yearend_by_sums(struct num to_date, const struct yearend_year *year, size_t years)
{
    struct measure part = measure_of(num_of(0)), whole = part;
    for (size_t i = 0; i < years; i++) {
        part = measure_add(part, measure_of(year[i].to_date));
        whole = measure_add(whole, measure_of(year[i].full));
    }
    return measure_multiply(measure_of(to_date), measure_divide(whole, part));
}

struct measure yearend_by_growth(struct num to_date, struct yearend_year last)
{
    return measure_multiply(measure_of(last.full), measure_quotient(to_date, last.to_date));
}

static struct measure rest_of(struct yearend_year year)
{
    return measure_subtract(measure_of(year.full), measure_of(year.to_date));
}

struct measure yearend_by_rest(struct num to_date, struct yearend_year last)
{
    return measure_add(measure_of(to_date), rest_of(last));
}

/* By how many percent a quotient is above 1. */
static struct measure percent_above(struct measure quotient)
{
    return measure_shift(measure_subtract(quotient, measure_of(num_of(1))), 2);
}

struct measure yearend_growth(struct num to_date, struct yearend_year last)
{
    return percent_above(measure_quotient(to_date, last.to_date));
}

struct measure yearend_left(struct num to_date, struct measure goal)
{
    return measure_subtract(goal, measure_of(to_date));
}

struct measure yearend_needed(struct num to_date, struct yearend_year last, struct measure goal)
{
    return percent_above(measure_divide(yearend_left(to_date, goal), rest_of(last)));
}

/* ---- rates ---- */

struct yearend_range yearend_by_differences(struct num to_date, const struct yearend_year *year, size_t years)
{
    struct yearend_range range = {0};
    struct measure sum = measure_of(num_of(0)), known = measure_of(to_date);
    for (size_t i = 0; i < years; i++) {
        struct measure difference = rest_of(year[i]);
        sum = measure_add(sum, difference);
        take_into(&range, difference);
    }
    range.mean = measure_divide(sum, measure_of(num_of((int64_t)years)));
    range.estimate = measure_add(known, range.mean);
    range.low = measure_add(known, range.least);
    range.high = measure_add(known, range.most);
    return range;
}

struct measure yearend_rate_needed(struct num to_date, struct measure share, struct num goal)
{
    struct measure done = measure_multiply(share, measure_of(to_date));
    return measure_divide(measure_subtract(measure_of(goal), done), measure_subtract(measure_of(num_of(1)), share));
}
