/* judge_inside - what the files of judge share
 *
 * judge_look.c finds what a target can be judged by, judge_level.c judges levels,
 * judge_chain.c yearly changes over a span, judge_sum.c flows that add up, and judge.c
 * goes by their rows.
 */
#ifndef JUDGE_INSIDE_H
#define JUDGE_INSIDE_H

#include "base/str.h"
#include "judge/judge.h"

/* ---- telling why ---- */

/* Adds how much is done, in how much of the time, at which pace. */
void judge_tell_pace(const struct question *question, struct answer *answer);

/* A share of a way in percent, beside the whole way. */
struct str judge_way_percent(struct mem *mem, struct measure completion, int places);

/* A whole number, the target's inequality. */
struct str judge_whole(const struct question *question, int number);
struct str judge_target_limit(const struct question *question);

/* Tells that a bound (the answer's used row) leaves the class open. */
enum progress_class judge_not_settled(const struct question *question, struct answer *answer);

/* ---- what there is to judge by ---- */

/* The rows of a series that can be used, up to the limit; of two that end on one day
 * the one that is as long as the base, else the longer.  They stand in the series itself where
 * they follow each other there. */
struct gathered {
    const struct observation *row;
    uint32_t count;
    const struct observation *left; /* the last one that cannot be used, and why */
    struct str why;
    const struct observation *unlike; /* the last one that is of another unit, and which */
    struct str unlike_why;
};
struct gathered judge_gather(const struct question *question, struct series series, struct str caliber);

/* Is the row, as judge_in_unit leaves it, of another unit than this one?  Where either is not told it is not. */
bool judge_is_unlike(const struct observation *row, struct str unit);

/* Does the row cover as much time as the base? */
bool judge_same_length(const struct question *question, const struct observation *row);

/* Tells when the used row does not, and nobody has said that it is a stock. */
void judge_tell_length(const struct question *question, struct answer *answer);

/* Does the row end after the base? */
bool judge_after_base(const struct question *question, const struct observation *row);

/* Fills the answer's used row, base and schedule from the rows that were gathered; false, with the reason told,
 * when there is nothing to judge by. */
bool judge_look(const struct question *question, struct answer *answer);

/* Is there a year to date behind the base that a sum may take in, though no whole year is known? */
bool judge_has_begun(const struct question *question);

/* ---- judging ---- */

/* The class of a target that is not met, by the path that was chosen. */
enum progress_class judge_by_pace(const struct question *question, struct answer *answer);

/* A kind of target.  `judge` fills the measures, tells why and gives the class. */
struct judge_kind {
    enum target_kind kind;
    enum progress_class (*judge)(const struct question *question, struct answer *answer);
    enum story story;
    bool from_base;           /* is a base that differs from the data worth telling? */
};

/* The kinds of judge_level.c, judge_chain.c and judge_sum.c: each file ends in its rows, up to one of
 * nulls.  A new kind is a row of the catalogue's list, its function and a row there. */
extern const struct judge_kind judge_levels[], judge_chains[], judge_sums[];

/* ---- for tests ---- */

/* The row of a kind: every kind has one of its own, which a unit holds. */
const struct judge_kind *judge_row(enum target_kind kind);

#endif
