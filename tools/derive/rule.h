/* rule - what can be derived from a series, one row of a table each
 *
 * A rule takes one row of a series and gives the values that it makes of it (one as a
 * rule, none where it does not apply, several where a joined period hides single ones).
 * Each carries its period, its unit and, where it has no value, the reason.  What a
 * rule needs of the indicator's kind, what argument it takes, which unit and kind its
 * result has, stands in its row: help, manual, parsing and refusal come from there.
 *
 * "The period before" is the one of the same length directly before it, so rows of
 * different grains in one series never meet: a quarter is compared with quarters.
 */
#ifndef RULE_H
#define RULE_H

#include "meaning/catalog.h"
#include "meaning/unit.h"
#include "panel.h"

/* What may stand behind the colon. */
enum rule_argument {
    RULE_NONE,
    RULE_MAYBE_COUNT,         /* a whole number, 1 when left out */
    RULE_COUNT,               /* a whole number that must be given */
    RULE_PERIOD,              /* the base period */
    RULE_SCOPE                /* indicator or region */
};

enum rule_unit {
    RULE_UNIT_SAME,
    RULE_UNIT_CHANGE,         /* the same, but of % it is 百分点 */
    RULE_UNIT_PERCENT,
    RULE_UNIT_BASE            /* 2020=100 */
};

enum rule_scope { RULE_ANY, RULE_INDICATOR, RULE_REGION };

struct rule_work;

struct rule {
    const char *name, *shape, *help; /* shape: the argument in help, "" when there is none */
    enum rule_argument argument;
    unsigned kinds;           /* the kinds that it takes: RULE_KIND(FLOW) | ... */
    bool relative;            /* of a percentage it is refused, whatever its kind */
    enum rule_unit unit;
    enum indicator_kind result; /* KIND_NONE: that of the indicator */
    bool years;               /* goes back by years, not by periods */
    uint32_t (*compute)(const struct rule_work *work, const struct observation *row, struct derived *into);
};
#define RULE_KIND(kind) (1u << KIND_##kind)

/* The most values that a rule makes of one row. */
enum { RULE_MOST = 13 };

/* A rule that was asked for: "msum:3". */
struct rule_ask {
    const struct rule *rule;
    int count;
    struct period base;
    enum rule_scope scope;
    struct str name;          /* for the result's code: msum_3 */
};

/* What a rule works on. */
struct rule_work {
    struct mem *mem;
    enum language language;   /* of reasons */
    const struct panel *panel;
    const struct strand *strand;
    struct str caliber;
    const struct rule_ask *ask;
    enum indicator_kind kind;
    bool guessed;             /* the kind comes from the unit alone */
    const struct indicators *indicators; /* null without --indicators */
    const struct regions *regions; /* null without --regions */
    const struct units *units;
    bool reasons;             /* also make rows that have nothing but a reason */
};

/* The rows of the table in order; null after the last. */
const struct rule *rule_row(size_t index);

/* Reads "NAME[:ARGUMENT]"; a mistake ends the run (usage). */
struct rule_ask rule_ask(struct mem *mem, struct str text);

/* The kind of an indicator: the catalogue's; for the result of a rule the rule's; for a
 * percentage, a rate (then it is guessed); else KIND_NONE. */
enum indicator_kind rule_kind_of(const struct indicators *indicators, const struct units *units, struct mem *mem,
                                 struct str code, struct str unit, bool *guessed);

/* Why the rule cannot be used on this kind and unit; empty when it can. */
struct str rule_refusal(const struct rule_work *work, struct str code, struct str unit);

/* Is the unit a part of a hundred, a thousand ...? */
bool rule_is_share(struct mem *mem, const struct units *units, struct str unit);

/* All values of the work's strand in its caliber, by period, a period once; `into` is set
 * to an array in the arena. */
uint32_t rule_apply(const struct rule_work *work, struct derived **into);

#endif
