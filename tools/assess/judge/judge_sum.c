/* judge_sum - flows that add up over the span of a plan: 五年累计[25] */
#include "base/voice.h"
#include "judge/judge_inside.h"

/* ---- adding up ---- */

/* The sum so far: of whole years, one after the other from the base on, and perhaps of the
 * year to date behind them. */
struct total {
    struct num sum;
    const struct observation *last; /* the row that the sum ends with; null: there is none */
    int side;                 /* of the bounds among them: 1, -1, 0 none */
    const struct observation *torn; /* a bound the other way than one before it, which ends it */
};

static bool take(struct total *total, const struct observation *row)
{
    int side = observation_bound_row(row->bound)->side;
    if (side * total->side < 0)
        total->torn = row;
    if (total->torn || !num_add(total->sum, row->value, &total->sum))
        return false;
    total->side = side ? side : total->side;
    total->last = row;
    return true;
}

/* A row of a year that counts, reached from the year's first day without a gap or an overlap. */
struct link {
    const struct observation *row;
    const struct link *before;
    int length, bounds;       /* rows up to this one, and those of them that are bounds */
};

/* Of two ways to one day the one with fewer bounds, and then with fewer figures; a later day comes first. */
static bool is_better(const struct link *link, const struct link *than)
{
    if (!than || link->row->period.last != than->row->period.last)
        return !than || link->row->period.last > than->row->period.last;
    return link->bounds != than->bounds ? link->bounds < than->bounds : link->length < than->length;
}

/* The row behind the links that end on the day before it. */
static struct link join(const struct observation *row, const struct link *link, size_t count)
{
    struct link one = {row, NULL, 1, observation_bound_row(row->bound)->side != 0};
    for (size_t k = 0; k < count; k++)
        if (link[k].row->period.last + 1 == row->period.first && is_better(&link[k], one.before))
            one.before = &link[k];
    one.length += one.before ? one.before->length : 0;
    one.bounds += one.before ? one.before->bounds : 0;
    return one;
}

/* What the year to date is made of: figures that follow each other from the year's first day on, as far as they
 * go, all in one unit, and the fewest of them.  So a cumulated figure stands for the months in it, which are not
 * counted beside it.  Null: none.  *gap is the first figure behind that cannot be joined. */
static const struct link *year_to_date(const struct question *question, struct period year,
                                       const struct observation **gap)
{
    struct series own = observation_in_caliber(question->mem, question->own, question->target->more->caliber);
    const struct str unit = judge_unit(question, own);
    struct link *link = mem_array(question->mem, own.count, sizeof *link);
    struct observation *moved = mem_array(question->mem, own.count, sizeof *moved);
    const struct link *best = NULL;
    size_t count = 0;
    *gap = NULL;
    for (uint32_t i = 0; i < own.count; i++) {
        const struct observation *row = &own.row[i];
        if (row->state != OBSERVATION_GOOD || !period_inside(row->period, year) || !judge_in_time(question, row))
            continue;
        row = judge_in_unit(question, row, unit, &moved[i]);
        if (judge_is_unlike(row, unit))
            continue;
        link[count] = join(row, link, count);
        if (row->period.first > year.first && !link[count].before) {
            *gap = *gap ? *gap : row;
            continue;
        }
        best = is_better(&link[count], best) ? &link[count] : best;
        count++;
    }
    if (*gap && best && (*gap)->period.last <= best->row->period.last)
        *gap = NULL;
    return best;
}

/* The twelve months behind a day. */
static struct period year_behind(int32_t day)
{
    int year, month, of;
    period_date(day + 1, &year, &month, &of);
    return period_months(year, month, 12);
}

bool judge_has_begun(const struct question *question)
{
    const struct observation *gap;
    return question->ytd && question->target->base_period.known &&
           year_to_date(question, year_behind(question->target->base_period.value.last), &gap);
}

