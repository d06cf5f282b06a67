/* traits - how near units are to one another, by what describes them
 *
 * Nearest neighbours as the CIPFA model has them: each describing variable is standardised (mean 0,
 * standard deviation 1, with n - 1) among the units that may be peers, and the distance of two units is the
 * Euclidean one.  Variables of size are taken as logarithms or per head, since otherwise the largest
 * units decide alone: `log:NAME`, `NAME/OTHER`, `log:NAME/OTHER`.  They describe the place and are not what
 * is compared.  Doubles, in a fixed order, so that the same table gives the same bytes.
 *
 * What is missing, by TRAIT_GAPS:  `mean` puts 0, the mean, in its place after standardising; `pairs`
 * leaves the variable out for the pair, and scales the squares up to all variables; `drop` leaves
 * out the unit.  Whoever shares no variable with a unit is not its neighbour, whatever the rule.
 */
#ifndef TRAITS_H
#define TRAITS_H

#include "league/pool.h"
#include "meaning/observation.h"

/* name, word, what it says. */
#define TRAIT_GAPS(X) \
    X(MEAN, "mean", "a missing value counts as the mean") \
    X(PAIRS, "pairs", "a variable that one of two lacks is left out for them") \
    X(DROP, "drop", "a unit that lacks a variable is nobody's neighbour")

#define X(name, word, meaning) TRAIT_GAP_##name,
enum trait_gap { TRAIT_GAPS(X) TRAIT_GAP_COUNT };
#undef X

/* One variable of the list: a column, per another where that is there, as a logarithm. */
struct trait {
    struct str name, per;
    bool log;
};

struct traits {
    struct trait *trait;
    uint32_t count;
    uint32_t units;
    double *value;            /* of trait t and unit u: value[t * units + u]; NaN is missing */
};

/* Reads a list such as "log:population,gdp/population"; a name twice or an empty one ends the run. */
struct traits traits_parse(struct mem *mem, struct str list, uint32_t units);

/* Fills them from a table with a column region and the columns that are named.  A cell that is no number,
 * and a region twice, end the run; of a value that has no logarithm, or no share of it, is told that it is
 * missing.  Regions that are not in the data are passed over. */
void traits_read(struct mem *mem, struct traits *traits, const struct peers *peers, struct reader *reader);

/* Fills them from indicators of the observations, which have no dimensions: each unit's value of the period
 * that is asked for, else its latest, in the plain caliber.  One in another unit of measure than the first is
 * told and missing. */
void traits_take(struct mem *mem, struct traits *traits, const struct peers *peers,
                 const struct observations *observations, const struct span *period);

/* Is this one of the names in the list, a denominator's included? */
bool traits_name(const struct traits *traits, struct str name);

/* A neighbour. */
struct neighbour {
    uint32_t unit;
    double distance;
    uint32_t shared;          /* variables that both have */
};

/* The nearest of the pool's members, the nearest first, ties in the order of the units; fewer where there are no
 * more.  `neighbour` has room for `most`; *farthest is the distance of the member that is farthest away. */
struct nearness;
uint32_t traits_nearest(struct nearness *nearness, uint32_t unit, struct neighbour *neighbour, uint32_t most,
                        double *farthest);

/* The variables standardised among a pool's members; the caller ends it with nearness_close. */
struct nearness *nearness_open(const struct traits *traits, const struct pool *pool, enum trait_gap gap);
void nearness_close(struct nearness *nearness);

#endif
