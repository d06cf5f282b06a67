/* observation - the observations table in memory, one value for each figure
 *
 * Reads the columns region, indicator, period, value and, where present, unit,
 * status, qualifier, vintage, caliber, verified, source and note; other columns
 * are passed over, unless the caller names them as dimensions (sex, industry).
 * Rows are kept by series (region, indicator and dimensions) in the order of time.
 *
 * Several vintages of one figure (same series, period and caliber) may stand in the
 * table; one of them is taken:
 *
 *   latest   the greatest vintage, when all of the figure's vintages are dates or
 *            periods (2023-02-28, 2023); otherwise the one in the last row
 *   first    the same at the other end, among those with a value if there are any
 *   NAME     the one with exactly this vintage
 *
 * A later vintage that is empty and has a status that says there is no figure (O, L, M,
 * N, Q) takes an earlier value back: `latest` is then that row, without a value, as the
 * office has it now, and that is told as a note.  A row that is merely empty, cannot be
 * read, or is a forecast says nothing of the figure and gives way to any that does.
 *
 * A list of these is a list of preferences: the first that finds something is
 * taken.  What was taken and left is told as hints (-v).  A NAME that no row has ends the
 * run, with the near word, where it leaves nothing to be taken; before other preferences
 * it is a note.  Two rows with the same key and vintage and different values are no figure
 * at all: they are told and neither is used.
 *
 * `known` goes back to what could be known on a day: rows whose vintage ends after it
 * (2023 ends on 2023-12-31) are left out before any preference is asked, with a hint,
 * and rows whose vintage is no date, or empty, with a note.
 *
 * A day at the end of a month is, of a stock, the period that it ends: of the month, and on 31
 * December of the year, unless the series is one of months.  Where no catalogue says what an
 * indicator is, the same holds when its other figures are of such periods, and is told as a note.
 *
 * What cannot be read (a value that is no number, a period, a status or
 * qualifier that is none) is told with its place, as a warning unless the caller is
 * strict, and stays in its series as a row that has no value, so that an answer can
 * say what is missing.
 *
 * What is kept is packed: each text once, by number, values as digits and places, and of the columns
 * that need not be there those that are.  A row of five columns takes 32 bytes and one of twelve 56, to
 * which the series and the texts come.  Rows are unpacked when they are asked for, into the asker's
 * arena; who asks for one series after the other needs the memory of one.
 */
#ifndef OBSERVATION_H
#define OBSERVATION_H

#include "io/record.h"
#include "meaning/catalog.h"
#include "values/num.h"
#include "values/period.h"

/* ---- the columns ----
 *
 * In the order in which they are written: name, member of struct observation, column, must
 * it be there, its part in a figure, is it code or words even where it looks like a number,
 * what it holds.  The parts: KEY columns make a figure, RELEASE tells which of several
 * publications of it, what is SAID is said of the figure.
 *
 * A table states the first list; `verified` is added by whoever checks a figure. */
#define OBSERVATION_STATED(X) \
    X(REGION, region, "region", true, KEY, true, "code of the unit") \
    X(INDICATOR, indicator, "indicator", true, KEY, true, "code of the indicator") \
    X(PERIOD, period_text, "period", true, KEY, false, "as in 2022 or 2022-01-01/P5M") \
    X(VALUE, value_text, "value", true, SAID, false, "a number, or empty") \
    X(UNIT, unit, "unit", false, SAID, true, "the unit that the value is in") \
    X(STATUS, status_text, "status", false, SAID, true, \
      "A, E, P, I, B, U are values; F is a forecast; O, L, M, N, Q are none") \
    X(QUALIFIER, qualifier, "qualifier", false, SAID, true, "ge, gt, le, lt: a bound; approx") \
    X(VINTAGE, vintage, "vintage", false, RELEASE, false, "when the figure was published, or a name") \
    X(CALIBER, caliber, "caliber", false, KEY, true, \
      "what the figure covers, where it is not the indicator's own definition") \
    X(SOURCE, source, "source", false, SAID, true, "where the value stands") \
    X(NOTE, note, "note", false, SAID, false, "what a reader should know")
#define OBSERVATION_COLUMNS(X) \
    OBSERVATION_STATED(X) \
    X(VERIFIED, verified, "verified", false, SAID, false, "how far it was checked: yes, partly, memory")

