/* record_libcsv - the arbiter: one record, from its first byte, through libcsv
 *
 * libcsv is fed piece by piece: a piece ends behind a delimiter, a CR or an LF, so
 * that the place of every field and of every error is known, and nothing is fed
 * behind the end of the row.  It is strict with strict finish, reports every line
 * end, and takes no byte for a space.  CR and LF both end a row for it; whether a
 * CR may is the reader's business: only before an LF, or in loose mode.
 *
 * The only file that includes csv.h.
 */
#include <csv.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/str.h"
#include "base/voice.h"
#include "io/record_inside.h"

enum { GROW = 64 * 1024 };

/* The content of a field: bytes of the record, or where quotes were halved a copy. */
struct content {
    size_t from, length;
    bool copied;
};

struct arbiter {
    struct csv_parser parser;
    bool open;
    char delimiter;
    bool row;                 /* libcsv has ended the row */
    const char *raw;          /* where the field begins in the record, */
    size_t raw_from;          /* and its offset there */
    char *copy;               /* copied contents, one behind the other */
    size_t copied, copy_room;

    uint32_t fields;          /* that libcsv has delivered */
    struct content *content;
    uint32_t *raw_end;        /* where they end in the record, quotes included */
    struct str *text;
    size_t room;              /* elements in each of the three */
};

/* ---- what libcsv calls ---- */

static int no_space(unsigned char byte)
{
    (void)byte;
    return 0;
}

static size_t copy_text(struct arbiter *arbiter, const void *at, size_t length)
{
    if (arbiter->copied + length > arbiter->copy_room) {
        arbiter->copy_room = (arbiter->copied + length) * 2;
        arbiter->copy = mem_resize(arbiter->copy, arbiter->copy_room);
    }
    memcpy(arbiter->copy + arbiter->copied, at, length);
    arbiter->copied += length;
    return arbiter->copied - length;
}

static void on_field(void *at, size_t length, void *state)
{
    struct arbiter *arbiter = state;
    if (arbiter->fields == arbiter->room) {
        arbiter->room = arbiter->room ? arbiter->room * 2 : 64;
        arbiter->content = mem_resize(arbiter->content, arbiter->room * sizeof *arbiter->content);
        arbiter->raw_end = mem_resize(arbiter->raw_end, arbiter->room * sizeof *arbiter->raw_end);
        arbiter->text = mem_resize(arbiter->text, arbiter->room * sizeof *arbiter->text);
    }
    bool quoted = length && *arbiter->raw == '"';
    bool copied = length && memcmp(arbiter->raw + quoted, at, length) != 0;
    size_t from = copied ? copy_text(arbiter, at, length) : arbiter->raw_from + quoted;
    arbiter->content[arbiter->fields++] = (struct content){from, length, copied};
}

static void on_row(int line_end, void *state)
{
    struct arbiter *arbiter = state;
    (void)line_end;
    if (arbiter->fields == 0)
        on_field(NULL, 0, arbiter);        /* a blank line */
    arbiter->row = true;
}

/* ---- opening and closing ---- */

struct arbiter *arbiter_open(struct mem *mem, char delimiter)
{
    struct arbiter *arbiter = mem_take(mem, sizeof *arbiter);
    arbiter->delimiter = delimiter;
    return arbiter;
}

void arbiter_turn(struct arbiter *arbiter, char delimiter)
{
    arbiter->delimiter = delimiter;
}

static void drop_parser(struct arbiter *arbiter)
{
    if (arbiter->open)
        csv_free(&arbiter->parser);
    arbiter->open = false;
}

void arbiter_close(struct arbiter *arbiter)
{
    drop_parser(arbiter);
    mem_release(arbiter->copy);
    mem_release(arbiter->content);
    mem_release(arbiter->raw_end);
    mem_release(arbiter->text);
    *arbiter = (struct arbiter){.delimiter = arbiter->delimiter};
}

/* Ready for a record.  A parser that ended its row well can be used again; one that
 * was left in the middle cannot. */
