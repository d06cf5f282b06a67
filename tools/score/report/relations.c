/* relations - see relations.h */
#include <math.h>
#include <string.h>

#include "base/str.h"
#include "report/relations.h"
#include "steps/reliability.h"
#include "steps/sample.h"

/* ---- the indicators that are in ---- */

struct columns_in {
    const double **column;    /* their normalised values */
    uint32_t *node;
    size_t count;
    const double **whole;     /* the same of the units that have all */
    size_t units;
};

static struct columns_in columns_in(const struct scored *s, uint32_t period)
{
    struct mem *mem = s->mem;
    const struct cube *cube = &s->prepared.scaled;
    struct columns_in in = {.column = mem_array(mem, cube->columns, sizeof(double *)),
                            .node = mem_array(mem, cube->columns, sizeof(uint32_t)),
                            .whole = mem_array(mem, cube->columns, sizeof(double *))};
    for (uint32_t c = 0; c < cube->columns; c++)
        if (!cube_out(cube, c, period)->length) {
            in.node[in.count] = s->chain.tree->leaf[c];
            in.column[in.count++] = cube_at(cube, c, period);
        }
    double *copy = mem_array(mem, in.count * (size_t)cube->units, sizeof *copy);
    for (uint32_t u = 0; u < cube->units; u++) {
        bool all = in.count > 0;
        for (size_t k = 0; k < in.count; k++)
            all &= !isnan(in.column[k][u]);
        for (size_t k = 0; k < in.count && all; k++)
            copy[k * cube->units + in.units] = in.column[k][u];
        in.units += all;
    }
    for (size_t k = 0; k < in.count; k++)
        in.whole[k] = copy + k * cube->units;
    return in;
}

/* ---- two by two ---- */

