/* normalize - see normalize.h */
#include <math.h>

#include "base/voice.h"
#include "steps/normalize.h"
#include "steps/sample.h"

#define ALL_THE_SAME N_("all values are the same, so that nothing tells the units apart")
#define NO_VALUES N_("there is no value")
#define NOT_ABOVE_0 N_("a ratio needs values above 0")

/* ---- the base, turned so that more is better ---- */

struct turned {
    double least, most, mean, deviation, population;
};

static struct turned base_of(const struct scaling *s)
{
    struct sample sample = sample_of(s->base, s->base_count);
    bool up = s->sign > 0;
    return (struct turned){up ? sample.least : -sample.most, up ? sample.most : -sample.least, s->sign * sample.mean,
                           sample_deviation(&sample), sample_population(&sample)};
}

/* into = low + (turned value - from) / width * (high - low) */
static const char *stretch(const struct scaling *s, double from, double width, double low, double high, double *into)
{
    if (!(fabs(width) > 0))
        return ALL_THE_SAME;
    for (size_t i = 0; i < s->count; i++)
        into[i] = low + (s->sign * s->value[i] - from) / width * (high - low);
    return NULL;
}

/* ---- between ends ---- */

static const char *by_ends(const struct pick *how, const struct scaling *s, double *into)
{
    struct turned base = base_of(s);
    return stretch(s, base.least, base.most - base.least, how->number[0], how->number[1], into);
}

static const char *by_distance_from_best(const struct pick *how, const struct scaling *s, double *into)
{
    (void)how;
    struct turned base = base_of(s);
    return stretch(s, base.least, base.most - base.least, 0, 1, into);
}

static const char *by_limits(const struct pick *how, const struct scaling *s, double *into)
{
    double low = how->number[0], high = how->number[1];
    if (!(high > low))
        return N_("the upper limit is not above the lower one");
    return stretch(s, s->sign > 0 ? low : -high, high - low, 0, how->number[2], into);
}

/* ---- around the middle ---- */

static const char *by_deviation(const struct pick *how, const struct scaling *s, double *into)
{
    struct turned base = base_of(s);
    return stretch(s, base.mean, base.deviation, how->number[0], how->number[0] + how->number[1], into);
}

static const char *by_population(const struct pick *how, const struct scaling *s, double *into)
{
    struct turned base = base_of(s);
    return stretch(s, base.mean, base.population, how->number[0], how->number[0] + how->number[1], into);
}

static const char *by_median(const struct pick *how, const struct scaling *s, double *into)
{
    (void)how;
    double median = sample_quantile(s->base, s->base_count, 0.5, s->room);
    double mad = sample_mad(s->base, s->base_count, s->room);
    if (!(mad > 0))
        return N_("half of the values or more are the same, so that their median distance is 0");
    return stretch(s, s->sign * median, mad, 0, 1, into);
}

/* ---- from somebody ---- */

static const char *by_reference(const struct pick *how, const struct scaling *s, double *into)
{
    (void)how;
    double reference = s->sign * s->value[s->reference];
    if (isnan(reference))
        return N_("the unit of reference has no value");
    return stretch(s, base_of(s).least, reference - base_of(s).least, 0, 1, into);
}

static const char *by_difference(const struct pick *how, const struct scaling *s, double *into)
{
    (void)how;
    if (isnan(s->value[s->reference]))
        return N_("the unit of reference has no value");
    return stretch(s, s->sign * s->value[s->reference], 1, 0, 1, into);
}

static const char *by_target(const struct pick *how, const struct scaling *s, double *into)
{
    if (!s->goal || isnan(s->goal->target))
        return N_("no target is given for it");
    double least = base_of(s).least, way = s->sign * s->goal->target - least;
    if (!(way > 0))
        return N_("the worst value has reached the target, so that there is no way to measure");
    const char *why = stretch(s, least, way, 0, 1, into);
    for (size_t i = 0; i < s->count && how->number[0] > 0; i++)
        if (into[i] > how->number[0])
            into[i] = how->number[0];
    return why;
}

static const char *by_goalposts(const struct pick *how, const struct scaling *s, double *into)
{
    if (!s->goal || isnan(s->goal->low) || isnan(s->goal->high))
        return N_("no goalposts are given for it");
    double low = s->goal->low, high = s->goal->high;
    bool logarithm = s->goal->logarithm;
    if (!(high > low) || (logarithm && low <= 0))
        return N_("its upper goalpost is not above the lower one, or has no logarithm");
    for (size_t i = 0; i < s->count; i++) {
        double value = s->value[i];
        if (logarithm && value <= 0)
            return N_("a value that is not above 0 has no logarithm");
        double share = logarithm ? (log(value) - log(low)) / (log(high) - log(low)) : (value - low) / (high - low);
        into[i] = (s->sign > 0 ? share : 1 - share) * how->number[0];
    }
    return NULL;
}

