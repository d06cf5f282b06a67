/* body - see body.h */

#include "office/body.h"

#include "base/str.h"
#include "office/picture.h"
#include "office/word_styles.h"
#include "office/word_table.h"

enum { LEVELS = 4, CONTENTS_LEVELS = 3, DEEPEST_ITEM = 4 };

struct walk {
    struct pen *pen;
    bool begun;               /* something stands on the page */
    bool turned;              /* the document itself has turned the paper */
    int headings;             /* the list that headings are counted by in this annex; 0: the styles' own */
    int list[DEEPEST_ITEM + 1]; /* of numbered items, by level; 0: none is open */
};

/* ---- paper ---- */

static bool leads_to(const struct doc_block *block)
{
    return block->kind == BLOCK_HEADING ||
           (block->kind == BLOCK_PARAGRAPH && (block->role == ROLE_FINDING || block->role == ROLE_LEAD));
}

/* Is what follows, behind headings and findings, a table that upright paper cannot hold? */
static bool goes_across(struct walk *walk, const struct doc_block *block)
{
    bool note = block->role == ROLE_NOTE && (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_ITEM);
    if (walk->turned || (note && walk->pen->across)) /* a note stays with its table */
        return true;
    while (block && leads_to(block)) {
        block = block->next;
        if (block && block->role == ROLE_ANNEX) /* begins a page of its own */
            return false;
    }
    return block && block->kind == BLOCK_TABLE && word_table_is_wide(walk->pen, block->grid);
}

static void end_section(struct walk *walk)
{
    struct pen *pen = walk->pen;
    struct out *section = out_gather(pen->mem);
    pen_section(pen, section, pen->across);
    struct str text = mem_copy(pen->mem, out_gathered(section));
    pen->new_page = false;
    pen_begin(pen, P_SECTION_END, &(struct paragraph_extra){.section = text.at});
    pen_end(pen);
    walk->begun = false;
}

static void turn(struct walk *walk, bool across)
{
    if (walk->pen->across == across)
        return;
    if (walk->begun)
        end_section(walk);
    walk->pen->across = across;
    walk->pen->new_page = false;
}

/* ---- headings ---- */

static enum paragraph style_of_heading(const struct doc_block *block)
{
    if (block->role == ROLE_ANNEX)
        return P_ANNEX;
    int level = block->level < 1 ? 1 : block->level > LEVELS ? LEVELS : block->level;
    return P_HEADING_1 + (enum paragraph)(level - 1);
}

/* Word writes the label; what has none must not get one from its style. */
static void put_heading(struct walk *walk, const struct doc_block *block)
{
    struct pen *pen = walk->pen;
    struct paragraph_extra extra = {0};
    enum paragraph paragraph = style_of_heading(block);
    if (block->role == ROLE_ANNEX)
        walk->headings = pen->document->numbered ? lists_annex(pen->lists) : 0;
    else if (block->label.length == 0)
        extra.uncounted = pen->document->numbered;
    else if (walk->headings)
        extra = (struct paragraph_extra){.list = walk->headings, .level = (int)(paragraph - P_HEADING_1)};
    pen_begin(pen, paragraph, &extra);
    pen_place(pen, block->anchor);
    pen_runs(pen, block->run);
    pen_end(pen);
}

/* ---- contents ---- */

static int level_in_contents(const struct doc_block *block)
{
    if (block->kind != BLOCK_HEADING || (block->role != ROLE_PLAIN && block->role != ROLE_ANNEX))
        return 0;
    int level = block->role == ROLE_ANNEX || block->level < 1 ? 1 : block->level;
    return level > CONTENTS_LEVELS ? 0 : level;
}

/* A line that Word would write itself, but for the number of the page, which only it knows. */
static void put_entry(struct pen *pen, const struct doc_block *block)
{
    struct str place = pen_place_name(pen->mem, block->anchor);
    out_format(pen->out, "<w:hyperlink w:anchor=\"%.*s\" w:history=\"1\">", STR_ARG(place));
    pen_text(pen, block->label, 0, (struct str){NULL, 0});
    pen_text(pen, document_plain(pen->document, block), 0, (struct str){NULL, 0});
    out_write(pen->out, STR("<w:r><w:tab/></w:r>"));
    pen_field(pen, mem_format(pen->mem, "PAGEREF %.*s \\h", STR_ARG(place)).at, STR("–"));
    out_write(pen->out, STR("</w:hyperlink>"));
}

#define FIELD_PART(kind) STR("<w:r><w:fldChar w:fldCharType=\"" kind "\"/></w:r>")

static void put_contents(struct walk *walk)
{
    struct pen *pen = walk->pen;
    bool open = false;
    out_write(pen->out, STR("<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>"
                            "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>\n"));
    pen_line(pen, P_CONTENTS_HEAD, word(pen->document->words, W_CONTENTS));
    for (const struct doc_block *block = pen->document->first; block; block = block->next) {
        int level = level_in_contents(block);
        if (level == 0)
            continue;
        pen_begin(pen, P_CONTENTS_1 + (enum paragraph)(level - 1), NULL);
        if (!open) {
            out_write(pen->out, FIELD_PART("begin"));
            out_write(pen->out, STR("<w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-3\" \\h \\z \\u "
                                    "</w:instrText></w:r>"));
            out_write(pen->out, FIELD_PART("separate"));
        }
        open = true;
        put_entry(pen, block);
        pen_end(pen);
    }
    if (open) {
        pen_begin(pen, P_TABLE_END, NULL);
        out_write(pen->out, FIELD_PART("end"));
        pen_end(pen);
    }
    out_write(pen->out, STR("</w:sdtContent></w:sdt>\n"));
}

