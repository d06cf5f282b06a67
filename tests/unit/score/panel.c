/* Every figure that R, numpy and scipy make of a panel of 20 units and 12 indicators: see oracle/README.md. */
#include <criterion/criterion.h>

#define ORACLE_TOOL "score"
#include "oracle.h"
#include "steps/ahp.h"
#include "steps/chain.h"
#include "steps/reliability.h"
#include "steps/sample.h"

#include "arena.h"

enum { UNITS_MOST = 64, COLUMNS_MOST = 32 };

/* ---- the panel ---- */

static struct oracle panel, meta;
static size_t units, columns;
static int sign[COLUMNS_MOST], upward[COLUMNS_MOST];
static double weight[COLUMNS_MOST], given[COLUMNS_MOST];
static struct cube raw, treated, filled; /* as it came; winsorised; and filled by the means of groups */
static struct treatment treatment[COLUMNS_MOST];
static uint32_t group[UNITS_MOST];
static double room[8 * (UNITS_MOST + COLUMNS_MOST)];
static const double *filled_column[COLUMNS_MOST], *minmax[COLUMNS_MOST], *percent[COLUMNS_MOST], *above[COLUMNS_MOST];

static struct pick asked(const struct manners *family, const char *word)
{
    return manner_pick(mem, family, word);
}

static struct scaling scaling_of(size_t c, const struct goalpost *goal, int way)
{
    return (struct scaling){.value = filled_column[c], .count = units, .base = filled_column[c], .base_count = units,
                            .sign = way, .goal = goal, .reference = 6, .room = room, .mem = mem};
}

static double *normalized(size_t c, const char *word, int way)
{
    struct goalpost goal = {oracle_number(&meta, c, "goal_low"), oracle_number(&meta, c, "goal_high"), NAN, false};
    struct scaling scaling = scaling_of(c, &goal, way);
    struct pick how = asked(&normalize_methods, word);
    double *into = mem_array(mem, units, sizeof *into);
    cr_assert(normalize_values(&how, &scaling, into) == NULL, "%s of column %zu", word, c);
    return into;
}

static void read_columns(void)
{
    for (size_t c = 0; c < columns; c++) {
        const char *code = oracle_text(&meta, c, "indicator").at;
        sign[c] = (int)oracle_number(&meta, c, "direction");
        upward[c] = 1;
        weight[c] = given[c] = oracle_number(&meta, c, "weight");
        for (size_t u = 0; u < units; u++)
            cube_at(&raw, (uint32_t)c, 0)[u] = oracle_number(&panel, u, code);
    }
}

static void open_panel(void)
{
    open_mem();
    panel = oracle_open(mem, "score_panel.csv");
    meta = oracle_open(mem, "score_meta.csv");
    units = panel.rows;
    columns = meta.rows;
    raw = cube_open(mem, (uint32_t)columns, 1, (uint32_t)units);
    read_columns();
    for (size_t u = 0; u < units; u++)
        group[u] = oracle_is(&panel, u, "group", "east") ? 1 : 2;
    struct pick how = asked(&treat_methods, "winsorize-log:5"), fill = asked(&impute_methods, "group-mean");
    treated = cube_copy(mem, &raw);
    double sum = 0;
    for (size_t c = 0; c < columns; c++) {
        uint32_t column = (uint32_t)c;
        treatment[c] = treat_values(&how, cube_at(&treated, column, 0), cube_marks(&treated, column, 0), units, room);
        sum += weight[c];
    }
    filled = cube_copy(mem, &treated);
    impute_cube(mem, &fill, &filled, group);
    for (size_t c = 0; c < columns; c++) {
        weight[c] /= sum;
        filled_column[c] = cube_at(&filled, (uint32_t)c, 0);
    }
    for (size_t c = 0; c < columns; c++) {
        minmax[c] = normalized(c, "minmax:0:1", sign[c]);
        percent[c] = normalized(c, "minmax:0:100", sign[c]);
        above[c] = normalized(c, "minmax:1:100", sign[c]);
    }
}

TestSuite(panel, .init = open_panel, .fini = close_mem, .timeout = 60);

static size_t unit_at(struct str name)
{
    size_t u = 0;
    while (u < units && !str_eq(oracle_text(&panel, u, "unit"), name))
        u++;
    return u;
}

static size_t column_at(struct str name)
{
    size_t c = 0;
    while (c < columns && !str_eq(oracle_text(&meta, c, "indicator"), name))
        c++;
    return c;
}

/* ---- rows ---- */

struct row {
    const char *step, *variant;
    struct str unit, indicator;
    size_t u, c;              /* units, columns where it has none */
    double want;
};

