/* record_piece - a file in pieces, for several threads; see record.h */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "files/digest.h"
#include "io/record_inside.h"

enum { PIECE_BYTES = 4 << 20, WINDOW = 64 * 1024, SKIM_BYTES = 1 << 20 };

/* ---- where to cut ---- */

static size_t read_at(int file, char *into, size_t room, uint64_t from)
{
    for (;;) {
        ssize_t got = pread(file, into, room, (off_t)from);
        if (got >= 0)
            return (size_t)got;
        if (errno != EINTR)
            return 0;
    }
}

static bool parts_fields(char byte, char delimiter)
{
    return byte == delimiter || byte == '\n' || byte == '\r';
}

/* Is the window's first byte inside quotes, going by the first quote that says so?
 * One behind a delimiter and before text opens a field; one behind text and before
 * a delimiter closes it; others tell nothing. */
static bool begins_quoted(struct str window, char delimiter)
{
    bool inside = false;                  /* after an odd number of quotes that told nothing */
    for (size_t i = 1; i + 1 < window.length; i++) {
        if (window.at[i] != '"')
            continue;
        bool before = parts_fields(window.at[i - 1], delimiter), after = parts_fields(window.at[i + 1], delimiter);
        if (before != after && window.at[i - 1] != '"' && window.at[i + 1] != '"')
            return after != inside;
        inside = !inside;
    }
    return false;
}

/* The first record that begins behind `from`, going by a window; 0 when none does. */
static uint64_t next_start(int file, uint64_t from, char delimiter)
{
    char *bytes = mem_resize(NULL, WINDOW);
    struct str window = {bytes, read_at(file, bytes, WINDOW, from)};
    bool inside = begins_quoted(window, delimiter);
    uint64_t start = 0;
    for (size_t i = 0; i < window.length && !start; i++) {
        if (window.at[i] == '"')
            inside = !inside;
        else if (window.at[i] == '\n' && !inside)
            start = from + i + 1;
    }
    mem_release(bytes);
    return start;
}

