/* methods_inequality - how unequal units are, and how much of it lies within groups and between them
 *
 * With x a unit's value, q its share of the weights (1 / n without weights) and m the mean:
 *
 *   gini              mean difference of all pairs / 2 m; small-sample: times n / (n - 1)
 *   theil-t           sum q (x / m) ln(x / m)
 *   theil-l           sum q ln(m / x), the mean logarithmic deviation
 *   half-squared-cv   (sum q (x / m)^2 - 1) / 2, generalised entropy of order 2
 *   atkinson          1 - [sum q (x / m)^(1 - e)]^(1 / (1 - e)); e = 1: 1 - geometric mean / m
 *   cv, cv-sample     standard deviation / m, divided by n or n - 1, of the units unweighted
 *   williamson        the same with weights (J. G. Williamson, 1965)
 *   sd-log            standard deviation of ln x, divided by n
 *   hoover            sum q |x / m - 1| / 2
 *   quintile-ratio    S80/S20: what the upper fifth has beside what the lower fifth has
 *   concentration     sum of the squared shares of the units' totals q x
 *
 * Groups: the two indices of H. Theil (Economics and Information Theory, 1967) and the half
 * squared coefficient add up, within and between (A. F. Shorrocks, 1980).  Atkinson's has
 * (1 - within)(1 - between) = 1 - total (C. Blackorby, D. Donaldson and M. Auersperg, 1981).
 * Gini's leaves an overlap where the ranges of the groups do (N. Bhattacharya and B. Mahalanobis, 1967).
 */
#include <math.h>
#include <stdlib.h>

#include "method/methods_rows.h"

/* Units, or groups of them, with shares of the weights that add up to 1. */
struct crowd {
    struct mem *mem;
    uint32_t count;
    double *value, *share;
    double mean, least, most;
};

/* Few units, or heavy ones, don't part into fifths: how far off that may be before it is told. */
#define FIFTH_MOST 0.025

/* ---- whom it is about ---- */

static void find_mean(struct crowd *crowd)
{
    double all = 0, sum = 0;
    crowd->least = HUGE_VAL, crowd->most = -HUGE_VAL;
    for (uint32_t i = 0; i < crowd->count; i++) {
        all += crowd->share[i];
        sum += crowd->share[i] * crowd->value[i];
        crowd->least = fmin(crowd->least, crowd->value[i]);
        crowd->most = fmax(crowd->most, crowd->value[i]);
    }
    for (uint32_t i = 0; i < crowd->count; i++)
        crowd->share[i] /= all;
    crowd->mean = crowd->least == crowd->most ? crowd->least : sum / all;
}

/* All units, or those of one group; with equal weights where they are not wanted. */
static struct crowd crowd_of(const struct units_task *task, bool weighted, uint32_t group)
{
    struct crowd crowd = {.mem = task->mem, .value = mem_array(task->mem, task->units, sizeof *crowd.value),
                          .share = mem_array(task->mem, task->units, sizeof *crowd.share)};
    const double *value = task->value + (size_t)(task->periods - 1) * task->units;
    for (uint32_t i = 0; i < task->units; i++)
        if (group == BREAKDOWN_WHOLE || task->group[i] == group) {
            crowd.value[crowd.count] = value[i];
            crowd.share[crowd.count++] = weighted && task->weight ? task->weight[i] : 1;
        }
    find_mean(&crowd);
    return crowd;
}

/* The groups themselves, with their means and their shares of all weights. */
static struct crowd groups_of(const struct units_task *task)
{
    struct crowd crowd = {.mem = task->mem, .count = task->groups,
                          .value = mem_array(task->mem, task->groups, sizeof *crowd.value),
                          .share = mem_array(task->mem, task->groups, sizeof *crowd.share)};
    const double *value = task->value + (size_t)(task->periods - 1) * task->units;
    for (uint32_t i = 0; i < task->units; i++) {
        double weight = task->weight ? task->weight[i] : 1;
        crowd.value[task->group[i]] += weight * value[i];
        crowd.share[task->group[i]] += weight;
    }
    for (uint32_t g = 0; g < task->groups; g++)
        crowd.value[g] /= crowd.share[g];
    find_mean(&crowd);
    return crowd;
}

