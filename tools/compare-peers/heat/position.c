/* position - see position.h */
#include <math.h>

#include "heat/position.h"
#include "values/quantile.h"

/* ---- the ladder ---- */

/* Adds to a sum that may be beyond exact numbers already. */
static void add_to(struct measure *sum, struct num value)
{
    struct num more;
    if (sum->exact && num_add(sum->above, value, &more))
        sum->above = more;
    else
        *sum = measure_add(*sum, measure_of(value));
}

struct rungs rungs_open(const struct num *value, uint32_t count, int sign, int type)
{
    struct rungs ladder = {value, count, sign, type, measure_of(num_of(0)), measure_of(num_of(0))};
    for (uint32_t i = 0; i < count; i++) {
        struct num square;
        add_to(&ladder.sum, value[i]);
        if (num_multiply(value[i], value[i], &square))
            add_to(&ladder.squares, square);
        else
            ladder.squares = measure_add(ladder.squares, measure_multiply(measure_of(value[i]), measure_of(value[i])));
    }
    return ladder;
}

/* ---- the peers: the ladder without one rung ---- */

static uint32_t peers_of(const struct position *position)
{
    return position->ladder->count - 1;
}

/* The value of the peer with this place in rising order, from 0. */
static struct num rising(const struct position *position, uint32_t place)
{
    const struct rungs *ladder = position->ladder;
    uint32_t own = ladder->sign > 0 ? ladder->count - 1 - position->at : position->at;
    uint32_t rung = place < own ? place : place + 1;
    return ladder->value[ladder->sign > 0 ? ladder->count - 1 - rung : rung];
}

/* The same in order of merit. */
static struct num merited(const struct position *position, uint32_t place)
{
    return position->ladder->value[place < position->at ? place : place + 1];
}

struct measure position_quantile(const struct position *position, int above, int below, int type)
{
    struct num way, part, start, sum;
    if (peers_of(position) == 0)
        return (struct measure){0};
    struct quantile at = quantile_at(peers_of(position), above, below, type);
    struct num low = rising(position, (uint32_t)at.low);
    if (at.part == 0)
        return measure_of(low);
    if (!num_subtract(rising(position, (uint32_t)at.high), low, &way) ||
        !num_multiply(way, num_of(at.part), &part) || !num_multiply(low, num_of(at.whole), &start) ||
        !num_add(start, part, &sum))
        return (struct measure){0};
    return measure_quotient(sum, num_of(at.whole));
}

/* ---- the place ---- */

