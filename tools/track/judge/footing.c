/* footing - see footing.h */
#include "judge/footing.h"
#include "base/str.h"
#include "base/voice.h"

static const char *footing_flag(enum footing_flag flag)
{
    static const char *const word[] = {
#define X(name, code, meaning) code,
        FOOTING_FLAGS(X)
#undef X
    };
    return word[flag];
}

static void say_flag(struct footing *s, enum footing_flag flag)
{
    remark_flag(&s->remark, footing_flag(flag));
}

static const struct object *object_at(const struct footing_basis *basis, uint32_t at)
{
    return &basis->objects->row[at];
}

/* ---- what was reported ---- */

static void find_reported(struct footing *s, const struct footing_basis *basis, uint32_t at)
{
    uint32_t count;
    const struct filing *row = filings_of(basis->reports, at, &count);
    const struct object *object = object_at(basis, at);
    enum object_stage seen = STAGE_NONE;
    for (uint32_t i = 0; i < count; i++) {
        if (row[i].unused)
            continue;
        if (row[i].stage && row[i].stage != seen) {
            s->stage = seen = (enum object_stage)row[i].stage;
            s->stage_since = (struct day){row[i].day, true};
        }
        if (filing_invest(&row[i], &s->invest_done))
            s->has_invest = true;
        if (!filing_progress(&row[i], &s->progress))
            continue;
        s->has_progress = true;
        s->report = &row[i];
        s->reported = (struct day){row[i].day, true};
    }
    if (object->supposes_progress) {
        s->progress = object->progress.value;
        s->has_progress = object->progress.known;
        s->reported.known = false;
    }
    if (object->supposes_stage)
        s->stage = object->stage;
}

/* ---- bundles ---- */

enum weighing { BY_INVESTMENT, BY_WEIGHT, EQUALLY };

static const struct figure *weight_of(const struct object *part, enum weighing how)
{
    static const struct figure one = {.value = {1, 0}, .known = true};
    return how == BY_INVESTMENT ? &part->invest_planned : how == BY_WEIGHT ? &part->weight : &one;
}

/* The best way of weighing for which all parts have what it takes. */
static enum weighing find_weighing(const struct footing_basis *basis, const struct object *bundle)
{
    enum weighing how = BY_INVESTMENT;
    for (uint32_t i = bundle->first_part; i != OBJECT_ROW_NONE; i = object_at(basis, i)->next_part)
        while (how != EQUALLY && (!weight_of(object_at(basis, i), how)->known ||
                                  num_sign(weight_of(object_at(basis, i), how)->value) == 0))
            how++;
    return how;
}

/* The mean of the parts' progress to one place more than theirs, and the sum of their money. */
static void find_parts(struct mem *mem, struct footing *s, const struct footing_basis *basis,
                       const struct object *bundle)
{
    enum weighing how = find_weighing(basis, bundle);
    struct num_sum weighted = {0}, weights = {0};
    uint32_t parts = 0, known = 0;
    for (uint32_t i = bundle->first_part; i != OBJECT_ROW_NONE; i = object_at(basis, i)->next_part) {
        struct footing part = footing_of(mem, basis, i);
        parts++;
        if (!part.has_progress)
            continue;
        known++;
        num_sum_add_product(mem, &weighted, part.progress, weight_of(object_at(basis, i), how)->value);
        num_sum_add(mem, &weights, weight_of(object_at(basis, i), how)->value);
    }
    struct str count = mem_whole(mem, known), all = mem_whole(mem, parts);
    if (known < parts) {
        remark_say(&s->remark, "progress is known of {1} of its {2} parts", count, all);
        return;
    }
    struct str mean = num_ratio_text(mem, &weighted, &weights, 2, NUM_HALF_UP);
    s->has_progress = num_parse(mean, &s->progress) == NUM_OK;
    if (s->has_progress) {
        say_flag(s, FOOTING_OF_PARTS);
        remark_say(&s->remark, "progress is the mean of {1} parts", all);
    }
}

/* ---- finished? ---- */

static bool is_full(const struct footing *s)
{
    return s->has_progress && num_compare(s->progress, num_of(100)) >= 0;
}

static bool is_done(struct mem *mem, struct footing *s, const struct object *object, int32_t at)
{
    bool dated = object->done_on.known && object->done_on.number <= at;
    bool said = s->stage == STAGE_COMPLETED || object->said == STATUS_OF_DONE;
    if (object->done_on.known && !dated) {
        remark_say(&s->remark, "its end on {1} is after the day that counts", day_text(mem, object->done_on.number));
        if (is_full(s) || said)
            say_flag(s, FOOTING_CONTRADICTION);
    }
    if (is_full(s) || ((dated || said) && !s->has_progress))
        return true;
    if (!dated && !said)
        return false;
    say_flag(s, FOOTING_CONTRADICTION);
    remark_say(&s->remark, "it is said to be finished, and its progress is {1} %", num_text(mem, s->progress));
    return dated;
}

/* ---- time ---- */

