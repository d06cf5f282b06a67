/* Every figure that R and numpy made of the same data, row by row: see oracle/README.md. */
#define ORACLE_TOOL "decompose"

#include <criterion/criterion.h>

#include "base/diag.h"
#include "oracle.h"
#include "method/methods.h"
#include "methods_try.h"

/* Where a figure stands in ours. */
enum whose { WHOLE, GROUP, INDUSTRY, SECTOR };

struct row {
    const char *variant, *method, *item;
    bool weighted;
    enum whose whose;
};

static struct oracle expected, regions, jobs, energy;

static void open_tables(void)
{
    open_mem();
    expected = oracle_open(mem, "decompose_expected.csv");
    regions = oracle_open(mem, "decompose_regions.csv");
    jobs = oracle_open(mem, "decompose_jobs.csv");
    energy = oracle_open(mem, "decompose_energy.csv");
}

TestSuite(oracles, .init = open_tables, .fini = close_mem, .timeout = 60);

static size_t held;

static void hold(size_t i, double got, double tolerance)
{
    double want = oracle_number(&expected, i, "value");
    held++;
    cr_expect(oracle_near(got, want, tolerance, 1), "%.*s %.*s: %.17g, not %.17g",
              STR_ARG(oracle_text(&expected, i, "variant")),
              STR_ARG(oracle_text(&expected, i, "item")), got, want);
}

/* The row of a variant in a list that ends with a null; null where the list has it not. */
static const struct row *row_of(const struct row *list, size_t i)
{
    for (; list->variant; list++)
        if (oracle_is(&expected, i, "variant", list->variant))
            return list;
    return NULL;
}

static uint32_t letter_of(struct str item)
{
    return (uint32_t)(item.at[item.length - 1] - 'A');
}

/* "X J3": the industry's number; "X total": the whole. */
static uint32_t number_of(struct str item)
{
    char last = item.at[item.length - 1];
    return str_is_digit(last) ? (uint32_t)(last - '1') : BREAKDOWN_WHOLE;
}

/* ---- inequality ---- */

static const double aversion[] = {0.5, 1, 2};

static struct units_task regions_at(const char *const *year, uint32_t years, bool weighted, bool grouped)
{
    struct units_task task = {.units = (uint32_t)regions.rows, .periods = years, .epsilon = aversion, .epsilons = 3};
    task.value = mem_array(mem, regions.rows * years, sizeof *task.value);
    task.time = mem_array(mem, years, sizeof *task.time);
    task.weight = weighted ? mem_array(mem, regions.rows, sizeof *task.weight) : NULL;
    task.group = grouped ? mem_array(mem, regions.rows, sizeof *task.group) : NULL;
    task.groups = 3;
    for (size_t i = 0; i < regions.rows; i++) {
        for (uint32_t t = 0; t < years; t++)
            task.value[t * regions.rows + i] = oracle_number(&regions, i, year[t]);
        if (weighted)
            task.weight[i] = oracle_number(&regions, i, "population");
        if (grouped)
            task.group[i] = letter_of(oracle_text(&regions, i, "group"));
    }
    for (uint32_t t = 0; t < years; t++)
        task.time[t] = atof(year[t] + 1) - atof(year[0] + 1);
    return task;
}

