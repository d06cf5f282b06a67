/* stats - every statistic of a column, in one table
 *
 * A row of the table says all that is true of a statistic: its name, its help,
 * what it needs of the values, whether it takes a second column, and how its
 * result is found.  Help, manuals and tests walk the same table.
 *
 * Statistics of the same column are planned together: a plan lays out one state
 * that holds each accumulator once (count, exact sum, exact sum of squares,
 * smallest, ...), so that count, sum, mean, min, max and sd cost one pass and one
 * state.  The state is plain bytes, all zero to begin with, as group_at gives
 * them:
 *
 *     stats_find(STR("mean"), &want[0]);  stats_find(STR("sd"), &want[1]);
 *     stats_plan_init(&plan, want, 2, false);
 *     state = group_at(group_open(1, plan.state_bytes), key);
 *     stats_step(&plan, state, mem, &cell);             for each row
 *     stats_finish(&plan, &want[0], state, &manner);
 *
 * Statistics with a second column (wmean:value,weight, last:value,period) are
 * planned together when both columns are the same; otherwise each pair of columns
 * has its own plan and state.
 *
 * An empty cell is missing: it is counted as such and enters nothing else.  All
 * results are exact, or rounded once from exact figures, and none depends on the
 * order of the rows or on how they were split, but for first and last without an
 * order column, which go by the record number that the caller gives.  Among cells
 * of equal standing (equal numbers in min and max, equal counts in mode, equal
 * order in first and last) the shortest text wins, then byte order.
 *
 * The quartiles and percentiles are of the type that the caller sets, 7 unless told
 * (module quantile), interpolated exactly; they print with the largest number of places
 * that came in, and with more only where the exact figure has more: the median of 1
 * and 2 is 1.5.  Types whose figure has no last place (type 8 goes by thirds) are
 * rounded to a double.
 *
 * Memory: a state is 16 to 600 bytes, 112 with sum, sd, min and max.  What is found
 * from all values or all texts keeps what it saw (the row's `keeps` is set): 8 bytes a
 * value, 16 a value with its weight, or each different text once.
 *
 * What is found from the ranks of values (the row's `ranked` is set) can do with less,
 * where the caller wants it: each different value once with how often it came, and when
 * these are more than so many, values rounded to a grid.  On the grid are the numbers of
 * four digits from 1000 to 5000 that are even, those from there to 10000 that end in 0,
 * and all of these with the point moved: 2500 a power of ten.  So no value is rounded by
 * more than a thousandth of it, one of up to three digits not at all, and rounding keeps
 * the order.  Only integers are computed with: the grid is the same on every machine.
 * Whether values are rounded depends on all of a state's values, not on their order.
 * A value takes 16 bytes, and 90 at most with the table that it stands in and those that
 * this one outgrew.
 */
#ifndef STATS_H
#define STATS_H

#include "base/mem.h"
#include "base/voice.h"
#include "values/num.h"

/* What a result is, and so what --places does to it. */
enum stats_kind {
    STATS_WHOLE,              /* a count: no places */
    STATS_CELL,               /* one of the cells, byte for byte: places do not apply */
    STATS_EXACT,              /* an exact decimal: all its places unless told */
    STATS_ROUNDED             /* a quotient or a root, rounded once: to the places told,
                                 otherwise the shortest text of the nearest double */
};

/* What its cells are, and the second column. */
enum stats_with {
    STATS_ALONE,              /* takes one column */
    STATS_ORDER,              /* may have a second: the cells in its order */
    STATS_WEIGHT,             /* must have one: a weight for each value */
    STATS_PAIR,               /* must have one: another number for each value */
    STATS_CONDITION           /* no column: cells are 1 where a condition is true, 0 where
                                 it is false, empty where it is unknown */
};

/* Must it have a second column of numbers? */
static inline bool stats_paired(enum stats_with with)
{
    return with == STATS_WEIGHT || with == STATS_PAIR;
}

struct stats_ask;

/* How a result is told: its text in `mem`, with so many decimals, or NUM_SHORTEST when
 * nothing was asked; reasons and notes in a language. */
struct stats_manner {
    struct mem *mem;
    int places;
    enum num_rounding how;
};

