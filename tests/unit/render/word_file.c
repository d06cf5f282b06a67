/* A Word file is well-formed, its elements stand in the order without which Word refuses it, and whatever
 * a document holds, it stays so. */

#include <criterion/criterion.h>

#include "base/str.h"
#include "base/voice.h"
#include "office/layout.h"
#include "office/word_file.h"

#include "arena.h"

TestSuite(word_file, .init = open_mem, .fini = close_mem);

/* ---- what Word is strict about ---- */

/* The children of an element in their order (ECMA-376, part 1, annex A), as far as we write them. */
static const struct {
    const char *parent, *children;
} orders[] = {
    {"w:document", "w:body"},
    {"w:p", "w:pPr *"},
    {"w:pPr", "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl w:numPr "
              "w:suppressLineNumbers w:pBdr w:shd w:tabs w:suppressAutoHyphens w:kinsoku w:wordWrap w:overflowPunct "
              "w:topLinePunct w:autoSpaceDE w:autoSpaceDN w:bidi w:adjustRightInd w:snapToGrid w:spacing w:ind "
              "w:contextualSpacing w:mirrorIndents w:suppressOverlap w:jc w:textDirection w:textAlignment "
              "w:textboxTightWrap w:outlineLvl w:divId w:cnfStyle w:rPr w:sectPr"},
    {"w:numPr", "w:ilvl w:numId"},
    {"w:pBdr", "w:top w:left w:bottom w:right w:between w:bar"},
    {"w:r", "w:rPr *"},
    {"w:rPr", "w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:caps w:smallCaps w:strike w:dstrike w:outline w:shadow "
              "w:emboss w:imprint w:noProof w:snapToGrid w:vanish w:webHidden w:color w:spacing w:w w:kern "
              "w:position w:sz w:szCs w:highlight w:u w:effect w:bdr w:shd w:fitText w:vertAlign w:rtl w:cs w:em "
              "w:lang w:eastAsianLayout"},
    {"w:sectPr", "w:headerReference w:footerReference w:footnotePr w:endnotePr w:type w:pgSz w:pgMar w:paperSrc "
                 "w:pgBorders w:lnNumType w:pgNumType w:cols w:formProt w:vAlign w:noEndnote w:titlePg w:textDirection "
                 "w:bidi w:rtlGutter w:docGrid"},
    {"w:tbl", "w:tblPr w:tblGrid w:tr"},
    {"w:tblPr", "w:tblStyle w:tblpPr w:tblOverlap w:bidiVisual w:tblStyleRowBandSize w:tblStyleColBandSize w:tblW w:jc "
                "w:tblCellSpacing w:tblInd w:tblBorders w:shd w:tblLayout w:tblCellMar w:tblLook w:tblCaption "
                "w:tblDescription"},
    {"w:tblBorders", "w:top w:left w:bottom w:right w:insideH w:insideV"},
    {"w:tblCellMar", "w:top w:left w:bottom w:right"},
    {"w:tr", "w:trPr w:tc"},
    {"w:tc", "w:tcPr w:p"},
    {"w:tcPr", "w:cnfStyle w:tcW w:gridSpan w:hMerge w:vMerge w:tcBorders w:shd w:noWrap w:tcMar w:textDirection "
               "w:tcFitText w:vAlign w:hideMark"},
    {"w:styles", "w:docDefaults w:latentStyles w:style"},
    {"w:style", "w:name w:aliases w:basedOn w:next w:link w:autoRedefine w:hidden w:uiPriority w:semiHidden "
                "w:unhideWhenUsed w:qFormat w:locked w:pPr w:rPr w:tblPr w:trPr w:tcPr w:tblStylePr"},
    {"w:tblStylePr", "w:pPr w:rPr w:tblPr w:trPr w:tcPr"},
    {"w:numbering", "w:numPicBullet w:abstractNum w:num"},
    {"w:abstractNum", "w:nsid w:multiLevelType w:tmpl w:name w:styleLink w:numStyleLink w:lvl"},
    {"w:lvl", "w:start w:numFmt w:lvlRestart w:pStyle w:isLgl w:suff w:lvlText w:lvlPicBulletId w:lvlJc w:pPr w:rPr"},
    {"w:num", "w:abstractNumId w:lvlOverride"},
    {"w:settings", "w:zoom w:mirrorMargins w:defaultTabStop w:evenAndOddHeaders w:characterSpacingControl w:footnotePr "
                   "w:endnotePr w:compat w:themeFontLang w:decimalSymbol w:listSeparator"},
    {"w:font", "w:altName w:panose1 w:charset w:family w:notTrueType w:pitch w:sig"},
    {"wp:inline", "wp:extent wp:effectExtent wp:docPr wp:cNvGraphicFramePr a:graphic"},
    {"w:sdt", "w:sdtPr w:sdtContent"},
};

