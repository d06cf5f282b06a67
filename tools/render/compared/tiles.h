/* tiles - rectangles that carry a text, a hatch where nothing is known, and what their colors mean */
#ifndef TILES_H
#define TILES_H

#include "charts/scene.h"

struct tile {
    long x, y, w, h;          /* corner and size */
};

/* A filled tile with its text in the middle, in the ink that can be read on it. */
void tile_draw(struct scene *scene, struct tile tile, struct str ground, struct str text, struct lettering type);

/* A tile of slanted lines: nothing is known. */
void tile_hatched(struct scene *scene, struct tile tile);

/* A small tile (hatched where the color is empty) and what it means; the next one stands at x, or below it
 * when the line, which began at `left`, reaches `right`.  *x and *y move on. */
struct legend {
    long left, right, x, y;
};
void tile_legend(struct scene *scene, struct legend *legend, struct str ground, struct str text);

#endif
