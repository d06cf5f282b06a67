/* record: places, files, batches and pieces, what is refused and kept */
#include "files/fresh.h"
#include "record_try.h"

/* ---- places ---- */

/* Each record says where it stands. */
static struct dump placed_input(void)
{
    struct dump input = {0};
    unsigned line = 1, record = 0;
    dump_text(&input, STR("line,record,text\n"));
    for (line++, record++; record < 3000; record++, line++) {
        dump_format(&input, "%u,%u,", line, record);
        if (random_below(4) == 0) {
            dump_text(&input, STR("\"one\ntwo \"\"2\"\"\r\n三\""));
            line += 2;
        } else if (random_below(50) == 0) {
            dump_text(&input, STR("x\n\n\n"));       /* two blank lines behind it */
            line += 2;
            continue;
        }
        dump_text(&input, random_below(2) ? STR("\n") : STR("\r\n"));
    }
    return input;
}

Test(record_file, places)
{
    diag_set_quiet(true);
    struct dump input = placed_input();
    for (size_t block = 7; block < 100000; block = block * 2 + 5)
        for (int careful = 0; careful < 2; careful++)
            for (uint32_t ask = 1; ask < 1000; ask = ask * 3 + 1) {
                struct mem *mem = mem_open();
                struct chunked chunked = {{input.at, input.length}, 1000};
                const struct reading how = {.block = block, .careful = careful};
                struct reader *reader = reader_open_source(mem, (struct source){chunked_read, &chunked, "input"}, &how);
                for (const struct record *record; (record = reader_next(reader));) {
                    if (random_below(ask))
                        continue;
                    struct place place = reader_place(reader, 1);
                    char line[24], number[24];
                    snprintf(line, sizeof line, "%llu", (unsigned long long)place.line);
                    snprintf(number, sizeof number, "%llu", (unsigned long long)place.record);
                    cr_assert(str_eq(record_field(record, 0), str_of(line)), "line %s, record %.*s", line,
                              STR_ARG(record_raw(record)));
                    cr_assert(str_eq(record_field(record, 1), str_of(number)), "record %s", number);
                    cr_assert(str_eq(str_part(place.text, place.at, place.length), str_of(number)), "field %s", number);
                    cr_assert(str_eq(place.name, STR("record")) && place.column == 2 && !strcmp(place.file, "input"));
                }
                cr_assert_eq(reader_records(reader), 2999);
                reader_close(reader);
                mem_close(mem);
            }
    free(input.at);
}

/* A raw table that begins with an origin has one taken off each record that has one; it says where the others stand. */
Test(record_file, origins_are_taken_off)
{
    static const struct str input = STR("b!s!A1:C1,x,y\nb!s!A2:C2,1,2\nno origin,3,4\nb!s!A9:C9\n"
                                        "b!t!A5:B5,\"q\"\"q\",z\n");
    static const struct str want = STR("x|y of b!s!A1:C1 at b!s:1\n1|2 of b!s!A2:C2 at b!s:2\n"
                                       "no origin|3|4 of  at input:3\nb!s!A9:C9 of  at input:4\n"
                                       "q\"q|z of b!t!A5:B5 at b!t:5\n");
    diag_set_quiet(true);
    for (int careful = 0; careful < 2; careful++) {
        struct mem *mem = mem_open();
        struct chunked chunked = {input, 5};
        const struct reading how = {.loose = true, .headless = true, .careful = careful};
        struct reader *reader = reader_open_source(mem, (struct source){chunked_read, &chunked, "input"}, &how);
        struct dump found = {0};
        for (const struct record *record; (record = reader_next(reader));) {
            struct place place = reader_place(reader, RECORD_WHOLE);
            for (uint32_t f = 0; f < record->count; f++)
                dump_format(&found, "%s%.*s", f ? "|" : "", STR_ARG(record_field(record, f)));
            dump_format(&found, " of %.*s at %s:%u\n", STR_ARG(reader_origin(reader)), place.file,
                        (unsigned)place.line);
        }
        cr_expect(str_eq((struct str){found.at, found.length}, want), "<%.*s>", SHOW(found));
        free(found.at);
        reader_close(reader);
        mem_close(mem);
    }
}

