/* crossed - see reporting.h */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "report/reporting.h"

/* Numbers the values that occur from 0; returns how many. */
static uint32_t renumber(struct mem *mem, uint32_t *value, uint32_t count, uint32_t most)
{
    uint32_t *number = mem_array(mem, most, sizeof *number), many = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!number[value[i]])
            number[value[i]] = ++many;
        value[i] = number[value[i]] - 1;
    }
    return many;
}

/* Option by code, for questions with one answer each. */
static uint32_t *options_by_code(struct mem *mem, const struct replies *replies)
{
    uint32_t *option = mem_array(mem, replies->codes, sizeof *option);
    for (uint32_t c = 0; c < replies->codes; c++)
        for (uint32_t o = 0; o < replies->options; o++)
            if (str_eq(replies->code[c].text, replies->option[o]))
                option[c] = o;
    return option;
}

static struct crossed cross(const struct terms *terms, const struct replies *replies, const struct facet *facet)
{
    struct mem *mem = terms->mem;
    const struct design *sample = terms->sample;
    struct crossed crossed = {.by = facet->name};
    uint32_t *at = mem_array(mem, sample->count, sizeof *at), *row = mem_array(mem, sample->count, sizeof *row);
    uint32_t *column = mem_array(mem, sample->count, sizeof *column), *option = options_by_code(mem, replies);
    for (uint32_t p = 0; p < sample->count; p++) {
        uint32_t respondent = sample->respondent[p], code = responses_get(replies, respondent);
        uint32_t level = facet->of[respondent];
        if (!terms->answers->inside[respondent] || replies->code[code].state != ANSWER_GIVEN ||
            !facet->level[level].length)
            continue;
        at[crossed.n] = p;
        row[crossed.n] = option[code];
        column[crossed.n++] = level;
    }
    crossed.rows = renumber(mem, row, crossed.n, replies->options + 1);
    crossed.columns = renumber(mem, column, crossed.n, facet->levels + 1);
    double freedom = terms_freedom(terms, design_touched(sample, at, crossed.n));
    struct association found = association_of(sample, &(struct crossing){at, row, column, crossed.n, crossed.rows,
                                              crossed.columns}, isinf(freedom) ? 1e9 : freedom, terms->test);
    crossed.known = found.known;
    crossed.statistic = found.statistic;
    crossed.freedom = found.freedom;
    crossed.below = found.below;
    crossed.chance = found.chance;
    if (crossed.rows < 2 || crossed.columns < 2)
        crossed.reason = say(mem, "one answer or one group alone: there is nothing to compare");
    else if (!found.known)
        crossed.reason = say(mem, "there are too few clusters for this test");
    return crossed;
}

void crossed_write(const struct terms *terms, struct writer *writer)
{
    if (!terms->domains.keys)
        diag_fatal(DIAG_USAGE, NULL, "--report association needs --by, the groups that answers are held against");
    CROSSED_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    for (uint32_t q = 0; q < terms->answers->questions; q++) {
        const struct replies *replies = &terms->answers->replies[q];
        const struct survey_question *question = replies->question;
        for (uint32_t k = 0; k < terms->domains.keys; k++) {
            if (question->kind != QUESTION_SCALE && question->kind != QUESTION_CHOICE)
                continue;
            struct mem_mark mark = mem_mark(terms->mem);
            struct crossed crossed = cross(terms, replies, terms->domains.key[k]), *a = &crossed;
            CROSSED_COLUMNS(ANSWER_CELL)
            writer_end(writer);
            mem_rewind(terms->mem, mark);
        }
    }
}
