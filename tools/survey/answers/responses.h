/* responses - who answered what, column by column
 *
 * A respondent is a number from 0 in order of first appearance.  To each belong a weight, a level of each
 * facet (a column that is true of the respondent: a group, the stratum, the cluster), and a reply to each
 * question.  Texts that are alike are kept once and have a number, their code; a column of replies takes
 * one byte a respondent as long as a question has fewer than 256 different answers, two to 65,535, then
 * four.  Memory grows with respondents times questions, and with what is different.
 *
 * reception fills it; everything else reads it.
 */
#ifndef RESPONSES_H
#define RESPONSES_H

#include "answers/questions.h"
#include "base/group.h"

/* What stands behind a code. */
enum answer_state {
    ANSWER_ABSENT,            /* was not asked: there is no cell */
    ANSWER_BLANK,             /* was asked and said nothing */
    ANSWER_UNKNOWN,           /* does not know */
    ANSWER_GIVEN,
    ANSWER_UNREAD             /* what stands there is no answer to the question; told */
};

struct answer_code {
    struct str text;
    enum answer_state state;
    double value;             /* NaN where it is no number */
    const bool *chosen;       /* of a question of kind multiple: which options, as many as it had then */
    uint32_t chosens;
};

enum { CODE_ABSENT, CODE_BLANK, CODE_UNREAD, CODE_FIRST };

/* The replies to one question. */
struct replies {
    const struct survey_question *question;
    struct answer_code *code; /* the first three are CODE_ABSENT, CODE_BLANK, CODE_UNREAD */
    uint32_t codes;
    struct str *option;       /* what may be chosen, in order of first appearance: choice, multiple */
    uint32_t options;
    /* inside */
    struct group *texts, *words;
    size_t code_room, option_room;
    uint32_t quick[128];      /* codes of texts of one ASCII character; 0: not seen yet */
    void *packed;             /* a code for each respondent */
    uint8_t bytes;            /* of each: 1, 2 or 4 */
};

/* A column that is true of the respondent. */
struct facet {
    struct str name;
    struct str *level;        /* the texts, in order of first appearance */
    uint32_t levels;
    uint32_t *of;             /* the level of each respondent */
    /* inside */
    struct group *texts;
    size_t level_room;
};

struct responses {
    struct mem *mem;
    const char *file;
    uint32_t respondents;
    double *weight;           /* 1 each where there is none */
    uint32_t *line;           /* where the respondent first stands */
    bool *inside;             /* fulfils --where in at least one record */
    bool weighted;            /* weights were given */
    uint32_t replicates;      /* replicate weights of each respondent */
    double *replicate;        /* [respondent * replicates + which] */
    struct facet *facet;
    uint32_t facets;
    struct replies *replies;
    uint32_t questions;
    struct group *names;      /* of the respondents; null where they have none */
    /* inside */
    uint32_t room;            /* for respondents */
    size_t question_room;
};

/* Begins with facets of these names, and respondents by name where they have some.  Replicates may be asked for
 * as long as there is no respondent. */
struct responses *responses_open(struct mem *mem, const char *file, const struct str *facet, uint32_t facets,
                                 bool named);
void responses_close(struct responses *answers);

/* A respondent more, all of whose replies are absent; returns the number. */
uint32_t responses_add(struct responses *answers);

/* The replies to a question, added where there are none. */
uint32_t responses_question(struct responses *answers, const struct survey_question *question);

/* The code of a text among replies; added, with its state, where it is new. */
uint32_t responses_code(struct responses *answers, struct replies *replies, struct str text);

/* The level of a text; added where it is new. */
uint32_t responses_level(struct responses *answers, struct facet *facet, struct str text);

/* The facet of a name; null where there is none. */
const struct facet *responses_facet(const struct responses *answers, struct str name);

/* The replies to a question of that name; null where there are none. */
const struct replies *responses_find(const struct responses *answers, struct str question);

/* When all are there: options of scales in the order of their steps. */
void responses_settle(struct responses *answers);

/* Sets and gets the code of a respondent's reply. */
void responses_set(struct responses *answers, struct replies *replies, uint32_t respondent, uint32_t code);
static inline uint32_t responses_get(const struct replies *replies, uint32_t respondent)
{
    if (replies->bytes == 1)
        return ((const uint8_t *)replies->packed)[respondent];
    if (replies->bytes == 2)
        return ((const uint16_t *)replies->packed)[respondent];
    return ((const uint32_t *)replies->packed)[respondent];
}

#endif
