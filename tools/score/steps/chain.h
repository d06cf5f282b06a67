/* chain - the steps of an index in their order, from values to scores and ranks
 *
 * What is worked on (a subject) stays the same; how it is done (a recipe) may be another in each of
 * many runs, and nothing is told here: what had to be left out, and why, stands in the results.
 *
 *   chain_prepare   screens, imputes and treats in the order of the recipe, then normalises
 *   chain_weigh     finds the weights of all nodes of a tree at a period
 *   chain_score     combines upwards to the whole
 *   chain_rank      puts units in order
 */
#ifndef CHAIN_H
#define CHAIN_H

#include "steps/ahp.h"
#include "steps/combine.h"
#include "steps/impute.h"
#include "steps/normalize.h"
#include "steps/treat.h"
#include "steps/weigh.h"
#include "table/cube.h"
#include "table/hierarchy.h"

/* The steps before normalising, which may come in any order: name, word. */
#define CHAIN_STEPS(X) X(SCREEN, "screen") X(IMPUTE, "impute") X(TREAT, "treat")
#define X(name, word) CHAIN_##name,
enum chain_step { CHAIN_STEPS(X) CHAIN_STEPS_COUNT };
#undef X

/* What a scale rests on: each period's own values, those of all periods, of one. */
enum chain_base { CHAIN_EACH, CHAIN_ALL, CHAIN_ONE };

/* How it is done. */
struct recipe {
    struct pick impute, treat, normalize, weigh, combine;
    enum chain_step order[CHAIN_STEPS_COUNT];
    double coverage;          /* units with a smaller share of the indicators are left out */
    double nonzero;           /* and those with a smaller share of values other than 0 */
    double available;         /* groups with a smaller share of parts have no value */
    enum chain_base base;
    uint32_t base_period;     /* of CHAIN_ONE */
    bool clip;                /* values outside the base are set to its ends */
};

/* What it is done to. */
struct subject {
    const struct hierarchy *tree;
    const struct cube *start; /* with what is out already */
    const uint32_t *group;    /* of each unit, 0 for none; null */
    const struct goalpost *goal; /* [column * periods + period]; null */
    size_t reference;         /* the unit that a method of normalising measures from */
    const struct comparison *comparison; /* of AHP */
    size_t comparisons;
};

/* Values on their way. */
struct prepared {
    struct cube value;        /* screened, imputed and treated */
    struct cube scaled;       /* and normalised */
    struct treatment *treatment; /* [column * periods + period] */
    const struct cube *forth; /* what combine_forth makes of `scaled` for the recipe's own mean; null */
    bool *whole;              /* at each period: every unit has all of the indicators that are in, or none */
};

/* Does the steps before normalising up to the first `steps` of them (CHAIN_STEPS_COUNT: all). */
struct prepared chain_begin(struct mem *mem, const struct subject *chain, const struct recipe *recipe, size_t steps);

/* Does all of them and normalises. */
struct prepared chain_prepare(struct mem *mem, const struct subject *chain, const struct recipe *recipe);

/* Sets `forth` for the recipe's mean, which is a mean of the power family. */
void chain_foresee(struct mem *mem, const struct recipe *recipe, struct prepared *prepared);

/* The weights of all nodes of a tree at a period, which sum to 1 in each group; those of what is out
 * are 0.  `why` (null: nobody asks) gets for each node why its parts have given weights instead. */
void chain_weigh(struct mem *mem, const struct subject *chain, const struct recipe *recipe,
                 const struct prepared *prepared, const struct hierarchy *tree, uint32_t period, double *weight,
                 const char **why);

/* Room to score in, for a tree. */
struct bench;
struct bench *chain_bench(struct mem *mem, const struct subject *chain, const struct hierarchy *tree);

/* The scores of all nodes of a tree: [node * units + unit]; those of indicators are not set.  `lack`
 * (null: nobody asks) has the same shape and gets an enum combine_lack. */
void chain_score(const struct subject *chain, const struct recipe *recipe, const struct prepared *prepared,
                 const struct hierarchy *tree, uint32_t period, const double *weight, struct bench *bench,
                 double *score, uint8_t *lack);

/* How the parts of a node are combined, and which way is better in what comes of it: 1 up, -1 down. */
const struct pick *chain_combination(const struct recipe *recipe, const struct hierarchy *tree, uint32_t node);
int chain_better(const struct recipe *recipe, const struct hierarchy *tree, uint32_t node);

/* Ranks from 1, the best; 0 without a score.  Scores that are the same to 12 digits share the smallest
 * rank.  `key` is room for as many. */
void chain_rank(const double *score, size_t units, int better, double *key, uint32_t *rank);

#endif
