/* lines - see lines.h */
#include "report/lines.h"
#include "base/str.h"
#include "meaning/sheet.h"

/* ---- cells ---- */

static struct str lines_day(struct mem *mem, struct day day)
{
    return day.known ? day_text(mem, day.number) : (struct str){NULL, 0};
}

static struct str lines_in_line(const struct footing *s)
{
    return s->status == STATUS_OF_NONE ? (struct str){NULL, 0} : s->in_line ? STR("yes") : STR("no");
}

static struct str lines_stage_months(struct mem *mem, const struct lines *l, const struct footing *s)
{
    int months = s->stage_since.known ? day_months(s->stage_since.number, l->basis->at) : 0;
    return answer_count(mem, months, s->stage_since.known);
}

/* The plan stands beside the progress, which it must not seem to have reached or missed. */
static struct str lines_beside(struct mem *mem, const struct lines *l, const struct footing *s,
                               struct measure measure)
{
    struct num limit[] = {num_of(100), s->progress};
    return measure_text_beside(mem, measure, l->places, limit, s->has_progress ? 2 : 1);
}

static struct str lines_gap(struct mem *mem, const struct lines *l, const struct footing *s)
{
    struct num limit[] = {num_negate(l->basis->marks.value[MARK_SLOW_POINTS]), num_of(0)};
    return measure_text_beside(mem, s->gap, l->places, limit, 2);
}

static struct str lines_money(struct mem *mem, const struct lines *l, const struct footing *s)
{
    struct num limit[] = {l->basis->marks.value[MARK_OVERSPEND_POINTS], num_of(0)};
    return measure_text_beside(mem, s->money_gap, l->places, limit, 2);
}

/* A fifth more or less asks for the plan to be changed. */
static struct str lines_change(struct mem *mem, const struct lines *l, const struct footing *s)
{
    struct num limit[] = {num_of(20), num_of(-20), num_of(0)};
    return measure_text_beside(mem, s->invest_change, l->places, limit, 3);
}

static bool lines_is_dated(const struct object *object, const struct footing *s)
{
    return s->has_finish && object->due.known;
}

/* ---- the face ---- */

struct lines *lines_open(struct mem *mem, const struct footing_basis *basis, int places)
{
    static const struct str own[] = {OBJECT_LINE(ANSWER_NAME)};
    const struct columns *columns = &basis->objects->columns;
    struct lines *lines = mem_take(mem, sizeof *lines);
    *lines = (struct lines){.mem = mem, .basis = basis, .places = places, .own = sizeof own / sizeof *own};
    uint32_t most = lines->own + columns->count;
    lines->name = mem_array(mem, most, sizeof *lines->name);
    lines->text = mem_array(mem, most, sizeof *lines->text);
    lines->from = mem_array(mem, most, sizeof *lines->from);
    for (lines->count = 0; lines->count < lines->own; lines->count++)
        lines->name[lines->count] = own[lines->count];
    for (uint32_t i = 0; i < columns->count; i++) {
        bool known = str_eq(columns->name[i], STR("planned_progress"));
        for (uint32_t k = 0; !known && k < lines->own; k++)
            known = str_eq(columns->name[i], own[k]);
        if (known)
            continue;
        lines->from[lines->count] = i;
        lines->name[lines->count++] = columns->name[i];
    }
    return lines;
}

uint32_t lines_find(const struct lines *lines, struct str name)
{
    for (uint32_t i = 0; i < lines->count; i++)
        if (str_eq(lines->name[i], name))
            return i;
    return COLUMN_NONE;
}

const struct sheet_words *lines_closed(void *state, struct str column)
{
#define X(name, word, ...) STR(word),
    static const struct str source[] = {SCHEDULE_SOURCES(X)};
#undef X
    static const struct sheet_words sources = {source, sizeof source / sizeof *source};
    static const struct {
        struct str column;
        enum word_list list;
    } row[] = {{STR("kind"), WORD_KINDS},     {STR("stage"), WORD_STAGES},
               {STR("status"), WORD_STATUSES}, {STR("reported_status"), WORD_STATUSES},
               {STR("in_line"), WORD_GRANTS},  {STR("land"), WORD_GRANTS},
               {STR("money"), WORD_GRANTS}};
    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        if (str_eq(row[i].column, column))
            return word_codes(row[i].list);
    return str_eq(column, STR("planned_by")) ? &sources : NULL;
}

void lines_set(struct lines *l, struct mem *mem, const struct object *object, const struct footing *s)
{
    const struct str text[] = {OBJECT_LINE(ANSWER_TEXT)};
    memcpy(l->text, text, sizeof text);
    for (uint32_t i = l->own; i < l->count; i++)
        l->text[i] = object->cell[l->from[i]];
}
