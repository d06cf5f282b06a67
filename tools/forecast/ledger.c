/* ledger - see ledger.h */
#include <math.h>

#include "base/str.h"
#include "ledger.h"

enum when { ALWAYS, SCENARIOS, TARGETS };

static const struct {
    const char *name;
    enum when when;
} row[LEDGER_COUNT] = {
#define X(name, column, when, meaning) [LEDGER_##name] = {column, when},
    OBSERVATION_FORESEEN(X)
#undef X
};

static enum ledger_column find(struct str name)
{
    enum ledger_column column = 0;
    while (column < LEDGER_COUNT && !str_eq(name, str_of(row[column].name)))
        column++;
    return column;
}

/* What a column of the output holds: one of an observation's own, one of ours, a dimension, or
 * nothing that a prediction has. */
struct slot {
    enum observed observed;
    enum ledger_column own;
    uint32_t dimension;
};

struct ledger {
    struct job *job;
    const struct columns *columns;
    struct ledger_form form;
    struct slot *slot;
    uint32_t width;
    bool begun;
    char *kept;               /* the input's rows as they will be written */
    size_t length, room;
    uint64_t rows;
};

/* ---- columns ---- */

static void add_slot(struct ledger *ledger, enum observed observed, enum ledger_column own)
{
    ledger->slot[ledger->width++] = (struct slot){observed, own, COLUMN_NONE};
}

static void add_observed(struct ledger *ledger, enum observed observed)
{
    if (column_find(ledger->columns, observed_row(observed)->name) == COLUMN_NONE)
        add_slot(ledger, observed, LEDGER_COUNT);
}

struct ledger *ledger_open(struct job *job, const struct columns *columns, const struct ledger_form *form)
{
    struct ledger *ledger = mem_take(job->mem, sizeof *ledger);
    *ledger = (struct ledger){.job = job, .columns = columns, .form = *form};
    ledger->slot = mem_array(job->mem, columns->count + LEDGER_COUNT + OBSERVED_COUNT, sizeof *ledger->slot);
    for (uint32_t i = 0; i < columns->count; i++)
        add_slot(ledger, observed_find(columns->name[i]), find(columns->name[i]));
    for (uint32_t i = 0; i < form->dimensions; i++)
        ledger->slot[form->dimension[i]].dimension = i;
    add_observed(ledger, OBSERVED_UNIT);
    add_observed(ledger, OBSERVED_STATUS);
    if (form->calibers)
        add_observed(ledger, OBSERVED_CALIBER);
    for (enum ledger_column own = 0; own < LEDGER_COUNT; own++) {
        bool there = row[own].when == ALWAYS || (row[own].when == TARGETS ? form->targets : form->scenarios);
        if (there && column_find(columns, str_of(row[own].name)) == COLUMN_NONE)
            add_slot(ledger, OBSERVED_COUNT, own);
    }
    return ledger;
}

static struct str name_of(const struct ledger *ledger, uint32_t i)
{
    const struct slot *slot = &ledger->slot[i];
    return i < ledger->columns->count       ? ledger->columns->name[i]
           : slot->observed < OBSERVED_COUNT ? observed_row(slot->observed)->name
                                             : str_of(row[slot->own].name);
}

/* ---- the input's rows ---- */

static void keep(struct ledger *ledger, struct str bytes)
{
    if (ledger->length + bytes.length > ledger->room) {
        ledger->room = 2 * (ledger->length + bytes.length) + 4096;
        ledger->kept = mem_resize(ledger->kept, ledger->room);
    }
    if (bytes.length)
        memcpy(ledger->kept + ledger->length, bytes.at, bytes.length);
    ledger->length += bytes.length;
}

static void write_kept(struct ledger *ledger)
{
    writer_lines(ledger->job->writer, (struct str){ledger->kept, ledger->length}, ledger->rows);
    ledger->length = 0;
    ledger->rows = 0;
}

void ledger_pass(struct ledger *ledger, const struct record *record)
{
    enum { PIECE = 1 << 16 };
    if (ledger->form.only)
        return;
    keep(ledger, record_raw(record));
    for (uint32_t i = ledger->columns->count; i < ledger->width; i++)
        keep(ledger, (struct str){&ledger->job->delimiter, 1});
    keep(ledger, STR("\n"));
    ledger->rows++;
    if (ledger->begun && ledger->length >= PIECE)
        write_kept(ledger);
}

