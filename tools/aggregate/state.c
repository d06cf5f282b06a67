/* state - see state.h */
#include <stdlib.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "files/digest.h"
#include "state.h"
#include "walk.h"

/* The columns before the keys. */
enum { ROW, FIRST_RECORD, RECORDS, NOTE, KEYS };

/* ---- the digest: of the header, and of all rows down to the end ---- */

/* What is told apart in a digest must be told apart in its bytes: a length goes before
 * each text. */
static void digest_field(struct digest *digest, struct str text)
{
    char length[NUM_TEXT_MAX];
    size_t digits = num_write(length, num_of((int64_t)text.length));
    length[digits] = ':';
    digest_add(digest, (struct str){length, digits + 1});
    digest_add(digest, text);
}

/* ---- writing ---- */

/* A field; the end row's are in no digest, which stands there. */
static void put(struct writer *writer, struct digest *digest, struct str text)
{
    if (digest)
        digest_field(digest, text);
    writer_field(writer, text);
}

static void write_header(const struct groups *table, struct writer *writer, struct digest *digest)
{
    static const char *const fixed[] = {
        [ROW] = "_r", [FIRST_RECORD] = "_first", [RECORDS] = "_records", [NOTE] = "_note"};
    for (size_t i = 0; i < KEYS; i++)
        put(writer, digest, str_of(fixed[i]));
    for (uint32_t i = 0; i < table->key.count; i++)
        put(writer, digest, table->columns.name[table->key.at[i]]);
    for (size_t i = 0; i < table->pairs; i++) {
        const struct pair *pair = &table->pair[i];
        const char *cell;
        for (size_t k = 0; (cell = stats_saved_name(&pair->plan, k)); k++)
            put(writer, digest, mem_format(table->mem, "%.*s|%s", STR_ARG(pair->name), cell));
    }
    writer_end(writer);
}

/* A row that is no group: what it is, two numbers, a note, and nothing else. */
static void write_note(const struct groups *table, struct writer *writer, struct digest *digest,
                       const struct str cell[KEYS])
{
    size_t empty = table->key.count;
    for (size_t i = 0; i < table->pairs; i++)
        for (size_t k = 0; stats_saved_name(&table->pair[i].plan, k); k++)
            empty++;
    for (size_t i = 0; i < KEYS; i++)
        put(writer, digest, cell[i]);
    while (empty--)
        put(writer, digest, (struct str){0});
    writer_end(writer);
}

/* A line of the request. */
static void write_line(const struct groups *table, struct writer *writer, struct digest *digest, struct str line)
{
    write_note(table, writer, digest, (const struct str[KEYS]){[ROW] = STR("s"), [NOTE] = line});
}

/* The columns that the request was answered from, each once; those of conditions apart. */
static void write_columns(const struct groups *table, struct writer *writer, struct digest *digest)
{
    size_t count = 0;
    uint32_t *column = mem_array(table->mem, table->key.count + 2 * table->pairs, sizeof *column);
    for (uint32_t i = 0; i < table->key.count; i++)
        column[count++] = table->key.at[i];
    for (size_t i = 0; i < table->pairs; i++) {
        column[count++] = table->pair[i].column;
        column[count++] = table->pair[i].with;
    }
    for (size_t i = 0; i < count; i++) {
        bool new = column[i] != COLUMN_NONE;
        for (size_t k = 0; k < i; k++)
            new = new && column[k] != column[i];
        if (new)
            write_line(table, writer, digest,
                       mem_format(table->mem, "column:%.*s", STR_ARG(table->columns.name[column[i]])));
    }
}

static void write_request(const struct groups *table, struct writer *writer, struct digest *digest)
{
    const struct request *request = table->request;
    struct mem *mem = table->mem;
    write_line(table, writer, digest, STR("aggregate 2"));
    write_line(table, writer, digest, mem_format(mem, "by:%.*s", STR_ARG(request->by)));
    write_line(table, writer, digest, mem_format(mem, "crosstab:%.*s", STR_ARG(request->crosstab)));
    write_line(table, writer, digest, mem_format(mem, "where:%.*s", STR_ARG(request->where)));
    write_line(table, writer, digest, mem_format(mem, "units:%s%s", request->mixed_units ? "mixed" : "alike",
                                                   groups_sorts(table) ? "+sorts" : ""));
    write_line(table, writer, digest, mem_format(mem, "approx:%llu", (unsigned long long)request->exact));
    write_columns(table, writer, digest);
    for (size_t i = 0; i < request->stats; i++)
        write_line(table, writer, digest, mem_format(mem, "stat:%s", request->stat[i]));
}

