/* estimates - see reporting.h */
#include <math.h>

#include "base/diag.h"
#include "base/str.h"
#include "report/reporting.h"
#include "values/measure.h"

struct str estimates_value(const struct terms *terms, const struct measured *measured, double value)
{
    bool share = measured->wanted->statistic->sort == FIGURE_SHARE && value >= 0 && value <= 1;
    return share ? terms_share(terms, value) : terms_text(terms, value);
}

struct str estimates_freedom(const struct terms *terms, double freedom)
{
    if (isnan(freedom))
        return (struct str){NULL, 0};
    if (isinf(freedom))
        return STR("normal");
    return measure_write(terms->mem, measure_double(round(freedom * 1e4) / 1e4), NUM_SHORTEST, NUM_HALF_UP);
}

static struct str terms_level_text(const struct terms *terms)
{
    return measure_write(terms->mem, measure_double(terms->confidence), NUM_SHORTEST, NUM_HALF_UP);
}

/* ---- what is told beside the rows ---- */

static void tell(const struct terms *terms, const struct measured *m)
{
    struct str question = m->replies->question->name, domain = terms_domain(terms, m->domain);
    if (!m->base.count)
        diag_report(DIAG_NOBODY, NULL, "question \"%.*s\": nobody gave an answer (%.*s)", STR_ARG(question),
                    STR_ARG(domain));
    else if (!m->shown) {
        struct str why = remark_first(&m->remark);
        diag_report(DIAG_SMALL_BASE, NULL, "question \"%.*s\", %.*s: hidden, %.*s", STR_ARG(question), STR_ARG(domain),
                    STR_ARG(why));
    }
}

/* One group alone that is hidden is what the others leave of their whole. */
static void tell_exposed(const struct terms *terms, const struct replies *replies, uint32_t grouping, uint32_t hidden,
                         const struct domain *last)
{
    bool whole = false;
    for (uint32_t d = 0; d < terms->domains.count; d++)
        whole = whole || (terms->domains.domain[d].grouping != grouping && terms->domains.domain[d].keys < last->keys);
    if (hidden == 1 && whole) {
        struct str domain = terms_domain(terms, last);
        diag_report(DIAG_EXPOSED, NULL, "question \"%.*s\": %.*s alone is hidden, and the whole less the others gives "
                    "it away (leave out --subtotals, or put it together with a group like it)",
                    STR_ARG(replies->question->name),
                    STR_ARG(domain));
    }
}

/* ---- rows ---- */

static void write_row(const struct terms *terms, struct writer *writer, const struct measured *m)
{
    const struct survey_question *question = m->replies->question;
    terms_key_cells(terms, writer, m->domain);
    ESTIMATE_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

/* One statistic in all domains; the first of a question tells what is hidden. */
static void write_statistic(const struct terms *terms, struct writer *writer, const struct replies *replies,
                            const struct wanted *wanted, bool first)
{
    uint32_t hidden = 0;
    const struct domain *last = NULL;
    for (uint32_t d = 0; d < terms->domains.count; d++) {
        const struct domain *domain = &terms->domains.domain[d];
        struct mem_mark mark = mem_mark(terms->mem);
        if (d && domain->grouping != domain[-1].grouping) {
            if (last && first)
                tell_exposed(terms, replies, domain[-1].grouping, hidden, last);
            hidden = 0;
            last = NULL;
        }
        for (uint32_t o = 0; o < measured_rows(wanted, replies); o++) {
            struct measured m = measured_of(terms, domain, replies, wanted, o);
            write_row(terms, writer, &m);
            if (!o && first)
                tell(terms, &m);
            if (!o) {
                hidden += m.base.count && !m.shown;
                last = m.base.count && !m.shown ? domain : last;
            }
        }
        mem_rewind(terms->mem, mark);
    }
    if (last && first)
        tell_exposed(terms, replies, last->grouping, hidden, last);
}

static void tell_silent(const struct terms *terms)
{
    for (uint32_t i = 0; !terms->chosen && questions_row(terms->questions, i); i++) {
        struct str name = questions_row(terms->questions, i)->name;
        if (!responses_find(terms->answers, name))
            diag_report(DIAG_NOBODY, NULL, "question \"%.*s\" of the questions is not among the answers",
                        STR_ARG(name));
    }
}

void estimates_write(const struct terms *terms, struct writer *writer)
{
    terms_key_header(terms, writer);
    ESTIMATE_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    tell_silent(terms);
    for (uint32_t q = 0; q < terms->answers->questions; q++) {
        const struct replies *replies = &terms->answers->replies[q];
        size_t count;
        struct wanted *wanted = terms_wanted(terms, replies->question, &count);
        for (size_t w = 0; w < count; w++)
            write_statistic(terms, writer, replies, &wanted[w], w == 0);
    }
}
