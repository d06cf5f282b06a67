/* rival - see rival.h */
#include "base/str.h"
#include "base/voice.h"
#include "heat/rival.h"

static bool is_like(const struct observation *own, const struct observation *other)
{
    return other->state == OBSERVATION_GOOD && !observation_bound_row(other->bound)->side &&
           str_eq(own->caliber, other->caliber) &&
           (own->unit.length == 0 || other->unit.length == 0 || str_eq(own->unit, other->unit));
}

/* Why a row of the own period is none that can be compared. */
static const char *why_unlike(const struct observation *own, const struct observation *other)
{
    if (other->state == OBSERVATION_GOOD && observation_bound_row(other->bound)->side)
        return N_("only a bound is known of it");
    if (other->state == OBSERVATION_GOOD)
        return str_eq(own->caliber, other->caliber) ? N_("it is in another unit") : N_("it is of another caliber");
    return other->status == STATUS_Q ? N_("its value is suppressed") : N_("it has no value for the period");
}

struct rival rival_find(struct mem *mem, const struct observations *observations, struct str region,
                        const struct observation *own, bool hidden)
{
    struct series series = observation_find(mem, observations, region, own->indicator, NULL);
    struct rival rival = {.row = mem_array(mem, series.count, sizeof *rival.row),
                          .why_none = N_("it has no value for the period")};
    for (uint32_t i = 0; i < series.count; i++) {
        const struct observation *row = &series.row[i];
        bool now = period_compare(row->period, own->period) == 0;
        if (is_like(own, row) && !(now && hidden)) {
            rival.row[rival.count++] = row;
            rival.now = now ? row : rival.now;
        } else if (now)
            rival.why_none = hidden ? N_("its value is withheld") : why_unlike(own, row);
    }
    if (rival.now)
        rival.why_none = NULL;
    return rival;
}

struct measure rival_gap(struct num own, struct num other, int sign, const struct corridor *corridor)
{
    if (sign == 0 && corridor)
        return measure_subtract(measure_of(corridor_distance(corridor, other)),
                                measure_of(corridor_distance(corridor, own)));
    struct measure gap = measure_subtract(measure_of(own), measure_of(other));
    return sign > 0 ? gap : sign < 0 ? measure_negate(gap) : (struct measure){0};
}
