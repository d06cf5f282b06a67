/* view - kinds of tables, their columns and their order */

#include "view/view.h"

#include "base/diag.h"
#include "base/str.h"
#include "series/doubt.h"
#include "values/period.h"
#include "view/figure.h"

/* ---- columns ---- */

static bool on_the_right(enum form form)
{
    switch (form) {
    case FORM_TEXT: case FORM_SENTENCE: case FORM_CODE: case FORM_STATUS: case FORM_WORD: case FORM_PERIOD:
    case FORM_CLASS: case FORM_VERIFIED: case FORM_NAME:
    case FORM_WORDS: case FORM_YESNO: case FORM_FACTS: case FORM_REGION: case FORM_WHERE:
    case FORM_LABEL: case FORM_BAR: case FORM_MARKS: case FORM_BEST_PEER: case FORM_WORST_PEER:
        return false;
    default:
        return true;
    }
}

/* What a table of changes between two waves has in points. */
static bool is_of_change(enum field field)
{
    return field == F_CHANGE_VALUE || field == F_LOW || field == F_HIGH || field == F_SE;
}

/* Value (hundred million yuan), Estimate (%): where all rows have one unit. */
static struct str head_with_unit(const struct view *view, const struct view_column *column)
{
    bool beside = false;      /* the reader asked for a column of units, which says it */
    for (size_t i = 0; view->chosen && i < view->columns; i++)
        beside |= view->column[i].field == F_UNIT;
    struct str unit = beside                       ? (struct str){NULL, 0}
                      : column->form == FORM_VALUE ? word_for(view->words, view->usual.unit)
                      : !view->usual.shares ? (struct str){NULL, 0}
                      : table_has(view->table, F_WAVE_FROM) && is_of_change(column->field) ? word(view->words, W_POINTS)
                      : STR("%");
    struct str head = field_head(column->field);
    return unit.length ? mem_join(view->mem, head, vocabulary_fill(view->words, W_PAREN, "text", unit, NULL)) : head;
}

/* Heads that carry the usual period. */
static struct str head_of(const struct view *view, const struct view_column *column)
{
    switch (column->form) {
    case FORM_BASE: return view_head(view, W_H_BASE, view->usual.base_period);
    case FORM_ACTUAL: return view_head(view, W_H_ACTUAL, view->usual.period);
    case FORM_TARGET: return view_head(view, W_H_TARGET, view->usual.target_period);
    case FORM_CHANGE: return view_head(view, W_H_CHANGE, view->usual.since);
    case FORM_LABEL: return view->table->kept && !view->usual.units ? field_head(F_NAME) : field_head(F_LABEL);
    case FORM_VALUE: case FORM_ESTIMATE: return head_with_unit(view, column);
    default: return field_head(column->field);
    }
}

static struct view_column as_it_is(const struct view *view, uint32_t at)
{
    struct str name = view->table->columns.name[at];
    enum field field = view_field(view, name);
    return (struct view_column){.at = at, .field = field, .form = FORM_TEXT, .name = name, .head = name,
                                .numeric = field < FIELD_COUNT && field_row[field].numeric};
}

static struct view_column column_named(const struct view *view, struct str name, bool in_words)
{
    const struct table *table = view->table;
    uint32_t at = column_find(&table->columns, name);
    enum field field = view_field(view, name);
    bool made = field < FIELD_COUNT && field >= F_NUMBER;
    if (at == COLUMN_NONE && !made)
        at = column_need(&table->columns, name, "--columns");
    struct view_column column = {.at = at, .field = field, .name = name, .head = name};
    if (at != COLUMN_NONE)
        column = as_it_is(view, at);
    if (at != COLUMN_NONE && made)        /* a column of the data that is called as one that is made of several */
        return column;
    if (field < FIELD_COUNT && (in_words || at == COLUMN_NONE)) {
        column.form = field_row[field].form;
        column.right = on_the_right(column.form);
        column.numeric = field_row[field].numeric;
    }
    return column;
}

struct view_column view_column_of(const struct view *view, enum field field)
{
    struct view_column column = column_named(view, field_row[field].name, true);
    column.head = head_of(view, &column);
    return column;
}

