/* Ranks, percentile ranks, quartiles and spreads with published values, and against a plain slow reading. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/str.h"
#include "heat/position.h"

#include "arena.h"
#include "chance.h"

TestSuite(position, .init = open_mem, .fini = close_mem);

static void expect(const char *name, const char *what, struct measure got, int places, const char *want)
{
    struct str text = measure_text(mem, got, places);
    cr_expect(str_eq(text, str_of(want)), "%s: %s is %.*s, not %s", name, what, (int)text.length, text.at, want);
}

/* The position of a value among peers, which stand in order of merit. */
static struct position stand(struct num value, const struct num *peer, uint32_t count, int sign, int type)
{
    struct num *rung = mem_array(mem, count + 1, sizeof *rung);
    struct rungs *ladder = mem_take(mem, sizeof *ladder);
    uint32_t at = 0;
    while (at < count && num_compare(peer[at], value) * sign > 0)
        at++;
    for (uint32_t i = 0; i <= count; i++)
        rung[i] = i < at ? peer[i] : i == at ? value : peer[i - 1];
    *ladder = rungs_open(mem, rung, count + 1, sign, type);
    return position_find(ladder, at);
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
    struct num falling[10];
    for (int i = 0; i < 10; i++)
        falling[i] = num_of(value[9 - i]);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct position got = stand(num_of(1), falling, 10, 1, want[i].type);
        for (int q = 1; q <= 3; q++)
            expect(want[i].name, "quartile", position_quantile(&got, q, 4, want[i].type), 3, want[i].quartile[q - 1]);
    }
    struct num others[9];
    for (int i = 0, kept = 0; i < 10; i++)
        if (value[9 - i] != 84)
            others[kept++] = falling[i];
    struct position got = stand(num_of(84), others, 9, 1, 7);
    expect("84", "percentile rank", position_percentile(&got), 4, "0.4444");
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
        struct position got = stand(num_of(placed[i].value), peer, 4, placed[i].sign, 7);
        cr_expect(got.rank == placed[i].rank && got.of == 5, "%s: rank %u of %u", placed[i].name, got.rank, got.of);
        cr_expect(got.ties == placed[i].ties, "%s: ties %u", placed[i].name, got.ties);
        int quartile = position_quartile(&got);
        cr_expect(quartile == placed[i].quartile, "%s: quartile %d", placed[i].name, quartile);
        expect(placed[i].name, "percentile", position_percentile(&got), 2, placed[i].percentile);
        expect(placed[i].name, "gap to best", position_gap_best(&got), 1, placed[i].gap_best);
        expect(placed[i].name, "gap to median", position_gap_median(&got), 1, placed[i].gap_median);
        expect(placed[i].name, "gap to mean", position_gap_mean(&got), 1, placed[i].gap_mean);
        expect(placed[i].name, "index", position_index(&got), 1, placed[i].index);
    }
    struct position alone = stand(num_of(3), NULL, 0, 1, 7);
    cr_expect(alone.rank == 1 && alone.of == 1 && !position_median(&alone).known && !position_percentile(&alone).known,
              "alone");
    cr_expect(position_quartile(&alone) == 0 && !position_mean(&alone).known, "without peers");
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
        struct position got = stand(num_of(value[i]), peer, 3, 1, 7);
        cr_expect(got.rank == rank[i], "%d: rank %u, not %u", value[i], got.rank, rank[i]);
        expect("5 3 3 9", "percentile", position_percentile(&got), 4, percentile[i]);
    }
}

/* Worked on paper: 30 among 40, 30, 20, 10: the peers' deviation is the root of 500 / 3, their median 25 and the
 * median distance from it 10; with the unit the mean is 26, and the best of all 40.  Less is better: 5.0 among 4, 6,
 * 6, 7 has the ratio 4 / 5. */
Test(position, spread_and_frontier)
{
    struct num up[] = {num_of(40), num_of(30), num_of(20), num_of(10)};
    struct position got = stand(num_of(30), up, 4, 1, 7);
    expect("up", "z", position_z(&got), 4, "0.3873");
    expect("up", "robust z", position_robust_z(&got), 4, "0.3372");
    expect("up", "mean of all", position_mean_all(&got), 1, "26.0");
    expect("up", "gap to it", position_gap_mean_all(&got), 1, "4.0");
    expect("up", "frontier", position_frontier(&got), 0, "40");
    expect("up", "gap to it", position_gap_frontier(&got), 0, "-10");
    expect("up", "ratio", position_frontier_ratio(&got), 3, "0.750");
    struct num down[] = {num_of(4), num_of(6), num_of(6), num_of(7)};
    got = stand(num_of(5), down, 4, -1, 7);
    expect("down", "z", position_z(&got), 4, "0.5960");
    expect("down", "robust z", position_robust_z(&got), 4, "1.3490");
    expect("down", "ratio", position_frontier_ratio(&got), 3, "0.800");
    struct num level[] = {num_of(2), num_of(2), num_of(2)};
    got = stand(num_of(3), level, 3, 1, 7);
    cr_expect(position_level(&got) && position_level_middle(&got), "all peers are level");
    cr_expect(!position_z(&got).known && !position_robust_z(&got).known, "without spread there is no z");
    got = stand(num_of(3), level, 1, 1, 7);
    cr_expect(!position_z(&got).known, "one peer has no spread");
    struct num below[] = {num_of(3), num_of(-1)};
    got = stand(num_of(-2), below, 2, 1, 7);
    cr_expect(!position_frontier_ratio(&got).known, "a negative value is no share of the frontier");
}

