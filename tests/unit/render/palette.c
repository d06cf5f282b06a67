/* palette: what stands on a tile can be read, and neighbours can be told apart */

#include <criterion/criterion.h>

#include "base/str.h"
#include "compared/palette.h"

Test(palette, contrast_is_that_of_wcag)
{
    cr_expect_eq(palette_contrast(STR("#000000"), STR("#ffffff")), 2100);
    cr_expect_eq(palette_contrast(STR("#ffffff"), STR("#000000")), 2100);
    cr_expect_eq(palette_contrast(STR("#777777"), STR("#FFFFFF")), 448); /* the example of the guidelines: 4.48:1 */
    cr_expect_eq(palette_contrast(STR("#1f4e79"), STR("#1F4E79")), 100);
}

Test(palette, ink_has_the_larger_contrast_and_at_least_4_5)
{
    for (int i = 0; i < PALETTE_STEPS + PALETTE_SHADES; i++) {
        struct str ground = i < PALETTE_STEPS ? palette_step(i) : palette_shade(i - PALETTE_STEPS);
        struct str ink = palette_ink(ground);
        long own = palette_contrast(ink, ground);
        cr_expect(own >= 450, "%.*s: %ld", (int)ground.length, ground.at, own);
        cr_expect(own >= palette_contrast(STR("#000000"), ground));
        cr_expect(own >= palette_contrast(STR("#ffffff"), ground));
    }
    /* Black is better there than white, though the blue looks dark. */
    cr_expect(str_eq(palette_ink(STR("#4A86B8")), STR("#000000")));
}

Test(palette, neighbours_differ_in_brightness_and_the_ends_from_the_paper)
{
    for (int i = 1; i < PALETTE_STEPS; i++)
        cr_expect(palette_contrast(palette_step(i), palette_step(i - 1)) >= 120, "step %d", i);
    for (int i = 1; i < PALETTE_SHADES; i++)
        cr_expect(palette_contrast(palette_shade(i), palette_shade(i - 1)) >= 130, "shade %d", i);
    cr_expect(palette_contrast(palette_step(0), STR("#ffffff")) >= 300);
    cr_expect(palette_contrast(palette_step(PALETTE_STEPS - 1), STR("#ffffff")) >= 300);
}

/* A color as eyes without one kind of cones see it: the matrices of G. M. Machado, M. M. Oliveira and L. A. F.
 * Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1, on
 * linear parts; from memory. */
static void seen(struct str color, const double matrix[9], double out[3])
{
    double part[3];
    for (int i = 0; i < 3; i++) {
        char hex[3] = {color.at[1 + 2 * i], color.at[2 + 2 * i], 0};
        double share = (double)strtol(hex, NULL, 16) / 255;
        part[i] = share * share; /* near enough to the curve of sRGB */
    }
    for (int i = 0; i < 3; i++)
        out[i] = matrix[3 * i] * part[0] + matrix[3 * i + 1] * part[1] + matrix[3 * i + 2] * part[2];
}

Test(palette, front_and_behind_differ_for_every_kind_of_eye)
{
    static const double kind[3][9] = {
        {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
        {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
        {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
    };
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < PALETTE_STEPS / 2; i++) {
            double a[3], b[3], most = 0;
            seen(palette_step(i), kind[k], a);
            seen(palette_step(PALETTE_STEPS - 1 - i), kind[k], b);
            for (int part = 0; part < 3; part++) {
                double apart = a[part] > b[part] ? a[part] - b[part] : b[part] - a[part];
                most = apart > most ? apart : most;
            }
            cr_expect(most > 0.1, "kind %d, step %d: %f", k, i, most);
        }
}

Test(palette, steps_of_ranks_are_symmetric_and_end_at_the_ends)
{
    static const int ten[] = {0, 1, 1, 2, 3, 3, 4, 5, 5, 6};
    for (long rank = 1; rank <= 10; rank++)
        cr_expect_eq(palette_step_of(rank, 10), ten[rank - 1], "rank %ld", rank);
    for (long of = 2; of < 60; of++) {
        cr_expect_eq(palette_step_of(1, of), 0);
        cr_expect_eq(palette_step_of(of, of), PALETTE_STEPS - 1);
        for (long rank = 1; rank <= of; rank++)
            cr_expect_eq(palette_step_of(rank, of) + palette_step_of(of + 1 - rank, of), PALETTE_STEPS - 1,
                         "%ld of %ld", rank, of);
    }
    cr_expect_eq(palette_step_of(1, 1), PALETTE_STEPS / 2);
}
