/* reporting - see reporting.h */
#include <string.h>

#include "report/reporting.h"

static const struct survey_report rows[] = {
    {"estimates", N_("a row for each question, group, statistic and answer"), estimates_write},
    {"change", N_("from each wave to the next, with its test"), change_write},
    {"association", N_("do answers depend on the groups? A test for each question and column of --by"), crossed_write},
    {"quadrants", N_("importance against satisfaction: where to begin"), quadrants_write},
    {"ratings", N_("what the public says of each object, for assess --ratings"), rated_write},
    {"margins", N_("what was asked of the weights, and what they give"), margins_write},
    {"weights", N_("each respondent's weight, as it came and as it is used"), weights_write},
};

const struct survey_report *report_row(size_t i)
{
    return i < sizeof rows / sizeof *rows ? &rows[i] : NULL;
}

const struct survey_report *report_find(const char *name)
{
    for (size_t i = 0; report_row(i); i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}