#define X(name, ...) OBSERVED_##name,
enum observed { OBSERVATION_COLUMNS(X) OBSERVED_COUNT };
#undef X

enum observed_part { OBSERVED_KEY, OBSERVED_RELEASE, OBSERVED_SAID };

struct observed_row {
    struct str name;
    bool needed;
    enum observed_part part;
    bool coded;
    const char *meaning;
};

/* What stands beside a figure that was foreseen: name, column, when it is there, what it holds. */
#define OBSERVATION_FORESEEN(X) \
    X(LOW80, "low80", ALWAYS, "lower end of the interval at 80 %") \
    X(HIGH80, "high80", ALWAYS, "its upper end") \
    X(LOW95, "low95", ALWAYS, "lower end of the interval at 95 %") \
    X(HIGH95, "high95", ALWAYS, "its upper end") \
    X(LEAST, "ytd_least", ALWAYS, "the least that earlier years would make of the year to date") \
    X(MOST, "ytd_most", ALWAYS, "the most") \
    X(MODEL, "model", ALWAYS, "the model, or the way to the whole year, or scenario or assumed") \
    X(SEASON, "season_taken", ALWAYS, "what was done with the season: none, added, times, stl, own (the model's)") \
    X(START, "smoothing_start", ALWAYS, "where a smoothing starts") \
    X(DIVISOR, "divisor", ALWAYS, "what the squared errors are divided by") \
    X(FREEDOM, "df", ALWAYS, "that number: the degrees of freedom") \
    X(USED, "values_used", ALWAYS, "how many values it rests on") \
    X(LAST, "last_known", ALWAYS, "the period of the last of them") \
    X(MAE, "mae", ALWAYS, "backtest: mean absolute error") \
    X(RMSE, "rmse", ALWAYS, "backtest: root of the mean squared error") \
    X(SMAPE, "smape", ALWAYS, "backtest: symmetric error in percent, 0 to 200") \
    X(MASE, "mase", ALWAYS, "backtest: error beside that of one step without a model") \
    X(BEATS, "beats_last", ALWAYS, "backtest: yes where the model was nearer than the last value") \
    X(SCENARIO, "scenario", SCENARIOS, "the scenario") \
    X(TARGET, "target_value", TARGETS, "the target's value for that period") \
    X(NEEDED, "needed", TARGETS, "what is needed a period from the last value on") \
    X(NEEDED_GROWTH, "needed_growth", TARGETS, "the same in percent") \
    X(OUTLOOK, "outlook", TARGETS, "likely, with_effort, hard or unclear") \
    X(REASON, "reason", ALWAYS, "what is to be said of it, or why there is no value") \
    X(TO_DATE, "ytd_value", ALWAYS, "the year to date, of which a whole year is made; up to last_known")

/* May a column of this name part series, as a dimension?  Not one of an observation's own, nor one
 * that a tool before this one has set beside its results. */
bool observed_parts(struct str name);

/* The row of a column. */
const struct observed_row *observed_row(enum observed column);

/* The column of this name, or OBSERVED_COUNT: it is none of an observation's own, but
 * perhaps a dimension. */
enum observed observed_find(struct str name);

/* ---- the words in them ---- */

/* SDMX CL_OBS_STATUS: code, may be used as what really was, in words */
#define OBSERVATION_STATUSES(X) \
    X(A, true, N_("normal")) \
    X(E, true, N_("estimated")) \
    X(P, true, N_("provisional")) \
    X(I, true, N_("imputed")) \
    X(B, true, N_("break in the series")) \
    X(U, true, N_("low reliability")) \
    X(F, false, N_("forecast")) \
    X(O, false, N_("missing")) \
    X(L, false, N_("not collected")) \
    X(M, false, N_("cannot exist")) \
    X(N, false, N_("below the unit")) \
    X(Q, false, N_("suppressed"))

#define X(code, actual, meaning) STATUS_##code,
enum observation_status { STATUS_NONE, OBSERVATION_STATUSES(X) STATUS_COUNT };
#undef X

struct observation_status_row {
    char code;
    bool actual;
    const char *meaning;
};

/* The row of a status; the row of STATUS_NONE is that of a normal value. */
const struct observation_status_row *observation_status_row(enum observation_status status);

/* qualifier: what the printed number says about the true one: name, word, how
 * people write it, the side on which the true value may lie (1 above, -1 below, 0 here),
 * whether the number itself is excluded */
