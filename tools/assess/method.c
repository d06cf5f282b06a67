/* method - see method.h */
#include <math.h>

#include "base/str.h"
#include "base/voice.h"
#include "method.h"
#include "values/measure.h"

/* ---- scales ---- */

const struct step *method_step(const struct method *method, double number)
{
    const struct step *step = method->step;
    while (step[1].word && (step->beyond ? number <= step->from : number < step->from))
        step++;
    return step;
}

static struct outcome cannot(const char *why)
{
    return (struct outcome){.why = why};
}

/* The answer that a number is, or none where it is no number. */
static struct outcome placed(const struct method *method, double number)
{
    if (!isfinite(number))
        return cannot(N_("beyond what can be computed with"));
    return (struct outcome){.known = true, .number = number, .word = method_step(method, number)->word};
}

static struct outcome scored(struct outcome outcome, double score)
{
    outcome.score = score;
    outcome.has_score = outcome.known;
    return outcome;
}

/* Whatever the number, the first word: the target is met. */
static struct outcome reached(const struct method *method, struct outcome outcome)
{
    outcome.word = method->step[0].word;
    outcome.why = NULL;
    return outcome;
}

static double between(double low, double value, double high)
{
    return value < low ? low : value > high ? high : value;
}

/* ---- rates ---- */

/* The compound yearly rate between two values; false where there is none: a sign changes, or
 * one is 0 and `floor` is.  A 0 is taken as `floor`. */
static bool rate_between(double from, double to, double years, double floor, double *rate)
{
    from = from == 0 ? floor : from;
    to = to == 0 ? floor : to;
    if (from == 0 || to == 0 || (from < 0) != (to < 0) || years <= 0)
        return false;
    *rate = pow(to / from, 1 / years) - 1;
    return isfinite(*rate);
}

static const char no_rate[] = N_("base, value and target must have one sign and not be 0 for a rate");

/* Observed rate over the one required; a required rate of 0 has no quotient. */
static bool rate_ratio(const struct evidence *e, double floor, double *ratio)
{
    double observed, required;
    if (!rate_between(e->base, e->value, e->elapsed, floor, &observed) ||
        !rate_between(e->base, e->target, e->whole, floor, &required) || required == 0)
        return false;
    *ratio = observed / required;
    return true;
}

/* ---- quotients ---- */

/* (to - from) / (high - low) * times / by. */
struct quotient {
    double from, to, low, high, times, by;
};

static bool decimal_of(double number, struct measure *decimal)
{
    struct num num;
    if (!num_from_double(number, &num))
        return false;
    *decimal = measure_of(num);
    return true;
}

/* The same from the decimals that the doubles are nearest to, rounded once. */
static bool quotient_exact(const struct quotient *q, double *number)
{
    struct measure from, to, low, high, times, by;
    struct num decimal;
    if (!decimal_of(q->from, &from) || !decimal_of(q->to, &to) || !decimal_of(q->low, &low) ||
        !decimal_of(q->high, &high) || !decimal_of(q->times, &times) || !decimal_of(q->by, &by))
        return false;
    struct measure all = measure_divide(measure_multiply(measure_subtract(to, from), times),
                                        measure_multiply(measure_subtract(high, low), by));
    if (!measure_decimal(all, &decimal))
        return false;
    return num_to_double(decimal, number);
}

static struct outcome placed_quotient(const struct method *method, struct quotient q)
{
    double number = (q.to - q.from) / (q.high - q.low) * q.times / q.by, exact;
    for (const struct step *step = method->step; step->word; step++)
        if (fabs(number - step->from) <= 1e-9 && quotient_exact(&q, &exact))
            number = exact;
    return placed(method, number);
}

/* The whole months of a number of years. */
static double months(double years)
{
    return nearbyint(12 * years);
}

