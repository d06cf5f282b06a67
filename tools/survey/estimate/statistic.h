/* statistic - what can be asked of the answers to a question
 *
 * One row is one statistic: of which kinds of questions, what figure it is, who counts, and what each
 * answer adds.  Everything else (hiding, intervals, design, changes between waves) goes by the figure.
 */
#ifndef STATISTIC_H
#define STATISTIC_H

#include "estimate/linearize.h"

/* What sort of figure it is: what interval it gets, and when it is hidden. */
enum figure_sort { FIGURE_SHARE, FIGURE_MEAN, FIGURE_TOTAL, FIGURE_RATIO, FIGURE_PERCENTILE, FIGURE_SPREAD };

/* One answer, and one of the options of its question: its number, and its word. */
struct answer_ask {
    const struct survey_question *question;
    const struct answer_code *code;
    uint32_t option;
    struct str word;
};

struct statistic {
    const char *name, *shape, *help; /* shape: what may stand behind the name: ":QUESTION"; null: nothing */
    enum figure_sort sort;
    uint32_t kinds;           /* bit i: questions of kind i */
    bool options;             /* a row for each option of the question */
    bool asked;               /* all who were asked count, else those who gave an answer */
    linear_figure *figure;    /* null: a percentile */
    double (*value)(const struct answer_ask *ask);
};

/* The rows; null after the last. */
const struct statistic *statistic_row(size_t i);

/* A statistic as it was asked for: "top2", "ratio:employees", "quantile:0.9". */
struct wanted {
    const struct statistic *statistic;
    struct str argument;
    double share;             /* of a percentile */
};

/* Reads a list parted by commas; what is none is a mistake of the command line. */
struct wanted *statistic_read(struct mem *mem, struct str list, size_t *count);

/* Those that a question of a kind gets where none is asked for. */
struct str statistic_usual(enum question_kind kind);

/* Does the statistic have a meaning for the question? */
bool statistic_suits(const struct statistic *statistic, const struct survey_question *question);

/* Those of a domain who count, with what their answers add.  `option` is one of the replies' options where
 * the statistic has a row for each; `below` the replies below a ratio's line, or null.  In the arena. */
struct base statistic_base(struct mem *mem, const struct design *sample, const struct statistic *statistic,
                           const struct replies *replies, uint32_t option, const struct replies *below,
                           const uint32_t *at, uint32_t count);

/* How many of a domain gave an answer, do not know, left it blank, gave what is none; and were not asked. */
struct answered {
    uint32_t given, unknown, blank, unread, absent;
};
struct answered statistic_answered(const struct design *sample, const struct replies *replies, const uint32_t *at,
                                   uint32_t count);

#endif
