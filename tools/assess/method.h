/* method - how others judge progress, one row of a table each
 *
 * A method takes a base, a value, the years between and, where there is one, a target,
 * and gives one number on a scale that is its own, with the word that the number has
 * there.  It knows neither observations nor targets; everything is an IEEE double,
 * finite, in the indicator's unit, and years are months / 12.  A quotient that is close to a
 * limit is taken again from the decimals that the doubles came from, so that what is on the
 * limit stands on it.
 *
 * A scale is a list of words, each with the number from which it holds; which words
 * there are and what they are called among our six classes stands in method.c, where the
 * numbers start that a thresholds file may change.  Each method names its edition.  What
 * could not be read in its source is marked "after", not "equal to".
 *
 * Sources: Eurostat, Sustainable development in the European Union, annex on methods (as
 * EUSTAT implements it); Statistics Canada and Open SDG, progress calculation; UNSD, SDG
 * progress chart, technical notes of 2022 and 2023; UN ESCAP, Asia and the Pacific SDG
 * progress report; SDSN, Sustainable Development Report; OECD, The short and winding
 * road to 2030.
 */
#ifndef METHOD_H
#define METHOD_H

#include "base/mem.h"
#include "meaning/catalog.h"

/* What is judged. */
struct evidence {
    double base, value;
    bool has_target;
    double target;
    int sign;                 /* 1: more is better; -1: less is */
    double elapsed, whole;    /* years from the base to the value, above 0; to the target, or 0 */
    bool met;                 /* the target's own inequality holds */
    bool has_limit;
    double limit;             /* what no value can pass in the direction wanted */
    const double *year, *seen; /* the series from the base on, in order of time */
    size_t points;
    double target_year;       /* on the scale of `year` */
    bool has_goalposts;
    double low, high;         /* the worst and the best that count (sdsn) */
    double spread;            /* standard deviation among peers; 0: not known (oecd) */
};

/* A method's answer.  `word` is one of its scale's, or null with the reason (in English,
 * to be said by the caller). */
struct outcome {
    bool known, has_score;
    double number, score;
    const char *word, *why;
};

/* One word of a scale: it holds from `from` on, beyond it when `beyond`.  The words stand
 * best first, and the last holds for all that is left. */
struct step {
    const char *word;
    enum progress_class class; /* the nearest of our six */
    double from;
    bool beyond;
};

enum { STEPS_MOST = 8, METHODS_MOST = 32 };

struct method {
    const char *name;         /* "eurostat" */
    const char *number;       /* what its number is called, for heads and --explain */
    const char *edition;      /* which text, and how it was checked */
    bool own;                 /* one of our own paths, which also judge what is no level */
    bool aims;                /* it judges the way to the target, which is none where the base met that */
    struct step step[STEPS_MOST]; /* a row without word ends the scale */
    struct outcome (*judge)(const struct method *method, const struct evidence *evidence);
};

/* The table, ended by a row of nulls; the row of a name, or null. */
extern const struct method method_row[];
const struct method *method_find(struct str name);

/* Judges by a method.  To judge by other limits, copy the row and change its steps. */
struct outcome method_judge(const struct method *method, const struct evidence *evidence);

/* ---- for tests ---- */

/* The word that a number has on the method's scale. */
const struct step *method_step(const struct method *method, double number);

#endif
