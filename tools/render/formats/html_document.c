/* html_document - the page of a document, block by block
 *
 * Items of a list come one after the other in a document and nested in a page; a run of them is
 * opened and closed by depth.  A figure that says where it comes from links to its row where a table
 * of the page has that row, and tells it in words where none has.
 */

#include "formats/html.h"

#include "base/str.h"
#include "view/figure.h"
#include "view/sink.h"

enum { DEEPEST = 8 };

struct walk {
    struct page *page;
    const struct document *document;
    bool ordered[DEEPEST + 1]; /* the lists that are open, by depth */
    int depth;
    long notes;               /* footnotes so far */
    int level;                /* of the last heading */
    bool sheet;               /* inside a landscape part */
};

static void write(struct walk *walk, const char *text)
{
    out_write(walk->page->out, str_of(text));
}

/* ---- where a figure comes from ---- */

static bool is_on_page(const struct document *document, const struct citation *citation)
{
    for (const struct doc_block *block = document->first; block; block = block->next) {
        const struct grid *grid = block->grid ? block->grid : block->drawn.twin;
        if (!grid || !grid->citation || !str_eq(grid->name, citation->table))
            continue;
        for (size_t i = 0; i < grid->rows; i++)
            if (grid->citation[i] && grid->citation[i]->row == citation->row)
                return true;
    }
    return false;
}

/* assess, row 12, column value; rule A3; revenue.csv:14 */
static struct str told(const struct walk *walk, const struct citation *citation)
{
    const struct vocabulary *words = walk->page->words;
    struct str row = words_number(words, (long long)citation->row);
    struct str rows = words_number(words, (long long)citation->rows);
    struct str text = vocabulary_fill(words, citation->rows ? W_CITED_ROWS : W_CITED, "table", citation->table, "row",
                                      row, "column", citation->column, "n", rows, NULL);
    if (citation->rule.length)
        text = words_join(words, text, STR("; "), citation->rule);
    if (citation->file.length)
        text = mem_format(walk->document->mem, "%.*s; %.*s:%llu", STR_ARG(text), STR_ARG(citation->file),
                          (unsigned long long)citation->line);
    return text;
}

/* ---- runs ---- */

static const struct {
    unsigned style;
    const char *open, *close;
} styles[] = {
    {RUN_STRONG, "<strong>", "</strong>"}, {RUN_EMPHASIS, "<em>", "</em>"}, {RUN_CODE, "<code>", "</code>"},
    {RUN_CHANGED, "<mark>", "</mark>"},
};

static void put_link(struct walk *walk, const char *classes, struct str link, struct str title)
{
    write(walk, "<a");
    if (classes)
        out_format(walk->page->out, " class=\"%s\"", classes);
    if (link.length) {
        write(walk, " href=\"");
        sink_xml(walk->page->out, link);
        write(walk, "\"");
    }
    if (title.length) {
        write(walk, " title=\"");
        sink_xml(walk->page->out, title);
        write(walk, "\"");
    }
    write(walk, ">");
}

/* A figure also says what number it is, for programs. */
static void put_text(struct out *out, const struct doc_run *run, const struct citation *citation)
{
    if (citation) {
        out_write(out, STR("<data value=\""));
        sink_xml(out, run->figure);
        out_write(out, STR("\">"));
    }
    sink_xml(out, run->text);
    if (citation)
        out_write(out, STR("</data>"));
}

static void put_run(struct walk *walk, const struct doc_run *run)
{
    struct out *out = walk->page->out;
    const struct citation *citation = run->figure.length ? run->citation : NULL;
    if (run->footnote) {
        walk->notes++;
        out_format(out, "<sup id=\"back%ld\"><a href=\"#note%ld\">%ld</a></sup>", walk->notes, walk->notes,
                   walk->notes);
        return;
    }
    bool there = citation && is_on_page(walk->document, citation);
    if (there)
        put_link(walk, "cite", document_anchor(walk->document->mem, citation->table, citation->row),
                 told(walk, citation));
    else if (run->link.length)
        put_link(walk, NULL, run->link, (struct str){NULL, 0});
    else if (citation) {
        write(walk, "<span title=\"");
        sink_xml(out, told(walk, citation));
        write(walk, "\">");
    }
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (run->style & styles[i].style)
            write(walk, styles[i].open);
    put_text(out, run, citation);
    for (size_t i = sizeof styles / sizeof *styles; i-- > 0;)
        if (run->style & styles[i].style)
            write(walk, styles[i].close);
    write(walk, there || run->link.length ? "</a>" : citation ? "</span>" : "");
    if (run->style & RUN_BREAK)
        write(walk, "<br/>\n");
}

