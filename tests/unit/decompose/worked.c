/* Examples that were printed somewhere, or worked on paper: what each method makes of them.
 *
 * Published: Farhauer and Kröll's regions, Freiburg, the German states and districts (Wieland's
 * REAT); the classes of incomes (Dörsam); growth of Ningbo and its districts, by their
 * statistical bulletins.  The half-life of the districts is ours: the program that prints
 * 1356 years puts the slope of yearly growth into the formula for growth in all.
 */
#define ORACLE_TOOL "decompose"

#include <criterion/criterion.h>

#include "base/diag.h"
#include "oracle.h"
#include "method/methods.h"
#include "methods_try.h"

TestSuite(worked, .init = open_mem, .fini = close_mem);

static void near(const char *what, double got, double want, double half_unit)
{
    cr_expect(fabs(got - want) <= half_unit * (1 + 1e-9), "%s: %.10g, not %.10g", what, got, want);
}

/* ---- contributions ---- */

struct place_of {
    const char *name;
    const char *value[3], *growth[3];
    double total, rate3;      /* exact growth of the whole, rate of services; NaN: not told */
    double published;
};

static const struct place_of place_of[] = {
    {"Ningbo, first half of 2023", {"172", "3499.1", "4073.9"}, {"4.9", "3.9", "7.2"}, 5.633, 66.3, 5.6},
    {"Jiangbei 2022", {"8.9", "271.1", "580.3"}, {"5.4", "2.1", "6.2"}, 4.865, NAN, 4.9},
    {"Cixi 2022", {"66.01", "1531.34", "924.23"}, {"4.5", "3.4", "0.4"}, 2.308, NAN, 2.3},
    {"Ningbo 2024", {"451.1", "7882.7", "9813.9"}, {"3.6", "5.9", "5.0"}, 5.354, NAN, 5.4},
    {"Beilun 2021", {"8.72", "1208.22", "1165.56"}, {"3.5", "7.9", "8.1"}, 7.981, NAN, 8.0},
};

Test(worked, growth_of_the_whole_from_its_parts)
{
    for (size_t i = 0; i < sizeof place_of / sizeof *place_of; i++) {
        struct parts_task task = {.parts = 3, .periods = 1};
        task.figure[ROLE_VALUE] = try_nums(place_of[i].value, 3);
        task.figure[ROLE_GROWTH] = try_nums(place_of[i].growth, 3);
        const struct breakdown *breakdown = try_parts("contribution-rebuilt", task, TRY_PLACES);
        double total = try_value(breakdown, BREAKDOWN_WHOLE, "points");
        near(place_of[i].name, total, place_of[i].total, 0.0005);
        near(place_of[i].name, round(total * 10) / 10, place_of[i].published, 1e-9);
        if (!isnan(place_of[i].rate3))
            near("services", try_value(breakdown, 2, "rate"), place_of[i].rate3, 0.05);
    }
}

/* Ningbo 2020, revised between the releases: rates as published are 1.7, 44.5 and 53.8, and ours are not. */
Test(worked, rates_of_a_year_that_was_revised)
{
    static const char *const value[] = {"338.4", "5693.9", "6376.4"}, *const growth[] = {"2.1", "3.0", "3.6"};
    static const double rate[] = {1.8, 42.1, 56.2};
    struct parts_task task = {.parts = 3, .periods = 1};
    task.figure[ROLE_VALUE] = try_nums(value, 3);
    task.figure[ROLE_GROWTH] = try_nums(growth, 3);
    const struct breakdown *breakdown = try_parts("contribution-rebuilt", task, TRY_PLACES);
    for (uint32_t i = 0; i < 3; i++)
        near("rate", try_value(breakdown, i, "rate"), rate[i], 0.05);
}

/* Values at constant prices, with a total that its parts don't quite make. */
Test(worked, what_the_parts_leave_is_a_part)
{
    static const char *const value[] = {"20", "80", "23", "84"}, *const whole[] = {"100.1", "107"};
    struct parts_task task = {.parts = 2, .periods = 2, .whole = try_nums(whole, 2)};
    task.figure[ROLE_VALUE] = try_nums(value, 4);
    const struct breakdown *breakdown = try_parts("contribution", task, 4);
    near("first", try_value(breakdown, 0, "points"), 2.9970, 1e-9);
    near("second", try_value(breakdown, 1, "points"), 3.9960, 1e-9);
    near("residual", try_value(breakdown, BREAKDOWN_RESIDUAL, "points"), -0.0999, 1e-9);
    near("whole", try_value(breakdown, BREAKDOWN_WHOLE, "points"), 6.8931, 1e-9);
}

