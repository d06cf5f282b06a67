/* chain - see chain.h */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/voice.h"
#include "steps/chain.h"
#include "steps/sample.h"

/* ---- screening ---- */

static void screen_unit(struct mem *mem, const struct recipe *recipe, const struct cube *cube, uint32_t period,
                        uint32_t unit)
{
    uint32_t asked = 0, there = 0, other = 0;
    for (uint32_t c = 0; c < cube->columns; c++) {
        double value = cube_at(cube, c, period)[unit];
        asked += !cube_out(cube, c, period)->length;
        there += !isnan(value);
        other += !isnan(value) && value != 0;
    }
    struct str *why = cube_absent(cube, period, unit);
    if (there < recipe->coverage * asked - 1e-9 || there == 0)
        *why = say(mem, "{1} of {2} indicators have a value, which is too few (--coverage)", mem_whole(mem, there),
                   mem_whole(mem, asked));
    else if (other < recipe->nonzero * there - 1e-9)
        *why = say(mem, "{1} of {2} values are not 0, which is too few (--nonzero)", mem_whole(mem, other),
                   mem_whole(mem, there));
    for (uint32_t c = 0; c < cube->columns && why->length; c++)
        cube_at(cube, c, period)[unit] = NAN;
}

static void screen(struct mem *mem, const struct recipe *recipe, const struct cube *cube)
{
    for (uint32_t p = 0; p < cube->periods; p++)
        for (uint32_t u = 0; u < cube->units; u++)
            screen_unit(mem, recipe, cube, p, u);
}

/* ---- outliers ---- */

/* Treats what the scale rests on as one: a period, or all periods together. */
static void treat(const struct recipe *recipe, struct prepared *prepared, double *room)
{
    const struct cube *cube = &prepared->value;
    bool all = recipe->base == CHAIN_ALL;
    size_t stretch = all ? (size_t)cube->periods * cube->units : cube->units;
    for (uint32_t c = 0; c < cube->columns; c++)
        for (uint32_t p = 0; p < cube->periods; p++) {
            struct treatment *into = &prepared->treatment[(size_t)c * cube->periods + p];
            *into = all && p ? into[-1]
                             : treat_values(&recipe->treat, cube_at(cube, c, p), cube_marks(cube, c, p), stretch, room);
        }
}

struct prepared chain_begin(struct mem *mem, const struct subject *chain, const struct recipe *recipe, size_t steps)
{
    struct prepared prepared = {.value = cube_copy(mem, chain->start)};
    const struct cube *cube = &prepared.value;
    size_t cells = (size_t)cube->columns * cube->periods;
    double *room = mem_array(mem, (size_t)cube->periods * cube->units, sizeof *room);
    prepared.treatment = mem_array(mem, cells, sizeof *prepared.treatment);
    for (size_t i = 0; i < steps && i < CHAIN_STEPS_COUNT; i++)
        if (recipe->order[i] == CHAIN_SCREEN)
            screen(mem, recipe, cube);
        else if (recipe->order[i] == CHAIN_TREAT)
            treat(recipe, &prepared, room);
        else if (!impute_is_late(&recipe->impute))
            impute_cube(mem, &recipe->impute, cube, chain->group);
    return prepared;
}

/* ---- normalising ---- */

/* Marks values outside the ends of the scale, and sets them to these where that is asked. */
static void mark_beyond(const struct recipe *recipe, struct prepared *prepared, uint32_t column, uint32_t period)
{
    double ends[2], *value = cube_at(&prepared->scaled, column, period);
    uint8_t *mark = cube_marks(&prepared->scaled, column, period);
    if (!normalize_ends(&recipe->normalize, ends))
        return;
    double low = fmin(ends[0], ends[1]), high = fmax(ends[0], ends[1]), slack = (high - low) * 1e-12;
    bool clips = normalize_clips(&recipe->normalize);
    for (uint32_t u = 0; u < prepared->scaled.units; u++) {
        if (clips ? value[u] > low && value[u] < high : !(value[u] < low - slack || value[u] > high + slack))
            continue;
        if (isnan(value[u]))
            continue;
        mark[u] |= clips || recipe->clip ? CUBE_CLIPPED : CUBE_BEYOND;
        if (recipe->clip)
            value[u] = fmax(low, fmin(high, value[u]));
    }
}

