/* Who runs with whom: every league's heats against a plain slow reading of the same rows. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "heat/meet.h"

#include "observed.h"
#include "chance.h"

TestSuite(meet, .init = open_mem, .fini = close_observed);

static const struct observing plain = {0};

enum { UNITS = 60 };

/* A row by chance: most are plain and in one unit of measure, some are none of it, and many tie. */
struct made {
    char region[8], caliber[8], unit[8];
    int value, period;
};

static struct made made[4 * UNITS];
static uint32_t rows;

static void make_row(uint32_t u, int period, const char *caliber)
{
    static const char *const unit[] = {"m", "m", "m", "m", "m", "m", "km", ""};
    struct made *row = &made[rows++];
    snprintf(row->region, sizeof row->region, "u%02u", u);
    snprintf(row->caliber, sizeof row->caliber, "%s", caliber);
    snprintf(row->unit, sizeof row->unit, "%s", unit[chance() % 8]);
    row->value = (int)(chance() % 20);
    row->period = period;
}

static struct observations *make_table(void)
{
    struct str table = STR("region,indicator,period,value,unit,caliber\n");
    rows = 0;
    for (uint32_t u = 0; u < UNITS; u++)
        for (int period = 2020; period <= 2021; period++) {
            if (chance() % 8 == 0)
                continue;
            bool old = chance() % 5 == 0;
            make_row(u, period, old ? "old" : "");
            if (!old && chance() % 4 == 0)
                make_row(u, period, "old");
        }
    make_row(0, 2021, "odd");
    for (uint32_t i = 0; i < rows; i++)
        table = mem_format(mem, "%.*s%s,x,%d,%d,%s,%s\n", STR_ARG(table), made[i].region, made[i].period, made[i].value,
                           made[i].unit, made[i].caliber);
    return observed_load(table.at, &plain);
}

static bool is_member(const struct pool *pool, const char *region)
{
    return pool_slot(pool, (uint32_t)strtoul(region + 1, NULL, 10)) != UINT32_MAX;
}

static bool is_like(const struct made *row, const struct heat *heat)
{
    return str_eq(str_of(row->caliber), heat->caliber) &&
           (!row->unit[0] || !heat->unit.length || str_eq(str_of(row->unit), heat->unit));
}

/* Of a heat: its entrants are all those rows of the period that are like it, in order of merit; and those with both
 * periods are just those. */
static void hold_heat(const struct pool *pool, const struct heat *heat, int sign)
{
    uint32_t like = 0, both = 0;
    for (uint32_t i = 0; i < rows; i++) {
        if (made[i].period != 2021 || !is_member(pool, made[i].region) || !is_like(&made[i], heat))
            continue;
        like++;
        for (uint32_t k = 0; k < rows; k++)
            both += made[k].period == 2020 && strcmp(made[k].region, made[i].region) == 0 && is_like(&made[k], heat);
    }
    cr_expect_eq(heat->count, like, "%u entrants, not %u", heat->count, like);
    cr_expect_eq(heat->both, both, "%u with both periods, not %u", heat->both, both);
    for (uint32_t i = 0; i < heat->count; i++) {
        cr_expect(heat->at[heat->slot[i]] == i, "an entrant is found by its slot");
        cr_expect(i == 0 || num_compare(heat->row[i - 1]->value, heat->row[i]->value) * sign >= 0, "order of merit");
        uint32_t now = heat->now_at[heat->slot[i]];
        cr_expect(now == HEAT_NONE || num_compare(heat->now.value[now], heat->row[i]->value) == 0, "the value now");
    }
}

/* Every row of a member runs in a heat that is like it. */
static void hold_rows(const struct meet *meet)
{
    for (uint32_t i = 0; i < rows; i++) {
        uint32_t slot = pool_slot(meet->pool, (uint32_t)strtoul(made[i].region + 1, NULL, 10));
        bool runs = made[i].period != 2021 || slot == UINT32_MAX;
        for (uint32_t h = 0; h < meet->heats && !runs; h++)
            runs = is_like(&made[i], &meet->heat[h]) && meet->heat[h].at[slot] != HEAT_NONE;
        cr_expect(runs, "%s of caliber \"%s\" runs nowhere", made[i].region, made[i].caliber);
    }
}

/* A member runs in none of the heats that have fewer entrants than another of its own. */
static void hold_choice(const struct meet *meet, uint32_t slot)
{
    const struct heat *heat = meet_heat(meet, slot);
    for (uint32_t h = 0; h < meet->heats; h++)
        cr_expect(meet->heat[h].at[slot] == HEAT_NONE || (heat && heat->count >= meet->heat[h].count));
}

static struct pool some_pool(uint32_t share)
{
    struct pool pool = {.member = mem_array(mem, UNITS, sizeof *pool.member)};
    for (uint32_t u = 0; u < UNITS; u++)
        if (chance() % share == 0 || u == 0)
            pool.member[pool.count++] = u;
    return pool;
}

/* Large pools, which walk the section, and small ones, which look their members up. */
Test(meet, as_slow)
{
    uint32_t held = 0;
    for (uint32_t round = 0; round < 60; round++) {
        struct observations *all = make_table();
        struct str *region;
        uint32_t regions = section_regions(mem, all, &region);
        if (regions < UNITS)
            continue; /* somebody has no row at all, so that numbers are no names */
        held++;
        int sign = round % 2 ? 1 : -1;
        struct sections figures = {
            .now = section_open(all, region, regions, STR("x"), period_year(2021), sign),
            .then = section_open(all, region, regions, STR("x"), period_year(2020), sign)};
        struct manner_of_merit manner = {sign, NULL, 7, NULL};
        struct pool pool = some_pool(round % 3 ? 2 : 15);
        struct meet meet = meet_open(mem, &pool, &figures, &manner);
        for (uint32_t h = 0; h < meet.heats; h++)
            hold_heat(&pool, &meet.heat[h], sign);
        hold_rows(&meet);
        for (uint32_t s = 0; s < pool.count; s++)
            hold_choice(&meet, s);
        section_close(&figures.now);
        section_close(&figures.then);
    }
    cr_expect_gt(held, 5);
}