static void write_group(const struct groups *table, struct writer *writer, struct digest *digest,
                        const struct walk *walk)
{
    const struct head *group = walk->group;
    struct mem_mark mark = mem_mark(table->mem);
    put(writer, digest, STR("g"));
    put(writer, digest, num_text(table->mem, num_of((int64_t)group->first)));
    put(writer, digest, num_text(table->mem, num_of((int64_t)group->records)));
    put(writer, digest, (struct str){0});
    for (uint32_t i = 0; i < table->key.count; i++)
        put(writer, digest, walk->key[i]);
    for (size_t i = 0; i < table->pairs; i++) {
        const struct pair *pair = &table->pair[i];
        for (size_t k = 0; stats_saved_name(&pair->plan, k); k++)
            put(writer, digest, stats_save(&pair->plan, (const char *)group + pair->at, table->mem, k));
    }
    writer_end(writer);
    mem_rewind(table->mem, mark);
}

/* What the parts in it were made of. */
static void write_parts(const struct groups *table, struct writer *writer, struct digest *digest,
                        const struct parts *parts)
{
    struct mem *mem = table->mem;
    for (uint32_t i = 1; i <= parts->total; i++) {
        const struct made_part *part = &parts->part[i];
        const struct str cell[KEYS] = {[ROW] = STR("p"), [FIRST_RECORD] = num_text(mem, num_of(i)),
                                       [RECORDS] = num_text(mem, num_of((int64_t)part->records)),
                                       [NOTE] = part_text(mem, part)};
        if (part->here)
            write_note(table, writer, digest, cell);
    }
}

void state_write(struct groups *table, const struct parts *parts, struct writer *writer)
{
    struct digest *digest = digest_open(table->mem);
    struct walk walk = {0};
    uint64_t records = 0, groups = 0;
    write_header(table, writer, digest);
    write_request(table, writer, digest);
    while (walk_next(table, &walk)) {
        if (!walk.group->records)
            continue;
        write_group(table, writer, digest, &walk);
        records += walk.group->records;
        groups++;
    }
    write_parts(table, writer, digest, parts);
    struct str which = parts_text(table->mem, parts, true);
    struct str parted = mem_format(table->mem, "%.*s of %u", STR_ARG(which), parts->total);
    digest_field(digest, parted);
    const struct str end[KEYS] = {
        [ROW] = STR("e"), [FIRST_RECORD] = num_text(table->mem, num_of((int64_t)groups)),
        [RECORDS] = num_text(table->mem, num_of((int64_t)records)),
        [NOTE] = mem_format(table->mem, "parts %.*s sha256 %s", STR_ARG(parted), digest_text(table->mem, digest).at)};
    write_note(table, writer, NULL, end);
}

/* ---- reading ---- */

/* One of the states that a reader gives, as far as it was read. */
struct reading_state {
    struct state *state;
    struct mem *mem;
    struct reader *reader;
    const struct record *record;
    struct opt_words {
        const char **text;
        size_t count, room;
    } note;                   /* the request of the first state */
    size_t notes;             /* of this one */
    bool laid_out;
    struct made_part *part;        /* by number: those that came; room for as many as there can be */
    struct digest *digest;    /* null between two states */
    uint64_t groups, records;
    uint32_t parts, named;    /* those that it has rows of, and those that its end names */
    char *scratch;            /* a group's states as they are read */
};

static _Noreturn void damaged(const struct reading_state *s, const char *what)
{
    struct place place = reader_place(s->reader, RECORD_WHOLE);
    diag_fatal(DIAG_STATE, &place, "%s", voice_text(what));
}

static uint64_t read_whole(const struct reading_state *s, uint32_t column)
{
    struct num number;
    if (num_parse(record_field(s->record, column), &number) != NUM_OK || number.scale || number.mantissa < 0 ||
        number.mantissa > INT64_MAX)
        damaged(s, "a whole number was expected: the state is damaged");
    return (uint64_t)number.mantissa;
}

/* A line of the request: kept of the first state, compared in the others. */
static void read_request(struct reading_state *s)
{
    struct str note = record_field(s->record, NOTE);
    if (!s->digest) {
        const struct record *header = reader_header(s->reader);
        s->digest = digest_open(s->mem);
        for (uint32_t i = 0; i < header->count; i++)
            digest_field(s->digest, record_field(header, i));
        s->notes = s->groups = s->records = 0;
        s->parts = s->named = 0;
    }
    for (uint32_t i = 0; i < s->record->count; i++)
        digest_field(s->digest, record_field(s->record, i));
    if (!s->laid_out) {
        s->note.text = mem_grow(s->mem, s->note.text, s->note.count, &s->note.room, sizeof *s->note.text);
        s->note.text[s->note.count++] = mem_copy(s->mem, note).at;
    } else if (s->notes >= s->note.count || !str_eq(str_of(s->note.text[s->notes]), note)) {
        damaged(s, "this state answers another request than the first one");
    }
    s->notes++;
}