void ledger_begin(struct ledger *ledger)
{
    struct writer *writer = job_writer(ledger->job);
    ledger->begun = true;
    if (!ledger->columns->count)
        return;
    for (uint32_t i = 0; i < ledger->width; i++)
        writer_field(writer, name_of(ledger, i));
    writer_end(writer);
    write_kept(ledger);
    mem_release(ledger->kept);
    ledger->kept = NULL;
    ledger->room = 0;
}

/* ---- numbers ---- */

/* A double that is not too large, nor so near a half that only its shortest text tells how it is
 * rounded, quickly; 0 otherwise. */
static size_t write_quick(char into[NUM_TEXT_MAX], double value, int places)
{
    static const double power[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};
    if (places < 0 || places > 8)
        return 0;
    double scaled = fabs(value) * power[places], whole = floor(scaled), rest = scaled - whole;
    if (!(scaled < 1e12) || fabs(rest - 0.5) < 1e-3)
        return 0;
    __int128 mantissa = (int64_t)whole + (rest > 0.5);
    return num_write(into, (struct num){value < 0 ? -mantissa : mantissa, places});
}

static void write_measure(const struct ledger *ledger, struct measure measure, int places, const struct str *beside)
{
    char text[NUM_TEXT_MAX];
    struct num limit;
    struct mem *mem = ledger->job->mem;
    if (beside && num_parse(*beside, &limit) == NUM_OK && places != NUM_SHORTEST) {
        writer_plain(ledger->job->writer, measure_text_beside(mem, measure, places, &limit, 1));
        return;
    }
    size_t length = measure.known && !measure.exact && !measure.steps ? write_quick(text, measure.number, places) : 0;
    writer_plain(ledger->job->writer, length ? (struct str){text, length}
                                             : measure_write(mem, measure, places, ledger->form.rounding));
}

static void write_score(const struct ledger *ledger, bool known, double score, int places)
{
    write_measure(ledger, known ? measure_double(score) : (struct measure){0}, places, NULL);
}

static void write_count(const struct ledger *ledger, bool known, size_t count)
{
    char text[NUM_TEXT_MAX];
    writer_plain(ledger->job->writer, (struct str){text, known ? num_write(text, num_of((int64_t)count)) : 0});
}

/* ---- cells ---- */

/* The target that is printed beside it, which no rounded figure reaches before the exact one; or null. */
static const struct str *goal_of(const struct prediction *prediction)
{
    return prediction->target.goal.length ? &prediction->target.goal : NULL;
}

static void write_observed(const struct ledger *ledger, enum observed column, const struct observation *like,
                           const struct prediction *prediction, int places)
{
    struct writer *writer = ledger->job->writer;
    switch (column) {
    case OBSERVED_REGION: writer_field(writer, like->region); break;
    case OBSERVED_INDICATOR: writer_field(writer, like->indicator); break;
    case OBSERVED_PERIOD: writer_plain(writer, period_text(ledger->job->mem, prediction->period)); break;
    case OBSERVED_VALUE: write_measure(ledger, prediction->value, places, goal_of(prediction)); break;
    case OBSERVED_UNIT: writer_field(writer, prediction->unit); break;
    case OBSERVED_STATUS: writer_plain(writer, prediction->value.known ? STR("F") : STR("O")); break;
    case OBSERVED_CALIBER: writer_field(writer, prediction->caliber); break;
    case OBSERVED_QUALIFIER: case OBSERVED_VINTAGE: case OBSERVED_SOURCE: case OBSERVED_NOTE: case OBSERVED_VERIFIED:
    case OBSERVED_COUNT: writer_plain(writer, STR("")); break;
    }
}

/* Errors have two decimals more than the values; what has no unit has 3. */
enum { FINER = 2, RATIO_PLACES = 3, PERCENT_PLACES = 2 };

static int finer(int places)
{
    return places == NUM_SHORTEST ? places : places + FINER;
}