#define OBSERVATION_BOUNDS(X) \
    X(APPROX, "approx", "≈", 0, false) \
    X(GE, "ge", "≥", 1, false) \
    X(GT, "gt", ">", 1, true) \
    X(LE, "le", "≤", -1, false) \
    X(LT, "lt", "<", -1, true)

#define X(name, ...) BOUND_##name,
enum observation_bound { BOUND_NONE, OBSERVATION_BOUNDS(X) BOUND_COUNT };
#undef X

struct observation_bound_row {
    const char *word;
    const char *sign;
    int side;
    bool strict;
};

/* The row of a qualifier; that of BOUND_NONE says that the value lies here. */
const struct observation_bound_row *observation_bound_row(enum observation_bound bound);

/* ---- the rows ---- */

/* Can the row's value be used, and if not, why? */
enum observation_state {
    OBSERVATION_GOOD,
    OBSERVATION_MISSING,      /* empty, or a status that says there is none */
    OBSERVATION_FORECAST,     /* status F: a value, but not of what was */
    OBSERVATION_UNREADABLE,   /* a cell that cannot be read */
    OBSERVATION_CONFLICT,     /* two values for one key and vintage */
    OBSERVATION_CALIBERS      /* a value in another caliber than the series */
};

struct observation {
    struct str region, indicator, period_text, value_text, unit, vintage, caliber, verified, source, note;
    struct str status_text, qualifier;
    const struct str *dimension; /* as many as were named; null when none were */
    struct period period;
    struct num value;         /* when the state is good or forecast */
    enum observation_status status;
    enum observation_bound bound;
    enum observation_state state;
    const char *file;
    uint64_t line, record;
};

/* The row's value as people write it, with the sign of a bound: "≥99.0". */
struct str observation_as_written(struct mem *mem, const struct observation *row);

/* Where the row stands, for messages. */
struct place observation_place(const struct observation *row);

/* The rows of one region, indicator and dimensions, by period (last day, then first
 * day). */
struct series {
    const struct observation *row;
    uint32_t count;
};

struct observing {
    const char *const *vintage; /* preferences, best first; none means latest */
    size_t vintages;
    const struct period *known; /* leave out what was published after its end; null: nothing */
    const struct until *until; /* leave out what ends later; null: nothing */
    bool (*wanted)(void *state, struct str region, struct str indicator); /* null: every row */
    void *state;
    const uint32_t *dimension; /* positions of further columns that part series */
    uint32_t dimensions;
    struct str place;         /* the column that is read as the region; empty: region */
    const struct indicators *indicators; /* what they are; null: nobody knows */
    bool strict;              /* what cannot be read is an error (number, period, unresolved) */
};

struct observations;

/* In steps, so that a tool sees the records too: open, take each of the reader's records (the current one; who
 * knows its file, line and number already hands them in), settle.  Only then are there series.  Columns that must be
 * there and are not end the run.  Who opens one closes it: the texts of its rows live until then. */
struct observations *observation_open(struct mem *mem, struct reader *reader, const struct observing *how);
void observation_take(struct observations *observations, const struct record *record);
void observation_take_at(struct observations *observations, const struct record *record, const struct place *place);
void observation_settle(struct observations *observations);
void observation_close(struct observations *observations);

/* Begins anew behind what was settled, for a table that is taken a stretch at a time: the series so
 * far are gone, with their texts. */
void observation_restart(struct observations *observations);

/* Behind the last stretch: tells what only the whole table can tell. */
void observation_end(struct observations *observations);

/* A part of a table, whose records another thread takes: into a table of its own, opened before any record is taken,
 * which joins the whole one as if its records had been taken there, and is empty then.  Of its places line and record
 * are counted from 1 at the part's own first record, and `first` is where that stands.  A part tells nothing: where
 * something would have to be told it is stuck, and then it must not join.  Not all ways of reading can be parted. */
bool observation_can_part(const struct observations *observations);
struct observations *observation_open_part(struct mem *mem, const struct observations *whole);
bool observation_stuck(const struct observations *part);
void observation_join(struct observations *whole, struct observations *part, const struct place *first);

/* Forgets what a part has taken. */
void observation_drop(struct observations *part);

/* How many series there are.  They go by number, by region, indicator and dimensions in byte order. */
uint32_t observation_series_count(const struct observations *observations);

