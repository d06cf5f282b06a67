/* sorting - rows kept until the last has come, and handed out sorted
 *
 * Sorted by several keys, each up or down; the sort is stable.  A key is compared as numbers, exactly, where each of
 * its cells that is not empty is one, else byte for byte.  Empty cells come last, whichever way.
 *
 * A row costs its bytes as they are written, those of its keys, 24 bytes, 4 for each key and 32 for each
 * that is a number.
 */
#ifndef SORTING_H
#define SORTING_H

#include "io/record.h"

struct sorting_key {
    struct str name;          /* for messages */
    bool down;
};

struct sorting;

/* Opens; the caller ends it with sorting_close. */
struct sorting *sorting_open(struct mem *mem, const struct sorting_key *key, uint32_t keys);

/* Keeps a row: its line with the line end, and its keys. */
void sorting_add(struct sorting *sorting, struct str line, const struct str *key);

/* Sorts, and writes the first `most` rows.  Tells where rows that are equal in all keys are parted by that. */
void sorting_write(struct sorting *sorting, struct writer *writer, uint64_t most);

/* Frees what it holds. */
void sorting_close(struct sorting *sorting);

/* Puts texts into that order: as numbers where all are, else byte for byte. */
void sorting_texts(struct mem *mem, struct str *text, uint32_t count);

#endif
