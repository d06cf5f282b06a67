/* practices - what may be borrowed, and from whom: only where the evidence says so
 *
 * A table of practices says that a place does something in a field.  That is a reason to look there only
 * where the place is ahead of the unit in that field's indicators: in more of them than it is behind, and in
 * the one that the practice itself names.  A lead within noise is none.  All practices are
 * written, those that are shown first, the others with why not; the evidence is computed from the
 * observations and does not come from the table.
 */
#ifndef PRACTICES_H
#define PRACTICES_H

#include "heat/rival.h"
#include "report/placing.h"

/* name, what stands there, how it is found.  In scope: mem, unit (a struct peer), region (its row; never null),
 * practice (a struct practice), place (the place's row; never null), r (a struct borrowing). */
#define BORROWING_COLUMNS(X) \
    X(region, "the unit that might borrow it", unit->code) \
    X(region_zh, "from the regions", region->name_zh) \
    X(region_en, "from the regions", region->name_en) \
    X(practice, "what it is", practice->practice) \
    X(place, "where it comes from", practice->place) \
    X(place_zh, "from the regions", place->name_zh) \
    X(place_en, "from the regions", place->name_en) \
    X(field, "of which field", practice->field) \
    X(shown, "yes where the place is ahead", str_of(r->shown ? "yes" : "no")) \
    X(ahead, "indicators of the field in which the place is ahead of the unit", mem_whole(mem, r->ahead)) \
    X(level, "in which they are level, or apart by no more than noise", mem_whole(mem, r->level)) \
    X(behind, "in which the place is behind", mem_whole(mem, r->behind)) \
    X(unknown, "which cannot be compared", mem_whole(mem, r->unknown)) \
    X(evidence, "those in which it is ahead: gdp 2022 50 against 40; ...", r->evidence) \
    X(why_not, "why it is not shown", r->why_not) \
    X(since, "since when, as the table says", practice->since) \
    X(effect, "the indicator that it is said to move", practice->indicator) \
    X(effect_said, "the value that the table names for it", practice->value) \
    X(effect_found, "the value that the observations have", r->effect) \
    X(precondition, "what it takes, as the table says", practice->precondition) \
    X(task, "our task that it could serve", practice->task) \
    X(source, "where it is described", practice->source)

/* A row of the table. */
struct practice {
    struct str practice, place, field, since, indicator, value, precondition, task, source;
    const struct peer *unit;  /* the place; null: not in the data */
};

/* What is found of a practice for a unit. */
struct borrowing {
    bool shown;
    uint32_t ahead, level, behind, unknown;
    struct str evidence, why_not, effect;
};

struct practices;

/* Reads the table: place, field and practice, and what else there is. */
struct practices *practices_open(struct mem *mem, const struct peers *peers, const struct regions *regions,
                                 struct reader *reader);

/* Takes the evidence of a placing of a unit (once for each indicator, whatever its groups). */
void practices_take(struct practices *practices, const struct placing *placing, const struct asked_placing *asked,
                    struct course *course, const struct corridor *corridor);

/* Writes a row for each unit that is placed and each practice, and ends. */
void practices_write(const struct practices *practices, const struct pools *pools, struct writer *writer);

#endif
