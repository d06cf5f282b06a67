/* terms - see terms.h */
#include <math.h>

#include "base/str.h"
#include "report/terms.h"
#include "values/measure.h"

/* Below this a figure is written with two digits that count. */
#define NEXT_TO_NOTHING 1e-9

double terms_freedom(const struct terms *terms, struct touched touched)
{
    if (!isnan(terms->freedom))
        return terms->freedom;
    if (terms->design_freedom)
        touched = design_whole(terms->sample);
    return (double)touched.clusters - touched.strata;
}

struct str terms_text(const struct terms *terms, double value)
{
    struct measure measure = measure_double(value);
    return measure_text(terms->mem, measure, terms->places);
}

struct str terms_share(const struct terms *terms, double value)
{
    const struct num ends[] = {num_of(0), num_of(1)};
    if (value > 0 && value < NEXT_TO_NOTHING)
        return measure_text(terms->mem, measure_double(value), 1 - (int)floor(log10(value)));
    return measure_text_beside(terms->mem, measure_double(value), terms->places, ends, 2);
}

/* A level of a domain's key as a cell. */
static struct str terms_level(const struct terms *terms, const struct domain *domain, uint32_t key)
{
    uint32_t level = domain->level[key];
    return level == LEVEL_NONE ? (struct str){NULL, 0} : terms->domains.key[key]->level[level];
}

struct str terms_domain(const struct terms *terms, const struct domain *domain)
{
    struct str text = {NULL, 0};
    for (uint32_t k = 0; k < terms->domains.keys; k++)
        if (domain->level[k] != LEVEL_NONE) {
            struct str one = mem_join(terms->mem, terms->domains.key[k]->name, STR("="), terms_level(terms, domain, k));
            text = text.length ? mem_append(terms->mem, text, STR(" "), one) : one;
        }
    return text.length ? text : say(terms->mem, "all respondents");
}

void terms_key_header(const struct terms *terms, struct writer *writer)
{
    for (uint32_t k = 0; k < terms->domains.keys; k++)
        writer_field(writer, terms->domains.key[k]->name);
    if (terms->domains.keys)
        writer_plain(writer, STR("_level"));
}

void terms_key_cells(const struct terms *terms, struct writer *writer, const struct domain *domain)
{
    for (uint32_t k = 0; k < terms->domains.keys; k++)
        writer_field(writer, terms_level(terms, domain, k));
    if (terms->domains.keys)
        writer_plain(writer, mem_whole(terms->mem, domain->keys));
}

struct wanted *terms_wanted(const struct terms *terms, const struct survey_question *question, size_t *count)
{
    struct str list = terms->stat ? str_of(terms->stat) : statistic_usual((enum question_kind)question->kind);
    size_t many = 0;
    struct wanted *wanted = statistic_read(terms->mem, list, count);
    for (size_t i = 0; i < *count; i++)
        if (statistic_suits(wanted[i].statistic, question))
            wanted[many++] = wanted[i];
    *count = many;
    return wanted;
}
