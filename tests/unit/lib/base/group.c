/* group: keys and their groups, in order of first appearance; long keys, many keys,
 * and what comes of suspicious runs. */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* With the module's own source, so that secrets are drawn anew all the time. */
#define LONG_RUN 2
#include "base/group.c"

#include "arena.h"
#include "chance.h"

TestSuite(group, .init = open_mem, .fini = close_mem);

/* ---- small tables ---- */

static const struct {
    const char *first, *second;
    uint32_t want;            /* its number */
} rows[] = {
    {"330100", "gdp", 0}, {"330200", "gdp", 1}, {"330100", "gdp", 0}, {"330100", "income", 2},
    {"a", "bc", 3},       {"ab", "c", 4},       {"abc", "", 5},       {"", "abc", 6},
    {"", "", 7},          {"a", "bc", 3},       {"", "", 7},          {"330100gd", "p", 8},
    {"杭州", "gdp", 9},   {"330200", "gdp", 1},
};

Test(group, a_key_is_a_tuple)
{
    struct group *group = group_open(2, 24);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str key[2] = {str_of(rows[i].first), str_of(rows[i].second)};
        uint32_t before = group_count(group);
        cr_expect_eq(group_find(group, key) == NULL, rows[i].want == before, "row %zu", i);
        uint64_t *state = group_at(group, key);
        cr_expect_eq((uintptr_t)state % 16, 0, "row %zu: aligned", i);
        cr_expect_eq(group_index(group, state), rows[i].want, "row %zu: %u", i, group_index(group, state));
        cr_expect_eq(state[0] | state[1] | state[2], rows[i].want == before ? 0 : 3 * rows[i].want + 1, "row %zu", i);
        state[0] = 3 * rows[i].want + 1;
        cr_expect_eq(group_find(group, key), state, "row %zu", i);
        for (uint32_t field = 0; field < 2; field++)
            cr_expect(str_eq(group_key(group, state, field), key[field]), "row %zu: field %u", i, field);
    }
    cr_assert_eq(group_count(group), 10);
    struct group_walk walk = {0};
    uint32_t number = 0;
    for (; group_next(group, &walk); number++)
        cr_expect_eq(group_index(group, walk.state), number);
    cr_expect_eq(number, 10);
    cr_expect_not(group_next(group, &walk), "the end stays the end");
    group_at(group, (struct str[2]){STR("later"), STR("x")});
    cr_expect(group_next(group, &walk) && group_index(group, walk.state) == 10, "but for what comes later");
    group_close(group);
}

Test(group, without_key_there_is_one_group)
{
    struct group *group = group_open(0, 8);
    struct group_walk walk = {0};
    cr_assert_not(group_next(group, &walk));
    uint64_t *state = group_at(group, NULL);
    cr_assert_eq(*state, 0);
    *state = 5;
    cr_assert_eq(*(uint64_t *)group_at(group, NULL), 5);
    cr_assert_eq(group_count(group), 1);
    cr_assert(group_next(group, &walk) && walk.state == state && !group_next(group, &walk));
    group_close(group);
    group_close(NULL);
}

Test(group, bytes_of_any_kind_and_no_state)
{
    struct group *group = group_open(1, 0);
    void *state[300];
    char text[300];
    memset(text, 0, sizeof text);
    /* texts of NULs that differ in their length alone, across all ways of hashing */
    for (size_t length = 0; length < 300; length++)
        state[length] = group_at(group, &(struct str){text, length});
    cr_assert_eq(group_count(group), 300);
    for (size_t length = 0; length < 300; length++) {
        cr_assert_eq(group_at(group, &(struct str){text, length}), state[length], "%zu", length);
        cr_assert_eq(group_key(group, state[length], 0).length, length);
    }
    group_close(group);
}

/* ---- order ---- */

Test(group, sorted_by_field_in_byte_order)
{
    static const char *const want[][2] = {
        {"", "z"}, {"10", "a"}, {"10", "b"}, {"1a", ""}, {"9", "a"}, {"9", "aa"}, {"杭", ""},
    };
    static const uint8_t arrival[] = {3, 6, 0, 5, 2, 4, 1};
    struct group *group = group_open(2, 8);
    for (size_t i = 0; i < sizeof arrival; i++)
        group_at(group, (struct str[2]){str_of(want[arrival[i]][0]), str_of(want[arrival[i]][1])});
    void **state = group_sorted(mem, group);
    for (size_t i = 0; i < sizeof arrival; i++)
        for (uint32_t field = 0; field < 2; field++)
            cr_expect(str_eq(group_key(group, state[i], field), str_of(want[i][field])), "place %zu", i);
    group_close(group);
}

/* ---- many, long ---- */