/* All records of a batch and all their fields are good together. */
Test(record_file, batches)
{
    diag_set_quiet(true);
    struct dump input = placed_input(), single = {0}, batched = {0};
    for (size_t block = 7; block < 100000; block = block * 2 + 5) {
        struct mem *mem = mem_open();
        struct chunked chunked[2] = {{{input.at, input.length}, 1000}, {{input.at, input.length}, 1000}};
        const struct reading how = {.block = block};
        struct reader *reader = reader_open_source(mem, (struct source){chunked_read, &chunked[0], "input"}, &how);
        for (const struct record *record; (record = reader_next(reader));) {
            dump_place(&single, reader_place(reader, 1));
            dump_record(&single, record, false);
        }
        reader_close(reader);
        reader = reader_open_source(mem, (struct source){chunked_read, &chunked[1], "input"}, &how);
        enum { MOST = 50, FIELDS = 3 };
        static struct record record[MOST];
        static struct str field[MOST][FIELDS];
        for (size_t count; (count = reader_batch(reader, record, MOST));) {
            for (size_t i = 0; i < count; i++)
                for (uint32_t f = 0; f < FIELDS; f++)
                    field[i][f] = record_field(&record[i], f);
            uint64_t line[MOST];
            reader_lines(reader, record, count, line);
            for (size_t i = 0; i < count; i++) {
                reader_point(reader, record, i, count);
                dump_place(&batched, reader_place(reader, 1));
                cr_assert_eq(line[i], reader_place(reader, 1).line, "block %zu, line %zu", block, (size_t)line[i]);
                for (uint32_t f = 0; f < FIELDS; f++) {
                    dump_text(&batched, STR("["));
                    dump_text(&batched, field[i][f]);
                    dump_text(&batched, STR("]"));
                }
                dump_text(&batched, STR(" raw "));
                dump_text(&batched, record_raw(&record[i]));
            }
        }
        reader_close(reader);
        mem_close(mem);
        cr_assert_eq(single.length, batched.length, "block %zu", block);
        cr_assert_arr_eq(single.at, batched.at, single.length, "block %zu", block);
        single.length = batched.length = 0;
    }
    free(input.at), free(single.at), free(batched.at);
}

/* ---- long records, slow producers ---- */

Test(record_file, a_long_record_in_single_bytes_takes_linear_time, .timeout = 60)
{
    struct dump input = {0};
    dump_text(&input, STR("a,b\n1,\""));
    for (int i = 0; i < 40000; i++)
        dump_text(&input, STR("and a line of a text that does not want to end\n"));
    dump_text(&input, STR("\"\n3,4\n"));
    for (size_t k = 0; k < READER_KINDS; k++) {
        if (!reader_kinds[k].indexer->able())
            continue;
        struct way way = {.brief = true, .chunk = 1, .block = 64};
        struct dump found = dump_kind((struct str){input.at, input.length}, way, &reader_kinds[k]);
        cr_expect_eq(found.length, input.length - 2, "%s", kind_name(&reader_kinds[k]));
        free(found.at);
    }
    free(input.at);
}

/* A long record is no reason to take in all that comes behind it. */
Test(record_file, memory_is_that_of_the_longest_record)
{
    struct dump input = {0};
    for (int i = 0; i < 30000; i++)
        dump_text(&input, i ? STR("a text that goes on and on\n") : STR("\""));
    dump_text(&input, STR("\"\n"));
    size_t longest = input.length;
    while (input.length < 8 * longest)
        dump_text(&input, STR("short\n"));
    for (size_t k = 0; k < READER_KINDS; k++) {
        if (!reader_kinds[k].indexer->able())
            continue;
        struct mem *mem = mem_open();
        struct chunked chunked = {{input.at, input.length}, 4096};
        const struct reading how = {.headless = true, .block = 1000, .careful = reader_kinds[k].careful};
        struct reader *reader = reader_make_source(mem, (struct source){chunked_read, &chunked, "long"}, &how);
        reader->indexer = reader_kinds[k].indexer;
        reader_begin(reader, &(struct trouble){0});
        while (reader_next(reader))
            ;
        cr_expect(reader->room <= 4 * longest, "%s: %zu bytes for a record of %zu", kind_name(&reader_kinds[k]),
                  reader->room, longest);
        reader_close(reader);
        mem_close(mem);
    }
    free(input.at);
}

