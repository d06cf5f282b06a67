/* table - see table.h */
#include "diag.h"
#include "str.h"
#include "table.h"
#include "walk.h"

enum { AHEAD = 64, PART_SHIFT = 48, UNITS = 2 };

_Static_assert(sizeof(struct head) == 16, "the states behind it are aligned");

/* ---- the request meets the header ---- */

static struct stats_want wanted(const struct request *request, struct str name)
{
    struct stats_want want;
    const char *near = NULL;
    if (!stats_find(name, &want, &near))
        diag_fatal(DIAG_USAGE, NULL, "--stat: no statistic \"%.*s\"%s%s%s", STR_ARG(name),
                   near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : " (--list lists them)");
    want.quantile = request->quantile;
    want.exact = request->exact;
    return want;
}

/* What a word of --stat says. */
struct words {
    struct str all, name, column, with, condition, result;
    bool bracketed;           /* there was a condition, if an empty one */
};

/* Where a bracket that is open before `at` is closed; the length when it never is.
 * Brackets in quoted texts and names do not count. */
static size_t closing(struct str text, size_t at)
{
    char quote = '\0';
    for (unsigned depth = 1; at < text.length; at++) {
        char byte = text.at[at];
        if (quote)
            quote = byte == quote ? '\0' : quote;
        else if (byte == '\'' || byte == '"' || byte == '`')
            quote = byte;
        else if (byte == '(')
            depth++;
        else if (byte == ')' && --depth == 0)
            break;
    }
    return at;
}

/* Cuts NAME(EXPR)[=RESULT] at its first bracket. */
static struct words cut_condition(struct str text, size_t open)
{
    size_t close = closing(text, open + 1);
    struct str rest = str_part(text, close + 1, SIZE_MAX);
    if (close == text.length || (rest.length && *rest.at != '='))
        diag_fatal(DIAG_USAGE, NULL, "--stat %.*s: expected NAME(CONDITION) or NAME(CONDITION)=RESULT", STR_ARG(text));
    return (struct words){.all = text, .name = str_part(text, 0, open), .bracketed = true,
                          .condition = str_trim(str_part(text, open + 1, close - open - 1)),
                          .result = str_part(rest, 1, SIZE_MAX)};
}

/* Cuts NAME[:COL[,COL]][=RESULT]. */
static struct words cut(struct str text)
{
    struct words words = {.all = text};
    struct str rest = text;
    ptrdiff_t bracket = str_find(text, STR("(")), equals = str_find(text, STR("=")), colon = str_find(text, STR(":"));
    if (bracket >= 0 && (equals < 0 || bracket < equals) && (colon < 0 || bracket < colon))
        return cut_condition(text, (size_t)bracket);
    if (equals >= 0) {
        words.result = str_part(text, (size_t)equals + 1, SIZE_MAX);
        rest = str_part(text, 0, (size_t)equals);
    }
    str_cut(&rest, ':', &words.name);
    str_cut(&rest, ',', &words.column);
    words.with = rest;
    return words;
}

static void check(const struct words *words, const struct stats_want *want)
{
    enum stats_with with = want->row->with;
    if (with == STATS_CONDITION && !words->condition.length)
        diag_fatal(DIAG_USAGE, NULL, "--stat %.*s needs a condition, as in \"%.*s(value > 0)\"", STR_ARG(words->all),
                   STR_ARG(words->name));
    if (with != STATS_CONDITION && words->bracketed)
        diag_fatal(DIAG_USAGE, NULL, "--stat %.*s: %.*s takes a column, %.*s:COLUMN, no condition", STR_ARG(words->all),
                   STR_ARG(words->name), STR_ARG(words->name));
    if (with == STATS_CONDITION)
        return;
    if (!words->column.length)
        diag_fatal(DIAG_USAGE, NULL, "--stat %.*s needs a column: %.*s:COLUMN", STR_ARG(words->all),
                   STR_ARG(words->name));
    if (stats_paired(with) && !words->with.length)
        diag_fatal(DIAG_USAGE, NULL, "--stat %.*s needs %s: %.*s:%.*s,%s", STR_ARG(words->all),
                   with == STATS_WEIGHT ? "a weight" : "a second column", STR_ARG(words->name), STR_ARG(words->column),
                   with == STATS_WEIGHT ? "WEIGHT" : "COLUMN");
    if (with == STATS_ALONE && words->with.length)
        diag_fatal(DIAG_USAGE, NULL, "--stat %.*s: %.*s takes one column", STR_ARG(words->all), STR_ARG(words->name));
}

