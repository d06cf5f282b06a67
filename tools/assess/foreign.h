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

/* The row of an indicator, null where it has none or goalposts are null; and the table's name. */
struct goalposts_row {
    struct str indicator;
    struct figure worst, best, spread;
    uint64_t line;
};
const struct goalposts_row *goalposts_find(const struct goalposts *goalposts, struct str indicator);
const char *goalposts_table(const struct goalposts *goalposts);

/* Ends what goalposts_load began; null is allowed. */
void goalposts_close(struct goalposts *goalposts);

/* What the methods are given: evidence of a level on the way from a base, or why there is none. */
struct foreign_case {
    const char *why;          /* in English, to be said by the caller; null: there is evidence */
    struct evidence evidence;
    enum progress_class settled; /* the class where the base met the target already: kept or lost; else none */
};

/* What `answer` found, for any method; goalposts may be null. */
struct foreign_case foreign_prepare(const struct question *question, const struct answer *answer,
                                    const struct goalposts *goalposts);

/* Judges it by a method.  What cannot be judged is not known, with the reason. */
struct outcome foreign_judge(const struct foreign_case *prepared, const struct method *method);

/* The method's number as text, which never reaches a limit of the scale that the number has not
 * reached; empty where there is none. */
struct str foreign_number(struct mem *mem, const struct method *method, const struct outcome *outcome,
                          struct measure decimal, int places);

/* The number as a decimal, from which it is written; not known where the outcome is not. */
struct measure foreign_decimal(const struct outcome *outcome);

/* The class that the method's word is; where it aims at a target that the base met already there is no way to
 * be judged, and the class is whether that was kept.  And what is to be said of the target: the method's word
 * before all that was found. */
enum progress_class foreign_class(const struct foreign_case *prepared, const struct method *method,
                                  const struct outcome *outcome);
struct remark foreign_remark(const struct remark *found, const struct method *method, const struct outcome *outcome,
                             struct measure decimal);

#endif