static const struct row inequality[] = {
    {"gini_unweighted_n", "gini", "gini", false, WHOLE},
    {"gini_unweighted_small_sample_n_over_n_minus_1", "gini-small-sample", "gini_small_sample", false, WHOLE},
    {"gini_laeken_equal_weights_over_100", "gini", "gini", false, WHOLE},
    {"gini_weighted_mean_difference", "gini", "gini", true, WHOLE},
    {"gini_weighted_laeken_over_100", "gini", "gini", true, WHOLE},
    {"theil_T_unweighted", "theil-t", "theil_t", false, WHOLE},
    {"theil_L_mld_unweighted", "theil-l", "theil_l", false, WHOLE},
    {"atkinson_0.5_unweighted", "atkinson", "atkinson_0.5", false, WHOLE},
    {"atkinson_1_unweighted", "atkinson", "atkinson_1", false, WHOLE},
    {"atkinson_2_unweighted", "atkinson", "atkinson_2", false, WHOLE},
    {"generalised_entropy_2_unweighted", "half-squared-cv", "half_squared_cv", false, WHOLE},
    {"hoover_unweighted", "hoover", "hoover", false, WHOLE},
    {"theil_T_weighted", "theil-t", "theil_t", true, WHOLE},
    {"theil_L_mld_weighted", "theil-l", "theil_l", true, WHOLE},
    {"atkinson_0.5_weighted", "atkinson", "atkinson_0.5", true, WHOLE},
    {"atkinson_1_weighted", "atkinson", "atkinson_1", true, WHOLE},
    {"atkinson_2_weighted", "atkinson", "atkinson_2", true, WHOLE},
    {"generalised_entropy_2_weighted", "half-squared-cv", "half_squared_cv", true, WHOLE},
    {"hoover_weighted", "hoover", "hoover", true, WHOLE},
    {"cv_sample_sd", "cv-sample", "cv_sample", false, WHOLE},
    {"cv_population_sd", "cv", "cv", false, WHOLE},
    {"williamson_population_weighted_cv", "williamson", "williamson", true, WHOLE},
    {"sd_log_sample", "sigma", "sd_log", false, WHOLE},
    {"sd_log_population", "sd-log", "sd_log", false, WHOLE},
    {"ratio_max_min", "max-min", "max_min", false, WHOLE},
    {"quintile_share_ratio_laeken_weighted", "quintile-ratio", "quintile_ratio", true, WHOLE},
    {"herfindahl_of_totals", "concentration", "concentration", true, WHOLE},
    {"theil_T_unweighted_of_group", "theil-t", "theil_t", false, GROUP},
    {"theil_T_unweighted_weighted_contribution_of_group", "theil-t", "within", false, GROUP},
    {"theil_T_unweighted_between", "theil-t", "between", false, WHOLE},
    {"theil_T_unweighted_within", "theil-t", "within", false, WHOLE},
    {"theil_L_unweighted_between", "theil-l", "between", false, WHOLE},
    {"theil_L_unweighted_within", "theil-l", "within", false, WHOLE},
    {"theil_T_weighted_of_group", "theil-t", "theil_t", true, GROUP},
    {"theil_T_weighted_weighted_contribution_of_group", "theil-t", "within", true, GROUP},
    {"theil_T_weighted_between", "theil-t", "between", true, WHOLE},
    {"theil_T_weighted_within", "theil-t", "within", true, WHOLE},
    {"theil_L_weighted_between", "theil-l", "between", true, WHOLE},
    {"theil_L_weighted_within", "theil-l", "within", true, WHOLE},
    {0}};

Test(oracles, inequality)
{
    for (size_t i = 0; i < expected.rows; i++) {
        if (!oracle_is(&expected, i, "kind", "inequality"))
            continue;
        const struct row *row = row_of(inequality, i);
        struct str item = oracle_text(&expected, i, "item");
        const char *year = mem_copy(mem, str_part(item, 0, 5)).at;
        bool grouped = strstr(row->item, "within") || strstr(row->item, "between") || row->whose == GROUP;
        const struct breakdown *breakdown = try_units(row->method, regions_at(&year, 1, row->weighted, grouped));
        hold(i, try_value(breakdown, row->whose == GROUP ? letter_of(item) : BREAKDOWN_WHOLE, row->item), 1e-10);
    }
    cr_expect(held >= 90, "%zu rows", held);
}

/* ---- convergence ---- */

static const char *const years[] = {"y2010", "y2011", "y2012", "y2013", "y2014", "y2015", "y2016", "y2017", "y2018",
                                    "y2019", "y2020"};

