/* rows - see rows.h */
#include <stdlib.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "base/blocks.h"
#include "io/record.h"
#include "rows.h"
#include "walk.h"

/* The cells of a row are results of groups: of one group, or with --crosstab of one for
 * each of its columns, and of all of them together. */
struct line {
    struct mem *mem;          /* of the states that are merged here */
    struct mem_mark start;
    struct head **group;      /* one a cell; null: there is no such group */
};

struct rows {
    struct groups *table;
    struct writer *writer;
    uint32_t keys, levels;    /* levels 0 to levels - 1 have rows of their own */
    struct line *line;        /* one a level, and behind them that of a row of --crosstab */
    size_t cells;             /* of a row */
    struct group *values;     /* --crosstab: which of the cells each has */
    struct str *column;       /* --crosstab: what the cells are called */
    struct str *before;       /* the keys of the group before */
    struct mem *before_mem;
    struct mem_mark before_mark;
    const struct head *nothing; /* a group without records */
    uint64_t mixed_totals, unlike_totals;
    uint64_t approximate;     /* results that were found from rounded values */
    uint64_t cut;             /* sums with more digits than a number may have */
    uint64_t lone;            /* results that leave out values without a weight */
    bool silent, refused;     /* made ahead of its time: what there is to tell makes it be refused */
};

/* ---- the text of a cell ---- */

/* One result of one group, in a row. */
struct cell {
    const struct result *result;
    const struct head *group;
    struct str name;          /* of its column */
    struct str mixed;         /* the units of the group, when there are several */
    struct str unlike;        /* the sorts of its figures, when they do not add up */
};

/* Why a result is not given although it could be computed, or the empty text. */
static struct str withheld(const struct groups *table, const struct cell *cell)
{
    const struct pair *pair = cell->result->pair;
    const struct stats_row *row = pair->want[cell->result->want].row;
    struct num share = table->request->coverage, least;
    if (cell->mixed.length && row->numeric && !pair->condition.length)
        return say(table->mem, "several units ({1})", cell->mixed);
    if (cell->unlike.length && groups_adds(table, pair, row))
        return say(table->mem, "does not add up ({1})", cell->unlike);
    if (!num_sign(share))
        return (struct str){NULL, 0};
    struct stats_counts counts = stats_counts((const char *)cell->group + pair->at);
    uint64_t records = counts.count + counts.missing;
    if (!row->needs || !num_multiply(share, num_of((int64_t)records), &least) ||
        num_compare(num_of((int64_t)counts.count), least) >= 0)
        return (struct str){NULL, 0};
    return say(table->mem, "{1} of {2} cells: less coverage than {3}",
                      num_text(table->mem, num_of((int64_t)counts.count)),
                      num_text(table->mem, num_of((int64_t)records)), num_text(table->mem, share));
}

/* The number of records, or a statistic; why it is empty, or approximate, is added to
 * `reason`. */
static struct str cell_text(struct rows *rows, const struct cell *cell, struct str *reason)
{
    const struct groups *table = rows->table;
    const struct request *request = table->request;
    const struct pair *pair = cell->result->pair;
    const struct stats_manner manner = {table->mem, request->places, request->rounding};
    if (!pair)
        return num_text(table->mem, num_of((int64_t)cell->group->records));
    struct stats_result found = {.reason = withheld(table, cell)};
    if (!found.reason.length)
        found = stats_finish(&pair->plan, &pair->want[cell->result->want], (const char *)cell->group + pair->at,
                             &manner);
    struct str said = found.reason.length ? found.reason : found.note;
    if (said.length && request->reasons)
        *reason = mem_format(table->mem, "%.*s%s%.*s: %.*s", STR_ARG(*reason), reason->length ? "; " : "",
                             STR_ARG(cell->name), STR_ARG(said));
    rows->cut += found.cut;
    rows->lone += found.lone > 0;
    rows->approximate += found.note.length > 0 && !found.cut && !found.lone;
    return found.text;
}

/* ---- units ---- */

