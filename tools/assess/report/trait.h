/* trait - what targets are grouped by
 *
 * --by names columns: any of the answer, those of the recommendation, or any of the table of
 * indicators, which may have columns that nobody else asks for (zone, strategy).  That table
 * is read once more for them, so it must be a file that can be.  A field of such a column may
 * name several, parted by |: the target belongs to each of them.
 */
#ifndef TRAIT_H
#define TRAIT_H

#include "dossier.h"
#include "frame/asking.h"

struct traits;

/* The columns of a list parted by commas, less those of `known` (how many: `count`), which the
 * caller has already.  `fact` are the columns of the answer, whose texts are those of the
 * target at hand.  A name that is nowhere, and one that stands twice, end the run. */
struct traits *traits_open(struct job *job, const char *list, const struct advice_fact *fact, uint32_t facts,
                           const struct asking *asking, const struct str *known, size_t count);

/* How many there are, and the column of the i-th. */
uint32_t traits_count(const struct traits *traits);
struct str traits_name(const struct traits *traits, uint32_t i);

/* The texts of a target, as many as there are traits, into `text`: the first time with turn 0,
 * and then for each further group that it belongs to; false when there are no more. */
bool traits_of(const struct traits *traits, const struct dossier *dossier, uint64_t turn, struct str *text);

/* Ends what traits_open began. */
void traits_close(const struct traits *traits);

#endif
