/* doubt - how far a figure was checked: the words of the column verified, and their order
 *
 * The one place where these words and their order stand: what inherits the weakest mark
 * (basis) and what shows a mark to a reader (render) ask it.  A word that is none of them
 * says nothing good of a figure, so it counts as no word at all and never as yes; who meets
 * one tells it.
 */
#ifndef DOUBT_H
#define DOUBT_H

#include "base/diag.h"

/* From strong to weak: name, word, what it says (manual page). */
#define DOUBTS(X) \
    X(YES, "yes", "checked against the source") \
    X(PARTLY, "partly", "checked in part: the value, say, but not the base") \
    X(MEMORY, "memory", "written from memory and not checked") \
    X(UNTOLD, "", "nobody said") \
    X(MADE_UP, "made-up", "invented, to try something out")

#define X(name, ...) DOUBT_##name,
enum doubt { DOUBTS(X) DOUBT_COUNT };
#undef X

/* What a word says; DOUBT_UNTOLD for the empty text and for a word that is none. */
enum doubt doubt_of(struct str word);

/* Is the text none of the words, and not empty? */
bool doubt_strange(struct str word);

/* Words that were told already, as far as they fit; begins as zero bytes. */
struct doubt_ear {
    char told[8][32];         /* length, then the bytes */
};

/* Tells a strange word, with the words that there are and the near one, once for each. */
void doubt_hear(struct doubt_ear *ear, struct mem *mem, const struct place *place, struct str word);

#endif
