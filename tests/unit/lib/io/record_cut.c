/* record: what a cut goes by: the bytes before the first record, those of records that come together, and where the
 * next record would stand */
#include <dlfcn.h>
#include <errno.h>

#include "record_try.h"

static struct reader *read_text(struct mem *mem, struct chunked *chunked, const struct reading *how)
{
    return reader_open_source(mem, (struct source){chunked_read, chunked, "input"}, how);
}

Test(record_cut, the_head_is_all_before_the_first_record)
{
    static const struct {
        const char *name;
        struct str input, head;
        struct reading how;
    } head[] = {
        {"a header", STR("a,b\n1,2\n"), STR("a,b\n"), {0}},
        {"with CRLF", STR("a,b\r\n1,2\r\n"), STR("a,b\r\n"), {0}},
        {"behind a byte order mark", STR("\xef\xbb\xbf" "a,b\n1,2\n"), STR("\xef\xbb\xbf" "a,b\n"), {0}},
        {"with a line end in quotes", STR("\"a\nb\",\"c\"\"d\"\n1,2\n"), STR("\"a\nb\",\"c\"\"d\"\n"), {0}},
        {"alone, without a line end", STR("a,b"), STR("a,b"), {0}},
        {"with semicolons", STR("a;b\n1;2\n"), STR("a;b\n"), {.delimiter = ';'}},
        {"all records by libcsv", STR("a,\"b\"\n1,2\n"), STR("a,\"b\"\n"), {.careful = true}},
        {"none", STR("1,2\n3,4\n"), STR(""), {.headless = true}},
        {"nothing at all", STR(""), STR(""), {.allow_empty = true}}};
    diag_set_quiet(true);
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        for (size_t block = 1; block < 40; block++) {
            struct mem *mem = mem_open();
            struct reading how = head[i].how;
            how.block = block;
            struct chunked chunked = {head[i].input, 3};
            struct reader *reader = read_text(mem, &chunked, &how);
            struct str found = reader_head(reader);
            cr_expect(str_eq(found, head[i].head), "%s, block %zu: <%.*s>", head[i].name, block, STR_ARG(found));
            while (reader_next(reader))
                ;
            cr_expect(str_eq(reader_head(reader), head[i].head), "%s: when all is read", head[i].name);
            reader_close(reader);
            mem_close(mem);
        }
}

/* ---- stretches ---- */

/* Three columns, with quotes, line ends in them, CRLF, blank lines; the last record may have no line end. */
static struct dump written_input(void)
{
    static const struct str field[] = {STR(""), STR("1"), STR("中文"), STR("\"\""), STR("\"a,\"\"b\"\"\""),
                                       STR("\"one\r\ntwo\n\""), STR("some text that is longer than the others")};
    enum { FIELDS = sizeof field / sizeof *field };
    struct dump input = {0};
    dump_text(&input, STR("a,\"b\n\",c\n"));
    for (int i = 0; i < 400; i++) {
        if (random_below(20) == 0)
            dump_text(&input, random_below(2) ? STR("\n") : STR("\r\n"));
        for (int f = 0; f < 3; f++) {
            dump_text(&input, field[random_below(FIELDS)]);
            dump_text(&input, f < 2 ? STR(",") : random_below(2) ? STR("\n") : STR("\r\n"));
        }
    }
    dump_text(&input, random_below(2) ? STR("x,y,z") : STR("x,y,z\r\n"));
    return input;
}

/* Where the next record stands, going by the bytes before it: lines end within quotes too. */
static void expect_behind(const struct reader *reader, struct str before, uint64_t records)
{
    uint64_t line = 1;
    for (size_t i = 0; i < before.length; i++)
        line += before.at[i] == '\n';
    struct place place = reader_behind(reader);
    cr_assert(place.line == line && place.record == records + 1, "line %llu, record %llu behind %llu records",
              (unsigned long long)place.line, (unsigned long long)place.record, (unsigned long long)records);
}

/* Any records of a batch that stand together are the bytes between; all of them, behind the head, are the input. */
static void expect_stretches(struct str input, const struct reading *how)
{
    enum { MOST = 40 };
    static struct record record[MOST];
    struct mem *mem = mem_open();
    struct chunked chunked = {input, 1 + random_below(300)};
    struct reader *reader = read_text(mem, &chunked, how);
    size_t at = reader_head(reader).length;
    uint64_t records = 0;
    expect_behind(reader, str_part(input, 0, at), 0);
    for (size_t count; (count = reader_batch(reader, record, 1 + random_below(MOST)));) {
        size_t begin = at;
        for (size_t i = 0, upto; i < count; i = upto) {
            upto = i + 1 + random_below((uint32_t)(count - i));
            struct str found = record_stretch(&record[i], upto - i);
            cr_assert(str_eq(found, str_part(input, at, found.length)), "byte %zu, block %zu", at, how->block);
            cr_assert_eq(reader_offset(reader, &record[i]), at);
            at += found.length;
        }
        cr_assert_eq(record_stretch(record, count).length, at - begin);
        records += count;
        expect_behind(reader, str_part(input, 0, at), records);
    }
    cr_expect_eq(at, input.length, "nothing is left over");
    reader_close(reader);
    mem_close(mem);
}

Test(record_cut, stretches_are_the_bytes_that_came)
{
    diag_set_quiet(true);
    for (int round = 0; round < 20; round++) {
        struct dump input = written_input();
        for (size_t block = 1; block < 40000; block = block * 2 + 3)
            for (int way = 0; way < 3; way++)
                expect_stretches((struct str){input.at, input.length},
                                 &(struct reading){.block = block, .blanks = true, .careful = way == 1,
                                                   .portable = way == 2});
        free(input.at);
    }
}