static void write_pair(struct scored *s, uint32_t period, const struct columns_in *in, size_t i, size_t j)
{
    struct mem *mem = s->mem;
    struct writer *writer = s->writer;
    struct str one = s->chain.tree->node[in->node[i]].code, other = s->chain.tree->node[in->node[j]].code;
    uint32_t pairs = 0, units = s->data.units;
    for (uint32_t u = 0; u < units; u++)
        pairs += !isnan(in->column[i][u]) && !isnan(in->column[j][u]);
    double pearson = sample_pearson(in->column[i], in->column[j], units);
    double spearman = sample_spearman(mem, in->column[i], in->column[j], units);
    double kendall = sample_kendall(in->column[i], in->column[j], units);
    struct str reason = isnan(pearson) ? say(mem, "one of the two does not vary among them") : (struct str){NULL, 0};
    CORRELATION_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

void relations_correlations(struct scored *s)
{
    struct writer *writer = s->writer;
    CORRELATION_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    for (SCORED_PERIODS(s, p)) {
        struct columns_in in = columns_in(s, p);
        for (size_t i = 0; i < in.count; i++)
            for (size_t j = i + 1; j < in.count; j++) {
                struct mem_mark mark = mem_mark(s->mem);
                write_pair(s, p, &in, i, j);
                mem_rewind(s->mem, mark);
            }
    }
}

/* ---- all together ---- */

static void write_statistic(struct scored *s, uint32_t period, const char *statistic, struct str item, double value)
{
    struct mem *mem = s->mem;
    struct writer *writer = s->writer;
    struct str reason = {NULL, 0};
    if (isnan(value))
        reason = say(mem, "not enough units that have all indicators, or indicators that do not vary or say the same");
    DIAGNOSTIC_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

static void write_components(struct scored *s, uint32_t period, const struct columns_in *in)
{
    struct components components;
    if (!weigh_components(s->mem, in->whole, in->count, in->units, &components)) {
        write_statistic(s, period, "eigenvalue", (struct str){NULL, 0}, NAN);
        return;
    }
    for (size_t k = 0; k < in->count; k++)
        write_statistic(s, period, "eigenvalue", mem_format(s->mem, "c%zu", k + 1), components.eigenvalue[k]);
    write_statistic(s, period, "components_kept", (struct str){NULL, 0}, (double)components.kept);
    for (size_t k = 0; k < in->count; k++)
        write_statistic(s, period, "communality", s->chain.tree->node[in->node[k]].code, components.communality[k]);
}

void relations_diagnostics(struct scored *s)
{
    struct writer *writer = s->writer;
    struct str none = {NULL, 0};
    DIAGNOSTIC_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    for (SCORED_PERIODS(s, p)) {
        struct columns_in in = columns_in(s, p);
        if (!in.count)
            continue;
        struct reliability is = reliability_of(s->mem, in.whole, in.count, in.units);
        write_statistic(s, p, "units", none, (double)in.units);
        write_statistic(s, p, "alpha", none, is.alpha);
        write_statistic(s, p, "alpha_standardized", none, is.alpha_standardized);
        write_statistic(s, p, "kmo", none, is.adequacy);
        for (size_t k = 0; k < in.count; k++)
            write_statistic(s, p, "msa", s->chain.tree->node[in.node[k]].code, is.adequacies[k]);
        write_statistic(s, p, "bartlett_chi_square", none, is.sphericity);
        write_statistic(s, p, "bartlett_df", none, is.freedom);
        write_statistic(s, p, "bartlett_p", none, is.chance);
        write_components(s, p, &in);
    }
}

/* ---- what each does to the whole ---- */

/* The values of a node: normalised ones of an indicator, scores of a group. */
static const double *values_of(const struct scored *s, uint32_t period, uint32_t node)
{
    const struct branch *n = &s->ladder->tree.node[node];
    return n->column != HIERARCHY_NONE ? cube_at(&s->prepared.scaled, n->column, period)
                                       : s->ladder->score + ladder_at(s, s->ladder, period, node);
}

/* How ranks change when a node does not count: the mean and the greatest change. */
static double leave_out(struct scored *s, uint32_t period, uint32_t node, uint32_t *most)
{
    struct mem *mem = s->mem;
    const struct ladder *l = s->ladder;
    uint32_t units = s->data.units, both = 0;
    double *weight = mem_array(mem, l->tree.count, sizeof *weight), *key = mem_array(mem, units, sizeof *key), sum = 0;
    double *score = mem_array(mem, (size_t)l->tree.count * units, sizeof *score);
    uint32_t *with = mem_array(mem, units, sizeof *with), *without = mem_array(mem, units, sizeof *without);
    memcpy(weight, l->weight + (size_t)period * l->tree.count, l->tree.count * sizeof *weight);
    for (uint32_t at = node; at; at = l->tree.node[at].parent) {
        double rest = 0;
        weight[at] = 0;
        for (uint32_t k = l->tree.node[l->tree.node[at].parent].first; k != HIERARCHY_NONE; k = l->tree.node[k].next)
            rest += weight[k];
        if (rest > 0)
            break;            /* its group stays; else that has nothing left and goes too */
    }
    int better = chain_better(&s->recipe, &l->tree, 0);
    struct bench *bench = chain_bench(mem, &s->chain, &l->tree);
    chain_score(&s->chain, &s->recipe, &s->prepared, &l->tree, period, weight, bench, score, NULL);
    chain_rank(l->score + ladder_at(s, l, period, 0), units, better, key, with);
    chain_rank(score, units, better, key, without);
    for (uint32_t u = 0; u < units; u++) {
        if (!with[u] || !without[u])
            continue;
        uint32_t change = with[u] > without[u] ? with[u] - without[u] : without[u] - with[u];
        sum += change;
        *most = change > *most ? change : *most;
        both++;
    }
    return both ? sum / both : NAN;
}

static void write_importance(struct scored *s, uint32_t period, uint32_t node, double squares)
{
    struct mem *mem = s->mem;
    struct writer *writer = s->writer;
    const struct branch *n = &s->ladder->tree.node[node];
    struct identity identity = scored_identity(s, SCORED_NOBODY, n), *id = &identity;
    const double *own = values_of(s, period, node), *index = values_of(s, period, 0);
    const double *group = values_of(s, period, n->parent);
    double weight = ladder_effective(s->ladder, period, node);
    double pearson = sample_pearson(own, index, s->data.units);
    double spearman = sample_spearman(mem, own, index, s->data.units);
    double pearson_group = sample_pearson(own, group, s->data.units);
    double share = n->column != HIERARCHY_NONE ? pearson * pearson / squares : NAN;
    uint32_t farthest = 0;
    double change = weight > 0 ? leave_out(s, period, node, &farthest) : NAN;
    struct str most = answer_count(mem, farthest, !isnan(change));
    IMPORTANCE_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

void relations_importance(struct scored *s)
{
    struct writer *writer = s->writer;
    const struct hierarchy *tree = &s->ladder->tree;
    IMPORTANCE_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    for (SCORED_PERIODS(s, p)) {
        double squares = 0;
        for (uint32_t c = 0; c < tree->columns; c++) {
            double r = sample_pearson(values_of(s, p, tree->leaf[c]), values_of(s, p, 0), s->data.units);
            squares += isnan(r) ? 0 : r * r;
        }
        for (uint32_t n = 1; n < tree->count; n++) {
            struct mem_mark mark = mem_mark(s->mem);
            write_importance(s, p, n, squares);
            mem_rewind(s->mem, mark);
        }
    }
}