static void begin(struct arbiter *arbiter)
{
    if (arbiter->open && !arbiter->row)
        drop_parser(arbiter);
    if (!arbiter->open) {
        csv_init(&arbiter->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
        csv_set_delim(&arbiter->parser, (unsigned char)arbiter->delimiter);
        csv_set_space_func(&arbiter->parser, no_space);
        csv_set_realloc_func(&arbiter->parser, mem_resize);
        csv_set_free_func(&arbiter->parser, mem_release);
        csv_set_blk_size(&arbiter->parser, GROW);
        arbiter->open = true;
    }
    arbiter->row = false;
    arbiter->fields = 0;
    arbiter->copied = STR_ROOM;
}

/* ---- lines and pieces ---- */

static const char *record_at(const struct reader *reader, size_t from)
{
    return reader->base + reader->at + from;
}

/* How long the line is that begins `from` bytes into the record, up to and with its
 * LF, CR or CRLF; reads what is missing.  Without a line end in `most` bytes or
 * before the end of the file: what there is. */
static size_t line_length(struct reader *reader, size_t from, size_t most)
{
    size_t length = 0;
    for (;;) {
        size_t have = reader->filled - reader->at - from;
        have = have < most ? have : most;
        const char *at = record_at(reader, from);
        while (length < have && at[length] != '\n' && at[length] != '\r')
            length++;
        bool found = length < have;
        if (found && at[length] == '\n')
            return length + 1;
        if (found && length + 1 < have)
            return length + 1 + (at[length + 1] == '\n');
        if (have == most || !reader_fill(reader))
            return have;
    }
}

/* How many bytes, from `at`, up to and with the next delimiter or line end. */
static size_t piece_length(const char *at, size_t length, char delimiter)
{
    for (size_t i = 0; i < length; i++)
        if (at[i] == delimiter || at[i] == '\n' || at[i] == '\r')
            return i + 1;
    return length;
}

/* How many bytes are free of NUL and bad UTF-8. */
static size_t clean_length(struct str line)
{
    const char *nul = line.length ? memchr(line.at, '\0', line.length) : NULL;
    if (nul)
        line.length = (size_t)(nul - line.at);
    return str_utf8(line);
}

/* ---- the verdict ---- */

/* One record on its way through. */
struct walk {
    struct reader *reader;
    struct arbiter *arbiter;
    struct trouble *trouble;
    size_t fed;               /* bytes given to libcsv */
    uint32_t fields;          /* fields whose end is known, */
    size_t field;             /* and where the one after them begins */
    size_t line_end;          /* where the line being fed ends */
    bool bad;                 /* trouble was found; only the record's end is still wanted */
};

/* What is said of the byte at offset `at` of the record, in the field that has begun.  A
 * later refusal takes the place of an earlier one: bad bytes are followed only by what
 * keeps the record from ending, and that says more.  Always false. */
__attribute__((format(printf, 4, 5)))
static bool refuse(struct walk *walk, enum diag_code code, size_t at, const char *format, ...)
{
    walk->bad = true;
    struct trouble *trouble = walk->trouble;
    const char *start = record_at(walk->reader, 0);
    trouble->code = code;
    trouble->place = reader_place_at(walk->reader, walk->reader->at, walk->fields);
    trouble->place.text = (struct str){start, walk->line_end};
    trouble->place.at = walk->field;
    trouble->place.length = at + 1 - walk->field;
    va_list list;
    va_start(list, format);
    int length = vsnprintf(trouble->sentence, sizeof trouble->sentence, voice_text(format), list);
    va_end(list);
    uint64_t later = walk->reader->indexer->lines(start, at);
    if (later && (size_t)length < sizeof trouble->sentence)
        snprintf(trouble->sentence + length, sizeof trouble->sentence - (size_t)length, voice_text(" (line %llu)"),
                 (unsigned long long)(trouble->place.line + later));
    return false;
}

static bool refuse_quote(struct walk *walk, size_t at)
{
    if (*record_at(walk->reader, at) == '"')
        return refuse(walk, DIAG_QUOTE, at,
                      "a quote inside a field that does not begin with one; expected the field in quotes and this "
                      "quote doubled");
    return refuse(walk, DIAG_QUOTE, at,
                  "text after the quote that closes a field; expected a delimiter or the end of the line, or the "
                  "quote doubled");
}

static bool refuse_byte(struct walk *walk, size_t at)
{
    const unsigned char *byte = (const unsigned char *)record_at(walk->reader, at);
    if (!*byte)
        return refuse(walk, DIAG_NUL, at, "a NUL byte; expected text");
    bool utf16 = at == 0 && walk->line_end > 1 && (byte[0] ^ byte[1]) == 1 && (byte[0] | byte[1]) == 0xff;
    return refuse(walk, DIAG_UTF8, at,
                  utf16 ? N_("byte 0x%02X begins UTF-16, expected UTF-8; iconv -f UTF-16 -t UTF-8 converts it")
                        : N_("byte 0x%02X is not UTF-8 here; normalize reads GBK and GB18030; iconv -f ENC -t UTF-8 "
                             "makes UTF-8 of others"),
                  *byte);
}

/* Says where the field is that libcsv may deliver next: reading moves the record. */
static void tell_field(struct walk *walk)
{
    walk->arbiter->raw = record_at(walk->reader, walk->field);
    walk->arbiter->raw_from = walk->field;
}

/* Feeds libcsv up to offset `to`, or to the row's end. */
static bool feed(struct walk *walk, size_t to)
{
    struct arbiter *arbiter = walk->arbiter;
    const struct limits *limits = &walk->reader->limits;
    while (walk->fed < to && !arbiter->row) {
        size_t length = piece_length(record_at(walk->reader, walk->fed), to - walk->fed, arbiter->delimiter);
        size_t room = limits->field + 1 - (walk->fed - walk->field);
        length = length < room ? length : room;
        tell_field(walk);
        size_t taken = csv_parse(&arbiter->parser, record_at(walk->reader, walk->fed), length, on_field, on_row,
                                 arbiter);
        if (taken < length)
            return refuse_quote(walk, walk->fed + taken);
        walk->fed += length;
        if (arbiter->fields > walk->fields) {
            if (walk->fields == limits->columns)
                return refuse(walk, DIAG_LIMIT, walk->field, "more than %u fields", limits->columns);
            arbiter->raw_end[walk->fields++] = (uint32_t)walk->fed - 1;
            walk->field = walk->fed;
        } else if (walk->fed - walk->field > limits->field) {
            return refuse(walk, DIAG_LIMIT, walk->field, "a field of more than %zu bytes; is its quote never closed?",
                          limits->field);
        }
    }
    return true;
}

static bool feed_line(struct walk *walk, size_t length)
{
    walk->line_end = walk->fed + length;
    struct str line = {record_at(walk->reader, walk->fed), length};
    size_t clean = walk->fed + (walk->bad ? length : clean_length(line));
    if (!feed(walk, clean))
        return false;
    if (clean == walk->line_end)
        return true;
    refuse_byte(walk, clean);
    return walk->reader->how.skip_bad && feed(walk, walk->line_end);
}

/* The file has ended: is the row complete? */
static bool finish(struct walk *walk)
{
    struct arbiter *arbiter = walk->arbiter;
    tell_field(walk);
    if (csv_fini(&arbiter->parser, on_field, on_row, arbiter) != 0)
        return refuse(walk, DIAG_QUOTE, walk->field, "the quote that opens this field is never closed");
    if (walk->fields == walk->reader->limits.columns)
        return refuse(walk, DIAG_LIMIT, walk->field, "more than %u fields", walk->reader->limits.columns);
    arbiter->raw_end[walk->fields++] = (uint32_t)walk->fed;
    return true;
}

/* The row has ended: at a line end that may end one, and within the limit? */
static bool check_end(struct walk *walk)
{
    const uint32_t *raw_end = walk->arbiter->raw_end;
    uint32_t length = raw_end[walk->fields - 1];
    walk->fields--;                        /* what is said is said of the last field */
    walk->field = walk->fields ? raw_end[walk->fields - 1] + 1 : 0;
    if (length > walk->reader->limits.record)
        return refuse(walk, DIAG_LIMIT, length, "a record of more than %zu bytes", walk->reader->limits.record);
    if (walk->fed > length && *record_at(walk->reader, length) == '\r') {
        if (walk->fed < walk->line_end)
            walk->fed++;                   /* the LF of CRLF */
        else if (!walk->reader->how.loose)
            return refuse(walk, DIAG_CR, length, "a carriage return that no line feed follows");
    }
    return true;
}

/* How long the next stretch of the record is: a line, or where that is very long as
 * much of it as neither parts a CR from its LF nor a character. */
static size_t stretch_length(struct walk *walk, size_t most)
{
    size_t stretch = walk->reader->limits.stretch;
    if (most <= stretch)
        return line_length(walk->reader, walk->fed, most);
    size_t length = line_length(walk->reader, walk->fed, stretch);
    const char *at = record_at(walk->reader, walk->fed);
    if (length < stretch || at[length - 1] == '\n')
        return length;
    return at[length - 1] == '\r' ? length - 1 : whole_length(at, length);
}

static bool walk_to_end(struct walk *walk)
{
    size_t most = walk->reader->limits.record + 2;
    while (!walk->arbiter->row) {
        size_t length = stretch_length(walk, most - walk->fed);
        if (!length && walk->fed == most)
            return refuse(walk, DIAG_LIMIT, walk->field, "a record of more than %zu bytes; is a quote never closed?",
                          walk->reader->limits.record);
        if (!(length ? feed_line(walk, length) : finish(walk)))
            return false;
    }
    return check_end(walk);
}

/* How much is set aside where the record's end is not known: the line on which it
 * starts.  0 when even that has no end within the limit. */
static size_t first_line(struct reader *reader)
{
    size_t most = reader->limits.record + 2, line = 0;
    for (;;) {
        size_t length = line_length(reader, line, most - line);
        line += length;
        if (!length)
            return line < most ? line : 0;
        char last = *record_at(reader, line - 1);
        if (last == '\n' || (last == '\r' && reader->how.loose))
            return line;
    }
}

static struct str without_line_end(struct str text)
{
    if (text.length && text.at[text.length - 1] == '\n')
        text.length--;
    if (text.length && text.at[text.length - 1] == '\r')
        text.length--;
    return text;
}

bool arbiter_judge(struct reader *reader, struct trouble *trouble)
{
    struct arbiter *arbiter = reader->arbiter;
    struct walk walk = {.reader = reader, .arbiter = arbiter, .trouble = trouble};
    reader->asked++;
    begin(arbiter);
    bool ended = walk_to_end(&walk);
    if (walk.bad) {
        size_t refused = !reader->how.skip_bad ? walk.line_end : ended ? walk.fed : first_line(reader);
        trouble->final = !refused || !reader->how.skip_bad;
        trouble->raw = without_line_end((struct str){record_at(reader, 0), refused});
        trouble->place.text.at = trouble->raw.at;      /* reading on may have moved it */
        reader->at += (uint32_t)refused;
        return false;
    }
    for (uint32_t i = 0; i < arbiter->fields; i++) {
        const struct content *content = &arbiter->content[i];
        const char *from = content->copied ? arbiter->copy : record_at(reader, 0);
        arbiter->text[i] = (struct str){from + content->from, content->length};
    }
    reader->record = (struct record){.base = record_at(reader, 0), .end = arbiter->raw_end, .count = arbiter->fields,
                                     .content = arbiter->text, .reader = reader};
    reader->at += (uint32_t)walk.fed;
    return true;
}