/* Where a word stands in a list of words; -1 where it does not. */
static int place_in(struct str list, struct str name)
{
    struct str piece;
    for (int i = 0; str_cut(&list, ' ', &piece); i++)
        if (str_eq(piece, name) || str_eq(piece, STR("*")))
            return i;
    return -1;
}

static const char *order_of(struct str parent)
{
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (str_eq(parent, str_of(orders[i].parent)))
            return orders[i].children;
    return NULL;
}

enum { DEEPEST = 64 };

struct open {
    struct str name;
    int last;                 /* place of the child before */
};

static void is_in_order(struct open *parent, struct str child, struct str path)
{
    const char *order = order_of(parent->name);
    if (!order)
        return;
    int place = place_in(str_of(order), child);
    cr_expect(place >= 0, "%.*s: no <%.*s> in <%.*s>", STR_ARG(path), STR_ARG(child), STR_ARG(parent->name));
    cr_expect(place >= parent->last, "%.*s: <%.*s> comes too late in <%.*s>", STR_ARG(path), STR_ARG(child),
              STR_ARG(parent->name));
    parent->last = place;
}

/* The name of a tag: up to a space, a slash or its end. */
static struct str name_in(struct str tag)
{
    size_t n = 0;
    while (n < tag.length && !strchr(" />\n", tag.at[n]))
        n++;
    return str_part(tag, 0, n);
}

/* Only what XML allows, and attributes in quotes. */
static void is_clean(struct str bytes, struct str path)
{
    cr_expect(str_utf8(bytes) == bytes.length, "%.*s is no UTF-8", STR_ARG(path));
    for (size_t i = 0; i < bytes.length; i++) {
        unsigned char byte = (unsigned char)bytes.at[i];
        cr_assert(byte >= ' ' || byte == '\n', "%.*s has the byte %d", STR_ARG(path), byte);
    }
}

/* Walks the tags of a part: each is closed by its own, and children are in order. */
static void is_well_made(struct str bytes, struct str path)
{
    struct open open[DEEPEST] = {{{NULL, 0}, 0}};
    size_t depth = 0;
    is_clean(bytes, path);
    while (bytes.length) {
        ptrdiff_t from = str_find(bytes, STR("<")), to = str_find(bytes, STR(">"));
        if (from < 0)
            break;
        cr_assert(to > from, "%.*s: a tag without an end", STR_ARG(path));
        struct str tag = str_part(bytes, (size_t)from + 1, (size_t)(to - from));
        bytes = str_part(bytes, (size_t)to + 1, bytes.length);
        if (tag.at[0] == '?')
            continue;
        if (tag.at[0] == '/') {
            cr_assert(depth > 0 && str_eq(open[depth].name, name_in(str_part(tag, 1, tag.length))),
                      "%.*s: </%.*s> closes another", STR_ARG(path), STR_ARG(name_in(str_part(tag, 1, tag.length))));
            depth--;
            continue;
        }
        is_in_order(&open[depth], name_in(tag), path);
        if (tag.at[tag.length - 2] == '/')
            continue;
        cr_assert(++depth < DEEPEST);
        open[depth] = (struct open){name_in(tag), 0};
    }
    cr_expect_eq(depth, 0, "%.*s: an element stays open", STR_ARG(path));
}

/* ---- documents ---- */

static struct document *begin(enum manner manner, bool chinese)
{
    voice_open("en");
    struct vocabulary *words = vocabulary_open(mem, mem, NULL);
    words->chinese = chinese;
    struct document *document = document_new(mem, words);
    document->manner = manner;
    document->numbered = true;
    document->title = STR("第十四个五年规划<中期>评估 & \"报告\"");
    document_property(document, "cut-off", STR("2023-06-30"));
    document_property(document, "cut-off", STR("twice"));
    return document;
}

