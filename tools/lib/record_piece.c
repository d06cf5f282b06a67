/* record_piece - a file in pieces, for several threads; see record.h */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record_inside.h"
#include "str.h"

enum { PIECE_BYTES = 4 << 20, WINDOW = 64 * 1024 };

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

size_t reader_cut(const struct reader *whole, size_t most, struct piece *piece)
{
    const struct reading *how = &whole->how;
    struct stat status;
    if (whole->files || whole->records || whole->refused || whole->descriptor < 0 || how->loose || how->careful ||
        how->headless || how->blanks || how->skip_bad || how->digest || how->block || !whole->columns ||
        fstat(whole->descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return 0;
    off_t position = lseek(whole->descriptor, 0, SEEK_CUR);
    uint64_t unread = whole->filled - whole->at;
    if (position < 0 || (uint64_t)position < unread || status.st_size <= position)
        return 0;
    uint64_t from = (uint64_t)position - unread, size = (uint64_t)status.st_size;
    size_t count = 0, pieces = (size_t)((size - from) / PIECE_BYTES);
    pieces = pieces < most ? pieces : most;
    uint64_t bytes = pieces ? (size - from) / pieces : 0;
    for (size_t i = 0; i < pieces; i++) {
        uint64_t to = i + 1 == pieces ? size : next_start(whole->descriptor, from + bytes, how->delimiter);
        if (!to || to > size)
            to = size;
        piece[count++] = (struct piece){from, to};
        from = to;
        if (from == size)
            break;
    }
    return count > 1 ? count : 0;
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
    struct reader *reader = reader_make_source(mem, (struct source){read_piece, state, whole->source.name}, &how);
    reader->piece = true;
    reader->bytes = piece.from - ((uint64_t)lseek(whole->descriptor, 0, SEEK_CUR) - whole->bytes);
    struct trouble trouble;
    reader->stuck = reader_begin(reader, &trouble) == STEP_TROUBLE;
    reader->header = whole->header;
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