/* A producer that waits for an answer to each line. */
struct talk {
    unsigned told, heard;
    bool odd;                 /* some lines have bytes that are no UTF-8 */
};

static size_t talk_read(void *state, char *into, size_t room)
{
    struct talk *talk = state;
    cr_assert_eq(talk->told, talk->heard, "asked for more with %u of %u lines handed out", talk->heard, talk->told);
    if (talk->told == 100)
        return 0;
    static const char *const line[] = {"%u,x\n", "%u,\"x\"\r\n", "%u,\xff\n"};
    int length = snprintf(into, room, line[talk->told % (2 + talk->odd)], talk->told);
    talk->told++;
    return (size_t)length;
}

Test(record_file, what_was_read_is_handed_out_before_more_is_asked_for)
{
    struct mem *mem = mem_open();
    for (int odd = 0; odd < 2; odd++) {
        struct talk talk = {.odd = odd};
        const struct reading how = {.headless = true};
        struct reader *reader = reader_make_source(mem, (struct source){talk_read, &talk, "talk"}, &how);
        reader->how.skip_bad = "refused";
        struct trouble trouble;
        for (enum step step = reader_begin(reader, &trouble); step != STEP_END; talk.heard += step != STEP_END)
            step = reader_step(reader, &trouble);
        cr_expect_eq(talk.heard, 100);
        cr_expect_eq(reader->refused, odd ? 33 : 0);
        reader->refused = 0;
        reader_close(reader);
    }
    mem_close(mem);
}

Test(record_file, a_million_columns)
{
    struct dump input = {0};
    for (int row = 0; row < 3; row++)
        for (uint32_t i = 0; i < RECORD_COLUMNS_MAX; i++)
            dump_text(&input, i + 1 < RECORD_COLUMNS_MAX ? STR("7,") : STR("7\n"));
    for (size_t k = 0; k < READER_KINDS; k++) {
        if (!reader_kinds[k].indexer->able())
            continue;
        struct way way = {.brief = true};
        struct dump found = dump_kind((struct str){input.at, input.length}, way, &reader_kinds[k]);
        cr_expect_eq(found.length, input.length, "%s", kind_name(&reader_kinds[k]));
        cr_expect(reader_kinds[k].careful || !found.asked);
        free(found.at);
    }
    free(input.at);
}

/* ---- files ---- */

static const struct joined {
    const char *name;
    struct str part[3];
    const char *want;
    struct reading how;
} joins[] = {
    {"one header", {STR("a,b\n1,2\n"), STR("a,b\n3,4"), STR("a,b\n5,6\n")}, "1|2@2:1 3|4@2:1 5|6@2:1 ", {0}},
    {"quotes and line ends in headers do not count", {STR("a,b\n1,2\n"), STR("\"a\",b\r\n3,4\r\n"), STR("a,\"b\"\n")},
     "1|2@2:1 3|4@2:1 ", {0}},
    {"byte order marks", {STR("\xef\xbb\xbf" "a,b\n1,2\n"), STR("\xef\xbb\xbf" "a,b\n3,4\n"), STR("a,b\n")},
     "1|2@2:1 3|4@2:1 ", {0}},
    {"headless", {STR("1,2\n"), STR("3,4\n"), STR("5,6")}, "1|2@1:1 3|4@1:1 5|6@1:1 ", {.headless = true}},
    {"empty ones among them", {STR(""), STR("a,b\n1,2\n"), STR("")}, "1|2@2:1 ", {.allow_empty = true}},
};

Test(record_file, files_are_one_table)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
        const char *part[] = {file_with(mem, "one", joins[i].part[0]), file_with(mem, "two", joins[i].part[1]),
                              file_with(mem, "three", joins[i].part[2])};
        struct reader *reader = reader_open(mem, part, 3, &joins[i].how);
        struct dump found = {0};
        for (const struct record *record; (record = reader_next(reader));) {
            struct place place = reader_place(reader, RECORD_WHOLE);
            for (uint32_t f = 0; f < record->count; f++)
                dump_format(&found, "%s%.*s", f ? "|" : "", STR_ARG(record_field(record, f)));
            dump_format(&found, "@%llu:%llu ", (unsigned long long)place.line, (unsigned long long)place.record);
        }
        dump_text(&found, (struct str){"", 1});
        cr_expect_str_eq(found.at, joins[i].want, "%s: expected <%s>, found <%s>", joins[i].name, joins[i].want,
                         found.at);
        cr_expect_eq(reader_bytes(reader),
                     joins[i].part[0].length + joins[i].part[1].length + joins[i].part[2].length);
        reader_close(reader);
        reader_close(reader);
        cr_expect_null(reader_next(reader));
        free(found.at);
        for (size_t f = 0; f < 3; f++)
            unlink(part[f]);
    }
    mem_close(mem);
}

