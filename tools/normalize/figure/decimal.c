/* decimal - see decimal.h */
#include "base/str.h"
#include "figure/decimal.h"
#include "io/text.h"

enum { HEAD_MOST = 1 << 16 };

static size_t digits_at(struct str text, size_t from)
{
    size_t at = from;
    while (at < text.length && str_is_digit(text.at[at]))
        at++;
    return at - from;
}

static bool is_mark(struct str text, size_t at)
{
    return at < text.length && (text.at[at] == ',' || text.at[at] == '.') && digits_at(text, at + 1) > 0;
}

/* Of the first figure in it: the mark that stands last, when it stands once, has other digits behind it than a group of
 * three, or another mark or more than three digits before it. */
enum decimal decimal_shown(struct str cell)
{
    struct str text = text_trim(cell);
    size_t at = 0, groups = 0;
    while (at < text.length && !str_is_digit(text.at[at]))
        at++;
    size_t length = digits_at(text, at);
    bool long_first = length > 3 || (length && text.at[at] == '0');
    char last = 0, first = 0;
    if (!length)
        return DECIMAL_OPEN;
    for (at += length; is_mark(text, at); at += 1 + length, groups++) {
        last = text.at[at];
        first = groups ? first : last;
        length = digits_at(text, at + 1);
        if (groups && last != first && is_mark(text, at + 1 + length))
            return DECIMAL_OPEN;                      /* 1,234.5.6 is no number */
    }
    if (!groups || (groups > 1 && first == last))
        return DECIMAL_OPEN;                          /* 1,234,567 says which mark parts thousands, no more */
    if (groups == 1 && length == 3 && !long_first)
        return DECIMAL_OPEN;
    return last == ',' ? DECIMAL_COMMA : DECIMAL_POINT;
}

bool decimal_is_marked(struct str cell)
{
    for (size_t i = 1; i < cell.length; i++)
        if (str_is_digit(cell.at[i - 1]) && is_mark(cell, i))
            return true;
    return false;
}

struct str decimal_swapped(struct mem *mem, struct str text)
{
    char *into = mem_take(mem, text.length + 1);
    for (size_t i = 0; i < text.length; i++)
        into[i] = text.at[i] == ',' ? '.' : text.at[i] == '.' ? ',' : text.at[i];
    return (struct str){into, text.length};
}

/* ---- the head of a file ---- */

static void look_at(struct mem *mem, struct decimal_head *head, size_t column, struct str cell)
{
    enum decimal shown = decimal_shown(cell);
    if (shown == DECIMAL_OPEN)
        return;
    while (head->count <= column) {
        head->column = mem_grow(mem, head->column, head->count, &head->room, sizeof *head->column);
        head->column[head->count++] = (struct decimal_column){.point = false};
    }
    struct decimal_column *seen = &head->column[column];
    if (shown == DECIMAL_POINT)
        seen->point = true;
    else if (!seen->comma.length)
        seen->comma = mem_copy(mem, text_trim(cell));
}

/* A cell that begins at `*at`, bare of quotes; *at is then behind it. */
static struct str next_cell(struct str head, char delimiter, size_t *at)
{
    bool quoted = *at < head.length && head.at[*at] == '"', open = quoted;
    size_t from = *at += quoted;
    while (*at < head.length && (open || (head.at[*at] != delimiter && head.at[*at] != '\n' && head.at[*at] != '\r'))) {
        if (head.at[*at] == '"')
            open = !open && quoted;
        ++*at;
    }
    struct str cell = str_part(head, from, *at - from);
    cell.length -= quoted && str_ends(cell, STR("\""));
    return cell;
}

struct decimal_head decimal_look(struct mem *mem, struct str text, char delimiter)
{
    struct decimal_head head = {NULL, 0, 0};
    struct str part = str_part(text, 0, HEAD_MOST);
    size_t column = 0;
    for (size_t at = 0; at < part.length; at++) {
        struct str cell = next_cell(part, delimiter, &at);
        look_at(mem, &head, column, cell);
        column = at < part.length && part.at[at] == delimiter ? column + 1 : 0;
    }
    return head;
}

struct str decimal_comma_of(const struct decimal_head *head, uint32_t column)
{
    if (column >= head->count || head->column[column].point)
        return STR("");
    return head->column[column].comma;
}
