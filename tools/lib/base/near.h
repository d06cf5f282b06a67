/* near - the known word that a wrong one was meant to be: the "did you mean"
 *
 * Letters are code points and ASCII case is ignored.  A known word is near when it is
 *
 *   - what other programs, or other languages, call the same thing (avg and 平均 are
 *     mean, cn is zh, > is gt): one list of such words for all tools, which says nothing
 *     where the word that is meant is not among the known ones;
 *   - within 2 edits (1 for words of up to 4 letters; neighbours swapped are one edit)
 *     and shares at least a letter; of several the nearest, and of those the one
 *     that begins as the word does for longest;
 *   - the only one that begins with the word, or that the word begins with (3 letters
 *     or more).
 *
 * For words of the command line a list is searched as it is.  For lists that are long and
 * asked often (a catalogue of thousands of names) there is an index, which lays the names
 * out by length once; a question then costs a few machine words for each name that is of
 * nearly the same length.  It knows the first two ways, and of Chinese words more than
 * half must be the same: among thousands of names one of two characters is always near.
 */
#ifndef NEAR_H
#define NEAR_H

#include "base/mem.h"

/* Which of `count` names is near, or -1.  Nothing is allocated. */
ptrdiff_t near_find(struct str word, const struct str *name, size_t count);

/* The same of an index.  The names are not copied. */
struct near_index *near_index_make(struct mem *mem, const struct str *name, size_t count);
ptrdiff_t near_index_find(const struct near_index *index, struct str word);

/* Damerau-Levenshtein distance in letters; anything above `limit`, or texts of over 64
 * letters, gives limit + 1. */
unsigned near_distance(struct str a, struct str b, unsigned limit);

#endif
