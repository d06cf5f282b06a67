/* wide - formulas over the columns of each record
 *
 * The names of the formulas are columns (or other formulas); each formula becomes a
 * new column behind the input's.  Records are taken one at a time and pass through.
 * Columns have units only where the catalogue gives the indicator of that name one.
 */
#ifndef WIDE_H
#define WIDE_H

#include "formula.h"
#include "frame/tool.h"
#include "meaning/catalog.h"

/* What the tool's options say. */
struct wide_setting {
    const struct indicators *indicators; /* null without --indicators */
    const struct units *units;
    bool reasons;
    enum num_rounding rounding;
    /* The decimals of an indicator's values, or NUM_SHORTEST. */
    int (*places)(const struct formula *formula, void *state);
    void *state;
};

/* Reads the job's input to its end and writes it with the new columns. */
void wide_run(struct job *job, struct formulas *formulas, const struct wide_setting *setting);

#endif
