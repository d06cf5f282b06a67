/* record - CSV in and CSV out
 *
 * The dialect is RFC 4180: fields parted by one delimiter, records by LF or
 * CRLF, fields with delimiter, quote or line end in double quotes, quotes inside
 * doubled; UTF-8, a byte order mark at the start is dropped.  The last record
 * may lack its line end.  Nothing is trimmed and nothing is repaired.
 *
 * The reader indexes a block at a time with vector instructions (AVX-512 or AVX2
 * where the machine has them, plain C elsewhere; all give the same index) and hands
 * out records as positions in the block: nothing is copied and nothing is
 * allocated for a record.  A record whose shape is not plainly RFC 4180 is given
 * to libcsv (strict, strict finish, no trimming) from its first byte, and its
 * verdict stands.  A NUL byte, bytes that are not UTF-8, a carriage return
 * outside quotes that no LF follows, an unclosed quote, and a record with more
 * or fewer fields than the header are errors with a place.  They end the run
 * with status 2.  With `skip_bad` the record is set aside with the reason instead,
 * and reading goes on behind it; where a quote is at fault nobody knows where the
 * record ends, so only the physical line on which it starts is set aside and the
 * next line is tried as a record.  A header that is at fault always ends the run.
 *
 * A blank line is a record with one empty field in a table of one column; in any
 * other it is left out and counted (note `blank-line`).
 *
 * Limits: a field to 64 MiB, a record to 256 MiB, 1,048,576 columns.
 *
 * The only module that includes csv.h.
 */
#ifndef RECORD_H
#define RECORD_H

#include "base/diag.h"
#include "base/str.h"
#include "io/out.h"

#define RECORD_FIELD_MAX ((size_t)64 << 20)
#define RECORD_BYTES_MAX ((size_t)256 << 20)
#define RECORD_COLUMNS_MAX 1048576u

/* So many bytes behind each field may be read, if the record has no `content`. */
#define RECORD_BEYOND 32

/* One record: good until the next reader_next.  Members are for the functions
 * below; others use those. */
struct record {
    const char *base;         /* what the offsets count from */
    const uint32_t *end;      /* end[i]: offset of the byte after field i, quotes included */
    uint32_t start;           /* offset of the first byte */
    uint32_t count;           /* number of fields, at least 1 */
    const struct str *content; /* the fields as libcsv or the header's copy gave them; null:
                                 taken from the bytes when asked for */
    struct reader *reader;
};

/* Field `i`, from 0, its quotes taken off, and roomy (str.h) but for the header's; i must
 * be below record->count.  All fields of a record stay good together until the next
 * reader_next. */
static inline struct str record_field(const struct record *record, uint32_t i);

/* The record's bytes as they came, without the line end. */
static inline struct str record_raw(const struct record *record)
{
    return (struct str){record->base + record->start, record->end[record->count - 1] - record->start};
}

/* The bytes of `count` records of a batch (reader_batch) as they came, their line ends too; the last record of a file
 * may have none. */
struct str record_stretch(const struct record *record, size_t count);

/* The record with `count` fields: those behind are left out, those that are not there are
 * texts at null.  Good as long as the record. */
struct record record_fitted(struct mem *mem, const struct record *record, uint32_t count);

/* ---- reading ---- */

struct reader;

/* Where bytes come from when not from a file: fills `into` with up to `room`
 * bytes and returns how many, 0 at the end.  It reports its own errors. */
struct source {
    size_t (*read)(void *state, char *into, size_t room);
    void *state;
    const char *name;         /* for messages */
};

/* Where an input begins in a whole that it was cut from, if it is a part with a header of its own: what is told of
 * its records is told of the whole. */
struct cut_at {
    const char *file;
    uint64_t line, record;    /* of its first record; blank lines are no records here, */
    uint64_t blanks;          /* and there are so many before it */
};

/* FILE:LINE:RECORD, or FILE:LINE:RECORD+BLANKS, as the manifest of partition has it.  What is no such thing ends the
 * run; `option` named it. */
const struct cut_at *cut_at_read(struct mem *mem, const char *text, const char *option);

