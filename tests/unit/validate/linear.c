/* Can a few inequalities hold at once? */
#include <criterion/criterion.h>

#include "kinds/linear.h"

Test(validate_linear, systems)
{
    static const struct {
        const char *name;
        size_t unknowns, rows;
        int64_t row[4][4];    /* three factors and the constant */
        enum linear_answer want;
    } system[] = {
        {"nothing", 0, 0, {{0}}, LINEAR_YES},
        {"a false constant", 0, 1, {{0, 0, 0, -1}}, LINEAR_NO},
        {"x >= 3, x <= 2", 1, 2, {{1, 0, 0, -3}, {-1, 0, 0, 2}}, LINEAR_NO},
        {"x >= 3, x <= 3", 1, 2, {{1, 0, 0, -3}, {-1, 0, 0, 3}}, LINEAR_YES},
        {"x + y >= 4, x <= 1, y <= 2", 2, 3, {{1, 1, 0, -4}, {-1, 0, 0, 1}, {0, -1, 0, 2}}, LINEAR_NO},
        {"2x - y >= 0, y >= 3, x <= 2", 2, 3, {{2, -1, 0, 0}, {0, 1, 0, -3}, {-1, 0, 0, 2}}, LINEAR_YES},
        {"x >= y, y >= z, z >= x + 1", 3, 3, {{1, -1, 0, 0}, {0, 1, -1, 0}, {-1, 0, 1, -1}}, LINEAR_NO},
    };
    for (size_t i = 0; i < sizeof system / sizeof *system; i++) {
        static struct linear_row row[LINEAR_ROWS];
        for (size_t r = 0; r < system[i].rows; r++) {
            row[r] = (struct linear_row){.constant = num_of(system[i].row[r][3])};
            for (size_t k = 0; k < 3; k++)
                row[r].factor[k] = system[i].row[r][k];
        }
        enum linear_answer got = linear_solve(row, system[i].rows, system[i].unknowns, NULL);
        cr_expect_eq(got, system[i].want, "%s: %d", system[i].name, (int)got);
    }
}