Test(group, many_groups_stay_where_they_are)
{
    enum { COUNT = 150000 };
    struct group *group = group_open(2, 40);
    void **state = mem_array(mem, COUNT, sizeof *state);
    char first[16], second[16];
    for (uint32_t i = 0; i < COUNT; i++) {
        struct str key[2] = {{first, (size_t)snprintf(first, sizeof first, "%u", i / 7)},
                             {second, (size_t)snprintf(second, sizeof second, "%u", i % 7 * 1000003)}};
        state[i] = group_at(group, key);
        *(uint32_t *)state[i] = i;
    }
    cr_assert_eq(group_count(group), COUNT);
    cr_assert(group->drawn > 1, "short runs were made suspicious for this test: drawn %u times", group->drawn);
    struct group_walk walk = {0};
    for (uint32_t i = 0; i < COUNT; i++) {
        cr_assert(group_next(group, &walk) && walk.state == state[i], "group %u", i);
        cr_assert_eq(*(uint32_t *)walk.state, i);
    }
    cr_assert_not(group_next(group, &walk));
    for (uint32_t i = 0; i < COUNT; i += 3) {
        struct str key[2] = {{first, (size_t)snprintf(first, sizeof first, "%u", i / 7)},
                             {second, (size_t)snprintf(second, sizeof second, "%u", i % 7 * 1000003)}};
        cr_assert_eq(group_find(group, key), state[i]);
    }
    cr_assert_eq(group_count(group), COUNT);
    group_close(group);
}

/* Keys of few and of many texts, known and new in every mixture, as many at once as chance
 * will: the same groups as one by one. */
Test(group, many_at_once_are_as_one_after_the_other)
{
    enum { KEYS = 4000, MOST = 100 };
    for (uint32_t arity = 0; arity < 4; arity++) {
        struct group *together = group_open(arity, 8), *single = group_open(arity, 8);
        struct str *key = mem_array(mem, KEYS * arity, sizeof *key);
        for (size_t i = 0; i < KEYS * arity; i++)
            key[i] = mem_format(mem, "%.*s%u", (int)(chance() % 30), "a name of some thirty bytes, cut",
                                (unsigned)(chance() % 40));
        void *state[MOST];
        for (size_t at = 0, count; at < KEYS; at += count) {
            count = chance() % MOST;
            count = count < KEYS - at ? count : KEYS - at;
            group_find_each(together, key + at * arity, count, state);
            for (size_t i = 0; i < count; i++)
                cr_assert_eq(state[i], group_find(together, key + (at + i) * arity), "%u texts, key %zu", arity,
                             at + i);
            group_at_each(together, key + at * arity, count, state);
            for (size_t i = 0; i < count; i++)
                cr_assert_eq(group_index(together, state[i]),
                             group_index(single, group_at(single, key + (at + i) * arity)), "%u texts, key %zu", arity,
                             at + i);
        }
        cr_assert_eq(group_count(together), group_count(single));
        cr_assert(arity < 2 || (group_count(together) > 500 && together->drawn > 1),
                  "%u texts: %u groups, drawn %u times", arity, group_count(together), together->drawn);
        group_close(together);
        group_close(single);
    }
}

/* So many keys that are not there meet the hash of one that is, and are not taken for it. */
Test(group, a_hash_is_no_key)
{
    enum { COUNT = 1 << 17, ALIKE = 3 };
    struct group *group = group_open(1, 8);
    char text[24];
    for (uint32_t i = 0; i < COUNT; i++)
        group_at(group, &(struct str){text, (size_t)snprintf(text, sizeof text, "%u", i)});
    unsigned alike = 0;
    for (uint32_t i = 0; alike < ALIKE && i < UINT32_MAX; i++) {
        struct str key[2] = {{text, (size_t)snprintf(text, sizeof text, "x%u", i)}, STR("7")};
        if (!guess(group, hash_key(group, key)))
            continue;
        void *state[2];
        alike++;
        group_find_each(group, key, 2, state);
        cr_expect_null(state[0], "%s", text);
        cr_expect_eq(group_index(group, state[1]), 7);
        cr_expect_null(group_find(group, key));
    }
    cr_assert_eq(alike, ALIKE);
    group_close(group);
}

