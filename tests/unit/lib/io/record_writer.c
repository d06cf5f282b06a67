/* record: rows on their way out, by field, as they came, and whole */
#include "record_try.h"

/* ---- writing ---- */

static const struct written {
    const char *name;
    struct str input;         /* each field is written again */
    char from, to;            /* delimiters */
    const char *field, *same, *record;   /* by writer_field and its like, writer_same, writer_record */
} rows[] = {
    {"plain", STR("a,b\n"), ',', ',', "a,b\n", "a,b\n", "a,b\n"},
    {"CRLF", STR("a,b\r\n"), ',', ',', "a,b\n", "a,b\n", "a,b\n"},
    {"quotes that are not needed", STR("\"a\",\"\"\n"), ',', ',', "a,\n", "\"a\",\"\"\n", "\"a\",\"\"\n"},
    {"quotes that are", STR("\"a,\",\"b\"\"\",\"\n\",\"\r\"\n"), ',', ',', "\"a,\",\"b\"\"\",\"\n\",\"\r\"\n",
     "\"a,\",\"b\"\"\",\"\n\",\"\r\"\n", "\"a,\",\"b\"\"\",\"\n\",\"\r\"\n"},
    {"spaces and tabs at the edge", STR(" a,b\t,c d\n"), ',', ',', "\" a\",\"b\t\",c d\n", " a,b\t,c d\n",
     " a,b\t,c d\n"},
    {"a byte order mark that is text", STR("\xef\xbb\xbf\xef\xbb\xbf" "a,b\n"), ',', ',', "\"\xef\xbb\xbf" "a\",b\n",
     "\xef\xbb\xbf" "a,b\n", "\xef\xbb\xbf" "a,b\n"},
    {"one empty field", STR("\"\"\n"), ',', ',', "\"\"\n", "\"\"\n", "\"\"\n"},
    {"a blank line", STR("\n"), ',', ',', "\"\"\n", "\"\"\n", "\n"},
    {"empty fields", STR(",\n"), ',', ',', ",\n", ",\n", ",\n"},
    {"quotes within a row", STR("a,\"b,\",c,\"\"\"\",d\n"), ',', ',', "a,\"b,\",c,\"\"\"\",d\n",
     "a,\"b,\",c,\"\"\"\",d\n", "a,\"b,\",c,\"\"\"\",d\n"},
    {"to tabs", STR("\"a,b\",c,\"\td\"\n"), ',', '\t', "a,b\tc\t\"\td\"\n", "a,b\tc\t\"\td\"\n", "a,b\tc\t\"\td\"\n"},
    {"to semicolons", STR("a;b,\"c,d\"\n"), ',', ';', "\"a;b\";c,d\n", "\"a;b\";c,d\n", "\"a;b\";c,d\n"},
    {"from tabs", STR("a,b\t\"c\td\"\n"), '\t', ',', "\"a,b\",c\td\n", "\"a,b\",c\td\n", "\"a,b\",c\td\n"},
};

enum manner { BY_FIELD, BY_SAME, BY_RECORD, BY_FIELDS, BY_ROW, WAYS };

static void write_at_once(struct mem *mem, struct writer *writer, const struct record *record)
{
    struct str *field = mem_array(mem, record->count, sizeof *field);
    for (uint32_t i = 0; i < record->count; i++)
        field[i] = record_field(record, i);
    writer_plain(writer, writer_fields(mem, writer, field, record->count));
}

/* The last field as a text that was made before. */
static void write_pieces(struct mem *mem, struct writer *writer, const struct record *record)
{
    struct writer_piece *piece = mem_array(mem, record->count, sizeof *piece);
    uint32_t last = record->count - 1;
    struct str field = record_field(record, last);
    for (uint32_t i = 0; i < last; i++)
        piece[i].text = record_field(record, i);
    piece[last] = (struct writer_piece){writer_fields(mem, writer, &field, 1), true};
    writer_row(writer, piece, record->count);
}

static struct str write_row(struct mem *mem, const struct written *row, enum manner way)
{
    struct chunked chunked = {row->input, SIZE_MAX};
    const struct reading how = {.headless = true, .delimiter = row->from};
    struct reader *reader = reader_open_source(mem, (struct source){chunked_read, &chunked, "row"}, &how);
    const char *path = path_of(mem, "written");
    struct out *out = out_open(mem, path);
    struct writer *writer = writer_open(mem, out, row->to);
    for (const struct record *record; (record = reader_next(reader));) {
        for (uint32_t i = 0; way <= BY_SAME && i < record->count; i++)
            if (way == BY_SAME)
                writer_same(writer, record, i);
            else
                writer_field(writer, record_field(record, i));
        if (way == BY_FIELDS)
            write_at_once(mem, writer, record);
        if (way == BY_RECORD)
            writer_record(writer, record);
        else if (way == BY_ROW)
            write_pieces(mem, writer, record);
        else
            writer_end(writer);
    }
    cr_expect_eq(writer_rows(writer), 1);
    out_commit(out);
    out_appear(out);
    reader_close(reader);
    return file_text(mem, path);
}

