/* lines - the answer about one object as texts under the names of its columns
 *
 * All that track answers begins here: the table of objects writes these texts, roll-ups group
 * by them, and conditions of rules ask them.  Behind the columns of OBJECT_LINE stand those of
 * the input that have no such name, as they came.
 */
#ifndef LINES_H
#define LINES_H

#include "judge/footing.h"

/* name, meaning, text.  In scope: mem, object, s (struct footing *), l (struct lines *). */
#define OBJECT_LINE(X) \
    X(task, "code of the object", object->code) \
    X(kind, "task, platform, project, policy, reform or upper", word_code(WORD_KINDS, (int)object->kind)) \
    X(name_zh, "as it came", object->name) \
    X(plan, "as it came", object->plan) \
    X(owner, "who leads it", object->owner) \
    X(co_owners, "who supports, parted by |", object->co_owners) \
    X(parent, "as it came", object->parent) \
    X(start, "first day", lines_day(mem, object->start)) \
    X(due, "last day", lines_day(mem, object->due)) \
    X(stage, "of the last report that has one, else as it came", word_code(WORD_STAGES, (int)s->stage)) \
    X(stage_months, "months since the reports have that stage", lines_stage_months(mem, l, s)) \
    X(status, "how it stands to its schedule", word_code(WORD_STATUSES, (int)s->status)) \
    X(in_line, "yes or no: with its schedule", lines_in_line(s)) \
    X(reported_status, "what the column status of the input says", word_code(WORD_STATUSES, (int)object->said)) \
    X(progress, "percent, of the last report by the day", s->has_progress ? num_text(mem, s->progress) : l->none) \
    X(reported_on, "the day of that report", lines_day(mem, s->reported)) \
    X(planned, "percent that should be done by the day", lines_beside(mem, l, s, s->planned.percent)) \
    X(planned_by, "where that comes from: milestones, curve, given, linear", schedule_word(s->planned.source)) \
    X(gap, "progress less planned, in points", lines_gap(mem, l, s)) \
    X(slip_days, "days behind the plan; negative: before it", answer_count(mem, s->slip_days, s->has_slip)) \
    X(slip_months, "the same in whole months", answer_count(mem, s->slip_months, s->has_slip)) \
    X(overdue_days, "days past its due date", answer_count(mem, s->overdue_days, s->overdue_days > 0)) \
    X(overdue_months, "the same in whole months", answer_count(mem, s->overdue_months, s->overdue_days > 0)) \
    X(done_on, "as it came", lines_day(mem, object->done_on)) \
    X(pace, "points a month, over the last reports", measure_text(mem, s->pace, l->places)) \
    X(finish, "when it is done at that pace", lines_day(mem, (struct day){s->finish, s->has_finish})) \
    X(finish_late_days, "days of that past its due date; negative: before it", \
      answer_count(mem, s->finish_late_days, lines_is_dated(object, s))) \
    X(finish_late_months, "the same in whole months", \
      answer_count(mem, s->finish_late_months, lines_is_dated(object, s))) \
    X(weight, "as it came", object->weight.text) \
    X(invest_planned, "as it came", object->invest_planned.text) \
    X(invest_done, "of the last report by the day, else as it came", \
      s->has_invest ? num_text(mem, s->invest_done) : l->none) \
    X(invest_share, "percent of the planned investment", measure_text(mem, s->invest_share, l->places)) \
    X(invest_gap, "that less planned: money against time, in points", measure_text(mem, s->invest_gap, l->places)) \
    X(money_gap, "invest_share less progress: money against work, in points", lines_money(mem, l, s)) \
    X(invest_original, "as it came", object_original(l->basis->objects, object).text) \
    X(invest_change, "invest_planned against it, in percent of it", lines_change(mem, l, s)) \
    X(land, "yes or no: granted", word_code(WORD_GRANTS, (int)object->land)) \
    X(money, "likewise", word_code(WORD_GRANTS, (int)object->money)) \
    X(flags, "words parted by ;", s->remark.flags) \
    X(reason, "what should be known, in words", remark_reason(&s->remark)) \
    X(file, "where the object stands", str_of(object->file)) \
    X(line, "its line", answer_count(mem, (int64_t)object->line, true))

struct lines {
    struct mem *mem;          /* of the run */
    const struct footing_basis *basis;
    int places;
    struct str *name;         /* of all columns */
    struct str *text;         /* of the object at hand */
    uint32_t *from;           /* column of the input behind each that is passed through */
    uint32_t own, count;      /* columns of OBJECT_LINE; all */
    struct str none;          /* the empty text */
};

/* The columns. */
struct lines *lines_open(struct mem *mem, const struct footing_basis *basis, int places);

/* The position of a column, or COLUMN_NONE. */
uint32_t lines_find(const struct lines *lines, struct str name);

/* The closed list of words that a column of OBJECT_LINE has, or null; for expr_hold_words, whose `state` it does
 * not need. */
struct sheet_words;
const struct sheet_words *lines_closed(void *state, struct str column);

/* Sets the texts to those of an object; made in `mem`. */
void lines_set(struct lines *lines, struct mem *mem, const struct object *object, const struct footing *s);

#endif
