/* filling - every name of a template is looked for, before anything is written */

#include "template/filling_plan.h"

#include "base/near.h"
#include "base/voice.h"
#include "charts/chart.h"
#include "view/figure.h"

enum { SLOT_DEPTH = 16, SLOT_COLUMNS = 1 << 16, SLOT_SETTING = 1 << 30, NAMES_MOST = 4096 };

/* ---- names that are near ---- */

struct known {
    struct str *name;
    size_t names, room;
};

static void know(struct filling *filling, struct known *known, struct str name)
{
    known->name = mem_grow(filling->mem, known->name, known->names, &known->room, sizeof *known->name);
    known->name[known->names++] = name;
}

static void know_columns(struct filling *filling, struct known *known, const struct stock_table *table)
{
    static const enum field made[] = {F_NAME, F_LABEL, F_BASE, F_ACTUAL, F_TARGET, F_PLACE, F_BEST_PEER, F_WORST_PEER,
                                      F_MARKS};
    for (uint32_t i = 0; i < table->table->columns.count && i < NAMES_MOST; i++)
        know(filling, known, table->table->columns.name[i]);
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        struct view_column column = stock_column(table, field_row[made[i]].name);
        if (stock_has(&column))
            know(filling, known, field_row[made[i]].name);
    }
}

static bool is_withheld(const struct stock_table *table, struct str name)
{
    for (size_t i = 0; i < table->withheld.columns; i++)
        if (str_eq(table->withheld.column[i], name))
            return true;
    return false;
}

static void tell_withheld(struct filling *filling, const char *at, const struct stock_table *table, struct str name)
{
    scroll_wrong(filling->scroll, at, "column \"%.*s\" of %.*s is not for edition %.*s: put what names it between "
               "{{#edition %.*s}} and {{/edition}}, or give it to this edition in the front matter (editions:)",
               STR_ARG(name), STR_ARG(table->name), STR_ARG(edition_word(filling->stock->edition)),
               STR_ARG(edition_word(edition_last(filling->stock->rules, table->name, name))));
}

/* A column that a table does not have. */
static void tell_no_column(struct filling *filling, const char *at, const struct stock_table *table, struct str name)
{
    struct known known = {0};
    if (is_withheld(table, name)) {
        tell_withheld(filling, at, table, name);
        return;
    }
    know_columns(filling, &known, table);
    scroll_wrong(filling->scroll, at, "no column \"%.*s\" in %.*s (%s)%.*s", STR_ARG(name), STR_ARG(table->name),
               diag_file(table->file), STR_ARG(nearest_hint(filling->mem, name, known.name, known.names)));
}

static const struct stock_table *withholder(const struct scope *scope, struct str name)
{
    for (; scope; scope = scope->up)
        if (scope->table && is_withheld(scope->table, name))
            return scope->table;
    return NULL;
}

/* A name that means nothing here. */
static void tell_no_name(struct filling *filling, const char *at, const struct scope *scope, struct str name)
{
    struct known known = {0};
    const struct stock_table *inner = scope ? scope->table : NULL, *table = withholder(scope, name);
    if (table) {
        tell_withheld(filling, at, table, name);
        return;
    }
    for (const struct scope *s = scope; s; s = s->up)
        know_columns(filling, &known, s->table);
    for (size_t i = 0; i < filling->stock->tables; i++)
        know(filling, &known, filling->stock->table[i].name);
    for (size_t i = 0; i < filling->settings; i++)
        know(filling, &known, filling->setting[i].name);
    struct str hint = nearest_hint(filling->mem, name, known.name, known.names);
    if (inner)
        scroll_wrong(filling->scroll, at, "no column \"%.*s\" in %.*s (%s)%.*s", STR_ARG(name), STR_ARG(inner->name),
                   diag_file(inner->file), STR_ARG(hint));
    else
        scroll_wrong(filling->scroll, at, "nothing is called \"%.*s\" here: no table of data: and nothing that is "
                     "set%.*s", STR_ARG(name), STR_ARG(hint));
}

/* ---- tables ---- */