Test(record_writer, rows_are_written)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *want[WAYS] = {[BY_FIELD] = rows[i].field, [BY_SAME] = rows[i].same,
                                  [BY_RECORD] = rows[i].record, [BY_FIELDS] = rows[i].field,
                                  [BY_ROW] = rows[i].field};
        for (enum manner way = BY_FIELD; way < WAYS; way++) {
            struct str found = write_row(mem, &rows[i], way);
            cr_expect(str_eq(found, str_of(want[way])), "%s, %u: expected <%s>, found <%.*s>", rows[i].name,
                      (unsigned)way, want[way], STR_ARG(found));
        }
    }
    mem_close(mem);
}

/* What was written reads as what was meant, and copied it is the same bytes; long
 * fields too. */
enum { ROWS = 3000, FIELDS = 4 };

static void write_somehow(struct writer *writer, const struct str field[FIELDS], bool at_once)
{
    struct writer_piece piece[FIELDS];
    for (int i = 0; i < FIELDS; i++) {
        piece[i] = (struct writer_piece){field[i], false};
        if (!at_once)
            writer_field(writer, field[i]);
    }
    if (at_once)
        writer_row(writer, piece, FIELDS);
    else
        writer_end(writer);
}

static void write_random(struct mem *mem, const char *path, struct str field[ROWS][FIELDS])
{
    static char input[64 * 32], quotes[200000], plain[sizeof quotes];
    struct out *out = out_open(mem, path);
    struct writer *writer = writer_open(mem, out, ',');
    memset(quotes, '"', sizeof quotes);
    memset(plain, 'x', sizeof plain);
    for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < FIELDS; i++) {
            struct str text = random_input(input, random_below(6));
            text.length = str_utf8(text);
            const char *nul = text.length ? memchr(text.at, '\0', text.length) : NULL;
            text.length = nul ? (size_t)(nul - text.at) : text.length;
            field[row][i] = mem_copy(mem, text);
            if (row % 500 == 7 && i >= 2)
                field[row][i] = (struct str){i == 2 ? quotes : plain, sizeof plain};
        }
        write_somehow(writer, field[row], row % 2 == 0);
    }
    out_commit(out);
    out_appear(out);
}

Test(record_writer, what_is_written_reads_the_same)
{
    static struct str field[ROWS][FIELDS];
    struct mem *mem = mem_open();
    const char *path = path_of(mem, "round"), *copy = path_of(mem, "copy");
    write_random(mem, path, field);
    struct reader *reader = reader_open(mem, &path, 1, &(struct reading){.headless = true});
    struct out *out = out_open(mem, copy);
    struct writer *writer = writer_open(mem, out, ',');
    for (int row = 0; row < ROWS; row++) {
        const struct record *record = reader_next(reader);
        cr_assert(record && record->count == FIELDS);
        for (uint32_t i = 0; i < FIELDS; i++)
            cr_assert(str_eq(record_field(record, i), field[row][i]), "row %d field %u", row, i);
        writer_record(writer, record);
    }
    cr_expect_null(reader_next(reader));
    reader_close(reader);
    out_commit(out);
    out_appear(out);
    cr_expect(str_eq(file_text(mem, path), file_text(mem, copy)));
    mem_close(mem);
}

static struct str write_batches(struct mem *mem, struct str input, size_t block, char to, bool together)
{
    struct chunked chunked = {input, block};
    const struct reading how = {.headless = true, .delimiter = ',', .blanks = true};
    struct reader *reader = reader_open_source(mem, (struct source){chunked_read, &chunked, "row"}, &how);
    const char *path = path_of(mem, "written");
    struct out *out = out_open(mem, path);
    struct writer *writer = writer_open(mem, out, to);
    struct record record[3];
    for (size_t count; (count = reader_batch(reader, record, 3));)
        if (together)
            writer_batch(writer, record, count);
        else
            for (size_t i = 0; i < count; i++)
                writer_record(writer, &record[i]);
    cr_expect_eq(writer_rows(writer), reader_records(reader), "%.*s", STR_ARG(input));
    out_commit(out);
    out_appear(out);
    reader_close(reader);
    return file_text(mem, path);
}

/* A batch is written as its records one by one, whatever stands between them. */
Test(record_writer, batches_are_written)
{
    static const struct str input[] = {STR("a,b\nc,d\ne,f\n"), STR("a,b\r\nc,d\ne,f\r\ng,h"),
                                       STR("a,b\n\"c\n\",d\n\n\ne,\"f\"\"\"\ng,h\n"), STR("a,b\nc,d")};
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof input / sizeof *input; i++)
        for (size_t block = 1; block < 30; block++)
            for (const char *to = ",;"; *to; to++) {
                struct str one = write_batches(mem, input[i], block, *to, false);
                struct str all = write_batches(mem, input[i], block, *to, true);
                cr_expect(str_eq(one, all), "input %zu, blocks of %zu: %.*s", i, block, STR_ARG(all));
            }
    mem_close(mem);
}

