/* emf - see emf.h */

#include "office/emf.h"

#include "base/str.h"

/* Record types, and what is said in them. */
enum {
    EMR_HEADER = 1, EMR_POLYGON = 3, EMR_POLYLINE = 4, EMR_EOF = 14, EMR_SETBKMODE = 18, EMR_SETPOLYFILLMODE = 19,
    EMR_SETTEXTALIGN = 22, EMR_SETTEXTCOLOR = 24, EMR_SELECTOBJECT = 37, EMR_CREATEBRUSHINDIRECT = 39,
    EMR_ELLIPSE = 42, EMR_RECTANGLE = 43, EMR_EXTCREATEFONTINDIRECTW = 82, EMR_EXTTEXTOUTW = 84,
    EMR_EXTCREATEPEN = 95,
    TRANSPARENT = 1, WINDING = 2, BASELINE = 24, COMPATIBLE = 1,
    PEN_GEOMETRIC = 0x10000, PEN_FLAT = 0x200, PEN_ROUND_JOIN = 0, PEN_ROUND_END = 0,
    FONT_NORMAL = 400, FONT_BOLD = 700, CHARSET_ANSI = 0, CHARSET_GB2312 = 134,
    FACE_UNITS = 32, FONT_BYTES = 92, FONT_RECORD = 332, HEADER_BYTES = 108
};

#define STOCK 0x80000000u
#define NULL_BRUSH (STOCK + 5)
#define NULL_PEN (STOCK + 8)
#define NONE UINT32_MAX

/* A pen, a brush or a font that was made: it keeps its number to the end. */
struct thing {
    uint32_t type;            /* the record that made it */
    struct str color;         /* pen, brush */
    long size, turn;          /* width of a pen, height of a font; its degrees */
    bool bold, wide, round;   /* font; pen: ends */
};

struct drawing {
    struct mem *mem;
    struct out *out;
    const struct scene *scene;
    uint32_t records;
    struct thing *thing;
    size_t things, room;
    uint32_t pen, brush, font; /* selected */
    struct str ink;           /* of texts */
};

/* ---- numbers ---- */

static void put16(struct out *out, unsigned value)
{
    out_byte(out, (char)(value & 0xFF));
    out_byte(out, (char)(value >> 8 & 0xFF));
}

static void put32(struct out *out, uint32_t value)
{
    put16(out, value & 0xFFFF);
    put16(out, value >> 16);
}

static void put(struct out *out, long value)
{
    put32(out, (uint32_t)(int32_t)value);
}

/* Hundredths of a pixel in tenths. */
static long unit(long hundredths)
{
    return hundredths < 0 ? -((-hundredths + 5) / 10) : (hundredths + 5) / 10;
}

static void begin(struct drawing *drawing, uint32_t type, size_t bytes)
{
    put32(drawing->out, type);
    put32(drawing->out, (uint32_t)bytes);
    drawing->records++;
}

static void state(struct drawing *drawing, uint32_t type, uint32_t value)
{
    begin(drawing, type, 12);
    put32(drawing->out, value);
}

static unsigned hex(char digit)
{
    return (unsigned)(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10) & 15;
}

/* "#rrggbb" as 0x00bbggrr. */
static uint32_t color_of(struct str color)
{
    uint32_t value = 0;
    for (size_t i = 0; color.length == 7 && i < 3; i++)
        value |= (hex(color.at[1 + 2 * i]) << 4 | hex(color.at[2 + 2 * i])) << (8 * i);
    return value;
}

/* ---- pens, brushes and fonts ---- */

/* Number of a thing like that, from 1; 0: there is none yet, and it is to be made as the next. */
static uint32_t find(struct drawing *drawing, const struct thing *like)
{
    for (size_t i = 0; i < drawing->things; i++) {
        const struct thing *one = &drawing->thing[i];
        if (one->type == like->type && str_eq(one->color, like->color) && one->size == like->size &&
            one->turn == like->turn && one->bold == like->bold && one->wide == like->wide && one->round == like->round)
            return (uint32_t)i + 1;
    }
    drawing->thing = mem_grow(drawing->mem, drawing->thing, drawing->things, &drawing->room, sizeof *drawing->thing);
    drawing->thing[drawing->things++] = *like;
    return 0;
}

