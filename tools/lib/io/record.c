/* record - see record.h; the parts are listed in record_inside.h */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/str.h"
#include "base/voice.h"
#include "files/fresh.h"
#include "files/trail.h"
#include "files/nowhere.h"
#include "io/record_inside.h"

enum {
    BLOCK = 256 * 1024,       /* read at a time */
    SPAN = 32 * 1024,         /* indexed at a time, so that the index stays in the nearest cache */
    SPAN_MOST = 16 << 20,     /* a longer record goes through libcsv */
    SMALL = 64 * 1024,
    STRETCH = 1 << 20
};

/* ---- opening and closing ---- */

static void refuse_delimiter(char delimiter)
{
    if (delimiter == '"' || delimiter == '\n' || delimiter == '\r' || (unsigned char)delimiter >= 0x80)
        diag_fatal(DIAG_USAGE, NULL, "the delimiter must be an ASCII character other than quote, CR and LF");
}

static struct reader *make(struct mem *mem, const struct reading *how)
{
    struct reader *reader = mem_take(mem, sizeof *reader);
    reader->mem = mem;
    reader->how = *how;
    reader->how.delimiter = how->delimiter ? how->delimiter : ',';
    reader->sniffs = how->beside && !how->delimiter;
    refuse_delimiter(reader->how.delimiter);
    reader->limits = (struct limits){RECORD_FIELD_MAX, RECORD_BYTES_MAX, RECORD_COLUMNS_MAX, STRETCH};
    reader->indexer = how->portable ? &index_portable : index_best();
    reader->arbiter = arbiter_open(mem, reader->how.delimiter);
    reader->record.reader = reader;
    reader->descriptor = -1;
    reader->origin = RECORD_WHOLE;
    reader->ended = true;
    reader->room = how->block ? how->block : BLOCK;
    reader->block = mem_resize(NULL, INDEX_BEFORE + reader->room + RECORD_BEYOND);
    memset(reader->block, '\n', INDEX_BEFORE);
    reader->base = reader->block + INDEX_BEFORE;
    reader->span = reader->room < SPAN ? (uint32_t)reader->room : SPAN;
    if (how->digest)
        reader->digest = digest_open(mem);
    if (how->skip_bad) {
        reader->bad_out = out_open(mem, how->skip_bad);
        reader->bad = writer_open(mem, reader->bad_out, ',');
        static const char *const column[] = {"file", "line", "reason", "record"};
        for (size_t i = 0; i < sizeof column / sizeof *column; i++)
            writer_plain(reader->bad, str_of(column[i]));
        writer_end(reader->bad);
    }
    return reader;
}

static struct reader *make_of_files(struct mem *mem, const char *const *file, size_t files, const struct reading *how)
{
    static const char *const standard_input[] = {"-"};
    struct reader *reader = make(mem, how);
    reader->file = files ? file : standard_input;
    reader->files = files ? files : 1;
    return reader;
}

struct reader *reader_make_source(struct mem *mem, struct source source, const struct reading *how)
{
    struct reader *reader = make(mem, how);
    reader->source = source;
    reader->files = 1;
    return reader;
}

/* The tables that every tool opens: a fault in the header ends the run. */
static struct reader *opened(struct reader *reader)
{
    struct trouble trouble;
    if (reader_begin(reader, &trouble) == STEP_TROUBLE)
        diag_fatal(trouble.code, &trouble.place, "%s", trouble.sentence);
    return reader;
}

struct reader *reader_open(struct mem *mem, const char *const *file, size_t files, const struct reading *how)
{
    return opened(make_of_files(mem, file, files, how));
}

struct reader *reader_open_source(struct mem *mem, struct source source, const struct reading *how)
{
    return opened(reader_make_source(mem, source, how));
}

static void close_file(struct reader *reader)
{
    if (reader->descriptor > STDIN_FILENO)
        close(reader->descriptor);
    reader->descriptor = -1;
}