/* ---- shift-share ---- */

static const char *const nation[] = {"400", "150", "150", "400", "440", "210", "135", "480"};

struct shifted {
    const char *name, *value[8];
    double national, mix, regional;
};

static const struct shifted shifted[] = {
    {"A", {"90", "20", "10", "60", "100", "40", "10", "55"}, 27, 1, -3},
    {"B", {"60", "30", "30", "40", "85", "55", "40", "35"}, 24, -1, 32},
    {"C", {"250", "100", "110", "300", "255", "115", "85", "390"}, 114, 0, -29}};

Test(worked, shift_share_of_three_regions)
{
    for (size_t i = 0; i < 3; i++) {
        struct parts_task task = {.parts = 4, .periods = 2};
        task.figure[ROLE_VALUE] = try_nums(shifted[i].value, 8);
        task.figure[ROLE_REFERENCE] = try_nums(nation, 8);
        const struct breakdown *breakdown = try_parts("shift-share", task, 4);
        near(shifted[i].name, try_value(breakdown, BREAKDOWN_WHOLE, "national"), shifted[i].national, 1e-12);
        near(shifted[i].name, try_value(breakdown, BREAKDOWN_WHOLE, "industry_mix"), shifted[i].mix, 1e-12);
        near(shifted[i].name, try_value(breakdown, BREAKDOWN_WHOLE, "regional"), shifted[i].regional, 1e-12);
        near(shifted[i].name, try_value(breakdown, BREAKDOWN_WHOLE, "change"),
             shifted[i].national + shifted[i].mix + shifted[i].regional, 1e-12);
    }
}

Test(worked, allocation_of_region_a)
{
    struct parts_task task = {.parts = 4, .periods = 2};
    task.figure[ROLE_VALUE] = try_nums(shifted[0].value, 8);
    task.figure[ROLE_REFERENCE] = try_nums(nation, 8);
    const struct breakdown *breakdown = try_parts("esteban-marquillas", task, 6);
    near("regional", try_value(breakdown, BREAKDOWN_WHOLE, "regional"), -0.636364, 1e-12);
    near("allocation", try_value(breakdown, BREAKDOWN_WHOLE, "allocation"), -2.363636, 1e-12);
}

/* Jobs in Freiburg and in Germany, by nine branches. */
static const char *const freiburg[] = {
    "13004", "2931", "22492", "4503", "3361", "890",  "12448", "34358", "6069",
    "12121", "3154", "25484", "4798", "3372", "1059", "14837", "42931", "6673"};
static const char *const germany[] = {
    "7073942", "1572378", "6248666", "841848", "990439", "220171", "3296029", "5905168", "1084708",
    "7155807", "1696961", "6674652", "925648", "996498", "232167", "3992230", "7127512", "1123004"};

Test(worked, freiburg)
{
    struct parts_task task = {.parts = 9, .periods = 2};
    task.figure[ROLE_VALUE] = try_nums(freiburg, 18);
    task.figure[ROLE_REFERENCE] = try_nums(germany, 18);
    const struct breakdown *breakdown = try_parts("shift-share", task, 3);
    near("change", try_value(breakdown, BREAKDOWN_WHOLE, "change"), 14373, 1e-12);
    near("national", try_value(breakdown, BREAKDOWN_WHOLE, "national"), 9887.278, 1e-9);
    near("industry mix", try_value(breakdown, BREAKDOWN_WHOLE, "industry_mix"), 2501.612, 1e-9);
    near("regional", try_value(breakdown, BREAKDOWN_WHOLE, "regional"), 1984.110, 1e-9);
}

/* ---- price and volume, on paper: 10 at 2 and 5 at 4; then 12 at 3 and 4 at 5 ---- */

