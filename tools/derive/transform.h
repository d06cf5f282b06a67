/* transform - what can be derived from a series, one row of a table each
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
#ifndef TRANSFORM_H
#define TRANSFORM_H

#include "meaning/catalog.h"
#include "base/memo.h"
#include "meaning/unit.h"
#include "series/panel.h"
#include "series/stride.h"

/* What may stand behind the colon. */
enum transform_argument {
    TRANSFORM_NONE,
    TRANSFORM_MAYBE_COUNT,         /* a whole number, 1 when left out */
    TRANSFORM_COUNT,               /* a whole number that must be given */
    TRANSFORM_PERIOD,              /* the base period */
    TRANSFORM_SCOPE                /* indicator or region */
};

enum transform_unit {
    TRANSFORM_UNIT_SAME,
    TRANSFORM_UNIT_CHANGE,         /* the same, but of % it is 百分点 */
    TRANSFORM_UNIT_PERCENT,
    TRANSFORM_UNIT_BASE            /* 2020=100 */
};

enum transform_scope { TRANSFORM_ANY, TRANSFORM_INDICATOR, TRANSFORM_REGION };

struct transform_work;

struct transform {
    const char *name, *shape, *help; /* shape: the argument in help, "" when there is none */
    enum transform_argument argument;
    unsigned kinds;           /* the kinds that it takes: TRANSFORM_KIND(FLOW) | ... */
    bool relative;            /* of a percentage it is refused, whatever its kind */
    enum transform_unit unit;
    enum indicator_kind result; /* KIND_NONE: that of the indicator */
    bool years;               /* goes back by years, not by periods */
    uint32_t (*compute)(const struct transform_work *work, const struct observation *row, struct derived *into);
    bool steps;               /* it goes back by periods */
    bool moves;               /* its value is that of another period as it stands: a break there comes along */
};
#define TRANSFORM_KIND(kind) (1u << KIND_##kind)

/* The most values that a rule makes of one row. */
enum { TRANSFORM_MOST = 13 };

/* A rule that was asked for: "msum:3". */
struct transform_ask {
    const struct transform *rule;
    int count;
    struct period base;
    enum transform_scope scope;
    struct str name;          /* for the result's code: msum_3 */
};

/* What a rule works on. */
struct transform_work {
    struct mem *mem;
    const struct panel *panel;
    const struct strand *strand;
    struct str caliber;
    struct stride stride;     /* of the strand in the caliber */
    const struct transform_ask *ask;
    enum indicator_kind kind;
    bool guessed;             /* the kind comes from the unit alone */
    const struct indicators *indicators; /* null without --indicators */
    const struct regions *regions; /* null without --regions */
    const struct units *units;
    struct memo *shares;      /* which units are parts of a hundred: asked for every series, found out once */
    bool reasons;             /* also make rows that have nothing but a reason */
};

/* The rows of the table in order; null after the last. */
const struct transform *transform_row(size_t index);

/* Reads "NAME[:ARGUMENT]"; a mistake ends the run (usage). */
struct transform_ask transform_ask(struct mem *mem, struct str text);

/* The kind of an indicator: the catalogue's; for the result of a rule the rule's; for a
 * percentage, a rate (then it is guessed); else KIND_NONE. */
enum indicator_kind transform_kind_of(const struct transform_work *work, struct str code, struct str unit,
                                      bool *guessed);

/* Can the rule not be used on this kind and unit?  Why: empty when it can. */
bool transform_refuses(const struct transform_work *work, struct str unit);
struct str transform_refusal(const struct transform_work *work, struct str code, struct str unit);

/* All values of the work's strand in its caliber, by period, a period once; `into` is set
 * to an array in the arena. */
uint32_t transform_apply(const struct transform_work *work, struct derived **into);

#endif