/* The share of the way that is done over that of the time. */
static struct outcome placed_pace(const struct method *method, const struct evidence *e)
{
    return placed_quotient(method, (struct quotient){e->base, e->value, e->base, e->target, months(e->whole),
                                                     months(e->elapsed)});
}

/* ---- linear and compound: completion against time ---- */

static struct outcome judge_linear(const struct method *method, const struct evidence *e)
{
    if (!e->has_target || e->target == e->base)
        return cannot(N_("the target equals the base, so there is no completion"));
    return placed_pace(method, e);
}

static struct outcome judge_compound(const struct method *method, const struct evidence *e)
{
    double ratio;
    return e->has_target && rate_ratio(e, 0, &ratio) ? placed(method, ratio) : cannot(no_rate);
}

/* ---- Eurostat ---- */

/* The score of the ratio with a target: 5 at 130 %, 0 at 60 %, -5 at -60 %. */
static double eurostat_score(double ratio)
{
    return ratio >= 0.6 ? between(0, 5 / 0.7 * (ratio - 0.6), 5) : between(-5, 5 / 1.2 * (ratio + 0.6) - 5, 0);
}

static struct outcome judge_eurostat(const struct method *method, const struct evidence *e)
{
    double ratio;
    if (!e->has_target)
        return cannot(N_("it needs a target"));
    if (!rate_ratio(e, 0, &ratio))
        return e->met ? reached(method, cannot(NULL)) : cannot(no_rate);
    struct outcome outcome = scored(placed(method, ratio), eurostat_score(ratio));
    return e->met ? reached(method, outcome) : outcome;
}

static struct outcome judge_eurostat_trend(const struct method *method, const struct evidence *e)
{
    double rate;
    /* Below 0 a rise of the rate is a fall of the value; the source has no answer there. */
    if (e->base < 0)
        return cannot(N_("its source has no rate for a base below 0"));
    if (!rate_between(e->base, e->value, e->elapsed, 0, &rate))
        return cannot(no_rate);
    rate *= e->sign;
    return scored(placed(method, rate), between(-5, 250 * rate, 5));
}

/* ---- Statistics Canada, Open SDG ---- */

/* A base or target of 0 is taken as this; the source warns that it can swing the answer. */
static const double statcan_floor = 0.001;

static struct outcome judge_statcan(const struct method *method, const struct evidence *e)
{
    double observed, required;
    if (!e->has_target)
        return cannot(N_("it needs a target"));
    if (!rate_between(e->base, e->value, e->elapsed, statcan_floor, &observed) ||
        !rate_between(e->base, e->target, e->whole, statcan_floor, &required) || required == 0)
        return e->met ? reached(method, scored((struct outcome){.known = false}, 5)) : cannot(no_rate);
    double number = (e->base < 0 ? -1 : 1) * e->sign * observed / fabs(required);
    double score = number >= 0.6 ? fmin((50 * number - 30) / 7, 5) : fmax(25 * number / 6 - 2.5, -5);
    struct outcome outcome = scored(placed(method, number), e->met ? 5 : score);
    return e->met ? reached(method, outcome) : outcome;
}

/* How far a natural limit eases the thresholds: 1 far from it, 0 at it. */
static double statcan_easing(const struct evidence *e)
{
    double base = fabs(e->base), limit = fabs(e->limit);
    if (!e->has_limit || base >= 2 * limit)
        return 1;
    return 1 - pow(base <= limit ? base / limit : (2 * limit - base) / limit, 4.44);
}

static double statcan_trend_score(double rate)
{
    if (rate < 0)
        return fmax(125 * rate - 2.5, -5);
    if (rate < 0.005)
        return 500 * rate - 2.5;
    return rate < 0.015 ? 250 * rate - 1.25 : fmin(500 * rate - 5, 5);
}

