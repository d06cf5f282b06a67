/* origin: the cells of a workbook in words */
#include <criterion/criterion.h>

#include "base/origin.h"
#include "base/str.h"

Test(origin, parse)
{
    static const struct { const char *text; bool read; uint32_t row, first, last; } row[] = {
        {"b.xlsx!2022!A7:H7", true, 7, 1, 8}, {"b.xlsx!A!b!AA10", true, 10, 27, 27}, {"b!XFD1048576", false, 0, 0, 0},
        {"b!s!XFD1048576", true, 1048576, 16384, 16384}, {"b!s!XFE1", false, 0, 0, 0}, {"b!s!A7:H8", false, 0, 0, 0},
        {"b!s!H7:A7", false, 0, 0, 0}, {"b!s!7", false, 0, 0, 0}, {"b!s!a7", false, 0, 0, 0}, {"DE", false, 0, 0, 0}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct origin origin;
        bool read = origin_parse(str_of(row[i].text), &origin);
        cr_expect(read == row[i].read, "%s", row[i].text);
        if (read && row[i].read)
            cr_expect(origin.row == row[i].row && origin.first == row[i].first && origin.last == row[i].last, "%s",
                      row[i].text);
    }
}

Test(origin, cells)
{
    struct mem *mem = mem_open();
    cr_expect(str_eq(origin_cell(mem, STR("b!s!C7:E7"), 2), STR("b!s!D7")));
    cr_expect(str_eq(origin_cell(mem, STR("b!s!C7:E7"), 4), STR("b!s!C7:E7")));
    cr_expect(str_eq(origin_cell(mem, STR("b!s!C7"), 3), STR("b!s!C7")));
    cr_expect(str_eq(origin_cell(mem, STR("nothing"), 1), STR("nothing")));
    mem_close(mem);
}