/* "37 (2023-Q1) + 15 (2023-04)" */
static struct str tell_links(struct mem *mem, const struct link *link)
{
    struct str before = link->before ? tell_links(mem, link->before) : STR("");
    return mem_format(mem, "%.*s%s%.*s (%.*s)", STR_ARG(before), link->before ? " + " : "",
                      STR_ARG(link->row->value_text), STR_ARG(link->row->period_text));
}

/* Adds the figures in their order; false when they cannot be added. */
static bool take_links(struct total *total, const struct link *link)
{
    return (!link->before || take_links(total, link->before)) && take(total, link->row);
}

/* Several figures as one row of their span. */
static const struct observation *span_of(struct mem *mem, const struct link *link)
{
    struct observation *span = mem_take(mem, sizeof *span);
    *span = *link->row;
    for (const struct link *at = link->before; at; at = at->before) {
        span->period = period_of_days(at->row->period.first, span->period.last);
        if (!num_add(span->value, at->row->value, &span->value))
            return NULL;
        if (observation_bound_row(at->row->bound)->side) {
            span->bound = at->row->bound;
            span->qualifier = at->row->qualifier;
        }
    }
    span->period_text = period_text(mem, span->period);
    span->value_text = num_text(mem, span->value);
    return span;
}

/* Notes the figures in their order, behind those that there are. */
static void note_parts(struct mem *mem, struct answer *answer, const struct link *link)
{
    struct observation *row = mem_array(mem, answer->parts.count + (size_t)link->length, sizeof *row);
    for (uint32_t i = 0; i < answer->parts.count; i++)
        row[i] = answer->parts.row[i];
    answer->parts.row = row;
    answer->parts.count += (uint32_t)link->length;
    for (uint32_t i = answer->parts.count; link; link = link->before)
        row[--i] = *link->row;
}

/* A year to date that is less than the one some months before is told: a flow does not shrink. */
static void tell_fall(const struct question *question, struct answer *answer, const struct observation *row)
{
    struct series own = observation_in_caliber(question->mem, question->own, question->target->more->caliber);
    const struct observation *before = NULL;
    struct observation moved;
    for (uint32_t i = 0; i < own.count; i++)
        if (own.row[i].state == OBSERVATION_GOOD && own.row[i].period.first == row->period.first &&
            own.row[i].period.last < row->period.last)
            before = &own.row[i];
    if (!before || !question->indicator || question->indicator->kind != KIND_FLOW)
        return;
    before = judge_in_unit(question, before, row->unit, &moved);
    if (!judge_is_unlike(before, row->unit) && num_compare(before->value, row->value) > 0)
        remark_say(&answer->remark,
                   "the year to date falls from {1} ({2}) to {3} ({4}): correct the figure that is wrong or, after a "
                   "revision, take both of one vintage (--vintage)",
                   before->value_text, before->period_text, row->value_text, row->period_text);
}

static bool take_year_to_date(const struct question *question, struct answer *answer, struct total *total,
                              const struct link *link)
{
    if (!take_links(total, link))
        return false;
    note_parts(question->mem, answer, link);
    if (!link->before) {
        remark_say(&answer->remark, "the year to date {1} is counted", link->row->period_text);
        tell_fall(question, answer, link->row);
        return true;
    }
    const struct observation *span = span_of(question->mem, link);
    total->last = span ? span : link->row;
    remark_say(&answer->remark, "the year to date {1} is counted: {2}", total->last->period_text,
               tell_links(question->mem, link));
    return true;
}

/* Should the year have been there?  It is over by the day that counts, or a later one is. */
static bool is_due(const struct question *question, struct period year)
{
    if (question->limited)
        return year.last <= question->as_of.last && year.last <= question->target->target_period.value.last;
    return question->own.count && question->own.row[question->own.count - 1].period.last > year.last;
}

/* Adds up to the first year that is missing, which is told when it should be there.  False
 * when nothing is added, or more than can be. */
