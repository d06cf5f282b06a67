/* published - see published.h */
#include <math.h>

#include "base/diag.h"
#include "base/str.h"
#include "published.h"

/* Contributions in percent hang on rounded growth, which moves them by some tenths. */
static const double rate_tolerance = 1;

static const struct breakdown_row *found(const struct breakdown *breakdown, uint32_t part, const char *item)
{
    for (size_t i = 0; i < breakdown->rows; i++)
        if (breakdown->row[i].part == part && breakdown->row[i].value.known &&
            str_eq(str_of(breakdown->row[i].item), str_of(item)))
            return &breakdown->row[i];
    return NULL;
}

static void tell(const struct published_ask *ask, const struct observation *row, const struct breakdown_row *computed)
{
    struct mem *mem = ask->gather->mem;
    struct place place = observation_place(row);
    diag_report(DIAG_DISAGREES, &place, "%.*s: %.*s was published, and %.*s is computed", STR_ARG(row->indicator),
                STR_ARG(row->value_text), STR_ARG(measure_text(mem, computed->value, row->value.scale + 2)));
}

/* Adds the pair for one figure. */
static void compare(const struct published_ask *ask, struct breakdown *breakdown, const char *pattern, uint32_t part,
                    const char *item, const char *const name[2], enum breakdown_unit unit)
{
    const struct gather *gather = ask->gather;
    const struct strand *strand = figures_strand(gather->figures, pattern, ask->region, part);
    struct period period = gather->period[gather->periods - 1];
    const struct observation *row = strand ? strand_at(strand, period, gather->figures->caliber) : NULL;
    const struct breakdown_row *computed = found(breakdown, part, item);
    if (!row || row->state != OBSERVATION_GOOD || row->bound != BOUND_NONE || !computed)
        return;
    struct breakdown_row kept = *computed;
    struct measure off = measure_subtract(kept.value, measure_of(row->value));
    double limit = ask->tolerant ? ask->tolerance
                                 : unit == BREAKDOWN_PERCENT ? rate_tolerance : pow(10, -(double)row->value.scale);
    breakdown_value(breakdown, part, name[0], measure_of(row->value), unit);
    breakdown_value(breakdown, part, name[1], off, BREAKDOWN_POINTS);
    if (fabs(measure_near(off)) > limit * (1 + 1e-9))
        tell(ask, row, &kept);
}

void published_compare(const struct published_ask *ask, struct breakdown *breakdown)
{
    static const char *const growth[] = {"growth_published", "growth_difference"},
                      *const rate[] = {"rate_published", "rate_difference"};
    const struct gather *gather = ask->gather;
    if (!gather_wants(gather, ROLE_GROWTH) || !found(breakdown, BREAKDOWN_WHOLE, "points"))
        return;
    compare(ask, breakdown, gather->pattern[ROLE_GROWTH], BREAKDOWN_WHOLE, "points", growth, BREAKDOWN_PERCENT);
    for (uint32_t i = 0; gather->pattern[ROLE_PUBLISHED] && i < gather->figures->parts; i++)
        compare(ask, breakdown, gather->pattern[ROLE_PUBLISHED], i, "rate", rate, BREAKDOWN_PERCENT);
}
