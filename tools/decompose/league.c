/* league - see league.h */
#include <stdlib.h>

#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "league.h"
#include "series/section.h"

/* ---- who contains others ---- */

/* By codes alone, which are in order: what is contained stands directly behind. */
static bool contains_next(const struct league *league, uint32_t i)
{
    return i + 1 < league->all_count && region_code_contains(league->all[i], league->all[i + 1]);
}

/* Marks the rows of the table that are above a region of the data. */
static bool *rows_above(struct mem *mem, const struct league *league, const struct regions *regions)
{
    bool *above = mem_array(mem, regions->count, sizeof *above);
    for (uint32_t i = 0; i < league->all_count; i++) {
        const struct region *row = regions_find(regions, league->all[i]);
        for (uint32_t up = row ? row->parent_row : CATALOG_NONE; up != CATALOG_NONE && !above[up];
             up = regions->row[up].parent_row)
            above[up] = true;
    }
    return above;
}

/* Why a region is not among the others; null when it is. */
static const char *why_not(const struct league *league, const struct regions *regions, const bool *above,
                           const struct league_rule *rule, uint32_t i)
{
    const struct region *row = regions ? regions_find(regions, league->all[i]) : NULL;
    if (str_eq(league->all[i], rule->reference))
        return N_("it is the reference");
    if (rule->level.length && !(row && str_eq(row->level, rule->level)))
        return N_("it is of another level");
    if (regions ? row && above[row - regions->row] : contains_next(league, i))
        return N_("it contains others of the data");
    return NULL;
}

/* ---- groups ---- */

static struct str group_of(const struct region *row, struct str column)
{
#define X(member) if (str_eq(column, STR(#member))) return row->member;
    LEAGUE_GROUPS(X)
#undef X
    return row->group;
}

static void find_groups(struct mem *mem, struct league *league, const struct regions *regions, struct str column)
{
    struct group *names = group_open(1, 1);
    struct group_walk walk = {0};
    league->group = mem_array(mem, league->count, sizeof *league->group);
    for (uint32_t i = 0; i < league->count; i++) {
        const struct region *row = regions_find(regions, league->region[i]);
        struct str name = row ? group_of(row, column) : (struct str){NULL, 0};
        league->group[i] = name.length ? group_index(names, group_at(names, &name)) : LEAGUE_NO_GROUP;
    }
    league->groups = group_count(names);
    league->group_name = mem_array(mem, league->groups, sizeof *league->group_name);
    for (uint32_t g = 0; group_next(names, &walk); g++)
        league->group_name[g] = mem_copy(mem, group_key(names, walk.state, 0));
    group_close(names);
}

struct league league_open(struct mem *mem, const struct observations *observations, const struct regions *regions,
                          const struct league_rule *rule)
{
    struct league league = {0};
    league.all_count = section_regions(mem, observations, &league.all);
    league.region = mem_array(mem, league.all_count, sizeof *league.region);
    league.why_not = mem_array(mem, league.all_count, sizeof *league.why_not);
    const bool *above = regions ? rows_above(mem, &league, regions) : NULL;
    for (uint32_t i = 0; i < league.all_count; i++) {
        league.why_not[i] = why_not(&league, regions, above, rule, i);
        if (!league.why_not[i])
            league.region[league.count++] = league.all[i];
    }
    if (rule->groups.length)
        find_groups(mem, &league, regions, rule->groups);
    return league;
}

void league_tell(const struct league *league, struct str reference)
{
    for (uint32_t i = 0; i < league->all_count; i++)
        if (league->why_not[i] && !str_eq(league->all[i], reference))
            diag_report(DIAG_OUTSIDE, NULL, "%.*s is no unit among the others: %s", STR_ARG(league->all[i]),
                        voice_text(league->why_not[i]));
}

static int by_code(const void *left, const void *right)
{
    return str_cmp(*(const struct str *)left, *(const struct str *)right);
}

bool league_has(const struct league *league, struct str region)
{
    return league->count && bsearch(&region, league->region, league->count, sizeof region, by_code);
}