/* Over all periods of each unit: the mean, and the mean distance from it. */
static void find_swing(const struct cube *cube, uint32_t column, double *middle, double *swing)
{
    for (uint32_t u = 0; u < cube->units; u++) {
        double sum = 0, count = 0, away = 0;
        for (uint32_t p = 0; p < cube->periods; p++)
            if (!isnan(cube_at(cube, column, p)[u])) {
                sum += cube_at(cube, column, p)[u];
                count++;
            }
        middle[u] = sum / count;
        for (uint32_t p = 0; p < cube->periods; p++)
            if (!isnan(cube_at(cube, column, p)[u]))
                away += fabs(cube_at(cube, column, p)[u] - middle[u]);
        swing[u] = away / count;
    }
}

static void normalize_column(struct mem *mem, const struct subject *chain, const struct recipe *recipe,
                             struct prepared *prepared, uint32_t column, double *room)
{
    const struct cube *cube = &prepared->value;
    double *middle = room + (size_t)cube->periods * cube->units, *swing = middle + cube->units;
    find_swing(cube, column, middle, swing);
    for (uint32_t p = 0; p < cube->periods; p++) {
        size_t cell = (size_t)column * cube->periods + p;
        bool each = recipe->base == CHAIN_EACH;
        const double *base = cube_at(cube, column, recipe->base == CHAIN_ALL ? 0 : each ? p : recipe->base_period);
        struct scaling scaling = {.value = cube_at(cube, column, p), .count = cube->units, .base = base,
                                  .base_count = (size_t)cube->units * (recipe->base == CHAIN_ALL ? cube->periods : 1),
                                  .sign = chain->tree->node[chain->tree->leaf[column]].sign,
                                  .goal = chain->goal ? &chain->goal[cell] : NULL, .reference = chain->reference,
                                  .before = p ? cube_at(cube, column, p - 1) : NULL, .middle = middle,
                                  .swing = swing, .room = room, .mem = mem};
        if (cube_out(cube, column, p)->length)
            continue;
        const char *why = normalize_values(&recipe->normalize, &scaling, cube_at(&prepared->scaled, column, p));
        if (why)
            *cube_out(&prepared->scaled, column, p) = voice_str(why);
        mark_beyond(recipe, prepared, column, p);
    }
}

/* Has every unit all of the indicators that are in, or none of them? */
static bool is_whole(const struct cube *cube, uint32_t period)
{
    for (uint32_t u = 0; u < cube->units; u++) {
        uint32_t there = 0, in = 0;
        for (uint32_t c = 0; c < cube->columns; c++)
            if (!cube_out(cube, c, period)->length) {
                in++;
                there += !isnan(cube_at(cube, c, period)[u]);
            }
        if (there && there < in)
            return false;
    }
    return true;
}

struct prepared chain_prepare(struct mem *mem, const struct subject *chain, const struct recipe *recipe)
{
    struct prepared prepared = chain_begin(mem, chain, recipe, CHAIN_STEPS_COUNT);
    const struct cube *cube = &prepared.value;
    prepared.scaled = cube_copy(mem, cube);
    for (size_t i = 0; i < (size_t)cube->columns * cube->periods * cube->units; i++)
        prepared.scaled.value[i] = NAN;
    double *room = mem_array(mem, ((size_t)cube->periods + 2) * cube->units, sizeof *room);
    for (uint32_t c = 0; c < cube->columns; c++)
        normalize_column(mem, chain, recipe, &prepared, c, room);
    if (impute_is_late(&recipe->impute))
        impute_cube(mem, &recipe->impute, &prepared.scaled, chain->group);
    prepared.whole = mem_array(mem, cube->periods, sizeof *prepared.whole);
    for (uint32_t p = 0; p < cube->periods; p++)
        prepared.whole[p] = is_whole(&prepared.scaled, p);
    return prepared;
}

