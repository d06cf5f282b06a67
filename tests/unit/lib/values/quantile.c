/* The nine types of quantile against R 4.2's quantile(x, p, type = t). */
#include <criterion/criterion.h>
#include <math.h>

#include "values/quantile.h"

static double value_at(const double *x, size_t count, int64_t above, int64_t below, int type)
{
    struct quantile q = quantile_at(count, above, below, type);
    cr_assert(q.low < count && q.high < count && q.part >= 0 && q.part < q.whole, "type %d leaves the list", type);
    return x[q.low] + (x[q.high] - x[q.low]) * (double)q.part / (double)q.whole;
}

/* Published worked values for 62 71 75 80 84 90 95 98 101 120 (types 1, 2, 6, 7, 8 of
 * quartiles); 3, 4, 5 and 9 worked by hand from the definitions. */
Test(quantile, quartiles_by_type)
{
    static const double x[] = {62, 71, 75, 80, 84, 90, 95, 98, 101, 120};
    static const struct {
        int type;
        double q1, q2, q3;
    } want[] = {
        {1, 75, 84, 98},
        {2, 75, 87, 98},
        {3, 71, 84, 98},
        {4, 73, 84, 96.5},
        {5, 75, 87, 98},
        {6, 74, 87, 98.75},
        {7, 76.25, 87, 97.25},
        {8, 74.0 + 2.0 / 3, 87, 98.25},
        {9, 74.75, 87, 98.1875},
    };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        const double quartile[] = {want[i].q1, want[i].q2, want[i].q3};
        for (int q = 1; q <= 3; q++) {
            double got = value_at(x, 10, q, 4, want[i].type);
            cr_expect(fabs(got - quartile[q - 1]) < 1e-9, "type %d, quartile %d: %g, not %g", want[i].type, q, got,
                      quartile[q - 1]);
        }
    }
}

/* However short the list, the ends stay inside it and order is kept. */
Test(quantile, short_lists_and_ends)
{
    static const double x[] = {1, 2, 4, 8, 16};
    for (int type = 1; type <= QUANTILE_TYPES; type++)
        for (size_t count = 1; count <= 5; count++) {
            double before = value_at(x, count, 0, 100, type);
            cr_expect(before == x[0], "type %d of %zu values: share 0 is the smallest", type, count);
            for (int64_t p = 1; p <= 100; p++) {
                double now = value_at(x, count, p, 100, type);
                cr_expect(now >= before, "type %d of %zu values falls at %lld %%", type, count, (long long)p);
                before = now;
            }
            cr_expect(before == x[count - 1], "type %d of %zu values: share 1 is the largest", type, count);
        }
}

/* Share and count so large that 64 bits would not do. */
Test(quantile, large)
{
    struct quantile q = quantile_at((size_t)1 << 40, 999999999, 1000000000, 7);
    cr_expect(q.low == 1099511626675 && q.high == q.low + 1, "place %zu", q.low);
    cr_expect(fabs((double)q.part / (double)q.whole - 0.488372225) < 1e-12, "part %g",
              (double)q.part / (double)q.whole);
    q = quantile_at(3, 1, 2, 6);
    cr_expect(q.low == 1 && q.part == 0 && q.whole == 1, "the median of three is the second");
    q = quantile_at(4, 2, 4, 7);
    cr_expect(q.low == 1 && q.high == 2 && q.part == 1 && q.whole == 2, "half of the way, in lowest terms");
}
