/* foreign - see foreign.h */
#include <math.h>
#include <stddef.h>

#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "foreign.h"
#include "meaning/sheet.h"

enum { MONTHS = 12, NUMBER_PLACES = 4 };

/* ---- goalposts ---- */

struct goalposts {
    const char *file;
    struct group *post;       /* struct goalposts_row by indicator */
};

struct goalposts *goalposts_load(struct mem *mem, struct reader *reader)
{
    static const struct sheet_column column[] = {
        {"indicator", SHEET_FULL, sheet_text, offsetof(struct goalposts_row, indicator), NULL},
        {"worst", SHEET_MAY, sheet_figure, offsetof(struct goalposts_row, worst), NULL},
        {"best", SHEET_MAY, sheet_figure, offsetof(struct goalposts_row, best), NULL},
        {"spread", SHEET_MAY, sheet_figure, offsetof(struct goalposts_row, spread), NULL},
    };
    static const struct sheet_form form = SHEET_FORM(struct goalposts_row, column, DIAG_CATALOG, "--goalposts");
    struct goalposts *goalposts = mem_take(mem, sizeof *goalposts);
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct goalposts_row row;
    goalposts->file = sheet_file(sheet);
    goalposts->post = group_open(1, sizeof(struct goalposts_row));
    while (sheet_next(sheet, &row)) {
        row.line = sheet_line(sheet);
        *(struct goalposts_row *)group_at(goalposts->post, &row.indicator) = row;
    }
    sheet_close(sheet);
    return goalposts;
}

const struct goalposts_row *goalposts_find(const struct goalposts *goalposts, struct str indicator)
{
    return goalposts ? group_find(goalposts->post, &indicator) : NULL;
}

const char *goalposts_table(const struct goalposts *goalposts)
{
    return goalposts->file;
}

void goalposts_close(struct goalposts *goalposts)
{
    if (goalposts)
        group_close(goalposts->post);
}

/* ---- what a method is given ---- */

static double near(struct num value)
{
    double number = 0;
    num_to_double(value, &number);
    return number;
}

static void add_catalogue(const struct question *question, const struct goalposts *goalposts, struct evidence *e)
{
    const struct indicator *indicator = question->indicator;
    const struct goalposts_row *post = goalposts_find(goalposts, question->target->indicator);
    if (indicator) {
        const struct figure *limit = e->sign < 0 ? &indicator->natural_min : &indicator->natural_max;
        e->has_limit = limit->known;
        e->limit = near(limit->value);
    }
    if (!post)
        return;
    e->has_goalposts = post->worst.known && post->best.known;
    e->low = near(post->worst.value);
    e->high = near(post->best.value);
    e->spread = near(post->spread.value);
}

static void add_series(const struct question *question, const struct answer *answer, struct evidence *e)
{
    struct mem *mem = question->mem;
    struct period base = question->target->base_period.value;
    double *year = mem_array(mem, answer->series.count + 1, sizeof *year);
    double *seen = mem_array(mem, answer->series.count + 1, sizeof *seen);
    size_t count = 0;
    for (uint32_t i = 0; i < answer->series.count; i++) {
        const struct observation *row = &answer->series.row[i];
        if (row->period.last < base.last || row->period.last > answer->used->period.last)
            continue;
        year[count] = period_months_between(base, row->period) / (double)MONTHS;
        seen[count++] = near(row->value);
    }
    e->year = year;
    e->seen = seen;
    e->points = count;
    e->target_year = e->whole;
}

static bool is_met(const struct answer *answer)
{
    return answer->class == CLASS_ACHIEVED || (answer->class == CLASS_ON_TRACK && !answer->pace.known);
}

