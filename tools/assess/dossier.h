/* dossier - all that is said of one target: verdicts, outlook, robustness, advice
 *
 * What the tool writes of a target, in its table, its explanation and its counts, is read from
 * here and from nowhere else.  What is found on a path is found once, and each method that goes
 * by that path makes its dossier of it.
 */
#ifndef DOSSIER_H
#define DOSSIER_H

#include "advice.h"
#include "foreign.h"
#include "judge/ratings.h"
#include "limits.h"
#include "outlook.h"
#include "robustness.h"
#include "standing.h"

/* What is asked for beyond the class. */
struct dossier_wish {
    const struct forecasts *forecasts; /* null: no outlook */
    int level;                /* of the interval: 80 or 95 */
    bool robustness;
    bool told;                /* reasons and flags; without them a survey tells nothing */
    bool measured;            /* the numbers of methods, as they are written */
    bool compared;            /* the verdicts by the other base and by the target before it was changed */
    struct limits *limits;
    struct goalposts *goalposts; /* null: none */
    struct grades *ratings; /* likewise */
    bool has_next;
    struct period next;       /* whose end has a class of its own; without one the year after the used one */
};

/* What is found of a target on the question's path.  Only classes, and what is said of them, depend
 * on the path; the measures are the same on both. */
struct survey {
    const struct question *question;
    const struct revision *revision;
    struct standing standing;
    struct foreign_case prepared; /* for methods that are not ours */
    struct prospect prospect;
    struct foreseen next;
    struct str next_period;   /* empty without forecasts */
    struct measure margin;    /* of the interval's worse end beyond the target, as a share of the way */
    struct str told;          /* the reasons of the headline as one text */
    uint32_t grounds, parts_achieved, parts_reversed; /* filled by the caller */
};

/* What a method makes of it. */
struct dossier {
    const struct survey *survey;
    const struct method *method; /* with the scale that the indicator has */
    struct outcome outcome;   /* of that method; of linear and cagr it is the pace */
    struct measure decimal;   /* the outcome's, as it is written, where measures are wished */
    enum progress_class class;
    struct remark remark;
    struct robustness robustness;
    struct rated rated;
    struct advised advised;   /* filled by the caller, since rules ask the columns too */
};

/* Finds everything that is wished of a target; what the caller fills is 0.  A survey is large, and is made
 * where it stands. */
void survey_make(struct survey *found, const struct question *question, const struct revision *revision,
                 const struct dossier_wish *wish);

/* The same on another path, with what does not depend on it taken over; false where nothing does, so that
 * all that is shown of it is the same. */
bool survey_again(struct survey *found, const struct question *question, const struct survey *before,
                  const struct dossier_wish *wish);

/* What each year that is left has to bring: an amount, or a rate in percent. */
struct measure survey_needed_per_year(const struct survey *found);

/* The yearly change needed from here, over the best one of the last five years. */
struct measure survey_needed_over_best(const struct survey *found);

/* Whole years from the used period's end to the day that counts; -1: not known. */
int survey_years_without_data(const struct survey *found);

/* Judges it by a method; advice is left to the caller.  The survey must stay where it is. */
void dossier_make(struct dossier *dossier, const struct survey *found, const struct method *method,
                  const struct dossier_wish *wish);

/* All reasons in one text. */
struct str dossier_reason(const struct dossier *dossier);

/* The path by which a target is judged first: what other methods judge is found on the straight
 * line. */
enum path dossier_path(const struct method *method);

/* The class alone, of a question as it might have been, by a method with the scale that it might have
 * had. */
enum progress_class dossier_class(const struct question *question, const struct method *scaled,
                                  const struct dossier_wish *wish);

#endif
