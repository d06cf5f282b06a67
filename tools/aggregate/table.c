/* table - see table.h */
#include "diag.h"
#include "str.h"
#include "table.h"
#include "walk.h"

enum { AHEAD = 32, PART_SHIFT = 48 };

_Static_assert(sizeof(struct head) == 16, "the states behind it are aligned");

/* ---- the request meets the header ---- */

static struct stats_want wanted(struct str name)
{
    struct stats_want want;
    const char *near = NULL;
    if (!stats_find(name, &want, &near))
        diag_fatal(DIAG_USAGE, NULL, "--stat: no statistic \"%.*s\"%s%s%s", STR_ARG(name),
                   near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : " (--list lists them)");
    return want;
}

/* What a word of --stat says. */
struct words {
    struct str all, name, column, with, result;
};

/* Cuts NAME[:COL[,COL]][=RESULT]. */
static struct words cut(struct str text)
{
    struct words words = {.all = text};
    struct str rest = text;
    ptrdiff_t equals = str_find(text, STR("="));
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
    if (want->row->with == STATS_WEIGHT && !words->with.length)
        diag_fatal(DIAG_USAGE, NULL, "--stat %.*s needs a weight: %.*s:%.*s,WEIGHT", STR_ARG(words->all),
                   STR_ARG(words->name), STR_ARG(words->column));
    if (want->row->with == STATS_ALONE && words->with.length)
        diag_fatal(DIAG_USAGE, NULL, "--stat %.*s: %.*s takes one column", STR_ARG(words->all), STR_ARG(words->name));
}

static struct pair *pair_of(struct table *table, uint32_t column, uint32_t with)
{
    for (size_t i = 0; i < table->pairs; i++)
        if (table->pair[i].column == column && table->pair[i].with == with)
            return &table->pair[i];
    struct pair *pair = &table->pair[table->pairs++];
    pair->column = column;
    pair->with = with;
    pair->want = mem_array(table->mem, table->request->stats, sizeof *pair->want);
    return pair;
}

static void add_result(struct table *table, struct str text)
{
    struct words words = cut(text);
    struct result *result = &table->result[table->results++];
    result->name = words.result;
    if (!words.column.length) {
        if (!str_eq(words.name, STR("count")))
            diag_fatal(DIAG_USAGE, NULL, "--stat %.*s needs a column: %.*s:COLUMN", STR_ARG(text), STR_ARG(words.name));
        result->name = result->name.length ? result->name : STR("count");
        return;
    }
    struct stats_want want = wanted(words.name);
    check(&words, &want);
    uint32_t column = column_need(&table->columns, words.column, "--stat");
    uint32_t with = words.with.length ? column_need(&table->columns, words.with, "--stat") : COLUMN_NONE;
    result->pair = pair_of(table, column, with);
    result->want = result->pair->wants++;
    result->pair->want[result->want] = want;
    if (!result->name.length)
        result->name = mem_format(table->mem, "%.*s_%.*s", STR_ARG(words.column), STR_ARG(words.name));
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

void table_empty(struct table *table)
{
    table_release(table);
    table->kept = mem_open();
    table->group = group_open(table->key.count, table->group_bytes);
    if (!table->key.count)
        group_at(table->group, table->key_text);      /* the whole input is a group even when it is empty */
}

void table_release(struct table *table)
{
    group_close(table->group);
    mem_close(table->kept);
    table->group = NULL;
    table->kept = NULL;
}

void table_init(struct table *table, struct mem *mem, const struct request *request, const struct columns *columns)
{
    *table = (struct table){.mem = mem, .request = request, .columns = *columns};
    if (request->by.length)
        table->key = column_choose(mem, columns, request->by, "--by");
    table->key_text = mem_array(mem, table->key.count, sizeof *table->key_text);
    if (request->where.length) {
        table->names = expr_columns(&table->columns);
        table->where = expr_compile(mem, request->where, "--where", &table->names);
    }
    table->pair = mem_array(mem, request->stats, sizeof *table->pair);
    table->result = mem_array(mem, request->stats + 1, sizeof *table->result);
    for (size_t i = 0; i < request->stats; i++)
        add_result(table, str_of(request->stat[i]));
    if (request->stats == 0)
        table->result[table->results++].name = STR("count");
    lay_out(table);
}

/* ---- records in ---- */

struct listener {
    void (*tell)(void *state, const struct fault *fault);
    void *state;
    size_t faults;
};

/* A cell as a number; what is none spoils the group's results. */
static void read_number(const struct pair *pair, char *state, uint32_t column, struct str text, struct num *value,
                        struct listener *listener)
{
    if (!text.length)
        return;
    enum num_verdict verdict = num_parse(text, value);
    if (verdict == NUM_OK)
        return;
    stats_spoil(&pair->plan, state);
    *value = num_of(0);
    listener->faults++;
    if (listener->tell)
        listener->tell(listener->state, &(struct fault){column, text, verdict});
}

static void step(struct table *table, const struct pair *pair, char *state, const struct record *record,
                 uint64_t number, struct listener *listener)
{
    struct stats_cell cell;
    cell.text = record_field(record, pair->column);
    cell.record = number;
    if (pair->plan.numeric)
        read_number(pair, state, pair->column, cell.text, &cell.value, listener);
    if (pair->with != COLUMN_NONE) {
        cell.with = record_field(record, pair->with);
        if (pair->plan.weighted)
            read_number(pair, state, pair->with, cell.with, &cell.with_value, listener);
    }
    stats_step(&pair->plan, state, table->kept, &cell);
}

/* ---- records in, some ahead of others ---- */

/* A group costs two cache misses, its slot and its state.  Both are asked for some
 * records ahead, so that they are there when the record is taken in. */
struct batch {
    struct record record[AHEAD];
    struct group_hash hash[AHEAD];
    bool wanted[AHEAD];
    size_t count;
};

static void read_key(struct table *table, const struct record *record)
{
    for (uint32_t i = 0; i < table->key.count; i++)
        table->key_text[i] = record_field(record, table->key.at[i]);
}

static void look_ahead(struct table *table, struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        struct record *record = &batch->record[i];
        batch->wanted[i] = !table->where || expr_test(table->where, record) == EXPR_TRUE;
        if (!batch->wanted[i])
            continue;
        read_key(table, record);
        batch->hash[i] = group_hash(table->group, table->key_text);
        group_prefetch(table->group, batch->hash[i]);
    }
    for (size_t i = 0; i < batch->count; i++)
        if (batch->wanted[i])
            group_prefetch_state(table->group, batch->hash[i]);
}

