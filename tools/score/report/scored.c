/* scored - see scored.h */
#include <math.h>

#include "report/scored.h"
#include "values/measure.h"

enum { DIGITS = 12 };

const char *score_flag_word(enum score_flag flag)
{
#define X(name, word, meaning) word,
    static const char *const word[] = {SCORE_FLAGS(X)};
#undef X
    return word[flag];
}

double ladder_effective(const struct ladder *ladder, uint32_t period, uint32_t node)
{
    double weight = 1;
    for (; node; node = ladder->tree.node[node].parent)
        weight *= ladder->weight[(size_t)period * ladder->tree.count + node];
    return weight;
}

struct str scored_text(const struct scored *scored, double value)
{
    double ends[2];
    struct num limit[2];
    size_t limits = 0;
    if (isnan(value))
        return (struct str){NULL, 0};
    for (int i = 0; normalize_ends(&scored->recipe.normalize, ends) && i < 2; i++) {
        if (fabs(value - ends[i]) <= 1e-12 * fmax(1, fabs(ends[i])))
            value = ends[i];
        limits += num_from_double(ends[i], &limit[limits]);
    }
    return measure_text_beside(scored->mem, measure_double(value), scored->places, limit, limits);
}

struct str scored_digits(struct mem *mem, double value)
{
    struct num number;
    if (!num_from_double(value, &number))
        return (struct str){NULL, 0};
    int places = value != 0 ? DIGITS - 1 - (int)floor(log10(fabs(value))) : 0;
    if (number.scale > places)
        number = num_round(number, places, NUM_HALF_UP);
    while (number.scale > 0 && number.mantissa % 10 == 0) {
        number.mantissa /= 10;
        number.scale--;
    }
    return num_text(mem, number);
}

uint32_t scored_shown(const struct scored *scored, uint32_t from)
{
    while (from < scored->data.periods && !scored->data.shown[from])
        from++;
    return from;
}

struct str scored_period(const struct scored *scored, uint32_t period)
{
    return period_text(scored->mem, scored->data.period[period]);
}

struct identity scored_identity(const struct scored *scored, uint32_t unit, const struct branch *node)
{
    struct str region = unit == SCORED_NOBODY ? (struct str){NULL, 0} : scored->data.region[unit];
    struct identity id = identity_of(scored->regions, region, scored->indicators, node->code);
    bool indicator = node->column != HIERARCHY_NONE;
    if (!indicator)
        id.direction = DIRECTION_UP;
    else if (id.direction == DIRECTION_NONE)
        id.direction = DIRECTION_UP;
    return id;
}