void reader_close(struct reader *reader)
{
    if (!reader->block)
        return;
    close_file(reader);
    arbiter_close(reader->arbiter);
    mem_release(reader->block);
    mem_release(reader->index.end);
    mem_release(reader->index.last);
    mem_release(reader->scratch);
    reader->block = reader->scratch = NULL;
    reader->index = (struct index){0};
    reader->next = reader->at = reader->filled = 0;
    reader->files = 0;
    reader->ended = true;
    reader->current = false;
    if (reader->refused && !reader->piece)
        diag_report(DIAG_SKIPPED, NULL,
                    voice_plural("%llu record was refused and set aside in %s",
                                 "%llu records were refused and set aside in %s", reader->refused),
                    (unsigned long long)reader->refused, reader->how.skip_bad);
    if (reader->bad_out)
        out_commit(reader->bad_out);
}

/* ---- bytes ---- */

static size_t read_file(struct reader *reader, char *into, size_t room)
{
    for (;;) {
        ssize_t got = read(reader->descriptor, into, room);
        if (got >= 0)
            return (size_t)got;
        struct pollfd ready = {.fd = reader->descriptor, .events = POLLIN};
        if (errno == EAGAIN)
            poll(&ready, 1, -1);
        else if (errno != EINTR)
            diag_fatal(DIAG_READ, &(struct place){.file = reader->source.name}, "cannot read: %s%s", voice_error(errno),
                       errno == EISDIR ? voice_text("; name the files in it, as in FOLDER/*.csv") : "");
    }
}

/* In loose mode a CR alone ends a line too. */
static uint64_t lone_crs(const char *at, size_t length)
{
    uint64_t count = 0;
    const char *end = at + length;
    while (at < end && (at = memchr(at, '\r', (size_t)(end - at)))) {
        at++;
        count += at == end || *at != '\n';
    }
    return count;
}

static uint64_t lines_in(const struct reader *reader, const char *from, size_t length)
{
    return reader->indexer->lines(from, length) + (reader->how.loose ? lone_crs(from, length) : 0);
}

/* The number of the line on which an offset stands; never before one asked for
 * earlier.  Lines are counted only here, so places cost nothing until they are asked for. */
static uint64_t line_of(struct reader *reader, uint32_t offset)
{
    if (reader->jump && offset >= reader->jump_at) {
        reader->line = reader->jump;
        reader->line_at = reader->jump_at;
        reader->jump = 0;
    }
    reader->line += lines_in(reader, reader->base + reader->line_at, offset - reader->line_at);
    reader->line_at = offset;
    return reader->line;
}

/* Room behind the record at `at`: by moving it to the front where that gives back
 * at least half the block, otherwise in a block of twice the size. */
static void make_room(struct reader *reader)
{
    uint32_t keep = reader->filled - reader->at;
    reader->line = line_of(reader, reader->at);
    if (keep)
        memmove(reader->base, reader->base + reader->at, keep);
    reader->jump_at -= reader->jump ? reader->at : 0;
    reader->at = reader->line_at = 0;
    reader->filled = keep;
    if (keep <= reader->room / 2)
        return;
    reader->room *= 2;
    reader->block = mem_resize(reader->block, INDEX_BEFORE + reader->room + RECORD_BEYOND);
    reader->base = reader->block + INDEX_BEFORE;
}

bool reader_fill(struct reader *reader)
{
    if (reader->ended)
        return false;
    if (reader->filled == reader->room)
        make_room(reader);
    char *into = reader->base + reader->filled;
    size_t room = reader->room - reader->filled;
    size_t got = reader->source.read ? reader->source.read(reader->source.state, into, room)
                                     : read_file(reader, into, room);
    if (reader->digest)
        digest_add(reader->digest, (struct str){into, got});
    reader->bytes += got;
    if (!reader->piece)
        diag_progress(reader->bytes, 0);
    reader->filled += (uint32_t)got;
    reader->ended = got == 0;
    return got > 0;
}

void reader_drop(struct reader *reader)
{
    line_of(reader, reader->at);
    reader->at = reader->filled = reader->line_at = 0;
    reader->next = reader->first = reader->seen = 0;
    reader->index.records = 0;
}

/* ---- places ---- */

struct place reader_place_at(struct reader *reader, uint32_t start, uint32_t field)
{
    struct place place = {.file = reader->source.name, .line = line_of(reader, start)};
    place.record =
        reader->headed ? reader_records(reader) + reader->refused - reader->number_base + !reader->current : 0;
    if (field == RECORD_WHOLE)
        return place;
    place.column = field + 1;
    if (field < reader->header.count)
        place.name = record_field(&reader->header, field);
    return place;
}

