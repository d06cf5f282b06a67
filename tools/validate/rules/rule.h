/* rule - what the kinds of rules share; not for others
 *
 * A kind is a row of a table and a few functions: `open` reads what the rule says,
 * then either `each` judges a record by itself or `settle` judges the kept rows
 * together.  With both, `each` sees the records one by one and `settle` says at the end
 * what they showed; no rows are kept.  All of them tell the outcome of each item through rule_pass, rule_fail,
 * rule_unknown and rule_skip, which count it and take care of the rest.
 */
#ifndef RULE_H
#define RULE_H

#include <setjmp.h>

#include "base/group.h"
#include "io/column.h"
#include "language/expr.h"
#include "rules/setting.h"

struct rule;
struct rules;
struct grouping;
struct whatif;

/* Which items a value enters: any of its indicator, its region or its group; those of rows with the same columns of
 * `by` but for the period; of these, those of its indicator. */
enum rule_reach { REACH_WIDE, REACH_GROUP, REACH_SERIES };

struct rule_kind {
    const char *name, *meaning;
    const char *options;      /* names of NAME=VALUE in expr, parted by commas; null: expr is a text */
    const char *needs;        /* roles that must be columns, parted by commas; may be empty */
    const char *by;           /* default of the column `by`: those of these that are there */
    bool scoped;              /* the column `scope` means something */
    /* Reads what the rule says.  Where that is wrong, rule_wrong leaves `open` by a jump, the
     * only one in the house: so at no call that may find a mistake may it hold anything that
     * must be closed.  What it keeps goes into the arena, or into `group` at once, which
     * rules_done closes. */
    void (*open)(struct rules *rules, struct rule *rule);
    bool (*each)(struct rules *rules, struct rule *rule, const struct record *record); /* false: an error */
    void (*settle)(struct rules *rules, struct rule *rule);
    enum rule_reach reach;    /* of `settle` */
};

/* Does it look at kept rows together? */
static inline bool rule_across(const struct rule_kind *kind)
{
    return kind->settle && !kind->each;
}

/* How far apart two sides may be. */
enum leeway_kind { LEEWAY_ROUNDING, LEEWAY_ABSOLUTE, LEEWAY_RELATIVE };
struct leeway {
    enum leeway_kind kind;
    struct num amount;        /* RELATIVE: as a share, 0.02 for 2 % */
};

struct rule_option {
    struct str name, value;
};

/* At most so many options, and so many columns in `by`. */
enum { RULE_OPTIONS = 16, RULE_BY_MAX = 16 };

struct rule {
    const struct rule_kind *kind;
    struct str id, text, message;
    enum diag_level severity; /* ERROR, WARNING (query) or HINT */
    struct place place;       /* of its row in the rules file */
    jmp_buf *escape;          /* where to go when it is found wrong: rule_try */
    const struct str *scope;  /* indicator codes; none: all */
    size_t scopes;
    struct expr *when;
    struct str when_text;
    struct leeway leeway;
    bool tolerant;            /* the tolerance was given */
    struct choice by;
    bool grouped;             /* `by` was given */
    struct rule_option option[RULE_OPTIONS];
    size_t options;
    struct cell **cell;       /* rows in scope, for `settle` */
    size_t cells, room;
    uint64_t passes, fails, unknown, not_evaluated, accepted;
    void *own;
    /* What a rule by record says of a kept row, as `each` does of a record; null: it does not look at
     * values. */
    enum expr_truth (*at)(struct rules *rules, struct rule *rule, const struct cell *cell);
    struct group *group;      /* what the kind remembers; closed by rules_done */
};

/* A code that only the data can know, at place `at` of the rule's expr. */
struct code_use {
    struct rules *rules;
    struct rule *rule;
    const struct cells *cells; /* null: the input */
    struct str code;
    size_t at;
};

