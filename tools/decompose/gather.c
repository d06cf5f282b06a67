/* gather - see gather.h */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/answer.h"
#include "gather.h"

/* ---- figures one by one ---- */

/* Values that are added up or compared are in one unit of measure. */
static bool is_like(struct gather_result *got, const struct observation *row, struct str *unit)
{
    if (!row || row->unit.length == 0 || str_eq(row->unit, *unit))
        return true;
    if (unit->length == 0) {
        *unit = row->unit;
        return true;
    }
    got->unlike = row;
    basis_say(&got->basis, "unlike units: {1} and {2}", *unit, row->unit);
    return false;
}

/* Takes one, in the unit of those before; values also tell how many places they have. */
static bool take(const struct gather *ask, const char *pattern, struct str region, uint32_t part, struct period period,
                 struct gather_result *got, struct str *unit, struct num *value)
{
    const struct observation *row;
    if (!figures_take(ask->figures, pattern, region, part, period, &got->basis, value, &row) ||
        !is_like(got, row, unit))
        return false;
    if (unit == &got->unit && value->scale > got->scale)
        got->scale = value->scale;
    return true;
}

bool gather_wants(const struct gather *ask, enum taken_for role)
{
    unsigned roles = ask->method->needs | ask->method->either | ask->method->uses;
    return (roles & 1u << role) && (role == ROLE_VALUE || role == ROLE_REFERENCE || ask->pattern[role]);
}

/* Is a role's figure of this period looked at?  Growth and what was published is of the last one. */
static bool is_looked_at(const struct gather *ask, enum taken_for role, uint32_t t)
{
    bool last = t + 1 == ask->periods;
    if (role == ROLE_GROWTH || role == ROLE_PUBLISHED || role == ROLE_WEIGHT)
        return last;
    return role != ROLE_VALUE || ask->method->span != METHODS_BASE || !last;
}

/* A series that breaks within the span is not the same before and after: that is told, and is the status. */
static void note_break(const struct gather *ask, const char *pattern, struct str region, uint32_t part,
                       struct gather_result *got)
{
    const struct strand *strand = ask->periods > 1 ? figures_strand(ask->figures, pattern, region, part) : NULL;
    uint32_t last = ask->periods - 1;
    if (!strand || !strand_breaks(strand, ask->figures->caliber, ask->period[0], ask->period[last]))
        return;
    basis_status(&got->basis, STATUS_B);
    if (!got->note.length)
        got->note = say(ask->mem, "{1} breaks between {2} and {3}", figures_name(ask->figures, pattern, region, part),
                        ask->period_text[0], ask->period_text[last]);
}

/* ---- the parts of a region ---- */

static bool take_parts(const struct gather *ask, const char *pattern, enum taken_for role, struct str region,
                       struct gather_result *got, struct num *into)
{
    struct str other = {NULL, 0}, *unit = role == ROLE_VALUE ? &got->unit : &other;
    bool ratio = role == ROLE_VOLUME || role == ROLE_GROWTH;
    for (uint32_t i = 0; i < ask->figures->parts; i++) {
        struct str own = {NULL, 0};
        for (uint32_t t = 0; t < ask->periods; t++)
            if (is_looked_at(ask, role, t) && !take(ask, pattern, region, i, ask->period[t], got, ratio ? &own : unit,
                                                    &into[(size_t)t * ask->figures->parts + i]))
                return false;
        if (role != ROLE_GROWTH)
            note_break(ask, pattern, region, i, got);
    }
    return true;
}

/* What is known of the whole: at all periods that the method looks at, or it is as good as not known. */
static const struct num *take_whole(const struct gather *ask, struct str region, const struct gather_result *got)
{
    struct num *whole = mem_array(ask->mem, ask->periods, sizeof *whole);
    struct basis aside = {0};
    const struct observation *row;
    if (ask->figures->by == FIGURES_NOTHING || (ask->figures->by == FIGURES_REGION && region.length == 0))
        return NULL;
    for (uint32_t t = 0; t < ask->periods; t++) {
        const struct strand *strand = figures_strand(ask->figures, NULL, region, BREAKDOWN_WHOLE);
        if (!is_looked_at(ask, ROLE_VALUE, t))
            continue;
        row = strand ? strand_at(strand, ask->period[t], ask->figures->caliber) : NULL;
        if (!row || row->state != OBSERVATION_GOOD || row->bound != BOUND_NONE ||
            (row->unit.length && got->unit.length && !str_eq(row->unit, got->unit)))
            return NULL;
        basis_inherit(&aside, row);
        whole[t] = row->value;
    }
    return whole;
}

