/* counts - how often each rule was kept
 *
 * A table of one row for each rule of each column, and one for each rule of the
 * whole table: rule, column, severity, items, passes, fails, unknown,
 * not_evaluated.  Unknown are the items whose value is missing, or could not be
 * read: they neither keep nor break a rule.  Of the rules of a rules file the column is
 * empty; accepted findings are counted beside the fails.
 */
#ifndef COUNTS_H
#define COUNTS_H

#include "records/checks.h"
#include "records/keys.h"
#include "rules/rules.h"

struct totals {
    uint64_t records;         /* without blank ones */
    uint64_t blank, refused;
    uint64_t unfit;           /* of the refused: with fields that were judged all the same */
    uint32_t header_faults;
    bool schema;              /* there was one: the header was held against it */
};

/* Writes the table to `path`: first the whole table, then the rules of each column, the keys, and
 * the rules of the rules file. */
void counts_write(struct mem *mem, const char *path, char delimiter, const struct tally *tally, uint32_t tallies,
                   const struct keys *keys, const struct rules *rules, const struct totals *totals);

#endif
