/* palette - see palette.h */

#include "compared/palette.h"

#include <math.h>

#define BLACK STR("#000000")
#define WHITE STR("#FFFFFF")
#define COLOR(text) {text, sizeof text - 1}

static const struct str steps[PALETTE_STEPS] = {COLOR("#1F4E79"), COLOR("#4A86B8"), COLOR("#A9C8E2"), COLOR("#F0F1F2"),
                                                COLOR("#F5CFAE"), COLOR("#E0904A"), COLOR("#B54708")};
static const struct str shades[PALETTE_SHADES] = {COLOR("#E3ECF4"), COLOR("#B5CFE5"), COLOR("#7AA9CF"),
                                                  COLOR("#3D78AE"), COLOR("#1F4E79")};

struct str palette_step(int step)
{
    return steps[step < 0 ? 0 : step >= PALETTE_STEPS ? PALETTE_STEPS - 1 : step];
}

struct str palette_shade(int shade)
{
    return shades[shade < 0 ? 0 : shade >= PALETTE_SHADES ? PALETTE_SHADES - 1 : shade];
}

int palette_step_of(long rank, long of)
{
    const int last = PALETTE_STEPS - 1, middle = last / 2;
    if (of < 2 || rank < 1)
        return middle;
    if (rank >= of)
        return last;
    /* The nearest step, and of two that are as near the one next to the middle. */
    long twice = 2 * last * (rank - 1), whole = of - 1;
    long step = (twice + whole) / (2 * whole);
    if ((twice + whole) % (2 * whole) == 0 && step > middle)
        step--;
    return (int)step;
}

static int hex(char digit)
{
    return digit <= '9' ? digit - '0' : (digit | 32) - 'a' + 10;
}

static double luminance(struct str color)
{
    static const double weight[3] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (size_t i = 0; i < 3; i++) {
        double part = (hex(color.at[1 + 2 * i]) * 16 + hex(color.at[2 + 2 * i])) / 255.0;
        sum += weight[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

long palette_contrast(struct str a, struct str b)
{
    double one = luminance(a) + 0.05, other = luminance(b) + 0.05;
    return lround(100 * (one > other ? one / other : other / one));
}

struct str palette_ink(struct str ground)
{
    return palette_contrast(BLACK, ground) >= palette_contrast(WHITE, ground) ? BLACK : WHITE;
}
