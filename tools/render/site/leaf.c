/* leaf - see leaf.h */

#include "site/leaf.h"

#include "base/str.h"
#include "formats/compose.h"
#include "site/metadata.h"

struct making {
    const struct report *report;
    const struct pages *pages;
    const struct leaf *leaf;  /* null: the overview */
    struct leaf_document made;
    const char *up;           /* from the page to the site's root */
};

/* ---- the rows of a page ---- */

/* Its own, or the way that an indicator has gone. */
static const struct chart *chart_of(const struct making *making, const struct part *part)
{
    const struct chart *line = chart_find(STR("line"));
    bool goes = making->leaf->kind == PAGE_INDICATOR && part->view->table->rows > 2 && line &&
                chart_lacks(line, part->view->table) == FIELD_COUNT;
    return part->chart || !goes ? part->chart : line;
}

/* What no row of the page has takes no room, nor what the page is about. */
static void drop_plain(struct view *view, enum field about)
{
    struct view_column *column = mem_array(view->mem, view->columns, sizeof *column);
    size_t columns = 0;
    for (size_t i = 0; i < view->columns; i++)
        if (view->column[i].field != about && !view_shows_nothing(view, &view->column[i], NULL))
            column[columns++] = view->column[i];
    view->column = column;
    view->columns = columns;
}

static struct part *part_of(struct making *making, const struct part *whole)
{
    struct mem *mem = making->report->mem;
    const struct table *table = whole->view->table;
    enum field field = page_kind_row[making->leaf->kind].field;
    size_t *row = mem_array(mem, table->rows, sizeof *row), rows = 0;
    for (size_t i = 0; table_has(table, field) && i < table->rows; i++)
        if (str_eq(table_cell(table, i, table->at[field]), making->leaf->key))
            row[rows++] = i;
    if (rows == 0)
        return NULL;
    struct part *part = mem_take(mem, sizeof *part);
    struct view *view = mem_take(mem, sizeof *view);
    *part = *whole;
    *view = *whole->view;
    view->table = table_some(mem, table, row, rows);
    drop_plain(view, field);
    part->view = view;
    part->chart = chart_of(making, part);
    part->summary = summary_of(view);
    return part;
}

/* ---- links ---- */

static struct str key_of(const struct view *view, const struct str *cells, enum page_kind kind)
{
    return table_get(view->table, cells, page_kind_row[kind].field);
}

static void link_names(struct making *making, struct grid *grid, const struct view *view)
{
    for (size_t i = 0; i < view->columns; i++) {
        enum page_kind kind = pages_of_field(view->column[i].field);
        for (size_t row = 0; kind != PAGE_KINDS && row < grid->rows; row++) {
            struct str key = key_of(view, table_row(view->table, row), kind);
            const struct leaf *leaf = key.length ? pages_find(making->pages, kind, key) : NULL;
            if (leaf && leaf != making->leaf)
                grid->cell[row * grid->columns + i].link =
                    mem_format(making->report->mem, "%s%.*s.html", making->up, STR_ARG(leaf->stem));
        }
    }
}

static void add_extract(struct making *making, const struct part *part, struct grid *grid, size_t number)
{
    struct mem *mem = making->report->mem;
    struct leaf_document *made = &making->made;
    struct str stem = making->leaf ? making->leaf->stem : STR("data/table");
    struct str file = mem_format(mem, "%.*s-%zu.csv", STR_ARG(stem), number);
    ptrdiff_t slash = making->leaf ? str_find(file, STR("/")) : -1;
    grid->file = str_part(file, (size_t)(slash + 1), file.length);
    made->extract[made->extracts++] = (struct extract){part, part->view->table, file};
}

/* ---- blocks ---- */

static void add_tables_links(struct making *making, const struct part *part, const struct doc_block *before,
                             size_t number)
{
    const struct doc_block *block = before ? before->next : making->made.document->first;
    for (; block; block = block->next) {
        if (block->kind != BLOCK_TABLE || !block->grid)
            continue;
        link_names(making, block->grid, part->view);
        add_extract(making, part, block->grid, number);
    }
}

