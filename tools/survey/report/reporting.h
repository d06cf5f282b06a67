/* reporting - what a run of survey can answer, one row each
 */
#ifndef REPORTING_H
#define REPORTING_H

#include "report/measured.h"

struct survey_report {
    const char *name, *help;
    void (*write)(const struct terms *terms, struct writer *writer);
};

/* The rows, the default first; null after the last.  The row of a word, or null. */
const struct survey_report *report_row(size_t i);
const struct survey_report *report_find(const char *name);

/* A cell for the standard error of what is known, and so on: empty for what is not shown. */
#define SHOWN(measured, value) ((measured)->shown && (measured)->estimate.known ? (value) : NAN)

/* ---- estimates ---- */

/* In scope: terms, m (measured), question. */
#define ESTIMATE_COLUMNS(X) \
    QUESTION_COLUMNS(X) \
    X(kind, "scale, choice, multiple, number", str_of(question_kind_word((enum question_kind)question->kind))) \
    X(statistic, "what is estimated", measured_statistic(terms->mem, m->wanted)) \
    X(answer, "of statistics with a row for each answer", measured_option(m)) \
    X(estimate, "shares are from 0 to 1", estimates_value(terms, m, SHOWN(m, m->estimate.value))) \
    X(se, "standard error by the design", terms_text(terms, SHOWN(m, m->error))) \
    X(low, "lower end of the interval", estimates_value(terms, m, SHOWN(m, m->range[0]))) \
    X(high, "upper end of its interval", estimates_value(terms, m, SHOWN(m, m->range[1]))) \
    X(interval, "its name", m->shown ? str_of(m->interval) : STR("")) \
    X(level, "its confidence", terms_level_text(terms)) \
    X(df, "degrees of freedom of t; normal where there are no bounds to them", estimates_freedom(terms, m->freedom)) \
    X(n, "respondents whose answers it rests on", answer_count(terms->mem, m->base.count, true)) \
    X(asked, "who were asked", answer_count(terms->mem, m->domain->count - m->answered.absent, true)) \
    X(unknown, "of these do not know", answer_count(terms->mem, m->answered.unknown, true)) \
    X(blank, "of these said nothing", answer_count(terms->mem, m->answered.blank, true)) \
    X(unread, "of these gave what is no answer", answer_count(terms->mem, m->answered.unread, true)) \
    X(population, "sum of the weights of n", terms_text(terms, SHOWN(m, m->estimate.weights))) \
    X(effective_n, "equal respondents that the weights leave: (sum w)^2 / sum w^2", terms_text(terms, SHOWN(m, m->effective))) \
    X(design_n, "plain answers that would tell as much", terms_text(terms, SHOWN(m, m->independent))) \
    X(deff, "design effect: the variance over that of as many drawn plainly", terms_text(terms, SHOWN(m, m->effect))) \
    X(cv, "standard error over the estimate without its sign", terms_text(terms, SHOWN(m, m->variation))) \
    X(reliability, "reliable, caution, unreliable", str_of(m->shown ? soundness_word(m->reliability) : NULL)) \
    X(flags, "words parted by ;, see --list", m->remark.flags) \
    X(reason, "what should be known, in words", remark_reason(&m->remark))

/* A value as its statistic is written; degrees of freedom. */
struct str estimates_value(const struct terms *terms, const struct measured *measured, double value);
struct str estimates_freedom(const struct terms *terms, double freedom);
/* A row for each question, domain, statistic and answer. */
void estimates_write(const struct terms *terms, struct writer *writer);

/* ---- changes between waves ---- */

/* In scope: terms, question, c (change). */
#define CHANGE_COLUMNS(X) \
    QUESTION_COLUMNS(X) \
    X(statistic, "what is estimated", measured_statistic(terms->mem, c->from.wanted)) \
    X(answer, "of statistics with a row for each answer", measured_option(&c->from)) \
    X(wave_from, "the earlier wave", c->wave_from) \
    X(wave_to, "the later wave", c->wave_to) \
    X(from, "the estimate then", estimates_value(terms, &c->from, SHOWN(c, c->from.estimate.value))) \
    X(to, "the estimate now", estimates_value(terms, &c->to, SHOWN(c, c->to.estimate.value))) \
    X(change, "now less then", terms_text(terms, SHOWN(c, c->estimate.value))) \
    X(se, "standard error by the design, what both waves share taken into account", terms_text(terms, SHOWN(c, c->error))) \
    X(low, "lower end of the interval of the change", terms_text(terms, SHOWN(c, c->range[0]))) \
    X(high, "upper end", terms_text(terms, SHOWN(c, c->range[1]))) \
    X(interval, "its name", str_of(c->interval)) \
    X(t, "change over standard error", terms_text(terms, SHOWN(c, c->estimate.value / c->error))) \
    X(df, "degrees of freedom", estimates_freedom(terms, c->freedom)) \
    X(p, "how probable such a change is if there were none", terms_share(terms, SHOWN(c, c->chance))) \
    X(direction, "up, down; unclear where the interval holds 0", str_of(c->direction)) \
    X(n_from, "respondents then", answer_count(terms->mem, c->from.base.count, true)) \
    X(n_to, "respondents now", answer_count(terms->mem, c->to.base.count, true)) \
    X(flags, "words parted by ;, see --list", c->from.remark.flags) \
    X(reason, "what should be known, in words", remark_reason(&c->remark))

