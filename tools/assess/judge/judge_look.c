/* judge_look - what a target can be judged by, and telling why not */
#include "base/voice.h"
#include "judge/judge_inside.h"

/* ---- telling why ---- */

struct str judge_whole(const struct question *question, int number)
{
    return mem_whole(question->mem, number);
}

struct str judge_limit(struct mem *mem, enum target_op op, struct str limit)
{
    static const char *const sign[OP_COUNT] = {[OP_NONE] = "", [OP_GE] = "≥ ", [OP_GT] = "> ", [OP_LE] = "≤ ",
                                               [OP_LT] = "< "};
    return mem_join(mem, str_of(sign[op]), limit);
}

struct str judge_target_limit(const struct question *question)
{
    return judge_limit(question->mem, question->target->op, question->target->target_value.text);
}

enum progress_class judge_not_settled(const struct question *question, struct answer *answer)
{
    const struct observation *used = answer->used;
    remark_say(&answer->remark, "only a bound is known ({1}), which does not settle it",
               observation_as_written(question->mem, used));
    return CLASS_NOT_COMPUTABLE;
}

/* ---- which observations can be used ---- */

bool judge_same_length(const struct question *question, const struct observation *row)
{
    const struct span *base = &question->target->base_period;
    return !base->known || period_length_months(row->period) == period_length_months(base->value);
}

static enum indicator_kind kind_of(const struct question *question)
{
    return question->indicator ? question->indicator->kind : KIND_NONE;
}

/* Must a value cover as much time as the base does?  Only a stock, which is what stands at a
 * point in time, is the same whenever it is taken: the rate or the ratio of half a year is no
 * more one of a year than a flow is.  Of a kind that nobody named it is judged and told. */
bool judge_length_matters(const struct question *question)
{
    return kind_of(question) == KIND_NONE ? target_kind_row(question->target->kind)->yearly
                                          : kind_of(question) != KIND_STOCK;
}

void judge_tell_length(const struct question *question, struct answer *answer)
{
    if (kind_of(question) != KIND_NONE || judge_same_length(question, answer->used))
        return;
    remark_flag(&answer->remark, "part_year");
    remark_say(&answer->remark, "{1} is not the length of the base {2}; only a stock may be judged so",
               answer->used->period_text, question->target->base_period.text);
}

struct period judge_cut_off(const struct question *question, const struct observation *row)
{
    return until_of(&(struct until){question->as_of, question->as_of_part}, row->period);
}

bool judge_in_time(const struct question *question, const struct observation *row)
{
    return row->period.last <= question->target->target_period.value.last &&
           (!question->limited || row->period.last <= judge_cut_off(question, row).last);
}

static bool has_unit(const struct question *question)
{
    return question->indicator && question->indicator->unit.length;
}

struct str judge_unit(const struct question *question, struct series rows)
{
    if (has_unit(question))
        return question->indicator->unit;
    for (uint32_t i = rows.count; i-- > 0;)
        if (rows.row[i].state == OBSERVATION_GOOD && rows.row[i].unit.length && judge_in_time(question, &rows.row[i]))
            return rows.row[i].unit;
    return (struct str){NULL, 0};
}

bool judge_is_unlike(const struct observation *row, struct str unit)
{
    return unit.length && row->unit.length && !str_eq(unit, row->unit);
}

static struct str unlike(const struct question *question, const struct observation *row, struct str unit)
{
    return has_unit(question) ? say(question->mem, "the unit of {1} is {2}, the catalog's is {3}", row->period_text,
                                    row->unit, unit)
                              : say(question->mem, "the unit of {1} is {2}, that of the latest figure is {3}",
                                    row->period_text, row->unit, unit);
}

/* Why a row cannot be used; the empty text when it can. */
static struct str unusable(const struct question *question, const struct observation *row, struct str unit)
{
    struct mem *mem = question->mem;
    struct str when = row->period_text;
    switch (row->state) {
    case OBSERVATION_FORECAST: return say(mem, "only a forecast for {1}", when);
    case OBSERVATION_UNREADABLE: return say(mem, "the value of {1} cannot be read", when);
    case OBSERVATION_CONFLICT: return say(mem, "two values of one vintage for {1}", when);
    case OBSERVATION_CALIBERS: return say(mem, "{1} only in another caliber ({2})", when, row->caliber);
    case OBSERVATION_MISSING:
        if (str_eq(row->status_text, STR("Q")))
            return say(mem, "the value of {1} is suppressed", when);
        return say(mem, "no value for {1} (status {2})", when, row->status_text.length ? row->status_text : STR("O"));
    case OBSERVATION_GOOD: break;
    }
    if (judge_is_unlike(row, unit))
        return unlike(question, row, unit);
    if (judge_length_matters(question) && !judge_same_length(question, row))
        return say(mem, "{1} is not the length of the base {2}", when, question->target->base_period.text);
    return (struct str){NULL, 0};
}

