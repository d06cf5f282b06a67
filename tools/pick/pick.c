/* pick: a table in; out go the rows and columns that were chosen, in the order that was asked for, with columns of
 * another table beside them. */
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/asking.h"
#include "language/expr.h"
#include "lookup.h"
#include "sorting.h"
#include "joined.h"
#include "selection.h"

/* ---- options ---- */

static const char *shown, *table, *on, *take, *table_where, *over, *unmatched, *several, *distinct, *sort;
static struct opt_list set, spread;
static uint64_t top;
static struct asking asking;

static const struct opt options[] = {
    ASKING(asking, ASK_WHERE),
    {'c', "columns", "LIST", "columns to write, COLUMN or COLUMN=NAME; * the others, -COLUMN not that one", OPT_TEXT,
     &shown, NULL},
    {0, "set", "COLUMN=TEXT", "a column of this text, or where it is empty; {COLUMN} in it is a cell", OPT_EACH, &set,
     NULL},
    {'s', "sort", "LIST", "order of rows, -COLUMN downwards; numbers as numbers", OPT_TEXT, &sort, NULL},
    {'n', "top", "N", "the first N rows of the result", OPT_COUNT, &top, NULL},
    {0, "distinct", "COLUMNS", "the first row of each combination of these; * for all that are written", OPT_TEXT,
     &distinct, NULL},
    {0, "-", NULL, "options of another table", OPT_TITLE, NULL, NULL},
    {'t', "table", "FILE", "look columns up in this table", OPT_TEXT, &table, NULL},
    {'k', "on", "COLUMN[=THEIRS],...", "the key: columns of ours, and what the other table calls them", OPT_TEXT, &on,
     NULL},
    {0, "take", "COLUMN[=NAME],...", "columns of the other table, as --columns has them", OPT_TEXT, &take, NULL},
    {0, "spread", "COLUMN:VALUE[=NAME]", "a column for each text of its COLUMN, with VALUE; NAME has {COLUMN}",
     OPT_EACH, &spread, NULL},
    {0, "spread-over", "TEXT,...", "the texts that make such columns, in this order, whether they come or not",
     OPT_TEXT, &over, NULL},
    {0, "table-where", "EXPR", "use only its rows for which EXPR is true", OPT_TEXT, &table_where, NULL},
    {0, "unmatched", "WHAT", "rows without a match: kept and told, left out, alone, or an error", OPT_CHOICE,
     &unmatched, "keep|drop|only|refuse"},
    {0, "several", "WHICH", "of several rows of a key that differ: none, one, or a row for each", OPT_CHOICE, &several,
     "refuse|first|last|each"},
    {0}};

/* ---- state ---- */

enum unmatched { KEEP, DROP, ONLY, REFUSE };
enum { BATCH = 64 };          /* records that are looked up together */

struct pick {
    struct job *job;
    struct mem *mem;
    struct reader *reader;
    struct columns columns;
    struct lookup *lookup;    /* null without --table */
    struct choice key;
    struct str *key_text;     /* of a batch */
    enum unmatched unmatched;
    struct joined joined;
    struct expr_names names;
    struct expr *where;       /* null without --where */
    struct picked selection;
    struct writer *writer;    /* of the result */
    struct sorting *sorting;      /* null without --sort; then a row is written to `line` first */
    struct mem *line_mem;
    struct out *line;
    struct writer *line_writer;
    struct group *seen;       /* for --distinct: a mark of what its first row has beside */
    struct choice beside;     /* positions of what is written and --distinct does not name */
    struct place differs;     /* of the first row that is left out and is not the same beside */
    uint64_t differing;
    struct str *distinct, *sort;
    uint64_t fulfilled, written, unmatched_rows, most;
};

/* ---- begin: what was asked meets the header ---- */

/* Which word of the option's it is, from 0; the first where it was not given. */
static int word_of(const char *given, const char *words)
{
    struct str rest = str_of(words), word;
    for (int i = 0; given && str_cut(&rest, '|', &word); i++)
        if (str_eq(word, str_of(given)))
            return i;
    return 0;
}

static void refuse_options(void)
{
    static const char *const of_table[] = {"on", "take", "spread", "spread-over", "table-where", "unmatched",
                                           "several"};
    for (size_t i = 0; !table && i < sizeof of_table / sizeof *of_table; i++)
        if (opt_given(of_table[i]))
            diag_fatal(DIAG_USAGE, NULL, "--%s is of another table: --table names it", of_table[i]);
    if (table && !on)
        diag_fatal(DIAG_USAGE, NULL, "--table needs --on, the columns by which its rows are found");
    if (table && !take && !spread.count && !unmatched)
        diag_fatal(DIAG_USAGE, NULL, "nothing is wanted of the other table: --take or --spread names columns of it, "
                   "--unmatched chooses rows by it");
    if (over && !spread.count)
        diag_fatal(DIAG_USAGE, NULL, "--spread-over belongs to --spread");
    if (spread.count && several && strcmp(several, "each") == 0)
        diag_fatal(DIAG_USAGE, NULL, "--several each writes a row for each, --spread makes one of them: they exclude "
                   "one another");
}

