/* csv SEED RECORDS - reads made-up CSV with our reader and with libcsv, and with libcsv what our writer wrote
 *
 * Chance, from the seed, makes tables: of any width, with quoted fields and line ends of every kind,
 * half of them with faults (quotes out of place or not closed, lone CRs, NULs, broken UTF-8, too few
 * fields).  libcsv reads each as its manual shows it, strict and without trimming; the module record
 * reads it by one of its ways (index, block and bytes a read by chance).  Both must have the same
 * records, at the same lines, with the same bytes in each field, and set the same ones aside.
 *
 * What we refuse or leave out and libcsv does not is what record.h says, and is done here to what
 * libcsv gave: a byte order mark, blank lines where there are several columns, NULs, bytes that are no
 * UTF-8, a CR that ends a line alone and another number of fields (not in loose mode).  Where libcsv
 * stops at a quote, the line where the record starts is left out and libcsv begins anew behind it.
 *
 * Each table that both read is written by our writer with another delimiter, and libcsv must read
 * there what was in the first.  The last line says how many records and cells were held against
 * each other; a difference is told with the table, which is left in a file, and ends the run.
 */
#include <csv.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "io/record_inside.h"

/* No table has more fields or lines than bytes. */
enum { TEXT_MAX = 1 << 17, FIELDS_MAX = TEXT_MAX, ROWS_MAX = TEXT_MAX };

/* ---- chance ---- */

static uint64_t state;

/* The next of a row of numbers below the bound, the same for the same seed. */
static uint32_t below(uint32_t bound)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(((state >> 32) * bound) >> 32);
}

static bool one_in(uint32_t n)
{
    return below(n) == 0;
}

/* ---- a table ---- */

/* How a table is made and read. */
struct table {
    char text[TEXT_MAX];
    size_t length;
    char delimiter, to;       /* of what is read, of what is written again */
    bool loose;
    uint32_t columns, rows;
    uint32_t quoted;          /* one field in so many */
    uint32_t faults;          /* one field in so many has one; 0: none */
    const char *line_end;     /* null: one of them by chance */
};

static struct table table;

static void put(const char *bytes, size_t length)
{
    memcpy(table.text + table.length, bytes, length);
    table.length += length;
}

static void put_text(const char *text)
{
    put(text, strlen(text));
}

/* What stands in fields: figures, words, Chinese, and long ones that cross the windows of vectors. */
static const char *const bare[] = {"", "", "1", "23.50", "-7", "2023", "2023-05", "330200", "a", "gdp", "growth rate",
                                   " x ", "宁波", "万人", "🌾", "é",
                                   "abcdefghijklmnopqrstuvwxyz0123456789", "1,000", "a;b", "x\ty",
                                   "县县县县县县县县"};
static const char *const within[] = {"", "a", "1", ",", ";", "\t", "|", "\n", "\r\n", "\r", "\"\"", "\"\"\"\"", "宁",
                                     " ", "note", "a long note that goes on behind the window of sixty-four bytes, so"};
static const struct str faulty[] = {
    STR("\""), STR("a\"b"), STR("\"a\"b"), STR("\"a"), STR("\"\"\""), STR("\"\"x\"\""), STR("\" \" "),
    STR(" \"x\""), STR("\r"), STR("a\rb"), STR("\"\r"), STR("\"x\"\r"), STR("\n"), STR("\r\n\r\n"), STR("\0"),
    STR("a\0b"), STR("\"\0\""), STR("\xff"), STR("\xe4\xb8"), STR("\xed\xa0\x80"), STR("\xc0\xaf"),
    STR("\"\xff\n\""), STR("\xef\xbb\xbf"), STR("\xf4\x90\x80\x80"), STR("\xf0\x9f\x8c"), STR("\"\xe4\"\xb8")};
#define COUNT(list) (sizeof(list) / sizeof *(list))

