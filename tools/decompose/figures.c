/* figures - see figures.h */
#include <stdlib.h>

#include "base/str.h"
#include "figures.h"

struct str figures_code(const struct figures *figures, const char *pattern, uint32_t part)
{
    struct str code = figures->by == FIGURES_INDICATOR && part != BREAKDOWN_WHOLE ? figures->part[part] : figures->of;
    struct str text = str_of(pattern);
    ptrdiff_t at = str_find(text, STR("{code}"));
    if (!pattern)
        return code;
    if (at < 0)
        return text;
    return mem_join(figures->mem, str_part(text, 0, (size_t)at), code, str_part(text, (size_t)at + 6, SIZE_MAX));
}

const struct strand *figures_strand(const struct figures *figures, const char *pattern, struct str region,
                                    uint32_t part)
{
    struct str code = figures_code(figures, pattern, part);
    const struct str *dimension = NULL;
    if (figures->by == FIGURES_COLUMN)
        dimension = part == BREAKDOWN_WHOLE ? &figures->total : &figures->part[part];
    if (figures->by == FIGURES_REGION && part != BREAKDOWN_WHOLE)
        region = figures->part[part];
    return panel_find(figures->panel, region, dimension, code);
}

bool figures_any(const struct figures *figures, struct str region)
{
    bool any = false;
    for (uint32_t i = 0; i < figures->parts && !any; i++)
        any = figures_strand(figures, NULL, region, i) != NULL;
    return any;
}

struct str figures_name(const struct figures *figures, const char *pattern, struct str region, uint32_t part)
{
    struct str code = figures_code(figures, pattern, part), name = mem_join(figures->mem, region, STR(" "), code);
    if (part == BREAKDOWN_WHOLE || figures->by == FIGURES_INDICATOR || figures->by == FIGURES_NOTHING)
        return name;
    if (figures->by == FIGURES_REGION)
        return mem_join(figures->mem, figures->part[part], STR(" "), code);
    return mem_join(figures->mem, name, STR(" "), figures->part[part]);
}

bool figures_take(const struct figures *figures, const char *pattern, struct str region, uint32_t part,
                  struct period period, struct basis *basis, struct num *value, const struct observation **row)
{
    const struct strand *strand = figures_strand(figures, pattern, region, part);
    *row = strand ? strand_at(strand, period, figures->caliber) : NULL;
    if (*row && (*row)->state == OBSERVATION_GOOD && (*row)->bound == BOUND_NONE) {
        strand_take(strand, period, figures->caliber, STR(""), basis, row);
        *value = (*row)->value;
        return true;
    }
    if (*row && (*row)->state == OBSERVATION_MISSING && (*row)->status == STATUS_M) {
        *row = NULL;
        *value = num_of(0);
        return true;
    }
    if (!strand_take(strand, period, figures->caliber, figures_name(figures, pattern, region, part), basis, row))
        return false;
    *value = (*row)->value;
    return true;
}

/* ---- periods ---- */

bool figures_alike(struct period one, struct period other)
{
    int year, month, day, other_month;
    if (one.grain != other.grain || period_length_months(one) != period_length_months(other))
        return false;
    period_date(one.first, &year, &month, &day);
    period_date(other.first, &year, &other_month, &day);
    return one.grain != PERIOD_SPAN || month == other_month;
}

static int by_time(const void *left, const void *right)
{
    return period_compare(*(const struct period *)left, *(const struct period *)right);
}

/* The periods that were found, in order as far as `count`. */
struct calendar {
    struct mem *mem;
    struct period *period;
    size_t count, room;
};

static void note_periods(struct calendar *calendar, const struct strand *strand)
{
    for (uint32_t i = 0; strand && i < strand->series.count; i++) {
        struct period period = strand->series.row[i].period;
        /* Series have their periods alike as a rule, so the place is foreseen. */
        if (i < calendar->count && period_compare(calendar->period[i], period) == 0)
            continue;
        if (calendar->count && bsearch(&period, calendar->period, calendar->count, sizeof period, by_time))
            continue;
        calendar->period = mem_grow(calendar->mem, calendar->period, calendar->count, &calendar->room, sizeof period);
        calendar->period[calendar->count++] = period;
        qsort(calendar->period, calendar->count, sizeof period, by_time);
    }
}

uint32_t figures_periods(const struct figures *figures, const struct str *region, uint32_t regions,
                         struct period **into)
{
    struct calendar calendar = {.mem = figures->mem};
    for (uint32_t r = 0; r < regions; r++) {
        note_periods(&calendar, figures_strand(figures, NULL, region[r], BREAKDOWN_WHOLE));
        for (uint32_t i = 0; i < figures->parts && figures->by != FIGURES_REGION; i++)
            note_periods(&calendar, figures_strand(figures, NULL, region[r], i));
    }
    *into = calendar.period;
    return (uint32_t)calendar.count;
}
