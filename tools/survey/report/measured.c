/* measured - see measured.h */
#include <math.h>

#include "base/str.h"
#include "report/measured.h"
#include "values/measure.h"

enum { FEW = 8 };

#define X(name, word, meaning) word,
static const char *const flag_words[] = {MEASURED_FLAGS(X)};
#undef X

static void flag(struct measured *m, enum measured_flag which)
{
    remark_flag(&m->remark, flag_words[which]);
}

struct str measured_option(const struct measured *measured)
{
    if (!measured->wanted->statistic->options)
        return (struct str){NULL, 0};
    return measured->replies->option[measured->option];
}

struct str measured_statistic(struct mem *mem, const struct wanted *wanted)
{
    struct str name = str_of(wanted->statistic->name);
    return wanted->argument.length ? mem_join(mem, name, STR(":"), wanted->argument) : name;
}

uint32_t measured_rows(const struct wanted *wanted, const struct replies *replies)
{
    return wanted->statistic->options ? replies->options : 1;
}

/* ---- what is not shown ---- */

static void hide(const struct terms *terms, struct measured *m)
{
    bool numbers = m->replies->question->kind == QUESTION_NUMBER;
    m->shown = m->base.count > 0;
    if (!m->shown) {
        remark_say(&m->remark, "nobody gave an answer");
        return;
    }
    if (m->base.count < terms->least_base) {
        m->shown = false;
        flag(m, MEASURED_HIDDEN);
        remark_say(&m->remark, "{1} respondents, and from {2} on a figure is shown",
                   mem_whole(terms->mem, m->base.count), mem_whole(terms->mem, (int64_t)terms->least_base));
    } else if (numbers && soundness_dominated(terms->sample, &m->base, terms->dominants, terms->dominance)) {
        m->shown = false;
        flag(m, MEASURED_DOMINATED);
        remark_say(&m->remark, "the {1} largest respondents hold more than {2} % of it",
                   mem_whole(terms->mem, terms->dominants),
                   measure_percent(terms->mem, measure_double(terms->dominance), 0));
    } else if (m->base.count < terms->caution_base)
        flag(m, MEASURED_SMALL_BASE);
}

/* ---- the interval ---- */

static struct share_ask ask_of(const struct terms *terms, const struct measured *m)
{
    double p = m->estimate.value, inner = p * (1 - p);
    return (struct share_ask){.share = p, .error = m->error, .rows = m->domain->count, .freedom = m->freedom,
                              .confidence = terms->confidence,
                              .n = inner > 0 && m->error > 0 ? inner / (m->error * m->error) : m->effective};
}

/* Nobody can have drawn more of the two kinds of answers than there are: a share that all of a domain or none
 * has does not vary in the sample, and its interval rests on the weights' n. */
static void find_share_range(const struct terms *terms, struct measured *m)
{
    if (m->estimate.value < 0 || m->estimate.value > 1) {
        remark_say(&m->remark, "weights below 0 make it no share: it has no interval");
        return;
    }
    struct share_ask ask = ask_of(terms, m);
    m->independent = ask.n;
    m->reliability = soundness_of_share(&ask);
    if (interval_share(terms->interval, &ask, m->range)) {
        m->interval = terms->interval->name;
        return;
    }
    m->range[0] = m->range[1] = NAN;
    remark_say(&m->remark, "the interval {1} has no width at a share of 0 or 1; wilson has",
               str_of(terms->interval->name));
}

static void find_range(const struct terms *terms, struct measured *m)
{
    double reach = interval_reach(terms->confidence, m->freedom), value = m->estimate.value;
    m->range[0] = value - reach * m->error;
    m->range[1] = value + reach * m->error;
    m->interval = isinf(m->freedom) ? "normal" : "t";
    m->independent = m->base.count / m->effect;
    if (m->wanted->statistic->sort != FIGURE_MEAN || value > 0)
        m->reliability = soundness_of_variation(m->variation);
}

/* ---- the figure ---- */