/* A group by its key, for a message; `column` is its value of --crosstab, or null. */
static struct str key_text(const struct rows *rows, const struct str *key, const struct str *column)
{
    const struct groups *table = rows->table;
    struct str text = {0};
    for (uint32_t i = 0; i < table->key.count; i++)
        text = mem_format(table->mem, "%.*s%s%.*s \"%.*s\"", STR_ARG(text), i ? ", " : "",
                          STR_ARG(table->columns.name[table->key.at[i]]), STR_ARG(i < rows->keys ? key[i] : *column));
    return text.length ? text : voice_str("the table");
}

/* Are there several units?  A group is told, a total counted. */
static struct str mixed_units(struct rows *rows, const struct head *group, bool total, const struct str *key,
                              const struct str *column)
{
    struct mem *mem = rows->table->mem;
    struct str mixed = groups_mixed(rows->table, group);
    if (mixed.length && total)
        rows->mixed_totals++;
    if (!mixed.length || total)
        return mixed;
    if (rows->silent) {
        rows->refused = true;
        return mixed;
    }
    struct finding finding = {.code = DIAG_MIXED_UNITS, .key = key_text(rows, key, column),
                              .value = groups_mixed(rows->table, group), .fix = STR("--mixed-units")};
    finding.message = say_format(mem, "%.*s: several units in one group (%.*s); name their column in --by, or say "
                                 "--mixed-units", STR_ARG(finding.key), STR_ARG(finding.value));
    diag_tell(&finding);
    return mixed;
}

/* Are there figures in it that do not add up?  Likewise. */
static struct str unlike_figures(struct rows *rows, const struct head *group, bool total, const struct str *key,
                                 const struct str *column)
{
    struct mem *mem = rows->table->mem;
    struct str unlike = groups_unlike(rows->table, group);
    if (unlike.length && total)
        rows->unlike_totals++;
    if (!unlike.length || total)
        return unlike;
    if (rows->silent) {
        rows->refused = true;
        return unlike;
    }
    struct finding finding = {.code = DIAG_NO_SUM, .key = key_text(rows, key, column), .value = unlike,
                              .fix = STR("--add-unlike")};
    finding.message = say_format(mem, "%.*s: figures that do not add up (%.*s); choose with --where, name their column "
                                 "in --by, or say --add-unlike", STR_ARG(finding.key), STR_ARG(unlike));
    diag_tell(&finding);
    return unlike;
}

/* ---- rows ---- */

static bool is_total(const struct rows *rows, uint32_t level, size_t cell)
{
    return level < rows->keys || (rows->values && cell == group_count(rows->values));
}

/* A row with the first `level` keys of these. */
static void write_row(struct rows *rows, uint32_t level, const struct str *key, const struct head *const *group)
{
    struct groups *table = rows->table;
    struct mem_mark mark = mem_mark(table->mem);
    struct str reason = {0};
    for (uint32_t i = 0; i < rows->keys; i++)
        writer_field(rows->writer, i < level ? key[i] : (struct str){NULL, 0});
    if (rows->levels)
        writer_field(rows->writer, num_text(table->mem, num_of(level)));
    for (size_t c = 0; c < rows->cells; c++) {
        struct cell cell = {.group = group[c] ? group[c] : rows->nothing};
        const struct str *column = rows->column ? &rows->column[c] : NULL;
        cell.mixed = mixed_units(rows, cell.group, is_total(rows, level, c), key, column);
        cell.unlike = unlike_figures(rows, cell.group, is_total(rows, level, c), key, column);
        for (size_t i = 0; i < table->results; i++) {
            cell.result = &table->result[i];
            cell.name = column ? *column : cell.result->name;
            writer_field(rows->writer, cell_text(rows, &cell, &reason));
        }
    }
    if (table->request->reasons)
        writer_field(rows->writer, reason);
    writer_end(rows->writer);
    mem_rewind(table->mem, mark);
}

/* Takes a group into a state of the line. */
static void add_to_cell(struct rows *rows, struct line *line, size_t cell, const struct head *group)
{
    if (!line->group[cell])
        line->group[cell] = mem_take(line->mem, rows->table->group_bytes);
    groups_merge_group(rows->table, line->mem, line->group[cell], group);
}

