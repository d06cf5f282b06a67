/* html - pieces of the page that more than one of its files writes
 *
 * html.c writes the page and its sections, html_table.c tables, html_notes.c the
 * notes at its end, html_style.c the style sheet.  The page is XHTML-well-formed
 * HTML 5: it needs no script and nothing from elsewhere.
 */
#ifndef HTML_H
#define HTML_H

#include "formats/format.h"

struct page {
    struct report *report;
    struct vocabulary *words;
    struct out *out;
    int figures, tables, books; /* numbered so far */
};

/* <h2>text</h2> */
void html_heading(struct page *page, int level, struct str text);

/* <p class="classes">text</p>; nothing for an empty text. */
void html_paragraph(struct page *page, const char *classes, struct str text);

/* A numbered table of the given columns.  `only` leaves out rows (null: none);
 * `first` puts the rows for which it is true before the others (null: as they are). */
typedef bool html_test(const struct view *view, const struct str *cells);
void html_table(struct page *page, const struct view *view, const struct view_column *column, size_t columns,
                struct str caption, html_test *only, html_test *first);

/* Marks, method and thresholds, sources, and how the page was made. */
void html_notes(struct page *page);
void html_footer(struct page *page);

/* The style sheet, with a class .kN for the color of each class. */
void html_style(struct page *page);

#endif