/* Is there an index of these?  `above`: every value must be above 0, not only the mean. */
static bool can_be_compared(const struct units_task *task, const struct crowd *crowd, const char *item, bool above)
{
    struct breakdown *breakdown = task->breakdown;
    char least[NUM_TEXT_MAX];
    struct str text = {least, num_write_double(least, crowd->least)};
    if (crowd->count < 2)
        breakdown_say(breakdown, item, "one unit alone is not unequal to any other");
    else if (crowd->least < 0)
        breakdown_say(breakdown, item, "the least value is {1}; no figure may be below 0", text);
    else if (crowd->mean == 0)
        breakdown_say(breakdown, item, "every value is 0");
    else if (above && crowd->least == 0)
        breakdown_say(breakdown, item, "the least value is {1}; every figure must be above 0", text);
    else
        return true;
    return false;
}

/* ---- indices: of a crowd whose mean is above 0; exactly 0 where all are equal ---- */

static int by_value(const void *left, const void *right)
{
    const double *a = left, *b = right;
    return (a[0] > b[0]) - (a[0] < b[0]);
}

/* Values with their shares, in order. */
static double *sorted(const struct crowd *crowd)
{
    double *pair = mem_array(crowd->mem, crowd->count, 2 * sizeof *pair);
    for (uint32_t i = 0; i < crowd->count; i++) {
        pair[2 * i] = crowd->value[i];
        pair[2 * i + 1] = crowd->share[i];
    }
    qsort(pair, crowd->count, 2 * sizeof *pair, by_value);
    return pair;
}

static double gini(const struct crowd *crowd)
{
    const double *pair = sorted(crowd);
    double sum = 0, below = 0;
    for (uint32_t i = 0; i < crowd->count; i++) {
        sum += pair[2 * i + 1] * (pair[2 * i] - crowd->least) * (2 * below + pair[2 * i + 1] - 1);
        below += pair[2 * i + 1];
    }
    return sum / crowd->mean;
}

static double theil_t(const struct crowd *crowd)
{
    double sum = 0;
    for (uint32_t i = 0; i < crowd->count; i++) {
        double x = crowd->value[i] / crowd->mean;
        sum += x > 0 ? crowd->share[i] * x * log(x) : 0;
    }
    return sum;
}

static double theil_l(const struct crowd *crowd)
{
    double sum = 0;
    for (uint32_t i = 0; i < crowd->count; i++)
        sum -= crowd->share[i] * log(crowd->value[i] / crowd->mean);
    return sum;
}

static double variance(const struct crowd *crowd)
{
    double sum = 0;
    for (uint32_t i = 0; i < crowd->count; i++)
        sum += crowd->share[i] * (crowd->value[i] - crowd->mean) * (crowd->value[i] - crowd->mean);
    return sum;
}

static double variation(const struct crowd *crowd)
{
    return sqrt(variance(crowd)) / crowd->mean;
}

static double half_squared(const struct crowd *crowd)
{
    return variance(crowd) / crowd->mean / crowd->mean / 2;
}

static double log_deviation(const struct crowd *crowd)
{
    double mean = 0, squares = 0;
    for (uint32_t i = 0; i < crowd->count; i++)
        mean += crowd->share[i] * log(crowd->value[i] / crowd->mean);
    for (uint32_t i = 0; i < crowd->count; i++)
        squares += crowd->share[i] * pow(log(crowd->value[i] / crowd->mean) - mean, 2);
    return sqrt(squares);
}

static double hoover(const struct crowd *crowd)
{
    double sum = 0;
    for (uint32_t i = 0; i < crowd->count; i++)
        sum += crowd->share[i] * fabs(crowd->value[i] / crowd->mean - 1);
    return sum / 2;
}

/* What all would have to have alike for welfare to be the same (A. B. Atkinson, 1970). */
static double alike(const struct crowd *crowd, double epsilon)
{
    double sum = 0;
    for (uint32_t i = 0; i < crowd->count; i++)
        sum += crowd->share[i] * (epsilon == 1 ? log(crowd->value[i] / crowd->mean)
                                               : pow(crowd->value[i] / crowd->mean, 1 - epsilon));
    return crowd->mean * (epsilon == 1 ? exp(sum) : pow(sum, 1 / (1 - epsilon)));
}

/* The value below or at which a share of the weights lies, the mean of two where it ends between them. */
static double quantile(const double *pair, uint32_t count, double share)
{
    double below = 0;
    for (uint32_t i = 0; i + 1 < count; i++) {
        below += pair[2 * i + 1];
        if (fabs(below - share) < 1e-12)
            return (pair[2 * i] + pair[2 * i + 2]) / 2;
        if (below > share)
            return pair[2 * i];
    }
    return pair[2 * count - 2];
}

