/* submissions - see submissions.h */
#include <stddef.h>
#include <stdlib.h>

#include "ledger/submissions.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "values/measure.h"

static struct str submission_word(enum submission_state state)
{
    static const char *const word[] = {
#define X(name, code, meaning) code,
        SUBMISSION_STATES(X)
#undef X
    };
    return str_of(word[state]);
}

/* ---- the table ---- */

struct version {
    struct str item, owner, phase, return_reason, version;
    struct day due, submitted, returned, reminded;
};
static const struct sheet_column column[] = {
    {"item", SHEET_FULL, sheet_trimmed, offsetof(struct version, item), NULL},
    {"owner", SHEET_FULL, sheet_trimmed, offsetof(struct version, owner), NULL},
    {"due", SHEET_FULL, sheet_day_last, offsetof(struct version, due), NULL},
    {"phase", SHEET_MAY, sheet_trimmed, offsetof(struct version, phase), NULL},
    {"submitted_on", SHEET_MAY, sheet_day_last, offsetof(struct version, submitted), NULL},
    {"returned_on", SHEET_MAY, sheet_day_last, offsetof(struct version, returned), NULL},
    {"return_reason", SHEET_MAY, sheet_trimmed, offsetof(struct version, return_reason), NULL},
    {"version", SHEET_MAY, sheet_trimmed, offsetof(struct version, version), NULL},
    {"reminded_on", SHEET_MAY, sheet_day_last, offsetof(struct version, reminded), NULL},
};
static const struct sheet_form form = SHEET_FORM(struct version, column, DIAG_CATALOG, "--submissions");

struct loading {
    struct mem *mem;
    struct submissions *submissions;
    struct group *rows;       /* uint32_t by item and owner: row and one more */
    size_t room;
    int32_t at;
    bool reminders;
};

static bool is_by(struct day day, int32_t at)
{
    return day.known && day.number <= at;
}

/* The versions of an item one after the other: what came last and was kept counts. */
static void add_version(struct loading *l, struct sheet *sheet, const struct version *row)
{
    struct submissions *all = l->submissions;
    uint32_t *at = group_at(l->rows, (const struct str[]){row->item, row->owner});
    if (!*at) {
        all->row = mem_grow(l->mem, all->row, all->count, &l->room, sizeof *all->row);
        all->row[all->count] = (struct submission){.item = row->item, .owner = row->owner, .phase = row->phase,
                                                   .due = row->due, .file = sheet_file(sheet),
                                                   .line = sheet_line(sheet)};
        *at = ++all->count;
    }
    struct submission *item = &all->row[*at - 1];
    if (item->due.number != row->due.number)
        sheet_wrong(sheet, "due", "\"%.*s\" is due on another day in line %llu", STR_ARG(row->item),
                    (unsigned long long)item->line);
    if (row->returned.known && !row->submitted.known)
        sheet_wrong(sheet, "returned_on", "\"%.*s\" was returned without having come", STR_ARG(row->item));
    else if (row->returned.known && row->returned.number < row->submitted.number)
        sheet_wrong(sheet, "returned_on", "\"%.*s\" was returned before it came", STR_ARG(row->item));
    if (is_by(row->reminded, l->at))
        item->reminded = row->reminded;
    if (!is_by(row->submitted, l->at))
        return;
    item->versions++;
    if (is_by(row->returned, l->at)) {
        item->returns++;
        item->return_reason = row->return_reason;
        return;
    }
    if (!item->accepted.known || item->accepted.number < row->submitted.number)
        item->accepted = row->submitted;
}

static void find_state(struct submission *item, const struct workdays *workdays, int32_t at, bool reminders)
{
    bool over = at > item->due.number;
    if (item->accepted.known)
        item->state = item->accepted.number <= item->due.number ? SUBMISSION_IN_TIME : SUBMISSION_LATE;
    else
        item->state = item->versions ? SUBMISSION_RETURNED : over ? SUBMISSION_OVERDUE : SUBMISSION_OPEN;
    int32_t until = item->accepted.known ? item->accepted.number : at;
    item->late_days = workdays_after(workdays, item->due.number, until);
    item->has_reminder = !reminders || item->reminded.known;
    int32_t from = reminders && item->reminded.known && item->reminded.number > item->due.number
                       ? item->reminded.number : item->due.number;
    item->since_reminder = workdays_after(workdays, from, until);
    item->guessed = item->late_days > 0 && !workdays_know(workdays, item->due.number, until);
}

struct submissions *submissions_load(struct mem *mem, struct reader *reader, const struct workdays *workdays,
                                     int32_t at)
{
    struct loading l = {.mem = mem, .submissions = mem_take(mem, sizeof *l.submissions), .at = at,
                        .rows = group_open(2, sizeof(uint32_t))};
    struct sheet *sheet = sheet_open(mem, reader, &form);
    l.reminders = sheet_has(sheet, "reminded_on");
    struct version row;
    while (sheet_next(sheet, &row))
        if (sheet_sound(sheet))
            add_version(&l, sheet, &row);
    sheet_close(sheet);
    group_close(l.rows);
    for (uint32_t i = 0; i < l.submissions->count; i++)
        find_state(&l.submissions->row[i], workdays, at, l.reminders);
    return l.submissions;
}