struct reading {
    const struct cut_at *at;  /* null: it is a whole; else there is one operand */
    char delimiter;           /* 0 means a comma */
    bool headless;            /* the first record is data; fields are counted by it */
    bool allow_empty;         /* 0 bytes are an empty table without a header */
    bool beside;              /* a table beside the input, which --allow-empty is not for; where no delimiter
                                 is given it is the one of the first line, of , ; tab and | */
    bool loose;               /* raw mode, for normalize: any number of fields, blank
                                 lines are records of one empty field, a lone CR ends
                                 a line */
    bool blanks;              /* blank lines are records of one empty field in every table, for
                                 validate, which tells of them; nothing is left out */
    /* refused(state, ...) hears of each record that skip_bad sets aside; `record`, for
     * reader_place the current one, is null unless it is only its length that is wrong. */
    void (*refused)(void *state, const struct finding *finding, const struct record *record);
    void *state;
    const char *skip_bad;     /* file for refused records: columns file, line, reason, record (its
                                 bytes as they came); whole or not at all, at reader_close */
    bool digest;              /* keep a SHA-256 of all bytes read */
    size_t block;             /* bytes of a block; 0 means the default.  For tests */
    bool portable;            /* use the index in plain C.  For tests */
    bool careful;             /* give every record to libcsv.  For tests */
};

/* Is it a part behind the first?  What is said once of a whole, such as of its header, is not said of that. */
static inline bool reading_goes_on(const struct reading *how)
{
    return how->at && how->at->record + how->at->blanks > 1;
}

/* Opens the operands one after the other as one table; "-" is standard input,
 * no operand at all is standard input.  Reads the header; every later file must
 * have the same one.  An empty first file ends the run unless allow_empty. */
struct reader *reader_open(struct mem *mem, const char *const *file, size_t files, const struct reading *how);

/* The same from a source. */
struct reader *reader_open_source(struct mem *mem, struct source source, const struct reading *how);

/* The header, kept for the whole run; null when the input is headless or empty. */
const struct record *reader_header(const struct reader *reader);

/* The bytes that stand before the first record as they came: byte order mark, header, line end.  For the whole run;
 * empty when the input is headless or empty. */
struct str reader_head(const struct reader *reader);

/* How many bytes there are in all, read or not, where that is known: false unless the one operand is a file. */
bool reader_size(const struct reader *reader, uint64_t *bytes);

/* The next record, or null at the end. */
const struct record *reader_next(struct reader *reader);

/* Up to `most` records at once, for those who want to look ahead: copied into
 * `record`, all good until the next one is fetched; their number, 0 at the end.  How
 * many come together is chance, at least one.  The last of them is the current one;
 * reader_point makes record[i] of `count` the current one, for reader_place and
 * reader_records, and may only go forward. */
size_t reader_batch(struct reader *reader, struct record *record, size_t most);
void reader_point(struct reader *reader, const struct record *record, size_t i, size_t count);

/* Where the current record stands; with `field` (from 0) also that field's column
 * number and name, without (RECORD_WHOLE) just the record. */
#define RECORD_WHOLE UINT32_MAX
struct place reader_place(const struct reader *reader, uint32_t field);

/* Where the record would stand that is behind all that were handed out. */
struct place reader_behind(const struct reader *reader);

/* The lines on which the records of a batch start, all of it or a part: line[i] is that
 * of record[i].  Lines are counted once for all of them, where each stands on one. */
void reader_lines(struct reader *reader, const struct record *record, size_t count, uint64_t *line);

/* A table whose rows say from which cells of a workbook they were made (base/origin.h), in a
 * column of that name: places name the cell.  In a raw table (loose) whose first record
 * begins with an origin that column is taken off every record: reader_origin has what stood
 * in it, for the current one, and line and file are the row and the sheet. */
bool reader_hides_origin(const struct reader *reader);
struct str reader_origin(const struct reader *reader);

/* Was it read to its end, and nothing but a header found?  Before reader_close. */
bool reader_is_bare(const struct reader *reader);

/* Records handed out so far, and bytes read. */
uint64_t reader_records(const struct reader *reader);
uint64_t reader_bytes(const struct reader *reader);

/* The byte of the input, all operands together, at which a record starts that is still
 * good: a number that orders records and is the same in a reader of a piece. */
uint64_t reader_offset(const struct reader *reader, const struct record *record);

/* SHA-256 of what was read so far, as 64 digits; empty unless asked for in `how`. */
struct str reader_digest(struct mem *mem, struct reader *reader);

/* Closes the files, frees the buffers, finishes the file of refused records and says
 * how many there were (warning `skipped`).  What is kept in the arena, the header and
 * the counts, stays good. */
void reader_close(struct reader *reader);

/* ---- a file in pieces, for several threads ---- */

/* A run of whole records of the reader's file: its first byte and the byte behind. */
struct piece {
    uint64_t from, to;
};

/* Cuts what stands behind the header of `whole`, which has not handed out a record
 * yet, into at most `most` pieces of 4 MiB or more; returns how many, 0 when it
 * cannot be cut: more than one operand, not a regular file, too small, or read
 * with skip_bad, digest or one of the other ways.
 *
 * Where a piece begins is a guess: a line end that is outside quotes, going by the
 * quotes near it.  Whether the guess was right shows when the piece before it is
 * read to its end: if not, that piece ends inside quotes, which is trouble.  So
 * when every piece was read without trouble all were cut rightly. */