bool reader_rest(const struct reader *whole, struct piece *rest)
{
    const struct reading *how = &whole->how;
    struct stat status;
    if (whole->files || whole->records || whole->refused || whole->descriptor < 0 || how->loose || how->careful ||
        how->headless || how->skip_bad || how->digest || how->block || !whole->columns ||
        fstat(whole->descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    off_t position = lseek(whole->descriptor, 0, SEEK_CUR);
    uint64_t unread = whole->filled - whole->at;
    if (position < 0 || (uint64_t)position < unread || status.st_size <= position)
        return false;
    *rest = (struct piece){(uint64_t)position - unread, (uint64_t)status.st_size};
    return true;
}

struct piece reader_slice(const struct reader *whole, struct piece *rest, uint64_t bytes)
{
    uint64_t to = rest->to - rest->from > bytes
                      ? next_start(whole->descriptor, rest->from + bytes, whole->how.delimiter) : 0;
    struct piece slice = {rest->from, to && to < rest->to ? to : rest->to};
    rest->from = slice.to;
    return slice;
}

size_t reader_cut(const struct reader *whole, size_t most, struct piece *piece)
{
    struct piece rest;
    size_t count = 0;
    if (whole->how.blanks || !reader_rest(whole, &rest))
        return 0;
    size_t pieces = (size_t)((rest.to - rest.from) / PIECE_BYTES);
    pieces = pieces < most ? pieces : most;
    uint64_t bytes = pieces ? (rest.to - rest.from) / pieces : 0;
    for (; count < pieces && rest.from < rest.to; count++)
        piece[count] = reader_slice(whole, &rest, count + 1 < pieces ? bytes : UINT64_MAX);
    return count > 1 ? count : 0;
}

/* Where nothing is left that could be told of, lines need no counting. */
void reader_skip(struct reader *whole, uint64_t to, uint64_t records)
{
    uint64_t position = (uint64_t)lseek(whole->descriptor, 0, SEEK_CUR);
    uint64_t from = position - (whole->filled - whole->at);
    struct stat status;
    bool more = fstat(whole->descriptor, &status) == 0 && to < (uint64_t)status.st_size;
    char *bytes = mem_resize(NULL, SKIM_BYTES);
    reader_drop(whole);
    for (size_t got = SKIM_BYTES; more && got && from < to; from += got) {
        got = read_at(whole->descriptor, bytes, to - from < SKIM_BYTES ? (size_t)(to - from) : SKIM_BYTES, from);
        whole->line += whole->indexer->lines(bytes, got);
    }
    mem_release(bytes);
    lseek(whole->descriptor, (off_t)to, SEEK_SET);
    whole->bytes += to - position;
    whole->records += records;
}

/* ---- reading a piece ---- */

struct piece_source {
    int file;
    struct piece left;
};

static size_t read_piece(void *state, char *into, size_t room)
{
    struct piece_source *source = state;
    uint64_t left = source->left.to - source->left.from;
    size_t got = left ? read_at(source->file, into, room < left ? room : (size_t)left, source->left.from) : 0;
    source->left.from += got;
    return got;
}

struct reader *reader_open_piece(struct mem *mem, const struct reader *whole, struct piece piece)
{
    struct piece_source *state = mem_take(mem, sizeof *state);
    *state = (struct piece_source){whole->descriptor, piece};
    struct reading how = whole->how;
    how.headless = true;
    how.at = NULL;
    struct reader *reader = reader_make_source(mem, (struct source){read_piece, state, whole->source.name}, &how);
    reader->piece = true;
    reader->bytes = piece.from - ((uint64_t)lseek(whole->descriptor, 0, SEEK_CUR) - whole->bytes);
    struct trouble trouble;
    reader->stuck = reader_begin(reader, &trouble) == STEP_TROUBLE;
    reader->header = whole->header;
    reader->origin = whole->origin;
    reader->columns = whole->columns;
    return reader;
}

/* A piece that could not be read to its end was cut off by an error of the system:
 * the whole reader will meet it too, and say so. */
bool reader_stuck(const struct reader *reader)
{
    const struct piece_source *source = reader->source.state;
    return reader->stuck || (reader->piece && source->left.from < source->left.to);
}

/* ---- for those who cut a file into others ---- */

uint64_t reader_bytes(const struct reader *reader)
{
    return reader->bytes;
}

uint64_t reader_offset(const struct reader *reader, const struct record *record)
{
    return reader->bytes - (uint64_t)(reader->base + reader->filled - (record->base + record->start));
}

struct str reader_digest(struct mem *mem, struct reader *reader)
{
    return reader->digest ? digest_text(mem, reader->digest) : (struct str){NULL, 0};
}

struct str reader_head(const struct reader *reader)
{
    return reader->head;
}

bool reader_size(const struct reader *reader, uint64_t *bytes)
{
    struct stat about;
    off_t position = lseek(reader->descriptor, 0, SEEK_CUR);
    if (reader->files || position < 0 || fstat(reader->descriptor, &about) != 0 || !S_ISREG(about.st_mode))
        return false;
    *bytes = reader->bytes + (uint64_t)(about.st_size > position ? about.st_size - position : 0);
    return true;
}

struct place reader_behind(const struct reader *reader)
{
    struct place place = reader_place_at((struct reader *)reader, reader->at, RECORD_WHOLE);
    place.record = reader_records(reader) + reader->refused - reader->number_base + 1;
    return place;
}

/* What comes together stands together in the block: all but the first were found in one pass of the index. */
struct str record_stretch(const struct record *record, size_t count)
{
    const struct record *last = &record[count - 1];
    const char *from = record->base + record->start, *to = last->base + last->end[last->count - 1];
    const char *end = last->reader->base + last->reader->filled;
    to += to < end && *to == '\r';
    to += to < end && *to == '\n';
    return (struct str){from, (size_t)(to - from)};
}

/* A whole number behind the last `mark` of *text, which is cut off there. */
static bool take_number(struct str *text, char mark, uint64_t *number)
{
    size_t cut = text->length;
    struct str digits;
    while (cut && text->at[cut - 1] != mark)
        cut--;
    digits = str_part(*text, cut, SIZE_MAX);
    *number = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (!str_is_digit(digits.at[i]) || *number > UINT64_MAX / 100)
            return false;
        *number = *number * 10 + (uint64_t)(digits.at[i] - '0');
    }
    *text = str_part(*text, 0, cut ? cut - 1 : 0);
    return cut && digits.length;
}

const struct cut_at *cut_at_read(struct mem *mem, const char *text, const char *option)
{
    struct cut_at *at = mem_take(mem, sizeof *at);
    struct str rest = str_of(text), whole = rest;
    if (!take_number(&rest, '+', &at->blanks)) {
        at->blanks = 0;
        rest = whole;
    }
    if (!take_number(&rest, ':', &at->record) || !take_number(&rest, ':', &at->line) || !rest.length || !at->record ||
        !at->line)
        diag_fatal(DIAG_USAGE, NULL, "%s takes FILE:LINE:RECORD, where a part begins, as in data.csv:102:101, not "
                   "\"%s\"", option, text);
    at->file = mem_copy(mem, rest).at;
    return at;
}
