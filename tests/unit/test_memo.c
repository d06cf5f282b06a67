/* memo: an answer is always that text's own, whatever shares its place. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "memo.h"
#include "str.h"

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
            struct memo_key kept = memo_key(str_of(text[i])), asked = memo_key(str_of(text[j]));
            memo_keep(&memo, &kept, 7);
            uint32_t answer = 0;
            bool found = memo_find(&memo, &asked, &answer);
            cr_assert(found == (i == j), "kept \"%s\", asked for \"%s\"", text[i], text[j]);
            cr_assert(!found || answer == 7, "answer for \"%s\"", text[j]);
        }
    mem_close(mem);
}

Test(memo, long_texts_are_not_kept)
{
    struct mem *mem = mem_open();
    struct memo memo = memo_open(mem);
    struct memo_key key = memo_key(STR("abcdefghijklmnopqrstuvwxy"));
    memo_keep(&memo, &key, 1);
    uint32_t answer;
    cr_assert(!memo_find(&memo, &key, &answer));
    mem_close(mem);
}

/* More texts than places: what is found must be what was kept last for that text. */
Test(memo, stays_right_when_crowded)
{
    struct mem *mem = mem_open();
    struct memo memo = memo_open(mem);
    enum { TEXTS = 20000 };
    uint32_t found = 0;
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < TEXTS; i++) {
            char name[16];
            size_t length = (size_t)snprintf(name, sizeof name, "%06u", i * 37 % 3000);
            struct memo_key key = memo_key((struct str){name, length < sizeof name ? length : 0});
            uint32_t answer;
            if (memo_find(&memo, &key, &answer)) {
                cr_assert(answer == i * 37 % 3000, "%s answers %u", name, answer);
                found++;
            }
            memo_keep(&memo, &key, i * 37 % 3000);
        }
    cr_assert(found > TEXTS / 4, "only %u found", found);
    mem_close(mem);
}
