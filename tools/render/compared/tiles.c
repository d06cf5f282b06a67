/* tiles - see tiles.h */

#include "compared/tiles.h"

#include "compared/palette.h"

/* On the paper, but for its edge, which parts light tiles from it. */
void tile_draw(struct scene *scene, struct tile tile, struct str ground, struct str text, struct lettering type)
{
    long size = type.size ? type.size : scene->text_size;
    scene_rect(scene, tile.x, tile.y, tile.w, tile.h, (struct paint){.fill = ground});
    type.anchor = ANCHOR_MIDDLE;
    type.color = palette_ink(ground);
    scene_text(scene, tile.x + tile.w / 2, tile.y + tile.h / 2 + size * 36 / 100, text, type);
}

void tile_hatched(struct scene *scene, struct tile tile)
{
    const long pitch = PX(6);
    const struct paint line = {.stroke = EDGE, .width = 80};
    scene_rect(scene, tile.x, tile.y, tile.w, tile.h, (struct paint){.fill = STRIPE, .stroke = HAIR, .width = PX(1)});
    /* Each line rises to the right from the lower or the left edge, as far as the right or the upper one. */
    for (long at = pitch; at < tile.w + tile.h; at += pitch) {
        long low = at < tile.h ? at : tile.h, right = at < tile.w ? at : tile.w;
        scene_line(scene, tile.x + at - low, tile.y + low, tile.x + right, tile.y + at - right, line);
    }
}

void tile_legend(struct scene *scene, struct legend *legend, struct str ground, struct str text)
{
    const long size = PX(12);
    const struct tile tile = {0, legend->y, PX(22), PX(14)};
    struct tile at = tile;
    long wide = tile.w + PX(5) + scene_measure(text, size, false);
    if (legend->x > legend->left && legend->x + wide > legend->right) {
        legend->x = legend->left;
        legend->y += PX(20);
        at.y = legend->y;
    }
    at.x = legend->x;
    if (ground.length)
        scene_rect(scene, at.x, at.y, at.w, at.h, (struct paint){.fill = ground, .stroke = EDGE, .width = 50});
    else
        tile_hatched(scene, at);
    text = scene_fit(scene->mem, text, legend->right - at.x - at.w - PX(5), size, false);
    scene_text(scene, at.x + at.w + PX(5), at.y + PX(12), text, (struct lettering){.size = size});
    legend->x = at.x + wide + PX(14);
}
