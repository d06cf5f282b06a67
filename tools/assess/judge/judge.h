/* judge - from a target and its observations to a class
 *
 * Each kind of target is one row of a table with one function that judges it, and
 * stands with it in judge_level.c or judge_chain.c.  The order of the tests is the same for all: is there something to
 * judge by, does the target's inequality hold, did it hold at the base already,
 * and only then completion and pace.
 */
#ifndef JUDGE_H
#define JUDGE_H

#include "base/voice.h"
#include "frame/answer.h"
#include "meaning/catalog.h"
#include "meaning/observation.h"
#include "meaning/unit.h"
#include "judge/progress.h"

/* Which path decides the class when the target is not met yet. */
enum path { PATH_LINEAR, PATH_CAGR, PATH_COUNT };

/* Pace from which on a target counts as ahead or on track, and the share of a target
 * of kind level_about that is near enough when it has no tolerance of its own. */
struct thresholds {
    struct num ahead, on_track, about;
    struct num implausible;   /* times the way from base to target, and at least half the base: too far off */
    struct str paces, other_implausible; /* as answers show them: "ahead>=1.05;on_track>=0.95"; ";implausible>5",
                                            empty where that is the built-in one */
};

/* Which base the way is measured from, where the plan prints one and the data have one too. */
enum base_choice { BASE_REVISED, BASE_PLAN };

/* All that a target is judged by. */
struct question {
    struct mem *mem;
    const struct target *target;
    const struct indicator *indicator; /* null without a catalogue */
    struct series own, related; /* every row that the data have */
    struct str related_name;
    bool limited;             /* as_of is given */
    struct period as_of;      /* no figure of a year or more counts that ends later, */
    struct period as_of_part; /* and no shorter one; the same where one cut-off was given */
    struct str known;         /* the day whose knowledge the rows are; empty: all that is known */
    const struct thresholds *thresholds;
    enum path path;
    const struct units *units; /* a value in another unit of the catalogue's dimension is moved; null: none is */
    bool ytd;                 /* a sum of flows takes in the year to date */
    enum base_choice base;
    bool silent;              /* class and measures alone are asked for: nothing is told */
};

/* Which arithmetic there is to tell. */
enum story {
    STORY_NONE,
    STORY_LEVEL,              /* completion and paths between two levels */
    STORY_HELD,               /* in how many periods it held */
    STORY_SUM,                /* yearly flows that add up */
    STORY_GROWTH,             /* yearly changes and their average */
    STORY_REDUCTION,          /* yearly changes and their total */
    STORY_COUNT
};

/* What is found.  Measures that make no sense for the kind are not known. */
struct answer {
    enum progress_class class;
    enum story story;
    const struct observation *used; /* the latest one, or null */
    struct series series;     /* the rows that can be used, one a period, to the limit */
    struct series parts;      /* of a sum: what its years to date are made of; `used` may be several as one */
    const struct observation *left; /* the last one that cannot be used, and why */
    struct str left_why;
    const struct observation *unlike; /* the last one that is of another unit, and which */
    struct str unlike_why;
    bool has_base;
    struct num base;          /* what the data say of the base period, or the plan's own */
    struct str base_text;
    bool departs;             /* the way from the base to the target is what is measured */
    const struct observation *base_seen; /* the row at the base period, or null */
    bool has_schedule;
    struct schedule schedule;
    struct num goal;          /* the level that a cumulative change means, else the target's value */
    struct measure completion, time, pace;
    struct measure expected_linear, expected_cagr, completion_cagr, pace_cagr;
    struct measure average_growth, needed_growth, cumulative;
    bool held_back;           /* the value is implausible: no verdict is given on it */
    bool paced;               /* the class is that of a pace: on another path it may be another */
    int held, seen;           /* periods after the base that held, and that there are; 0 seen: not asked */
    struct remark remark;
};

/* Judges one target. */
struct answer judge_target(const struct question *question);

/* Judges it by another question about the same target and figures (another path, base or
 * threshold): the rows are those of the answer that there is. */
struct answer judge_again(const struct question *question, const struct answer *before);

/* The figures that an answer rests on: the rows that can be used, and of a sum those that its years to date are made
 * of, in their order; in `mem` where there are such. */
struct series judge_figures(struct mem *mem, const struct answer *answer);

/* Does a value satisfy an inequality?  A bound does so only if every value that it
 * allows does. */
enum holds { HOLDS_NO, HOLDS_YES, HOLDS_UNKNOWN };
enum holds judge_holds(struct num value, enum observation_bound bound, enum target_op op, struct num limit);

/* A pace beside the thresholds, and a completion beside 0 and the whole way: the text has as
 * many places more as it takes not to reach a limit that the measure has not reached. */
struct str judge_pace_text(const struct question *question, struct measure pace, int places);
struct str judge_completion_text(struct mem *mem, struct measure completion, int places);

/* The same for what stands beside the number that the target prints: an average, a sum, a fall. */
struct str judge_beside_target(struct mem *mem, const struct target *target, struct measure measure, int places);

/* The row in `unit` where its own is of the same dimension, in `moved`: the text moves as the number does.
 * Else the row itself. */
const struct observation *judge_in_unit(const struct question *question, const struct observation *row,
                                        struct str unit, struct observation *moved);

/* Is no yearly change below 0 and one above, though the indicator's name says that they are reductions? */
bool judge_is_unsigned(const struct question *question, struct series rows);

/* The unit that rows are to have: the catalogue's, else that of the latest of them that has one. */
struct str judge_unit(const struct question *question, struct series rows);

/* The cut-off for rows of this length, where there is one (limited). */
struct period judge_cut_off(const struct question *question, const struct observation *row);

/* Does a row end in time to count, by the cut-off of its frequency? */
bool judge_in_time(const struct question *question, const struct observation *row);

/* Must a value cover as much time as the base does, as all must but what stands at a point in time? */
bool judge_length_matters(const struct question *question);

/* Is the target of a sum, which no flow at all satisfies, room to be used: a ceiling above 0, a floor below?
 * Its pace is time over completion. */
bool judge_is_room(const struct target *target);

/* What a class is called in the language in use. */
struct str judge_class_called(enum progress_class class);

/* "≥ 95", "< 5.5": an inequality as people write it. */
struct str judge_limit(struct mem *mem, enum target_op op, struct str limit);

#endif