const struct observation *judge_in_unit(const struct question *question, const struct observation *row,
                                        struct str unit, struct observation *moved)
{
    struct unit from, to;
    int shift;
    if (!question->units || !unit.length || !row->unit.length || str_eq(unit, row->unit) ||
        row->state != OBSERVATION_GOOD || !unit_read(question->mem, question->units, row->unit, &from) ||
        !unit_read(question->mem, question->units, unit, &to) || !unit_shift(&from, &to, &shift))
        return row;
    *moved = *row;
    moved->value_text = unit_move_point(question->mem, row->value_text, shift);
    moved->unit = unit;
    return num_parse(moved->value_text, &moved->value) == NUM_OK ? moved : row;
}

/* What is gathered of these rows: a stretch of them for as long as one follows the other, copies
 * from then on. */
struct gathering {
    struct gathered found;
    struct series rows;
    struct observation *copy; /* null while it is a stretch */
};

/* Puts a row at `at`, the last place or behind it; `came` is that it is one of the rows, as it is. */
static void put(struct mem *mem, struct gathering *gathering, uint32_t at, const struct observation *row, bool came)
{
    struct gathered *found = &gathering->found;
    if (!found->count && came)
        found->row = row;
    if (!gathering->copy && !(came && row == found->row + at)) {
        gathering->copy = mem_array(mem, gathering->rows.count, sizeof *row);
        for (uint32_t i = 0; i < at; i++)
            gathering->copy[i] = found->row[i];
        found->row = gathering->copy;
    }
    if (gathering->copy)
        gathering->copy[at] = *row;
    found->count = at + 1;
}

struct gathered judge_gather(const struct question *question, struct series series, struct str caliber)
{
    struct gathering gathering = {.rows = observation_in_caliber(question->mem, series, caliber)};
    struct gathered *found = &gathering.found;
    const struct str unit = judge_unit(question, gathering.rows);
    for (uint32_t i = 0; i < gathering.rows.count; i++) {
        const struct observation *came = &gathering.rows.row[i];
        struct observation moved;
        if (!judge_in_time(question, came))
            continue;
        const struct observation *row = judge_in_unit(question, came, unit, &moved);
        struct str why = unusable(question, row, unit);
        if (why.length) {
            found->left = came, found->why = why;
            if (came->state == OBSERVATION_GOOD && judge_is_unlike(row, unit))
                found->unlike = came, found->unlike_why = why;
            continue;
        }
        bool twin = found->count && found->row[found->count - 1].period.last == row->period.last;
        if (twin && (judge_same_length(question, &found->row[found->count - 1]) || !judge_same_length(question, row)))
            continue;
        put(question->mem, &gathering, found->count - twin, row, row == came);
    }
    return *found;
}

bool judge_after_base(const struct question *question, const struct observation *row)
{
    const struct span *base = &question->target->base_period;
    return !base->known || row->period.last > base->value.last;
}

/* The base: what the data say of it, which is of the value's own vintage, or the plan's. */
static void find_base(const struct question *question, struct answer *answer)
{
    const struct target *target = question->target;
    const struct observation *seen =
        target->base_period.known ? observation_at(answer->series, target->base_period.value) : NULL;
    if (seen && (observation_bound_row(seen->bound)->side || target_kind_row(target->kind)->yearly))
        seen = NULL;
    answer->base_seen = seen;
    answer->has_base = target->base_value.known || seen;
    bool differ = seen && (!target->base_value.known || num_compare(seen->value, target->base_value.value) != 0);
    if (differ && (question->base == BASE_REVISED || !target->base_value.known)) {
        answer->base = seen->value;
        answer->base_text = seen->value_text;
    } else if (target->base_value.known) {
        answer->base = target->base_value.value;
        answer->base_text = target->base_value.text;
    }
}

bool judge_look(const struct question *question, struct answer *answer)
{
    const struct target *target = question->target;
    for (uint32_t i = 0; i < answer->series.count; i++)
        if (judge_after_base(question, &answer->series.row[i]))
            answer->used = &answer->series.row[i];
    find_base(question, answer);
    if (answer->used) {
        answer->has_schedule = target->base_period.known &&
            schedule_find(target->base_period.value, answer->used->period, target->target_period.value,
                          &answer->schedule);
        if (answer->has_schedule)
            answer->time = schedule_progress(answer->schedule);
        return true;
    }
    if (answer->left)
        remark_because(&answer->remark, answer->left_why);
    else if (answer->series.count)
        remark_say(&answer->remark, "no observation after the base {1}", target->base_period.text);
    else if (question->limited && question->own.count)
        remark_say(&answer->remark, "no observation for {1}", period_text(question->mem, question->as_of));
    else
        remark_say(&answer->remark, "no observation");
    return false;
}