static void begin_lookup(struct pick *p)
{
    static struct lookup_ask ask;
    ask = (struct lookup_ask){.file = table, .on = on, .take = take, .where = table_where, .spread = &spread,
                              .over = over,
                              .several = (enum lookup_several)word_of(several, "refuse|first|last|each")};
    p->unmatched = (enum unmatched)word_of(unmatched, "keep|drop|only|refuse");
    p->lookup = lookup_open(p->job, &ask, &p->columns);
    p->key = lookup_key(p->lookup);
    p->key_text = mem_array(p->mem, p->key.count * (size_t)BATCH, sizeof *p->key_text);
}

/* What is written and does not tell rows apart: rows that are left out may have other texts there. */
static void begin_distinct(struct pick *p)
{
    const struct choice *by = &p->selection.distinct;
    const struct wanted_list *all = &p->selection.shown;
    p->seen = group_open(by->count, sizeof(uint64_t));
    p->beside.at = mem_array(p->mem, all->count, sizeof *p->beside.at);
    for (uint32_t i = 0; i < all->count; i++) {
        uint32_t k = 0;
        while (k < by->count && by->at[k] != all->column[i].at)
            k++;
        if (k == by->count)
            p->beside.at[p->beside.count++] = all->column[i].at;
    }
}

static void begin(struct pick *p)
{
    p->reader = job_reader(p->job);
    p->columns = column_header(p->mem, p->reader);
    if (table)
        begin_lookup(p);
    joined_begin(&p->joined, p->mem, &p->columns, p->lookup, &set);
    p->names = joined_names(&p->joined);
    if (asking.where)
        p->where = expr_compile_condition(p->mem, str_of(asking.where), "--where", &p->names);
    p->selection = selection_make(&p->joined, shown, distinct, sort);
    p->distinct = mem_array(p->mem, p->selection.distinct.count, sizeof *p->distinct);
    p->sort = mem_array(p->mem, p->selection.sort.count, sizeof *p->sort);
    p->most = opt_given("top") ? top : UINT64_MAX;
    p->writer = job_writer(p->job);
    if (distinct)
        begin_distinct(p);
    if (sort) {
        p->sorting = sorting_open(p->mem, p->selection.key, p->selection.sort.count);
        p->line_mem = mem_open();
        p->line = out_gather(p->line_mem);
        p->line_writer = writer_open(p->mem, p->line, writer_delimiter(p->writer));
    }
    if (reader_header(p->reader))
        selection_header(&p->selection, reader_header(p->reader), p->writer);
}

/* ---- each: records, a batch at a time ---- */

/* A mark of the texts beside, by FNV-1a: rows of other marks differ; that two others meet happens once in 2^64. */
static uint64_t mark_of(const struct pick *p, const struct joined_row *row)
{
    static const uint64_t begin = 14695981039346656037u, prime = 1099511628211u, end_of_text = 256;
    uint64_t mark = begin;
    for (uint32_t i = 0; i < p->beside.count; i++) {
        struct str text = joined_text(row, p->beside.at[i]);
        for (size_t k = 0; k < text.length; k++)
            mark = (mark ^ (unsigned char)text.at[k]) * prime;
        mark = (mark ^ end_of_text) * prime;
    }
    return mark;
}

static bool is_new(struct pick *p, const struct joined_row *row)
{
    const struct choice *by = &p->selection.distinct;
    if (!p->seen)
        return true;
    for (uint32_t i = 0; i < by->count; i++)
        p->distinct[i] = joined_text(row, by->at[i]);
    uint32_t before = group_count(p->seen);
    uint64_t *mark = group_at(p->seen, p->distinct);
    bool fresh = group_count(p->seen) > before;
    if (fresh)
        *mark = mark_of(p, row);
    else if (p->beside.count && *mark != mark_of(p, row) && !p->differing++)
        p->differs = reader_place(p->reader, by->at[0] < p->joined.input->count ? by->at[0] : 0);
    return fresh;
}

/* A row of the result, unless the condition or --distinct says no. */
static void put(struct pick *p, struct joined_row *row)
{
    if (p->where && p->joined.late) {
        if (expr_test(p->where, row) != EXPR_TRUE)
            return;
        p->fulfilled++;
    }
    if (!is_new(p, row))
        return;
    p->written++;
    if (!p->sorting && p->written > p->most)
        return;
    selection_row(&p->selection, row, p->sorting ? p->line_writer : p->writer);
    if (!p->sorting)
        return;
    for (uint32_t i = 0; i < p->selection.sort.count; i++)
        p->sort[i] = joined_text(row, p->selection.sort.at[i]);
    sorting_add(p->sorting, out_gathered(p->line), p->sort);
}

static void miss(struct pick *p, struct joined_row *row, const struct str *key)
{
    p->unmatched_rows++;
    if (p->unmatched == DROP)
        return;
    if (p->unmatched != ONLY) {
        struct place place = reader_place(p->reader, p->key.at[0]);
        lookup_miss(p->lookup, key, &place);
    }
    put(p, row);
}

