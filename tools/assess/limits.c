/* limits - see limits.h */
#include <math.h>
#include <stddef.h>

#include "base/group.h"
#include "base/str.h"
#include "limits.h"
#include "meaning/sheet.h"

struct limit_row {
    struct str threshold, indicator;
    struct num value;
    uint64_t line;
};

struct limits {
    const char *file;         /* null without a table */
    struct thresholds all;
    struct group *own;        /* struct thresholds by indicator: of those that have their own */
    struct group *scale;      /* struct method by name and indicator (empty: all others): of those that were changed */
    struct limit_row *row;
    uint32_t rows;
};

/* ---- the four of linear and cagr ---- */

static const struct str plain_word[] = {STR("ahead"), STR("on_track"), STR("about"), STR("implausible")};
enum { PLAIN_WORDS = sizeof plain_word / sizeof *plain_word };

static struct num *plain_limit(struct thresholds *thresholds, struct str word)
{
    struct num *const into[PLAIN_WORDS] = {&thresholds->ahead, &thresholds->on_track, &thresholds->about,
                                           &thresholds->implausible};
    for (size_t i = 0; i < PLAIN_WORDS; i++)
        if (str_eq(word, plain_word[i]))
            return into[i];
    return NULL;
}

static struct thresholds built_in(void)
{
    struct thresholds thresholds = {0};
    num_parse(STR("1.05"), &thresholds.ahead);
    num_parse(STR("0.95"), &thresholds.on_track);
    num_parse(STR("0.02"), &thresholds.about);
    thresholds.implausible = num_of(LIMITS_IMPLAUSIBLE);
    return thresholds;
}

/* ---- the scales of other methods ---- */

bool limits_step(struct str name, const struct method **method, size_t *step)
{
    struct str rest = name, word;
    if (!str_cut(&rest, '.', &word) || !(*method = method_find(word)))
        return false;
    for (*step = 0; (*method)->step[*step].word; ++*step)
        if (str_eq(rest, str_of((*method)->step[*step].word)))
            return isfinite((*method)->step[*step].from);
    return false;
}

const struct method *limits_scale(const struct limits *limits, const struct method *method, struct str indicator)
{
    if (!group_count(limits->scale))
        return method;
    const struct method *own = group_find(limits->scale, (const struct str[]){str_of(method->name), indicator});
    if (!own)
        own = group_find(limits->scale, (const struct str[]){str_of(method->name), STR("")});
    return own ? own : method;
}

/* The scales of methods, changed as the rows say: those for all indicators first. */
static void take_scales(struct limits *limits)
{
    for (int exact = 0; exact < 2; exact++)
        for (uint32_t i = 0; i < limits->rows; i++) {
            const struct limit_row *row = &limits->row[i];
            const struct method *method;
            size_t step;
            if ((row->indicator.length > 0) != exact || !limits_step(row->threshold, &method, &step))
                continue;
            const struct method before = *limits_scale(limits, method, row->indicator);
            struct method *own = group_at(limits->scale, (const struct str[]){str_of(method->name), row->indicator});
            if (!own->name)
                *own = before;
            num_to_double(row->value, &own->step[step].from);
        }
}

/* ---- the table ---- */

static const struct sheet_column column[] = {
    {"threshold", SHEET_FULL, sheet_trimmed, offsetof(struct limit_row, threshold), NULL},
    {"value", SHEET_COLUMN, sheet_number, offsetof(struct limit_row, value), NULL},
    {"indicator", SHEET_MAY, sheet_trimmed, offsetof(struct limit_row, indicator), NULL},
};
static const struct sheet_form form = SHEET_FORM(struct limit_row, column, DIAG_CATALOG, "--thresholds");

static void check_row(struct sheet *sheet, const struct limit_row *row)
{
    const struct method *method;
    size_t step;
    struct thresholds thresholds;
    bool plain = plain_limit(&thresholds, row->threshold);
    if (!plain && !limits_step(row->threshold, &method, &step))
        sheet_wrong(sheet, "threshold",
                    "\"%.*s\" is none of ahead, on_track, about, implausible, and no METHOD.WORD such as "
                    "eurostat.moderate_progress%.*s",
                    STR_ARG(row->threshold),
                    STR_ARG(nearest_hint(sheet_mem(sheet), row->threshold, plain_word, PLAIN_WORDS)));
    else if (plain && num_sign(row->value) < 0)
        sheet_wrong(sheet, "value", "\"%.*s\" is below 0", STR_ARG(num_text(sheet_mem(sheet), row->value)));
}