/* Without blank lines among the records a stretch never spans one. */
Test(record_cut, no_stretch_has_a_blank_line_that_is_left_out)
{
    diag_set_quiet(true);
    for (size_t block = 1; block < 100; block++) {
        struct mem *mem = mem_open();
        struct chunked chunked = {STR("a,b\n1,2\n\n3,4\r\n5,6\n\r\n\n7,8"), SIZE_MAX};
        struct reader *reader = read_text(mem, &chunked, &(struct reading){.block = block});
        struct record record[9];
        struct dump found = {0};
        for (size_t count; (count = reader_batch(reader, record, 9));)
            dump_text(&found, record_stretch(record, count));
        cr_expect(str_eq((struct str){found.at, found.length}, STR("1,2\n3,4\r\n5,6\n7,8")), "block %zu: <%.*s>", block,
                  SHOW(found));
        free(found.at);
        reader_close(reader);
        mem_close(mem);
    }
}

Test(record_cut, behind_the_last_record)
{
    static const struct {
        struct str input;
        uint64_t line;
    } last[] = {{STR("a,b\n1,2\n"), 3}, {STR("a,b\n1,2"), 2}, {STR("a,b\n1,2\n\n\n"), 5}, {STR("a,b\n"), 2},
                {STR("a,b"), 1}};
    diag_set_quiet(true);
    for (size_t i = 0; i < sizeof last / sizeof *last; i++) {
        struct mem *mem = mem_open();
        struct chunked chunked = {last[i].input, SIZE_MAX};
        struct reader *reader = read_text(mem, &chunked, &(struct reading){0});
        uint64_t records = 0;
        while (reader_next(reader))
            records++;
        cr_expect_eq(reader_behind(reader).line, last[i].line, "input %zu: line %llu", i,
                     (unsigned long long)reader_behind(reader).line);
        cr_expect_eq(reader_behind(reader).record, records + 1);
        cr_expect_str_eq(reader_behind(reader).file, "input");
        reader_close(reader);
        mem_close(mem);
    }
}

/* A record that is set aside is a record of the whole: those behind it keep their numbers. */
Test(record_cut, behind_what_was_refused)
{
    struct mem *mem = mem_open();
    struct chunked chunked = {STR("a,b\n1,2\n3\n4,5\n"), SIZE_MAX};
    const struct reading how = {.skip_bad = path_of(mem, "refused")};
    diag_set_quiet(true);
    struct reader *reader = read_text(mem, &chunked, &how);
    uint64_t records = 0;
    while (reader_next(reader))
        records++;
    cr_expect_eq(records, 2);
    cr_expect_eq(reader_behind(reader).line, 5);
    cr_expect_eq(reader_behind(reader).record, 4);
    reader_close(reader);
    unlink(how.skip_bad);
    mem_close(mem);
}

/* A table beside the input is parted as its first line shows, in however many parts that comes. */
Test(record_cut, the_first_line_is_waited_for)
{
    static const struct {
        struct str input;
        char delimiter;
    } row[] = {{STR("region;b\n1;2\n"), ';'}, {STR("region\tb\n1\t2\n"), '\t'}, {STR("region;b,c;d\n1,2\n"), ','},
               {STR("region|b"), '|'}, {STR("region\n1;2\n"), ','}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        for (size_t part = 1; part < 12; part++) {
            struct mem *mem = mem_open();
            struct chunked chunked = {row[i].input, part};
            struct reader *reader = read_text(mem, &chunked, &(struct reading){.beside = true});
            const struct record *header = reader_header(reader);
            cr_expect_eq(reader->how.delimiter, row[i].delimiter, "row %zu in parts of %zu", i, part);
            cr_expect_eq(header->count, i == 4 ? 1 : 2, "row %zu in parts of %zu", i, part);
            cr_expect(str_starts(record_field(header, 0), STR("region")), "row %zu in parts of %zu", i, part);
            reader_close(reader);
            mem_close(mem);
        }
}

/* ---- reading where to cut ---- */

static unsigned failures;     /* so many reads to come fail */
static int failure;

ssize_t pread(int file, void *into, size_t room, off_t at)
{
    if (failures && failures--)
        return errno = failure, -1;
    return ((ssize_t(*)(int, void *, size_t, off_t))dlsym(RTLD_NEXT, "pread"))(file, into, room, at);
}

/* An interruption changes nothing; where nothing can be read there is no cut. */
Test(record_cut, where_reads_fail)
{
    struct mem *mem = mem_open();
    struct dump input = {0};
    dump_text(&input, STR("a,b\n"));
    for (int i = 0; i < 40000; i++)
        dump_format(&input, "%d,x\n", i);
    const char *path = file_with(mem, "cut", (struct str){input.at, input.length});
    static const struct {
        unsigned failures;
        int failure;
        bool cut;
    } row[] = {{0, 0, true}, {1, EINTR, true}, {3, EINTR, true}, {1, EIO, false}};
    uint64_t first = 0;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct reader *reader = reader_open(mem, &path, 1, &(struct reading){0});
        struct piece rest;
        cr_assert(reader_rest(reader, &rest));
        failures = row[i].failures, failure = row[i].failure;
        struct piece piece = reader_slice(reader, &rest, 100000);
        cr_expect(failures == 0 && piece.from == 4, "row %zu", i);
        first = i ? first : piece.to;
        cr_expect(first > 100000 && first < input.length && input.at[first - 1] == '\n');
        cr_expect_eq(piece.to, row[i].cut ? first : input.length, "row %zu: %llu", i, (unsigned long long)piece.to);
        reader_close(reader);
    }
    unlink(path);
    free(input.at);
    mem_close(mem);
}
