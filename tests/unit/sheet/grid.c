/* grid and rich_text: references, and characters that are written out */
#include <criterion/criterion.h>

#include "base/str.h"
#include "book/grid.h"
#include "book/rich_text.h"

Test(grid, areas)
{
    static const struct { const char *text; bool read; struct grid_area area; } row[] = {
        {"A1:H20", true, {1, 1, 20, 8}}, {"$B$7", true, {7, 2, 7, 2}}, {"B:F", true, {0, 2, 0, 6}},
        {"3:20", true, {3, 0, 20, 0}}, {"B3:", true, {3, 2, 0, 0}},
        {"XFD1048576", true, {1048576, 16384, 1048576, 16384}},
        {"XFE1", false, {0}}, {"A1048577", false, {0}}, {"", false, {0}}, {"B2:A3", false, {0}},
        {"A1:B2:C3", false, {0}},
        {"1A", false, {0}}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct grid_area area;
        bool read = grid_area_parse(str_of(row[i].text), &area);
        cr_expect(read == row[i].read, "%s", row[i].text);
        if (read && row[i].read)
            cr_expect(memcmp(&area, &row[i].area, sizeof area) == 0, "%s", row[i].text);
    }
}

Test(rich_text, escapes)
{
    static const struct { const char *text, *decoded; } row[] = {
        {"a_x0041_b", "aAb"}, {"_x005F_x0041_", "_x0041_"}, {"_x000D_\n", "\n"}, {"a\r", "a\n"}, {"_x0000_a", "a"},
        {"_x4E2D_", "中"}, {"_xD83D__xDE00_", "😀"}, {"_xD83D_", ""}, {"_x00", "_x00"}, {"_xZZZZ_", "_xZZZZ_"}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        char text[64];
        size_t length = strlen(row[i].text);
        memcpy(text, row[i].text, length);
        struct str decoded = {text, rich_text_decode(text, length)};
        cr_expect(str_eq(decoded, str_of(row[i].decoded)), "%s is %.*s", row[i].text, (int)decoded.length, decoded.at);
    }
}
