/* schedule - see schedule.h */
#include <stddef.h>

#include "object/schedule.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"

enum shape { SHAPE_MILESTONE, SHAPE_CURVE };

/* A row of the table. */
struct point {
    struct str task;
    struct day day;
    struct num planned;
    int shape;
    uint32_t next;            /* of the same object, by day: number and one more; 0: none */
};

struct schedule {
    struct point *row;
    uint32_t count;
    uint32_t *first;          /* of each object, by day: number and one more; 0: none */
};

static const struct str shapes[] = {STR(""), STR("milestone"), STR("curve")};
static const struct sheet_words shape_words = {shapes, 3};

static const struct sheet_column column[] = {
    {"task", SHEET_FULL, sheet_trimmed, offsetof(struct point, task), NULL},
    {"date", SHEET_FULL, sheet_day_last, offsetof(struct point, day), NULL},
    {"planned", SHEET_FULL, sheet_number, offsetof(struct point, planned), NULL},
    {"shape", SHEET_MAY, sheet_word, offsetof(struct point, shape), &shape_words},
};
static const struct sheet_form form = SHEET_FORM(struct point, column, DIAG_CATALOG, "--plan");

/* ---- the table ---- */

static void link_point(struct sheet *sheet, struct schedule *schedule, const struct objects *objects, uint32_t at)
{
    struct point *point = &schedule->row[at];
    uint32_t object = objects_find(objects, point->task);
    if (object == OBJECT_ROW_NONE) {
        sheet_wrong(sheet, "task", "no object \"%.*s\" in the table of objects%.*s", STR_ARG(point->task),
                    STR_ARG(objects_hint(objects, point->task)));
        return;
    }
    uint32_t *link = &schedule->first[object], before = 0;
    while (*link && schedule->row[*link - 1].day.number <= point->day.number) {
        before = *link;
        link = &schedule->row[*link - 1].next;
    }
    point->next = *link;
    *link = at + 1;
    const struct point *earlier = before ? &schedule->row[before - 1] : NULL,
                       *later = point->next ? &schedule->row[point->next - 1] : NULL;
    if (earlier && earlier->day.number == point->day.number)
        sheet_wrong(sheet, "date", "\"%.*s\" has a row for this day already", STR_ARG(point->task));
    else if ((earlier && num_compare(earlier->planned, point->planned) > 0) ||
             (later && num_compare(later->planned, point->planned) < 0))
        sheet_wrong(sheet, "planned", "the plan of \"%.*s\" falls with time", STR_ARG(point->task));
    if (earlier && earlier->shape != point->shape)
        sheet_wrong(sheet, "shape", "\"%.*s\" has milestones and a curve: one object has one of them",
                    STR_ARG(point->task));
}

struct schedule *schedule_load(struct mem *mem, struct reader *reader, const struct objects *objects)
{
    struct schedule *schedule = mem_take(mem, sizeof *schedule);
    schedule->first = mem_array(mem, objects->count + 1, sizeof *schedule->first);
    if (!reader)
        return schedule;
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct point row;
    size_t room = 0;
    while (sheet_next(sheet, &row)) {
        row.next = 0;
        row.shape = row.shape == 2 ? SHAPE_CURVE : SHAPE_MILESTONE;
        if (num_sign(row.planned) < 0 || num_compare(row.planned, num_of(100)) > 0)
            sheet_wrong(sheet, "planned", "%.*s is no percentage from 0 to 100", STR_ARG(num_text(mem, row.planned)));
        schedule->row = mem_grow(mem, schedule->row, schedule->count, &room, sizeof *schedule->row);
        schedule->row[schedule->count++] = row;
        if (sheet_sound(sheet))
            link_point(sheet, schedule, objects, schedule->count - 1);
    }
    sheet_close(sheet);
    return schedule;
}

/* ---- what is planned ---- */

/* The line from one day and percentage to another, at a day between. */
static struct measure between(int32_t from, struct num low, int32_t to, struct num high, int32_t day)
{
    struct num rise;
    if (!num_subtract(high, low, &rise))
        return (struct measure){0};
    struct measure share = measure_quotient(num_of(day - from), num_of(to - from));
    return measure_add(measure_of(low), measure_multiply(share, measure_of(rise)));
}

