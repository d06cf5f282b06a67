/* judge_look - what a target can be judged by, and telling why not */
#include "base/voice.h"
#include "judge_inside.h"

/* ---- telling why ---- */

void judge_because(struct answer *answer, struct str sentence)
{
    if (answer->reasons < REASONS_MAX)
        answer->reason[answer->reasons++] = sentence;
}

struct str judge_whole(const struct question *question, int number)
{
    return mem_format(question->mem, "%d", number);
}

struct str judge_limit(struct mem *mem, enum target_op op, struct str limit)
{
    static const char *const sign[OP_COUNT] = {[OP_NONE] = "", [OP_GE] = "≥ ", [OP_GT] = "> ", [OP_LE] = "≤ ",
                                               [OP_LT] = "< "};
    return mem_format(mem, "%s%.*s", sign[op], STR_ARG(limit));
}

struct str judge_target_limit(const struct question *question)
{
    return judge_limit(question->mem, question->target->op, question->target->target_value.text);
}

enum progress_class judge_not_settled(const struct question *question, struct answer *answer)
{
    const struct observation *used = answer->used;
    judge_say(question, answer, "only a bound is known ({1} {2}), which does not settle it", used->qualifier,
              used->value_text);
    return CLASS_NOT_COMPUTABLE;
}

/* ---- which observations can be used ---- */

/* Must a value cover as much time as the base does?  A flow of half a year says nothing
 * against one of a year, a rate does. */
static bool length_matters(const struct question *question)
{
    if (question->indicator && question->indicator->kind != KIND_NONE)
        return indicator_kind_row(question->indicator->kind)->adds_up || question->indicator->kind == KIND_GROWTH;
    return target_kind_row(question->target->kind)->yearly;
}

static bool same_length(const struct question *question, const struct observation *row)
{
    const struct span *base = &question->target->base_period;
    return !base->known || period_length_months(row->period) == period_length_months(base->value);
}

/* Why a row cannot be used; the empty text when it can. */
static struct str unusable(const struct question *question, const struct observation *row)
{
    struct mem *mem = question->mem;
    struct str when = row->period_text;
    const struct indicator *indicator = question->indicator;
    switch (row->state) {
    case OBSERVATION_FORECAST: return say(mem, "only a forecast for {1}", when);
    case OBSERVATION_UNREADABLE: return say(mem, "the value of {1} cannot be read", when);
    case OBSERVATION_CONFLICT: return say(mem, "two values of one vintage for {1}", when);
    case OBSERVATION_CALIBERS: return say(mem, "{1} only in another caliber ({2})", when, row->caliber);
    case OBSERVATION_MISSING:
        return say(mem, "no value for {1} (status {2})", when, row->status_text.length ? row->status_text : STR("O"));
    case OBSERVATION_GOOD: break;
    }
    if (indicator && indicator->unit.length && row->unit.length && !str_eq(indicator->unit, row->unit))
        return say(mem, "the unit of {1} is {2}, the catalog's is {3}", when, row->unit, indicator->unit);
    if (length_matters(question) && !same_length(question, row))
        return say(mem, "{1} is not the length of the base {2}", when, question->target->base_period.text);
    return (struct str){NULL, 0};
}

int32_t judge_last_day(const struct question *question)
{
    int32_t last = question->target->target_period.value.last;
    return question->limited && question->as_of.last < last ? question->as_of.last : last;
}

struct gathered judge_gather(const struct question *question, struct series series, struct str caliber)
{
    struct series rows = observation_in_caliber(question->mem, series, caliber);
    struct gathered found = {.row = mem_array(question->mem, rows.count, sizeof *found.row)};
    for (uint32_t i = 0; i < rows.count; i++) {
        const struct observation *row = &rows.row[i];
        if (row->period.last > judge_last_day(question))
            break;
        struct str why = unusable(question, row);
        if (why.length) {
            found.left = row, found.why = why;
            continue;
        }
        bool twin = found.count && found.row[found.count - 1].period.last == row->period.last;
        if (twin && (same_length(question, &found.row[found.count - 1]) || !same_length(question, row)))
            continue;
        found.row[twin ? found.count - 1 : found.count] = *row;
        found.count += !twin;
    }
    return found;
}

bool judge_after_base(const struct question *question, const struct observation *row)
{
    const struct span *base = &question->target->base_period;
    return !base->known || row->period.last > base->value.last;
}

/* The base: the plan's own value, otherwise what was observed, but for yearly changes, where
 * the base is only where the span begins. */
static void find_base(const struct question *question, struct answer *answer)
{
    const struct target *target = question->target;
    const struct observation *seen =
        target->base_period.known ? observation_at(answer->series, target->base_period.value) : NULL;
    if (seen && (observation_bound_row(seen->bound)->side || target_kind_row(target->kind)->yearly))
        seen = NULL;
    answer->has_base = target->base_value.known || seen;
    if (target->base_value.known) {
        answer->base = target->base_value.value;
        answer->base_text = target->base_value.text;
    } else if (seen) {
        answer->base = seen->value;
        answer->base_text = seen->value_text;
    }
}

bool judge_look(const struct question *question, struct answer *answer, struct gathered *found)
{
    const struct target *target = question->target;
    *found = judge_gather(question, question->own, target->caliber);
    answer->series = (struct series){found->row, found->count};
    for (uint32_t i = 0; i < found->count; i++)
        if (judge_after_base(question, &found->row[i]))
            answer->used = &found->row[i];
    find_base(question, answer);
    if (answer->used) {
        answer->has_schedule = target->base_period.known &&
            schedule_find(target->base_period.value, answer->used->period, target->target_period.value,
                          &answer->schedule);
        if (answer->has_schedule)
            answer->time = schedule_progress(answer->schedule);
        return true;
    }
    if (found->left)
        judge_because(answer, found->why);
    else if (found->count)
        judge_say(question, answer, "no observation after the base {1}", target->base_period.text);
    else if (question->limited && question->own.count)
        judge_say(question, answer, "no observation for {1}", period_text(question->mem, question->as_of));
    else
        judge_say(question, answer, "no observation");
    return false;
}