static struct pair *new_pair(struct table *table, const struct pair *like)
{
    struct pair *pair = &table->pair[table->pairs++];
    *pair = *like;
    pair->want = mem_array(table->mem, table->request->stats + 1, sizeof *pair->want);
    return pair;
}

/* The pair of the same columns or condition.  A second column that is an order makes
 * another pair than one of numbers: what is missing differs. */
static struct pair *pair_of(struct table *table, const struct pair *like, bool paired)
{
    for (size_t i = 0; i < table->pairs; i++) {
        struct pair *pair = &table->pair[i];
        if (pair->column == like->column && pair->with == like->with && str_eq(pair->condition, like->condition) &&
            stats_paired(pair->want[0].row->with) == paired)
            return pair;
    }
    return new_pair(table, like);
}

static struct pair *pair_of_words(struct table *table, const struct words *words, bool paired)
{
    struct pair pair = {.column = COLUMN_NONE, .with = COLUMN_NONE, .condition = words->condition, .name = words->column};
    if (words->bracketed) {
        pair.name = mem_format(table->mem, "(%.*s)", STR_ARG(words->condition));
        return pair_of(table, &pair, paired);
    }
    pair.column = column_need(&table->columns, words->column, "--stat");
    if (words->with.length) {
        pair.with = column_need(&table->columns, words->with, "--stat");
        pair.name = mem_format(table->mem, "%.*s%s%.*s", STR_ARG(words->column), paired ? "," : " by ",
                               STR_ARG(words->with));
    }
    return pair_of(table, &pair, paired);
}

static void add_result(struct table *table, struct str text)
{
    struct words words = cut(text);
    struct result *result = &table->result[table->results++];
    result->name = words.result;
    if (str_eq(words.name, STR("count")) && !words.column.length && !words.bracketed) {
        result->name = result->name.length ? result->name : STR("count");
        return;
    }
    struct stats_want want = wanted(table->request, words.name);
    check(&words, &want);
    result->pair = pair_of_words(table, &words, stats_paired(want.row->with));
    result->want = result->pair->wants++;
    result->pair->want[result->want] = want;
    if (!result->name.length)
        result->name = words.bracketed ? text : mem_format(table->mem, "%.*s_%.*s", STR_ARG(words.column),
                                                           STR_ARG(words.name));
}

/* A group whose numbers have several units or calibers has no sum: where there are such
 * columns, each gets a pair that tells whether it is only one.  Where they are keys, only
 * totals can have several. */
static void add_units(struct table *table)
{
    static const char *const unit[UNITS] = {"unit", "caliber"};
    bool numbers = false;
    for (size_t i = 0; i < table->pairs; i++)
        for (size_t k = 0; k < table->pair[i].wants; k++)
            numbers = numbers || (!table->pair[i].condition.length && table->pair[i].want[k].row->numeric);
    for (size_t i = 0; i < UNITS && numbers && !table->request->mixed_units; i++) {
        uint32_t column = column_find(&table->columns, str_of(unit[i]));
        for (uint32_t k = 0; k < table->key.count; k++)
            if (table->key.at[k] == column && !table->request->totals)
                column = COLUMN_NONE;
        if (column == COLUMN_NONE)
            continue;
        struct pair *pair = new_pair(table, &(struct pair){.column = column, .with = COLUMN_NONE,
                                                           .name = mem_format(table->mem, "one %s", unit[i])});
        pair->want[pair->wants++] = wanted(table->request, STR("only"));
        table->units++;
    }
}

