/* docket - opinions, problems, measures, requests, highlights, directives: one kind of item
 *
 * Whatever somebody said, asked, promised or found is an item with a kind, an owner, a day due, a
 * reply, evidence, and the figure that would show success.  A table has the columns item and kind, and
 * perhaps text, owner, source_kind, date, due, decision, reason, answers (the item that this one
 * answers), touches (codes of objects and indicators, parted by |), basis, ground, evidence, done_on,
 * success (a condition).  Each kind asks for something (DOCKET_KINDS); what is missing is a
 * finding, with its place.
 *
 * A success is a condition over the first object or indicator that the item touches, in the language
 * of --where: progress >= 60, class in ('on_track', 'ahead').  An item is closed when it is done and
 * its success, where one is named, holds: a reply alone does not close it.
 */
#ifndef DOCKET_H
#define DOCKET_H

#include "ledger/workdays.h"
#include "object/objects.h"
#include "object/sheaf.h"
#include "owners/mandates.h"

/* kind: name, word, Chinese words, what it must have, meaning.  Needs: d a decision, r a reason where the
 * decision is no, m an item that answers it, p an item that it answers, e evidence, b basis and
 * ground, t something that it touches. */
#define DOCKET_KINDS(X) \
    X(OPINION, "opinion", "意见", "dr", "what somebody said of a draft: needs a decision, and a reason where that is no") \
    X(REVIEW, "review", "审议意见", "", "what the congress or its committee asks: closes with a reply and its figure") \
    X(PROBLEM, "problem", "问题", "m", "needs a measure that answers it") \
    X(MEASURE, "measure", "举措|措施", "p", "answers a problem") \
    X(REQUEST, "request", "诉求|请求|提请事项", "b", "to a superior: needs a basis and a ground, else it is returned") \
    X(HIGHLIGHT, "highlight", "亮点", "e", "needs evidence, else it is unverified") \
    X(DIRECTIVE, "directive", "部署", "t", "a superior's later document: touches objects or indicators") \
    X(EVENT, "event", "事件", "t", "what happened outside: touches objects or indicators")

/* state: name, word, meaning */
#define DOCKET_STATES(X) \
    X(CLOSED, "closed", "done, and its success holds where one is named") \
    X(ANSWERED, "answered", "done or decided, but its figure has not moved") \
    X(OPEN, "open", "not done, and still in time") \
    X(OVERDUE, "overdue", "not done, and the day due is over") \
    X(UNDECIDED, "undecided", "an opinion without a decision") \
    X(RETURNED, "returned", "sent back: something that it needs is missing") \
    X(UNVERIFIED, "unverified", "a highlight without evidence")

#define DOCKET_COLUMNS(X) \
    X(item, "its code", i->item) \
    X(kind, "of DOCKET_KINDS", docket_kind_word(i->kind)) \
    X(text, "as it came", i->text) \
    X(owner, "as it came", i->owner) \
    X(source_kind, "who said it, as it came", i->source) \
    X(due, "the last day", docket_day(mem, i->due)) \
    X(done_on, "as it came", docket_day(mem, i->done)) \
    X(decision, "adopted, partly or not_adopted", docket_decision_text(i->decision)) \
    X(answers, "the item that it answers", i->answers) \
    X(answered_by, "items that answer it, parted by |", i->answered_by) \
    X(touches, "as it came", i->touches) \
    X(state, "of DOCKET_STATES", docket_state_text(i->state)) \
    X(late_days, "working days after the day due", answer_count(mem, i->late_days, i->late_days > 0)) \
    X(success, "the condition that shows it", i->success) \
    X(succeeded, "yes or no; empty where it cannot be told", i->succeeded) \
    X(numbers, "what that was judged by", i->numbers) \
    X(missing, "what the item needs and has not, parted by ;", i->missing) \
    X(reason, "what should be known, in words", i->reason) \
    X(decision_reason, "column reason of the ledger, as it came", i->reason_given)

struct docket;

/* The columns of the ledger that are read. */
#define DOCKET_READ \
    "item,kind,text,owner,source_kind,date,due,decision,reason,answers,touches,basis,ground,ask,evidence,done_on," \
    "success,cause"

/* What a code is that has no facts: nothing that is known; a pillar. */
enum { DOCKET_OF_NOTHING = -2, DOCKET_OF_PILLAR = -1 };

struct docket_basis {
    const struct objects *objects;
    const struct workdays *workdays;
    struct mandate_facts *facts; /* of objects and indicators; their texts are set by `turn_to` */
    /* Sets the facts to those of a code: MANDATE_OF_OBJECT, MANDATE_OF_INDICATOR, or one of the two below. */
    int (*turn_to)(void *state, struct str code);
    void *state;
    int32_t at;
};

/* Writes header and rows of the table; what is missing is told, code `item`.  Columns that are not read come
 * along. */
void docket_write(struct mem *mem, const struct sheaf *rows, const struct docket_basis *basis, struct writer *writer);

/* The kind of a word, 0 for none, and its word; is this the word of a request? */
int docket_kind_find(struct str text);
struct str docket_kind_word(int kind);
bool docket_is_request(struct str kind);

/* The i-th kind, and state, for --list: false behind the last. */
bool docket_kind(size_t i, const char **word, const char **meaning);
bool docket_state(size_t i, const char **word, const char **meaning);

#endif