static bool is(const struct row *row, const char *variant)
{
    return strcmp(row->variant, variant) == 0;
}

/* The end of the variant behind a beginning, or null. */
static const char *behind(const struct row *row, const char *start)
{
    size_t length = strlen(start);
    return strncmp(row->variant, start, length) == 0 ? row->variant + length : NULL;
}

static double statistic(const struct row *row)
{
    struct sample sample = sample_of(cube_at(&raw, (uint32_t)row->c, 0), units);
    const char *type;
    if (is(row, "sd_sample"))
        return sample_deviation(&sample);
    if (is(row, "sd_population"))
        return sample_population(&sample);
    if ((type = behind(row, "skewness_type")))
        return sample_skewness(&sample, *type - '0');
    type = behind(row, "excess_kurtosis_type");
    return type ? sample_kurtosis(&sample, *type - '0') : NAN;
}

static double treating(const struct row *row)
{
    if (is(row, "winsorised_points"))
        return treatment[row->c].points;
    if (is(row, "winsorised"))
        return cube_at(&treated, (uint32_t)row->c, 0)[row->u];
    return treat_lambda(cube_at(&raw, (uint32_t)row->c, 0), units);
}

static double imputing(const struct row *row)
{
    static const char *const word[][2] = {{"all_mean", "mean"}, {"all_median", "median"}, {"group_mean", "group-mean"},
                                          {"group_median", "group-median"}};
    struct cube cube = cube_copy(mem, &treated);
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (is(row, word[i][0])) {
            struct pick how = asked(&impute_methods, word[i][1]);
            impute_cube(mem, &how, &cube, group);
            cr_assert(cube_marks(&cube, (uint32_t)row->c, 0)[row->u] & CUBE_IMPUTED);
            return cube_at(&cube, (uint32_t)row->c, 0)[row->u];
        }
    return NAN;
}

static double normalizing(const struct row *row)
{
    static const char *const word[][2] = {{"minmax_0_1", "minmax:0:1"}, {"zscore_sample_sd", "zscore"},
        {"zscore_population_sd", "zscore-population"}, {"rank_min_ties_1_best", "rank"},
        {"rank_average_ties_1_best", "rank-mean"}, {"borda_points_min_rank_minus_1", "borda"},
        {"percentile_rank_min_rank_minus_1_over_n_minus_1", "percentile-rank"},
        {"fraction_of_max_up_min_over_value_down", "fraction-max"}, {"distance_to_reference_U07", "difference:U07"},
        {"mean_100", "index-mean"}, {"goalposts_0_100_clamped", "goalposts"},
        {"robust_z_median_mad_1.4826", "robust-z"}};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (is(row, word[i][0]))   /* the reference takes mean_100 without its direction */
            return normalized(row->c, word[i][1], is(row, "mean_100") ? 1 : sign[row->c])[row->u];
    return NAN;
}

static double weighing(const struct row *row)
{
    static const char *const word[][2] = {{"entropy_minmax_shift_0", "entropy"}, {"entropy_minmax_shift_1e-04",
        "entropy:0.0001"}, {"entropy_minmax_shift_0.01", "entropy:0.01"},
        {"entropy_raw_values_direction_ignored", "entropy-raw"}, {"critic_minmax", "critic"},
        {"critic_minmax_spearman", "critic-rank"}, {"coefficient_of_variation_sample_sd", "variation"},
        {"standard_deviation_minmax", "deviation"},
        {"pca_first_component_squared_loadings_correlation_matrix", "pca"},
        {"pca_handbook_varimax_largest_squared_loading", "pca-varimax"}};
    double into[COLUMNS_MOST];
    struct weighing all = {columns, units, minmax, filled_column, given, mem};
    size_t length = strlen(row->variant);
    if (behind(row, "entropy_minmax_shift_") && strcmp(row->variant + length - 2, "_e") == 0)
        return weigh_entropy(minmax[row->c], units, strtod(behind(row, "entropy_minmax_shift_"), NULL));
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (is(row, word[i][0])) {
            struct pick how = asked(&weigh_methods, word[i][1]);
            const char *why = weigh_parts(&how, &all, into);
            cr_assert(why == NULL, "%s: %s", row->variant, why);
            return into[row->c];
        }
    return NAN;
}

/* ---- combining ---- */

