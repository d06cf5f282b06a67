/* methods_try - runs a method of decompose on numbers, and finds what came of it
 *
 * To be included after method/methods.h.  With enough places for a double, so that what adds up is as good as exact.
 */
#ifndef METHODS_TRY_H
#define METHODS_TRY_H

#include <math.h>

#include "base/str.h"
#include "arena.h"

enum { TRY_PLACES = 14 };

/* An empty one, with so many places. */
static inline struct breakdown *try_breakdown(int places)
{
    struct breakdown *breakdown = mem_take(mem, sizeof *breakdown);
    breakdown->mem = mem;
    for (int unit = 0; unit < BREAKDOWN_UNIT_COUNT; unit++)
        breakdown->places[unit] = places;
    return breakdown;
}

/* What was found under this item of this part, or null. */
static inline const struct breakdown_row *try_row(const struct breakdown *breakdown, uint32_t part, const char *item)
{
    for (size_t i = 0; i < breakdown->rows; i++)
        if (breakdown->row[i].part == part && strcmp(breakdown->row[i].item, item) == 0)
            return &breakdown->row[i];
    return NULL;
}

/* Its value; NaN where there is none. */
static inline double try_value(const struct breakdown *breakdown, uint32_t part, const char *item)
{
    const struct breakdown_row *row = try_row(breakdown, part, item);
    return row && row->value.known ? measure_near(row->value) : NAN;
}

/* Numbers from texts. */
static inline struct num *try_nums(const char *const *text, size_t count)
{
    struct num *value = mem_array(mem, count, sizeof *value);
    for (size_t i = 0; i < count; i++)
        cr_assert_eq(num_parse(str_of(text[i]), &value[i]), NUM_OK, "%s", text[i]);
    return value;
}

/* What parts and periods are called where nobody asks. */
static inline void try_names(struct parts_task *task)
{
    struct str *part = mem_array(mem, task->parts, sizeof *part), *period = mem_array(mem, task->periods,
                                                                                      sizeof *period);
    for (uint32_t i = 0; i < task->parts; i++)
        part[i] = mem_format(mem, "part %u", i);
    for (uint32_t i = 0; i < task->periods; i++)
        period[i] = mem_format(mem, "period %u", i);
    task->part = part;
    task->period = period;
}

/* Runs a method on parts; its breakdown, with so many places. */
static inline const struct breakdown *try_parts(const char *name, struct parts_task task, int places)
{
    const struct decomposition *method = methods_find(str_of(name));
    cr_assert(method && method->parts, "%s", name);
    if (!task.part)
        try_names(&task);
    task.breakdown = try_breakdown(places);
    method->parts(&task);
    return task.breakdown;
}

/* The same on units. */
static inline const struct breakdown *try_units(const char *name, struct units_task task)
{
    const struct decomposition *method = methods_find(str_of(name));
    cr_assert(method && method->units, "%s", name);
    task.mem = mem;
    task.periods = task.periods ? task.periods : 1;
    task.breakdown = try_breakdown(TRY_PLACES);
    method->units(&task);
    return task.breakdown;
}

#endif
