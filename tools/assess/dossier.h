/* dossier - all that is said of one target: verdicts, outlook, robustness, advice
 *
 * What the tool writes of a target, in its table, its explanation and its counts, is read from
 * here and from nowhere else.
 */
#ifndef DOSSIER_H
#define DOSSIER_H

#include "advice.h"
#include "foreign.h"
#include "limits.h"
#include "outlook.h"
#include "robustness.h"
#include "standing.h"

/* What is asked for beyond the class. */
struct dossier_wish {
    const struct forecasts *forecasts; /* null: no outlook */
    int level;                /* of the interval: 80 or 95 */
    bool robustness;
    const struct limits *limits;
    const struct goalposts *goalposts; /* null: none */
    bool has_next;
    struct period next;       /* whose end has a class of its own; without one the year after the used one */
};

struct dossier {
    const struct question *question;
    const struct revision *revision;
    const struct method *method; /* with the scale that the indicator has */
    struct outcome outcome;   /* of that method; of linear and cagr it is the pace */
    struct standing standing;
    struct prospect prospect;
    struct foreseen next;
    struct str next_period;   /* empty without forecasts */
    struct measure margin;    /* of the interval's worse end beyond the target, as a share of the way */
    struct robustness robustness;
    struct measure needed_over_best; /* yearly change needed from here, over the best one of the last five years */
    int years_without_data;   /* whole years from the used period's end to the day that counts; -1: not known */
    uint32_t grounds, parts_achieved, parts_reversed; /* filled by the caller */
    struct advised advised;   /* filled by the caller, since rules ask the columns too */
};

/* Judges a target by everything that is wished; advice is left to the caller. */
struct dossier dossier_make(const struct question *question, const struct revision *revision,
                            const struct method *method, const struct dossier_wish *wish);

/* The path by which a target is judged first: what other methods judge is found on the straight
 * line. */
enum path dossier_path(const struct method *method);

/* What a method alone says of a question: its own outcome, and the answer with its class. */
struct ruling {
    struct outcome outcome;   /* of methods that are not ours */
    struct answer answer;
};

/* Asks it; `own` becomes the method with the scale that the indicator has. */
struct ruling dossier_ruling(const struct question *question, const struct method *method,
                               const struct dossier_wish *wish, struct method *own);

/* The class alone, of a question as it might have been. */
enum progress_class dossier_class(const struct question *question, const struct method *method,
                                  const struct dossier_wish *wish);

#endif
