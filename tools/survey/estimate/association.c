/* association - see association.h */
#include <math.h>
#include <string.h>

#include "base/voice.h"
#include "estimate/association.h"
#include "inference/distribution.h"
#include "inference/matrix.h"

enum { TEST_F, TEST_CHI_SQUARE, TEST_SADDLEPOINT, TEST_WALD, TEST_ADJUSTED_WALD };

static const struct association_test tests[] = {
    [TEST_F] = {"rao-scott", N_("Rao and Scott's second order, as F: by the eigenvalues' mean and spread")},
    [TEST_CHI_SQUARE] = {"rao-scott-first", N_("Rao and Scott's first order, as chi-square: by the eigenvalues' mean")},
    [TEST_SADDLEPOINT] = {"saddlepoint", N_("Pearson's chi-square against its own distribution, by saddlepoint")},
    [TEST_WALD] = {"wald", N_("Wald's, as F: unsure where cells are many and clusters few")},
    [TEST_ADJUSTED_WALD] = {"adjusted-wald", N_("Wald's, corrected for few clusters")},
};

const struct association_test *association_row(size_t i)
{
    return i < sizeof tests / sizeof *tests ? &tests[i] : NULL;
}

const struct association_test *association_find(const char *name)
{
    for (size_t i = 0; association_row(i); i++)
        if (strcmp(tests[i].name, name) == 0)
            return &tests[i];
    return NULL;
}

/* ---- the table ---- */

struct table_of {
    const struct design *sample;
    const struct crossing *crossing;
    uint32_t cells, contrasts; /* rows * columns; (rows - 1) * (columns - 1) */
    double weights;
    double *share, *row, *column; /* of each cell (row * columns + column), row and column */
    double *cell_covariance;  /* of the shares */
};

static double *room(const struct table_of *t, size_t count)
{
    return mem_array(t->sample->mem, count, sizeof(double));
}

/* The cells of each replicate: shares of its weights, or of the whole that was found. */
static void replicate_cells(const struct table_of *t, bool totals)
{
    const struct crossing *c = t->crossing;
    const struct replicates *replicates = t->sample->replicates;
    double *value = room(t, (size_t)replicates->count * t->cells), *whole = room(t, replicates->count);
    for (uint32_t i = 0; i < c->count; i++) {
        const double *weight = replicates->weight + (size_t)c->at[i] * replicates->count;
        for (uint32_t r = 0; r < replicates->count; r++) {
            value[(size_t)r * t->cells + c->row[i] * c->columns + c->column[i]] += weight[r];
            whole[r] += weight[r];
        }
    }
    for (uint32_t r = 0; r < replicates->count; r++)
        for (uint32_t k = 0; k < t->cells; k++)
            value[(size_t)r * t->cells + k] /= totals ? t->weights : whole[r];
    replicates_covariance(replicates, value, t->share, t->cells, t->cell_covariance);
}

/* Covariances are of the shares, or, for Wald's test, of the totals in parts of the whole that was found. */
static void find_shares(struct table_of *t, bool totals)
{
    const struct crossing *c = t->crossing;
    t->share = room(t, t->cells);
    t->row = room(t, c->rows);
    t->column = room(t, c->columns);
    for (uint32_t i = 0; i < c->count; i++)
        t->weights += t->sample->weight[c->at[i]];
    for (uint32_t i = 0; i < c->count; i++) {
        double share = t->sample->weight[c->at[i]] / t->weights;
        t->share[c->row[i] * c->columns + c->column[i]] += share;
        t->row[c->row[i]] += share;
        t->column[c->column[i]] += share;
    }
    t->cell_covariance = room(t, (size_t)t->cells * t->cells);
    if (t->sample->replicates) {
        replicate_cells(t, totals);
        return;
    }
    double *score = room(t, (size_t)c->count * t->cells);
    for (uint32_t i = 0; i < c->count; i++)
        for (uint32_t k = 0; k < t->cells; k++)
            score[(size_t)i * t->cells + k] = ((k == c->row[i] * c->columns + c->column[i]) - !totals * t->share[k]) /
                                              t->weights;
    variance_of(t->sample, c->at, c->count, score, t->cells, t->cell_covariance);
}

