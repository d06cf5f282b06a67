/* Random rows come out as a plain sort has them; texts in the order of columns. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/str.h"
#include "io/out.h"
#include "sorting.h"

#include "arena.h"

TestSuite(sorting, .init = open_mem, .fini = close_mem);

/* What rows look like when they have come out. */
static struct str sorted(const struct sorting_key *key, uint32_t keys, const struct str *cell, size_t rows,
                         uint64_t most)
{
    struct out *out = out_gather(mem);
    struct writer *writer = writer_open(mem, out, ',');
    struct sorting *sorting = sorting_open(mem, key, keys);
    for (size_t i = 0; i < rows; i++)
        sorting_add(sorting, mem_format(mem, "%zu\n", i), cell + i * keys);
    sorting_write(sorting, writer, most);
    sorting_close(sorting);
    return out_gathered(out);
}

static bool shows(struct str lines, const char *wanted)
{
    return str_eq(lines, str_of(wanted));
}

Test(sorting, numbers_texts_and_empty_cells)
{
    const struct sorting_key up = {STR("v"), false}, down = {STR("v"), true};
    const struct str numbers[] = {STR("10"), STR("9.5"), {NULL, 0}, STR("1e1"), STR("-3"), STR("9.50")};
    cr_expect(shows(sorted(&up, 1, numbers, 6, UINT64_MAX), "4\n1\n5\n0\n3\n2\n"));
    cr_expect(shows(sorted(&down, 1, numbers, 6, UINT64_MAX), "0\n3\n1\n5\n4\n2\n"));
    cr_expect(shows(sorted(&down, 1, numbers, 6, 2), "0\n3\n"));
    const struct str texts[] = {STR("10"), STR("9"), STR("x"), {NULL, 0}};
    cr_expect(shows(sorted(&up, 1, texts, 4, UINT64_MAX), "0\n1\n2\n3\n"));
    cr_expect(shows(sorted(&down, 1, texts, 4, UINT64_MAX), "2\n1\n0\n3\n"));
}

/* Two keys, the second downwards; stable. */
enum { ROWS = 500 };
static struct {
    unsigned first, second, place;
} row[ROWS];

static int by_hand(const void *a, const void *b)
{
    const unsigned *left = a, *right = b;
    if (left[0] != right[0])
        return left[0] < right[0] ? -1 : 1;
    if (left[1] != right[1])
        return left[1] > right[1] ? -1 : 1;
    return left[2] < right[2] ? -1 : 1;
}

Test(sorting, as_a_plain_sort)
{
    const struct sorting_key key[] = {{STR("a"), false}, {STR("b"), true}};
    struct str cell[2 * ROWS];
    struct str wanted = {NULL, 0};
    uint64_t state = 7;
    for (unsigned i = 0; i < ROWS; i++) {
        row[i].first = (unsigned)(state = state * 6364136223846793005u + 1442695040888963407u) >> 29;
        row[i].second = (unsigned)(state >> 40) % 200;
        row[i].place = i;
        cell[2 * i] = mem_format(mem, "%u", row[i].first);
        cell[2 * i + 1] = mem_format(mem, "%u.0", row[i].second);
    }
    struct str got = sorted(key, 2, cell, ROWS, UINT64_MAX);
    qsort(row, ROWS, sizeof *row, by_hand);
    for (unsigned i = 0; i < ROWS; i++)
        wanted = mem_join(mem, wanted, mem_format(mem, "%u\n", row[i].place));
    cr_expect(str_eq(got, wanted));
}

Test(sorting, texts_of_columns)
{
    struct str numbers[] = {STR("2022"), STR("9"), STR("10"), STR("2021")};
    sorting_texts(mem, numbers, 4);
    cr_expect(str_eq(numbers[0], STR("9")) && str_eq(numbers[1], STR("10")) && str_eq(numbers[3], STR("2022")));
    struct str periods[] = {STR("2022"), STR("2022-06"), STR("9"), STR("2021")};
    sorting_texts(mem, periods, 4);
    cr_expect(str_eq(periods[0], STR("2021")) && str_eq(periods[2], STR("2022-06")) && str_eq(periods[3], STR("9")));
}
