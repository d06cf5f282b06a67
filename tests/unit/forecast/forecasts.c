/* Every forecast that other programs made, row by row: see oracle/README.md.
 *
 * What is not taken over, and why:
 *   holt_a08_b02_simple, fallback   the interval has beta where alpha beta belongs; held is that it
 *                                   is ours with that mistake, and that ours is narrower
 *   fallback_undamped               "damped" in name only; held as what it is, an undamped slope
 *   hw_multiplicative_a03_b01_g02   the interval's sum has the weight of a later step for the first,
 *                                   and the slope for one of the indices; held is that it is ours
 *                                   with these two mistakes
 *   hw_multiplicative_fitted        no interval: errors there are relative, ours are not; and beyond
 *                                   a year its point is a mean that counts how level and season move
 *                                   together, which ours leaves out (0.05 % here)
 *   theta of seasonal series        the interval of the series without seasons stands around points
 *                                   with them; ours is stretched as the points are
 */
#include <criterion/criterion.h>

#include "model/model.h"
#include "model/winters.h"
#include "oracle.h"
#include "inference/distribution.h"

#define TOLERANCE 1e-9

static struct mem *mem;
static struct oracle series_table, forecast_table, parameter_table;

static void open_tables(void)
{
    mem = mem_open();
    series_table = oracle_open(mem, "series.csv");
    forecast_table = oracle_open(mem, "forecast.csv");
    parameter_table = oracle_open(mem, "parameters.csv");
}

static void close_tables(void)
{
    mem_close(mem);
}

TestSuite(forecasts, .init = open_tables, .fini = close_tables, .timeout = 60);

static struct model_series series_named(struct str name)
{
    struct oracle_series series = oracle_series(mem, &series_table, name);
    return (struct model_series){series.value, series.step, series.count, series.season};
}

/* ---- a row and how it is held ---- */

/* How a method's forecasts come about here. */
enum kind {
    OWN,                      /* the model as it is, or in the manner named */
    KNOWN,                    /* weights and start from the table of parameters */
    SEASONS,                  /* the same, with seasons */
    THETA                     /* the weight from that table, the start by least squares */
};

enum interval { RIGHT, NONE, BETA_TWICE, WRONG_SUM };

struct way {
    const char *method, *model;
    enum kind kind;
    enum interval interval;
    enum model_start start;
    struct smooth_weights weights; /* alpha 0: the model's own */
    enum seasonal_kind adjust;
};