/* Of the i-th, without unpacking a row: its region (part 0), indicator (1) and dimensions (from 2 on); which
 * of all rows that were kept was its first, as they came. */
enum { OBSERVED_OF_REGION, OBSERVED_OF_INDICATOR, OBSERVED_OF_DIMENSION };
struct str observation_key(const struct observations *observations, uint32_t i, uint32_t part);
uint32_t observation_began(const struct observations *observations, uint32_t i);

/* The number of that of a region, indicator and dimensions, or OBSERVED_NO_SERIES; `key` has room for 2 and the
 * dimensions. */
#define OBSERVED_NO_SERIES UINT32_MAX
uint32_t observation_number(const struct observations *observations, struct str region, struct str indicator,
                            const struct str *dimension, uint32_t *key);

/* The i-th, and that of a region, indicator and dimensions (as many as were named; null where none were), unpacked
 * into `mem`; count 0 when there is none. */
struct series observation_series(struct mem *mem, const struct observations *observations, uint32_t i);
struct series observation_find(struct mem *mem, const struct observations *observations, struct str region,
                               struct str indicator, const struct str *dimension);

/* Of such a series the rows of one period alone, one for each caliber. */
struct series observation_find_at(struct mem *mem, const struct observations *observations, struct str region,
                                  struct str indicator, const struct str *dimension, struct period period);

/* The same of many series by their numbers: the rows of the period of series[i] are those from from[i] up to
 * from[i + 1], which has room for one more than there are series.  Much faster than one call for each, since what
 * stands far apart in memory is asked for before it is needed. */
const struct observation *observation_across(struct mem *mem, const struct observations *observations,
                                             const uint32_t *series, uint32_t count, struct period period,
                                             uint32_t *from);

/* The same without unpacking anything: where the rows of the i-th series stand, or of a key, `rows` 0 when there is
 * none; the period of the k-th of them.  Then so many of them from the k-th on, unpacked into `mem`. */
struct observed_rows {
    uint32_t from, rows;
};
struct observed_rows observed_series(const struct observations *observations, uint32_t i);
struct observed_rows observed_of(struct mem *mem, const struct observations *observations, struct str region,
                                   struct str indicator, const struct str *dimension);
struct period observed_when(const struct observations *observations, struct observed_rows rows, uint32_t k);
struct series observed_unpack(struct mem *mem, const struct observations *observations, struct observed_rows rows,
                              uint32_t k, uint32_t count);

/* The first of such rows that is not before a period, or `rows`; it is looked for at `near` and behind that first. */
uint32_t observed_near(const struct observations *observations, struct observed_rows rows, struct period period,
                       uint32_t near);

/* The rows of these periods, which go on in time, from the k-th on: their numbers.  How many periods have one, with a
 * value as it was and no qualifier, until the first that has not. */
uint32_t observed_in_step(const struct observations *observations, struct observed_rows rows, uint32_t k,
                          const struct period *period, uint32_t periods, uint32_t *number);

/* A row by its number, from the k-th row of a series: whether it has a value, as it was or foreseen, and no qualifier;
 * what it was read as, and whether the value was; its unit; the whole row.  Do two say the same of unit, status,
 * qualifier, vintage and verification? */
uint32_t observed_number(const struct observations *observations, struct observed_rows rows, uint32_t k);
bool observed_plain(const struct observations *observations, uint32_t number);
struct num observed_value(const struct observations *observations, uint32_t number);
struct str observed_unit(const struct observations *observations, uint32_t number);
bool observed_alike(const struct observations *observations, uint32_t one, uint32_t other);
const struct observation *observed_whole(struct mem *mem, const struct observations *observations, uint32_t number);

/* One row for each period, all in one caliber (the series itself where it is all in that): the one
 * that is named, the empty name being the plain one.  A period that is given in other calibers only has a row in
 * state OBSERVATION_CALIBERS, so that nothing unlike is compared. */
struct series observation_in_caliber(struct mem *mem, struct series series, struct str caliber);

/* The row of a period, the first where calibers have one each; null when there is none. */
const struct observation *observation_at(struct series series, struct period period);

/* How many rows the table had that are no good, for --fail-on unread. */
uint64_t observation_unread(const struct observations *observations);

/* ---- for tests ---- */

/* Reads all records of the reader in one step. */
struct observations *observation_load(struct mem *mem, struct reader *reader, const struct observing *how);

#endif
