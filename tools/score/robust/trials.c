/* trials - see trials.h */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "robust/draw.h"
#include "robust/sobol.h"
#include "robust/trials.h"
#include "values/num.h"

/* ---- choices ---- */

#define X(name, word) word,
static const char *const choice_word[] = {TRIAL_CHOICES(X)};
#undef X

static const struct manners *const family[] = {&impute_methods, &treat_methods, &normalize_methods, &weigh_methods,
                                               &combine_methods};

enum { MANNERS_MOST = 32, VARIANTS_MOST = 4096 };

const char *trial_word(enum trial_choice choice)
{
    return choice_word[choice];
}

static void add_methods(struct mem *mem, struct choices *choices, enum trial_choice step, struct str list)
{
    struct str word;
    struct pick *method = mem_array(mem, MANNERS_MOST, sizeof *method);
    uint32_t count = 0;
    while (str_cut(&list, ',', &word)) {
        if (count == MANNERS_MOST)
            diag_fatal(DIAG_USAGE, NULL, "--vary %s: more than %d methods", choice_word[step], MANNERS_MOST);
        method[count] = manner_pick(mem, family[step], mem_copy(mem, word).at);
        if (method[count].text.length)
            diag_fatal(DIAG_USAGE, NULL, "--vary %s: %.*s measures from one unit and cannot be varied",
                       choice_word[step], STR_ARG(word));
        for (uint32_t i = 0; i < count; i++)
            if (str_eq(method[i].written, method[count].written))
                diag_fatal(DIAG_USAGE, NULL, "--vary %s: %.*s stands there twice", choice_word[step], STR_ARG(word));
        count++;
    }
    if (count < 2)
        diag_fatal(DIAG_USAGE, NULL, "--vary %s: one method is no choice and has no effect; name two or more",
                   choice_word[step]);
    choices->method[step] = method;
    choices->count[step] = count;
}

void choices_add(struct mem *mem, struct choices *choices, const char *text)
{
    struct str rest = str_of(text), word, known[TRIAL_CHOICES_COUNT];
    struct num noise;
    str_cut(&rest, '=', &word);
    for (int i = 0; i < TRIAL_CHOICES_COUNT; i++)
        known[i] = str_of(choice_word[i]);
    if (str_eq(word, known[TRIAL_NOISE])) {
        if (num_parse(rest, &noise) != NUM_OK || num_sign(noise) <= 0 || num_compare(noise, num_of(1)) > 0)
            diag_fatal(DIAG_USAGE, NULL, "--vary noise: \"%.*s\" is no share above 0 and up to 1, such as 0.25",
                       STR_ARG(rest));
        num_to_double(noise, &choices->noise);
        return;
    }
    for (int i = 0; i < TRIAL_NOISE; i++)
        if (str_eq(word, known[i])) {
            add_methods(mem, choices, (enum trial_choice)i, rest);
            return;
        }
    diag_fatal(DIAG_USAGE, NULL, "--vary: \"%.*s\" is no choice; there are impute, treat, normalize, weights, combine "
               "and noise, as in normalize=minmax,zscore%.*s", STR_ARG(word),
               STR_ARG(nearest_hint(mem, word, known, TRIAL_CHOICES_COUNT)));
}

bool choices_have(const struct choices *choices, enum trial_choice choice)
{
    return choice == TRIAL_NOISE ? choices->noise > 0 : choices->count[choice] > 0;
}

const struct pick *choices_find(const struct choices *choices, enum trial_choice step,
                                bool (*is)(const struct pick *how))
{
    for (uint32_t i = 0; i < choices->count[step]; i++)
        if (is(&choices->method[step][i]))
            return &choices->method[step][i];
    return NULL;
}

/* ---- what does not depend on the noise ---- */

/* Values of one combination of impute, treat and normalize. */
struct basin {
    bool made;
    struct prepared prepared;
};

/* The same with weights and a way to combine. */
struct variant {
    bool made;
    struct recipe recipe;
    struct prepared prepared;
    double *weight;
    int better;
};

struct trials {
    struct mem *mem;
    const struct subject *chain;
    const struct recipe *recipe;
    const struct choices *choices;
    uint32_t period;
    struct basin *basin;
    struct variant *variant;
    struct bench *bench;
    double *weight, *score, *key;
    uint32_t *nominal, *rank;
    const char **reason, *why; /* of each node at the variant at hand; the first there was */
};

/* How many methods a step has. */
static uint32_t methods(const struct choices *choices, enum trial_choice step)
{
    return choices->count[step] ? choices->count[step] : 1;
}

static void choose(struct pick *pick, const struct choices *choices, enum trial_choice step, uint32_t i)
{
    if (choices->count[step])
        *pick = choices->method[step][i];
}

