/* leaf - one page of a site as a document
 *
 * The overview has all tables and lists of the other pages; a page of a plan, domain, indicator, region or
 * department has, of each table, the rows about it with their chart, and what the catalogue says.
 * Names in tables lead to their pages, and each table to its rows as CSV.
 */
#ifndef LEAF_H
#define LEAF_H

#include "site/pages.h"

/* A table of a page that can be had as data: rows of a part, and the name of its file in the site. */
struct extract {
    const struct part *part;
    const struct table *table;
    struct str file;
};

struct leaf_document {
    struct document *document;
    struct extract *extract;
    size_t extracts;
};

/* Of that page; the overview for null.  All in the report's arena. */
struct leaf_document leaf_document(const struct report *report, const struct pages *pages, const struct leaf *leaf);

#endif
