/* filings - see filings.h */
#include <stdlib.h>

#include "object/filings.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/aside.h"

enum { AT_TASK, AT_PERIOD, AT_PROGRESS, AT_STAGE, AT_INVEST, AT_NOTE, AT_COUNT };
static const char *const at_name[AT_COUNT] = {"task", "period", "progress", "stage", "invest_done", "note"};

struct filings {
    const char *file;
    struct filing *row;       /* by object, then by day, then by line */
    uint32_t *start;          /* of each object, and one more behind the last */
    uint32_t count;
};

struct loading {
    struct mem *mem;
    struct reader *reader;
    const struct objects *objects;
    struct columns columns;
    uint32_t at[AT_COUNT];
    int32_t day;              /* the one that counts */
    struct filing *row;
    size_t room;
    uint32_t count, later;
};

/* ---- a row ---- */

static struct str field(const struct loading *l, const struct record *record, int which)
{
    return l->at[which] == COLUMN_NONE ? (struct str){NULL, 0} : str_trim(record_field(record, l->at[which]));
}

static bool wrong(const struct loading *l, int which, struct str text, const char *why)
{
    struct place place = reader_place(l->reader, l->at[which]);
    diag_report(DIAG_OBJECT, &place, "\"%.*s\" %s", STR_ARG(text), why);
    return false;
}

/* A figure small enough to be kept short: 18 digits and 18 places are plenty for a percentage
 * or an amount of money. */
static bool keep_figure(const struct loading *l, const struct record *record, int which, int64_t *value, int8_t *scale)
{
    struct figure figure;
    struct str text = field(l, record, which);
    const char *why = which == AT_PROGRESS ? figure_read_percent(l->mem, text, &figure)
                                           : figure_read_amount(l->mem, text, &figure);
    *scale = FILING_NONE;
    if (why)
        return wrong(l, which, text, why);
    if (!figure.known)
        return true;
    if (figure.value.scale < 0)
        figure.value = num_round(figure.value, 0, NUM_HALF_UP);
    *value = (int64_t)figure.value.mantissa;
    if (*value != figure.value.mantissa || figure.value.scale > 18)
        return wrong(l, which, text, voice_text(N_("has more digits than a report can have (18)")));
    *scale = (int8_t)figure.value.scale;
    return true;
}

static bool read_stage(const struct loading *l, const struct record *record, uint8_t *stage)
{
    struct str text = field(l, record, AT_STAGE);
    int found = word_find(WORD_STAGES, text);
    if (found >= 0) {
        *stage = (uint8_t)found;
        return true;
    }
    return wrong(l, AT_STAGE, text, voice_text(N_("is no stage (track --list names them)")));
}

/* The object of a report, or OBJECT_ROW_NONE with a word. */
static uint32_t find_object(const struct loading *l, const struct record *record)
{
    struct str code = field(l, record, AT_TASK);
    uint32_t row = objects_find(l->objects, code);
    if (row != OBJECT_ROW_NONE)
        return row;
    struct place place = reader_place(l->reader, l->at[AT_TASK]);
    diag_report(DIAG_OBJECT, &place, "no object \"%.*s\" in the table of objects: the report is left out%.*s",
                STR_ARG(code), STR_ARG(diag_hears(DIAG_OBJECT) ? objects_hint(l->objects, code) : STR("")));
    return row;
}

/* Work that is reported before it begins: one of the two dates is wrong.  That nothing was done, or that
 * it is being prepared, may be reported at any time. */
static void hold_start(const struct loading *l, const struct filing *report)
{
    const struct object *object = &l->objects->row[report->object];
    bool work = (report->progress_scale != FILING_NONE && report->progress > 0) ||
                report->stage == STAGE_CONSTRUCTION || report->stage == STAGE_COMPLETED;
    if (!work || !object->start.known || report->day >= object->start.number)
        return;
    struct place place = reader_place(l->reader, l->at[AT_PERIOD]);
    diag_report(DIAG_OBJECT, &place, "the report is of a day before \"%.*s\" begins (%.*s)", STR_ARG(object->code),
                STR_ARG(day_text(l->mem, object->start.number)));
}

static void read_report(struct loading *l, const struct record *record)
{
    struct day day;
    struct str text = field(l, record, AT_PERIOD);
    struct filing report = {.object = find_object(l, record)};
    if (report.object == OBJECT_ROW_NONE)
        return;
    if (!text.length || !day_read(text, true, &day)) {
        wrong(l, AT_PERIOD, text, text.length ? period_why(l->mem, text) : voice_text(N_("is no day of a report")));
        return;
    }
    if (day.number > l->day) {
        l->later++;
        return;
    }
    report.day = day.number;
    report.line = (uint32_t)reader_place(l->reader, RECORD_WHOLE).line;
    report.noted = field(l, record, AT_NOTE).length > 0;
    bool used = keep_figure(l, record, AT_PROGRESS, &report.progress, &report.progress_scale);
    used &= keep_figure(l, record, AT_INVEST, &report.invest, &report.invest_scale);
    used &= read_stage(l, record, &report.stage);
    if (!used)
        report.unused = report.progress_scale == FILING_NONE;
    hold_start(l, &report);
    if (l->count == l->room) {
        l->room = l->room ? l->room * 2 : 1024;
        l->row = mem_resize(l->row, l->room * sizeof *l->row);
    }
    l->row[l->count++] = report;
}