/* The states of all pairs stand behind the head. */
static void lay_out(struct table *table)
{
    size_t bytes = sizeof(struct head);
    for (size_t i = 0; i < table->pairs; i++) {
        struct pair *pair = &table->pair[i];
        stats_plan_init(&pair->plan, pair->want, pair->wants, pair->with != COLUMN_NONE);
        pair->at = bytes;
        bytes += pair->plan.state_bytes;
    }
    table->group_bytes = bytes;
    table->share = 1;
    table_empty(table);
}

static void drop_groups(struct table *table)
{
    group_close(table->group);
    mem_close(table->kept);
    table->group = NULL;
    table->kept = NULL;
}

void table_empty(struct table *table)
{
    drop_groups(table);
    table->kept = mem_open();
    table->group = group_open(table->key.count, table->group_bytes);
    if (!table->key.count)
        group_at(table->group, table->key_text);      /* the whole input is a group even when it is empty */
}

void table_release(struct table *table)
{
    drop_groups(table);
    for (uint32_t i = 0; table->shared && i <= table->together; i++)
        group_close(table->shared[i]);
    table->shared = NULL;
}

/* What is asked of each record. */
static void compile(struct table *table)
{
    const struct request *request = table->request;
    if (request->from_states)
        return;
    table->names = expr_columns(&table->columns);
    if (request->where.length)
        table->where = expr_compile(table->mem, request->where, "--where", &table->names);
    for (size_t i = 0; i < table->pairs; i++)
        if (table->pair[i].condition.length)
            table->pair[i].expr = expr_compile(table->mem, table->pair[i].condition, "--stat", &table->names);
}

/* The columns of --by, and behind them that of --crosstab. */
static void choose_key(struct table *table)
{
    const struct request *request = table->request;
    if (request->by.length)
        table->key = column_choose(table->mem, &table->columns, request->by, "--by");
    table->rows_by = table->key.count;
    if (request->subtotals && !request->sorted && table->rows_by)
        table->together = table->rows_by - 1;
    if (!request->crosstab.length)
        return;
    if (!request->sorted)
        table->together = table->rows_by;
    struct choice key = {mem_array(table->mem, table->key.count + 1, sizeof *key.at), 0};
    for (; key.count < table->key.count; key.count++)
        key.at[key.count] = table->key.at[key.count];
    key.at[key.count++] = column_need(&table->columns, request->crosstab, "--crosstab");
    for (uint32_t i = 0; i < table->rows_by; i++)
        if (key.at[i] == key.at[table->rows_by])
            diag_fatal(DIAG_USAGE, NULL, "--crosstab: \"%.*s\" is a column of --by already", STR_ARG(request->crosstab));
    table->key = key;
}

void table_init(struct table *table, struct mem *mem, const struct request *request, const struct columns *columns)
{
    *table = (struct table){.mem = mem, .request = request, .columns = *columns};
    choose_key(table);
    table->key_text = mem_array(mem, table->key.count, sizeof *table->key_text);
    table->pair = mem_array(mem, request->stats + UNITS, sizeof *table->pair);
    table->result = mem_array(mem, request->stats + 1, sizeof *table->result);
    for (size_t i = 0; i < request->stats; i++)
        add_result(table, str_of(request->stat[i]));
    if (request->stats == 0)
        table->result[table->results++].name = STR("count");
    add_units(table);
    compile(table);
    lay_out(table);
}

/* ---- records in ---- */

/* What a record has for a pair. */
struct cells {
    struct stats_cell cell;
    enum num_verdict verdict, with_verdict; /* not NUM_OK: the cell was to be a number and is none */
};

/* Records, those of them that --where lets in, and the groups these go to.  All is done
 * for the whole batch before the next thing is begun: a loop that does one thing is not
 * held up by what another has to wait for. */
struct batch {
    struct record record[AHEAD];
    size_t count;
    size_t wanted[AHEAD];     /* which of the records */
    size_t wants;
    void *group[AHEAD];       /* of each that is wanted */
    struct str *key;          /* the same, one behind the other; good as the records are */
    struct cells *cells;  /* AHEAD for each pair: of each that is wanted */
    bool faulty;              /* there is a cell that is no number */
};