static struct outcome judge_statcan_trend(const struct method *method, const struct evidence *e)
{
    double rate;
    if (!rate_between(e->base, e->value, e->elapsed, statcan_floor, &rate))
        return cannot(no_rate);
    rate *= (e->base < 0 ? -1 : 1) * e->sign;
    double easing = statcan_easing(e);
    if (easing == 0 && rate >= 0)
        return scored(reached(method, (struct outcome){.known = true, .number = rate}), 5);
    double eased = rate < 0 || easing == 0 ? rate : rate / easing;
    struct outcome outcome = scored(placed(method, eased), statcan_trend_score(eased));
    outcome.number = rate;
    return outcome;
}

/* ---- UNSD ---- */

static struct outcome judge_unsd_2022(const struct method *method, const struct evidence *e)
{
    double ratio;
    if (!e->has_target)
        return cannot(N_("it needs a target"));
    if (e->met)
        return reached(method, rate_ratio(e, 0, &ratio) ? placed(method, ratio) : cannot(NULL));
    return rate_ratio(e, 0, &ratio) ? placed(method, ratio) : cannot(no_rate);
}

/* The share of the way that is done at the target's time when the rate goes on. */
static struct outcome judge_unsd_2023(const struct method *method, const struct evidence *e)
{
    double rate;
    if (!e->has_target)
        return cannot(N_("it needs a target"));
    /* Within a point of 0 % or 100 % a target of that counts as met. */
    bool nearly = (e->target == 0 || e->target == 100) && fabs(e->value - e->target) <= 1;
    if (e->met || nearly)
        return reached(method, cannot(NULL));
    if (e->target == e->base || !rate_between(e->base, e->value, e->elapsed, 0, &rate))
        return cannot(no_rate);
    double then = e->value * pow(1 + rate, e->whole - e->elapsed);
    return placed(method, (then - e->base) / (e->target - e->base));
}

/* ---- UN ESCAP ---- */

/* 0 at the base, 10 at the target, to be held against 10 times the time that has passed. */
static struct outcome judge_escap(const struct method *method, const struct evidence *e)
{
    if (!e->has_target)
        return cannot(N_("it needs a target"));
    if (e->target == e->base)
        return cannot(N_("the target equals the base, so there is no completion"));
    double index = 10 * e->sign * (e->value - e->base) / fabs(e->target - e->base);
    double times = (e->sign > 0) == (e->target > e->base) ? months(e->whole) : -months(e->whole);
    struct quotient pace = {e->base, e->value, e->base, e->target, times, months(e->elapsed)};
    return scored(placed_quotient(method, pace), index);
}

/* How far from the base the line through the series is at a time; weights are the ranks in time. */
static bool weighted_line(const struct evidence *e, double time, double *way)
{
    double weights = 0, years = 0, values = 0, products = 0, squares = 0;
    for (size_t i = 0; i < e->points; i++) {
        double weight = (double)(i + 1);
        weights += weight;
        years += weight * e->year[i];
        values += weight * (e->seen[i] - e->base);
    }
    for (size_t i = 0; i < e->points; i++) {
        double weight = (double)(i + 1), away = e->year[i] - years / weights;
        products += weight * away * (e->seen[i] - e->base - values / weights);
        squares += weight * away * away;
    }
    if (e->points < 2 || squares == 0)
        return false;
    *way = values / weights + products / squares * (time - years / weights);
    return true;
}

/* The part of the way that is missing at the target's time, negative when it is passed. */
static struct outcome judge_escap_anticipated(const struct method *method, const struct evidence *e)
{
    double then;
    if (!e->has_target)
        return cannot(N_("it needs a target"));
    if (e->target == e->base)
        return cannot(N_("the target equals the base, so there is no completion"));
    if (!weighted_line(e, e->target_year, &then))
        return cannot(N_("a line needs two points"));
    return placed(method, then / (e->target - e->base));
}

/* ---- SDSN ---- */

