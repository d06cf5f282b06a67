/* answers_objects - each object, how many stand how, what changed, what is covered, how it is graded */
#include "answer/answers.h"
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "ledger/gradings.h"
#include "report/movement.h"
#include "report/tally.h"

/* ---- objects ---- */

static void open_objects(struct desk *desk)
{
    desk_row(desk, desk->lines->name, desk->lines->count);
}

static void each_object(struct desk *desk, uint32_t object, const struct footing *s)
{
    (void)object, (void)s;
    desk_row(desk, desk->lines->text, desk->lines->count);
}

/* ---- rollup ---- */

static void open_rollup(struct desk *desk)
{
    desk->state = tally_open(desk->job->mem, desk->lines, desk->ask->by, desk->ask->weight,
                              desk->ask->parts, desk->ask->money_unit);
}

static void each_rollup(struct desk *desk, uint32_t at, const struct footing *s)
{
    const struct object *object = &desk->objects->row[at];
    if (desk->ask->parts || !object_is_part(desk->objects, object))
        tally_add(desk->state, object, s);
}

static void write_rollup(struct desk *desk)
{
    tally_write(desk->state, desk_writer(desk));
    tally_close(desk->state);
}

/* ---- changes ---- */

static void open_changes(struct desk *desk)
{
    desk_need("changes", "--previous", N_("what --show objects wrote then"), desk->ask->previous);
    const struct sheaf *earlier = sheaf_load(desk->job->mem, job_table(desk->job, desk->ask->previous),
                                           "task,status,progress,slip_days", NULL, "--previous");
    desk->state = movement_open(desk->job->mem, earlier, desk->basis.at);
    movement_header(desk_writer(desk));
}

static void each_change(struct desk *desk, uint32_t object, const struct footing *s)
{
    (void)object, (void)s;
    movement_add(desk->state, desk->scratch, desk_writer(desk), desk->lines);
}

static void write_changes(struct desk *desk)
{
    movement_close(desk->state, desk_writer(desk));
}

/* ---- coverage ---- */

#define COVERAGE_COLUMNS(X) \
    X(task, "code of the object", code) \
    X(name_zh, "its name", name) \
    X(owner, "who leads", owner) \
    X(evaluated, "yes or no", evaluated ? STR("yes") : STR("no")) \
    X(reason, "why not", why)

static void write_coverage(struct desk *desk, struct str code, struct str name, struct str owner, bool evaluated,
                           struct str why)
{
    const struct str cell[] = {COVERAGE_COLUMNS(ANSWER_TEXT)};
    desk_row(desk, cell, sizeof cell / sizeof *cell);
}

static void open_coverage(struct desk *desk)
{
    static const struct str name[] = {COVERAGE_COLUMNS(ANSWER_NAME)};
    desk_row(desk, name, sizeof name / sizeof *name);
}

static void each_coverage(struct desk *desk, uint32_t at, const struct footing *s)
{
    const struct object *object = &desk->objects->row[at];
    bool evaluated = s->status != STATUS_OF_NONE && s->status != STATUS_OF_NOT_REPORTED && object->owner.length;
    struct str why = remark_reason(&s->remark);
    if (!object->owner.length)
        why = voice_join(desk->scratch, why, say(desk->scratch, "it has no owner who leads it"));
    write_coverage(desk, object->code, object->name, object->owner, evaluated, evaluated ? desk->lines->none : why);
}

/* What the outline has and the table of objects has not. */
static void close_coverage(struct desk *desk)
{
    if (!desk->ask->outline)
        return;
    const struct sheaf *outline = sheaf_load(desk->job->mem, job_table(desk->job, desk->ask->outline), "task",
                                           "task,name_zh,owner", "--outline");
    struct group *codes = group_open(1, sizeof(bool));
    for (uint32_t i = 0; i < outline->count; i++) {
        struct str code = sheaf_field(outline, i, "task");
        struct place place = sheaf_place(outline, i, "task");
        bool *seen = group_at(codes, &code);
        if (!code.length || *seen)
            diag_report(DIAG_OBJECT, &place, "\"%.*s\" is no code, or that of a row before it: this row is left out",
                        STR_ARG(code));
        else if (objects_find(desk->objects, code) == OBJECT_ROW_NONE)
            write_coverage(desk, code, sheaf_field(outline, i, "name_zh"), sheaf_field(outline, i, "owner"), false,
                           say(desk->job->mem, "the table of objects has no such row"));
        *seen = true;
    }
    group_close(codes);
}

/* ---- ratings ---- */

struct rating_run {
    struct grades *grades;
    uint32_t apart;
};

