/* scene - a list of shapes and texts, and how wide a text is likely to be */

#include "charts/scene.h"

#include "base/str.h"
#include "view/wrap.h"

struct scene *scene_new(struct mem *mem)
{
    struct scene *scene = mem_take(mem, sizeof *scene);
    scene->mem = mem;
    scene->text_size = PX(14);
    return scene;
}

static struct scene_item *add(struct scene *scene, enum scene_kind kind)
{
    struct scene_item *item = mem_take(scene->mem, sizeof *item);
    item->kind = kind;
    if (scene->last)
        scene->last->next = item;
    else
        scene->first = item;
    scene->last = item;
    return item;
}

static struct scene_item *place(struct scene *scene, enum scene_kind kind, long x, long y, long w, long h)
{
    struct scene_item *item = add(scene, kind);
    item->x = x;
    item->y = y;
    item->w = w;
    item->h = h;
    return item;
}

void scene_rect(struct scene *scene, long x, long y, long w, long h, struct paint paint)
{
    place(scene, SCENE_RECT, x, y, w, h)->paint = paint;
}

void scene_line(struct scene *scene, long x1, long y1, long x2, long y2, struct paint paint)
{
    place(scene, SCENE_LINE, x1, y1, x2, y2)->paint = paint;
}

void scene_dot(struct scene *scene, long x, long y, long radius, struct paint paint)
{
    place(scene, SCENE_DOT, x, y, radius, 0)->paint = paint;
}

void scene_path(struct scene *scene, const struct spot *spot, size_t spots, bool closed, struct paint paint)
{
    struct scene_item *item = add(scene, SCENE_PATH);
    struct spot *copy = mem_array(scene->mem, spots, sizeof *copy);
    if (spots)
        memcpy(copy, spot, spots * sizeof *copy);
    item->spot = copy;
    item->spots = spots;
    item->closed = closed;
    item->paint = paint;
}

void scene_text_then(struct scene *scene, long x, long y, struct str text, struct lettering type, struct str then,
                     struct lettering then_type)
{
    if (text.length == 0 && then.length == 0)
        return;
    struct scene_item *item = place(scene, SCENE_TEXT, x, y, 0, 0);
    if (text.length == 0) { /* only the second: it keeps the place of both */
        then_type.anchor = type.anchor;
        item->text = then;
        item->type = then_type;
        return;
    }
    item->text = text;
    item->type = type;
    item->then = then;
    item->then_type = then_type;
}

void scene_text(struct scene *scene, long x, long y, struct str text, struct lettering type)
{
    scene_text_then(scene, x, y, text, type, (struct str){NULL, 0}, (struct lettering){0});
}

/* Thousandths of an em.  Measured on common sans faces and rounded up; bold makes
 * narrow characters wider, not those that fill a square. */
static long rune_width(struct str one, uint32_t rune, bool bold)
{
    long width = 590;
    if (rune >= 0x80) {
        size_t cells = str_width(one, 2);
        return cells == 2 ? 1000 : cells == 0 ? 0 : bold ? 650 : 620;
    }
    if (strchr(" .,:;'|!()[]ijlI", (int)rune))
        width = 310;
    else if (strchr("tfr/-", (int)rune))
        width = 400;
    else if (strchr("cksvxyzJ", (int)rune))
        width = 540;
    else if (strchr("mwMW%@", (int)rune))
        width = 910;
    else if (rune >= 'A' && rune <= 'Z')
        width = 690;
    return bold ? width * 106 / 100 : width;
}

long scene_measure(struct str text, long size, bool bold)
{
    long sum = 0;
    while (text.length) {
        struct str before = text;
        uint32_t rune = str_rune(&text);
        sum += rune_width((struct str){before.at, before.length - text.length}, rune, bold);
    }
    return (sum * size + 999) / 1000;
}

struct str scene_fit(struct mem *mem, struct str text, long room, long size, bool bold)
{
    if (scene_measure(text, size, bold) <= room)
        return text;
    room -= scene_measure(STR("…"), size, bold);
    struct str rest = text;
    size_t kept = 0;
    while (rest.length) {
        str_rune(&rest);
        size_t length = text.length - rest.length;
        if (scene_measure(str_part(text, 0, length), size, bold) > room)
            break;
        kept = length;
    }
    return mem_format(mem, "%.*s…", (int)kept, text.at);
}

/* How many bytes of the text make the next line. */
static size_t line_length(struct str text, long width, struct lettering type)
{
    struct str rest = text;
    size_t fits = 0, may_break = 0;
    while (rest.length) {
        str_rune(&rest);
        size_t length = text.length - rest.length;
        if (scene_measure(str_part(text, 0, length), type.size, type.bold) > width)
            return may_break ? may_break : fits ? fits : length;
        fits = length;
        if (rest.length && wrap_may_break(text, length))
            may_break = length;
    }
    return text.length;
}

long scene_lines(struct scene *scene, long x, long y, long width, long pitch, struct str text, struct lettering type)
{
    type.size = type.size ? type.size : scene->text_size;
    while (text.length) {
        size_t length = line_length(text, width, type);
        scene_text(scene, x, y, str_trim(str_part(text, 0, length)), type);
        text = str_trim(str_part(text, length, text.length));
        y += pitch;
    }
    return y;
}
