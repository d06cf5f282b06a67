/* touches - what the items of a ledger are about: a row for each thing that one touches
 *
 * An item names what it touches in one field, parted by |.  Here each of them has a row, with what
 * it is and how it stands, and with its figure before the day of the item and after it: of an
 * indicator the last figure of a period that ended before and the first of one that ended on the
 * day or later, of an object its reports likewise.  Of several lengths of periods the longest
 * counts, so that no half-year stands beside a year.  The two figures say what was, never why.
 */
#ifndef TOUCHES_H
#define TOUCHES_H

#include "ledger/docket.h"
#include "object/filings.h"

#define TOUCH_COLUMNS(X) \
    X(item, "its code", t->item) \
    X(kind, "of DOCKET_KINDS", docket_kind_word(t->kind)) \
    X(text, "as it came", t->text) \
    X(owner, "as it came", t->owner) \
    X(source_kind, "who said it, as it came", t->source_kind) \
    X(date, "the day of the item", touch_day(mem, t->day)) \
    X(decision_reason, "column reason, as it came", t->why) \
    X(of, "object, indicator or pillar; empty where it is none of them", t->of) \
    X(code, "what it touches", t->code) \
    X(name_zh, "its name", t->name) \
    X(leader, "who leads that", t->leader) \
    X(standing, "its status; of an indicator its class", t->standing) \
    X(changed_on, "when it was changed: changed_on of objects, target_changed_on of indicators", t->changed) \
    X(changed_since, "yes or no: on the day of the item or later", t->changed_since) \
    X(before_period, "the last period, or report, that ended before the day", t->before.period) \
    X(before, "the figure then; of an object its progress", t->before.value) \
    X(after_period, "the first that ended on the day or later", t->after.period) \
    X(after, "the figure then", t->after.value) \
    X(unit, "of both", t->unit) \
    X(reason, "what should be known, in words", t->reason)

struct touch_basis {
    const struct objects *objects;
    const struct filings *reports;  /* or null */
    const struct sheaf *assessed;   /* or null */
    const struct group *pillars;    /* name by code */
    const struct sheaf *figures;    /* observations, or null */
    /* The status of an object, as a word. */
    struct str (*status)(void *state, uint32_t object);
    void *state;
};

/* The columns of the figures that are read. */
#define TOUCH_FIGURES "region,indicator,period,value,unit,status,vintage,caliber"

/* Writes header and rows; columns of the ledger that are not read come along. */
void touches_write(struct mem *mem, const struct sheaf *rows, const struct touch_basis *basis, struct writer *writer);

#endif
