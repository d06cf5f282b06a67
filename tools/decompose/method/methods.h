/* methods - the ways to take a change or a difference apart, one row of a table each
 *
 * Two shapes: of one region the parts (industries, sectors, districts) at one or several
 * periods, or of one indicator all units (regions) side by side.  A row says which figures
 * a method needs, over which periods, and holds its function; --list, the help and the refusals
 * come from there.  Functions get numbers alone: which rows of the observations they are,
 * and why one is missing, is known to who asks.
 *
 * Sums are computed in decimals, with SPLIT_GUARD places more than are written.
 */
#ifndef METHODS_H
#define METHODS_H

#include "method/breakdown.h"

/* ---- what figures are taken for: name, option that names them, what they are ---- */

#define ROLES(X) \
    X(VALUE, "of", N_("the values")) \
    X(GROWTH, "growth", N_("growth in percent, as published")) \
    X(VOLUME, "volume", N_("quantities, or values at constant prices")) \
    X(ACTIVITY, "activity", N_("what the values come from (output, of energy used), or --factors")) \
    X(WEIGHT, "weight", N_("how much a unit counts: population")) \
    X(PUBLISHED, "published", N_("contributions in percent, as published")) \
    X(REFERENCE, "reference", N_("the values of the reference region"))

#define X(name, ...) ROLE_##name,
enum taken_for { ROLES(X) ROLE_COUNT };
#undef X
#define ROLE_BIT(name) (1u << ROLE_##name)

/* ---- the parts of one region ---- */

enum { METHODS_FACTORS = 8 };

/* Figures stand period by period: of part i at period t at [t * parts + i].  Those of a role
 * that nobody gave are null; the others are complete. */
struct parts_task {
    struct breakdown *breakdown;
    uint32_t parts, periods;  /* the last period is what it is about, the first what it is compared with */
    const struct num *figure[ROLE_COUNT];
    const struct num *whole;  /* what is known of the values of the whole, a number a period; null: nothing */
    const struct num *whole_growth; /* of it in percent at the last period, as published; null: not known */
    bool outside;             /* the parts do not make the whole, by more than rounding */
    bool single;              /* the one part is the whole */
    const struct str *part;   /* what parts are called in reasons */
    const struct str *period;
    const struct num *factor[METHODS_FACTORS]; /* whose product a value is */
    const char *factor_name[METHODS_FACTORS];
    uint32_t factors;
};

/* ---- units side by side ---- */

struct units_task {
    struct breakdown *breakdown;
    struct mem *mem;
    uint32_t units, periods;
    double *value;            /* of unit i at period t at [t * units + i] */
    double *weight;           /* of the units at the last period; null: all count alike */
    uint32_t *group;          /* which group a unit is of; null: there are none */
    uint32_t groups;          /* the groups stand for the parts of the breakdown */
    double *time;             /* of each period, in years */
    const double *epsilon;    /* aversions to inequality */
    uint32_t epsilons;
};

/* ---- the table ---- */

enum methods_span {
    METHODS_NOW,              /* the last period alone */
    METHODS_BASE,             /* values of the first, all else of the last */
    METHODS_ENDS,             /* the first and the last */
    METHODS_ALL               /* all between them as well */
};

struct decomposition {
    const char *name, *family, *help;
    const char *item;         /* what it finds first: has the reason where nothing can be found */
    unsigned needs;           /* roles */
    unsigned either;          /* one of these roles */
    unsigned uses;            /* roles that it takes where they are given */
    enum methods_span span;
    bool real;                /* values of money must be at constant prices */
    void (*parts)(const struct parts_task *task); /* one of the two is null */
    void (*units)(const struct units_task *task);
};

/* The methods in order; null behind the last. */
const struct decomposition *methods_at(size_t i);

/* The method of that name, or null; is there a family of that name? */
const struct decomposition *methods_find(struct str name);
bool methods_family(struct str name);

/* The option of a role and what it is. */
const char *role_option(enum taken_for role);
const char *role_meaning(enum taken_for role);


#endif