static void take(struct drawing *drawing, uint32_t *selected, uint32_t number)
{
    if (*selected != number)
        state(drawing, EMR_SELECTOBJECT, number);
    *selected = number;
}

static void take_brush(struct drawing *drawing, struct str color)
{
    if (color.length == 0) {
        take(drawing, &drawing->brush, NULL_BRUSH);
        return;
    }
    uint32_t number = find(drawing, &(struct thing){.type = EMR_CREATEBRUSHINDIRECT, .color = color});
    if (number == 0) {
        number = (uint32_t)drawing->things;
        begin(drawing, EMR_CREATEBRUSHINDIRECT, 24);
        put32(drawing->out, number);
        put32(drawing->out, 0);
        put32(drawing->out, color_of(color));
        put32(drawing->out, 0);
    }
    take(drawing, &drawing->brush, number);
}

static void take_pen(struct drawing *drawing, struct str color, long width, bool round)
{
    if (color.length == 0) {
        take(drawing, &drawing->pen, NULL_PEN);
        return;
    }
    width = unit(width ? width : PX(1));
    width = width < 1 ? 1 : width;
    uint32_t number = find(drawing, &(struct thing){.type = EMR_EXTCREATEPEN, .color = color, .size = width,
                                                    .round = round});
    if (number == 0) {
        const uint32_t value[] = {(uint32_t)drawing->things, 0, 0, 0, 0,
                                  PEN_GEOMETRIC | PEN_ROUND_JOIN | (round ? PEN_ROUND_END : PEN_FLAT),
                                  (uint32_t)width, 0, color_of(color), 0, 0};
        number = value[0];
        begin(drawing, EMR_EXTCREATEPEN, 8 + sizeof value);
        for (size_t i = 0; i < sizeof value / sizeof *value; i++)
            put32(drawing->out, value[i]);
    }
    take(drawing, &drawing->pen, number);
}

/* A face of Windows that other systems have a substitute for. */
static void make_font(struct drawing *drawing, uint32_t number, const struct thing *font)
{
    const char *face = font->wide ? "Microsoft YaHei" : "Arial";
    struct out *out = drawing->out;
    begin(drawing, EMR_EXTCREATEFONTINDIRECTW, FONT_RECORD);
    put32(out, number);
    put(out, -font->size);
    put32(out, 0);
    put(out, font->turn * 10); /* of the line and of each character */
    put(out, font->turn * 10);
    put32(out, font->bold ? FONT_BOLD : FONT_NORMAL);
    put32(out, (uint32_t)(font->wide ? CHARSET_GB2312 : CHARSET_ANSI) << 24); /* not italic, underlined, struck out */
    put32(out, 0);
    size_t length = strlen(face);
    for (size_t i = 0; i < FACE_UNITS; i++)
        put16(out, i < length ? (unsigned char)face[i] : 0);
    for (size_t i = 12 + FONT_BYTES; i < FONT_RECORD; i += 4)
        put32(out, 0);
}

static void take_font(struct drawing *drawing, struct lettering type, bool wide)
{
    const struct thing font = {.type = EMR_EXTCREATEFONTINDIRECTW, .size = unit(type.size), .turn = type.turn,
                               .bold = type.bold, .wide = wide};
    uint32_t number = find(drawing, &font);
    if (number == 0) {
        number = (uint32_t)drawing->things;
        make_font(drawing, number, &font);
    }
    take(drawing, &drawing->font, number);
}

/* ---- texts ---- */

/* Thousandths of an em from the space to the tilde: Arial and Arial Bold, as Helvetica before them. */
static const uint16_t plain_width[95] = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584};
static const uint16_t bold_width[95] = {
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
    280, 389, 584};

struct letter {
    uint32_t rune;
    long width;               /* tenths of a pixel */
    bool wide;                /* of the Chinese face */
};

