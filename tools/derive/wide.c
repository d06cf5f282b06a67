/* wide - see wide.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "wide.h"

/* What a formula gave for the record at hand. */
struct result {
    struct measure value;     /* in the result's unit */
    struct str reason;
};

struct wide {
    struct job *job;
    struct formulas *formulas;
    const struct wide_setting *setting;
    struct columns columns;
    struct formula_unit *unit; /* of each formula */
    uint32_t **column;        /* of each name of each formula; COLUMN_NONE: a formula */
    int *places;
    struct result *result;    /* of each formula */
    char *told;               /* for each column: its cell was told of already */
    uint32_t *used;           /* columns that names are */
    uint32_t uses;
};

struct now {
    struct wide *wide;
    const struct record *record;
    uint32_t formula;
};
_Static_assert(sizeof(struct now) <= EXPR_NOW_MAX, "a now must fit");

/* ---- begin ---- */

static void refuse_columns(const struct wide *wide)
{
    for (uint32_t i = 0; i < wide->formulas->count; i++) {
        const struct formula *formula = &wide->formulas->row[i];
        if (column_find(&wide->columns, formula->code) != COLUMN_NONE)
            diag_fatal(DIAG_FORMULA, &formula->place, "the input has a column \"%.*s\" already",
                       STR_ARG(formula->code));
    }
}

/* The unit that the catalogue gives to a name; for the name of a formula its result's. */
static struct str unit_of(const struct wide *wide, const struct formula_name *name)
{
    if (name->formula != FORMULA_NONE)
        return wide->unit[name->formula].unit;
    const struct indicator *indicator =
        wide->setting->indicators ? indicators_find(wide->setting->indicators, name->code) : NULL;
    return indicator ? indicator->unit : STR("");
}

static void prepare(struct wide *wide, uint32_t i)
{
    struct mem *mem = wide->job->mem;
    struct formula *formula = &wide->formulas->row[i];
    const struct indicator *indicator =
        wide->setting->indicators ? indicators_find(wide->setting->indicators, formula->code) : NULL;
    struct str wanted = formula->unit.length || !indicator ? formula->unit : indicator->unit;
    wide->column[i] = mem_array(mem, formula->names, sizeof **wide->column);
    for (uint32_t n = 0; n < formula->names; n++) {
        struct formula_name *name = &formula->name[n];
        wide->column[i][n] = name->formula != FORMULA_NONE ? COLUMN_NONE : column_find(&wide->columns, name->code);
        formula_name_unit(mem, wide->setting->units, name, unit_of(wide, name));
    }
    wide->unit[i] = formula_unit(mem, wide->setting->units, formula, wanted);
    if (wide->unit[i].fault.length)
        formula_tell(formula, DIAG_UNIT, wide->unit[i].fault);
    wide->places[i] = wide->setting->places(formula, wide->setting->state);
}

/* ---- the hook ---- */

static void tell_text(struct wide *wide, uint32_t column, struct str text, enum num_verdict verdict)
{
    if (wide->told[column])
        return;
    struct place place = reader_place(wide->job->reader, column);
    diag_report(DIAG_NUMBER, &place, "\"%.*s\" in column \"%.*s\" %s", STR_ARG(text),
                STR_ARG(wide->columns.name[column]), num_why(wide->job->mem, verdict, text));
    wide->told[column] = 1;
}

/* A column's cell as a measure; not known, with a reason, when there is none. */
static struct measure cell(struct wide *wide, const struct record *record, uint32_t column, struct str *reason)
{
    struct str text = record_field(record, column), name = wide->columns.name[column];
    struct num number;
    enum num_verdict verdict = num_parse(text, &number);
    if (verdict == NUM_OK)
        return measure_of(number);
    if (verdict != NUM_EMPTY)
        tell_text(wide, column, text, verdict);
    if (!reason->length)
        *reason = say_format(wide->job->mem, verdict == NUM_EMPTY ? N_("%.*s is empty") : N_("%.*s is no number"),
                             STR_ARG(name));
    return (struct measure){0};
}

static struct expr_value figure(void *state, uint32_t slot, bool bare)
{
    struct now *now = state;
    struct wide *wide = now->wide;
    const struct formula_name *name = &wide->formulas->row[now->formula].name[slot];
    uint32_t column = wide->column[now->formula][slot];
    struct str *reason = &wide->result[now->formula].reason;
    struct measure value;
    if (column != COLUMN_NONE) {
        value = cell(wide, now->record, column, reason);
    } else {
        value = wide->result[name->formula].value;
        if (!value.known && !reason->length)
            *reason = say_format(wide->job->mem, "%.*s has no value", STR_ARG(name->code));
    }
    return expr_of_measure(formula_enter(&wide->unit[now->formula], name, value, bare));
}