/* A column that a kind shows by itself but this table lacks is left out. */
static bool lacks(const struct view *view, struct str name)
{
    const struct table *table = view->table;
    static const struct { enum field made, of; } from[] = {
        {F_BASE, F_BASE_VALUE}, {F_TARGET, F_TARGET_KIND}, {F_BEST_PEER, F_BEST}, {F_WORST_PEER, F_WORST},
        {F_PLACE, F_RANK}, {F_ACTUAL, F_VALUE}, {F_BAR, F_COMPLETION}, {F_REGION_NAME, F_REGION}, {F_WHERE, F_LINE},
    };
    enum field field = view_field(view, name);
    for (size_t i = 0; i < sizeof from / sizeof *from; i++)
        if (from[i].made == field)
            return !table_has(table, from[i].of);
    return field < F_NUMBER && !table_has(table, field);
}

/* A name twice would make a header or an object that nobody can read. */
static void refuse_twice(const struct view *view)
{
    const struct view_column *last = &view->column[view->columns - 1];
    for (size_t i = 0; i + 1 < view->columns; i++)
        if (str_eq(view->column[i].name, last->name))
            diag_fatal(DIAG_USAGE, NULL, "--columns has \"%.*s\" twice; NAME=HEAD calls one of them otherwise",
                       STR_ARG(last->name));
}

/* The columns that nobody but whoever made the table knows, as they are. */
static void choose_others(struct view *view, size_t *room)
{
    for (uint32_t i = 0; i < view->table->columns.count; i++) {
        struct view_column column = as_it_is(view, i);
        if (column.field < FIELD_COUNT)
            continue;
        column.head = word_for(view->words, column.name);
        view->column = mem_grow(view->mem, view->column, view->columns, room, sizeof *view->column);
        view->column[view->columns++] = column;
    }
}

static void choose(struct view *view, const char *list, bool users, bool in_words)
{
    struct str rest = str_of(list);
    size_t room = 0;
    while (rest.length) {
        struct str name = column_name(view->mem, &rest, ",="), head = {NULL, 0};
        if (!users && str_eq(name, STR("*"))) {
            rest = str_part(rest, 1, SIZE_MAX);
            choose_others(view, &room);
            continue;
        }
        bool headed = str_starts(rest, STR("="));
        rest = str_part(rest, 1, SIZE_MAX);
        if (headed)
            column_cut(view->mem, &rest, &head);
        if (!users && lacks(view, name))
            continue;
        view->column = mem_grow(view->mem, view->column, view->columns, &room, sizeof *view->column);
        struct view_column *column = &view->column[view->columns++];
        *column = column_named(view, name, in_words);
        if (headed)
            column->name = column->head = head;
        else if (in_words)
            column->head = (struct str){NULL, 0}; /* worded when the usual periods are known */
        if (users)
            refuse_twice(view);
    }
    if (users && view->columns == 0)
        diag_fatal(DIAG_USAGE, NULL, "--columns names no column; expected NAME or NAME=HEAD, parted by commas");
}

/* What the project calls it; value_sum of aggregate is the sum of a column that is known. */
static struct str head_of_name(const struct view *view, struct str name)
{
    struct str called = word_for(view->words, name), stat = STR("stat");
    for (size_t at = name.length; str_eq(called, name) && at-- > 1;) {
        if (name.at[at] != '_')
            continue;
        struct str end = str_part(name, at + 1, name.length);
        enum field field = view_field(view, str_part(name, 0, at));
        struct str said = word_of_code(view->words, NULL, stat, end, NULL);
        if (field < FIELD_COUNT && !str_eq(said, end))
            return vocabulary_fill(view->words, W_STAT_HEAD, "column", field_head(field), "statistic", said, NULL);
    }
    return called;
}

/* Every column, the known ones in words. */
static void choose_all_in_words(struct view *view)
{
    view->columns = view->table->columns.count;
    view->column = mem_array(view->mem, view->columns, sizeof *view->column);
    for (uint32_t i = 0; i < view->columns; i++) {
        struct str name = view->table->columns.name[i];
        view->column[i] = as_it_is(view, i);
        view->column[i].head = head_of_name(view, name);
        if (view->column[i].field >= F_NUMBER) /* unknown, or called as one that is made of several */
            continue;
        enum form form = field_row[view->column[i].field].form;
        if (form == FORM_SHARE || form == FORM_POINTS || form == FORM_STATISTIC || form == FORM_ESTIMATE)
            continue;         /* whoever made this table may mean another unit */
        view->column[i].form = form;
        view->column[i].right = on_the_right(form);
        view->column[i].head = field_head(view->column[i].field);
    }
}

