/* pages - which pages a site has
 *
 * One for each plan, domain, indicator, region and department that occurs in a table of the report, in
 * the order in which they come; each kind is one row of a list.
 */
#ifndef PAGES_H
#define PAGES_H

#include "formats/format.h"

enum page_kind { PAGE_PLAN, PAGE_DOMAIN, PAGE_INDICATOR, PAGE_REGION, PAGE_OWNER, PAGE_KINDS };

struct page_kind_row {
    const char *folder;       /* in the site */
    enum field field;         /* the column that has it */
    enum word called;         /* the heading of its list */
};
extern const struct page_kind_row page_kind_row[PAGE_KINDS];

struct leaf {
    enum page_kind kind;
    struct str key;           /* as the tables have it */
    struct str title;
    struct str stem;          /* indicator/I03: without ".html" */
};

struct pages {
    struct leaf *leaf;
    size_t count, room;
    struct group *index;      /* of kinds and keys */
};

/* Gathers them; free with pages_close. */
struct pages *pages_of(const struct report *report);
void pages_close(struct pages *pages);

/* The page of a key, or null. */
const struct leaf *pages_find(const struct pages *pages, enum page_kind kind, struct str key);

/* The kind of page that a column leads to, PAGE_KINDS for none: names and labels lead to their indicator. */
enum page_kind pages_of_field(enum field field);

#endif
