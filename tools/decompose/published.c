/* published - see published.h */
#include <math.h>

#include "base/diag.h"
#include "base/str.h"
#include "published.h"

/* Contributions in percent hang on rounded growth, which moves them by some tenths. */
static const double rate_tolerance = 1;

static const struct outcome_row *found(const struct outcome *outcome, uint32_t part, const char *item)
{
    for (size_t i = 0; i < outcome->rows; i++)
        if (outcome->row[i].part == part && outcome->row[i].value.known &&
            str_eq(str_of(outcome->row[i].item), str_of(item)))
            return &outcome->row[i];
    return NULL;
}

static void tell(const struct published_ask *ask, const struct observation *row, const struct outcome_row *computed)
{
    struct mem *mem = ask->gather->mem;
    struct place place = observation_place(row);
    diag_report(DIAG_APART, &place, "%.*s: %.*s was published, and %.*s is computed", STR_ARG(row->indicator),
                STR_ARG(row->value_text), STR_ARG(measure_text(mem, computed->value, row->value.scale + 2)));
}

/* Adds the pair for one figure. */
static void compare(const struct published_ask *ask, struct outcome *outcome, const char *pattern, uint32_t part,
                    const char *item, const char *const name[2], enum outcome_unit unit)
{
    const struct gather *gather = ask->gather;
    const struct strand *strand = figures_strand(gather->figures, pattern, ask->region, part);
    struct period period = gather->period[gather->periods - 1];
    const struct observation *row = strand ? strand_at(strand, period, gather->figures->caliber) : NULL;
    const struct outcome_row *computed = found(outcome, part, item);
    if (!row || row->state != OBSERVATION_GOOD || row->bound != BOUND_NONE || !computed)
        return;
    struct outcome_row kept = *computed;
    struct measure off = measure_subtract(kept.value, measure_of(row->value));
    double limit = ask->tolerant ? ask->tolerance
                                 : unit == OUTCOME_PERCENT ? rate_tolerance : pow(10, -(double)row->value.scale);
    outcome_value(outcome, part, name[0], measure_of(row->value), unit);
    outcome_value(outcome, part, name[1], off, OUTCOME_POINTS);
    if (fabs(measure_near(off)) > limit * (1 + 1e-9))
        tell(ask, row, &kept);
}

void published_compare(const struct published_ask *ask, struct outcome *outcome)
{
    static const char *const growth[] = {"growth_published", "growth_difference"},
                      *const rate[] = {"rate_published", "rate_difference"};
    const struct gather *gather = ask->gather;
    if (!gather_wants(gather, ROLE_GROWTH) || !found(outcome, OUTCOME_WHOLE, "points"))
        return;
    compare(ask, outcome, gather->pattern[ROLE_GROWTH], OUTCOME_WHOLE, "points", growth, OUTCOME_PERCENT);
    for (uint32_t i = 0; gather->pattern[ROLE_PUBLISHED] && i < gather->figures->parts; i++)
        compare(ask, outcome, gather->pattern[ROLE_PUBLISHED], i, "rate", rate, OUTCOME_PERCENT);
}