/* Pearson's chi-square of as many plain answers as there are respondents. */
static double pearson(const struct table_of *t)
{
    const struct crossing *c = t->crossing;
    double sum = 0;
    for (uint32_t i = 0; i < c->rows; i++)
        for (uint32_t j = 0; j < c->columns; j++) {
            double expected = t->row[i] * t->column[j], off = t->share[i * c->columns + j] - expected;
            sum += off * off / expected;
        }
    return sum * c->count;
}

/* ---- Rao and Scott ---- */

/* Contrast k over the cells: of row i and column j against the last ones, free of rows and columns when each
 * cell is weighted alike. */
static double contrast(const struct crossing *c, uint32_t k, uint32_t cell)
{
    uint32_t i = k / (c->columns - 1), j = k % (c->columns - 1), row = cell / c->columns, column = cell % c->columns;
    double a = (row == i) - 1.0 / c->rows, b = (column == j) - 1.0 / c->columns;
    return a * b;
}

/* C' D^-1 M D^-1 C of a matrix M over the cells, or C' D^-1 C where it is null; empty cells weigh nothing. */
static void project(const struct table_of *t, const double *matrix, double *into)
{
    uint32_t many = t->contrasts;
    double *scaled = room(t, (size_t)many * t->cells);
    for (uint32_t k = 0; k < many; k++)
        for (uint32_t x = 0; x < t->cells; x++)
            scaled[k * t->cells + x] = t->share[x] > 0 ? contrast(t->crossing, k, x) / t->share[x] : 0;
    for (uint32_t k = 0; k < many; k++)
        for (uint32_t l = 0; l < many; l++) {
            double sum = 0;
            if (matrix)
                sum = matrix_form(scaled + k * t->cells, matrix, scaled + l * t->cells, t->cells);
            for (uint32_t x = 0; !matrix && x < t->cells; x++)
                sum += scaled[k * t->cells + x] * contrast(t->crossing, l, x);
            into[k * many + l] = sum;
        }
}

/* The tail of a sum of lambda times chi-squares less 0 (R. Lugannani and S. O. Rice, 1980; D. Kuonen,
 * Biometrika 86, 1999): of F's numerator against its denominator, `freedom` times minus `last`. */
struct cumulant {
    const double *lambda;
    uint32_t count;
    double last, freedom;
};

static double cumulant(const struct cumulant *k, double zeta, int order)
{
    double sum = 0;
    for (uint32_t i = 0; i <= k->count; i++) {
        double l = i < k->count ? k->lambda[i] : -k->last, times = i < k->count ? 1 : k->freedom;
        double left = 1 - 2 * zeta * l;
        sum += times * (order == 0 ? -log(left) / 2 : order == 1 ? l / left : 2 * l * l / (left * left));
    }
    return sum;
}

double association_tail(const double *lambda, uint32_t count, double last, double freedom)
{
    const struct cumulant cumulant_of = {lambda, count, last, freedom}, *k = &cumulant_of;
    double largest = 0;
    for (uint32_t i = 0; i < k->count; i++)
        largest = fmax(largest, k->lambda[i]);
    double low = -1 / (2 * k->last), high = 1 / (2 * largest);
    for (int i = 0; i < 200; i++) {
        double zeta = (low + high) / 2;
        *(cumulant(k, zeta, 1) < 0 ? &low : &high) = zeta;
    }
    double zeta = (low + high) / 2, w = copysign(sqrt(-2 * cumulant(k, zeta, 0)), zeta);
    double v = zeta * sqrt(cumulant(k, zeta, 2));
    return fabs(w) < 1e-6 ? NAN : normal_above(w + log(v / w) / w);
}