Test(worked, prices_and_quantities)
{
    static const char *const value[] = {"20", "20", "36", "20"}, *const quantity[] = {"10", "5", "12", "4"};
    struct parts_task task = {.parts = 2, .periods = 2};
    task.figure[ROLE_VALUE] = try_nums(value, 4);
    task.figure[ROLE_VOLUME] = try_nums(quantity, 4);
    const struct breakdown *late = try_parts("price-volume", task, 6);
    const struct breakdown *middle = try_parts("price-volume-middle", task, 6);
    const struct breakdown *index = try_parts("price-volume-index", task, 6);
    near("volume of the first", try_value(late, 0, "volume"), 4, 1e-12);
    near("price of the first", try_value(late, 0, "price"), 12, 1e-12);
    near("volume", try_value(late, BREAKDOWN_WHOLE, "volume"), 0, 1e-12);
    near("price", try_value(late, BREAKDOWN_WHOLE, "price"), 16, 1e-12);
    near("volume in the middle", try_value(middle, 0, "volume"), 5, 1e-12);
    near("price in the middle", try_value(middle, BREAKDOWN_WHOLE, "price"), 15.5, 1e-12);
    near("Laspeyres", try_value(index, BREAKDOWN_WHOLE, "volume_laspeyres"), 100, 1e-12);
    near("Paasche", try_value(index, BREAKDOWN_WHOLE, "volume_paasche"), 100 * 56 / 55.0, 1e-12);
    near("Fisher", try_value(index, BREAKDOWN_WHOLE, "price_fisher"), 100 * sqrt(55 / 40.0 * 1.4), 1e-12);
    near("value", try_value(index, BREAKDOWN_WHOLE, "value_index"), 140, 1e-12);
}

/* The growth of quantities serves as well as they do. */
Test(worked, growth_instead_of_quantities)
{
    static const char *const value[] = {"20", "20", "36", "20"}, *const growth[] = {"0", "0", "20", "-20"};
    struct parts_task task = {.parts = 2, .periods = 2};
    task.figure[ROLE_VALUE] = try_nums(value, 4);
    task.figure[ROLE_GROWTH] = try_nums(growth, 4);
    const struct breakdown *breakdown = try_parts("price-volume", task, 2);
    near("volume of the second", try_value(breakdown, 1, "volume"), -4, 1e-12);
    near("price of the second", try_value(breakdown, 1, "price"), 4, 1e-12);
}

/* ---- LMDI with factors of one's own, on paper: 6 = 2 * 3 becomes 20 = 4 * 5 ---- */

Test(worked, factors_of_a_product)
{
    static const char *const value[] = {"6", "20"}, *const one[] = {"2", "4"}, *const other[] = {"3", "5"};
    struct parts_task task = {.parts = 1, .periods = 2, .single = true, .factors = 2,
                              .factor_name = {"people", "each"}};
    double mean = 14 / log(20 / 6.0);
    task.figure[ROLE_VALUE] = try_nums(value, 2);
    task.factor[0] = try_nums(one, 2);
    task.factor[1] = try_nums(other, 2);
    const struct breakdown *added = try_parts("lmdi", task, 6), *times = try_parts("lmdi-multiplicative", task, 6);
    near("people", try_value(added, BREAKDOWN_WHOLE, "people"), mean * log(2), 1e-6);
    near("each", try_value(added, BREAKDOWN_WHOLE, "each"), mean * log(5 / 3.0), 1e-6);
    near("residual", try_value(added, BREAKDOWN_WHOLE, "residual"), 0, 1e-12);
    near("change", try_value(added, BREAKDOWN_WHOLE, "change"), 14, 1e-12);
    near("people times", try_value(times, BREAKDOWN_WHOLE, "people"), 2, 1e-12);
    near("ratio", try_value(times, BREAKDOWN_WHOLE, "ratio"), 20 / 6.0, 1e-12);
}

/* ---- inequality ---- */

static struct units_task units_of(const double *value, uint32_t count)
{
    struct units_task task = {.units = count, .value = mem_array(mem, count, sizeof(double))};
    memcpy(task.value, value, count * sizeof *value);
    return task;
}

Test(worked, gini_by_both_conventions)
{
    static const double sales[] = {20, 50, 20, 10};
    struct units_task task = units_of(sales, 4);
    near("n", try_value(try_units("gini", task), BREAKDOWN_WHOLE, "gini"), 0.3, 1e-15);
    near("n - 1", try_value(try_units("gini-small-sample", task), BREAKDOWN_WHOLE, "gini_small_sample"), 0.4, 1e-15);
}

Test(worked, gini_of_classes)
{
    static const double income[] = {500, 1500, 2500, 4000, 7500, 15000};
    static double size[] = {1000, 1200, 1600, 400, 200, 600};
    struct units_task task = units_of(income, 6);
    task.weight = size;
    near("classes", try_value(try_units("gini", task), BREAKDOWN_WHOLE, "gini"), 0.5278, 0.00005);
}

/* Gross product of the sixteen states in 2015, bn euros. */
Test(worked, gini_of_german_states)
{
    static const double product[] = {460.69, 549.19, 124.16, 65.29, 31.59, 109.27, 263.44, 39.87,
                                     258.53, 645.59, 131.95, 35.03, 112.66, 56.22, 85.61, 56.81};
    near("states", try_value(try_units("gini", units_of(product, 16)), BREAKDOWN_WHOLE, "gini"), 0.500935, 5e-7);
}