static struct letter next_letter(struct str *text, long size, bool bold)
{
    struct str before = *text;
    struct letter letter = {.rune = str_rune(text)};
    long em = 600;
    if (letter.rune >= ' ' && letter.rune <= '~')
        em = bold ? bold_width[letter.rune - ' '] : plain_width[letter.rune - ' '];
    else {
        size_t cells = str_width((struct str){before.at, before.length - text->length}, 2);
        letter.wide = cells == 2;
        em = cells == 2 ? 1000 : cells == 0 ? 0 : 600;
    }
    letter.width = (unit(size) * em + 500) / 1000;
    return letter;
}

/* Neither a control character nor one that turns the direction of writing is drawn. */
static bool is_seen(uint32_t rune)
{
    return rune >= ' ' && !(rune >= 0x7F && rune < 0xA0) && !plain_turns(rune);
}

long emf_width(struct str text, long size, bool bold)
{
    long sum = 0;
    while (text.length) {
        struct letter letter = next_letter(&text, size, bold);
        sum += is_seen(letter.rune) ? letter.width : 0;
    }
    return sum;
}

/* A stretch in one face: at most RUN units of UTF-16, their places beside them. */
enum { RUN = 256 };

struct run {
    unsigned unit[RUN];
    long width[RUN];
    size_t units;
    long all;
};

static void add_unit(struct run *run, unsigned value, long width)
{
    run->unit[run->units] = value;
    run->width[run->units++] = width;
    run->all += width;
}

static void add_letter(struct run *run, const struct letter *letter)
{
    if (!is_seen(letter->rune))
        return;
    if (letter->rune < 0x10000) {
        add_unit(run, letter->rune, letter->width);
        return;
    }
    add_unit(run, 0xD800 + ((letter->rune - 0x10000) >> 10), letter->width);
    add_unit(run, 0xDC00 + ((letter->rune - 0x10000) & 0x3FF), 0);
}

/* A rectangle that is empty because its end lies before its start. */
static void put_no_box(struct out *out)
{
    put(out, 0);
    put(out, 0);
    put(out, -1);
    put(out, -1);
}

static void put_run(struct drawing *drawing, long x, long y, const struct run *run)
{
    enum { FIXED = 76 };
    struct out *out = drawing->out;
    size_t text_bytes = (run->units * 2 + 3) / 4 * 4;
    begin(drawing, EMR_EXTTEXTOUTW, FIXED + text_bytes + run->units * 4);
    put_no_box(out);
    put32(out, COMPATIBLE);
    const float scale = 1.0f; /* of a mode that is not this */
    uint32_t bits;
    memcpy(&bits, &scale, sizeof bits);
    put32(out, bits);
    put32(out, bits);
    put(out, x);
    put(out, y);
    put32(out, (uint32_t)run->units);
    put32(out, FIXED);
    put32(out, 0);
    put_no_box(out);
    put32(out, (uint32_t)(FIXED + text_bytes));
    for (size_t i = 0; i < run->units; i++)
        put16(out, run->unit[i]);
    if (run->units % 2)
        put16(out, 0);
    for (size_t i = 0; i < run->units; i++)
        put(out, run->width[i]);
}

/* Thousandths of the cosine, to the nearest 5 degrees: texts are turned by such. */
static long cosine(long degrees)
{
    static const long thousandths[] = {1000, 996, 985, 966, 940, 906, 866, 819, 766, 707,
                                       643,  574, 500, 423, 342, 259, 174, 87,  0};
    return degrees < 0 || degrees > 90 ? 1000 : thousandths[(degrees + 2) / 5];
}

/* The place so far along a line that is turned upwards. */
static struct spot along(struct spot from, long length, long degrees)
{
    return (struct spot){from.x + length * cosine(degrees) / 1000,
                         from.y - (degrees ? length * cosine(90 - degrees) / 1000 : 0)};
}