/* The columns that make the groups, before the first that the kind is known by, and then its own. */
static void choose_groups(struct view *view, const char *own)
{
    const struct table *table = view->table;
    uint32_t first = table->at[view->kind->known_by[0]];
    struct str list = {NULL, 0};
    for (uint32_t i = 0; i < first; i++)
        list = words_join(view->words, list, STR(","), table->columns.name[i]);
    choose(view, words_join(view->words, list, STR(","), str_of(own)).at, false, true);
    for (uint32_t i = 0; i < first; i++)
        if (view->column[i].field == FIELD_COUNT)
            view->column[i].head = head_of_name(view, view->column[i].name);
}

static void choose_all(struct view *view)
{
    view->columns = view->table->columns.count;
    view->column = mem_array(view->mem, view->columns, sizeof *view->column);
    for (uint32_t i = 0; i < view->columns; i++)
        view->column[i] = as_it_is(view, i);
}

/* --numbers: which columns JSON writes as numbers. */
static void mark_numbers(struct view *view, const char *numbers)
{
    if (numbers == NULL)
        return;
    struct choice choice = column_choose(view->mem, &view->table->columns, str_of(numbers), "--numbers");
    for (size_t i = 0; i < view->columns; i++) {
        view->column[i].numeric = false;
        for (uint32_t k = 0; k < choice.count; k++)
            view->column[i].numeric |= choice.at[k] == view->column[i].at;
    }
}

/* Do the digits in a column of this name count nothing?  What the tools know as text, and what people
 * call a number that is a name. */
static bool is_of_codes(const struct view_column *column)
{
    static const char *const ends[] = {"code", "Code", "CODE", "id", "Id", "ID", "year", "Year", "zip", "phone", "no",
                                       "No", "代码", "编码", "编号", "代号", "年份", "年度", "电话", "邮编", "序号"};
    if (column->field < FIELD_COUNT)
        return !field_row[column->field].numeric;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(column->name, str_of(ends[i])))
            return true;
    return false;
}

/* 007 is a name, 0.07 and 0 are not. */
static bool begins_with_zero(struct str cell)
{
    return cell.length > 1 && cell.at[0] == '0' && str_is_digit(cell.at[1]);
}

/* A plain table that is kept: a column of nothing but numbers stands on the right, and its figures
 * may have their thousands parted. */
static void find_figures(struct view *view)
{
    const struct table *table = view->table;
    for (size_t i = 0; i < view->columns; i++) {
        struct view_column *column = &view->column[i];
        if (view->kind->page && column->field < FIELD_COUNT)
            continue;
        bool figures = false, texts = false, names = is_of_codes(column);
        for (size_t row = 0; row < table->rows && column->at != COLUMN_NONE; row++) {
            struct num value;
            struct str cell = table_cell(table, row, column->at);
            figures |= num_parse(cell, &value) == NUM_OK;
            texts |= cell.length && num_parse(cell, &value) != NUM_OK && !figure_is_none(cell);
            names |= begins_with_zero(cell);
        }
        if (column->form == FORM_TEXT)
            column->right = figures && !texts;
        column->figure = figures && !texts && !names;
    }
}

/* ---- what is usual ---- */

#define ENOUGH 500            /* rows that show what is usual: the search is quadratic */

/* The value that most rows have in a column, the first among equals. */
static struct str most_common(const struct table *table, enum field field)
{
    struct str best = {NULL, 0};
    size_t best_count = 0, rows = table->rows < ENOUGH ? table->rows : ENOUGH;
    for (size_t i = 0; table_has(table, field) && i < rows; i++) {
        struct str value = table_get(table, table_row(table, i), field);
        size_t count = 0;
        for (size_t k = 0; k < rows; k++)
            count += str_eq(value, table_get(table, table_row(table, k), field));
        if (value.length && count > best_count) {
            best = value;
            best_count = count;
        }
    }
    return best;
}

