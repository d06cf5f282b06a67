/* show - what assess writes: the table and the summary
 *
 * The columns of the table are one list; the header, the rows, --describe and the
 * manual's table all come from it.
 */
#ifndef SHOW_H
#define SHOW_H

#include "frame/account.h"
#include "dossier.h"

/* name, what stands there, how it is found.  In scope: mem, q (question), a (answer), t
 * (target), i (indicator; never null), id (identity), u (used observation; never null), s (style), d
 * (dossier), st (its standing), r (its revision), none (the empty text). */
#define ANSWER_COLUMNS(X) \
    X(plan, "as in the targets", t->plan) \
    X(region, "as in the targets", t->region) \
    X(indicator, "as in the targets", t->indicator) \
    INDICATOR_COLUMNS(X) \
    X(domain, "from the indicators", i->domain) \
    X(attribute, "binding or anticipatory", str_of(attribute_row(i->attribute)->word)) \
    X(direction, "up, down or range", str_of(direction_row(i->direction)->word)) \
    X(owner, "from the indicators", i->owner) \
    X(decimals, "places that the indicator's values have", identity_decimals(mem, id)) \
    X(base_period, "as in the targets", t->base_period.text) \
    X(base_value, "what the data say of the base, else as in the targets; with --base plan the other way round", \
      a->base_text) \
    X(base_plan, "the base as in the targets", t->base_value.text) \
    X(base_revised, "the base as in the data", show_base_seen(a)) \
    X(period, "of the observation that is judged", u->period_text) \
    X(value, "that observation's value, as it came", u->value_text) \
    X(status, "its observation status", u->status_text) \
    X(qualifier, "ge, gt, le, lt or approx where the value is a bound", u->qualifier) \
    X(vintage, "its vintage", u->vintage) \
    X(known, "the date of --known: nothing that was published later counts", q->known) \
    X(caliber, "its caliber", u->caliber) \
    X(target_period, "as in the targets", t->target_period.text) \
    X(target_kind, "as in the targets", str_of(target_kind_row(t->kind)->word)) \
    X(op, "ge, gt, le or lt; the kind's own where the targets have none", str_of(target_op_row(t->op)->word)) \
    X(target_value, "as in the targets", t->target_value.text) \
    X(target_high, "as in the targets", t->target_high.text) \
    X(target_original, "the target before it was changed", st->changed ? r->original->target_value.text : none) \
    X(target_changed_on, "the vintage of the target, where it was changed", st->changed ? t->vintage : none) \
    X(related, "as in the targets", t->related) \
    X(completion, "share of the way that is done: 0.36", judge_completion_text(mem, a->completion, s->places)) \
    X(time_progress, "share of the time that is over", measure_text(mem, a->time, s->places)) \
    X(pace, "completion / time_progress", judge_pace_text(q, a->pace, s->places)) \
    X(expected_linear, "what the straight line expects by now", measure_text(mem, a->expected_linear, s->values)) \
    X(expected_cagr, "what equal yearly rates expect by now", measure_text(mem, a->expected_cagr, s->values)) \
    X(completion_cagr, "share of the way that is done, by logarithms", judge_completion_text(mem, a->completion_cagr, s->places)) \
    X(pace_cagr, "pace on the path of equal rates", judge_pace_text(q, a->pace_cagr, s->places)) \
    X(average_growth, "geometric average yearly change so far, percent", measure_text(mem, a->average_growth, RATE_PLACES)) \
    X(needed_growth, "yearly change that the rest of the time needs, percent", measure_text(mem, a->needed_growth, RATE_PLACES)) \
    X(cumulative, "change since the base, or fall in percent", measure_text(mem, a->cumulative, s->places)) \
    X(years_held, "periods since the base in which it held", answer_count(mem, a->held, a->seen)) \
    X(years_seen, "periods since the base with a value", answer_count(mem, a->seen, a->seen)) \
    X(class, "achieved, ahead, on_track, lagging, reversed, not_computable", str_of(progress_class_row(a->class)->word)) \
    X(completion_plan, "completion from the plan's base", judge_completion_text(mem, st->plan.completion, s->places)) \
    X(class_plan, "class by the plan's base", show_class(&st->plan)) \
    X(completion_revised, "completion from the base in the data", \
      judge_completion_text(mem, st->revised.completion, s->places)) \
    X(class_revised, "class by the base in the data", show_class(&st->revised)) \
    X(class_original, "class by the target before it was changed", show_class(&st->original)) \
    X(flags, "base_revised, target_changed, part_year, implausible", a->remark.flags) \
    X(official_class, "as in the targets", t->official_class) \
    X(official_reason, "reason as in the targets", t->reason) \
    X(agrees, "yes or no: does the class count as the official one? empty where one is missing", show_agrees(a, t)) \
    X(thresholds, "pace from which a class is given", show_thresholds(mem, q)) \
    X(method, "what decided: linear, cagr or another method", str_of(d->method->name)) \
    X(reason, "what the data show, in words", remark_reason(&a->remark)) \
    X(verified, "of the observation", u->verified) \
    X(source, "of the observation", u->source) \
    X(note, "of the observation", u->note) \
    X(series, "all usable values, as 2020=10.8 2021=10.82", show_series(mem, a)) \
    X(upper_value, "the superior plan's target, as in the targets", t->upper_value.text) \
    X(next_period, "the period whose end has a class of its own, with --forecasts", d->next_period) \
    X(next_value, "what is forecast for it", d->next.value) \
    X(next_low, "the low end of its interval", d->next.low) \
    X(next_high, "the high end", d->next.high) \
    X(class_next, "class at its end, as if that came true", show_class(&d->next.answer)) \
    X(outlook_value, "what is forecast for the target's period", d->prospect.at.value) \
    X(outlook_low, "the low end of its interval", d->prospect.at.low) \
    X(outlook_high, "the high end", d->prospect.at.high) \
    X(outlook, "likely, with_effort, hard, unclear: is the target met within that interval?", \
      outlook_word(d->prospect.outlook)) \
    X(outlook_reason, "why it is unclear", d->prospect.reason) \
    X(margin, "how far the worse end lies beyond the target, as a share of the way", \
      measure_text(mem, d->margin, s->places)) \
    X(robust, "share of other reasonable choices that give the same class, with --robustness", \
      robustness_text(mem, d->robustness, s->places)) \
    X(needed_over_best, "yearly change needed from here over the best one of five years", \
      measure_text(mem, d->needed_over_best, s->places)) \
    X(years_without_data, "whole years from the value's period to --as-of", \
      answer_count(mem, d->years_without_data, d->years_without_data >= 0)) \
    X(grounds, "grounds that --grounds has for the indicator", answer_count(mem, d->grounds, true)) \
    X(parts_achieved, "targets of its parts that are achieved", answer_count(mem, d->parts_achieved, true)) \
    X(parts_reversed, "targets of its parts that have moved away", answer_count(mem, d->parts_reversed, true)) \
    X(measure, "the number that the method gives", show_measure(mem, d)) \
    X(measure_name, "what that is", str_of(voice_text(d->method->number))) \
    X(measure_class, "its word on the method's own scale", show_measure_class(d)) \
    X(score, "the score of methods that give one", show_score(mem, d)) \
    X(edition, "the text that the method is taken from", str_of(d->method->edition))