/* The growth of the whole as published, where it is there. */
static const struct num *take_whole_growth(const struct gather *ask, struct str region)
{
    const char *pattern = gather_wants(ask, ROLE_GROWTH) ? ask->pattern[ROLE_GROWTH] : NULL;
    const struct strand *strand = pattern ? figures_strand(ask->figures, pattern, region, BREAKDOWN_WHOLE) : NULL;
    const struct observation *row = strand ? strand_at(strand, ask->period[ask->periods - 1], ask->figures->caliber)
                                           : NULL;
    return row && row->state == OBSERVATION_GOOD && row->bound == BOUND_NONE ? &row->value : NULL;
}

/* Do the parts of a period miss the whole?  Each figure may be rounded by half a unit of its last digit. */
static bool misses(const struct parts_task *task, uint32_t t, struct num *sum)
{
    const struct num *part = task->figure[ROLE_VALUE] + (size_t)t * task->parts;
    struct num off;
    double apart, rounding = pow(10, -(double)task->whole[t].scale) / 2;
    *sum = num_of(0);
    for (uint32_t i = 0; i < task->parts; i++) {
        if (!num_add(*sum, part[i], sum))
            return false;
        rounding += pow(10, -(double)part[i].scale) / 2;
    }
    return num_subtract(*sum, task->whole[t], &off) && num_to_double(num_abs(off), &apart) &&
           apart > rounding * (1 + 1e-9);
}

/* Parts that do not add up to the whole are noted, but for contributions, which are shares of the whole then. */
static void hold_whole(const struct gather *ask, struct parts_task *task, struct gather_result *got)
{
    bool noted = strcmp(ask->method->family, "contribution") != 0;
    for (uint32_t t = 0; task->whole && task->figure[ROLE_VALUE] && t < task->periods; t++) {
        struct num sum;
        if (!is_looked_at(ask, ROLE_VALUE, t) || !misses(task, t, &sum))
            continue;
        task->outside = true;
        if (noted)
            got->note = voice_join(ask->mem, got->note,
                                   say(ask->mem, "{1}: the parts add up to {2}, and the whole is {3}; what is "
                                       "computed rests on the sum", ask->period_text[t], num_text(ask->mem, sum),
                                       num_text(ask->mem, task->whole[t])));
    }
}

static bool take_factors(const struct gather *ask, struct str region, struct parts_task *task,
                         struct gather_result *got)
{
    size_t cells = (size_t)ask->periods * ask->figures->parts;
    task->factors = gather_wants(ask, ROLE_ACTIVITY) || !(ask->method->either & ROLE_BIT(ACTIVITY)) ? 0 : ask->factors;
    for (uint32_t k = 0; k < task->factors; k++) {
        struct num *factor = mem_array(ask->mem, cells, sizeof *factor);
        if (!take_parts(ask, ask->factor[k], ROLE_VOLUME, region, got, factor))
            return false;
        task->factor[k] = factor;
        task->factor_name[k] = ask->factor[k];
    }
    return true;
}

void gather_reference(struct gather *ask, struct mem *keep)
{
    uint32_t parts = ask->figures->parts, regions = ask->reference.length ? 1 : ask->league->count;
    const struct str *region = ask->reference.length ? &ask->reference : ask->league->region;
    struct gather_result got = {.basis = {.mem = keep}};
    bool lost = false;
    ask->reference_value = mem_array(keep, (size_t)parts * ask->periods, sizeof *ask->reference_value);
    ask->reference_reason = (struct str){NULL, 0};
    if (!ask->reference.length && regions < 2)
        ask->reference_reason = say(keep, "there is no other region to be held against, and no --reference");
    for (uint32_t r = 0; r < regions; r++)
        for (uint32_t i = 0; i < parts && figures_any(ask->figures, region[r]); i++)
            for (uint32_t t = 0; t < ask->periods; t++) {
                struct num value, *sum = &ask->reference_value[(size_t)t * parts + i];
                if (!take(ask, NULL, region[r], i, ask->period[t], &got, &got.unit, &value)) {
                    ask->reference_reason = say(keep, "no reference: {1}", mem_copy(keep, got.basis.reason));
                    return;
                }
                lost |= !num_add(*sum, value, sum);
            }
    if (lost)
        ask->reference_reason = say(keep, "the numbers have too many digits");
}

bool gather_parts(const struct gather *ask, struct str region, struct parts_task *task, struct gather_result *got)
{
    uint32_t parts = ask->figures->parts;
    *got = (struct gather_result){.basis = {.mem = ask->mem}, .count = parts};
    task->parts = parts;
    task->periods = ask->periods;
    task->part = ask->figures->part;
    task->period = ask->period_text;
    task->single = ask->figures->by == FIGURES_NOTHING;
    for (enum taken_for role = ROLE_VALUE; role < ROLE_COUNT; role++) {
        if (!gather_wants(ask, role) || role == ROLE_REFERENCE)
            continue;
        struct num *figure = mem_array(ask->mem, (size_t)parts * ask->periods, sizeof *figure);
        if (!take_parts(ask, ask->pattern[role], role, region, got, figure))
            return false;
        task->figure[role] = figure;
    }
    if (gather_wants(ask, ROLE_REFERENCE)) {
        basis_refuse(&got->basis, ask->reference_reason);
        task->figure[ROLE_REFERENCE] = ask->reference_value;
    }
    task->whole = take_whole(ask, region, got);
    task->whole_growth = take_whole_growth(ask, region);
    hold_whole(ask, task, got);
    return got->basis.reason.length == 0 && take_factors(ask, region, task, got);
}

