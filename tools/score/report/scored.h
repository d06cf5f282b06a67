/* scored - an index as it stands: what went in, what came out of each step, and how it is written
 *
 * score.c fills it once; the modules of this wing write one table of it each.
 */
#ifndef SCORED_H
#define SCORED_H

#include "base/voice.h"
#include "frame/answer.h"
#include "steps/chain.h"
#include "table/intake.h"

/* The flags of a row: name, word, what it says. */
#define SCORE_FLAGS(X) \
    X(IMPUTED, "imputed", N_("a value stands in for one that was not there, or came as imputed")) \
    X(REWEIGHTED, "reweighted", N_("a value is not there, and the weights of the others were raised")) \
    X(TREATED, "treated", N_("an outlier was moved, or the indicator transformed")) \
    X(BEYOND, "beyond", N_("a value lies outside what its scale rests on")) \
    X(CLIPPED, "clipped", N_("a value outside the scale was set to its end")) \
    X(DROPPED, "dropped", N_("an indicator is out for all units")) \
    X(DIRECTION_ASSUMED, "direction_assumed", N_("nobody said what is better")) \
    X(WEIGHTS_GIVEN, "weights_given", N_("weights could not be found as asked; the given ones count")) \
    X(UNVERIFIED, "unverified", N_("a value has another mark than yes")) \
    X(APPROX, "approx", N_("a value is approximate"))

#define X(name, ...) SCORE_FLAG_##name,
enum score_flag { SCORE_FLAGS(X) SCORE_FLAG_COUNT };
#undef X

/* The word of a flag. */
const char *score_flag_word(enum score_flag flag);

/* A tree whose scores are found: the whole, or a named part of it. */
struct ladder {
    struct hierarchy tree;
    double *weight;           /* [period * nodes + node] */
    const char **why;         /* likewise: why the parts of a node have given weights */
    double *score;            /* [(period * nodes + node) * units + unit] */
    uint8_t *lack;            /* likewise: an enum combine_lack */
};

struct ranging;

struct scored {
    struct mem *mem;
    struct writer *writer;
    const struct indicators *indicators; /* null without a table */
    const struct regions *regions; /* likewise */
    struct intake data;
    struct subject chain;
    struct recipe recipe;
    struct prepared prepared;
    struct ladder *ladder;    /* the whole, then the subsets */
    uint32_t ladders;
    int places;               /* decimals of scores */
    const struct ranging *ranging; /* what is varied (ranges.h) */
};

/* The scores of a node at a period, and their ladder's other arrays at the same place. */
static inline size_t ladder_at(const struct scored *scored, const struct ladder *ladder, uint32_t period, uint32_t node)
{
    return ((size_t)period * ladder->tree.count + node) * scored->data.units;
}

/* The weight of a node in the whole: the product of those on the way up. */
double ladder_effective(const struct ladder *ladder, uint32_t period, uint32_t node);

/* A number on a scale, with the decimals of scores; one that reaches an end of the scale is at it, and no
 * other looks as if it did.  Empty for NAN. */
struct str scored_text(const struct scored *scored, double value);

/* A number of any size to 12 digits; empty for NAN. */
struct str scored_digits(struct mem *mem, double value);

/* Goes to the first period from `from` on that is shown; their number behind the last. */
uint32_t scored_shown(const struct scored *scored, uint32_t from);

/* Walks over the periods that are shown: for (SCORED_PERIODS(s, p)) */
#define SCORED_PERIODS(s, p) \
    uint32_t p = scored_shown((s), 0); p < (s)->data.periods; p = scored_shown((s), p + 1)

/* The text of a period. */
struct str scored_period(const struct scored *scored, uint32_t period);

/* Whom a row is about: a unit, or nobody, and a node. */
struct identity scored_identity(const struct scored *scored, uint32_t unit, const struct branch *node);
#define SCORED_NOBODY UINT32_MAX

#endif
