/* joined - see joined.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "joined.h"
#include "wanted.h"

/* A --set: texts, and columns between them. */
struct setting {
    struct setting *next;     /* what fills the column where this makes the empty text */
    struct {
        struct str text;
        uint32_t column;      /* or COLUMN_NONE: text */
    } *piece;
    size_t pieces, room;
};

/* ---- --set ---- */

static void add_piece(struct joined *joined, struct setting *setting, struct str text, uint32_t column)
{
    setting->piece = mem_grow(joined->mem, setting->piece, setting->pieces, &setting->room, sizeof *setting->piece);
    setting->piece[setting->pieces].text = text;
    setting->piece[setting->pieces++].column = column;
}

/* A {COLUMN}, behind its brace. */
static void read_place(struct joined *joined, struct setting *setting, struct str *rest, const char *whole)
{
    struct str name = column_name(joined->mem, rest, "}");
    if (!rest->length)
        diag_fatal(DIAG_USAGE, NULL, "--set: no } closes the brace in \"%s\" ({{ is a brace that is meant as one)",
                   whole);
    *rest = str_part(*rest, 1, SIZE_MAX);
    add_piece(joined, setting, name, column_need(&joined->columns, name, "--set"));
}

static struct setting *read_setting(struct joined *joined, struct str rest, const char *whole)
{
    struct setting *setting = mem_take(joined->mem, sizeof *setting);
    while (rest.length) {
        bool brace = str_starts(rest, STR("{")), twice = str_starts(rest, STR("{{"));
        ptrdiff_t next = str_find(str_part(rest, 1, SIZE_MAX), STR("{"));
        struct str text = twice ? STR("{") : next < 0 ? rest : str_part(rest, 0, (size_t)next + 1);
        rest = str_part(rest, twice ? 2 : brace ? 1 : text.length, SIZE_MAX);
        if (brace && !twice)
            read_place(joined, setting, &rest, whole);
        else
            add_piece(joined, setting, text, COLUMN_NONE);
    }
    return setting;
}

static void fill_with(struct joined *joined, uint32_t column, struct setting *setting)
{
    struct setting **last = &joined->setting[column];
    while (*last)
        last = &(*last)->next;
    *last = setting;
}

/* ---- beginning ---- */

/* The columns of the table must have names that the input has not. */
static void name_all(struct joined *joined, size_t more)
{
    uint32_t looked_up = 0, count = joined->input->count;
    const struct str *taken = joined->lookup ? lookup_names(joined->lookup, &looked_up) : NULL;
    struct str *name = mem_array(joined->mem, count + looked_up + more, sizeof *name);
    for (uint32_t i = 0; i < count; i++)
        name[i] = joined->input->name[i];
    for (uint32_t i = 0; i < looked_up; i++)
        name[count + i] = taken[i];
    joined->looked_up = count;
    joined->added = count + looked_up;
    wanted_refuse_double(name, joined->added, N_("--take COLUMN=NAME calls the other table's something else"));
    joined->columns = column_names(joined->mem, joined->input->file, name, joined->added);
    joined->setting = mem_array(joined->mem, joined->added + more, sizeof(struct setting *));
}

void joined_begin(struct joined *joined, struct mem *mem, const struct columns *input, struct lookup *lookup,
                const struct opt_list *set)
{
    *joined = (struct joined){.mem = mem, .scratch = mem_open(), .input = input, .lookup = lookup};
    joined->empty = mem_mark(joined->scratch);
    name_all(joined, set->count);
    struct columns all = joined->columns;
    for (size_t i = 0; i < set->count; i++) {
        struct str rest = str_of(set->value[i]), name = column_name(mem, &rest, "=");
        if (!rest.length || !name.length)
            diag_fatal(DIAG_USAGE, NULL, "--set: \"%s\" is no COLUMN=TEXT", set->value[i]);
        uint32_t column = 0;
        while (column < all.count && !str_eq(all.name[column], name))
            column++;
        if (column == all.count)
            all.name[all.count++] = name;
        fill_with(joined, column, read_setting(joined, str_part(rest, 1, SIZE_MAX), set->value[i]));
    }
    joined->columns = column_names(mem, input->file, all.name, all.count);
}

/* ---- texts ---- */

/* What is there before --set. */
static struct str text_before(const struct joined_row *row, uint32_t column)
{
    const struct joined *joined = row->joined;
    if (column < joined->looked_up)
        return record_field(row->record, column);
    return lookup_text(joined->lookup, &row->match, column - joined->looked_up);
}

static struct str made(const struct joined_row *row, const struct setting *setting)
{
    if (setting->pieces == 1 && setting->piece->column == COLUMN_NONE)
        return setting->piece->text;
    struct str text = {NULL, 0};
    for (size_t i = 0; i < setting->pieces; i++)
        text = mem_join(row->joined->scratch, text, setting->piece[i].column == COLUMN_NONE
                        ? setting->piece[i].text : text_before(row, setting->piece[i].column));
    return text;
}

struct str joined_text(const struct joined_row *row, uint32_t column)
{
    struct str text = column < row->joined->added ? text_before(row, column) : STR("");
    const struct setting *setting = row->joined->setting[column];
    for (; setting && !text.length; setting = setting->next)
        text = made(row, setting);
    return text;
}

bool joined_is_field(const struct joined_row *row, uint32_t column)
{
    return column < row->joined->looked_up &&
           (!row->joined->setting[column] || record_field(row->record, column).length);
}

void joined_next(struct joined *joined)
{
    mem_rewind(joined->scratch, joined->empty);
}

void joined_end(struct joined *joined)
{
    mem_close(joined->scratch);
}

/* ---- names for expressions ---- */

static bool find_name(void *state, struct str name, uint32_t *slot)
{
    struct joined *joined = state;
    *slot = column_find(&joined->columns, name);
    if (*slot == COLUMN_NONE || *slot >= joined->added)
        return false;
    joined->late |= *slot >= joined->looked_up;
    return true;
}

static struct str value_of(void *now, uint32_t slot)
{
    return text_before(now, slot);
}

struct expr_names joined_names(struct joined *joined)
{
    return (struct expr_names){.find = find_name, .value = value_of, .state = joined, .known = joined->columns.name,
                               .knowns = joined->added};
}
