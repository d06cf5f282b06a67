/* aggregate: records in, one row per group out, with statistics of chosen columns. */
#include "diag.h"
#include "expr.h"
#include "group.h"
#include "num.h"
#include "stats.h"
#include "str.h"
#include "tool.h"

/* ---- options ---- */

static const char *by, *where, *rounding;
static struct opt_list stat;
static uint64_t places;
static bool sorted, reasons, list;

static const struct opt options[] = {
    {'b', "by", "COLUMNS", "columns that make the group; without it the whole table is one", OPT_TEXT, &by, NULL},
    {'s', "stat", "NAME[:COL[,COL]][=RESULT]", "a statistic of a column, and what to call it", OPT_EACH, &stat, NULL},
    {'w', "where", "EXPR", "take only records for which EXPR is true", OPT_TEXT, &where, NULL},
    {'p', "places", "N", "decimals of results instead of all that are exact", OPT_COUNT, &places, NULL},
    {0, "round", "RULE", "how halves are rounded", OPT_CHOICE, &rounding, "up|even"},
    {0, "sorted", NULL, "groups in the order of their keys instead of first appearance", OPT_FLAG, &sorted, NULL},
    {0, "reasons", NULL, "add a column that says why a result is empty", OPT_FLAG, &reasons, NULL},
    {0, "list", NULL, "print the statistics and the functions of expressions, as CSV", OPT_FLAG, &list, NULL},
    {0}};

/* ---- state ---- */

/* Statistics of one column, or of one pair of columns, share a state. */
struct pair {
    uint32_t column, with;    /* COLUMN_NONE: no second column */
    struct stats_want *want;
    size_t wants;
    struct stats_plan plan;
    size_t at;                /* of its state in the group's */
};

/* One result column. */
struct result {
    struct pair *pair;        /* null: the number of records */
    size_t want;
    struct str name;
};

struct aggregate {
    struct mem *mem;
    struct reader *reader;
    struct writer *writer;
    struct columns columns;
    struct expr_names names;
    struct expr *where;
    struct choice key;
    struct str *key_text;     /* the key of the current record */
    struct pair *pair;
    size_t pairs;
    struct result *result;
    size_t results;
    struct group *group;      /* state: uint64_t records, then each pair's */
    int places;
    enum num_rounding rounding;
};

enum { COUNT_BYTES = 16 };

/* ---- begin: the options meet the header ---- */

static struct stats_want wanted(struct str name)
{
    struct stats_want want;
    const char *near = NULL;
    if (!stats_find(name, &want, &near))
        diag_fatal(DIAG_USAGE, NULL, "--stat: no statistic \"%.*s\"%s%s%s", STR_ARG(name),
                   near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : " (the manual lists them)");
    return want;
}

static struct pair *pair_of(struct aggregate *a, uint32_t column, uint32_t with)
{
    for (size_t i = 0; i < a->pairs; i++)
        if (a->pair[i].column == column && a->pair[i].with == with)
            return &a->pair[i];
    struct pair *pair = &a->pair[a->pairs++];
    pair->column = column;
    pair->with = with;
    pair->want = mem_array(a->mem, stat.count, sizeof *pair->want);
    return pair;
}

/* Cuts NAME[:COL[,COL]][=RESULT] and finds its columns. */
static void add_result(struct aggregate *a, struct str text)
{
    struct str rest = text, name = {0}, columns = {0}, column = {0}, with = {0};
    struct result *result = &a->result[a->results++];
    ptrdiff_t equals = str_find(text, STR("="));
    if (equals >= 0) {
        result->name = str_part(text, (size_t)equals + 1, SIZE_MAX);
        rest = str_part(text, 0, (size_t)equals);
    }
    str_cut(&rest, ':', &name);
    columns = rest;
    if (!str_cut(&columns, ',', &column)) {
        if (!str_eq(name, STR("count")))
            diag_fatal(DIAG_USAGE, NULL, "--stat %.*s needs a column: --stat %.*s:COLUMN", STR_ARG(text), STR_ARG(name));
        result->name = result->name.length ? result->name : STR("count");
        return;
    }
    with = columns;
    struct stats_want want = wanted(name);
    if (want.row->with == STATS_WEIGHT && !with.length)
        diag_fatal(DIAG_USAGE, NULL, "--stat %.*s needs a weight: %.*s:%.*s,WEIGHT", STR_ARG(text), STR_ARG(name),
                   STR_ARG(column));
    if (want.row->with == STATS_ALONE && with.length)
        diag_fatal(DIAG_USAGE, NULL, "--stat %.*s: %.*s takes one column", STR_ARG(text), STR_ARG(name));
    result->pair = pair_of(a, column_need(&a->columns, column, "--stat"),
                           with.length ? column_need(&a->columns, with, "--stat") : COLUMN_NONE);
    result->want = result->pair->wants++;
    result->pair->want[result->want] = want;
    if (!result->name.length)
        result->name = mem_format(a->mem, "%.*s_%.*s", STR_ARG(column), STR_ARG(name));
}