/* Which of our figures a figure of theirs is. */
static double convergence_of(size_t i, double *tolerance)
{
    const char *variant = mem_copy(mem, oracle_text(&expected, i, "variant")).at;
    bool fitted = strncmp(variant, "nls_", 4) == 0 || strstr(variant, "from_nls");
    const struct breakdown *sigma = try_units("sigma", regions_at(years, 11, false, false));
    const char *const ends[] = {years[0], years[10]};
    const struct breakdown *beta = try_units("beta", regions_at(ends, 2, false, false));
    const struct breakdown *own = try_units("beta-conditional", regions_at(ends, 2, false, true));
    const struct breakdown *gamma_rank = try_units("gamma", regions_at(ends, 2, false, false));
    static const struct { const char *theirs, *ours; } plain[] = {
        {"beta_ols_annualised_intercept", "intercept"}, {"beta_ols_annualised_slope", "slope"},
        {"beta_ols_slope_se", "slope_se"}, {"beta_ols_slope_t", "slope_t"}, {"beta_ols_r2", "r2"},
        {"speed_from_ols_annualised", "speed"}, {"halflife_from_ols", "half_life"}, {"nls_intercept", "intercept"},
        {"nls_speed", "speed"}, {"nls_speed_se", "speed_se"}, {"halflife_from_nls", "half_life"},
        {"beta_ols_total_growth_slope", "slope_total"}, {"speed_from_ols_total", "speed"}};
    *tolerance = fitted ? 1e-6 : 1e-10;
    for (size_t k = 0; k < sizeof plain / sizeof *plain; k++)
        if (!strcmp(variant, plain[k].theirs))
            return try_value(beta, BREAKDOWN_WHOLE, plain[k].ours);
    if (!strcmp(variant, "nls_speed_t"))
        return try_value(beta, BREAKDOWN_WHOLE, "speed") / try_value(beta, BREAKDOWN_WHOLE, "speed_se");
    if (!strcmp(variant, "sigma_sd_log_sample"))
        for (size_t k = 0, t = 0; k < sigma->rows; k++)
            if (!strcmp(sigma->row[k].item, "sd_log") && oracle_is(&expected, i, "item", years[t++]))
                return measure_near(sigma->row[k].value);
    if (!strcmp(variant, "conditional_beta_slope_group_dummies"))
        return try_value(own, BREAKDOWN_WHOLE, "slope");
    if (!strcmp(variant, "conditional_beta_slope_se"))
        return try_value(own, BREAKDOWN_WHOLE, "slope_se");
    if (!strncmp(variant, "gamma_", 6))
        return try_value(gamma_rank, BREAKDOWN_WHOLE, "tau_b");
    return try_value(sigma, BREAKDOWN_WHOLE, !strcmp(variant, "sigma_trend_slope") ? "trend"
                                           : !strcmp(variant, "sigma_trend_t")   ? "trend_t" : "trend_p");
}

Test(oracles, convergence)
{
    double tolerance;
    for (size_t i = 0; i < expected.rows; i++)
        if (oracle_is(&expected, i, "kind", "convergence")) {
            double got = convergence_of(i, &tolerance);
            hold(i, got, tolerance);
        }
    cr_expect(held >= 27, "%zu rows", held);
}

/* ---- shift-share, structure, contributions: jobs ---- */

static struct num *jobs_of(struct str region, int from, int to)
{
    struct num *value = mem_array(mem, (size_t)(to - from + 1) * 5, sizeof *value);
    for (size_t i = 0; i < jobs.rows; i++) {
        int year = (int)oracle_number(&jobs, i, "year");
        if (str_eq(oracle_text(&jobs, i, "region"), region) && year >= from && year <= to)
            num_parse(oracle_text(&jobs, i, "jobs"),
                      &value[(year - from) * 5 + (int)number_of(oracle_text(&jobs, i, "industry"))]);
    }
    return value;
}

static struct parts_task jobs_between(struct str region, int from, int to, bool all)
{
    uint32_t periods = from == to ? 1 : all ? (uint32_t)(to - from + 1) : 2;
    struct parts_task task = {.parts = 5, .periods = periods};
    struct num *own = jobs_of(region, from, to), *theirs = jobs_of(STR("nation"), from, to);
    if (periods == 2) {
        memcpy(own + 5, own + 5 * (to - from), 5 * sizeof *own);
        memcpy(theirs + 5, theirs + 5 * (to - from), 5 * sizeof *own);
    }
    task.figure[ROLE_VALUE] = own;
    task.figure[ROLE_REFERENCE] = theirs;
    return task;
}

static const struct row jobs_rows[] = {
    {"classical_2015_2020_national", "shift-share", "national", false, INDUSTRY},
    {"classical_2015_2020_industry_mix", "shift-share", "industry_mix", false, INDUSTRY},
    {"classical_2015_2020_regional", "shift-share", "regional", false, INDUSTRY},
    {"classical_2015_2020_em_regional", "esteban-marquillas", "regional", false, INDUSTRY},
    {"classical_2015_2020_em_allocation", "esteban-marquillas", "allocation", false, INDUSTRY},
    {"dynamic_sum_of_years_national", "shift-share-dynamic", "national", false, INDUSTRY},
    {"dynamic_sum_of_years_industry_mix", "shift-share-dynamic", "industry_mix", false, INDUSTRY},
    {"dynamic_sum_of_years_regional", "shift-share-dynamic", "regional", false, INDUSTRY},
    {"dynamic_sum_of_years_em_regional", "esteban-marquillas-dynamic", "regional", false, INDUSTRY},
    {"dynamic_sum_of_years_em_allocation", "esteban-marquillas-dynamic", "allocation", false, INDUSTRY},
    {"location_quotient_2015", "location-quotient", "location_quotient", false, INDUSTRY},
    {"krugman_specialisation_2015", "specialisation", "specialisation", false, WHOLE},
    {"structural_change_half_sum_abs_2015_2020_michaely", "structural-change", "structural_change", false, WHOLE},
    {"structural_change_moore_angle_radians_2015_2020", "moore-angle", "angle", false, WHOLE},
    {"shannon_entropy_2020", "entropy", "entropy", false, WHOLE},
    {0}};

