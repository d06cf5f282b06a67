/* domains - the groups of respondents that are estimated for
 *
 * A grouping is a list of facets; each combination of levels that some respondent has is a domain of it.
 * Outside its domain a respondent stays in the design with a score of 0, so that no stratum looks as if
 * fewer clusters had been drawn.
 */
#ifndef DOMAINS_H
#define DOMAINS_H

#include "design/design.h"

#define LEVEL_NONE UINT32_MAX

struct domain {
    uint32_t grouping;        /* of which grouping it is */
    const uint32_t *level;    /* of each key; LEVEL_NONE for those that its grouping does not have */
    uint32_t keys;            /* how many it has */
    const uint32_t *at;       /* positions, rising */
    uint32_t count;
    struct touched touched;
};

struct domains {
    const struct facet **key; /* the facets of all groupings, each once, in the order in which they were named */
    uint32_t keys;
    struct domain *domain;    /* grouping by grouping, in order of first appearance */
    uint32_t count, groupings;
};

/* The domains of several groupings, each a list of facets parted by commas; with `subtotals` also of what is
 * left when the last facets of one are taken away, down to all respondents, each once.  No grouping at all
 * is all respondents.  Respondents that are not inside are in none. */
struct domains domains_open(struct mem *mem, const struct design *sample, const char *const *grouping, size_t groupings,
                            bool subtotals);

#endif
