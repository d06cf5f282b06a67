/* manner - one of several ways to do a step, as it is asked for: NAME, or NAME:A:B with numbers
 *
 * Each step of an index has a family of methods: a table whose rows begin with a struct manner
 * and go on with the function that does it.  This module knows the words alone: which row is
 * meant, which numbers stand behind it, and which word would have been near.
 */
#ifndef MANNER_H
#define MANNER_H

#include "base/mem.h"

enum { MANNER_NUMBERS = 3 };

struct manner {
    const char *name;
    const char *shape;        /* what may stand behind the name: ":LOW:HIGH"; empty: nothing */
    const char *meaning;
    uint32_t numbers;         /* how many numbers it takes, all of which may be left out from the end */
    double usual[MANNER_NUMBERS]; /* what they are then */
    bool texted;              /* what stands behind the name is one text, which must be there */
};

/* The rows of a family: `bytes` is the size of a row, which begins with its struct manner. */
struct manners {
    const char *option;       /* "--normalize" */
    const void *row;
    size_t bytes, count;
};

#define MANNERS(option, table) {(option), (table), sizeof *(table), sizeof(table) / sizeof *(table)}

/* A method as it was asked for. */
struct pick {
    uint32_t row;
    double number[MANNER_NUMBERS];
    struct str text;          /* of a method that takes one */
    struct str written;       /* the word in full, with all numbers: minmax:0:100 */
};

/* The i-th method of a family. */
const struct manner *manner_at(const struct manners *family, size_t i);

/* Reads a word; ends the run where it is none, or where a number behind it is none, with the near
 * word.  The first row is meant where the word is null. */
struct pick manner_pick(struct mem *mem, const struct manners *family, const char *word);

/* The same of a word that stands in a table: false, with *why saying what is wrong with it. */
bool manner_read(struct mem *mem, const struct manners *family, struct str word, struct pick *pick, struct str *why);

#endif