static void find_percentile(const struct terms *terms, struct measured *m)
{
    double reach = m->freedom >= 1 ? interval_reach(terms->confidence, m->freedom) : NAN;
    struct percentile found = percentile_of(terms->sample, &m->base, m->wanted->share, terms->rule, reach);
    for (uint32_t i = 0; i < m->base.count; i++) {
        double weight = terms->sample->weight[m->base.at[i]];
        m->estimate.weights += weight;
        m->estimate.squares += weight * weight;
    }
    m->effective = m->estimate.weights * m->estimate.weights / m->estimate.squares;
    m->estimate.known = found.known;
    m->estimate.value = found.value;
    m->error = found.error;
    m->range[0] = found.range[0];
    m->range[1] = found.range[1];
    m->interval = isnan(found.range[0]) && isnan(found.range[1]) ? NULL : "woodruff";
    if (found.known && !isnan(reach) && isnan(found.error))
        remark_say(&m->remark, "the interval of the share up to it reaches beyond 0 or 1, where there is no value");
    m->variation = found.value != 0 ? found.error / fabs(found.value) : NAN;
    m->reliability = soundness_of_variation(m->variation);
}

static void find_effect(const struct terms *terms, struct measured *m)
{
    double simple = m->estimate.simple, n = m->base.count, people = m->estimate.weights;
    if (terms->without)
        simple *= people > n ? (people - n) / people : NAN;
    m->effect = simple > 0 ? m->estimate.variance / simple : NAN;
}

static void find_figure(const struct terms *terms, struct measured *m)
{
    m->estimate = m->wanted->statistic->figure(terms->sample, &m->base);
    m->effective = m->estimate.weights * m->estimate.weights / m->estimate.squares;
    if (!m->estimate.known) {
        remark_say(&m->remark, "there is nothing to divide by");
        return;
    }
    m->error = sqrt(m->estimate.variance);
    uint32_t without = m->estimate.replicate ? replicates_without(terms->sample->replicates, m->estimate.replicate) : 0;
    if (without)
        remark_say(&m->remark, "replicates that have nobody of it, and are left out: {1} of {2}",
                   mem_whole(terms->mem, without), mem_whole(terms->mem, terms->sample->replicates->count));
    find_effect(terms, m);
    m->variation = m->estimate.value != 0 ? m->error / fabs(m->estimate.value) : NAN;
    if (isnan(m->error) || m->freedom < 1) {
        remark_say(&m->remark, "there are too few clusters for an interval");
        if (m->freedom < 1)
            m->error = m->variation = m->effect = NAN;
    } else if (m->wanted->statistic->sort == FIGURE_SHARE)
        find_share_range(terms, m);
    else
        find_range(terms, m);
}

/* ---- all of it ---- */

static const struct replies *below_of(const struct terms *terms, const struct wanted *wanted)
{
    return wanted->statistic->sort == FIGURE_RATIO ? responses_find(terms->answers, wanted->argument) : NULL;
}

struct measured measured_of(const struct terms *terms, const struct domain *domain, const struct replies *replies,
                            const struct wanted *wanted, uint32_t option)
{
    struct mem *mem = terms->mem;
    struct measured m = {.domain = domain, .replies = replies, .wanted = wanted, .option = option, .error = NAN,
                         .range = {NAN, NAN}, .effective = NAN, .effect = NAN, .independent = NAN, .variation = NAN,
                         .remark = {.mem = mem}};
    m.freedom = terms_freedom(terms, domain->touched);
    m.answered = statistic_answered(terms->sample, replies, domain->at, domain->count);
    m.base = statistic_base(mem, terms->sample, wanted->statistic, replies, option, below_of(terms, wanted), domain->at,
                            domain->count);
    hide(terms, &m);
    if (m.shown && !wanted->statistic->figure)
        find_percentile(terms, &m);
    else if (m.shown)
        find_figure(terms, &m);
    if (!terms->answers->weighted && !terms->margins)
        flag(&m, MEASURED_UNWEIGHTED);
    if (terms->margins)
        flag(&m, MEASURED_FITTED);
    if (m.shown && m.freedom < FEW)
        flag(&m, MEASURED_FEW_CLUSTERS);
    if (m.answered.unread) {
        flag(&m, MEASURED_UNREAD);
        remark_say(&m.remark, "cells that are no answer, and left out: {1}", mem_whole(mem, m.answered.unread));
    }
    return m;
}
