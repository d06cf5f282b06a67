/* sorter: any number of entries, in memory and over many runs, come out in order. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "io/sorter.h"

static uint64_t state = 88172645463325252u;

static uint32_t chance(uint32_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 33) % below;
}

/* The value of an entry says when it went in. */
static void run_through(size_t entries, size_t memory, uint32_t keys, bool spills)
{
    struct mem *mem = mem_open();
    struct sorter *sorter = sorter_open(mem, memory, NULL);
    for (size_t i = 0; i < entries; i++) {
        char key[64], value[400];
        int key_length = snprintf(key, sizeof key, "%u", chance(keys));
        int length = snprintf(value, sizeof value, "%zu", i);
        memset(value + length, '.', sizeof value - (size_t)length);
        sorter_add(sorter, (struct str){key, (size_t)key_length},
                   (struct str){value, (size_t)length + 1 + chance(300)});
    }
    struct str key, value, last = {NULL, 0};
    size_t count = 0, last_number = 0;
    while (sorter_next(sorter, &key, &value)) {
        size_t number = strtoul(value.at, NULL, 10);
        int order = count ? str_cmp(last, key) : -1;
        cr_assert(order <= 0, "entry %zu of %zu is in order", count, entries);
        cr_assert(order < 0 || number > last_number, "equal keys keep their order at %zu", count);
        last = mem_copy(mem, key);
        last_number = number;
        count++;
    }
    cr_expect_eq(count, entries);
    cr_expect_eq(sorter_spilled(sorter), spills, "%zu entries", entries);
    cr_expect_not(sorter_next(sorter, &key, &value), "the end stays the end");
    sorter_close(sorter);
    sorter_close(sorter);
    mem_close(mem);
}

Test(sorter, entries_come_out_in_order)
{
    static const struct {
        size_t entries, memory;
        uint32_t keys;
        bool spills;
    } cases[] = {
        {0, 0, 1, false},       {1, 0, 1, false},        {100, 1 << 20, 10, false}, {1000, 1 << 20, 1, false},
        {3000, 0, 50, true},    {3000, 0, 100000, true}, {60000, 0, 1000, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        run_through(cases[i].entries, cases[i].memory, cases[i].keys, cases[i].spills);
}

Test(sorter, any_bytes_are_keys)
{
    struct mem *mem = mem_open();
    struct sorter *sorter = sorter_open(mem, 0, NULL);
    struct str key, value;
    sorter_add(sorter, STR("a\0b"), STR(""));
    sorter_add(sorter, STR(""), STR("\0\n"));
    sorter_add(sorter, STR("a"), STR("x"));
    cr_expect(sorter_next(sorter, &key, &value) && key.length == 0 && str_eq(value, STR("\0\n")));
    cr_expect(sorter_next(sorter, &key, &value) && str_eq(key, STR("a")));
    cr_expect(sorter_next(sorter, &key, &value) && str_eq(key, STR("a\0b")));
    sorter_close(sorter);
    mem_close(mem);
}

Test(sorter, a_folder_that_is_not_there_is_told, .exit_code = 2)
{
    struct sorter *sorter = sorter_open(mem_open(), 0, "/nonexistent/folder");
    for (size_t i = 0; i < 10000; i++)
        sorter_add(sorter, STR("key"), STR("0123456789012345678901234567890123456789"));
}
