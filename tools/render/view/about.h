/* about - what a publication says of itself
 *
 * A table with the columns key and value: publisher, contact, released, next_release, change (as often as
 * there are changes since the last edition), licence, or any other key.  Known keys are called by their
 * words, others by themselves; the order of the file is kept.
 */
#ifndef ABOUT_H
#define ABOUT_H

#include "view/vocabulary.h"

struct about_line {
    struct str key, value;
};

struct about {
    struct about_line *line;
    size_t lines;
};

/* Reads the table to its end.  One that lacks a column, or has a line without a key, ends the run. */
struct about *about_load(struct mem *mem, struct reader *reader);

/* What a key is called: "about.publisher" of the words, or the key itself. */
struct str about_called(const struct vocabulary *words, struct str key);

#endif