static const char *behind(const char *text, const char *word)
{
    size_t length = strlen(word);
    return strncmp(text, word, length) == 0 ? text + length : NULL;
}

/* The columns that the first state names, and then its statistics, both of which fill the
 * rest of the request. */
static struct columns read_columns(struct reading_state *s, size_t at)
{
    struct str *name = mem_array(s->mem, s->note.count, sizeof *name);
    uint32_t count = 0;
    const char *column;
    for (; at < s->note.count && (column = behind(s->note.text[at], "column:")); at++)
        name[count++] = str_of(column);
    const char **stat = mem_array(s->mem, s->note.count, sizeof *stat);
    struct request *request = &s->state->request;
    for (; at < s->note.count; at++)
        if (!(stat[request->stats++] = behind(s->note.text[at], "stat:")))
            damaged(s, "this is no state that aggregate --partial wrote");
    request->stat = stat;
    return column_names(s->mem, reader_place(s->reader, RECORD_WHOLE).file, name, count);
}

/* The request of the first state is whole: its table is made. */
static void lay_out(struct reading_state *s)
{
    static const char *const word[] = {"aggregate 2", "by:", "crosstab:", "where:", "units:", "approx:"};
    enum { BY = 1, CROSSTAB, WHERE, UNITS, APPROX, WORDS };
    struct num exact;
    struct request *request = &s->state->request;
    const char *said[WORDS];
    for (size_t i = 0; i < WORDS; i++)
        if (s->note.count < WORDS || !(said[i] = behind(s->note.text[i], word[i])))
            damaged(s, "this is no state that aggregate --partial wrote");
    request->by = str_of(said[BY]);
    request->crosstab = str_of(said[CROSSTAB]);
    request->where = str_of(said[WHERE]);
    request->mixed_units = strncmp(said[UNITS], "mixed", strlen("mixed")) == 0;
    request->sorts = strstr(said[UNITS], "+sorts") != NULL;
    if (num_parse(str_of(said[APPROX]), &exact) != NUM_OK || exact.scale || exact.mantissa < 0 ||
        exact.mantissa > INT64_MAX)
        damaged(s, "this is no state that aggregate --partial wrote");
    request->exact = (uint64_t)exact.mantissa;
    request->from_states = request->totals = true;
    struct columns columns = read_columns(s, WORDS);
    groups_init(&s->state->table, s->mem, request, &columns);
    s->scratch = mem_take(s->mem, s->state->table.group_bytes);
    s->laid_out = true;
}

static void read_group(struct reading_state *s)
{
    struct groups *table = &s->state->table;
    struct head *head = (struct head *)(void *)s->scratch;
    memset(s->scratch, 0, table->group_bytes);
    struct mem_mark mark = mem_mark(s->mem);
    head->first = read_whole(s, FIRST_RECORD);
    head->records = read_whole(s, RECORDS);
    for (uint32_t i = 0; i < s->record->count; i++)
        digest_field(s->digest, record_field(s->record, i));
    for (uint32_t i = 0; i < table->key.count; i++)
        table->key_text[i] = record_field(s->record, KEYS + i);
    uint32_t column = KEYS + table->key.count;
    for (size_t i = 0; i < table->pairs; i++) {
        const struct pair *pair = &table->pair[i];
        for (size_t k = 0; stats_saved_name(&pair->plan, k); k++)
            if (column >= s->record->count || !stats_load(&pair->plan, s->scratch + pair->at, s->mem, k,
                                                          record_field(s->record, column++)))
                damaged(s, "a cell is not what aggregate --partial writes: the state is damaged");
    }
    for (size_t i = 0; i < table->pairs; i++)
        table->spoiled = table->spoiled || stats_spoiled(s->scratch + table->pair[i].at);
    groups_merge_group(table, table->kept, groups_group(table, table->key_text), head);
    mem_rewind(s->mem, mark);
    if (groups_over(table))
        walk_spill(table);
    s->groups++;
    s->records += head->records;
}

/* A part: each may come once.  How many there are in all is only known at the end, so there is room for as many
 * as there can be. */
