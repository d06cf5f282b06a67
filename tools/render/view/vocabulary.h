/* vocabulary - every word that render says of its own, in the language in use
 *
 * The built-in words stand in words.def, what the codes of the tools are called in
 * codes.def.  A labels file replaces any of them, column by column: key, zh, en, mark,
 * mark_ascii, color; an empty cell leaves the built-in one.  A key that render does not
 * know is a word of the project (another class, an owner's code) and is found by word_for.
 * A row with a mark is a class: it is counted, colored and sorted like the built-in six.
 */
#ifndef VOCABULARY_H
#define VOCABULARY_H

#include "io/column.h"

enum word {
#define WORD(id, key, text, mark, ascii, color) W_##id,
#include "view/words.def"
#undef WORD
    WORD_COUNT
};

/* A class: how it is called, marked and colored. */
struct mark {
    struct str key, text, mark, ascii, color;
    int order;                /* best is 0; what cannot be judged comes last */
};

struct vocabulary {
    struct mem *mem;          /* for sentences; a caller may rewind it */
    struct mem *keep;         /* for what stays known: classes met on the way */
    bool chinese;             /* names of the data are shown in Chinese, else in English */
    bool ascii;               /* >= instead of the sign that fonts disagree on */
    struct str *key, *text;   /* the first WORD_COUNT are those of words.def, behind them those of codes.def */
    size_t *sorted;           /* their places, by key; null while they are gathered */
    size_t count;
    struct mark *mark;        /* in the order of words.def, the project's behind */
    size_t marks;
};

/* The built-in words; with a reader, the labels file's on top of them.  A file
 * without the column "key", or with a color that is not #rrggbb, ends the run. */
struct vocabulary *vocabulary_open(struct mem *mem, struct mem *keep, struct reader *labels);

/* The word or sentence of that name, in the language of the report. */
static inline struct str word(const struct vocabulary *words, enum word id)
{
    return words->text[id];
}

/* What a key is called, or the key itself when nobody named it. */
struct str word_for(const struct vocabulary *words, struct str key);

/* What a word of a list of codes is called: a code of the column `list` in the tables of `tool` (null: of no tool of
 * its own), as the words have TOOL.LIST.CODE, else LIST.CODE, else CODE; the code itself when nobody named it.  `order`
 * (or null): its place among the words, which have the worst of a list first, or SIZE_MAX. */
struct str word_of_code(const struct vocabulary *words, const char *tool, struct str list, struct str code,
                        size_t *order);

/* The same with a start: word_under(words, "verified.", "memory"). */
struct str word_under(const struct vocabulary *words, const char *start, struct str key);

/* The class of that key.  One that is unknown is given its own key as name, the
 * mark "?" and the color of what cannot be judged; the empty key gives null. */
const struct mark *vocabulary_mark(struct vocabulary *words, struct str key);

/* A sentence with its {names} filled in: vocabulary_fill(words, W_LEAD, "n", n, "list",
 * list, NULL).  A name that is not among the pairs stays as it is. */
struct str vocabulary_fill(const struct vocabulary *words, enum word id, ...);

/* A whole number as text, for vocabulary_fill. */
struct str words_number(const struct vocabulary *words, long long number);

/* Texts joined: the first is as it is, each further one goes behind the joint. */
struct str words_join(const struct vocabulary *words, struct str list, struct str joint, struct str next);

#endif