static struct outcome judge_sdsn(const struct method *method, const struct evidence *e)
{
    if (!e->has_goalposts || e->low == e->high)
        return cannot(N_("it needs the worst and the best value that count"));
    struct outcome outcome = placed_quotient(method, (struct quotient){e->low, e->value, e->low, e->high, 100, 1});
    return outcome.known ? placed(method, between(0, outcome.number, 100)) : outcome;
}

/* Recent growth over the linear growth that is needed from here. */
static struct outcome judge_sdsn_trend(const struct method *method, const struct evidence *e)
{
    if (!e->has_target)
        return cannot(N_("it needs a target"));
    if (e->met)
        return reached(method, cannot(NULL));
    if (e->whole <= e->elapsed)
        return cannot(N_("no time is left to the target"));
    return e->target == e->base ? cannot(N_("the target equals the base, so there is no completion"))
                                : placed_pace(method, e);
}

/* ---- OECD ---- */

static struct outcome judge_oecd(const struct method *method, const struct evidence *e)
{
    if (!e->has_target || e->spread <= 0)
        return cannot(N_("it needs a target and the spread among peers"));
    if (e->sign * (e->target - e->value) <= 0)
        return placed(method, 0);
    return placed_quotient(method, (struct quotient){e->target, e->value, 0, e->spread, e->sign, 1});
}

/* ---- direction alone ---- */

static struct outcome judge_direction(const struct method *method, const struct evidence *e)
{
    return placed(method, e->sign * (e->value - e->base));
}

/* ---- the table ---- */

#define BELOW (-HUGE_VAL)

