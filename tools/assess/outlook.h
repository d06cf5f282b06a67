/* outlook - will a target be met?  Judged by what is forecast for its indicator
 *
 * Forecasts come as a table of observations with an interval beside each value (what the tool
 * forecast writes): region, indicator, period, value, and low80, high80, low95, high95; of a
 * year to date, which has no interval, ytd_least and ytd_most stand in its place.  They go on
 * where the figures end: of what adds up those of its length and longer ones, since months of the
 * next year do not stand for a year that has not come.  Then the target is judged at its own period
 * three times, as if the value, the low and the high end had come true, by the rule of its kind: so
 * an average and a total need no rule of their own here.  Of the indicator that a target is
 * relative to the opposite end is taken.
 *
 * A level to keep is about every year (target_is_kept), so each year from now on is judged so, and
 * the worst decides.
 *
 *   likely        met at both ends of the interval
 *   with_effort   met within it
 *   hard          met nowhere in it
 *   unclear       no forecast for the target's period, or none with an interval; the reason says
 *
 * A forecast for a period that has a figure is not used, and neither is one that rests on a figure
 * (last_known) which ends after the day that counts: on that day nobody could have made it.
 */
#ifndef OUTLOOK_H
#define OUTLOOK_H

#include "judge/judge.h"

struct forecasts;

/* Reads the table and closes the reader.  A value or an end of an interval that is no number,
 * and two rows for one period, are mistakes, all of which are told; so are forecasts that rest on
 * what ends after `until`, where there is one. */
struct forecasts *forecasts_load(struct mem *mem, struct reader *reader, const struct until *until);

/* What is foreseen of one period. */
struct foreseen {
    struct str value, low, high; /* as they came; empty: not there */
    struct answer answer;     /* judged as if the value had come true */
    bool found;               /* there is a forecast for that period */
    const char *file;         /* where its row stands */
    uint64_t line;
};

struct prospect {
    enum outlook outlook;
    struct foreseen at;       /* the target's own period */
    struct str reason;        /* of what is unclear */
};

/* The outlook of a target; `level` is that of the interval, 80 or 95. */
struct prospect outlook_find(const struct question *question, const struct forecasts *forecasts, int level);

/* What is foreseen of another period, the end of the year say. */
struct foreseen outlook_at(const struct question *question, const struct forecasts *forecasts, struct period when,
                           int level);

/* How far the worse end of the interval lies beyond the target, as a share of the way from the
 * base to it; not known without an interval or a way. */
struct measure outlook_margin(const struct question *question, const struct prospect *prospect);

#endif
