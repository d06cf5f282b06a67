/* responses - see responses.h */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "answers/responses.h"
#include "base/diag.h"
#include "base/str.h"

enum { FIRST_ROOM = 1024 };

struct responses *responses_open(struct mem *mem, const char *file, const struct str *facet, uint32_t facets,
                                 bool named)
{
    struct responses *answers = mem_take(mem, sizeof *answers);
    *answers = (struct responses){.mem = mem, .file = file, .facets = facets};
    answers->facet = mem_array(mem, facets, sizeof *answers->facet);
    for (uint32_t i = 0; i < facets; i++)
        answers->facet[i] = (struct facet){.name = facet[i], .texts = group_open(1, sizeof(uint32_t))};
    if (named)
        answers->names = group_open(1, sizeof(uint32_t));
    return answers;
}

void responses_close(struct responses *answers)
{
    for (uint32_t i = 0; i < answers->facets; i++) {
        group_close(answers->facet[i].texts);
        mem_release(answers->facet[i].of);
    }
    for (uint32_t i = 0; i < answers->questions; i++) {
        group_close(answers->replies[i].texts);
        group_close(answers->replies[i].words);
        mem_release(answers->replies[i].packed);
    }
    group_close(answers->names);
    mem_release(answers->weight);
    mem_release(answers->replicate);
    mem_release(answers->line);
    mem_release(answers->inside);
}

/* ---- respondents ---- */

static void make_room(struct responses *answers)
{
    uint32_t room = answers->room ? 2 * answers->room : FIRST_ROOM, had = answers->room;
    answers->weight = mem_resize(answers->weight, room * sizeof *answers->weight);
    if (answers->replicates)
        answers->replicate = mem_resize(answers->replicate,
                                        (size_t)room * answers->replicates * sizeof *answers->replicate);
    answers->line = mem_resize(answers->line, room * sizeof *answers->line);
    answers->inside = mem_resize(answers->inside, room * sizeof *answers->inside);
    for (uint32_t i = 0; i < answers->facets; i++)
        answers->facet[i].of = mem_resize(answers->facet[i].of, room * sizeof *answers->facet[i].of);
    for (uint32_t i = 0; i < answers->questions; i++) {
        struct replies *replies = &answers->replies[i];
        replies->packed = mem_resize(replies->packed, (size_t)room * replies->bytes);
        memset((char *)replies->packed + (size_t)had * replies->bytes, 0, (size_t)(room - had) * replies->bytes);
    }
    answers->room = room;
}

uint32_t responses_add(struct responses *answers)
{
    if (answers->respondents == answers->room)
        make_room(answers);
    uint32_t respondent = answers->respondents++;
    answers->weight[respondent] = 1;
    answers->line[respondent] = 0;
    answers->inside[respondent] = false;
    for (uint32_t i = 0; i < answers->facets; i++)
        answers->facet[i].of[respondent] = 0;
    return respondent;
}

/* ---- questions and their answers ---- */

uint32_t responses_question(struct responses *answers, const struct survey_question *question)
{
    for (uint32_t i = 0; i < answers->questions; i++)
        if (answers->replies[i].question == question)
            return i;
    answers->replies = mem_grow(answers->mem, answers->replies, answers->questions, &answers->question_room,
                                sizeof *answers->replies);
    struct replies *replies = &answers->replies[answers->questions];
    *replies = (struct replies){.question = question, .bytes = 1, .texts = group_open(1, sizeof(uint32_t)),
                                .words = group_open(1, sizeof(uint32_t))};
    replies->packed = mem_resize(NULL, answers->room + 1);
    memset(replies->packed, 0, answers->room + 1);
    replies->code_room = 8;
    replies->code = mem_array(answers->mem, replies->code_room, sizeof *replies->code);
    replies->code[CODE_ABSENT] = (struct answer_code){.state = ANSWER_ABSENT, .value = NAN};
    replies->code[CODE_BLANK] = (struct answer_code){.state = ANSWER_BLANK, .value = NAN};
    replies->code[CODE_UNREAD] = (struct answer_code){.state = ANSWER_UNREAD, .value = NAN};
    replies->codes = CODE_FIRST;
    return answers->questions++;
}

static uint32_t option_at(struct responses *answers, struct replies *replies, struct str word)
{
    uint32_t *found = group_at(replies->words, &word);
    if (!*found) {
        replies->option = mem_grow(answers->mem, replies->option, replies->options, &replies->option_room,
                                   sizeof *replies->option);
        replies->option[replies->options++] = mem_copy(answers->mem, word);
        *found = replies->options;
    }
    return *found - 1;
}