/* Writes a text and returns the place behind it. */
static struct spot put_text(struct drawing *drawing, struct spot at, struct str text, struct lettering type)
{
    struct str color = type.color.length ? type.color : INK;
    if (!str_eq(color, drawing->ink))
        state(drawing, EMR_SETTEXTCOLOR, color_of(color));
    drawing->ink = color;
    while (text.length) {
        struct run run = {.units = 0};
        bool wide = false;
        while (text.length && run.units + 2 <= RUN) {
            struct str rest = text;
            struct letter letter = next_letter(&rest, type.size, type.bold);
            if (run.units && letter.wide != wide && letter.width)
                break;
            wide = run.units ? wide : letter.wide;
            add_letter(&run, &letter);
            text = rest;
        }
        if (run.units == 0)
            continue;
        take_font(drawing, type, wide);
        put_run(drawing, at.x, at.y, &run);
        at = along(at, run.all, type.turn);
    }
    return at;
}

static void draw_text(struct drawing *drawing, const struct scene_item *item)
{
    struct lettering type = item->type, then = item->then_type;
    type.size = type.size ? type.size : drawing->scene->text_size;
    then.size = then.size ? then.size : type.size;
    if (then.color.length == 0)
        then.color = type.color;
    then.turn = type.turn;
    struct spot at = {unit(item->x), unit(item->y)};
    long width = emf_width(item->text, type.size, type.bold) + emf_width(item->then, then.size, then.bold);
    if (type.anchor != ANCHOR_START)
        at = along(at, type.anchor == ANCHOR_END ? -width : -width / 2, type.turn);
    at = put_text(drawing, at, item->text, type);
    put_text(drawing, at, item->then, then);
}

/* ---- shapes ---- */

static void put_box(struct drawing *drawing, uint32_t type, long left, long top, long right, long bottom)
{
    begin(drawing, type, 24);
    put(drawing->out, left);
    put(drawing->out, top);
    put(drawing->out, right);
    put(drawing->out, bottom);
}

static void put_points(struct drawing *drawing, uint32_t type, const struct spot *spot, size_t spots)
{
    begin(drawing, type, 28 + spots * 8);
    put(drawing->out, 0);
    put(drawing->out, 0);
    put(drawing->out, unit(drawing->scene->width));
    put(drawing->out, unit(drawing->scene->height));
    put32(drawing->out, (uint32_t)spots);
    for (size_t i = 0; i < spots; i++) {
        put(drawing->out, unit(spot[i].x));
        put(drawing->out, unit(spot[i].y));
    }
}

static long whole_root(long square)
{
    long root = 0;
    for (long bit = 1L << 30; bit; bit >>= 1)
        if ((root + bit) <= square / (root + bit))
            root += bit;
    return root;
}

/* A dashed line as the dashes that it consists of. */
static void put_dashes(struct drawing *drawing, struct spot from, struct spot to, long dash)
{
    long dx = to.x - from.x, dy = to.y - from.y, length = whole_root(dx * dx + dy * dy);
    if (length / dash > 4000)
        dash = length / 4000;
    for (long at = 0; at < length; at += 2 * dash) {
        long end = at + dash < length ? at + dash : length;
        const struct spot spot[] = {{from.x + dx * at / length, from.y + dy * at / length},
                                    {from.x + dx * end / length, from.y + dy * end / length}};
        put_points(drawing, EMR_POLYLINE, spot, 2);
    }
}

static void draw_line(struct drawing *drawing, struct spot from, struct spot to, const struct paint *paint)
{
    const struct spot spot[] = {from, to};
    if (paint->dash > 0)
        put_dashes(drawing, from, to, paint->dash);
    else
        put_points(drawing, EMR_POLYLINE, spot, 2);
}