/* The place of the record fetched last. */
static struct place record_place(struct reader *reader, uint32_t field)
{
    const struct record *record = &reader->record;
    struct place place = reader_place_at(reader, (uint32_t)(record->base + record->start - reader->base), field);
    place.text = record_raw(record);
    reader_add_origin(reader, field, &place);
    place.again = reader->header.count > 1 && str_eq(place.text, record_raw(&reader->header));
    if (field != RECORD_WHOLE && field < record->count) {
        uint32_t from = field ? record->end[field - 1] + 1 : record->start;
        place.at = from - record->start;
        place.length = record->end[field] - from;
    }
    return place;
}

struct place reader_place(const struct reader *reader, uint32_t field)
{
    if (!reader->current)
        return (struct place){.file = reader->source.name};
    return record_place((struct reader *)reader, field);      /* only the count of lines moves on */
}

/* Each record begins a line of its own: when there are as many line ends as records
 * between the first and the last, no line is left for a record to go on. */
void reader_lines(struct reader *reader, const struct record *record, size_t count, uint64_t *line)
{
    const char *at = record[0].base + record[0].start, *last = record[count - 1].base + record[count - 1].start;
    bool even = lines_in(reader, at, (size_t)(last - at)) == count - 1;
    line[0] = line_of(reader, (uint32_t)(at - reader->base));
    for (size_t i = 1; i < count; i++) {
        const char *next = record[i].base + record[i].start;
        line[i] = line[i - 1] + (even ? 1 : lines_in(reader, at, (size_t)(next - at)));
        at = next;
    }
}

/* ---- from bytes to records ---- */

/* The arrays hold what a span of bytes can give at most.  What is in them is given up. */
static void widen_index(struct reader *reader, uint32_t span)
{
    if (reader->index_room >= span)
        return;
    mem_release(reader->index.end);
    mem_release(reader->index.last);
    reader->index.end = mem_resize(NULL, INDEX_ROOM(span) * sizeof *reader->index.end);
    reader->index.last = mem_resize(NULL, INDEX_ROOM(span) * sizeof *reader->index.last);
    reader->index_room = span;
}

/* After a pass in vain another is worth its time when a line end has come in; but
 * where much was seen in vain, only when there is twice as much, so that the time
 * for a long record stays linear however few bytes each read brings. */
static bool worth_a_pass(const struct reader *reader)
{
    uint32_t have = reader->filled - reader->at, more = have - reader->seen;
    if (!more)
        return false;
    if (reader->ended || have / 2 >= reader->seen)
        return true;
    return reader->seen <= SMALL && memchr(reader->base + reader->at + reader->seen, '\n', more);
}

/* One pass over what is there.  False when it found neither records nor trouble. */
static bool index_block(struct reader *reader)
{
    uint32_t most = SPAN_MOST < reader->limits.field ? SPAN_MOST : (uint32_t)reader->limits.field;
    uint32_t have = reader->filled - reader->at;
    for (;;) {
        uint32_t span = reader->span < most ? reader->span : most;
        uint32_t length = have < span ? have : span;
        widen_index(reader, span);
        reader->indexed_from = reader->at;
        reader->indexer->pass(&reader->index, reader->base, reader->at, reader->at + length, reader->how.delimiter);
        reader->ask = !reader->index.records && (reader->index.trouble || length == most);
        if (reader->index.records || reader->ask)
            return true;
        if (length == have)
            return false;
        reader->span = span * 2;
    }
}

/* Finds more records, reading where no whole one is left.  False at the end of the
 * file. */
static bool index_more(struct reader *reader)
{
    reader->next = reader->first = reader->seen = 0;
    reader->index.records = 0;
    for (;;) {
        if (reader->how.careful && reader->at < reader->filled)
            return reader->ask = true;
        if (!reader->how.careful && worth_a_pass(reader)) {
            if (index_block(reader))
                return true;
            reader->seen = reader->filled - reader->at;
        } else if (!reader_fill(reader) && !worth_a_pass(reader)) {
            return reader->ask = reader->at < reader->filled;      /* the last record, without a line end */
        }
    }
}

