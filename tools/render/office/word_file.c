/* word_file - see word_file.h */

#include "office/word_file.h"

#include "office/word_about.h"
#include "office/body.h"
#include "office/word_styles.h"

static void put_styles(struct pen *pen)
{
    archive_relate(pen->archive, "word/document.xml", "styles", STR("styles.xml"), false);
    word_styles_write(archive_part(pen->archive, "word/styles.xml", PEN_TYPE "styles+xml"), pen->document, pen->layout);
    archive_relate(pen->archive, "word/document.xml", "fontTable", STR("fontTable.xml"), false);
    word_styles_write_fonts(archive_part(pen->archive, "word/fontTable.xml", PEN_TYPE "fontTable+xml"), pen->layout);
}

static void put_lists(struct pen *pen)
{
    archive_relate(pen->archive, "word/document.xml", "numbering", STR("numbering.xml"), false);
    lists_write(pen->lists, archive_part(pen->archive, "word/numbering.xml", PEN_TYPE "numbering+xml"), pen->document,
                pen->layout);
}

struct archive *word_document(struct mem *mem, const struct document *document)
{
    struct pen pen = {.mem = mem_open(), .document = document, .layout = layout_of(document->manner),
                      .archive = archive_open(mem), .part = "word/document.xml",
                      .places = group_open(1, sizeof(struct place_state)), .chinese = document->words->chinese};
    pen.lists = lists_open(pen.mem);
    archive_relate(pen.archive, NULL, "officeDocument", STR("word/document.xml"), false);
    pen_find_places(&pen);
    word_open_footnotes(&pen);
    body_write(&pen);
    word_close_footnotes(&pen);
    word_sides(&pen);
    put_lists(&pen);
    put_styles(&pen);
    word_settings(&pen);
    word_properties(&pen);
    group_close(pen.places);
    mem_close(pen.mem);
    return pen.archive;
}
