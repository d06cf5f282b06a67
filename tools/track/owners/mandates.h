/* mandates - who must act, what should change, what is in danger: rows of a table
 *
 * A rule says of what it asks (an object, an indicator, a submission, an owner), on which condition
 * it hits, how many must hit for one owner, and what then:
 *
 *   slip       the owner who leads gets a slip (抄告单)
 *   warning    early warning
 *   withdraw, adjust, advance   what should become of a project
 *
 * Conditions are written in the language of --where over the columns of that thing: of an object
 * those of --show objects, of an indicator those of --assessed, of a submission those of --show
 * submissions, of an owner OWNER_FACTS, of a request those of --ledger and pillars: those that it touches.
 * The built-in rules are S1 to S5, P1 to P7 and W1 to W3;
 * a file replaces them all.  P1, P5 and P6 stand before P2: what is withdrawn is not adjusted.
 */
#ifndef MANDATES_H
#define MANDATES_H

#include "io/record.h"
#include "language/expr.h"

/* of: name, word, meaning */
#define MANDATE_SUBJECTS(X) \
    X(OBJECT, "object", "a task, a project or another object") \
    X(INDICATOR, "indicator", "an indicator of --assessed") \
    X(SUBMISSION, "submission", "an item of --submissions") \
    X(OWNER, "owner", "an owner with all that it leads") \
    X(REQUEST, "request", "an item of --ledger that is a request")
#define X(name, ...) MANDATE_OF_##name,
enum mandate_subject { MANDATE_SUBJECTS(X) MANDATE_SUBJECT_COUNT };
#undef X

/* then: name, word, meaning */
#define MANDATE_ENDS(X) \
    X(SLIP, "slip", "a slip to the owner who leads") \
    X(WARNING, "warning", "early warning") \
    X(WITHDRAW, "withdraw", "take the project out of the plan") \
    X(ADJUST, "adjust", "change its dates or its investment") \
    X(ADVANCE, "advance", "bring it forward") \
    X(ADD, "add", "take a new project into the plan: a request of the ledger that asks for it")
#define X(name, ...) MANDATE_THEN_##name,
enum mandate_end { MANDATE_ENDS(X) MANDATE_END_COUNT };
#undef X
struct str mandate_end_word(enum mandate_end end);

/* name, of, when, least, then */
#define MANDATES(X) \
    X("S1", INDICATOR, "attribute = 'binding' and (class in ('lagging', 'reversed') or outlook = 'hard')", 1, SLIP) \
    X("S2", OBJECT, "kind = 'project' and status = 'overdue' and overdue_days > 90", 1, SLIP) \
    X("S3", OBJECT, "status = 'stalled'", 2, SLIP) \
    X("S4", SUBMISSION, "state in ('overdue', 'returned') and days_since_reminder > 5", 1, SLIP) \
    X("S5", OWNER, "objects >= 5 and in_line_share < 60", 1, SLIP) \
    X("P1", OBJECT, "kind = 'project' and stage = 'suspended' and stage_months > 12", 1, WITHDRAW) \
    X("P5", OBJECT, "kind = 'project' and status != 'done' and land = 'no'", 1, WITHDRAW) \
    X("P6", OBJECT, "kind = 'project' and status != 'done' and money = 'no'", 1, WITHDRAW) \
    X("P2", OBJECT, "kind = 'project' and status != 'done' and (slip_months > 6 or finish_late_months > 6)", 1, ADJUST) \
    X("P7", OBJECT, "kind = 'project' and status != 'done' and abs(invest_change) >= 20", 1, ADJUST) \
    X("P3", OBJECT, "kind = 'project' and status != 'done' and slip_months < -6", 1, ADVANCE) \
    X("P4", REQUEST, "ask in ('add', '新增纳入') and not is_missing(pillars)", 1, ADD) \
    X("W1", INDICATOR, "attribute = 'binding' and outlook = 'hard'", 1, WARNING) \
    X("W2", OBJECT, "status != 'done' and finish_late_days > 0", 1, WARNING) \
    X("W3", OBJECT, "status in ('overdue', 'stalled')", 1, WARNING)

/* What rules may ask of one sort of things: names, and the texts of the one at hand, which the
 * caller sets. */
struct mandate_facts {
    const struct str *name;
    uint32_t count;
    const struct str *text;
    expr_closed *closed;      /* the lists of words that some of them have; null: none has */
};

/* Those names for a condition of one's own, which is then asked with `facts` as its now; and the names in
 * it with their texts: "status=overdue overdue_days=212". */
struct expr_names mandate_names(struct mandate_facts *facts);
struct str mandate_numbers(struct mem *mem, const struct mandate_facts *facts, const struct expr *test);

struct mandate {
    struct str name, when;
    enum mandate_subject of;
    enum mandate_end then;
    uint32_t least;           /* so many must hit for one owner */
    struct expr *test;
};

struct mandates {
    struct mem *mem;
    struct mandate *row;
    uint32_t count;
    struct mandate_facts *facts; /* of each subject; without names: nobody asks such a rule */
};

/* The built-in rules, or those of a reader's table (rule, of, when, then and perhaps least), which
 * is closed.  Rules of subjects without names stay, and never hit.  `facts` has
 * MANDATE_SUBJECT_COUNT rows and stays the caller's. */
struct mandates *mandates_open(struct mem *mem, struct reader *reader, struct mandate_facts *facts);

/* The first rule from number *at on that is of this subject, has this end and hits the one at hand;
 * null behind the last.  *at moves behind it. */
const struct mandate *mandates_hit(const struct mandates *rules, enum mandate_subject of, enum mandate_end then,
                                   uint32_t *at);

/* The same of a rule, by the facts at hand. */
struct str mandates_numbers(const struct mandates *rules, struct mem *mem, const struct mandate *rule);

/* The built-in rules, for --list: null behind the last. */
struct mandate_built_in {
    const char *name, *when;
    enum mandate_subject of;
    enum mandate_end then;
    uint32_t least;
};
const struct mandate_built_in *mandate_built_in(size_t i);

#endif
