/* pen - see pen.h */

#include "office/pen.h"

#include "base/str.h"
#include "office/word_styles.h"
#include "view/sink.h"

/* ---- paragraphs ---- */

void pen_begin(struct pen *pen, enum paragraph paragraph, const struct paragraph_extra *extra)
{
    struct out *out = pen->out;
    out_write(out, STR("<w:p><w:pPr><w:pStyle w:val=\""));
    out_write(out, str_of(paragraph_style[paragraph].id));
    out_write(out, STR("\"/>"));
    if (extra && extra->keeps_next)
        out_write(out, STR("<w:keepNext/>"));
    else if (extra && extra->joined)
        out_write(out, STR("<w:keepNext w:val=\"0\"/>"));
    if (pen->new_page)
        out_write(out, STR("<w:pageBreakBefore/>"));
    pen->new_page = false;
    if (extra && (extra->list || extra->uncounted))
        out_format(out, "<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%d\"/></w:numPr>", extra->level, extra->list);
    if (extra && extra->section)
        out_write(out, str_of(extra->section));
    out_write(out, STR("</w:pPr>"));
}

void pen_end(struct pen *pen)
{
    out_write(pen->out, STR("</w:p>\n"));
}

void pen_line(struct pen *pen, enum paragraph paragraph, struct str text)
{
    pen_begin(pen, paragraph, NULL);
    pen_text(pen, text, 0, (struct str){NULL, 0});
    pen_end(pen);
}

/* ---- runs ---- */

/* Quotes, dashes, dots and signs that both kinds of face have: in Chinese text they are Chinese ones,
 * which Word has to be told. */
static bool needs_hint(struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        if (byte == 0xC2 || byte == 0xC3 || byte == 0xE2)
            return true;
    }
    return false;
}

/* Properties of a run, in the schema's order. */
static void put_properties(struct pen *pen, unsigned style, struct str color, bool hint, bool link)
{
    struct out *out = pen->out;
    if (!style && !color.length && !hint && !link)
        return;
    out_write(out, STR("<w:rPr>"));
    if (link)
        out_write(out, STR("<w:rStyle w:val=\"" STYLE_LINK "\"/>"));
    else if (style & RUN_CODE)
        out_write(out, STR("<w:rStyle w:val=\"" STYLE_CODE "\"/>"));
    if (hint)
        out_write(out, STR("<w:rFonts w:hint=\"eastAsia\"/>"));
    if (style & RUN_STRONG)
        out_write(out, STR("<w:b/><w:bCs/>"));
    if (style & RUN_EMPHASIS)
        out_write(out, STR("<w:i/><w:iCs/>"));
    if (color.length == 7)
        out_format(out, "<w:color w:val=\"%.6s\"/>", color.at + 1);
    if (style & RUN_CHANGED)
        out_write(out, STR("<w:highlight w:val=\"yellow\"/>"));
    out_write(out, STR("</w:rPr>"));
}

static void put_run(struct pen *pen, struct str text, unsigned style, struct str color, bool link)
{
    if (text.length == 0)
        return;
    out_write(pen->out, STR("<w:r>"));
    put_properties(pen, style & ~(unsigned)RUN_BREAK, color, pen->chinese && needs_hint(text), link);
    out_write(pen->out, STR("<w:t xml:space=\"preserve\">"));
    sink_xml(pen->out, text);
    out_write(pen->out, STR("</w:t></w:r>"));
}

void pen_text(struct pen *pen, struct str text, unsigned style, struct str color)
{
    put_run(pen, text, style, color, false);
}

void pen_field(struct pen *pen, const char *code, struct str shown)
{
    out_format(pen->out, "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\">"
               " %s </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>", code);
    pen_text(pen, shown, 0, (struct str){NULL, 0});
    out_write(pen->out, STR("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"));
}

/* ---- places and links ---- */

