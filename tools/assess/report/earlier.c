/* earlier - see earlier.h */
#include <stddef.h>

#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "limits.h"
#include "meaning/sheet.h"
#include "report/earlier.h"

struct earlier {
    struct earlier_row *row;
    uint32_t count;
    struct group *place;      /* uint32_t, from 1: which row has the key */
};

/* ---- cells ---- */

static void read_method(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    struct str known[METHODS_MOST];
    size_t count = 0;
    for (const struct method *row = method_row; row->name; row++)
        known[count++] = str_of(row->name);
    *(const struct method **)member = method_find(text);
    if (!method_find(text))
        sheet_wrong(sheet, column->name, "\"%.*s\" is no method%.*s", STR_ARG(text),
                    STR_ARG(nearest_hint(sheet_mem(sheet), text, known, count)));
}

/* "2020=10.8 2021=10.82" */
static void read_series(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    struct seen_list *list = member;
    struct str rest, word, period;
    size_t room = 0;
    sheet_text(sheet, column, text, &list->text);
    rest = list->text;
    while (str_cut(&rest, ' ', &word)) {
        struct seen seen = {.value_text = word};
        str_cut(&seen.value_text, '=', &period);
        seen.period_text = period;
        if (!period_parse(period, &seen.period) || num_parse(seen.value_text, &seen.value) != NUM_OK) {
            sheet_wrong(sheet, column->name, "\"%.*s\" is no figure such as 2022=10.93", STR_ARG(word));
            return;
        }
        list->row = mem_grow(sheet_mem(sheet), list->row, list->count, &room, sizeof *list->row);
        list->row[list->count++] = seen;
    }
}

/* ">=0.5" behind a name: the number, and whether there is one. */
static bool read_bound(struct str word, struct str name, struct num *into)
{
    return str_starts(word, name) && num_parse(str_part(word, name.length, word.length), into) == NUM_OK;
}

/* "eurostat.moderate_progress>=0.5" */
static bool read_step(struct sheet *sheet, struct str word, struct limits_seen *limits)
{
    struct step_seen seen = {0};
    struct num number;
    ptrdiff_t at = str_find(word, STR(">="));
    struct str name = at < 0 ? (struct str){NULL, 0} : str_part(word, 0, (size_t)at);
    size_t room = limits->steps;
    if (at < 0 || !limits_step(name, &seen.method, &seen.step) ||
        num_parse(str_part(word, (size_t)at + 2, word.length), &number) != NUM_OK || !num_to_double(number, &seen.from))
        return false;
    limits->step = mem_grow(sheet_mem(sheet), limits->step, limits->steps, &room, sizeof *limits->step);
    limits->step[limits->steps++] = seen;
    return true;
}

/* "ahead>=1.05;on_track>=0.95;about<=0.02" */
static void read_limits(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    struct limits_seen *limits = member;
    struct str rest, word;
    bool ahead = false, on_track = false, good = true;
    sheet_text(sheet, column, text, &limits->text);
    limits->implausible = num_of(LIMITS_IMPLAUSIBLE);
    rest = limits->text;
    while (good && str_cut(&rest, ';', &word)) {
        if (read_bound(word, STR("ahead>="), &limits->ahead))
            ahead = true;
        else if (read_bound(word, STR("on_track>="), &limits->on_track))
            on_track = true;
        else if (read_bound(word, STR("about<="), &limits->about))
            limits->has_about = true;
        else
            good = read_bound(word, STR("implausible>"), &limits->implausible) || read_step(sheet, word, limits);
    }
    if (!good || !ahead || !on_track)
        sheet_wrong(sheet, column->name, "\"%.*s\" is no thresholds such as ahead>=1.05;on_track>=0.95", STR_ARG(text));
}

/* ---- the words of the catalogue ---- */

static const struct str class_word[CLASS_COUNT] = {
#define X(name, word, ...) [CLASS_##name] = STR(word),
    PROGRESS_CLASSES(X)
#undef X
};
static const struct str kind_word[TARGET_COUNT] = {
#define X(name, word, ...) [TARGET_##name] = STR(word),
    TARGET_KINDS(X)
#undef X
};
static const struct str op_word[OP_COUNT] = {
#define X(name, word, ...) [OP_##name] = STR(word),
    TARGET_OPS(X)
#undef X
};
static const struct sheet_words class_words = {class_word, CLASS_COUNT}, kind_words = {kind_word, TARGET_COUNT},
                                op_words = {op_word, OP_COUNT};

