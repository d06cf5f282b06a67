/* intake - see intake.h */
#include <stddef.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "table/intake.h"

/* ---- periods ---- */

static int by_time(const void *a, const void *b)
{
    return period_compare(*(const struct period *)a, *(const struct period *)b);
}

static uint32_t sort_periods(struct period *period, uint32_t count)
{
    uint32_t kept = 0;
    if (count)
        qsort(period, count, sizeof *period, by_time);
    for (uint32_t i = 0; i < count; i++)
        if (!kept || period_compare(period[kept - 1], period[i]) != 0)
            period[kept++] = period[i];
    return kept;
}

uint32_t intake_periods(struct mem *mem, const struct observations *observations, const struct hierarchy *tree,
                        struct period **into)
{
    struct group *wanted = group_open(1, 1);
    struct mem *work = mem_open();
    struct mem_mark mark = mem_mark(work);
    struct period *period = NULL;
    uint32_t count = 0;
    size_t room = 0;
    for (uint32_t c = 0; c < tree->columns; c++)
        group_at(wanted, &tree->node[tree->leaf[c]].code);
    for (uint32_t i = 0; i < observation_series_count(observations); i++) {
        struct str code = observation_key(observations, i, OBSERVED_OF_INDICATOR);
        if (!group_find(wanted, &code))
            continue;
        struct series series = observation_series(work, observations, i);
        for (uint32_t r = 0; r < series.count; r++) {
            period = mem_grow(mem, period, count, &room, sizeof *period);
            period[count++] = series.row[r].period;
        }
        if (count > 4096)
            count = sort_periods(period, count);
        mem_rewind(work, mark);
    }
    mem_close(work);
    group_close(wanted);
    *into = period;
    return sort_periods(period, count);
}

/* ---- values ---- */

/* A text that rows have (a caliber, a unit of measure), and how many of them. */
struct camp {
    struct str text;
    uint32_t count;
};

/* The text that more than half of the entrants have, of those that are not set apart; false where none has
 * that.  Rows without a unit are of any. */
static bool find_majority(struct mem *mem, const struct section *section, const bool *apart, size_t offset,
                          bool empty_is_any, struct str *majority)
{
    struct camp *camp = mem_array(mem, section->count, sizeof *camp);
    uint32_t camps = 0, voices = 0, best = 0;
    for (uint32_t i = 0; i < section->count; i++) {
        const struct str *own = (const void *)((const char *)section->entrant[i].row + offset);
        uint32_t k = 0;
        if (apart[i] || (empty_is_any && !own->length))
            continue;
        while (k < camps && !str_eq(camp[k].text, *own))
            k++;
        if (k == camps)
            camp[camps++].text = *own;
        camp[k].count++;
        voices++;
        best = camp[k].count > camp[best].count ? k : best;
    }
    *majority = camps ? camp[best].text : (struct str){NULL, 0};
    return camps < 2 || camp[best].count * 2 > voices;
}

/* Sets entrants apart whose text is not the majority's, and tells each that has no other row which is not. */
static void set_apart(const struct section *section, bool *apart, size_t offset, bool unit, struct str majority)
{
    for (uint32_t i = 0; i < section->count; i++) {
        const struct entrant *entrant = &section->entrant[i];
        const struct str *own = (const void *)((const char *)entrant->row + offset);
        bool other = false;
        if (apart[i] || str_eq(*own, majority) || (unit && !own->length))
            continue;
        apart[i] = true;
        for (uint32_t k = 0; k < section->count && !unit && !other; k++)
            other = section->entrant[k].region == entrant->region &&
                    str_eq(section->entrant[k].row->caliber, majority);
        struct place where = observation_place(entrant->row);
        if (!other)
            diag_report(DIAG_UNLIKE, &where,
                        unit ? N_("%.*s %.*s is in %.*s, most are in %.*s: it does not count")
                             : N_("%.*s %.*s is of caliber \"%.*s\", most are of \"%.*s\": it does not count"),
                        STR_ARG(entrant->row->region), STR_ARG(section->indicator), STR_ARG(*own), STR_ARG(majority));
    }
}

