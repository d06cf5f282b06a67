/* svg - walks a scene and writes SVG */

#include "formats/svg.h"

#include "base/str.h"
#include "view/sink.h"

#define FONTS "Noto Sans CJK SC,Source Han Sans SC,Microsoft YaHei,PingFang SC,Hiragino Sans GB,sans-serif"

/* A length: 1234 is 12.34, 1200 is 12, -50 is -0.5. */
static void length(struct out *out, long hundredths)
{
    if (hundredths < 0)
        out_byte(out, '-');
    unsigned long whole = hundredths < 0 ? 0ul - (unsigned long)hundredths : (unsigned long)hundredths;
    unsigned part = (unsigned)(whole % 100);
    out_format(out, "%lu", whole / 100);
    if (part % 10)
        out_format(out, ".%02u", part);
    else if (part)
        out_format(out, ".%u", part / 10);
}

static void attribute(struct out *out, const char *name, long hundredths)
{
    out_format(out, " %s=\"", name);
    length(out, hundredths);
    out_byte(out, '"');
}

static void word(struct out *out, const char *name, struct str value)
{
    out_format(out, " %s=\"", name);
    sink_xml(out, value);
    out_byte(out, '"');
}

static void painted(struct out *out, struct paint paint)
{
    word(out, "fill", paint.fill.length ? paint.fill : STR("none"));
    if (paint.stroke.length == 0)
        return;
    word(out, "stroke", paint.stroke);
    attribute(out, "stroke-width", paint.width ? paint.width : PX(1));
    if (paint.dash) {
        out_write(out, STR(" stroke-dasharray=\""));
        length(out, paint.dash);
        out_byte(out, ' ');
        length(out, paint.dash);
        out_byte(out, '"');
    }
}

static void path(struct out *out, const struct scene_item *item)
{
    out_write(out, STR("<path d=\""));
    for (size_t i = 0; i < item->spots; i++) {
        out_byte(out, i ? 'L' : 'M');
        length(out, item->spot[i].x);
        out_byte(out, ' ');
        length(out, item->spot[i].y);
    }
    if (item->closed)
        out_byte(out, 'Z');
    out_byte(out, '"');
    painted(out, item->paint);
    if (item->paint.stroke.length)
        out_write(out, STR(" stroke-linejoin=\"round\" stroke-linecap=\"round\""));
    out_write(out, STR("/>\n"));
}

static void typed(struct out *out, struct lettering type)
{
    if (type.size)
        attribute(out, "font-size", type.size);
    if (type.bold)
        word(out, "font-weight", STR("700"));
    if (type.color.length)
        word(out, "fill", type.color);
}

static void turned(struct out *out, const struct scene_item *item)
{
    out_format(out, " transform=\"rotate(-%ld ", item->type.turn);
    length(out, item->x);
    out_byte(out, ' ');
    length(out, item->y);
    out_write(out, STR(")\""));
}

static void text(struct out *out, const struct scene_item *item)
{
    static const struct str anchor[] = {
        [ANCHOR_MIDDLE] = {"middle", 6},
        [ANCHOR_END] = {"end", 3},
    };
    out_write(out, STR("<text"));
    attribute(out, "x", item->x);
    attribute(out, "y", item->y);
    if (item->type.anchor != ANCHOR_START)
        word(out, "text-anchor", anchor[item->type.anchor]);
    if (item->type.turn)
        turned(out, item);
    typed(out, item->type);
    out_byte(out, '>');
    sink_xml(out, item->text);
    if (item->then.length) {
        out_write(out, STR("<tspan"));
        if (item->type.bold && !item->then_type.bold)
            word(out, "font-weight", STR("400"));
        typed(out, item->then_type);
        out_byte(out, '>');
        sink_xml(out, item->then);
        out_write(out, STR("</tspan>"));
    }
    out_write(out, STR("</text>\n"));
}

static void shape(struct out *out, const struct scene_item *item)
{
    switch (item->kind) {
    case SCENE_RECT:
        out_write(out, STR("<rect"));
        attribute(out, "x", item->x);
        attribute(out, "y", item->y);
        attribute(out, "width", item->w);
        attribute(out, "height", item->h);
        break;
    case SCENE_LINE:
        out_write(out, STR("<line"));
        attribute(out, "x1", item->x);
        attribute(out, "y1", item->y);
        attribute(out, "x2", item->w);
        attribute(out, "y2", item->h);
        break;
    default:
        out_write(out, STR("<circle"));
        attribute(out, "cx", item->x);
        attribute(out, "cy", item->y);
        attribute(out, "r", item->w);
        break;
    }
    painted(out, item->paint);
    out_write(out, STR("/>\n"));
}

static void head(struct out *out, const struct scene *scene, const struct svg_frame *frame)
{
    if (frame->alone)
        out_write(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    out_write(out, STR("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\""));
    if (frame->classes.length)
        word(out, "class", frame->classes);
    word(out, "xml:lang", frame->language);
    attribute(out, "width", scene->width);
    if (frame->alone)
        attribute(out, "height", scene->height);
    out_write(out, STR(" viewBox=\"0 0 "));
    length(out, scene->width);
    out_byte(out, ' ');
    length(out, scene->height);
    if (frame->hidden)
        out_write(out, STR("\" aria-hidden=\"true\""));
    else
        out_format(out, "\" role=\"img\" aria-labelledby=\"%.*s-title %.*s-desc\"", (int)frame->prefix.length,
                   frame->prefix.at, (int)frame->prefix.length, frame->prefix.at);
    attribute(out, "font-size", scene->text_size);
    word(out, "font-family", STR(FONTS));
    word(out, "fill", INK);
    if (frame->hidden) {
        out_write(out, STR(">\n"));
        return;
    }
    out_format(out, ">\n<title id=\"%.*s-title\">", (int)frame->prefix.length, frame->prefix.at);
    sink_xml(out, scene->title);
    out_format(out, "</title>\n<desc id=\"%.*s-desc\">", (int)frame->prefix.length, frame->prefix.at);
    sink_xml(out, scene->description);
    out_write(out, STR("</desc>\n"));
}

void svg_write(struct out *out, const struct scene *scene, const struct svg_frame *frame)
{
    head(out, scene, frame);
    if (frame->alone)
        out_format(out, "<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>\n", PAPER.at);
    for (const struct scene_item *item = scene->first; item; item = item->next) {
        switch (item->kind) {
        case SCENE_PATH: path(out, item); break;
        case SCENE_TEXT: text(out, item); break;
        default: shape(out, item); break;
        }
    }
    out_write(out, STR("</svg>\n"));
}