Test(group, keys_longer_than_a_chunk)
{
    static const size_t length[] = {3 << 20, 5, 1 << 20, 254, 255, 256, (1 << 20) - 64, 70000, 0, (2 << 20) - 57};
    enum { COUNT = sizeof length / sizeof *length };
    struct group *group = group_open(2, 100);
    char *text = mem_take(mem, 4 << 20);
    for (size_t i = 0; i < 4 << 20; i++)
        text[i] = (char)chance();
    void *state[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        state[i] = memset(group_at(group, (struct str[2]){{text, length[i]}, STR("x")}), (int)i + 1, 100);
    struct group_walk walk = {0};
    for (size_t i = 0; i < COUNT; i++) {
        cr_assert(group_next(group, &walk) && walk.state == state[i], "key of %zu bytes", length[i]);
        cr_assert(str_eq(group_key(group, state[i], 0), (struct str){text, length[i]}), "key of %zu bytes", length[i]);
        cr_assert(str_eq(group_key(group, state[i], 1), STR("x")), "key of %zu bytes", length[i]);
        cr_assert_eq(((char *)state[i])[99], (char)i + 1);
        cr_assert_eq(group_at(group, (struct str[2]){{text, length[i]}, STR("x")}), state[i]);
    }
    cr_assert_not(group_next(group, &walk));
    group_close(group);
}

/* ---- the hash ---- */

Test(group, every_bit_of_a_key_matters)
{
    struct group *group = group_open(1, 0);
    char text[40];
    for (size_t length = 1; length <= sizeof text; length++) {
        unsigned flips = 0;
        for (size_t bit = 0; bit < 8 * length; bit++) {
            for (size_t i = 0; i < length; i++)
                text[i] = (char)chance();
            uint32_t before = hash_key(group, &(struct str){text, length});
            text[bit / 8] ^= (char)(1 << bit % 8);
            uint32_t after = hash_key(group, &(struct str){text, length});
            cr_assert_neq(before, after, "length %zu, bit %zu (may happen once in 10^6 runs)", length, bit);
            flips += (unsigned)__builtin_popcount(before ^ after);
        }
        /* half of the 32 bits change; with 8 * length tries the mean is near 16 */
        cr_expect(flips > 8 * length * 10 && flips < 8 * length * 22, "length %zu: %u of 32 bits change", length,
                  flips / (unsigned)(8 * length));
    }
    group_close(group);
}

Test(group, texts_hash_the_same_all_through_a_run)
{
    static const char *const text[] = {"", "a", "b", "aa", "330100", "a text of more than sixteen bytes"};
    enum { COUNT = sizeof text / sizeof *text };
    for (size_t i = 0; i < COUNT; i++)
        for (size_t k = 0; k < COUNT; k++)
            cr_assert_eq(group_text_hash(str_of(text[i])) == group_text_hash(str_of(text[k])), i == k, "%s, %s",
                         text[i], text[k]);
}

Test(group, two_tables_hash_differently)
{
    struct group *a = group_open(1, 0), *b = group_open(1, 0);
    unsigned same = 0;
    for (uint32_t i = 0; i < 100; i++) {
        struct str key = {(const char *)&i, sizeof i};
        same += hash_key(a, &key) == hash_key(b, &key);
    }
    cr_assert(same < 3, "%u of 100 hashes are the same in two tables", same);
    group_close(a);
    group_close(b);
}

/* ---- what there is not ---- */

/* The sanitizer's memory is to run out as the C library's does. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static void leave(size_t bytes)
{
    exit(bytes == SIZE_MAX / 2 ? 7 : 8);
}

Test(group, beyond_what_places_reach, .exit_code = 7)
{
    static struct group *group;
    mem_on_exhaustion(leave);
    group = group_open(0, (size_t)80 << 30);
    group_at(group, NULL);
}

/* Of zeros that are not there until they are read, twice 2 GiB. */
Test(group, a_key_beyond_what_its_head_counts, .exit_code = 7)
{
    static struct group *group;
    size_t length = (size_t)1 << 31;
    char *zeros = mmap(NULL, length, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    cr_assert(zeros != MAP_FAILED);
    mem_on_exhaustion(leave);
    group = group_open(2, 8);
    group_at(group, (struct str[2]){{zeros, length}, {zeros, length}});
}

/* A system that has no chance to give. */
static bool no_chance;

ssize_t getrandom(void *into, size_t bytes, unsigned flags)
{
    if (no_chance)
        return errno = ENOSYS, -1;
    return syscall(SYS_getrandom, into, bytes, flags);
}

Test(group, without_chance_the_clock_seeds)
{
    no_chance = true;
    struct group *first = group_open(1, 8), *second = group_open(1, 8);
    no_chance = false;
    cr_expect(memcmp(first->secret, second->secret, sizeof first->secret) != 0, "no two tables hash alike");
    for (int i = 0; i < 1000; i++) {
        char text[16];
        struct str key = {text, (size_t)snprintf(text, sizeof text, "%d", i)};
        cr_expect_eq(group_index(first, group_at(first, &key)), (uint32_t)i);
        cr_expect_eq(group_find(second, &key), NULL);
    }
    cr_expect_eq(group_count(first), 1000);
    group_close(first);
    group_close(second);
}
