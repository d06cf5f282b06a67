/* stats - see stats.h.  The table, the plans and the results. */
#include <string.h>

#include "base/near.h"
#include "base/str.h"
#include "base/voice.h"
#include "values/stats_inside.h"

static const size_t accumulator_bytes[] = {
#define X(name, bytes, word) bytes,
    ACCUMULATORS(X)
#undef X
};

_Static_assert(sizeof(struct cell_tally) == 16, "an accumulator is aligned behind the tally");
_Static_assert(ACCUMULATOR_COUNT <= sizeof((struct stats_plan){0}.at) / sizeof(uint16_t), "a place for each");


/* ---- finishing ---- */

/* All that a finish function may look at.  There are at least as many cells as its row
 * says that it needs. */
struct stats_ask {
    const struct stats_plan *plan;
    const struct stats_want *want;
    const void *state;
    uint64_t count;           /* cells that were not missing */
    uint64_t missing;
    struct stats_manner manner;
};

static const void *asked(const struct stats_ask *ask, enum accumulator which)
{
    return part(ask->plan, ask->state, which);
}

static struct stats_result answer(struct str text)
{
    return (struct stats_result){.text = text};
}

/* A sentence with its texts, in the language that is asked for. */

static struct stats_result no_answer(const struct stats_ask *ask, const char *why)
{
    return (struct stats_result){.reason = say(ask->manner.mem, why)};
}

/* The text, or why there is none. */
static struct stats_result answer_or(const struct stats_ask *ask, struct str text, const char *why)
{
    return text.length ? answer(text) : no_answer(ask, why);
}

static struct stats_result whole(const struct stats_ask *ask, uint64_t number)
{
    return answer(num_text(ask->manner.mem, (struct num){number, 0}));
}

/* ---- counts and texts ---- */

static struct stats_result finish_count(const struct stats_ask *ask)
{
    return whole(ask, ask->count);
}

static struct stats_result finish_missing(const struct stats_ask *ask)
{
    return whole(ask, ask->missing);
}

static struct stats_result finish_coverage(const struct stats_ask *ask)
{
    struct num_sum count = {ask->count, 0, NULL};
    uint64_t records = ask->count + ask->missing;
    if (!records)
        return no_answer(ask, N_("no records"));
    return answer(num_mean_text(ask->manner.mem, &count, records, ask->manner.places, ask->manner.how));
}

static struct stats_result finish_distinct(const struct stats_ask *ask)
{
    return whole(ask, ((const struct texts *)asked(ask, TEXTS))->count);
}

struct stats_counts stats_counts(const void *state)
{
    const struct cell_tally *tally = state;
    return (struct stats_counts){tally->count, tally->missing};
}

bool stats_differ(const struct stats_plan *plan, const void *state, struct str two[2])
{
    for (size_t i = 0; i < 2; i++)
        two[i] = stats_alike_text(part(plan, state, ALIKE), i);
    return two[1].length > 0;
}

static struct stats_result finish_only(const struct stats_ask *ask)
{
    struct str two[2];
    if (stats_differ(ask->plan, ask->state, two))
        return (struct stats_result){.reason = say(ask->manner.mem, "cells differ: \"{1}\" and \"{2}\"", two[0],
                                                   two[1])};
    return answer(mem_copy(ask->manner.mem, two[0]));
}

static struct stats_result finish_mode(const struct stats_ask *ask)
{
    return answer(mem_copy(ask->manner.mem, texts_mode(asked(ask, TEXTS))));
}

static struct stats_result finish_top(const struct stats_ask *ask)
{
    return answer(texts_top(asked(ask, TEXTS), ask->manner.mem, (uint64_t)ask->want->number.mantissa));
}

/* ---- sums and means ---- */

/* How many places leave a text as many digits as a number may have. */
static int places_that_fit(struct str text)
{
    enum { MOST = 38 };
    size_t at = text.at[0] == '-';
    ptrdiff_t point = str_find(text, STR("."));
    int whole = (int)((point < 0 ? text.length : (size_t)point) - at);
    if (text.at[at] != '0')
        return MOST - whole;
    size_t first = (size_t)point + 1;
    while (text.at[first] == '0')
        first++;
    return MOST + (int)(first - (size_t)point - 1);
}

