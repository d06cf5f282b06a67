/* suppose - see suppose.h */
#include "links/suppose.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"

static const struct str field_name[] = {STR("start"), STR("due"),   STR("done_on"),
                                        STR("progress"), STR("stage"), STR("status")};
enum { FIELD_START, FIELD_DUE, FIELD_DONE_ON, FIELD_PROGRESS, FIELD_STAGE, FIELD_STATUS, FIELDS };

static const char option[] = "--what-if";

static void set_day(struct mem *mem, struct str text, bool last, struct day *day)
{
    if (!day_read(text, last, day))
        diag_fatal(DIAG_USAGE, NULL, "%s: \"%.*s\" %s", option, STR_ARG(text), period_why(mem, text));
}

static int word_of(struct mem *mem, enum word_list list, const char *column, struct str text)
{
    int found = word_find(list, text);
    size_t count;
    const struct str *known = word_known(mem, list, &count);
    if (found < 0)
        diag_fatal(DIAG_USAGE, NULL, "%s: \"%.*s\" is no %s (track --list names them)%.*s", option, STR_ARG(text),
                   column, STR_ARG(nearest_hint(mem, text, known, count)));
    return found;
}

static void set_field(struct mem *mem, struct object *object, int field, struct str text)
{
    const char *why = NULL;
    switch (field) {
    case FIELD_START: set_day(mem, text, false, &object->start); break;
    case FIELD_DUE: set_day(mem, text, true, &object->due); break;
    case FIELD_DONE_ON: set_day(mem, text, true, &object->done_on); break;
    case FIELD_PROGRESS:
        why = figure_read_percent(mem, text, &object->progress);
        object->supposes_progress = true;
        break;
    case FIELD_STAGE:
        object->stage = (enum object_stage)word_of(mem, WORD_STAGES, "stage", text);
        object->supposes_stage = true;
        break;
    default: object->said = (enum object_status)word_of(mem, WORD_STATUSES, "status", text); break;
    }
    if (why)
        diag_fatal(DIAG_USAGE, NULL, "%s: \"%.*s\" %s", option, STR_ARG(text), why);
    if (object->start.known && object->due.known && object->start.number > object->due.number)
        diag_fatal(DIAG_USAGE, NULL, "%s: \"%.*s\" would begin after the date on which it is due", option,
                   STR_ARG(object->code));
}

/* "P017:due=2023-12-31" */
static void apply(struct objects *objects, struct str text)
{
    struct str rest = text, code, column;
    if (!str_cut(&rest, ':', &code) || !str_cut(&rest, '=', &column) || str_find(text, STR("=")) < 0)
        diag_fatal(DIAG_USAGE, NULL, "%s: \"%.*s\" is not OBJECT:COLUMN=VALUE", option, STR_ARG(text));
    uint32_t row = objects_find(objects, code);
    if (row == OBJECT_ROW_NONE)
        diag_fatal(DIAG_USAGE, NULL, "%s: no object \"%.*s\"%.*s", option, STR_ARG(code),
                   STR_ARG(objects_hint(objects, code)));
    for (int i = 0; i < FIELDS; i++)
        if (str_eq(field_name[i], column)) {
            set_field(objects->mem, &objects->row[row], i, rest);
            return;
        }
    diag_fatal(DIAG_USAGE, NULL, "%s: \"%.*s\" is none of start, due, done_on, progress, stage, status%.*s", option,
               STR_ARG(column), STR_ARG(nearest_hint(objects->mem, column, field_name, FIELDS)));
}

/* "P017:due", where the field is supposed to be this and that. */
static void hold_twice(const struct opt_list *movement, size_t at)
{
    struct str text = str_of(movement->value[at]), rest = text, field;
    str_cut(&rest, '=', &field);
    for (size_t i = 0; i < at; i++) {
        struct str before = str_of(movement->value[i]), other;
        str_cut(&before, '=', &other);
        if (str_eq(other, field))
            diag_fatal(DIAG_USAGE, NULL, "%s: \"%.*s\" stands there twice: one field can be supposed in one way",
                       option, STR_ARG(field));
    }
}

void suppose_apply(struct objects *objects, const struct opt_list *movement)
{
    for (size_t i = 0; i < movement->count; i++) {
        hold_twice(movement, i);
        apply(objects, str_of(movement->value[i]));
    }
}

void suppose_header(struct writer *writer)
{
    static const struct str name[] = {STR("about"), STR("code"), STR("name_zh"), STR("column"), STR("was"), STR("is")};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        writer_plain(writer, name[i]);
    writer_end(writer);
}

void suppose_differences(struct writer *writer, struct str about, struct str code, struct str name,
                         const struct str *column, const struct str *was, const struct str *is, size_t columns)
{
    for (size_t i = 0; i < columns; i++) {
        if (str_eq(was[i], is[i]))
            continue;
        const struct str cell[] = {about, code, name, column[i], was[i], is[i]};
        for (size_t k = 0; k < sizeof cell / sizeof *cell; k++)
            writer_field(writer, cell[k]);
        writer_end(writer);
    }
}
