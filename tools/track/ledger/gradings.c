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

struct graded_thing gradings_object(struct mem *mem, const struct object *object, const struct footing *footing,
                                    struct str progress, struct str planned)
{
    struct graded_thing thing = {object->code, object->name, object->owner,
                                 word_code(WORD_STATUSES, (int)footing->status), {NULL, 0},
                                 step_of_status(footing->status)};
    if (progress.length && planned.length)
        thing.ground = say(mem, "progress {1} %, planned {2} %", progress, planned);
    return thing;
}

struct graded_thing gradings_indicator(const struct sheaf *assessed, uint32_t row)
{
    struct str class = sheaf_field(assessed, row, "class");
    return (struct graded_thing){sheaf_field(assessed, row, "indicator"), sheaf_field(assessed, row, "name_zh"),
                                 sheaf_field(assessed, row, "owner"), class, sheaf_field(assessed, row, "reason"),
                                 grade_of_class(progress_class_find(class))};
}

/* ---- the tables ---- */

static bool is_assessed(const struct sheaf *assessed, struct str code)
{
    for (uint32_t i = 0; assessed && i < assessed->count; i++)
        if (str_eq(sheaf_field(assessed, i, "indicator"), code))
            return true;
    return false;
}

static void check_object(void *state, struct sheet *sheet, const struct grade *grade)
{
    const struct gradable *what = state;
    if (objects_find(what->objects, grade->object) != OBJECT_ROW_NONE || is_assessed(what->assessed, grade->object) ||
        (what->pillars && group_find(what->pillars, &grade->object)))
        return;
    sheet_wrong(sheet, "object",
                what->assessed ? N_("\"%.*s\" is no object, no indicator and no pillar%.*s")
                               : N_("no object \"%.*s\" in the table of objects%.*s"),
                STR_ARG(grade->object), STR_ARG(objects_hint(what->objects, grade->object)));
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

/* The class that an owner gives its indicator, where the table has none; the first row of an indicator counts. */
static void take_own_classes(struct mem *mem, struct grades *grades, const struct sheaf *assessed)
{
    bool *graded = mem_array(mem, (size_t)assessed->count + 1, sizeof *graded);
    struct group *seen = group_open(1, sizeof(bool));
    for (uint32_t i = 0; i < assessed->count; i++) {
        struct str code = sheaf_field(assessed, i, "indicator");
        bool *before = group_at(seen, &code);
        graded[i] = *before || is_graded(grades, code, RATER_SELF);
        *before = true;
    }
    group_close(seen);
    for (uint32_t i = 0; i < assessed->count; i++) {
        struct str text = sheaf_field(assessed, i, "self_class");
        int step = grade_read(text, (struct str){NULL, 0});
        if (!graded[i] && step != GRADE_NONE)
            grades_add(grades, &(const struct grade){.object = sheaf_field(assessed, i, "indicator"), .grade = text,
                                                     .kind = RATER_SELF, .steps = grade_steps_of(step),
                                                     .ground = sheaf_field(assessed, i, "self_ground")});
    }
}

struct grades *gradings_load(struct mem *mem, struct reader *reader, const struct gradable *what)
{
    struct grades *grades = grades_read(mem, reader, check_object, (void *)(uintptr_t)what);
    take_column(grades, what->objects, "self_rating", RATER_SELF);
    take_column(grades, what->objects, "third_rating", RATER_THIRD);
    if (what->assessed)
        take_own_classes(mem, grades, what->assessed);
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

/* By name where several of its kind have graded the thing; who answers for it is one, whatever it calls itself. */
static struct str name_of(const struct grade *row, uint32_t count, uint32_t i)
{
    uint32_t alike = 0;
    for (uint32_t k = 0; k < count; k++)
        alike += row[k].kind == row[i].kind;
    return alike > 1 && row[i].kind != RATER_SELF ? row[i].rater : (struct str){NULL, 0};
}

static struct str rater_of(struct mem *mem, const struct grade *row, uint32_t count, uint32_t i)
{
    return grade_rater(mem, (enum rater_kind)row[i].kind, name_of(row, count, i));
}

static void ground(struct mem *mem, struct graded *g, struct str rater, struct str ground)
{
    if (ground.length)
        g->grounds = voice_join(mem, g->grounds, say(mem, "{1}: {2}", rater, ground));
}

static void gather(struct mem *mem, const struct grade *row, uint32_t count, struct graded *g, struct str why)
{
    struct str computed = grade_rater(mem, RATER_COMPUTED, (struct str){NULL, 0});
    ground(mem, g, grade_rater_called(mem, RATER_COMPUTED, (struct str){NULL, 0}),
           g->computed.at ? why : (struct str){NULL, 0});
    if (g->computed.at)
        g->steps = mem_join(mem, computed, STR("="), mem_whole(mem, (uint64_t)g->computed.at));
    for (uint32_t i = 0; i < count; i++) {
        const struct grade *grade = &row[i];
        struct str rater = rater_of(mem, row, count, i);
        g->grade[grade->kind] = mem_append(mem, g->grade[grade->kind], STR(";"), grade->grade);
        g->steps = mem_append(mem, g->steps, STR(";"),
                              mem_join(mem, rater, STR("="), mem_whole(mem, (uint64_t)grade->steps.at)));
        ground(mem, g, grade_rater_called(mem, (enum rater_kind)grade->kind, name_of(row, count, i)), grade->ground);
        hold_apart(mem, g, computed, g->computed, rater, grade->steps);
        for (uint32_t k = 0; k < i; k++)
            hold_apart(mem, g, rater_of(mem, row, count, k), row[k].steps, rater, grade->steps);
    }
}

void gradings_header(struct writer *writer)
{
    GRADING_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
}

bool gradings_write(struct grades *grades, struct mem *mem, struct writer *writer, const struct graded_thing *about)
{
    struct graded graded = {.computed = grade_steps_of(about->step)}, *g = &graded;
    uint32_t count;
    const struct grade *row = grades_of(grades, about->code, &count);
    if (!count)
        return false;
    gather(mem, row, count, g, about->ground);
    GRADING_COLUMNS(ANSWER_CELL)
    writer_end(writer);
    return g->apart.length > 0;
}
