/* course - one indicator, in one cut, run by all pools at all periods that are asked for
 *
 * Figures of a period are gathered and put in order once, whatever pools run them, and a pool's meet at a
 * period is made once, however many of its units are placed in it.
 */
#ifndef COURSE_H
#define COURSE_H

#include "heat/meet.h"

/* What is the same for all indicators. */
struct race {
    const struct observations *observations;
    const struct str *region; /* codes of the data, one a unit */
    const struct peers *peers;
    const struct pools *pools;
    struct span since;        /* the earlier period, where one is asked for */
    const struct str *caliber; /* the one that is asked for, or null */
    int type;                 /* of quantiles */
    struct group *withheld;   /* what was told to be withheld; null: nothing is withheld */
    bool *mute;               /* nothing is told, and this is set where something would be; null: it is told */
};

struct course;

/* The course of an indicator, in one of its cuts, in `mem`, which is rewound when the caller ends it with
 * course_close; `sign` 0 goes by the distance from the corridor, which
 * may be null: then there is a meet, and no place in it means anything. */
struct course *course_open(struct mem *mem, const struct race *race, const struct section_cut *cut, int sign,
                           const struct corridor *corridor);
void course_close(struct course *course);

/* The figures of a period, and those of the earlier one. */
const struct sections *course_sections(struct course *course, struct period period);

/* Of each region whether its value of a period is withheld; null where none is. */
const bool *course_withheld(struct course *course, struct period period);

/* The meet of a pool, by its number, at a period. */
const struct meet *course_meet(struct course *course, uint32_t pool, struct period period);

#endif
