/* grades - see grades.h */
#include <stddef.h>

#include "ledger/grades.h"
#include "base/str.h"
#include "base/voice.h"

enum { STEP_NONE, STEP_WORST, STEP_LOW, STEP_GOOD, STEP_BEST, APART = 2 };

struct grade {
    struct str object, rater, grade, scale, ground;
    int kind;                 /* enum grade_rater */
    int step;
    uint32_t next;            /* of the same object: number and one more */
};

struct grades {
    const struct objects *objects;
    struct grade *row;
    uint32_t count;
    uint32_t *first;          /* of each object */
};

static const struct str rater_word[GRADE_RATERS] = {STR("computed"), STR("self"), STR("third"), STR("public"),
                                                    STR("npc")};

/* ---- steps ---- */

static int step_of_share(struct num share)
{
    static const int from[] = {80, 65, 50, 0};
    int step = STEP_BEST;
    for (size_t i = 0; i < 4; i++, step--)
        if (num_compare(share, num_of(from[i])) >= 0)
            return step;
    return STEP_NONE;
}

static int step_of(struct str grade, struct str scale)
{
    static const int of_class[CLASS_COUNT] = {[CLASS_ACHIEVED] = STEP_BEST, [CLASS_AHEAD] = STEP_BEST,
                                              [CLASS_ON_TRACK] = STEP_GOOD, [CLASS_LAGGING] = STEP_LOW,
                                              [CLASS_REVERSED] = STEP_WORST};
    struct figure share;
    if (scale.length)
        return num_parse(grade, &share.value) == NUM_OK && num_compare(share.value, num_of(100)) <= 0
                   ? step_of_share(share.value) : STEP_NONE;
    if (grade.length == 1 && *grade.at >= 'A' && *grade.at <= 'D')
        return STEP_BEST - (*grade.at - 'A');
    return of_class[progress_class_find(grade)];
}

static int step_of_status(enum object_status status)
{
    static const int step[STATUS_OF_COUNT] = {
        [STATUS_OF_DONE] = STEP_BEST, [STATUS_OF_ON_TIME] = STEP_GOOD, [STATUS_OF_SLOW] = STEP_LOW,
        [STATUS_OF_STALLED] = STEP_WORST, [STATUS_OF_OVERDUE] = STEP_WORST};
    return step[status];
}

/* ---- the table ---- */

static const struct sheet_words kinds = {rater_word, GRADE_RATERS};
static const struct sheet_column column[] = {
    {"object", SHEET_FULL, sheet_trimmed, offsetof(struct grade, object), NULL},
    {"rater_kind", SHEET_FULL, sheet_word, offsetof(struct grade, kind), &kinds},
    {"grade", SHEET_FULL, sheet_trimmed, offsetof(struct grade, grade), NULL},
    {"rater", SHEET_MAY, sheet_trimmed, offsetof(struct grade, rater), NULL},
    {"scale", SHEET_MAY, sheet_trimmed, offsetof(struct grade, scale), NULL},
    {"ground", SHEET_MAY, sheet_trimmed, offsetof(struct grade, ground), NULL},
};
static const struct sheet_form form = SHEET_FORM(struct grade, column, DIAG_CATALOG, "--ratings");

static void check_grade(struct sheet *sheet, const struct grades *grades, struct grade *row)
{
    if (row->kind == GRADE_COMPUTED)
        sheet_wrong(sheet, "rater_kind", "\"computed\" is what track finds (expected self, third, public or npc)");
    if (row->scale.length && !str_eq(row->scale, STR("top2")))
        sheet_wrong(sheet, "scale", "\"%.*s\" is no scale; expected top2, or nothing for classes and letters",
                    STR_ARG(row->scale));
    row->step = step_of(row->grade, row->scale);
    if (row->step == STEP_NONE)
        sheet_wrong(sheet, "grade",
                    row->scale.length
                        ? N_("\"%.*s\" is no percentage from 0 to 100")
                        : N_("\"%.*s\" is no grade; expected a class such as lagging, or a letter from A to D"),
                    STR_ARG(row->grade));
    if (objects_find(grades->objects, row->object) == OBJECT_ROW_NONE)
        sheet_wrong(sheet, "object", "no object \"%.*s\" in the table of objects%.*s", STR_ARG(row->object),
                    STR_ARG(objects_hint(grades->objects, row->object)));
    const struct str key[] = {row->object, rater_word[row->kind], row->rater};
    uint64_t line = sheet_before(sheet, sheet_line(sheet), key, 3);
    if (line)
        sheet_wrong(sheet, "object", "this rater graded it in line %llu already", (unsigned long long)line);
}

static void add_grade(struct mem *mem, struct grades *grades, size_t *room, struct grade row, uint32_t object)
{
    grades->row = mem_grow(mem, grades->row, grades->count, room, sizeof *grades->row);
    row.next = 0;
    grades->row[grades->count++] = row;
    uint32_t *link = &grades->first[object];
    while (*link)
        link = &grades->row[*link - 1].next;
    *link = grades->count;
}