const struct method method_row[] = {
    {"linear", N_("pace"), "completion over time elapsed, as in evaluations of Chinese plans", true, true,
     {{"ahead", CLASS_AHEAD, 1.05, false}, {"on_track", CLASS_ON_TRACK, 0.95, false},
      {"lagging", CLASS_LAGGING, 0, false},
      {"reversed", CLASS_REVERSED, BELOW, false}},
     judge_linear},
    {"cagr", N_("ratio of yearly rates"), "observed over required compound rate, on the limits of linear", true, true,
     {{"ahead", CLASS_AHEAD, 1.05, false}, {"on_track", CLASS_ON_TRACK, 0.95, false},
      {"lagging", CLASS_LAGGING, 0, false},
      {"reversed", CLASS_REVERSED, BELOW, false}},
     judge_compound},
    {"eurostat", N_("ratio of yearly rates"), "Eurostat, with a target, as EUSTAT and Statistics Canada state it",
     false, true,
     {{"target_met", CLASS_ACHIEVED, HUGE_VAL, false}, {"significant_progress", CLASS_ON_TRACK, 0.95, false},
      {"moderate_progress", CLASS_LAGGING, 0.6, false}, {"insufficient_progress", CLASS_LAGGING, 0, false},
      {"movement_away", CLASS_REVERSED, BELOW, false}},
     judge_eurostat},
    {"eurostat_trend", N_("yearly rate"), "Eurostat, without a target; the middle band as EUSTAT has it", false, false,
     {{"significant_progress", CLASS_ON_TRACK, 0.01, true}, {"moderate_progress", CLASS_ON_TRACK, 0.001, true},
      {"no_progress", CLASS_LAGGING, -0.001, false}, {"moderate_movement_away", CLASS_REVERSED, -0.01, false},
      {"significant_movement_away", CLASS_REVERSED, BELOW, false}},
     judge_eurostat_trend},
    {"statcan", N_("ratio of yearly rates"), "Statistics Canada and Open SDG, with a target", false, true,
     {{"target_achieved", CLASS_ACHIEVED, HUGE_VAL, false}, {"substantial_progress", CLASS_ON_TRACK, 0.95, false},
      {"moderate_progress", CLASS_LAGGING, 0.6, false}, {"limited_progress", CLASS_LAGGING, 0, false},
      {"deterioration", CLASS_REVERSED, BELOW, false}},
     judge_statcan},
    {"statcan_trend", N_("yearly rate"), "Statistics Canada and Open SDG, without a target, eased by a natural limit",
     false, false,
     {{"substantial_progress", CLASS_ON_TRACK, 0.015, false}, {"moderate_progress", CLASS_ON_TRACK, 0.005, false},
      {"limited_progress", CLASS_LAGGING, 0, false}, {"deterioration", CLASS_REVERSED, BELOW, false}},
     judge_statcan_trend},
    {"unsd_2022", N_("ratio of yearly rates"), "UNSD progress chart, technical note of 2022", false, true,
     {{"target_met", CLASS_ACHIEVED, HUGE_VAL, false}, {"substantial", CLASS_ON_TRACK, 0.95, true},
      {"fair", CLASS_LAGGING, 0.5, false}, {"limited_or_none", CLASS_LAGGING, -0.1, false},
      {"deterioration", CLASS_REVERSED, BELOW, false}},
     judge_unsd_2022},
    {"unsd_2023", N_("share of the way by the target's time"), "UNSD technical note of 2023 as EUSTAT reads it",
     false, true,
     {{"target_met", CLASS_ACHIEVED, HUGE_VAL, false}, {"on_track", CLASS_ON_TRACK, 0.95, false},
      {"moderate", CLASS_LAGGING, 0.1, false}, {"marginal_or_regression", CLASS_REVERSED, BELOW, false}},
     judge_unsd_2023},
    {"escap", N_("index over the one that the time asks for"), "UN ESCAP, current status index", false, true,
     {{"on_or_ahead_of_time", CLASS_ON_TRACK, 1, false}, {"behind_time", CLASS_LAGGING, 0, false},
      {"regressed", CLASS_REVERSED, BELOW, false}},
     judge_escap},
    {"escap_anticipated", N_("share of the way by the target's time"),
     "after UN ESCAP, anticipated progress: weights by rank in time and the 10 % are ours", false, true,
     {{"maintain", CLASS_ON_TRACK, 0.9, false}, {"accelerate", CLASS_LAGGING, 0, false},
      {"reverse", CLASS_REVERSED, BELOW, false}},
     judge_escap_anticipated},
    {"sdsn", N_("score of 100"), "SDSN index; the bands are after it, goalposts are given", false, false,
     {{"green", CLASS_ACHIEVED, 100, false}, {"yellow", CLASS_ON_TRACK, 66.7, false},
      {"orange", CLASS_LAGGING, 33.3, false},
      {"red", CLASS_LAGGING, BELOW, false}},
     judge_sdsn},
    {"sdsn_trend", N_("growth over the growth needed"), "after the SDSN trend arrow", false, true,
     {{"on_track", CLASS_ON_TRACK, 1, false}, {"moderately_improving", CLASS_LAGGING, 0.5, false},
      {"stagnating", CLASS_LAGGING, 0, false}, {"decreasing", CLASS_REVERSED, BELOW, false}},
     judge_sdsn_trend},
    {"oecd", N_("distance in standard deviations, below 0"), "after OECD: no distance beyond the target", false, true,
     {{"reached", CLASS_ACHIEVED, 0, false}, {"small_distance", CLASS_LAGGING, -0.5, false},
      {"medium_distance", CLASS_LAGGING, -1.5, false}, {"long_distance", CLASS_LAGGING, BELOW, false}},
     judge_oecd},
    {"direction", N_("change in the direction wanted"), "direction alone, for goals without a number", false, false,
     {{"improved", CLASS_ON_TRACK, 0, true}, {"unchanged", CLASS_LAGGING, 0, false},
      {"worsened", CLASS_REVERSED, BELOW, false}},
     judge_direction},
    {0}};

const struct method *method_find(struct str name)
{
    for (const struct method *row = method_row; row->name; row++)
        if (str_eq(name, str_of(row->name)))
            return row;
    return NULL;
}

struct outcome method_judge(const struct method *method, const struct evidence *evidence)
{
    return method->judge(method, evidence);
}
