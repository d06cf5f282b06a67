/* objects - see objects.h */
#include "object/objects.h"
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/aside.h"
#include "object/sheaf.h"

/* ---- the columns that are read ---- */

enum read {
    READ_TASK, READ_NAME, READ_PLAN, READ_OWNER, READ_CO_OWNERS, READ_PARENT, READ_KIND, READ_STAGE, READ_STATUS,
    READ_START, READ_DUE, READ_DONE_ON, READ_PROGRESS, READ_PLANNED, READ_WEIGHT, READ_INVEST_PLANNED, READ_INVEST_DONE,
    READ_INVEST_ORIGINAL, READ_LAND, READ_MONEY, READ_COUNT
};
/* All columns that somebody reads. */
static const char read_known[] = "task,name_zh,plan,owner,co_owners,parent,kind,stage,status,start,due,done_on,"
                                 "progress,planned_progress,weight,invest_planned,invest_done,invest_original,land,"
                                 "money,pillar,cause,self_rating,third_rating";
static const char *const read_name[READ_COUNT] = {
    "task", "name_zh", "plan", "owner", "co_owners", "parent", "kind", "stage", "status",
    "start", "due", "done_on", "progress", "planned_progress", "weight", "invest_planned", "invest_done",
    "invest_original", "land", "money"};

struct loading {
    struct objects *objects;
    uint32_t at[READ_COUNT];  /* positions, or COLUMN_NONE */
    size_t room;
};

/* ---- fields ---- */

static const char *read_figure(struct mem *mem, struct str text, struct figure *figure, bool percent)
{
    struct num value;
    *figure = (struct figure){.text = text};
    if (!text.length)
        return NULL;
    enum num_verdict verdict = num_parse(text, &value);
    if (verdict != NUM_OK && percent && str_ends(text, STR("%")))
        return voice_text(N_("is written with its sign (expected the number of percent alone)"));
    if (verdict != NUM_OK)
        return num_why(mem, verdict, text);
    if (num_sign(value) < 0)
        return voice_text(percent ? N_("is below 0 (expected a percentage from 0 to 100)")
                                  : N_("is below 0 (expected 0 or more)"));
    if (percent && num_compare(value, num_of(100)) > 0)
        return voice_text(N_("is above 100 (expected a percentage from 0 to 100)"));
    figure->value = value;
    figure->known = true;
    return NULL;
}

const char *figure_read_percent(struct mem *mem, struct str text, struct figure *figure)
{
    return read_figure(mem, text, figure, true);
}

const char *figure_read_amount(struct mem *mem, struct str text, struct figure *figure)
{
    return read_figure(mem, text, figure, false);
}

bool object_name_next(struct str *rest, struct str *name)
{
    while (str_cut(rest, '|', name)) {
        *name = str_trim(*name);
        if (name->length)
            return true;
    }
    return false;
}

static struct str field(const struct loading *l, const struct object *object, enum read which)
{
    return l->at[which] == COLUMN_NONE ? (struct str){NULL, 0} : str_trim(object->cell[l->at[which]]);
}

static void wrong(const struct loading *l, const struct object *object, enum read which, const char *why)
{
    struct place place = object_place(l->objects, object, read_name[which]);
    diag_report(DIAG_OBJECT, &place, "\"%.*s\" %s", STR_ARG(field(l, object, which)), why);
}

static int read_word(const struct loading *l, const struct object *object, enum read which, enum word_list list)
{
    struct str text = field(l, object, which);
    int found = word_find(list, text);
    if (found >= 0)
        return found;
    struct place place = object_place(l->objects, object, read_name[which]);
    size_t count;
    const struct str *known = word_known(l->objects->mem, list, &count);
    diag_report(DIAG_OBJECT, &place, "\"%.*s\" is no %s (track --list names them)%.*s", STR_ARG(text),
                list == WORD_GRANTS ? "yes or no" : read_name[which],
                STR_ARG(nearest_hint(l->objects->mem, text, known, count)));
    return 0;
}

static void read_date(const struct loading *l, const struct object *object, enum read which, bool last,
                      struct day *into)
{
    struct str text = field(l, object, which);
    if (!day_read(text, last, into))
        wrong(l, object, which, period_why(l->objects->mem, text));
}

