/* dossier - see dossier.h */
#include "base/str.h"
#include "dossier.h"

enum { YEARS_BACK = 5, MONTHS = 12 };

/* Which way is better: that of the test, or of the way itself. */
static int sign_of(const struct question *question, const struct answer *answer)
{
    int sign = target_op_row(target_held_op(question->target))->sign;
    return sign ? sign : num_compare(answer->goal, answer->base) >= 0 ? 1 : -1;
}

/* The best change a year, in the direction wanted, between neighbors of the last five years. */
static struct measure best_change(const struct answer *answer, int sign)
{
    struct measure best = {0};
    for (uint32_t i = 1; i < answer->series.count; i++) {
        const struct observation *before = &answer->series.row[i - 1], *row = &answer->series.row[i];
        struct num change;
        int months = period_months_between(before->period, row->period);
        if (months <= 0 || period_months_between(row->period, answer->used->period) >= YEARS_BACK * MONTHS ||
            row->period.last > answer->used->period.last || !num_subtract(row->value, before->value, &change))
            continue;
        struct measure yearly = measure_of(sign < 0 ? num_negate(change) : change);
        if (months != MONTHS)
            yearly = measure_multiply(yearly, measure_quotient(num_of(MONTHS), num_of(months)));
        if (!best.known || measure_order(yearly, best) > 0)
            best = yearly;
    }
    return best;
}

/* A way as what it is a year, from the value to the target's period. */
static struct measure per_year(const struct answer *answer, struct measure way)
{
    int left = answer->schedule.whole - answer->schedule.elapsed;
    if (!answer->used || !answer->has_schedule || left <= 0)
        return (struct measure){0};
    return measure_multiply(way, measure_quotient(num_of(MONTHS), num_of(left)));
}

/* What each year that is left has to bring, or of a ceiling may: a rate where rates are chained, else an amount. */
struct measure survey_needed_per_year(const struct survey *found)
{
    const struct question *question = found->question;
    const struct answer *answer = &found->standing.now;
    if (answer->class == CLASS_ACHIEVED || answer->class == CLASS_NOT_COMPUTABLE || !answer->used)
        return (struct measure){0};
    switch (question->target->kind) {
    case TARGET_LEVEL_MIN: case TARGET_LEVEL_MAX: case TARGET_LEVEL_ABOUT: case TARGET_CUMULATIVE_CHANGE_MIN:
        return per_year(answer, measure_subtract(measure_of(answer->goal), measure_of(answer->used->value)));
    case TARGET_CUMULATIVE_SUM_MIN: case TARGET_CUMULATIVE_SUM_MAX:
        return per_year(answer, measure_subtract(measure_of(answer->goal), answer->cumulative));
    default:
        return answer->needed_growth;
    }
}

struct measure survey_needed_over_best(const struct survey *found)
{
    const struct question *question = found->question;
    const struct answer *answer = &found->standing.now;
    struct num way;
    if (!answer->used || !answer->departs || !answer->has_base ||
        !num_subtract(answer->goal, answer->used->value, &way))
        return (struct measure){0};
    int sign = sign_of(question, answer);
    struct measure needed = per_year(answer, measure_of(sign < 0 ? num_negate(way) : way));
    struct measure best = best_change(answer, sign);
    if (!needed.known || !best.known || measure_sign(best) <= 0)
        return (struct measure){0};
    return measure_divide(needed, best);
}

/* The period of the latest figure that there is: a suppressed one is not shown, and yet its series goes
 * on.  False where there never was one: then nothing has ended, it has not been handed in. */
static bool last_figure(const struct answer *answer, struct period *last)
{
    const struct observation *latest = answer->used ? answer->used : answer->base_seen, *left = answer->left;
    if (left && str_eq(left->status_text, STR("Q")) && (!latest || left->period.last > latest->period.last))
        latest = left;
    if (latest)
        *last = latest->period;
    return latest != NULL;
}

int survey_years_without_data(const struct survey *found)
{
    const struct question *question = found->question;
    const struct answer *answer = &found->standing.now;
    struct period last;
    if (!question->limited || !last_figure(answer, &last))
        return -1;
    int months = period_months_between(last, question->as_of);
    return months > 0 ? months / MONTHS : 0;
}

/* The year whose end has a class of its own: of a year to date the year that has begun. */
static bool next_of(const struct dossier_wish *wish, const struct answer *answer, struct period *next)
{
    int year, month, day;
    *next = wish->next;
    if (wish->has_next || !answer->used)
        return wish->has_next;
    if (!answer->parts.count || period_length_months(answer->used->period) >= MONTHS)
        return period_years_on(answer->used->period, 1, next);
    period_date(answer->used->period.first, &year, &month, &day);
    *next = period_months(year, month, MONTHS);
    return true;
}

