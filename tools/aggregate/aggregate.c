/* aggregate: records in, one row per group out, with statistics of chosen columns. */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/asking.h"
#include "asked.h"
#include "groups.h"
#include "parallel.h"
#include "rollup/rollup.h"
#include "rows.h"
#include "state.h"
#include "values/quantile.h"
#include "walk.h"

/* ---- options ---- */

static const char *by, *crosstab, *partial, *manifest, *tmpdir, *begins_at;
static struct num coverage;
static struct opt_list stat, dominance;
static uint64_t approx, memory;
static bool subtotals, total, mixed_units, unlike, sorted, reasons, merge, final;
static struct asking asking = {.quantile_type = QUANTILE_DEFAULT};
static struct rollup_ask rollup = {.asking = &asking, .dominance = &dominance};

static const struct opt options[] = {
    {'b', "by", "COLUMNS", "columns that make the group; without it the whole table is one", OPT_TEXT, &by, NULL},
    {'s', "stat", "NAME[:COL[,COL]][=RESULT]", "a statistic of a column, and what to call it; or NAME(EXPR)", OPT_EACH,
     &stat, NULL},
    {0, "subtotals", NULL, "add a row for each group of the first keys, and one for all", OPT_FLAG, &subtotals, NULL},
    {0, "total", NULL, "add a row for all groups together", OPT_FLAG, &total, NULL},
    {0, "crosstab", "COLUMN", "a column of results for each value of COLUMN", OPT_TEXT, &crosstab, NULL},
    {0, "mixed-units", NULL, "let a group have several units or calibers", OPT_FLAG, &mixed_units, NULL},
    {0, "add-unlike", NULL, "add up what does not add: periods or regions in one another, bounds, forecasts", OPT_FLAG,
     &unlike, NULL},
    {0, "min-coverage", "SHARE", "no result where a smaller share of cells, or of parts, is there", OPT_SHARE,
     &coverage, NULL},
    {0, "approx", "N", "ranks (median, pNN, ...) exact up to N different values in a group, then within 0.1 %",
     OPT_COUNT, &approx, "1 to 1000000000"},
    {0, "sorted", NULL, "groups in the order of their keys instead of first appearance", OPT_FLAG, &sorted, NULL},
    {0, "reasons", NULL, "add a column that says why a result is empty", OPT_FLAG, &reasons, NULL},
    {0, "partial", "PART/PARTS", "write the state of this part of the input, such as 3/8", OPT_TEXT, &partial, NULL},
    {0, "merge", NULL, "read states and write the state of them together", OPT_FLAG, &merge, NULL},
    {0, "final", NULL, "read states of all parts and write the results", OPT_FLAG, &final, NULL},
    {0, "manifest", "FILE", "with --final: what was cut, to hold the parts against (part, records, sha256)", OPT_TEXT,
     &manifest, NULL},
    {0, "at", "PLACE", "where this part begins in the whole, as the manifest of partition says: FILE:LINE:RECORD",
     OPT_TEXT, &begins_at, NULL},
    {0, "memory", "SIZE", "write groups to files when they need more than SIZE bytes (K, M, G)", OPT_SIZE, &memory,
     NULL},
    {0, "tmpdir", "DIR", "where those files are, instead of TMPDIR or /tmp", OPT_TEXT, &tmpdir, NULL},
    ASKING(asking, ASK_WHERE | ASK_PLACES | ASK_ROUND | ASK_QUANTILE_TYPE | ASK_THREADS),
    {0, "-", NULL, "options of a roll-up", OPT_TITLE, NULL, NULL},
    {0, "to-period", "LENGTH", "roll observations up to longer periods", OPT_CHOICE, &rollup.to_period,
     "month|quarter|half|year"},
    {0, "to-level", "LEVEL", "roll observations up to the regions or codes of this level", OPT_TEXT, &rollup.to_level,
     NULL},
    {0, "codes", "[COLUMN=]FILE", "a tree of other codes than regions, to roll up along COLUMN", OPT_TEXT,
     &rollup.codes, NULL},
    {0, "suppress-below", "N", "roll up, but show no count below N and nothing that gives one away", OPT_TEXT,
     &rollup.suppress, NULL},
    {0, "dominance", "N:K", "nor a sum over regions of which the N largest make up more than K percent", OPT_EACH,
     &dominance, NULL},
    {0, "p-percent", "P", "nor one whose largest part the second could work out to within P percent", OPT_TEXT,
     &rollup.p_percent, NULL},
    ASKING(asking, ASK_INDICATORS | ASK_REGIONS | ASK_UNITS | ASK_VINTAGE | ASK_KNOWN),
    {0}};

