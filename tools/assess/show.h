/* show - what assess writes: the table and the summary
 *
 * The columns of the table are one list; the header, the rows, --describe and the
 * manual's table all come from it.
 */
#ifndef SHOW_H
#define SHOW_H

#include "frame/account.h"
#include "dossier.h"

/* name, what stands there, how it is found.  First the macro for what is the same whatever the method,
 * then the one for what is the same on a path, then those for what each method says (the second where that
 * is one of our words or a number, which needs no quotes).  In scope: mem, q
 * (question), a (answer on the path), t (target), i (indicator; never null), id (identity), u (used
 * observation; never null), places (of ratios), values (places of values on a path), completion (its text),
 * f (survey), st (its standing), r (its revision), none (the empty text); on a path f, st; for what a
 * method says q, t, f, mem, places, d (dossier); and everywhere by (what rules hold the column against). */
#define ANSWER_PARTS(ONE, PATH, EACH, WORD) \
    ONE(plan, "as in the targets", t->plan) \
    ONE(region, "as in the targets", t->region) \
    ONE(indicator, "as in the targets", t->indicator) \
    INDICATOR_COLUMNS(ONE) \
    ONE(domain, "from the indicators", i->domain) \
    ONE(attribute, "binding or anticipatory", str_of(attribute_row(i->attribute)->word)) \
    ONE(direction, "up, down or range", str_of(direction_row(i->direction)->word)) \
    ONE(owner, "from the indicators", i->owner) \
    ONE(decimals, "places that the indicator's values have", identity_decimals(mem, id)) \
    ONE(base_period, "as in the targets", t->base_period.text) \
    ONE(base_value, "what the data say of the base, else as in the targets; with --base plan the other way round", \
      a->base_text) \
    ONE(base_plan, "the base as in the targets", t->base_value.text) \
    ONE(base_revised, "the base as in the data", show_base_seen(a)) \
    ONE(period, "of the observation that is judged", u->period_text) \
    ONE(value, "that observation's value, as it came", u->value_text) \
    ONE(status, "its observation status", u->status_text) \
    ONE(qualifier, "ge, gt, le, lt or approx where the value is a bound", u->qualifier) \
    ONE(vintage, "its vintage", u->vintage) \
    ONE(known, "the date of --known: nothing that was published later counts", q->known) \
    ONE(as_of, "the period or periods of --as-of: nothing that ends later counts", show_cutoff(q)) \
    ONE(caliber, "its caliber", u->caliber) \
    ONE(target_period, "as in the targets", t->target_period.text) \
    ONE(target_kind, "as in the targets", str_of(target_kind_row(t->kind)->word)) \
    ONE(op, "ge, gt, le or lt; the kind's own where the targets have none", str_of(target_op_row(t->op)->word)) \
    ONE(target_value, "as in the targets", t->target_value.text) \
    ONE(target_high, "as in the targets", t->more->target_high.text) \
    ONE(target_original, "the target before it was changed", st->changed ? r->original->target_value.text : none) \
    ONE(target_changed_on, "the vintage of the target, where it was changed", st->changed ? t->more->vintage : none) \
    ONE(related, "as in the targets; behind @ the region, where it is another", t->more->related_text) \
    ONE(related_name, "what that is called", t->more->related.length ? q->related_name : none) \
    ONE(tolerance, "as in the targets", show_tolerance(mem, t)) \
    ONE(completion, "share of the way that is done: 0.36", show_held(mem, by, a->completion, completion)) \
    ONE(time_progress, "share of the time that is over", \
      show_held(mem, by, a->time, measure_text(mem, a->time, places))) \
    ONE(pace, "completion / time_progress", show_held(mem, by, a->pace, judge_pace_text(q, a->pace, places))) \
    ONE(expected_linear, "what the straight line expects by now", \
      show_held(mem, by, a->expected_linear, measure_text(mem, a->expected_linear, values))) \
    ONE(expected_cagr, "what equal yearly rates expect by now", \
      show_held(mem, by, a->expected_cagr, measure_text(mem, a->expected_cagr, values))) \
    ONE(completion_cagr, "share of the way that is done, by logarithms", \
      show_held(mem, by, a->completion_cagr, judge_completion_text(mem, a->completion_cagr, places))) \
    ONE(pace_cagr, "pace on the path of equal rates", \
      show_held(mem, by, a->pace_cagr, judge_pace_text(q, a->pace_cagr, places))) \
    ONE(average_growth, "geometric average yearly change so far, percent", \
      show_held(mem, by, a->average_growth, judge_beside_target(mem, t, a->average_growth, RATE_PLACES))) \
    ONE(needed_growth, "yearly change that the rest of the time needs, percent", \
      show_held(mem, by, a->needed_growth, judge_beside_target(mem, t, a->needed_growth, RATE_PLACES))) \
    ONE(cumulative, "change since the base, or fall in percent", \
      show_held(mem, by, a->cumulative, judge_beside_target(mem, t, a->cumulative, places))) \
    ONE(years_held, "periods since the base in which it held", answer_count(mem, a->held, a->seen)) \
    ONE(years_seen, "periods since the base with a value", answer_count(mem, a->seen, a->seen)) \
    WORD(class, "achieved, ahead, on_track, lagging, reversed, not_computable", \
      str_of(progress_class_row(d->class)->word)) \
    ONE(completion_plan, "completion from the plan's base", \
      show_held(mem, by, st->plan.completion, show_completion(a, &st->plan, completion, mem, places))) \
    PATH(class_plan, "class by the plan's base", show_class(&st->plan)) \
    ONE(completion_revised, "completion from the base in the data", \
      show_held(mem, by, st->revised.completion, show_completion(a, &st->revised, completion, mem, places))) \
    PATH(class_revised, "class by the base in the data", show_class(&st->revised)) \
    ONE(completion_original, "completion by the target before it was changed", \
      show_held(mem, by, st->original.completion, show_completion(a, &st->original, completion, mem, places))) \
    PATH(class_original, "class by the target before it was changed", show_class(&st->original)) \
    EACH(flags, "base_revised, target_changed, part_year, implausible, fragile, raters_disagree, proposed_late", \
      d->remark.flags) \
    ONE(official_class, "as in the targets", t->more->official_class) \
    ONE(official_reason, "reason as in the targets", t->more->reason) \
    WORD(agrees, "yes or no: does the class count as the official one? empty where one is missing", \
      show_agrees(d->class, t)) \
    EACH(self_class, "grade of who answers for it, as in the ratings; a class in our word", d->rated.self) \
    EACH(self_ground, "its ground, as in the ratings", d->rated.ground) \
    EACH(raters, "steps from 4, the best, to 1: computed=2;official=3;self=4", d->rated.steps) \
    EACH(disagree, "raters that are two or more steps apart: computed-self", d->rated.apart) \
    EACH(thresholds, "pace from which a class is given", show_thresholds(mem, q, d->method)) \
    WORD(method, "what decided: linear, cagr or another method", str_of(d->method->name)) \
    EACH(reason, "what the data show, in words", dossier_reason(d)) \
    ONE(verified, "of the observation", u->verified) \
    ONE(source, "of the observation", u->source) \
    ONE(note, "of the observation", u->note) \
    ONE(series, "all usable values, as 2020=10.8 2021=10.82", show_series(mem, a)) \
    ONE(related_series, "the same of the indicator that the target is relative to", show_related(mem, q)) \
    ONE(upper_value, "the superior plan's target, as in the targets", t->more->upper_value.text) \
    ONE(next_period, "the period whose end has a class of its own, with --forecasts", f->next_period) \
    ONE(next_value, "what is forecast for it", f->next.value) \
    ONE(next_low, "the low end of its interval, or of the range of a year to date", f->next.low) \
    ONE(next_high, "the high end", f->next.high) \
    PATH(class_next, "class at its end, as if that came true", show_class(&f->next.answer)) \
    ONE(outlook_value, "what is forecast for the target's period", f->prospect.at.value) \
    ONE(outlook_low, "the low end of its interval", f->prospect.at.low) \
    ONE(outlook_high, "the high end", f->prospect.at.high) \
    PATH(outlook, "likely, with_effort, hard, unclear: is the target met within that interval?", \
      outlook_word(f->prospect.outlook)) \
    PATH(outlook_reason, "why it is unclear, or what in it is taken as certain", f->prospect.reason) \
    ONE(margin, "how far the worse end lies beyond the target, as a share of the way", \
      show_held(mem, by, f->margin, measure_text(mem, f->margin, places))) \
    WORD(robust, "share of other reasonable choices that give the same class, with --robustness", \
      show_held(mem, by, robustness_share(d->robustness), robustness_text(mem, d->robustness, places))) \
    ONE(needed_per_year, "what each year from here has to bring: an amount, or a rate in percent", \
      show_needed(mem, by, f, values)) \
    ONE(needed_over_best, "yearly change needed from here over the best one of five years", \
      show_needed_over_best(mem, by, f, places)) \
    ONE(years_without_data, "whole years from the value's period to --as-of", \
      show_years_without_data(mem, f)) \
    ONE(grounds, "grounds that --grounds has for the indicator", answer_count(mem, f->grounds, true)) \
    ONE(parts_achieved, "targets of its parts that are achieved", answer_count(mem, f->parts_achieved, true)) \
    ONE(parts_reversed, "targets of its parts that have moved away", answer_count(mem, f->parts_reversed, true)) \
    WORD(measure, "the number that the method gives", show_held(mem, by, d->decimal, show_measure(mem, d))) \
    EACH(measure_name, "what that is", str_of(voice_text(d->method->number))) \
    WORD(measure_class, "its word on the method's own scale", show_measure_class(d)) \
    WORD(score, "the score of methods that give one", show_score(mem, by, d)) \
    EACH(edition, "the text that the method is taken from", str_of(d->method->edition))

