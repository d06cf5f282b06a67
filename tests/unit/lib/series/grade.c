/* Grades: steps at their limits, the nearer end of an interval, and the grades of each object in their order. */
#include <criterion/criterion.h>

#include "base/diag.h"
#include "base/str.h"
#include "series/grade.h"
#include "text_source.h"

static struct mem *mem;

static void open_mem(void)
{
    diag_open("unit");
    mem = mem_open();
}

static void close_mem(void)
{
    mem_close(mem);
}

TestSuite(grade, .init = open_mem, .fini = close_mem);

Test(grade, steps_of_what_is_written)
{
    static const struct {
        const char *grade, *scale;
        int step;
    } row[] = {{"A", "", 4}, {"D", "", 1}, {"E", "", 0}, {"AA", "", 0}, {"achieved", "", 4}, {"滞后", "", 2},
               {"reversed", "", 1}, {"100", "top2", 4}, {"80", "top2", 4}, {"79.99", "top2", 3}, {"65", "top2", 3},
               {"64.9", "top2", 2}, {"50", "top2", 2}, {"49.9", "top2", 1}, {"0", "top2", 1}, {"-1", "top2", 0},
               {"100.1", "top2", 0}, {"A", "top2", 0}, {"80", "", 0}, {"", "", 0}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        cr_expect_eq(grade_read(str_of(row[i].grade), str_of(row[i].scale)), row[i].step, "%s %s", row[i].grade,
                     row[i].scale);
}

Test(grade, apart_by_the_nearer_ends)
{
    const struct grade_steps public = {2, 1, 3}, best = grade_steps_of(4), worst = grade_steps_of(1),
                             none = grade_steps_of(0), high = {4, 3, 4};
    cr_expect_eq(grade_apart(best, worst), 3);
    cr_expect_eq(grade_apart(worst, best), 3);
    cr_expect_eq(grade_apart(public, best), 1);
    cr_expect_eq(grade_apart(best, public), 1);
    cr_expect_eq(grade_apart(public, worst), 0);
    cr_expect_eq(grade_apart(high, worst), 2);
    cr_expect_eq(grade_apart(public, high), 0);
    cr_expect_eq(grade_apart(none, best), 0);
    cr_expect_eq(grade_apart(best, none), 0);
}

Test(grade, the_table_by_object)
{
    struct grades *grades = grades_read(mem, text_reader(mem, "object,rater_kind,grade,rater,scale,low,high\n"
                                                              "b,自评,A,,,,\na,公众评价,63,,top2,49,66\n"
                                                              "b,third,C,Institute,,,\na,self,滞后,,,,\n"
                                                              "a,人大代表,70,,top2,,81\n"), NULL, NULL);
    uint32_t count;
    const struct grade *row = grades_of(grades, STR("a"), &count);
    cr_assert_eq(count, 3);
    cr_expect_eq(row[0].kind, RATER_PUBLIC);
    cr_expect_eq(row[0].steps.low, 1);
    cr_expect_eq(row[0].steps.at, 2);
    cr_expect_eq(row[0].steps.high, 3);
    cr_expect_eq(row[1].kind, RATER_SELF);
    cr_expect_eq(row[1].steps.high, 2);
    cr_expect_eq(row[2].kind, RATER_NPC);
    cr_expect_eq(row[2].steps.low, 3);
    cr_expect_eq(row[2].steps.high, 4);
    grades_add(grades, &(const struct grade){.object = STR("a"), .kind = RATER_THIRD, .steps = grade_steps_of(1)});
    struct grade *more = grades_of(grades, STR("a"), &count);
    cr_assert_eq(count, 4);
    cr_expect_eq(more[3].kind, RATER_THIRD);
    more[3].held = true;
    cr_expect_eq(grades_left(grades), 5);
    cr_expect_null(grades_of(grades, STR("c"), &count));
    cr_expect_eq(count, 0);
    cr_expect(str_eq(grade_rater(mem, RATER_THIRD, STR("X")), STR("third:X")));
}
