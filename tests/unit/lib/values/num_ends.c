/* num at the ends of what is held: mantissas of 38 digits, 400 zeros before the point and 438 places behind. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "values/num.h"

Test(num_ends, numbers)
{
    struct num result = num_of(7);
    cr_expect_not(num_shift(num_of(1), INT32_MIN, &result), "further than can be counted");
    cr_expect_not(num_shift((struct num){1, -400}, INT32_MAX, &result));
    cr_expect_not(num_divide(num_of(1), num_of(3), 439, NUM_HALF_UP, &result));
    cr_expect_not(num_divide(num_of(1), num_of(3), -401, NUM_HALF_UP, &result));
    cr_expect_eq(num_compare(result, num_of(7)), 0, "and the result stays as it was");
    /* nought is nought however far its point is */
    cr_expect(num_multiply((struct num){0, 400}, (struct num){0, 400}, &result) && result.scale == 438);
    cr_expect(num_multiply((struct num){0, -400}, (struct num){0, -400}, &result) && result.scale == 0);
    cr_expect(num_multiply((struct num){0, 300}, (struct num){0, 130}, &result) && result.scale == 430);
    cr_expect_not(num_is_written(STR(""), num_of(0)));
    cr_expect_not(num_is_written(STR("0000000000000000000000000000000000000000"), num_of(0)));
    /* beside limits that 127 bits do not tell from it */
    struct num large = {1000000000000000000, 0}, larger = {(__int128)INT64_MAX + 1, 0}, small = {1, 18};
    struct num one = num_of(1);
    cr_expect(num_divide_beside(num_of(1), num_of(3), 2, &one, 1, &result) && result.mantissa == 33);
    cr_expect_not(num_divide_beside(num_of(1), num_of(3), -1, &one, 1, &result));
    cr_expect_not(num_divide_beside(num_of(1), num_of(3), 19, &one, 1, &result));
    cr_expect_not(num_divide_beside(small, large, 2, &large, 1, &result));
    cr_expect_not(num_divide_beside(num_of(1), num_of(3), 2, &larger, 1, &result));
}