/* How many rungs from the first on are better than a value, or with `equal` at least as good. */
static uint32_t rungs_above(const struct rungs *ladder, struct num value, bool equal)
{
    uint32_t low = 0, high = ladder->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int better = num_compare(ladder->value[middle], value) * ladder->sign;
        if (better > 0 || (equal && better == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Is the value at least as good as a border? */
static bool reaches(struct num value, struct measure border, int sign)
{
    return border.known && measure_compare(border, value) * sign <= 0;
}

static int quartile_of(const struct position *position)
{
    int sign = position->ladder->sign;
    struct measure upper = sign > 0 ? position->q3 : position->q1, lower = sign > 0 ? position->q1 : position->q3;
    return reaches(position->value, upper, sign)              ? 1
           : reaches(position->value, position->median, sign) ? 2
           : reaches(position->value, lower, sign)            ? 3
                                                              : 4;
}

struct position position_find(const struct rungs *ladder, uint32_t at)
{
    struct num value = ladder->value[at];
    uint32_t better = rungs_above(ladder, value, false);
    struct position position = {.ladder = ladder, .at = at, .value = value, .rank = better + 1,
                                .ties = rungs_above(ladder, value, true) - better, .of = ladder->count};
    if (ladder->count < 2)
        return position;
    position.q1 = position_quantile(&position, 1, 4, ladder->type);
    position.median = position_quantile(&position, 1, 2, ladder->type);
    position.q3 = position_quantile(&position, 3, 4, ladder->type);
    position.mean = measure_divide(measure_subtract(ladder->sum, measure_of(position.value)),
                                   measure_of(num_of((int64_t)ladder->count - 1)));
    position.quartile = quartile_of(&position);
    return position;
}

/* ---- the statistics, in the order of their rows ---- */

struct measure position_percentile(const struct position *position)
{
    if (position->of < 2)
        return (struct measure){0};
    return measure_quotient(num_of((int64_t)position->of + 1 - position->rank - position->ties),
                            num_of((int64_t)position->of - 1));
}

struct measure position_median(const struct position *position)
{
    return position->median;
}

struct measure position_mean(const struct position *position)
{
    return position->mean;
}

struct measure position_q1(const struct position *position)
{
    return position->q1;
}

struct measure position_q3(const struct position *position)
{
    return position->q3;
}

struct measure position_mean_all(const struct position *position)
{
    return measure_divide(position->ladder->sum, measure_of(num_of(position->of)));
}

struct measure position_frontier(const struct position *position)
{
    return measure_of(position->ladder->value[0]);
}

/* (value - other) * sign. */
static struct measure gap_to(const struct position *position, struct measure other)
{
    struct measure gap = measure_subtract(measure_of(position->value), other);
    return position->ladder->sign > 0 ? gap : measure_negate(gap);
}

struct measure position_gap_best(const struct position *position)
{
    return gap_to(position, measure_of(merited(position, 0)));
}

struct measure position_gap_frontier(const struct position *position)
{
    return gap_to(position, position_frontier(position));
}

struct measure position_gap_median(const struct position *position)
{
    return gap_to(position, position->median);
}

struct measure position_gap_mean(const struct position *position)
{
    return gap_to(position, position->mean);
}

struct measure position_gap_mean_all(const struct position *position)
{
    return gap_to(position, position_mean_all(position));
}

/* No share of what is 0 or below says anything. */
static struct measure share_of(struct measure part, struct measure whole)
{
    return whole.known && measure_sign(whole) > 0 ? measure_divide(part, whole) : (struct measure){0};
}

struct measure position_index(const struct position *position)
{
    return measure_shift(share_of(measure_of(position->value), position->median), 2);
}

struct measure position_frontier_ratio(const struct position *position)
{
    struct measure own = measure_of(position->value), frontier = position_frontier(position);
    if (num_sign(position->value) < 0 || measure_sign(frontier) < 0)
        return (struct measure){0};
    return position->ladder->sign > 0 ? share_of(own, frontier) : share_of(frontier, own);
}

/* The variance of the peers, n - 1, from sums without the unit's own. */
static struct measure variance_of(const struct position *position)
{
    struct measure own = measure_of(position->value), count = measure_of(num_of(peers_of(position)));
    struct measure sum = measure_subtract(position->ladder->sum, own);
    struct measure squares = measure_subtract(position->ladder->squares, measure_multiply(own, own));
    struct measure above = measure_subtract(measure_multiply(count, squares), measure_multiply(sum, sum));
    return measure_divide(above, measure_multiply(count, measure_subtract(count, measure_of(num_of(1)))));
}

struct measure position_z(const struct position *position)
{
    struct measure gap = position_gap_mean(position), variance = variance_of(position);
    if (!gap.known || !variance.known || measure_sign(variance) <= 0 || position_level(position))
        return (struct measure){0};
    return measure_double(measure_near(gap) / sqrt(measure_near(variance)));
}

struct measure position_robust_z(const struct position *position)
{
    static const double NORMAL = 1.4826; /* of a normal distribution the standard deviation is this many MAD */
    struct measure gap = gap_to(position, position_quantile(position, 1, 2, QUANTILE_DEFAULT));
    struct measure deviation = position_deviation(position);
    if (!gap.known || !deviation.known || measure_sign(deviation) <= 0)
        return (struct measure){0};
    return measure_double(measure_near(gap) / (NORMAL * measure_near(deviation)));
}

/* ---- distances from the median ---- */

/* The peers in rising order, cut where the median lies: on either side distances rise with the way. */
struct cut {
    const struct position *position;
    struct measure median;
    uint32_t below, above;    /* peers that are not above the median; that are */
};

static struct measure distance_below(const struct cut *cut, uint32_t i)
{
    return measure_subtract(cut->median, measure_of(rising(cut->position, cut->below - 1 - i)));
}

static struct measure distance_above(const struct cut *cut, uint32_t i)
{
    return measure_subtract(measure_of(rising(cut->position, cut->below + i)), cut->median);
}

static struct cut cut_of(const struct position *position)
{
    struct cut cut = {position, position_quantile(position, 1, 2, QUANTILE_DEFAULT), 0, peers_of(position)};
    while (cut.median.known && cut.below < cut.above) {
        uint32_t middle = cut.below + (cut.above - cut.below) / 2;
        if (measure_compare(cut.median, rising(position, middle)) >= 0)
            cut.below = middle + 1;
        else
            cut.above = middle;
    }
    cut.above = peers_of(position) - cut.below;
    return cut;
}

/* The distance with this place, from 0, among both sides: how many of the smaller ones lie below
 * is halved until it is known. */
static struct measure distance_at(const struct cut *cut, uint32_t place)
{
    uint32_t taken = place + 1, low = taken > cut->above ? taken - cut->above : 0;
    uint32_t high = taken < cut->below ? taken : cut->below;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (measure_order(distance_below(cut, middle), distance_above(cut, taken - middle - 1)) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    struct measure below = low ? distance_below(cut, low - 1) : (struct measure){0};
    struct measure above = taken > low ? distance_above(cut, taken - low - 1) : (struct measure){0};
    if (!below.known || !above.known)
        return below.known ? below : above;
    return measure_order(below, above) > 0 ? below : above;
}

struct measure position_deviation(const struct position *position)
{
    uint32_t peers = peers_of(position);
    struct cut cut = cut_of(position);
    if (peers == 0 || !cut.median.known)
        return (struct measure){0};
    struct measure low = distance_at(&cut, (peers - 1) / 2), high = distance_at(&cut, peers / 2);
    return measure_divide(measure_add(low, high), measure_of(num_of(2)));
}

bool position_level(const struct position *position)
{
    uint32_t peers = peers_of(position);
    return peers > 0 && num_compare(merited(position, 0), merited(position, peers - 1)) == 0;
}

bool position_level_middle(const struct position *position)
{
    struct measure deviation = position_deviation(position);
    return deviation.known && measure_sign(deviation) == 0;
}

/* ---- since an earlier period ---- */

struct measure position_gap_best_then(const struct position *now, const struct position *then)
{
    return now->of < 2 ? (struct measure){0} : position_gap_best(then);
}

struct measure position_gap_best_change(const struct position *now, const struct position *then)
{
    return now->of < 2 ? (struct measure){0} : measure_subtract(position_gap_best(now), position_gap_best(then));
}

struct measure position_gap_median_then(const struct position *now, const struct position *then)
{
    return now->of < 2 ? (struct measure){0} : position_gap_median(then);
}

struct measure position_gap_median_change(const struct position *now, const struct position *then)
{
    return measure_subtract(position_gap_median(now), position_gap_median(then));
}

struct measure position_gap_frontier_then(const struct position *now, const struct position *then)
{
    return now->of < 2 ? (struct measure){0} : position_gap_frontier(then);
}

/* 1 - gap now / gap then; not known for who stood at the frontier then. */
struct measure position_frontier_closed(const struct position *now, const struct position *then)
{
    struct measure before = position_gap_frontier(then), after = position_gap_frontier(now);
    if (now->of < 2 || !before.known || measure_sign(before) == 0)
        return (struct measure){0};
    return measure_subtract(measure_of(num_of(1)), measure_divide(after, before));
}
