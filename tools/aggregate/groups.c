/* groups - see groups.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "groups.h"
#include "meaning/observation.h"
#include "sorts.h"

enum { UNITS = 2 };

_Static_assert(sizeof(struct head) == 16, "the states behind it are aligned");

/* ---- the request meets the header ---- */

/* `column` is what stands behind the name, which may be the statistic. */
static struct stats_want wanted(struct mem *mem, const struct request *request, struct str name, struct str column)
{
    struct stats_want want, turned;
    const char *near = NULL, *none;
    bool known = stats_find(name, &want, &near);
    if (!known && column.length && stats_find(column, &turned, &none))
        diag_fatal(DIAG_USAGE, NULL, "--stat: no statistic \"%.*s\"; did you mean \"%.*s:%.*s\"?", STR_ARG(name),
                   STR_ARG(column), STR_ARG(name));
    if (!known)
        diag_fatal(DIAG_USAGE, NULL, "--stat: no statistic \"%.*s\"%.*s", STR_ARG(name),
                   STR_ARG(near ? near_hint(mem, str_of(near)) : voice_str(" (--list lists them)")));
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
static struct words cut(struct mem *mem, struct str text)
{
    struct words words = {.all = text};
    ptrdiff_t bracket = str_find(text, STR("(")), equals = str_find(text, STR("=")), colon = str_find(text, STR(":"));
    if (bracket >= 0 && (equals < 0 || bracket < equals) && (colon < 0 || bracket < colon))
        return cut_condition(text, (size_t)bracket);
    struct str rest = text;
    words.name = column_name(mem, &rest, ":=");
    if (str_starts(rest, STR(":"))) {
        rest = str_part(rest, 1, SIZE_MAX);
        words.column = column_name(mem, &rest, ",=");
    }
    if (str_starts(rest, STR(","))) {
        rest = str_part(rest, 1, SIZE_MAX);
        words.with = column_name(mem, &rest, "=");
    }
    words.result = str_part(rest, 1, SIZE_MAX);
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
        diag_fatal(DIAG_USAGE, NULL,
                   with == STATS_WEIGHT ? N_("--stat %.*s needs a weight: %.*s:%.*s,WEIGHT")
                                        : N_("--stat %.*s needs a second column: %.*s:%.*s,COLUMN"),
                   STR_ARG(words->all), STR_ARG(words->name), STR_ARG(words->column));
    if (with == STATS_ALONE && words->with.length)
        diag_fatal(DIAG_USAGE, NULL, "--stat %.*s: %.*s takes one column", STR_ARG(words->all), STR_ARG(words->name));
}

static struct pair *new_pair(struct groups *table, const struct pair *like)
{
    struct pair *pair = &table->pair[table->pairs++];
    *pair = *like;
    pair->want = mem_array(table->mem, table->request->stats + 1, sizeof *pair->want);
    return pair;
}

/* The pair of the same columns or condition.  A second column that is an order makes
 * another pair than one of numbers: what is missing differs. */
static struct pair *pair_of(struct groups *table, const struct pair *like, bool paired)
{
    for (size_t i = 0; i < table->pairs; i++) {
        struct pair *pair = &table->pair[i];
        if (pair->column == like->column && pair->with == like->with && str_eq(pair->condition, like->condition) &&
            stats_paired(pair->want[0].row->with) == paired)
            return pair;
    }
    return new_pair(table, like);
}

static struct pair *pair_of_words(struct groups *table, const struct words *words, bool paired)
{
    struct pair pair = {.column = COLUMN_NONE, .with = COLUMN_NONE, .condition = words->condition,
                        .name = words->column};
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

static void add_result(struct groups *table, struct str text)
{
    struct words words = cut(table->mem, text);
    struct result *result = &table->result[table->results++];
    result->name = words.result;
    if (str_eq(words.name, STR("count")) && !words.column.length && !words.bracketed) {
        result->name = result->name.length ? result->name : STR("count");
        return;
    }
    struct stats_want want = wanted(table->mem, table->request, words.name, words.column);
    check(&words, &want);
    result->pair = pair_of_words(table, &words, stats_paired(want.row->with));
    result->want = result->pair->wants++;
    result->pair->want[result->want] = want;
    if (!result->name.length)
        result->name = words.bracketed ? text : mem_format(table->mem, "%.*s_%.*s", STR_ARG(words.column),
                                                           STR_ARG(words.name));
}

/* The records of which observations say what adds up; what they hold is looked at as long as it is no
 * key.  A column's pair stands behind those of the units. */
static void add_sorts(struct groups *table)
{
    const struct request *request = table->request;
    bool adds = false, whole = request->sorts;
    for (size_t i = 0; i < table->pairs - table->units; i++)
        for (size_t k = 0; k < table->pair[i].wants; k++)
            adds = adds || groups_adds(table, &table->pair[i], table->pair[i].want[k].row);
    for (int i = 0; i < OBSERVED_COUNT && !request->from_states; i++) {
        const struct observed_row *row = observed_row((enum observed)i);
        whole = (whole || i == 0) && (!row->needed || column_find(&table->columns, row->name) != COLUMN_NONE);
    }
    for (size_t i = 0; sort_row(i) && adds && whole && !request->unlike; i++) {
        uint32_t column = column_find(&table->columns, observed_row(sort_row(i)->column)->name);
        for (uint32_t k = 0; k < table->key.count; k++)
            if (table->key.at[k] == column && !request->totals)
                column = COLUMN_NONE;
        if (column == COLUMN_NONE)
            continue;
        struct str name = mem_format(table->mem, "sort of %s", observed_row(sort_row(i)->column)->name.at);
        struct pair *pair = new_pair(table, &(struct pair){.column = column, .with = COLUMN_NONE, .name = name,
                                                           .sort = sort_row(i)});
        pair->want[pair->wants++] = wanted(table->mem, request, STR("only"), STR(""));
        table->units++;
    }
}

/* A group whose numbers have several units or calibers has no sum: where there are such
 * columns, each gets a pair that tells whether it is only one.  Where they are keys, only
 * totals can have several. */
static void add_units(struct groups *table)
{
    static const enum observed unit[UNITS] = {OBSERVED_UNIT, OBSERVED_CALIBER};
    bool numbers = false;
    for (size_t i = 0; i < table->pairs; i++)
        for (size_t k = 0; k < table->pair[i].wants; k++)
            numbers = numbers || (!table->pair[i].condition.length && table->pair[i].want[k].row->numeric);
    for (size_t i = 0; i < UNITS && numbers && !table->request->mixed_units; i++) {
        uint32_t column = column_find(&table->columns, observed_row(unit[i])->name);
        for (uint32_t k = 0; k < table->key.count; k++)
            if (table->key.at[k] == column && !table->request->totals)
                column = COLUMN_NONE;
        if (column == COLUMN_NONE)
            continue;
        struct str name = mem_format(table->mem, "one %s", observed_row(unit[i])->name.at);
        struct pair *pair = new_pair(table, &(struct pair){.column = column, .with = COLUMN_NONE, .name = name});
        pair->want[pair->wants++] = wanted(table->mem, table->request, STR("only"), STR(""));
        table->units++;
    }
}

/* The states of all pairs stand behind the head. */
static void lay_out(struct groups *table)
{
    size_t bytes = sizeof(struct head);
    for (size_t i = 0; i < table->pairs; i++) {
        struct pair *pair = &table->pair[i];
        if (i < table->pairs - table->units)
            stats_plan_init(&pair->plan, pair->want, pair->wants, pair->with != COLUMN_NONE);
        else
            stats_plan_bare(&pair->plan, pair->want);
        pair->at = bytes;
        bytes += pair->plan.state_bytes;
    }
    table->group_bytes = bytes;
    table->share = 1;
    groups_empty(table);
}

static void drop_groups(struct groups *table)
{
    group_close(table->group);
    mem_close(table->kept);
    for (size_t i = 0; i < table->others; i++) {
        group_close(table->other[i].group);
        mem_close(table->other[i].kept);
    }
    table->others = 0;
    table->group = NULL;
    table->kept = NULL;
}

/* A table without groups. */
static void begin_groups(struct groups *table)
{
    table->kept = mem_open();
    table->group = group_open(table->key.count, table->group_bytes);
}

void groups_empty(struct groups *table)
{
    drop_groups(table);
    begin_groups(table);
    if (!table->key.count)
        group_at(table->group, table->key_text);      /* the whole input is a group even when it is empty */
}

void groups_release(struct groups *table)
{
    drop_groups(table);
    for (uint32_t i = 0; table->shared && i <= table->together; i++)
        group_close(table->shared[i]);
    table->shared = NULL;
}

/* What is asked of each record. */
static void compile(struct groups *table)
{
    const struct request *request = table->request;
    if (request->from_states)
        return;
    table->names = expr_columns(&table->columns);
    if (request->where.length)
        table->where = expr_compile_condition(table->mem, request->where, "--where", &table->names);
    for (size_t i = 0; i < table->pairs; i++)
        if (table->pair[i].condition.length)
            table->pair[i].expr = expr_compile_condition(table->mem, table->pair[i].condition, "--stat", &table->names);
}

/* The columns of --by, and behind them that of --crosstab. */
static void choose_key(struct groups *table)
{
    const struct request *request = table->request;
    if (request->by.length)
        table->key = column_choose(table->mem, &table->columns, request->by, "--by");
    table->rows_by = table->key.count;
    bool in_place = !request->sorted && !request->into_state;
    if (request->subtotals && in_place && table->rows_by)
        table->together = table->rows_by - 1;
    if (!request->crosstab.length)
        return;
    if (in_place)
        table->together = table->rows_by;
    struct choice key = {mem_array(table->mem, table->key.count + 1, sizeof *key.at), 0};
    for (; key.count < table->key.count; key.count++)
        key.at[key.count] = table->key.at[key.count];
    key.at[key.count++] = column_need(&table->columns, request->crosstab, "--crosstab");
    for (uint32_t i = 0; i < table->rows_by; i++)
        if (key.at[i] == key.at[table->rows_by])
            diag_fatal(DIAG_USAGE, NULL, "--crosstab: \"%.*s\" is a column of --by already",
                       STR_ARG(request->crosstab));
    table->key = key;
}

void groups_init(struct groups *table, struct mem *mem, const struct request *request, const struct columns *columns)
{
    *table = (struct groups){.mem = mem, .request = request, .columns = *columns};
    choose_key(table);
    table->key_text = mem_array(mem, table->key.count, sizeof *table->key_text);
    table->pair = mem_array(mem, request->stats + UNITS + SORTS, sizeof *table->pair);
    table->result = mem_array(mem, request->stats + 1, sizeof *table->result);
    for (size_t i = 0; i < request->stats; i++)
        add_result(table, str_of(request->stat[i]));
    if (request->stats == 0)
        table->result[table->results++].name = STR("count");
    add_units(table);
    add_sorts(table);
    compile(table);
    lay_out(table);
}

/* ---- records in ---- */

struct batch groups_batch(const struct groups *table, struct reader *reader, uint32_t part, size_t room)
{
    struct mem *mem = table->mem;
    return (struct batch){
        .reader = reader, .part = part, .room = room, .record = mem_array(mem, room, sizeof(struct record)),
        .wanted = mem_array(mem, room, sizeof(uint32_t)), .group = mem_array(mem, room, sizeof(void *)),
        .key = mem_array(mem, room * table->key.count, sizeof(struct str)),
        .cell = mem_array(mem, room * table->pairs, sizeof(struct stats_cell))};
}

bool groups_choose(const struct groups *table, struct batch *batch)
{
    struct str *key = batch->key;
    batch->count = reader_batch(batch->reader, batch->record, batch->room);
    batch->wants = 0;
    for (size_t i = 0; i < batch->count; i++) {
        struct record *record = &batch->record[i];
        if (table->where && expr_test(table->where, record) != EXPR_TRUE)
            continue;
        batch->wanted[batch->wants++] = (uint32_t)i;
        for (uint32_t k = 0; k < table->key.count; k++)
            *key++ = record_field(record, table->key.at[k]);
    }
    return batch->count > 0;
}

/* A condition's cell: 1, 0, or empty where it cannot be told. */
static void read_truth(const struct pair *pair, const struct record *record, struct stats_cell *cell)
{
    static const struct str truth[] = {[EXPR_TRUE] = {"1", 1}, [EXPR_FALSE] = {"0", 1}, [EXPR_UNKNOWN] = {NULL, 0}};
    enum expr_truth told = expr_test(pair->expr, (void *)(uintptr_t)record);
    cell->text = truth[told];
    cell->value = num_of(told == EXPR_TRUE);
}

/* What a cell gives when it should be a number; an empty one is no fault. */
static inline enum num_verdict read_number(struct str text, struct num *value)
{
    enum num_verdict verdict = num_parse_field(text, value);
    if (verdict == NUM_OK || verdict == NUM_EMPTY)
        return NUM_OK;
    *value = num_of(0);
    return verdict;
}

static inline uint64_t bytes_between(const struct record *a, const struct record *b)
{
    return (uint64_t)((b->base + b->start) - (a->base + a->start));
}

/* Those of a pair, of the records wanted from one on up to another; true when one is no
 * number where one is wanted.  `start`: the number of the batch's first record. */
static bool read_cells(const struct pair *pair, const struct batch *batch, size_t from, size_t to, uint64_t start,
                       struct stats_cell *cell)
{
    unsigned faults = NUM_OK;
    for (size_t i = from; i < to; i++, cell++) {
        const struct record *record = &batch->record[batch->wanted[i]];
        cell->record = start + bytes_between(&batch->record[0], record);
        if (pair->expr) {
            read_truth(pair, record, cell);
            continue;
        }
        cell->text = record_field(record, pair->column);
        if (pair->plan.numeric)
            faults |= read_number(cell->text, &cell->value);
        if (pair->with == COLUMN_NONE)
            continue;
        cell->with = record_field(record, pair->with);
        if (pair->plan.paired)
            faults |= read_number(cell->with, &cell->with_value);
    }
    return faults != NUM_OK;
}

/* ---- cells that are no numbers ---- */

/* Does one of the first pairs read numbers from the column?  Then its cells have been told. */
static bool read_before(const struct groups *table, size_t pairs, uint32_t column)
{
    for (size_t p = 0; p < pairs; p++) {
        const struct pair *pair = &table->pair[p];
        if ((pair->plan.numeric && pair->column == column) || (pair->plan.paired && pair->with == column))
            return true;
    }
    return false;
}

/* Was it such a cell?  It is told unless it has been.  The record at hand is pointed at only
 * when there is something to tell. */
static bool tell(struct batch *batch, size_t i, uint32_t column, struct str text, bool told)
{
    struct num value;
    enum num_verdict verdict = read_number(text, &value);
    if (verdict == NUM_OK || told)
        return verdict != NUM_OK;
    batch->faults++;
    if (batch->tell) {
        reader_point(batch->reader, batch->record, batch->wanted[i], batch->count);
        batch->tell(batch->state, &(struct fault){column, text, verdict});
    }
    return true;
}

/* Steps one record after the other: a group is spoiled where it meets its first fault. */
static void step_faulty(const struct groups *table, struct batch *batch, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        for (size_t p = 0; p < table->pairs - table->units; p++) {
            const struct pair *pair = &table->pair[p];
            const struct stats_cell *cell = &batch->cell[p * batch->room + i - from];
            char *state = (char *)batch->group[i] + pair->at;
            bool faulty = pair->plan.numeric && !pair->expr &&
                          tell(batch, i, pair->column, cell->text, read_before(table, p, pair->column));
            if (pair->plan.paired)
                faulty |= tell(batch, i, pair->with, cell->with,
                               pair->with == pair->column || read_before(table, p, pair->with));
            if (faulty)
                stats_spoil(&pair->plan, state);
            stats_step(&pair->plan, state, table->kept, cell);
        }
}

/* ---- records into groups ---- */

static void count_record(struct head *group, uint64_t number)
{
    if (group->records++ == 0 || number < group->first)   /* of several threads one may be ahead */
        group->first = number;
}

/* Did the record have a number?  `at`: where its cells stand. */
static bool has_number(const struct groups *table, const struct batch *batch, size_t at)
{
    bool number = false;
    for (size_t p = 0; p < table->pairs - table->units; p++)
        number |= table->pair[p].plan.numeric && !table->pair[p].expr && batch->cell[p * batch->room + at].text.length;
    return number;
}

/* The units of the records that had a number. */
static void step_units(const struct groups *table, const struct batch *batch, size_t from, size_t to)
{
    void *group[GROUPS_BATCH];
    const struct record *record[GROUPS_BATCH];
    struct str unit[GROUPS_BATCH];
    for (size_t i = from; i < to;) {
        size_t count = 0, next = to - i > GROUPS_BATCH ? i + GROUPS_BATCH : to;
        for (; i < next; i++) {
            group[count] = batch->group[i];
            record[count] = &batch->record[batch->wanted[i]];
            count += has_number(table, batch, i - from);
        }
        for (size_t p = table->pairs - table->units; p < table->pairs; p++) {
            const struct pair *pair = &table->pair[p];
            struct str before = {NULL, 0}, sort = before;  /* of a region many rows stand together */
            for (size_t k = 0; k < count; k++) {
                struct str text = unit[k] = record_field(record[k], pair->column);
                if (!pair->sort)
                    continue;
                if (!before.at || !str_same(text, before))
                    sort = sort_of(pair->sort, text);
                before = text;
                unit[k] = sort;
            }
            stats_step_texts(&pair->plan, group, pair->at, table->kept, unit, count);
            if (!pair->sort || !pair->sort->alone)
                continue;
            /* Even by itself it is nothing to add: with a value beside it that it is not. */
            for (size_t k = 0; k < count; k++)
                unit[k] = sort_alone(pair->sort, unit[k]);
            stats_step_texts(&pair->plan, group, pair->at, table->kept, unit, count);
        }
    }
}

void groups_take(struct groups *table, struct batch *batch, size_t from, size_t to)
{
    const struct record *first = &batch->record[0];
    uint64_t start = (uint64_t)batch->part << FIRST_PART | reader_offset(batch->reader, first);
    size_t pairs = table->pairs - table->units;
    bool faulty = false;
    group_at_each(table->group, batch->key + from * table->key.count, to - from, batch->group + from);
    for (size_t p = 0; p < pairs; p++)
        faulty |= read_cells(&table->pair[p], batch, from, to, start, batch->cell + p * batch->room);
    for (size_t i = from; i < to; i++)
        count_record(batch->group[i], start + bytes_between(first, &batch->record[batch->wanted[i]]));
    if (faulty)
        step_faulty(table, batch, from, to);
    for (size_t p = 0; p < pairs && !faulty; p++)
        stats_step_each(&table->pair[p].plan, batch->group + from, table->pair[p].at, table->kept,
                        batch->cell + p * batch->room, to - from);
    if (table->units)
        step_units(table, batch, from, to);
}

/* ---- groups ---- */

struct head *groups_group(struct groups *table, const struct str *key)
{
    return group_at(table->group, key);
}

void groups_count(struct head *into, uint64_t records, uint64_t first)
{
    if (!into->records || first < into->first)
        into->first = first;
    into->records += records;
}

void groups_merge_group(const struct groups *table, struct mem *mem, struct head *into, const struct head *from)
{
    if (!from->records)
        return;
    groups_count(into, from->records, from->first);
    for (size_t i = 0; i < table->pairs; i++)
        stats_merge(&table->pair[i].plan, (char *)into + table->pair[i].at, mem,
                    (const char *)from + table->pair[i].at);
}

void groups_absorb_group(const struct groups *table, struct mem *mem, struct head *into, const struct head *from)
{
    if (!from->records)
        return;
    groups_count(into, from->records, from->first);
    for (size_t i = 0; i < table->pairs; i++)
        stats_absorb(&table->pair[i].plan, (char *)into + table->pair[i].at, mem,
                     (const char *)from + table->pair[i].at);
}

bool groups_next(const struct groups *table, struct groups_walk *walk)
{
    for (; walk->holding <= table->others; walk->holding++, walk->at = (struct group_walk){0}) {
        const struct group *group = walk->holding ? table->other[walk->holding - 1].group : table->group;
        if (group && group_next(group, &walk->at)) {
            walk->group = walk->at.state;
            return true;
        }
    }
    return false;
}

size_t groups_groups(const struct groups *table)
{
    size_t count = group_count(table->group);
    for (size_t i = 0; i < table->others; i++)
        count += table->other[i].group ? group_count(table->other[i].group) : 0;
    return count;
}

static size_t bytes_of(const struct groups *table)
{
    size_t bytes = mem_bytes(table->kept) + group_bytes(table->group);
    for (size_t i = 0; i < table->others; i++)
        bytes += mem_bytes(table->other[i].kept) + (table->other[i].group ? group_bytes(table->other[i].group) : 0);
    return bytes;
}

bool groups_over(const struct groups *table)
{
    size_t most = table->request->memory / GROUPS_PART / table->share;
    return most && bytes_of(table) > most;
}

static void add_holding(struct groups *table, struct group *group, struct mem *kept)
{
    size_t room = table->others;
    struct holding *other = mem_array(table->mem, room + 1, sizeof *other);
    if (room)
        memcpy(other, table->other, room * sizeof *other);
    table->other = other;
    table->other[table->others++] = (struct holding){group, kept};
}

void groups_take_over(struct groups *table, struct groups *from)
{
    table->spoiled = table->spoiled || from->spoiled;
    add_holding(table, from->group, from->kept);
    for (size_t i = 0; i < from->others; i++)
        add_holding(table, from->other[i].group, from->other[i].kept);
    from->others = 0;
    begin_groups(from);
}

void groups_keep(struct groups *table, struct mem *kept)
{
    add_holding(table, NULL, kept);
}

void groups_take_kept(struct groups *table, struct groups *from)
{
    table->spoiled = table->spoiled || from->spoiled;
    group_close(from->group);
    groups_keep(table, from->kept);
    begin_groups(from);
}

struct str groups_mixed(const struct groups *table, const struct head *group)
{
    struct str mixed = {0}, two[2];
    for (size_t i = table->pairs - table->units; i < table->pairs; i++) {
        const struct pair *pair = &table->pair[i];
        if (pair->sort || !stats_differ(&pair->plan, (const char *)group + pair->at, two))
            continue;
        struct str name = table->columns.name[pair->column];
        struct str said = say(table->mem, "{1}: \"{2}\" and \"{3}\"", name, two[0], two[1]);
        mixed = mem_format(table->mem, "%.*s%s%.*s", STR_ARG(mixed), mixed.length ? voice_text(", ") : "",
                           STR_ARG(said));
    }
    return mixed;
}

bool groups_adds(const struct groups *table, const struct pair *pair, const struct stats_row *row)
{
    static const char *const adding[] = {"sum", "sumsq", "mean", "wmean"};
    bool adds = false;
    for (size_t i = 0; i < sizeof adding / sizeof *adding; i++)
        adds |= strcmp(row->name, adding[i]) == 0;
    return adds && !pair->condition.length && pair->column != COLUMN_NONE &&
           str_eq(table->columns.name[pair->column], observed_row(OBSERVED_VALUE)->name);
}

struct str groups_unlike(const struct groups *table, const struct head *group)
{
    struct str unlike = {0}, two[2];
    for (size_t i = table->pairs - table->units; i < table->pairs; i++) {
        const struct pair *pair = &table->pair[i];
        if (!pair->sort || !stats_differ(&pair->plan, (const char *)group + pair->at, two))
            continue;
        struct str said = say(table->mem, "{1}: {2} and {3}", table->columns.name[pair->column], sort_text(two[0]),
                              sort_text(two[1]));
        unlike = mem_format(table->mem, "%.*s%s%.*s", STR_ARG(unlike), unlike.length ? voice_text(", ") : "",
                            STR_ARG(said));
    }
    return unlike;
}

bool groups_sorts(const struct groups *table)
{
    return table->units && table->pair[table->pairs - 1].sort;
}
