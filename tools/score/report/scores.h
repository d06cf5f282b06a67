/* scores - the table of scores and ranks: a row for each unit, node and period
 *
 * The columns are one list; the header, the rows and --describe come from it.
 */
#ifndef SCORES_H
#define SCORES_H

#include "report/scored.h"
#include "series/basis.h"

/* One row. */
struct score_line {
    uint32_t period, unit;
    const struct branch *node;
    double score;
    uint32_t rank, of;
    uint32_t indicators, there, imputed; /* below the node: that are in, with a value, of these filled in */
    const struct pick *combine;
    struct basis basis;
    struct remark remark;
};

/* name, what stands there, how it is found.  In scope: mem, id (identity), line (score_line), s (scored). */
#define SCORE_COLUMNS(X) \
    IDENTITY_COLUMNS(X) \
    X(parent, "the group that it is part of; empty of the whole", id_parent) \
    X(depth, "0 for the whole, 1 for its parts", mem_whole(mem, line->node->depth)) \
    X(period, "what is scored", scored_period(s, line->period)) \
    X(value, "the score", scored_text(s, line->score)) \
    X(status, "the worst of the values below; I where one is imputed", score_status(line)) \
    X(rank, "1 is best; equal scores share the smallest rank", answer_count(mem, line->rank, line->rank)) \
    X(of, "units with a score", answer_count(mem, line->of, line->of)) \
    X(indicators, "how many are below it", mem_whole(mem, line->indicators)) \
    X(there, "how many of these the unit has, imputed ones included", mem_whole(mem, line->there)) \
    X(imputed, "how many of these are imputed", mem_whole(mem, line->imputed)) \
    X(normalize, "how values were put on a scale", s->recipe.normalize.written) \
    X(weights, "how weights were found", s->recipe.weigh.written) \
    X(combine, "how the parts were combined", line->combine->written) \
    X(flags, "parted by ';': imputed, reweighted, treated, beyond, clipped, dropped, ...", line->remark.flags) \
    X(reason, "what should be known, in words", remark_reason(&line->remark)) \
    X(verified, "the weakest mark of the values below", basis_verified(&line->basis))

/* Writes the table: by period, node and rank; tells how many units have no score. */
void scores_write(struct scored *scored);

#endif