/* Puts the values of an indicator at a period into `row`, one for each unit: those in the caliber and the unit
 * of measure of most.  Returns why there are none that can be compared, or the empty text. */
static struct str take_rows(struct mem *mem, const struct observations *observations, const struct intake *g,
                            struct str code, uint32_t period, const struct observation **row)
{
    struct section section = section_open(observations, g->region, g->units, code, g->period[period], 0);
    bool *apart = mem_array(mem, section.count, sizeof *apart);
    struct str caliber, unit, why = {NULL, 0};
    if (!section.count)
        why = say(mem, "no unit has a value");
    else if (!find_majority(mem, &section, apart, offsetof(struct observation, caliber), false, &caliber))
        why = say(mem, "unlike calibers, none of which most have");
    else
        set_apart(&section, apart, offsetof(struct observation, caliber), false, caliber);
    if (!why.length && !find_majority(mem, &section, apart, offsetof(struct observation, unit), true, &unit))
        why = say(mem, "unlike units, none of which most have");
    else if (!why.length)
        set_apart(&section, apart, offsetof(struct observation, unit), true, unit);
    if (why.length && section.count) {
        struct place where = observation_place(section.entrant[0].row);
        diag_report(DIAG_UNLIKE, &where, "%.*s in %.*s: %.*s", STR_ARG(code),
                    STR_ARG(period_text(mem, g->period[period])), STR_ARG(why));
    }
    struct observation *kept = mem_array(mem, section.count, sizeof *kept); /* the section's own go with it */
    for (uint32_t i = 0; i < section.count && !why.length; i++) {
        if (apart[i])
            continue;
        kept[i] = *section.entrant[i].row;
        kept[i].value_text = mem_copy(mem, kept[i].value_text);
        kept[i].dimension = NULL;
        row[section.entrant[i].region] = &kept[i];
    }
    section_close(&section);
    return why;
}

static double number(const struct observation *row)
{
    double value;
    return row && num_to_double(row->value, &value) ? value : NAN;
}

static void take_column(struct mem *mem, const struct observations *observations, const struct hierarchy *tree,
                        struct intake *g, uint32_t column, uint32_t period)
{
    const struct branch *node = &tree->node[tree->leaf[column]];
    size_t cell = ((size_t)column * g->periods + period) * g->units;
    struct str below = node->row ? node->row->denominator : (struct str){NULL, 0};
    struct str why = take_rows(mem, observations, g, node->code, period, g->row + cell);
    if (node->sign == 0)
        why = say(mem, "direction range: neither more nor less is better");
    struct str why_below = below.length && !why.length
                               ? take_rows(mem, observations, g, below, period, g->below + cell)
                               : (struct str){NULL, 0};
    if (why_below.length)
        why = say(mem, "its denominator {1}: {2}", below, why_below);
    double *observed = cube_at(&g->observed, column, period), *divided = cube_at(&g->denominated, column, period);
    for (uint32_t u = 0; u < g->units; u++) {
        double divisor = below.length ? number(g->below[cell + u]) : 1;
        observed[u] = number(g->row[cell + u]);
        divided[u] = divisor != 0 ? observed[u] / divisor : NAN;
    }
    if (why.length)
        cube_exclude(&g->denominated, column, period, why);
}

void intake_values(struct mem *mem, const struct observations *observations, const struct hierarchy *tree,
                   struct intake *g)
{
    size_t cells = (size_t)tree->columns * g->periods * g->units;
    g->observed = cube_open(mem, tree->columns, g->periods, g->units);
    g->denominated = cube_open(mem, tree->columns, g->periods, g->units);
    g->row = mem_array(mem, cells, sizeof *g->row);
    g->below = mem_array(mem, cells, sizeof *g->below);
    for (uint32_t c = 0; c < tree->columns; c++)
        for (uint32_t p = 0; p < g->periods; p++)
            take_column(mem, observations, tree, g, c, p);
}