/* The day of its end; one that is still to come is not known yet. */
static struct day ended(const struct object *object, int32_t at)
{
    bool known = object->done_on.known && object->done_on.number <= at;
    return known ? object->done_on : (struct day){0};
}

static void find_overdue(struct footing *s, const struct object *object, int32_t at, bool done)
{
    struct day over = done ? ended(object, at) : (struct day){at, true};
    int32_t end = over.number;
    if (!object->due.known || !over.known || end <= object->due.number)
        return;
    s->overdue_days = end - object->due.number;
    s->overdue_months = day_months(object->due.number, end);
}

static void find_slip(struct footing *s, const struct footing_basis *basis, uint32_t at, bool done)
{
    const struct object *object = object_at(basis, at);
    int32_t planned, reached = basis->at;
    if (done) {
        struct day over = ended(object, basis->at);
        s->has_slip = over.known && object->due.known;
        planned = object->due.number;
        reached = over.number;
    } else {
        s->has_slip = s->has_progress && (!object->start.known || object->start.number <= basis->at) &&
                      schedule_day(basis->schedule, basis->objects, at, s->progress, &planned);
    }
    if (!s->has_slip)
        return;
    s->slip_days = reached - planned;
    s->slip_months = day_months(planned, reached);
}

/* The average month of the calendar has 30.436875 days: 365.2425 / 12. */
static const struct num month_days = {30436875, 6};

/* Months from one day to another, whole where they are. */
static struct measure months_exactly(int32_t from, int32_t to)
{
    int months = day_months(from, to);
    if (day_add_months(from, months) == to)
        return measure_of(num_of(months));
    return measure_divide(measure_of(num_of(to - from)), measure_of(month_days));
}

/* So many months on: whole ones by the calendar, of the rest so many days as it takes. */
static bool day_after(int32_t from, struct measure months, int32_t *day)
{
    struct num value, whole, rest, days;
    if (!months.known || measure_compare(months, num_of(12 * 1000)) > 0 || measure_sign(months) < 0)
        return false;
    if (!measure_decimal(months, &value) && !num_from_double(measure_near(months), &value))
        return false;
    value = num_round(value, 9, NUM_HALF_UP);
    whole = num_round(value, 0, NUM_HALF_UP);
    if (num_compare(whole, value) > 0)
        num_subtract(whole, num_of(1), &whole);
    if (!num_subtract(value, whole, &rest) || !num_multiply(rest, month_days, &days))
        return false;
    struct num up = num_round(days, 0, NUM_HALF_UP);
    if (num_compare(up, days) < 0)
        num_add(up, num_of(1), &up);
    *day = day_add_months(from, (int64_t)whole.mantissa) + (int32_t)up.mantissa;
    return true;
}

/* The last reports with a progress, at most `most` of them, the last first. */
static uint32_t last_reports(const struct footing_basis *basis, uint32_t at, unsigned most,
                             const struct filing **report)
{
    uint32_t count, found = 0;
    const struct filing *row = filings_of(basis->reports, at, &count);
    struct num value;
    while (count-- > 0 && found < most)
        if (!row[count].unused && filing_progress(&row[count], &value))
            report[found++] = &row[count];
    return found;
}

static bool is_stalled(struct mem *mem, const struct footing_basis *basis, uint32_t at)
{
    unsigned wanted = marks_count(&basis->marks, MARK_STALLED_REPORTS);
    struct mem_mark mark = mem_mark(mem);
    const struct filing **last = mem_array(mem, wanted, sizeof *last);
    uint32_t found = last_reports(basis, at, wanted, last);
    struct num newest, value;
    bool same = found == wanted && filing_progress(last[0], &newest);
    for (uint32_t i = 1; same && i < found; i++)
        same = filing_progress(last[i], &value) && num_compare(value, newest) == 0;
    mem_rewind(mem, mark);
    return same;
}

static void find_finish(struct mem *mem, struct footing *s, const struct footing_basis *basis, uint32_t at)
{
    const struct object *object = object_at(basis, at);
    unsigned wanted = marks_count(&basis->marks, MARK_PACE_REPORTS);
    const struct filing **last = mem_array(mem, wanted, sizeof *last);
    uint32_t found = last_reports(basis, at, wanted, last);
    struct num newest, oldest, gain, rest;
    if (object->supposes_progress || found < 2 || !filing_progress(last[0], &newest) ||
        !filing_progress(last[found - 1], &oldest))
        return;
    if (!num_subtract(newest, oldest, &gain) || !num_subtract(num_of(100), newest, &rest))
        return;
    struct str count = mem_whole(mem, found);
    if (num_sign(gain) <= 0) {
        remark_say(&s->remark, "its last {1} reports gain nothing, so no date of finishing can be told", count);
        return;
    }
    struct measure months = months_exactly(last[found - 1]->day, last[0]->day);
    s->pace = measure_divide(measure_of(gain), months);
    s->has_finish = day_after(last[0]->day, measure_multiply(measure_quotient(rest, gain), months), &s->finish);
    if (!s->has_finish) {
        remark_say(&s->remark, "at its pace it is not finished within a thousand years");
        return;
    }
    if (!object->due.known)
        return;
    s->finish_late_days = s->finish - object->due.number;
    s->finish_late_months = day_months(object->due.number, s->finish);
}