#define ANSWER_COLUMNS(X) ANSWER_PARTS(X, X, X, X)

/* What the rules recommend; rules may ask the columns above, not these. */
#define ADVISED_COLUMNS(X) \
    X(recommendation, "keep, raise, lower, split, redefine, align, support, watch", advice_word(d->advised.advice)) \
    X(rule, "the rule that recommends it", d->advised.rule) \
    X(rules_hit, "all rules that hit", d->advised.hits) \
    X(rule_numbers, "what that rule was judged by", d->advised.numbers)

/* The columns by number, in that order. */
#define SHOWN_NUMBER(name, meaning, text) COLUMN_##name,
enum answer_column { ANSWER_COLUMNS(SHOWN_NUMBER) COLUMNS_ASKED };
enum { COLUMN_advised_before = COLUMNS_ASKED - 1, ADVISED_COLUMNS(SHOWN_NUMBER) COLUMNS_ALL };
#undef SHOWN_NUMBER

enum { RATE_PLACES = 3 };

/* Numbers that rules hold a column against. */
struct beside {
    const struct num *at;
    size_t count;
};

/* Which columns are written, and which are found for it: those, and what rules and others ask of them. */
struct showing {
    struct choice columns;
    bool asked[COLUMNS_ALL];
    struct beside beside[COLUMNS_ASKED]; /* filled by the caller; begins empty */
    struct layout *layout;    /* show.c's own */
};