static struct stock_table *open_table(struct filling *filling, const char *at, struct stock_table *table)
{
    if (table->file == NULL && !table->missable) {
        if (!table->told)
            scroll_wrong(filling->scroll, at, "the table \"%.*s\" has no file: say --data %.*s=FILE",
                         STR_ARG(table->name), STR_ARG(table->name));
        table->told = true;
        return NULL;
    }
    stock_open(filling->stock, table);
    return table;
}

static struct stock_table *need_table(struct filling *filling, const char *at, struct str name)
{
    struct stock_table *table = stock_find(filling->stock, name);
    if (table)
        return open_table(filling, at, table);
    struct known known = {0};
    for (size_t i = 0; i < filling->stock->tables; i++)
        know(filling, &known, filling->stock->table[i].name);
    scroll_wrong(filling->scroll, at, "no table \"%.*s\" (the front matter names them under data:)%.*s", STR_ARG(name),
               STR_ARG(nearest_hint(filling->mem, name, known.name, known.names)));
    return NULL;
}

/* ---- conditions ---- */

static bool is_by(const struct scope *scope, const struct view_column *column)
{
    for (size_t i = 0; i < scope->bys; i++)
        if (scope->by[i].at == column->at && scope->by[i].field == column->field)
            return true;
    return !scope->grouped;
}

static struct str without_up(struct str name, int *depth)
{
    *depth = 0;
    while (str_starts(name, STR("up.")) && *depth < SLOT_DEPTH) {
        name = str_part(name, 3, SIZE_MAX);
        ++*depth;
    }
    return name;
}

/* Columns of the rows that are asked, then of the sections around, then what is set. */
static bool find_name(void *state, struct str name, uint32_t *slot)
{
    const struct naming *naming = state;
    int up, depth = 0;
    struct str bare = without_up(name, &up);
    uint32_t at = naming->table && up == 0 ? column_find(&naming->table->table->columns, name) : COLUMN_NONE;
    if (at < SLOT_COLUMNS) {
        *slot = at;
        return true;
    }
    up -= naming->table && up > 0;        /* up. is the section around the rows that are asked */
    for (const struct scope *scope = naming->scope; scope && depth < SLOT_DEPTH; scope = scope->up, depth++) {
        struct view_column column = {.at = column_find(&scope->table->table->columns, bare), .field = field_find(bare)};
        if (depth >= up && column.at < SLOT_COLUMNS && is_by(scope, &column)) {
            *slot = (uint32_t)(depth + 1) * SLOT_COLUMNS + column.at;
            return true;
        }
    }
    for (size_t i = 0; i < naming->filling->settings; i++)
        if (str_eq(naming->filling->setting[i].name, name)) {
            *slot = SLOT_SETTING + (uint32_t)i;
            return true;
        }
    return false;
}

static struct str text_of_slot(void *now, uint32_t slot)
{
    const struct moment_of *moment = now;
    if (slot >= SLOT_SETTING)
        return moment->filling->setting[slot - SLOT_SETTING].text;
    const struct frame *frame = moment->frame;
    uint32_t depth = slot / SLOT_COLUMNS, at = slot % SLOT_COLUMNS;
    if (depth == 0)
        return moment->cells[at];
    while (--depth > 0)
        frame = frame->up;
    return frame->row[0][at];
}

/* The withheld column that a condition names; empty without one. */
static struct str withheld_in(const struct stock_table *table, struct str text)
{
    for (size_t i = 0; i < table->withheld.columns; i++)
        if (str_find(text, table->withheld.column[i]) >= 0)
            return table->withheld.column[i];
    return (struct str){NULL, 0};
}

static const struct stock_table *withholder_in(const struct naming *naming, struct str text)
{
    if (naming->table && withheld_in(naming->table, text).length)
        return naming->table;
    for (const struct scope *scope = naming->scope; scope; scope = scope->up)
        if (withheld_in(scope->table, text).length)
            return scope->table;
    return NULL;
}

