/* slips - what the rules find, gathered by the owner who must act
 *
 * Every hit of a rule is an item.  An owner gets one slip, with all items of the rules of which
 * it has as many as they ask for.  Who supports is copied in, never addressed.  What waits for a
 * superior's approval is nobody's fault here: it goes to the requests, and a reason says so.  The
 * office that sends the slips sends itself none: its items stand on a list of its own.
 */
#ifndef SLIPS_H
#define SLIPS_H

#include "frame/answer.h"
#include "object/sheaf.h"
#include "owners/mandates.h"

/* What an item is about. */
struct slip_about {
    struct str code, name, owner, co_owners;
    struct str should, actual, gap, unit, days;
    bool waits;               /* for a superior's approval */
};

struct slips;

/* `owners` may be null: rows of owner and perhaps name_zh, receives.  `sender` is the office's own
 * code, or empty. */
struct slips *slips_open(struct mem *mem, const struct mandates *rules, const struct sheaf *owners, struct str sender);

/* Asks the rules about the thing whose facts are at hand.  What is kept is copied. */
void slips_ask(struct slips *slips, enum mandate_subject of, const struct slip_about *about);

/* Writes all slips. */
#define SLIP_COLUMNS(X) \
    X(slip, "number of the slip; empty on other lists", i->number) \
    X(list, "slip, self_check (the sender's own), request (waits for a superior)", i->list) \
    X(owner, "who leads", i->about.owner) \
    X(to, "whom it is addressed to", i->to) \
    X(cc, "who supports, and gets a copy", i->cc) \
    X(rule, "that hit", i->rule->name) \
    X(of, "object, indicator, submission or owner", mandate_subject_word(i->rule->of)) \
    X(item, "its code", i->about.code) \
    X(name_zh, "its name", i->about.name) \
    X(should, "what is planned or aimed at, or the day due", i->about.should) \
    X(actual, "what is so", i->about.actual) \
    X(gap, "the one less the other, where both are figures", i->about.gap) \
    X(days, "past the day due: of objects, working days of submissions", i->about.days) \
    X(numbers, "what the rule was judged by", i->numbers) \
    X(reply_by, "the day by which to answer", reply_by) \
    X(reason, "what should be known, in words", i->reason) \
    X(unit, "of should, actual and gap; empty where these are days", i->about.unit)

/* Header and rows, owners in the order of their first hits. */
void slips_write(struct slips *slips, struct writer *writer, struct str reply_by);

/* The rows of hits of other ends, as they come: header, and those of the thing at hand. */
#define HIT_COLUMNS(X) \
    X(then, "what should be done", mandate_end_word(rule->then)) \
    X(of, "object, indicator, submission or owner", mandate_subject_word(rule->of)) \
    X(item, "its code", about->code) \
    X(name_zh, "its name", about->name) \
    X(owner, "who leads", about->owner) \
    X(co_owners, "who supports", about->co_owners) \
    X(rule, "the first that hit", rule->name) \
    X(rules_hit, "all that hit, parted by ;", hits) \
    X(was, "the date due; of a project whose investment changed, what it was at first", was) \
    X(proposed, "where that is to be changed: the date of finishing at its pace; the investment now", proposed) \
    X(numbers, "what the first rule was judged by", numbers) \
    X(flags, "proposed_late: the day for proposals is over", hit_flags(late))

/* What stands in the plan, and what it would be. */
struct hit_plan {
    struct str due, finish, invest_was, invest;
};

/* The header of that table. */
void hits_header(struct writer *writer);

/* Which rules are asked: those of these ends.  `late`: what they propose comes after the day for it. */
struct hit_ask {
    bool then[MANDATE_END_COUNT];
    bool late;
};

/* Writes the thing at hand where such a rule hits it; how many did. */
uint32_t hits_write(struct mem *mem, const struct mandates *rules, struct writer *writer, enum mandate_subject of,
                    const struct hit_ask *ask, const struct slip_about *about, const struct hit_plan *plan);

/* The word of a subject. */
struct str mandate_subject_word(enum mandate_subject of);

#endif