/* ---- state ---- */

struct aggregate {
    struct job *job;
    struct reader *reader;
    struct request request;
    struct columns columns;
    struct groups table;
    struct parts parts;       /* --partial: this part of them */
    uint32_t part;
    uint64_t refused;         /* records that --skip-bad set aside */
};

/* ---- begin: what was asked meets the header ---- */

/* --min-coverage; where it is not given, `none`. */
static struct num least_coverage(int64_t none)
{
    return opt_given("min-coverage") ? coverage : num_of(none);
}

static void count_refused(void *state, const struct finding *finding, const struct record *record)
{
    struct aggregate *a = state;
    (void)finding;
    (void)record;
    a->refused++;
}

/* A part's state says what it was made of. */
static void begin_part(struct aggregate *a)
{
    struct reading *reading = &a->job->reading;
    a->parts = parts_parse(a->job->mem, partial, &a->part);
    reading->digest = true;
    reading->refused = count_refused;
    reading->state = a;
}

static void begin(struct aggregate *a)
{
    a->request = (struct request){
        .by = str_of(by), .crosstab = str_of(crosstab), .where = str_of(asking.where), .stat = stat.value,
        .stats = stat.count, .mixed_units = mixed_units, .unlike = unlike,
        .totals = subtotals || total || partial, .subtotals = subtotals, .total = total,
        .quantile = (int)asking.quantile_type, .exact = approx, .coverage = least_coverage(0),
        .places = asking_places(&asking),
        .rounding = asking_rounding(&asking),
        .sorted = sorted, .reasons = reasons, .threads = asking_threads(&asking),
        .into_state = partial || merge, .memory = memory, .tmpdir = tmpdir};
    if (partial || merge)
        asked_note(a->job->mem, &a->request);
    if (merge && a->request.asks)
        diag_fatal(DIAG_USAGE, NULL, "--%.*s is said to --partial or to --final: --merge writes no results",
                   STR_ARG(a->request.asked[0]));
    if (partial)
        begin_part(a);
    if (begins_at && (merge || final))
        diag_fatal(DIAG_USAGE, NULL, "--at is of a part of the input; what --merge and --final read are states");
    job_at(a->job, begins_at);
    a->reader = job_reader(a->job);
    if (merge || final)
        return;
    a->columns = column_header(a->job->mem, a->reader);
    groups_init(&a->table, a->job->mem, &a->request, &a->columns);
    if (partial && !crosstab)
        rows_names_differ(&a->table);
}

/* ---- each: the records are taken in ---- */

static void tell(void *state, const struct fault *fault)
{
    const struct aggregate *a = state;
    struct place place = reader_place(a->reader, fault->column);
    diag_report(DIAG_NUMBER, &place, "\"%.*s\" in column \"%.*s\" %s", STR_ARG(fault->text),
                STR_ARG(a->columns.name[fault->column]), num_why(a->job->mem, fault->verdict, fault->text));
}

static void each(struct aggregate *a)
{
    if (!parallel_fill(&a->table, a->reader, a->part))
        walk_fill(&a->table, a->reader, a->part, tell, a);
}

/* ---- finish: the groups are written ---- */

static void finish(struct aggregate *a)
{
    if (partial) {
        struct made_part *part = &a->parts.part[a->part];
        part->records = reader_records(a->reader);
        part->refused = a->refused;
        part->sha256 = reader_digest(a->job->mem, a->reader);
        part->version = STR(STEELYARD_VERSION);
        state_write(&a->table, &a->parts, job_writer(a->job));
    } else
        rows_write(&a->table, job_writer(a->job));
    groups_release(&a->table);
}

/* --merge and --final: states in. */
static void combine(struct aggregate *a)
{
    struct state state;
    state_read(&state, a->job->mem, a->reader, &a->request);
    if (merge) {
        state_write(&state.table, &state.parts, job_writer(a->job));
    } else {
        parts_complete(a->job->mem, &state.parts, manifest ? job_table(a->job, manifest) : NULL);
        rows_write(&state.table, job_writer(a->job));
        if (state.table.spoiled)
            diag_status(1);
    }
    groups_release(&state.table);
}

/* ---- run ---- */

/* --to-period and --to-level: another way of being one row per group. */
static void roll_up(struct job *job)
{
    static const char *const groups[] = {"stat", "subtotals", "total", "crosstab", "mixed-units", "add-unlike",
                                         "quantile-type", "approx", "sorted", "reasons", "threads", "partial", "merge",
                                         "final", "memory", "tmpdir"};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (opt_given(groups[i]))
            diag_fatal(DIAG_USAGE, NULL, "--%s is for groups, not for a roll-up (--to-period, --to-level)", groups[i]);
    rollup.by = by;
    rollup.coverage = least_coverage(1);
    rollup.has_places = opt_given("places");
    rollup.places = asking_places(&asking);
    rollup.rounding = asking_rounding(&asking);
    rollup_run(job, &rollup);
}

