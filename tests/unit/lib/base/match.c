/* match: what matches, what is wrong with a pattern, and the leash. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/match.h"
#include "base/str.h"

static const struct {
    const char *name, *pattern, *text;
    int how;
    enum match_verdict want;
} row[] = {
    {"whole field", "[1-6][0-9]{5}", "330205", MATCH_WHOLE, MATCH_YES},
    {"more behind", "[1-6][0-9]{5}", "3302051", MATCH_WHOLE, MATCH_NO},
    {"more before", "[1-6][0-9]{5}", "x330205", MATCH_WHOLE, MATCH_NO},
    {"anchors do no harm", "^[1-6][0-9]{5}$", "330205", MATCH_WHOLE, MATCH_YES},
    {"alternatives are all anchored", "a|ab", "ab", MATCH_WHOLE, MATCH_YES},
    {"dollar is the very end", "a$", "a\n", MATCH_SOMEWHERE, MATCH_NO},
    {"a line end is not left over", "a", "a\n", MATCH_WHOLE, MATCH_NO},
    {"somewhere", "b+", "abbc", MATCH_SOMEWHERE, MATCH_YES},
    {"empty pattern, empty text", "", "", MATCH_WHOLE, MATCH_YES},
    {"empty pattern, a text", "", "a", MATCH_WHOLE, MATCH_NO},
    {"a character is a code point", "...", "\xe4\xba\xbf\xe5\x85\x83\xe4\xba\xba", MATCH_WHOLE, MATCH_YES},
    {"Han", "\\p{Han}+", "\xe4\xba\xbf\xe5\x85\x83", MATCH_WHOLE, MATCH_YES},
    {"full-width digits are no \\d", "\\d", "\xef\xbc\x91", MATCH_WHOLE, MATCH_NO},
};

Test(match, table)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        for (int also = 0; also <= (MATCH_KEPT | MATCH_SLOW); also += MATCH_KEPT) {
            struct match_fault fault;
            struct match *match = match_compile(mem, str_of(row[i].pattern), row[i].how | also, &fault);
            cr_assert(match, "%s: compiles", row[i].name);
            for (int again = 0; again < 2; again++)
                cr_assert(match_test(match, str_of(row[i].text)) == row[i].want, "%s", row[i].name);
            match_close(match);
        }
    mem_close(mem);
}

static const struct {
    const char *pattern;
    size_t at;
} wrong[] = {{"a(b", 3}, {"[z-a]", 3}, {"a**+", 2}, {"(?<n>a)(?<n>b)", 12}, {"\\", 1}};

Test(match, faults)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct match_fault fault = {0};
        cr_assert(!match_compile(mem, str_of(wrong[i].pattern), MATCH_WHOLE, &fault), "%s", wrong[i].pattern);
        cr_assert(fault.at == wrong[i].at, "%s: wrong at %zu", wrong[i].pattern, fault.at);
        cr_assert(fault.message.length > 0, "%s: a sentence", wrong[i].pattern);
    }
    mem_close(mem);
}

/* The leash, told by what it counts: without machine code the steps are the same everywhere, so
 * it is known which pairs are stopped.  Machine code may see sooner that there is no match, but
 * neither calls a hostile pair one. */
static const struct {
    const char *name, *pattern, *piece, *tail;
    size_t pieces;
    int how;
    enum match_verdict want;
} hostile[] = {
    {"nested repeats", "(a+)+$", "a", "b", 60000, MATCH_WHOLE, MATCH_LIMIT},
    {"spaces to the end", "(\\s+)+$", " ", "x", 30000, MATCH_WHOLE, MATCH_LIMIT},
    {"three greedy ones", "\\w*\\s*\\d*$", "w", "!", 30000, MATCH_WHOLE, MATCH_LIMIT},
    {"spaces somewhere", "\\s+$", " ", "x", 30000, MATCH_SOMEWHERE, MATCH_LIMIT},
    {"back reference", "(.*)*\\1x", "ab", "y", 10000, MATCH_WHOLE, MATCH_LIMIT},
    {"recursion", "(a|b(?1)c)*d", "ab", "y", 10000, MATCH_WHOLE, MATCH_NO},
    {"deep recursion", "(\\((?R)*\\))", "(", "x", 60000, MATCH_WHOLE, MATCH_LIMIT},
    {"repeats side by side", "(x+x+)+y", "x", "z", 60000, MATCH_WHOLE, MATCH_LIMIT},
    {"a step for each of a few", "(a|b)*c", "a", "z", 1000, MATCH_WHOLE, MATCH_NO},
    {"a step for each of many", "(a|b)*c", "a", "z", 20000, MATCH_WHOLE, MATCH_LIMIT},
};