/* ---- paragraphs and items ---- */

static const enum paragraph style_of_role[] = {
    [ROLE_PLAIN] = P_BODY, [ROLE_TITLE] = P_TITLE, [ROLE_SUBTITLE] = P_SUBTITLE,
    [ROLE_DOCUMENT_NUMBER] = P_DOCUMENT_NUMBER, [ROLE_LEAD] = P_LEAD, [ROLE_FINDING] = P_FINDING,
    [ROLE_NOTE] = P_NOTE, [ROLE_QUOTE] = P_QUOTE, [ROLE_CODE] = P_CODE, [ROLE_ADDRESSEE] = P_ADDRESSEE,
    [ROLE_COPY] = P_COPY, [ROLE_SIGNATURE] = P_SIGNATURE, [ROLE_DATE] = P_DATE, [ROLE_ANNEX] = P_ANNEX,
    [ROLE_ALERT] = P_ALERT,
};

static void put_paragraph(struct walk *walk, const struct doc_block *block)
{
    pen_begin(walk->pen, style_of_role[block->role], NULL);
    pen_place(walk->pen, block->anchor);
    pen_runs(walk->pen, block->run);
    pen_end(walk->pen);
}

static void close_lists(struct walk *walk, int level)
{
    for (int i = level + 1; i <= DEEPEST_ITEM; i++)
        walk->list[i] = 0;
}

/* An item of notes is small, and its mark is text. */
static void put_note(struct walk *walk, const struct doc_block *block)
{
    struct pen *pen = walk->pen;
    pen_begin(pen, P_NOTE_ITEM, NULL);
    pen_place(pen, block->anchor);
    pen_text(pen, block->number > 0 ? mem_format(pen->mem, "%ld.", block->number) : STR("•"), 0,
             (struct str){NULL, 0});
    out_write(pen->out, STR("<w:r><w:tab/></w:r>"));
    pen_runs(pen, block->run);
    pen_end(pen);
}

static void put_item(struct walk *walk, const struct doc_block *block)
{
    struct pen *pen = walk->pen;
    int level = block->level < 1 ? 1 : block->level > DEEPEST_ITEM ? DEEPEST_ITEM : block->level;
    struct paragraph_extra extra = {.level = level - 1};
    close_lists(walk, level);
    if (block->number <= 0)
        extra.list = lists_dots(pen->lists);
    else {
        if (block->number == 1 || !walk->list[level])
            walk->list[level] = lists_count(pen->lists, level, block->number);
        extra.list = walk->list[level];
    }
    pen_begin(pen, P_ITEM, &extra);
    pen_place(pen, block->anchor);
    pen_runs(pen, block->run);
    pen_end(pen);
}

/* ---- blocks ---- */

static void put_block(struct walk *walk, const struct doc_block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        if (block->role == ROLE_PLAIN || block->role == ROLE_ANNEX)
            put_heading(walk, block);
        else
            put_paragraph(walk, block);
        break;
    case BLOCK_PARAGRAPH: put_paragraph(walk, block); break;
    case BLOCK_ITEM:
        if (block->role == ROLE_NOTE)
            put_note(walk, block);
        else
            put_item(walk, block);
        break;
    case BLOCK_TABLE: word_table(walk->pen, block); break;
    case BLOCK_CHART: picture_write(walk->pen, block); break;
    case BLOCK_CONTENTS: put_contents(walk); break;
    case BLOCK_PAGE_END:
    case BLOCK_PAPER: break;
    }
}

static bool has_title(const struct document *document)
{
    for (const struct doc_block *block = document->first; block; block = block->next)
        if (block->role == ROLE_TITLE)
            return true;
    return false;
}

static void put_blocks(struct walk *walk)
{
    struct pen *pen = walk->pen;
    for (const struct doc_block *block = pen->document->first; block; block = block->next) {
        if (block->kind != BLOCK_ITEM)
            close_lists(walk, 0);
        if (block->kind == BLOCK_PAGE_END || block->kind == BLOCK_PAPER) {
            pen->new_page = walk->begun;
            if (block->kind == BLOCK_PAPER)
                walk->turned = block->landscape;
            continue;
        }
        turn(walk, goes_across(walk, block));
        put_block(walk, block);
        walk->begun = true;
    }
}

/* What the file's properties hold, for those who have it on paper.  An official document bears none of it. */
static void put_properties(struct pen *pen)
{
    const struct document *document = pen->document;
    const struct vocabulary *words = document->words;
    struct str all = {NULL, 0};
    for (size_t i = 0; i < document->properties; i++) {
        const struct property *property = &document->property[i];
        struct str one = mem_join(pen->mem, word_for(words, property->key), word(words, W_COLON), property->value);
        all = mem_append(pen->mem, all, word(words, W_SENTENCE_JOIN), one);
    }
    if (all.length && document->manner != MANNER_GONGWEN)
        pen_line(pen, P_NOTE, all);
}

void body_write(struct pen *pen)
{
    struct walk walk = {.pen = pen};
    pen->out = archive_part(pen->archive, "word/document.xml", PEN_TYPE "document.main+xml");
    out_write(pen->out, STR(PEN_HEAD "<w:document" PEN_NAMESPACES "><w:body>\n"));
    if (!has_title(pen->document) && pen->document->title.length) {
        pen_line(pen, P_TITLE, pen->document->title);
        walk.begun = true;
    }
    put_blocks(&walk);
    put_properties(pen);
    pen_section(pen, pen->out, pen->across);
    out_write(pen->out, STR("</w:body></w:document>\n"));
}
