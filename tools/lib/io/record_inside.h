/* record_inside - what the files of the module record share; nobody else includes it
 *
 * record.c            opens the operands, fills the block, hands out records, knows places
 * record_field.c      unquotes a field, makes a record as long as it should be
 * record_index.inc    the index: where fields and records end; included by
 * record_index_*.c    one file per instruction set
 * record_utf8.inc     the check for UTF-8, for those that have vectors
 * record_libcsv.c     the arbiter: one record through libcsv
 * record_piece.c      a file in pieces, for threads, and into others
 * record_writer.c     the way out
 *
 * The unit test and the fuzz target include it too, to take errors as values.
 */
#ifndef RECORD_INSIDE_H
#define RECORD_INSIDE_H

#include "io/record.h"

/* ---- the index ---- */

/* What a pass over a piece of the block found.  A record's fields end at
 * end[first] to end[last]; records follow one another without a gap. */
struct index {
    uint32_t *end;            /* offsets of delimiters and line ends outside quotes */
    uint32_t *last;           /* for each record, which of them ends it */
    uint32_t fields, records;
    bool cr;                  /* a CR stood somewhere: records may end in CRLF */
    bool trouble;             /* stopped before a record that libcsv must judge */
};

/* Room that a pass over `bytes` bytes needs in each of the two arrays: it writes
 * whole groups and lets the next overwrite what was too much. */
#define INDEX_ROOM(bytes) ((size_t)(bytes) + 128)

/* Bytes before a block that may be read, STR_ROOM of them by anybody, and must not look
 * like a sequence cut off: they hold line ends. */
enum { INDEX_BEFORE = 64 };

/* An index for one instruction set.  All give the same answers. */
struct indexer {
    const char *name;
    bool (*able)(void);       /* does this machine have the instructions? */
    /* Indexes base[from..to), which begins with a record's first byte.  Stops
     * early, with `trouble`, at or before a byte that makes a record odd: a NUL,
     * bad UTF-8, a quote out of place, a CR that no LF follows. */
    void (*pass)(struct index *index, const char *base, uint32_t from, uint32_t to, char delimiter);
    /* Counts LF. */
    uint64_t (*lines)(const char *at, size_t length);
};

extern const struct indexer index_portable, index_avx2, index_avx512;

/* The fastest that this machine is able to use. */
const struct indexer *index_best(void);

/* How much of a text comes before a UTF-8 sequence that its end cuts off. */
static inline size_t whole_length(const char *text, size_t length)
{
    for (size_t back = 1; back <= 3 && back <= length; back++) {
        unsigned char byte = (unsigned char)text[length - back];
        if (byte >= 0xc0)
            return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? length - back : length;
        if (byte < 0x80)
            break;
    }
    return length;
}

/* ---- the reader ---- */

/* The stated limits, in a place where tests can lower them. */
struct limits {
    size_t field, record;
    uint32_t columns;
    size_t stretch;           /* bytes of a line that libcsv gets at a time; 8 or more */
};

struct arbiter;

struct reader {
    struct record record;     /* the current one */
    uint32_t columns;         /* fields that a record must have; 0: not known yet */
    uint32_t at;              /* offset of the first byte not handed out */
    uint32_t next;            /* the index's next record, and its first field */
    uint32_t first;
    struct index index;
    uint64_t records, refused;
    uint64_t behind;          /* how many of a batch stand behind the current one */

    struct reading how;
    struct limits limits;
    struct mem *mem;
    const struct indexer *indexer;
    struct arbiter *arbiter;
    bool ask;                 /* the next record goes to the arbiter */
    uint64_t asked;           /* records that went there */
    bool current;             /* `record` is one that was handed out */
    struct record header;
    bool marked;              /* the current file begins with a byte order mark */
    struct str head;          /* its bytes, with what stands before and its line end */
    bool headed;              /* the current file's header was read */

    uint32_t origin;          /* the column of origins; RECORD_WHOLE: there is none */
    bool hides_origin;        /* it is the first, and taken off each record */
    struct str origin_text;   /* then that of the current one, */
    struct str origin_book;   /* and its book, which ends with a NUL */

