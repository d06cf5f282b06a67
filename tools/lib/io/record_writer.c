/* record_writer - CSV on its way out */
#include "base/str.h"
#include "io/record_inside.h"

enum {
    PIECE = 4096,             /* what is longer goes to out whole */
    ROW = 16384,              /* a row of pieces that might be longer is written piece by piece */
    PARTS_MOST = 32           /* what a row that is written at once has at most */
};

struct writer {
    struct out *out;
    char delimiter;
    bool empty;               /* the last field was written as nothing at all */
    uint32_t fields;
    uint64_t rows;
};

struct writer *writer_open(struct mem *mem, struct out *out, char delimiter)
{
    struct writer *writer = mem_take(mem, sizeof *writer);
    writer->out = out;
    writer->delimiter = delimiter ? delimiter : ',';
    writer->empty = true;
    return writer;
}

void writer_plain(struct writer *writer, struct str text)
{
    bool more = writer->fields++ > 0;
    writer->empty = text.length == 0;
    if (text.length > PIECE) {
        if (more)
            out_byte(writer->out, writer->delimiter);
        out_write(writer->out, text);
        return;
    }
    char *to = out_room(writer->out, text.length + 1);
    *to = writer->delimiter;
    if (text.length)
        memcpy(to + more, text.at, text.length);
    out_used(writer->out, text.length + more);
}

void writer_quoted(struct writer *writer, struct str text)
{
    writer_plain(writer, STR("\""));
    const char *quote;
    while (text.length && (quote = memchr(text.at, '"', text.length))) {
        size_t before = (size_t)(quote + 1 - text.at);
        out_write(writer->out, str_part(text, 0, before));
        out_byte(writer->out, '"');
        text = str_part(text, before, SIZE_MAX);
    }
    out_write(writer->out, text);
    out_byte(writer->out, '"');
}

void writer_field(struct writer *writer, struct str text)
{
    if (str_needs_quotes(text, writer->delimiter))
        writer_quoted(writer, text);
    else
        writer_plain(writer, text);
}

static bool same_delimiter(const struct writer *writer, const struct record *record)
{
    return record->reader->how.delimiter == writer->delimiter;
}

void writer_same(struct writer *writer, const struct record *record, uint32_t i)
{
    if (!same_delimiter(writer, record)) {
        writer_field(writer, record_field(record, i));
        return;
    }
    uint32_t from = i ? record->end[i - 1] + 1 : record->start;
    writer_plain(writer, (struct str){record->base + from, record->end[i] - from});
}

/* `count` such fields that follow each other, from field `first` on. */
static void write_run(struct writer *writer, const struct record *record, uint32_t first, uint32_t count)
{
    if (!same_delimiter(writer, record)) {
        for (uint32_t i = 0; i < count; i++)
            writer_field(writer, record_field(record, first + i));
        return;
    }
    uint32_t from = first ? record->end[first - 1] + 1 : record->start;
    writer_plain(writer, (struct str){record->base + from, record->end[first + count - 1] - from});
    writer->fields += count - 1;
}

/* Copies in steps of RECORD_BEYOND bytes, of which those that are too many do no harm: that
 * costs less than to look how many there are. */
static inline char *copy(char *to, const char *from, size_t length)
{
    size_t done = 0;
    do
        memcpy(to + done, from + done, RECORD_BEYOND);
    while ((done += RECORD_BEYOND) < length);
    return to + length;
}

static void write_each(struct writer *writer, const struct record *record, const struct writer_part *part, size_t parts)
{
    for (const struct writer_part *p = part; p < part + parts; p++) {
        if (p->count)
            write_run(writer, record, p->first, p->count);
        else
            writer_plain(writer, p->text);
        for (uint32_t i = 0; i < p->blanks; i++)
            writer_plain(writer, STR(""));
    }
    writer_end(writer);
}

void writer_parts(struct writer *writer, const struct record *record, const struct writer_part *part, size_t parts)
{
    uint32_t bytes = record->end[record->count - 1] - record->start;
    if (!same_delimiter(writer, record) || record->content || bytes > PIECE || parts > PARTS_MOST) {
        write_each(writer, record, part, parts);
        return;
    }
    char *start = out_room(writer->out, bytes + parts * (WRITER_TEXT_MAX + 16) + RECORD_BEYOND), *to = start;
    char delimiter = writer->delimiter;
    for (const struct writer_part *p = part, *behind = part + parts; p < behind; p++) {
        struct str text = p->text;
        if (p->count) {
            uint32_t from = p->first ? record->end[p->first - 1] + 1 : record->start;
            text = (struct str){record->base + from, record->end[p->first + p->count - 1] - from};
        }
        to = copy(to, text.at, text.length);
        memset(to, delimiter, 16);
        to += 1 + p->blanks;
    }
    to[-1] = '\n';
    out_used(writer->out, (size_t)(to - start));
    writer->rows++;
}

