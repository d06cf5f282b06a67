/* sorts - of what sort a record's figure is, where different sorts do not add up
 *
 * A year and its months, a province and its cities count the same thing twice; a bound is no value,
 * a suppressed figure none to be added, and a forecast no figure beside those that happened.
 */
#ifndef SORTS_H
#define SORTS_H

#include "meaning/observation.h"

/* How many columns are looked at. */
enum { SORTS = 4 };

struct sort {
    enum observed column;
    struct str (*of)(struct str text);
    bool alone;               /* some sorts of it do not add up even by themselves */
};

/* The rows, by number from 0; null behind the last. */
const struct sort *sort_row(size_t number);

/* The sort of a field, empty where it has none to tell; good as long as the field. */
static inline struct str sort_of(const struct sort *sort, struct str text)
{
    return sort->of(text);
}

/* What a sort of figure stands beside even when it is alone: a value, for what is none. */
struct str sort_alone(const struct sort *sort, struct str of);

/* A sort in words. */
struct str sort_text(struct str of);

#endif
