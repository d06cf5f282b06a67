/* ratings - how others grade an indicator: who answers for it, a third party, the public
 *
 * A table with the columns object (the indicator's code), rater_kind and grade, and perhaps
 * region, rater, scale, date and ground.  A rater_kind is self, third, public or npc.  A grade is
 * a class, in our words or the official ones, or a letter from A to D; with the scale top2 it is
 * the percentage of answers in the best two of five.
 *
 * To be held against each other all are steps: achieved and ahead, A, top2 from 80 on are 4;
 * on track, B, from 65 on 3; lagging, C, from 50 on 2; moved away, D, below 50 1.  The computed class and
 * the official one are raters too.  Two steps between any two of them are a disagreement: it is told
 * with both sides, and nothing is averaged.
 */
#ifndef RATINGS_H
#define RATINGS_H

#include "judge/judge.h"

struct ratings;

/* Reads the table and closes the reader.  All mistakes are told: a rater_kind or a grade that is
 * none, an object graded twice by one rater. */
struct ratings *ratings_load(struct mem *mem, struct reader *reader);

/* What raters say of one target. */
struct rated {
    struct str self, ground;  /* the grade of who answers for it, a class in our word; its ground */
    struct str steps;         /* "computed=2;official=3;self=4": of all that are known */
    struct str apart;         /* "computed-self": pairs that disagree, parted by ; */
    const char *file;         /* of the row of self */
    uint64_t line;
};

/* Gathers them beside the class that was computed; ratings may be null.  A disagreement becomes a flag
 * and a reason of the remark, in whose arena the texts are. */
struct rated ratings_hold(const struct ratings *ratings, const struct target *target, enum progress_class class,
                          struct remark *remark);

/* How many ratings are of objects that no target was about, when all were held. */
uint32_t ratings_left(const struct ratings *ratings);

#endif