Test(worked, theil_by_their_right_names)
{
    static const double income[] = {10, 10, 10, 20, 50};
    static uint32_t group[] = {0, 0, 0, 1, 1};
    struct units_task task = units_of(income, 5);
    near("L", try_value(try_units("theil-l", task), BREAKDOWN_WHOLE, "theil_l"), 0.232630, 5e-7);
    near("T", try_value(try_units("theil-t", task), BREAKDOWN_WHOLE, "theil_t"), 0.250201, 5e-7);
    near("sample", try_value(try_units("cv-sample", task), BREAKDOWN_WHOLE, "cv_sample"), 0.8660, 0.00005);
    near("population", try_value(try_units("cv", task), BREAKDOWN_WHOLE, "cv"), 0.7746, 0.00005);
    task.group = group;
    task.groups = 2;
    const struct breakdown *parts = try_units("theil-t", task);
    near("between", try_value(parts, BREAKDOWN_WHOLE, "between"), 0.183787, 5e-7);
    near("within", try_value(parts, BREAKDOWN_WHOLE, "within"), 0.066414, 5e-7);
    near("T again", try_value(parts, BREAKDOWN_WHOLE, "theil_t"), 0.250201, 5e-7);
}

/* Groups of Gini and of Atkinson: the first add up with an overlap, the second multiply. */
Test(worked, groups_of_the_other_indices)
{
    static const double income[] = {10, 10, 10, 20, 50};
    static const double epsilon[] = {1};
    static uint32_t group[] = {0, 0, 0, 1, 1};
    struct units_task task = units_of(income, 5);
    task.group = group, task.groups = 2, task.epsilon = epsilon, task.epsilons = 1;
    const struct breakdown *gini = try_units("gini", task), *atkinson = try_units("atkinson", task);
    /* between: means 10 and 35 with shares 3/5 and 2/5; within: 2/5 * 7/10 of 15/70; no overlap */
    near("between", try_value(gini, BREAKDOWN_WHOLE, "between"), 0.6 * 0.4 * 25 / 20, 1e-12);
    near("within", try_value(gini, BREAKDOWN_WHOLE, "within"), 0.4 * 0.7 * 15 / 70, 1e-12);
    near("overlap", try_value(gini, BREAKDOWN_WHOLE, "overlap"), 0, 1e-12);
    double within = try_value(atkinson, BREAKDOWN_WHOLE, "atkinson_1_within");
    double between = try_value(atkinson, BREAKDOWN_WHOLE, "atkinson_1_between");
    near("Atkinson", (1 - within) * (1 - between), 1 - try_value(atkinson, BREAKDOWN_WHOLE, "atkinson_1"), 1e-14);
    near("Atkinson, whole", try_value(atkinson, BREAKDOWN_WHOLE, "atkinson_1"), 1 - pow(1e6, 0.2) / 20, 1e-14);
}

/* Zeros have a T and no L; a value below 0 has neither, nor a Gini; all equal is 0 and nothing else. */
Test(worked, what_there_is_no_index_of)
{
    static const double zero[] = {0, 10, 20}, negative[] = {-1, 2, 3}, equal[] = {0.1, 0.1, 0.1};
    static const char *const every[] = {"gini", "theil-t", "theil-l", "half-squared-cv", "cv", "hoover", "sd-log"};
    static const char *const item[] = {"gini", "theil_t", "theil_l", "half_squared_cv", "cv", "hoover", "sd_log"};
    cr_expect(try_value(try_units("theil-t", units_of(zero, 3)), BREAKDOWN_WHOLE, "theil_t") > 0);
    for (size_t i = 0; i < sizeof every / sizeof *every; i++) {
        const struct breakdown_row *row = try_row(try_units(every[i], units_of(negative, 3)), BREAKDOWN_WHOLE, item[i]);
        cr_expect(!row->value.known && row->reason.length, "%s of a value below 0", every[i]);
        near(every[i], try_value(try_units(every[i], units_of(equal, 3)), BREAKDOWN_WHOLE, item[i]), 0, 0);
        row = try_row(try_units(every[i], units_of(equal, 1)), BREAKDOWN_WHOLE, item[i]);
        cr_expect(!row->value.known && row->reason.length, "%s of one unit", every[i]);
    }
    const struct breakdown_row *row = try_row(try_units("theil-l", units_of(zero, 3)), BREAKDOWN_WHOLE, "theil_l");
    cr_expect(!row->value.known && row->reason.length);
}

