/* formula - new indicators computed from others
 *
 * A table of formulas has the columns indicator and formula and may have unit,
 * decimals and note.  Names in a formula are codes of indicators (or columns, in wide
 * form) or other formulas; formulas are put into an order in which each comes after
 * those that it needs, and a circle ends the run.  The language is that of
 * steelyard-expressions(7).
 */
#ifndef FORMULA_H
#define FORMULA_H

#include "language/expr.h"
#include "meaning/unit.h"
#include "series/panel.h"

/* What a formula refers to.  The members below the line belong to whoever evaluates. */
struct formula_name {
    struct str code;
    uint32_t formula;         /* the formula of this name, or FORMULA_NONE */
    bool in_unit;             /* stands somewhere outside number(...) */

    const struct strand *strand;
    struct str caliber;
    struct str unit_text;     /* empty: no unit */
    struct unit unit;         /* its text is empty when it is not in the table of units */
    bool as_printed;          /* a percentage that the formula itself divides by 100 */
};
#define FORMULA_NONE UINT32_MAX

struct formula {
    struct str code, text, unit, note;
    int decimals;             /* -1: not told */
    struct place place;
    struct expr *expr;
    struct formula_name *name;
    uint32_t names;
    size_t room;
    struct str told;          /* the fault that was told last */
};

struct formulas {
    struct mem *mem;
    struct formula *row;      /* in the order of the file */
    uint32_t count;
    size_t room;
    uint32_t *order;          /* positions, each after those that it needs */
    struct expr_names names;
    struct formula *current;  /* the one that is being compiled */
    struct group *known;      /* codes that a name may be */
    struct str *known_list;
    size_t knowns, known_room;
    bool lenient;             /* any name is known: there is no data to know them from */
};

/* Reads the table and closes the reader.  Mistakes end the run. */
struct formulas *formulas_load(struct mem *mem, struct reader *reader);

/* Adds a code that names may be. */
void formulas_know(struct formulas *formulas, struct str code);

/* Compiles all and finds their order.  `names` gives noun, figure and at. */
void formulas_compile(struct formulas *formulas, const struct expr_names *names);

/* Ends the use of the table. */
void formulas_close(struct formulas *formulas);

/* What units make of a formula: whether its names enter in base units or as they are
 * printed, and how the result is turned into its unit. */
struct formula_unit {
    bool bare;                /* as printed: a name has no unit */
    struct str unit;          /* of the result */
    int shift;                /* of its decimal point */
    struct str fault;         /* why units do not fit; empty when they do */
};

/* Works out the units of a formula from those of its names (unit_text and unit), and sets
 * their as_printed.  `wanted` is the unit that the result should have, empty when nobody
 * says. */
struct formula_unit formula_unit(struct mem *mem, const struct units *units, struct formula *formula,
                                 struct str wanted);

/* The value with which a name enters its formula. */
struct measure formula_enter(const struct formula_unit *unit, const struct formula_name *name, struct measure value,
                             bool bare);

/* Sets the unit of a name. */
void formula_name_unit(struct mem *mem, const struct units *units, struct formula_name *name, struct str text);

/* Computes all formulas over the panel and adds their strands to it.  `known` tells of
 * the indicators' own units and may be null. */
struct indicators;
struct formula_setting {
    struct mem *mem;
    struct panel *panel;
    const struct units *units;
    const struct indicators *indicators;
    uint32_t dimensions;
};
void formulas_compute(struct formulas *formulas, const struct formula_setting *setting);

/* The hooks of formulas over a panel, for formulas_compile. */
extern const struct expr_names formula_series_names;

/* Tells, once for each formula as long as it stays the same, that units or calibers do not
 * fit. */
void formula_tell(struct formula *formula, enum diag_code code, struct str fault);

#endif