static bool add_up(const struct question *question, struct answer *answer, struct total *total)
{
    struct period year = question->target->base_period.value;
    int32_t until = year.last;
    const struct observation *gap = NULL;
    const struct link *part = NULL;
    for (int i = 1; period_years_on(question->target->base_period.value, i, &year); i++) {
        const struct observation *row = observation_at(answer->series, year);
        part = row || !question->ytd ? NULL : year_to_date(question, year_behind(until), &gap);
        if (!row && !part)
            break;
        if (row ? !take(total, row) : !take_year_to_date(question, answer, total, part))
            return false;
        until = total->last->period.last;
        if (until < year.last)
            break;
    }
    if (gap && answer->unlike && answer->unlike->period.last > until)
        remark_because(&answer->remark, answer->unlike_why);
    if (gap)
        remark_say(&answer->remark, "{1} is not counted: what is between it and the figures before is missing",
                   gap->period_text);
    else if (!part && is_due(question, year))
        remark_say(&answer->remark, "no observation for {1}, so the sum ends before it",
                   period_text(question->mem, year));
    return total->last != NULL;
}

/* ---- judging ---- */

bool judge_is_room(const struct target *target)
{
    return num_sign(target->target_value.value) * target_op_row(target->op)->sign <= 0;
}

/* Of room, the share that is used must not run ahead of time; not known where nothing is used. */
static struct measure pace_of_room(const struct answer *answer)
{
    bool used = answer->completion.known && measure_sign(answer->completion) > 0;
    return used ? measure_divide(answer->time, answer->completion) : (struct measure){0};
}

static enum progress_class within_room(const struct question *question, struct answer *answer)
{
    if (!answer->pace.known) {
        remark_say(&answer->remark, "nothing is used up yet");
        return CLASS_AHEAD;
    }
    return judge_by_pace(question, answer);
}

static enum progress_class judge_sum(const struct question *question, struct answer *answer)
{
    const struct target *target = question->target;
    struct total total = {.sum = num_of(0)};
    bool room = judge_is_room(target);
    answer->goal = target->target_value.value;
    if (!add_up(question, answer, &total)) {
        if (total.torn) {
            answer->used = total.torn;
            return judge_not_settled(question, answer);
        }
        remark_say(&answer->remark, total.last ? N_("more digits than can be computed with")
                                               : N_("no year after the base, so nothing to add up"));
        return CLASS_NOT_COMPUTABLE;
    }
    answer->used = total.last;
    answer->has_schedule = schedule_find(target->base_period.value, total.last->period, target->target_period.value,
                                         &answer->schedule);
    answer->time = schedule_progress(answer->schedule);
    answer->cumulative = measure_of(total.sum);
    answer->completion = measure_quotient(total.sum, answer->goal);
    answer->pace = room ? pace_of_room(answer) : measure_divide(answer->completion, answer->time);
    answer->expected_linear = progress_linear(num_of(0), answer->goal, answer->schedule);
    remark_say(&answer->remark, room ? N_("{1} added up of the {2} allowed") : N_("{1} added up of the {2} wanted"),
               num_text(question->mem, total.sum), target->target_value.text);
    enum holds now = judge_holds(total.sum, total.side > 0 ? BOUND_GE : total.side < 0 ? BOUND_LE : BOUND_NONE,
                                 target->op, answer->goal);
    if (now == HOLDS_UNKNOWN)
        return judge_not_settled(question, answer);
    if (!room && now == HOLDS_NO) {
        enum progress_class class = judge_by_pace(question, answer);
        return measure_sign(answer->completion) < 0 ? CLASS_REVERSED : class;
    }
    if (!room)
        return CLASS_ACHIEVED;
    if (now == HOLDS_NO)
        return CLASS_LAGGING;
    return answer->schedule.elapsed >= answer->schedule.whole ? CLASS_ACHIEVED : within_room(question, answer);
}

/* ---- the rows ---- */

const struct judge_kind judge_sums[] = {
    {TARGET_CUMULATIVE_SUM_MIN, judge_sum, STORY_SUM, false},
    {TARGET_CUMULATIVE_SUM_MAX, judge_sum, STORY_SUM, false},
    {0}};
