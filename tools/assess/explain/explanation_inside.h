/* explanation_inside - what the files of explanation share
 *
 * explanation.c tells what was asked, the figures and the verdict, explanation_story.c the
 * arithmetic of each kind of target, explanation_choices.c the outlook, other methods and
 * alternatives.
 */
#ifndef EXPLANATION_INSIDE_H
#define EXPLANATION_INSIDE_H

#include "base/str.h"
#include "explain/explanation.h"

/* An account that is being given. */
struct telling {
    struct account *account;
    const struct dossier *dossier;
    const struct question *question;
    const struct answer *answer;
    const struct target *target;
    const struct explanation_basis *basis;
};

/* The text of a column of the answer; empty where it has none. */
struct str tell_fact(const struct telling *telling, const char *column);

/* A whole number as text. */
struct str tell_whole(const struct telling *telling, int number);

/* Tells of the column, where the answer has a text there, that it is so; from a row of `file`
 * (null: of none). */
void tell_column(const struct telling *telling, const char *column, const char *file, uint64_t line);

/* ---- the parts of an explanation, in their order ---- */

/* The arithmetic of the target's kind. */
void tell_story(const struct telling *telling);

/* What the forecasts say of the year and of the target's period. */
void tell_outlook(const struct telling *telling);

/* What each method of others says. */
void tell_methods(const struct telling *telling);

/* What each alternative says, and how many say the same. */
void tell_alternatives(const struct telling *telling);

#endif