static void write_header(struct aggregate *a)
{
    struct str *name = mem_array(a->mem, a->key.count + a->results + 1, sizeof *name);
    size_t count = 0;
    for (uint32_t i = 0; i < a->key.count; i++)
        name[count++] = a->columns.name[a->key.at[i]];
    for (size_t i = 0; i < a->results; i++)
        name[count++] = a->result[i].name;
    if (reasons)
        name[count++] = STR("reason");
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++)
            if (str_eq(name[i], name[k]))
                diag_fatal(DIAG_USAGE, NULL, "two result columns are called \"%.*s\"; name one with =RESULT",
                           STR_ARG(name[i]));
        writer_field(a->writer, name[i]);
    }
    writer_end(a->writer);
}

static void begin(struct aggregate *a)
{
    a->columns = column_header(a->mem, a->reader);
    if (by)
        a->key = column_choose(a->mem, &a->columns, str_of(by), "--by");
    a->key_text = mem_array(a->mem, a->key.count, sizeof *a->key_text);
    if (where) {
        a->names = expr_columns(&a->columns);
        a->where = expr_compile(a->mem, str_of(where), "--where", &a->names);
    }
    a->places = opt_given("places") ? (int)(places < 30 ? places : 30) : NUM_SHORTEST;
    a->rounding = rounding && strcmp(rounding, "even") == 0 ? NUM_HALF_EVEN : NUM_HALF_UP;
    a->pair = mem_array(a->mem, stat.count, sizeof *a->pair);
    a->result = mem_array(a->mem, stat.count + 1, sizeof *a->result);
    for (size_t i = 0; i < stat.count; i++)
        add_result(a, str_of(stat.value[i]));
    if (stat.count == 0)
        a->result[a->results++].name = STR("count");
    size_t bytes = COUNT_BYTES;
    for (size_t i = 0; i < a->pairs; i++) {
        struct pair *pair = &a->pair[i];
        stats_plan_init(&pair->plan, pair->want, pair->wants, pair->with != COLUMN_NONE);
        pair->at = bytes;
        bytes += pair->plan.state_bytes;
    }
    a->group = group_open(a->key.count, bytes);
    if (!a->key.count)
        group_at(a->group, a->key_text);      /* the whole table is a group even when it is empty */
    write_header(a);
}

/* ---- each: one record ---- */

/* A cell as a number; what is none is told, and spoils the group's results. */
static bool read_number(struct aggregate *a, const struct pair *pair, char *state, uint32_t column, struct str text,
                        struct num *value)
{
    if (!text.length)
        return true;
    enum num_verdict verdict = num_parse(text, value);
    if (verdict == NUM_OK)
        return true;
    struct place place = reader_place(a->reader, column);
    diag_report(DIAG_NUMBER, &place, "\"%.*s\" in column \"%.*s\" %s", STR_ARG(text),
                STR_ARG(a->columns.name[column]), num_why(verdict));
    stats_spoil(&pair->plan, state);
    *value = num_of(0);
    return false;
}

static void step(struct aggregate *a, const struct pair *pair, char *state, const struct record *record,
                 uint64_t number)
{
    struct stats_cell cell;
    cell.text = record_field(record, pair->column);
    cell.record = number;
    if (pair->plan.numeric)
        read_number(a, pair, state, pair->column, cell.text, &cell.value);
    if (pair->with != COLUMN_NONE) {
        cell.with = record_field(record, pair->with);
        if (pair->plan.weighted)
            read_number(a, pair, state, pair->with, cell.with, &cell.with_value);
    }
    stats_step(&pair->plan, state, a->mem, &cell);
}

static void each(struct aggregate *a, const struct record *record)
{
    if (a->where && expr_test(a->where, (void *)(uintptr_t)record) != EXPR_TRUE)
        return;
    for (uint32_t i = 0; i < a->key.count; i++)
        a->key_text[i] = record_field(record, a->key.at[i]);
    char *state = group_at(a->group, a->key_text);
    ++*(uint64_t *)(void *)state;
    for (size_t i = 0; i < a->pairs; i++)
        step(a, &a->pair[i], state + a->pair[i].at, record, reader_records(a->reader));
}