static void read_number(const struct loading *l, const struct object *object, enum read which, bool percent,
                        struct figure *into)
{
    const char *why = read_figure(l->objects->mem, field(l, object, which), into, percent);
    if (why)
        wrong(l, object, which, why);
}

/* A change in percent of nothing is none. */
static void read_original(const struct loading *l, struct object *object)
{
    struct figure figure;
    read_number(l, object, READ_INVEST_ORIGINAL, false, &figure);
    if (!figure.known || num_sign(figure.value) > 0)
        return;
    wrong(l, object, READ_INVEST_ORIGINAL, voice_text(N_("is 0 (expected an amount above 0, or nothing)")));
}

struct figure object_original(const struct objects *objects, const struct object *object)
{
    struct figure figure = {.known = false};
    if (objects->original != COLUMN_NONE &&
        !read_figure(objects->mem, str_trim(object->cell[objects->original]), &figure, false))
        figure.known = figure.known && num_sign(figure.value) > 0;
    return figure;
}

/* ---- rows ---- */

static void read_row(const struct loading *l, struct object *object)
{
    object->name = field(l, object, READ_NAME);
    object->plan = field(l, object, READ_PLAN);
    object->owner = field(l, object, READ_OWNER);
    object->co_owners = field(l, object, READ_CO_OWNERS);
    object->parent = field(l, object, READ_PARENT);
    object->kind = (enum object_kind)read_word(l, object, READ_KIND, WORD_KINDS);
    object->stage = (enum object_stage)read_word(l, object, READ_STAGE, WORD_STAGES);
    object->said = (enum object_status)read_word(l, object, READ_STATUS, WORD_STATUSES);
    read_date(l, object, READ_START, false, &object->start);
    read_date(l, object, READ_DUE, true, &object->due);
    read_date(l, object, READ_DONE_ON, true, &object->done_on);
    read_number(l, object, READ_PROGRESS, true, &object->progress);
    read_number(l, object, READ_PLANNED, true, &object->planned);
    read_number(l, object, READ_WEIGHT, false, &object->weight);
    read_number(l, object, READ_INVEST_PLANNED, false, &object->invest_planned);
    read_number(l, object, READ_INVEST_DONE, false, &object->invest_done);
    read_original(l, object);
    object->land = (enum object_grant)read_word(l, object, READ_LAND, WORD_GRANTS);
    object->money = (enum object_grant)read_word(l, object, READ_MONEY, WORD_GRANTS);
    if (object->start.known && object->due.known && object->start.number > object->due.number) {
        wrong(l, object, READ_START, voice_text(N_("is after the date on which it is due")));
        object->start.known = object->due.known = false;
    }
    if (object->done_on.known && object->start.known && object->done_on.number < object->start.number) {
        wrong(l, object, READ_DONE_ON, voice_text(N_("is before the date on which it begins")));
        object->done_on.known = false;
    }
    if (!object->owner.length) {
        struct place place = object_place(l->objects, object, read_name[READ_OWNER]);
        diag_report(DIAG_OBJECT, &place, "\"%.*s\" has no owner who leads it", STR_ARG(object->code));
    }
}

static void read_object(struct loading *l, struct reader *reader, const struct record *record)
{
    struct objects *objects = l->objects;
    struct place where = reader_place(reader, l->at[READ_TASK]);
    if (objects->count == l->room) {
        l->room = l->room ? l->room * 2 : 64;
        objects->row = mem_resize(objects->row, l->room * sizeof *objects->row);
    }
    struct object *object = &objects->row[objects->count];
    *object = (struct object){.cell = sheaf_keep(objects->mem, record), .line = where.line, .file = where.file,
                              .origin = mem_copy(objects->mem, where.origin), .before = where.before,
                              .parent_row = OBJECT_ROW_NONE, .first_part = OBJECT_ROW_NONE,
                              .next_part = OBJECT_ROW_NONE};
    object->code = field(l, object, READ_TASK);
    if (!object->code.length) {
        diag_report(DIAG_OBJECT, &where, "the row has no code and is left out (expected one in the column task)");
        objects->left_out++;
        return;
    }
    uint32_t *row = group_at(objects->by_code, &object->code);
    if (*row) {
        diag_report(DIAG_OBJECT, &where, "\"%.*s\" stands in line %llu already: this row is left out",
                    STR_ARG(object->code), (unsigned long long)objects->row[*row - 1].line);
        objects->left_out++;
        return;
    }
    *row = ++objects->count;
    read_row(l, object);
}