static const struct way ways[] = {
    {"naive", "naive", .kind = OWN},
    {"mean", "mean", .kind = OWN},
    {"rw_drift", "drift", .kind = OWN},
    {"drift", "drift", .kind = OWN},
    {"cagr", "cagr", .kind = OWN, .interval = NONE},
    {"ols_linear", "line", .kind = OWN},
    {"line", "line", .kind = OWN},
    {"ols_loglinear", "log-line", .kind = OWN},
    {"line_log", "log-line", .kind = OWN},
    {"holt_fixed", "holt", .kind = OWN, .interval = NONE},
    {"holt_damped_fixed", "damped", .kind = OWN, .interval = NONE},
    {"ses_alpha03_simple", "ses", .kind = OWN, .start = MODEL_START_BEFORE, .weights = {0.3, 0, 1, 0}},
    {"holt_a08_b02_simple", "holt", .kind = OWN, .interval = BETA_TWICE, .start = MODEL_START_BEFORE,
     .weights = {0.8, 0.2, 1, 0}},
    {"sm_ets_ses_a03", "ses", .kind = OWN, .start = MODEL_START_BEFORE, .weights = {0.3, 0, 1, 0}},
    {"sm_ets_holt_a05_b01", "holt", .kind = OWN, .start = MODEL_START_BEFORE, .weights = {0.5, 0.2, 1, 0}},
    {"sm_ets_damped_a05_b01_phi09", "damped", .kind = OWN, .start = MODEL_START_BEFORE, .weights = {0.5, 0.2, 0.9, 0}},
    {"sm_holt_holt_a08_bstar02", "holt", .kind = OWN, .interval = NONE, .start = MODEL_START_BEFORE,
     .weights = {0.8, 0.2, 1, 0}},
    {"sm_holt_damped_a08_bstar02_phi09", "damped", .kind = OWN, .interval = NONE, .start = MODEL_START_BEFORE,
     .weights = {0.8, 0.2, 0.9, 0}},
    {"theta", "theta", .kind = THETA},
    {"theta_R_thetaf", "theta", .kind = THETA},
    {"ses_fitted", "ses", .kind = KNOWN},
    {"holt_fitted", "holt", .kind = KNOWN},
    {"holt_damped_fitted", "damped", .kind = KNOWN},
    {"holt_R_estimated", "holt", .kind = KNOWN},
    {"holt_damped_R_estimated", "damped", .kind = KNOWN},
    {"ets_ANN_alpha03", "ses", .kind = KNOWN},
    {"ets_AAN_a05_b01", "holt", .kind = KNOWN},
    {"ets_AAN_fitted", "holt", .kind = KNOWN},
    {"ets_AAdN_a05_b01_phi09", "damped", .kind = KNOWN},
    {"ets_AAdN_fitted", "damped", .kind = KNOWN},
    {"snaive", "seasonal-naive", .kind = OWN},
    {"season_line", "seasonal-line", .kind = OWN},
    {"hw_additive_a03_b01_g02", "hw-additive", .kind = OWN},
    {"hw_multiplicative_a03_b01_g02", "hw-multiplicative", .kind = OWN, .interval = WRONG_SUM},
    {"hw_additive_fitted", "hw-additive", .kind = SEASONS},
    {"hw_multiplicative_fitted", "hw-multiplicative", .kind = SEASONS, .interval = NONE},
    {"stl_naive", "naive", .kind = OWN, .adjust = SEASONAL_STL},
    {"stl_ets", "holt", .kind = KNOWN, .adjust = SEASONAL_STL},
};

struct row {
    const struct way *way;
    struct str series, method;
    unsigned step;
    double point, end[2 * MODEL_LEVELS]; /* low and high at 80, low and high at 95 */
    bool fallback;
};

static struct row row_at(size_t i)
{
    static const char *const end[] = {"lo80", "hi80", "lo95", "hi95"};
    struct row row = {.series = oracle_text(&forecast_table, i, "series")};
    row.method = oracle_text(&forecast_table, i, "method");
    for (size_t w = 0; w < sizeof ways / sizeof *ways; w++)
        if (str_eq(row.method, str_of(ways[w].method)))
            row.way = &ways[w];
    row.step = (unsigned)oracle_number(&forecast_table, i, "h");
    row.point = oracle_number(&forecast_table, i, "point");
    for (int k = 0; k < 2 * MODEL_LEVELS; k++)
        row.end[k] = oracle_number(&forecast_table, i, end[k]);
    row.fallback = str_starts(oracle_text(&forecast_table, i, "note"), STR("fallback"));
    return row;
}

static double parameter(const struct row *row, const char *name)
{
    for (size_t i = 0; i < parameter_table.rows; i++)
        if (str_eq(oracle_text(&parameter_table, i, "series"), row->series) &&
            str_eq(oracle_text(&parameter_table, i, "method"), row->method) &&
            oracle_is(&parameter_table, i, "parameter", name))
            return oracle_number(&parameter_table, i, "value");
    return NAN;
}

static double parameter_or(const struct row *row, const char *name, double other)
{
    double value = parameter(row, name);
    return isnan(value) ? other : value;
}

static void expect(const struct row *row, const char *what, double got, double want, double tolerance)
{
    struct str series = row->series, method = row->method;
    cr_expect(oracle_near(got, want, tolerance, fabs(row->point) * 1e-3), "%.*s %.*s step %u: %s is %.12g, not %.12g",
              (int)series.length, series.at, (int)method.length, method.at, row->step, what, got, want);
}

/* ---- the model as it is ---- */

