/* touches - see touches.h */
#include "ledger/touches.h"
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/answer.h"

/* A figure, and the period that it is of. */
struct sighting {
    struct str period, value;
};

struct touch {
    struct str item, text, owner, source_kind, why;
    struct str code, of, name, leader, standing, changed, changed_since, unit, reason;
    struct sighting before, after;
    struct day day;
    int kind;
};

struct touching {
    struct mem *mem;
    const struct sheaf *rows;
    const struct touch_basis *basis;
};

/* ---- figures of an indicator ---- */

/* A row of the figures that counts for an indicator of the assessed. */
static bool is_figure(const struct sheaf *figures, uint32_t row, struct str code, struct str region,
                      struct period *period)
{
    struct str where = sheaf_field(figures, row, "region");
    return str_eq(sheaf_field(figures, row, "indicator"), code) && sheaf_field(figures, row, "value").length &&
           !sheaf_field(figures, row, "caliber").length && !str_eq(sheaf_field(figures, row, "status"), STR("Q")) &&
           (!region.length || !where.length || str_eq(where, region)) &&
           period_parse(sheaf_field(figures, row, "period"), period);
}

/* Of the periods on one side of the day the one next to it; of its vintages the last. */
static bool is_nearer(const struct sheaf *figures, uint32_t row, struct period period, uint32_t held,
                      struct period other, bool after)
{
    int order = period_compare(period, other);
    if (order)
        return after == (order < 0);
    return str_cmp(sheaf_field(figures, row, "vintage"), sheaf_field(figures, held, "vintage")) >= 0;
}

static struct sighting sight(const struct sheaf *figures, struct str code, struct str region, int months,
                             int32_t day, bool after)
{
    struct sighting found = {{NULL, 0}, {NULL, 0}};
    struct period period, held_period = {0};
    uint32_t held = UINT32_MAX;
    for (uint32_t row = 0; row < figures->count; row++) {
        if (!is_figure(figures, row, code, region, &period) || period_length_months(period) != months ||
            after != (period.last >= day))
            continue;
        if (held != UINT32_MAX && !is_nearer(figures, row, period, held, held_period, after))
            continue;
        held = row;
        held_period = period;
    }
    if (held != UINT32_MAX)
        found = (struct sighting){sheaf_field(figures, held, "period"), sheaf_field(figures, held, "value")};
    return found;
}

static int longest(const struct sheaf *figures, struct str code, struct str region)
{
    struct period period;
    int most = 0;
    for (uint32_t row = 0; row < figures->count; row++)
        if (is_figure(figures, row, code, region, &period) && period_length_months(period) > most)
            most = period_length_months(period);
    return most;
}

static bool turn_indicator(const struct touching *l, struct touch *t)
{
    const struct sheaf *assessed = l->basis->assessed, *figures = l->basis->figures;
    uint32_t row = 0;
    while (assessed && row < assessed->count && !str_eq(sheaf_field(assessed, row, "indicator"), t->code))
        row++;
    if (!assessed || row == assessed->count)
        return false;
    struct str region = sheaf_field(assessed, row, "region");
    t->of = STR("indicator");
    t->name = sheaf_field(assessed, row, "name_zh");
    t->leader = sheaf_field(assessed, row, "owner");
    t->standing = sheaf_field(assessed, row, "class");
    t->changed = sheaf_field(assessed, row, "target_changed_on");
    t->unit = sheaf_field(assessed, row, "unit");
    if (!figures || !t->day.known)
        return true;
    int months = longest(figures, t->code, region);
    t->before = sight(figures, t->code, region, months, t->day.number, false);
    t->after = sight(figures, t->code, region, months, t->day.number, true);
    if (!t->before.value.length || !t->after.value.length)
        t->reason = say(l->mem, "there is no figure on both sides of the day");
    return true;
}

/* ---- reports of an object ---- */

