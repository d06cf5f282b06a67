/* rated - see reporting.h */
#include <math.h>

#include "base/diag.h"
#include "base/str.h"
#include "report/reporting.h"
#include "values/measure.h"

/* Beside the limits of series/grade.h, none of which it must seem to have reached. */
static struct str percent(const struct terms *terms, double share)
{
    const struct num limit[] = {num_of(0), {50, 2}, {65, 2}, {80, 2}, num_of(1)};
    return measure_percent_beside(terms->mem, measure_double(share), 1, limit, sizeof limit / sizeof *limit);
}

static struct str ratings_grade(const struct terms *terms, const struct measured *measured)
{
    return percent(terms, measured->estimate.value);
}

static struct str ratings_ground(const struct terms *terms, const struct measured *measured)
{
    struct str level = measure_percent(terms->mem, measure_double(terms->confidence), 0);
    return say(terms->mem, "{1} to {2} at {3} % ({4}), {5} respondents", percent(terms, measured->range[0]),
               percent(terms, measured->range[1]), level, str_of(measured->interval),
               mem_whole(terms->mem, measured->base.count));
}

void rated_write(const struct terms *terms, struct writer *writer)
{
    size_t count, rows = 0;
    struct wanted *wanted = statistic_read(terms->mem, STR("top2"), &count);
    terms_key_header(terms, writer);
    RATING_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    for (uint32_t d = 0; d < terms->domains.count; d++)
        for (uint32_t i = 0; i < terms->answers->questions; i++) {
            const struct replies *replies = &terms->answers->replies[i];
            const struct survey_question *question = replies->question;
            if (!question->object.length || question->kind != QUESTION_SCALE)
                continue;
            struct mem_mark mark = mem_mark(terms->mem);
            struct measured measured = measured_of(terms, &terms->domains.domain[d], replies, wanted, 0);
            struct measured *m = &measured;
            rows++;
            if (m->shown && m->interval) {
                terms_key_cells(terms, writer, m->domain);
                RATING_COLUMNS(ANSWER_CELL)
                writer_end(writer);
            } else
                diag_report(DIAG_SMALL_BASE, NULL, "question \"%.*s\" rates nothing: %.*s", STR_ARG(question->name),
                            STR_ARG(remark_first(&m->remark)));
            mem_rewind(terms->mem, mark);
        }
    if (!rows)
        diag_fatal(DIAG_USAGE, NULL, "--report ratings needs --questions with a column object: what each scale is "
                   "about");
}