void chain_foresee(struct mem *mem, const struct recipe *recipe, struct prepared *prepared)
{
    struct cube *forth = mem_take(mem, sizeof *forth);
    *forth = cube_copy(mem, &prepared->scaled);
    combine_forth(&recipe->combine, forth->value, (size_t)forth->columns * forth->periods * forth->units);
    prepared->forth = forth;
}

/* ---- room, and the parts of a group ---- */

struct bench {
    uint32_t *part;           /* nodes */
    size_t parts;
    const double **scaled, **raw;
    int *sign;
    double *weight, *room, *copy;
};

struct bench *chain_bench(struct mem *mem, const struct subject *chain, const struct hierarchy *tree)
{
    struct bench *bench = mem_take(mem, sizeof *bench);
    size_t nodes = tree->count, units = chain->start->units;
    bench->part = mem_array(mem, nodes, sizeof *bench->part);
    bench->scaled = mem_array(mem, nodes, sizeof *bench->scaled);
    bench->raw = mem_array(mem, nodes, sizeof *bench->raw);
    bench->sign = mem_array(mem, nodes, sizeof *bench->sign);
    bench->weight = mem_array(mem, nodes, sizeof *bench->weight);
    bench->room = mem_array(mem, 4 * (nodes + units), sizeof *bench->room);
    bench->copy = mem_array(mem, units, sizeof *bench->copy);
    return bench;
}

/* Is there nothing of it at a period: an indicator that is out, a group all of whose parts are? */
static bool is_out(const struct prepared *prepared, const struct hierarchy *tree, uint32_t node, uint32_t period)
{
    const struct branch *n = &tree->node[node];
    if (n->column != HIERARCHY_NONE)
        return cube_out(&prepared->scaled, n->column, period)->length > 0;
    for (uint32_t k = n->first; k != HIERARCHY_NONE; k = tree->node[k].next)
        if (!is_out(prepared, tree, k, period))
            return false;
    return true;
}

static void gather_parts(const struct prepared *prepared, const struct hierarchy *tree, uint32_t node, uint32_t period,
                         struct bench *bench)
{
    bench->parts = 0;
    for (uint32_t k = tree->node[node].first; k != HIERARCHY_NONE; k = tree->node[k].next)
        if (!is_out(prepared, tree, k, period))
            bench->part[bench->parts++] = k;
}

/* ---- weights ---- */

/* What the indicators below a node weigh as given. */
static double given_below(const struct hierarchy *tree, uint32_t node)
{
    double sum = tree->node[node].column != HIERARCHY_NONE ? tree->node[node].weight : 0;
    for (uint32_t k = tree->node[node].first; k != HIERARCHY_NONE; k = tree->node[k].next)
        sum += given_below(tree, k);
    return sum;
}

/* The weight that a comparison gives a code; -1 where it does not have it. */
static double compared(const struct comparison *comparison, struct str code, bool by_rows)
{
    for (size_t i = 0; i < comparison->size; i++)
        if (str_eq(comparison->code[i], code))
            return by_rows ? comparison->by_rows[i] : comparison->weight[i];
    return -1;
}

static const char *weigh_by_comparison(const struct subject *chain, const struct recipe *recipe,
                                       const struct hierarchy *tree, const struct bench *bench, double *into)
{
    bool by_rows = weigh_by_rows(&recipe->weigh);
    for (size_t i = 0; i < chain->comparisons; i++) {
        size_t found = 0;
        for (size_t k = 0; k < bench->parts; k++) {
            into[k] = compared(&chain->comparison[i], tree->node[bench->part[k]].code, by_rows);
            found += into[k] >= 0;
        }
        if (found == bench->parts && found)
            return NULL;
    }
    return N_("no table of comparisons is of these parts");
}