/* The same members then and now: 30 of 40 then, 45 of 50 now; the gap of 10 is halved. */
Test(position, change_and_convergence)
{
    struct num before[] = {num_of(40), num_of(20)}, after[] = {num_of(50), num_of(47)};
    struct position then = stand(num_of(30), before, 2, 1, 7), now = stand(num_of(45), after, 2, 1, 7);
    expect("since", "best then", position_gap_best_then(&now, &then), 1, "-10.0");
    expect("since", "gained on the best", position_gap_best_change(&now, &then), 1, "5.0");
    expect("since", "median then", position_gap_median_then(&now, &then), 1, "0.0");
    expect("since", "lost on the median", position_gap_median_change(&now, &then), 1, "-3.5");
    expect("since", "frontier then", position_gap_frontier_then(&now, &then), 1, "-10.0");
    expect("since", "closed", position_frontier_closed(&now, &then), 2, "0.50");
    then = stand(num_of(90), before, 2, 1, 7);
    cr_expect(!position_frontier_closed(&now, &then).known, "who was the frontier has no gap to close");
}

/* ---- a plain slow reading ---- */

static int rising_double(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double middle(double *value, uint32_t count)
{
    qsort(value, count, sizeof *value, rising_double);
    return (value[(count - 1) / 2] + value[count / 2]) / 2;
}

static void near_to(const char *what, struct measure got, double want)
{
    cr_expect(got.known && fabs(measure_near(got) - want) <= 1e-9 * (1 + fabs(want)), "%s: %.12g, not %.12g", what,
              got.known ? measure_near(got) : NAN, want);
}

/* A ladder by chance, short or long, with many ties or few, of small numbers or such as are no whole ones. */
static struct rungs some_ladder(struct num rung[32], uint32_t round)
{
    uint32_t count = 2 + (uint32_t)(chance() % 20);
    int sign = round % 2 ? 1 : -1;
    for (uint32_t i = 0; i < count; i++)
        rung[i] = (struct num){((__int128)(chance() % (round % 3 ? 9 : 9000)) - 4) * (round % 5 ? 1 : 1000000000000000),
                               1};
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = i + 1; k < count; k++)
            if (num_compare(rung[k], rung[i]) * sign > 0) {
                struct num kept = rung[i];
                rung[i] = rung[k];
                rung[k] = kept;
            }
    return rungs_open(mem, rung, count, sign, 7);
}

/* The quarter of the peers that a value reaches, with quartiles of type 7 as four times so much. */
static int quartile_by_hand(const struct rungs *ladder, uint32_t at)
{
    int up = ladder->sign > 0;
    __int128 rising[32], own = 4 * ladder->value[at].mantissa;
    uint32_t peers = 0;
    for (uint32_t i = 0; i < ladder->count; i++) {
        uint32_t rung = up ? ladder->count - 1 - i : i;
        if (rung != at)
            rising[peers++] = ladder->value[rung].mantissa;
    }
    for (uint32_t quarter = 1; quarter < 4; quarter++) {
        uint32_t parts = (peers - 1) * (up ? 4 - quarter : quarter), low = parts / 4;
        __int128 border = 4 * rising[low] + (parts % 4 ? (parts % 4) * (rising[low + 1] - rising[low]) : 0);
        if (up ? own >= border : own <= border)
            return (int)quarter;
    }
    return 4;
}

static void hold_rung(const struct rungs *ladder, uint32_t at)
{
    struct position got = position_find(ladder, at);
    double peer[32], away[32], own = (double)ladder->value[at].mantissa / 10, sum = 0, squares = 0;
    uint32_t peers = 0, rank = 1, ties = 0;
    for (uint32_t i = 0; i < ladder->count; i++) {
        rank += num_compare(ladder->value[i], ladder->value[at]) * ladder->sign > 0;
        ties += num_compare(ladder->value[i], ladder->value[at]) == 0;
        if (i != at)
            sum += peer[peers++] = (double)ladder->value[i].mantissa / 10;
    }
    cr_expect(got.rank == rank && got.ties == ties, "rank %u, ties %u", got.rank, got.ties);
    cr_expect(position_quartile(&got) == quartile_by_hand(ladder, at));
    near_to("mean", position_mean(&got), sum / peers);
    for (uint32_t i = 0; i < peers; i++)
        squares += (peer[i] - sum / peers) * (peer[i] - sum / peers);
    double median = middle(peer, peers);
    near_to("median", position_median(&got), median);
    for (uint32_t i = 0; i < peers; i++)
        away[i] = fabs(peer[i] - median);
    near_to("deviation", position_deviation(&got), middle(away, peers));
    if (peers > 1 && squares > 1e-9)
        near_to("z", position_z(&got), ladder->sign * (own - sum / peers) / sqrt(squares / (peers - 1)));
    else
        cr_expect(!position_z(&got).known);
}

/* Every rung of ladders by chance: what is found from its place is what is found from the peers, one by one. */
Test(position, as_slow)
{
    for (uint32_t round = 0; round < 300; round++) {
        struct num rung[32];
        struct rungs ladder = some_ladder(rung, round);
        for (uint32_t at = 0; at < ladder.count; at++)
            hold_rung(&ladder, at);
    }
}