static const struct expr *compile(struct filling *filling, const struct braces_option *option, struct naming *naming,
                                  struct expr_names *names)
{
    struct known known = {0};
    struct expr_fault fault;
    const char *inside = option->text.at, *begin = filling->scroll->text.at;
    bool placed = inside >= begin && inside < begin + filling->scroll->text.length;
    if (naming->table)
        know_columns(filling, &known, naming->table);
    else
        for (const struct scope *scope = naming->scope; scope; scope = scope->up)
            know_columns(filling, &known, scope->table);
    *names = (struct expr_names){.find = find_name, .value = text_of_slot, .state = naming, .known = known.name,
                                 .knowns = known.names};
    const struct expr *expr = expr_parse_condition(filling->mem, option->text, names, &fault);
    const struct stock_table *withholds = expr ? NULL : withholder_in(naming, option->text);
    if (withholds)
        tell_withheld(filling, option->at, withholds, withheld_in(withholds, option->text));
    else if (!expr)
        scroll_wrong(filling->scroll, placed ? inside + fault.at : option->at, "%.*s%.*s", STR_ARG(fault.message),
                   STR_ARG(fault.hint));
    return expr;
}

/* ---- options ---- */

/* Are the options among those that are known?  The words of a list are parted by blanks. */
static void check_options(struct filling *filling, const struct braces *node, const char *list)
{
    struct str known[16], rest = str_of(list), word;
    size_t count = 0;
    while (count < 16 && str_cut(&rest, ' ', &word))
        if (str_ends(word, STR("=")))
            known[count++] = str_part(word, 0, word.length - 1);
    for (const struct braces_option *option = node->option; option; option = option->next) {
        size_t i = 0;
        while (i < count && !str_eq(option->name, known[i]))
            i++;
        if (option->name.length && i == count)
            scroll_wrong(filling->scroll, option->at, "there is no option \"%.*s\" here (expected %s)%.*s",
                       STR_ARG(option->name), count ? list : voice_text("none"),
                       STR_ARG(nearest_hint(filling->mem, option->name, known, count)));
    }
}

static void check_by(struct filling *filling, struct selection *selection, const struct braces_option *option)
{
    struct str rest = option->text, name;
    size_t room = 0;
    while (column_cut(filling->mem, &rest, &name)) {
        struct view_column column = stock_column(selection->table, name);
        if (!stock_has(&column)) {
            tell_no_column(filling, option->at, selection->table, name);
            continue;
        }
        selection->by = mem_grow(filling->mem, selection->by, selection->bys, &room, sizeof *selection->by);
        selection->by[selection->bys++] = column;
    }
}

static void check_sort(struct filling *filling, struct selection *selection, const struct braces_option *option)
{
    struct str rest = option->text, name;
    if (selection->bys && (str_eq(rest, STR("count")) || str_eq(rest, STR("-count")))) {
        selection->by_count = true;
        selection->count_down = *rest.at == '-';
        return;
    }
    selection->sort = rest;
    while (rest.length) {
        rest = str_part(rest, str_starts(rest, STR("-")), SIZE_MAX);
        if (!column_cut(filling->mem, &rest, &name))
            break;
        if (column_find(&selection->table->table->columns, name) == COLUMN_NONE)
            tell_no_column(filling, option->at, selection->table, name);
    }
}

static uint64_t read_top(struct filling *filling, const struct braces_option *option)
{
    struct num value;
    if (num_parse(option->text, &value) != NUM_OK || value.scale != 0 || value.mantissa < 1 ||
        value.mantissa > 1000000) {
        scroll_wrong(filling->scroll, option->at, "\"%.*s\" is no number of rows (expected 1 to 1000000)",
                   STR_ARG(option->text));
        return 0;
    }
    return (uint64_t)value.mantissa;
}

static struct selection *check_selection(struct filling *filling, const struct braces *node,
                                         const struct stock_table *table, const struct scope *scope)
{
    struct selection *selection = mem_take(filling->mem, sizeof *selection);
    const struct braces_option *option;
    selection->table = table;
    selection->naming = (struct naming){filling, table, scope};
    if ((option = braces_find(node, "where")))
        selection->where = compile(filling, option, &selection->naming, &selection->names);
    if ((option = braces_find(node, "by")) && node->kind == BRACES_SECTION)
        check_by(filling, selection, option);
    if ((option = braces_find(node, "sort")))
        check_sort(filling, selection, option);
    if ((option = braces_find(node, "top")))
        selection->top = read_top(filling, option);
    return selection;
}

