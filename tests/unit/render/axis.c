/* axis: ticks that say what they mark to the last digit, days in their places, labels that keep apart */

#include <criterion/criterion.h>

#include "base/str.h"
#include "charts/axis.h"
#include "charts/scene.h"

static struct num number(const char *text)
{
    struct num value = {0};
    cr_assert(num_parse(str_of(text), &value) == NUM_OK, "%s is no number", text);
    return value;
}

/* The ticks of a scale as a list. */
static struct str ticks(struct mem *mem, const char *low, const char *high, size_t most)
{
    const struct view view = {.mem = mem};
    struct axis axis = {0};
    struct str list = {"", 0};
    if (!axis_over(&axis, number(low), number(high), most))
        return STR("none");
    for (size_t i = 0; i < axis.ticks; i++)
        list = mem_format(mem, "%.*s%s%.*s", STR_ARG(list), i ? " " : "", STR_ARG(axis_text(&axis, &view, i)));
    return list;
}

Test(axis, ticks_are_1_2_or_5_times_a_power_of_ten_and_reach_over_the_values)
{
    static const struct {
        const char *low, *high;
        size_t most;
        const char *want;
    } row[] = {
        {"0", "1", 6, "0.0 0.2 0.4 0.6 0.8 1.0"},
        {"0.1", "0.3", 4, "0.1 0.2 0.3"},
        {"10.75", "11.3", 8, "10.7 10.8 10.9 11.0 11.1 11.2 11.3"},
        {"-3", "7", 8, "-4 -2 0 2 4 6 8"},
        {"0", "48735", 6, "0 10000 20000 30000 40000 50000"},
        {"1e-9", "3e-9", 4, "0.000000001 0.000000002 0.000000003"},
        {"99.99", "100.01", 4, "99.99 100.00 100.01"},
        {"5", "5", 4, "4.4 4.6 4.8 5.0 5.2 5.4 5.6"}, /* taken apart below */
        {"0", "0", 4, "0.0 0.5 1.0"},
        {"-99999999999999999999999999999999999999", "99999999999999999999999999999999999999", 5, "none"},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str got = ticks(mem, row[i].low, row[i].high, row[i].most);
        if (i == 7) {
            cr_assert(str_find(got, STR("4.5")) == 0 && str_ends(got, STR("5.5")), "around one value: %.*s",
                      STR_ARG(got));
            continue;
        }
        cr_assert(str_eq(got, str_of(row[i].want)), "%s to %s: got %.*s, want %s", row[i].low, row[i].high,
                  STR_ARG(got), row[i].want);
    }
    mem_close(mem);
}

Test(axis, never_more_ticks_than_asked_for_and_both_ends_within)
{
    for (int64_t low = -50; low <= 50; low += 7)
        for (int64_t width = 1; width < 4000; width = width * 3 + 1)
            for (size_t most = 3; most < 12; most++) {
                struct axis axis = {.from = 0, .length = PX(100)};
                cr_assert(axis_over(&axis, num_of(low), num_of(low + width), most));
                cr_assert(axis.ticks >= 2 && axis.ticks <= most, "%ld wide, %zu: %zu ticks", (long)width, most,
                          axis.ticks);
                cr_assert(num_compare(axis.low, num_of(low)) <= 0 && num_compare(axis.high, num_of(low + width)) >= 0);
                cr_assert(num_compare(axis_tick(&axis, axis.ticks - 1), axis.high) == 0, "the last tick is the end");
            }
}

Test(axis, values_stand_where_they_are_and_at_the_end_beyond_it)
{
    struct axis up = {.from = PX(200), .length = -PX(100)};
    cr_assert(axis_over(&up, num_of(0), num_of(10), 6));
    cr_assert_eq(axis_at(&up, num_of(0)), PX(200));
    cr_assert_eq(axis_at(&up, num_of(5)), PX(150));
    cr_assert_eq(axis_at(&up, num_of(10)), PX(100));
    cr_assert_eq(axis_at(&up, num_of(11)), PX(100));
    cr_assert_eq(axis_at(&up, num_of(-1)), PX(200));
}

static struct str calendar_ticks(struct mem *mem, const char *first, const char *last, long room)
{
    const struct view view = {.mem = mem};
    struct period from, to;
    struct str list = {"", 0}, text;
    cr_assert(period_parse(str_of(first), &from) && period_parse(str_of(last), &to));
    struct calendar calendar = calendar_over(from.last, to.last, 0, PX(600), room);
    int32_t day = calendar.first - 1;
    while (calendar.grain == CALENDAR_YEARS && calendar_tick(&calendar, &view, &day, &text))
        list = mem_format(mem, "%.*s%s%.*s@%ld", STR_ARG(list), list.length ? " " : "", STR_ARG(text),
                          calendar_at(&calendar, day) / PX(1));
    return list;
}

Test(axis, years_stand_at_their_last_day)
{
    struct mem *mem = mem_open();
    struct str got = calendar_ticks(mem, "2020", "2025", PX(60));
    cr_assert(str_eq(got, STR("2020@0 2021@119 2022@239 2023@359 2024@480 2025@600")), "%.*s", STR_ARG(got));
    got = calendar_ticks(mem, "1900", "2020", PX(100));
    cr_assert(str_eq(got, STR("1900@0 1920@100 1940@200 1960@300 1980@400 2000@500 2020@600")), "%.*s", STR_ARG(got));
    got = calendar_ticks(mem, "0001", "9999", PX(100));
    cr_assert(got.length > 0 && got.length < 200, "%.*s", STR_ARG(got));
    struct calendar one = calendar_over(100, 100, 0, PX(600), PX(60));
    cr_assert_eq(calendar_at(&one, 100), PX(300), "a single day stands in the middle");
    mem_close(mem);
}

Test(axis, labels_move_apart_as_little_as_need_be)
{
    struct label label[] = {{100, 0}, {104, 1}, {102, 2}, {300, 3}};
    cr_assert(labels_apart(label, 4, 10, 0, 400));
    static const struct label want[] = {{92, 0}, {102, 2}, {112, 1}, {300, 3}};
    for (size_t i = 0; i < 4; i++)
        cr_assert(label[i].at == want[i].at && label[i].of == want[i].of, "%zu: %ld of %zu", i, label[i].at,
                  label[i].of);
    struct label low[] = {{0, 0}, {1, 1}};
    cr_assert(labels_apart(low, 2, 10, 0, 100));
    cr_assert(low[0].at == 0 && low[1].at == 10, "%ld %ld", low[0].at, low[1].at);
    struct label many[] = {{5, 0}, {5, 1}, {5, 2}};
    cr_assert_not(labels_apart(many, 3, 10, 0, 12), "there is no room");
    cr_assert(many[0].at == 0 && many[1].at == 6 && many[2].at == 12);
    cr_assert(labels_apart(NULL, 0, 10, 0, 12));
}

Test(axis, labels_never_lie_on_each_other)
{
    unsigned seed = 1;
    for (int run = 0; run < 300; run++) {
        struct label label[40];
        for (size_t i = 0; i < 40; i++) {
            seed = seed * 1103515245u + 12345u;
            label[i] = (struct label){(long)(seed >> 16) % 900, i};
        }
        cr_assert(labels_apart(label, 40, 20, 0, 900));
        for (size_t i = 0; i < 40; i++)
            cr_assert(label[i].at >= 0 && label[i].at <= 900 && (i == 0 || label[i].at - label[i - 1].at >= 20),
                      "run %d, label %zu", run, i);
    }
}