/* What is gathered, however much, is what would be in the file; then it begins anew. */
Test(record_writer, rows_are_gathered)
{
    enum { GATHERED = 30000 };
    struct mem *mem = mem_open();
    const char *path = path_of(mem, "gathered");
    struct out *file = out_open(mem, path), *gather = out_gather(mem);
    struct writer *direct = writer_open(mem, file, ';'), *through = writer_open(mem, file, ';');
    struct writer *inner = writer_open(mem, gather, writer_delimiter(direct));
    for (size_t round = 0; round < 2; round++) {
        struct writer *writer[] = {direct, inner};
        for (size_t w = 0; w < 2; w++)
            for (size_t i = 0; i < (round ? 10 : GATHERED); i++) {
                writer_field(writer[w], mem_format(mem, "row %zu; of many", i));
                writer_field(writer[w], STR("a field"));
                writer_end(writer[w]);
            }
        writer_lines(through, out_gathered(gather), round ? 10 : GATHERED);
    }
    cr_expect_eq(writer_rows(through), writer_rows(direct));
    out_commit(file);
    out_appear(file);
    struct str text = file_text(mem, path);
    size_t half = (size_t)(GATHERED - 1000) * strlen("\"row 1000; of many\";a field\n");
    cr_assert(text.length > 2 * half && text.length % 2 == 0);
    const char *again = NULL;
    for (size_t i = 1; i + 1 < text.length && !again; i++)
        if (text.at[i - 1] == '\n' && str_starts(str_part(text, i, SIZE_MAX), STR("\"row 0;")))
            again = text.at + i;
    size_t length = (size_t)(again - text.at);
    cr_expect(memcmp(text.at, again, length) == 0, "the rows that were gathered are the rows before them");
    mem_close(mem);
}

/* ---- rows from parts ---- */

/* The first record of an input as a row from parts: its fields 2 and 3, "x" and two empty ones behind it, and field
 * 1, `times` times over. */
static struct str write_parts(struct mem *mem, struct str input, const struct reading *how, char to, size_t times)
{
    static const char text[8 + RECORD_BEYOND] = "x";
    struct chunked chunked = {input, SIZE_MAX};
    struct reader *reader = reader_open_source(mem, (struct source){chunked_read, &chunked, "row"}, how);
    const char *path = path_of(mem, "parts");
    struct out *out = out_open(mem, path);
    struct writer *writer = writer_open(mem, out, to);
    struct writer_part *part = mem_array(mem, 3 * times, sizeof *part);
    for (size_t i = 0; i < 3 * times; i++)
        part[i] = i % 3 == 0   ? (struct writer_part){.first = 1, .count = 2}
                  : i % 3 == 1 ? (struct writer_part){.blanks = 2, .text = {text, 1}}
                               : (struct writer_part){.first = 0, .count = 1};
    const struct record *record = reader_next(reader);
    cr_assert(record && record->count == 3);
    writer_parts(writer, record, part, 3 * times);
    cr_expect_eq(writer_rows(writer), 1);
    writer_field(writer, STR("next"));
    writer_end(writer);
    out_commit(out);
    out_appear(out);
    reader_close(reader);
    return file_text(mem, path);
}

static struct str repeated(struct mem *mem, const char *row, char mark, size_t times)
{
    struct str whole = str_of(row);
    for (size_t i = 1; i < times; i++)
        whole = mem_join(mem, whole, (struct str){&mark, 1}, str_of(row));
    return mem_join(mem, whole, STR("\nnext\n"));
}

/* At once or one by one, where delimiters differ, a record is long, libcsv has read it or there are many parts. */
Test(record_writer, rows_are_made_of_parts)
{
    static const struct {
        struct str input;
        char from, to;
        const char *row;
    } row[] = {
        {STR("a,\"b,\",c\n"), ',', ',', "\"b,\",c,x,,,a"},
        {STR("a;\"b;\";\"c,\"\n"), ';', ',', "b;,\"c,\",x,,,a"},
        {STR("a,\"b,\",c\n"), ',', '\t', "b,\tc\tx\t\t\ta"},
        {STR(",\"\",\n"), ',', ',', "\"\",,x,,,"},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        for (size_t times = 1; times < 40; times += 13)
            for (int careful = 0; careful < 2; careful++) {
                const struct reading how = {.headless = true, .delimiter = row[i].from, .careful = careful};
                struct str found = write_parts(mem, row[i].input, &how, row[i].to, times);
                struct str want = repeated(mem, row[i].row, row[i].to, times);
                cr_expect(str_eq(found, want), "row %zu, %zu times, careful %d:\n%.*s", i, times, careful,
                          STR_ARG(found));
            }
    char *text = mem_take(mem, 5001);
    memset(text, 'y', 5000);
    const struct reading how = {.headless = true};
    struct str input = mem_format(mem, "a,%s,c\n", text);
    struct str want = mem_format(mem, "%s,c,x,,,a\nnext\n", text);
    cr_expect(str_eq(write_parts(mem, input, &how, '\0', 1), want), "a long one");
    mem_close(mem);
}