struct rules {
    struct rules_setting setting;
    struct mem *mem;
    struct mem *scratch;      /* texts of the finding at hand */
    const char *file;
    struct rule *rule;
    uint32_t count;
    struct cells *cells;      /* of the input; null when no rule looks across rows */
    uint32_t kept;            /* how many rules do */
    const struct reader *reader; /* of the record at hand, for `each` */
    struct expr_names names;  /* the input's columns */
    struct expr_names kept_names; /* the same columns, of kept rows: `now` is a struct kept_row */
    struct code_use *code;    /* codes to be looked for at the end */
    size_t codes, code_room;
    struct grouping *shared;  /* of the last rule that grouped rows, for the next that groups the same; null: none */
    bool sharing;             /* it is in use */
    struct whatif *whatif;    /* rules/whatif.h; null: not asked yet */
    /* May a fix touch the figure of this code in the group?  Null: any may be touched. */
    bool (*may_change)(void *state, struct rule *rule, const struct grouping *view, const struct str *key,
                       struct str code);
    void *change_state;
};

/* A kept row, for expressions; its columns must be kept (cells_keep). */
struct kept_row {
    const struct cells *cells;
    const struct cell *cell;
};

/* ---- reading a rule: rule_read.c ---- */

/* Takes a step that may find the rule wrong; false when it has. */
bool rule_try(struct rule *rule, void (*step)(void *about), void *about);

/* Tells that the rule cannot be used (file, line, column, `rule "b1": ...`) and leaves it:
 * the next one is read, so that all that are wrong are told in one run.  `at` is the
 * character of expr from 1, or 0. */
