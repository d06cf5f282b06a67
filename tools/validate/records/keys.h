/* keys - values that must be there once, or must be there elsewhere
 *
 * Remembers every key of the table (memory grows with the records: a key costs
 * about 60 bytes) and where it stood first; holds foreign keys against the table
 * that they refer to, which is read whole.  References to the table itself are
 * settled at the end, when all its keys are known.
 */
#ifndef KEYS_H
#define KEYS_H

#include "findings/findings.h"
#include "meaning/schema.h"

struct keys;

/* Counts of one key, for the summary.  Without its columns in the header a key is
 * not evaluated. */
struct keys_count {
    const char *rule;
    struct str column;        /* names, joined by + */
    uint64_t passes, fails, unknown;
    bool evaluated;
};

/* Prepares the schema's keys for a table bound like that; reads the tables that
 * foreign keys refer to. */
struct keys *keys_open(struct mem *mem, const struct schema *schema, const struct schema_binding *binding,
                       struct findings *findings);

/* Is there a key or a foreign key whose columns are in the header? */
bool keys_any(const struct keys *keys);

/* Does some foreign key refer to the table itself? */
bool keys_self(const struct keys *keys);

/* The key of a record as findings have it: the primary key, else the first of
 * uniqueKeys; its values joined by "|".  In the arena. */
struct str keys_text(struct mem *mem, const struct keys *keys, const struct record *record);

/* Reads the keys of a batch of records ahead, at most KEYS_AHEAD, so that their places in
 * the tables are at hand when each is held against them. */
enum { KEYS_AHEAD = 32 };
void keys_ahead(struct keys *keys, const struct record *record, size_t count, struct reader *reader);

/* Holds record `i` of that batch, at which the reader points, against all keys; each
 * once, in their order.  False when one failed.  Why is added to findings.  `ordinal` is
 * the record's number, for doom. */
bool keys_check(struct keys *keys, const struct record *record, size_t i, const struct reader *reader,
                uint64_t ordinal);

/* For whoever reads pieces of the file on trust, one behind the other: are there keys alone, and no
 * references?  Keeps the counts as they are; holds a batch of at most KEYS_AHEAD against the keys without a
 * word, `begin` being where the piece begins, false when something is wrong; goes back to the counts that were
 * kept.  What was seen of the piece then is no obstacle when it is read once more and checked as others are. */
bool keys_alone(const struct keys *keys);
void keys_keep(struct keys *keys);
bool keys_try(struct keys *keys, const struct record *record, size_t count, struct reader *reader,
              const struct place *begin);
void keys_back(struct keys *keys);

/* Settles what refers to the table itself; doom (null: nobody) hears of each record whose
 * reference leads nowhere. */
typedef void keys_doom(void *state, uint64_t ordinal, struct str rule, struct str reason);
void keys_finish(struct keys *keys, keys_doom *doom, void *state);

/* The counts of one key after the other, by number from 0; false behind the last. */
bool keys_counted(const struct keys *keys, uint32_t number, struct keys_count *count);

/* Frees the tables of keys. */
void keys_close(struct keys *keys);

#endif