static double *combined(const char *word, const double *const *part, const double *weights, size_t parts,
                        double available)
{
    double sum = 0, own[COLUMNS_MOST], *into = mem_array(mem, units, sizeof *into);
    for (size_t k = 0; k < parts; k++)
        sum += weights ? weights[k] : 1;
    for (size_t k = 0; k < parts; k++)
        own[k] = (weights ? weights[k] : 1) / sum;
    bool scaled = strcmp(word, "topsis-minmax") == 0;   /* the reference takes the range, turned */
    struct combining all = {.parts = parts, .units = units, .part = part, .weight = own,
                            .raw = scaled ? minmax : filled_column, .sign = scaled ? upward : sign, .better = 1,
                            .available = available, .room = room};
    struct pick how = asked(&combine_methods, word);
    combine_parts(&how, &all, into);
    return into;
}

static const double **pillars(void)
{
    const double **into = mem_array(mem, 3, sizeof *into);
    for (size_t p = 0; p < 3; p++) {
        const double *part[COLUMNS_MOST];
        double weights[COLUMNS_MOST];
        size_t parts = 0;
        for (size_t c = 0; c < columns; c++)
            if (oracle_text(&meta, c, "pillar").at[1] == (char)('1' + p)) {
                weights[parts] = weight[c];
                part[parts++] = percent[c];
            }
        into[p] = combined("arithmetic", part, weights, parts, 0);
    }
    return into;
}

static double ranked(size_t u)
{
    double key[UNITS_MOST];
    uint32_t rank[UNITS_MOST];
    chain_rank(combined("arithmetic", pillars(), NULL, 3, 0), units, 1, key, rank);
    return rank[u];
}

static double outranks(const struct row *row)
{
    struct combining all = {.parts = columns, .units = units, .part = minmax, .weight = weight, .better = 1};
    size_t other = unit_at(row->indicator);
    return row->u == other ? 0 : combine_outranks(&all, row->u, other);
}

static double reweighted(size_t u)
{
    const double *part[COLUMNS_MOST];
    struct pick how = asked(&normalize_methods, "minmax");
    for (size_t c = 0; c < columns; c++) {
        struct scaling scaling = scaling_of(c, NULL, sign[c]);
        double *into = mem_array(mem, units, sizeof *into);
        scaling.value = scaling.base = cube_at(&treated, (uint32_t)c, 0);
        normalize_values(&how, &scaling, into);
        part[c] = into;
    }
    return combined("arithmetic", part, weight, columns, 0.66)[u];
}

static double mazziotta(size_t u)
{
    const double *part[COLUMNS_MOST];
    for (size_t c = 0; c < columns; c++)
        part[c] = normalized(c, "zscore-population:100:10", sign[c]);
    return combined("mazziotta-pareto", part, NULL, columns, 0)[u];
}

static double combining(const struct row *row)
{
    const struct {
        const char *variant, *word;
        const double *const *part;
    } flat[] = {{"arithmetic", "arithmetic", percent}, {"geometric_minmax_1_100", "geometric", above},
                {"harmonic_minmax_1_100", "harmonic", above}, {"power_0.5_minmax_1_100", "power:0.5", above},
                {"power_2_minmax_1_100", "power", above}, {"power_-2_minmax_1_100", "power:-2", above},
                {"median", "median", percent}, {"borda_weighted", "borda", minmax},
                {"copeland_wins_minus_losses", "copeland", minmax}, {"topsis_vector_norm", "topsis-vector", minmax},
                {"topsis_minmax_norm", "topsis-minmax", minmax}, {"topsis_sum_norm", "topsis-sum", minmax},
                {"topsis_max_norm", "topsis-max", minmax}};
    for (size_t i = 0; i < sizeof flat / sizeof *flat; i++)
        if (is(row, flat[i].variant))
            return combined(flat[i].word, flat[i].part, weight, columns, 0)[row->u];
    if (is(row, "pillar_arithmetic"))
        return pillars()[row->indicator.at[1] - '1'][row->u];
    if (is(row, "index_arithmetic_of_pillars_equal"))
        return combined("arithmetic", pillars(), NULL, 3, 0)[row->u];
    if (is(row, "index_geometric_of_pillars_equal"))
        return combined("geometric", pillars(), NULL, 3, 0)[row->u];
    return is(row, "rank_of_index_min_ties")                ? ranked(row->u)
           : is(row, "outranking_matrix_row_beats_column")  ? outranks(row)
           : is(row, "arithmetic_available_reweighted")     ? reweighted(row->u)
           : is(row, "mazziotta_pareto_minus_population_sd") ? mazziotta(row->u)
                                                            : NAN;
}

/* ---- how they hang together ---- */