Test(match, leash)
{
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        struct mem *mem = mem_open();
        size_t piece = strlen(hostile[i].piece), length = piece * hostile[i].pieces;
        char *text = mem_take(mem, length + 1);
        for (size_t j = 0; j < length; j += piece)
            memcpy(text + j, hostile[i].piece, piece);
        text[length] = *hostile[i].tail;
        for (int slow = 0; slow <= MATCH_SLOW; slow += MATCH_SLOW) {
            struct match_fault fault;
            struct match *match = match_compile(mem, str_of(hostile[i].pattern), hostile[i].how | slow, &fault);
            enum match_verdict verdict = match_test(match, (struct str){text, length + 1});
            cr_assert(verdict == hostile[i].want || (!slow && verdict == MATCH_NO), "%s: verdict %d", hostile[i].name,
                      verdict);
            match_close(match);
        }
        mem_close(mem);
    }
}

/* A twin says what its original says, and may outlive a text but not the original. */
Test(match, twins)
{
    struct mem *mem = mem_open(), *other = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        for (int also = 0; also <= MATCH_SLOW; also += MATCH_SLOW) {
            struct match_fault fault;
            struct match *match = match_compile(mem, str_of(row[i].pattern), row[i].how | also, &fault);
            struct match *twin = match_twin(other, match);
            cr_assert(match_test(twin, str_of(row[i].text)) == row[i].want, "%s", row[i].name);
            match_close(twin);
            cr_assert(match_test(match, str_of(row[i].text)) == row[i].want, "%s, after its twin", row[i].name);
            match_close(match);
        }
    mem_close(other);
    mem_close(mem);
}

Test(match, long_texts_are_stopped)
{
    struct mem *mem = mem_open();
    struct match_fault fault;
    struct match *match = match_compile(mem, STR(".*"), MATCH_WHOLE, &fault);
    char *text = mem_take(mem, MATCH_TEXT_MAX + 1);
    memset(text, 'a', MATCH_TEXT_MAX + 1);
    cr_assert(match_test(match, (struct str){text, MATCH_TEXT_MAX}) == MATCH_YES);
    cr_assert(match_test(match, (struct str){text, MATCH_TEXT_MAX + 1}) == MATCH_LIMIT);
    match_close(match);
    mem_close(mem);
}

/* Named groups in the order of their numbers, whatever their names; one that took no part is empty. */
Test(match, named_groups)
{
    struct mem *mem = mem_open();
    for (int also = 0; also <= MATCH_SLOW; also += MATCH_SLOW) {
        struct match_fault fault;
        struct str name[8], value[8];
        struct match *match = match_compile(mem, STR("(?<z>\\d{4})(_)(?<a>[FM])?(?<年>.*)"), MATCH_WHOLE | also, &fault);
        cr_assert_eq(match_groups(match, name, 8), 3);
        cr_assert(str_eq(name[0], STR("z")) && str_eq(name[1], STR("a")) && str_eq(name[2], STR("年")));
        cr_assert_eq(match_groups(match, name, 1), 3, "room for one is enough to count");
        cr_assert_eq(match_take(match, STR("2031_F_0-4"), value), MATCH_YES);
        cr_assert(str_eq(value[0], STR("2031")) && str_eq(value[1], STR("F")) && str_eq(value[2], STR("_0-4")));
        cr_assert_eq(match_take(match, STR("2031_0-4"), value), MATCH_YES);
        cr_assert(value[1].length == 0 && str_eq(value[2], STR("0-4")));
        cr_assert_eq(match_take(match, STR("31_F"), value), MATCH_NO);
        cr_assert_eq(match_test(match, STR("2031_F")), MATCH_YES);
        match_close(match);
    }
    mem_close(mem);
}