/* A text with a delimiter in it is put in quotes; whether others are is chance. */
static void put_field(bool faults)
{
    if (faults && table.faults && one_in(table.faults)) {
        struct str fault = faulty[below(COUNT(faulty))];
        put(fault.at, fault.length);
    } else if (one_in(table.quoted)) {
        put_text("\"");
        for (uint32_t pieces = below(4); pieces > 0; pieces--)
            put_text(within[below(COUNT(within))]);
        put_text("\"");
    } else {
        const char *text = bare[below(COUNT(bare))];
        bool needs = strchr(text, table.delimiter) != NULL;
        put_text(needs ? "\"" : "");
        put_text(text);
        put_text(needs ? "\"" : "");
    }
}

static void put_line_end(void)
{
    static const char *const ends[] = {"\n", "\r\n", "\n", "\r"};
    put_text(table.line_end ? table.line_end : ends[below(table.loose ? 4 : 3)]);
}

static void make_table(void)
{
    static const char delimiters[] = {',', ',', ',', ';', '\t', '|'};
    table.length = 0;
    table.delimiter = delimiters[below(6)];
    table.to = delimiters[below(6)];
    table.loose = one_in(3);
    table.columns = 1 + below(one_in(8) ? 60 : 9);
    table.rows = 2 + below(one_in(4) ? 400 : 40);
    table.quoted = 1 + below(one_in(3) ? 3 : 40);
    table.faults = one_in(2) ? 0 : 4 + below(one_in(3) ? 20 : 2000);
    static const char *const ends[] = {"\n", "\n", "\r\n", NULL};
    table.line_end = ends[below(4)];
    if (one_in(5))
        put_text("\xef\xbb\xbf");
    for (uint32_t row = 0; row < table.rows && table.length < TEXT_MAX / 2; row++) {
        /* The first record says how many fields there are, and is right. */
        uint32_t fields = row && table.faults && one_in(4 * table.faults) ? below(table.columns + 2) : table.columns;
        for (uint32_t i = 0; i < fields; i++) {
            if (i)
                put(&table.delimiter, 1);
            if (row || i)
                put_field(row > 0);
            else
                put_text("first");
        }
        if (row + 1 < table.rows || !one_in(3))
            put_line_end();
        if (row && one_in(100))
            put_line_end();
    }
}

/* ---- what was read, by whomever ---- */

struct row {
    uint64_t line;            /* where it starts */
    uint32_t first, fields;   /* its fields in the list of ends, */
    bool refused;             /* of which there are none where it was set aside */
};

struct reading_of {
    char bytes[TEXT_MAX];
    size_t length;
    uint32_t end[FIELDS_MAX], fields;      /* end of field i; it begins where the one before ends */
    struct row row[ROWS_MAX];
    uint32_t rows;
};

static struct reading_of theirs, ours, again;

static void forget(struct reading_of *reading)
{
    reading->length = reading->fields = reading->rows = 0;
}

static void keep_field(struct reading_of *reading, const void *at, size_t length)
{
    if (length)
        memcpy(reading->bytes + reading->length, at, length);
    reading->length += length;
    reading->end[reading->fields++] = (uint32_t)reading->length;
}

static uint32_t begin_of(const struct reading_of *reading, uint32_t field)
{
    return field ? reading->end[field - 1] : 0;
}

static void keep_row(struct reading_of *reading, uint64_t line, uint32_t first, bool refused)
{
    reading->row[reading->rows++] = (struct row){line, first, reading->fields - first, refused};
}

/* ---- libcsv ---- */

/* libcsv, line by line of the text, so that it is known where it stands. */
struct walk {
    struct csv_parser parser;
    struct reading_of *reading;
    const char *text;
    size_t length, at, start; /* fed so far; where the record starts */
    uint64_t line, start_line;
    uint32_t columns, first;  /* fields of the first record; the first field of this one */
    bool loose, ended;        /* the row has ended, */
    int by;                   /* with this byte */
    bool after_cr;            /* the last row ended with a CR */
};

static int no_space(unsigned char byte)
{
    (void)byte;
    return 0;
}

static void on_field(void *at, size_t length, void *walk)
{
    keep_field(((struct walk *)walk)->reading, at, length);
}

