/* html_book - the book of accounts: contents, an account for each answer, an index of figures
 *
 * html_book.c writes the contents and the accounts, html_index.c the index.  A figure of a report
 * that was made from the same answer is found in the index as it is printed there; it leads to
 * the account's step, whose anchor is aACCOUNT-STEP.  A further book of the page has b2- and so on
 * before its anchors.
 */
#ifndef HTML_BOOK_H
#define HTML_BOOK_H

#include "formats/html.h"
#include "view/book.h"

/* The whole book of a part whose view is an account. */
void html_book(struct page *page, const struct part *part, int level);

/* Begins an attribute ("href=\"#", "id=\"") with an anchor of the page's present book: of an account
 * (0: of `name`) or of its step (0: of all of it). */
void html_anchor(struct page *page, const char *attribute, const char *name, size_t account, size_t step);

/* Its index, under a heading of that level. */
void html_index(struct page *page, const struct book *book, int level);

#endif