/* ---- the table ---- */

#define CELL(member, kind, about) \
    {#member, SHEET_COLUMN, kind, offsetof(struct earlier_row, member), about}

static const struct sheet_column column[] = {
    CELL(plan, sheet_text, NULL),
    CELL(region, sheet_text, NULL),
    {"indicator", SHEET_FULL, sheet_text, offsetof(struct earlier_row, indicator), NULL},
    CELL(base_period, sheet_span, NULL),
    CELL(base_value, sheet_figure, NULL),
    CELL(base_plan, sheet_figure, NULL),
    CELL(base_revised, sheet_figure, NULL),
    CELL(period, sheet_span, NULL),
    CELL(value, sheet_figure, NULL),
    CELL(qualifier, sheet_text, NULL),
    CELL(target_period, sheet_span, NULL),
    {"target_kind", SHEET_COLUMN, sheet_word, offsetof(struct earlier_row, kind), &kind_words},
    CELL(op, sheet_word, &op_words),
    CELL(target_value, sheet_figure, NULL),
    CELL(target_high, sheet_figure, NULL),
    CELL(related, sheet_text, NULL),
    CELL(tolerance, sheet_text, NULL),
    CELL(flags, sheet_text, NULL),
    CELL(pace, sheet_figure, NULL),
    {"class", SHEET_FULL, sheet_word, offsetof(struct earlier_row, class), &class_words},
    {"thresholds", SHEET_FULL, read_limits, offsetof(struct earlier_row, limits), NULL},
    CELL(method, read_method, NULL),
    CELL(series, read_series, NULL),
    CELL(related_series, read_series, NULL),
};

enum { KEYS = 6 };

static void key_of(const struct earlier_row *row, struct str key[KEYS])
{
    key[0] = row->plan;
    key[1] = row->region;
    key[2] = row->indicator;
    key[3] = row->target_period.text;
    key[4] = kind_word[row->kind];
    key[5] = str_of(row->method->name);
}

/* Puts a sound row under its key; one that has it already is a mistake. */
static void place_row(struct sheet *sheet, struct earlier *earlier, const struct earlier_row *row)
{
    struct str key[KEYS];
    key_of(row, key);
    uint64_t before = sheet_before(sheet, sheet_line(sheet), key, KEYS);
    if (before)
        sheet_wrong(sheet, "indicator", "this target stands in line %llu already", (unsigned long long)before);
    *(uint32_t *)group_at(earlier->place, key) = earlier->count + 1;
}

struct earlier *earlier_load(struct mem *mem, struct reader *reader)
{
    static const struct sheet_form form =
        SHEET_FORM(struct earlier_row, column, DIAG_CATALOG,
                   N_("--previous takes the answer of an earlier run of assess, with all its columns"));
    struct earlier *earlier = mem_take(mem, sizeof *earlier);
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct earlier_row row;
    size_t room = 0;
    earlier->place = group_open(KEYS, sizeof(uint32_t));
    while (sheet_next(sheet, &row)) {
        if (sheet_sound(sheet))
            place_row(sheet, earlier, &row);
        earlier->row = mem_grow(mem, earlier->row, earlier->count, &room, sizeof *earlier->row);
        earlier->row[earlier->count++] = row;
    }
    sheet_close(sheet);
    return earlier;
}

struct earlier_row *earlier_find(const struct earlier *earlier, const struct target *target,
                                 const struct method *method)
{
    const struct earlier_row sought = {.plan = target->plan, .region = target->region, .indicator = target->indicator,
                                       .target_period = target->target_period, .kind = (int)target->kind,
                                       .method = method};
    struct str key[KEYS];
    key_of(&sought, key);
    const uint32_t *place = group_find(earlier->place, key);
    return place ? &earlier->row[*place - 1] : NULL;
}

struct earlier_row *earlier_rows(const struct earlier *earlier, uint32_t *count)
{
    *count = earlier->count;
    return earlier->row;
}

void earlier_close(const struct earlier *earlier)
{
    group_close(earlier->place);
}