/* ---- cells ---- */

static struct str submission_day(struct mem *mem, struct day day)
{
    return day.known ? day_text(mem, day.number) : (struct str){NULL, 0};
}

static struct str submission_reason(struct mem *mem, const struct submission *s)
{
    struct str reason = {NULL, 0};
    if (s->guessed)
        reason = say(mem, "no holidays are known of the year, so that Mondays to Fridays count");
    if (s->state == SUBMISSION_RETURNED)
        reason = voice_join(mem, reason, say(mem, "it came, was sent back, and has not come again"));
    return reason;
}

static struct str submission_share(struct mem *mem, const struct punctuality *p)
{
    struct num limit[] = {num_of(100), num_of(0)};
    struct measure share = measure_quotient(num_of(p->state[SUBMISSION_IN_TIME]), num_of(p->items));
    return measure_text_beside(mem, measure_shift(share, 2), 1, limit, 2);
}

const struct sheet_words *submission_closed(void *state, struct str name)
{
#define X(name, word, ...) STR(word),
    static const struct str word[] = {SUBMISSION_STATES(X)};
#undef X
    static const struct sheet_words states = {word, sizeof word / sizeof *word};
    (void)state;
    return str_eq(name, STR("state")) ? &states : NULL;
}

const struct str submission_name[] = {SUBMISSION_COLUMNS(ANSWER_NAME) {NULL, 0}};
const struct str punctuality_name[] = {PUNCTUALITY_COLUMNS(ANSWER_NAME) {NULL, 0}};

const struct str *submission_texts(struct mem *mem, const struct submission *s)
{
    const struct str text[] = {SUBMISSION_COLUMNS(ANSWER_TEXT)};
    return memcpy(mem_take(mem, sizeof text), text, sizeof text);
}

const struct str *punctuality_texts(struct mem *mem, const struct punctuality *p)
{
    const struct str text[] = {PUNCTUALITY_COLUMNS(ANSWER_TEXT)};
    return memcpy(mem_take(mem, sizeof text), text, sizeof text);
}

/* ---- by owner ---- */

/* Below 0 where a of the one's items is a smaller share than b of the other's: as products, so exactly. */
static int compare_shares(uint64_t a, uint32_t of_a, uint64_t b, uint32_t of_b)
{
    return (a * of_b > b * of_a) - (a * of_b < b * of_a);
}

static uint64_t not_there(const struct punctuality *p)
{
    return (uint64_t)p->state[SUBMISSION_RETURNED] + p->state[SUBMISSION_OVERDUE];
}

/* What came late is better than what has not come, however long ago it was due. */
static int by_merit(const void *left, const void *right)
{
    const struct punctuality *a = left, *b = right;
    int in_time = compare_shares(b->state[SUBMISSION_IN_TIME], b->items, a->state[SUBMISSION_IN_TIME], a->items);
    int missing = compare_shares(not_there(a), a->items, not_there(b), b->items);
    if (in_time || missing)
        return in_time ? in_time : missing;
    if (a->late_days != b->late_days)
        return a->late_days < b->late_days ? -1 : 1;
    return (a->returns > b->returns) - (a->returns < b->returns);
}

static int by_merit_and_name(const void *left, const void *right)
{
    int merit = by_merit(left, right);
    return merit ? merit : str_cmp(((const struct punctuality *)left)->owner,
                                   ((const struct punctuality *)right)->owner);
}

struct punctuality *submissions_by_owner(struct mem *mem, const struct submissions *submissions, uint32_t *count)
{
    struct punctuality *list = mem_array(mem, (size_t)submissions->count + 1, sizeof *list);
    struct group *owners = group_open(1, sizeof(uint32_t));
    *count = 0;
    for (uint32_t i = 0; i < submissions->count; i++) {
        const struct submission *item = &submissions->row[i];
        if (item->state == SUBMISSION_OPEN)
            continue;
        uint32_t *at = group_at(owners, &item->owner);
        if (!*at)
            *at = ++*count;
        struct punctuality *p = &list[*at - 1];
        p->owner = item->owner;
        p->items++;
        p->state[item->state]++;
        p->returns += item->returns;
        p->late_days += item->late_days;
    }
    group_close(owners);
    if (*count)
        qsort(list, *count, sizeof *list, by_merit_and_name);
    for (uint32_t i = 0; i < *count; i++)
        list[i].rank = i && by_merit(&list[i - 1], &list[i]) == 0 ? list[i - 1].rank : i + 1;
    return list;
}