/* What lies in the upper and in the lower fifth, and how much of the weights that is. */
struct fifths {
    double border[2], holds[2], weights[2]; /* lower, upper */
};

static struct fifths fifths_of(const struct crowd *crowd)
{
    const double *pair = sorted(crowd);
    struct fifths fifths = {.border = {quantile(pair, crowd->count, 0.2), quantile(pair, crowd->count, 0.8)}};
    for (uint32_t i = 0; i < crowd->count; i++) {
        double value = pair[2 * i], share = pair[2 * i + 1];
        bool in[2] = {value <= fifths.border[0], value > fifths.border[1]};
        for (int k = 0; k < 2; k++) {
            fifths.holds[k] += in[k] ? share * value : 0;
            fifths.weights[k] += in[k] ? share : 0;
        }
    }
    return fifths;
}

static double range_ratio(const struct crowd *crowd)
{
    return crowd->most / crowd->least;
}

static double concentration(const struct crowd *crowd)
{
    double sum = 0;
    for (uint32_t i = 0; i < crowd->count; i++)
        sum += pow(crowd->share[i] * crowd->value[i] / crowd->mean, 2);
    return sum;
}

/* ---- one figure ---- */

static void show(const struct units_task *task, const char *item, double (*index)(const struct crowd *crowd),
                 bool weighted, bool above)
{
    struct crowd crowd = crowd_of(task, weighted, BREAKDOWN_WHOLE);
    if (can_be_compared(task, &crowd, item, above))
        breakdown_double(task->breakdown, BREAKDOWN_WHOLE, item, index(&crowd), BREAKDOWN_NUMBER);
}

static void show_variation(const struct units_task *task)
{
    show(task, "cv", variation, false, false);
}

static void show_williamson(const struct units_task *task)
{
    show(task, "williamson", variation, true, false);
}

static void show_hoover(const struct units_task *task)
{
    show(task, "hoover", hoover, true, false);
}

static void show_log_deviation(const struct units_task *task)
{
    show(task, "sd_log", log_deviation, true, true);
}

static void show_quintiles(const struct units_task *task)
{
    struct crowd crowd = crowd_of(task, true, BREAKDOWN_WHOLE);
    if (!can_be_compared(task, &crowd, "quintile_ratio", true))
        return;
    struct fifths fifths = fifths_of(&crowd);
    if (fifths.border[0] == fifths.border[1]) {
        breakdown_say(task->breakdown, "quintile_ratio", "the upper and the lower fifth begin at one value");
        return;
    }
    breakdown_double(task->breakdown, BREAKDOWN_WHOLE, "quintile_ratio", fifths.holds[1] / fifths.holds[0],
                     BREAKDOWN_NUMBER);
    if (fabs(fifths.weights[0] - 0.2) > FIFTH_MOST || fabs(fifths.weights[1] - 0.2) > FIFTH_MOST)
        breakdown_note(task->breakdown, say(task->mem, "the lower fifth has {1} % of all weights, the upper {2} %",
                                            measure_percent(task->mem, measure_double(fifths.weights[0]), 1),
                                            measure_percent(task->mem, measure_double(fifths.weights[1]), 1)));
}

static void show_range(const struct units_task *task)
{
    show(task, "max_min", range_ratio, false, true);
}

static void show_concentration(const struct units_task *task)
{
    show(task, "concentration", concentration, true, false);
}

/* ---- figures of a sample ---- */

static void show_sample(const struct units_task *task)
{
    struct crowd crowd = crowd_of(task, false, BREAKDOWN_WHOLE);
    if (can_be_compared(task, &crowd, "cv_sample", false))
        breakdown_double(task->breakdown, BREAKDOWN_WHOLE, "cv_sample",
                       variation(&crowd) * sqrt(crowd.count / (crowd.count - 1.0)), BREAKDOWN_NUMBER);
}

static void show_small_sample(const struct units_task *task)
{
    struct crowd crowd = crowd_of(task, false, BREAKDOWN_WHOLE);
    if (can_be_compared(task, &crowd, "gini_small_sample", false))
        breakdown_double(task->breakdown, BREAKDOWN_WHOLE, "gini_small_sample",
                       gini(&crowd) * (crowd.count / (crowd.count - 1.0)), BREAKDOWN_NUMBER);
}

