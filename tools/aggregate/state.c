/* state - see state.h */
#include <stdlib.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "files/digest.h"
#include "asked.h"
#include "sorts.h"
#include "state.h"
#include "walk.h"

/* The columns before the keys. */
enum { ROW, ELSE, KEYS };

#define FORM "aggregate 3"

/* ---- which cells have columns ---- */

struct form {
    size_t cells;             /* of all pairs */
    bool *aside;              /* of a cell: it stands in _else */
    uint32_t *like;           /* of a pair: whose texts are expected to be that key's, or COLUMN_NONE */
    uint32_t columns;
};

static struct form form_of(const struct groups *table)
{
    struct form form = {.columns = KEYS + table->key.count};
    size_t most = table->pairs * STATS_CELLS_MOST + 1;
    form.aside = mem_array(table->mem, most, sizeof *form.aside);
    form.like = mem_array(table->mem, table->pairs + 1, sizeof *form.like);
    for (size_t i = 0; i < table->pairs; i++) {
        const struct pair *pair = &table->pair[i];
        form.like[i] = COLUMN_NONE;
        for (uint32_t k = 0; k < table->key.count; k++)
            if (table->key.at[k] == pair->column)
                form.like[i] = k;
        for (size_t k = 0; k < pair->plan.cells; k++) {
            enum stats_filled filled = stats_saved_filled(&pair->plan, k);
            bool aside = filled == STATS_SELDOM || (filled == STATS_UNUSUALLY && form.like[i] != COLUMN_NONE);
            form.aside[form.cells++] = aside;
            form.columns += !aside;
        }
    }
    return form;
}

/* What is known of a group's state of a pair, whose key this is. */
static struct stats_saving saving_of(const struct groups *table, const struct form *form, size_t i,
                                     const struct str *key, uint64_t records)
{
    struct stats_saving how = {.mem = table->mem, .rows = records};
    if (form->like[i] != COLUMN_NONE)
        how.usual = table->pair[i].sort ? sort_of(table->pair[i].sort, key[form->like[i]]) : key[form->like[i]];
    return how;
}

static struct str cell_name(const struct groups *table, const struct pair *pair, size_t k)
{
    return mem_format(table->mem, "%.*s|%s", STR_ARG(pair->name), stats_saved_name(&pair->plan, k));
}

/* ---- writing ---- */

/* Rows gather until they are digested and go on.  The digest is of rows that are parted by commas. */
struct writing_state {
    struct groups *table;
    struct form form;
    struct writer *writer, *gathering;
    struct mem *mem;
    struct out *gathered;
    struct digest *digest;
    bool commas;              /* those of the state are */
    uint64_t rows, first;
    struct str *cell;
};

static void flush(struct writing_state *w)
{
    struct str lines = out_gathered(w->gathered);
    digest_add(w->digest, lines);
    if (w->commas)
        writer_lines(w->writer, lines, w->rows);
    w->rows = 0;
}

static void put(struct writing_state *w, struct str text)
{
    writer_field(w->gathering, text);
    if (!w->commas)
        writer_field(w->writer, text);
}

static void end_row(struct writing_state *w)
{
    enum { ROWS = 256 };
    writer_end(w->gathering);
    if (!w->commas)
        writer_end(w->writer);
    if (++w->rows == ROWS)
        flush(w);
}

static void write_header(struct writing_state *w)
{
    const struct groups *table = w->table;
    const bool *aside = w->form.aside;
    put(w, STR("_r"));
    put(w, STR("_else"));
    for (uint32_t i = 0; i < table->key.count; i++)
        put(w, table->columns.name[table->key.at[i]]);
    for (size_t i = 0; i < table->pairs; i++)
        for (size_t k = 0; k < table->pair[i].plan.cells; k++)
            if (!*aside++)
                put(w, cell_name(table, &table->pair[i], k));
    end_row(w);
}

/* A row that is no group. */
static void write_line(struct writing_state *w, struct str line)
{
    put(w, line);
    for (uint32_t i = 1; i < w->form.columns; i++)
        put(w, (struct str){0});
    end_row(w);
}

/* The columns that the request was answered from, each once; those of conditions apart. */
static void write_columns(struct writing_state *w)
{
    const struct groups *table = w->table;
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
            write_line(w, mem_format(table->mem, "s column:%.*s", STR_ARG(table->columns.name[column[i]])));
    }
}