/* A record whose key was looked up. */
static void find_row(struct pick *p, struct joined_row *row, void *found, const struct str *key)
{
    row->match = lookup_match(p->lookup, found, key);
    if (!row->match.known)
        miss(p, row, key);
    else if (p->unmatched != ONLY)
        do
            put(p, row);
        while (row->match.row && (row->match.row = lookup_next(row->match.row)));
}

/* Does the record fulfil the condition, as far as that can be told before the lookup? */
static bool passes(struct pick *p, struct joined_row *row)
{
    if (!p->where || p->joined.late)
        return true;
    bool good = expr_test(p->where, row) == EXPR_TRUE;
    p->fulfilled += good;
    return good;
}

/* As many records as came together. */
static void each(struct pick *p, const struct record *record, size_t count)
{
    struct joined_row row[BATCH];
    size_t at[BATCH], rows = 0;
    void *found[BATCH];
    for (size_t i = 0; i < count; i++) {
        row[rows] = (struct joined_row){.joined = &p->joined, .record = &record[i]};
        if (!passes(p, &row[rows]))
            continue;
        for (uint32_t k = 0; k < p->key.count; k++)
            p->key_text[rows * p->key.count + k] = record_field(&record[i], p->key.at[k]);
        at[rows++] = i;
    }
    if (p->lookup)
        lookup_find(p->lookup, p->key_text, rows, found);
    for (size_t i = 0; i < rows; i++) {
        reader_point(p->reader, record, at[i], count);
        if (p->lookup)
            find_row(p, &row[i], found[i], p->key_text + i * p->key.count);
        else
            put(p, &row[i]);
        joined_next(&p->joined);
    }
}

/* ---- finish: what is sorted is written, what is amiss told ---- */

static void finish(struct pick *p)
{
    if (p->sorting) {
        sorting_write(p->sorting, p->writer, p->most);
        sorting_close(p->sorting);
    }
    struct place place = {.file = p->columns.file};
    if (p->where && !p->fulfilled && reader_records(p->reader))
        diag_report(DIAG_NO_RECORD, &place, "no record fulfils the condition, so no row is written: %s",
                    asking.where);
    if (p->lookup) {
        lookup_tell(p->lookup, p->unmatched == REFUSE);
        if (p->unmatched == DROP && p->unmatched_rows)
            diag_report(DIAG_DROPPED, &place, "rows left out because %s has none of their key: %llu", table,
                        (unsigned long long)p->unmatched_rows);
        lookup_close(p->lookup);
    }
    if (p->differing)
        diag_report(DIAG_DROPPED, &p->differs,
                    "rows left out though they are not the same beside what --distinct names: %llu; "
                    "the first is kept (--distinct '*' keeps all that differ)", (unsigned long long)p->differing);
    group_close(p->seen);
    mem_close(p->line_mem);
    joined_end(&p->joined);
}

/* ---- run ---- */

static void run(struct job *job)
{
    struct pick p = {.job = job, .mem = job->mem};
    refuse_options();
    begin(&p);
    struct record record[BATCH];
    for (size_t count; (count = reader_batch(p.reader, record, BATCH)) > 0;)
        each(&p, record, count);
    finish(&p);
}

/* ---- the tool: words that --list names ---- */

static bool list_function(size_t i, struct tool_item *item)
{
    const struct expr_function_row *row = expr_record_function(i);
    if (row)
        *item = (struct tool_item){row->name, row->arguments, row->help};
    return row != NULL;
}

static const struct tool_words words[] = {{"function", NULL, list_function}, {0}};
static const struct tool_list list = {{"what", "name", "arguments", "help"}, words};

/* ---- the tool ---- */

static const char *const examples[] = {
    "pick -t samples/zhejiang/regions.csv --on region --take name_zh=region_name --columns "
    "region_name,indicator,value,unit --sort indicator,-value samples/zhejiang/observations.csv",
    "pick -t samples/national/observations.csv --on indicator --unmatched only samples/national/indicators.csv",
    NULL};

static const struct tool_column columns[] = {
    {"in", "the columns that options name", "required", "any; a key is held against the other table's byte for byte"},
    {"out", "the --columns columns", "always", "as they came; without --columns all, then those of the other table"},
    {"out", "the --take columns", "with --table", "of the row that has the key; empty where none has"},
    {"out", "the --spread columns", "with --spread", "the other table's value of the key and the text"},
    {"out", "the --set columns", "with --set", "a text that was given"},
    {0}};

static const struct tool tool = {
    .name = "pick",
    .purpose = "choose rows, columns and their order; look columns up in another table; sort",
    .operands = "[FILE]...",
    .in = "any table",
    .out = "rows of it with the columns that were chosen, each cell as it came",
    .example = examples,
    .option = options,
    .column = columns,
    .list = &list,
    .run = run,
};

int main(int argc, char **argv)
{
    return tool_main(&tool, argc, argv);
}
