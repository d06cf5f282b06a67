/* scene - what a chart is made of, before anybody thinks of a file format
 *
 * A chart's draw function puts rectangles, lines, paths, dots, texts and groups
 * on a scene; a writer (svg.h) walks it.  A chart therefore never escapes,
 * never formats a number and never knows what the picture becomes.
 *
 * Lengths are whole hundredths of a pixel (PX(12) is 12 pixels), so the same
 * data gives the same bytes on every machine.  x grows to the right, y downwards.
 * Texts and points given to a scene must live as long as the scene; colors are
 * "#rrggbb", the empty text draws nothing.
 */
#ifndef SCENE_H
#define SCENE_H

#include "base/mem.h"

#define PX(pixels) ((long)(pixels) * 100)

/* Colors of every chart, dark enough on white (text 4.5:1, shapes 3:1). */
#define INK STR("#1a1d21")
#define DIM STR("#565d64")
#define EDGE STR("#6f7780")
#define RULE STR("#6b7178")
#define HAIR STR("#e1e5e8")
#define TRACK STR("#eceff1")
#define BAND STR("#cbd4da")
#define SHADE STR("#dce2e7")
#define STRIPE STR("#f7f9fa")
#define PAPER STR("#ffffff")

/* What is drawn heavily and what is well, or nearly; what is behind or takes away, and gravely.  They are the
 * built-in colors of the classes, safe for the color-blind: tests/unit/render/palette.c. */
#define GOOD STR("#1f4e79")
#define FAIR STR("#2f72a8")
#define POOR STR("#b54708")
#define GRAVE STR("#7a1f00")

enum scene_kind { SCENE_RECT, SCENE_LINE, SCENE_PATH, SCENE_DOT, SCENE_TEXT };
enum scene_anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

struct spot {
    long x, y;
};

/* How a shape looks: filled, stroked, or both.  `dash` is a dash and a gap of
 * that length; 0 is a whole line. */
struct paint {
    struct str fill, stroke;
    long width, dash;
};

/* How a text looks.  A size of 0 is the scene's own, an empty color is INK.  Texts lie flat but for the
 * heads of a heatmap, which are turned by so many degrees, upwards, about the place where they begin. */
struct lettering {
    long size, turn;
    bool bold;
    enum scene_anchor anchor;
    struct str color;
};

struct scene_item {
    enum scene_kind kind;
    long x, y, w, h;          /* rect: corner and size; line: both ends; dot: center, w is the radius */
    const struct spot *spot;  /* path */
    size_t spots;
    bool closed;
    struct paint paint;
    struct lettering type;
    struct str text;          /* text, or a group's short description */
    struct str then;          /* text that goes on in another type */
    struct lettering then_type;
    struct scene_item *next;
};

struct scene {
    struct mem *mem;
    long width, height;
    long text_size;           /* of texts that name no size */
    struct str title, description;
    struct scene_item *first, *last;
};

/* An empty scene; the draw function sets width, height, title and description. */
struct scene *scene_new(struct mem *mem);

/* A rectangle from its upper left corner, a line between two points, a dot around one. */
void scene_rect(struct scene *scene, long x, long y, long w, long h, struct paint paint);
void scene_line(struct scene *scene, long x1, long y1, long x2, long y2, struct paint paint);
void scene_dot(struct scene *scene, long x, long y, long radius, struct paint paint);

/* A line through points; `closed` joins the last to the first.  The points are copied. */
void scene_path(struct scene *scene, const struct spot *spot, size_t spots, bool closed, struct paint paint);

/* A text with its baseline at y. */
void scene_text(struct scene *scene, long x, long y, struct str text, struct lettering type);

/* The same, going on with `then` in its own type: a name and its unit.  Both are
 * anchored as one, as the first type says. */
void scene_text_then(struct scene *scene, long x, long y, struct str text, struct lettering type, struct str then,
                     struct lettering then_type);

/* How wide a text is, without knowing the font: wide characters one em, narrow
 * ones by their rough class (an i is thin, an M wide) and 6 % more when bold. */
long scene_measure(struct str text, long size, bool bold);

/* The text, or when it is wider than `room` as much as fits with an ellipsis. */
struct str scene_fit(struct mem *mem, struct str text, long room, long size, bool bold);

/* A line of text broken where it reaches the width (a Chinese line after any
 * character but before no closing punctuation); returns the y behind it. */
long scene_lines(struct scene *scene, long x, long y, long width, long pitch, struct str text, struct lettering type);

#endif