/* What a statistic gives: the text, or the empty text and why there is no answer
 * ("no values", "needs two values").  `reason` is empty when there is an answer; otherwise
 * a sentence for the reason column that lives as long as the text would.  `note` says
 * what to know of an answer that is approximate, or rests on some of the values only;
 * empty: there is nothing.  `cut` is true of a sum that has more digits than a number may
 * have (38) and was rounded to as many, so that the next program can read it.  `lone`: so
 * many values were left out because their weight, or the number beside them, is missing. */
struct stats_result {
    struct str text, reason, note;
    bool cut;
    uint64_t lone;
};

/* One statistic.  The members behind `keeps` are for stats.c. */
struct stats_row {
    const char *name;         /* "sum"; "pNN" has a percentage for its NN, "topN" a count for N */
    const char *help;         /* one line, no full stop */
    enum stats_kind kind;
    enum stats_with with;
    bool numeric;             /* its cells must be numbers */
    bool keeps;               /* memory grows with the values */
    uint8_t least;            /* how many values it needs */
    int8_t percent;           /* of an order statistic: 25 for the first quartile */
    uint32_t needs;           /* the accumulators, a bit each; 0: the cells are only counted */
    struct stats_result (*finish)(const struct stats_ask *ask);
    bool ranked;              /* it can be found from rounded values */
};

/* The rows in the order in which help lists them; null behind the last. */
const struct stats_row *stats_row(size_t i);

/* One wanted statistic: its row, and the number in its name (90 of p90, 3 of top3) or its
 * row's percent.  The caller may set the type of quantile (1 to 9), and how many different
 * values are kept as they are for a row that is `ranked`; of one plan all are told alike. */
#define STATS_BOUND "0.1 %"   /* what a value is rounded by at most, for a sentence */
struct stats_want {
    const struct stats_row *row;
    struct num number;
    int quantile;
    uint64_t exact;           /* 0: all, as they came */
};

/* Finds a statistic by name.  p0 to p100 are percentiles and may have up to 6 places
 * (p2.5, p99.9); so are the other names that end in NN.  False for a name that is not
 * there, and then `near` (which may be null) is the nearest name or null. */
bool stats_find(struct str name, struct stats_want *want, const char **near);

/* How the wanted statistics of one column, or of one pair of columns, are reached
 * together.  The caller reads the first four members. */
struct stats_plan {
    size_t state_bytes;       /* of one state; a multiple of 16 */
    bool numeric;             /* cell->value is used: the caller must read the number */
    bool paired;              /* cell->with is a number: cell->with_value is used */
    bool ordered;             /* cell->with is an order, cell->record is not used */
    bool bare;                /* see stats_plan_bare */
    uint32_t needs;           /* the rest is stats.c's own */
    uint16_t at[20];          /* where each accumulator stands in the state */
    uint64_t exact;           /* as wanted */
    uint8_t saved[19];        /* the accumulators that have a cell in a saved state, in the order of the cells */
    uint8_t cells;            /* of a saved state, the tally's among them; the caller may read this one too */
};

/* Plans `count` statistics.  `with`: there is a second column, which all rows must take,
 * either as an order or as a number; without one no row must need one. */
void stats_plan_init(struct stats_plan *plan, const struct stats_want *want, size_t count, bool with);

/* A plan of "only" alone where nobody asks how many cells there were: its state is half as large.
 * Of what follows, stats_step_texts, merging, stats_differ, saving and loading take it. */
void stats_plan_bare(struct stats_plan *plan, const struct stats_want *only);

/* One row's cells. */
struct stats_cell {
    struct str text;          /* the cell as it came; empty: missing */
    struct num value;         /* the same as a number, when plan.numeric and not empty */
    struct str with;          /* the second column's cell: an order or a number; a row
                                 without that number is missing, one without an order
                                 stands behind all that have one */
    struct num with_value;    /* the same as a number, when plan.paired and not empty */
    uint64_t record;          /* for first and last without an order column: rows with a
                                 smaller number are earlier */
};

/* An order column holds periods, numbers or other texts.  Numbers and the ends of
 * periods stand on one line, a year being its number: 2021, 2022-Q1, 2022-06, 2022,
 * 2022-Q4 (where periods end together, the shorter is later).  Other texts come
 * after them, in byte order.
 *
 * Takes in one row.  Nothing of the cell is kept by reference; what a state must
 * remember is copied to `mem`, which must live as long as the state. */