static const char *file[2];

static void remove_files(void)
{
    unlink(file[0]);
    unlink(file[1]);
}

static void read_all(struct str first, struct str second)
{
    struct mem *mem = mem_open();
    file[0] = file_with(mem, "first", first);
    file[1] = file_with(mem, "second", second);
    atexit(remove_files);
    struct reader *reader = reader_open(mem, file, 2, &(struct reading){0});
    while (reader_next(reader))
        ;
}

Test(record_file, a_header_that_differs_ends_the_run, .exit_code = 2)
{
    read_all(STR("a,b\n1,2\n"), STR("a,c\n1,2\n"));
}

Test(record_file, a_header_that_is_shorter_ends_the_run, .exit_code = 2)
{
    read_all(STR("a,b\n1,2\n"), STR("a\n1\n"));
}

Test(record_file, an_empty_file_ends_the_run, .exit_code = 2)
{
    read_all(STR("a,b\n1,2\n"), STR(""));
}

Test(record_file, a_ragged_record_ends_the_run, .exit_code = 2)
{
    read_all(STR("a,b\n1,2\n1\n"), STR("a,b\n1,2\n"));
}

Test(record_file, a_missing_file_ends_the_run, .exit_code = 2)
{
    struct mem *mem = mem_open();
    const char *const missing[] = {"no such file"};
    reader_open(mem, missing, 1, &(struct reading){0});
}

Test(record_file, a_quote_is_no_delimiter, .exit_code = 2)
{
    struct mem *mem = mem_open();
    reader_open(mem, NULL, 0, &(struct reading){.delimiter = '"'});
}

Test(record_file, nothing_at_all_is_a_table_where_empty_is_allowed)
{
    struct mem *mem = mem_open();
    const char *empty = file_with(mem, "empty", STR(""));
    struct reader *reader = reader_open(mem, &empty, 1, &(struct reading){.allow_empty = true});
    cr_expect_null(reader_header(reader));
    cr_expect_null(reader_next(reader));
    cr_expect_null(reader_next(reader));
    reader_close(reader);
    unlink(empty);
    mem_close(mem);
}

Test(record_file, refused_records_are_kept_with_their_reason)
{
    struct mem *mem = mem_open();
    const char *bad = file_with(mem, "bad", STR("a,b\n1,2\n3\n\"x\ny\"\"\",4\n5,\"6\n7,8\r\n\xff,\0\n9,0\n"));
    const struct reading how = {.skip_bad = path_of(mem, "refused"), .digest = true};
    struct reader *reader = reader_open(mem, &bad, 1, &how);
    uint64_t records = 0;
    while (reader_next(reader))
        records++;
    cr_expect_eq(records, 4);
    cr_expect_eq(reader_records(reader), 4);
    cr_expect_eq(reader_refused(reader), 3);
    reader_close(reader);
    fresh_appear(NULL);
    struct str found = file_text(mem, how.skip_bad);
    struct str want = mem_format(mem,
        "file,line,reason,record\n"
        "%s,3,csv-ragged: 1 field; expected 2 as in the header,\"3\"\n"
        "%s,6,csv-quote: the quote that opens this field is never closed,\"5,\"\"6\"\n"
        "%s,8,csv-utf8: byte 0xFF is not UTF-8 here; normalize reads GBK and GB18030; iconv -f ENC -t UTF-8 makes "
        "UTF-8 of others,"
        "\"\xff,", bad, bad, bad);
    cr_expect(str_starts(found, want), "found <%.*s>", STR_ARG(found));
    cr_expect(str_ends(found, STR(",\0\"\n")));
    cr_expect_eq(found.length, want.length + 3);
    cr_expect_eq(diag_count(DIAG_SKIPPED), 1);
    cr_expect_eq(diag_finish(), 1);
    /* sha256sum of the same bytes */
    cr_expect(str_eq(reader_digest(mem, reader),
                     STR("5ee9962891d58bb68cb6a69f8a26e87baa6452be8ffa851b1a3a593b86e28253")));
    unlink(bad);
    mem_close(mem);
}

