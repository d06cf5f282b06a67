/* position - see position.h */
#include <math.h>

#include "heat/position.h"

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

/* The values as whole numbers at the scale of the finest; null where one is too large for that. */
static const int64_t *find_whole(struct mem *mem, const struct num *value, uint32_t count, int32_t *scale)
{
    static const int64_t most = (int64_t)1 << 45; /* squared and added up over 2^32 it has less than 126 bits */
    int64_t *whole = mem_array(mem, count, sizeof *whole);
    *scale = 0;
    for (uint32_t i = 0; i < count; i++)
        *scale = value[i].scale > *scale ? value[i].scale : *scale;
    for (uint32_t i = 0; i < count; i++) {
        struct num same = value[i];
        for (; same.scale < *scale && same.mantissa < most && same.mantissa > -most; same.scale++)
            same.mantissa *= 10;
        if (same.mantissa >= most || same.mantissa <= -most)
            return NULL;
        whole[i] = (int64_t)same.mantissa;
    }
    return whole;
}

struct rungs rungs_open(struct mem *mem, const struct num *value, uint32_t count, int sign, int type)
{
    struct rungs ladder = {.value = value, .count = count, .sign = sign, .type = type,
                           .sum = measure_of(num_of(0)), .squares = measure_of(num_of(0))};
    ladder.whole = find_whole(mem, value, count, &ladder.scale);
    for (uint32_t i = 0; i < count; i++) {
        struct num square;
        if (ladder.whole) {
            ladder.whole_sum += ladder.whole[i];
            ladder.whole_squares += (__int128)ladder.whole[i] * ladder.whole[i];
            continue;
        }
        add_to(&ladder.sum, value[i]);
        if (num_multiply(value[i], value[i], &square))
            add_to(&ladder.squares, square);
        else
            ladder.squares = measure_add(ladder.squares, measure_multiply(measure_of(value[i]), measure_of(value[i])));
    }
    for (int i = 0; i < 3 && count > 1; i++)
        ladder.quarter[i] = quantile_at(count - 1, i + 1, 4, type);
    return ladder;
}

/* A quotient of a whole number at the ladder's scale. */
static struct measure over(const struct rungs *ladder, __int128 above, int64_t below)
{
    return measure_quotient((struct num){above, ladder->scale}, num_of(below));
}

/* ---- the peers: the ladder without one rung ---- */

static uint32_t peers_of(const struct position *position)
{
    return position->ladder->count - 1;
}

/* The rung of the peer with this place in rising order, from 0. */
static uint32_t rising_rung(const struct position *position, uint32_t place)
{
    const struct rungs *ladder = position->ladder;
    uint32_t own = ladder->sign > 0 ? ladder->count - 1 - position->at : position->at;
    uint32_t rung = place < own ? place : place + 1;
    return ladder->sign > 0 ? ladder->count - 1 - rung : rung;
}

static struct num rising(const struct position *position, uint32_t place)
{
    return position->ladder->value[rising_rung(position, place)];
}

static int64_t rising_whole(const struct position *position, uint32_t place)
{
    return position->ladder->whole[rising_rung(position, place)];
}

/* The value of the peer with this place in order of merit. */
static struct num merited(const struct position *position, uint32_t place)
{
    return position->ladder->value[place < position->at ? place : place + 1];
}

/* Of whole numbers, so many times (at.whole) as much as a quantile of the peers. */
static __int128 whole_quantile(const struct position *position, struct quantile at)
{
    int64_t low = rising_whole(position, (uint32_t)at.low), high = rising_whole(position, (uint32_t)at.high);
    return (__int128)low * at.whole + (__int128)(high - low) * at.part;
}

static struct measure quantile_of(const struct position *position, struct quantile at)
{
    struct num way, part, start, sum;
    if (position->ladder->whole)
        return over(position->ladder, whole_quantile(position, at), at.whole);
    struct num low = rising(position, (uint32_t)at.low);
    if (!num_subtract(rising(position, (uint32_t)at.high), low, &way) ||
        !num_multiply(way, num_of(at.part), &part) || !num_multiply(low, num_of(at.whole), &start) ||
        !num_add(start, part, &sum))
        return (struct measure){0};
    return measure_quotient(sum, num_of(at.whole));
}

struct measure position_quantile(const struct position *position, int above, int below, int type)
{
    if (peers_of(position) == 0)
        return (struct measure){0};
    return quantile_of(position, quantile_at(peers_of(position), above, below, type));
}

/* Of the peers, by the ladder's type; Q1 is the smaller, whatever is better. */
enum quarter { Q1, MEDIAN, Q3 };

