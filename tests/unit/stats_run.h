/* stats_run - one statistic of one column, step by step, for the units of stats */
#ifndef STATS_RUN_H
#define STATS_RUN_H

#include <string.h>

#include "base/str.h"
#include "values/num.h"
#include "values/stats.h"

#include "arena.h"

/* How many statistics there are. */
static inline size_t count_rows(void)
{
    size_t count = 0;
    while (stats_row(count))
        count++;
    return count;
}

/* A name that asks for the row: pNN is asked for as p70. */
static inline const char *asked_as(const struct stats_row *row)
{
    struct str name = str_of(row->name);
    while (name.length && name.at[name.length - 1] == 'N')
        name.length--;
    return name.length == strlen(row->name) ? row->name : mem_format(mem, "%.*s70", STR_ARG(name)).at;
}

struct run {
    struct stats_want want;
    struct stats_plan plan;
    void *state;
    uint64_t records;
};

/* A state that nothing has gone into yet.  `exact`: as in struct stats_want, 0: not told. */
static inline struct run run_of(const char *name, bool with, uint64_t exact)
{
    struct run run = {0};
    cr_assert(stats_find(str_of(name), &run.want, NULL), "%s is a statistic", name);
    run.want.exact = exact;
    stats_plan_init(&run.plan, &run.want, 1, with);
    run.state = mem_take(mem, run.plan.state_bytes);
    return run;
}

/* A cell and the one of the second column; one that should be a number and is none spoils
 * the state. */
static inline struct stats_cell cell_of(const struct stats_plan *plan, void *state, const char *text, const char *with,
                                        uint64_t record)
{
    struct stats_cell cell = {.text = str_of(text), .with = str_of(with), .record = record};
    if (plan->numeric && *text && num_parse(cell.text, &cell.value) != NUM_OK)
        stats_spoil(plan, state);
    if (plan->paired && cell.with.length && num_parse(cell.with, &cell.with_value) != NUM_OK)
        stats_spoil(plan, state);
    return cell;
}

/* The next record. */
static inline void step(struct run *run, const char *text, const char *with)
{
    struct stats_cell cell = cell_of(&run->plan, run->state, text, with, ++run->records);
    stats_step(&run->plan, run->state, mem, &cell);
}

/* The result with so many decimals; there is a reason when it is empty, and only then. */
static inline const char *result_to(const struct run *run, int places, enum num_rounding how)
{
    struct stats_result result = stats_finish(&run->plan, &run->want, run->state,
                                              &(struct stats_manner){mem, places, how});
    cr_assert_eq(result.text.length == 0, result.reason.length > 0, "an empty result has a reason, another has none");
    return mem_copy(mem, result.text).at;
}

/* The same with as many decimals as it has. */
static inline const char *result(const struct run *run)
{
    return result_to(run, NUM_SHORTEST, NUM_HALF_UP);
}

#endif
