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

/* Each of these rows is told, and the run ends with status 2. */
static void read_rows(const char *rows)
{
    grades_read(mem, text_reader(mem, mem_format(mem, "object,rater_kind,grade,rater,scale,low,high\n%s\n", rows).at),
                NULL, NULL);
}

Test(grade, no_rater, .exit_code = 2) { read_rows("a,slef,A,,,,"); }
Test(grade, no_grade, .exit_code = 2) { read_rows("a,self,AB,,,,"); }
Test(grade, no_percentage, .exit_code = 2) { read_rows("a,self,101,,top2,,"); }
Test(grade, no_scale, .exit_code = 2) { read_rows("a,self,60,,top3,,"); }
Test(grade, an_interval_of_a_letter, .exit_code = 2) { read_rows("a,self,A,,,1,2"); }
Test(grade, a_lower_end_above, .exit_code = 2) { read_rows("a,public,60,,top2,61,70"); }
Test(grade, a_lower_end_below_0, .exit_code = 2) { read_rows("a,public,60,,top2,-1,70"); }
Test(grade, an_upper_end_below, .exit_code = 2) { read_rows("a,public,60,,top2,50,59"); }
Test(grade, an_upper_end_above_100, .exit_code = 2) { read_rows("a,public,60,,top2,50,101"); }
Test(grade, a_rater_twice, .exit_code = 2) { read_rows("a,self,A,x,,,\na,self,B,y,,,"); }

Test(grade, several_raters_of_a_kind)
{
    struct grades *none = grades_read(mem, NULL, NULL, NULL);
    uint32_t count = 9;
    cr_expect_null(grades_of(none, STR("a"), &count));
    cr_expect_eq(count, 0);
    struct grades *two = grades_read(mem, text_reader(mem, "object,rater_kind,grade,rater,scale,low,high\n"
                                                           "a,third,A,x,,,\na,third,50,y,top2,50,\n"), NULL, NULL);
    const struct grade *row = grades_of(two, STR("a"), &count);
    cr_assert_eq(count, 2);
    cr_expect(row[1].steps.low == 2 && row[1].steps.high == 2);
    cr_expect(str_eq(grade_rater(mem, RATER_SELF, STR("")), STR("self")));
    cr_expect(str_eq(grade_rater_called(mem, RATER_THIRD, STR("x")),
                     mem_format(mem, "%s (x)", grade_rater_called(mem, RATER_THIRD, STR("")).at)));
}
