/* plain: what a terminal may be given of a text that somebody typed */
#include <criterion/criterion.h>

#include "arena.h"
#include "base/plain.h"
#include "base/str.h"

TestSuite(plain, .init = open_mem, .fini = close_mem);

static const struct {
    const char *text, *line, *lines;
} row[] = {
    {"", "", ""},
    {"plain text ~", "plain text ~", "plain text ~"},
    {"宁波 GDP", "宁波 GDP", "宁波 GDP"},
    {"one\ntwo", "one two", "one\ntwo"},
    {"one\r\ntwo", "one two", "one\ntwo"},
    {"one\rtwo\r", "one two ", "one two "},
    {"a\tb", "a b", "a b"},
    {"\x1b[31mred\x1b[0m", "[31mred[0m", "[31mred[0m"},
    {"\a\x7f bell", " bell", " bell"},
    {"\xc2\x9b" "2J", "2J", "2J"},
    {"a\u2028b\u2029c", "a b c", "a b c"},
    {"\u061c1\u200e2\u200f3\u202a4\u202e5\u20666\u20697", "1234567", "1234567"},
    {"\u061b\u061d\u200d\u2010\u2029\u202f\u2065\u206a", "\u061b\u061d\u200d\u2010 \u202f\u2065\u206a",
     "\u061b\u061d\u200d\u2010 \u202f\u2065\u206a"},
    {"bad \xff byte", "bad \xef\xbf\xbd byte", "bad \xef\xbf\xbd byte"},
};

Test(plain, loses_what_drives_a_terminal)
{
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct plain line = plain_of(mem, str_of(row[i].text)), lines = plain_lines(mem, str_of(row[i].text));
        cr_expect(str_eq(line.text, str_of(row[i].line)), "row %zu: <%.*s>", i, STR_ARG(line.text));
        cr_expect(str_eq(lines.text, str_of(row[i].lines)), "row %zu, lines: <%.*s>", i, STR_ARG(lines.text));
    }
}

Test(plain, parts)
{
    struct plain text = plain_of(mem, STR(" a\tb "));
    cr_expect(str_eq(plain_trim(text).text, STR("a b")));
    cr_expect(str_eq(plain_part(text, 1, 2).text, STR("a ")));
    cr_expect(str_eq(plain_part(text, 9, 2).text, STR("")));
}
