/* margins - what is known of the population, to fit the weights to
 *
 * A table with the columns variable, category and total: so many of the population are in the category of
 * the variable, a column of the answers.  Several columns together are one variable with their names
 * joined by *, as in age*sex, and so are the categories: 60+*f.  An empty category is a number: the total is
 * the sum of that column over the population.
 */
#ifndef MARGINS_H
#define MARGINS_H

#include "design/design.h"

enum { MARGIN_FACETS = 4 };

struct margin {
    struct str variable, category;
    struct num total;
    uint64_t line;
    uint32_t of;              /* which variable */
};

/* One variable. */
struct margin_variable {
    struct str name;
    struct str facet[MARGIN_FACETS];
    uint32_t facets;
    bool number;
    uint32_t first;           /* its first row */
};

struct margins {
    const char *file;
    struct margin *row;
    uint32_t rows;
    struct margin_variable *variable;
    uint32_t variables;
    size_t room, variable_room;
};

/* Reads the table and closes the reader.  A category told twice, an empty one beside others, and variables
 * whose totals do not agree with each other are mistakes that end the run. */
struct margins *margins_load(struct mem *mem, struct reader *reader);

/* Which margins each position of the sample is in, as the auxiliary totals that they are; with a facet of
 * waves those of each wave, one after the other.  A category that nobody is in, and one that is not in the
 * table, are told (code margins) and end the run. */
struct auxiliary *margins_bind(const struct margins *margins, const struct design *sample, const struct facet *wave);

#endif