/* Takes a group into the lines that it is part of; or writes it, where it is a row. */
static void take_group(struct rows *rows, const struct walk *walk)
{
    size_t cell = 0, last = rows->cells - 1;
    uint32_t lines = rows->levels;
    if (rows->values) {
        cell = ((const struct walk_value *)group_find(rows->values, &walk->key[rows->keys]))->cell;
        lines++;
    } else {
        write_row(rows, rows->keys, walk->key, &walk->group);
    }
    for (uint32_t i = 0; i < lines; i++) {
        add_to_cell(rows, &rows->line[i], cell, walk->group);
        if (rows->values && rows->levels)
            add_to_cell(rows, &rows->line[i], last, walk->group);
    }
}

static void close_row(struct rows *rows, struct line *line, uint32_t keys)
{
    write_row(rows, keys, rows->before, (const struct head *const *)line->group);
    memset(line->group, 0, rows->cells * sizeof(struct head *));
    mem_rewind(line->mem, line->start);
}

/* Writes the rows that the group before was the last of: it shares `same` keys with what
 * comes. */
static void close_rows(struct rows *rows, uint32_t same)
{
    if (rows->values && rows->keys > same)
        close_row(rows, &rows->line[rows->levels], rows->keys);
    for (uint32_t level = rows->levels; level-- > same + 1;)
        close_row(rows, &rows->line[level], level);
}

static uint32_t same_keys(const struct rows *rows, const struct str *key)
{
    uint32_t same = 0;
    while (same < rows->keys && str_eq(rows->before[same], key[same]))
        same++;
    return same;
}

static void remember_keys(struct rows *rows, const struct str *key)
{
    mem_rewind(rows->before_mem, rows->before_mark);
    for (uint32_t i = 0; i < rows->keys; i++)
        rows->before[i] = mem_copy(rows->before_mem, key[i]);
}

/* ---- the columns of --crosstab ---- */

static int by_first(const void *a, const void *b)
{
    const struct walk_value *left = *(struct walk_value *const *)a, *right = *(struct walk_value *const *)b;
    return (left->first > right->first) - (left->first < right->first);
}

/* A column a value, in order of first appearance or of the values; and one for all. */
static void set_columns(struct rows *rows)
{
    struct groups *table = rows->table;
    rows->values = walk_values(table);
    size_t count = group_count(rows->values);
    if (count + rows->keys + 3 > RECORD_COLUMNS_MAX)
        diag_fatal(DIAG_LIMIT, NULL, "--crosstab: %zu values would make more columns than the %u that a table has",
                   count, RECORD_COLUMNS_MAX);
    struct walk_value **value = (struct walk_value **)group_sorted(table->mem, rows->values);
    if (count && !table->request->sorted)
        qsort(value, count, sizeof(struct walk_value *), by_first);
    rows->cells = count + (rows->levels > 0);
    rows->column = mem_array(table->mem, rows->cells, sizeof *rows->column);
    for (size_t i = 0; i < count; i++) {
        struct str text = group_key(rows->values, value[i], 0);
        value[i]->cell = i;
        rows->column[i] = text.length ? text : STR("_empty");
    }
    if (rows->levels)
        rows->column[count] = STR("_total");
}

/* ---- the header ---- */

/* No two columns have one name. */
static void take_name(struct group *names, struct str name, bool crosstab)
{
    bool *taken = group_at(names, &name);
    if (*taken)
        diag_fatal(DIAG_USAGE, NULL, crosstab
                                         ? N_("two columns would be called \"%.*s\", a value of --crosstab is one")
                                         : N_("two result columns are called \"%.*s\"; name one with =RESULT"),
                   STR_ARG(name));
    *taken = true;
}

static void name_column(struct rows *rows, struct group *names, struct str name)
{
    take_name(names, name, rows->values != NULL);
    writer_field(rows->writer, name);
}

void rows_names_differ(const struct groups *table)
{
    struct group *names = group_open(1, sizeof(bool));
    for (uint32_t i = 0; i < table->key.count; i++)
        take_name(names, table->columns.name[table->key.at[i]], false);
    for (size_t i = 0; i < table->results; i++)
        take_name(names, table->result[i].name, false);
    group_close(names);
}