static void sight_reports(const struct touching *l, uint32_t object, struct touch *t)
{
    uint32_t count = 0;
    const struct filing *report = l->basis->reports ? filings_of(l->basis->reports, object, &count) : NULL;
    struct num progress;
    for (uint32_t i = 0; t->day.known && i < count; i++) {
        struct sighting *into = report[i].day < t->day.number ? &t->before : &t->after;
        if (!filing_progress(&report[i], &progress) || report[i].unused || (into == &t->after && into->value.length))
            continue;
        *into = (struct sighting){day_text(l->mem, report[i].day), num_text(l->mem, progress)};
        t->unit = STR("%");
    }
}

static bool turn_object(const struct touching *l, struct touch *t)
{
    uint32_t row = objects_find(l->basis->objects, t->code);
    if (row == OBJECT_ROW_NONE)
        return false;
    const struct object *object = &l->basis->objects->row[row];
    t->of = STR("object");
    t->name = object->name;
    t->leader = object->owner;
    t->standing = mem_copy(l->mem, l->basis->status(l->basis->state, row));
    t->changed = object_field(l->basis->objects, object, STR("changed_on"));
    sight_reports(l, row, t);
    return true;
}

/* ---- rows ---- */

static struct str touch_day(struct mem *mem, struct day day)
{
    return day.known ? day_text(mem, day.number) : (struct str){NULL, 0};
}

static void turn_to(const struct touching *l, struct touch *t)
{
    const struct str *pillar = l->basis->pillars ? group_find(l->basis->pillars, &t->code) : NULL;
    if (turn_object(l, t) || turn_indicator(l, t))
        return;
    if (pillar) {
        t->of = STR("pillar");
        t->name = *pillar;
        return;
    }
    t->reason = say(l->mem, "it is no object, no pillar and no assessed indicator");
}

/* What nobody has changed since an item came may have to be. */
static void find_change(struct touch *t)
{
    struct day changed = {0, false};
    if (!t->day.known || !t->standing.length)
        return;
    day_read(t->changed, true, &changed);
    t->changed_since = changed.known && changed.number >= t->day.number ? STR("yes") : STR("no");
}

static void read_day(const struct touching *l, uint32_t row, struct touch *t)
{
    struct str text = sheaf_field(l->rows, row, "date");
    struct place place = sheaf_place(l->rows, row, "date");
    if (!day_read(text, true, &t->day))
        diag_report(DIAG_OBJECT, &place, "\"%.*s\" %s", STR_ARG(text), period_why(l->mem, text));
}

void touches_write(struct mem *mem, const struct sheaf *rows, const struct touch_basis *basis, struct writer *writer)
{
    static const struct str own[] = {TOUCH_COLUMNS(ANSWER_NAME)};
    const struct touching l = {mem, rows, basis};
    const struct along along = sheaf_along(mem, rows, own, sizeof own / sizeof *own);
    TOUCH_COLUMNS(ANSWER_HEAD)
    sheaf_along_head(rows, along, writer);
    writer_end(writer);
    for (uint32_t row = 0; row < rows->count; row++) {
        const struct touch item = {
            .item = sheaf_field(rows, row, "item"), .text = sheaf_field(rows, row, "text"),
            .owner = sheaf_field(rows, row, "owner"), .source_kind = sheaf_field(rows, row, "source_kind"),
            .why = sheaf_field(rows, row, "reason"), .kind = docket_kind_find(sheaf_field(rows, row, "kind"))};
        struct str rest = sheaf_field(rows, row, "touches"), code;
        while (object_name_next(&rest, &code)) {
            struct mem_mark mark = mem_mark(mem);
            struct touch touch = item, *t = &touch;
            t->code = code;
            read_day(&l, row, t);
            turn_to(&l, t);
            find_change(t);
            TOUCH_COLUMNS(ANSWER_CELL)
            sheaf_along_cells(rows, row, along, writer);
            writer_end(writer);
            mem_rewind(mem, mark);
        }
    }
}