static void on_row(int by, void *at)
{
    struct walk *walk = at;
    walk->ended = true;
    walk->by = by;
}

static void begin_parser(struct walk *walk)
{
    csv_init(&walk->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_delim(&walk->parser, (unsigned char)table.delimiter);
    csv_set_space_func(&walk->parser, no_space);
}

/* RFC 3629, by its table. */
static bool is_utf8(const unsigned char *at, size_t length)
{
    for (size_t i = 0; i < length;) {
        unsigned char a = at[i], b = i + 1 < length ? at[i + 1] : 0;
        size_t more = a < 0x80 ? 0 : a < 0xc2 ? 9 : a < 0xe0 ? 1 : a < 0xf0 ? 2 : a < 0xf5 ? 3 : 9;
        if (more > length - i - 1 || (a == 0xe0 && b < 0xa0) || (a == 0xed && b > 0x9f) || (a == 0xf0 && b < 0x90) ||
            (a == 0xf4 && b > 0x8f))
            return false;
        for (size_t k = 1; k <= more; k++)
            if ((at[i + k] & 0xc0) != 0x80)
                return false;
        i += 1 + more;
    }
    return true;
}

/* Is there a byte in the record's fields that we refuse?  Fields one by one: a delimiter cuts a
 * sequence off. */
static bool has_bad_bytes(const struct walk *walk)
{
    const struct reading_of *reading = walk->reading;
    for (uint32_t i = walk->first; i < reading->fields; i++) {
        const char *at = reading->bytes + begin_of(reading, i);
        size_t length = reading->end[i] - begin_of(reading, i);
        if (memchr(at, '\0', length) || !is_utf8((const unsigned char *)at, length))
            return true;
    }
    return false;
}

static void drop_record(struct walk *walk)
{
    walk->reading->fields = walk->first;
    walk->reading->length = begin_of(walk->reading, walk->first);
}

static void next_record(struct walk *walk, size_t at, uint64_t line)
{
    walk->start = at;
    walk->start_line = line;
    walk->first = walk->reading->fields;
    walk->ended = false;
}

/* What libcsv gave is a record, a blank line, or one that we refuse. */
static void take_row(struct walk *walk)
{
    struct reading_of *reading = walk->reading;
    if (reading->fields == walk->first)
        keep_field(reading, NULL, 0);
    uint32_t fields = reading->fields - walk->first;
    bool blank = fields == 1 && reading->end[walk->first] == begin_of(reading, walk->first) &&
                 walk->text[walk->start] != '"';
    if (!walk->columns)
        walk->columns = fields;
    if (!walk->loose && blank && walk->columns > 1) {
        drop_record(walk);
        return;
    }
    bool refused = has_bad_bytes(walk) || (!walk->loose && fields != walk->columns);
    if (refused)
        drop_record(walk);
    keep_row(reading, walk->start_line, walk->first, refused);
}

/* libcsv cannot go on, or we will not: it begins anew behind the line where the record starts. */
static void resume(struct walk *walk)
{
    drop_record(walk);
    keep_row(walk->reading, walk->start_line, walk->first, true);
    csv_free(&walk->parser);
    begin_parser(walk);
    size_t at = walk->start;
    while (at < walk->length && walk->text[at] != '\n' && (!walk->loose || walk->text[at] != '\r'))
        at++;
    if (at + 1 < walk->length && walk->loose && walk->text[at] == '\r' && walk->text[at + 1] == '\n')
        at++;
    at = at < walk->length ? at + 1 : at;
    walk->at = at;
    walk->line = walk->start_line + 1;
    walk->after_cr = false;
    next_record(walk, at, walk->line);
}

/* Was the last byte fed a CR that no LF follows? */
static bool is_lone_cr(const struct walk *walk)
{
    return walk->text[walk->at - 1] == '\r' && (walk->at == walk->length || walk->text[walk->at] != '\n');
}

/* One piece, which ends behind a CR or LF.  libcsv tells the LF behind a CR as a row of its own. */
static void feed(struct walk *walk, size_t length)
{
    const char *at = walk->text + walk->at;
    bool joined = walk->after_cr && *at == '\n' && walk->start == walk->at;
    if (csv_parse(&walk->parser, at, length, on_field, on_row, walk) != length) {
        resume(walk);
        return;
    }
    walk->at += length;
    walk->line += at[length - 1] == '\n' || (walk->loose && is_lone_cr(walk));
    walk->after_cr = false;
    if (!walk->ended)
        return;
    if (!joined && !walk->loose && is_lone_cr(walk)) {
        resume(walk);
        return;
    }
    if (!joined)
        take_row(walk);
    walk->after_cr = walk->by == '\r';
    next_record(walk, walk->at, walk->line);
}

/* How far the piece goes: behind the next CR or LF, or to the end. */
static size_t piece(const struct walk *walk)
{
    size_t at = walk->at;
    while (at < walk->length && walk->text[at] != '\n' && walk->text[at] != '\r')
        at++;
    return at - walk->at + (at < walk->length);
}

static void read_with_libcsv(struct str text, bool loose, struct reading_of *reading)
{
    struct walk walk = {.reading = reading, .text = text.at, .length = text.length, .line = 1, .loose = loose};
    forget(reading);
    begin_parser(&walk);
    if (str_starts(text, STR("\xef\xbb\xbf")))
        walk.at = 3;
    next_record(&walk, walk.at, 1);
    for (bool open = true; open;) {
        while (walk.at < walk.length)
            feed(&walk, piece(&walk));
        open = false;
        if (csv_fini(&walk.parser, on_field, on_row, &walk) != 0) {
            resume(&walk);
            open = true;
        } else if (walk.ended)
            take_row(&walk);
    }
    csv_free(&walk.parser);
}

/* ---- our reader ---- */

struct chunked {
    const char *at;
    size_t rest, chunk;
};

static size_t chunked_read(void *at, char *into, size_t room)
{
    struct chunked *chunked = at;
    size_t length = chunked->chunk < room ? chunked->chunk : room;
    length = length < chunked->rest ? length : chunked->rest;
    memcpy(into, chunked->at, length);
    chunked->at += length;
    chunked->rest -= length;
    return length;
}

static const struct indexer *chosen_index(void)
{
    static const struct indexer *const all[] = {&index_portable, &index_avx2, &index_avx512};
    const struct indexer *index = all[below(3)];
    return index->able() ? index : index_best();
}

static void keep_record(struct reader *reader)
{
    uint32_t first = ours.fields;
    for (uint32_t i = 0; i < reader->record.count; i++) {
        struct str field = record_field(&reader->record, i);
        keep_field(&ours, field.at, field.length);
    }
    keep_row(&ours, reader_place(reader, RECORD_WHOLE).line, first, false);
}

static void read_with_ours(struct mem *mem)
{
    struct chunked chunked = {table.text, table.length, one_in(3) ? 1 + below(300) : SIZE_MAX};
    const struct reading how = {.headless = true, .loose = table.loose, .delimiter = table.delimiter,
                                .block = one_in(2) ? 4096 : 64 + below(20000), .careful = one_in(16)};
    forget(&ours);
    struct reader *reader = reader_make_source(mem, (struct source){chunked_read, &chunked, "table"}, &how);
    reader->indexer = chosen_index();
    reader->how.skip_bad = "refused";
    struct trouble trouble;
    enum step step = reader_begin(reader, &trouble);
    for (; step != STEP_END; step = reader_step(reader, &trouble)) {
        if (step == STEP_TROUBLE)
            keep_row(&ours, trouble.place.line, ours.fields, true);
        else if (reader->record.count)
            keep_record(reader);
        if (step == STEP_TROUBLE && trouble.final)
            break;
    }
    reader->refused = 0;       /* no message */
    reader_close(reader);
}

/* ---- one against the other ---- */

static uint64_t records, cells, refused;

static void show_row(const char *who, const struct reading_of *reading, uint32_t i)
{
    if (i >= reading->rows) {
        printf("%s: the end\n", who);
        return;
    }
    const struct row *row = &reading->row[i];
    printf("%s: line %" PRIu64 "%s", who, row->line, row->refused ? ", refused" : "");
    for (uint32_t k = row->first; k < row->first + row->fields; k++)
        printf(" [%.*s]", (int)(reading->end[k] - begin_of(reading, k)), reading->bytes + begin_of(reading, k));
    printf("\n");
}

static bool same_row(const struct reading_of *a, const struct reading_of *b, uint32_t i, bool lines)
{
    const struct row *x = &a->row[i], *y = &b->row[i];
    if ((lines && x->line != y->line) || x->fields != y->fields || x->refused != y->refused)
        return false;
    uint32_t from = begin_of(a, x->first), other = begin_of(b, y->first);
    for (uint32_t k = 0; k < x->fields; k++)
        if (a->end[x->first + k] - from != b->end[y->first + k] - other)
            return false;
    uint32_t length = x->fields ? a->end[x->first + x->fields - 1] - from : 0;
    return memcmp(a->bytes + from, b->bytes + other, length) == 0;
}

/* A difference is told, and the table is left where it can be looked at. */
static _Noreturn void differ(const char *who, const struct reading_of *mine, uint32_t i, const struct str text)
{
    const char *path = "differential.csv";
    FILE *file = fopen(path, "w");
    if (file) {
        fwrite(text.at, 1, text.length, file);
        fclose(file);
    }
    printf("different at record %u of a table that is left in %s (delimiter '%c'%s)\n", i + 1, path, table.delimiter,
           table.loose ? ", loose" : "");
    show_row("libcsv", &theirs, i);
    show_row(who, mine, i);
    printf("%" PRIu64 " records, %" PRIu64 " cells, %" PRIu64 " refused, 1 different\n", records, cells, refused);
    exit(1);
}

static void hold(const char *who, const struct reading_of *mine, struct str text, bool lines)
{
    for (uint32_t i = 0; i < theirs.rows || i < mine->rows; i++)
        if (i >= theirs.rows || i >= mine->rows || !same_row(&theirs, mine, i, lines))
            differ(who, mine, i, text);
}

/* Only what was read is written: libcsv has no rows that were refused. */
static void write_and_read(struct mem *mem, struct out *out)
{
    struct writer *writer = writer_open(mem, out, table.to);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < theirs.rows; i++) {
        struct row row = theirs.row[i];
        if (row.refused)
            continue;
        for (uint32_t k = row.first, from = begin_of(&theirs, k); k < row.first + row.fields; from = theirs.end[k++])
            writer_field(writer, (struct str){theirs.bytes + from, theirs.end[k] - from});
        writer_end(writer);
        theirs.row[kept++] = row;
    }
    theirs.rows = kept;
    struct str written = out_gathered(out);
    char delimiter = table.delimiter;
    table.delimiter = table.to;
    read_with_libcsv(written, true, &again);
    hold("what our writer wrote", &again, written, false);
    table.delimiter = delimiter;
}

int main(int argc, char **argv)
{
    uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    uint64_t most = argc > 2 ? strtoull(argv[2], NULL, 10) : 1000000;
    state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
    diag_open("csv");
    diag_set_quiet(true);
    while (records < most) {
        struct mem *mem = mem_open(), *gather = mem_open();
        make_table();
        read_with_libcsv((struct str){table.text, table.length}, table.loose, &theirs);
        read_with_ours(mem);
        hold("ours", &ours, (struct str){table.text, table.length}, true);
        records += theirs.rows;
        cells += theirs.fields;
        for (uint32_t i = 0; i < theirs.rows; i++)
            refused += theirs.row[i].refused;
        write_and_read(mem, out_gather(gather));
        mem_close(gather);
        mem_close(mem);
    }
    printf("%" PRIu64 " records, %" PRIu64 " cells, %" PRIu64 " refused, 0 different\n", records, cells, refused);
    return 0;
}