/* The cells that stand in _else, by number. */
static void write_seldom(struct writing_state *w)
{
    const struct groups *table = w->table;
    const bool *aside = w->form.aside;
    for (size_t i = 0; i < table->pairs; i++)
        for (size_t k = 0; k < table->pair[i].plan.cells; k++)
            if (*aside++)
                write_line(w, mem_format(table->mem, "s else:%.*s", STR_ARG(cell_name(table, &table->pair[i], k))));
}

static void write_request(struct writing_state *w)
{
    const struct groups *table = w->table;
    const struct request *request = table->request;
    struct mem *mem = table->mem;
    write_line(w, STR("s " FORM));
    write_line(w, mem_format(mem, "s by:%.*s", STR_ARG(request->by)));
    write_line(w, mem_format(mem, "s crosstab:%.*s", STR_ARG(request->crosstab)));
    write_line(w, mem_format(mem, "s where:%.*s", STR_ARG(request->where)));
    write_line(w, mem_format(mem, "s units:%s%s", request->mixed_units ? "mixed" : "alike",
                             groups_sorts(table) ? "+sorts" : ""));
    write_line(w, mem_format(mem, "s approx:%llu", (unsigned long long)request->exact));
    write_columns(w);
    for (size_t i = 0; i < request->stats; i++)
        write_line(w, mem_format(mem, "s stat:%s", request->stat[i]));
    write_seldom(w);
    for (size_t i = 0; i < request->asks; i++)
        write_line(w, mem_format(mem, "s result:%.*s", STR_ARG(request->asked[i])));
}

/* How many records, and where it stands unless that is where it is expected. */
static struct str group_text(struct writing_state *w, const struct head *group)
{
    uint64_t part = group->first >> FIRST_PART, mask = ((uint64_t)1 << FIRST_PART) - 1;
    uint64_t first = group->first, next = w->first + 1;
    if (!w->table->request->from_states)          /* the number of a record, and not yet of a group */
        first = part << FIRST_PART | (next & mask);
    w->first = first;
    if (first == next)
        return num_text(w->table->mem, num_of((int64_t)group->records));
    return mem_format(w->table->mem, "%llu at %llu:%llu", (unsigned long long)group->records,
                      (unsigned long long)part, (unsigned long long)(first & mask));
}

/* The filled ones of the cells that are seldom filled. */
static struct str else_text(const struct writing_state *w)
{
    struct str text = {NULL, 0};
    size_t number = 0;
    for (size_t i = 0; i < w->form.cells; i++) {
        number += w->form.aside[i];
        if (w->form.aside[i] && w->cell[i].length)
            text = mem_format(w->table->mem, "%.*s%zu:%zu:%.*s", STR_ARG(text), number, w->cell[i].length,
                              STR_ARG(w->cell[i]));
    }
    return text;
}

static void write_group(struct writing_state *w, const struct walk *walk)
{
    const struct groups *table = w->table;
    struct mem_mark mark = mem_mark(table->mem);
    struct str *cell = w->cell;
    for (size_t i = 0; i < table->pairs; i++) {
        const struct pair *pair = &table->pair[i];
        struct stats_saving how = saving_of(table, &w->form, i, walk->key, walk->group->records);
        stats_save(&pair->plan, (const char *)walk->group + pair->at, &how, cell);
        cell += pair->plan.cells;
    }
    put(w, group_text(w, walk->group));
    put(w, else_text(w));
    for (uint32_t i = 0; i < table->key.count; i++)
        put(w, walk->key[i]);
    for (size_t i = 0; i < w->form.cells; i++)
        if (!w->form.aside[i])
            put(w, w->cell[i]);
    end_row(w);
    mem_rewind(table->mem, mark);
}

/* What the parts in it were made of. */
static void write_parts(struct writing_state *w, const struct parts *parts)
{
    for (uint32_t i = 1; i <= parts->total; i++)
        if (parts->part[i].here)
            write_line(w, part_text(w->table->mem, i, &parts->part[i]));
}

