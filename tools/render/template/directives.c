/* directives - tables, charts, paragraphs with a role, and what decides the page */

#include "template/directives.h"

#include "view/summary.h"

static void put_paragraph(struct directives *all, enum doc_role role, struct str text)
{
    struct doc_block *block = document_add(all->markdown.document, BLOCK_PARAGRAPH);
    block->role = role;
    document_text(all->markdown.document, block, text, 0);
}

/* ---- tables and charts ---- */

/* The rows that were chosen, as the template wants to see them. */
static struct view *view_of(struct directives *all, const struct inset *inset)
{
    const struct wish wish = {.columns = inset->columns.length ? mem_copy(all->filling->mem, inset->columns).at : NULL,
                              .sort = braces_find(inset->node, "sort") ? "none" : NULL,
                              .named = true, .names = all->filling->stock->names};
    struct view *view = view_open(all->filling->mem, all->filling->stock->words, inset->rows, SHOWN_ON_PAGE, &wish);
    view_keep(view);
    return view;
}

/* Each row leads to where its figures come from. */
static struct grid *grid_of(struct directives *all, const struct inset *inset, const struct view *view)
{
    struct document *document = all->markdown.document;
    struct grid *grid = document_grid(document, view, inset->caption);
    uint32_t count = inset->rows->columns.count;
    grid->name = inset->table->name;
    grid->citation = mem_array(document->mem, grid->rows, sizeof *grid->citation);
    for (size_t i = 0; i < grid->rows; i++) {
        struct str *cells = mem_array(document->mem, (size_t)count + 2, sizeof *cells);
        memcpy(cells, table_row(inset->rows, i), ((size_t)count + 1) * sizeof *cells);
        cells[count + 1] = (struct str){NULL, stock_numbered(inset->table, inset->rows, i)};
        grid->citation[i] = stock_citation(document->mem, inset->table, cells, STR(""));
    }
    return grid;
}

static void put_table(struct directives *all, const struct inset *inset)
{
    struct view *view = view_of(all, inset);
    if (inset->rows->rows == 0 && inset->empty.length) {
        put_paragraph(all, ROLE_PLAIN, inset->empty);
        return;
    }
    struct doc_block *block = document_add(all->markdown.document, BLOCK_TABLE);
    block->grid = grid_of(all, inset, view);
}

/* The template's tables that charts look at beside their own, by their names. */
static const struct chart_more *more_of(struct directives *all, size_t *count)
{
    static const char *const names[] = {"targets", "forecast", "events", "observations", "milestones"};
    struct stock *stock = all->filling->stock;
    struct chart_more *more = mem_array(all->filling->mem, sizeof names / sizeof *names, sizeof *more);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct stock_table *table = stock_find(stock, str_of(names[i]));
        if (table == NULL || table->file == NULL)
            continue;
        stock_open(stock, table);
        more[(*count)++] = (struct chart_more){table->name, table->view};
    }
    return more;
}

static void put_chart(struct directives *all, const struct inset *inset)
{
    struct document *document = all->markdown.document;
    if (inset->rows->rows == 0) {
        put_paragraph(all, ROLE_PLAIN, inset->empty.length ? inset->empty : word(document->words, W_NO_ROWS));
        return;
    }
    struct view *view = view_of(all, inset);
    struct summary *summary = mem_take(document->mem, sizeof *summary);
    *summary = summary_of(view);
    struct doc_block *block = document_add(document, BLOCK_CHART);
    size_t mores = 0;
    const struct chart_more *more = more_of(all, &mores);
    block->drawn = (struct drawn){.chart = chart_find(inset->chart), .view = view, .summary = summary,
                                  .title = inset->caption,
                                  .wish = {.own = inset->own, .x = inset->x, .y = inset->y, .by = inset->by,
                                           .more = more, .mores = mores},
                                  .twin = grid_of(all, inset, view)};
}

/* ---- words and pages ---- */

static void put_annex(struct directives *all, const struct inset *inset)
{
    struct doc_block *block = document_add(all->markdown.document, BLOCK_HEADING);
    block->role = ROLE_ANNEX;
    block->level = 1;
    markdown_runs(&all->markdown, block, inset->text);
}

static void put_paper(struct directives *all, bool landscape)
{
    document_add(all->markdown.document, BLOCK_PAPER)->landscape = landscape;
}

/* A title is a heading; everything else that has a role is a paragraph. */
static void put_body(struct directives *all, const struct inset *inset, enum doc_role role)
{
    if (role != ROLE_TITLE) {
        markdown_put(&all->markdown, inset->body, role);
        return;
    }
    struct doc_block *block = document_add(all->markdown.document, BLOCK_HEADING);
    block->role = ROLE_TITLE;
    markdown_runs(&all->markdown, block, inset->body);
}

static bool is_empty(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] != ' ' && text.at[i] != '\n')
            return false;
    return true;
}

void directives_put(void *directives, size_t i, enum doc_role role)
{
    struct directives *all = directives;
    struct document *document = all->markdown.document;
    if (i >= all->filling->insets)
        return;
    const struct inset *inset = &all->filling->inset[i];
    (void)role;
    switch (inset->node->directive) {
    case DIRECTIVE_TABLE: put_table(all, inset); break;
    case DIRECTIVE_CHART: put_chart(all, inset); break;
    case DIRECTIVE_TOC: document_add(document, BLOCK_CONTENTS); break;
    case DIRECTIVE_PAGEBREAK: document_add(document, BLOCK_PAGE_END); break;
    case DIRECTIVE_LANDSCAPE: put_paper(all, true); break;
    case DIRECTIVE_PORTRAIT: put_paper(all, false); break;
    case DIRECTIVE_ANNEX: put_annex(all, inset); break;
    case DIRECTIVE_WORDS:
        penned_put(&all->penned, &all->markdown, all->filling->scroll, inset->node->at, inset->text, inset->body);
        break;
    case DIRECTIVE_NOTE:
        if (is_empty(inset->body) && all->notes) {
            all->notes(all->notes_state, document);
            break;
        }
        put_body(all, inset, ROLE_NOTE);
        break;
    default: put_body(all, inset, (enum doc_role)directive_row(inset->node->directive)->role); break;
    }
}