/* The text of a sum; one that nobody could read again is rounded, and says so. */
static struct stats_result told(const struct stats_ask *ask, const struct num_sum *sum)
{
    struct mem *mem = ask->manner.mem;
    struct num value;
    struct stats_result result = answer(stats_sum_text(mem, sum, ask->manner.places, ask->manner.how));
    result.cut = num_parse(result.text, &value) == NUM_LONG;
    if (result.cut) {
        result.text = num_mean_text(mem, sum, 1, places_that_fit(result.text), ask->manner.how);
        result.note = say(mem, "rounded to 38 digits, as many as a number may have");
    }
    return result;
}

static struct stats_result sum_of(const struct stats_ask *ask, enum accumulator which)
{
    return told(ask, asked(ask, which));
}

static struct stats_result finish_sum(const struct stats_ask *ask)
{
    return sum_of(ask, SUM);
}

static struct stats_result finish_sum_of_squares(const struct stats_ask *ask)
{
    return sum_of(ask, SQUARES);
}

static struct stats_result finish_mean(const struct stats_ask *ask)
{
    return answer(num_mean_text(ask->manner.mem, asked(ask, SUM), ask->count, ask->manner.places, ask->manner.how));
}

/* Of a condition: how often it is 1. */
static struct stats_result finish_holds(const struct stats_ask *ask)
{
    return answer(num_sum_text(ask->manner.mem, asked(ask, SUM)));
}

static struct stats_result finish_weighted_mean(const struct stats_ask *ask)
{
    return answer_or(ask, num_ratio_text(ask->manner.mem, asked(ask, WEIGHTED), asked(ask, WEIGHTS),
                                         ask->manner.places, ask->manner.how), N_("the weights add up to 0"));
}

static struct stats_result mean_of_positive(const struct stats_ask *ask,
                                            struct str (*mean)(struct mem *mem, const struct num *value, size_t count,
                                                               int places, enum num_rounding how))
{
    size_t count;
    const struct num *value = values_sorted(asked(ask, VALUES), ask->manner.mem, &count);
    if (num_sign(*value) <= 0)
        return no_answer(ask, N_("a value is not above 0"));
    return answer(mean(ask->manner.mem, value, count, ask->manner.places, ask->manner.how));
}

static struct stats_result finish_geometric_mean(const struct stats_ask *ask)
{
    return mean_of_positive(ask, num_geometric_text);
}

static struct stats_result finish_harmonic_mean(const struct stats_ask *ask)
{
    return mean_of_positive(ask, num_harmonic_text);
}

static struct stats_result finish_trimmed_mean(const struct stats_ask *ask)
{
    return answer_or(ask, values_trimmed_mean(asked(ask, VALUES), ask->want->number, &ask->manner),
                     N_("nothing is left of the values"));
}

/* ---- ends ---- */

static struct stats_result finish_extreme(const struct stats_ask *ask, enum accumulator which)
{
    char plain[NUM_TEXT_MAX];
    return answer(mem_copy(ask->manner.mem, stats_extreme_text(asked(ask, which), plain)));
}

static struct stats_result finish_min(const struct stats_ask *ask)
{
    return finish_extreme(ask, MIN);
}

static struct stats_result finish_max(const struct stats_ask *ask)
{
    return finish_extreme(ask, MAX);
}

static struct stats_result finish_range(const struct stats_ask *ask)
{
    struct mem *mem = ask->manner.mem;
    struct num_sum sum = {0, 0, NULL};
    num_sum_add(mem, &sum, stats_extreme_value(asked(ask, MAX)));
    num_sum_add(mem, &sum, num_negate(stats_extreme_value(asked(ask, MIN))));
    return told(ask, &sum);
}

static struct stats_result finish_placed(const struct stats_ask *ask, enum accumulator by_record,
                                         enum accumulator by_order)
{
    const struct held *held = ask->plan->ordered ? &((const struct by_order *)asked(ask, by_order))->text
                                                 : &((const struct by_record *)asked(ask, by_record))->text;
    return answer(mem_copy(ask->manner.mem, held_text(held)));
}

static struct stats_result finish_first(const struct stats_ask *ask)
{
    return finish_placed(ask, FIRST, ORDERED_FIRST);
}

static struct stats_result finish_last(const struct stats_ask *ask)
{
    return finish_placed(ask, LAST, ORDERED_LAST);
}