struct change {
    struct measured from, to;
    struct str wave_from, wave_to;
    bool shown;
    struct estimate estimate; /* the difference: known, value, variance */
    double error, range[2], freedom, chance;
    const char *interval, *direction; /* null where there is none */
    struct remark remark;
};

/* A row for each question, domain, statistic and pair of waves, one after the other. */
void change_write(const struct terms *terms, struct writer *writer);

/* ---- association ---- */

/* In scope: terms, question, a (crossed). */
#define CROSSED_COLUMNS(X) \
    QUESTION_COLUMNS(X) \
    X(by, "the group", a->by) \
    X(test, "its name", str_of(terms->test->name)) \
    X(statistic, "F, or chi-square", terms_text(terms, a->known ? a->statistic : NAN)) \
    X(df, "degrees of freedom above the line", estimates_freedom(terms, a->known && a->freedom > 0 ? a->freedom : NAN)) \
    X(df_below, "below the line of F", estimates_freedom(terms, a->known && a->below > 0 ? a->below : NAN)) \
    X(p, "how probable such differences are if there were none", terms_share(terms, a->known ? a->chance : NAN)) \
    X(n, "respondents in the table", answer_count(terms->mem, a->n, true)) \
    X(rows, "different answers", answer_count(terms->mem, a->rows, true)) \
    X(columns, "groups", answer_count(terms->mem, a->columns, true)) \
    X(reason, "what should be known, in words", a->reason)

struct crossed {
    bool known;
    struct str by, reason;
    double statistic, freedom, below, chance;
    uint32_t n, rows, columns;
};

/* A row for each question and each column of the groups. */
void crossed_write(const struct terms *terms, struct writer *writer);

/* ---- importance and satisfaction ---- */

/* In scope: terms, question, q (quadrant). */
#define QUADRANT_COLUMNS(X) \
    QUESTION_COLUMNS(X) \
    X(satisfaction, "mean, the good end of the scale above", terms_text(terms, q->satisfaction)) \
    X(importance, "mean of the question that asks it, else the correlation with --overall", terms_text(terms, q->importance)) \
    X(importance_kind, "stated, derived", str_of(q->kind)) \
    X(gap, "importance less satisfaction, where both are steps", terms_text(terms, q->gap)) \
    X(quadrant, "concentrate, keep_up, low_priority, possible_overkill", str_of(q->quadrant)) \
    X(split_satisfaction, "where the quadrants meet", terms_text(terms, q->split[0])) \
    X(split_importance, "likewise", terms_text(terms, q->split[1])) \
    X(n, "respondents with both", answer_count(terms->mem, q->n, true)) \
    X(reason, "what should be known, in words", q->reason)

struct quadrant {
    const struct survey_question *question;
    double satisfaction, importance, gap, split[2]; /* NaN where they are not known */
    const char *kind, *quadrant; /* null likewise */
    uint32_t n;
    struct str reason;
};

/* A row for each question whose importance is known, domain by domain. */
void quadrants_write(const struct terms *terms, struct writer *writer);

/* ---- weights ---- */

/* In scope: terms, margin, i. */
#define MARGIN_COLUMNS(X) \
    X(variable, "as in the margins", margin->variable) \
    X(category, "as in the margins", margin->category) \
    X(wave, "in which they are met, with --wave", terms->wave ? terms->wave->level[i / terms->margins->rows] : STR("")) \
    X(total, "what was asked", num_text(terms->mem, margin->total)) \
    X(before, "by the weights as they came", terms_text(terms, terms->calibration.before[i])) \
    X(after, "counted anew from the finished weights", terms_text(terms, terms->calibration.after[i])) \
    X(met, "yes, no: to 1e-6 of the total", terms->calibration.met[i] ? STR("yes") : STR("no")) \
    X(method, "how they were fitted", str_of(terms->calibration.method->name)) \
    X(iterations, "steps that it took", answer_count(terms->mem, terms->calibration.iterations, true)) \
    X(least_factor, "the smallest of new weight over old", terms_text(terms, terms->calibration.least)) \
    X(most_factor, "the largest", terms_text(terms, terms->calibration.most))

/* In scope: terms, name, old, now. */
#define WEIGHT_COLUMNS(X) \
    X(respondent, "as in the answers, else the number of the record", name) \
    X(weight, "as it came", fitted_weight(terms, old)) \
    X(new_weight, "fitted and trimmed", fitted_weight(terms, now)) \
    X(factor, "new over old", fitted_weight(terms, now / old))

/* A row for each margin; a row for each respondent. */
void margins_write(const struct terms *terms, struct writer *writer);
void weights_write(const struct terms *terms, struct writer *writer);

/* ---- ratings ---- */

/* In scope: terms, m (measured), question. */
#define RATING_COLUMNS(X) \
    X(object, "what the question is about", question->object) \
    X(rater_kind, "public", STR("public")) \
    X(grade, "the share of the two best steps in percent", ratings_grade(terms, m)) \
    X(rater, "the question", question->name) \
    X(scale, "top2", STR("top2")) \
    X(low, "lower end of its interval", percent(terms, m->range[0])) \
    X(high, "upper end", percent(terms, m->range[1])) \
    X(ground, "interval, respondents", ratings_ground(terms, m))

/* A row for each question with an object, as assess --ratings and track --ratings take them. */
void rated_write(const struct terms *terms, struct writer *writer);

#endif