static struct writing_state begin_state(struct groups *table, struct writer *writer)
{
    struct writing_state w = {.table = table, .form = form_of(table), .writer = writer, .mem = mem_open(),
                              .digest = digest_open(table->mem), .commas = writer_delimiter(writer) == ',',
                              .first = (uint64_t)1 << FIRST_PART};
    w.gathered = out_gather(w.mem);
    w.gathering = writer_open(w.mem, w.gathered, ',');
    w.cell = mem_array(table->mem, w.form.cells + 1, sizeof *w.cell);
    return w;
}

void state_write(struct groups *table, const struct parts *parts, struct writer *writer)
{
    struct writing_state w = begin_state(table, writer);
    struct walk walk = {0};
    uint64_t records = 0, groups = 0;
    write_header(&w);
    write_request(&w);
    while (walk_next(table, &walk)) {
        if (!walk.group->records)
            continue;
        write_group(&w, &walk);
        records += walk.group->records;
        groups++;
    }
    write_parts(&w, parts);
    flush(&w);
    struct str end = mem_format(table->mem, "e groups %llu records %llu parts %.*s of %u", (unsigned long long)groups,
                                (unsigned long long)records, STR_ARG(parts_text(table->mem, parts, true)),
                                parts->total);
    digest_add(w.digest, end);
    struct str sha256 = digest_text(table->mem, w.digest);
    write_line(&w, mem_format(table->mem, "%.*s sha256 %.*s", STR_ARG(end), STR_ARG(sha256)));
    flush(&w);
    mem_close(w.mem);
}

/* ---- reading ---- */

/* One of the states that a reader gives, as far as it was read. */
struct reading_state {
    struct state *state;
    struct mem *mem;
    struct reader *reader;
    struct record *batch;     /* and which of them is at hand */
    size_t count, at;
    const struct record *record;
    struct opt_words {
        const char **text;
        size_t count, room;
    } note;                   /* the request of the first state */
    size_t notes;             /* of this one */
    bool laid_out;
    struct form form;
    struct made_part *part;   /* by number: those that came; room for as many as there can be */
    struct digest *digest;    /* null between two states */
    struct mem *line_mem;
    struct out *line;         /* records that are not as we write them, as we write them */
    struct writer *line_writer;
    uint64_t groups, records, first;
    uint32_t parts, named;    /* those that it has rows of, and those that its end names */
    struct str *key, *cell;
    void **group;
};

enum { READ_BATCH = 64 };

/* Where the record at hand stands; of a batch only places further on may be asked for then. */
static struct place place_of(const struct reading_state *s)
{
    reader_point(s->reader, s->batch, s->at, s->count);
    return reader_place(s->reader, RECORD_WHOLE);
}

static _Noreturn void damaged(const struct reading_state *s, const char *what)
{
    struct place place = place_of(s);
    diag_fatal(DIAG_STATE, &place, "%s", voice_text(what));
}

static const char no_state[] = N_("this is no state that aggregate --partial wrote");
static const char bad_cell[] = N_("a cell is not what aggregate --partial writes: the state is damaged");
static const char other_form[] = N_("this state was written by another version, in another form: make it anew from "
                                    "its part (aggregate --partial PART/PARTS)");
static const char other_request[] = N_("this state answers another request than the first one");

static bool read_whole(struct str text, uint64_t *number)
{
    struct num value;
    if (num_parse(text, &value) != NUM_OK || value.scale || value.mantissa < 0 || value.mantissa > INT64_MAX)
        return false;
    *number = (uint64_t)value.mantissa;
    return true;
}

/* Takes "WORD NUMBER" off the front, and the blank behind it. */
static uint64_t read_named(const struct reading_state *s, struct str *text, const char *word)
{
    struct str name = {0}, value = {0};
    uint64_t number;
    str_cut(text, ' ', &name);
    str_cut(text, ' ', &value);
    if (!str_eq(name, str_of(word)) || !read_whole(value, &number))
        damaged(s, "a whole number was expected: the state is damaged");
    return number;
}

/* ---- the digest of what is read: of lines as we write them ---- */

/* Are these bytes of lines what we would write?  Where a quote stands, or a blank at a field's edge,
 * that is left open. */
static bool as_written(struct str lines)
{
    const char *end = lines.at + lines.length;
    if (memchr(lines.at, '"', lines.length) || memchr(lines.at, '\r', lines.length))
        return false;
    for (const char *at = lines.at; (at = memchr(at, ' ', (size_t)(end - at))); at++)
        if (at == lines.at || at + 1 == end || strchr(",\n", at[-1]) || strchr(",\n", at[1]))
            return false;
    return true;
}

