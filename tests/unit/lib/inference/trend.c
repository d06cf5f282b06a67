/* Slopes and rank correlation as scipy and statsmodels compute them (forecast/oracle/README.md). */
#include <criterion/criterion.h>

#include "oracle.h"
#include "inference/trend.h"

static struct mem *mem;

static void open_mem(void)
{
    mem = mem_open();
}

static void close_mem(void)
{
    mem_close(mem);
}

TestSuite(trend, .init = open_mem, .fini = close_mem, .timeout = 60);

/* A series with times 1 to n. */
struct sample {
    const double *x, *y;
    size_t count;
};

static double slope(const struct sample *s)
{
    return trend_theil_sen(mem, s->x, s->y, s->count);
}

static double separate_intercept(const struct sample *s)
{
    double *x = mem_array(mem, s->count, sizeof *x), *y = mem_array(mem, s->count, sizeof *y);
    memcpy(x, s->x, s->count * sizeof *x);
    memcpy(y, s->y, s->count * sizeof *y);
    return trend_median(y, s->count) - slope(s) * trend_median(x, s->count);
}

static double joint_intercept(const struct sample *s)
{
    return trend_through(mem, s->x, s->y, s->count, slope(s));
}

static double range(const struct sample *s, double confidence, int end)
{
    double ends[2];
    trend_theil_sen_range(mem, s->x, s->y, s->count, confidence, ends);
    return ends[end];
}

static double low_80(const struct sample *s) { return range(s, 0.8, 0); }
static double high_80(const struct sample *s) { return range(s, 0.8, 1); }
static double low_95(const struct sample *s) { return range(s, 0.95, 0); }
static double high_95(const struct sample *s) { return range(s, 0.95, 1); }

static double siegel(const struct sample *s)
{
    return trend_siegel(mem, s->x, s->y, s->count);
}

static double siegel_intercept(const struct sample *s)
{
    return trend_through(mem, s->x, s->y, s->count, siegel(s));
}

static double tau(const struct sample *s) { return trend_kendall(mem, s->x, s->y, s->count, true).coefficient; }
static double tau_normal(const struct sample *s) { return trend_kendall(mem, s->x, s->y, s->count, false).chance; }
static double rho(const struct sample *s) { return trend_spearman(mem, s->x, s->y, s->count).coefficient; }
static double rho_chance(const struct sample *s) { return trend_spearman(mem, s->x, s->y, s->count).chance; }

static double tau_exact(const struct sample *s)
{
    struct trend_rank rank = trend_kendall(mem, s->x, s->y, s->count, true);
    return rank.exact ? rank.chance : NAN;
}

static struct trend_line line_of(const struct sample *s)
{
    struct trend_line line;
    trend_line(s->x, s->y, NULL, s->count, &line);
    return line;
}

static double line_slope(const struct sample *s) { return line_of(s).slope; }

static double line_intercept(const struct sample *s)
{
    struct trend_line line = line_of(s);
    return trend_line_at(&line, 0);
}

static double line_error(const struct sample *s)
{
    struct trend_line line = line_of(s);
    return trend_line_error(&line);
}

static double line_chance(const struct sample *s)
{
    struct trend_line line = line_of(s);
    return trend_line_chance(&line);
}

/* Weights 1 to n, or 0.8 to the power of the age. */
static struct trend_line weighted(const struct sample *s, bool age)
{
    struct trend_line line;
    double *weight = mem_array(mem, s->count, sizeof *weight);
    for (size_t i = 0; i < s->count; i++)
        weight[i] = age ? pow(0.8, (double)(s->count - i - 1)) : (double)(i + 1);
    trend_line(s->x, s->y, weight, s->count, &line);
    return line;
}

static double six_on(const struct sample *s, bool age)
{
    struct trend_line line = weighted(s, age);
    return trend_line_at(&line, (double)s->count + 6);
}

static double rising_slope(const struct sample *s) { return weighted(s, false).slope; }
static double rising_on(const struct sample *s) { return six_on(s, false); }
static double aging_slope(const struct sample *s) { return weighted(s, true).slope; }
static double aging_on(const struct sample *s) { return six_on(s, true); }

static const struct {
    const char *name;
    double (*find)(const struct sample *sample);
    double tolerance;
} ways[] = {
    {"theil_slope", slope, 1e-9},
    {"theil_intercept_separate", separate_intercept, 1e-9},
    {"theil_intercept_joint", joint_intercept, 1e-9},
    {"slope_lo80", low_80, 1e-9},
    {"slope_hi80", high_80, 1e-9},
    {"slope_lo95", low_95, 1e-9},
    {"slope_hi95", high_95, 1e-9},
    {"siegel_slope", siegel, 1e-9},
    {"siegel_intercept", siegel_intercept, 1e-9},
    {"kendall_tau_b", tau, 1e-9},
    {"kendall_p_exact", tau_exact, 1e-8},
    {"kendall_p_asymptotic", tau_normal, 1e-9},
    {"spearman_rho", rho, 1e-9},
    {"spearman_p_t", rho_chance, 1e-9},
    {"ols_slope", line_slope, 1e-9},
    {"ols_intercept_t0", line_intercept, 1e-9},
    {"ols_slope_se", line_error, 1e-9},
    {"ols_p", line_chance, 1e-9},
    {"wls_slope_1_to_n", rising_slope, 1e-9},
    {"wls_line_at_n_plus_6_1_to_n", rising_on, 1e-9},
    {"wls_slope_08_age", aging_slope, 1e-9},
    {"wls_line_at_n_plus_6_08_age", aging_on, 1e-9},
};

