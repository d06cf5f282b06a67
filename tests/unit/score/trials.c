/* Ranks over many runs, and indices of Sobol', beside other programs and closed forms. */
#include <criterion/criterion.h>

#define ORACLE_TOOL "score"
#include "oracle.h"
#include "robust/draw.h"
#include "robust/sobol.h"
#include "robust/trials.h"

#include "arena.h"

enum { RUNS = 20000, POINTS = 16384 };

TestSuite(trials, .init = open_mem, .fini = close_mem, .timeout = 60);

/* ---- the panel, all of it in one group ---- */

static struct hierarchy tree;
static struct cube start;
static struct oracle panel, meta;

static struct recipe open_panel(void)
{
    panel = oracle_open(mem, "score_panel.csv");
    meta = oracle_open(mem, "score_meta.csv");
    struct str *code = mem_array(mem, meta.rows, sizeof *code);
    for (size_t c = 0; c < meta.rows; c++)
        code[c] = oracle_text(&meta, c, "indicator");
    tree = hierarchy_of_codes(mem, code, (uint32_t)meta.rows);
    start = cube_open(mem, tree.columns, 1, (uint32_t)panel.rows);
    for (uint32_t c = 0; c < tree.columns; c++) {
        tree.node[tree.leaf[c]].weight = oracle_number(&meta, c, "weight");
        tree.node[tree.leaf[c]].sign = (int)oracle_number(&meta, c, "direction");
        for (size_t u = 0; u < panel.rows; u++)
            cube_at(&start, c, 0)[u] = oracle_number(&panel, u, code[c].at);
    }
    return (struct recipe){.impute = manner_pick(mem, &impute_methods, "group-mean"),
                           .treat = manner_pick(mem, &treat_methods, "winsorize"),
                           .normalize = manner_pick(mem, &normalize_methods, NULL),
                           .weigh = manner_pick(mem, &weigh_methods, NULL),
                           .combine = manner_pick(mem, &combine_methods, NULL),
                           .order = {CHAIN_SCREEN, CHAIN_TREAT, CHAIN_IMPUTE}, .coverage = 0.66, .nonzero = 0.05,
                           .available = 0.66};
}

static struct subject subject_of(void)
{
    uint32_t *group = mem_array(mem, panel.rows, sizeof *group);
    for (size_t u = 0; u < panel.rows; u++)
        group[u] = oracle_is(&panel, u, "group", "east") ? 1 : 2;
    return (struct subject){.tree = &tree, .start = &start, .group = group};
}

/* 400,000 draws of the reference: the mean within 4 of its errors and 4 of ours. */
Test(trials, noise_on_weights)
{
    struct recipe recipe = open_panel();
    struct subject subject = subject_of();
    struct choices choices = {0};
    struct oracle want = oracle_open(mem, "score_robust.csv");
    struct rank_range range[64];
    choices_add(mem, &choices, "noise=0.25");
    struct trials *trials = trials_open(mem, &subject, &recipe, &choices, 0);
    cr_expect(trials_ranges(mem, trials, RUNS, 11, range) == 0);
    for (size_t u = 0; u < want.rows; u++) {
        const char *name = oracle_text(&want, u, "unit").at;
        double error = oracle_number(&want, u, "mean_rank_mc_se"), mean = oracle_number(&want, u, "mean_rank");
        double spread = error * sqrt(400000);
        cr_expect(range[u].nominal == (uint32_t)oracle_number(&want, u, "nominal_rank"), "%s: nominal %u", name,
                  range[u].nominal);
        cr_expect(fabs(range[u].mean - mean) <= 4 * error + 4 * spread / sqrt(RUNS), "%s: mean %g, not %g", name,
                  range[u].mean, mean);
        cr_expect(fabs(range[u].low - oracle_number(&want, u, "p05_type1")) <= 1, "%s: %u", name, range[u].low);
        cr_expect(range[u].middle == (uint32_t)oracle_number(&want, u, "median_type1"), "%s: %u", name,
                  range[u].middle);
        cr_expect(fabs(range[u].high - oracle_number(&want, u, "p95_type1")) <= 1, "%s: %u", name, range[u].high);
        cr_expect(fabs(range[u].same - oracle_number(&want, u, "share_nominal")) < 0.02, "%s: %g", name, range[u].same);
        cr_expect(fabs(range[u].first - oracle_number(&want, u, "share_rank_1")) < 0.02, "%s: %g", name,
                  range[u].first);
        cr_expect(range[u].runs == RUNS);
    }
}