/* ---- values ---- */

/* A column of the sections around.  True where there is one, also one of which that was told. */
static bool find_column_around(struct filling *filling, struct plan *plan, const struct scope *scope, struct str name)
{
    int up, depth = 0;
    name = without_up(name, &up);
    (void)filling;
    for (; scope; scope = scope->up, depth++) {
        struct view_column column = depth >= up ? stock_column(scope->table, name) : (struct view_column){
                                    .at = COLUMN_NONE, .field = FIELD_COUNT};
        if (!stock_has(&column))
            continue;
        plan->reference = REFERENCE_COLUMN;
        plan->depth = depth;
        plan->column = column;
        return true;
    }
    return false;
}

/* A table, or one of its columns behind a point. */
static bool find_table(struct filling *filling, struct plan *plan, const struct braces *node, const struct scope *scope)
{
    struct str column = node->text, name = node->text;
    struct stock_table *table = stock_find(filling->stock, name);
    if (!table && !(str_cut(&column, '.', &name) && column.length && (table = stock_find(filling->stock, name))))
        return false;
    plan->reference = REFERENCE_NOTHING;
    table = open_table(filling, node->at, table);
    if (!table)
        return true;
    if (!str_eq(name, node->text)) {
        plan->column = stock_column(table, column);
        if (!stock_has(&plan->column)) {
            tell_no_column(filling, node->at, table, column);
            return true;
        }
    }
    plan->reference = REFERENCE_TABLE;
    plan->selection = check_selection(filling, node, table, scope);
    return true;
}

static bool find_rest(const struct filling *filling, struct plan *plan, const struct scope *scope, struct str name)
{
    for (size_t i = 0; i < filling->settings; i++)
        if (str_eq(filling->setting[i].name, name)) {
            plan->reference = REFERENCE_SETTING;
            plan->setting = &filling->setting[i];
            return true;
        }
    bool number = str_eq(name, STR("no")), count = str_eq(name, STR("count"));
    plan->reference = number ? REFERENCE_NUMBER : count ? REFERENCE_COUNT : REFERENCE_EDITION;
    return ((number || count) && scope) || str_eq(name, STR("edition"));
}

static struct plan *find_value(struct filling *filling, struct braces *node, const struct scope *scope)
{
    struct plan *plan = node->plan = mem_take(filling->mem, sizeof *plan);
    if (find_column_around(filling, plan, scope, node->text) || find_table(filling, plan, node, scope) ||
        find_rest(filling, plan, scope, node->text))
        return plan;
    plan->reference = REFERENCE_NOTHING;
    tell_no_name(filling, node->at, scope, node->text);
    return plan;
}

static const struct scope *scope_at(const struct scope *scope, int depth)
{
    while (depth-- > 0)
        scope = scope->up;
    return scope;
}

/* Does the name stand for several texts? */
static bool is_many(const struct plan *plan, const struct scope *scope)
{
    if (plan->reference == REFERENCE_TABLE)
        return true;
    if (plan->reference != REFERENCE_COLUMN)
        return false;
    scope = scope_at(scope, plan->depth);
    return scope->grouped && !is_by(scope, &plan->column);
}

static void check_from(struct filling *filling, const struct braces_filter *call)
{
    struct str column = call->argument[0], name;
    if (call->arguments != 1)
        return;
    if (!str_cut(&column, '.', &name) || column.length == 0) {
        scroll_wrong(filling->scroll, call->at, "\"%.*s\" is no column of a table (expected from:TABLE.COLUMN)",
                   STR_ARG(call->argument[0]));
        return;
    }
    struct stock_table *table = need_table(filling, call->at, name);
    struct view_column found = table ? stock_column(table, column) : (struct view_column){.at = 0};
    if (table && !stock_has(&found))
        tell_no_column(filling, call->at, table, column);
}

static void tell_bare(struct filling *filling, const char *at, struct str name)
{
    scroll_wrong(filling->scroll, at, "\"%.*s\" is a table: %.*s.COLUMN is one of its columns, and |count the number "
                 "of its rows", STR_ARG(name), STR_ARG(name));
}

