/* group - the table behind "one result per group"
 *
 * Finds or adds a group by a tuple of texts (the key) and gives back its state:
 * zeroed bytes, as many as were asked for at open, aligned for any type, that
 * stay where they are until group_close.  Groups are walked in the order in
 * which they first appeared.  Keys are copied; ("a","bc") and ("ab","c") are two
 * groups.  Memory grows with the groups, never with the rows: a group costs its
 * state, its key bytes, 8 bytes and one more for each key field, rounded up to
 * 16, and 13 to 26 bytes of table.
 *
 * The table is open addressing with linear probing over slots of 8 bytes: 32
 * bits of the hash and where the group is.  State and key stand side by side, so
 * finding a group costs one cache miss for the slot and one for the group.
 * group_at_each takes many keys together, so that the misses of all of them pass at
 * the same time.
 *
 * The hash folds 128-bit products of the text with secrets that are drawn anew
 * for every run, all of them, not just a start value: whoever writes the input
 * cannot know which keys meet, and nothing in the output tells, since groups come
 * in order of appearance.  A keyed SipHash would be safer in theory and costs
 * four times as much on keys of 20 bytes.  Should one run of slots grow
 * suspiciously long all the same, new secrets are drawn and the table is laid out
 * anew.
 *
 * Not for several threads at once: each thread fills its own table, which are
 * then merged by walking one and finding its keys in the other.
 */
#ifndef GROUP_H
#define GROUP_H

#include "base/mem.h"

/* A table of groups. */
struct group;

/* Opens an empty table for keys of `arity` texts (0 is allowed: then there is one
 * group) and states of `state_bytes`.  The caller ends it with group_close. */
struct group *group_open(uint32_t arity, size_t state_bytes);

/* Frees the table with all keys and states.  A null pointer is allowed. */
void group_close(struct group *group);

/* The state of the group with this key (`arity` texts), added on first sight with
 * all bytes zero.  Never null. */
void *group_at(struct group *group, const struct str *key);

/* group_at for `count` keys, one behind the other, in their order: state[i] is that of the
 * texts key[i * arity] and on.  Faster with many groups than one call for each, since the
 * memory is asked for all of them before the first is needed. */
void group_at_each(struct group *group, const struct str *key, size_t count, void **state);

/* The state of the group with this key, or null when there is none; of many keys. */
void *group_find(const struct group *group, const struct str *key);
void group_find_each(const struct group *group, const struct str *key, size_t count, void **state);

/* How many groups there are; how many bytes the table holds of the system's. */
uint32_t group_count(const struct group *group);
size_t group_bytes(const struct group *group);

/* Field `field` (from 0) of the key of a group, given its state, which may be of another
 * table with the same arity and states of the same size.  Lives until group_close. */
struct str group_key(const struct group *group, const void *state, uint32_t field);

/* Asks the processor for a group that will soon be looked at: nothing else happens. */
void group_prefetch(const struct group *group, const void *state);

/* The group's number in order of first appearance, from 0. */
uint32_t group_index(const struct group *group, const void *state);

/* A walk over the groups in order of first appearance.  Begins as zero bytes:
 *
 *     struct group_walk walk = {0};
 *     while (group_next(group, &walk))
 *         ... walk.state ...
 *
 * Groups added during the walk are walked too. */
struct group_walk {
    void *state;
    uint32_t chunk;           /* the rest is group's own */
    size_t at;
};
bool group_next(const struct group *group, struct group_walk *walk);

/* The states of all groups, ordered by their keys: field by field, in byte order.
 * The array is in `mem` and has group_count elements. */
void **group_sorted(struct mem *mem, const struct group *group);

/* Puts states into that order, of this table or of others with the same arity and states of
 * the same size. */
void group_sort(const struct group *group, void **state, size_t count);

/* ---- for other tables of texts ---- */

/* The same hash of one text, or of a key, with secrets drawn once for the process. */
uint32_t group_text_hash(struct str text);
uint32_t group_key_hash(const struct str *key, uint32_t arity);

#endif
