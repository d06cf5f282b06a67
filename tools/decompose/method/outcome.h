/* outcome - what a method finds: figures that stand alone, and tables whose sums add up
 *
 * A method adds what it finds, in the order in which it is to be read.  What it cannot find
 * has a reason instead of a value; nothing is ever 0 for lack of an answer.  Parts and
 * periods go by number: what they are called is known to who asked.
 */
#ifndef OUTCOME_H
#define OUTCOME_H

#include "base/voice.h"
#include "values/measure.h"

/* What a figure is in: name, unit as written (null: that of the values). */
#define OUTCOME_UNITS(X) \
    X(AMOUNT, NULL) \
    X(NUMBER, "") \
    X(PERCENT, "%") \
    X(POINTS, "百分点") \
    X(RADIANS, "rad") \
    X(YEARS, "年")

#define X(name, ...) OUTCOME_##name,
enum outcome_unit { OUTCOME_UNITS(X) OUTCOME_UNIT_COUNT };
#undef X

/* Instead of the number of a part: the whole; what the parts leave of it.  Instead of that
 * of a period: the span, or the one and only period. */
enum { OUTCOME_WHOLE = UINT32_MAX, OUTCOME_RESIDUAL = UINT32_MAX - 1, OUTCOME_SPAN = UINT32_MAX };

/* A figure, or the reason why there is none. */
struct outcome_row {
    uint32_t part, period;
    const char *item;
    enum outcome_unit unit;
    bool settled;             /* the value is a decimal with the places that it is to be written with */
    struct measure value;     /* not known: there is a reason */
    struct str reason;
};

/* Begins as zero bytes but for `mem`, `places` and `how`. */
struct outcome {
    struct mem *mem;
    int places[OUTCOME_UNIT_COUNT]; /* of the parts of sums, by unit */
    enum num_rounding how;
    struct outcome_row *row;
    size_t rows, room;
};

/* Adds a figure of a part, or of the whole, for the span; one that is not known needs a reason. */
void outcome_value(struct outcome *outcome, uint32_t part, const char *item, struct measure value,
                   enum outcome_unit unit);

/* The same of a double, and of a period. */
void outcome_double(struct outcome *outcome, uint32_t part, const char *item, double value, enum outcome_unit unit);
void outcome_at(struct outcome *outcome, uint32_t period, const char *item, double value, enum outcome_unit unit);

/* Adds the reason why the whole has no figure of that name. */
void outcome_none(struct outcome *outcome, const char *item, struct str reason);

/* The same with a sentence and its texts. */
#define outcome_say(outcome, item, ...) outcome_none(outcome, item, say((outcome)->mem, __VA_ARGS__))

/* What adds up: a row a part, a column an item. */
struct outcome_table {
    uint32_t parts, items;
    const char *const *item;
    const char *sum;          /* what the items of a part make; null: they are no parts of anything */
    const struct num *cell;   /* parts x items, row by row, with SPLIT_GUARD places more than are written */
    const struct num *row_sum; /* exact; null: the sums of the cells */
    const char *whole_sum;    /* the same of the whole; null: likewise */
    bool residual;            /* the last part is what the others leave of the whole */
    bool whole;               /* there is one row, and it is the whole */
    enum outcome_unit unit;
};

/* Adds it, rounded so that it adds up as written: for each part its items and their sum,
 * then the same of the whole. */
void outcome_table(struct outcome *outcome, const struct outcome_table *table);

/* Places of a table's cells in that unit: of what is written, and those that guard it. */
int outcome_guarded(const struct outcome *outcome, enum outcome_unit unit);

/* The unit as written; null for that of the values. */
const char *outcome_unit_text(enum outcome_unit unit);

#endif
