/* peek - see peek.h */
#include "base/str.h"
#include "figure/number_quick.h"
#include "io/text.h"
#include "table/peek.h"
#include "values/num.h"

#define PEEK_BYTES ((size_t)64 << 10) /* of the head; one as long as this may end inside a line */

enum { TAIL_MOST = 18 };       /* bytes of a unit behind a figure */

/* A cell that begins at `*at`, bare of quotes; *at is then behind it.  *lines is raised by the
 * line ends inside. */
static struct str next_cell(struct mem *mem, struct str head, char delimiter, size_t *at, uint64_t *lines)
{
    bool quoted = *at < head.length && head.at[*at] == '"', open = quoted, doubled = false;
    size_t from = *at += quoted;
    while (*at < head.length && (open || (head.at[*at] != delimiter && head.at[*at] != '\n' && head.at[*at] != '\r'))) {
        if (head.at[*at] == '"')
            open = !open && quoted;
        doubled = doubled || (open && head.at[*at] == '"');
        *lines += head.at[*at] == '\n';
        ++*at;
    }
    struct str cell = str_part(head, from, *at - from);
    cell.length -= quoted && str_ends(cell, STR("\""));
    cell = text_trim(cell);
    if (!doubled)
        return cell;
    char *into = mem_take(mem, cell.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < cell.length; i++) {
        into[length++] = cell.at[i];
        i += cell.at[i] == '"' && i + 1 < cell.length && cell.at[i + 1] == '"';
    }
    return (struct str){into, length};
}

struct peek peek_open(struct mem *mem, struct str head, char delimiter)
{
    struct peek peek = {NULL, 0};
    size_t lines = 0, room = 0, at = 0;
    uint64_t number = 1;
    head = mem_copy(mem, str_part(head, 0, PEEK_BYTES));
    while (at < head.length && peek.count < PEEK_LINES) {
        struct peek_line line = {.number = number};
        bool more = true;
        for (room = 0; more; line.count++) {
            line.cell = mem_grow(mem, line.cell, line.count, &room, sizeof *line.cell);
            line.cell[line.count] = next_cell(mem, head, delimiter, &at, &number);
            more = at < head.length && head.at[at] == delimiter;
            at += more;
        }
        if (at >= head.length && head.length >= PEEK_BYTES)
            break;            /* the line may go on */
        at += at < head.length && head.at[at] == '\r';
        at += at < head.length && head.at[at] == '\n';
        number++;
        peek.line = mem_grow(mem, peek.line, peek.count, &lines, sizeof *peek.line);
        peek.line[peek.count++] = line;
    }
    return peek;
}

bool peek_is_figure(struct str cell)
{
    struct number_quick number;
    struct num value;
    if (!cell.length)
        return false;
    if (num_parse(cell, &value) == NUM_OK)
        return true;
    static const char *const time[] = {"年", "月", "日", "季", "-", "/", ":"};
    if (!number_quick(cell, &number) || number.tail.length > TAIL_MOST)
        return false;
    for (size_t i = 0; i < sizeof time / sizeof *time; i++)
        if (str_find(number.tail, str_of(time[i])) >= 0)
            return false;
    return true;
}

/* A sign for a figure that is missing says neither. */
static bool is_sign(struct str cell)
{
    static const char *const sign[] = {"-", "—", "–", "…", "...", ":", "/", "*", "***", "NA", "N/A", "..", "x", "－",
                                       "――"};
    for (size_t i = 0; i < sizeof sign / sizeof *sign; i++)
        if (str_eq(cell, str_of(sign[i])))
            return true;
    return false;
}

static bool is_code(struct str cell)
{
    for (size_t i = 0; i < cell.length; i++)
        if (!str_is_digit(cell.at[i]))
            return false;
    return cell.length == 6 || cell.length == 9 || cell.length == 12;
}

struct peek_column peek_column(const struct peek *peek, uint64_t below, uint32_t column)
{
    struct peek_column found = {.counts = true};
    for (uint32_t i = 0; i < peek->count; i++) {
        const struct peek_line *line = &peek->line[i];
        struct str cell = column < line->count ? line->cell[column] : STR("");
        char digits[NUM_TEXT_MAX];
        if (line->number <= below || !cell.length || is_sign(cell))
            continue;
        found.filled++;
        found.figures += peek_is_figure(cell);
        found.codes += is_code(cell);
        size_t length = num_write(digits, num_of((int64_t)found.filled));
        found.counts = found.counts && str_eq(cell, (struct str){digits, length});
    }
    found.counts = found.counts && found.filled > 1;
    return found;
}

bool peek_is_figures(struct peek_column column)
{
    return column.figures && 2 * column.figures > column.filled;
}