static struct thresholds *own_of(struct limits *limits, struct str indicator)
{
    uint32_t before = group_count(limits->own);
    struct thresholds *own = group_at(limits->own, &indicator);
    if (group_count(limits->own) > before)
        *own = limits->all;
    return own;
}

/* The rows for all indicators first, since those of one stand on them. */
static void take_plain(struct limits *limits)
{
    for (int exact = 0; exact < 2; exact++)
        for (uint32_t i = 0; i < limits->rows; i++) {
            const struct limit_row *row = &limits->row[i];
            if ((row->indicator.length > 0) != exact)
                continue;
            struct thresholds *into = exact ? own_of(limits, row->indicator) : &limits->all;
            struct num *limit = plain_limit(into, row->threshold);
            if (limit)
                *limit = row->value;
        }
}

/* Their texts. */
static void say_limits(struct mem *mem, struct thresholds *limits)
{
    limits->paces = mem_join(mem, STR("ahead>="), num_text(mem, limits->ahead), STR(";on_track>="),
                             num_text(mem, limits->on_track));
    if (num_compare(limits->implausible, num_of(LIMITS_IMPLAUSIBLE)) != 0)
        limits->other_implausible = mem_join(mem, STR(";implausible>"), num_text(mem, limits->implausible));
}

static void say_all_limits(struct mem *mem, struct limits *limits)
{
    struct group_walk walk = {0};
    say_limits(mem, &limits->all);
    while (group_next(limits->own, &walk))
        say_limits(mem, walk.state);
}

/* Is a scale, or a pair of limits, upside down? */
static bool upside_down(const struct limits *limits)
{
    if (num_compare(limits->all.ahead, limits->all.on_track) < 0)
        return true;
    struct group_walk walk = {0};
    while (group_next(limits->own, &walk)) {
        const struct thresholds *own = walk.state;
        if (num_compare(own->ahead, own->on_track) < 0)
            return true;
    }
    return false;
}

static void check_scales(const struct limits *limits, struct sheet *sheet)
{
    for (uint32_t i = 0; i < limits->rows; i++) {
        const struct method *method;
        size_t step;
        if (!limits_step(limits->row[i].threshold, &method, &step))
            continue;
        const struct method *own = limits_scale(limits, method, limits->row[i].indicator);
        for (size_t s = 1; own->step[s].word; s++)
            if (own->step[s].from > own->step[s - 1].from) {
                sheet_wrong_row(sheet, i, limits->row[i].line, "%s is below %s on the scale of %s",
                                own->step[s - 1].word, own->step[s].word, own->name);
                break;
            }
    }
}

struct limits *limits_open(struct mem *mem, struct reader *reader)
{
    struct limits *limits = mem_take(mem, sizeof *limits);
    *limits = (struct limits){.all = built_in(), .own = group_open(1, sizeof(struct thresholds)),
                              .scale = group_open(2, sizeof(struct method))};
    say_all_limits(mem, limits);
    if (!reader)
        return limits;
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct limit_row row;
    size_t room = 0;
    limits->file = sheet_file(sheet);
    while (sheet_next(sheet, &row)) {
        row.line = sheet_place(sheet, NULL).line;
        if (sheet_sound(sheet))
            check_row(sheet, &row);
        limits->row = mem_grow(mem, limits->row, limits->rows, &room, sizeof *limits->row);
        limits->row[limits->rows++] = row;
    }
    if (!sheet_mistakes(sheet)) {
        take_plain(limits);
        take_scales(limits);
        say_all_limits(mem, limits);
        check_scales(limits, sheet);
        if (upside_down(limits))
            sheet_wrong_table(sheet, "ahead is below on_track");
    }
    sheet_close(sheet);
    return limits;
}

const struct thresholds *limits_of(const struct limits *limits, struct str indicator)
{
    const struct thresholds *own = group_find(limits->own, &indicator);
    return own ? own : &limits->all;
}

const char *limits_file(const struct limits *limits, struct str threshold, struct str indicator, uint64_t *line)
{
    const char *file = NULL;
    for (int exact = 0; exact < 2; exact++)
        for (uint32_t i = 0; i < limits->rows; i++) {
            const struct limit_row *row = &limits->row[i];
            bool meant = exact ? row->indicator.length && str_eq(row->indicator, indicator) : !row->indicator.length;
            if (!meant || !str_eq(row->threshold, threshold))
                continue;
            file = limits->file;
            *line = row->line;
        }
    return file;
}

void limits_close(struct limits *limits)
{
    group_close(limits->own);
    group_close(limits->scale);
}
