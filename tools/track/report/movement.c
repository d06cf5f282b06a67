/* movement - see movement.h */
#include "report/movement.h"
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"

#define X(name, word, meaning) CHANGE_##name,
enum change { CHANGES(X) CHANGE_COUNT };
#undef X
static const struct {
    const char *word, *meaning;
} movement_row[] = {
#define X(name, word, meaning) {word, meaning},
    CHANGES(X)
#undef X
};

struct movement {
    const struct sheaf *earlier;
    struct group *by_code;    /* uint32_t: row and one more */
    bool *met;
};

struct moved {
    struct str code, kind, name, owner, status_was, status, progress_was, progress, moved, slip_was, slip, slipped;
    const char *change;
};

enum { DAYS_MOST = 9999 * 366 };  /* of the calendar */

/* The day that an earlier answer counted, or one before it, as its row shows: a report, or an end that is
 * overdue by so many days. */
static bool counted_day(const struct sheaf *earlier, uint32_t row, struct day *day)
{
    struct day due = {0};
    struct num over;
    *day = (struct day){0};
    day_read(sheaf_field(earlier, row, "reported_on"), true, day);
    if (str_eq(sheaf_field(earlier, row, "status"), STR("done")) ||
        !day_read(sheaf_field(earlier, row, "due"), true, &due) || !due.known ||
        num_parse(sheaf_field(earlier, row, "overdue_days"), &over) != NUM_OK || over.scale != 0 ||
        num_sign(over) < 0 || num_compare(over, num_of(DAYS_MOST)) > 0)
        return day->known;
    int32_t end = due.number + (int32_t)over.mantissa;
    if (!day->known || day->number < end)
        *day = (struct day){end, true};
    return true;
}

static void hold_earlier(struct mem *mem, const struct sheaf *earlier, int32_t at)
{
    struct day day;
    for (uint32_t i = 0; i < earlier->count; i++) {
        struct place place = sheaf_place(earlier, i, "task");
        if (counted_day(earlier, i, &day) && day.number > at)
            diag_fatal(DIAG_USAGE, &place, "--previous counts %.*s, and --at is %.*s (expected an earlier answer)",
                       STR_ARG(day_text(mem, day.number)), STR_ARG(day_text(mem, at)));
    }
}

struct movement *movement_open(struct mem *mem, const struct sheaf *earlier, int32_t at)
{
    hold_earlier(mem, earlier, at);
    struct movement *movement = mem_take(mem, sizeof *movement);
    *movement = (struct movement){.earlier = earlier, .by_code = group_open(1, sizeof(uint32_t)),
                                .met = mem_array(mem, (size_t)earlier->count + 1, sizeof(bool))};
    for (uint32_t i = 0; i < earlier->count; i++) {
        struct str code = sheaf_field(earlier, i, "task");
        uint32_t *row = group_at(movement->by_code, &code);
        if (*row) {
            struct place place = sheaf_place(earlier, i, "task");
            diag_report(DIAG_PREVIOUS, &place, "\"%.*s\" stands there twice: the first counts", STR_ARG(code));
            movement->met[i] = true;
            continue;
        }
        *row = i + 1;
    }
    return movement;
}

void movement_header(struct writer *writer)
{
    CHANGE_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
}

static struct str line_text(const struct lines *lines, const char *name)
{
    return lines->text[lines_find(lines, str_of(name))];
}

/* How the progress changed; the difference into *moved. */
static enum change compare(struct mem *mem, struct moved *c)
{
    struct num was, is, moved;
    if (str_eq(c->status, STR("done")) && !str_eq(c->status_was, STR("done")))
        return CHANGE_FINISHED;
    if (num_parse(c->progress_was, &was) != NUM_OK || num_parse(c->progress, &is) != NUM_OK ||
        !num_subtract(is, was, &moved))
        return CHANGE_UNKNOWN;
    c->moved = num_text(mem, moved);
    return num_sign(moved) > 0 ? CHANGE_MOVED : num_sign(moved) < 0 ? CHANGE_FELL : CHANGE_UNCHANGED;
}

static void write_change(struct writer *writer, const struct moved *c)
{
    CHANGE_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

static void take_earlier(const struct sheaf *earlier, uint32_t row, struct moved *c)
{
    c->status_was = sheaf_field(earlier, row, "status");
    c->progress_was = sheaf_field(earlier, row, "progress");
    c->slip_was = sheaf_field(earlier, row, "slip_days");
}

void movement_add(struct movement *movement, struct mem *mem, struct writer *writer, const struct lines *lines)
{
    struct moved c = {.code = line_text(lines, "task"), .kind = line_text(lines, "kind"),
                           .name = line_text(lines, "name_zh"), .owner = line_text(lines, "owner"),
                           .status = line_text(lines, "status"), .progress = line_text(lines, "progress"),
                           .slip = line_text(lines, "slip_days")};
    const uint32_t *at = group_find(movement->by_code, &c.code);
    struct num was, is;
    if (!at || !*at) {
        c.change = movement_row[CHANGE_NEW].word;
        write_change(writer, &c);
        return;
    }
    movement->met[*at - 1] = true;
    take_earlier(movement->earlier, *at - 1, &c);
    c.change = movement_row[compare(mem, &c)].word;
    if (num_parse(c.slip_was, &was) == NUM_OK && num_parse(c.slip, &is) == NUM_OK)
        c.slipped = num_compare(is, was) > 0 && num_sign(is) > 0 ? STR("yes") : STR("no");
    write_change(writer, &c);
}

void movement_close(struct movement *movement, struct writer *writer)
{
    const struct sheaf *earlier = movement->earlier;
    for (uint32_t i = 0; i < earlier->count; i++) {
        if (movement->met[i])
            continue;
        struct moved c = {.code = sheaf_field(earlier, i, "task"), .kind = sheaf_field(earlier, i, "kind"),
                               .name = sheaf_field(earlier, i, "name_zh"), .owner = sheaf_field(earlier, i, "owner"),
                               .change = movement_row[CHANGE_GONE].word};
        take_earlier(earlier, i, &c);
        write_change(writer, &c);
    }
    group_close(movement->by_code);
}

bool movement_word(size_t i, const char **word, const char **meaning)
{
    if (i >= CHANGE_COUNT)
        return false;
    *word = movement_row[i].word;
    *meaning = movement_row[i].meaning;
    return true;
}