/* The weights of a group's parts, gathered in the bench. */
static const char *weigh_group(struct mem *mem, const struct subject *chain, const struct recipe *recipe,
                               const struct prepared *prepared, const struct hierarchy *tree, uint32_t period,
                               struct bench *bench)
{
    bool indicators = true;
    for (size_t k = 0; k < bench->parts; k++) {
        const struct branch *part = &tree->node[bench->part[k]];
        indicators &= part->column != HIERARCHY_NONE;
        bench->room[k] = weigh_by_shares(&recipe->weigh) ? given_below(tree, bench->part[k]) : part->weight;
        if (part->column == HIERARCHY_NONE)
            continue;
        bench->scaled[k] = cube_at(&prepared->scaled, part->column, period);
        bench->raw[k] = cube_at(&prepared->value, part->column, period);
    }
    struct weighing weighing = {.parts = bench->parts, .units = chain->start->units, .scaled = bench->scaled,
                                .raw = bench->raw, .given = bench->room, .mem = mem};
    const char *why = NULL;
    if (weigh_by_pairs(&recipe->weigh))
        why = weigh_by_comparison(chain, recipe, tree, bench, bench->weight);
    else if (!weigh_by_data(&recipe->weigh))
        return weigh_parts(&recipe->weigh, &weighing, bench->weight);
    else if (indicators)
        why = weigh_parts(&recipe->weigh, &weighing, bench->weight);
    if (why || (weigh_by_data(&recipe->weigh) && !indicators)) {
        struct pick given = {0};
        const char *worse = weigh_parts(&given, &weighing, bench->weight);
        why = worse ? worse : why;
    }
    return why;
}

void chain_weigh(struct mem *mem, const struct subject *chain, const struct recipe *recipe,
                 const struct prepared *prepared, const struct hierarchy *tree, uint32_t period, double *weight,
                 const char **why)
{
    struct mem_mark mark = mem_mark(mem);
    struct bench *bench = chain_bench(mem, chain, tree);
    for (uint32_t i = 0; i < tree->count; i++)
        weight[i] = i ? 0 : 1;
    for (uint32_t i = 0; i < tree->count; i++) {
        if (tree->node[i].column != HIERARCHY_NONE)
            continue;
        gather_parts(prepared, tree, i, period, bench);
        const char *reason = bench->parts ? weigh_group(mem, chain, recipe, prepared, tree, period, bench) : NULL;
        double sum = 0;
        for (size_t k = 0; k < bench->parts; k++)
            sum += bench->weight[k];
        for (size_t k = 0; k < bench->parts && sum > 0; k++)
            weight[bench->part[k]] = bench->weight[k] / sum;
        if (why)
            why[i] = reason;
    }
    mem_rewind(mem, mark);
}

/* ---- combining ---- */

const struct pick *chain_combination(const struct recipe *recipe, const struct hierarchy *tree, uint32_t node)
{
    return tree->node[node].combine ? tree->node[node].combine : &recipe->combine;
}

int chain_better(const struct recipe *recipe, const struct hierarchy *tree, uint32_t node)
{
    uint32_t first = tree->node[node].first;
    if (first == HIERARCHY_NONE)
        return normalize_better(&recipe->normalize);
    const struct pick *how = chain_combination(recipe, tree, node);
    return combine_better(how, chain_better(recipe, tree, first));
}

/* The weighted sum of functions of the parts, column by column. */
static void add_up(const struct recipe *recipe, const struct prepared *prepared, const struct hierarchy *tree,
                   const struct pick *how, uint32_t period, struct bench *bench, size_t units, double *into)
{
    double weights = 0;
    memset(into, 0, units * sizeof *into);
    for (size_t k = 0; k < bench->parts; k++) {
        const struct branch *part = &tree->node[bench->part[k]];
        const double *value = bench->scaled[k];
        double weight = bench->weight[k];
        if (!(weight > 0))
            continue;
        if (part->column != HIERARCHY_NONE && prepared->forth && how == &recipe->combine) {
            value = cube_at(prepared->forth, part->column, period);
        } else {
            memcpy(bench->copy, value, units * sizeof *value);
            combine_forth(how, bench->copy, units);
            value = bench->copy;
        }
        weights += weight;
        for (size_t u = 0; u < units; u++)
            into[u] += weight * value[u];
    }
    for (size_t u = 0; u < units; u++)
        into[u] /= weights;
    combine_back(how, into, units);
}