/* What the rules recommend; rules may ask the columns above, not these. */
#define ADVISED_COLUMNS(X) \
    X(recommendation, "keep, raise, lower, split, redefine, align, support, watch", advice_word(d->advised.advice)) \
    X(rule, "the rule that recommends it", d->advised.rule) \
    X(rules_hit, "all rules that hit", d->advised.hits) \
    X(rule_numbers, "what that rule was judged by", d->advised.numbers)

enum { RATE_PLACES = 3 };

/* How numbers are written. */
struct style {
    int places;               /* of ratios */
    int values;               /* of values on a path */
};

/* Counts for --summary, of one method and one target period. */
struct class_counts {
    struct str method, target_period;
    uint32_t class[ATTRIBUTE_COUNT][CLASS_COUNT], official[ATTRIBUTE_COUNT][CLASS_COUNT];
    uint32_t compared[ATTRIBUTE_COUNT][CLASS_COUNT], agree[ATTRIBUTE_COUNT][CLASS_COUNT];
};

/* Writes the header, and the row of one answer. */
void show_header(struct writer *writer);
/* ... of which `fact` has the texts. */
void show_row(struct writer *writer, const struct advice_fact *fact, const struct dossier *dossier);

/* The columns that rules may ask: a fact for each, with its name; and their texts for a
 * dossier. */
struct advice_fact *show_facts(struct mem *mem, uint32_t *count);
void show_fill(struct advice_fact *fact, const struct dossier *dossier, int places);

/* Counts an answer. */
void show_count_in(struct class_counts *tally, const struct question *question, const struct answer *answer);

/* Writes the counts of one method: all, and each attribute by itself, by class; the
 * header comes from show_tally_header. */
void show_tally_header(struct writer *writer);
void show_tally(struct mem *mem, struct writer *writer, const struct class_counts *tally);

/* The thresholds in force, "ahead>=1.05;on_track>=0.95". */
struct str show_thresholds(struct mem *mem, const struct question *question);

#endif
