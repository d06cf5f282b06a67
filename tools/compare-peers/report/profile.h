/* profile - where a unit is strong and weak, and where it gained and lost
 *
 * Of all placings of a unit: over the whole panel, by domain and by field.  A strength is a place in the
 * best quarter of the peers' range (quartile 1), a weakness one in the worst (4); what improved and
 * what slipped is told by places gained since the earlier period among the same members, as a share of the
 * places that there are.  The first few of each are named, with their ranks; a ~ behind one says that the
 * rank may be noise.  A field that is asked for and has no indicator is said to have none.
 */
#ifndef PROFILE_H
#define PROFILE_H

#include "report/placing.h"

/* name, what stands there, how it is found.  In scope: mem, unit (a struct peer), region (of the table; never
 * null), r (a struct profile_row). */
#define PROFILE_COLUMNS(X) \
    X(region, "the unit", unit->code) \
    X(region_zh, "from the regions", region->name_zh) \
    X(region_en, "from the regions", region->name_en) \
    X(group, "the group of units that it is compared in", r->group) \
    X(scope, "panel: all indicators; domain; field", str_of(r->scope)) \
    X(part, "the domain's or the field's code", r->part) \
    X(part_zh, "the field's name", r->part_zh) \
    X(indicators, "that belong to it", mem_whole(mem, r->indicators)) \
    X(placed, "those of them at which the unit has a place", mem_whole(mem, r->placed)) \
    X(quartile_1, "places in the best quarter", mem_whole(mem, r->quartile[0])) \
    X(quartile_2, "in the second", mem_whole(mem, r->quartile[1])) \
    X(quartile_3, "in the third", mem_whole(mem, r->quartile[2])) \
    X(quartile_4, "in the worst", mem_whole(mem, r->quartile[3])) \
    X(better, "places better than the median", mem_whole(mem, r->better)) \
    X(level, "level with it", mem_whole(mem, r->level)) \
    X(worse, "worse", mem_whole(mem, r->worse)) \
    X(mean_percentile, "mean of the percentile ranks", measure_text(mem, r->mean, PROFILE_PLACES)) \
    X(strengths, "best first: gdp=1/11; a ~ behind it: the rank may be noise", r->list[PROFILE_STRONG]) \
    X(weaknesses, "worst first", r->list[PROFILE_WEAK]) \
    X(most_improved, "by places gained since, as a share of all: gdp=+3", r->list[PROFILE_UP]) \
    X(most_slipped, "by places lost since", r->list[PROFILE_DOWN]) \
    X(reason, "what should be known, in words", r->reason)

enum { PROFILE_PLACES = 4 };
enum profile_list { PROFILE_STRONG, PROFILE_WEAK, PROFILE_UP, PROFILE_DOWN, PROFILE_LISTS };

struct profile_row {
    const char *scope;
    struct str group, part, part_zh, reason, list[PROFILE_LISTS];
    uint32_t indicators, placed, quartile[4], better, level, worse;
    struct measure mean;
};

struct profiles;

/* For these indicators; `top` of each list are named.  `fields` (may be null) is a table of pillars, of which
 * those of kind field (all, where it has no kind) are asked for; without it, those that the indicators name. */
struct profiles *profiles_open(struct mem *mem, const struct section_codes *codes, const struct indicators *catalog,
                               uint32_t top, struct reader *fields);

/* Takes a placing of a berth. */
void profiles_take(struct profiles *profiles, const struct placing *placing, uint32_t berth);

/* Writes a row for each berth and part. */
void profiles_write(const struct profiles *profiles, const struct pools *pools, const struct peers *peers,
                    const struct regions *regions, struct writer *writer);

#endif
