/* palette - colors of tiles, and which ink can be read on them
 *
 * Seven steps from the best (blue) over gray to the worst (orange), which people with
 * any of the common color deficiencies tell apart (blue and orange differ in all three
 * cones; the two halves differ in brightness too), and five steps of one blue for
 * figures that are neither good nor bad.  No tile is without its number or its mark.
 *
 * These colors and inks are written in capitals, which the answers of a page to a dark
 * ground (html_style.c) do not know: a tile and its ink change together or not at all.
 *
 * Contrast is that of WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) of the relative luminances.
 */
#ifndef PALETTE_H
#define PALETTE_H

#include "base/mem.h"

enum { PALETTE_STEPS = 7, PALETTE_SHADES = 5 };

/* Step 0 is the best, 6 the worst, 3 the middle; shade 0 is the lightest. */
struct str palette_step(int step);
struct str palette_shade(int shade);

/* The step of a rank from 1 among `of`; the middle one where there is but one. */
int palette_step_of(long rank, long of);

/* Black or white, whichever has the larger contrast with the ground ("#rrggbb"). */
struct str palette_ink(struct str ground);

/* ---- for tests ---- */

/* Contrast of two colors in hundredths: black on white is 2100. */
long palette_contrast(struct str a, struct str b);

#endif
