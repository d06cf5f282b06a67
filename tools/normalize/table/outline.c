/* outline - see outline.h */
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "cell/heading.h"
#include "io/text.h"
#include "table/outline.h"

#define DEEPEST 32

/* A row that others may stand below. */
struct above {
    uint32_t kind;            /* of its number: 1 一、 2 （一） 3 1. 4 (1); 0: none */
    uint32_t indent;          /* in half-width spaces */
    bool part;
    char *name;               /* a buffer of its own, since it outlives the line */
    size_t length, room;
};

struct outline {
    uint32_t at;
    struct above stack[DEEPEST];
    size_t depth;
    struct above next;        /* the row that is being read */
};

struct outline *outline_open(struct mem *mem, const struct raw_table *table, struct str name)
{
    struct outline *outline = mem_take(mem, sizeof *outline);
    struct place place = {.file = table->file, .line = table->line};
    outline->at = raw_table_column(mem, table, name);
    if (outline->at == COLUMN_NONE)
        diag_fatal(DIAG_COLUMN, &place, "--outline: no column \"%.*s\" of names", STR_ARG(name));
    return outline;
}

uint32_t outline_column(const struct outline *outline)
{
    return outline->at;
}

void outline_close(struct outline *outline)
{
    for (size_t i = 0; outline && i < DEEPEST; i++)
        mem_release(outline->stack[i].name);
}

/* Spaces before a text, a wide one counting two. */
static uint32_t indent_of(struct str cell)
{
    struct str text = text_trim(cell);
    size_t before = text.length ? (size_t)(text.at - cell.at) : 0;
    return (uint32_t)str_width((struct str){cell.at, before}, 1);
}

/* What a sign before a name says, and the name without it. */
static struct str take_sign(struct above *row, struct str name)
{
    for (size_t stub; (stub = heading_stub(name)) > 0 && stub < name.length;) {
        bool bracket = str_starts(name, STR("(")) || str_starts(name, STR("（"));
        size_t open = bracket ? name.at[0] == '(' ? 1 : 3 : 0;
        bool arabic = str_is_digit(name.at[open]);
        if (str_starts(name, STR("其中")) || str_starts(name, STR("#")) || str_starts(name, STR("＃")))
            row->part = true;
        else if (!row->kind)
            row->kind = 1u + bracket + 2u * arabic;
        name = text_trim(str_part(name, stub, name.length));
    }
    return name;
}

static bool is_above(const struct above *row, const struct above *next)
{
    if (row->part)
        return false;
    if (next->part)
        return row->indent <= next->indent;
    if (row->kind && next->kind)
        return row->kind < next->kind;
    return row->kind ? row->indent <= next->indent : row->indent < next->indent;
}

static bool is_total(struct str name)
{
    static const struct str word[] = {{"合计", 6}, {"总计", 6}, {"小计", 6}, {"共计", 6}, {"总数", 6}, {"全市", 6},
                                      {"全省", 6}, {"全国", 6}, {"全区", 6}, {"全县", 6}, {"全州", 6}};
    char bare[8];
    size_t length = 0;
    for (size_t i = 0; i < 4; i++) /* 全市合计 */
        if (str_ends(name, word[i]))
            return true;
    while (name.length && length <= 6) {
        struct str rest = name;
        if (str_rune(&rest) == 0x3000 || name.at[0] == ' ') {
            name = rest;
            continue;
        }
        bare[length++] = name.at[0];
        name = str_part(name, 1, name.length);
    }
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_eq((struct str){bare, length}, word[i]))
            return true;
    return false;
}

struct outline_row outline_next(struct outline *outline, struct str cell)
{
    struct outline_row row = {.level = 1};
    outline->next = (struct above){.indent = indent_of(cell)};
    row.name = take_sign(&outline->next, text_trim(cell));
    while (outline->depth && !is_above(&outline->stack[outline->depth - 1], &outline->next))
        outline->depth--;
    if (outline->depth) {
        const struct above *above = &outline->stack[outline->depth - 1];
        row.level = (uint32_t)outline->depth + 1;
        row.parent = (struct str){above->name, above->length};
    }
    row.type = is_total(row.name) ? STR("total") : outline->next.part ? STR("part") : STR("");
    return row;
}

void outline_push(struct outline *outline, struct str name)
{
    if (outline->depth == DEEPEST)
        return;
    struct above *above = &outline->stack[outline->depth++];
    char *kept = above->name;
    size_t room = above->room;
    *above = outline->next;
    above->name = kept;
    above->room = room;
    if (name.length >= above->room)
        above->name = mem_resize(above->name, above->room = 2 * name.length + 1);
    if (name.length)
        memcpy(above->name, name.at, name.length);
    above->length = name.length;
}
