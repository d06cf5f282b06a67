/* selection - see selection.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "selection.h"

/* ---- making ---- */

static struct wanted_list everything(const struct joined *joined)
{
    struct wanted_list all = {mem_array(joined->mem, joined->columns.count, sizeof *all.column), joined->columns.count};
    for (uint32_t i = 0; i < all.count; i++) {
        all.column[i].at = i;
        all.column[i].name = joined->columns.name[i];
    }
    return all;
}

static void refuse_double(const struct joined *joined, const struct wanted_list *shown)
{
    struct str *name = mem_array(joined->mem, shown->count, sizeof *name);
    for (uint32_t i = 0; i < shown->count; i++)
        name[i] = shown->column[i].name;
    wanted_refuse_double(name, shown->count, N_("--columns COLUMN=NAME calls one of them something else"));
}

static uint32_t position(const struct joined *joined, const struct wanted_list *shown, struct str name, const char *why)
{
    for (uint32_t i = 0; i < shown->count; i++)
        if (str_eq(shown->column[i].name, name))
            return shown->column[i].at;
    return column_need(&joined->columns, name, why);
}

static struct choice room_for(const struct joined *joined, struct str list, uint32_t more)
{
    size_t room = 1 + more;
    for (size_t i = 0; i < list.length; i++)
        room += list.at[i] == ',';
    return (struct choice){mem_array(joined->mem, room, sizeof(uint32_t)), 0};
}

/* COLUMNS, or * for all that are written. */
static struct choice read_distinct(const struct joined *joined, const struct wanted_list *shown, struct str list)
{
    struct choice choice = room_for(joined, list, shown->count);
    struct str name;
    if (str_eq(list, STR("*"))) {
        for (uint32_t i = 0; i < shown->count; i++)
            choice.at[choice.count++] = shown->column[i].at;
        return choice;
    }
    while (column_cut(joined->mem, &list, &name))
        choice.at[choice.count++] = position(joined, shown, name, "--distinct");
    if (!choice.count)
        diag_fatal(DIAG_USAGE, NULL, "%s names no column", "--distinct");
    return choice;
}

static void read_sort(struct picked *selection, const struct joined *joined, struct str list)
{
    selection->sort = room_for(joined, list, 0);
    selection->key = mem_array(joined->mem, list.length + 1, sizeof *selection->key);
    while (list.length) {
        struct sorting_key *key = &selection->key[selection->sort.count];
        key->down = !wanted_name(joined->mem, &list, ",", '-', &key->name);
        selection->sort.at[selection->sort.count++] = position(joined, &selection->shown, key->name, "--sort");
        list = str_part(list, 1, SIZE_MAX);
    }
    if (!selection->sort.count)
        diag_fatal(DIAG_USAGE, NULL, "%s names no column", "--sort");
}

struct picked selection_make(const struct joined *joined, const char *shown, const char *distinct, const char *sort)
{
    struct str list = str_of(shown);
    struct picked selection = {
        .shown = shown ? wanted_read(joined->mem, &joined->columns, list, "--columns", NULL) : everything(joined)};
    refuse_double(joined, &selection.shown);
    selection.whole = !shown && joined->columns.count == joined->input->count;
    for (uint32_t i = 0; i < joined->columns.count; i++)
        selection.whole &= !joined->setting[i];
    if (distinct)
        selection.distinct = read_distinct(joined, &selection.shown, str_of(distinct));
    if (sort)
        read_sort(&selection, joined, str_of(sort));
    return selection;
}

/* ---- writing ---- */

void selection_header(const struct picked *selection, const struct record *header, struct writer *writer)
{
    if (selection->whole) {
        writer_record(writer, header);
        return;
    }
    for (uint32_t i = 0; i < selection->shown.count; i++)
        writer_field(writer, selection->shown.column[i].name);
    writer_end(writer);
}

void selection_row(const struct picked *selection, const struct joined_row *row, struct writer *writer)
{
    if (selection->whole) {
        writer_record(writer, row->record);
        return;
    }
    for (uint32_t i = 0; i < selection->shown.count; i++) {
        uint32_t at = selection->shown.column[i].at;
        if (joined_is_field(row, at))
            writer_same(writer, row->record, at);
        else
            writer_field(writer, joined_text(row, at));
    }
    writer_end(writer);
}