static void rao_scott(const struct table_of *t, double freedom, const struct association_test *test,
                      struct association *answer)
{
    uint32_t many = t->contrasts;
    double *above = room(t, (size_t)many * many), *below = room(t, (size_t)many * many), *lambda = room(t, many);
    double sum = 0, squares = 0, n = t->crossing->count, chi_square = pearson(t);
    project(t, t->cell_covariance, above);
    project(t, NULL, below);
    if (isnan(t->cell_covariance[0]) || !matrix_eigenvalues(above, below, many, lambda))
        return;
    for (uint32_t k = 0; k < many; k++) {
        lambda[k] *= n;
        sum += lambda[k];
        squares += lambda[k] * lambda[k];
    }
    if (!(sum > 0))
        return;
    double effective = sum * sum / squares;
    answer->known = true;
    answer->freedom = effective;
    answer->below = effective * freedom;
    answer->statistic = chi_square / sum;
    answer->chance = fisher_above(answer->statistic, effective, answer->below);
    if (test == &tests[TEST_CHI_SQUARE]) {
        answer->freedom = many;
        answer->below = 0;
        answer->statistic = chi_square / (sum / many);
        answer->chance = chi_square_above(answer->statistic, many);
    } else if (test == &tests[TEST_SADDLEPOINT]) {
        double chance = association_tail(lambda, many, chi_square / answer->below, answer->below);
        answer->statistic = chi_square;
        answer->chance = isnan(chance) ? answer->chance : chance;
        answer->freedom = answer->below = 0;
    }
}

/* ---- Wald ---- */

/* How the cells' totals differ from independence, all but the last row and column, and how that moves with each
 * total; in parts of the whole. */
static void wald(const struct table_of *t, double freedom, const struct association_test *test,
                 struct association *answer)
{
    const struct crossing *c = t->crossing;
    uint32_t many = t->contrasts;
    double *off = room(t, many), *slope = room(t, (size_t)many * t->cells), *covariance = room(t, (size_t)many * many);
    for (uint32_t k = 0; k < many; k++) {
        uint32_t i = k / (c->columns - 1), j = k % (c->columns - 1);
        off[k] = t->share[i * c->columns + j] - t->row[i] * t->column[j];
        for (uint32_t x = 0; x < t->cells; x++)
            slope[k * t->cells + x] = (x == i * c->columns + j) - (x / c->columns == i) * t->column[j] -
                                      (x % c->columns == j) * t->row[i] + t->row[i] * t->column[j];
    }
    for (uint32_t k = 0; k < many; k++)
        for (uint32_t l = 0; l < many; l++)
            covariance[k * many + l] = matrix_form(slope + k * t->cells, t->cell_covariance, slope + l * t->cells,
                                                   t->cells);
    double left = freedom - many + 1;
    if (isnan(t->cell_covariance[0]) || matrix_invert(covariance, many) < many ||
        (test == &tests[TEST_ADJUSTED_WALD] && left <= 0))
        return;
    double form = matrix_form(off, covariance, off, many);
    answer->known = true;
    answer->freedom = many;
    answer->below = test == &tests[TEST_WALD] ? freedom : left;
    answer->statistic = test == &tests[TEST_WALD] ? form / many : form * left / (many * freedom);
    answer->chance = fisher_above(answer->statistic, answer->freedom, answer->below);
}

struct association association_of(const struct design *sample, const struct crossing *crossing, double freedom,
                                  const struct association_test *test)
{
    struct association answer = {0};
    struct table_of t = {.sample = sample, .crossing = crossing, .cells = crossing->rows * crossing->columns,
                         .contrasts = (crossing->rows - 1) * (crossing->columns - 1)};
    if (crossing->rows < 2 || crossing->columns < 2 || !(freedom > 0))
        return answer;
    struct mem_mark mark = mem_mark(sample->mem);
    bool is_wald = test == &tests[TEST_WALD] || test == &tests[TEST_ADJUSTED_WALD];
    find_shares(&t, is_wald);
    if (is_wald)
        wald(&t, freedom, test, &answer);
    else
        rao_scott(&t, freedom, test, &answer);
    mem_rewind(sample->mem, mark);
    return answer;
}