/* ---- what is asked for by few: blank lines, news of refusals, pieces ---- */

Test(record_file, blank_lines_are_handed_out_where_asked_for)
{
    struct mem *mem = mem_open();
    struct chunked chunked = {STR("a,b\n\n1,2\n\r\n"), SIZE_MAX};
    struct reader *reader = reader_open_source(mem, (struct source){chunked_read, &chunked, "blank"},
                                               &(struct reading){.blanks = true});
    cr_expect_eq(reader_place(reader, RECORD_WHOLE).line, 0);
    static const uint32_t fields[] = {1, 2, 1};
    static const uint64_t offset[] = {4, 5, 9};
    for (size_t i = 0; i < 3; i++) {
        const struct record *record = reader_next(reader);
        cr_assert(record && record->count == fields[i]);
        cr_expect_eq(reader_place(reader, RECORD_WHOLE).line, i + 2);
        cr_expect_eq(reader_offset(reader, record), offset[i]);
    }
    cr_expect_null(reader_next(reader));
    reader_close(reader);
    mem_close(mem);
}

static void count_refused(void *state, const struct finding *finding, const struct record *record)
{
    struct mem *mem = mem_open();
    uint64_t *count = state;
    struct record fitted = record_fitted(mem, record, 2), longer = record_fitted(mem, &fitted, 4);
    cr_expect(str_eq(record_field(&fitted, 0), record_field(record, 0)));
    cr_expect_null(record_field(&fitted, 1).at, "a field that is not there");
    cr_expect_eq(longer.count, 4);
    cr_expect_null(record_field(&longer, 3).at);
    cr_expect(str_eq(record_field(&longer, 0), record_field(record, 0)));
    cr_expect_eq(record_fitted(mem, &longer, 1).count, 1, "and one too many is left out");
    cr_expect_eq(reader_place(record->reader, 0).line, finding->place.line, "it is the current one");
    cr_expect_eq(reader_place(record->reader, 0).record, finding->place.record);
    mem_close(mem);
    cr_expect_eq(finding->code, DIAG_RAGGED);
    cr_expect_eq(finding->place.line, ++*count * 2);
}

Test(record_file, refusals_are_told_where_asked_for)
{
    struct mem *mem = mem_open();
    uint64_t count = 0;
    struct chunked chunked = {STR("a,b\n1\n2,2\n3\n4,4\n5"), SIZE_MAX};
    const char *refused = path_of(mem, "refused");
    struct reader *reader = reader_open_source(mem, (struct source){chunked_read, &chunked, "bad"},
        &(struct reading){.skip_bad = refused, .refused = count_refused, .state = &count});
    while (reader_next(reader))
        ;
    cr_expect_eq(count, 3);
    reader_close(reader);
    unlink(refused);
    mem_close(mem);
}

/* A table of over 12 MiB with quoted line ends, and now and then a field that looks
 * like records itself. */
static struct dump large_input(bool nested)
{
    struct dump input = {0};
    dump_text(&input, STR("n,text\n"));
    for (unsigned n = 0; input.length < 13 << 20; n++) {
        dump_format(&input, "%u,", n);
        uint32_t kind = random_below(nested ? 400 : 399);
        for (uint32_t i = 0; kind == 399 && i < 20000; i++)
            dump_text(&input, i ? STR("1,\"\"2\"\"\n") : STR("\""));
        if (kind == 399)
            dump_text(&input, STR("\""));
        else
            dump_text(&input, kind % 8 ? STR("bare text") : STR("\"a\n\"\"b\"\",\r\nc\""));
        dump_text(&input, STR("\n"));
    }
    return input;
}

static void add_records(struct dump *sum, struct reader *reader)
{
    for (const struct record *record; (record = reader_next(reader));) {
        dump_format(sum, "%llu:", (unsigned long long)reader_offset(reader, record));
        dump_text(sum, record_field(record, 0));
        dump_format(sum, ":%zu\n", record_field(record, 1).length);
    }
}

