/* ratings - see ratings.h */
#include <stddef.h>
#include <stdlib.h>

#include "base/str.h"
#include "base/voice.h"
#include "meaning/sheet.h"
#include "judge/ratings.h"

enum { STEP_NONE, STEP_WORST, STEP_LOW, STEP_GOOD, STEP_BEST, APART = 2 };

struct rating {
    struct str object, region, kind, grade, rater, scale, date, ground;
    int step;
    bool held;
    const char *file;
    uint64_t line;
};

struct ratings {
    struct rating *row;       /* by object, and as they stand in the table */
    uint32_t count;
};

/* ---- steps ---- */

static int step_of_class(enum progress_class class)
{
    switch (class) {
    case CLASS_ACHIEVED: case CLASS_AHEAD: return STEP_BEST;
    case CLASS_ON_TRACK: return STEP_GOOD;
    case CLASS_LAGGING: return STEP_LOW;
    case CLASS_REVERSED: return STEP_WORST;
    default: return STEP_NONE;
    }
}

static int step_of_share(struct num share)
{
    return num_compare(share, num_of(80)) >= 0   ? STEP_BEST
           : num_compare(share, num_of(65)) >= 0 ? STEP_GOOD
           : num_compare(share, num_of(50)) >= 0 ? STEP_LOW
                                                 : STEP_WORST;
}

static int step_of(const struct rating *row)
{
    struct num share;
    if (str_eq(row->scale, STR("top2")))
        return num_parse(row->grade, &share) == NUM_OK && num_sign(share) >= 0 && num_compare(share, num_of(100)) <= 0
                   ? step_of_share(share)
                   : STEP_NONE;
    if (row->grade.length == 1 && *row->grade.at >= 'A' && *row->grade.at <= 'D')
        return STEP_BEST - (*row->grade.at - 'A');
    return step_of_class(progress_class_find(row->grade));
}

/* ---- the table ---- */

static const struct str rater_kind[] = {STR("self"), STR("third"), STR("public"), STR("npc")};
enum { RATER_KINDS = sizeof rater_kind / sizeof *rater_kind };

static const struct sheet_column column[] = {
    {"object", SHEET_FULL, sheet_trimmed, offsetof(struct rating, object), NULL},
    {"rater_kind", SHEET_FULL, sheet_trimmed, offsetof(struct rating, kind), NULL},
    {"grade", SHEET_FULL, sheet_trimmed, offsetof(struct rating, grade), NULL},
    {"region", SHEET_MAY, sheet_trimmed, offsetof(struct rating, region), NULL},
    {"rater", SHEET_MAY, sheet_text, offsetof(struct rating, rater), NULL},
    {"scale", SHEET_MAY, sheet_trimmed, offsetof(struct rating, scale), NULL},
    {"date", SHEET_MAY, sheet_text, offsetof(struct rating, date), NULL},
    {"ground", SHEET_MAY, sheet_text, offsetof(struct rating, ground), NULL},
};
static const struct sheet_form form = SHEET_FORM(struct rating, column, DIAG_CATALOG, "--ratings");

static void check_row(struct sheet *sheet, struct rating *row)
{
    bool known = false;
    for (size_t i = 0; i < RATER_KINDS; i++)
        known |= str_eq(row->kind, rater_kind[i]);
    if (!known)
        sheet_wrong(sheet, "rater_kind", "\"%.*s\" is none of self, third, public, npc%.*s", STR_ARG(row->kind),
                    STR_ARG(nearest_hint(sheet_mem(sheet), row->kind, rater_kind, RATER_KINDS)));
    if (row->scale.length && !str_eq(row->scale, STR("top2")))
        sheet_wrong(sheet, "scale", "\"%.*s\" is no scale; expected top2, or nothing for classes and letters",
                    STR_ARG(row->scale));
    row->step = step_of(row);
    if (row->step == STEP_NONE)
        sheet_wrong(sheet, "grade",
                    row->scale.length
                        ? N_("\"%.*s\" is no percentage from 0 to 100")
                        : N_("\"%.*s\" is no grade; expected a class such as lagging, or a letter from A to D"),
                    STR_ARG(row->grade));
    const struct str key[] = {row->object, row->region, row->kind,
                              str_eq(row->kind, STR("self")) ? (struct str){NULL, 0} : row->rater};
    uint64_t line = sheet_before(sheet, sheet_line(sheet), key, sizeof key / sizeof *key);
    if (line)
        sheet_wrong(sheet, "object", "this rater graded it in line %llu already", (unsigned long long)line);
}