/* Makes `record`, which has the current one's base, the index's next one. */
static inline void take(struct reader *reader, struct record *record)
{
    uint32_t last = reader->index.last[reader->next++];
    uint32_t *end = &reader->index.end[last], line_end = *end;
    record->start = reader->at;
    record->end = reader->index.end + reader->first;
    record->count = last + 1 - reader->first;
    if (reader->index.cr && line_end > reader->at && reader->base[line_end - 1] == '\r')
        *end = line_end - 1;
    reader->at = line_end + 1;
    reader->first = last + 1;
}

static enum step fetch(struct reader *reader, struct trouble *trouble)
{
    reader->current = false;
    while (reader->next == reader->index.records) {
        if (!index_more(reader))
            return STEP_END;
        reader->record.base = reader->base;
        reader->record.content = NULL;
        if (!reader->ask)
            continue;
        reader->ask = false;
        return arbiter_judge(reader, trouble) ? STEP_RECORD : STEP_TROUBLE;
    }
    take(reader, &reader->record);
    return STEP_RECORD;
}

/* ---- files and headers ---- */

static enum step trouble_with(struct reader *reader, struct trouble *trouble, enum diag_code code, uint32_t field,
                              const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Trouble with the record just fetched. */
static enum step trouble_with(struct reader *reader, struct trouble *trouble, enum diag_code code, uint32_t field,
                              const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(trouble->sentence, sizeof trouble->sentence, voice_text(format), list);
    va_end(list);
    trouble->code = code;
    trouble->place = record_place(reader, field);
    trouble->raw = record_raw(&reader->record);
    trouble->final = !reader->how.skip_bad;
    return STEP_TROUBLE;
}

static bool is_blank(const struct record *record)
{
    return record->count == 1 && record->end[0] == record->start;
}

/* The header outlives the block, so all of it is copied. */
static void keep_header(struct reader *reader)
{
    const struct record *record = &reader->record;
    uint32_t *end = mem_array(reader->mem, record->count, sizeof *end);
    struct str *content = mem_array(reader->mem, record->count, sizeof *content);
    for (uint32_t i = 0; i < record->count; i++) {
        end[i] = record->end[i] - record->start;
        content[i] = mem_copy(reader->mem, record_field(record, i));
    }
    reader->header = (struct record){.base = mem_copy(reader->mem, record_raw(record)).at, .end = end,
                                     .count = record->count, .content = content, .reader = reader};
    reader->columns = record->count;
    struct str mark = {"\xef\xbb\xbf", reader->marked ? 3 : 0};
    reader->head = mem_join(reader->mem, mark, record_stretch(record, 1));
    reader_find_origin(reader);
}

static enum step compare_header(struct reader *reader, struct trouble *trouble)
{
    const struct record *first = &reader->header, *here = &reader->record;
    for (uint32_t i = 0; i < here->count && i < first->count; i++) {
        struct str expected = record_field(first, i), found = record_field(here, i);
        if (!str_eq(expected, found))
            return trouble_with(reader, trouble, DIAG_HEADER_DIFFERS, i,
                                "column \"%.*s\"; expected \"%.*s\" as in the first file", STR_ARG(found),
                                STR_ARG(expected));
    }
    if (here->count != first->count)
        return trouble_with(reader, trouble, DIAG_HEADER_DIFFERS, RECORD_WHOLE,
                            voice_plural("%u column; expected %u as in the first file",
                                         "%u columns; expected %u as in the first file", here->count),
                            here->count, first->count);
    return STEP_RECORD;
}

/* The index knows no limits; what is past them is told where libcsv meets it. */
static enum step judge_width(struct reader *reader, struct trouble *trouble)
{
    if (reader->record.count <= reader->limits.columns)
        return STEP_RECORD;
    reader->at = reader->record.start;
    reader->next = reader->index.records = 0;
    return arbiter_judge(reader, trouble) ? STEP_RECORD : STEP_TROUBLE;
}

/* Behind the header, the record just fetched, a part of a whole goes on elsewhere. */
static void begin_part(struct reader *reader)
{
    reader->jump = reader->how.at ? reader->how.at->line : 0;
    reader->jump_at = reader->at;
}

/* A first record can only be a header that is right: nothing is skipped before it. */
static enum step read_header(struct reader *reader, struct trouble *trouble)
{
    enum step step = fetch(reader, trouble);
    if (step == STEP_RECORD)
        step = judge_width(reader, trouble);
    if (step == STEP_RECORD && is_blank(&reader->record) && !reader->how.loose)
        step = trouble_with(reader, trouble, DIAG_HEADER_EMPTY, RECORD_WHOLE, "a blank line; expected the header");
    else if (step == STEP_RECORD && reader->header.count)
        step = compare_header(reader, trouble);
    else if (step == STEP_RECORD)
        keep_header(reader);
    if (step == STEP_TROUBLE)
        trouble->final = true;
    else
        begin_part(reader);
    return step;
}

/* Opens the next operand.  False when there is none. */
static bool open_next(struct reader *reader)
{
    close_file(reader);
    if (!reader->files)
        return false;
    reader->files--;
    if (reader->file) {
        reader->source.name = *reader->file++;
        bool standard = strcmp(reader->source.name, "-") == 0;
        reader->descriptor = standard ? STDIN_FILENO : open(reader->source.name, O_RDONLY | O_CLOEXEC);
        if (reader->descriptor < 0)
            nowhere_stop(reader->mem, reader->source.name);
        if (reader->how.digest)
            fresh_refuse_reserved(reader->descriptor);
        else
            reader->digest = trail_read(reader->source.name, reader->descriptor);
    }
    reader->ended = false;
    reader->headed = reader->how.headless;
    reader->at = reader->filled = reader->line_at = 0;
    reader->line = 1;
    reader->number_base = reader->records + reader->refused;
    const struct cut_at *at = reader->how.at;
    if (at) {
        reader->source.name = at->file;
        reader->number_base -= at->record - 1 + (reader->how.blanks || reader->how.loose ? at->blanks : 0);
    }
    return true;
}

/* Reads over a byte order mark.  False when there is nothing in the file but that. */
static bool begin_file(struct reader *reader)
{
    static const char mark[] = "\xef\xbb\xbf";
    while (reader->filled < 3 && reader_fill(reader))
        ;
    reader->marked = !reader->piece && reader->filled >= 3 && memcmp(reader->base, mark, 3) == 0;
    if (reader->marked)
        reader->at = 3;
    return reader->at < reader->filled || reader_fill(reader);
}

/* Goes on to the next operand that is not empty, and reads its header. */
static enum step next_file(struct reader *reader, struct trouble *trouble)
{
    while (open_next(reader)) {
        if (begin_file(reader)) {
            if (reader_is_disguised(reader, trouble))
                return STEP_TROUBLE;
            reader_settle_delimiter(reader);
            enum step step = reader->how.headless ? STEP_RECORD : read_header(reader, trouble);
            reader->headed = true;
            return step;
        }
        if (!reader->how.allow_empty) {
            *trouble = (struct trouble){.code = DIAG_EMPTY, .place = {.file = reader->source.name}, .final = true};
            snprintf(trouble->sentence, sizeof trouble->sentence, "%s",
                     voice_text(reader->how.beside
                                    ? N_("the file is empty; expected at least a header")
                                    : strcmp(reader->source.name, "-") == 0
                                    ? N_("the input is empty; expected at least a header: did the program before this "
                                         "one fail? (--allow-empty admits it)")
                                    : N_("the input is empty; expected at least a header (--allow-empty admits it)")));
            return STEP_TROUBLE;
        }
    }
    return STEP_END;
}

enum step reader_begin(struct reader *reader, struct trouble *trouble)
{
    return next_file(reader, trouble);
}

/* ---- records ---- */

/* Is the record that was fetched one to hand out?  STEP_END: it is to be left out. */
static enum step judge(struct reader *reader, struct trouble *trouble)
{
    const struct record *record = &reader->record;
    if (record->count == reader->columns)
        return STEP_RECORD;
    enum step step = judge_width(reader, trouble);
    if (step == STEP_TROUBLE)
        return step;
    if (reader->how.loose) {
        reader->columns = record->count; /* any number is right; most lines have that of the one before */
        return step;
    }
    if (!reader->columns) {
        reader->columns = record->count;
        return STEP_RECORD;
    }
    if (is_blank(record) && reader->how.blanks)
        return STEP_RECORD;
    if (is_blank(record) && !reader->piece) {
        struct place place = record_place(reader, RECORD_WHOLE);
        place.record = 0;
        diag_report(DIAG_BLANK, &place, "a blank line was left out");
        return STEP_END;
    }
    char sentence[200];
    snprintf(sentence, sizeof sentence,
             reader->header.count ? voice_plural("%u field; expected %u as in the header",
                                                 "%u fields; expected %u as in the header", record->count)
                                  : voice_plural("%u field; expected %u", "%u fields; expected %u", record->count),
             record->count, reader->columns);
    return trouble_with(reader, trouble, DIAG_RAGGED, RECORD_WHOLE, "%s%s", sentence,
                        record->count > reader->columns
                            ? voice_text(" (a field that holds the delimiter stands in quotes)") : "");
}

enum step reader_step(struct reader *reader, struct trouble *trouble)
{
    for (;;) {
        enum step step = fetch(reader, trouble);
        if (step == STEP_END) {
            step = next_file(reader, trouble);
            if (step != STEP_RECORD)
                return step;
            continue;
        }
        if (step == STEP_RECORD)
            step = judge(reader, trouble);
        if (step == STEP_END)
            continue;
        reader->records += step == STEP_RECORD;
        reader->refused += step == STEP_TROUBLE;
        reader->current = step == STEP_RECORD;
        if (reader->how.headless && reader->records + reader->refused == 1)
            begin_part(reader);
        return step;
    }
}

static void set_aside(struct reader *reader, const struct trouble *trouble)
{
    char line[24], reason[sizeof trouble->sentence + 32];
    snprintf(line, sizeof line, "%llu", (unsigned long long)trouble->place.line);
    snprintf(reason, sizeof reason, "%s: %s", diag_row(trouble->code)->word, trouble->sentence);
    writer_field(reader->bad, str_of(trouble->place.file));
    writer_plain(reader->bad, str_of(line));
    writer_field(reader->bad, str_of(reason));
    writer_quoted(reader->bad, trouble->raw);
    writer_end(reader->bad);
}

/* All but a record that is like the ones before it. */
static const struct record *next_slowly(struct reader *reader)
{
    for (;;) {
        struct trouble trouble;
        enum step step = reader_step(reader, &trouble);
        if (step == STEP_RECORD && !reader->hides_origin)
            reader->hides_origin = reader_begins_with_origin(reader);
        if (step == STEP_RECORD && reader->hides_origin)
            reader_take_origin(reader);
        if (step != STEP_TROUBLE)
            return step == STEP_RECORD ? &reader->record : NULL;
        reader->stuck = true;
        if (reader->piece)
            return NULL;
        if (trouble.final)
            diag_fatal(trouble.code, &trouble.place, "%s", trouble.sentence);
        if (reader->how.refused) {
            struct finding finding = {.code = trouble.code, .place = trouble.place,
                                      .message = str_of(trouble.sentence)};
            reader->current = trouble.code == DIAG_RAGGED;
            reader->how.refused(reader->how.state, &finding, reader->current ? &reader->record : NULL);
            reader->current = false;
        }
        set_aside(reader, &trouble);
    }
}

const struct record *reader_next(struct reader *reader)
{
    if (reader->next == reader->index.records || reader->hides_origin ||
        reader->index.last[reader->next] + 1 - reader->first != reader->columns)
        return next_slowly(reader);
    take(reader, &reader->record);
    reader->records++;
    reader->current = true;
    return &reader->record;
}

size_t reader_batch(struct reader *reader, struct record *record, size_t most)
{
    reader->behind = 0;
    if (!most || !reader_next(reader))
        return 0;
    record[0] = reader->record;
    size_t count = 1;
    while (count < most && !reader->hides_origin && reader->next < reader->index.records &&
           reader->index.last[reader->next] + 1 - reader->first == reader->columns) {
        record[count] = record[0];
        take(reader, &record[count++]);
    }
    reader->record = record[count - 1];
    reader->records += count - 1;
    return count;
}

void reader_point(struct reader *reader, const struct record *record, size_t i, size_t count)
{
    reader->record = record[i];
    reader->behind = count - 1 - i;
}

const struct record *reader_header(const struct reader *reader)
{
    return reader->header.count ? &reader->header : NULL;
}

uint64_t reader_records(const struct reader *reader)
{
    return reader->records - reader->behind;
}

uint64_t reader_refused(const struct reader *reader)
{
    return reader->refused;
}
