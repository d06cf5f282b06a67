/* grade - see grade.h */
#include <stddef.h>
#include <stdlib.h>

#include "series/grade.h"
#include "base/near.h"
#include "base/str.h"
#include "base/voice.h"

static const struct {
    struct str word;
    const char *zh, *called;
} rater_row[RATER_KINDS] = {
#define X(name, word, zh, called) {STR(word), zh, called},
    RATERS(X)
#undef X
};

/* ---- steps ---- */

struct grade_steps grade_steps_of(int step)
{
    return (struct grade_steps){step, step, step};
}

int grade_of_class(enum progress_class class)
{
    static const int of_class[CLASS_COUNT] = {[CLASS_ACHIEVED] = GRADE_BEST, [CLASS_AHEAD] = GRADE_BEST,
                                              [CLASS_ON_TRACK] = GRADE_GOOD, [CLASS_LAGGING] = GRADE_LOW,
                                              [CLASS_REVERSED] = GRADE_WORST};
    return of_class[class];
}

static int of_share(struct num share)
{
    static const int from[] = {[GRADE_WORST] = 0, [GRADE_LOW] = 50, [GRADE_GOOD] = 65, [GRADE_BEST] = 80};
    int step = num_compare(share, num_of(100)) > 0 ? GRADE_NONE : GRADE_BEST;
    while (step > GRADE_NONE && num_compare(share, num_of(from[step])) < 0)
        step--;
    return step;
}

int grade_read(struct str text, struct str scale)
{
    struct num share;
    if (scale.length)
        return num_parse(text, &share) == NUM_OK ? of_share(share) : GRADE_NONE;
    if (text.length == 1 && *text.at >= 'A' && *text.at <= 'D')
        return GRADE_BEST - (*text.at - 'A');
    return grade_of_class(progress_class_find(text));
}

int grade_apart(struct grade_steps a, struct grade_steps b)
{
    if (!a.at || !b.at)
        return 0;
    int apart = a.low > b.high ? a.low - b.high : b.low - a.high;
    return apart > 0 ? apart : 0;
}

struct str grade_rater(struct mem *mem, enum rater_kind kind, struct str rater)
{
    return rater.length ? mem_join(mem, rater_row[kind].word, STR(":"), rater) : rater_row[kind].word;
}

struct str grade_rater_called(struct mem *mem, enum rater_kind kind, struct str rater)
{
    struct str called = str_of(voice_text(rater_row[kind].called));
    return rater.length ? say(mem, "{1} ({2})", called, rater) : called;
}

/* ---- the columns ---- */

/* Raters that somebody is, beside what is computed or official. */
enum { RATERS_FROM = RATER_SELF };

static bool is_rater(struct str text, int kind)
{
    struct str rest = str_of(rater_row[kind].zh), word;
    bool is = str_eq(text, rater_row[kind].word);
    while (!is && str_cut(&rest, '|', &word))
        is = str_eq(text, word);
    return is;
}

static void read_kind(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    struct str known[RATER_KINDS];
    text = str_trim(text);
    for (int i = RATERS_FROM; i < RATER_KINDS; i++) {
        known[i] = rater_row[i].word;
        if (is_rater(text, i)) {
            *(int *)member = i;
            return;
        }
    }
    sheet_wrong(sheet, column->name, "\"%.*s\" is none of self, third, public, npc%.*s", STR_ARG(text),
                STR_ARG(nearest_hint(sheet_mem(sheet), text, known + RATERS_FROM, RATER_KINDS - RATERS_FROM)));
}

static const struct sheet_column column[] = {
    {"object", SHEET_FULL, sheet_trimmed, offsetof(struct grade, object), NULL},
    {"rater_kind", SHEET_FULL, read_kind, offsetof(struct grade, kind), NULL},
    {"grade", SHEET_FULL, sheet_trimmed, offsetof(struct grade, grade), NULL},
    {"region", SHEET_MAY, sheet_trimmed, offsetof(struct grade, region), NULL},
    {"rater", SHEET_MAY, sheet_trimmed, offsetof(struct grade, rater), NULL},
    {"scale", SHEET_MAY, sheet_trimmed, offsetof(struct grade, scale), NULL},
    {"low", SHEET_MAY, sheet_figure, offsetof(struct grade, low), NULL},
    {"high", SHEET_MAY, sheet_figure, offsetof(struct grade, high), NULL},
    {"date", SHEET_MAY, sheet_text, offsetof(struct grade, date), NULL},
    {"ground", SHEET_MAY, sheet_text, offsetof(struct grade, ground), NULL},
};
static const struct sheet_form form = SHEET_FORM(struct grade, column, DIAG_CATALOG, "--ratings");

