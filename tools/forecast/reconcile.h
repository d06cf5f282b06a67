/* reconcile - totals beside the sum of their parts
 *
 * A whole and its parts are foretold each by itself, so they need not add up.  Wholes are found in the
 * tree of the regions (indicators that add up: rollup sum, or a flow or a stock without one) and in
 * that of the indicators (those with rollup sum).  Parts are those below it that the data have.
 *
 * A whole is only held against parts that added up to it when all were last known together, to the
 * decimals that they have.  Then the sum of the parts' forecasts takes its place, or is told beside it.
 */
#ifndef RECONCILE_H
#define RECONCILE_H

#include "foretell.h"

struct reconcile;

/* Begins; either table may be null.  With `take` sums take the place of what was foretold. */
struct reconcile *reconcile_open(struct mem *mem, const struct regions *regions, const struct indicators *indicators,
                                 bool take, uint32_t dimensions);

/* Keeps the last values of a series, for what added up. */
void reconcile_know(struct reconcile *reconcile, struct series series, struct str caliber);

/* Keeps a prediction, in the arena; a foretell_take. */
void reconcile_keep(void *state, const struct observation *like, const struct prediction *prediction, int places);

/* Compares, and hands all on in the order in which they came. */
void reconcile_finish(struct reconcile *reconcile, foretell_take *take, void *state);

#endif
