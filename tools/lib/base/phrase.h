/* phrase - sentences with places to fill
 *
 * A sentence is kept whole, one for each language, with {1} to {9} where texts
 * go, so that each language has its own order of words.
 */
#ifndef PHRASE_H
#define PHRASE_H

#include "base/mem.h"

/* The languages that reasons are told in. */
enum language { ENGLISH, CHINESE, LANGUAGES };

/* The language of the word "en" or "zh"; English for any other. */
enum language phrase_language(struct str word);

/* A sentence in each language, and how many texts it takes (at most 9). */
struct phrase {
    int texts;
    const char *in[LANGUAGES];
};

/* A tool lists its sentences once, as rows X(NAME, texts, English, Chinese) of a
 * macro; from such a row come the name in an enumeration and the entry of a
 * table, which the name finds:
 *
 *     enum sentence { SENTENCES(PHRASE_NAME) SAY_COUNT };
 *     const struct phrase sentence_row[] = {SENTENCES(PHRASE_ROW)};
 */
#define PHRASE_NAME(name, texts, en, zh) SAY_##name,
#define PHRASE_ROW(name, texts, en, zh) [SAY_##name] = {texts, {[ENGLISH] = en, [CHINESE] = zh}},

/* Sentence `name` of a table with its texts (as many struct str as it takes), in `mem`; one
 * that takes none is the table's own. */
struct str phrase_say(struct mem *mem, enum language language, const struct phrase table[], int name, ...);

/* The pattern with text[n - 1] where {n} stands, in `mem`.  Every place must have
 * its text; a brace that begins no place stands for itself. */
struct str phrase_fill(struct mem *mem, struct str pattern, const struct str *text, int texts);

#endif
