/* signs - signs for what was not observed, and what stands below a table because of what is in it */

#include "view/view.h"

#include "base/str.h"

/* What an empty cell of what was observed shows: the last of these unless its status is another's. */
static const struct {
    const char *status, *sign, *ascii;
    enum word meaning;
} signs[] = {
    {"N", "…", "...", W_SIGN_BELOW}, {"Q", "*", "*", W_SIGN_HIDDEN}, {NULL, "—", "-", W_SIGN_NONE},
};
enum { SIGNS = sizeof signs / sizeof *signs };

struct seen {
    bool sign[SIGNS];
    uint64_t mark;            /* a bit each, as they are numbered in view.h */
    struct str strange;       /* the first word of verified that is none; good as long as a kept table */
};

struct seen *view_seen(struct mem *mem)
{
    return mem_take(mem, sizeof(struct seen));
}

static bool is_observed(const struct view_column *column)
{
    return column->form == FORM_VALUE || column->form == FORM_ACTUAL || column->field == F_ESTIMATE;
}

static bool is_hidden(const struct view *view, const struct str *cells)
{
    struct str flags = table_get(view->table, cells, F_FLAGS);
    return str_find(flags, STR("hidden")) >= 0 || str_find(flags, STR("dominated")) >= 0;
}

static size_t sign_of(const struct view *view, const struct str *cells)
{
    struct str status = table_get(view->table, cells, F_STATUS);
    size_t i = 0;
    while (i < SIGNS - 1 && !str_eq(status, str_of(signs[i].status)) &&
           !(signs[i].meaning == W_SIGN_HIDDEN && view->kind->tool && is_hidden(view, cells)))
        i++;
    return i;
}

static void see_mark(const struct view *view, size_t i, struct str text)
{
    view->seen->mark |= 1ull << i;
    if (view_mark_meaning(i) == W_MARK_STRANGE && view->seen->strange.length == 0 && view->table->kept)
        view->seen->strange = text;
}

static void see_marks(const struct view *view, const struct str *cells)
{
    for (size_t i = 0; i < view_mark_count; i++)
        if (view_mark_fits(i, table_get(view->table, cells, view_mark_field(i))))
            see_mark(view, i, table_get(view->table, cells, view_mark_field(i)));
}

struct shown view_show(const struct view *view, const struct str *cells, const struct view_column *column)
{
    struct shown shown = view_cell(view, cells, column);
    if (view->seen && column->form == FORM_MARKS && shown.text.length)
        see_marks(view, cells);
    if (shown.text.length || !view->seen || !view->kind->page || !is_observed(column))
        return shown;
    size_t i = sign_of(view, cells);
    view->seen->sign[i] = true;
    shown.before = (struct str){NULL, 0};
    shown.text = str_of(view->words->ascii ? signs[i].ascii : signs[i].sign);
    return shown;
}

/* Are there a whole and its parts? */
static bool has_parts(const struct view *view)
{
    const struct table *table = view->table;
    bool whole = false, part = false;
    for (size_t i = 0; view->kind->totals && table_has(table, F_PART) && table->kept && i < table->rows; i++) {
        bool empty = table_cell(table, i, table->at[F_PART]).length == 0;
        whole |= empty;
        part |= !empty;
    }
    return whole && part;
}

size_t view_notes(const struct view *view, bool marks, struct str *note)
{
    size_t notes = 0;
    for (size_t i = 0; view->seen && i < SIGNS; i++)
        if (view->seen->sign[i])
            note[notes++] = vocabulary_fill(view->words, signs[i].meaning, "sign",
                                            str_of(view->words->ascii ? signs[i].ascii : signs[i].sign), NULL);
    for (size_t i = 0; marks && view->seen && i < view_mark_count && notes < VIEW_NOTES - 1; i++)
        if (view->seen->mark >> i & 1)
            note[notes++] = vocabulary_fill(view->words, view_mark_meaning(i), "text", view->seen->strange, NULL);
    if (has_parts(view))
        note[notes++] = word(view->words, W_NOTE_PARTS);
    return notes;
}