static void read_part(struct reading_state *s)
{
    uint64_t number = read_whole(s, FIRST_RECORD);
    struct parts *parts = &s->state->parts;
    if (number < 1 || number > PARTS_MOST)
        damaged(s, "there is no such part: the state is damaged");
    struct made_part *part = &s->part[number];
    for (uint32_t i = 0; i < s->record->count; i++)
        digest_field(s->digest, record_field(s->record, i));
    if (part->here)
        damaged(s, say_format(s->mem, "part %u came twice", (unsigned)number).at);
    if (!part_read(s->mem, record_field(s->record, NOTE), part) || (parts->total && number > parts->total))
        damaged(s, "a cell is not what aggregate --partial writes: the state is damaged");
    part->records = read_whole(s, RECORDS);
    part->place = reader_place(s->reader, RECORD_WHOLE);
    s->parts++;
}

/* A part that the end names: it must have had a row. */
static void name_part(void *state, uint32_t number)
{
    struct reading_state *s = state;
    s->named += s->part[number].here;
}

static void read_end(struct reading_state *s)
{
    struct str note = record_field(s->record, NOTE);
    ptrdiff_t sha = str_find(note, STR(" sha256 "));
    if (!s->digest || !str_starts(note, STR("parts ")) || sha < 0)
        damaged(s, "an end row without a beginning, or without its parts");
    if (!s->laid_out)
        lay_out(s);
    if (s->notes != s->note.count)
        damaged(s, "this state answers another request than the first one");
    if (read_whole(s, FIRST_RECORD) != s->groups || read_whole(s, RECORDS) != s->records)
        damaged(s, "rows are missing or too many: the state is damaged");
    struct str parts = str_part(note, 6, (size_t)sha - 6);
    digest_field(s->digest, parts);
    bool good = str_eq(str_part(note, (size_t)sha + 8, SIZE_MAX), digest_text(s->mem, s->digest));
    for (uint32_t i = KEYS; i < s->record->count; i++)   /* the digest stands in this row, and is not of it */
        good = good && !record_field(s->record, i).length;
    if (!good)
        damaged(s, "the rows are not those that were written: the state is damaged");
    if (!parts_read(s->mem, parts, &s->state->parts, name_part, s))
        damaged(s, "the end row does not say which parts there are, or a part of another number of parts than the "
                "first one");
    if (s->named != s->parts)
        damaged(s, "the end row names other parts than there are rows of: the state is damaged");
    s->digest = NULL;
}

/* Between two states: the header again, which must be the same. */
static void read_header(const struct reading_state *s)
{
    const struct record *header = reader_header(s->reader);
    bool same = s->record->count == header->count;
    for (uint32_t i = 0; same && i < header->count; i++)
        same = str_eq(record_field(s->record, i), record_field(header, i));
    if (!same)
        damaged(s, "this state answers another request than the first one");
}

static void read_row(struct reading_state *s)
{
    struct str row = record_field(s->record, ROW);
    if (str_eq(row, STR("s"))) {
        if (s->digest && (s->groups || s->parts))
            damaged(s, "the state before this one has no end row: it was cut off");
        read_request(s);
    } else if (str_eq(row, STR("g")) && s->digest && !s->parts) {
        if (!s->laid_out)
            lay_out(s);
        read_group(s);
    } else if (str_eq(row, STR("p")) && s->digest) {
        read_part(s);
    } else if (str_eq(row, STR("e"))) {
        read_end(s);
    } else if (str_eq(row, STR("_r")) && !s->digest) {
        read_header(s);
    } else {
        damaged(s, "a row out of its order: the state is damaged");
    }
}

void state_read(struct state *state, struct mem *mem, struct reader *reader, const struct request *shown)
{
    struct reading_state s = {.state = state, .mem = mem, .reader = reader};
    const struct record *header = reader_header(reader);
    *state = (struct state){.request = *shown};
    if (!header || header->count < KEYS || !str_eq(record_field(header, ROW), STR("_r")) ||
        !str_eq(record_field(header, NOTE), STR("_note")))
        diag_fatal(DIAG_STATE, &(struct place){.file = reader_place(reader, RECORD_WHOLE).file, .line = 1},
                   N_("no state: the header should begin with _r,_first,_records,_note"));
    s.part = mem_array(mem, PARTS_MOST + 2, sizeof *s.part);
    while ((s.record = reader_next(reader)))
        read_row(&s);
    state->parts.part = s.part;
    if (s.digest || !s.laid_out)
        diag_fatal(DIAG_STATE, &(struct place){.file = reader_place(reader, RECORD_WHOLE).file},
                   "the state has no end row: it was cut off");
}