static void digest_record(struct reading_state *s, const struct record *record)
{
    for (uint32_t i = 0; i < record->count; i++)
        writer_field(s->line_writer, record_field(record, i));
    writer_end(s->line_writer);
    digest_add(s->digest, out_gathered(s->line));
}

/* Those of the batch from one on up to another. */
static void digest_records(struct reading_state *s, size_t from, size_t to)
{
    for (size_t i = from; i < to;) {
        const struct record *record = &s->batch[i];
        size_t start = i;
        bool commas = !record->content && record->base[record->end[0]] == ',';
        struct str run = record_run(s->batch, to, &i);
        if (commas && as_written(run)) {
            digest_add(s->digest, run);
            digest_add(s->digest, STR("\n"));
        } else {
            for (size_t k = start; k < i; k++)
                digest_record(s, &s->batch[k]);
        }
    }
}

/* ---- the request ---- */

static void begin_reading(struct reading_state *s)
{
    s->digest = digest_open(s->mem);
    digest_record(s, reader_header(s->reader));
    s->notes = s->groups = s->records = 0;
    s->parts = s->named = 0;
    s->first = (uint64_t)1 << FIRST_PART;
}

/* A line of the request: kept of the first state, compared in the others. */
static void read_request(struct reading_state *s)
{
    struct str note = str_part(record_field(s->record, ROW), 2, SIZE_MAX);
    if (!s->digest)
        begin_reading(s);
    digest_records(s, s->at, s->at + 1);
    if (!s->laid_out) {
        s->note.text = mem_grow(s->mem, s->note.text, s->note.count, &s->note.room, sizeof *s->note.text);
        s->note.text[s->note.count++] = mem_copy(s->mem, note).at;
    } else if (s->notes >= s->note.count || !str_eq(str_of(s->note.text[s->notes]), note)) {
        damaged(s, other_request);
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
    const char *column, *told;
    for (; at < s->note.count && (column = behind(s->note.text[at], "column:")); at++)
        name[count++] = str_of(column);
    const char **stat = mem_array(s->mem, s->note.count, sizeof *stat);
    struct request *request = &s->state->request;
    for (; at < s->note.count && (told = behind(s->note.text[at], "stat:")); at++)
        stat[request->stats++] = told;
    while (at < s->note.count && behind(s->note.text[at], "else:"))
        at++;
    request->stat = stat;
    request->asked = mem_array(s->mem, s->note.count, sizeof *request->asked);
    for (; at < s->note.count; at++) {
        const char *asked = behind(s->note.text[at], "result:");
        if (!asked || !asked_take(request, str_of(asked)))
            damaged(s, no_state);
        request->asked[request->asks++] = str_of(asked);
    }
    return column_names(s->mem, place_of(s).file, name, count);
}

/* Room for a batch, and for the cells of a group. */
static void make_room(struct reading_state *s)
{
    const struct groups *table = &s->state->table;
    s->form = form_of(table);
    if (s->form.columns != s->record->count)
        damaged(s, no_state);
    s->key = mem_array(s->mem, (size_t)READ_BATCH * table->key.count + 1, sizeof *s->key);
    s->group = mem_array(s->mem, READ_BATCH, sizeof *s->group);
    s->cell = mem_array(s->mem, s->form.cells + 1, sizeof *s->cell);
}

/* The request of the first state is whole: its table is made. */
static void lay_out(struct reading_state *s)
{
    static const char *const word[] = {"aggregate ", "by:", "crosstab:", "where:", "units:", "approx:"};
    enum { FORM_NUMBER, BY, CROSSTAB, WHERE, UNITS, APPROX, WORDS };
    struct request *request = &s->state->request;
    const char *said[WORDS];
    for (size_t i = 0; i < WORDS; i++)
        if (s->note.count < WORDS || !(said[i] = behind(s->note.text[i], word[i])))
            damaged(s, no_state);
    if (strcmp(s->note.text[FORM_NUMBER], FORM) != 0)
        damaged(s, other_form);
    request->by = str_of(said[BY]);
    request->crosstab = str_of(said[CROSSTAB]);
    request->where = str_of(said[WHERE]);
    request->mixed_units = strncmp(said[UNITS], "mixed", strlen("mixed")) == 0;
    request->sorts = strstr(said[UNITS], "+sorts") != NULL;
    if (!read_whole(str_of(said[APPROX]), &request->exact))
        damaged(s, no_state);
    request->from_states = request->totals = true;
    struct columns columns = read_columns(s, WORDS);
    groups_init(&s->state->table, s->mem, request, &columns);
    make_room(s);
    s->laid_out = true;
}

/* ---- groups ---- */

/* How many records a group has, and where it stands. */
static uint64_t read_standing(struct reading_state *s, struct str text)
{
    enum { AT = 4 };          /* the length of " at " */
    ptrdiff_t at = str_find(text, STR(" at "));
    uint64_t records, part = s->first >> FIRST_PART, number = s->first + 1 - (part << FIRST_PART);
    struct str rest = at < 0 ? (struct str){0} : str_part(text, (size_t)at + AT, SIZE_MAX), first = {0};
    if (at >= 0 && (!str_cut(&rest, ':', &first) || !read_whole(first, &part) || !read_whole(rest, &number)))
        damaged(s, bad_cell);
    if (!read_whole(at < 0 ? text : str_part(text, 0, (size_t)at), &records) || !records || part > PARTS_MOST ||
        number >> FIRST_PART)
        damaged(s, bad_cell);
    s->first = part << FIRST_PART | number;
    return records;
}

/* The next of the cells that are seldom filled, and its number; 0 at the end. */
static uint64_t next_else(const struct reading_state *s, struct str *rest, struct str *text)
{
    struct str first = {0}, second = {0};
    uint64_t number, length;
    if (!rest->length)
        return 0;
    str_cut(rest, ':', &first);
    str_cut(rest, ':', &second);
    if (!read_whole(first, &number) || !read_whole(second, &length) || !number || !length || length > rest->length)
        damaged(s, bad_cell);
    *text = str_part(*rest, 0, (size_t)length);
    *rest = str_part(*rest, (size_t)length, SIZE_MAX);
    return number;
}

/* The texts of all cells, from columns and from _else. */
static void read_cells(struct reading_state *s, const struct record *record)
{
    struct str rest = record_field(record, ELSE), text = {0};
    uint64_t next = next_else(s, &rest, &text), number = 0;
    uint32_t column = KEYS + s->state->table.key.count;
    for (size_t i = 0; i < s->form.cells; i++) {
        if (!s->form.aside[i]) {
            s->cell[i] = record_field(record, column++);
            continue;
        }
        number++;
        s->cell[i] = next == number ? text : (struct str){0};
        next = next == number ? next_else(s, &rest, &text) : next;
    }
    if (next)
        damaged(s, bad_cell);
}

static void read_group(struct reading_state *s, const struct record *record, const struct str *key, struct head *group)
{
    struct groups *table = &s->state->table;
    struct mem_mark mark = mem_mark(s->mem);
    uint64_t records = read_standing(s, record_field(record, ROW));
    const struct str *cell = s->cell;
    read_cells(s, record);
    groups_count(group, records, s->first);
    for (size_t i = 0; i < table->pairs; i++) {
        const struct pair *pair = &table->pair[i];
        struct stats_saving how = saving_of(table, &s->form, i, key, records);
        char *state = (char *)group + pair->at;
        if (!stats_load(&pair->plan, state, table->kept, &how, cell))
            damaged(s, bad_cell);
        table->spoiled = table->spoiled || (!pair->plan.bare && stats_spoiled(state));
        cell += pair->plan.cells;
    }
    mem_rewind(s->mem, mark);
    s->groups++;
    s->records += records;
}

static bool is_group(const struct record *record)
{
    struct str row = record_field(record, ROW);
    return row.length && str_is_digit(*row.at);
}

/* All groups that follow on one another from the record at hand on; the last of them is then at hand. */
static void read_groups(struct reading_state *s)
{
    struct groups *table = &s->state->table;
    uint32_t arity = table->key.count;
    size_t from = s->at, to = from;
    for (; to < s->count && is_group(&s->batch[to]); to++)
        for (uint32_t k = 0; k < arity; k++)
            s->key[(to - from) * arity + k] = record_field(&s->batch[to], KEYS + k);
    digest_records(s, from, to);
    group_at_each(table->group, s->key, to - from, s->group);
    for (; s->at < to; s->at++)
        read_group(s, &s->batch[s->at], s->key + (s->at - from) * arity, s->group[s->at - from]);
    s->at--;
    if (groups_over(table))
        walk_spill(table);
}

/* ---- parts, and the end ---- */

static void read_part(struct reading_state *s)
{
    struct made_part part;
    uint32_t number;
    digest_records(s, s->at, s->at + 1);
    if (!part_read(s->mem, record_field(s->record, ROW), &number, &part) ||
        (s->state->parts.total && number > s->state->parts.total))
        damaged(s, bad_cell);
    if (s->part[number].here)
        damaged(s, say_format(s->mem, "part %u came twice", (unsigned)number).at);
    part.place = place_of(s);
    s->part[number] = part;
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
    struct str row = record_field(s->record, ROW), text = str_part(row, 2, SIZE_MAX);
    ptrdiff_t sha = str_find(row, STR(" sha256 ")), of = str_find(row, STR(" parts "));
    if (!s->digest || of < 0 || sha < of + 7)
        damaged(s, "an end row without a beginning, or without its parts");
    if (!s->laid_out)
        lay_out(s);
    if (s->notes != s->note.count)
        damaged(s, other_request);
    if (read_named(s, &text, "groups") != s->groups || read_named(s, &text, "records") != s->records)
        damaged(s, "rows are missing or too many: the state is damaged");
    struct str parts = str_part(row, (size_t)of + 7, (size_t)(sha - of) - 7);
    digest_add(s->digest, str_part(row, 0, (size_t)sha));
    bool good = str_eq(str_part(row, (size_t)sha + 8, SIZE_MAX), digest_text(s->mem, s->digest));
    for (uint32_t i = 1; i < s->record->count; i++)   /* the digest stands in this row, and is not of its end */
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
        damaged(s, other_request);
}

static void read_row(struct reading_state *s)
{
    struct str row = record_field(s->record, ROW);
    if (str_starts(row, STR("s "))) {
        if (s->digest && (s->groups || s->parts))
            damaged(s, "the state before this one has no end row: it was cut off");
        read_request(s);
    } else if (is_group(s->record) && s->digest && !s->parts) {
        if (!s->laid_out)
            lay_out(s);
        read_groups(s);
    } else if (str_starts(row, STR("p ")) && s->digest) {
        read_part(s);
    } else if (str_starts(row, STR("e "))) {
        read_end(s);
    } else if (str_eq(row, STR("_r")) && !s->digest) {
        read_header(s);
    } else {
        damaged(s, "a row out of its order: the state is damaged");
    }
}

/* Is it a table that can be a state, going by its header?  One of an older form began otherwise. */
static void check_header(struct reader *reader)
{
    const struct record *header = reader_header(reader);
    const struct place place = {.file = reader_place(reader, RECORD_WHOLE).file, .line = 1};
    bool row = header && header->count >= KEYS && str_eq(record_field(header, ROW), STR("_r"));
    if (row && str_eq(record_field(header, ELSE), STR("_first")))
        diag_fatal(DIAG_STATE, &place, "%s", voice_text(other_form));
    if (!row || !str_eq(record_field(header, ELSE), STR("_else")))
        diag_fatal(DIAG_STATE, &place, "no state: the header should begin with _r,_else");
}

void state_read(struct state *state, struct mem *mem, struct reader *reader, const struct request *shown)
{
    struct reading_state s = {.state = state, .mem = mem, .reader = reader, .line_mem = mem_open()};
    *state = (struct state){.request = *shown};
    check_header(reader);
    s.line = out_gather(s.line_mem);
    s.line_writer = writer_open(s.line_mem, s.line, ',');
    s.batch = mem_array(mem, READ_BATCH, sizeof *s.batch);
    s.part = mem_array(mem, PARTS_MOST + 2, sizeof *s.part);
    while ((s.count = reader_batch(reader, s.batch, READ_BATCH)))
        for (s.at = 0; s.at < s.count; s.at++) {
            s.record = &s.batch[s.at];
            read_row(&s);
        }
    state->parts.part = s.part;
    mem_close(s.line_mem);
    if (s.digest || !s.laid_out)
        diag_fatal(DIAG_STATE, &(struct place){.file = reader_place(reader, RECORD_WHOLE).file},
                   "the state has no end row: it was cut off");
}
