/* html - pieces of the page that more than one of its files writes
 *
 * html.c writes the page of tables, html_document.c that of a document, html_figure.c charts,
 * html_table.c tables, html_grid.c those of a document, html_notes.c the notes at the end,
 * html_style.c the style sheet.  The page is XHTML-well-formed HTML 5: it needs no script and nothing
 * from elsewhere.
 */
#ifndef HTML_H
#define HTML_H

#include "formats/format.h"

struct page {
    struct report *report;
    struct vocabulary *words;
    struct out *out;
    int figures, tables, books; /* numbered so far */
    bool official;            /* a document after GB/T 9704 */
    struct str style_file;    /* of a page that has its style elsewhere; or empty */
};

/* <h2>text</h2> */
void html_heading(struct page *page, int level, struct str text);

/* <p class="classes">text</p>; nothing for an empty text. */
void html_paragraph(struct page *page, const char *classes, struct str text);

/* The anchor of a row of a view: r12, on line 12 of the operand; r2-12 of the page's second table, and with f2-
 * before it of the second file of one.  Empty where the row was made and not read. */
struct str html_row(const struct page *page, const struct view *view, struct row_place place);

/* A numbered table of the given columns, whose rows have their anchors where all are shown, in their
 * order, and lead there where some are.  `only` leaves out rows (null: none);
 * `first` puts the rows for which it is true before the others (null: as they are). */
void html_table(struct page *page, const struct view *view, const struct view_column *column, size_t columns,
                struct str caption, view_test *only, view_test *first);

/* The page of a document. */
void html_document(struct page *page, const struct document *document);

/* A document's table: its caption, rows that can be linked to, notes, and where it can be had as data. */
void html_grid(struct page *page, const struct doc_block *block);

/* A cell of a table that holds a series (2020=1.8 2021=2.1) has its shape before its figures. */
void html_spark(struct page *page, struct str series);

/* A numbered chart with its title, how to read it and what to be careful of. */
void html_figure(struct page *page, const struct drawn *drawn);

/* Marks, method and thresholds, sources, and how the page was made. */
void html_notes(struct page *page);
void html_footer(struct page *page);

/* The page's beginning, to the open <main>, and its end. */
void html_begin(struct page *page, struct str title);
void html_end(struct page *page);

/* The style sheet, with a class .kN for the color of each class. */
void html_style(struct page *page);

/* The rules alone, for a file of their own. */
void html_style_sheet(struct page *page);

#endif
