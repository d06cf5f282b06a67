/* questions - what is asked, and which answers there may be
 *
 * A table of questions has a row for each (columns below).  Without one, or for a question that it does
 * not have, a question is a scale of the ends that the command line says, higher being better, unless the
 * command line names another kind.
 *
 *   question    as in the answers
 *   kind        scale, choice, multiple, number (QUESTION_KINDS)
 *   low, high   the ends of a scale; 1 and 5 where they are empty
 *   best        high or low: which end is the good one
 *   dont_know   words parted by ; that say "don't know", beside those that are known everywhere
 *   name_zh, name_en, object, importance
 *               what it is called, which object it is about, which question asks how much that matters
 */
#ifndef QUESTIONS_H
#define QUESTIONS_H

#include "base/voice.h"
#include "io/record.h"
#include "values/num.h"

/* name, word, what it is */
#define QUESTION_KINDS(X) \
    X(SCALE, "scale", N_("a step from the low end to the high one, as 1 to 5")) \
    X(CHOICE, "choice", N_("one word of several")) \
    X(MULTIPLE, "multiple", N_("all words that apply, parted by ;")) \
    X(NUMBER, "number", N_("any number"))

#define X(name, ...) QUESTION_##name,
enum question_kind { QUESTION_KINDS(X) QUESTION_KIND_COUNT };
#undef X

/* The word of a kind. */
const char *question_kind_word(enum question_kind kind);

struct survey_question {
    struct str name, name_zh, name_en, object, importance;
    int kind;                 /* enum question_kind */
    struct num low, high;     /* the ends of a scale */
    bool best_low;            /* the low end is the good one */
    struct str dont_know;     /* its own words, parted by ; */
};

struct questions;

/* Where they come from: `reader` of the table (closed here) or null, "KIND=NAME,..." of the command line,
 * and the ends "1-5" of all scales that say nothing else. */
struct questions *questions_open(struct mem *mem, struct reader *reader, const char *const *kind, size_t kinds,
                                 const char *scale);

/* Frees what is not in the arena. */
void questions_close(struct questions *questions);

/* The question of a name; made as the command line says where the table has none.  Never null, and the
 * same one each time. */
const struct survey_question *questions_at(struct questions *questions, struct str name);

/* The rows of the table in their order; null after the last. */
const struct survey_question *questions_row(const struct questions *questions, uint32_t i);

/* Does a text say that somebody does not know?  By the question's words, or those that are known
 * everywhere. */
bool question_unknown(const struct survey_question *question, struct str text);

/* The words that are known everywhere; null after the last. */
const char *question_unknown_word(size_t i);

#endif