/* ---- money ---- */

static struct measure change_of(struct figure first, struct figure now)
{
    struct num change;
    if (!first.known || !now.known || !num_subtract(now.value, first.value, &change))
        return (struct measure){0};
    return measure_shift(measure_quotient(change, first.value), 2);
}

static void find_money(struct footing *s, const struct footing_basis *basis, const struct object *object)
{
    s->invest_change = change_of(object_original(basis->objects, object), object->invest_planned);
    if (!s->has_invest && object->invest_done.known) {
        s->has_invest = true;
        s->invest_done = object->invest_done.value;
    }
    if (!s->has_invest || !object->invest_planned.known)
        return;
    s->invest_share = measure_shift(measure_quotient(s->invest_done, object->invest_planned.value), 2);
    s->invest_gap = measure_subtract(s->invest_share, s->planned.percent);
    if (s->has_progress)
        s->money_gap = measure_subtract(s->invest_share, measure_of(s->progress));
    if (s->money_gap.known && measure_compare(s->money_gap, basis->marks.value[MARK_OVERSPEND_POINTS]) > 0)
        say_flag(s, FOOTING_OVERSPEND);
}

/* ---- the status ---- */

static enum object_status status_without_progress(struct mem *mem, struct footing *s, const struct object *object,
                                                  int32_t at)
{
    if (object->start.known && object->start.number > at) {
        s->in_line = true;
        return STATUS_OF_NOT_STARTED;
    }
    if (object->said == STATUS_OF_NOT_STARTED || s->stage == STAGE_NOT_STARTED || s->stage == STAGE_RESERVE) {
        if (object->start.known)
            say_flag(s, FOOTING_LATE_START);
        return STATUS_OF_NOT_STARTED;
    }
    if (object->due.known && object->due.number < at)
        remark_say(&s->remark, "no progress was reported, and it was due on {1}", day_text(mem, object->due.number));
    else
        remark_say(&s->remark, "no progress was reported");
    return STATUS_OF_NOT_REPORTED;
}

static enum object_status status_of(struct mem *mem, struct footing *s, const struct footing_basis *basis,
                                    uint32_t at)
{
    const struct object *object = object_at(basis, at);
    if (!s->has_progress)
        return status_without_progress(mem, s, object, basis->at);
    if (object->due.known && object->due.number < basis->at)
        return STATUS_OF_OVERDUE;
    if (num_sign(s->progress) == 0) {
        s->in_line = object->start.known && object->start.number > basis->at;
        if (object->start.known && !s->in_line)
            say_flag(s, FOOTING_LATE_START);
        return STATUS_OF_NOT_STARTED;
    }
    if (!object->supposes_progress && is_stalled(mem, basis, at))
        return STATUS_OF_STALLED;
    if (!s->gap.known) {
        remark_say(&s->remark, "nothing is planned for the day: it needs a start and an end, or rows of --plan");
        return STATUS_OF_NONE;
    }
    return measure_compare(s->gap, num_negate(basis->marks.value[MARK_SLOW_POINTS])) < 0 ? STATUS_OF_SLOW
                                                                                         : STATUS_OF_ON_TIME;
}

static void find_stale(struct mem *mem, struct footing *s, const struct footing_basis *basis)
{
    if (!s->reported.known ||
        day_months(s->reported.number, basis->at) <= (int)marks_count(&basis->marks, MARK_STALE_MONTHS))
        return;
    say_flag(s, FOOTING_STALE);
    remark_say(&s->remark, "its last report is of {1}", day_text(mem, s->reported.number));
}

struct footing footing_of(struct mem *mem, const struct footing_basis *basis, uint32_t at)
{
    const struct object *object = object_at(basis, at);
    struct footing s = {.remark = {.mem = mem}, .stage = object->stage};
    find_reported(&s, basis, at);
    if (!s.has_progress && object->progress.known) {
        s.has_progress = true;
        s.progress = object->progress.value;
    }
    if (!s.has_progress && object->is_bundle)
        find_parts(mem, &s, basis, object);
    s.planned = schedule_at(basis->schedule, basis->objects, at, basis->at);
    bool done = is_done(mem, &s, object, basis->at);
    if (s.has_progress)
        s.gap = measure_subtract(measure_of(s.progress), s.planned.percent);
    find_overdue(&s, object, basis->at, done);
    find_slip(&s, basis, at, done);
    find_money(&s, basis, object);
    if (!done) {
        find_stale(mem, &s, basis);
        find_finish(mem, &s, basis, at);
    }
    s.status = done ? STATUS_OF_DONE : status_of(mem, &s, basis, at);
    s.in_line |= status_in_line(s.status);
    return s;
}