struct foreign_case foreign_prepare(const struct question *question, const struct answer *answer,
                                    const struct goalposts *goalposts)
{
    if (!answer->used || answer->class == CLASS_NOT_COMPUTABLE)
        return (struct foreign_case){.why = N_("there is nothing to judge by")};
    /* A way to go without a number has a base and a sign: enough for a yearly rate. */
    bool numbered = target_kind_row(question->target->kind)->aim != AIM_DIRECTION;
    if ((numbered && !answer->departs) || !answer->has_base || !answer->has_schedule)
        return (struct foreign_case){.why = N_("it judges levels on the way from a base, which this target is not")};
    int sign = target_op_row(target_held_op(question->target))->sign;
    struct evidence e = {
        .base = near(answer->base), .value = near(answer->used->value), .has_target = numbered,
        .target = near(answer->goal),
        .elapsed = answer->schedule.elapsed / (double)MONTHS, .whole = answer->schedule.whole / (double)MONTHS,
        .met = numbered && is_met(answer)};
    e.sign = sign ? sign : e.target >= e.base ? 1 : -1;
    add_catalogue(question, goalposts, &e);
    add_series(question, answer, &e);
    bool settled = numbered && !answer->pace.known &&
        (answer->class == CLASS_ON_TRACK || answer->class == CLASS_REVERSED);
    return (struct foreign_case){.evidence = e, .settled = settled ? answer->class : CLASS_NONE};
}

struct outcome foreign_judge(const struct foreign_case *prepared, const struct method *method)
{
    return prepared->why ? (struct outcome){.why = prepared->why} : method_judge(method, &prepared->evidence);
}

/* ---- taking it ---- */

struct measure foreign_decimal(const struct outcome *outcome)
{
    struct num decimal;
    if (!outcome->known)
        return (struct measure){0};
    return num_from_double(outcome->number, &decimal) ? measure_of(decimal) : measure_double(outcome->number);
}

struct str foreign_number(struct mem *mem, const struct method *method, const struct outcome *outcome,
                          struct measure decimal, int places)
{
    struct num limit[STEPS_MOST];
    size_t limits = 0;
    if (!outcome->known)
        return (struct str){NULL, 0};
    /* Rounding reaches no limit that is further off than a unit of the last place. */
    double near_by = places < NUMBER_PLACES ? 1 : 1e-3;
    for (const struct step *step = method->step; step->word; step++)
        if (fabs(outcome->number - step->from) < near_by)
            limits += num_from_double(step->from, &limit[limits]);
    return measure_text_beside(mem, decimal, places, limit, limits);
}

enum progress_class foreign_class(const struct foreign_case *prepared, const struct method *method,
                                  const struct outcome *outcome)
{
    if (outcome->word && method->aims && prepared->settled != CLASS_NONE)
        return prepared->settled;
    for (const struct step *step = method->step; outcome->word && step->word; step++)
        if (step->word == outcome->word)
            return step->class;
    return CLASS_NOT_COMPUTABLE;
}

/* "yearly rate 0.0224: significant_progress", or why there is none. */
static struct str foreign_sentence(struct mem *mem, const struct method *method, const struct outcome *outcome,
                                   struct measure decimal)
{
    if (!outcome->word)
        return voice_str(outcome->why);
    if (!outcome->known)
        return str_of(outcome->word);
    return say(mem, "{1} {2}: {3}", str_of(voice_text(method->number)),
               foreign_number(mem, method, outcome, decimal, NUMBER_PLACES), str_of(outcome->word));
}

struct remark foreign_remark(const struct remark *found, const struct method *method, const struct outcome *outcome,
                             struct measure decimal)
{
    struct mem *mem = found->mem;
    if (!mem)
        return *found;
    struct remark remark = {.mem = mem, .flags = found->flags, .reasons = found->reasons + 1};
    remark.room = remark.reasons;
    remark.reason = mem_array(mem, remark.room, sizeof *remark.reason);
    remark.reason[0] = foreign_sentence(mem, method, outcome, decimal);
    if (found->reasons)
        memcpy(remark.reason + 1, found->reason, found->reasons * sizeof *remark.reason);
    return remark;
}
