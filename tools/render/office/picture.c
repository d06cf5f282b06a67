/* picture - see picture.h */

#include "office/picture.h"

#include "base/str.h"
#include "office/emf.h"
#include "office/word_table.h"

/* A picture is not made smaller than that (in 1/100 of its size) unless there is no other way: its texts of
 * 14 pixels would be under 7.5 points. */
enum { LEAST_SCALE = 72, EMU_OF_PIXEL = 9525, TWIPS_OF_PIXEL = 15 };

/* In 1/100: of a page for a picture, and of that for one with a heading and a finding before it. */
enum { PAGE_SHARE = 84, PIECE_SHARE = 72 };

#define KIND_PICTURE "http://schemas.openxmlformats.org/drawingml/2006/picture"
#define KIND_DRAWING "http://schemas.openxmlformats.org/drawingml/2006/main"
#define KIND_PLACE "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

struct drawing {
    const struct drawn *drawn;
    struct str title;
    bool compact;
    size_t rows, each;        /* of all pieces, of one */
    long width, height;       /* room for one; pixels */
    long scale;               /* of all pieces at most */
};

static struct scene *scene_of(struct pen *pen, const struct drawing *drawing, size_t from, size_t to)
{
    const struct drawn *drawn = drawing->drawn;
    struct scene *scene = scene_new(pen->mem);
    const struct chart_how how = {.from = from, .to = to, .all = drawing->rows, .compact = drawing->compact,
                                  .title = drawing->title, .wish = drawn->wish};
    drawn->chart->draw(scene, drawn->view, drawn->summary, &how);
    return scene;
}

/* In 1/100 of its size, so that it goes into the room; never made larger. */
static long scale_of(const struct drawing *drawing, const struct scene *scene)
{
    long width = scene->width / PX(1), height = scene->height / PX(1), scale = 100;
    if (width > drawing->width)
        scale = drawing->width * 100 / width;
    if (drawing->drawn->chart->row == 0 && height * scale / 100 > drawing->height)
        scale = drawing->height * 100 / height;
    return scale;
}

/* How it is drawn, and how many rows go into a piece that is made no smaller than it may be.  Gives the
 * picture of all rows. */
static struct scene *choose(struct pen *pen, struct drawing *drawing)
{
    struct scene *scene = scene_of(pen, drawing, 0, drawing->rows);
    long scale = scale_of(drawing, scene);
    if (scale < LEAST_SCALE) {
        drawing->compact = true;
        struct scene *compact = scene_of(pen, drawing, 0, drawing->rows);
        drawing->compact = scale_of(drawing, compact) > scale;
        scene = drawing->compact ? compact : scene;
    }
    scale = scale_of(drawing, scene);
    long height = scene->height / PX(1) * (scale < LEAST_SCALE ? scale : LEAST_SCALE) / 100;
    drawing->each = drawing->rows;
    if (drawing->drawn->chart->row && height > drawing->height) {
        size_t pieces = (size_t)((height + drawing->height - 1) / drawing->height);
        drawing->each = (drawing->rows + pieces - 1) / pieces;
    }
    long piece = scene->height / PX(1) * (long)drawing->each / (drawing->rows ? (long)drawing->rows : 1);
    drawing->scale = piece * scale / 100 > drawing->height ? drawing->height * 100 / piece : scale;
    long beside = piece ? drawing->height * PIECE_SHARE / piece : 100; /* with what stands before it on the page */
    if (drawing->scale > beside && drawing->scale > LEAST_SCALE)
        drawing->scale = beside > LEAST_SCALE ? beside : LEAST_SCALE;
    return scene;
}