    const char *const *file;  /* operands left, */
    size_t files;
    struct source source;     /* where bytes come from now, */
    int descriptor;           /* -1: from source.read, not from a file */
    bool ended;               /* and whether they have ended */

    char *block;              /* INDEX_BEFORE bytes before base are part of it */
    char *base;
    size_t room;              /* bytes from base */
    uint32_t filled;
    uint32_t seen;            /* bytes from `at` that a pass in vain has seen */
    uint32_t span;            /* bytes of a pass */
    uint32_t indexed_from;    /* offset where the last pass began */
    uint32_t index_room;      /* bytes of the longest pass that the index has room for */

    char *scratch;            /* unquoted fields, for all that is in the index */
    size_t scratch_room;

    uint64_t bytes;
    struct digest *digest;
    uint64_t line;            /* number of the line on which offset line_at stands */
    uint32_t line_at;
    uint64_t number_base;     /* records and refused records before this file */
    uint64_t jump;            /* of a part of a whole (how.at): the line there of the byte at offset jump_at, */
    uint32_t jump_at;         /* behind the header; 0: that is passed */

    bool sniffs;              /* the delimiter is that of the first line */
    bool piece;               /* reads a piece of a file: trouble is not told */
    bool stuck;               /* there was some */

    struct out *bad_out;      /* skip_bad */
    struct writer *bad;
};

/* Origins: finds their column in the header; does a raw table's first record begin with one;
 * takes it off the current record; puts it into a place. */
void reader_find_origin(struct reader *reader);
bool reader_begins_with_origin(const struct reader *reader);
void reader_take_origin(struct reader *reader);
void reader_add_origin(const struct reader *reader, uint32_t field, struct place *place);

/* What is wrong with a record. */
struct trouble {
    enum diag_code code;
    struct place place;
    char sentence[320];
    struct str raw;           /* what is set aside, without its line end */
    bool final;               /* cannot be set aside: reading cannot go on */
};

enum step { STEP_RECORD, STEP_END, STEP_TROUBLE };

/* A reader that has read nothing: the first step reads the header.  The limits may be
 * changed until then. */
struct reader *reader_make_source(struct mem *mem, struct source source, const struct reading *how);

/* Reads the header of the first file. */
enum step reader_begin(struct reader *reader, struct trouble *trouble);

/* The place of the record that starts at an offset of the block, which must not stand
 * before one asked for earlier. */
struct place reader_place_at(struct reader *reader, uint32_t start, uint32_t field);

/* Reads more bytes behind `filled`, moving the record at `at` to the front of the
 * block when there is no room.  False at the end of the file. */
bool reader_fill(struct reader *reader);

/* Forgets what the block holds and was not handed out; the line is that of its first byte. */
void reader_drop(struct reader *reader);

/* ---- the arbiter ---- */

/* An arbiter for records with this delimiter, and its end. */
struct arbiter *arbiter_open(struct mem *mem, char delimiter);

/* From here on fields are parted by another delimiter; before the first record. */
void arbiter_turn(struct arbiter *arbiter, char delimiter);
void arbiter_close(struct arbiter *arbiter);

/* Gives the record at reader->at to libcsv, reads as much of it as needed, and
 * makes it the current record.  False when it must be refused. */
bool arbiter_judge(struct reader *reader, struct trouble *trouble);

/* ---- the writer ---- */

/* A field in quotes whether it needs them or not. */
void writer_quoted(struct writer *writer, struct str text);

/* Is the file something else than CSV (record_guess.c)?  Then *trouble says what.  What a caller's
 * source gives was looked at there. */
bool reader_is_disguised(struct reader *reader, struct trouble *trouble);

/* Takes the delimiter of a table beside the input from its first line. */
void reader_settle_delimiter(struct reader *reader);

/* ---- for tests ---- */

/* reader_next with trouble as a value; after trouble that is not final the next
 * step goes on behind what was refused. */
enum step reader_step(struct reader *reader, struct trouble *trouble);

#endif