/* Before the first row of a curve the line comes from 0 at the object's start. */
static struct planned planned_by_rows(const struct schedule *schedule, const struct object *object, uint32_t first,
                                      int32_t day)
{
    const struct point *point = &schedule->row[first - 1], *earlier = NULL;
    enum schedule_source source = point->shape == SHAPE_CURVE ? SCHEDULE_CURVE : SCHEDULE_MILESTONES;
    struct num low = num_of(0);
    int32_t from = object->start.known ? object->start.number : point->day.number;
    while (point && point->day.number <= day) {
        earlier = point;
        point = point->next ? &schedule->row[point->next - 1] : NULL;
    }
    if (earlier) {
        low = earlier->planned;
        from = earlier->day.number;
    }
    if (!point || source == SCHEDULE_MILESTONES || from >= point->day.number || day <= from)
        return (struct planned){measure_of(low), source};
    return (struct planned){between(from, low, point->day.number, point->planned, day), source};
}

struct planned schedule_at(const struct schedule *schedule, const struct objects *objects, uint32_t at, int32_t day)
{
    const struct object *object = &objects->row[at];
    if (schedule->first[at])
        return planned_by_rows(schedule, object, schedule->first[at], day);
    if (object->planned.known)
        return (struct planned){measure_of(object->planned.value), SCHEDULE_GIVEN};
    if (!object->start.known || !object->due.known)
        return (struct planned){0};
    if (day >= object->due.number)
        return (struct planned){measure_of(num_of(100)), SCHEDULE_LINEAR};
    if (day <= object->start.number)
        return (struct planned){measure_of(num_of(0)), SCHEDULE_LINEAR};
    return (struct planned){between(object->start.number, num_of(0), object->due.number, num_of(100), day),
                            SCHEDULE_LINEAR};
}

/* ---- by when ---- */

/* The first day on which the line between two points has come so far. */
static int32_t day_between(int32_t from, struct num low, int32_t to, struct num high, struct num progress)
{
    struct num done, rise, days;
    if (num_compare(progress, low) <= 0)
        return from;
    if (!num_subtract(progress, low, &done) || !num_subtract(high, low, &rise) ||
        !num_multiply(done, num_of(to - from), &done) || !num_divide(done, rise, 6, NUM_HALF_UP, &days))
        return to;
    struct num whole = num_round(days, 0, NUM_HALF_UP);
    if (num_compare(whole, days) < 0)
        num_add(whole, num_of(1), &whole);
    return from + (int32_t)whole.mantissa;
}

static bool day_by_rows(const struct schedule *schedule, const struct object *object, uint32_t first,
                        struct num progress, int32_t *day)
{
    const struct point *point = &schedule->row[first - 1], *earlier = NULL;
    while (num_compare(point->planned, progress) < 0) {
        earlier = point;
        if (!point->next)
            return false;
        point = &schedule->row[point->next - 1];
    }
    *day = point->day.number;
    if (point->shape != SHAPE_CURVE)
        return true;
    if (earlier)
        *day = day_between(earlier->day.number, earlier->planned, point->day.number, point->planned, progress);
    else if (object->start.known && object->start.number < point->day.number)
        *day = day_between(object->start.number, num_of(0), point->day.number, point->planned, progress);
    return true;
}

bool schedule_day(const struct schedule *schedule, const struct objects *objects, uint32_t at, struct num progress,
                  int32_t *day)
{
    const struct object *object = &objects->row[at];
    if (schedule->first[at])
        return day_by_rows(schedule, object, schedule->first[at], progress, day);
    if (object->planned.known || !object->start.known || !object->due.known)
        return false;
    *day = day_between(object->start.number, num_of(0), object->due.number, num_of(100), progress);
    return true;
}

struct str schedule_word(enum schedule_source source)
{
    static const char *const word[] = {
        "",
#define X(name, code, meaning) code,
        SCHEDULE_SOURCES(X)
#undef X
    };
    return str_of(word[source]);
}
