/* robustness - would another reasonable choice have given the same class?
 *
 * The class is asked again by all alternatives: 24 answers.  Those that are no class are left
 * out.  Below two thirds of the same class it is fragile.
 */
#ifndef ROBUSTNESS_H
#define ROBUSTNESS_H

#include "alternatives.h"

struct robustness {
    uint32_t same, asked;     /* answers of the same class; answers that were a class */
};

/* Asks again what was found and has this class; nothing where that is none. */
struct robustness robustness_find(const struct question *question, const struct answer *found,
                                  enum progress_class class);

/* Counts one more answer beside a headline of this class. */
void robustness_count(struct robustness *robustness, const struct alternative *one, enum progress_class class);

/* The share of the answers that give the same class; not known where nothing could be asked. */
struct measure robustness_share(struct robustness robustness);

/* The share as text, which never looks like the two thirds that it has not reached; empty where
 * nothing could be asked. */
struct str robustness_text(struct mem *mem, struct robustness robustness, int places);

/* Fewer than two thirds of the answers? */
bool robustness_fragile(struct robustness robustness);

#endif