void stats_step(const struct stats_plan *plan, void *state, struct mem *mem, const struct stats_cell *cell);

/* stats_step for `count` rows, one after the other: row i goes to the state that begins `at`
 * bytes behind into[i]. */
void stats_step_each(const struct stats_plan *plan, void *const *into, size_t at, struct mem *mem,
                     const struct stats_cell *cell, size_t count);

/* The same for a plan of "only" alone, which asks for nothing but the cells' texts.  They
 * must be roomy (str.h). */
void stats_step_texts(const struct stats_plan *plan, void *const *into, size_t at, struct mem *mem,
                      const struct str *text, size_t count);

/* Marks that a cell (or its weight) was not a number: from now on every numeric
 * statistic of this state has no answer, and says so.  Telling the place is the
 * caller's business.  The caller then steps with that cell all the same, value
 * zero: count, first and last go on. */
void stats_spoil(const struct stats_plan *plan, void *state);
bool stats_spoiled(const void *state);

/* Takes in another state of the same plan, as if its rows had been stepped here. */
void stats_merge(const struct stats_plan *plan, void *state, struct mem *mem, const void *other);

/* The same, faster, when the other is needed no more: kept values are not copied, and what
 * the other took from its arena must live as long as this state. */
void stats_absorb(const struct stats_plan *plan, void *state, struct mem *mem, const void *other);

/* The result of one of the planned statistics.  The state is not changed: rows may follow. */
struct stats_result stats_finish(const struct stats_plan *plan, const struct stats_want *want, const void *state,
                                 const struct stats_manner *manner);

/* Asks the processor for what a state keeps, which will soon be needed for a result. */
void stats_prefetch(const struct stats_plan *plan, const void *state);

/* How many cells there were, and how many were missing. */
struct stats_counts {
    uint64_t count, missing;
};
struct stats_counts stats_counts(const void *state);

/* Of a plan with "only": are there two texts that differ?  Which two does not depend on
 * the order of the rows; they live as long as the state. */
bool stats_differ(const struct stats_plan *plan, const void *state, struct str two[2]);

/* ---- states as text ---- */

/* A saved state is as many texts as the plan has cells.  What follows from other cells is not
 * written: a text is empty where the state has what is to be expected.
 *
 *   tally   3/1: so many cells, and so many missing; 3/1! when spoiled; empty: all cells were there.  Of
 *           a bare plan -: there were none
 *   values  the numbers upwards, parted by blanks, 1.50*3 where one came three times.  Sums and powers
 *           follow from them and have no cell, min and max only where their texts are written otherwise
 *   sums    plain decimals; the powers, min and max of a single value follow from its sum
 *   max     empty: as min
 *   texts   in byte order, parted by semicolons, a*3 where one came three times; a backslash stands
 *           before a semicolon, an asterisk and a backslash of the text
 */

/* Cell `i`, from 0: what it is called, and how often it is filled. */
enum { STATS_CELLS_MOST = 20 };
enum stats_filled {
    STATS_OFTEN,
    STATS_SELDOM,
    STATS_UNUSUALLY           /* seldom, where the usual text is known */
};
const char *stats_saved_name(const struct stats_plan *plan, size_t i);
enum stats_filled stats_saved_filled(const struct stats_plan *plan, size_t i);

/* What is known besides the texts, the same in saving and in loading. */
struct stats_saving {
    struct mem *mem;          /* of texts that are made */
    uint64_t rows;            /* that were stepped */
    struct str usual;         /* the text that all cells are expected to be; empty: none is */
};

/* Writes a state as texts, plan->cells of them.  Equal states give equal texts: what was kept
 * is sorted.  (What they hold of records, for first and last without an order
 * column, are the caller's record numbers.) */
void stats_save(const struct stats_plan *plan, const void *state, const struct stats_saving *how, struct str *cell);

/* Takes in a saved state, as if its rows had been stepped here; what the state must remember is
 * copied to `kept`.  The texts must be roomy (str.h).  False when one is not what
 * stats_save writes, and then the state is half of both. */
bool stats_load(const struct stats_plan *plan, void *state, struct mem *kept, const struct stats_saving *how,
                const struct str *cell);

#endif
