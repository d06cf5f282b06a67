/* Which known word a wrong one is near to. */
#include <criterion/criterion.h>

#include "arena.h"
#include "base/near.h"
#include "base/str.h"
#include "chance.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

TestSuite(near, .init = open_mem, .fini = close_mem);

Test(near, distance_counts_edits)
{
    static const struct {
        struct str a, b;
        unsigned distance;
    } cases[] = {
        {STR("region"), STR("region"), 0}, {STR("regoin"), STR("region"), 1},  {STR("Region"), STR("region"), 0},
        {STR("value"), STR("vale"), 1},    {STR("kitten"), STR("sitting"), 3}, {STR("宁波"), STR("宁海"), 1},
        {STR(""), STR("abc"), 3},          {STR("ca"), STR("abc"), 3},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect_eq(near_distance(cases[i].a, cases[i].b, 5), cases[i].distance, "case %zu", i);
        cr_expect_eq(near_distance(cases[i].b, cases[i].a, 5), cases[i].distance, "case %zu turned", i);
    }
    cr_expect_eq(near_distance(STR("abcdef"), STR("uvwxyz"), 2), 3, "beyond the limit is the limit and one");
}

Test(near, is_within_two_edits)
{
    static const struct str names[] = {STR("region"), STR("period"), STR("value"), STR("unit")};
    static const struct {
        struct str word;
        ptrdiff_t near;
    } cases[] = {
        {STR("regoin"), 0}, {STR("vaule"), 2}, {STR("unot"), 3}, {STR("population"), -1}, {STR("xx"), -1},
        {STR("rxgxon"), 0}, {STR("rxgxxn"), -1}, /* three edits are too many */
        {STR("unxx"), -1},                       /* of four letters two are too many */
        {STR("REGION"), 0}, {STR(""), -1},
    };
    struct near_index *index = near_index_make(mem, names, COUNT(names));
    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect_eq(near_find(cases[i].word, names, COUNT(names)), cases[i].near, "case %zu", i);
        cr_expect_eq(near_index_find(index, cases[i].word), cases[i].near, "case %zu of an index", i);
    }
}

/* A Chinese character has three bytes and is one letter. */
Test(near, letters_are_characters)
{
    static const struct str names[] = {STR("三亚"), STR("范县"), STR("海东市"), STR("海曙区")};
    cr_expect_eq(near_find(STR("範縣"), names, COUNT(names)), -1, "two of two letters are another word");
    cr_expect_eq(near_find(STR("范縣"), names, COUNT(names)), 1);
    cr_expect_eq(near_find(STR("海曙"), names, COUNT(names)), 3);
}

Test(near, of_those_as_near_one_that_begins_alike)
{
    static const struct str names[] = {STR("海东"), STR("海曙区"), STR("海西")};
    cr_expect_eq(near_find(STR("海曙"), names, COUNT(names)), 1);
    cr_expect_eq(near_index_find(near_index_make(mem, names, COUNT(names)), STR("海曙")), 1);
}

Test(near, the_only_one_that_begins_so)
{
    static const struct str names[] = {STR("compare-peers"), STR("assess"), STR("aggregate")};
    cr_expect_eq(near_find(STR("compare"), names, COUNT(names)), 0);
    cr_expect_eq(near_find(STR("assessment"), names, COUNT(names)), 1);
    static const struct str kinds[] = {STR("level_min"), STR("level_max")};
    cr_expect_eq(near_find(STR("level"), kinds, COUNT(kinds)), -1, "two begin so");
}

/* What others call it, but only where that is known. */
Test(near, words_of_others)
{
    static const struct str statistics[] = {STR("median"), STR("mean"), STR("sd")};
    static const struct str languages[] = {STR("en"), STR("zh")};
    cr_expect_eq(near_find(STR("avg"), statistics, COUNT(statistics)), 1);
    cr_expect_eq(near_find(STR("AVERAGE"), statistics, COUNT(statistics)), 1);
    cr_expect_eq(near_find(STR("标准差"), statistics, COUNT(statistics)), 2);
    cr_expect_eq(near_find(STR("cn"), languages, COUNT(languages)), 1, "and not en, which is an edit away");
    cr_expect_eq(near_find(STR("avg"), languages, COUNT(languages)), -1);
    cr_expect_eq(near_index_find(near_index_make(mem, statistics, 3), STR("avg")), 1);
}

static struct str some_word(void)
{
    char *at = mem_take(mem, 10);
    size_t length = 1 + (size_t)(chance() % 9);
    for (size_t i = 0; i < length; i++)
        at[i] = (char)('a' + chance() % 3);
    return (struct str){at, length};
}

/* The index passes over names by length and letters; none that is nearer may be lost. */
Test(near, an_index_loses_nothing)
{
    enum { NAMES = 60, WORDS = 3000 };
    struct str names[NAMES];
    for (size_t i = 0; i < NAMES; i++)
        names[i] = some_word();
    struct near_index *index = near_index_make(mem, names, NAMES);
    for (int i = 0; i < WORDS; i++) {
        struct str word = some_word();
        unsigned limit = word.length <= 4 ? 1 : 2, least = 9;
        for (size_t k = 0; k < NAMES; k++) {
            unsigned distance = near_distance(word, names[k], 4);
            least = distance < least && distance < names[k].length ? distance : least;
        }
        ptrdiff_t near = near_index_find(index, word);
        cr_assert_eq(near >= 0, least <= limit, "\"%.*s\"", (int)word.length, word.at);
        if (near >= 0)
            cr_assert_eq(near_distance(word, names[near], 4), least, "\"%.*s\"", (int)word.length, word.at);
    }
}

/* Such a text is no word: nothing is near to it, and it is near to nothing. */
Test(near, of_more_than_64_letters)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm";
    const struct str longer = {letters, 65}, longest = {letters, 64};
    const struct str names[] = {longer, STR(""), STR("value"), longest};
    struct near_index *index = near_index_make(mem, names, COUNT(names));
    cr_expect_eq(near_distance(longer, longest, 2), 3);
    cr_expect_eq(near_distance(longest, longer, 2), 3);
    cr_expect_eq(near_distance(longest, longest, 2), 0);
    cr_expect_eq(near_find(longer, names, COUNT(names)), -1);
    cr_expect_eq(near_index_find(index, longer), -1);
    cr_expect_eq(near_find(STR("vaule"), names, COUNT(names)), 2);
    cr_expect_eq(near_index_find(index, STR("vaule")), 2);
    cr_expect_eq(near_find(str_part(longest, 0, 40), names, COUNT(names)), 3, "the only one that begins so");
}
