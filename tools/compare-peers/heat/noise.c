/* noise - see noise.h */
#include <math.h>

#include "base/str.h"
#include "heat/noise.h"

/* A figure's standard error; 0 where none is told. */
static double error_of(const struct noise *noise, const struct observation *row)
{
    double error;
    if (!noise->error)
        return 0;
    const struct str key[] = {row->region, row->indicator, row->period_text, row->caliber, row->vintage};
    const struct num *told = group_find(noise->error, key);
    return told && num_to_double(*told, &error) ? error : 0;
}

/* What both roundings may have added to the distance of two figures. */
static bool covers(struct measure gap, struct num rounding, double error, double factor)
{
    if (!gap.known)
        return false;
    struct measure size = measure_sign(gap) < 0 ? measure_negate(gap) : gap;
    return measure_compare(size, rounding) < 0 || measure_near(size) <= factor * error;
}

bool noise_covers(const struct noise *noise, const struct observation *one, const struct observation *other)
{
    struct measure gap = measure_subtract(measure_of(one->value), measure_of(other->value));
    struct num rounding;
    if (!num_add(num_half_unit(one->value), num_half_unit(other->value), &rounding))
        return false;
    double error = noise->error ? hypot(error_of(noise, one), error_of(noise, other)) : 0;
    return covers(gap, rounding, error, error > 0 ? noise->factor : -1);
}

bool noise_covers_gap(const struct noise *noise, const struct observation *row, struct measure gap)
{
    double error = error_of(noise, row);
    return covers(gap, num_half_unit(row->value), error, error > 0 ? noise->factor : -1);
}

/* How many of those on one side of a rung, from it outwards, differ beyond noise.  Without standard errors
 * none that is further away than the roundings of the coarsest figure is covered, so the walk ends there. */
static uint32_t beyond(const struct noise *noise, const struct heat *heat, uint32_t at, int step)
{
    const struct observation *own = heat->row[at];
    uint32_t side = step < 0 ? at : heat->count - 1 - at, near = 0;
    struct num reach;
    bool bounded = !noise->error && num_add(heat->coarsest, num_half_unit(own->value), &reach);
    for (uint32_t i = 1; i <= side; i++) {
        const struct observation *other = heat->row[step < 0 ? at - i : at + i];
        if (noise_covers(noise, own, other))
            near++;
        else if (bounded && !covers(measure_subtract(measure_of(own->value), measure_of(other->value)), reach, 0, -1))
            break;
    }
    return side - near;
}

struct open_ranks noise_ranks(const struct noise *noise, const struct heat *heat, uint32_t at)
{
    return (struct open_ranks){beyond(noise, heat, at, -1) + 1, heat->count - beyond(noise, heat, at, 1)};
}