/* The options that a text names, parted by semicolons of either width. */
static void choose(struct responses *answers, struct replies *replies, struct answer_code *code)
{
    static const struct str wide = {"；", sizeof "；" - 1};
    struct str text = code->text;
    for (int round = 0; round < 2; round++) {
        struct str rest = text, word;
        bool *chosen = mem_array(answers->mem, replies->options + 1, sizeof *chosen);
        while (rest.length) {
            ptrdiff_t at = str_find(rest, STR(";")), other = str_find(rest, wide);
            size_t mark = at >= 0 && (other < 0 || at < other) ? 1 : wide.length;
            size_t end = at < 0 && other < 0 ? rest.length : (size_t)(mark == 1 ? at : other);
            word = str_trim((struct str){rest.at, end});
            rest = str_part(rest, end < rest.length ? end + mark : end, rest.length);
            if (!word.length)
                continue;
            uint32_t option = option_at(answers, replies, word);
            if (round)
                chosen[option] = true;
        }
        code->chosen = chosen;
        code->chosens = replies->options;
    }
}

/* What a text is as an answer to its question. */
static struct answer_code read_code(struct responses *answers, struct replies *replies, struct str text)
{
    const struct survey_question *question = replies->question;
    struct answer_code code = {.text = mem_copy(answers->mem, text), .state = ANSWER_GIVEN, .value = NAN};
    struct num number;
    if (question_unknown(question, text)) {
        code.state = ANSWER_UNKNOWN;
        return code;
    }
    bool is_number = num_parse(text, &number) == NUM_OK && num_to_double(number, &code.value);
    if (!is_number)
        code.value = NAN;
    if (question->kind == QUESTION_SCALE &&
        (!is_number || num_compare(number, question->low) < 0 || num_compare(number, question->high) > 0))
        code.state = ANSWER_UNREAD;
    if (question->kind == QUESTION_NUMBER && !is_number)
        code.state = ANSWER_UNREAD;
    if (question->kind == QUESTION_CHOICE || question->kind == QUESTION_SCALE) {
        if (code.state == ANSWER_GIVEN)
            option_at(answers, replies, text);
    } else if (question->kind == QUESTION_MULTIPLE)
        choose(answers, replies, &code);
    return code;
}

uint32_t responses_code(struct responses *answers, struct replies *replies, struct str text)
{
    if (!text.length)
        return CODE_BLANK;
    uint32_t unused = 0, *quick = text.length == 1 && *text.at > 0 ? &replies->quick[(unsigned char)*text.at] : &unused;
    if (*quick)
        return *quick;
    uint32_t *found = group_at(replies->texts, &text);
    if (!*found) {
        replies->code = mem_grow(answers->mem, replies->code, replies->codes, &replies->code_room,
                                 sizeof *replies->code);
        replies->code[replies->codes] = read_code(answers, replies, text);
        *found = replies->codes++;
    }
    return *quick = *found;
}

static int compare_steps(const void *a, const void *b)
{
    struct num x, y;
    const struct str *one = a, *other = b;
    if (num_parse(*one, &x) != NUM_OK || num_parse(*other, &y) != NUM_OK)
        return 0;
    int order = num_compare(x, y);
    return order ? order : str_cmp(*one, *other);
}

void responses_settle(struct responses *answers)
{
    for (uint32_t i = 0; i < answers->questions; i++)
        if (answers->replies[i].question->kind == QUESTION_SCALE && answers->replies[i].options)
            qsort(answers->replies[i].option, answers->replies[i].options, sizeof(struct str), compare_steps);
}

static void widen(struct responses *answers, struct replies *replies, uint8_t bytes)
{
    void *packed = mem_resize(NULL, (size_t)answers->room * bytes + 1);
    for (uint32_t i = 0; i < answers->room; i++) {
        if (bytes == 2)
            ((uint16_t *)packed)[i] = (uint16_t)responses_get(replies, i);
        else
            ((uint32_t *)packed)[i] = responses_get(replies, i);
    }
    mem_release(replies->packed);
    replies->packed = packed;
    replies->bytes = bytes;
}

void responses_set(struct responses *answers, struct replies *replies, uint32_t respondent, uint32_t code)
{
    if (code > UINT16_MAX && replies->bytes < 4)
        widen(answers, replies, 4);
    else if (code > UINT8_MAX && replies->bytes < 2)
        widen(answers, replies, 2);
    if (replies->bytes == 1)
        ((uint8_t *)replies->packed)[respondent] = (uint8_t)code;
    else if (replies->bytes == 2)
        ((uint16_t *)replies->packed)[respondent] = (uint16_t)code;
    else
        ((uint32_t *)replies->packed)[respondent] = code;
}

/* ---- facets ---- */

uint32_t responses_level(struct responses *answers, struct facet *facet, struct str text)
{
    uint32_t *found = group_at(facet->texts, &text);
    if (!*found) {
        facet->level = mem_grow(answers->mem, facet->level, facet->levels, &facet->level_room, sizeof *facet->level);
        facet->level[facet->levels++] = mem_copy(answers->mem, text);
        *found = facet->levels;
    }
    return *found - 1;
}

const struct facet *responses_facet(const struct responses *answers, struct str name)
{
    for (uint32_t i = 0; i < answers->facets; i++)
        if (str_eq(answers->facet[i].name, name))
            return &answers->facet[i];
    return NULL;
}

const struct replies *responses_find(const struct responses *answers, struct str question)
{
    for (uint32_t i = 0; i < answers->questions; i++)
        if (str_eq(answers->replies[i].question->name, question))
            return &answers->replies[i];
    return NULL;
}
