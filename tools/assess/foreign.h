/* foreign - the verdict of a method that is not ours, from what was found of a target
 *
 * What a method needs beside base, value, target and time (natural limits, goalposts, the
 * spread among peers) comes from the catalogue and from a table of goalposts.
 */
#ifndef FOREIGN_H
#define FOREIGN_H

#include "judge/judge.h"
#include "method.h"

struct goalposts;

enum { MEASURE_PLACES = 6 };  /* of a method's number as the answer shows it */

/* Reads a table with the columns indicator, worst, best, spread (the last three may be
 * empty) and closes the reader. */
struct goalposts *goalposts_load(struct mem *mem, struct reader *reader);

/* Judges what `answer` found (a level on the way from a base) by a method; goalposts may be
 * null.  A target whose kind the method does not know is not known, with the reason. */
struct outcome foreign_judge(const struct question *question, const struct answer *answer, const struct method *method,
                             const struct goalposts *goalposts);

/* The method's number as text, which never reaches a limit of the scale that the number has not
 * reached; empty where there is none. */
struct str foreign_number(struct mem *mem, const struct method *method, const struct outcome *outcome, int places);

/* Puts the method's word into the answer: its class, and the reason before all others. */
void foreign_take(const struct question *question, struct answer *answer, const struct method *method,
                  const struct outcome *outcome);

#endif
