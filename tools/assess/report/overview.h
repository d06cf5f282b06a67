/* overview - how groups of targets stand: one row for each plan, domain, owner ...
 *
 * Targets are counted by method, by target period (the horizons of a plan are never added up)
 * and by the columns of --by.  Of each group: how many there are, how many can be assessed
 * (have a class), how many have each class, which share of those that can be assessed.
 *
 * Completion is the mean of the targets' completions, weighted and with equal weights beside
 * it.  A completion is taken with 30 decimals, products with the weights and their sums are
 * exact, so the order of the targets plays no part.  Coverage is the share (of the weight, of
 * the targets) whose completion is known; below the least one there is no mean, with the
 * reason.  Nothing is capped: 1.2 makes up for 0.8.
 *
 * Status is the one that Open SDG calculates for a goal: the mean of the scores by method
 * statcan, where targets of one indicator are averaged first; substantial_progress from 2.5,
 * moderate_progress from 0, limited_progress from -2.5, deterioration below; target_achieved
 * where every target that can be assessed has a score and is achieved, and never otherwise.
 */
#ifndef OVERVIEW_H
#define OVERVIEW_H

#include "dossier.h"
#include "report/trait.h"

struct weights;

/* Reads a table with the columns indicator and weight and closes the reader.  A weight is a
 * number not below 0.  Each of the indicators that are judged must have one. */
struct weights *weights_load(struct mem *mem, struct reader *reader, const struct str *judged, size_t count);

/* The keys that every row has before those of --by. */
extern const struct str overview_key[];
enum { OVERVIEW_KEYS = 2 };

struct overview;

/* Begins; `weights` may be null, then there is no weighted completion.  `least` is the least
 * coverage. */
struct overview *overview_open(struct mem *mem, const struct traits *traits, const struct weights *weights,
                               struct num least);

/* Counts a target. */
void overview_add(struct overview *overview, const struct dossier *dossier);

/* Writes header and rows: methods in their order, the nearest target period first, then as the
 * groups came.  Ends what overview_open began, with traits and weights. */
void overview_write(struct overview *overview, struct writer *writer, int places);

#endif
