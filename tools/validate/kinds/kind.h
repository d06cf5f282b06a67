/* kind - all kinds of rules
 *
 * Each kind_FILE.c holds some kinds and ends in their rows.  A new kind is its functions
 * (rules/rule.h says which) and a row at the foot of one of these files; what a kind means
 * to users stands in steelyard-rules(5).
 */
#ifndef KIND_H
#define KIND_H

#include "rules/rule.h"

struct balance;

/* The files, in the order in which help and manuals have their kinds. */
#define KIND_FILES(X) \
    X(row)                    /* a record by itself */ \
    X(table)                  /* a table of any sort */ \
    X(cover)                  /* are all rows there, without gaps? */ \
    X(balance)                /* sums in printed notation */ \
    X(tree)                   /* sums over a tree of regions or indicators */ \
    X(formula)                /* conditions on indicators and on groups */ \
    X(series)                 /* one period beside another */ \
    X(outlier)                /* one among many */ \
    X(slip)                   /* a power of ten off */ \
    X(digits)                 /* what digits betray */ \
    X(catalog)                /* what is known of plans and regions */ \
    X(mixed)                  /* series of one sort */ \
    X(revision)               /* this delivery beside the last */ \
    X(growth)                 /* the arithmetic of published parts */

/* The rows of each file, up to a row of nulls; and all of these lists, up to a null. */
#define X(file) extern const struct rule_kind kinds_##file[];
KIND_FILES(X)
#undef X
extern const struct rule_kind *const kind_lists[];

/* The name of a kind, by number from 0, and one sentence on it; null behind the last. */
const char *kind_name(uint32_t number, const char **meaning);

/* ---- what localize.h asks ---- */

/* The sum that a rule of kind balance holds; null for one of another kind. */
const struct balance *kind_balance(const struct rule *rule);

/* The condition of a rule of kind formula, with the codes that its slots are; null for another. */
const struct expr *kind_formula(const struct rule *rule, const struct str **code);

/* What a rule of kind row asks of a kept row that falls under it; null where there is no such. */
const struct expr *kind_bound(const struct rules *rules, const struct rule *rule, const struct cell *cell);

/* Is the rule of kind ratio?  What it divides (0) by what (1), and the limit of that, least
 * or most; false when it has none there. */
bool kind_is_ratio(const struct rule *rule);
struct str kind_ratio_code(const struct rule *rule, size_t which);
bool kind_ratio_limit(const struct rule *rule, bool most, struct num *limit);

#endif