/* ---- within groups and between them ---- */

static struct num cell_of(const struct units_task *task, double value)
{
    struct num cell = {0, 0};
    num_from_double(value, &cell);
    return num_round(cell, breakdown_guarded(task->breakdown, BREAKDOWN_NUMBER), NUM_HALF_UP);
}

/* An index that adds up: what a group's own counts for, and what its mean adds. */
struct additive {
    const char *item;
    double (*index)(const struct crowd *crowd);
    double (*counts)(double share, double relative); /* with the group's mean / the mean of all */
    double (*between)(double relative);
    bool above;
};

static double counts_income(double share, double relative) { return share * relative; }
static double counts_people(double share, double relative) { (void)relative; return share; }
static double counts_square(double share, double relative) { return share * relative * relative; }
static double between_t(double relative) { return relative > 0 ? relative * log(relative) : 0; }
static double between_l(double relative) { return -log(relative); }
static double between_square(double relative) { return (relative * relative - 1) / 2; }

static void show_additive(const struct units_task *task, const struct additive *kind)
{
    static const char *const item[] = {"within", "between"};
    struct crowd all = crowd_of(task, true, BREAKDOWN_WHOLE), groups;
    if (!can_be_compared(task, &all, kind->item, kind->above))
        return;
    if (!task->group) {
        breakdown_double(task->breakdown, BREAKDOWN_WHOLE, kind->item, kind->index(&all), BREAKDOWN_NUMBER);
        return;
    }
    groups = groups_of(task);
    struct num *cell = mem_array(task->mem, 2 * (size_t)task->groups, sizeof *cell);
    for (uint32_t g = 0; g < task->groups; g++) {
        struct crowd group = crowd_of(task, true, g);
        double relative = groups.value[g] / all.mean, own = group.mean > 0 ? kind->index(&group) : 0;
        if (group.mean > 0)
            breakdown_double(task->breakdown, g, kind->item, own, BREAKDOWN_NUMBER);
        cell[2 * g] = cell_of(task, kind->counts(groups.share[g], relative) * own);
        cell[2 * g + 1] = cell_of(task, groups.share[g] * kind->between(relative));
    }
    breakdown_table(task->breakdown, &(struct breakdown_table){.parts = task->groups, .items = 2, .item = item,
                                                         .sum = "contribution", .whole_sum = kind->item, .cell = cell,
                                                         .unit = BREAKDOWN_NUMBER});
}

static void show_theil_t(const struct units_task *task)
{
    show_additive(task, &(struct additive){"theil_t", theil_t, counts_income, between_t, false});
}

static void show_theil_l(const struct units_task *task)
{
    show_additive(task, &(struct additive){"theil_l", theil_l, counts_people, between_l, true});
}

static void show_half_squared(const struct units_task *task)
{
    show_additive(task, &(struct additive){"half_squared_cv", half_squared, counts_square, between_square, false});
}

static void show_gini(const struct units_task *task)
{
    static const char *const item[] = {"within", "between", "overlap"};
    struct crowd all = crowd_of(task, true, BREAKDOWN_WHOLE), groups;
    double within = 0;
    if (!can_be_compared(task, &all, "gini", false))
        return;
    if (!task->group) {
        breakdown_double(task->breakdown, BREAKDOWN_WHOLE, "gini", gini(&all), BREAKDOWN_NUMBER);
        return;
    }
    groups = groups_of(task);
    for (uint32_t g = 0; g < task->groups; g++) {
        struct crowd group = crowd_of(task, true, g);
        double own = group.mean > 0 ? gini(&group) : 0;
        if (group.mean > 0)
            breakdown_double(task->breakdown, g, "gini", own, BREAKDOWN_NUMBER);
        within += groups.share[g] * groups.share[g] * groups.value[g] / all.mean * own;
    }
    double between = gini(&groups);
    struct num cell[] = {cell_of(task, within), cell_of(task, between), cell_of(task, gini(&all) - within - between)};
    breakdown_table(task->breakdown, &(struct breakdown_table){.parts = 1, .items = 3, .item = item, .sum = "gini",
                                                         .cell = cell, .whole = true, .unit = BREAKDOWN_NUMBER});
}