static void open_ratings(struct desk *desk)
{
    const struct columns *columns = &desk->objects->columns;
    if (column_find(columns, STR("self_rating")) == COLUMN_NONE &&
        column_find(columns, STR("third_rating")) == COLUMN_NONE)
        desk_need("ratings", "--ratings", N_("the grades of others (or columns self_rating and third_rating)"),
                  desk->ask->ratings);
    struct rating_run *run = mem_take(desk->job->mem, sizeof *run);
    struct reader *reader = desk->ask->ratings ? job_table(desk->job, desk->ask->ratings) : NULL;
    const struct gradable what = {desk->objects, desk_assessed(desk), desk_pillars(desk)};
    run->grades = gradings_load(desk->job->mem, reader, &what);
    desk->state = run;
    gradings_header(desk_writer(desk));
}

static void write_rating(struct desk *desk, const struct graded_thing *thing)
{
    struct rating_run *run = desk->state;
    run->apart += gradings_write(run->grades, desk->scratch, desk_writer(desk), thing);
}

static void each_rating(struct desk *desk, uint32_t object, const struct footing *s)
{
    const struct graded_thing thing =
        gradings_object(desk->scratch, &desk->objects->row[object], s, desk_line(desk, "progress"),
                        desk_line(desk, "planned"));
    write_rating(desk, &thing);
}

/* An indicator may have a row for each plan: the first counts. */
static void rate_indicators(struct desk *desk)
{
    const struct sheaf *rows = desk_assessed(desk);
    struct group *seen = group_open(1, sizeof(bool));
    for (uint32_t i = 0; rows && i < rows->count; i++) {
        struct mem_mark mark = mem_mark(desk->scratch);
        const struct graded_thing thing = gradings_indicator(rows, i);
        bool *before = group_at(seen, &thing.code);
        if (!*before)
            write_rating(desk, &thing);
        *before = true;
        mem_rewind(desk->scratch, mark);
    }
    group_close(seen);
}

static void rate_pillars(struct desk *desk)
{
    const struct group *pillars = desk_pillars(desk);
    struct group_walk walk = {0};
    while (group_next(pillars, &walk)) {
        struct mem_mark mark = mem_mark(desk->scratch);
        const struct graded_thing thing = {.code = group_key(pillars, walk.state, 0),
                                           .name = *(const struct str *)walk.state};
        write_rating(desk, &thing);
        mem_rewind(desk->scratch, mark);
    }
}

static void close_ratings(struct desk *desk)
{
    rate_indicators(desk);
    rate_pillars(desk);
    uint32_t apart = ((struct rating_run *)desk->state)->apart;
    if (apart)
        diag_report(DIAG_RATERS, NULL,
                    voice_plural("raters are two or more steps apart on %u object: see column disagree",
                                 "raters are two or more steps apart on %u objects: see column disagree", apart),
                    (unsigned)apart);
}

/* ---- the blind pack: what a third party gets ---- */

static bool is_blind(const struct desk *desk, uint32_t column)
{
    static const struct str seen[] = {STR("self_rating"), STR("third_rating"), STR("status"), STR("highlight"),
                                      STR("problem"), STR("request"), STR("reported_status"), STR("in_line"),
                                      STR("flags"), STR("reason"), STR("class"), STR("grade")};
    if (str_ends(desk->objects->columns.name[column], STR("_rating")))
        return true;
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
        if (str_eq(desk->objects->columns.name[column], seen[i]))
            return true;
    return false;
}

static void blind_row(struct desk *desk, const struct str *cell)
{
    struct writer *writer = desk_writer(desk);
    for (uint32_t i = 0; i < desk->objects->columns.count; i++)
        if (!is_blind(desk, i))
            writer_field(writer, cell[i]);
    writer_end(writer);
}

static void open_blind(struct desk *desk)
{
    blind_row(desk, desk->objects->columns.name);
}

static void each_blind(struct desk *desk, uint32_t object, const struct footing *s)
{
    (void)s;
    blind_row(desk, desk->objects->row[object].cell);
}

const struct reply answers_objects[] = {
    {"objects", "each object with its status, slip, date of finishing, and money", "where", open_objects, each_object,
     NULL},
    {"rollup", "how many objects stand how, by --by", "where|by|weight|parts|money-unit", open_rollup,
     each_rollup, write_rollup},
    {"changes", "what moved since --previous, what did not, what slipped further", "previous",
     open_changes, each_change, write_changes},
    {"coverage", "each object, and each of --outline: evaluated, or why not", "outline", open_coverage,
     each_coverage, close_coverage},
    {"ratings", "grades of --ratings beside the status or class, and where they disagree",
     "ratings|assessed|pillars", open_ratings, each_rating, close_ratings},
    {"blind", "the objects without anybody's judgement, for a third party", "where", open_blind, each_blind, NULL},
    {0}};
