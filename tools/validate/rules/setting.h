/* setting - what rules are read by: the kinds there are, and what they may ask about
 */
#ifndef SETTING_H
#define SETTING_H

#include "findings/explanations.h"
#include "findings/findings.h"
#include "language/expr.h"
#include "records/cells.h"
#include "records/keys.h"

struct rule_kind;
struct indicators;
struct regions;

/* What the rules may ask about: the input's columns, its keys, the tables beside. */
struct rules_setting {
    struct mem *mem;
    const struct rule_kind *const *kinds; /* lists, the last one null: kind_lists (kinds/kind.h) */
    const struct columns *columns;
    struct findings *findings;
    const struct keys *keys;
    const struct indicators *indicators; /* null: not told */
    const struct regions *regions;
    struct cells *const *with; /* tables by name */
    size_t withs;
    const struct cells *previous; /* the last delivery; null: none */
    /* Would the schema let this text stand as a value?  Null: there is none to ask. */
    bool (*fits)(void *state, struct str text);
    /* The values that the schema's list has for a column; null: there is no such list. */
    expr_closed *closed;
    bool trial;               /* only count: tell of nothing */
    struct explanations *explain;  /* null: nothing is explained */
    /* Hears of every record that an error of a rule across rows dooms; null: nobody. */
    void (*doom)(void *state, uint64_t ordinal, struct str rule, struct str reason);
    void *state;
};

#endif