static void draw_path(struct drawing *drawing, const struct scene_item *item)
{
    const struct paint *paint = &item->paint;
    size_t spots = item->spots;
    if (spots < 2)
        return;
    struct spot *ring = mem_array(drawing->mem, spots + 1, sizeof *ring);
    memcpy(ring, item->spot, spots * sizeof *ring);
    ring[spots] = ring[0];
    bool dashed = paint->dash > 0 && paint->stroke.length, filled = paint->fill.length > 0;
    take_pen(drawing, dashed ? (struct str){NULL, 0} : paint->stroke, paint->width, true);
    if (item->closed && (filled || !dashed))
        put_points(drawing, EMR_POLYGON, ring, spots);
    else if (filled) {
        take_pen(drawing, (struct str){NULL, 0}, 0, true);
        put_points(drawing, EMR_POLYGON, ring, spots);
    }
    if (!item->closed && !dashed && paint->stroke.length) {
        take_pen(drawing, paint->stroke, paint->width, true);
        put_points(drawing, EMR_POLYLINE, ring, spots);
    }
    if (!dashed)
        return;
    take_pen(drawing, paint->stroke, paint->width, false);
    for (size_t i = 0; i + 1 < spots + item->closed; i++)
        put_dashes(drawing, ring[i], ring[i + 1], paint->dash);
}

static void draw_shape(struct drawing *drawing, const struct scene_item *item)
{
    long x = unit(item->x), y = unit(item->y), r = unit(item->w);
    if (item->kind == SCENE_DOT)
        put_box(drawing, EMR_ELLIPSE, x - r, y - r, x + r, y + r);
    else if (item->w > 0 && item->h > 0)
        put_box(drawing, EMR_RECTANGLE, x, y, unit(item->x + item->w), unit(item->y + item->h));
}

static void draw(struct drawing *drawing, const struct scene_item *item)
{
    const struct paint *paint = &item->paint;
    if (item->kind == SCENE_TEXT) {
        draw_text(drawing, item);
        return;
    }
    if (paint->fill.length == 0 && paint->stroke.length == 0)
        return;
    take_brush(drawing, item->kind == SCENE_LINE ? (struct str){NULL, 0} : paint->fill);
    if (item->kind == SCENE_PATH) {
        draw_path(drawing, item);
        return;
    }
    take_pen(drawing, paint->stroke, paint->width, false);
    if (item->kind == SCENE_LINE)
        draw_line(drawing, (struct spot){item->x, item->y}, (struct spot){item->w, item->h}, paint);
    else
        draw_shape(drawing, item);
}

/* ---- the picture ---- */

/* Sizes are stated for a device of ten units to a pixel of 1/96 inch: 9600 of them are 254 mm. */
static void put_header(struct out *out, const struct drawing *drawing, size_t bytes)
{
    long width = unit(drawing->scene->width), height = unit(drawing->scene->height);
    const long value[] = {EMR_HEADER, HEADER_BYTES, 0, 0, width - 1, height - 1, 0, 0, width * 2540 / 960,
                          height * 2540 / 960, 0x464D4520, 0x10000, (long)bytes, (long)drawing->records + 1};
    for (size_t i = 0; i < sizeof value / sizeof *value; i++)
        put(out, value[i]);
    put16(out, (unsigned)drawing->things + 1);
    put16(out, 0);
    const long rest[] = {0, 0, 0, 9600, 9600, 254, 254, 0, 0, 0, 254000, 254000};
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        put(out, rest[i]);
}

void emf_write(struct out *out, struct mem *mem, const struct scene *scene)
{
    struct drawing drawing = {.mem = mem, .out = out_gather(mem), .scene = scene,
                              .pen = NONE, .brush = NONE, .font = NONE};
    state(&drawing, EMR_SETBKMODE, TRANSPARENT);
    state(&drawing, EMR_SETPOLYFILLMODE, WINDING);
    state(&drawing, EMR_SETTEXTALIGN, BASELINE);
    for (const struct scene_item *item = scene->first; item; item = item->next)
        draw(&drawing, item);
    begin(&drawing, EMR_EOF, 20);
    put32(drawing.out, 0);
    put32(drawing.out, 0);
    put32(drawing.out, 20);
    struct str body = out_gathered(drawing.out);
    put_header(out, &drawing, HEADER_BYTES + body.length);
    out_write(out, body);
}
