/* Ranks, percentile ranks and quartiles with published values. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "position.h"

#include "arena.h"

TestSuite(position, .init = open_mem, .fini = close_mem);

static void expect(const char *name, const char *what, struct measure got, int places, const char *want)
{
    struct str text = measure_text(mem, got, places);
    cr_expect(str_eq(text, str_of(want)), "%s: %s is %.*s, not %s", name, what, (int)text.length, text.at, want);
}

/* 62 71 75 80 84 90 95 98 101 120: first, second and third quartile by type. */
Test(position, published_quartiles)
{
    static const int value[] = {62, 71, 75, 80, 84, 90, 95, 98, 101, 120};
    static const struct {
        const char *name;
        int type;
        const char *quartile[3];
    } want[] = {
        {"type 7, R and Excel INC", 7, {"76.250", "87.000", "97.250"}},
        {"type 6, Excel EXC and SPSS", 6, {"74.000", "87.000", "98.750"}},
        {"type 8", 8, {"74.667", "87.000", "98.250"}},
        {"type 2", 2, {"75.000", "87.000", "98.000"}},
        {"type 1", 1, {"75.000", "84.000", "98.000"}},
    };
    struct num rising[10];
    for (int i = 0; i < 10; i++)
        rising[i] = num_of(value[i]);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        for (int q = 1; q <= 3; q++)
            expect(want[i].name, "quartile", position_quantile(rising, 10, q, 4, want[i].type), 3,
                   want[i].quartile[q - 1]);
    expect("84", "percentile rank", position_percentile(4, 10), 4, "0.4444");
    cr_expect(!position_percentile(0, 1).known, "one value has no percentile rank");
}

/* The unit against four peers; less is better in the second half. */
static const struct {
    const char *name;
    int value, peer[4], sign; /* peers in order of merit */
    uint32_t rank, ties;
    int quartile;
    const char *percentile, *gap_best, *gap_median, *gap_mean, *index;
} placed[] = {
    {"first", 50, {40, 30, 20, 10}, 1, 1, 1, 1, "1.00", "10.0", "25.0", "25.0", "200.0"},
    {"last", 5, {40, 30, 20, 10}, 1, 5, 1, 4, "0.00", "-35.0", "-20.0", "-20.0", "20.0"},
    {"tied for second", 30, {40, 30, 20, 10}, 1, 2, 2, 2, "0.50", "-10.0", "5.0", "5.0", "120.0"},
    {"at the median", 25, {40, 30, 20, 10}, 1, 3, 1, 2, "0.50", "-15.0", "0.0", "0.0", "100.0"},
    {"less is better: first", 5, {10, 20, 30, 40}, -1, 1, 1, 1, "1.00", "5.0", "20.0", "20.0", "20.0"},
    {"less is better: last", 50, {10, 20, 30, 40}, -1, 5, 1, 4, "0.00", "-40.0", "-25.0", "-25.0", "200.0"},
    {"less is better: third", 28, {10, 20, 30, 40}, -1, 3, 1, 3, "0.50", "-18.0", "-3.0", "-3.0", "112.0"},
    {"a median of zero has no index", 3, {2, 1, -1, -2}, 1, 1, 1, 1, "1.00", "1.0", "3.0", "3.0", ""},
    {"a negative median has none either", 3, {2, -1, -3, -4}, 1, 1, 1, 1, "1.00", "1.0", "5.0", "4.5", ""},
};

Test(position, places)
{
    for (size_t i = 0; i < sizeof placed / sizeof *placed; i++) {
        struct num peer[4];
        for (int p = 0; p < 4; p++)
            peer[p] = num_of(placed[i].peer[p]);
        struct position got = position_find(num_of(placed[i].value), peer, 4, placed[i].sign, 7);
        cr_expect(got.rank == placed[i].rank && got.of == 5, "%s: rank %u of %u", placed[i].name, got.rank, got.of);
        cr_expect(got.ties == placed[i].ties, "%s: ties %u", placed[i].name, got.ties);
        cr_expect(got.quartile == placed[i].quartile, "%s: quartile %d", placed[i].name, got.quartile);
        expect(placed[i].name, "percentile", got.percentile, 2, placed[i].percentile);
        expect(placed[i].name, "gap to best", got.gap_best, 1, placed[i].gap_best);
        expect(placed[i].name, "gap to median", got.gap_median, 1, placed[i].gap_median);
        expect(placed[i].name, "gap to mean", got.gap_mean, 1, placed[i].gap_mean);
        expect(placed[i].name, "index", got.index, 1, placed[i].index);
    }
    struct position alone = position_find(num_of(3), NULL, 0, 1, 7);
    cr_expect(alone.rank == 1 && alone.of == 1 && !alone.median.known && !alone.percentile.known, "alone");
}

/* Ranks of 5, 3, 3, 9 are 2, 3, 3, 1: equal values share the smallest rank. */
Test(position, ties_share_the_smallest_rank)
{
    static const int value[] = {5, 3, 3, 9};
    static const uint32_t rank[] = {2, 3, 3, 1};
    static const char *const percentile[] = {"0.6667", "0.0000", "0.0000", "1.0000"};
    static const int others[][3] = {{9, 3, 3}, {9, 5, 3}, {9, 5, 3}, {5, 3, 3}};
    for (int i = 0; i < 4; i++) {
        struct num peer[3] = {num_of(others[i][0]), num_of(others[i][1]), num_of(others[i][2])};
        struct position got = position_find(num_of(value[i]), peer, 3, 1, 7);
        cr_expect(got.rank == rank[i], "%d: rank %u, not %u", value[i], got.rank, rank[i]);
        expect("5 3 3 9", "percentile", got.percentile, 4, percentile[i]);
    }
}