Test(trials, the_same_seed_gives_the_same_runs)
{
    struct recipe recipe = open_panel();
    struct subject subject = subject_of();
    struct choices choices = {0};
    struct rank_range one[64], two[64], other[64];
    choices_add(mem, &choices, "noise=0.5");
    choices_add(mem, &choices, "normalize=minmax,zscore");
    struct trials *trials = trials_open(mem, &subject, &recipe, &choices, 0);
    trials_ranges(mem, trials, 500, 1, one);
    trials_ranges(mem, trials, 500, 1, two);
    trials_ranges(mem, trials, 500, 2, other);
    bool same = true, differs = false;
    for (size_t u = 0; u < panel.rows; u++) {
        same &= one[u].mean == two[u].mean;
        differs |= one[u].mean != other[u].mean;
    }
    cr_expect(same && differs);
}

/* The values have no outliers once they are treated, so that a step which treats them again changes
 * nothing: its indices are 0, not nearly 0. */
Test(trials, a_choice_that_changes_nothing)
{
    struct recipe recipe = open_panel();
    struct subject subject = subject_of();
    struct choices choices = {0};
    struct sobol index[TRIAL_CHOICES_COUNT];
    choices_add(mem, &choices, "noise=0.25");
    choices_add(mem, &choices, "treat=winsorize:5,winsorize:6");
    struct trials *trials = trials_open(mem, &subject, &recipe, &choices, 0);
    trials_indices(mem, trials, 400, 3, index);
    cr_expect(index[TRIAL_TREAT].known && index[TRIAL_TREAT].idle);
    cr_expect(index[TRIAL_TREAT].first == 0 && index[TRIAL_TREAT].total == 0);
    cr_expect(!index[TRIAL_NOISE].idle && fabs(index[TRIAL_NOISE].total - 1) < 0.2, "%g", index[TRIAL_NOISE].total);
}

/* ---- Ishigami's function, whose indices are known ---- */

static double ishigami(const double x[3])
{
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0]);
}

static double closed_form(const struct oracle *table, int input, const char *index)
{
    for (size_t i = 0; i < table->rows; i++)
        if (oracle_is(table, i, "source", "closed form") && oracle_is(table, i, "index", index) &&
            str_eq(oracle_text(table, i, "input"), mem_format(mem, "x%d", input)))
            return oracle_number(table, i, "value");
    return NAN;
}

Test(trials, ishigami)
{
    struct oracle table = oracle_open(mem, "sobol_expected.csv");
    double *result[5];
    struct draw draw = draw_open(7);
    for (int k = 0; k < 5; k++)
        result[k] = mem_array(mem, POINTS, sizeof(double));
    for (size_t i = 0; i < POINTS; i++) {
        double a[3], b[3], mixed[3];
        for (int k = 0; k < 3; k++)
            a[k] = (2 * draw_share(&draw) - 1) * M_PI;
        for (int k = 0; k < 3; k++)
            b[k] = (2 * draw_share(&draw) - 1) * M_PI;
        result[0][i] = ishigami(a);
        result[1][i] = ishigami(b);
        for (int k = 0; k < 3; k++) {
            memcpy(mixed, a, sizeof a);
            mixed[k] = b[k];
            result[2 + k][i] = ishigami(mixed);
        }
    }
    for (int k = 0; k < 3; k++) {
        struct sobol sobol = sobol_of(result[0], result[1], result[2 + k], POINTS);
        double first = closed_form(&table, k + 1, "first"), total = closed_form(&table, k + 1, "total");
        cr_expect(fabs(sobol.first - first) < 3 * sobol.first_error, "x%d first: %g, not %g", k + 1,
                  sobol.first, first);
        cr_expect(fabs(sobol.total - total) < 3 * sobol.total_error, "x%d total: %g, not %g", k + 1,
                  sobol.total, total);
        cr_expect(sobol.first_error > 0.002 && sobol.first_error < 0.02, "x%d: %g", k + 1, sobol.first_error);
        cr_expect(sobol.total_error > 0.002 && sobol.total_error < 0.02, "x%d: %g", k + 1, sobol.total_error);
    }
    struct sobol fixed = sobol_of(result[0], result[1], result[0], POINTS);
    cr_expect(fixed.known && fixed.idle && fixed.first == 0 && fixed.total == 0, "a fixed input has 0 exactly");
}