/* ---- ranks ---- */

static struct ranking ranking_of(const struct stats_ask *ask)
{
    return ask->want->exact ? bins_ranking(asked(ask, BINS)) : values_ranking(asked(ask, VALUES));
}

/* An answer from ranks, which says so when values had to be rounded. */
static struct stats_result ranked(const struct stats_ask *ask, struct str text)
{
    struct stats_result result = answer(text);
    if (ask->want->exact && ((const struct bins *)asked(ask, BINS))->rounded)
        result.note = say(ask->manner.mem, "from values rounded by up to {1}: more than {2} are different",
                          STR(STATS_BOUND),
                          num_text(ask->manner.mem, (struct num){ask->want->exact, 0}));
    return result;
}

static struct stats_result finish_median(const struct stats_ask *ask)
{
    struct ranking values = ranking_of(ask);
    return ranked(ask, values_percentile(&values, num_of(50), QUANTILE_DEFAULT, &ask->manner));
}

static struct stats_result finish_percentile(const struct stats_ask *ask)
{
    struct ranking values = ranking_of(ask);
    return ranked(ask, values_percentile(&values, ask->want->number, ask->want->quantile, &ask->manner));
}

static struct stats_result finish_quartile_range(const struct stats_ask *ask)
{
    struct ranking values = ranking_of(ask);
    return ranked(ask, values_quartile_range(&values, ask->want->quantile, &ask->manner));
}

static struct stats_result finish_median_distance(const struct stats_ask *ask)
{
    struct ranking values = ranking_of(ask);
    return ranked(ask, values_median_distance(&values, &ask->manner));
}

static struct stats_result finish_weighted_percentile(const struct stats_ask *ask)
{
    const char *why = N_("no values");
    struct str text = values_weighted_percentile(asked(ask, WEIGHTED_VALUES), ask->want->number, &ask->manner, &why);
    return answer_or(ask, text, why);
}

/* ---- spread and shape ---- */

static struct stats_result spread(const struct stats_ask *ask, unsigned less, bool root)
{
    return answer((root ? num_deviation_text : num_variance_text)(ask->manner.mem, asked(ask, SUM),
                                                                  asked(ask, SQUARES), ask->count, less,
                                                                  ask->manner.places, ask->manner.how));
}

static struct stats_result finish_var(const struct stats_ask *ask)
{
    return spread(ask, 1, false);
}

static struct stats_result finish_sd(const struct stats_ask *ask)
{
    return spread(ask, 1, true);
}

static struct stats_result finish_var_of_all(const struct stats_ask *ask)
{
    return spread(ask, 0, false);
}

static struct stats_result finish_sd_of_all(const struct stats_ask *ask)
{
    return spread(ask, 0, true);
}

/* What the row needs is in the plan; the rest of the sums is not looked at. */
static struct str shape(const struct stats_ask *ask, enum num_shape which)
{
    struct num_moments moments = {.count = ask->count, .x = asked(ask, SUM)};
    const struct {
        enum accumulator which;
        const struct num_sum **to;
    } sums[] = {{SQUARES, &moments.x2},      {CUBES, &moments.x3},  {FOURTHS, &moments.x4},
                {WITH_SQUARES, &moments.y2}, {WEIGHTS, &moments.y}, {WEIGHTED, &moments.xy}};
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        if (ask->want->row->needs & BIT(sums[i].which))
            *sums[i].to = asked(ask, sums[i].which);
    return num_shape_text(ask->manner.mem, which, &moments, ask->manner.places, ask->manner.how);
}

static struct stats_result finish_variation(const struct stats_ask *ask)
{
    return answer_or(ask, shape(ask, NUM_VARIATION), N_("the mean is 0"));
}

static struct stats_result finish_skewness(const struct stats_ask *ask)
{
    return answer_or(ask, shape(ask, NUM_SKEWNESS), N_("the values are all equal"));
}

static struct stats_result finish_kurtosis(const struct stats_ask *ask)
{
    return answer_or(ask, shape(ask, NUM_KURTOSIS), N_("the values are all equal"));
}

static struct stats_result finish_covariance(const struct stats_ask *ask)
{
    return answer(shape(ask, NUM_COVARIANCE));
}