/* Who is told of faults. */
struct listener {
    void (*tell)(void *state, const struct fault *fault);
    void *state;
    size_t faults;
    struct reader *reader;
};

static void find_groups(struct table *table, struct batch *batch)
{
    struct str *key = batch->key;
    batch->wants = 0;
    for (size_t i = 0; i < batch->count; i++) {
        const struct record *record = &batch->record[i];
        if (table->where && expr_test(table->where, (void *)(uintptr_t)record) != EXPR_TRUE)
            continue;
        batch->wanted[batch->wants++] = i;
        for (uint32_t k = 0; k < table->key.count; k++)
            *key++ = record_field(record, table->key.at[k]);
    }
    group_at_each(table->group, batch->key, batch->wants, batch->group);
}

/* A condition's cell: 1, 0, or empty where it cannot be told. */
static void read_truth(const struct pair *pair, const struct record *record, struct stats_cell *cell)
{
    static const struct str truth[] = {[EXPR_TRUE] = {"1", 1}, [EXPR_FALSE] = {"0", 1}, [EXPR_UNKNOWN] = {NULL, 0}};
    enum expr_truth told = expr_test(pair->expr, (void *)(uintptr_t)record);
    cell->text = truth[told];
    cell->value = num_of(told == EXPR_TRUE);
}

/* An empty cell is no fault. */
static enum num_verdict read_number(struct str text, struct num *value)
{
    enum num_verdict verdict = num_parse_field(text, value);
    if (verdict == NUM_OK || verdict == NUM_EMPTY)
        return NUM_OK;
    *value = num_of(0);
    return verdict;
}

static void read_cells(const struct pair *pair, struct batch *batch, struct cells *cells)
{
    unsigned faults = NUM_OK;
    for (size_t i = 0; i < batch->wants; i++, cells++) {
        const struct record *record = &batch->record[batch->wanted[i]];
        struct stats_cell *cell = &cells->cell;
        cells->verdict = cells->with_verdict = NUM_OK;
        if (pair->expr) {
            read_truth(pair, record, cell);
            continue;
        }
        cell->text = record_field(record, pair->column);
        if (pair->plan.numeric)
            cells->verdict = read_number(cell->text, &cell->value);
        if (pair->with != COLUMN_NONE)
            cell->with = record_field(record, pair->with);
        if (pair->with != COLUMN_NONE && pair->plan.paired)
            cells->with_verdict = read_number(cell->with, &cell->with_value);
        faults |= cells->verdict | cells->with_verdict;
    }
    batch->faulty |= faults != NUM_OK;
}

/* The record at hand is pointed at only when there is something to tell. */
static void tell(struct listener *listener, const struct batch *batch, size_t i, uint32_t column, struct str text,
                 enum num_verdict verdict)
{
    if (verdict == NUM_OK)
        return;
    listener->faults++;
    if (!listener->tell)
        return;
    reader_point(listener->reader, batch->record, batch->wanted[i], batch->count);
    listener->tell(listener->state, &(struct fault){column, text, verdict});
}

static void tell_faults(const struct table *table, const struct batch *batch, struct listener *listener)
{
    for (size_t i = 0; i < batch->wants; i++)
        for (size_t p = 0; p < table->pairs; p++) {
            const struct cells *cells = &batch->cells[p * AHEAD + i];
            tell(listener, batch, i, table->pair[p].column, cells->cell.text, cells->verdict);
            tell(listener, batch, i, table->pair[p].with, cells->cell.with, cells->with_verdict);
        }
}

/* True when there was a number. */
static inline bool step(const struct table *table, const struct pair *pair, struct head *group, uint64_t number,
                        struct cells *cells)
{
    char *state = (char *)group + pair->at;
    cells->cell.record = number;
    if (cells->verdict != NUM_OK || cells->with_verdict != NUM_OK)
        stats_spoil(&pair->plan, state);
    stats_step(&pair->plan, state, table->kept, &cells->cell);
    return pair->plan.numeric && !pair->expr && cells->cell.text.length;
}

