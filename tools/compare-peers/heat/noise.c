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
    const struct str key[NOISE_KEYS] = {row->region, row->indicator, row->period_text, row->caliber, row->vintage};
    memcpy(noise->key, key, sizeof key);
    for (uint32_t i = 0; i < noise->dimensions; i++)
        noise->key[NOISE_KEYS + i] = row->dimension[i];
    const struct num *told = group_find(noise->error, noise->key);
    return told && num_to_double(*told, &error) ? error : 0;
}

/* Is a distance less than what roundings may have made, or no more than `most` of an error? */
static bool covers(struct num gap, struct num rounding, double most)
{
    double size;
    gap = num_abs(gap);
    return num_compare(gap, rounding) < 0 || (most > 0 && num_to_double(gap, &size) && size <= most);
}

bool noise_covers(const struct noise *noise, const struct observation *one, const struct observation *other)
{
    struct num gap, rounding;
    if (!num_subtract(one->value, other->value, &gap) ||
        !num_add(num_half_unit(one->value), num_half_unit(other->value), &rounding))
        return false;
    double error = noise->error ? hypot(error_of(noise, one), error_of(noise, other)) : 0;
    return covers(gap, rounding, noise->factor * error);
}

bool noise_covers_gap(const struct noise *noise, const struct observation *row, struct measure gap)
{
    double error = error_of(noise, row);
    if (measure_sign(gap) < 0)
        gap = measure_negate(gap);
    return measure_compare(gap, num_half_unit(row->value)) < 0 ||
           (error > 0 && measure_near(gap) <= noise->factor * error);
}

/* How many of those on one side of a rung, from it outwards, differ beyond noise.  Without standard errors
 * none that is further away than the roundings of the coarsest figure is covered, so the walk ends there. */
static uint32_t beyond(const struct noise *noise, const struct heat *heat, uint32_t at, int step)
{
    const struct observation *own = heat->row[at];
    uint32_t side = step < 0 ? at : heat->count - 1 - at, near = 0;
    struct num reach, gap;
    bool bounded = !noise->error && num_add(heat->coarsest, num_half_unit(own->value), &reach);
    for (uint32_t i = 1; i <= side; i++) {
        const struct observation *other = heat->row[step < 0 ? at - i : at + i];
        if (noise_covers(noise, own, other))
            near++;
        else if (bounded && num_subtract(own->value, other->value, &gap) && !covers(gap, reach, 0))
            break;
    }
    return side - near;
}

struct open_ranks noise_ranks(const struct noise *noise, const struct heat *heat, uint32_t at)
{
    return (struct open_ranks){beyond(noise, heat, at, -1) + 1, heat->count - beyond(noise, heat, at, 1)};
}
