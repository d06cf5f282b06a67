/* origin - see origin.h */
#include <inttypes.h>

#include "base/origin.h"
#include "base/str.h"

enum { COLUMNS = 16384, ROWS = 1048576 };

/* "B7" at the front of *rest. */
static bool take_cell(struct str *rest, uint32_t *column, uint32_t *row)
{
    size_t i = 0;
    *column = *row = 0;
    for (; i < rest->length && rest->at[i] >= 'A' && rest->at[i] <= 'Z' && *column <= COLUMNS; i++)
        *column = *column * 26 + (uint32_t)(rest->at[i] - 'A' + 1);
    for (; i < rest->length && str_is_digit(rest->at[i]) && *row <= ROWS; i++)
        *row = *row * 10 + (uint32_t)(rest->at[i] - '0');
    *rest = str_part(*rest, i, rest->length);
    return *column && *column <= COLUMNS && *row && *row <= ROWS;
}

bool origin_parse(struct str text, struct origin *origin)
{
    size_t cut = text.length;
    uint32_t row;
    while (cut && text.at[cut - 1] != '!')
        cut--;
    struct str rest = str_part(text, cut, text.length);
    origin->book = str_part(text, 0, cut ? cut - 1 : 0);
    if (str_find(origin->book, STR("!")) < 0 || !take_cell(&rest, &origin->first, &origin->row))
        return false;
    origin->last = origin->first;
    if (!rest.length)
        return true;
    if (rest.at[0] != ':')
        return false;
    rest = str_part(rest, 1, rest.length);
    return take_cell(&rest, &origin->last, &row) && !rest.length && row == origin->row && origin->first <= origin->last;
}

/* The whole number behind the last colon of *text, which is cut off there. */
static bool take_behind_colon(struct str *text, uint32_t *number)
{
    size_t cut = text->length;
    uint64_t found = 0;
    while (cut && str_is_digit(text->at[cut - 1]))
        cut--;
    for (size_t i = cut; i < text->length && found <= UINT32_MAX; i++)
        found = found * 10 + (uint64_t)(text->at[i] - '0');
    if (!cut || text->at[cut - 1] != ':' || !found || found > UINT32_MAX)
        return false;
    *number = (uint32_t)found;
    *text = str_part(*text, 0, cut - 1);
    return true;
}

enum origin_kind origin_read(struct str text, struct origin *origin)
{
    if (origin_parse(text, origin))
        return ORIGIN_CELLS;
    if (!take_behind_colon(&text, &origin->first) || !take_behind_colon(&text, &origin->row) || !text.length)
        return ORIGIN_NONE;
    origin->book = text;
    origin->last = origin->first;
    return ORIGIN_LINE;
}

struct str origin_line(struct mem *mem, struct str file, uint64_t line, uint32_t field)
{
    return mem_format(mem, "%.*s:%" PRIu64 ":%" PRIu32, (int)file.length, file.at, line, field);
}

size_t origin_write(char into[ORIGIN_CELL_MAX], uint32_t column, uint32_t row)
{
    char digit[ORIGIN_CELL_MAX];
    size_t length = 0, digits = 0;
    for (; column; column = (column - 1) / 26)
        digit[digits++] = (char)('A' + (column - 1) % 26);
    while (digits)
        into[length++] = digit[--digits];
    for (; row; row /= 10)
        digit[digits++] = (char)('0' + row % 10);
    while (digits)
        into[length++] = digit[--digits];
    return length;
}

struct str origin_cell(struct mem *mem, struct str text, uint32_t n)
{
    struct origin origin;
    char cell[ORIGIN_CELL_MAX];
    if (!origin_parse(text, &origin) || origin.first == origin.last || !n || n > origin.last - origin.first + 1)
        return text;
    size_t length = origin_write(cell, origin.first + n - 1, origin.row);
    return mem_format(mem, "%.*s!%.*s", (int)origin.book.length, origin.book.at, (int)length, cell);
}
