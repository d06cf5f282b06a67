/* workdays - see workdays.h */
#include <stddef.h>
#include <stdlib.h>

#include "ledger/workdays.h"
#include "base/str.h"
#include "object/days.h"

struct exception {
    struct day date;
    int working;
};

/* A row of the table: a day, or a period all of whose days are meant. */
struct row {
    struct span date;
    int working;
};

struct workdays {
    struct exception *row;    /* by day */
    uint32_t count;
};

static const struct str words[] = {STR("no"), STR("yes"), STR("0"), STR("1"), STR("否"), STR("是")};
static const struct sheet_words working_words = {words, 6};
static const struct sheet_column column[] = {
    {"date", SHEET_FULL, sheet_span, offsetof(struct row, date), NULL},
    {"working", SHEET_FULL, sheet_word, offsetof(struct row, working), &working_words},
};
static const struct sheet_form form = SHEET_FORM(struct row, column, DIAG_CATALOG, "--holidays");

static int by_day(const void *left, const void *right)
{
    const struct exception *a = left, *b = right;
    return (a->date.number > b->date.number) - (a->date.number < b->date.number);
}

static void add_days(struct workdays *workdays, struct mem *mem, struct sheet *sheet, const struct row *row,
                     size_t *room)
{
    if (row->date.value.last - row->date.value.first >= 366) {
        sheet_wrong(sheet, "date", "\"%.*s\" is longer than a year", STR_ARG(row->date.text));
        return;
    }
    for (int32_t number = row->date.value.first; number <= row->date.value.last; number++) {
        struct str day = day_text(mem, number);
        uint64_t before = sheet_before(sheet, sheet_line(sheet), &day, 1);
        if (before)
            sheet_wrong(sheet, "date", "%.*s stands in line %llu already", STR_ARG(day), (unsigned long long)before);
        workdays->row = mem_grow(mem, workdays->row, workdays->count, room, sizeof *workdays->row);
        workdays->row[workdays->count++] = (struct exception){{number, true}, row->working & 1};
    }
}

struct workdays *workdays_load(struct mem *mem, struct reader *reader)
{
    struct workdays *workdays = mem_take(mem, sizeof *workdays);
    struct row row;
    size_t room = 0;
    if (!reader)
        return workdays;
    struct sheet *sheet = sheet_open(mem, reader, &form);
    while (sheet_next(sheet, &row)) {
        if (!sheet_sound(sheet))
            continue;
        add_days(workdays, mem, sheet, &row, &room);
    }
    sheet_close(sheet);
    if (workdays->count)
        qsort(workdays->row, workdays->count, sizeof *workdays->row, by_day);
    return workdays;
}

/* Mondays to Fridays up to and with a day, counted from one Monday long ago. */
static int64_t weekdays_until(int32_t day)
{
    int64_t since = (int64_t)day - 4 + 7 * (int64_t)200000; /* 1970-01-05 was a Monday */
    int64_t rest = since % 7 + 1;
    return since / 7 * 5 + (rest < 5 ? rest : 5);
}

static bool is_weekday(int32_t day)
{
    return weekdays_until(day) != weekdays_until(day - 1);
}

int32_t workdays_after(const struct workdays *workdays, int32_t from, int32_t to)
{
    if (to <= from)
        return 0;
    int64_t count = weekdays_until(to) - weekdays_until(from);
    for (uint32_t i = 0; i < workdays->count; i++) {
        int32_t day = workdays->row[i].date.number;
        if (day > from && day <= to)
            count += workdays->row[i].working - is_weekday(day);
    }
    return (int32_t)count;
}

static int year_of(int32_t day)
{
    int year, month, of_month;
    period_date(day, &year, &month, &of_month);
    return year;
}

bool workdays_know(const struct workdays *workdays, int32_t from, int32_t to)
{
    bool first = false, last = false;
    for (uint32_t i = 0; i < workdays->count; i++) {
        int year = year_of(workdays->row[i].date.number);
        first |= year == year_of(from);
        last |= year == year_of(to);
    }
    return first && last;
}