static const char *by_goalposts_cut(const struct pick *how, const struct scaling *s, double *into)
{
    const char *why = by_goalposts(how, s, into);
    for (size_t i = 0; i < s->count && !why; i++)
        if (!isnan(into[i]))
            into[i] = fmax(0, fmin(how->number[0], into[i]));
    return why;
}

/* ---- ratios ---- */

/* value / divisor * scale where more is better, other / value * scale where less is. */
static const char *divide(const struct scaling *s, double divisor, double over, double scale, double *into)
{
    struct sample own = sample_of(s->value, s->count);
    if (own.least <= 0 || divisor <= 0 || over <= 0)
        return NOT_ABOVE_0;
    for (size_t i = 0; i < s->count; i++)
        into[i] = scale * (s->sign > 0 ? s->value[i] / divisor : over / s->value[i]);
    return NULL;
}

static const char *by_best(const struct pick *how, const struct scaling *s, double *into)
{
    struct sample base = sample_of(s->base, s->base_count);
    return divide(s, base.most, base.least, how->number[0], into);
}

static const char *by_mean(const struct pick *how, const struct scaling *s, double *into)
{
    struct sample base = sample_of(s->base, s->base_count);
    return divide(s, base.mean, base.mean, how->number[0], into);
}

/* ---- places ---- */

static const char *by_rank(const struct pick *how, const struct scaling *s, double *into)
{
    (void)how;
    sample_ranks(s->mem, s->value, s->count, -s->sign, false, into);
    return NULL;
}

static const char *by_mean_rank(const struct pick *how, const struct scaling *s, double *into)
{
    (void)how;
    sample_ranks(s->mem, s->value, s->count, -s->sign, true, into);
    return NULL;
}

static const char *by_points(const struct pick *how, const struct scaling *s, double *into)
{
    (void)how;
    sample_ranks(s->mem, s->value, s->count, s->sign, false, into);
    for (size_t i = 0; i < s->count; i++)
        into[i] -= 1;
    return NULL;
}

static const char *by_share_below(const struct pick *how, const struct scaling *s, double *into)
{
    double others = (double)sample_of(s->value, s->count).count - 1;
    if (others < 1)
        return N_("there is one value alone");
    by_points(how, s, into);
    for (size_t i = 0; i < s->count; i++)
        into[i] = into[i] / others;
    return NULL;
}

/* ---- steps ---- */

static const char *by_bands(const struct pick *how, const struct scaling *s, double *into)
{
    static const double share[] = {0.15, 0.35, 0.65, 0.85, 0.95};
    (void)how;
    double limit[5];
    for (size_t k = 0; k < 5; k++) {
        double from = s->sign > 0 ? share[k] : 1 - share[k];
        limit[k] = s->sign * sample_quantile(s->base, s->base_count, from, s->room);
    }
    if (!(limit[4] > limit[0]))
        return ALL_THE_SAME;
    for (size_t i = 0; i < s->count; i++) {
        into[i] = isnan(s->value[i]) ? NAN : 0;
        for (size_t k = 0; k < 5; k++)
            into[i] += s->sign * s->value[i] >= limit[k] ? 20 : 0;
    }
    return NULL;
}

static const char *by_side(const struct pick *how, const struct scaling *s, double *into)
{
    struct sample base = sample_of(s->base, s->base_count);
    if (base.mean <= 0)
        return NOT_ABOVE_0;
    for (size_t i = 0; i < s->count; i++) {
        double ratio = s->value[i] / base.mean;
        int side = (ratio > 1 + how->number[0]) - (ratio < 1 - how->number[0]);
        into[i] = isnan(ratio) ? NAN : s->sign * side;
    }
    return NULL;
}

/* ---- over time ---- */

static const char *by_change(const struct pick *how, const struct scaling *s, double *into)
{
    (void)how;
    if (!s->before)
        return N_("there is no earlier period to compare with");
    for (size_t i = 0; i < s->count; i++)
        into[i] = s->before[i] != 0 ? s->sign * 100 * (s->value[i] - s->before[i]) / fabs(s->before[i]) : NAN;
    return NULL;
}

static const char *by_cycle(const struct pick *how, const struct scaling *s, double *into)
{
    (void)how;
    for (size_t i = 0; i < s->count; i++)
        into[i] = s->swing[i] > 0 ? s->sign * (s->value[i] - s->middle[i]) / s->swing[i] : NAN;
    return NULL;
}

static const char *by_nothing(const struct pick *how, const struct scaling *s, double *into)
{
    (void)how;
    return stretch(s, 0, 1, 0, 1, into);
}

/* ---- one list of them ---- */

enum ends { OPEN, OWN_ENDS, UNIT_ENDS, SCALE_ENDS };

struct way {
    struct manner about;
    const char *(*normalize)(const struct pick *how, const struct scaling *scaling, double *into);
    enum ends ends;
    int better;
    bool clips, goal;
};