static void write_header(struct rows *rows)
{
    const struct groups *table = rows->table;
    struct group *names = group_open(1, sizeof(bool));
    for (uint32_t i = 0; i < rows->keys; i++)
        name_column(rows, names, table->columns.name[table->key.at[i]]);
    if (rows->levels)
        name_column(rows, names, STR("_level"));
    for (size_t c = 0; c < rows->cells; c++)
        for (size_t i = 0; i < table->results; i++)
            name_column(rows, names, rows->column ? rows->column[c] : table->result[i].name);
    if (table->request->reasons)
        name_column(rows, names, STR("reason"));
    writer_end(rows->writer);
    group_close(names);
}

/* ---- rows by several threads ---- */

/* Rows of groups alone, BLOCK of them at a time, are made into bytes ahead of their turn. */
enum { BLOCK = 256, BLOCKS_LEAST = 8 };

struct many {
    struct rows *rows;
    const struct head *const *group;
    size_t groups;
};

/* A thread's own: everything that making a row changes. */
struct maker {
    const struct many *many;
    struct rows rows;
    struct groups table;
};

/* Where the bytes of a block wait. */
struct made {
    struct mem *mem;
    struct out *out;
    struct writer *writer;
    uint64_t approximate, cut, lone;
    bool refused;
};

/* Groups stand in memory as threads happened to find them: first the group is asked for, then
 * what it keeps. */
static void prefetch(const struct groups *table, const struct many *many, size_t i)
{
    enum { GROUP_AHEAD = 6, KEPT_AHEAD = 3 };
    if (i + GROUP_AHEAD >= many->groups)
        return;
    group_prefetch(table->group, many->group[i + GROUP_AHEAD]);
    for (size_t p = 0; p < table->pairs; p++)
        stats_prefetch(&table->pair[p].plan, (const char *)many->group[i + KEPT_AHEAD] + table->pair[p].at);
}

static void write_block(struct rows *rows, const struct many *many, size_t block)
{
    size_t from = block * BLOCK, to = from + BLOCK < many->groups ? from + BLOCK : many->groups;
    struct groups *table = rows->table;
    for (size_t i = from; i < to; i++) {
        prefetch(table, many, i);
        for (uint32_t k = 0; k < table->key.count; k++)
            table->key_text[k] = group_key(table->group, many->group[i], k);
        write_row(rows, rows->keys, table->key_text, &many->group[i]);
    }
}

static void make_block(void *state, size_t block, void *place)
{
    struct maker *maker = state;
    struct made *made = place;
    out_gathered(made->out);  /* what was refused goes */
    maker->rows.writer = made->writer;
    maker->rows.refused = false;
    maker->rows.approximate = maker->rows.cut = maker->rows.lone = 0;
    write_block(&maker->rows, maker->many, block);
    made->refused = maker->rows.refused;
    made->approximate = maker->rows.approximate;
    made->cut = maker->rows.cut;
    made->lone = maker->rows.lone;
}

static void take_block(void *state, size_t block, void *place)
{
    const struct many *many = state;
    struct made *made = place;
    size_t from = block * BLOCK, rows = many->groups - from < BLOCK ? many->groups - from : BLOCK;
    if (made->refused) {
        write_block(many->rows, many, block);
        return;
    }
    writer_lines(many->rows->writer, out_gathered(made->out), rows);
    many->rows->approximate += made->approximate;
    many->rows->cut += made->cut;
    many->rows->lone += made->lone;
}

static struct maker *open_maker(const struct many *many)
{
    struct mem *mem = mem_open();
    struct maker *maker = mem_take(mem, sizeof *maker);
    *maker = (struct maker){many, *many->rows, *many->rows->table};
    maker->table.mem = mem;
    maker->table.key_text = mem_array(mem, maker->table.key.count, sizeof(struct str));
    maker->rows.table = &maker->table;
    maker->rows.silent = true;
    return maker;
}

static struct made *open_made(const struct writer *like)
{
    struct mem *mem = mem_open();
    struct made *made = mem_take(mem, sizeof *made);
    made->mem = mem;
    made->out = out_gather(mem);
    made->writer = writer_open(mem, made->out, writer_delimiter(like));
    return made;
}