static void add_part(struct making *making, const struct part *part, size_t number, int level)
{
    const struct vocabulary *words = making->report->words;
    const struct doc_block *before = making->made.document->last;
    compose_part(making->made.document, part, level,
                 part->view->kind->has_truth && part->name.length == 0 ? word(words, W_PROGRESS_HEAD)
                                                                       : compose_title(words, part));
    add_tables_links(making, part, before, number);
}

static struct doc_block *add_heading(struct document *document, int level, struct str text)
{
    struct doc_block *block = document_add(document, BLOCK_HEADING);
    block->level = level;
    document_text(document, block, text, 0);
    return block;
}

static void add_link(struct document *document, struct doc_block *block, struct str text, struct str link)
{
    document_text(document, block, text, 0)->link = link;
}

/* Overview > what kind of page it is. */
static void add_way(struct making *making)
{
    const struct vocabulary *words = making->report->words;
    struct document *document = making->made.document;
    struct doc_block *block = document_add(document, BLOCK_PARAGRAPH);
    block->role = ROLE_NOTE;
    enum word called = page_kind_row[making->leaf->kind].called;
    add_link(document, block, word(words, W_SITE_START), STR("../index.html"));
    document_text(document, block, STR(" › "), 0);
    add_link(document, block, word(words, called),
             mem_format(document->mem, "../index.html#%s", page_kind_row[making->leaf->kind].folder));
}

static void add_lists(struct making *making)
{
    struct document *document = making->made.document;
    for (int kind = 0; kind < PAGE_KINDS; kind++) {
        bool begun = false;
        for (size_t i = 0; i < making->pages->count; i++) {
            const struct leaf *leaf = &making->pages->leaf[i];
            if (leaf->kind != (enum page_kind)kind)
                continue;
            if (!begun)
                add_heading(document, 1, word(document->words, page_kind_row[kind].called))->anchor =
                    str_of(page_kind_row[kind].folder);
            begun = true;
            struct doc_block *item = document_add(document, BLOCK_ITEM);
            item->level = 1;
            add_link(document, item, leaf->title, mem_format(document->mem, "%.*s.html", STR_ARG(leaf->stem)));
        }
    }
}

/* ---- the two kinds of pages ---- */

static void make_overview(struct making *making)
{
    const struct report *report = making->report;
    const struct part *first = &report->part[0];
    struct document *document = making->made.document;
    document->title = report_title(report);
    if (document->title.length == 0)
        document->title = compose_title(report->words, first);
    if (report->title.length) {
        struct doc_block *lead = document_add(document, BLOCK_PARAGRAPH);
        lead->role = ROLE_LEAD;
        document_text(document, lead, compose_stopped(report->words, first->summary.lead), 0);
    }
    document_add(document, BLOCK_CONTENTS);
    for (size_t i = 0; i < report->parts; i++)
        add_part(making, &report->part[i], i + 1, i > 0 || !first->view->kind->has_truth);
    add_lists(making);
}

static void make_page(struct making *making)
{
    const struct report *report = making->report;
    struct document *document = making->made.document;
    document->title = making->leaf->title;
    add_way(making);
    add_heading(document, 1, making->leaf->title)->role = ROLE_TITLE;
    for (size_t i = 0; i < report->parts; i++) {
        const struct part *part = part_of(making, &report->part[i]);
        if (part)
            add_part(making, part, i + 1, 1);
    }
    struct grid *metadata =
        making->leaf->kind == PAGE_INDICATOR ? metadata_of(document, report, making->leaf->key) : NULL;
    if (metadata)
        document_add(document, BLOCK_TABLE)->grid = metadata;
}

struct leaf_document leaf_document(const struct report *report, const struct pages *pages, const struct leaf *leaf)
{
    struct making making = {.report = report, .pages = pages, .leaf = leaf, .up = leaf ? "../" : ""};
    making.made.document = document_new(report->mem, report->words);
    making.made.document->manner = MANNER_WEB;
    making.made.extract = mem_array(report->mem, report->parts, sizeof *making.made.extract);
    if (leaf)
        make_page(&making);
    else
        make_overview(&making);
    compose_properties(report, making.made.document);
    document_finish(making.made.document);
    return making.made;
}