static struct stats_result finish_correlation(const struct stats_ask *ask)
{
    return answer_or(ask, shape(ask, NUM_CORRELATION), N_("the values of a column are all equal"));
}

/* ---- the table ---- */

#define MOMENTS (BIT(SUM) | BIT(SQUARES))
#define PRODUCTS (BIT(SUM) | BIT(WEIGHTS) | BIT(WEIGHTED))

static const struct stats_row row[] = {
    /* of any cells */
    {"count", "how many cells are not missing", STATS_WHOLE, .finish = finish_count},
    {"missing", "how many cells are empty", STATS_WHOLE, .finish = finish_missing},
    {"coverage", "the share of cells that are not missing", STATS_ROUNDED, .finish = finish_coverage},
    {"distinct", "how many different texts there are", STATS_WHOLE, .keeps = true, .needs = BIT(TEXTS),
     .finish = finish_distinct},
    {"only", "the text of all cells, when it is the same", STATS_CELL, .least = 1, .needs = BIT(ALIKE),
     .finish = finish_only},
    {"mode", "the text that comes most often", STATS_CELL, .keeps = true, .least = 1, .needs = BIT(TEXTS),
     .finish = finish_mode},
    {"topN", "the N most frequent texts with their counts, as in top3", STATS_CELL, .keeps = true, .least = 1,
     .needs = BIT(TEXTS), .finish = finish_top},
    {"first", "the first cell by record number, or by a second column", STATS_CELL, STATS_ORDER, .least = 1,
     .needs = BIT(FIRST), .finish = finish_first},
    {"last", "the last cell by record number, or by a second column", STATS_CELL, STATS_ORDER, .least = 1,
     .needs = BIT(LAST), .finish = finish_last},
    /* of a condition */
    {"share", "the share of records that a condition holds for", STATS_ROUNDED, STATS_CONDITION, true, .least = 1,
     .needs = BIT(SUM), .finish = finish_mean},
    {"holds", "how many records a condition holds for", STATS_WHOLE, STATS_CONDITION, true, .needs = BIT(SUM),
     .finish = finish_holds},
    {"unknown", "how many records a condition cannot be told for", STATS_WHOLE, STATS_CONDITION,
     .finish = finish_missing},
    /* sums and means */
    {"sum", "the sum, exact", STATS_EXACT, STATS_ALONE, true, .least = 1, .needs = BIT(SUM), .finish = finish_sum},
    {"sumsq", "the sum of the squares, exact", STATS_EXACT, STATS_ALONE, true, .least = 1, .needs = MOMENTS,
     .finish = finish_sum_of_squares},
    {"mean", "the arithmetic mean, rounded once", STATS_ROUNDED, STATS_ALONE, true, .least = 1, .needs = BIT(SUM),
     .finish = finish_mean},
    {"wmean", "the mean weighted by a second column", STATS_ROUNDED, STATS_WEIGHT, true, .least = 1,
     .needs = BIT(WEIGHTED) | BIT(WEIGHTS), .finish = finish_weighted_mean},
    {"gmean", "the geometric mean of values above 0", STATS_ROUNDED, STATS_ALONE, true, true, 1, .needs = BIT(VALUES),
     .finish = finish_geometric_mean},
    {"hmean", "the harmonic mean of values above 0", STATS_ROUNDED, STATS_ALONE, true, true, 1, .needs = BIT(VALUES),
     .finish = finish_harmonic_mean},
    {"trimmeanNN", "the mean without the NN percent farthest out", STATS_ROUNDED, STATS_ALONE, true, true, 1,
     .needs = BIT(VALUES), .finish = finish_trimmed_mean},
    /* ends and ranks */
    {"min", "the smallest number, as it came", STATS_CELL, STATS_ALONE, true, .least = 1, .needs = BIT(MIN),
     .finish = finish_min},
    {"max", "the largest number, as it came", STATS_CELL, STATS_ALONE, true, .least = 1, .needs = BIT(MAX),
     .finish = finish_max},
    {"range", "the largest less the smallest number", STATS_EXACT, STATS_ALONE, true, .least = 1,
     .needs = BIT(MIN) | BIT(MAX), .finish = finish_range},
    {"median", "the middle number, or the mean of the two in the middle", STATS_EXACT, STATS_ALONE, true, true, 1, 50,
     .needs = BIT(VALUES), .finish = finish_median, .ranked = true},
    {"q1", "the first quartile", STATS_EXACT, STATS_ALONE, true, true, 1, 25,
     .needs = BIT(VALUES), .finish = finish_percentile, .ranked = true},
    {"q3", "the third quartile", STATS_EXACT, STATS_ALONE, true, true, 1, 75,
     .needs = BIT(VALUES), .finish = finish_percentile, .ranked = true},
    {"iqr", "the third less the first quartile", STATS_EXACT, STATS_ALONE, true, true, 1, .needs = BIT(VALUES),
     .finish = finish_quartile_range, .ranked = true},
    {"pNN", "a percentile, p0 to p100, as in p90 or p2.5", STATS_EXACT, STATS_ALONE, true, true, 1,
     .needs = BIT(VALUES), .finish = finish_percentile, .ranked = true},
    {"mad", "the median of the distances from the median", STATS_EXACT, STATS_ALONE, true, true, 1,
     .needs = BIT(VALUES), .finish = finish_median_distance, .ranked = true},
    {"wmedian", "the median weighted by a second column", STATS_EXACT, STATS_WEIGHT, true, true, 1, 50,
     .needs = BIT(WEIGHTED_VALUES), .finish = finish_weighted_percentile},
    {"wpNN", "a percentile weighted by a second column, as in wp90", STATS_EXACT, STATS_WEIGHT, true, true, 1,
     .needs = BIT(WEIGHTED_VALUES), .finish = finish_weighted_percentile},
    /* spread and shape */
    {"var", "the sample variance (n - 1), rounded once", STATS_ROUNDED, STATS_ALONE, true, .least = 2,
     .needs = MOMENTS, .finish = finish_var},
    {"sd", "the sample standard deviation (n - 1), rounded once", STATS_ROUNDED, STATS_ALONE, true, .least = 2,
     .needs = MOMENTS, .finish = finish_sd},
    {"varp", "the variance of all there are (n), rounded once", STATS_ROUNDED, STATS_ALONE, true, .least = 1,
     .needs = MOMENTS, .finish = finish_var_of_all},
    {"sdp", "the standard deviation of all there are (n)", STATS_ROUNDED, STATS_ALONE, true, .least = 1,
     .needs = MOMENTS, .finish = finish_sd_of_all},
    {"cv", "the coefficient of variation: sd / mean", STATS_ROUNDED, STATS_ALONE, true, .least = 2, .needs = MOMENTS,
     .finish = finish_variation},
    {"skewness", "the skewness of a sample, G1 as in Excel", STATS_ROUNDED, STATS_ALONE, true, .least = 3,
     .needs = MOMENTS | BIT(CUBES), .finish = finish_skewness},
    {"kurtosis", "the excess kurtosis of a sample, G2 as in Excel", STATS_ROUNDED, STATS_ALONE, true, .least = 4,
     .needs = MOMENTS | BIT(CUBES) | BIT(FOURTHS), .finish = finish_kurtosis},
    {"cov", "the sample covariance (n - 1) with a second column", STATS_ROUNDED, STATS_PAIR, true, .least = 2,
     .needs = PRODUCTS, .finish = finish_covariance},
    {"cor", "the correlation (Pearson) with a second column", STATS_ROUNDED, STATS_PAIR, true, .least = 2,
     .needs = PRODUCTS | BIT(SQUARES) | BIT(WITH_SQUARES), .finish = finish_correlation},
};