/* Our own two paths decide the class themselves; other methods judge what was found. */
static void by_method(struct dossier *dossier, const struct dossier_wish *wish)
{
    const struct survey *found = dossier->survey;
    const struct answer *now = &found->standing.now;
    dossier->class = now->class;
    dossier->remark = now->remark;
    if (dossier->method->own) {
        struct measure pace = found->question->path == PATH_CAGR ? now->pace_cagr : now->pace;
        dossier->outcome.known = pace.known;
        if (pace.known)
            dossier->outcome.number = measure_near(pace);
    } else {
        dossier->outcome = foreign_judge(&found->prepared, dossier->method);
        dossier->class = foreign_class(&found->prepared, dossier->method, &dossier->outcome);
    }
    if (wish->measured)
        dossier->decimal = foreign_decimal(&dossier->outcome);
    if (!dossier->method->own)
        dossier->remark = foreign_remark(&now->remark, dossier->method, &dossier->outcome, dossier->decimal);
}

enum path dossier_path(const struct method *method)
{
    return method->own && str_eq(str_of(method->name), STR("cagr")) ? PATH_CAGR : PATH_LINEAR;
}

enum progress_class dossier_class(const struct question *question, const struct method *scaled,
                                  const struct dossier_wish *wish)
{
    struct question silent = *question;
    silent.silent = true;
    struct answer answer = judge_target(&silent);
    if (scaled->own)
        return answer.class;
    struct foreign_case prepared = foreign_prepare(question, &answer, wish->goalposts);
    struct outcome outcome = foreign_judge(&prepared, scaled);
    return foreign_class(&prepared, scaled, &outcome);
}

/* What is forecast: classes there depend on the path. */
static void look_ahead(struct survey *found, const struct dossier_wish *wish)
{
    const struct question *question = found->question;
    found->prospect = outlook_find(question, wish->forecasts, wish->level);
    found->margin = outlook_margin(question, &found->prospect);
    struct period next;
    if (next_of(wish, &found->standing.now, &next)) {
        found->next_period = period_text(question->mem, next);
        found->next = outlook_at(question, wish->forecasts, next, wish->level);
    }
}

bool survey_again(struct survey *found, const struct question *question, const struct survey *before,
                  const struct dossier_wish *wish)
{
    const struct standing *then = &before->standing;
    bool another = wish->forecasts || then->now.paced || then->plan.paced || then->revised.paced ||
                   then->original.paced;
    found->question = question;
    found->revision = before->revision;
    if (another)
        standing_again(&found->standing, question, before->revision, &then->now, wish->compared);
    else
        standing_copy(&found->standing, then);
    found->prepared = another ? foreign_prepare(question, &found->standing.now, wish->goalposts) : before->prepared;
    found->prospect = before->prospect;
    found->next = before->next;
    found->next_period = before->next_period;
    found->margin = before->margin;
    found->told = another ? remark_reason(&found->standing.now.remark) : before->told;
    found->grounds = before->grounds;
    found->parts_achieved = before->parts_achieved;
    found->parts_reversed = before->parts_reversed;
    if (wish->forecasts && another)
        look_ahead(found, wish);
    return another;
}

void survey_make(struct survey *found, const struct question *question, const struct revision *revision,
                 const struct dossier_wish *wish)
{
    const struct answer *now = &found->standing.now;
    found->question = question;
    found->revision = revision;
    found->prospect = (struct prospect){0};
    found->next = (struct foreseen){0};
    found->next_period = (struct str){NULL, 0};
    found->margin = (struct measure){0};
    found->grounds = found->parts_achieved = found->parts_reversed = 0;
    standing_find(&found->standing, question, revision, wish->compared);
    found->prepared = foreign_prepare(question, now, wish->goalposts);
    found->told = remark_reason(&now->remark);
    if (wish->forecasts)
        look_ahead(found, wish);
}

void dossier_make(struct dossier *dossier, const struct survey *found, const struct method *method,
                  const struct dossier_wish *wish)
{
    *dossier = (struct dossier){.survey = found,
                                .method = limits_scale(wish->limits, method, found->revision->now->indicator)};
    by_method(dossier, wish);
    if (wish->robustness)
        dossier->robustness = robustness_find(found->question, &found->standing.now, dossier->class);
    if (robustness_fragile(dossier->robustness))
        remark_flag(&dossier->remark, "fragile");
    if (wish->ratings || found->revision->now->more->official != CLASS_NONE)
        dossier->rated = ratings_hold(found->question->mem, wish->ratings, found->revision->now, dossier->class,
                                      &dossier->remark);
}

/* What was found on the path is one text already; other methods have a sentence before it.  Raters that
 * disagree are told behind it. */
struct str dossier_reason(const struct dossier *dossier)
{
    const struct survey *found = dossier->survey;
    const struct remark *remark = &dossier->remark;
    uint32_t before = !dossier->method->own;
    if (remark->reasons != found->standing.now.remark.reasons + before)
        return remark_reason(remark);
    return before ? voice_join(remark->mem, remark->reason[0], found->told) : found->told;
}
