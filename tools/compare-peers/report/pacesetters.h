/* pacesetters - how far those of another league are ahead, and by how many years
 *
 * A pacesetter is no peer: it has no rank, and is in nobody's median.  What is told is the gap, and when
 * it stood where the unit stands now: the latest period in which it was no better than the unit is now, and
 * from there the way to the next one in proportion.  Periods are those of the unit's length (years, say).
 * Where it was better in all of them the years are a bound, with the qualifier gt.
 */
#ifndef PACESETTERS_H
#define PACESETTERS_H

#include "heat/rival.h"
#include "report/placing.h"

/* name, what stands there, how it is found.  In scope: mem, id, p (placing), own, pace (a struct pace). */
#define PACE_COLUMNS(X) \
    IDENTITY_COLUMNS(X) \
    X(period, "what is compared", p->period) \
    X(value, "the unit's value, as it came", own->value_text) \
    X(pacesetter, "who sets the pace", pace->code) \
    X(pacesetter_zh, "its name, from the regions", pace->region->name_zh) \
    X(pacesetter_en, "its name, from the regions", pace->region->name_en) \
    X(pacesetter_value, "its value, as it came", pace->value) \
    X(gap, "to it; positive when the unit is ahead", pace_figure(p, pace->gap)) \
    X(stood_in, "the latest period in which it was no better than the unit is now", pace->stood_in) \
    X(stood_value, "its value then", pace->stood_value) \
    X(years_behind, "from where it stood as the unit stands now, the way between two periods in proportion", \
      measure_text_beside(mem, pace->years, YEARS_PLACES, &(struct num){0, 0}, 1)) \
    X(qualifier, "gt: more than these years, since it was better in all the periods that there are", pace->qualifier) \
    X(caution, "gap: it is within noise; break: a break lies in between", pace->caution) \
    X(reason, "what should be known, in words", pace->reason)

enum { YEARS_PLACES = 1 };

/* One pacesetter beside one placing. */
struct pace {
    struct str code, value, stood_in, stood_value, qualifier, caution, reason;
    const struct region *region;
    struct measure gap, years;
};

/* Reads a list of them, column region, and marks them among the units; one that is not in the data
 * ends the run. */
void pacesetters_read(struct mem *mem, struct peers *peers, struct reader *reader);

/* Writes the header; and a row for each pacesetter beside a placing. */
void pacesetters_header(struct writer *writer);
void pacesetters_write(struct writer *writer, const struct placing *placing, const struct asked_placing *asked,
                       struct course *course, const struct corridor *corridor);

#endif
