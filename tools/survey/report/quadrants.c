/* quadrants - see reporting.h
 *
 * Importance against satisfaction (J. A. Martilla and J. C. James, Journal of Marketing 41, 1977).
 */
#include <math.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/str.h"
#include "report/reporting.h"

/* The step of an answer with the good end above. */
static double step(const struct survey_question *question, double value)
{
    double low = 0, high = 0;
    num_to_double(question->low, &low);
    num_to_double(question->high, &high);
    return question->best_low ? low + high - value : value;
}

/* Those of a domain who answered both questions. */
static struct base both(const struct terms *terms, const struct domain *domain, const struct replies *one,
                        const struct replies *other)
{
    struct base base = {.at = mem_array(terms->mem, domain->count, sizeof(uint32_t)),
                        .y = mem_array(terms->mem, domain->count, sizeof(double)),
                        .z = mem_array(terms->mem, domain->count, sizeof(double))};
    for (uint32_t i = 0; i < domain->count; i++) {
        uint32_t respondent = terms->sample->respondent[domain->at[i]];
        const struct answer_code *a = &one->code[responses_get(one, respondent)];
        const struct answer_code *b = &other->code[responses_get(other, respondent)];
        if (a->state != ANSWER_GIVEN || b->state != ANSWER_GIVEN)
            continue;
        base.at[base.count] = domain->at[i];
        base.y[base.count] = step(one->question, a->value);
        base.z[base.count++] = step(other->question, b->value);
    }
    return base;
}

static bool is_step(const struct replies *replies)
{
    return replies && replies->question->kind == QUESTION_SCALE;
}

/* Questions of which another asks how much they matter, and that one is not among the answers. */
static void tell_unasked(const struct terms *terms)
{
    struct str list = {NULL, 0};
    for (uint32_t i = 0; i < terms->answers->questions; i++) {
        const struct survey_question *question = terms->answers->replies[i].question;
        if (question->importance.length && !responses_find(terms->answers, question->importance))
            list = mem_append(terms->mem, list, STR(", "),
                              say(terms->mem, "{1} ({2})", question->name, question->importance));
    }
    if (list.length)
        diag_report(DIAG_NOBODY, NULL, "questions without a place, since the one that asks how much they matter is not "
                    "among the answers%s: %.*s", terms->chosen ? voice_text(N_(" (does --wide name it?)")) : "",
                    STR_ARG(list));
}

/* A question's place, or false where nothing says how important it is. */
static bool find_place(const struct terms *terms, const struct domain *domain, const struct replies *replies,
                       struct quadrant *q)
{
    const struct survey_question *question = replies->question;
    bool stated = question->importance.length > 0;
    const struct replies *other = responses_find(terms->answers, stated ? question->importance : terms->overall);
    if (!is_step(replies) || !is_step(other) || other == replies)
        return false;
    struct base base = both(terms, domain, replies, other);
    *q = (struct quadrant){.question = question, .satisfaction = NAN, .importance = NAN, .gap = NAN,
                           .split = {NAN, NAN}, .n = base.count, .kind = stated ? "stated" : "derived"};
    if (base.count < terms->least_base || !base.count) {
        q->reason = say(terms->mem, "{1} respondents, and from {2} on a figure is shown",
                        mem_whole(terms->mem, base.count), mem_whole(terms->mem, (int64_t)terms->least_base));
        return true;
    }
    struct base importance = {.at = base.at, .y = base.z, .count = base.count};
    q->satisfaction = linear_mean(terms->sample, &base).value;
    q->importance = stated ? linear_mean(terms->sample, &importance).value : linear_correlation(terms->sample, &base);
    if (stated)
        q->gap = q->importance - q->satisfaction;
    if (isnan(q->importance))
        q->reason = say(terms->mem, "all gave the same answer, which goes with nothing");
    return true;
}

/* ---- where they meet ---- */

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double split_of(const struct terms *terms, double *value, uint32_t count)
{
    double sum = 0;
    if (!count)
        return NAN;
    qsort(value, count, sizeof *value, compare_doubles);
    for (uint32_t i = 0; i < count; i++)
        sum += value[i] / count;
    return terms->split_median ? (value[(count - 1) / 2] + value[count / 2]) / 2 : sum;
}

static void split(const struct terms *terms, struct quadrant *quadrant, uint32_t count)
{
    double *value[2], middle[2];
    uint32_t many = 0;
    for (int k = 0; k < 2; k++)
        value[k] = mem_array(terms->mem, count, sizeof(double));
    for (uint32_t i = 0; i < count; i++)
        if (!isnan(quadrant[i].importance)) {
            value[0][many] = quadrant[i].satisfaction;
            value[1][many++] = quadrant[i].importance;
        }
    for (int k = 0; k < 2; k++)
        middle[k] = split_of(terms, value[k], many);
    for (uint32_t i = 0; i < count; i++) {
        struct quadrant *q = &quadrant[i];
        if (isnan(q->importance))
            continue;
        bool good = q->satisfaction >= middle[0], matters = q->importance >= middle[1];
        q->split[0] = middle[0];
        q->split[1] = middle[1];
        q->quadrant = matters ? good ? "keep_up" : "concentrate" : good ? "possible_overkill" : "low_priority";
    }
}

/* ---- rows ---- */

void quadrants_write(const struct terms *terms, struct writer *writer)
{
    uint32_t found = 0;
    tell_unasked(terms);
    terms_key_header(terms, writer);
    QUADRANT_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    for (uint32_t d = 0; d < terms->domains.count; d++) {
        struct mem_mark mark = mem_mark(terms->mem);
        struct quadrant *quadrant = mem_array(terms->mem, terms->answers->questions, sizeof *quadrant);
        uint32_t count = 0;
        for (uint32_t i = 0; i < terms->answers->questions; i++)
            count += find_place(terms, &terms->domains.domain[d], &terms->answers->replies[i], &quadrant[count]);
        split(terms, quadrant, count);
        for (uint32_t i = 0; i < count; i++) {
            const struct quadrant *q = &quadrant[i];
            const struct survey_question *question = q->question;
            terms_key_cells(terms, writer, &terms->domains.domain[d]);
            QUADRANT_COLUMNS(ANSWER_CELL)
            writer_end(writer);
        }
        found += count;
        mem_rewind(terms->mem, mark);
    }
    if (!found)
        diag_fatal(DIAG_USAGE, NULL, "--report quadrants needs to know what is important: a column importance in "
                   "--questions, or --overall, the question of overall satisfaction");
}
