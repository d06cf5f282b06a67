/* closed - columns whose fields are words of a list that nobody can add to
 *
 * Who asks such a column about another word asks in vain: a condition "class = 'laggin'" never
 * holds, and nothing is wrong with it but that.  Here stand, by the names of the columns, the lists
 * that a reader of conditions can hold the words in them against (expr_hold_words, whose `state` they
 * do not need).
 */
#ifndef CLOSED_H
#define CLOSED_H

#include "meaning/sheet.h"

/* The words of a column of observations (status, qualifier), or null: it may have any text. */
const struct sheet_words *closed_observed(void *state, struct str column);

/* The same of a column of the answer about targets (class, outlook, target_kind and the like). */
const struct sheet_words *closed_judged(void *state, struct str column);

#endif