static const struct way ways[] = {
    {{"minmax", ":LOW:HIGH", N_("from the worst to the best value (0 to 100)"), 2, {0, 100}, false}, by_ends, OWN_ENDS,
     1, false, false},
    {{"zscore", ":MEAN:SD", N_("standard deviations from the mean, of a sample (0, 1)"), 2, {0, 1}, false},
     by_deviation, OPEN, 1, false, false},
    {{"zscore-population", ":MEAN:SD", N_("the same, of a population (n instead of n - 1)"), 2, {0, 1}, false},
     by_population, OPEN, 1, false, false},
    {{"robust-z", "", N_("distance from the median in median distances times 1.4826"), 0, {0}, false}, by_median, OPEN,
     1, false, false},
    {{"scaled", ":LOW:HIGH:FACTOR", N_("between two limits, the same for all (0, 100, 100)"), 3, {0, 100, 100}, false},
     by_limits, OPEN, 1, false, false},
    {{"distance-max", "", N_("1 less the distance from the best, as a share of the range"), 0, {0}, false},
     by_distance_from_best, UNIT_ENDS, 1, false, false},
    {{"distance-reference", ":REGION", N_("1 less the distance from a unit, as a share of its own from the worst"), 0,
      {0}, true}, by_reference, OPEN, 1, false, false},
    {{"difference", ":REGION", N_("the difference from a unit"), 0, {0}, true}, by_difference, OPEN, 1, false, false},
    {{"distance-target", ":CAP", N_("the way from the worst to the target, no more than the cap (0: none)"), 1, {0},
      false}, by_target, OPEN, 1, false, true},
    {{"goalposts", ":SCALE", N_("between the goalposts, cut off outside (100)"), 1, {100}, false}, by_goalposts_cut,
     SCALE_ENDS, 1, true, true},
    {{"goalposts-open", ":SCALE", N_("the same, not cut off"), 1, {100}, false}, by_goalposts, SCALE_ENDS, 1, false,
     true},
    {{"fraction-max", ":SCALE", N_("share of the best: value / most, or least / value (1)"), 1, {1}, false}, by_best,
     OPEN, 1, false, false},
    {{"index-mean", ":SCALE", N_("value / mean, or mean / value (100)"), 1, {100}, false}, by_mean, OPEN, 1, false,
     false},
    {{"rank", "", N_("1 is best; equal values share the smallest rank"), 0, {0}, false}, by_rank, OPEN, -1, false,
     false},
    {{"rank-mean", "", N_("1 is best; equal values share the mean of their ranks"), 0, {0}, false}, by_mean_rank, OPEN,
     -1, false, false},
    {{"borda", "", N_("how many are worse"), 0, {0}, false}, by_points, OPEN, 1, false, false},
    {{"percentile-rank", "", N_("share of the others that are worse"), 0, {0}, false}, by_share_below, OPEN, 1, false,
     false},
    {{"bands", "", N_("0 to 100 in steps of 20, parted at shares 0.15, 0.35, 0.65, 0.85 and 0.95 of the units"), 0, {0},
      false},
     by_bands, OPEN, 1, false, false},
    {{"above-mean", ":SHARE", N_("1 above the mean by more than a share of it, -1 below, else 0 (0.1)"), 1, {0.1},
      false}, by_side, OPEN, 1, false, false},
    {{"change", "", N_("percent of change since the period before"), 0, {0}, false}, by_change, OPEN, 1, false, false},
    {{"cyclical", "", N_("distance from the unit's mean over the periods, in its mean distances"), 0, {0}, false},
     by_cycle, OPEN, 1, false, false},
    {{"none", "", N_("as it is, but turned round where less is better"), 0, {0}, false}, by_nothing, OPEN, 1, false,
     false},
};

const struct manners normalize_methods = MANNERS("--normalize", ways);

const char *normalize_values(const struct pick *how, const struct scaling *scaling, double *into)
{
    bool any = sample_of(scaling->value, scaling->count).count && sample_of(scaling->base, scaling->base_count).count;
    for (size_t i = 0; i < scaling->count; i++)
        into[i] = NAN;
    const char *why = any ? ways[how->row].normalize(how, scaling, into) : NO_VALUES;
    any = false;
    for (size_t i = 0; i < scaling->count; i++) {
        if (why || !isfinite(into[i]))
            into[i] = NAN;
        any |= !isnan(into[i]);
    }
    return why || any ? why : N_("none of its values has a place on this scale");
}

int normalize_better(const struct pick *how)
{
    return ways[how->row].better;
}

bool normalize_ends(const struct pick *how, double ends[2])
{
    enum ends kind = ways[how->row].ends;
    ends[0] = kind == OWN_ENDS ? how->number[0] : 0;
    ends[1] = kind == OWN_ENDS ? how->number[1] : kind == SCALE_ENDS ? how->number[0] : 1;
    return kind != OPEN;
}

bool normalize_clips(const struct pick *how)
{
    return ways[how->row].clips;
}

bool normalize_asks_goal(const struct pick *how)
{
    return ways[how->row].goal;
}

bool normalize_asks_periods(const struct pick *how)
{
    return ways[how->row].normalize == by_change || ways[how->row].normalize == by_cycle;
}
