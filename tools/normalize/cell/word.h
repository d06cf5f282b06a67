/* word - the words that may stand before or behind a number (words.def) */
#ifndef WORD_H
#define WORD_H

#include "base/mem.h"

enum word_where { FRONT, BACK, WHOLE };
enum word_effect { STATUS, BOUND, RISE, FALL, SIGN, PART, MONEY, FILLER, ZERO };

struct word {
    struct str text;
    enum word_where where;
    enum word_effect effect;
    struct str value;         /* what it puts into its column; see words.def */
};

/* The longest word of the kind that the text begins with (FRONT), ends with (BACK) or
 * is (WHOLE); null when there is none. */
const struct word *word_at(struct str text, enum word_where where);

/* The status that a word stands for (预计, 快报数), or the empty text. */
struct str word_status(struct str word);

#endif