/* Has every row one and the same text there? */
static bool is_uniform(const struct table *table, enum field field)
{
    for (size_t i = 0; table_has(table, field) && i < table->rows; i++)
        if (!str_eq(table_cell(table, i, table->at[field]), table_cell(table, 0, table->at[field])))
            return false;
    return table->rows && table_has(table, field);
}

static bool all_shares(const struct table *table)
{
    for (size_t i = 0; table_has(table, F_STATISTIC) && i < table->rows; i++)
        if (!view_is_share(table_cell(table, i, table->at[F_STATISTIC])))
            return false;
    return table->rows && table_has(table, F_STATISTIC) && table_has(table, F_QUESTION);
}

/* Has the region a column of its own, and need not stand before each name? */
static bool shows_region(const struct view *view)
{
    for (size_t i = 0; i < view->columns; i++)
        if (view->column[i].form == FORM_REGION || view->column[i].field == F_REGION ||
            view->column[i].field == F_REGION_CODED)
            return true;
    return false;
}

static bool varies(const struct table *table, enum field field)
{
    for (size_t i = 1; table_has(table, field) && i < table->rows; i++)
        if (!str_eq(table_cell(table, i, table->at[field]), table_cell(table, 0, table->at[field])))
            return true;
    return false;
}

/* What assess was told is the truth of a page: 2022,2023-06 is the cut-off of figures of a year and of
 * others. */
static struct str told_cutoff(const struct view *view)
{
    struct str list = most_common(view->table, F_AS_OF), until = {NULL, 0}, piece;
    while (str_cut(&list, ',', &piece))
        until = words_join(view->words, until, word(view->words, W_JOIN), figure_period(view->words, str_trim(piece)));
    return until;
}

/* Else the latest period of the rows; of several that end on one day the longest. */
static struct str latest_period(const struct view *view)
{
    const struct table *table = view->table;
    struct period latest = {0}, period;
    struct str text = {NULL, 0};
    for (size_t i = 0; table_has(table, F_PERIOD) && i < table->rows; i++) {
        struct str cell = table_cell(table, i, table->at[F_PERIOD]);
        if (!period_parse(cell, &period) || (text.length && (period.last < latest.last ||
            (period.last == latest.last && period.first >= latest.first))))
            continue;
        latest = period;
        text = cell;
    }
    return figure_period(view->words, text);
}

/* Words of verified that are none are told, since they show as a mark of their own. */
static void hear_doubts(const struct view *view)
{
    const struct table *table = view->table;
    struct doubt_ear ear = {0};
    struct place place = {.file = table->columns.file, .name = field_row[F_VERIFIED].name};
    for (size_t i = 0; table_has(table, F_VERIFIED) && i < table->rows; i++)
        doubt_hear(&ear, view->mem, &place, table_cell(table, i, table->at[F_VERIFIED]));
}

static void fill_heads(struct view *view)
{
    for (size_t i = 0; i < view->columns; i++)
        if (view->column[i].head.length == 0 && view->column[i].field < FIELD_COUNT)
            view->column[i].head = head_of(view, &view->column[i]);
}

void view_keep(struct view *view)
{
    bool fresh = !view->known;
    view->known = true;
    table_keep(view->table);
    const struct table *table = view->table;
    if (fresh)
        hear_doubts(view);
    view->usual = (struct usual){
        .base_period = most_common(table, F_BASE_PERIOD),
        .period = most_common(table, F_PERIOD),
        .target_period = most_common(table, F_TARGET_PERIOD),
        .time_progress = most_common(table, F_TIME_PROGRESS),
        .since = most_common(table, F_SINCE),
        .known = most_common(table, F_KNOWN),
        .method = most_common(table, F_METHOD),
        .many_regions = varies(table, F_REGION) && !shows_region(view),
        .many_plans = varies(table, F_PLAN) && view->kind->chart,
    };
    if (is_uniform(table, F_UNIT) && view->kind->page)
        view->usual.unit = table_cell(table, 0, table->at[F_UNIT]);
    for (size_t i = 0; table_has(table, F_UNIT) && i < table->rows && !view->usual.units; i++)
        view->usual.units = table_cell(table, i, table->at[F_UNIT]).length > 0;
    view->usual.shares = all_shares(table);
    view->usual.until = told_cutoff(view);
    if (view->usual.until.length == 0)
        view->usual.until = latest_period(view);
    find_figures(view);
    fill_heads(view);
}