/* ---- a row ---- */

/* The interval has to hold the grade. */
static void read_ends(struct sheet *sheet, struct grade *grade)
{
    struct num at = num_of(0);
    if (!grade->low.known && !grade->high.known)
        return;
    if (!grade->scale.length) {
        sheet_wrong(sheet, "low", "an interval belongs to a percentage (expected the scale top2)");
        return;
    }
    num_parse(grade->grade, &at);       /* it has its step, so it is one */
    if (grade->low.known && (num_compare(grade->low.value, at) > 0 || !of_share(grade->low.value)))
        sheet_wrong(sheet, "low", "\"%.*s\" is no lower end of an interval about %.*s", STR_ARG(grade->low.text),
                    STR_ARG(grade->grade));
    else if (grade->low.known)
        grade->steps.low = of_share(grade->low.value);
    if (grade->high.known && (num_compare(grade->high.value, at) < 0 || !of_share(grade->high.value)))
        sheet_wrong(sheet, "high", "\"%.*s\" is no upper end of an interval about %.*s", STR_ARG(grade->high.text),
                    STR_ARG(grade->grade));
    else if (grade->high.known)
        grade->steps.high = of_share(grade->high.value);
}

static void read_row(struct sheet *sheet, struct grade *grade)
{
    if (grade->scale.length && !str_eq(grade->scale, STR("top2")))
        sheet_wrong(sheet, "scale", "\"%.*s\" is no scale; expected top2, or nothing for classes and letters",
                    STR_ARG(grade->scale));
    grade->steps = grade_steps_of(grade_read(grade->grade, grade->scale));
    if (!grade->steps.at)
        sheet_wrong(sheet, "grade",
                    grade->scale.length
                        ? N_("\"%.*s\" is no percentage from 0 to 100")
                        : N_("\"%.*s\" is no grade; expected a class such as lagging, or a letter from A to D"),
                    STR_ARG(grade->grade));
    else
        read_ends(sheet, grade);
    /* Who answers for an object is one, whatever it calls itself. */
    const struct str key[] = {grade->object, grade->region, rater_row[grade->kind].word,
                              grade->kind == RATER_SELF ? (struct str){NULL, 0} : grade->rater};
    uint64_t line = sheet_before(sheet, sheet_line(sheet), key, sizeof key / sizeof *key);
    if (line)
        sheet_wrong(sheet, "object", "this rater graded it in line %llu already", (unsigned long long)line);
}

/* ---- the table ---- */

struct grades {
    struct mem *mem;
    struct grade *row;        /* the first `sorted` by object, and as they came */
    uint32_t count, sorted;
    size_t room;
};

void grades_add(struct grades *grades, const struct grade *grade)
{
    grades->row = mem_grow(grades->mem, grades->row, grades->count, &grades->room, sizeof *grades->row);
    grades->row[grades->count] = *grade;
    grades->row[grades->count].order = grades->count;
    grades->count++;
}

static int by_object(const void *left, const void *right)
{
    const struct grade *a = left, *b = right;
    int order = str_cmp(a->object, b->object);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

/* Puts those in their places that came since; once they are there nothing is changed, so that several
 * threads can ask. */
static void sort(struct grades *grades)
{
    if (grades->sorted == grades->count)
        return;
    qsort(grades->row, grades->count, sizeof *grades->row, by_object);
    grades->sorted = grades->count;
}

struct grades *grades_read(struct mem *mem, struct reader *reader, grades_check *check, void *state)
{
    struct grades *grades = mem_take(mem, sizeof *grades);
    struct grade row;
    *grades = (struct grades){.mem = mem};
    struct sheet *sheet = reader ? sheet_open(mem, reader, &form) : NULL;
    while (sheet && sheet_next(sheet, &row)) {
        if (!sheet_sound(sheet))
            continue;
        read_row(sheet, &row);
        if (check)
            check(state, sheet, &row);
        row.held = false;
        row.file = sheet_file(sheet);
        row.line = sheet_line(sheet);
        grades_add(grades, &row);
    }
    if (sheet)
        sheet_close(sheet);
    sort(grades);
    return grades;
}

struct grade *grades_of(struct grades *grades, struct str object, uint32_t *count)
{
    sort(grades);
    uint32_t low = 0, high = grades->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (str_cmp(grades->row[middle].object, object) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *count = 0;
    while (low + *count < grades->count && str_eq(grades->row[low + *count].object, object))
        ++*count;
    return *count ? grades->row + low : NULL;
}

uint32_t grades_left(const struct grades *grades)
{
    uint32_t left = 0;
    for (uint32_t i = 0; i < grades->count; i++)
        left += !grades->row[i].held;
    return left;
}
