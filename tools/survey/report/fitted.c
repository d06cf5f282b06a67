/* fitted - see reporting.h */
#include <math.h>

#include "base/diag.h"
#include "base/str.h"
#include "report/reporting.h"
#include "values/measure.h"

/* A weight with twelve digits that count: those behind them are the fit's noise. */
static struct str fitted_weight(const struct terms *terms, double value)
{
    double scale = value != 0 && isfinite(value) ? pow(10, 11 - floor(log10(fabs(value)))) : 1;
    return measure_write(terms->mem, measure_double(round(value * scale) / scale), NUM_SHORTEST, NUM_HALF_UP);
}

void margins_write(const struct terms *terms, struct writer *writer)
{
    if (!terms->margins)
        diag_fatal(DIAG_USAGE, NULL, "--report margins needs --margins");
    MARGIN_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    for (uint32_t i = 0; i < terms->sample->auxiliary->size; i++) {
        const struct margin *margin = &terms->margins->row[i % terms->margins->rows];
        MARGIN_COLUMNS(ANSWER_CELL)
        writer_end(writer);
    }
}

/* In the order in which respondents came. */
void weights_write(const struct terms *terms, struct writer *writer)
{
    const struct design *sample = terms->sample;
    uint32_t *position = mem_array(terms->mem, sample->count, sizeof *position);
    struct group_walk walk = {0};
    for (uint32_t p = 0; p < sample->count; p++)
        position[sample->respondent[p]] = p;
    WEIGHT_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    for (uint32_t r = 0; r < sample->count; r++) {
        struct mem_mark mark = mem_mark(terms->mem);
        double old = terms->old_weight[position[r]], now = sample->weight[position[r]];
        struct str name = mem_whole(terms->mem, (int64_t)r + 1);
        if (terms->answers->names && group_next(terms->answers->names, &walk))
            name = group_key(terms->answers->names, walk.state, 0);
        WEIGHT_COLUMNS(ANSWER_CELL)
        writer_end(writer);
        mem_rewind(terms->mem, mark);
    }
}
