/* corridor - see corridor.h */
#include "base/diag.h"
#include "base/str.h"
#include "heat/corridor.h"

/* The corridor that a target means; false for a target of another kind. */
static bool corridor_of(const struct target *target, struct corridor *corridor)
{
    static const struct num about = {2, 0}; /* percent */
    struct num value = target->target_value.value, size = num_abs(value), room = target->more->tolerance.value;
    *corridor = (struct corridor){value, target->more->target_high.value};
    if (target->kind == TARGET_RANGE)
        return true;
    if (!target->more->tolerance.known || target->more->tolerance_percent) {
        struct num percent = target->more->tolerance.known ? room : about;
        if (!num_multiply(size, percent, &room) || !num_shift(room, -2, &room))
            return false;
    }
    return target->kind == TARGET_LEVEL_ABOUT && num_subtract(value, room, &corridor->low) &&
           num_add(value, room, &corridor->high);
}

struct num corridor_distance(const struct corridor *corridor, struct num value)
{
    struct num distance;
    if (num_compare(value, corridor->low) < 0 && num_subtract(corridor->low, value, &distance))
        return distance;
    if (num_compare(value, corridor->high) > 0 && num_subtract(value, corridor->high, &distance))
        return distance;
    return num_of(0);
}

/* That of the region's own targets, or of all (null); false where there is none, or where they disagree. */
static bool find_among(const struct targets *targets, struct str indicator, const struct str *region,
                       struct corridor *corridor, bool *mute)
{
    bool found = false;
    for (uint32_t i = 0; i < targets->count; i++) {
        const struct target *target = &targets->row[i];
        struct corridor other;
        if (!str_eq(target->indicator, indicator) || (region && !str_eq(target->region, *region)) ||
            !corridor_of(target, &other))
            continue;
        if (found && (num_compare(other.low, corridor->low) || num_compare(other.high, corridor->high))) {
            struct place where = {.file = targets->file, .line = target->line};
            if (mute)
                *mute = true;
            else
                diag_report(DIAG_UNLIKE, &where, "two ranges for the indicator \"%.*s\"; one is needed to place by it",
                            STR_ARG(indicator));
            return false;
        }
        *corridor = other;
        found = true;
    }
    return found;
}

bool corridor_find(const struct targets *targets, struct str indicator, struct str region, struct corridor *corridor,
                   bool *mute)
{
    if (!targets)
        return false;
    return (region.length && find_among(targets, indicator, &region, corridor, mute)) ||
           find_among(targets, indicator, NULL, corridor, mute);
}