static struct doc_block *say_in(struct document *document, enum block_kind kind, enum doc_role role, const char *text)
{
    struct doc_block *block = document_add(document, kind);
    block->role = role;
    block->level = 1;
    document_text(document, block, str_of(text), 0);
    return block;
}

static struct grid *grid_of(struct document *document, size_t columns, size_t rows, struct str text)
{
    struct grid *grid = mem_take(document->mem, sizeof *grid);
    grid->caption = STR("caption");
    grid->columns = columns;
    grid->rows = rows;
    grid->column = mem_array(document->mem, columns, sizeof *grid->column);
    grid->cell = mem_array(document->mem, columns * rows, sizeof *grid->cell);
    for (size_t i = 0; i < columns; i++)
        grid->column[i] = (struct grid_column){.head = text, .right = i % 2, .share = (long)(1000 / columns)};
    for (size_t i = 0; i < columns * rows; i++)
        grid->cell[i].shown.text = text;
    return grid;
}

static void add_grid(struct document *document, size_t columns, size_t rows, struct str text)
{
    document_add(document, BLOCK_TABLE)->grid = grid_of(document, columns, rows, text);
}

/* One block of every role, every kind of list, link and note. */
static struct document *everything(enum manner manner, bool chinese)
{
    struct document *document = begin(manner, chinese);
    document->draft = true;
    document_add(document, BLOCK_CONTENTS);
    for (enum doc_role role = ROLE_PLAIN; role <= ROLE_ALERT; role++) {
        say_in(document, BLOCK_PARAGRAPH, role, "文字 text");
        say_in(document, BLOCK_HEADING, role, "标题")->level = (int)role % 5;
    }
    struct doc_block *block = say_in(document, BLOCK_PARAGRAPH, ROLE_PLAIN, "见");
    for (unsigned style = 0; style < 32; style++)
        document_text(document, block, STR("“十四五”"), style);
    document_text(document, block, STR("there"), RUN_STRONG)->link = STR("#table");
    document_text(document, block, STR("nowhere"), 0)->link = STR("#nowhere");
    document_text(document, block, STR("out"), RUN_CODE)->link = STR("https://example.org/a b?\"<&>");
    document_text(document, block, STR("no"), 0)->link = STR("javascript:alert(1)");
    struct doc_block *note = mem_take(document->mem, sizeof *note);
    document_text(document, note, STR("note"), 0)->link = STR("https://example.org/");
    document_text(document, block, (struct str){NULL, 0}, 0)->footnote = note;
    for (int level = 0; level < 8; level++) {
        say_in(document, BLOCK_ITEM, ROLE_PLAIN, "item")->level = level;
        block = say_in(document, BLOCK_ITEM, ROLE_PLAIN, "counted");
        block->level = level;
        block->number = level % 3 + 1;
    }
    document_add(document, BLOCK_PAGE_END);
    add_grid(document, 3, 2, STR("1.5"));
    document->last->anchor = STR("table");
    document_add(document, BLOCK_PAPER)->landscape = true;
    add_grid(document, 18, 3, STR("2022年"));
    document_add(document, BLOCK_PAPER);
    add_grid(document, 60, 3, STR("12345.67"));
    document_finish(document);
    return document;
}

static void is_sound(struct document *document)
{
    struct archive *archive = word_document(document->mem, document);
    struct str path, bytes;
    size_t parts = 0;
    for (; archive_look(archive, parts, &path, &bytes); parts++)
        if (!str_ends(path, STR(".emf")))
            is_well_made(bytes, path);
    cr_expect_gt(parts, 12);
}

/* All of the body's part. */
static struct str part_of(struct document *document, const char *name)
{
    struct archive *archive = word_document(document->mem, document);
    struct str path, bytes;
    for (size_t i = 0; archive_look(archive, i, &path, &bytes); i++)
        if (str_eq(path, str_of(name)))
            return mem_copy(document->mem, bytes);
    return (struct str){NULL, 0};
}