/* ---- convergence of the German districts ---- */

static struct units_task districts(const char *from, const char *to, double years)
{
    struct oracle table = oracle_open(mem, "districts.csv");
    struct units_task task = {.units = (uint32_t)table.rows, .periods = 2};
    task.value = mem_array(mem, 2 * table.rows, sizeof *task.value);
    task.time = mem_array(mem, 2, sizeof *task.time);
    task.time[1] = years;
    for (size_t i = 0; i < table.rows; i++) {
        task.value[i] = oracle_number(&table, i, from);
        task.value[table.rows + i] = oracle_number(&table, i, to);
    }
    return task;
}

static double sigma_at(const struct breakdown *breakdown, uint32_t period, const char *item)
{
    for (size_t i = 0; i < breakdown->rows; i++)
        if (breakdown->row[i].period == period && !strcmp(breakdown->row[i].item, item))
            return measure_near(breakdown->row[i].value);
    return NAN;
}

Test(worked, sigma_of_districts)
{
    if (getenv("STEELYARD_ORACLE"))
        cr_skip("another folder of tables");
    const struct breakdown *late = try_units("sigma", districts("y2000", "y2014", 14));
    const struct breakdown *before = try_units("sigma", districts("y2000", "y2013", 13));
    near("2000", sigma_at(late, 0, "cv"), 0.442216, 5e-7);
    near("2014", sigma_at(late, 1, "cv"), 0.437712, 5e-7);
    near("2000, logarithms", sigma_at(late, 0, "sd_log"), 0.365076, 5e-7);
    near("2013, logarithms", sigma_at(before, 1, "sd_log"), 0.342496, 5e-7);
    near("2014, logarithms", sigma_at(late, 1, "sd_log"), 0.343806, 5e-7);
}

Test(worked, beta_of_districts)
{
    if (getenv("STEELYARD_ORACLE"))
        cr_skip("another folder of tables");
    const struct breakdown *beta = try_units("beta", districts("y2000", "y2014", 14));
    near("a", try_value(beta, BREAKDOWN_WHOLE, "intercept"), 0.0954564, 5e-8);
    near("b", try_value(beta, BREAKDOWN_WHOLE, "slope"), -0.00713226, 5e-9);
    near("t", try_value(beta, BREAKDOWN_WHOLE, "slope_t"), -7.2154, 5e-5);
    near("R2", try_value(beta, BREAKDOWN_WHOLE, "r2"), 0.115165, 5e-7);
    near("speed", try_value(beta, BREAKDOWN_WHOLE, "speed"), 0.0075140, 5e-8);
    near("half-life", try_value(beta, BREAKDOWN_WHOLE, "half_life"), 92.2, 0.05);
}

/* All alike at the start; those behind fall further behind; those behind overtake. */
Test(worked, convergence_that_there_is_none_of)
{
    static const double alike[] = {10, 10, 10, 11, 12, 13}, apart[] = {10, 20, 40, 11, 25, 60};
    static const double over[] = {10, 20, 40, 40, 20, 10};
    static double time[] = {0, 1};
    struct units_task task = {.units = 3, .periods = 2, .time = time, .value = (double *)alike};
    cr_expect(!try_row(try_units("beta", task), BREAKDOWN_WHOLE, "slope")->value.known);
    task.value = (double *)apart;
    const struct breakdown *beta = try_units("beta", task);
    cr_expect(try_value(beta, BREAKDOWN_WHOLE, "speed") < 0);
    cr_expect(!try_row(beta, BREAKDOWN_WHOLE, "half_life")->value.known);
    task.value = (double *)over;
    beta = try_units("beta", task);
    cr_expect(try_value(beta, BREAKDOWN_WHOLE, "slope") < -1);
    cr_expect(!try_row(beta, BREAKDOWN_WHOLE, "speed")->value.known &&
              try_row(beta, BREAKDOWN_WHOLE, "speed")->reason.length);
}

/* Structure, beside Farhauer and Kröll: two regions that share one industry of three or none. */
Test(worked, specialisation)
{
    static const char *const own[] = {"20", "10", "70", "0", "0"}, *const theirs[] = {"0", "0", "0", "60", "40"};
    struct parts_task task = {.parts = 5, .periods = 1};
    task.figure[ROLE_VALUE] = try_nums(own, 5);
    task.figure[ROLE_REFERENCE] = try_nums(theirs, 5);
    near("nothing in common", try_value(try_parts("specialisation", task, 6), BREAKDOWN_WHOLE, "specialisation"), 2,
         1e-15);
}
