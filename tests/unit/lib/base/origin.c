/* origin: the cells of a workbook in words */
#include <criterion/criterion.h>

#include "base/origin.h"
#include "base/str.h"

Test(origin, parse)
{
    static const struct { const char *text; bool read; uint32_t row, first, last; } row[] = {
        {"b.xlsx!2022!A7:H7", true, 7, 1, 8}, {"b.xlsx!A!b!AA10", true, 10, 27, 27}, {"b!XFD1048576", false, 0, 0, 0},
        {"b!s!XFD1048576", true, 1048576, 16384, 16384}, {"b!s!XFE1", false, 0, 0, 0}, {"b!s!A7:H8", false, 0, 0, 0},
        {"b!s!H7:A7", false, 0, 0, 0}, {"b!s!7", false, 0, 0, 0}, {"b!s!a7", false, 0, 0, 0}, {"DE", false, 0, 0, 0},
        {"b!s!ABCDE7", false, 0, 0, 0}, {"b!s!A", false, 0, 0, 0}, {"b!s!A0", false, 0, 0, 0},
        {"b!s!A1048577", false, 0, 0, 0}, {"b!s!A99999999999", false, 0, 0, 0}, {"b!s!A7;H7", false, 0, 0, 0},
        {"b!s!A7:H7;", false, 0, 0, 0}, {"b!s!A7:", false, 0, 0, 0}, {"b!s!", false, 0, 0, 0}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct origin origin;
        bool read = origin_parse(str_of(row[i].text), &origin);
        cr_expect(read == row[i].read, "%s", row[i].text);
        if (read && row[i].read)
            cr_expect(origin.row == row[i].row && origin.first == row[i].first && origin.last == row[i].last, "%s",
                      row[i].text);
    }
}

Test(origin, read)
{
    static const struct { const char *text, *book; enum origin_kind kind; uint32_t row, first; } row[] = {
        {"b!s!A7", "b!s", ORIGIN_CELLS, 7, 1},       {"a.csv:12:3", "a.csv", ORIGIN_LINE, 12, 3},
        {"c:d.csv:12:3", "c:d.csv", ORIGIN_LINE, 12, 3}, {"a.csv:12", "", ORIGIN_NONE, 0, 0},
        {":12:3", "", ORIGIN_NONE, 0, 0},            {"a:0:3", "", ORIGIN_NONE, 0, 0},
        {"a:12:", "", ORIGIN_NONE, 0, 0},            {"a:1:4294967295", "a", ORIGIN_LINE, 1, 4294967295},
        {"a:1:4294967296", "", ORIGIN_NONE, 0, 0},   {"a:1:99999999999999999999999", "", ORIGIN_NONE, 0, 0},
        {"", "", ORIGIN_NONE, 0, 0}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct origin origin;
        enum origin_kind kind = origin_read(str_of(row[i].text), &origin);
        cr_expect(kind == row[i].kind, "%s", row[i].text);
        if (kind == row[i].kind && kind != ORIGIN_NONE)
            cr_expect(str_eq(origin.book, str_of(row[i].book)) && origin.row == row[i].row &&
                      origin.first == row[i].first && origin.last == row[i].first, "%s", row[i].text);
    }
    struct mem *mem = mem_open();
    cr_expect(str_eq(origin_line(mem, STR("a.csv"), 12, 3), STR("a.csv:12:3")));
    mem_close(mem);
}

Test(origin, cells)
{
    struct mem *mem = mem_open();
    cr_expect(str_eq(origin_cell(mem, STR("b!s!C7:E7"), 2), STR("b!s!D7")));
    cr_expect(str_eq(origin_cell(mem, STR("b!s!C7:E7"), 4), STR("b!s!C7:E7")));
    cr_expect(str_eq(origin_cell(mem, STR("b!s!C7:E7"), 0), STR("b!s!C7:E7")));
    cr_expect(str_eq(origin_cell(mem, STR("b!s!C7"), 3), STR("b!s!C7")));
    cr_expect(str_eq(origin_cell(mem, STR("nothing"), 1), STR("nothing")));
    mem_close(mem);
}