enum { ROWS = sizeof row / sizeof *row };

const struct stats_row *stats_row(size_t i)
{
    return i < ROWS ? &row[i] : NULL;
}

/* ---- finding ---- */

enum { PERCENT_PLACES = 6, TOP_MOST = 1000 };

/* Digits and at most one point: no sign, no exponent. */
static bool is_plain(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((text.at[i] < '0' || text.at[i] > '9') && text.at[i] != '.')
            return false;
    return text.length && *text.at != '.';
}

/* A name that begins as the row's and ends in a number where that has NN or N. */
static bool find_numbered(const struct stats_row *wanted, struct str name, struct stats_want *want)
{
    struct str form = str_of(wanted->name);
    bool percent = str_ends(form, STR("NN")), whole_number = !percent && str_ends(form, STR("N"));
    if (!percent && !whole_number)
        return false;
    struct str start = str_part(form, 0, form.length - (percent ? 2 : 1));
    struct str rest = str_part(name, start.length, SIZE_MAX);
    struct num number;
    if (!str_starts(name, start) || !is_plain(rest) || num_parse(rest, &number) != NUM_OK ||
        number.scale > (percent ? PERCENT_PLACES : 0) || num_compare(number, num_of(percent ? 100 : TOP_MOST)) > 0 ||
        (whole_number && number.mantissa < 1))
        return false;
    *want = (struct stats_want){wanted, number, QUANTILE_DEFAULT, 0};
    return true;
}