static void show_aversion(const struct units_task *task, const struct crowd *all, double epsilon)
{
    char digits[NUM_TEXT_MAX];
    struct str text = {digits, num_write_double(digits, epsilon)};
    const char *item = mem_join(task->mem, STR("atkinson_"), text).at;
    double mean_alike = 0, total = 1 - alike(all, epsilon) / all->mean;
    if (all->least == 0 && epsilon >= 1) {
        breakdown_say(task->breakdown, item, "the least value is {1}; every figure must be above 0", STR("0"));
        return;
    }
    breakdown_double(task->breakdown, BREAKDOWN_WHOLE, item, total, BREAKDOWN_NUMBER);
    if (!task->group)
        return;
    struct crowd groups = groups_of(task);
    for (uint32_t g = 0; g < task->groups; g++) {
        struct crowd group = crowd_of(task, true, g);
        double own = group.mean > 0 ? alike(&group, epsilon) : 0;
        if (group.mean > 0)
            breakdown_double(task->breakdown, g, item, 1 - own / group.mean, BREAKDOWN_NUMBER);
        mean_alike += groups.share[g] * own;
    }
    breakdown_double(task->breakdown, BREAKDOWN_WHOLE, mem_join(task->mem, str_of(item), STR("_within")).at,
                   1 - mean_alike / all->mean, BREAKDOWN_NUMBER);
    breakdown_double(task->breakdown, BREAKDOWN_WHOLE, mem_join(task->mem, str_of(item), STR("_between")).at,
                   1 - (1 - total) * all->mean / mean_alike, BREAKDOWN_NUMBER);
}

static void show_atkinson(const struct units_task *task)
{
    struct crowd all = crowd_of(task, true, BREAKDOWN_WHOLE);
    if (can_be_compared(task, &all, "atkinson", false))
        for (uint32_t i = 0; i < task->epsilons; i++)
            show_aversion(task, &all, task->epsilon[i]);
}

#define WEIGHTED .needs = ROLE_BIT(VALUE), .uses = ROLE_BIT(WEIGHT), .span = METHODS_NOW

const struct decomposition methods_inequality_rows[] = {
    {"gini", "inequality", N_("mean difference of all pairs / twice the mean"), "gini", WEIGHTED, .units = show_gini},
    {"gini-small-sample", "inequality", N_("the same times n / (n - 1), without weights"), "gini_small_sample",
     .needs = ROLE_BIT(VALUE), .span = METHODS_NOW, .units = show_small_sample},
    {"theil-t", "inequality", N_("Theil's T: mean of (x / m) ln(x / m)"), "theil_t", WEIGHTED, .units = show_theil_t},
    {"theil-l", "inequality", N_("Theil's L, the mean logarithmic deviation: mean of ln(m / x)"), "theil_l", WEIGHTED,
     .units = show_theil_l},
    {"half-squared-cv", "inequality", N_("generalised entropy of order 2, half the squared coefficient of variation"),
     "half_squared_cv", WEIGHTED, .units = show_half_squared},
    {"atkinson", "inequality", N_("Atkinson's index for each --epsilon"), "atkinson", WEIGHTED, .units = show_atkinson},
    {"cv", "inequality", N_("coefficient of variation, divided by n, without weights"), "cv", .needs = ROLE_BIT(VALUE),
     .span = METHODS_NOW, .units = show_variation},
    {"cv-sample", "inequality", N_("coefficient of variation, divided by n - 1, without weights"), "cv_sample",
     .needs = ROLE_BIT(VALUE), .span = METHODS_NOW, .units = show_sample},
    {"williamson", "inequality", N_("coefficient of variation with weights"), "williamson",
     .needs = ROLE_BIT(VALUE) | ROLE_BIT(WEIGHT), .span = METHODS_NOW, .units = show_williamson},
    {"sd-log", "inequality", N_("standard deviation of the logarithms, divided by n"), "sd_log", WEIGHTED,
     .units = show_log_deviation},
    {"hoover", "inequality", N_("the share that would have to change hands"), "hoover", WEIGHTED, .units = show_hoover},
    {"quintile-ratio", "inequality", N_("S80/S20: what the upper fifth has beside what the lower fifth has"),
     "quintile_ratio", WEIGHTED, .units = show_quintiles},
    {"max-min", "inequality", N_("the greatest value beside the least"), "max_min", .needs = ROLE_BIT(VALUE),
     .span = METHODS_NOW, .units = show_range},
    {"concentration", "inequality", N_("sum of the squared shares of the units' totals (Herfindahl)"), "concentration",
     WEIGHTED, .units = show_concentration},
    {0}};