/* The variant of these methods, made when it is needed first. */
static const struct variant *variant_of(struct trials *t, const uint32_t method[TRIAL_NOISE])
{
    const struct choices *c = t->choices;
    size_t at = (method[TRIAL_IMPUTE] * methods(c, TRIAL_TREAT) + method[TRIAL_TREAT]) * methods(c, TRIAL_NORMALIZE) +
                method[TRIAL_NORMALIZE];
    struct basin *basin = &t->basin[at];
    struct variant *variant =
        &t->variant[(at * methods(c, TRIAL_WEIGHTS) + method[TRIAL_WEIGHTS]) * methods(c, TRIAL_COMBINE) +
                    method[TRIAL_COMBINE]];
    if (variant->made)
        return variant;
    variant->recipe = *t->recipe;
    choose(&variant->recipe.impute, c, TRIAL_IMPUTE, method[TRIAL_IMPUTE]);
    choose(&variant->recipe.treat, c, TRIAL_TREAT, method[TRIAL_TREAT]);
    choose(&variant->recipe.normalize, c, TRIAL_NORMALIZE, method[TRIAL_NORMALIZE]);
    choose(&variant->recipe.weigh, c, TRIAL_WEIGHTS, method[TRIAL_WEIGHTS]);
    choose(&variant->recipe.combine, c, TRIAL_COMBINE, method[TRIAL_COMBINE]);
    if (!basin->made)
        basin->prepared = chain_prepare(t->mem, t->chain, &variant->recipe);
    basin->made = variant->made = true;
    variant->prepared = basin->prepared;
    variant->weight = mem_array(t->mem, t->chain->tree->count, sizeof(double));
    chain_weigh(t->mem, t->chain, &variant->recipe, &variant->prepared, t->chain->tree, t->period, variant->weight,
                t->reason);
    for (uint32_t i = 0; i < t->chain->tree->count && !t->why; i++)
        t->why = t->reason[i];
    if (combine_is_mean(&variant->recipe.combine))
        chain_foresee(t->mem, &variant->recipe, &variant->prepared);
    variant->better = chain_better(&variant->recipe, t->chain->tree, 0);
    return variant;
}

/* ---- one run ---- */

/* Scores and ranks of a variant with noise on its weights; `seed` gives the noise, null none. */
static void score_variant(struct trials *t, const struct variant *variant, const double *seed, uint32_t *rank)
{
    const struct hierarchy *tree = t->chain->tree;
    const double *weight = variant->weight;
    if (seed) {
        uint64_t bits = (uint64_t)(*seed * 0x1p53);
        struct draw draw = draw_open(bits);
        for (uint32_t i = 0; i < tree->count; i++)
            t->weight[i] = weight[i] * (1 + t->choices->noise * (2 * draw_share(&draw) - 1));
        weight = t->weight;
    }
    chain_score(t->chain, &variant->recipe, &variant->prepared, tree, t->period, weight, t->bench, t->score, NULL);
    chain_rank(t->score, t->chain->start->units, variant->better, t->key, rank);
}

/* The run of these numbers, one for each choice. */
static void run(struct trials *t, const double drawn[TRIAL_CHOICES_COUNT], uint32_t *rank)
{
    uint32_t method[TRIAL_NOISE] = {0};
    for (int i = 0; i < TRIAL_NOISE; i++)
        if (t->choices->count[i])
            method[i] = (uint32_t)(drawn[i] * t->choices->count[i]);
    score_variant(t, variant_of(t, method), t->choices->noise > 0 ? &drawn[TRIAL_NOISE] : NULL, rank);
}

/* The ranks of the recipe as it is. */
static void find_nominal(struct trials *t)
{
    struct prepared prepared = chain_prepare(t->mem, t->chain, t->recipe);
    struct variant variant = {.recipe = *t->recipe, .prepared = prepared,
                              .better = chain_better(t->recipe, t->chain->tree, 0),
                              .weight = mem_array(t->mem, t->chain->tree->count, sizeof(double))};
    chain_weigh(t->mem, t->chain, t->recipe, &prepared, t->chain->tree, t->period, variant.weight, NULL);
    score_variant(t, &variant, NULL, t->nominal);
}

struct trials *trials_open(struct mem *mem, const struct subject *chain, const struct recipe *recipe,
                           const struct choices *choices, uint32_t period)
{
    struct trials *t = mem_take(mem, sizeof *t);
    size_t units = chain->start->units, nodes = chain->tree->count, basins = 1, variants = 1;
    *t = (struct trials){.mem = mem, .chain = chain, .recipe = recipe, .choices = choices, .period = period};
    for (int i = 0; i < TRIAL_NOISE; i++) {
        variants *= methods(choices, (enum trial_choice)i);
        basins *= i <= TRIAL_NORMALIZE ? methods(choices, (enum trial_choice)i) : 1;
    }
    if (variants > VARIANTS_MOST)
        diag_fatal(DIAG_USAGE, NULL, "--vary: %zu combinations of methods are more than %d", variants, VARIANTS_MOST);
    t->basin = mem_array(mem, basins, sizeof *t->basin);
    t->variant = mem_array(mem, variants, sizeof *t->variant);
    t->bench = chain_bench(mem, chain, chain->tree);
    t->weight = mem_array(mem, nodes, sizeof *t->weight);
    t->score = mem_array(mem, nodes * units, sizeof *t->score);
    t->key = mem_array(mem, units, sizeof *t->key);
    t->nominal = mem_array(mem, units, sizeof *t->nominal);
    t->rank = mem_array(mem, units, sizeof *t->rank);
    t->reason = mem_array(mem, nodes, sizeof *t->reason);
    find_nominal(t);
    return t;
}

