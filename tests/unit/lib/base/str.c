/* Slices: cut, compare, UTF-8, width. */
#include <criterion/criterion.h>

#include "base/str.h"

#define COUNT(array) (sizeof array / sizeof *array)

Test(str, order_is_byte_order_and_beginnings_come_first)
{
    static const struct {
        struct str a, b;
        int order;
    } cases[] = {
        {STR("a"), STR("b"), -1}, {STR("a"), STR("a"), 0},   {STR("ab"), STR("a"), 1},
        {STR(""), STR("a"), -1},  {STR("Z"), STR("a"), -1},  {STR("z"), STR("\xe4\xb8\xad"), -1},
        {STR("a\0b"), STR("a\0c"), -1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int order = str_cmp(cases[i].a, cases[i].b);
        cr_expect_eq((order > 0) - (order < 0), cases[i].order, "case %zu", i);
    }
}

Test(str, finds_where_a_part_first_stands)
{
    cr_expect_eq(str_find(STR("abcabc"), STR("ca")), 2);
    cr_expect_eq(str_find(STR("abcabc"), STR("bc")), 1);
    cr_expect_eq(str_find(STR("abc"), STR("cd")), -1);
    cr_expect_eq(str_find(STR("abc"), STR("abcd")), -1);
    cr_expect_eq(str_find(STR("abc"), STR("")), 0, "the empty text stands everywhere");
    cr_expect_eq(str_find((struct str){NULL, 0}, STR("")), 0);
}

Test(str, cut_gives_the_pieces_between_marks)
{
    static const struct {
        struct str text;
        const char *pieces;               /* joined by | */
    } cases[] = {
        {STR(""), ""}, {STR("a"), "a|"}, {STR("a,b"), "a|b|"}, {STR("a,,b"), "a||b|"}, {STR(",a"), "|a|"},
        {STR("a,"), "a|"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char joined[64] = "";
        struct str rest = cases[i].text, piece;
        size_t used = 0;
        while (str_cut(&rest, ',', &piece)) {
            memcpy(joined + used, piece.at, piece.length);
            used += piece.length;
            joined[used++] = '|';
        }
        cr_expect(used == strlen(cases[i].pieces) && memcmp(joined, cases[i].pieces, used) == 0, "case %zu: %s", i,
                  joined);
    }
}

/* The same sequence by sequence: a text of up to four bytes has no short way. */
static size_t good_slowly(struct str text)
{
    size_t at = 0, length;
    for (; at < text.length; at += length) {
        for (length = 1; length <= 4; length++)
            if (at + length <= text.length && str_utf8(str_part(text, at, length)) == length)
                break;
        if (length > 4)
            break;
    }
    return at;
}

/* Long texts of characters of every length, some cut off or with a byte replaced. */
Test(str, utf8_is_the_same_by_blocks)
{
    static const char *const piece[] = {"a", "b,1", "\n", "中", "国年", "亿元，", "é", "ж", "\xef\xbb\xbf", "\xed\x9f\xbf",
                                        "\xe0\xa0\x80", "\xf0\x9f\x98\x80", "0123456789abcdef0123456789abcdef",
                                        "统计公报统计公报统计公报"};
    uint64_t seed = 1;
    for (int i = 0; i < 20000; i++) {
        char room[400];
        size_t length = 0, kinds = i % 2 ? 3 + 3 : sizeof piece / sizeof *piece;
        for (int k = 0; k < 40 && length < sizeof room - 40; k++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            const char *p = piece[(seed >> 33) % kinds];
            memcpy(room + length, p, strlen(p));
            length += strlen(p);
        }
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        if (i % 3 == 0)
            room[(seed >> 33) % length] = (char)(seed >> 20);
        length -= i % 5 == 0 ? (seed >> 50) % 4 % length : 0;
        struct str text = {room, length};
        cr_assert_eq(str_utf8(text), good_slowly(text), "text %d: %zu, not %zu", i, str_utf8(text), good_slowly(text));
    }
}

Test(str, utf8_stops_at_the_first_bad_byte)
{
    static const struct {
        const char *name;
        struct str text;
        size_t good;
    } cases[] = {
        {"ascii", STR("abc"), 3},
        {"two bytes", STR("\xc3\xa9"), 2},
        {"three bytes", STR("\xe4\xb8\xad"), 3},
        {"four bytes", STR("\xf0\x9f\x98\x80"), 4},
        {"overlong two", STR("a\xc0\x80"), 1},
        {"overlong three", STR("\xe0\x80\x80"), 0},
        {"overlong four", STR("\xf0\x80\x80\x80"), 0},
        {"surrogate", STR("ab\xed\xa0\x80"), 2},
        {"above the last", STR("\xf4\x90\x80\x80"), 0},
        {"lone continuation", STR("\x80"), 0},
        {"cut off", STR("abcdefghij\xe4\xb8"), 10},
        {"gbk", STR("\xc4\xfe\xb2\xa8"), 0},
        {"bad behind eight good", STR("12345678\xff"), 8},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        cr_expect_eq(str_utf8(cases[i].text), cases[i].good, "%s", cases[i].name);
}

Test(str, runes_go_there_and_back)
{
    for (uint32_t rune = 0; rune <= 0x10ffff; rune++) {
        if (rune >= 0xd800 && rune <= 0xdfff)
            continue;
        char bytes[4];
        struct str text = {bytes, str_put_rune(bytes, rune)};
        size_t length = text.length;
        cr_assert_eq(str_utf8(text), length, "U+%04X is well formed", (unsigned)rune);
        cr_assert_eq(str_rune(&text), rune, "U+%04X", (unsigned)rune);
        cr_assert_eq(text.length, 0, "U+%04X", (unsigned)rune);
    }
}

Test(str, width_counts_cells)
{
    static const struct {
        struct str text;
        size_t narrow, wide;              /* ambiguous as 1 and as 2 */
    } cases[] = {
        {STR("abc"), 3, 3},       {STR("宁波市"), 6, 6}, {STR("（%）"), 5, 5}, {STR("e\u0301"), 1, 1},
        {STR("■ ▲"), 3, 5},       {STR("\u200b"), 0, 0}, {STR("①"), 1, 2},     {STR("１２"), 4, 4},
        {STR("\xf0\x9f\x98\x80"), 2, 2}, {STR(""), 0, 0}, {STR("…"), 1, 2},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect_eq(str_width(cases[i].text, 1), cases[i].narrow, "case %zu narrow", i);
        cr_expect_eq(str_width(cases[i].text, 2), cases[i].wide, "case %zu wide", i);
    }
}

Test(str, quotes_only_where_csv_needs_them)
{
    static const struct {
        struct str text;
        bool needs;
    } cases[] = {
        {STR("a"), false}, {STR(""), false}, {STR("a b"), false}, {STR("a,b"), true}, {STR("a\"b"), true},
        {STR("a\n"), true}, {STR(" a"), true}, {STR("a\t"), true}, {STR("a\rb"), true}, {STR("中"), false},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        cr_expect_eq(str_needs_quotes(cases[i].text, ','), cases[i].needs, "case %zu", i);
    /* Wherever it stands in a text of any length. */
    static const char special[] = {',', '"', '\n', '\r', 'x'};
    for (size_t length = 1; length < 70; length++)
        for (size_t at = 0; at < length; at++)
            for (size_t i = 0; i < sizeof special; i++) {
                char text[70];
                memset(text, 'a', sizeof text);
                text[at] = special[i];
                cr_expect_eq(str_needs_quotes((struct str){text, length}, ','), special[i] != 'x', "%zu of %zu", at,
                             length);
            }
}

Test(str, names_for_a_shell)
{
    static const struct {
        const char *name, *want;
    } row[] = {{"data/2022_a-b.csv", "data/2022_a-b.csv"}, {"数据.csv", "数据.csv"}, {"a b.ods", "'a b.ods'"},
               {"it's.xls", "'it'\\''s.xls'"}, {"a'", "'a'\\'''"}, {"-x.csv", "./-x.csv"}, {"- x", "'./- x'"},
               {"$(id)", "'$(id)'"}, {"", "''"}};
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str got = str_for_shell(mem, str_of(row[i].name));
        cr_expect(str_eq(got, str_of(row[i].want)), "\"%s\" gives %s", row[i].name, got.at);
    }
    mem_close(mem);
}