bool stats_find(struct str name, struct stats_want *want, const char **near)
{
    struct str names[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        names[i] = str_of(row[i].name);
        if (find_numbered(&row[i], name, want))
            return true;
        if (str_eq(name, names[i]) && !str_ends(name, STR("N"))) {
            *want = (struct stats_want){&row[i], num_of(row[i].percent), QUANTILE_DEFAULT, 0};
            return true;
        }
    }
    ptrdiff_t nearest = near_find(name, names, ROWS);
    if (near)
        *near = nearest < 0 ? NULL : row[nearest].name;
    return false;
}

/* ---- plans and results ---- */

void stats_plan_init(struct stats_plan *plan, const struct stats_want *want, size_t count, bool with)
{
    *plan = (struct stats_plan){.state_bytes = sizeof(struct cell_tally)};
    for (size_t i = 0; i < count; i++) {
        const struct stats_row *wanted = want[i].row;
        bool ordered = with && wanted->with == STATS_ORDER;
        plan->numeric |= wanted->numeric;
        plan->paired |= stats_paired(wanted->with);
        plan->ordered |= ordered;
        plan->needs |= ordered ? wanted->needs << (ORDERED_FIRST - FIRST)
                       : wanted->ranked && want[i].exact ? BIT(BINS) : wanted->needs;
        plan->exact = want[i].exact;
    }
    if (plan->paired)
        plan->needs |= BIT(LONE);
    for (enum accumulator which = 0; which < ACCUMULATOR_COUNT; which++) {
        if (!(plan->needs & BIT(which)))
            continue;
        plan->at[which] = (uint16_t)plan->state_bytes;
        plan->state_bytes += (accumulator_bytes[which] + 15) / 16 * 16;
    }
    stats_plan_saved(plan);
}

void stats_plan_bare(struct stats_plan *plan, const struct stats_want *only)
{
    stats_plan_init(plan, only, 1, false);
    plan->bare = true;
    plan->at[ALIKE] = 0;
    plan->state_bytes = sizeof(struct alike);
}

/* What is said where values have no weight, or nothing beside them: of an answer, and why there is none. */
static const char *const beside[][2] = {
    [STATS_WEIGHT] = {N_("values without a weight are left out: {1}"), N_("no weights: of {1} values none has one")},
    [STATS_PAIR] = {N_("values without a number beside them are left out: {1}"),
                    N_("of {1} values none has a number beside it")}};

static struct stats_result without_lone(const struct stats_ask *ask, struct stats_result result, uint64_t lone)
{
    struct str said = say(ask->manner.mem, beside[ask->want->row->with][ask->count == 0],
                          num_text(ask->manner.mem, (struct num){lone, 0}));
    result.lone = lone;
    if (result.text.length)
        result.note = said;
    else if (!ask->count)
        result.reason = said;
    return result;
}

struct stats_result stats_finish(const struct stats_plan *plan, const struct stats_want *want, const void *state,
                                 const struct stats_manner *manner)
{
    static const char *too_few[] = {
        [1] = N_("no values"), [2] = N_("needs two values"), [3] = N_("needs three values"),
        [4] = N_("needs four values")};
    const struct cell_tally *tally = state;
    struct stats_ask ask = {plan, want, state, tally->count, tally->missing, *manner};
    if (want->row->numeric && tally->spoiled)
        return no_answer(&ask, N_("a cell is not a number"));
    uint64_t lone = plan->paired ? *(const uint64_t *)part(plan, state, LONE) : 0;
    struct stats_result result = tally->count < want->row->least
                                     ? no_answer(&ask, too_few[tally->count ? want->row->least : 1])
                                     : want->row->finish(&ask);
    return lone ? without_lone(&ask, result, lone) : result;
}