static void put_inline(struct pen *pen, const struct scene *scene, int relation, long scale)
{
    struct out *out = pen->out;
    long number = ++pen->pictures, width = scene->width * EMU_OF_PIXEL / 100 * scale / 100,
         height = scene->height * EMU_OF_PIXEL / 100 * scale / 100;
    out_format(out, "<w:r><w:drawing><wp:inline xmlns:wp=\"" KIND_PLACE "\" distT=\"0\" distB=\"0\" distL=\"0\" "
               "distR=\"0\"><wp:extent cx=\"%ld\" cy=\"%ld\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/>"
               "<wp:docPr id=\"%ld\" name=\"Picture %ld\"", width, height, number, number);
    pen_attribute(pen, "descr", scene->description, 1500);
    pen_attribute(pen, "title", scene->title, 250);
    out_format(out, "/><wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a=\"" KIND_DRAWING "\" noChangeAspect=\"1\"/>"
               "</wp:cNvGraphicFramePr><a:graphic xmlns:a=\"" KIND_DRAWING "\"><a:graphicData uri=\"" KIND_PICTURE
               "\"><pic:pic xmlns:pic=\"" KIND_PICTURE "\"><pic:nvPicPr><pic:cNvPr id=\"%ld\" name=\"picture%ld.emf\"/>"
               "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rId%d\"/><a:stretch><a:fillRect/>"
               "</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%ld\" cy=\"%ld\"/>"
               "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>"
               "</a:graphic></wp:inline></w:drawing></w:r>", number, number, relation, width, height);
}

static void put_picture(struct pen *pen, const struct scene *scene, const struct drawing *drawing)
{
    long scale = scale_of(drawing, scene);
    if (scale > drawing->scale)
        scale = drawing->scale;
    long high = scene->height / PX(1) * scale / 100;
    struct str name = mem_format(pen->mem, "media/picture%ld.emf", pen->pictures + 1);
    struct str path = mem_format(pen->mem, "word/%.*s", STR_ARG(name));
    if (high > drawing->height)
        scale = scale * drawing->height / high;
    emf_write(archive_part(pen->archive, path.at, NULL), pen->mem, scene);
    int relation = archive_relate(pen->archive, "word/document.xml", "image", name, false);
    pen_begin(pen, P_PICTURE, NULL);
    put_inline(pen, scene, relation, scale);
    pen_end(pen);
}

static void put_pieces(struct pen *pen, const struct doc_block *block, const struct drawing *drawing,
                       const struct scene *whole)
{
    const struct vocabulary *words = pen->document->words;
    size_t each = drawing->each ? drawing->each : 1;
    size_t pieces = drawing->rows > each ? (drawing->rows + each - 1) / each : 1;
    for (size_t piece = 0; piece < pieces; piece++) {
        size_t from = piece * each, to = from + each < drawing->rows ? from + each : drawing->rows;
        const struct scene *scene = pieces > 1 ? scene_of(pen, drawing, from, to) : whole;
        struct str title = drawing->title;
        if (pieces > 1)
            title = vocabulary_fill(words, W_CHART_PART, "text", title, "n", words_number(words, (long long)piece + 1),
                                    "m", words_number(words, (long long)pieces), NULL);
        if (scene->width >= PX(1) && scene->height >= PX(1))
            put_picture(pen, scene, drawing);
        word_caption(pen, W_FIGURE, block->number, title, piece ? (struct str){NULL, 0} : block->anchor,
                     &(struct paragraph_extra){.joined = true});
    }
}

void picture_write(struct pen *pen, const struct doc_block *block)
{
    const struct drawn *drawn = &block->drawn;
    const struct vocabulary *words = pen->document->words;
    const struct paper *paper = layout_paper(pen->layout, pen->across);
    size_t all = drawn->view->table->rows, rows = drawn->chart->row && all > CHART_ROWS_MOST ? CHART_ROWS_MOST : all;
    struct drawing drawing = {.drawn = drawn, .rows = rows, .title = drawn->title,
                              .width = paper_width(paper) / TWIPS_OF_PIXEL,
                              .height = (long)paper_height(paper) / TWIPS_OF_PIXEL * PAGE_SHARE / 100};
    if (drawing.title.length == 0)
        drawing.title = chart_title(drawn->chart, drawn->view, drawn->summary, &drawn->wish);
    struct mem_mark mark = mem_mark(pen->mem);
    const struct scene *whole = choose(pen, &drawing);
    put_pieces(pen, block, &drawing, whole);
    mem_rewind(pen->mem, mark);
    if (rows < all)
        pen_line(pen, P_NOTE, vocabulary_fill(words, W_CHART_CUT, "m", words_number(words, (long long)rows), "n",
                                                words_number(words, (long long)all), NULL));
    pen_line(pen, P_NOTE, words->text[drawn->chart->reading]);
    if (drawn->chart->caution != WORD_COUNT)
        pen_line(pen, P_NOTE, words->text[drawn->chart->caution]);
}