bool view_shows_nothing(const struct view *view, const struct view_column *column, view_test *only)
{
    const struct table *table = view->table;
    if (column->form == FORM_BAR || column->form == FORM_NUMBER)
        return false;
    for (size_t i = 0; i < table->rows; i++) {
        struct mem_mark mark = mem_mark(view->mem);
        const struct str *cells = table_row(table, i);
        bool shows = (!only || only(view, cells)) && view_cell(view, cells, column).text.length > 0;
        mem_rewind(view->mem, mark);
        if (shows)
            return false;
    }
    return table->rows > 0;
}

/* Is it a column of units that the head of the values has already? */
static bool is_told(const struct view *view, const struct view_column *column)
{
    bool told = false;
    for (size_t i = 0; i < view->columns; i++)
        told |= view->column[i].form == FORM_VALUE;
    return told && column->field == F_UNIT && view->usual.unit.length;
}

static void drop_empty(struct view *view)
{
    size_t kept = 0;
    struct view_column *column = mem_array(view->mem, view->columns, sizeof *column);
    for (size_t i = 0; i < view->columns; i++)
        if (!view_shows_nothing(view, &view->column[i], NULL) && !is_told(view, &view->column[i]))
            column[kept++] = view->column[i];
    view->column = column;
    view->columns = kept;
}

void view_cut(struct view *view, uint64_t top)
{
    struct table *table = view->table;
    if (top)
        view_keep(view);
    if (top == 0 || top >= table->rows)
        return;
    view->left_out = table->rows - top;
    table->rows = top;
}

/* Made columns look at other rows: at what is usual, at the indicator referred to. */
static bool shows_made(const struct view *view)
{
    for (size_t i = 0; i < view->columns; i++)
        if (view->column[i].at == COLUMN_NONE && view->column[i].form != FORM_MARKS)
            return true;
    return false;
}

#define STREAMED 20000        /* rows of a table that may be longer than anybody would keep: more are not */

struct view *view_open(struct mem *mem, struct vocabulary *words, struct table *table, enum place_shown where,
                       const struct wish *wish)
{
    struct view *view = mem_take(mem, sizeof *view);
    *view = (struct view){.mem = mem, .words = words, .table = table, .kind = view_kind_of(table),
                          .thousands = wish->thousands, .names = wish->names,
                          .chosen = wish->columns != NULL, .seen = view_seen(mem)};
    const char *own = where == SHOWN_AS_DATA ? NULL
                      : where == SHOWN_ON_TERMINAL && view->kind->terminal ? view->kind->terminal
                      : where == SHOWN_IN_CELLS && view->kind->workbook ? view->kind->workbook : view->kind->page;
    if (where == SHOWN_IN_CELLS && view->kind->streams)
        own = NULL;           /* whoever computes on wants all of them */
    bool plainly = wish->named && own == NULL && !view->kind->is_account; /* a plain table in words */
    if (wish->columns)
        choose(view, wish->columns, true, own != NULL || plainly);
    else if (own && view->kind->grouped)
        choose_groups(view, own);
    else if (own)
        choose(view, own, false, true);
    else if (plainly)
        choose_all_in_words(view);
    else
        choose_all(view);
    mark_numbers(view, wish->numbers);
    const char *sort = wish->sort ? wish->sort : where == SHOWN_AS_DATA ? NULL : view->kind->sort;
    bool sorted = sort && strcmp(sort, "none") != 0;
    bool brief = own && view->kind->streams && table_look(table, STREAMED); /* few enough to be seen as a whole */
    bool kept = (own && !view->kind->streams) || brief || plainly || shows_made(view);
    if (sorted || kept || (wish->thousands && where != SHOWN_AS_DATA))
        view_keep(view);
    if (sorted)
        view_sort(view, sort, wish->sort != NULL);
    else if (!table->kept && table->rows)
        find_figures(view);   /* among those that were looked at */
    if ((own || plainly) && wish->columns == NULL && table->kept)
        drop_empty(view);
    if (!table->kept)
        fill_heads(view);
    return view;
}