void writer_end(struct writer *writer)
{
    if (writer->fields <= 1 && writer->empty)
        out_write(writer->out, STR("\"\""));
    out_byte(writer->out, '\n');
    writer->fields = 0;
    writer->empty = true;
    writer->rows++;
}

void writer_record(struct writer *writer, const struct record *record)
{
    if (!same_delimiter(writer, record)) {
        for (uint32_t i = 0; i < record->count; i++)
            writer_field(writer, record_field(record, i));
        writer_end(writer);
        return;
    }
    struct str raw = record_raw(record);
    writer->rows++;
    if (raw.length > PIECE) {
        out_write(writer->out, raw);
        out_byte(writer->out, '\n');
        return;
    }
    char *to = out_room(writer->out, raw.length + 1);
    memcpy(to, raw.at, raw.length);
    to[raw.length] = '\n';
    out_used(writer->out, raw.length + 1);
}

void writer_batch(struct writer *writer, const struct record *record, size_t count)
{
    for (size_t i = 0; i < count;) {
        if (!same_delimiter(writer, &record[i])) {
            writer_record(writer, &record[i++]);
            continue;
        }
        size_t from = i;
        out_write(writer->out, record_run(record, count, &i));
        out_byte(writer->out, '\n');
        writer->rows += i - from;
    }
}

/* A text of up to 16 bytes, as most are, is copied without a call: its first and its last half, which
 * may share bytes. */
static inline char *put(char *to, struct str text)
{
    size_t n = text.length;
    const char *at = text.at;
    if (n > 16)
        memcpy(to, at, n);
    else if (n >= 8) {
        memcpy(to, at, 8);
        memcpy(to + n - 8, at + n - 8, 8);
    } else if (n >= 4) {
        memcpy(to, at, 4);
        memcpy(to + n - 4, at + n - 4, 4);
    } else
        for (size_t i = 0; i < n; i++)
            to[i] = at[i];
    return to + n;
}

/* A text as a field, for which there are FIELD_MOST(its length) bytes of room. */
#define FIELD_MOST(length) (2 * (length) + 2)
static char *put_field(char *to, struct str text, char delimiter)
{
    if (!str_needs_quotes(text, delimiter))
        return put(to, text);
    *to++ = '"';
    const char *quote;
    while (text.length && (quote = memchr(text.at, '"', text.length))) {
        size_t before = (size_t)(quote + 1 - text.at);
        to = put(to, str_part(text, 0, before));
        *to++ = '"';
        text = str_part(text, before, SIZE_MAX);
    }
    to = put(to, text);
    *to++ = '"';
    return to;
}

struct str writer_fields(struct mem *mem, const struct writer *writer, const struct str *field, size_t fields)
{
    size_t most = fields + 1;
    for (size_t i = 0; i < fields; i++)
        most += FIELD_MOST(field[i].length);
    char *start = mem_take(mem, most), *to = start;
    for (size_t i = 0; i < fields; i++) {
        if (i)
            *to++ = writer->delimiter;
        if (field[i].length)
            to = put_field(to, field[i], writer->delimiter);
    }
    return (struct str){start, (size_t)(to - start)};
}

static void write_pieces(struct writer *writer, const struct writer_piece *piece, size_t pieces)
{
    for (size_t i = 0; i < pieces; i++)
        if (piece[i].made)
            writer_plain(writer, piece[i].text);
        else
            writer_field(writer, piece[i].text);
    writer_end(writer);
}

void writer_row(struct writer *writer, const struct writer_piece *piece, size_t pieces)
{
    size_t most = pieces;
    for (size_t i = 0; i < pieces; i++)
        most += piece[i].made ? piece[i].text.length : FIELD_MOST(piece[i].text.length);
    if (most > ROW || pieces < 2) {
        write_pieces(writer, piece, pieces);
        return;
    }
    char *start = out_room(writer->out, most), *to = start;
    for (size_t i = 0; i < pieces; i++) {
        struct str text = piece[i].text;
        if (text.length)
            to = piece[i].made ? put(to, text) : put_field(to, text, writer->delimiter);
        *to++ = writer->delimiter;
    }
    to[-1] = '\n';
    out_used(writer->out, (size_t)(to - start));
    writer->rows++;
}

void writer_lines(struct writer *writer, struct str lines, uint64_t rows)
{
    out_write(writer->out, lines);
    writer->rows += rows;
}

char writer_delimiter(const struct writer *writer)
{
    return writer->delimiter;
}

uint64_t writer_rows(const struct writer *writer)
{
    return writer->rows;
}