/* ---- each ---- */

static void compute(struct wide *wide, const struct record *record, uint32_t i)
{
    struct result *result = &wide->result[i];
    struct now now = {wide, record, i};
    *result = (struct result){.reason = wide->unit[i].fault};
    if (result->reason.length)
        return;
    result->value = measure_shift(expr_measure(wide->formulas->row[i].expr, &now), wide->unit[i].shift);
    if (result->value.known)
        result->reason = STR("");
    else if (!result->reason.length)
        result->reason = voice_str("a division by 0, or more than 38 digits");
}

static void each(struct wide *wide, const struct record *record)
{
    struct mem *mem = wide->job->mem;
    struct writer *writer = wide->job->writer;
    struct mem_mark mark = mem_mark(mem);
    struct str reasons = {0};
    for (uint32_t i = 0; i < wide->formulas->count; i++)
        compute(wide, record, wide->formulas->order[i]);
    for (uint32_t i = 0; i < record->count; i++)
        writer_same(writer, record, i);
    for (uint32_t i = 0; i < wide->formulas->count; i++) {
        const struct result *result = &wide->result[i];
        writer_field(writer, measure_write(mem, result->value, wide->places[i], wide->setting->rounding));
        if (result->reason.length)
            reasons = mem_format(mem, "%.*s%s%.*s: %.*s", STR_ARG(reasons), reasons.length ? "; " : "",
                                 STR_ARG(wide->formulas->row[i].code), STR_ARG(result->reason));
    }
    if (wide->setting->reasons)
        writer_field(writer, reasons);
    writer_end(writer);
    for (uint32_t i = 0; i < wide->uses; i++)
        wide->told[wide->used[i]] = 0;
    mem_rewind(mem, mark);
}

/* ---- run ---- */

static void write_header(const struct wide *wide)
{
    struct writer *writer = job_writer(wide->job);
    if (!wide->columns.count)
        return;
    for (uint32_t i = 0; i < wide->columns.count; i++)
        writer_field(writer, wide->columns.name[i]);
    for (uint32_t i = 0; i < wide->formulas->count; i++)
        writer_field(writer, wide->formulas->row[i].code);
    if (wide->setting->reasons)
        writer_plain(writer, STR("reason"));
    writer_end(writer);
}

static void begin(struct wide *wide)
{
    static const struct expr_names names = {.figure = figure};
    struct mem *mem = wide->job->mem;
    struct formulas *formulas = wide->formulas;
    refuse_columns(wide);
    if (wide->setting->reasons && column_find(&wide->columns, STR("reason")) != COLUMN_NONE)
        diag_fatal(DIAG_USAGE, NULL, "--reasons: the input has a column \"reason\" already");
    for (uint32_t i = 0; i < wide->columns.count; i++)
        formulas_know(formulas, wide->columns.name[i]);
    formulas_compile(formulas, &names);
    wide->unit = mem_array(mem, formulas->count, sizeof *wide->unit);
    wide->column = mem_array(mem, formulas->count, sizeof *wide->column);
    wide->places = mem_array(mem, formulas->count, sizeof *wide->places);
    wide->result = mem_array(mem, formulas->count, sizeof *wide->result);
    wide->told = mem_array(mem, wide->columns.count, 1);
    wide->used = mem_array(mem, wide->columns.count, sizeof *wide->used);
    for (uint32_t i = 0; i < formulas->count; i++)
        prepare(wide, formulas->order[i]);
    for (uint32_t i = 0; i < wide->columns.count; i++)
        for (uint32_t f = 0; f < formulas->count; f++)
            for (uint32_t n = 0; n < formulas->row[f].names; n++)
                if (wide->column[f][n] == i && (!wide->uses || wide->used[wide->uses - 1] != i))
                    wide->used[wide->uses++] = i;
}

void wide_run(struct job *job, struct formulas *formulas, const struct wide_setting *setting)
{
    struct wide wide = {.job = job, .formulas = formulas, .setting = setting};
    struct reader *reader = job_reader(job);
    wide.columns = column_header(job->mem, reader);
    begin(&wide);
    write_header(&wide);
    for (const struct record *record; (record = reader_next(reader));)
        each(&wide, record);
}