static void put_runs(struct walk *walk, const struct doc_block *block)
{
    for (const struct doc_run *run = block->run; run; run = run->next)
        put_run(walk, run);
}

/* ---- headings and contents ---- */

static void put_heading(struct walk *walk, const struct doc_block *block)
{
    struct out *out = walk->page->out;
    int level = block->role == ROLE_TITLE ? 1 : block->role == ROLE_ANNEX ? 2 : block->level + 1;
    level = level > walk->level + 1 ? walk->level + 1 : level; /* who listens counts them: none is passed over */
    walk->level = level;
    out_format(out, "<h%d id=\"%.*s\"%s>", level, STR_ARG(block->anchor),
               block->role == ROLE_TITLE ? " class=\"document-title\"" : "");
    sink_xml(out, block->label);
    put_runs(walk, block);
    out_format(out, "</h%d>\n", level);
}

/* Chapters, their sections, and annexes. */
static int contents_level(const struct doc_block *block)
{
    if (block->kind != BLOCK_HEADING || block->role == ROLE_TITLE || block->level > 2)
        return 0;
    return block->role == ROLE_ANNEX ? 1 : block->level;
}

static void put_contents(struct walk *walk)
{
    struct out *out = walk->page->out;
    int depth = 0;
    write(walk, "<nav class=\"contents\" aria-label=\"");
    sink_xml(out, word(walk->page->words, W_CONTENTS));
    write(walk, "\">\n");
    for (const struct doc_block *block = walk->document->first; block; block = block->next) {
        int level = contents_level(block);
        if (level == 0)
            continue;
        if (depth >= level)
            write(walk, "</li>\n");
        for (; depth > level; depth--)
            write(walk, "</ol>\n</li>\n");
        for (; depth < level; depth++)
            write(walk, depth + 1 < level ? "<ol>\n<li>" : "<ol>\n");
        out_format(out, "<li><a href=\"#%.*s\">", STR_ARG(block->anchor));
        sink_xml(out, block->label);
        sink_xml(out, document_plain(walk->document, block));
        write(walk, "</a>");
    }
    for (; depth > 0; depth--)
        write(walk, "</li>\n</ol>\n");
    write(walk, "</nav>\n");
}

/* ---- paragraphs and lists ---- */

static const struct {
    enum doc_role role;
    const char *open, *close;
} paragraphs[] = {
    {ROLE_SUBTITLE, "<p class=\"subtitle\">", "</p>\n"}, {ROLE_DOCUMENT_NUMBER, "<p class=\"number\">", "</p>\n"},
    {ROLE_LEAD, "<p class=\"lead\">", "</p>\n"}, {ROLE_FINDING, "<p class=\"finding\">", "</p>\n"},
    {ROLE_NOTE, "<p class=\"reading\">", "</p>\n"}, {ROLE_QUOTE, "<blockquote><p>", "</p></blockquote>\n"},
    {ROLE_CODE, "<pre tabindex=\"0\">", "</pre>\n"}, {ROLE_ADDRESSEE, "<p class=\"addressee\">", "</p>\n"},
    {ROLE_COPY, "<p class=\"copy\">", "</p>\n"}, {ROLE_SIGNATURE, "<p class=\"signature\">", "</p>\n"},
    {ROLE_DATE, "<p class=\"date\">", "</p>\n"}, {ROLE_ALERT, "<div class=\"alert\" role=\"note\"><p>", "</p></div>\n"},
    {ROLE_TITLE, "<p class=\"document-title\">", "</p>\n"},
};

static void put_paragraph(struct walk *walk, const struct doc_block *block)
{
    size_t i = 0, all = sizeof paragraphs / sizeof *paragraphs;
    while (i < all && paragraphs[i].role != block->role)
        i++;
    write(walk, i < all ? paragraphs[i].open : "<p>");
    put_runs(walk, block);
    write(walk, i < all ? paragraphs[i].close : "</p>\n");
}

static void close_lists(struct walk *walk, int depth)
{
    for (; walk->depth > depth; walk->depth--)
        write(walk, walk->ordered[walk->depth] ? "</li>\n</ol>\n" : "</li>\n</ul>\n");
}

static void put_item(struct walk *walk, const struct doc_block *block)
{
    int level = block->level < 1 ? 1 : block->level > DEEPEST ? DEEPEST : block->level;
    bool ordered = block->number > 0;
    close_lists(walk, level);
    if (walk->depth == level && walk->ordered[level] != ordered)
        close_lists(walk, level - 1);
    if (walk->depth == level)
        write(walk, "</li>\n");
    while (walk->depth < level) {
        walk->ordered[++walk->depth] = ordered;
        write(walk, ordered ? "<ol>\n" : "<ul>\n");
        if (walk->depth < level)
            write(walk, "<li>");
    }
    if (ordered)
        out_format(walk->page->out, "<li value=\"%ld\">", block->number);
    else
        write(walk, "<li>");
    put_runs(walk, block);
}

