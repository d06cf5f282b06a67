/* findings - what was found, told to the user, to a file, and counted
 *
 * Every finding goes through diag (which shows the first 20 of a code) and, when
 * there is such a file, into the findings table in full.
 */
#ifndef FINDINGS_H
#define FINDINGS_H

#include "base/diag.h"
#include "io/column.h"
#include "io/logbook.h"

struct findings {
    struct mem *mem;
    struct logbook book;
    uint64_t errors, queries, hints;
    void (*also)(void *state, const struct finding *finding); /* hears of each too; may be null */
    void *state;
    bool gather;              /* keep the reasons of the current record, for the rejects */
    struct mem *scratch;      /* where they are kept, until findings_forget */
    struct str rules, reasons;
    uint32_t gathered;
    const struct columns *columns; /* of the input; null: not known yet */
};

/* Opens the table when `path` is not null, and writes its header.  `gather` keeps
 * each record's reasons. */
void findings_open(struct findings *findings, struct mem *mem, const char *path, char delimiter, bool gather);

/* Would the finding's texts be seen by anybody?  When not, findings_count will do. */
bool findings_wanted(const struct findings *findings, enum diag_code code);

/* Tells a finding. */
void findings_tell(struct findings *findings, const struct finding *finding);

/* Counts some that nobody sees in full: exact totals need them. */
void findings_count(struct findings *findings, enum diag_code code, uint64_t count);

/* Writes a finding to the table only: diag has told it already.  A column whose name is
 * empty or not the only one stands there with its number. */
void findings_note(struct findings *findings, const struct finding *finding);

/* Drops the reasons of the record before. */
void findings_forget(struct findings *findings);

/* Completes the table. */
void findings_close(struct findings *findings);

#endif
