/* measure - see measure.h */
#include <math.h>

#include "measure.h"

struct measure measure_of(struct num value)
{
    return (struct measure){.known = true, .exact = true, .above = value, .below = num_of(1)};
}

struct measure measure_quotient(struct num above, struct num below)
{
    if (num_sign(below) == 0)
        return (struct measure){0};
    if (num_sign(below) < 0)
        above = num_negate(above), below = num_negate(below);
    return (struct measure){.known = true, .exact = true, .above = above, .below = below};
}

struct measure measure_double(double number)
{
    return (struct measure){.known = isfinite(number), .number = number};
}

/* The nearest double of a known measure. */
static double near_double(struct measure measure)
{
    double above = 0, below = 1;
    if (!measure.exact)
        return measure.number;
    if (!num_to_double(measure.above, &above) || !num_to_double(measure.below, &below))
        return NAN;
    return above / below;
}

struct measure measure_divide(struct measure a, struct measure b)
{
    struct num above, below;
    if (!a.known || !b.known)
        return (struct measure){0};
    if (a.exact && b.exact && num_multiply(a.above, b.below, &above) && num_multiply(a.below, b.above, &below))
        return measure_quotient(above, below);
    return measure_double(near_double(a) / near_double(b));
}

int measure_compare(struct measure a, struct num b)
{
    struct num product;
    if (a.exact && num_multiply(a.below, b, &product))
        return num_compare(a.above, product);
    double left = near_double(a), right = 0;
    num_to_double(b, &right);
    return (left > right) - (left < right);
}

struct str measure_text(struct mem *mem, struct measure measure, int places)
{
    struct num value;
    if (!measure.known)
        return (struct str){NULL, 0};
    if (measure.exact && num_divide(measure.above, measure.below, places, NUM_HALF_UP, &value))
        return num_text(mem, value);
    if (!num_from_double(near_double(measure), &value))
        return (struct str){NULL, 0};
    return num_text(mem, num_round(value, places, NUM_HALF_UP));
}

struct str measure_percent(struct mem *mem, struct measure measure, int places)
{
    if (measure.exact && !num_shift(measure.above, 2, &measure.above))
        return (struct str){NULL, 0};
    measure.number *= 100;
    return measure_text(mem, measure, places);
}