size_t reader_cut(const struct reader *whole, size_t most, struct piece *piece);

/* The same a piece at a time, for those who take records in their order: what can be cut
 * at all (blank lines may be records), false when it cannot be; the first piece of it, of
 * about `bytes` bytes, after which `rest` is what is left. */
bool reader_rest(const struct reader *whole, struct piece *rest);
struct piece reader_slice(const struct reader *whole, struct piece *rest, uint64_t bytes);

/* Goes on at byte `to`, where a piece began, as if the `records` before it had been
 * handed out. */
void reader_skip(struct reader *whole, uint64_t to, uint64_t records);

/* A reader of one piece, for another thread, with an arena of its own.  It tells
 * nothing: at trouble of any kind, blank lines too unless they are records, it ends and is
 * stuck.  The
 * caller then drops what all the pieces gave and reads `whole`, which tells the
 * trouble in its right order and place. */
struct reader *reader_open_piece(struct mem *mem, const struct reader *whole, struct piece piece);
bool reader_stuck(const struct reader *reader);

/* ---- writing ---- */

struct writer;

/* Writes records to `out`, LF after each, quoting only fields that need it. */
struct writer *writer_open(struct mem *mem, struct out *out, char delimiter);

/* The next field of the row being written. */
void writer_field(struct writer *writer, struct str text);

/* A field known to need no quotes (a number, a period, a class word). */
void writer_plain(struct writer *writer, struct str text);

/* A field that is the same as field `i` of a record: its bytes as they came. */
void writer_same(struct writer *writer, const struct record *record, uint32_t i);

/* A part of a row: `count` fields of a record from field `first` on, or, where the count
 * is 0, a text of up to WRITER_TEXT_MAX bytes that is known to need no quotes, behind which
 * RECORD_BEYOND bytes more may be read; then up to 15 empty fields. */
#define WRITER_TEXT_MAX 240u
struct writer_part {
    uint32_t first, count, blanks;
    struct str text;
};

/* A whole row of several fields from such parts, at once. */
void writer_parts(struct writer *writer, const struct record *record, const struct writer_part *part, size_t parts);

/* Ends the row.  A row of one empty field is written as "" so that it stays a record. */
void writer_end(struct writer *writer);

/* A whole record, unchanged, as the bytes that came. */
void writer_record(struct writer *writer, const struct record *record);

/* A batch of records, each as writer_record writes it. */
void writer_batch(struct writer *writer, const struct record *record, size_t count);

/* The bytes of records[*i] of a batch and of those behind it whose bytes go on where its
 * own end, a LF between them; without the last one's line end.  *i moves behind them. */
static inline struct str record_run(const struct record *record, size_t count, size_t *i);

/* Rows that were made into bytes before, each with its line end. */
void writer_lines(struct writer *writer, struct str lines, uint64_t rows);

/* Fields as writer_field would write them, parted as it parts them, in `mem`: for what is written
 * many times, each time as one text by writer_plain. */
struct str writer_fields(struct mem *mem, const struct writer *writer, const struct str *field, size_t fields);

/* A whole row at once: fields, and such texts (`made`) in between. */
struct writer_piece {
    struct str text;
    bool made;
};
void writer_row(struct writer *writer, const struct writer_piece *piece, size_t pieces);

/* What parts its fields, for another writer of the same. */
char writer_delimiter(const struct writer *writer);

/* Rows written so far, without the header if the caller counts it as one. */
uint64_t writer_rows(const struct writer *writer);

/* ---- inside ---- */

/* Field `i` when it begins with a quote: taken off, doubled quotes halved in the
 * reader's scratch space. */
struct str record_unquote(const struct record *record, uint32_t i);

static inline struct str record_run(const struct record *record, size_t count, size_t *i)
{
    struct str run = record_raw(&record[(*i)++]);
    for (; *i < count && record[*i].base + record[*i].start == run.at + run.length + 1; ++*i)
        run.length += 1 + record_raw(&record[*i]).length;
    return run;
}

static inline struct str record_field(const struct record *record, uint32_t i)
{
    uint32_t from = i ? record->end[i - 1] + 1 : record->start;
    const char *at = record->base + from;
    if (*at == '"')
        return record_unquote(record, i);
    return (struct str){at, record->end[i] - from};
}

/* ---- for tests ---- */

/* Records refused so far. */
uint64_t reader_refused(const struct reader *reader);

#endif
