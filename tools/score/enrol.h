/* enrol - who is scored, and when: units by level or list, their groups, periods
 *
 * Who or what is not in the data ends the run, with the near name.
 */
#ifndef ENROL_H
#define ENROL_H

#include "frame/answer.h"
#include "frame/asking.h"
#include "steps/impute.h"
#include "table/intake.h"

/* Fills the units: the regions of the data that are of a level (null: any) and on a list (null: there is
 * none).  Units of several levels end the run, since a whole is not ranked among its parts. */
void enrol_units(struct mem *mem, const struct observations *observations, const struct asking *asking,
                 const char *level, struct reader *among, struct intake *data);

/* A number for each unit, the same for those of one group of the regions' table, 0 for none; ends the run
 * where groups are asked for and there are none. */
uint32_t *enrol_groups(struct mem *mem, const struct intake *data, const struct regions *regions,
                       const struct pick *impute);

/* Fills the periods: those of the list, or (null) all that the data have for an indicator of the tree.  With
 * `all` the others come too, not to be shown. */
void enrol_periods(struct mem *mem, const struct observations *observations, const struct hierarchy *tree,
                   const char *periods, bool all, struct intake *data);

/* The position of a period of the data; `option` is where it was asked for. */
uint32_t enrol_period(const struct intake *data, const char *option, struct str text);

#endif
