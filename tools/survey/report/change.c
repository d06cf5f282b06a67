/* change - see reporting.h */
#include <math.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/str.h"
#include "report/reporting.h"

/* ---- waves ---- */

/* The levels of the wave's column in the order of their texts. */
struct wave {
    struct str name;
    uint32_t level;
};

static int compare_waves(const void *a, const void *b)
{
    return str_cmp(((const struct wave *)a)->name, ((const struct wave *)b)->name);
}

static struct wave *find_waves(const struct terms *terms, uint32_t *count)
{
    const struct facet *facet = terms->wave;
    struct wave *wave = mem_array(terms->mem, facet->levels, sizeof *wave);
    *count = 0;
    for (uint32_t i = 0; i < facet->levels; i++)
        if (facet->level[i].length)
            wave[(*count)++] = (struct wave){facet->level[i], i};
    qsort(wave, *count, sizeof *wave, compare_waves);
    if (*count < 2)
        diag_fatal(DIAG_USAGE, NULL, "--wave: a change needs two waves; column \"%.*s\" has: %u", STR_ARG(facet->name),
                   (unsigned)*count);
    return wave;
}

/* The part of a domain that is in a wave. */
static struct domain part_of(const struct terms *terms, const struct domain *domain, uint32_t level)
{
    struct domain part = *domain;
    uint32_t *at = mem_array(terms->mem, domain->count, sizeof *at);
    part.count = 0;
    for (uint32_t i = 0; i < domain->count; i++)
        if (terms->wave->of[terms->sample->respondent[domain->at[i]]] == level)
            at[part.count++] = domain->at[i];
    part.at = at;
    part.touched = design_touched(terms->sample, at, part.count);
    return part;
}

/* Strata and clusters that either part touches. */
static struct touched both_touched(const struct terms *terms, const struct domain *a, const struct domain *b)
{
    uint32_t *at = mem_array(terms->mem, (size_t)a->count + b->count, sizeof *at), count = 0, i = 0, j = 0;
    while (i < a->count || j < b->count)
        at[count++] = j == b->count || (i < a->count && a->at[i] < b->at[j]) ? a->at[i++] : b->at[j++];
    return design_touched(terms->sample, at, count);
}

/* ---- the change ---- */

static void find_range(const struct terms *terms, struct change *c)
{
    double reach = interval_reach(terms->confidence, c->freedom);
    c->chance = interval_chance(c->estimate.value / c->error, c->freedom);
    c->interval = isinf(c->freedom) ? "normal" : "t";
    c->range[0] = c->estimate.value - reach * c->error;
    c->range[1] = c->estimate.value + reach * c->error;
    if (terms->difference && c->from.wanted->statistic->sort == FIGURE_SHARE && c->from.independent > 0 &&
        c->to.independent > 0) {
        double chance;
        struct difference_ask ask = {c->to.estimate.value, c->to.independent, c->from.estimate.value,
                                     c->from.independent, terms->confidence};
        terms->difference->find(&ask, c->range, &chance);
        c->interval = terms->difference->name;
    }
    c->direction = c->range[0] > 0 ? "up" : c->range[1] < 0 ? "down" : "unclear";
}

static void find_change(const struct terms *terms, struct change *c)
{
    if (!c->from.shown || !c->to.shown) {
        remark_because(&c->remark, remark_first(c->from.shown ? &c->to.remark : &c->from.remark));
        return;
    }
    c->shown = c->from.estimate.known && c->to.estimate.known;
    c->estimate.known = c->shown;
    c->estimate.value = c->to.estimate.value - c->from.estimate.value;
    if (!c->shown)
        remark_say(&c->remark, "there is nothing to divide by");
    else if (!c->from.wanted->statistic->figure) {
        c->error = hypot(c->from.error, c->to.error);
        remark_say(&c->remark, "the waves are taken for independent of each other");
    } else
        c->error = sqrt(linear_change_variance(terms->sample, &c->from.base, &c->from.estimate, &c->to.base,
                                               &c->to.estimate));
    if (c->shown && c->error > 0 && c->freedom >= 1)
        find_range(terms, c);
    else if (c->shown)
        remark_say(&c->remark, "there are too few clusters for an interval");
}

static void write_change(const struct terms *terms, struct writer *writer, const struct domain *domain,
                         const struct replies *replies, const struct wanted *wanted, const struct wave *wave)
{
    const struct survey_question *question = replies->question;
    struct domain from = part_of(terms, domain, wave[0].level), to = part_of(terms, domain, wave[1].level);
    double freedom = terms_freedom(terms, both_touched(terms, &from, &to));
    for (uint32_t o = 0; o < measured_rows(wanted, replies); o++) {
        struct change change = {.wave_from = wave[0].name, .wave_to = wave[1].name, .error = NAN, .range = {NAN, NAN},
                                .chance = NAN, .freedom = freedom, .remark = {.mem = terms->mem}}, *c = &change;
        change.from = measured_of(terms, &from, replies, wanted, o);
        change.to = measured_of(terms, &to, replies, wanted, o);
        find_change(terms, c);
        terms_key_cells(terms, writer, domain);
        CHANGE_COLUMNS(ANSWER_CELL)
        writer_end(writer);
    }
}

void change_write(const struct terms *terms, struct writer *writer)
{
    uint32_t waves;
    if (!terms->wave)
        diag_fatal(DIAG_USAGE, NULL, "--report change needs --wave, the column of the wave that a respondent is in");
    struct wave *wave = find_waves(terms, &waves);
    terms_key_header(terms, writer);
    CHANGE_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    for (uint32_t q = 0; q < terms->answers->questions; q++) {
        const struct replies *replies = &terms->answers->replies[q];
        size_t count;
        struct wanted *wanted = terms_wanted(terms, replies->question, &count);
        for (size_t w = 0; w < count; w++)
            for (uint32_t d = 0; d < terms->domains.count; d++)
                for (uint32_t i = 0; i + 1 < waves; i++) {
                    struct mem_mark mark = mem_mark(terms->mem);
                    write_change(terms, writer, &terms->domains.domain[d], replies, &wanted[w], &wave[i]);
                    mem_rewind(terms->mem, mark);
                }
    }
}
