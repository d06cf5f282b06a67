/* position - see position.h */
#include "position.h"
#include "values/quantile.h"

struct measure position_quantile(const struct num *rising, uint32_t count, int above, int below, int type)
{
    struct num way, part, start, sum;
    if (count == 0)
        return (struct measure){0};
    struct quantile at = quantile_at(count, above, below, type);
    if (!num_subtract(rising[at.high], rising[at.low], &way) || !num_multiply(way, num_of(at.part), &part) ||
        !num_multiply(rising[at.low], num_of(at.whole), &start) || !num_add(start, part, &sum))
        return (struct measure){0};
    return measure_quotient(sum, num_of(at.whole));
}

struct measure position_percentile(uint32_t less, uint32_t count)
{
    return count < 2 ? (struct measure){0} : measure_quotient(num_of(less), num_of((int64_t)count - 1));
}

static struct measure mean_of(const struct num *value, uint32_t count)
{
    struct num sum = num_of(0);
    for (uint32_t i = 0; i < count; i++)
        if (!num_add(sum, value[i], &sum))
            return (struct measure){0};
    return count ? measure_quotient(sum, num_of(count)) : (struct measure){0};
}

/* (value - other) * sign. */
static struct measure gap_to(struct num value, struct measure other, int sign)
{
    struct num all, gap;
    if (!other.known || !num_multiply(value, other.below, &all) || !num_subtract(all, other.above, &gap))
        return (struct measure){0};
    return measure_quotient(sign > 0 ? gap : num_negate(gap), other.below);
}

/* 100 value / median. */
static struct measure index_of(struct num value, struct measure median)
{
    struct num hundredfold;
    if (!median.known || measure_compare(median, num_of(0)) <= 0 || !num_multiply(value, num_of(100), &hundredfold))
        return (struct measure){0};
    return measure_divide(measure_of(hundredfold), median);
}

/* Is the value at least as good as a border? */
static bool reaches(struct num value, struct measure border, int sign)
{
    return border.known && measure_compare(border, value) * sign <= 0;
}

/* Quartiles, median and mean of the peers; the peers stand in order of merit, which rises or
 * falls. */
static void spread(struct position *position, const struct num *peer, uint32_t count, int sign, int type)
{
    struct num *rising = mem_resize(NULL, (count + 1) * sizeof *rising);
    for (uint32_t i = 0; i < count; i++)
        rising[i] = sign > 0 ? peer[count - 1 - i] : peer[i];
    position->q1 = position_quantile(rising, count, 1, 4, type);
    position->median = position_quantile(rising, count, 1, 2, type);
    position->q3 = position_quantile(rising, count, 3, 4, type);
    position->mean = mean_of(rising, count);
    mem_release(rising);
}

struct position position_find(struct num value, const struct num *peer, uint32_t count, int sign, int type)
{
    struct position position = {.rank = 1, .ties = 1, .of = count + 1};
    for (uint32_t i = 0; i < count; i++) {
        int better = num_compare(peer[i], value) * sign;
        position.rank += better > 0;
        position.ties += better == 0;
    }
    if (count == 0)
        return position;
    spread(&position, peer, count, sign, type);
    position.percentile = position_percentile(position.of + 1 - position.rank - position.ties, position.of);
    struct measure upper = sign > 0 ? position.q3 : position.q1, lower = sign > 0 ? position.q1 : position.q3;
    position.quartile = reaches(value, upper, sign)             ? 1
                        : reaches(value, position.median, sign) ? 2
                        : reaches(value, lower, sign)           ? 3
                                                                : 4;
    position.gap_best = gap_to(value, measure_of(peer[0]), sign);
    position.gap_median = gap_to(value, position.median, sign);
    position.gap_mean = gap_to(value, position.mean, sign);
    position.index = index_of(value, position.median);
    return position;
}