static void check_filters(struct filling *filling, const struct braces *node, struct plan *plan, bool many)
{
    bool bare = plan->reference == REFERENCE_TABLE && plan->column.name.length == 0;
    size_t room = 0;
    for (const struct braces_filter *call = node->filter; call; call = call->next) {
        const struct filter *filter = filter_find(call->name);
        if (!filter) {
            scroll_wrong(filling->scroll, call->at, "there is no filter \"%.*s\"%.*s", STR_ARG(call->name),
                       STR_ARG(filter_hint(filling->mem, call->name)));
            return;
        }
        filter_check(filling->scroll, filter, call);
        if (str_eq(call->name, STR("from")))
            check_from(filling, call);
        if (bare && !filter->table)
            tell_bare(filling, call->at, node->text);
        if (filter->kind != FILTER_EACH && !many)
            scroll_wrong(filling->scroll, call->at, "the filter \"%s\" is for the texts of several rows, and here is "
                         "one", filter->name);
        many = many && (filter->kind == FILTER_EACH || str_eq(call->name, STR("distinct")));
        bare = false;
        plan->figure |= filter->figure;
        plan->filter = mem_grow(filling->mem, plan->filter, plan->filters, &room, sizeof *plan->filter);
        plan->filter[plan->filters++] = filter;
    }
    if (bare)
        tell_bare(filling, node->at, node->text);
    else if (many)
        scroll_wrong(filling->scroll, node->at, "\"%.*s\" has a text for each row: |join puts them together, |first "
                     "takes one, |sum adds them", STR_ARG(node->text));
}

static void check_value(struct filling *filling, struct braces *node, const struct scope *scope)
{
    struct plan *plan = find_value(filling, node, scope);
    if (plan->reference != REFERENCE_NOTHING) {
        check_options(filling, node, plan->reference == REFERENCE_TABLE ? "where= sort= top=" : "");
        check_filters(filling, node, plan, is_many(plan, scope));
    }
}

/* ---- sections ---- */

static void check_nodes(struct filling *filling, struct braces *first, const struct scope *scope);

static void check_section(struct filling *filling, struct braces *node, const struct scope *scope)
{
    struct plan *plan = node->plan = mem_take(filling->mem, sizeof *plan);
    struct stock_table *table = stock_find(filling->stock, node->text);
    if (table && !find_column_around(filling, plan, scope, node->text)) {
        plan->reference = REFERENCE_NOTHING;
        check_options(filling, node, "where= by= sort= top= join=");
        table = open_table(filling, node->at, table);
        if (!table)
            return;
        plan->reference = REFERENCE_TABLE;
        plan->selection = check_selection(filling, node, table, scope);
        struct scope *inside = mem_take(filling->mem, sizeof *inside);
        *inside = (struct scope){table, plan->selection->bys > 0, plan->selection->by, plan->selection->bys, scope};
        plan->scope = inside;
        check_nodes(filling, node->first, node->inverted ? scope : inside);
        return;
    }
    check_options(filling, node, "");
    plan = find_value(filling, node, scope);
    if (plan->reference != REFERENCE_NOTHING && is_many(plan, scope))
        scroll_wrong(filling->scroll, node->at, "\"%.*s\" has a text for each row, so it is neither there nor not "
                     "there", STR_ARG(node->text));
    check_nodes(filling, node->first, scope);
}

static void check_if(struct filling *filling, struct braces *node, const struct scope *scope)
{
    struct plan *plan = node->plan = mem_take(filling->mem, sizeof *plan);
    const struct braces_option *what = braces_bare(node, 0);
    check_options(filling, node, "where=");
    plan->reference = REFERENCE_NOTHING;
    struct stock_table *table = what ? stock_find(filling->stock, what->text) : NULL;
    if (!what) {
        scroll_wrong(filling->scroll, node->at, "nothing stands behind if (expected a table or a condition in quotes)");
    } else if (table) {
        table = open_table(filling, what->at, table);
        plan->reference = table ? REFERENCE_TABLE : REFERENCE_NOTHING;
        plan->selection = table ? check_selection(filling, node, table, scope) : NULL;
    } else {
        plan->naming = (struct naming){filling, NULL, scope};
        plan->condition = compile(filling, what, &plan->naming, &plan->names);
    }
    check_nodes(filling, node->first, scope);
}