/* Pieces without trouble give what the whole gives; some inputs can be cut well. */
static void check_pieces(const char *name, struct dump input, bool sound, size_t *cut, size_t *stuck)
{
    struct mem *mem = mem_open();
    const char *path = file_with(mem, name, (struct str){input.at, input.length});
    for (size_t most = 2; most < 6; most++) {
        struct dump want = {0}, found = {0};
        struct reader *whole = reader_open(mem, &path, 1, &(struct reading){0});
        struct piece piece[6];
        size_t pieces = reader_cut(whole, most, piece);
        bool trouble = false;
        for (size_t i = 0; i < pieces; i++) {
            struct reader *part = reader_open_piece(mem, whole, piece[i]);
            add_records(&found, part);
            trouble |= reader_stuck(part);
            reader_close(part);
        }
        if (sound)
            add_records(&want, whole);
        if (pieces && !trouble)
            same(name, "in pieces", want, found);
        *cut += pieces && !trouble;
        *stuck += trouble;
        reader_close(whole);
        free(want.at), free(found.at);
    }
    unlink(path);
    mem_close(mem);
}

/* A piece after the other, then alone from where the `stop`th begins, or one that was cut
 * wrongly: the records and their places are those of the whole. */
static void check_slices(const char *name, struct dump input, uint64_t bytes, size_t stop)
{
    struct mem *mem = mem_open();
    const char *path = file_with(mem, name, (struct str){input.at, input.length});
    struct dump want = {0}, found = {0};
    struct reader *whole = reader_open(mem, &path, 1, &(struct reading){.blanks = true});
    struct piece rest, piece = {0};
    cr_assert(reader_rest(whole, &rest), "%s", name);
    uint64_t records = 0, from = rest.from;
    for (size_t i = 0; i < stop && rest.from < rest.to; i++) {
        piece = reader_slice(whole, &rest, bytes);
        cr_assert(piece.from == from && piece.to > from, "%s: pieces follow one another", name);
        struct reader *part = reader_open_piece(mem, whole, piece);
        size_t before = found.length;
        add_records(&found, part);
        bool stuck = reader_stuck(part);
        records += stuck ? 0 : reader_records(part);
        from = stuck ? from : piece.to;
        found.length = stuck ? before : found.length;
        stop = stuck ? i : stop;
        reader_close(part);
    }
    if (records)
        reader_skip(whole, from, records);
    struct reader *alone = reader_open(mem, &path, 1, &(struct reading){.blanks = true});
    for (const struct record *record; (record = reader_next(whole));) {
        dump_format(&found, "%llu:", (unsigned long long)reader_offset(whole, record));
        dump_text(&found, record_field(record, 0));
        dump_format(&found, ":%zu\n", record_field(record, 1).length);
        while (reader_records(alone) < reader_records(whole))
            reader_next(alone);
        struct place place = reader_place(whole, 0), other = reader_place(alone, 0);
        cr_assert(place.line == other.line && place.record == other.record, "%s: line %zu is %zu", name,
                  (size_t)other.line, (size_t)place.line);
    }
    reader_close(alone);
    reader_close(whole);
    whole = reader_open(mem, &path, 1, &(struct reading){0});
    add_records(&want, whole);
    reader_close(whole);
    same(name, "in slices", want, found);
    free(want.at), free(found.at);
    unlink(path);
    mem_close(mem);
}

Test(record_file, slices)
{
    struct dump input = large_input(0);
    for (size_t stop = 0; stop < 4; stop++) {
        check_slices("slices", input, 1 << 20, stop);
        check_slices("narrow slices", input, 100000, stop);
    }
    check_slices("to the end", input, 1 << 20, SIZE_MAX);
    free(input.at);
}

Test(record_file, pieces)
{
    size_t cut = 0, stuck = 0;
    for (int round = 0; round < 3; round++) {
        struct dump input = large_input(round);
        check_pieces("pieces", input, true, &cut, &stuck);
        if (!round)
            cr_expect(cut == 4 && stuck == 0, "ordinary input: %zu cut, %zu stuck", cut, stuck);
        free(input.at);
    }
    struct dump odd = large_input(false);
    odd.at[odd.length - 2] = '"';
    stuck = 0;
    check_pieces("odd", odd, false, &cut, &stuck);
    cr_expect_eq(stuck, 4);
    free(odd.at);
}