static struct measure quarter_of(const struct position *position, enum quarter which)
{
    if (peers_of(position) == 0)
        return (struct measure){0};
    return quantile_of(position, position->ladder->quarter[which]);
}

/* The mean of the peers. */
static struct measure mean_of(const struct position *position)
{
    const struct rungs *ladder = position->ladder;
    if (peers_of(position) == 0)
        return (struct measure){0};
    if (ladder->whole)
        return over(ladder, ladder->whole_sum - ladder->whole[position->at], peers_of(position));
    return measure_divide(measure_subtract(ladder->sum, measure_of(position->value)),
                          measure_of(num_of(peers_of(position))));
}

/* ---- the place ---- */

/* Negative, 0 or positive as one rung is worse than, level with or better than another. */
static int rung_order(const struct rungs *ladder, uint32_t a, uint32_t b)
{
    if (ladder->whole)
        return ((ladder->whole[a] > ladder->whole[b]) - (ladder->whole[a] < ladder->whole[b])) * ladder->sign;
    return num_compare(ladder->value[a], ladder->value[b]) * ladder->sign;
}

/* How many rungs from the first on are better than one of them, or with `equal` at least as good.  Most have no
 * tie, which their neighbors tell. */
static uint32_t rungs_above(const struct rungs *ladder, uint32_t at, bool equal)
{
    uint32_t low = equal ? at + 1 : 0, high = equal ? ladder->count : at;
    if (low < high && rung_order(ladder, equal ? low : high - 1, at) != 0)
        return equal ? low : high;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int better = rung_order(ladder, middle, at);
        if (better > 0 || (equal && better == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Is the value at least as good as a quartile of the peers? */
static bool reaches(const struct position *position, enum quarter which)
{
    const struct rungs *ladder = position->ladder;
    if (ladder->whole) {
        struct quantile at = ladder->quarter[which];
        __int128 border = whole_quantile(position, at), own = (__int128)ladder->whole[position->at] * at.whole;
        return ladder->sign > 0 ? own >= border : own <= border;
    }
    struct measure border = quarter_of(position, which);
    return border.known && measure_compare(border, position->value) * ladder->sign <= 0;
}

int position_quartile(const struct position *position)
{
    bool up = position->ladder->sign > 0;
    if (peers_of(position) == 0)
        return 0;
    return reaches(position, up ? Q3 : Q1)   ? 1
           : reaches(position, MEDIAN)       ? 2
           : reaches(position, up ? Q1 : Q3) ? 3
                                             : 4;
}

struct position position_find(const struct rungs *ladder, uint32_t at)
{
    struct num value = ladder->value[at];
    uint32_t better = rungs_above(ladder, at, false);
    return (struct position){.ladder = ladder, .at = at, .value = value, .rank = better + 1,
                             .ties = rungs_above(ladder, at, true) - better, .of = ladder->count};
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
    return quarter_of(position, MEDIAN);
}

struct measure position_mean(const struct position *position)
{
    return mean_of(position);
}

struct measure position_q1(const struct position *position)
{
    return quarter_of(position, Q1);
}

struct measure position_q3(const struct position *position)
{
    return quarter_of(position, Q3);
}

struct measure position_mean_all(const struct position *position)
{
    const struct rungs *ladder = position->ladder;
    if (ladder->whole)
        return over(ladder, ladder->whole_sum, ladder->count);
    return measure_divide(ladder->sum, measure_of(num_of(position->of)));
}

struct measure position_frontier(const struct position *position)
{
    return measure_of(position->ladder->value[0]);
}

/* (value - other) * sign. */
static struct measure gap_to(const struct position *position, struct measure other)
{
    const struct rungs *ladder = position->ladder;
    if (ladder->whole && other.exact && other.above.scale == ladder->scale && other.below.scale == 0) {
        __int128 gap = ladder->whole[position->at] * other.below.mantissa - other.above.mantissa;
        return over(ladder, gap * ladder->sign, (int64_t)other.below.mantissa);
    }
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
    return gap_to(position, position_median(position));
}

struct measure position_gap_mean(const struct position *position)
{
    return gap_to(position, position_mean(position));
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
    return measure_shift(share_of(measure_of(position->value), position_median(position)), 2);
}

struct measure position_frontier_ratio(const struct position *position)
{
    struct measure own = measure_of(position->value), frontier = position_frontier(position);
    if (num_sign(position->value) < 0 || measure_sign(frontier) < 0)
        return (struct measure){0};
    return position->ladder->sign > 0 ? share_of(own, frontier) : share_of(frontier, own);
}

static struct measure sum_of(const struct rungs *ladder)
{
    return ladder->whole ? over(ladder, ladder->whole_sum, 1) : ladder->sum;
}

static struct measure squares_of(const struct rungs *ladder)
{
    return ladder->whole ? measure_of((struct num){ladder->whole_squares, 2 * ladder->scale}) : ladder->squares;
}

/* A mantissa of a num is below 10^38. */
#define MOST_DIGITS ((__int128)1000000000000000000 * 10000000000000000000u)

/* The variance of the peers, n - 1, from sums without the unit's own. */
static struct measure variance_of(const struct position *position)
{
    const struct rungs *ladder = position->ladder;
    __int128 peers = peers_of(position), product, square;
    if (ladder->whole) {
        __int128 whole = ladder->whole[position->at], rest = ladder->whole_sum - whole;
        if (!__builtin_mul_overflow(ladder->whole_squares - whole * whole, peers, &product) &&
            !__builtin_mul_overflow(rest, rest, &square) && product < MOST_DIGITS)
            return measure_quotient((struct num){product - square, 2 * ladder->scale},
                                    num_of((int64_t)(peers * (peers - 1))));
    }
    struct measure own = measure_of(position->value), count = measure_of(num_of(peers_of(position)));
    struct measure sum = measure_subtract(sum_of(ladder), own);
    struct measure squares = measure_subtract(squares_of(ladder), measure_multiply(own, own));
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

/* The peers in rising order, cut where the median lies: on either side distances rise with the way.  They are
 * doubles: exact for whole numbers, which are doubled, since the median may lie halfway between two. */
struct cut {
    const struct position *position;
    struct measure median;
    double twice;             /* the median, of whole numbers */
    uint32_t below, above;    /* peers that are not above the median; that are */
};

/* From the median to a peer, with its sign; of whole numbers twice that. */
static double way_to(const struct cut *cut, uint32_t place)
{
    if (cut->position->ladder->whole)
        return 2 * (double)rising_whole(cut->position, place) - cut->twice;
    return measure_near(measure_subtract(measure_of(rising(cut->position, place)), cut->median));
}

/* The i-th distance on either side, from the median on. */
static double way_below(const struct cut *cut, uint32_t i)
{
    return -way_to(cut, cut->below - 1 - i);
}

static double way_above(const struct cut *cut, uint32_t i)
{
    return way_to(cut, cut->below + i);
}

static struct cut cut_of(const struct position *position)
{
    uint32_t peers = peers_of(position);
    struct cut cut = {.position = position, .above = peers};
    if (position->ladder->whole)
        cut.twice = (double)(rising_whole(position, (peers - 1) / 2) + rising_whole(position, peers / 2));
    else
        cut.median = position_quantile(position, 1, 2, QUANTILE_DEFAULT);
    while (cut.below < cut.above) {
        uint32_t middle = cut.below + (cut.above - cut.below) / 2;
        if (way_to(&cut, middle) <= 0)
            cut.below = middle + 1;
        else
            cut.above = middle;
    }
    cut.above = peers - cut.below;
    return cut;
}

/* The distance with this place, from 0, among both sides: how many of the smaller ones lie below
 * is halved until it is known. */
static double way_at(const struct cut *cut, uint32_t place)
{
    uint32_t taken = place + 1, low = taken > cut->above ? taken - cut->above : 0;
    uint32_t high = taken < cut->below ? taken : cut->below;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (way_below(cut, middle) < way_above(cut, taken - middle - 1))
            low = middle + 1;
        else
            high = middle;
    }
    double below = low > 0 ? way_below(cut, low - 1) : 0, above = taken > low ? way_above(cut, taken - low - 1) : 0;
    return below > above ? below : above;
}

struct measure position_deviation(const struct position *position)
{
    uint32_t peers = peers_of(position);
    if (peers == 0)
        return (struct measure){0};
    struct cut cut = cut_of(position);
    double both = way_at(&cut, (peers - 1) / 2) + way_at(&cut, peers / 2);
    return position->ladder->whole ? over(position->ladder, (__int128)both, 4) : measure_double(both / 2);
}

bool position_level(const struct position *position)
{
    uint32_t peers = peers_of(position);
    return peers > 0 && num_compare(merited(position, 0), merited(position, peers - 1)) == 0;
}

/* More than half of them stand side by side, so one who stands a quarter of the way from an end is of them. */
bool position_level_middle(const struct position *position)
{
    uint32_t peers = peers_of(position);
    if (peers == 0)
        return false;
    struct num middle = rising(position, peers / 2);
    if (num_compare(rising(position, peers / 4), middle) != 0 &&
        num_compare(rising(position, peers - 1 - peers / 4), middle) != 0)
        return false;
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
