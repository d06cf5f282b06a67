/* soundness - see soundness.h */
#include <math.h>

#include "base/voice.h"
#include "estimate/soundness.h"

enum { LEAST_N = 30, DOMINANT_MAX = 16 };

#define X(name, word, help) word,
static const char *const words[] = {SOUNDNESSES(X)};
#undef X

const char *soundness_word(enum soundness reliability)
{
    return words[reliability];
}

/* Widths of an interval: narrow enough whatever it stands around, too wide whatever it does, and too wide for
 * the smaller of the share and its rest. */
#define NARROW 0.05
#define WIDE 0.30
#define WIDE_RELATIVE 1.30

/* Coefficients of variation up to which a figure is reliable, and can be used with caution. */
#define CERTAIN 0.165
#define USABLE 0.333

enum soundness soundness_of_share(const struct share_ask *ask)
{
    double range[2];
    interval_share(interval_find("korn-graubard"), ask, range);
    double width = range[1] - range[0], smaller = fmin(ask->share, 1 - ask->share);
    if (ask->n < LEAST_N || width >= WIDE)
        return SOUNDNESS_UNRELIABLE;
    if (width <= NARROW)
        return SOUNDNESS_RELIABLE;
    return width > WIDE_RELATIVE * smaller ? SOUNDNESS_CAUTION : SOUNDNESS_RELIABLE;
}

enum soundness soundness_of_variation(double variation)
{
    if (isnan(variation))
        return SOUNDNESS_NONE;
    if (variation <= CERTAIN)
        return SOUNDNESS_RELIABLE;
    return variation <= USABLE ? SOUNDNESS_CAUTION : SOUNDNESS_UNRELIABLE;
}

bool soundness_dominated(const struct design *sample, const struct base *base, unsigned most, double share)
{
    double largest[DOMINANT_MAX] = {0}, held = 0, total = 0;
    unsigned many = most < DOMINANT_MAX ? most : DOMINANT_MAX;
    for (uint32_t i = 0; i < base->count; i++) {
        double size = fabs(base->y[i]);
        total += sample->weight[base->at[i]] * size;
        for (unsigned k = 0; k < many; k++)
            if (size > largest[k]) {
                double smaller = largest[k];
                largest[k] = size;
                size = smaller;
            }
    }
    for (unsigned k = 0; k < many; k++)
        held += largest[k];
    return many && total > 0 && held > share * total;
}
