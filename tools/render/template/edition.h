/* edition - who is to read a report, and what is therefore not in it
 *
 * Three editions, each with all that the next one has: the draft of the office, the review that goes to
 * those who decide, and the public one.  A column belongs to the last edition that may have it.
 * What an edition must not have is taken out of a table before anybody looks at it, so no chart, twin,
 * title, property or raw sheet can hold it.
 *
 * Built in: reasons, causes, self-assessments and what raters said are not public.  A labels file
 * (column `edition`) and a template's front matter say otherwise, column by column.
 *
 * A suppressed figure (status Q) is in no edition: the figures of its row are emptied, but for what is
 * not its own (base, target, places), and so is every text of the row that repeats its value.
 */
#ifndef EDITION_H
#define EDITION_H

#include "view/table.h"

enum edition { EDITION_DRAFT, EDITION_REVIEW, EDITION_PUBLIC };

/* The word of an edition; false for a text that is none. */
bool edition_read(struct str text, enum edition *edition);
struct str edition_word(enum edition edition);

/* draft, review or public; did you mean ...: what ends a message about a wrong word. */
struct str edition_expected(struct mem *mem, struct str text);

struct edition_rules;

/* The built-in rules, and those of a labels file on top of them (null: none), which is closed. */
struct edition_rules *edition_open(struct mem *mem, struct reader *labels);

/* One rule more: a column, or NAME.COLUMN for the table of that name alone. */
void edition_rule(struct edition_rules *rules, struct str column, enum edition last);

/* The last edition that may have the column of the table of that name. */
enum edition edition_last(const struct edition_rules *rules, struct str table, struct str column);

/* What was taken out of a table. */
struct withheld {
    struct str *column;
    size_t columns;
    uint64_t figures;         /* suppressed ones that were there */
};

/* Takes it out of a table that has not been streamed: keeps its rows. */
struct withheld edition_apply(const struct edition_rules *rules, enum edition edition, struct str name,
                              struct table *table);

/* Tells it (note `edition`). */
void edition_tell(struct mem *mem, const struct withheld *withheld, enum edition edition, const char *file);

#endif