static void take_in(struct table *table, const struct record *record, struct group_hash hash, uint64_t number,
                    struct listener *listener)
{
    read_key(table, record);
    struct head *group = group_at_hashed(table->group, hash, table->key_text);
    if (group->records++ == 0)
        group->first = number;
    for (size_t i = 0; i < table->pairs; i++)
        step(table, &table->pair[i], (char *)group + table->pair[i].at, record, number, listener);
}

size_t table_fill(struct table *table, struct reader *reader, uint32_t part,
                  void (*tell)(void *state, const struct fault *fault), void *state)
{
    struct listener listener = {tell, state, 0};
    struct batch batch;
    while ((batch.count = reader_batch(reader, batch.record, AHEAD))) {
        look_ahead(table, &batch);
        for (size_t i = 0; i < batch.count; i++) {
            if (!batch.wanted[i])
                continue;
            reader_point(reader, batch.record, i, batch.count);
            uint64_t number = (uint64_t)part << PART_SHIFT | reader_offset(reader);
            take_in(table, &batch.record[i], batch.hash[i], number, &listener);
        }
        if (listener.faults && !tell)
            break;
        if (!walk_over(table))
            continue;
        if (!tell)
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
        table_merge_group(table, table_group(table, table->key_text), from);
    }
}

void table_merge_group(const struct table *table, struct head *into, const struct head *from)
{
    if (!from->records)
        return;
    if (!into->records || from->first < into->first)
        into->first = from->first;
    into->records += from->records;
    for (size_t i = 0; i < table->pairs; i++)
        stats_merge(&table->pair[i].plan, (char *)into + table->pair[i].at, table->kept,
                    (const char *)from + table->pair[i].at);
}

/* ---- rows out ---- */

static void write_header(const struct table *table, struct writer *writer)
{
    struct str *name = mem_array(table->mem, table->key.count + table->results + 1, sizeof *name);
    size_t count = 0;
    for (uint32_t i = 0; i < table->key.count; i++)
        name[count++] = table->columns.name[table->key.at[i]];
    for (size_t i = 0; i < table->results; i++)
        name[count++] = table->result[i].name;
    if (table->request->reasons)
        name[count++] = STR("reason");
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++)
            if (str_eq(name[i], name[k]))
                diag_fatal(DIAG_USAGE, NULL, "two result columns are called \"%.*s\"; name one with =RESULT",
                           STR_ARG(name[i]));
        writer_field(writer, name[i]);
    }
    writer_end(writer);
}

/* The number of records, or a statistic; why it is empty is added to `reason`. */
static struct str result_text(const struct table *table, const struct result *result, const struct head *group,
                              struct str *reason)
{
    const struct pair *pair = result->pair;
    if (!pair)
        return num_text(table->mem, num_of((int64_t)group->records));
    struct stats_result found = stats_finish(&pair->plan, &pair->want[result->want],
                                             (const char *)group + pair->at, table->mem,
                                             table->request->places, table->request->rounding);
    if (found.reason && table->request->reasons)
        *reason = mem_format(table->mem, "%.*s%s%.*s: %s", STR_ARG(*reason), reason->length ? "; " : "",
                             STR_ARG(result->name), found.reason);
    return found.text;
}

static void write_group(const struct table *table, struct writer *writer, const struct walk *walk)
{
    struct mem_mark mark = mem_mark(table->mem);
    struct str reason = {0};
    for (uint32_t i = 0; i < table->key.count; i++)
        writer_field(writer, walk->key[i]);
    for (size_t i = 0; i < table->results; i++)
        writer_field(writer, result_text(table, &table->result[i], walk->group, &reason));
    if (table->request->reasons)
        writer_field(writer, reason);
    writer_end(writer);
    mem_rewind(table->mem, mark);
}

void table_write(struct table *table, struct writer *writer)
{
    struct walk walk = {0};
    write_header(table, writer);
    while (walk_next(table, &walk))
        write_group(table, writer, &walk);
}