/* The columns self_rating and third_rating; a grade of the table for the same rater goes before. */
static void take_columns(struct mem *mem, struct grades *grades, size_t *room)
{
    static const struct {
        const char *column;
        int kind;
    } own[] = {{"self_rating", GRADE_SELF}, {"third_rating", GRADE_THIRD}};
    for (uint32_t i = 0; i < grades->objects->count; i++)
        for (size_t k = 0; k < 2; k++) {
            const struct object *object = &grades->objects->row[i];
            struct str grade = str_trim(object_field(grades->objects, object, str_of(own[k].column)));
            bool known = false;
            for (uint32_t g = grades->first[i]; g; g = grades->row[g - 1].next)
                known |= grades->row[g - 1].kind == own[k].kind;
            if (!grade.length || known)
                continue;
            int step = step_of(grade, (struct str){NULL, 0});
            if (step == STEP_NONE) {
                struct place place = object_place(grades->objects, object, own[k].column);
                diag_report(DIAG_OBJECT, &place,
                            "\"%.*s\" is no grade; expected a class such as lagging, or a letter from A to D",
                            STR_ARG(grade));
                continue;
            }
            add_grade(mem, grades, room, (struct grade){.object = object->code, .grade = grade, .kind = own[k].kind,
                                                        .step = step}, i);
        }
}

struct grades *grades_load(struct mem *mem, struct reader *reader, const struct objects *objects)
{
    struct grades *grades = mem_take(mem, sizeof *grades);
    *grades = (struct grades){.objects = objects,
                              .first = mem_array(mem, (size_t)objects->count + 1, sizeof *grades->first)};
    size_t room = 0;
    struct sheet *sheet = reader ? sheet_open(mem, reader, &form) : NULL;
    struct grade row;
    while (sheet && sheet_next(sheet, &row)) {
        if (!sheet_sound(sheet))
            continue;
        check_grade(sheet, grades, &row);
        uint32_t object = objects_find(objects, row.object);
        if (object != OBJECT_ROW_NONE)
            add_grade(mem, grades, &room, row, object);
    }
    if (sheet)
        sheet_close(sheet);
    take_columns(mem, grades, &room);
    return grades;
}

/* ---- a row ---- */

struct graded {
    struct str grade[GRADE_RATERS];
    int step[GRADE_RATERS];   /* of the first of each kind */
    struct str steps, apart, grounds;
};

static struct str grade_step(struct mem *mem, int step)
{
    return answer_count(mem, step, step != STEP_NONE);
}

/* "third:Institute", or the kind alone. */
static struct str rater_of(struct mem *mem, const struct grade *grade)
{
    return grade->rater.length ? mem_join(mem, rater_word[grade->kind], STR(":"), grade->rater)
                               : rater_word[grade->kind];
}

static void hold_apart(struct mem *mem, struct graded *g, struct str a, int step, struct str b, int other)
{
    int apart = step > other ? step - other : other - step;
    if (step != STEP_NONE && other != STEP_NONE && apart >= APART)
        g->apart = mem_append(mem, g->apart, STR(";"), mem_join(mem, a, STR("-"), b));
}

static void gather(const struct grades *grades, struct mem *mem, uint32_t object, struct graded *g)
{
    if (g->step[GRADE_COMPUTED] != STEP_NONE)
        g->steps = mem_join(mem, STR("computed="), mem_whole(mem, g->step[GRADE_COMPUTED]));
    for (uint32_t i = grades->first[object]; i; i = grades->row[i - 1].next) {
        const struct grade *grade = &grades->row[i - 1];
        struct str rater = rater_of(mem, grade);
        g->grade[grade->kind] = mem_append(mem, g->grade[grade->kind], STR(";"), grade->grade);
        g->steps = mem_append(mem, g->steps, STR(";"), mem_join(mem, rater, STR("="), mem_whole(mem, grade->step)));
        if (grade->ground.length)
            g->grounds = voice_join(mem, g->grounds, mem_join(mem, rater, STR(": "), grade->ground));
        hold_apart(mem, g, STR("computed"), g->step[GRADE_COMPUTED], rater, grade->step);
        for (uint32_t k = grades->first[object]; k != i; k = grades->row[k - 1].next)
            hold_apart(mem, g, rater_of(mem, &grades->row[k - 1]), grades->row[k - 1].step, rater, grade->step);
    }
}

void grades_header(struct writer *writer)
{
    GRADE_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
}

bool grades_write(const struct grades *grades, struct mem *mem, struct writer *writer, uint32_t at,
                  const struct footing *s)
{
    const struct object *object = &grades->objects->row[at];
    struct graded graded = {.step[GRADE_COMPUTED] = step_of_status(s->status)}, *g = &graded;
    if (!grades->first[at])
        return false;
    gather(grades, mem, at, g);
    GRADE_COLUMNS(ANSWER_CELL)
    writer_end(writer);
    return g->apart.length > 0;
}
