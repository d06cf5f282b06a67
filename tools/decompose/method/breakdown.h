/* breakdown - what a method finds: figures that stand alone, and tables whose sums add up
 *
 * A method adds what it finds, in the order in which it is to be read.  What it cannot find
 * has a reason instead of a value; nothing is ever 0 for lack of an answer.  Parts and
 * periods go by number: what they are called is known to who asked.
 */
#ifndef BREAKDOWN_H
#define BREAKDOWN_H

#include "base/voice.h"
#include "values/measure.h"

/* What a figure is in: name, unit as written (null: that of the values). */
#define BREAKDOWN_UNITS(X) \
    X(AMOUNT, NULL) \
    X(NUMBER, "") \
    X(PERCENT, "%") \
    X(POINTS, "百分点") \
    X(RADIANS, "rad") \
    X(YEARS, "年")

#define X(name, ...) BREAKDOWN_##name,
enum breakdown_unit { BREAKDOWN_UNITS(X) BREAKDOWN_UNIT_COUNT };
#undef X

/* Instead of the number of a part: the whole; what the parts leave of it.  Instead of that
 * of a period: the span, or the one and only period. */
enum { BREAKDOWN_WHOLE = UINT32_MAX, BREAKDOWN_RESIDUAL = UINT32_MAX - 1, BREAKDOWN_SPAN = UINT32_MAX };

/* A figure with what should be known of it, or the reason why there is none. */
struct breakdown_row {
    uint32_t part, period;
    const char *item;
    enum breakdown_unit unit;
    bool settled;             /* the value is a decimal with the places that it is to be written with */
    struct measure value;     /* not known: there is a reason */
    struct str reason;
};

/* Begins as zero bytes but for `mem`, `places` and `how`. */
struct breakdown {
    struct mem *mem;
    int places[BREAKDOWN_UNIT_COUNT]; /* of the parts of sums, by unit */
    enum num_rounding how;
    struct breakdown_row *row;
    size_t rows, room;
};

/* Adds a figure of a part, or of the whole, for the span; one that is not known needs a reason. */
void breakdown_value(struct breakdown *breakdown, uint32_t part, const char *item, struct measure value,
                   enum breakdown_unit unit);

/* The same of a double, and of a period. */
void breakdown_double(struct breakdown *breakdown, uint32_t part, const char *item, double value,
                      enum breakdown_unit unit);
void breakdown_at(struct breakdown *breakdown, uint32_t period, const char *item, double value,
                  enum breakdown_unit unit);

/* Adds the reason why the whole has no figure of that name. */
void breakdown_none(struct breakdown *breakdown, const char *item, struct str reason);

/* The same with a sentence and its texts. */
#define breakdown_say(breakdown, item, ...) breakdown_none(breakdown, item, say((breakdown)->mem, __VA_ARGS__))

/* Adds what should be known of the figure that was added last. */
void breakdown_note(struct breakdown *breakdown, struct str sentence);

/* What adds up: a row a part, a column an item. */
struct breakdown_table {
    uint32_t parts, items;
    const char *const *item;
    const char *sum;          /* what the items of a part make; null: they are no parts of anything */
    const struct num *cell;   /* parts x items, row by row, with SPLIT_GUARD places more than are written */
    const struct num *row_sum; /* exact; null: the sums of the cells */
    const char *whole_sum;    /* the same of the whole; null: likewise */
    bool residual;            /* the last part is what the others leave of the whole */
    bool whole;               /* there is one row, and it is the whole */
    enum breakdown_unit unit;
};

/* Adds it, rounded so that it adds up as written: for each part its items and their sum,
 * then the same of the whole. */
void breakdown_table(struct breakdown *breakdown, const struct breakdown_table *table);

/* Places of a table's cells in that unit: of what is written, and those that guard it. */
int breakdown_guarded(const struct breakdown *breakdown, enum breakdown_unit unit);

/* The unit as written; null for that of the values. */
const char *breakdown_unit_text(enum breakdown_unit unit);

#endif