/* ---- finish: the groups are written ---- */

static void write_group(struct aggregate *a, const char *state)
{
    struct mem_mark mark = mem_mark(a->mem);
    struct str reason = {0};
    for (uint32_t i = 0; i < a->key.count; i++)
        writer_field(a->writer, group_key(a->group, state, i));
    for (size_t i = 0; i < a->results; i++) {
        const struct result *result = &a->result[i];
        const struct pair *pair = result->pair;
        if (!pair) {
            char digits[NUM_TEXT_MAX];
            size_t length = num_write(digits, num_of((int64_t) * (const uint64_t *)(const void *)state));
            writer_plain(a->writer, (struct str){digits, length});
            continue;
        }
        struct stats_result found = stats_finish(&pair->plan, &pair->want[result->want], state + pair->at, a->mem,
                                                 a->places, a->rounding);
        writer_field(a->writer, found.text);
        if (found.reason)
            reason = mem_format(a->mem, "%.*s%s%.*s: %s", STR_ARG(reason), reason.length ? "; " : "",
                                STR_ARG(result->name), found.reason);
    }
    if (reasons)
        writer_field(a->writer, reason);
    writer_end(a->writer);
    mem_rewind(a->mem, mark);
}

static void finish(struct aggregate *a)
{
    if (sorted) {
        void **state = group_sorted(a->mem, a->group);
        for (uint32_t i = 0; i < group_count(a->group); i++)
            write_group(a, state[i]);
    } else {
        struct group_walk walk = {0};
        while (group_next(a->group, &walk))
            write_group(a, walk.state);
    }
    group_close(a->group);
}

/* ---- run ---- */

static void write_list(struct writer *writer)
{
    const struct stats_row *stats;
    const struct expr_function_row *function;
    static const char *const header[] = {"what", "name", "columns", "help"};
    for (size_t i = 0; i < sizeof header / sizeof *header; i++)
        writer_field(writer, str_of(header[i]));
    writer_end(writer);
    for (size_t i = 0; (stats = stats_row(i)); i++) {
        static const char *const takes[] = {
            [STATS_ALONE] = "column", [STATS_ORDER] = "column[,order]", [STATS_WEIGHT] = "column,weight"};
        writer_plain(writer, STR("statistic"));
        writer_field(writer, str_of(stats->name));
        writer_field(writer, str_of(takes[stats->with]));
        writer_field(writer, str_of(stats->help));
        writer_end(writer);
    }
    for (size_t i = 0; (function = expr_function(i)); i++) {
        writer_plain(writer, STR("function"));
        writer_field(writer, str_of(function->name));
        writer_field(writer, str_of(function->arguments));
        writer_field(writer, str_of(function->help));
        writer_end(writer);
    }
}

static void run(struct job *job)
{
    if (list) {
        write_list(job_writer(job));
        return;
    }
    struct aggregate a = {.mem = job->mem, .reader = job_reader(job), .writer = job_writer(job)};
    const struct record *record;
    begin(&a);
    while ((record = reader_next(a.reader)))
        each(&a, record);
    finish(&a);
}

/* ---- the tool ---- */

static const char *const examples[] = {
    "aggregate --by region --stat mean:value samples/zhejiang/observations.csv",
    "aggregate --by indicator --stat count:value --stat last:value,period --where 'value > 0' samples/national/observations.csv",
    NULL};

static const struct tool_column columns[] = {
    {"in", "the --by columns", "required", "make the group"},
    {"in", "the --stat columns", "required", "numbers, or any text for count, first, last, mode and distinct"},
    {"out", "the --by columns", "always", "the group's key, as it came"},
    {"out", "COLUMN_NAME", "always", "the statistic NAME of COLUMN; empty when there is no answer"},
    {"out", "reason", "with --reasons", "why a result is empty"},
    {0}};

static const struct tool tool = {
    .name = "aggregate",
    .purpose = "one row per group, with exact statistics of chosen columns",
    .operands = "[FILE]...",
    .in = "a table with the columns that --by, --stat and --where name",
    .out = "a row a group: its key, then a column a statistic (value_sum); without --stat, the number of records",
    .example = examples,
    .option = options,
    .column = columns,
    .run = run};

int main(int argc, char **argv)
{
    return tool_main(&tool, argc, argv);
}