Test(oracles, regions_and_their_industries)
{
    for (size_t i = 0; i < expected.rows; i++) {
        if (!oracle_is(&expected, i, "kind", "shiftshare") && !oracle_is(&expected, i, "kind", "structure"))
            continue;
        const struct row *row = row_of(jobs_rows, i);
        const struct decomposition *method = methods_find(str_of(row->method));
        struct str item = oracle_text(&expected, i, "item");
        bool one = method->span == METHODS_NOW, late = strstr(row->variant, "_2020") != NULL;
        struct parts_task task = jobs_between(str_part(item, 0, 1), one && late ? 2020 : 2015, one &&
                                              !late ? 2015 : 2020,
                                              method->span == METHODS_ALL);
        const struct breakdown *breakdown = try_parts(row->method, task, TRY_PLACES);
        hold(i, try_value(breakdown, row->whose == WHOLE ? BREAKDOWN_WHOLE : number_of(item), row->item), 1e-10);
    }
    cr_expect(held >= 80, "%zu rows", held);
}

static const struct row contribution_rows[] = {
    {"points_from_base_shares_and_rounded_growth", "contribution-base", "points", false, INDUSTRY},
    {"total_growth_from_base_shares", "contribution-base", "points", false, INDUSTRY},
    {"points_from_reconstructed_base", "contribution-rebuilt", "points", false, INDUSTRY},
    {"rate_percent_from_reconstructed_base", "contribution-rebuilt", "rate", false, INDUSTRY},
    {0}};

Test(oracles, contributions)
{
    struct num *growth = mem_array(mem, 10, sizeof *growth);
    for (size_t i = 0; i < expected.rows; i++)
        if (oracle_is(&expected, i, "variant", "rounded_growth_used"))
            num_parse(oracle_text(&expected, i, "value"), &growth[5 + number_of(oracle_text(&expected, i, "item"))]);
    for (size_t i = 0; i < expected.rows; i++) {
        const struct row *row = row_of(contribution_rows, i);
        if (!row)
            continue;
        bool base = !strcmp(row->method, "contribution-base");
        struct parts_task task = jobs_between(STR("nation"), base ? 2019 : 2020, 2020, false);
        task.figure[ROLE_GROWTH] = base ? growth : growth + 5;
        hold(i, try_value(try_parts(row->method, task, TRY_PLACES), number_of(oracle_text(&expected, i, "item")),
                          row->item),
             1e-10);
    }
    cr_expect(held >= 16, "%zu rows", held);
}

/* ---- LMDI ---- */

static struct num *sectors(const char *first, const char *second)
{
    struct num *value = mem_array(mem, 2 * energy.rows, sizeof *value);
    for (size_t i = 0; i < energy.rows; i++) {
        num_parse(oracle_text(&energy, i, first), &value[i]);
        num_parse(oracle_text(&energy, i, second), &value[energy.rows + i]);
    }
    return value;
}

static const struct row lmdi_rows[] = {
    {"additive_activity", "lmdi", "activity", false, SECTOR},
    {"additive_structure", "lmdi", "structure", false, SECTOR},
    {"additive_intensity", "lmdi", "intensity", false, SECTOR},
    {"multiplicative_activity", "lmdi-multiplicative", "activity", false, SECTOR},
    {"multiplicative_structure", "lmdi-multiplicative", "structure", false, SECTOR},
    {"multiplicative_intensity", "lmdi-multiplicative", "intensity", false, SECTOR},
    {"ratio_total", "lmdi-multiplicative", "ratio", false, SECTOR},
    {0}};

Test(oracles, energy_of_sectors)
{
    struct parts_task task = {.parts = (uint32_t)energy.rows, .periods = 2};
    task.figure[ROLE_VALUE] = sectors("energy0", "energy1");
    task.figure[ROLE_ACTIVITY] = sectors("output0", "output1");
    for (size_t i = 0; i < expected.rows; i++) {
        const struct row *row = row_of(lmdi_rows, i);
        if (row)
            hold(i, try_value(try_parts(row->method, task, 12), number_of(oracle_text(&expected, i, "item")),
                              row->item),
                 1e-10);
    }
    cr_expect(held >= 15, "%zu rows", held);
}