static int by_object(const void *left, const void *right)
{
    const struct rating *a = left, *b = right;
    int order = str_cmp(a->object, b->object);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

struct ratings *ratings_load(struct mem *mem, struct reader *reader)
{
    struct ratings *ratings = mem_take(mem, sizeof *ratings);
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct rating row;
    size_t room = 0;
    while (sheet_next(sheet, &row)) {
        if (!sheet_sound(sheet))
            continue;
        check_row(sheet, &row);
        row.held = false;
        row.file = sheet_file(sheet);
        row.line = sheet_line(sheet);
        ratings->row = mem_grow(mem, ratings->row, ratings->count, &room, sizeof *ratings->row);
        ratings->row[ratings->count++] = row;
    }
    sheet_close(sheet);
    if (ratings->count)
        qsort(ratings->row, ratings->count, sizeof *ratings->row, by_object);
    return ratings;
}

/* The ratings of an object. */
struct ratings_of {
    struct rating *row;
    uint32_t count;
};

static struct ratings_of ratings_of(const struct ratings *ratings, struct str object)
{
    uint32_t low = 0, high = ratings ? ratings->count : 0, count = 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (str_cmp(ratings->row[middle].object, object) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    while (ratings && low + count < ratings->count && str_eq(ratings->row[low + count].object, object))
        count++;
    return (struct ratings_of){count ? ratings->row + low : NULL, count};
}

/* ---- what they say of a target ---- */

struct rater {
    struct str name;          /* "computed", "third:Somebody" */
    struct str grade;         /* as it came; of a class the word in use */
    int step;
};

/* A grade that is a class is called so; a letter or a percentage is itself. */
static struct str called(struct str grade)
{
    enum progress_class class = progress_class_find(grade);
    return class == CLASS_NONE ? grade : judge_class_called(class);
}

static struct str rater_called(struct mem *mem, const struct rater *rater)
{
    static const struct {
        const char *word, *called;
    } row[] = {{"computed", N_("computed")}, {"official", N_("official")}, {"self", N_("self-assessed")},
               {"third", N_("third party")}, {"public", N_("public")}, {"npc", N_("people's congress")}};
    struct str rest = rater->name, kind;
    str_cut(&rest, ':', &kind);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        if (str_eq(kind, str_of(row[i].word)))
            kind = str_of(voice_text(row[i].called));
    return rest.length ? say(mem, "{1} ({2})", kind, rest) : kind;
}

static void compare(struct rated *rated, struct remark *remark, const struct rater *a, const struct rater *b)
{
    struct mem *mem = remark->mem;
    int apart = a->step > b->step ? a->step - b->step : b->step - a->step;
    if (apart < APART)
        return;
    if (!rated->apart.length)
        remark_flag(remark, "raters_disagree");
    rated->apart = mem_format(mem, "%.*s%s%.*s-%.*s", STR_ARG(rated->apart), rated->apart.length ? ";" : "",
                              STR_ARG(a->name), STR_ARG(b->name));
    remark_say(remark, "{1} {2}, {3} {4}: {5} steps apart", rater_called(mem, a), a->grade,
               rater_called(mem, b), b->grade, answer_count(mem, apart, true));
}

static bool is_of(const struct rating *row, const struct target *target)
{
    return !row->region.length || str_eq(row->region, target->region);
}

static void add_rater(struct rater *list, size_t *count, struct str name, struct str grade, int step)
{
    if (step != STEP_NONE)
        list[(*count)++] = (struct rater){name, grade, step};
}

struct rated ratings_hold(const struct ratings *ratings, const struct target *target, enum progress_class class,
                          struct remark *remark)
{
    struct mem *mem = remark->mem;
    struct rated rated = {0};
    struct ratings_of of = ratings_of(ratings, target->indicator);
    struct rater *list = mem_array(mem, of.count + 2, sizeof *list);
    size_t count = 0;
    add_rater(list, &count, STR("computed"), judge_class_called(class), step_of_class(class));
    add_rater(list, &count, STR("official"), judge_class_called(target->official), step_of_class(target->official));
    for (uint32_t i = 0; i < of.count; i++) {
        struct rating *row = &of.row[i];
        if (!is_of(row, target))
            continue;
        row->held = true;
        bool self = str_eq(row->kind, STR("self"));
        struct str name = self || !row->rater.length
                              ? row->kind
                              : mem_format(mem, "%.*s:%.*s", STR_ARG(row->kind), STR_ARG(row->rater));
        add_rater(list, &count, name, called(row->grade), row->step);
        if (!self)
            continue;
        enum progress_class own = progress_class_find(row->grade);
        rated.self = own == CLASS_NONE ? row->grade : str_of(progress_class_row(own)->word);
        rated.ground = row->ground;
        rated.file = row->file;
        rated.line = row->line;
    }
    for (size_t i = 0; i < count; i++)
        rated.steps = mem_format(mem, "%.*s%s%.*s=%d", STR_ARG(rated.steps), i ? ";" : "", STR_ARG(list[i].name),
                                 list[i].step);
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++)
            compare(&rated, remark, &list[i], &list[k]);
    return rated;
}

uint32_t ratings_left(const struct ratings *ratings)
{
    uint32_t left = 0;
    for (uint32_t i = 0; i < ratings->count; i++)
        left += !ratings->row[i].held;
    return left;
}