_Noreturn void rule_wrong(const struct rule *rule, size_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Compiles a condition that stands in the rule; a mistake in it is the rule's. */
struct expr *rule_condition(const struct rules *rules, struct rule *rule, struct str text,
                            const struct expr_names *names);

/* Takes the next name of a column off the front of a list (column.h), without blanks around it; where it
 * stands in the rule's text is *place (null: the list is no part of that), from 1.  False when nothing is left. */
bool rule_name(struct rules *rules, const struct rule *rule, struct str *list, struct str *name, size_t *place);

/* The value of an option in expr, or the fallback (which may be null). */
struct str rule_option(const struct rule *rule, const char *name, const char *fallback);

/* The same as a number, one that is not negative, a whole number from `least` to `most`,
 * one of the words parted by '|' (its place among them). */
bool rule_number(const struct rule *rule, const char *name, struct num *value);
struct num rule_amount(const struct rule *rule, const char *name, struct num fallback);
int rule_whole(const struct rule *rule, const char *name, int fallback, int least, int most);
int rule_word(const struct rule *rule, const char *name, const char *words);

/* The same text compiled for kept rows, whose columns are kept from now on. */
struct expr *rule_kept_condition(struct rules *rules, struct rule *rule, struct str text);

/* Does a kept row fall under the rule?  `when`: its condition compiled for kept rows, or null. */
bool rule_concerns(const struct rules *rules, const struct rule *rule, const struct expr *when,
                   const struct cell *cell);

/* A code of an indicator that the rule names at place `at` of expr: looked for in the
 * catalogue at once, or at the end in the table (null: the input). */
void rule_code(struct rules *rules, struct rule *rule, const struct cells *cells, struct str code, size_t at);

/* The table of that name (--with); ends the run when there is none. */
struct cells *rule_table(struct rules *rules, struct rule *rule, struct str name, size_t at);

/* The column of that name, which must be there. */
uint32_t rule_column(struct rules *rules, struct rule *rule, struct str name, size_t at);

/* ---- the outcome of an item ---- */

struct failure {
    const struct cell *cell;  /* where; null: at `place` */
    struct place place;
    struct str column;        /* the column that it is about, when not that of the value */
    struct str key, value, expected, imbalance, tolerance, message, fix;
    const struct cell *const *member; /* rows that go together, beside `cell` */
    size_t members;
};

/* The item keeps the rule; nobody can tell, since a value is missing; it was not asked. */
void rule_pass(struct rule *rule);
void rule_unknown(struct rule *rule);
void rule_skip(struct rule *rule);

/* Of `of` items of a group, so many were not judged, as rule_skip has counted: `why` is a
 * sentence for say.  Told as a note, whatever became of the others. */
void rule_tell_unjudged(struct rules *rules, const struct rule *rule, struct str key, size_t count, size_t of,
                        const char *why);

/* A verdict about a record or a column of it (RECORD_WHOLE): its place and its key, which
 * is in the scratch arena. */
struct failure rule_on(struct rules *rules, const struct rule *rule, const struct record *record, uint32_t column);

/* True when the finding is an error that counts. */
bool rule_fail(struct rules *rules, struct rule *rule, const struct failure *verdict);

/* What `expr`, the rule's own or its `when`, says of the record is unknown: it is counted, or
 * is a failure where a pattern was stopped at its limit.  False when that is an error that
 * counts. */
bool rule_undecided(struct rules *rules, struct rule *rule, const struct record *record, const struct expr *expr);

/* Would anybody hear of a failure without a row?  When not, so many are only counted. */
bool rule_heard(const struct rules *rules, const struct rule *rule);
void rule_fail_unheard(struct rules *rules, struct rule *rule, uint64_t count);

/* ---- arithmetic ---- */

/* How far the sum of displayed numbers may be from a displayed total: half a unit of
 * each one's last place. */
struct num rule_half_units(const struct num *value, size_t count);

/* What the rule allows; `rounding` is used when nothing was said, `base` for shares. */
struct num rule_allowed(const struct rule *rule, struct num rounding, struct num base);

/* A number as text in the scratch arena. */
struct str rule_text(struct rules *rules, struct num value);

/* ---- rows that belong together: rule_grouping.c ---- */

/* Rows by their `by` columns, and in them by indicator. */
struct grouping {
    struct rules *rules;
    const struct cells *cells;
    const uint32_t *by;       /* columns of that table */
    uint32_t count;
    uint32_t period_at;       /* which of them is the period, or COLUMN_NONE */
    struct block *block;
    struct item *item;
    struct cell **row;        /* the rows, block by block, */
    struct cell *const *came; /* and as they came */
    size_t rows;
    struct grouping_index {
        struct grouping_slot {
            uint32_t hash, number; /* from 1; 0: it is empty */
        } *slot;
        uint32_t mask, count;
    } index[2];               /* of the blocks, of the items */
    uint32_t next;            /* how far grouping_next has come, */
    struct mem_mark mark;     /* what it gives back, */
    struct str *key;          /* and the key of its block, texts as `by` */
};
struct block {
    struct cell **cell;
    size_t cells, room;
};
struct item {
    struct cell *cell;        /* the latest vintage */
    bool doubled;             /* two rows that nothing tells apart */
};

/* Do two rules look at the same rows in the same groups? */
bool rule_alike(const struct rule *a, const struct rule *b);

/* At most so many rows are asked for together. */
enum { GROUPING_TOGETHER = 32 };

/* Gathers the rule's rows of the input, or all of another table by the same columns
 * (those that it has not are left out: false when it lacks the period). */
struct grouping *grouping_open(struct rules *rules, struct rule *rule, const struct cells *cells);
void grouping_close(struct grouping *view);

/* Closes what was kept for another rule. */
void grouping_done(struct rules *rules);

/* The next block, in the order in which the blocks came, null after the last; its key is
 * in view->key.  What was taken from the scratch arena since the block before is given back. */
struct block *grouping_next(struct grouping *view);

/* The row of an indicator in a block given by its key (texts as `by`); null when there
 * is none.  With a period, that one in place of the key's. */
const struct item *grouping_find(const struct grouping *view, const struct str *key, const struct period *period,
                             struct str code);

/* The same of some rows of the view: the items of their figures or, where there is `period`, of these figures in
 * period[i] (null: nothing is asked).  Faster than one by one, since what stands far apart in memory is asked for
 * before it is needed. */
void grouping_find_rows(const struct grouping *view, struct cell *const *cell, size_t count,
                        const struct period *const *period, const struct item **found);

/* The same of a key and an indicator, with each of these texts in place of the key's `part`, or of the indicator where
 * there are so many parts; at most GROUPING_TOGETHER. */
void grouping_find_each(const struct grouping *view, const struct str *key, struct str code, uint32_t part,
                        const struct str *text, size_t count, const struct item **found);

/* The i-th item, in the order in which they came, and its key with the indicator behind; null after the last. */
const struct item *grouping_item(const struct grouping *view, uint32_t i, struct str *key);

/* A key joined by "|" for findings, with `last` behind. */
struct str grouping_joined(struct rules *rules, const struct str *key, uint32_t count, struct str last);

/* The period before, or the same a year before; false when there is none. */
bool rule_before(struct period period, bool year, struct period *before);

#endif
