/* goal - a plan's table of targets, as the targets that other tools read
 *
 * A plan prints what it wants beside what there was: 2020年 | 2025年目标.  Rows in the caliber
 * "target" become rows of a table of targets (steelyard-tables(5)), in their order:
 *
 *   ≥95, ≤25, 95            level_min or level_max, by the sign, else by the indicator's direction
 *   >6.5, <5.5              level_min_keep, level_max_keep
 *   60左右                  level_about
 *   年均>7                  avg_growth_min
 *   [25]                    a total of five years (caliber "target cumulative5"): of a flow
 *                           cumulative_sum_min, or _max where less is better; of yearly changes that
 *                           shall fall cumulative_reduction_min; of a level that shall rise
 *                           cumulative_change_min
 *   2-4                     range
 *   持续提高, 稳步下降      direction_up, direction_down
 *   高于GDP增长             relative_to, where the catalogue knows the other by code, name or alias
 *   words                   qualitative
 *
 * The base is the first period with a figure of the plain caliber that the table has, with the
 * indicator's figure of it; of a total it is five years before.  A kind that the table and the
 * catalogue do not settle is left empty, and told.
 */
#ifndef GOAL_H
#define GOAL_H

#include "io/record.h"
#include "meaning/catalog.h"
#include "table/role.h"

struct goals;

/* Begins.  `plan` stands in each row; without a catalogue (null) only kinds that need none are
 * settled. */
struct goals *goals_open(struct mem *mem, struct writer *writer, struct str plan, const struct indicators *indicators);

/* Takes a row of observations. */
void goals_row(struct goals *goals, const struct str *field, const char *file, uint64_t line);

/* Writes the table. */
void goals_close(struct goals *goals);

/* Two numbers, the lower one first: 2-4, 2%～4%. */
bool goal_range(struct str text, struct str *low, struct str *high);

/* A way to go without a number, 持续提高: direction_up, direction_down or none. */
enum target_kind goal_direction(struct str text);

/* Is the target what another indicator does, 高于GDP增长?  Then *other is what that one is called. */
bool goal_relation(struct str text, struct str *other, bool *strict);

#endif