/* Those of a list of names (empty: all); a name that is none ends the run.  What else is asked for is added by
 * the caller in `asked`, before the first target. */
struct showing *show_choose(struct mem *mem, struct str list);

/* Adds all. */
void show_ask_all(struct showing *showing);

/* Is the advice, or what is told in words, or the verdict by another base or another target asked for? */
bool show_advises(const struct showing *showing);
bool show_tells(const struct showing *showing);
bool show_compares(const struct showing *showing);

/* Counts for --summary, of one method and one target period. */
struct class_counts {
    struct str method, target_period;
    uint32_t class[ATTRIBUTE_COUNT][CLASS_COUNT], official[ATTRIBUTE_COUNT][CLASS_COUNT];
    uint32_t compared[ATTRIBUTE_COUNT][CLASS_COUNT], agree[ATTRIBUTE_COUNT][CLASS_COUNT];
};

/* A fact for each column, with its name; those that rules may ask come first, COLUMNS_ASKED of them. */
struct advice_fact *show_facts(struct mem *mem);

/* Their texts, as far as they are asked for: of a target, the same whatever the method; on a path; of what a method
 * says of it; and what is advised. */
void show_target(struct advice_fact *fact, const struct showing *showing, const struct survey *found, int places);
void show_path(struct advice_fact *fact, const struct showing *showing, const struct survey *found);
void show_verdict(struct advice_fact *fact, const struct showing *showing, const struct dossier *dossier, int places);
void show_advice(struct advice_fact *fact, const struct dossier *dossier);

/* Writes the header, and the row of one answer, of which `fact` has the texts.  `same` is a row with the runs of
 * columns that are the same in all rows on a path, as show_same makes it for the writer; runs in which nothing is of
 * the path are taken over from `other`, that of another path of the target (null: there is none yet). */
void show_header(struct writer *writer, const struct showing *showing);
struct writer_piece *show_same(struct mem *mem, const struct writer *writer, const struct showing *showing,
                               const struct advice_fact *fact, const struct writer_piece *other);
void show_row(struct writer *writer, const struct showing *showing, struct writer_piece *same,
              const struct advice_fact *fact);

/* Counts an answer; adds what was counted elsewhere of the same method and period. */
void show_count_in(struct class_counts *tally, const struct dossier *dossier);
void show_count_all(struct class_counts *tally, const struct class_counts *other);

/* Writes the counts of one method: all, and each attribute by itself, by class; the
 * header comes from show_tally_header. */
void show_tally_header(struct writer *writer);
void show_tally(struct mem *mem, struct writer *writer, const struct class_counts *tally);

/* The tolerance as the targets have it: "0.5", "2%", or empty. */
struct str show_tolerance(struct mem *mem, const struct target *target);

/* The thresholds in force, "ahead>=1.05;on_track>=0.95"; about where the kind has it, implausible and
 * the steps of the method's scale where they are other than the built-in ones. */
struct str show_thresholds(struct mem *mem, const struct question *question, const struct method *method);

#endif
