/* desk - see desk.h */
#include "answer/desk.h"
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"

static struct reader *table(const struct desk *desk, const char *file)
{
    return file ? job_table(desk->job, file) : NULL;
}

void desk_open(struct desk *desk)
{
    struct mem *mem = desk->job->mem;
    const struct desk_ask *ask = desk->ask;
    desk->scratch = mem_open();
    desk->basis = (struct footing_basis){.at = ask->at.value.last,
                                          .marks = marks_open(mem, table(desk, ask->thresholds))};
    desk->objects = objects_load(mem, job_reader(desk->job));
    desk->basis.objects = desk->objects;
    if (ask->progress)
        desk->basis.reports = desk->filings =
            filings_load(mem, job_table(desk->job, ask->progress), desk->objects, desk->basis.at);
    desk->basis.schedule = schedule_load(mem, table(desk, ask->plan), desk->objects);
    desk->lines = lines_open(mem, &desk->basis, (int)ask->places);
}

void desk_close(struct desk *desk)
{
    graph_close(desk->graph);
    if (desk->pillars)
        group_close(desk->pillars);
    filings_close(desk->filings);
    objects_close(desk->objects);
    mem_close(desk->scratch);
}

struct writer *desk_writer(struct desk *desk)
{
    return job_writer(desk->job);
}

void desk_row(struct desk *desk, const struct str *text, size_t count)
{
    struct writer *writer = desk_writer(desk);
    for (size_t i = 0; i < count; i++)
        writer_field(writer, text[i]);
    writer_end(writer);
}

size_t desk_header(struct desk *desk, const struct str *name)
{
    size_t count = 0;
    while (name[count].length)
        count++;
    desk_row(desk, name, count);
    return count;
}

void desk_need(const char *answer, const char *option, const char *what, const char *given)
{
    if (!given)
        diag_fatal(DIAG_USAGE, NULL, "--show %s needs %s FILE: %s", answer, option, voice_text(what));
}

const struct sheaf *desk_assessed(struct desk *desk)
{
    if (!desk->assessed && desk->ask->assessed)
        desk->assessed = sheaf_load(desk->job->mem, job_table(desk->job, desk->ask->assessed), "indicator,class", NULL,
                                   "--assessed");
    return desk->assessed;
}

/* An owner that the table has not is told once. */
static void tell_unknown_owners(struct desk *desk)
{
    const struct sheaf *rows = desk->owners;
    struct mem *mem = desk->job->mem;
    struct str *known = mem_array(mem, (size_t)rows->count + 1, sizeof *known);
    for (uint32_t i = 0; i < rows->count; i++)
        known[i] = sheaf_field(rows, i, "owner");
    struct group *owners = group_open(1, sizeof(bool));
    for (uint32_t i = 0; i < rows->count; i++)
        *(bool *)group_at(owners, &known[i]) = true;
    for (uint32_t i = 0; i < desk->objects->count; i++) {
        const struct object *object = &desk->objects->row[i];
        struct str rest[] = {object->owner, object->co_owners}, name;
        for (int k = 0; k < 2; k++)
            while (object_name_next(&rest[k], &name)) {
                bool *seen = group_at(owners, &name);
                if (*seen)
                    continue;
                *seen = true;
                struct place place = object_place(desk->objects, object, k ? "co_owners" : "owner");
                diag_report(DIAG_OBJECT, &place, "\"%.*s\" is no owner of %s%.*s", STR_ARG(name),
                            rows->columns.file, STR_ARG(nearest_hint(mem, name, known, rows->count)));
            }
    }
    group_close(owners);
}

const struct sheaf *desk_owners(struct desk *desk)
{
    if (!desk->owners && desk->ask->owners) {
        desk->owners = sheaf_load(desk->job->mem, job_table(desk->job, desk->ask->owners), "owner",
                                   "owner,name_zh,receives", "--owners");
        tell_unknown_owners(desk);
    }
    return desk->owners;
}

void desk_graph(struct desk *desk)
{
    struct mem *mem = desk->job->mem;
    const struct graph_tables tables = {table(desk, desk->ask->links), table(desk, desk->ask->pillars),
                                        desk_assessed(desk)};
    desk->graph = graph_load(mem, desk->objects, &tables);
    desk->walk = graph_walk_open(mem, desk->graph);
    desk->support = (struct support_basis){.mem = mem, .objects = desk->objects, .graph = desk->graph,
                                           .marks = &desk->basis.marks, .places = (int)desk->ask->places};
}

const struct group *desk_pillars(struct desk *desk)
{
    if (desk->pillars)
        return desk->pillars;
    desk->pillars = group_open(1, sizeof(struct str));
    const struct sheaf *rows = desk->ask->pillars
                                   ? sheaf_load(desk->job->mem, table(desk, desk->ask->pillars), "pillar",
                                                "pillar,kind,name_zh", "--pillars") : NULL;
    for (uint32_t i = 0; rows && i < rows->count; i++) {
        struct str code = sheaf_field(rows, i, "pillar");
        *(struct str *)group_at(desk->pillars, &code) = sheaf_field(rows, i, "name_zh");
    }
    for (uint32_t i = 0; i < desk->objects->count; i++) {
        struct str rest = object_field(desk->objects, &desk->objects->row[i], STR("pillar")), code;
        while (object_name_next(&rest, &code))
            group_at(desk->pillars, &code);
    }
    return desk->pillars;
}

const struct workdays *desk_workdays(struct desk *desk)
{
    if (!desk->workdays)
        desk->workdays = workdays_load(desk->job->mem, table(desk, desk->ask->holidays));
    return desk->workdays;
}

const struct stance *desk_stances(struct desk *desk)
{
    struct stance *stance = mem_array(desk->job->mem, (size_t)desk->objects->count + 1, sizeof *stance);
    for (uint32_t i = 0; i < desk->objects->count; i++) {
        struct mem_mark mark = mem_mark(desk->scratch);
        struct footing s = footing_of(desk->scratch, &desk->basis, i);
        stance[i] = (struct stance){s.in_line, s.has_invest, s.status != STATUS_OF_NONE, s.invest_done};
        mem_rewind(desk->scratch, mark);
    }
    return stance;
}

struct footing desk_turn(struct desk *desk, uint32_t object)
{
    struct footing s = footing_of(desk->scratch, &desk->basis, object);
    lines_set(desk->lines, desk->scratch, &desk->objects->row[object], &s);
    return s;
}

struct str desk_line(const struct desk *desk, const char *name)
{
    return desk->lines->text[lines_find(desk->lines, str_of(name))];
}
