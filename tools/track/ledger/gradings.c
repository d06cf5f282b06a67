/* gradings - see gradings.h */
#include "ledger/gradings.h"
#include "base/str.h"
#include "base/voice.h"

static int step_of_status(enum object_status status)
{
    static const int step[STATUS_OF_COUNT] = {
        [STATUS_OF_DONE] = GRADE_BEST, [STATUS_OF_ON_TIME] = GRADE_GOOD, [STATUS_OF_SLOW] = GRADE_LOW,
        [STATUS_OF_STALLED] = GRADE_WORST, [STATUS_OF_OVERDUE] = GRADE_WORST};
    return step[status];
}

/* ---- the tables ---- */

static void check_object(void *state, struct sheet *sheet, const struct grade *grade)
{
    const struct objects *objects = state;
    if (objects_find(objects, grade->object) == OBJECT_ROW_NONE)
        sheet_wrong(sheet, "object", "no object \"%.*s\" in the table of objects%.*s", STR_ARG(grade->object),
                    STR_ARG(objects_hint(objects, grade->object)));
}

static bool is_graded(struct grades *grades, struct str object, enum rater_kind kind)
{
    uint32_t count;
    const struct grade *row = grades_of(grades, object, &count);
    bool graded = false;
    for (uint32_t i = 0; i < count; i++)
        graded |= row[i].kind == (int)kind;
    return graded;
}

/* A column of the objects; a grade of the table for the same rater goes before. */
static void take_column(struct grades *grades, const struct objects *objects, const char *column,
                        enum rater_kind kind)
{
    bool *graded = mem_array(objects->mem, (size_t)objects->count + 1, sizeof *graded);
    if (column_find(&objects->columns, str_of(column)) == COLUMN_NONE)
        return;
    for (uint32_t i = 0; i < objects->count; i++)
        graded[i] = is_graded(grades, objects->row[i].code, kind);
    for (uint32_t i = 0; i < objects->count; i++) {
        const struct object *object = &objects->row[i];
        struct str text = str_trim(object_field(objects, object, str_of(column)));
        struct place place = object_place(objects, object, column);
        int step = grade_read(text, (struct str){NULL, 0});
        if (!text.length || graded[i])
            continue;
        if (step == GRADE_NONE)
            diag_report(DIAG_OBJECT, &place,
                        "\"%.*s\" is no grade; expected a class such as lagging, or a letter from A to D",
                        STR_ARG(text));
        else
            grades_add(grades, &(const struct grade){.object = object->code, .grade = text, .kind = (int)kind,
                                                     .steps = grade_steps_of(step)});
    }
}

struct grades *gradings_load(struct mem *mem, struct reader *reader, const struct objects *objects)
{
    struct grades *grades = grades_read(mem, reader, check_object, (void *)(uintptr_t)objects);
    take_column(grades, objects, "self_rating", RATER_SELF);
    take_column(grades, objects, "third_rating", RATER_THIRD);
    return grades;
}

/* ---- a row ---- */

struct graded {
    struct str grade[RATER_KINDS];
    struct grade_steps computed;
    struct str steps, apart, grounds;
};

static void hold_apart(struct mem *mem, struct graded *g, struct str a, struct grade_steps steps, struct str b,
                       struct grade_steps other)
{
    if (grade_apart(steps, other) >= GRADES_DISAGREE)
        g->apart = mem_append(mem, g->apart, STR(";"), mem_join(mem, a, STR("-"), b));
}

static struct str rater_of(struct mem *mem, const struct grade *grade)
{
    return grade_rater(mem, (enum rater_kind)grade->kind, grade->rater);
}

static void gather(struct mem *mem, const struct grade *row, uint32_t count, struct graded *g)
{
    struct str computed = grade_rater(mem, RATER_COMPUTED, (struct str){NULL, 0});
    if (g->computed.at)
        g->steps = mem_join(mem, computed, STR("="), mem_whole(mem, (uint64_t)g->computed.at));
    for (uint32_t i = 0; i < count; i++) {
        const struct grade *grade = &row[i];
        struct str rater = rater_of(mem, grade);
        g->grade[grade->kind] = mem_append(mem, g->grade[grade->kind], STR(";"), grade->grade);
        g->steps = mem_append(mem, g->steps, STR(";"),
                              mem_join(mem, rater, STR("="), mem_whole(mem, (uint64_t)grade->steps.at)));
        if (grade->ground.length)
            g->grounds = voice_join(mem, g->grounds, mem_join(mem, rater, STR(": "), grade->ground));
        hold_apart(mem, g, computed, g->computed, rater, grade->steps);
        for (uint32_t k = 0; k < i; k++)
            hold_apart(mem, g, rater_of(mem, &row[k]), row[k].steps, rater, grade->steps);
    }
}

void gradings_header(struct writer *writer)
{
    GRADING_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
}

bool gradings_write(struct grades *grades, struct mem *mem, struct writer *writer, const struct object *object,
                   const struct footing *s)
{
    struct graded graded = {.computed = grade_steps_of(step_of_status(s->status))}, *g = &graded;
    uint32_t count;
    const struct grade *row = grades_of(grades, object->code, &count);
    if (!count)
        return false;
    gather(mem, row, count, g);
    GRADING_COLUMNS(ANSWER_CELL)
    writer_end(writer);
    return g->apart.length > 0;
}
