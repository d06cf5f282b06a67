/* roles: the colors in which charts speak can be read, and told apart by people who see fewer of them
 *
 * Contrast is that of WCAG 2.2.  Color deficiencies are simulated by the matrices of G. M. Machado, M. M. Oliveira,
 * L. A. F. Fernandes, "A physiologically-based model for simulation of color vision deficiency", IEEE TVCG 15(6),
 * 2009 (severity 1.0, on linear RGB); distances are CIE 1976 L*a*b*, D65.
 */

#include <criterion/criterion.h>

#include <math.h>

#include "base/str.h"
#include "charts/chart.h"

static int hex(char digit)
{
    return digit <= '9' ? digit - '0' : (digit | 32) - 'a' + 10;
}

static void linear(struct str color, double rgb[3])
{
    for (int i = 0; i < 3; i++) {
        double part = (hex(color.at[1 + 2 * i]) * 16 + hex(color.at[2 + 2 * i])) / 255.0;
        rgb[i] = part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
    }
}

static double luminance(struct str color)
{
    double rgb[3];
    linear(color, rgb);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

static double contrast(struct str a, struct str b)
{
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

static const double seen_by[3][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
};
static const char *const eyes[] = {"all cones", "deuteranopia", "protanopia"};

static double curve(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

static void lab(struct str color, int eye, double out[3])
{
    double rgb[3], seen[3];
    linear(color, rgb);
    for (int i = 0; i < 3; i++) {
        seen[i] = 0;
        for (int k = 0; k < 3; k++)
            seen[i] += seen_by[eye][i][k] * rgb[k];
        seen[i] = fmin(1, fmax(0, seen[i]));
    }
    double x = (0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047,
           y = 0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2],
           z = (0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883;
    out[0] = 116 * curve(y) - 16;
    out[1] = 500 * (curve(x) - curve(y));
    out[2] = 200 * (curve(y) - curve(z));
}

static double distance(struct str a, struct str b, int eye)
{
    double x[3], y[3];
    lab(a, eye, x);
    lab(b, eye, y);
    return sqrt((x[0] - y[0]) * (x[0] - y[0]) + (x[1] - y[1]) * (x[1] - y[1]) + (x[2] - y[2]) * (x[2] - y[2]));
}

Test(roles, the_measures_are_right)
{
    cr_assert_float_eq(contrast(STR("#000000"), STR("#ffffff")), 21, 1e-9);
    cr_assert_float_eq(contrast(STR("#777777"), STR("#ffffff")), 4.48, 0.005);
    cr_assert_float_eq(distance(STR("#000000"), STR("#ffffff"), 0), 100, 0.01);
    /* the red and the green of traffic lights, which this palette avoids, fall together */
    cr_assert(distance(STR("#2e7d32"), STR("#c62828"), 1) < 20, "%.1f",
              distance(STR("#2e7d32"), STR("#c62828"), 1));
}

Test(roles, texts_and_shapes_can_be_read_on_paper_and_on_the_grounds_of_bars)
{
    const struct str text[] = {INK, DIM, GOOD, FAIR, POOR, GRAVE}, shape[] = {EDGE, RULE};
    const struct str ground[] = {TRACK, SHADE, BAND};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        cr_assert(contrast(text[i], PAPER) >= 4.5, "%.*s: %.2f", STR_ARG(text[i]), contrast(text[i], PAPER));
        for (size_t k = 0; k < sizeof ground / sizeof *ground; k++)
            cr_assert(contrast(text[i], ground[k]) >= 3, "%.*s on %.*s: %.2f", STR_ARG(text[i]), STR_ARG(ground[k]),
                      contrast(text[i], ground[k]));
    }
    for (size_t i = 0; i < sizeof shape / sizeof *shape; i++)
        cr_assert(contrast(shape[i], PAPER) >= 3, "%.*s: %.2f", STR_ARG(shape[i]), contrast(shape[i], PAPER));
}

/* Those that stand beside each other in a bar: 10 is what an untrained eye tells without looking twice. */
static void neighbors(const struct view *view, const char *const *key, size_t keys)
{
    for (size_t i = 0; i + 1 < keys; i++) {
        struct mark a = chart_class(view, str_of(key[i]), 0), b = chart_class(view, str_of(key[i + 1]), 0);
        cr_assert(!str_eq(a.mark, b.mark), "%s and %s have the same shape", key[i], key[i + 1]);
        cr_assert(contrast(a.color, PAPER) >= 4.5, "%s: %.2f", key[i], contrast(a.color, PAPER));
        for (int eye = 0; eye < 3; eye++)
            cr_assert(distance(a.color, b.color, eye) >= 10, "%s and %s, %s: %.1f", key[i], key[i + 1], eyes[eye],
                      distance(a.color, b.color, eye));
    }
}

Test(roles, neighbors_in_a_bar_are_told_apart_by_color_and_by_shape)
{
    static const char *const classes[] = {"achieved", "ahead", "on_track", "lagging", "reversed", "not_computable"};
    static const char *const statuses[] = {"done", "on_time", "not_started", "not_reported", "slow", "stalled",
                                           "overdue"};
    struct mem *mem = mem_open();
    const struct view view = {.mem = mem, .words = vocabulary_open(mem, mem, NULL)};
    neighbors(&view, classes, sizeof classes / sizeof *classes);
    neighbors(&view, statuses, sizeof statuses / sizeof *statuses);
    for (int eye = 0; eye < 3; eye++)
        cr_assert(distance(GOOD, POOR, eye) > 40, "%s: %.1f", eyes[eye], distance(GOOD, POOR, eye));
    mem_close(mem);
}