/* ---- parts ---- */

static bool leads_back(const struct objects *objects, uint32_t from)
{
    uint32_t at = objects->row[from].parent_row, steps = 0;
    while (at != OBJECT_ROW_NONE && at != from && steps++ < objects->count)
        at = objects->row[at].parent_row;
    return at != OBJECT_ROW_NONE;
}

static void find_parents(struct objects *objects)
{
    for (uint32_t i = 0; i < objects->count; i++) {
        struct object *object = &objects->row[i];
        if (!object->parent.length)
            continue;
        object->parent_row = objects_find(objects, object->parent);
        if (object->parent_row != OBJECT_ROW_NONE)
            continue;
        struct place place = object_place(objects, object, "parent");
        diag_report(DIAG_OBJECT, &place, "\"%.*s\" is no object of the table%.*s", STR_ARG(object->parent),
                    STR_ARG(objects_hint(objects, object->parent)));
    }
    for (uint32_t i = 0; i < objects->count; i++) {
        struct object *object = &objects->row[i];
        if (!leads_back(objects, i))
            continue;
        struct place place = object_place(objects, object, "parent");
        diag_report(DIAG_OBJECT, &place, "\"%.*s\" is a part of itself: its parents lead back to it",
                    STR_ARG(object->code));
        object->parent_row = OBJECT_ROW_NONE;
    }
    for (uint32_t i = objects->count; i-- > 0;) {
        struct object *object = &objects->row[i];
        if (!object_is_part(objects, object))
            continue;
        struct object *bundle = &objects->row[object->parent_row];
        bundle->is_bundle = true;
        object->next_part = bundle->first_part;
        bundle->first_part = i;
    }
}

bool object_is_part(const struct objects *objects, const struct object *object)
{
    return object->parent_row != OBJECT_ROW_NONE && objects->row[object->parent_row].kind == object->kind;
}

/* ---- the face ---- */

struct objects *objects_load(struct mem *mem, struct reader *reader)
{
    struct objects *objects = mem_take(mem, sizeof *objects);
    *objects = (struct objects){.mem = mem, .columns = column_header(mem, reader),
                                .by_code = group_open(1, sizeof(uint32_t))};
    struct loading l = {.objects = objects};
    for (int i = 0; i < READ_COUNT; i++)
        l.at[i] = column_find(&objects->columns, str_of(read_name[i]));
    objects->original = l.at[READ_INVEST_ORIGINAL];
    l.at[READ_TASK] = column_need(&objects->columns, STR("task"), N_("a table of objects has one"));
    l.at[READ_OWNER] = column_need(&objects->columns, STR("owner"), N_("a table of objects has one"));
    aside_near(&objects->columns, 1, read_known);
    const struct record *record;
    while ((record = reader_next(reader)))
        read_object(&l, reader, record);
    find_parents(objects);
    return objects;
}

void objects_close(struct objects *objects)
{
    if (!objects)
        return;
    group_close(objects->by_code);
    mem_release(objects->row);
}

uint32_t objects_find(const struct objects *objects, struct str code)
{
    const uint32_t *row = group_find(objects->by_code, &code);
    return row && *row ? *row - 1 : OBJECT_ROW_NONE;
}

struct str objects_hint(const struct objects *objects, struct str code)
{
    struct str *known = mem_array(objects->mem, objects->count, sizeof *known);
    for (uint32_t i = 0; i < objects->count; i++)
        known[i] = objects->row[i].code;
    return nearest_hint(objects->mem, code, known, objects->count);
}

struct str object_field(const struct objects *objects, const struct object *object, struct str column)
{
    uint32_t at = column_find(&objects->columns, column);
    return at == COLUMN_NONE ? (struct str){NULL, 0} : object->cell[at];
}

struct place object_place(const struct objects *objects, const struct object *object, const char *column)
{
    struct place place = {.file = object->file, .line = object->line, .origin = object->origin,
                          .before = object->before};
    uint32_t at = column ? column_find(&objects->columns, str_of(column)) : COLUMN_NONE;
    if (at != COLUMN_NONE) {
        place.column = at + 1;
        place.name = objects->columns.name[at];
    }
    return place;
}
