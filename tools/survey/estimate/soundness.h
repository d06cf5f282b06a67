/* soundness - may an estimate be shown, and how far can it be relied on?
 *
 * Shares are judged as the National Center for Health Statistics does (Parker and others, Vital and Health
 * Statistics 2-175, 2017): by the design's n and the width of Korn and Graubard's interval.  Everything
 * else by the coefficient of variation, as Statistics Canada does: up to 16.5 % reliable, up to 33.3 % with
 * caution.  It is taken of the value without its sign, and says nothing of differences and balances near 0.
 */
#ifndef SOUNDNESS_H
#define SOUNDNESS_H

#include "estimate/interval.h"
#include "estimate/linearize.h"

/* name, word, what it is */
#define SOUNDNESSES(X) \
    X(NONE, "", N_("nothing is said of it")) \
    X(RELIABLE, "reliable", N_("can be used")) \
    X(CAUTION, "caution", N_("with its interval beside it")) \
    X(UNRELIABLE, "unreliable", N_("too uncertain to be relied on"))

#define X(name, ...) SOUNDNESS_##name,
enum soundness { SOUNDNESSES(X) SOUNDNESS_COUNT };
#undef X

/* Its word, empty for none. */
const char *soundness_word(enum soundness reliability);

/* Of a share, and of a coefficient of variation (NaN: nothing is said). */
enum soundness soundness_of_share(const struct share_ask *ask);
enum soundness soundness_of_variation(double variation);

/* Do the `most` largest figures of a base, without their weights, hold more than `share` of its total?  Figures
 * below 0 count as their size. */
bool soundness_dominated(const struct design *sample, const struct base *base, unsigned most, double share);

#endif