/* ---- the other blocks ---- */

static void put_paper(struct walk *walk, bool landscape)
{
    if (walk->sheet)
        write(walk, "</div>\n");
    walk->sheet = landscape;
    if (landscape)
        write(walk, "<div class=\"sheet\">\n");
}

static void put_chart(struct walk *walk, const struct doc_block *block)
{
    out_format(walk->page->out, "<div id=\"%.*s\">\n", STR_ARG(block->anchor));
    html_figure(walk->page, &block->drawn);
    if (block->drawn.twin) {
        const struct doc_block twin = {.kind = BLOCK_TABLE, .grid = block->drawn.twin,
                                       .anchor = mem_format(walk->document->mem, "%.*s-data", STR_ARG(block->anchor))};
        write(walk, "<details open=\"open\">\n<summary>");
        sink_xml(walk->page->out, word(walk->page->words, W_TWIN));
        write(walk, "</summary>\n");
        html_grid(walk->page, &twin);
        write(walk, "</details>\n");
    }
    write(walk, "</div>\n");
}

static void put_block(struct walk *walk, const struct doc_block *block)
{
    if (block->kind != BLOCK_ITEM)
        close_lists(walk, 0);
    switch (block->kind) {
    case BLOCK_HEADING: put_heading(walk, block); break;
    case BLOCK_PARAGRAPH: put_paragraph(walk, block); break;
    case BLOCK_ITEM: put_item(walk, block); break;
    case BLOCK_TABLE: html_grid(walk->page, block); break;
    case BLOCK_CHART: put_chart(walk, block); break;
    case BLOCK_CONTENTS: put_contents(walk); break;
    case BLOCK_PAGE_END: write(walk, "<div class=\"page-end\"></div>\n"); break;
    case BLOCK_PAPER: put_paper(walk, block->landscape); break;
    }
}

/* ---- footnotes, properties ---- */

static void put_footnotes(struct walk *walk)
{
    struct out *out = walk->page->out;
    long all = walk->notes, number = 0;
    if (all == 0)
        return;
    write(walk, "<section class=\"footnotes\">\n<ol>\n");
    for (const struct doc_block *block = walk->document->first; block; block = block->next)
        for (const struct doc_run *run = block->run; run && number < all; run = run->next) {
            if (!run->footnote)
                continue;
            out_format(out, "<li id=\"note%ld\">", ++number);
            for (const struct doc_block *part = run->footnote; part; part = part->next)
                put_runs(walk, part);
            out_format(out, " <a href=\"#back%ld\" aria-label=\"%ld\">↩</a></li>\n", number, number);
        }
    write(walk, "</ol>\n</section>\n");
}

static void put_properties(struct walk *walk)
{
    const struct document *document = walk->document;
    if (document->properties == 0)
        return;
    write(walk, "<dl class=\"about\">\n");
    for (size_t i = 0; i < document->properties; i++) {
        write(walk, "<dt>");
        struct str key = document->property[i].key, value = document->property[i].value;
        bool edition = str_eq(key, STR("edition"));
        struct str called = word_under(walk->page->words, "property.", key);
        sink_xml(walk->page->out, str_eq(called, key) ? word_for(walk->page->words, key) : called);
        write(walk, "</dt><dd>");
        sink_xml(walk->page->out, edition ? word_under(walk->page->words, "edition.", value) : value);
        write(walk, "</dd>\n");
    }
    write(walk, "</dl>\n");
}

static bool has_title(const struct document *document)
{
    for (const struct doc_block *block = document->first; block; block = block->next)
        if (block->kind == BLOCK_HEADING && block->role == ROLE_TITLE)
            return true;
    return false;
}

void html_document(struct page *page, const struct document *document)
{
    struct walk walk = {.page = page, .document = document};
    page->official = document->manner == MANNER_GONGWEN;
    html_begin(page, document->title);
    if (document->draft)
        html_paragraph(page, "draft", word(page->words, W_DRAFT));
    walk.level = 1;
    if (!has_title(document))
        html_heading(page, 1, document->title);
    for (const struct doc_block *block = document->first; block; block = block->next)
        put_block(&walk, block);
    close_lists(&walk, 0);
    put_paper(&walk, false);
    put_footnotes(&walk);
    put_properties(&walk);
    html_footer(page);
    html_end(page);
}
