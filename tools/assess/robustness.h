/* robustness - would another reasonable choice have given the same class?
 *
 * The class is asked again with each path, with thresholds a tenth lower and higher, with and
 * without the last observation, from the plan's base and from the one in the data: 24 answers.
 * Those that are no class are left out.  Below two thirds of the same class it is fragile.
 */
#ifndef ROBUSTNESS_H
#define ROBUSTNESS_H

#include "judge/judge.h"

struct robustness {
    uint32_t same, asked;     /* answers of the same class; answers that were a class */
};

/* Asks again; nothing where the headline is no class. */
struct robustness robustness_find(const struct question *question, const struct answer *headline);

/* The share, not known where nothing could be asked. */
struct measure robustness_share(struct robustness robustness);

/* Fewer than two thirds of the answers? */
bool robustness_fragile(struct robustness robustness);

#endif