static int count_of(struct str text, const char *part)
{
    int count = 0;
    for (ptrdiff_t at; (at = str_find(text, str_of(part))) >= 0; count++)
        text = str_part(text, (size_t)at + 1, text.length);
    return count;
}

Test(word_file, everything_is_in_order_in_each_manner_and_language)
{
    for (enum manner manner = MANNER_GONGWEN; manner <= MANNER_PLAIN; manner++) {
        is_sound(everything(manner, true));
        is_sound(everything(manner, false));
    }
}

Test(word_file, a_link_leads_to_a_place_or_is_text)
{
    struct document *document = everything(MANNER_PLAIN, true);
    struct str body = part_of(document, "word/document.xml");
    struct str relations = part_of(document, "word/_rels/document.xml.rels");
    cr_expect_geq(count_of(body, "w:anchor=\"_table\""), 1);
    cr_expect_eq(count_of(body, "w:name=\"_table\""), 1);
    cr_expect_eq(count_of(body, "_nowhere"), 0);
    cr_expect_eq(count_of(relations, "Target=\"https://example.org/a%20b?%22%3C&amp;%3E\""), 1);
    cr_expect_eq(count_of(relations, "javascript"), 0);
}

Test(word_file, nothing_is_enough)
{
    struct document *document = begin(MANNER_GONGWEN, true);
    document_finish(document);
    is_sound(document);
}

Test(word_file, hostile_texts_stay_texts)
{
    static const char *const text[] = {"</w:t><w:br/>", "]]>", "&#0;&amp;", "\x01\x02\x1b[31m\x7f", "\xff\xfe\xc3",
                                       "\xef\xbf\xbe\xef\xbf\xbf", "\xe2\x80\xae turned", "a\tb\nc\r\nd",
                                       "\" onload='", ""};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        struct document *document = begin(MANNER_PLAIN, true);
        document->title = document->publisher = document->subject = str_of(text[i]);
        document_property(document, text[i], str_of(text[i]));
        struct doc_block *block = say_in(document, BLOCK_HEADING, ROLE_PLAIN, text[i]);
        block->anchor = str_of(text[i]);
        document_text(document, block, STR("x"), 0)->link = mem_format(document->mem, "#%s", text[i]);
        document_text(document, block, STR("x"), 0)->link = mem_format(document->mem, "https://%s", text[i]);
        document_add(document, BLOCK_CONTENTS);
        add_grid(document, 2, 2, str_of(text[i]));
        document->last->grid->note = &document->title;
        document->last->grid->notes = 1;
        document_finish(document);
        is_sound(document);
    }
}

Test(word_file, tables_of_any_shape)
{
    static const struct {
        size_t columns, rows;
    } shape[] = {{0, 0}, {0, 3}, {1, 0}, {1, 1}, {60, 2}, {200, 1}, {3, 5000}};
    char name[601];
    memset(name, 'n', 600);
    name[600] = '\0';
    for (size_t i = 0; i < sizeof shape / sizeof *shape; i++) {
        struct document *document = begin(MANNER_GONGWEN, true);
        add_grid(document, shape[i].columns, shape[i].rows, shape[i].rows > 9 ? STR("值") : str_of(name));
        document_finish(document);
        is_sound(document);
    }
}

/* The widths of a table's columns add up to no more than the paper has, and none is nothing. */
static void widths_fit(struct str body, long most)
{
    long sum = 0;
    while (body.length) {
        ptrdiff_t grid = str_find(body, STR("<w:tblGrid>")), at = str_find(body, STR("<w:gridCol w:w=\""));
        if (at < 0)
            break;
        if (grid >= 0 && grid < at)
            sum = 0;
        body = str_part(body, (size_t)at + 16, body.length);
        long width = atol(body.at);
        cr_expect_gt(width, 100);
        sum += width;
        cr_expect_leq(sum, most);
    }
}

Test(word_file, a_wide_table_goes_across_and_a_wider_one_is_cut)
{
    struct document *document = begin(MANNER_GONGWEN, true);
    add_grid(document, 5, 2, STR("1.5"));
    add_grid(document, 18, 2, STR("2022年"));
    add_grid(document, 60, 2, STR("12345.67"));
    document_finish(document);
    struct str body = part_of(document, "word/document.xml");
    cr_expect_eq(count_of(body, "<w:sectPr>"), 2);
    cr_expect_eq(count_of(body, "w:orient=\"landscape\""), 1);
    cr_expect_geq(count_of(body, "<w:tbl>"), 5);
    cr_expect_eq(count_of(body, "<w:tbl>"), count_of(body, "<w:tblHeader/>"));
    widths_fit(body, paper_width(layout_paper(layout_of(MANNER_GONGWEN), true)));
}

