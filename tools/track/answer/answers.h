/* answers - the tables that track can write: one row each
 *
 * An answer opens itself (what it needs is loaded, its header written), takes each object in turn,
 * and writes what it has gathered.  Any of the three may be missing.  An option that only other
 * answers use is told (answers_hold), so that nobody waits for what it does not do.
 */
#ifndef ANSWERS_H
#define ANSWERS_H

#include "answer/desk.h"

struct reply {
    const char *word, *meaning;
    const char *uses;         /* options that it asks for, beside those of all answers; or null */
    void (*open)(struct desk *desk);
    void (*each)(struct desk *desk, uint32_t object, const struct footing *s);
    void (*write)(struct desk *desk);
};

/* Their words, for the option. */
#define ANSWERS_LIST \
    "objects|rollup|changes|coverage|ratings|blind|support|effect|what-if|slips|adjustments|warnings|submissions|" \
    "punctuality|ledger|touches"

/* Tells each option that was given and has no effect on an answer: code no-effect. */
void answers_hold(struct mem *mem, const struct reply *answer);

/* Does an answer use an option? */
bool reply_uses(const struct reply *answer, struct str option);

/* The i-th; its word is null behind the last. */
const struct reply *reply_at(size_t i);

/* Those of each file, ended by a row of nulls. */
extern const struct reply answers_objects[], answers_links[], answers_rules[], answers_ledger[];

#endif
