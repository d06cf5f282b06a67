/* league - which regions of the data stand side by side
 *
 * All of them, less the reference region, those that contain another of the data (the city
 * total, the nation: by the table of regions, without one by the form of GB/T 2260 codes),
 * and with a level those of another.  Groups come from a column of the table of regions.
 */
#ifndef LEAGUE_H
#define LEAGUE_H

#include "meaning/catalog.h"
#include "meaning/observation.h"

struct league {
    struct str *region;       /* codes in byte order */
    uint32_t count;
    uint32_t *group;          /* of each, a number; LEAGUE_NO_GROUP where the table has none; null: not asked */
    struct str *group_name;
    uint32_t groups;
    struct str *all;          /* all regions of the data */
    uint32_t all_count;
    const char **why_not;     /* of each, why it is not among them; null: it is */
};

enum { LEAGUE_NO_GROUP = UINT32_MAX };

/* What of the table of regions makes groups: word, member. */
#define LEAGUE_GROUPS(X) X(group) X(parent) X(level)

/* Who stays out beside those that contain others; each text may be empty. */
struct league_rule {
    struct str reference, level, groups; /* groups: one of the words above */
};

/* Finds it; `regions` may be null where neither level nor groups are asked for. */
struct league league_open(struct mem *mem, const struct observations *observations, const struct regions *regions,
                          const struct league_rule *rule);

/* Tells who is left out and was not named as the reference. */
void league_tell(const struct league *league, struct str reference);

/* Is a region one of them? */
bool league_has(const struct league *league, struct str region);

#endif