Test(word_file, what_belongs_to_a_wide_table_goes_across_with_it)
{
    struct document *document = begin(MANNER_GONGWEN, true);
    say_in(document, BLOCK_PARAGRAPH, ROLE_PLAIN, "before");
    say_in(document, BLOCK_HEADING, ROLE_PLAIN, "heading");
    add_grid(document, 18, 2, STR("2022年"));
    say_in(document, BLOCK_PARAGRAPH, ROLE_NOTE, "note");
    say_in(document, BLOCK_ITEM, ROLE_NOTE, "item");
    say_in(document, BLOCK_PARAGRAPH, ROLE_PLAIN, "behind");
    document_finish(document);
    struct str body = part_of(document, "word/document.xml");
    static const char *const order[] = {"before", "<w:sectPr>", "heading", "<w:tbl>", "note", "item",
                                        "w:orient=\"landscape\"", "behind", "<w:sectPr>"};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        ptrdiff_t at = str_find(body, str_of(order[i]));
        cr_assert(at >= 0, "no %s behind what stands before it", order[i]);
        body = str_part(body, (size_t)at + 1, body.length);
    }
}

Test(word_file, numbers_are_words_own)
{
    struct document *document = begin(MANNER_GONGWEN, true);
    say_in(document, BLOCK_HEADING, ROLE_PLAIN, "总体评价");
    say_in(document, BLOCK_HEADING, ROLE_ANNEX, "进展表");
    say_in(document, BLOCK_HEADING, ROLE_PLAIN, "附件之一");
    document_finish(document);
    struct str body = part_of(document, "word/document.xml"), lists = part_of(document, "word/numbering.xml");
    cr_expect_eq(count_of(body, "一、"), 0, "a label is written and counted");
    cr_expect_eq(count_of(lists, "w:lvlText w:val=\"%1、\""), 1);
    cr_expect_eq(count_of(lists, "w:lvlText w:val=\"（%2）\""), 2); /* and of items */
    cr_expect_eq(count_of(lists, "chineseCountingThousand"), 2);
    cr_expect_eq(count_of(body, "<w:numId w:val=\"3\"/>"), 1, "headings begin anew in an annex");
    cr_expect_eq(count_of(lists, "<w:startOverride w:val=\"1\"/>"), 4);
}

Test(word_file, a_page_of_gb_9704)
{
    struct document *document = begin(MANNER_GONGWEN, true);
    document_finish(document);
    struct str body = part_of(document, "word/document.xml"), styles = part_of(document, "word/styles.xml");
    const struct paper *paper = layout_paper(layout_of(MANNER_GONGWEN), false);
    cr_expect_eq(count_of(body, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"), 1);
    cr_expect_leq(abs(paper_width(paper) - 8844), 2, "156 mm are 8844 twips, not %d", paper_width(paper));
    cr_expect_leq(abs(paper_height(paper) - 12756), 2, "225 mm are 12756 twips, not %d", paper_height(paper));
    cr_expect_leq(22 * 579, paper_height(paper) + 1);
    cr_expect_leq(28 * (320 - 5), paper_width(paper));
    cr_expect_geq(count_of(styles, "仿宋_GB2312"), 2);
    cr_expect_eq(count_of(styles, "方正小标宋简体"), 1);
    cr_expect_eq(count_of(part_of(document, "word/footer2.xml"), "— "), 1);
}

Test(word_file, the_same_document_gives_the_same_bytes)
{
    struct document *document = everything(MANNER_GONGWEN, true);
    struct out *one = out_gather(document->mem), *two = out_gather(document->mem);
    archive_write(word_document(document->mem, document), one);
    archive_write(word_document(document->mem, document), two);
    struct str first = out_gathered(one), second = out_gathered(two);
    cr_expect(str_starts(first, STR("PK\x03\x04")));
    cr_expect(str_eq(first, second));
}