/* ---- units side by side ---- */

/* Who is left out, the first few by name. */
struct left_out {
    struct str names;
    uint32_t count;
    struct str first_reason;
};

enum { NAMED = 5 };

static void leave_out(const struct gather *ask, struct left_out *left, struct str region, struct str reason)
{
    if (left->count < NAMED)
        left->names = mem_append(ask->mem, left->names, STR(", "), region);
    if (left->count++ == 0)
        left->first_reason = reason;
}

/* Takes a unit's values of all periods and its weight; false, with the reason, where one is missing. */
static bool take_unit(const struct gather *ask, uint32_t r, const struct units_task *task, struct gather_result *got,
                      struct basis *own)
{
    struct basis before = got->basis;
    struct num value;
    double near;
    got->basis.reason = (struct str){NULL, 0};
    for (uint32_t t = 0; t < ask->periods; t++) {
        if (!take(ask, NULL, ask->league->region[r], BREAKDOWN_WHOLE, ask->period[t], got, &got->unit, &value))
            break;
        num_to_double(value, &near);
        task->value[(size_t)t * ask->league->count + task->units] = near;
    }
    struct str unit = {NULL, 0};
    if (!got->basis.reason.length && task->weight &&
        take(ask, ask->pattern[ROLE_WEIGHT], ask->league->region[r], BREAKDOWN_WHOLE, ask->period[ask->periods - 1],
             got,
             &unit, &value)) {
        num_to_double(value, &near);
        task->weight[task->units] = near;
        if (!(near > 0))
            basis_say(&got->basis, "{1} has the weight {2}, which is not above 0", ask->league->region[r],
                      num_text(ask->mem, value));
    }
    if (task->group && ask->league->group[r] == LEAGUE_NO_GROUP)
        basis_say(&got->basis, "{1} has no group", ask->league->region[r]);
    *own = got->basis;
    if (own->reason.length == 0)
        return true;
    got->basis = before;
    return false;
}

/* Values of periods stand close together only once it is known how many units there are. */
static void close_up(const struct gather *ask, struct units_task *task)
{
    double *value = task->value;
    for (uint32_t t = 1; t < ask->periods; t++)
        for (uint32_t i = 0; i < task->units; i++)
            value[(size_t)t * task->units + i] = value[(size_t)t * ask->league->count + i];
}

bool gather_units(const struct gather *ask, struct units_task *task, struct gather_result *got)
{
    const struct league *league = ask->league;
    struct left_out left = {0};
    *got = (struct gather_result){.basis = {.mem = ask->mem}};
    task->mem = ask->mem;
    task->periods = ask->periods;
    task->value = mem_array(ask->mem, (size_t)league->count * ask->periods, sizeof *task->value);
    task->weight = gather_wants(ask, ROLE_WEIGHT) ? mem_array(ask->mem, league->count, sizeof *task->weight) : NULL;
    task->group = league->group ? mem_array(ask->mem, league->count, sizeof *task->group) : NULL;
    task->groups = league->groups;
    task->time = mem_array(ask->mem, ask->periods, sizeof *task->time);
    for (uint32_t t = 0; t < ask->periods; t++)
        task->time[t] = period_months_between(ask->period[0], ask->period[t]) / 12.0;
    for (uint32_t r = 0; r < league->count; r++) {
        struct basis own;
        if (take_unit(ask, r, task, got, &own)) {
            note_break(ask, NULL, league->region[r], BREAKDOWN_WHOLE, got);
            if (task->group)
                task->group[task->units] = league->group[r];
            task->units++;
        } else if (got->unlike) {
            got->basis.reason = own.reason;
            return false;
        } else
            leave_out(ask, &left, league->region[r], own.reason);
    }
    close_up(ask, task);
    got->count = task->units;
    if (left.count > NAMED)
        left.names = mem_join(ask->mem, left.names, STR(" ..."));
    if (left.count)
        got->note = voice_join(ask->mem, got->note,
                               say(ask->mem, "{1} of {2} units are left out ({3}): {4}",
                                   mem_whole(ask->mem, left.count), mem_whole(ask->mem, league->count), left.names,
                                   left.first_reason));
    if (task->units == 0)
        basis_refuse(&got->basis, left.count ? left.first_reason : say(ask->mem, "no unit has a value"));
    return task->units > 0;
}