static void take_in(const struct table *table, const struct batch *batch, size_t i, uint64_t number)
{
    struct head *group = batch->group[i];
    if (group->records++ == 0)
        group->first = number;
    size_t units = table->pairs - table->units, p = 0;
    bool numbers = false;
    for (; p < units; p++)
        numbers |= step(table, &table->pair[p], group, number, &batch->cells[p * AHEAD + i]);
    for (; p < table->pairs && numbers; p++)
        step(table, &table->pair[p], group, number, &batch->cells[p * AHEAD + i]);
}

static inline uint64_t bytes_between(const struct record *a, const struct record *b)
{
    return (uint64_t)((b->base + b->start) - (a->base + a->start));
}

/* `start`: the number of the batch's first record. */
static void take_in_batch(struct table *table, struct batch *batch, uint64_t start, struct listener *listener)
{
    batch->faulty = false;
    find_groups(table, batch);
    for (size_t p = 0; p < table->pairs; p++)
        read_cells(&table->pair[p], batch, batch->cells + p * AHEAD);
    if (batch->faulty)
        tell_faults(table, batch, listener);
    for (size_t i = 0; i < batch->wants; i++)
        take_in(table, batch, i, start + bytes_between(&batch->record[0], &batch->record[batch->wanted[i]]));
}

size_t table_fill(struct table *table, struct reader *reader, uint32_t part,
                  void (*told)(void *state, const struct fault *fault), void *state)
{
    struct batch batch = {.key = mem_array(table->mem, (size_t)AHEAD * table->key.count, sizeof *batch.key),
                          .cells = mem_array(table->mem, AHEAD * table->pairs, sizeof *batch.cells)};
    struct listener listener = {.tell = told, .state = state, .reader = reader};
    while ((batch.count = reader_batch(reader, batch.record, AHEAD))) {
        uint64_t start = (uint64_t)part << PART_SHIFT | reader_offset(reader, &batch.record[0]);
        take_in_batch(table, &batch, start, &listener);
        if (listener.faults && !told)
            break;
        if (!walk_over(table))
            continue;
        if (!told)
            return 1;
        walk_spill(table);
    }
    table->spoiled = table->spoiled || listener.faults;
    return listener.faults;
}

struct head *table_group(struct table *table, const struct str *key)
{
    return group_at(table->group, key);
}

void table_merge(struct table *table, const struct table *other)
{
    table->spoiled = table->spoiled || other->spoiled;
    struct group_walk walk = {0};
    while (group_next(other->group, &walk)) {
        const struct head *from = walk.state;
        for (uint32_t i = 0; i < table->key.count; i++)
            table->key_text[i] = group_key(other->group, from, i);
        table_merge_group(table, table->kept, table_group(table, table->key_text), from);
    }
}

void table_merge_group(const struct table *table, struct mem *mem, struct head *into, const struct head *from)
{
    if (!from->records)
        return;
    if (!into->records || from->first < into->first)
        into->first = from->first;
    into->records += from->records;
    for (size_t i = 0; i < table->pairs; i++)
        stats_merge(&table->pair[i].plan, (char *)into + table->pair[i].at, mem,
                    (const char *)from + table->pair[i].at);
}

struct str table_mixed(const struct table *table, const struct head *group)
{
    struct str mixed = {0}, two[2];
    for (size_t i = table->pairs - table->units; i < table->pairs; i++) {
        const struct pair *pair = &table->pair[i];
        if (stats_differ(&pair->plan, (const char *)group + pair->at, two))
            mixed = mem_format(table->mem, "%.*s%s%.*s: \"%.*s\" and \"%.*s\"", STR_ARG(mixed), mixed.length ? ", " : "",
                               STR_ARG(table->columns.name[pair->column]), STR_ARG(two[0]), STR_ARG(two[1]));
    }
    return mixed;
}