/* What is of smoothing (sm_ets_...) is held by the units of forecast. */
Test(trend, every_statistic)
{
    struct oracle table = oracle_open(mem, "trend.csv"), series_table = oracle_open(mem, "series.csv");
    size_t held = 0, others = 0;
    for (size_t i = 0; i < table.rows; i++) {
        struct str name = oracle_text(&table, i, "statistic"), of = oracle_text(&table, i, "series");
        struct oracle_series series = oracle_series(mem, &series_table, of);
        for (size_t k = 0; k < series.count; k++)
            series.step[k] += 1;
        const struct sample sample = {series.step, series.value, series.count};
        others += str_starts(name, STR("sm_ets_"));
        for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
            if (!str_eq(name, str_of(ways[w].name)))
                continue;
            double got = ways[w].find(&sample), want = oracle_number(&table, i, "value");
            cr_expect(oracle_near(got, want, ways[w].tolerance, 0) || fabs(got - want) < 1e-14,
                      "%.*s %s: %.12g, not %.12g", (int)of.length, of.at, ways[w].name, got, want);
            held++;
        }
    }
    cr_expect(held + others == table.rows && held >= 60, "%zu of %zu", held, table.rows);
}

/* methods of ESCAP, on paper: 50 51 53 54 57 59 62. */
Test(trend, slopes_on_paper)
{
    static const double x[] = {2015, 2016, 2017, 2018, 2019, 2020, 2021}, y[] = {50, 51, 53, 54, 57, 59, 62};
    const struct sample sample = {x, y, 7};
    cr_expect_float_eq(line_slope(&sample), 2, 1e-12);
    cr_expect_float_eq(rising_slope(&sample), 13 / 6.0, 1e-12);
    cr_expect_float_eq(aging_slope(&sample), 2.1121, 5e-5);
    cr_expect_float_eq(slope(&sample), 2, 1e-12);
    struct trend_line line = line_of(&sample), weights = weighted(&sample, false);
    cr_expect_float_eq(trend_line_at(&line, 2030), 79.1428571, 1e-6);
    cr_expect_float_eq(trend_line_at(&weights, 2030), 80.98, 5e-3);
}

/* The median against sorting, on numbers from a small generator, many of them equal. */
Test(trend, median)
{
    unsigned state = 7;
    for (size_t count = 1; count < 60; count++)
        for (int round = 0; round < 50; round++) {
            double value[60], sorted[60];
            for (size_t i = 0; i < count; i++) {
                state = state * 1103515245u + 12345u;
                value[i] = sorted[i] = (double)(state >> 16) / (round % 2 ? 1 : 8192) - 3;
                if (round % 2 == 0)
                    value[i] = sorted[i] = floor(value[i]);
            }
            for (size_t i = 1; i < count; i++)
                for (size_t j = i; j > 0 && sorted[j - 1] > sorted[j]; j--) {
                    double one = sorted[j];
                    sorted[j] = sorted[j - 1];
                    sorted[j - 1] = one;
                }
            double want = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2, got = trend_median(value, count);
            cr_assert(fabs(got - want) < 1e-9, "%zu values: %g, not %g", count, got, want);
        }
}

/* Three values in order: one of six orders; 2 of 6 are as far from no trend on either side. */
Test(trend, few_and_equal)
{
    static const double x[] = {1, 2, 3}, up[] = {4, 5, 9}, equal[] = {3, 3, 3}, down[] = {9, 5, 4};
    struct trend_rank rank = trend_kendall(mem, x, up, 3, true);
    cr_expect(rank.known && rank.exact && rank.coefficient == 1);
    cr_expect_float_eq(rank.chance, 2 / 6.0, 1e-12);
    rank = trend_spearman(mem, x, down, 3);
    cr_expect(rank.known && rank.coefficient == -1 && rank.chance == 0);
    cr_expect(!trend_kendall(mem, x, equal, 3, true).known && !trend_spearman(mem, x, equal, 3).known);
    cr_expect(!trend_kendall(mem, x, up, 2, true).known && !trend_spearman(mem, x, up, 2).known);
    struct trend_line line;
    cr_expect(!trend_line(x, up, NULL, 1, &line));
    cr_expect(trend_line(x, equal, NULL, 3, &line) && line.slope == 0 && trend_line_chance(&line) == 1);
}
