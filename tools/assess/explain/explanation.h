/* explanation - the whole computation behind one answer, step by step
 *
 * What --explain tells: the target, the figures, each number of the answer with how it was
 * found and where the row stands that it comes from, the verdict, and last every alternative
 * with its class.  A step whose result stands in a column of the answer names that column and
 * has the very text of it, so that the answer and its explanation cannot differ; a figure of
 * the answer that no step computes is told as it is, so that none is without a step.
 *
 * The alternatives are steps too.  Their formula is no sum but the list of what was chosen,
 * "path; thresholds; base; figure; pace", their numbers the same list filled in, and their
 * result is the class.  Other methods are told as "method; number; word; edition".
 */
#ifndef EXPLANATION_H
#define EXPLANATION_H

#include "frame/account.h"
#include "dossier.h"

/* What an explanation rests on beside the dossier. */
struct explanation_basis {
    const struct advice_fact *fact; /* the columns of the answer, filled for this dossier */
    uint32_t facts;
    const struct dossier_wish *wish; /* by which the dossier was made */
    const char *targets, *indicators; /* their files; indicators may be null */
    int places;               /* of ratios */
};

/* The account of one target, all texts in the arena of its question. */
struct account explanation_of(const struct dossier *dossier, const struct explanation_basis *basis);

#endif