static struct model_fit fit_row(const struct row *row, const struct model_series *series, struct model_manner manner)
{
    struct model_fit fit;
    manner.interval_least = 2; /* the tables have intervals of four values, which we do not give */
    model_fit(model_find(str_of(row->way->model)), series, &manner, mem, &fit);
    cr_expect_eq(fit.reason, MODEL_OK, "%.*s %s: %s", (int)row->series.length, row->series.at, row->way->model,
                 model_why(fit.reason));
    return fit;
}

static void hold_ends(const struct row *row, const struct model_forecast *got, double tolerance)
{
    static const char *const name[] = {"low at 80", "high at 80", "low at 95", "high at 95"};
    cr_expect_eq(got->interval, MODEL_OK, "%s", model_why(got->interval));
    for (int k = 0; k < 2 * MODEL_LEVELS; k++)
        expect(row, name[k], k % 2 ? got->high[k / 2] : got->low[k / 2], row->end[k], tolerance);
}

/* The reference's interval is ours with beta in place of alpha beta, which is wider. */
static void hold_beta_twice(const struct row *row, const struct model_fit *fit)
{
    struct smooth_weights wrong = fit->weights;
    struct model_forecast got = model_ahead(fit, row->step);
    wrong.beta /= wrong.alpha;
    double stretch = smooth_breadth(wrong, row->step) / smooth_breadth(fit->weights, row->step);
    for (int k = 0; k < MODEL_LEVELS; k++)
        expect(row, "half the width", (got.high[k] - got.point) * stretch, row->end[2 * k + 1] - row->point, 1e-8);
    cr_expect(stretch >= 1);
}

/* The reference's sum: alpha + gamma (1 - alpha) where the first step has 1, and the slope where
 * the index of the year's last place belongs. */
static double wrong_square(const struct model_fit *fit, unsigned step)
{
    double sum = 0, here = fit->index[(step - 1) % fit->season];
    for (unsigned j = 0; j < step; j++) {
        double share = fit->weights.alpha * (1 + j * fit->weights.beta);
        if (j % fit->season == 0)
            share += fit->weights.gamma * (1 - fit->weights.alpha);
        unsigned place = (step - j) % fit->season;
        share *= here / (place ? fit->index[place - 1] : fit->slope);
        sum += share * share;
    }
    return sum;
}

static void hold_wrong_sum(const struct row *row, const struct model_fit *fit)
{
    struct model_forecast got = model_ahead(fit, row->step);
    double stretch = sqrt(wrong_square(fit, row->step)) / winters_breadth(fit->winters, row->step);
    for (int k = 0; k < MODEL_LEVELS; k++)
        expect(row, "half the width", (got.high[k] - got.point) * stretch, row->end[2 * k + 1] - row->point, 1e-8);
    cr_expect(stretch < 1);
}

static void hold_own(const struct row *row, const struct model_series *series)
{
    const struct way *way = row->way;
    struct model_manner manner = {.start = way->start, .adjust = way->adjust};
    manner.weights = way->weights.alpha ? &way->weights : NULL;
    struct model_fit fit = fit_row(row, series, manner);
    struct model_forecast got = model_ahead(&fit, row->step);
    expect(row, "the point", got.point, row->point, TOLERANCE);
    if (way->interval == RIGHT)
        hold_ends(row, &got, TOLERANCE);
    else if (way->interval == BETA_TWICE)
        hold_beta_twice(row, &fit);
    else if (way->interval == WRONG_SUM)
        hold_wrong_sum(row, &fit);
}

/* ---- weights and start known ---- */

/* Where there are too few values the reference goes back to the first value and the first step,
 * takes beta for the textbook's, and divides by n. */
static bool has_fallen_back(const struct row *row, const struct model_series *series)
{
    return row->fallback || (str_ends(row->method, STR("R_estimated")) && series->count <= 8);
}

static void hold_half(const struct row *row, double middle, double sigma, double breadth)
{
    for (int k = 0; k < MODEL_LEVELS; k++) {
        double half = sigma * breadth * normal_value(k == MODEL_80 ? 0.9 : 0.975);
        expect(row, "low", middle - half, row->end[2 * k], 1e-8);
        expect(row, "high", middle + half, row->end[2 * k + 1], 1e-8);
    }
}