/* ---- editions and chapters ---- */

static bool has_word(struct str list, struct str word)
{
    for (struct str piece; str_cut(&list, ',', &piece);)
        if (str_eq(str_trim(piece), word))
            return true;
    return false;
}

static bool has_tables(const struct filling *filling, const struct braces_option *needs)
{
    struct str list = needs ? needs->text : (struct str){NULL, 0};
    const struct stock_table *table = NULL;
    for (struct str piece; str_cut(&list, ',', &piece);)
        if (!(table = stock_find(filling->stock, str_trim(piece))) || !table->file)
            return false;
    return true;
}

/* Asked for: of this edition, and among the chapters that are chosen. */
static bool is_asked_for(const struct filling *filling, const struct braces *node)
{
    bool plain = node->kind == BRACES_EDITION;
    const struct braces_option *edition = plain ? braces_bare(node, 0) : braces_find(node, "edition"),
                               *chapter = braces_find(node, "chapter");
    enum edition last;
    bool read = edition && edition_read(edition->text, &last);
    if (plain)
        return read && (filling->stock->edition <= last) != node->inverted;
    return !(read && filling->stock->edition > last) &&
           (!chapter || filling->chapters.length == 0 || has_word(filling->chapters, chapter->text));
}

bool filling_is_in(const struct filling *filling, const struct braces *node)
{
    return is_asked_for(filling, node) && has_tables(filling, braces_find(node, "needs"));
}

static void check_edition(struct filling *filling, struct braces *node, const struct scope *scope)
{
    const struct braces_option *word = node->kind == BRACES_EDITION ? braces_bare(node, 0)
                                       : braces_find(node, "edition");
    const struct braces_option *needs = node->kind == BRACES_CHAPTER ? braces_find(node, "needs") : NULL;
    enum edition last;
    check_options(filling, node, node->kind == BRACES_CHAPTER ? "edition= chapter= needs=" : "");
    if ((word && !edition_read(word->text, &last)) || (!word && node->kind == BRACES_EDITION))
        scroll_wrong(filling->scroll, word ? word->at : node->at, "there is no such edition (expected %.*s)",
                   STR_ARG(edition_expected(filling->mem, word ? word->text : (struct str){NULL, 0})));
    if (filling_is_in(filling, node)) {
        check_nodes(filling, node->first, scope);
    } else if (needs && is_asked_for(filling, node)) {
        struct place place = scroll_place(filling->scroll, node->at);
        diag_report(DIAG_EDITION, &place, "this chapter is left out: it needs %.*s, and --data gives no such table",
                    STR_ARG(needs->text));
    }
}

/* ---- directives ---- */

/* The columns that are there, of those that are named. */
static struct str check_columns(struct filling *filling, const struct braces_option *option,
                                const struct stock_table *table)
{
    struct heap heap = {.mem = filling->mem};
    struct str rest = option->text, head;
    while (rest.length) {
        const char *from = rest.at;
        struct str name = column_name(filling->mem, &rest, ",="), whole;
        bool headed = str_starts(rest, STR("="));
        rest = str_part(rest, rest.length > 0, SIZE_MAX);
        if (headed)
            column_cut(filling->mem, &rest, &head);
        whole = (struct str){from, rest.length ? (size_t)(rest.at - from)
                                               : (size_t)(option->text.at + option->text.length - from)};
        whole.length -= str_ends(whole, STR(","));
        struct view_column column = stock_column(table, name);
        bool made = str_eq(name, STR("no")) || str_eq(name, STR("bar"));
        if (stock_has(&column) || made) {
            heap_add(&heap, heap.length ? STR(",") : STR(""));
            heap_add(&heap, whole);
        } else if (is_withheld(table, name)) {
            struct place place = scroll_place(filling->scroll, option->at);
            diag_report(DIAG_EDITION, &place, "the column \"%.*s\" is left out of this table, which edition %.*s must "
                        "not have", STR_ARG(name), STR_ARG(edition_word(filling->stock->edition)));
        } else {
            tell_no_column(filling, option->at, table, name);
        }
    }
    return heap_text(&heap);
}