static void refuse_rollup_options(void)
{
    static const char *const own[] = {"indicators", "regions", "codes", "vintage", "known", "units",
                                      "suppress-below", "dominance", "p-percent"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (opt_given(own[i]))
            diag_fatal(DIAG_USAGE, NULL, "--%s belongs to a roll-up: --to-period or --to-level is missing", own[i]);
}

static void run(struct job *job)
{
    if (rollup.to_period || rollup.to_level) {
        roll_up(job);
        return;
    }
    refuse_rollup_options();
    struct aggregate a = {.job = job};
    if ((partial != NULL) + merge + final > 1)
        diag_fatal(DIAG_USAGE, NULL, "--partial, --merge and --final exclude one another");
    if (manifest && !final)
        diag_fatal(DIAG_USAGE, NULL, "--manifest FILE is for --final");
    if ((merge || final) && (by || crosstab || asking.where || stat.count || mixed_units || unlike || approx))
        diag_fatal(DIAG_USAGE, NULL, "--by, --crosstab, --where, --stat, --mixed-units, --add-unlike and --approx "
                   "belong to --partial; states hold them");
    if ((subtotals || total || crosstab) && !by && !final)
        diag_fatal(DIAG_USAGE, NULL, "--subtotals, --total and --crosstab need --by");
    if (crosstab && stat.count > 1)
        diag_fatal(DIAG_USAGE, NULL, "--crosstab takes one --stat, not %zu", stat.count);
    begin(&a);
    if (merge || final) {
        combine(&a);
        return;
    }
    each(&a);
    finish(&a);
}

/* ---- the tool: words that --list names ---- */

static bool list_statistic(size_t i, struct tool_item *item)
{
    static const char *const takes[] = {
        [STATS_ALONE] = "column", [STATS_ORDER] = "column[,order]", [STATS_WEIGHT] = "column,weight",
        [STATS_PAIR] = "column,column", [STATS_CONDITION] = "(condition)"};
    const struct stats_row *row = stats_row(i);
    if (row)
        *item = (struct tool_item){row->name, takes[row->with], row->help};
    return row != NULL;
}

static bool list_function(size_t i, struct tool_item *item)
{
    const struct expr_function_row *row = expr_record_function(i);
    if (row)
        *item = (struct tool_item){row->name, row->arguments, row->help};
    return row != NULL;
}

static const struct tool_words words[] = {{"statistic", NULL, list_statistic}, {"function", NULL, list_function}, {0}};
static const struct tool_list list = {{"what", "name", "columns", "help"}, words};

/* ---- the tool ---- */

static const char *const examples[] = {
    "aggregate --by indicator --crosstab period --total samples/zhejiang/observations.csv",
    "aggregate --by indicator --stat count:value --stat last:value,period --where 'value > 0' "
    "samples/national/observations.csv",
    NULL};

static const struct tool_column columns[] = {
    {"in", "the --by columns", "required", "make the group"},
    {"in", "the --stat columns", "required", "numbers, or any text for count, first, last, mode and distinct"},
#define X(NAME, member, column, needed, part, coded, meaning) \
    {"in", column, needed ? "for a roll-up" : "optional, in a roll-up", meaning},
    OBSERVATION_COLUMNS(X)
#undef X
    {"out", "the --by columns", "always", "the group's key, as it came"},
    {"out", "_level", "with --subtotals or --total", "how many keys the row has; 0: the total"},
    {"out", "COLUMN_NAME", "without --crosstab", "the statistic NAME of COLUMN; empty when there is no answer"},
    {"out", "the values of --crosstab", "with --crosstab", "the statistic of the records with that value"},
    {"out", "_total", "with --crosstab and totals", "the statistic of the whole row"},
    {"out", "reason", "with --reasons", "why a result is empty"},
    {"out", "the columns of observations", "in a roll-up", "a whole; it has no source and no note"},
    {"out", "the columns that part series", "in a roll-up", "caliber and dimensions, as they came"},
    {"out", "parts, of", "in a roll-up", "how many parts were there, and how many are needed"},
    {"out", "reason", "in a roll-up", "why there is no value, or what to know of it"},
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
    .list = &list,
    .run = run,
};

int main(int argc, char **argv)
{
    return tool_main(&tool, argc, argv);
}