static bool names_a_place(unsigned char byte)
{
    return byte >= 0x80 || str_is_digit((char)byte) || byte == '_' || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

/* A name that had to be changed or cut is told from others by a number that all its bytes make. */
struct str pen_place_name(struct mem *mem, struct str anchor)
{
    enum { MOST = 40, KEPT = 24 };
    struct str rest = anchor.length && anchor.at[0] == '#' ? str_part(anchor, 1, anchor.length) : anchor;
    char name[4 * MOST];
    size_t length = 0, runes = 0;
    uint32_t sum = 2166136261u;
    bool changed = str_utf8(rest) < rest.length;
    for (size_t i = 0; i < rest.length; i++)
        sum = (sum ^ (unsigned char)rest.at[i]) * 16777619u;
    name[length++] = '_';
    while (rest.length && runes < KEPT) {
        struct str before = rest;
        uint32_t rune = str_rune(&rest);
        bool good = names_a_place((unsigned char)before.at[0]) && rune != 0xFFFD && rune < 0x10000 &&
                    !(rune >= 0x2000 && rune < 0x3040);
        changed = changed || !good;
        size_t bytes = before.length - rest.length;
        memcpy(name + length, good ? before.at : "_", good ? bytes : 1);
        length += good ? bytes : 1;
        runes++;
    }
    if (!changed && rest.length == 0)
        return mem_copy(mem, (struct str){name, length});
    return mem_format(mem, "%.*s_%08x", (int)length, name, (unsigned)sum);
}

/* Of a row of a table as "#assess-12", of a link as "#b3"; of a block without the sign. */
static struct place_state *state_of(const struct pen *pen, struct str anchor)
{
    struct str name = anchor.length && anchor.at[0] == '#' ? str_part(anchor, 1, anchor.length) : anchor;
    return group_find(pen->places, &name);
}

static struct place_state *state_at(const struct pen *pen, struct str anchor)
{
    struct str name = anchor.length && anchor.at[0] == '#' ? str_part(anchor, 1, anchor.length) : anchor;
    return group_at(pen->places, &name);
}

/* What a run links to: what it says, or the row that its figure comes from. */
static struct str link_of(const struct pen *pen, const struct doc_run *run)
{
    const struct citation *citation = run->citation;
    if (run->link.length || !citation || !citation->row || run->figure.length == 0)
        return run->link;
    return document_anchor(pen->mem, citation->table, citation->row);
}

static void want_runs(struct pen *pen, const struct doc_run *run)
{
    for (; run; run = run->next) {
        struct str link = link_of(pen, run);
        if (link.length > 1 && link.at[0] == '#')
            state_at(pen, link)->wanted = true;
        for (const struct doc_block *note = run->footnote; note; note = note->next)
            want_runs(pen, note->run);
    }
}

static void want_cells(struct pen *pen, const struct grid *grid)
{
    for (size_t i = 0; grid && i < grid->rows * grid->columns; i++)
        if (grid->cell[i].link.length > 1 && grid->cell[i].link.at[0] == '#')
            state_at(pen, grid->cell[i].link)->wanted = true;
}

static void find_rows(struct pen *pen, const struct grid *grid)
{
    for (size_t i = 0; grid && grid->citation && i < grid->rows; i++) {
        const struct citation *citation = grid->citation[i];
        struct mem_mark mark = mem_mark(pen->mem);
        struct place_state *state = citation && citation->row ? state_of(pen, document_anchor(pen->mem,
                                                                                 citation->table, citation->row))
                                                              : NULL;
        if (state)
            state->there = true;
        mem_rewind(pen->mem, mark);
    }
}

void pen_find_places(struct pen *pen)
{
    for (const struct doc_block *block = pen->document->first; block; block = block->next) {
        want_runs(pen, block->run);
        want_cells(pen, block->grid);
    }
    for (const struct doc_block *block = pen->document->first; block; block = block->next) {
        if (block->anchor.length && block->kind != BLOCK_PAGE_END && block->kind != BLOCK_PAPER)
            state_at(pen, block->anchor)->there = true;
        find_rows(pen, block->grid);
    }
}

void pen_place(struct pen *pen, struct str anchor)
{
    struct place_state *state = anchor.length ? state_at(pen, anchor) : NULL;
    if (!state || state->written)
        return;
    state->written = true;
    long number = pen->bookmarks++;
    struct str name = pen_place_name(pen->mem, anchor);
    out_format(pen->out, "<w:bookmarkStart w:id=\"%ld\" w:name=\"", number);
    sink_xml(pen->out, name);
    out_format(pen->out, "\"/><w:bookmarkEnd w:id=\"%ld\"/>", number);
}

void pen_place_row(struct pen *pen, const struct citation *citation)
{
    if (!citation || !citation->row || group_count(pen->places) == 0)
        return;
    struct str anchor = document_anchor(pen->mem, citation->table, citation->row);
    const struct place_state *state = state_of(pen, anchor);
    if (state && state->wanted)
        pen_place(pen, anchor);
}

/* An address that Word takes: of the net, in characters that an address may have. */
static struct str address(struct pen *pen, struct str link)
{
    static const char *const scheme[] = {"http://", "https://", "mailto:"};
    bool known = false;
    for (size_t i = 0; i < sizeof scheme / sizeof *scheme; i++)
        known = known || (str_starts(link, str_of(scheme[i])) && link.length > strlen(scheme[i]));
    if (!known || link.length > 2000)
        return (struct str){NULL, 0};
    char *text = mem_take(pen->mem, 3 * link.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < link.length; i++) {
        unsigned char byte = (unsigned char)link.at[i];
        bool escape = byte == '%' && i + 2 < link.length && strchr("0123456789abcdefABCDEF", link.at[i + 1]) &&
                      strchr("0123456789abcdefABCDEF", link.at[i + 2]);
        if (escape || (byte > ' ' && byte < 0x7F && !strchr("\"<>\\^`{|}%[]", (char)byte)))
            text[length++] = (char)byte;
        else {
            static const char digit[] = "0123456789ABCDEF";
            text[length++] = '%';
            text[length++] = digit[byte >> 4];
            text[length++] = digit[byte & 15];
        }
    }
    return (struct str){text, length};
}

/* Begins a link; false where it leads to nothing that is known. */
static bool begin_link(struct pen *pen, struct str link)
{
    if (link.length > 1 && link.at[0] == '#') {
        const struct place_state *state = state_of(pen, link);
        if (!state || !state->there)
            return false;
        out_write(pen->out, STR("<w:hyperlink w:anchor=\""));
        sink_xml(pen->out, pen_place_name(pen->mem, link));
        out_write(pen->out, STR("\" w:history=\"1\">"));
        return true;
    }
    struct str to = address(pen, link);
    if (to.length == 0)
        return false;
    out_format(pen->out, "<w:hyperlink r:id=\"rId%d\" w:history=\"1\">",
               archive_relate(pen->archive, pen->part, "hyperlink", to, true));
    return true;
}

/* ---- footnotes ---- */

static void put_linked(struct pen *pen, const struct doc_run *run)
{
    struct str link = link_of(pen, run);
    bool linked = link.length && run->text.length && begin_link(pen, link);
    put_run(pen, run->text, run->style, (struct str){NULL, 0}, linked && run->link.length);
    if (linked)
        out_write(pen->out, STR("</w:hyperlink>"));
    if (run->style & RUN_BREAK)
        out_write(pen->out, STR("<w:r><w:br/></w:r>"));
}

static void put_note_mark(struct pen *pen, const char *element)
{
    out_write(pen->out, STR("<w:r><w:rPr><w:rStyle w:val=\"" STYLE_FOOTNOTE "\"/></w:rPr>"));
    out_write(pen->out, str_of(element));
    out_write(pen->out, STR("</w:r>"));
}

/* A note has no notes. */
static void put_footnote(struct pen *pen, const struct doc_block *note)
{
    struct out *body = pen->out;
    const char *part = pen->part;
    bool new_page = pen->new_page;
    long number = ++pen->footnote;
    pen->out = pen->footnotes;
    pen->part = "word/footnotes.xml";
    pen->new_page = false;
    out_format(pen->out, "<w:footnote w:id=\"%ld\">", number);
    for (const struct doc_block *block = note; block; block = block->next) {
        pen_begin(pen, P_FOOTNOTE, NULL);
        if (block == note) {
            put_note_mark(pen, "<w:footnoteRef/>");
            pen_text(pen, STR(" "), 0, (struct str){NULL, 0});
        }
        for (const struct doc_run *run = block->run; run; run = run->next)
            put_linked(pen, run);
        pen_end(pen);
    }
    out_write(pen->out, STR("</w:footnote>\n"));
    pen->out = body;
    pen->part = part;
    pen->new_page = new_page;
    put_note_mark(pen, mem_format(pen->mem, "<w:footnoteReference w:id=\"%ld\"/>", number).at);
}

/* A figure leads to the row that it comes from where the document shows it, and looks like the text
 * around it. */
void pen_runs(struct pen *pen, const struct doc_run *run)
{
    for (; run; run = run->next) {
        put_linked(pen, run);
        if (run->footnote)
            put_footnote(pen, run->footnote);
    }
}

/* A text with a link in one run: of a cell. */
void pen_linked(struct pen *pen, struct str text, unsigned style, struct str link)
{
    put_linked(pen, &(struct doc_run){.text = text, .style = style, .link = link});
}

/* ---- attributes, sections ---- */

void pen_attribute(struct pen *pen, const char *name, struct str text, size_t most)
{
    struct str rest = text;
    for (size_t runes = 0; rest.length && runes < most; runes++)
        str_rune(&rest);
    out_format(pen->out, " %s=\"", name);
    sink_xml(pen->out, str_part(text, 0, text.length - rest.length));
    out_write(pen->out, rest.length ? STR("…\"") : STR("\""));
}

static void put_margins(const struct pen *pen, struct out *out, bool across)
{
    const struct paper *paper = layout_paper(pen->layout, across);
    out_format(out, "<w:type w:val=\"nextPage\"/><w:pgSz w:w=\"%d\" w:h=\"%d\"%s/>"
               "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"%d\" w:footer=\"%d\" "
               "w:gutter=\"0\"/>", paper->width, paper->height, across ? " w:orient=\"landscape\"" : "", paper->top,
               paper->right, paper->bottom, paper->left, paper->top / 2, paper->footer);
}

void pen_section(struct pen *pen, struct out *out, bool across)
{
    static const char *const kind[] = {"header", "footer"};
    out_write(out, STR("<w:sectPr>"));
    for (size_t i = 0; i < 2; i++) {
        if (i == 0 && !pen->document->draft)
            continue;
        for (int even = 0; even < 1 + pen->layout->sides; even++) {
            struct str file = mem_format(pen->mem, "%s%d.xml", kind[i], even + 1);
            out_format(out, "<w:%sReference w:type=\"%s\" r:id=\"rId%d\"/>", kind[i], even ? "even" : "default",
                       archive_relate(pen->archive, "word/document.xml", kind[i], file, false));
        }
    }
    put_margins(pen, out, across);
    if (pen->layout->line_pitch)
        out_format(out, "<w:docGrid w:type=\"lines\" w:linePitch=\"%d\"/>", pen->layout->line_pitch);
    out_write(out, STR("</w:sectPr>"));
}
