/* absent - targets that nothing came for, and what came instead
 *
 * A code that is misspelt in the observations loses its figures without a trace: the target has
 * no observation, and the row that was meant for it is about nothing.  So whatever comes is
 * counted: for each series that a target needs that it came, and each that no target needs.
 * Told are, as warnings,
 *
 *   that nothing came at all
 *   a region that targets are about and no observation is of
 *   an indicator that is missing in its region, where one that no target is about has nearly its
 *   code
 *
 * each with the near word that the data have.  A target for which there is merely no figure yet
 * says so in its own row, and is not told.
 */
#ifndef ABSENT_H
#define ABSENT_H

#include "frame/aside.h"
#include "frame/tool.h"
#include "meaning/catalog.h"

struct absent;

/* Begins with nothing needed.  absent_close frees it. */
struct absent *absent_open(const struct job *job, const struct indicators *indicators);
void absent_close(struct absent *absent);

/* Each target needs the figures of its indicator in its region, and of the one that it is related to. */
void absent_need(struct absent *absent, const struct targets *targets);

/* Counts a record, and says whether its figures are needed; the form is that of
 * observing.wanted, `state` a struct absent. */
bool absent_came(void *state, struct str region, struct str indicator);

/* Tells what is missing.  An indicator that the catalogue has (null: there is none) is no misspelt
 * other one. */
void absent_tell(const struct absent *absent, const struct indicators *indicators);

#endif