static void check_chart(struct filling *filling, const struct braces_option *kind, const struct stock_table *table)
{
    const struct chart *chart = chart_find(kind->text);
    if (!chart) {
        static const struct str known[] = {
#define X(name, ...) {#name, sizeof #name - 1},
#include "charts/charts.def"
#undef X
        };
        scroll_wrong(filling->scroll, kind->at, "there is no chart \"%.*s\"%.*s", STR_ARG(kind->text),
                   STR_ARG(nearest_hint(filling->mem, kind->text, known, sizeof known / sizeof *known)));
        return;
    }
    enum field lacks = chart_lacks(chart, table->table);
    if (lacks != FIELD_COUNT)
        scroll_wrong(filling->scroll, kind->at, "the chart \"%s\" needs the column \"%.*s\", which %.*s (%s) does "
                     "not have; it draws the output of %s", chart->name, STR_ARG(field_row[lacks].name),
                     STR_ARG(table->name), diag_file(table->file), chart->from);
}

/* Options whose {{values}} are put in; the others are what they are. */
static bool is_text(const struct braces *node, const struct braces_option *option)
{
    return node->directive == DIRECTIVE_ANNEX || node->directive == DIRECTIVE_WORDS ||
           str_eq(option->name, STR("caption")) || str_eq(option->name, STR("empty")) ||
           str_eq(option->name, STR("own"));
}

static void check_texts(struct filling *filling, struct braces *node, const struct scope *scope)
{
    for (struct braces_option *option = node->option; option; option = option->next) {
        if (is_text(node, option))
            check_nodes(filling, option->value, scope);
        else if (str_find(option->text, STR("{{")) >= 0)
            scroll_wrong(filling->scroll, option->at, "no {{value}} stands in this option; a condition names columns "
                         "of the rows around it, and what is set, as they are");
    }
}

static void check_directive(struct filling *filling, struct braces *node, const struct scope *scope)
{
    struct plan *plan = node->plan = mem_take(filling->mem, sizeof *plan);
    bool chart = node->directive == DIRECTIVE_CHART, table = node->directive == DIRECTIVE_TABLE;
    const struct braces_option *name = braces_bare(node, chart), *columns = braces_find(node, "columns");
    check_texts(filling, node, scope);
    if (node->directive != DIRECTIVE_ANNEX && node->directive != DIRECTIVE_WORDS)
        check_options(filling, node, directive_row(node->directive)->shape);
    plan->reference = REFERENCE_NOTHING;
    if ((chart || table) && !name) {
        scroll_wrong(filling->scroll, node->at, "no table is named (expected %s %s)",
                     directive_row(node->directive)->word, directive_row(node->directive)->shape);
    } else if (chart || table) {
        const struct stock_table *found = need_table(filling, name->at, name->text);
        if (!found)
            return;
        plan->reference = REFERENCE_TABLE;
        plan->selection = check_selection(filling, node, found, scope);
        plan->columns = columns ? check_columns(filling, columns, found) : (struct str){NULL, 0};
        if (chart)
            check_chart(filling, braces_bare(node, 0), found);
    }
    check_nodes(filling, node->first, scope);
}

static void check_nodes(struct filling *filling, struct braces *first, const struct scope *scope)
{
    for (struct braces *node = first; node; node = node->next)
        switch (node->kind) {
        case BRACES_TEXT: break;
        case BRACES_VALUE: check_value(filling, node, scope); break;
        case BRACES_SECTION: check_section(filling, node, scope); break;
        case BRACES_IF: check_if(filling, node, scope); break;
        case BRACES_EDITION: case BRACES_CHAPTER: check_edition(filling, node, scope); break;
        case BRACES_DIRECTIVE: check_directive(filling, node, scope); break;
        }
}

/* The split stands around everything. */
static const struct scope *outermost(struct filling *filling)
{
    if (!filling->split)
        return NULL;
    if (!filling->split->plan)
        check_section(filling, filling->split, NULL);
    return ((struct plan *)filling->split->plan)->scope;
}

void filling_check(struct filling *filling, struct braces *first)
{
    const struct scope *scope = outermost(filling);
    if (filling->split && !scope)
        return;
    check_nodes(filling, first, scope);
}