/* Our own search ends no higher; where it ends as low, its points are near. */
static void hold_search(const struct row *row, const struct model_series *series, double squares)
{
    bool fixed = str_starts(row->method, STR("ets_")) && !str_ends(row->method, STR("_fitted"));
    struct smooth_weights weights = {parameter(row, "alpha"), 0, parameter_or(row, "phi", 1), 0};
    weights.beta = parameter_or(row, "beta", 0) / (row->fallback ? 1 : weights.alpha);
    struct model_manner manner = {.adjust = row->way->adjust, .search = !fixed, .weights = fixed ? &weights : NULL,
                                  .start = MODEL_START_SQUARES};
    struct model_fit fit = fit_row(row, series, manner);
    cr_expect(fit.squares <= 1.000001 * squares, "%.*s %.*s: %.9g squares, not %.9g", (int)row->series.length,
              row->series.at, (int)row->method.length, row->method.at, fit.squares, squares);
    if (fit.squares > 0.999 * squares) {
        double last = series->value[series->count - 1], point = 0;
        model_point(&fit, row->step, &point);
        cr_expect(fabs(point - row->point) <= 0.01 * fabs(last), "%.*s step %u: %g, not %g", (int)row->series.length,
                  row->series.at, row->step, point, row->point);
    }
}

static void hold_known(const struct row *row, const struct model_series *series)
{
    struct model_fit adjusted = fit_row(row, series, (struct model_manner){.adjust = row->way->adjust});
    bool back = has_fallen_back(row, series);
    struct smooth smooth = {.level = parameter(row, "l"), .slope = parameter_or(row, "b", 0)};
    double alpha = parameter(row, "alpha"), beta = parameter_or(row, "beta", 0), index = 0;
    smooth.weights = (struct smooth_weights){alpha, back ? beta : beta / alpha, parameter_or(row, "phi", 1), 0};
    const double *value = series->value;
    if (row->way->adjust) {
        struct seasonal parts;
        double *without = mem_array(mem, series->count, sizeof *without);
        seasonal_part(mem, row->way->adjust, value, series->count, series->season, &parts);
        for (size_t i = 0; i < series->count; i++)
            without[i] = seasonal_taken(&parts, i, value[i]);
        value = without;
        index = adjusted.index[(row->step - 1) % series->season];
    }
    smooth_run(&smooth, value, series->count);
    double point = smooth.level + smooth.slope * smooth_damped(smooth.weights.phi, row->step) + index;
    /* Weights that the table has with ten digits alone don't give more. */
    expect(row, "the point", point, row->point, isnan(parameter(row, "sse_response")) ? 1e-7 : TOLERANCE);
    int found = smooth.weights.phi < 1 ? 5 : row->way->model[0] == 's' ? 2 : 4;
    double divisor = (double)series->count - (back ? 0 : found), sigma = sqrt(smooth.squares / divisor);
    if (back && found > 2)
        smooth.weights.beta = alpha > 0 ? beta / alpha : 0;
    hold_half(row, row->point, sigma, smooth_breadth(smooth.weights, row->step));
    hold_search(row, series, smooth.squares);
}

/* ---- the same with seasons ---- */

/* The table's s0 is the season of the last place of the year; the one that it lacks follows from
 * the others: indices sum to 0, or to their number. */
static double *known_index(const struct row *row, unsigned season, bool times)
{
    double *index = mem_array(mem, season, sizeof *index), rest = times ? season : 0;
    for (unsigned k = 0; k + 1 < season; k++) {
        index[season - 1 - k] = parameter(row, mem_format(mem, "s%u", k).at);
        rest -= index[season - 1 - k];
    }
    index[0] = rest;
    return index;
}