const char *trials_why(const struct trials *t)
{
    return t->why;
}

static void draw_all(struct draw *draw, double into[TRIAL_CHOICES_COUNT])
{
    for (int i = 0; i < TRIAL_CHOICES_COUNT; i++)
        into[i] = draw_share(draw);
}

/* ---- ranks over many runs ---- */

/* The rank up to which a share of the runs lies. */
static uint32_t rank_at(const uint32_t *times, uint32_t units, uint32_t runs, double share)
{
    uint64_t wanted = (uint64_t)ceil(share * runs - 1e-9), seen = 0;
    for (uint32_t r = 1; r <= units; r++)
        if ((seen += times[r]) >= (wanted ? wanted : 1))
            return r;
    return units;
}

static void sum_up(const uint32_t *times, uint32_t units, struct rank_range *into)
{
    double sum = 0;
    for (uint32_t r = 1; r <= units; r++) {
        into->runs += times[r];
        sum += (double)r * times[r];
    }
    if (!into->runs)
        return;
    into->mean = sum / into->runs;
    into->same = (double)times[into->nominal] / into->runs;
    into->first = (double)times[1] / into->runs;
    into->low = rank_at(times, units, into->runs, 0.05);
    into->middle = rank_at(times, units, into->runs, 0.5);
    into->high = rank_at(times, units, into->runs, 0.95);
    into->best = rank_at(times, units, into->runs, 0);
    into->worst = rank_at(times, units, into->runs, 1);
}

uint64_t trials_ranges(struct mem *mem, struct trials *t, uint64_t runs, uint64_t seed, struct rank_range *into)
{
    uint32_t units = t->chain->start->units;
    size_t width = (size_t)units + 1;
    uint32_t *times = mem_array(mem, width * units, sizeof *times);
    struct draw draw = draw_open(seed);
    double drawn[TRIAL_CHOICES_COUNT];
    uint64_t without = 0;
    for (uint64_t i = 0; i < runs; i++) {
        bool any = false;
        draw_all(&draw, drawn);
        run(t, drawn, t->rank);
        for (uint32_t u = 0; u < units; u++) {
            times[u * width + t->rank[u]] += t->rank[u] > 0;
            any |= t->rank[u] > 0;
        }
        without += !any;
    }
    for (uint32_t u = 0; u < units; u++) {
        into[u] = (struct rank_range){.nominal = t->nominal[u]};
        sum_up(times + u * width, units, &into[u]);
    }
    return without;
}

/* ---- indices ---- */

/* How far ranks are from the nominal ones, in the mean of the units that have both. */
static double change_of(struct trials *t, const double drawn[TRIAL_CHOICES_COUNT])
{
    double sum = 0, both = 0;
    run(t, drawn, t->rank);
    for (uint32_t u = 0; u < t->chain->start->units; u++)
        if (t->rank[u] && t->nominal[u]) {
            sum += fabs((double)t->rank[u] - (double)t->nominal[u]);
            both++;
        }
    return both > 0 ? sum / both : 0;
}

void trials_indices(struct mem *mem, struct trials *t, uint64_t runs, uint64_t seed,
                    struct sobol into[TRIAL_CHOICES_COUNT])
{
    double *result[TRIAL_CHOICES_COUNT + 2], drawn[2][TRIAL_CHOICES_COUNT], mixed[TRIAL_CHOICES_COUNT];
    struct draw draw = draw_open(seed);
    for (int k = 0; k < TRIAL_CHOICES_COUNT + 2; k++)
        result[k] = mem_array(mem, runs, sizeof(double));
    for (uint64_t i = 0; i < runs; i++) {
        draw_all(&draw, drawn[0]);
        draw_all(&draw, drawn[1]);
        result[TRIAL_CHOICES_COUNT][i] = change_of(t, drawn[0]);
        result[TRIAL_CHOICES_COUNT + 1][i] = change_of(t, drawn[1]);
        for (int k = 0; k < TRIAL_CHOICES_COUNT; k++) {
            memcpy(mixed, drawn[0], sizeof mixed);
            mixed[k] = drawn[1][k];
            result[k][i] = choices_have(t->choices, (enum trial_choice)k) ? change_of(t, mixed)
                                                                          : result[TRIAL_CHOICES_COUNT][i];
        }
    }
    for (int k = 0; k < TRIAL_CHOICES_COUNT; k++)
        into[k] = sobol_of(result[TRIAL_CHOICES_COUNT], result[TRIAL_CHOICES_COUNT + 1], result[k], runs);
}
