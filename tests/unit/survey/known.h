/* known - samples and designs of the tables in tests/unit/survey/oracle, as survey has them
 *
 * What the tables hold is told in that folder.
 */
#ifndef KNOWN_H
#define KNOWN_H

#define ORACLE_TOOL "survey"

#include <stdio.h>

#include "design/design.h"
#include "estimate/statistic.h"
#include "oracle.h"
#include "weights/calibrate.h"

/* A design by the name that the expected rows have for it. */
struct known_row {
    const char *name, *file, *wave, *strata, *cluster, *fpc, *weight, *lonely;
    const char *only;         /* of stratum S5 this cluster alone; or null */
    const char *calibrate;    /* method; null: none */
};

/* How columns are read: those that are words and those that are numbers; all others are scales of 1 to 5. */
static const char *const known_words[] = {"sector", "invest_plans", "used_service", "awards", "stype", "sch.wide",
                                           "age", "sex", "street", "community", "stratum", "respondent", "cds"};
static const char *const known_numbers[] = {"employees", "q3_approval_days", "enroll", "api.stu", "api99", "api00",
                                             "wave", "weight", "N_stratum", "n_communities", "n_households", "pw",
                                                 "fpc"};

/* Is a name in a list? */
static inline bool known_lists(const char *const *list, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(name, str_of(list[i])))
            return true;
    return false;
}

/* A column as a question. */
static inline struct survey_question *known_question(struct mem *mem, struct str name)
{
    struct survey_question *question = mem_take(mem, sizeof *question);
    bool word = known_lists(known_words, sizeof known_words / sizeof *known_words, name);
    bool number = known_lists(known_numbers, sizeof known_numbers / sizeof *known_numbers, name);
    int kind = word ? QUESTION_CHOICE : number ? QUESTION_NUMBER : QUESTION_SCALE;
    *question = (struct survey_question){.name = name, .kind = kind, .low = num_of(1), .high = num_of(5)};
    return question;
}

/* Does a row belong to the sample? */
static inline bool known_has(const struct oracle *table, size_t row, const struct known_row *design)
{
    if (design->wave && !oracle_is(table, row, "wave", design->wave))
        return false;
    return !design->only || !oracle_is(table, row, "street", "S5") || oracle_is(table, row, "community", design->only);
}

/* All columns of a table, each as a facet and as a question. */
static inline struct responses *known_answers(struct mem *mem, const struct oracle *table,
                                             const struct known_row *design)
{
    const struct columns *columns = &table->columns;
    struct responses *answers = responses_open(mem, design->file, columns->name, columns->count, false);
    for (uint32_t c = 0; c < columns->count; c++)
        responses_question(answers, known_question(mem, columns->name[c]));
    for (size_t row = 0; row < table->rows; row++) {
        if (!known_has(table, row, design))
            continue;
        uint32_t number = responses_add(answers);
        answers->inside[number] = true;
        if (design->weight)
            answers->weight[number] = oracle_number(table, row, design->weight);
        for (uint32_t c = 0; c < columns->count; c++) {
            struct str text = table->cell[row * columns->count + c];
            struct replies *replies = &answers->replies[c];
            answers->facet[c].of[number] = responses_level(answers, &answers->facet[c], text);
            responses_set(answers, replies, number, responses_code(answers, replies, text));
        }
    }
    responses_settle(answers);
    return answers;
}

/* The sample of a design, its weights fitted where the design says so; the caller ends sample->answers. */
static inline struct design *known_open(struct mem *mem, const struct known_row *design)
{
    char name[64];
    snprintf(name, sizeof name, "survey_%s.csv", design->file);
    struct oracle table = oracle_open(mem, name);
    struct responses *answers = known_answers(mem, &table, design);
    return design_open(mem, answers, str_of(design->strata), str_of(design->cluster), str_of(design->fpc),
                       lonely_find(design->lonely ? design->lonely : "stop"));
}

/* Those of a domain who gave a number, or words that are 1 where they are `word` and 0 else.  `of` is a facet with
 * the level that the domain has, or null; likewise `with`. */
struct known_domain {
    const char *of, *level, *with, *other;
};

/* Has a respondent this level of a facet?  Of none, always. */
static inline bool known_inside(const struct design *sample, uint32_t respondent, const char *of, struct str level)
{
    if (!of)
        return true;
    const struct facet *facet = responses_facet(sample->answers, str_of(of));
    return str_eq(facet->level[facet->of[respondent]], level);
}

/* The positions of a domain; how many. */
static inline uint32_t known_positions(const struct design *sample, const struct known_domain *domain, uint32_t **at)
{
    uint32_t count = 0;
    *at = mem_array(sample->mem, sample->count, sizeof **at);
    for (uint32_t p = 0; p < sample->count; p++)
        if (known_inside(sample, sample->respondent[p], domain->of, str_of(domain->level)) &&
            known_inside(sample, sample->respondent[p], domain->with, str_of(domain->other)))
            (*at)[count++] = p;
    return count;
}

/* The base of a statistic of a question; option by its word. */
static inline struct base known_base(const struct design *sample, const char *statistic, struct str question,
                                      struct str word, const struct replies *below, const struct known_domain *domain)
{
    const struct replies *replies = responses_find(sample->answers, question);
    const struct statistic *row = NULL;
    uint32_t *at, option = 0, count = known_positions(sample, domain, &at);
    for (size_t i = 0; statistic_row(i); i++)
        if (strcmp(statistic_row(i)->name, statistic) == 0)
            row = statistic_row(i);
    for (uint32_t o = 0; o < replies->options; o++)
        if (str_eq(replies->option[o], word))
            option = o;
    return statistic_base(sample->mem, sample, row, replies, option, below, at, count);
}

#endif