static void hold_seasons(const struct row *row, const struct model_series *series)
{
    bool times = str_eq(str_of(row->way->model), STR("hw-multiplicative"));
    struct winters winters = {.times = times, .by_error = true, .season = series->season};
    double alpha = parameter(row, "alpha");
    winters.weights = (struct smooth_weights){alpha, parameter(row, "beta") / alpha, 1, parameter(row, "gamma")};
    winters.level = parameter(row, "l");
    winters.slope = parameter(row, "b");
    winters.index = known_index(row, series->season, times);
    winters_run(&winters, series->value, series->count);
    double point = winters.level + row->step * winters.slope, index = winters.index[(row->step - 1) % series->season];
    expect(row, "the point", times ? point * index : point + index, row->point,
           times && row->step > series->season ? 1e-3 : TOLERANCE);
    double found = 5 + series->season - 1, sigma = sqrt(winters.squares / ((double)series->count - found));
    if (!times)
        hold_half(row, row->point, sigma, winters_breadth(&winters, row->step));
}

/* ---- Theta ---- */

/* How far the reference's interval reaches at a step, stretched as the season stretches points. */
static double theta_half(const struct row *row, const struct model_fit *fit, int level)
{
    double stretch = fit->index ? fit->index[(row->step - 1) % fit->season] : 1;
    return (row->end[2 * level + 1] - row->point) * stretch;
}

/* With the reference's weight.  Where it goes back to the first value (up to six values) all is
 * the same; else its search has found a start as good as ours, or a worse one and a wider interval. */
static void hold_theta_weight(const struct row *row, const struct model_series *series, struct model_manner manner)
{
    struct smooth_weights weights = {parameter(row, "alpha"), 0, 1, 0};
    bool back = series->count <= 6;
    manner.weights = &weights;
    manner.start = back ? MODEL_START_BEFORE : MODEL_START_SQUARES;
    struct model_fit fit = fit_row(row, series, manner);
    /* The reference counts the weight that is named here as found. */
    if (!back)
        fit.sigma *= sqrt(fit.divisor / (fit.divisor - 1));
    struct model_forecast got = model_ahead(&fit, row->step);
    expect(row, "the drift", fit.slope, parameter(row, "drift"), 1e-8);
    expect(row, "the point", got.point, row->point, back ? 1e-8 : 1e-4);
    for (int k = 0; k < MODEL_LEVELS; k++) {
        double half = got.high[k] - got.point, theirs = theta_half(row, &fit, k);
        cr_expect(half <= theirs * 1.0001, "%.*s step %u: half the width is %g, not %g", (int)row->series.length,
                  row->series.at, row->step, half, theirs);
        if (back)
            expect(row, "half the width", half, theirs, 1e-8);
    }
}

static void hold_theta(const struct row *row, const struct model_series *series)
{
    struct model_manner manner = {.adjust = series->season > 1 ? SEASONAL_TIMES : SEASONAL_NONE};
    cr_expect(series->season == 1 || seasonal_found(series->value, series->count, series->season));
    hold_theta_weight(row, series, manner);
    struct model_fit fit = fit_row(row, series, manner);
    struct model_forecast own = model_ahead(&fit, row->step);
    struct smooth_weights theirs = {parameter(row, "alpha"), 0, 1, 0};
    double wider = theta_half(row, &fit, MODEL_95) / (own.high[MODEL_95] - own.point) *
                   smooth_breadth(fit.weights, row->step) / smooth_breadth(theirs, row->step);
    cr_expect(series->count <= 6 || wider > 0.9999, "our search ends higher");
    if (series->count > 6)
        expect(row, "the point by our search", own.point, row->point, wider < 1.001 ? 1e-3 : 0.01);
}

Test(forecasts, every_row)
{
    size_t held = 0;
    for (size_t i = 0; i < forecast_table.rows; i++) {
        struct row row = row_at(i);
        cr_assert(row.way, "nothing holds \"%.*s\"", (int)row.method.length, row.method.at);
        struct model_series series = series_named(row.series);
        switch (row.way->kind) {
        case OWN: hold_own(&row, &series); break;
        case KNOWN: hold_known(&row, &series); break;
        case SEASONS: hold_seasons(&row, &series); break;
        case THETA: hold_theta(&row, &series); break;
        }
        held++;
    }
    cr_expect(held == forecast_table.rows && held >= 160, "%zu rows", held);
}
