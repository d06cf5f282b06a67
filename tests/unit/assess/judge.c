/* Inequalities against values and bounds. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "judge/judge_inside.h"

/* A value of 95 with each qualifier against limits below, at and above it. */
Test(rule, bounds_satisfy_only_what_they_must)
{
#define N HOLDS_NO
#define Y HOLDS_YES
#define U HOLDS_UNKNOWN
    static const struct {
        const char *name;
        enum observation_bound bound;
        enum target_op op;
        enum holds want[3];   /* against 94, 95, 96 */
    } row[] = {
        {"95 >= ", BOUND_NONE, OP_GE, {Y, Y, N}},     {"95 > ", BOUND_NONE, OP_GT, {Y, N, N}},
        {"95 <= ", BOUND_NONE, OP_LE, {N, Y, Y}},     {"95 < ", BOUND_NONE, OP_LT, {N, N, Y}},
        {"about 95 >= ", BOUND_APPROX, OP_GE, {Y, Y, N}},
        {"95 or more >= ", BOUND_GE, OP_GE, {Y, Y, U}}, {"95 or more > ", BOUND_GE, OP_GT, {Y, U, U}},
        {"95 or more <= ", BOUND_GE, OP_LE, {N, U, U}}, {"95 or more < ", BOUND_GE, OP_LT, {N, N, U}},
        {"over 95 >= ", BOUND_GT, OP_GE, {Y, Y, U}},  {"over 95 > ", BOUND_GT, OP_GT, {Y, Y, U}},
        {"over 95 <= ", BOUND_GT, OP_LE, {N, N, U}},  {"over 95 < ", BOUND_GT, OP_LT, {N, N, U}},
        {"95 or less >= ", BOUND_LE, OP_GE, {U, U, N}}, {"95 or less > ", BOUND_LE, OP_GT, {U, N, N}},
        {"95 or less <= ", BOUND_LE, OP_LE, {U, Y, Y}}, {"95 or less < ", BOUND_LE, OP_LT, {U, U, Y}},
        {"under 95 >= ", BOUND_LT, OP_GE, {U, N, N}}, {"under 95 > ", BOUND_LT, OP_GT, {U, N, N}},
        {"under 95 <= ", BOUND_LT, OP_LE, {U, Y, Y}}, {"under 95 < ", BOUND_LT, OP_LT, {U, Y, Y}},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        for (int limit = 94; limit <= 96; limit++) {
            enum holds got = judge_holds(num_of(95), row[i].bound, row[i].op, num_of(limit));
            cr_expect(got == row[i].want[limit - 94], "%s%d: %d", row[i].name, limit, got);
        }
}

/* No kind of the catalogue goes by another's row. */
Test(rule, every_kind_has_its_row)
{
    for (int kind = TARGET_NONE; kind < TARGET_COUNT; kind++)
        cr_expect_eq(judge_row((enum target_kind)kind)->kind, (enum target_kind)kind, "\"%s\" has no row",
                     target_kind_row((enum target_kind)kind)->word);
}