static void write_many(struct many *many, size_t blocks)
{
    struct maker *maker[BLOCKS_THREADS];
    struct made *made[BLOCKS_PLACES(BLOCKS_THREADS)];
    size_t most = many->rows->table->request->threads, threads = most < BLOCKS_THREADS ? most : BLOCKS_THREADS;
    for (size_t i = 0; i < threads; i++)
        maker[i] = open_maker(many);
    for (size_t i = 0; i < BLOCKS_PLACES(threads); i++)
        made[i] = open_made(many->rows->writer);
    blocks_run(&(struct blocks){.count = blocks, .threads = threads, .maker = (void **)maker, .place = (void **)made,
                                .make = make_block, .take = take_block, .state = many});
    for (size_t i = 0; i < threads; i++)
        mem_close(maker[i]->table.mem);
    for (size_t i = 0; i < BLOCKS_PLACES(threads); i++)
        mem_close(made[i]->mem);
}

/* ---- all of it ---- */

static void begin(struct rows *rows)
{
    struct groups *table = rows->table;
    const struct request *request = table->request;
    rows->keys = table->rows_by;
    rows->levels = request->subtotals ? rows->keys : request->total ? 1 : 0;
    rows->cells = 1;
    rows->nothing = mem_take(table->mem, table->group_bytes);
    rows->before = mem_array(table->mem, rows->keys, sizeof *rows->before);
    rows->before_mem = mem_open();
    rows->before_mark = mem_mark(rows->before_mem);
    if (request->crosstab.length)
        set_columns(rows);
    rows->line = mem_array(table->mem, rows->levels + 1, sizeof *rows->line);
    for (uint32_t level = 0; level <= rows->levels; level++) {
        struct line *line = &rows->line[level];
        line->mem = mem_open();
        line->start = mem_mark(line->mem);
        line->group = mem_array(table->mem, rows->cells, sizeof(struct head *));
    }
}

static void finish(struct rows *rows)
{
    for (uint32_t level = 0; level <= rows->levels; level++)
        mem_close(rows->line[level].mem);
    mem_close(rows->before_mem);
    if (rows->mixed_totals)
        diag_report(DIAG_MIXED_TOTALS, NULL, "totals that would mix units are left empty: %llu; --mixed-units "
                    "computes them", (unsigned long long)rows->mixed_totals);
    if (rows->cut)
        diag_report(DIAG_APPROXIMATE, NULL,
                    "sums of more than 38 digits, rounded to as many as a number may have: %llu",
                    (unsigned long long)rows->cut);
    if (rows->lone)
        diag_report(DIAG_LONE, NULL, "results without the values that have no weight, or no number beside them: %llu; "
                    "--reasons says of how many values", (unsigned long long)rows->lone);
    if (rows->unlike_totals)
        diag_report(DIAG_MIXED_TOTALS, NULL, "totals of figures that do not add up are left empty: %llu; --add-unlike "
                    "computes them", (unsigned long long)rows->unlike_totals);
    if (rows->approximate)
        diag_report(DIAG_APPROXIMATE, NULL, "results found from values that are rounded by up to %s: %llu; their "
                    "groups have more than %llu different values", STATS_BOUND, (unsigned long long)rows->approximate,
                    (unsigned long long)rows->table->request->exact);
}

/* Rows that need what came before them, or that are not all in memory. */
static void write_walk(struct rows *rows, bool plain)
{
    struct walk walk = {0};
    bool any = false;
    for (; walk_next(rows->table, &walk); any = true) {
        if (any && !plain)
            close_rows(rows, same_keys(rows, walk.key));
        take_group(rows, &walk);
        if (!plain)
            remember_keys(rows, walk.key);
    }
    if (any)
        close_rows(rows, 0);
    if (rows->levels)
        close_row(rows, &rows->line[0], 0);
}

void rows_write(struct groups *table, struct writer *writer)
{
    struct rows rows = {.table = table, .writer = writer};
    begin(&rows);
    write_header(&rows);
    bool plain = !rows.levels && !rows.values;
    struct many many = {&rows, NULL, 0};
    if (plain && table->request->threads > 1 && groups_groups(table) >= BLOCKS_LEAST * BLOCK)
        many.group = walk_order(table, &many.groups);
    if (many.group)
        write_many(&many, (many.groups + BLOCK - 1) / BLOCK);
    else
        write_walk(&rows, plain);
    finish(&rows);
}
