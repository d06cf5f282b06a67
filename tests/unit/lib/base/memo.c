/* memo: an answer is always that text's own, whatever shares its place. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "base/memo.h"
#include "base/str.h"

static const char *const text[] = {
    "", "a", "aa", "aaa", "ab", "aba", "abb", "abab", "abcde", "abcdefg", "abcdefgh", "abcdefgha", "abcdefghi",
    "abcdefghabcdefgh", "abcdefghabcdefgha", "330205", "2022-01-01/P5M", "\xe4\xba\xbf\xe5\x85\x83",
    "abcdefghijklmnopqrstuvwx",
};

Test(memo, tells_texts_apart)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        for (size_t j = 0; j < sizeof text / sizeof *text; j++) {
            struct memo memo = memo_open(mem);
            memo_keep(&memo, str_of(text[i]), 7);
            uint32_t answer = 0;
            bool found = memo_find(&memo, str_of(text[j]), &answer);
            cr_assert(found == (i == j), "kept \"%s\", asked for \"%s\"", text[i], text[j]);
            cr_assert(!found || answer == 7, "answer for \"%s\"", text[j]);
        }
    mem_close(mem);
}

Test(memo, long_texts_are_not_kept)
{
    struct mem *mem = mem_open();
    struct memo memo = memo_open(mem);
    memo_keep(&memo, STR("abcdefghijklmnopqrstuvwxy"), 1);
    uint32_t answer;
    cr_assert(!memo_find(&memo, STR("abcdefghijklmnopqrstuvwxy"), &answer));
    mem_close(mem);
}

/* More texts than places, short and long ones: what is found must be that text's. */
Test(memo, stays_right_when_crowded)
{
    struct mem *mem = mem_open();
    struct memo memo = memo_open(mem);
    enum { TEXTS = 60000, KINDS = 9000 };
    uint32_t found = 0;
    for (uint32_t i = 0; i < TEXTS; i++) {
        char name[32];
        uint32_t number = i * 37 % KINDS;
        int length = snprintf(name, sizeof name, i % 2 ? "%06u" : "2022-01-01/P%06u", number);
        struct str value = {name, (size_t)length};
        uint32_t answer;
        if (memo_find(&memo, value, &answer)) {
            cr_assert(answer == number % 16, "%s answers %u", name, answer);
            found++;
        } else
            memo_keep(&memo, value, number % 16);
    }
    cr_assert(found > TEXTS / 4, "only %u found", found);
    mem_close(mem);
}
