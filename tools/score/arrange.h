/* arrange - what an index is made of: its tree, named parts of it, and weights from tables beside the catalogue
 *
 * Mistakes (a name that is none, a way to combine that is none, comparisons of a part of a group) are told
 * with their place and the near name, and end the run.
 */
#ifndef ARRANGE_H
#define ARRANGE_H

#include "meaning/observation.h"
#include "steps/ahp.h"
#include "table/hierarchy.h"

/* The tree of the catalogue, or without one (null) of the indicators of the data, with the ways of groups
 * that have their own.  What is part of nothing is told unless it is a denominator. */
struct hierarchy arrange_tree(struct mem *mem, const struct observations *observations,
                             const struct indicators *indicators, bool flat);

/* A part of it, as in "few=jobs,air". */
struct hierarchy arrange_subset(struct mem *mem, const struct hierarchy *tree, const char *text);

/* Reads a table of weights, columns indicator and weight, which take the place of those that are there. */
void arrange_weights(struct mem *mem, struct reader *reader, const struct hierarchy *tree);

/* Reads a table of comparisons, which must be of all parts of one group; tells where they contradict each
 * other. */
struct comparison arrange_comparison(struct mem *mem, struct reader *reader, const struct hierarchy *tree);

#endif
