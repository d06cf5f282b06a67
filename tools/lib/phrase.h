/* phrase - sentences with places to fill
 *
 * A sentence is kept whole, one for each language, with {1} to {9} where texts
 * go, so that each language has its own order of words.
 *
 * May include: mem, str.
 */
#ifndef PHRASE_H
#define PHRASE_H

#include "mem.h"

/* The languages that reasons are told in. */
enum language { ENGLISH, CHINESE, LANGUAGES };

/* The language of the word "en" or "zh"; English for any other. */
enum language phrase_language(struct str word);

/* The pattern with text[n - 1] where {n} stands, in `mem`.  Every place must have
 * its text; a brace that begins no place stands for itself. */
struct str phrase_fill(struct mem *mem, struct str pattern, const struct str *text, int texts);

#endif
