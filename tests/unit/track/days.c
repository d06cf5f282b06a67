/* Days and months between dates, and working days; counted by hand on calendars of 2023 and 2024. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "ledger/workdays.h"
#include "object/days.h"

#include "text_source.h"
#include "arena.h"

TestSuite(days, .init = open_mem, .fini = close_mem);

static int32_t day_of(const char *text)
{
    struct day day = {0};
    cr_assert(day_read(str_of(text), true, &day) && day.known, "%s", text);
    return day.number;
}

Test(days, months_between)
{
    static const struct {
        const char *from, *to;
        int months;
    } want[] = {
        {"2022-11-30", "2023-06-30", 7},  {"2024-12-31", "2027-06-30", 30}, {"2024-12-31", "2027-06-29", 29},
        {"2023-06-30", "2022-11-30", -7}, {"2023-01-31", "2023-02-28", 1},  {"2023-01-15", "2023-02-14", 0},
    };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        cr_expect(day_months(day_of(want[i].from), day_of(want[i].to)) == want[i].months, "%s to %s", want[i].from,
                  want[i].to);
}

Test(days, months_on)
{
    static const struct {
        const char *from;
        int months;
        const char *to;
    } want[] = {
        {"2023-06-30", 48, "2027-06-30"}, {"2023-01-31", 1, "2023-02-28"}, {"2024-02-29", 12, "2025-02-28"},
        {"2023-02-28", 1, "2023-03-31"},  {"2023-05-15", -3, "2023-02-15"}, {"2023-12-30", 2, "2024-02-29"},
    };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        cr_expect(day_add_months(day_of(want[i].from), want[i].months) == day_of(want[i].to), "%s and %d months: %.*s",
                  want[i].from, want[i].months,
                  STR_ARG(day_text(mem, day_add_months(day_of(want[i].from), want[i].months))));
}

Test(days, ends_of_periods)
{
    struct day first, last;
    cr_expect(day_read(STR("2023-06"), false, &first) && first.number == day_of("2023-06-01"));
    cr_expect(day_read(STR("2023-06"), true, &last) && last.number == day_of("2023-06-30"));
    cr_expect(day_read(STR(""), true, &last) && !last.known, "the empty text is no day");
    cr_expect(!day_read(STR("summer"), true, &last));
}

/* 22 to 24 June 2023 off, Sunday the 25th worked. */
static const char holidays[] = "date,working\n2023-06-22,no\n2023-06-23,no\n2023-06-24,no\n2023-06-25,yes\n";

Test(days, working_days)
{
    static const struct {
        const char *from, *to;
        int with, without;
    } want[] = {
        {"2023-06-21", "2023-06-26", 2, 3},  {"2023-06-21", "2023-06-25", 1, 2}, {"2023-06-21", "2023-06-21", 0, 0},
        {"2023-06-26", "2023-06-21", 0, 0},  {"2023-05-31", "2023-06-30", 21, 22}, {"2023-06-24", "2023-06-25", 1, 0},
        {"2022-12-30", "2023-12-29", 259, 260},
    };
    struct workdays *known = workdays_load(mem, text_reader(mem, holidays)), *plain = workdays_load(mem, NULL);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        int32_t from = day_of(want[i].from), to = day_of(want[i].to);
        cr_expect(workdays_after(known, from, to) == want[i].with, "%s to %s: %d", want[i].from, want[i].to,
                  workdays_after(known, from, to));
        cr_expect(workdays_after(plain, from, to) == want[i].without, "%s to %s, no holidays: %d", want[i].from,
                  want[i].to, workdays_after(plain, from, to));
    }
    cr_expect(workdays_know(known, day_of("2023-01-01"), day_of("2023-12-31")));
    cr_expect(!workdays_know(known, day_of("2022-12-31"), day_of("2023-06-30")));
}