static double correlating(const struct row *row)
{
    const double *x = minmax[column_at(row->unit)], *y = minmax[row->c];
    return is(row, "pearson")    ? sample_pearson(x, y, units)
           : is(row, "spearman") ? sample_spearman(mem, x, y, units)
                                 : sample_kendall(x, y, units);
}

static double diagnosing(const struct row *row)
{
    struct components components;
    cr_assert(weigh_components(mem, minmax, columns, units, &components));
    struct reliability all = reliability_of(mem, minmax, columns, units);
    if (is(row, "pca_eigenvalue"))
        return components.eigenvalue[atoi(row->indicator.at + 1) - 1];
    return is(row, "pca_factors_kept_eigenvalue_above_1") ? (double)components.kept
           : is(row, "communality")                       ? components.communality[row->c]
           : is(row, "cronbach_alpha_raw")                ? all.alpha
           : is(row, "cronbach_alpha_standardised")       ? all.alpha_standardized
           : is(row, "kmo_overall")                       ? all.adequacy
           : is(row, "kmo_msa")                           ? all.adequacies[row->c]
           : is(row, "bartlett_chisq")                    ? all.sphericity
           : is(row, "bartlett_df")                       ? all.freedom
           : is(row, "bartlett_p")                        ? all.chance
           : is(row, "correlation_with_index_pearson")
               ? sample_pearson(minmax[row->c], combined("arithmetic", pillars(), NULL, 3, 0), units)
               : NAN;
}

/* The matrix of the reference is r1..rn by c1..cn. */
static double comparing(const struct oracle *table, const struct row *row)
{
    struct comparison all = {0};
    double cell[COLUMNS_MOST][COLUMNS_MOST];
    for (size_t i = 0; i < table->rows; i++)
        if (oracle_is(table, i, "variant", "matrix")) {
            size_t r = (size_t)atoi(oracle_text(table, i, "unit").at + 1) - 1;
            size_t c = (size_t)atoi(oracle_text(table, i, "indicator").at + 1) - 1;
            cell[r][c] = oracle_number(table, i, "value");
            all.size = r + 1 > all.size ? r + 1 : all.size;
        }
    all.matrix = mem_array(mem, all.size * all.size, sizeof(double));
    for (size_t i = 0; i < all.size * all.size; i++)
        all.matrix[i] = cell[i / all.size][i % all.size];
    ahp_solve(mem, &all);
    size_t at = row->indicator.length ? (size_t)atoi(row->indicator.at + 1) - 1 : 0;
    return is(row, "matrix")                      ? row->want
           : is(row, "weight_eigenvector")        ? all.weight[at]
           : is(row, "weight_row_geometric_mean") ? all.by_rows[at]
           : is(row, "lambda_max")                ? all.lambda
           : is(row, "CI")                        ? all.index
           : is(row, "CR")                        ? all.ratio
                                                  : NAN;
}

/* ---- all of them ---- */

static double found(const struct oracle *table, const struct row *row)
{
    static const struct {
        const char *step;
        double (*find)(const struct row *row);
    } steps[] = {{"stat", statistic}, {"treat", treating}, {"impute", imputing}, {"normalise", normalizing},
                 {"weight", weighing}, {"combine", combining}, {"correlation", correlating},
                 {"diagnostic", diagnosing}};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (strcmp(row->step, steps[i].step) == 0)
            return steps[i].find(row);
    return comparing(table, row);
}

static void hold(const char *file)
{
    struct oracle table = oracle_open(mem, file);
    size_t held = 0;
    for (size_t i = 0; i < table.rows; i++) {
        struct mem_mark mark = mem_mark(mem);
        struct row row = {oracle_text(&table, i, "step").at, oracle_text(&table, i, "variant").at,
                          oracle_text(&table, i, "unit"), oracle_text(&table, i, "indicator"), 0, 0,
                          oracle_number(&table, i, "value")};
        row.u = unit_at(row.unit);
        row.c = column_at(row.indicator);
        double tolerance = behind(&row, "boxcox") ? 1e-3 : behind(&row, "pca_handbook") ? 1e-6 : 1e-10;
        double got = found(&table, &row);
        bool same = isnan(row.want) ? isnan(got) : oracle_near(got, row.want, tolerance, 1);
        cr_expect(same, "%s %s %s %s: %.15g, not %.15g", row.step, row.variant, row.unit.at, row.indicator.at, got,
                  row.want);
        held += same;
        mem_rewind(mem, mark);
    }
    cr_assert(held == table.rows && held > 400, "%zu of %zu rows of %s", held, table.rows, file);
}

Test(panel, every_step)
{
    hold("score_expected.csv");
}

Test(panel, every_scale)
{
    hold("score_normalised.csv");
}
