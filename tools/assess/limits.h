/* limits - the numbers from which a class holds: built in, for all, for one indicator
 *
 * A table of thresholds has the columns threshold and value, and may have indicator, which
 * makes the row one of that indicator alone.  A threshold is one of
 *
 *   ahead, on_track    pace from which a target counts so, by linear and cagr (1.05, 0.95)
 *   about              share of a target of kind level_about that is near enough (0.02)
 *   implausible        times the whole way that a value may lie from the base (10), where it lies
 *                      half of the base away and more
 *   METHOD.WORD        the number from which a word of another method's scale holds
 */
#ifndef LIMITS_H
#define LIMITS_H

#include "io/record.h"
#include "judge/judge.h"
#include "method.h"

struct limits;

enum { LIMITS_IMPLAUSIBLE = 10 }; /* the built-in one */

/* The built-in limits, and on top of them those of a reader's table (null: none).  All mistakes
 * are told: names that are none, scales turned upside down. */
struct limits *limits_open(struct mem *mem, struct reader *reader);

/* Those of an indicator, of linear and cagr; a row of the table of methods with the scale that the
 * indicator has. */
const struct thresholds *limits_of(const struct limits *limits, struct str indicator);
const struct method *limits_scale(const struct limits *limits, const struct method *method, struct str indicator);

/* Ends what limits_open began. */
void limits_close(struct limits *limits);

/* The method and the step of its scale that "eurostat.moderate_progress" names; false when there is
 * none, or its place is no number. */
bool limits_step(struct str name, const struct method **method, size_t *step);

/* The file and the line of the row that sets ahead, on_track, about or implausible for an
 * indicator; null where it is the built-in one. */
const char *limits_file(const struct limits *limits, struct str threshold, struct str indicator, uint64_t *line);

#endif
