/* trials - the same index made in other ways many times, and what that does to ranks
 *
 * A choice is a step with several methods, each as likely as the others, or noise on the weights:
 * every weight times 1 + NOISE * u, u even between -1 and 1.  A run draws one number from 0 to 1 for
 * each choice.  What does not depend on the noise (the values of each combination of methods,
 * normalised and weighed) is made once, when a run needs it first.
 */
#ifndef TRIALS_H
#define TRIALS_H

#include "steps/chain.h"

/* What may be chosen: name, word. */
#define TRIAL_CHOICES(X) \
    X(IMPUTE, "impute") X(TREAT, "treat") X(NORMALIZE, "normalize") X(WEIGHTS, "weights") X(COMBINE, "combine") \
    X(NOISE, "noise")
#define X(name, word) TRIAL_##name,
enum trial_choice { TRIAL_CHOICES(X) TRIAL_CHOICES_COUNT };
#undef X

/* The word of a choice. */
const char *trial_word(enum trial_choice choice);

struct choices {
    struct pick *method[TRIAL_NOISE]; /* of each step its methods; null: the recipe's own alone */
    uint32_t count[TRIAL_NOISE];
    double noise;             /* 0: none */
};

/* Adds what an option says: "normalize=minmax,zscore" or "noise=0.25".  Ends the run where it is none,
 * where a step has one method alone, which would be no choice, or the same twice. */
void choices_add(struct mem *mem, struct choices *choices, const char *text);

/* Is it one of those that are made? */
bool choices_have(const struct choices *choices, enum trial_choice choice);

/* The first method of a step for which something is true; null where there is none. */
const struct pick *choices_find(const struct choices *choices, enum trial_choice step,
                                bool (*is)(const struct pick *how));

/* What is tried at a period. */
struct trials;
struct trials *trials_open(struct mem *mem, const struct subject *chain, const struct recipe *recipe,
                           const struct choices *choices, uint32_t period);

/* Why a combination of methods that was tried had given weights instead of those it asks for; null while
 * none had. */
const char *trials_why(const struct trials *trials);

/* Where a unit's rank lies over many runs; ends are those of the type 1, so that they are ranks. */
struct rank_range {
    uint32_t nominal;         /* as asked; 0: none */
    uint32_t runs;            /* in which it has one */
    double mean, same, first; /* of its ranks; shares of the runs with the nominal rank, and with 1 */
    uint32_t low, middle, high, best, worst; /* 5, 50 and 95 %, the least and the greatest */
};

/* Runs `runs` times and fills one for each unit.  Returns in how many runs no unit had a score. */
uint64_t trials_ranges(struct mem *mem, struct trials *trials, uint64_t runs, uint64_t seed, struct rank_range *into);

/* Runs `runs` times (choices + 2) and fills the indices of each choice for the mean absolute change of
 * rank beside the nominal one. */
struct sobol;
void trials_indices(struct mem *mem, struct trials *trials, uint64_t runs, uint64_t seed,
                    struct sobol into[TRIAL_CHOICES_COUNT]);

#endif