static void write_backtest(const struct ledger *ledger, enum ledger_column column,
                           const struct backtest_score *score, int places)
{
    static const struct backtest_score none;
    bool there = score != NULL;
    if (!there)
        score = &none;
    if (column == LEDGER_MAE)
        write_score(ledger, there, score->mae, finer(places));
    else if (column == LEDGER_RMSE)
        write_score(ledger, there, score->rmse, finer(places));
    else if (column == LEDGER_SMAPE)
        write_score(ledger, there, score->smape, PERCENT_PLACES);
    else if (column == LEDGER_MASE)
        write_score(ledger, there && score->has_mase, score->mase, RATIO_PLACES);
    else
        writer_plain(ledger->job->writer, !there ? STR("") : backtest_beats(score) ? STR("yes") : STR("no"));
}

static void write_target(const struct ledger *ledger, enum ledger_column column, const struct beside_target *target,
                         int places)
{
    if (column == LEDGER_TARGET)
        writer_field(ledger->job->writer, target->goal);
    else if (column == LEDGER_NEEDED)
        write_measure(ledger, target->needed, finer(places), NULL);
    else if (column == LEDGER_NEEDED_GROWTH)
        write_measure(ledger, target->needed_growth, RATIO_PLACES, NULL);
    else
        writer_plain(ledger->job->writer, outlook_word(target->outlook));
}

static void write_own(const struct ledger *ledger, enum ledger_column column, const struct prediction *prediction,
                      int places)
{
    struct writer *writer = ledger->job->writer;
    const struct str *goal = goal_of(prediction);
    switch (column) {
    case LEDGER_LOW80: write_measure(ledger, prediction->low[MODEL_80], places, goal); break;
    case LEDGER_HIGH80: write_measure(ledger, prediction->high[MODEL_80], places, goal); break;
    case LEDGER_LOW95: write_measure(ledger, prediction->low[MODEL_95], places, goal); break;
    case LEDGER_HIGH95: write_measure(ledger, prediction->high[MODEL_95], places, goal); break;
    case LEDGER_LEAST: write_measure(ledger, prediction->least, places, goal); break;
    case LEDGER_MOST: write_measure(ledger, prediction->most, places, goal); break;
    case LEDGER_MODEL: writer_field(writer, prediction->model); break;
    case LEDGER_SEASON: writer_field(writer, prediction->season); break;
    case LEDGER_START: writer_field(writer, prediction->start); break;
    case LEDGER_DIVISOR: writer_field(writer, prediction->divided); break;
    case LEDGER_FREEDOM: write_count(ledger, prediction->freedom > 0, (size_t)prediction->freedom); break;
    case LEDGER_USED: write_count(ledger, prediction->used > 0, prediction->used); break;
    case LEDGER_LAST:
        writer_plain(writer, prediction->used ? period_text(ledger->job->mem, prediction->last) : STR(""));
        break;
    case LEDGER_MAE: case LEDGER_RMSE: case LEDGER_SMAPE: case LEDGER_MASE: case LEDGER_BEATS:
        write_backtest(ledger, column, prediction->score, places);
        break;
    case LEDGER_SCENARIO: writer_field(writer, prediction->scenario); break;
    case LEDGER_TARGET: case LEDGER_NEEDED: case LEDGER_NEEDED_GROWTH: case LEDGER_OUTLOOK:
        write_target(ledger, column, &prediction->target, places);
        break;
    case LEDGER_TO_DATE: write_measure(ledger, prediction->to_date, NUM_SHORTEST, NULL); break;
    case LEDGER_REASON: writer_field(writer, prediction->reason); break;
    case LEDGER_COUNT: writer_plain(writer, STR("")); break;
    }
}

void ledger_add(struct ledger *ledger, const struct observation *like, const struct prediction *prediction, int places)
{
    if (!prediction->value.known && !ledger->form.reasons)
        return;
    if (ledger->length)
        write_kept(ledger);
    struct mem_mark mark = mem_mark(ledger->job->mem);
    for (uint32_t i = 0; i < ledger->width; i++) {
        const struct slot *slot = &ledger->slot[i];
        if (slot->dimension != COLUMN_NONE)
            writer_field(ledger->job->writer, like->dimension[slot->dimension]);
        else if (slot->observed < OBSERVED_COUNT)
            write_observed(ledger, slot->observed, like, prediction, places);
        else
            write_own(ledger, slot->own, prediction, places);
    }
    writer_end(ledger->job->writer);
    mem_rewind(ledger->job->mem, mark);
}

void ledger_finish(struct ledger *ledger)
{
    if (ledger->length)
        write_kept(ledger);
    mem_release(ledger->kept);
    ledger->kept = NULL;
}