static void score_group(const struct subject *chain, const struct recipe *recipe, const struct prepared *prepared,
                        const struct hierarchy *tree, uint32_t node, uint32_t period, struct bench *bench,
                        double *into, uint8_t *lack)
{
    const struct pick *how = chain_combination(recipe, tree, node);
    size_t units = chain->start->units;
    if (combine_is_mean(how) && prepared->whole[period] && !lack) {
        add_up(recipe, prepared, tree, how, period, bench, units, into);
        return;
    }
    struct combining combining = {.parts = bench->parts, .units = units, .part = bench->scaled,
                                  .weight = bench->weight, .raw = bench->raw, .sign = bench->sign,
                                  .better = chain_better(recipe, tree, tree->node[node].first),
                                  .whole = false, .available = recipe->available, .room = bench->room, .lack = lack};
    combine_parts(how, &combining, into);
}

void chain_score(const struct subject *chain, const struct recipe *recipe, const struct prepared *prepared,
                 const struct hierarchy *tree, uint32_t period, const double *weight, struct bench *bench,
                 double *score, uint8_t *lack)
{
    size_t units = chain->start->units;
    for (uint32_t i = tree->count; i-- > 0;) {
        if (tree->node[i].column != HIERARCHY_NONE)
            continue;
        gather_parts(prepared, tree, i, period, bench);
        double *into = score + i * units;
        for (size_t k = 0; k < bench->parts; k++) {
            const struct branch *part = &tree->node[bench->part[k]];
            bool indicator = part->column != HIERARCHY_NONE;
            const double *group = score + bench->part[k] * units;
            bench->weight[k] = weight[bench->part[k]];
            bench->scaled[k] = indicator ? cube_at(&prepared->scaled, part->column, period) : group;
            bench->raw[k] = indicator ? cube_at(&prepared->value, part->column, period) : group;
            bench->sign[k] = indicator ? part->sign : 1;
        }
        for (size_t u = 0; u < units; u++)
            into[u] = NAN;
        if (bench->parts)
            score_group(chain, recipe, prepared, tree, i, period, bench, into, lack ? lack + i * units : NULL);
    }
}

/* ---- ranks ---- */

enum { COUNTED = 256 };       /* up to so many units each is held against each */

static int falling(const void *a, const void *b)
{
    const double *x = *(const double *const *)a, *y = *(const double *const *)b;
    return (*x < *y) - (*x > *y);
}

static void rank_by_sorting(const double *key, size_t units, uint32_t *rank)
{
    const double **order = mem_resize(NULL, (units + 1) * sizeof *order);
    size_t there = 0;
    for (size_t u = 0; u < units; u++)
        if (!isnan(key[u]))
            order[there++] = &key[u];
    qsort(order, there, sizeof *order, falling);
    for (size_t i = 0, same = 0; i < there; i++) {
        same = i && *order[i] == *order[i - 1] ? same : i;
        rank[order[i] - key] = (uint32_t)same + 1;
    }
    mem_release(order);
}

void chain_rank(const double *score, size_t units, int better, double *key, uint32_t *rank)
{
    double most = 0;
    for (size_t u = 0; u < units; u++)
        most = fabs(score[u]) > most ? fabs(score[u]) : most;
    double digits = most > 0 ? pow(10, 11 - floor(log10(most))) : 1;
    for (size_t u = 0; u < units; u++) {
        key[u] = better * nearbyint(score[u] * digits);
        rank[u] = 0;
    }
    if (units > COUNTED) {
        rank_by_sorting(key, units, rank);
        return;
    }
    for (size_t u = 0; u < units; u++) {
        if (isnan(key[u]))
            continue;
        uint32_t ahead = 0;
        for (size_t other = 0; other < units; other++)
            ahead += key[other] > key[u];
        rank[u] = ahead + 1;
    }
}