/* ---- in order ---- */

static int by_day(const void *left, const void *right)
{
    const struct filing *a = left, *b = right;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

/* Lays the rows out by object, each object's in the order of the table. */
static void by_object(struct mem *mem, struct filings *filings, struct loading *l)
{
    uint32_t objects = l->objects->count;
    struct filing *sorted = mem_resize(NULL, (l->count + 1) * sizeof *sorted);
    filings->start = mem_array(mem, objects + 2, sizeof *filings->start);
    uint32_t *end = filings->start + 1;
    for (uint32_t i = 0; i < l->count; i++)
        end[l->row[i].object + 1]++;
    for (uint32_t i = 0; i < objects; i++)
        end[i + 1] += end[i];
    for (uint32_t i = 0; i < l->count; i++)
        sorted[end[l->row[i].object]++] = l->row[i];
    mem_release(l->row);
    filings->row = sorted;
    filings->count = l->count;
}

static struct place place_of(const struct filings *filings, const struct filing *report)
{
    return (struct place){.file = filings->file, .line = report->line};
}

static bool same_figures(const struct filing *a, const struct filing *b)
{
    return a->progress == b->progress && a->progress_scale == b->progress_scale && a->invest == b->invest &&
           a->invest_scale == b->invest_scale && a->stage == b->stage;
}

/* Two of one day that differ: neither is used. */
static void hold_days(const struct filings *filings, const struct objects *objects, struct filing *row, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        struct filing *before = &row[i - 1], *report = &row[i];
        if (report->day != before->day)
            continue;
        if (same_figures(before, report)) {
            report->unused = true;
            continue;
        }
        struct place place = place_of(filings, report);
        diag_report(DIAG_OBJECT, &place, "\"%.*s\" has another report for this day in line %u: neither is used",
                    STR_ARG(objects->row[report->object].code), (unsigned)before->line);
        before->unused = report->unused = true;
    }
}

/* A progress that falls, and nobody says why. */
static void hold_falls(struct mem *mem, const struct filings *filings, const struct objects *objects,
                       const struct filing *row, uint32_t count)
{
    struct num highest, now;
    bool known = false;
    for (uint32_t i = 0; i < count; i++) {
        if (row[i].unused || !filing_progress(&row[i], &now))
            continue;
        if (known && num_compare(now, highest) < 0 && !row[i].noted) {
            struct place place = place_of(filings, &row[i]);
            diag_report(DIAG_OBJECT, &place,
                        "the progress of \"%.*s\" falls from %.*s to %.*s without a note that says why",
                        STR_ARG(objects->row[row[i].object].code), STR_ARG(num_text(mem, highest)),
                        STR_ARG(num_text(mem, now)));
        }
        highest = now;
        known = true;
    }
}

static void hold_all(struct mem *mem, const struct filings *filings, const struct objects *objects)
{
    for (uint32_t i = 0; i < objects->count; i++) {
        struct filing *row = filings->row + filings->start[i];
        uint32_t count = filings->start[i + 1] - filings->start[i];
        bool sorted = true;
        for (uint32_t k = 1; sorted && k < count; k++)
            sorted = by_day(&row[k - 1], &row[k]) <= 0;
        if (!sorted)
            qsort(row, count, sizeof *row, by_day);
        hold_days(filings, objects, row, count);
        hold_falls(mem, filings, objects, row, count);
    }
}

/* ---- the face ---- */

struct filings *filings_load(struct mem *mem, struct reader *reader, const struct objects *objects, int32_t at)
{
    struct filings *filings = mem_take(mem, sizeof *filings);
    struct loading l = {.mem = mem, .reader = reader, .objects = objects, .columns = column_header(mem, reader),
                        .day = at};
    filings->file = l.columns.file;
    for (int i = 0; i < AT_COUNT; i++)
        l.at[i] = column_find(&l.columns, str_of(at_name[i]));
    for (int i = AT_TASK; i <= AT_PROGRESS; i++)
        l.at[i] = column_need(&l.columns, str_of(at_name[i]), "--progress");
    aside_near(&l.columns, 1, "task,period,progress,stage,invest_done,note");
    const struct record *record;
    while ((record = reader_next(reader)))
        read_report(&l, record);
    if (reader_is_bare(reader))
        aside_bare(filings->file);
    reader_close(reader);
    if (l.later)
        diag_report(DIAG_CUT_OFF, NULL,
                    voice_plural("%u report of %s is of a day after --at and is not used",
                                 "%u reports of %s are of days after --at and are not used", l.later),
                    (unsigned)l.later, filings->file);
    by_object(mem, filings, &l);
    hold_all(mem, filings, objects);
    return filings;
}

void filings_close(struct filings *filings)
{
    if (filings)
        mem_release(filings->row);
}

const struct filing *filings_of(const struct filings *filings, uint32_t object, uint32_t *count)
{
    *count = filings ? filings->start[object + 1] - filings->start[object] : 0;
    return *count ? filings->row + filings->start[object] : NULL;
}

static bool figure_of(int64_t value, int8_t scale, struct num *figure)
{
    *figure = (struct num){value, scale};
    return scale != FILING_NONE;
}

bool filing_progress(const struct filing *report, struct num *value)
{
    return figure_of(report->progress, report->progress_scale, value);
}

bool filing_invest(const struct filing *report, struct num *value)
{
    return figure_of(report->invest, report->invest_scale, value);
}
