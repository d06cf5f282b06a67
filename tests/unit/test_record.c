/* record: the reader gives the same records, places and troubles whichever way it reads */
#include <criterion/criterion.h>
#include <unistd.h>

#include "record_dump.h"

#define SHOW(dump) (int)(dump).length, (dump).length ? (dump).at : ""

static void same(const char *name, const char *what, struct dump expected, struct dump found)
{
    cr_expect(str_eq((struct str){expected.at, expected.length}, (struct str){found.at, found.length}),
              "%s, %s:\nexpected <%.*s>\nfound    <%.*s>", name, what, SHOW(expected), SHOW(found));
}

#define HEADLESS .headless = true
#define LOOSE .loose = true, .headless = true
#define SKIP .skip = true

/* ---- what an input must give ---- */

static const struct sample {
    const char *name;
    struct str input;
    const char *want;         /* fields parted by |, records ended by ;, !code:line:column; for trouble */
    struct way way;
} samples[] = {
    {"plain", STR("a,b\n1,2\n3,4\n"), "a|b;1|2;3|4;", {0}},
    {"no newline at the end", STR("a,b\n1,2"), "a|b;1|2;", {0}},
    {"header alone", STR("a,b\n"), "a|b;", {0}},
    {"header alone, no newline", STR("a,b"), "a|b;", {0}},
    {"empty", STR(""), "!empty-input:0:0;", {0}},
    {"a byte order mark alone", STR("\xef\xbb\xbf"), "!empty-input:0:0;", {0}},
    {"byte order mark", STR("\xef\xbb\xbf" "a,b\n1,2\n"), "a|b;1|2;", {0}},
    {"byte order mark before a quote", STR("\xef\xbb\xbf\"a\",b\n1,2\n"), "a|b;1|2;", {0}},
    {"a second byte order mark is text", STR("\xef\xbb\xbf\xef\xbb\xbf" "a,b\n1,2\n"), "\xef\xbb\xbf" "a|b;1|2;", {0}},
    {"CRLF", STR("a,b\r\n1,2\r\n3,\r\n"), "a|b;1|2;3|;", {0}},
    {"CRLF and LF mixed", STR("a,b\n1,2\r\n3,4\n"), "a|b;1|2;3|4;", {0}},
    {"CRLF after a quoted field", STR("a,b\r\n1,\"2\"\r\n"), "a|b;1|2;", {0}},
    {"quoted delimiter", STR("a,b\n\"1,2\",3\n"), "a|b;1,2|3;", {0}},
    {"quoted newline", STR("a,b\n\"1\n2\",3\n4,5\n"), "a|b;1\n2|3;4|5;", {0}},
    {"quoted CRLF", STR("a,b\n\"1\r\n2\",3\n4,5\n"), "a|b;1\r\n2|3;4|5;", {0}},
    {"quoted lone CR", STR("a,b\n\"1\r2\",3\n4,5\n"), "a|b;1\r2|3;4|5;", {0}},
    {"doubled quotes", STR("a,b\n\"\"\"1\"\"\",\"x\"\"y\"\n"), "a|b;\"1\"|x\"y;", {0}},
    {"quoted empty field", STR("a,b\n\"\",\"\"\"\"\n"), "a|b;|\";", {0}},
    {"nothing is trimmed", STR("a,b\n  1 ,\t2\t\n"), "a|b;  1 |\t2\t;", {0}},
    {"Chinese", STR("地区,值\n宁波市,\"1,2\"\n"), "地区|值;宁波市|1,2;", {0}},
    {"tabs", STR("a\tb\n1,5\t\"2\t3\"\n"), "a|b;1,5|2\t3;", {.delimiter = '\t'}},
    {"blank lines are left out", STR("a,b\n\n1,2\n\r\n3,4\n\n"), "a|b;1|2;3|4;", {0}},
    {"blank lines are data in one column", STR("a\n\n1\n\r\n\n"), "a;;1;;;", {0}},
    {"quoted nothing in one column", STR("a\n\"\"\n1\n"), "a;;1;", {0}},
    {"blank header", STR("\na,b\n"), "!header-empty:1:0;", {0}},
    {"too few fields", STR("a,b\n1,2\n3\n"), "a|b;1|2;!csv-ragged:3:0;", {0}},
    {"too many fields", STR("a,b\n1,2,3\n"), "a|b;!csv-ragged:2:0;", {0}},
    {"too few in the last record", STR("a,b\n1"), "a|b;!csv-ragged:2:0;", {0}},
    {"headless, ragged by the first record", STR("1,2\n3\n"), "1|2;!csv-ragged:2:0;", {HEADLESS}},
    {"quote in a bare field", STR("a,b\n1,2\n3,x\"y\n"), "a|b;1|2;!csv-quote:3:2;", {0}},
    {"text after a closing quote", STR("a,b\n\"1\"x,2\n"), "a|b;!csv-quote:2:1;", {0}},
    {"space after a closing quote", STR("a,b\n\"1\" ,2\n"), "a|b;!csv-quote:2:1;", {0}},
    {"space before an opening quote", STR("a,b\n1, \"2\"\n"), "a|b;!csv-quote:2:2;", {0}},
    {"unclosed quote", STR("a,b\n1,2\n3,\"x\n4,5\n"), "a|b;1|2;!csv-quote:3:2;", {0}},
    {"unclosed quote at the end", STR("a,b\n1,\""), "a|b;!csv-quote:2:2;", {0}},
    {"unclosed quote in the header", STR("a,\"b\n1,2\n"), "!csv-quote:1:2;", {0}},
    {"doubled quote at the end", STR("a,b\n1,\"x\"\""), "a|b;!csv-quote:2:2;", {0}},
    {"lone CR", STR("a,b\n1\r,2\n"), "a|b;!csv-cr:2:1;", {0}},
    {"lone CR at the end", STR("a,b\n1,2\r"), "a|b;!csv-cr:2:2;", {0}},
    {"lone CR after a closing quote", STR("a,b\n1,\"2\"\r3,4\n"), "a|b;!csv-cr:2:2;", {0}},
    {"CR CR LF", STR("a,b\n1,2\r\r\n"), "a|b;!csv-cr:2:2;", {0}},
    {"CR line ends", STR("a,b\r1,2\r"), "!csv-cr:1:2;", {0}},
    {"NUL", STR("a,b\n1,\0\n"), "a|b;!csv-nul:2:2;", {0}},
    {"NUL in quotes", STR("a,b\n1,\"x\n\0\"\n"), "a|b;!csv-nul:2:2;", {0}},
    {"bad UTF-8", STR("a,b\n1,2\n\xff,2\n"), "a|b;1|2;!csv-utf8:3:1;", {0}},
    {"UTF-8 cut off by a newline", STR("a,b\n1,\xe4\xb8\n"), "a|b;!csv-utf8:2:2;", {0}},
    {"UTF-8 cut off by the end", STR("a,b\n1,\xe4\xb8"), "a|b;!csv-utf8:2:2;", {0}},
    {"UTF-8 cut off by a delimiter", STR("a,b\n\xe4\xb8,1\n"), "a|b;!csv-utf8:2:1;", {0}},
    {"a surrogate", STR("a,b\n1,\xed\xa0\x80\n"), "a|b;!csv-utf8:2:2;", {0}},
    {"overlong", STR("a,b\n1,\xc0\xaf\n"), "a|b;!csv-utf8:2:2;", {0}},
    {"above U+10FFFF", STR("a,b\n1,\xf4\x90\x80\x80\n"), "a|b;!csv-utf8:2:2;", {0}},
    {"the first trouble is told", STR("a,b\nx\"y,\xff\n"), "a|b;!csv-quote:2:1;", {0}},
    {"UTF-16", STR("\xff\xfe" "a\0,\0"), "!csv-utf8:1:1;", {0}},

    {"loose: any number of fields", STR("a\n1,2\n\n3,4,5\n"), "a;1|2;;3|4|5;", {LOOSE}},
    {"loose: CR line ends", STR("a,b\r1,2\r\r3"), "a|b;1|2;;3;", {LOOSE}},
    {"loose: CRs are counted as lines", STR("a,b\r1,2\rx\"y\r"), "a|b;1|2;!csv-quote:3:1;", {LOOSE}},
    {"loose: CR and CRLF", STR("a,b\r1,2\r\n3\n\"4\r\"\r"), "a|b;1|2;3;4\r;", {LOOSE}},

    {"skip: ragged", STR("a,b\n1\n2,3\n\"4\n5\"\n6,7\n"), "a|b;!csv-ragged:2:0;2|3;!csv-ragged:4:0;6|7;", {SKIP}},
    {"skip: an unclosed quote costs its line", STR("a,b\n1,\"2\n3,4\n5,6\n"), "a|b;!csv-quote:2:2;3|4;5|6;", {SKIP}},
    {"skip: a quote that closes wrongly costs its line", STR("a,b\n1,\"2\n3,\"4\n5,6\n"),
     "a|b;!csv-quote:2:2;!csv-quote:3:2;5|6;", {SKIP}},
    {"skip: bad bytes cost their record", STR("a,b\n1,\"\xff\n2\"\n3,4\n"), "a|b;!csv-utf8:2:2;3|4;", {SKIP}},
    {"skip: an unclosed quote says more than bad bytes", STR("a,b\n1,\"\xff\n3,4\n"), "a|b;!csv-quote:2:2;3|4;", {SKIP}},
    {"skip: NUL", STR("a,b\n1,\0\n3,4\n"), "a|b;!csv-nul:2:2;3|4;", {SKIP}},
    {"skip: a lone CR costs its line", STR("a,b\n1,2\r3,4\n5,6\n"), "a|b;!csv-cr:2:2;5|6;", {SKIP}},
    {"skip: trouble in the last line", STR("a,b\n1,2\n3,\"4"), "a|b;1|2;!csv-quote:3:2;", {SKIP}},
    {"skip: the header must be right", STR("a,\"b\n1,2\n"), "!csv-quote:1:2;", {SKIP}},

    {"limit: field", STR("a,b\n1,12345678\n1,123456789\n"), "a|b;1|12345678;!csv-limit:3:2;", {.limits = {8, 16, 4}}},
    {"limit: quoted field", STR("a,b\n1,\"123456\"\n1,\"1234567\"\n"), "a|b;1|123456;!csv-limit:3:2;",
     {.limits = {8, 16, 4}}},
    {"limit: unclosed field", STR("a,b\n1,\"2\n3\n4\n5\n6\n"), "a|b;!csv-limit:2:2;", {.limits = {8, 16, 4}}},
    {"limit: record", STR("a,b,c,d\n12345678,1234567,,\n1234567,1234567,,\n"), "a|b|c|d;!csv-limit:2:4;",
     {.limits = {8, 17, 4}}},
    {"limit: record, CRLF", STR("a,b,c\r\n1234567,1234567,\r\n12345678,1234567,\r\n"),
     "a|b|c;1234567|1234567|;!csv-limit:3:3;", {.limits = {8, 16, 4}}},
    {"limit: columns", STR("a,b,c,d\n1,2,3,4,5\n"), "a|b|c|d;!csv-limit:2:5;", {.limits = {8, 16, 4}}},
    {"limit: columns of the header", STR("a,b,c,d,e\n1,2,3,4,5\n"), "!csv-limit:1:5;", {.limits = {8, 16, 4}}},
    {"limit: columns of the header, no newline", STR("a,b,c,d,e"), "!csv-limit:1:5;", {.limits = {8, 16, 4}}},
    {"limit: skipped", STR("a,b\n1,123456789\n3,4\n"), "a|b;!csv-limit:2:2;3|4;", {SKIP, .limits = {8, 16, 4}}},
    {"limit: a line without end", STR("a,b\n1,2345678901234567890\n3,4\n"), "a|b;!csv-limit:2:2;",
     {SKIP, .limits = {8, 16, 4}}},
};

Test(record, samples_at_every_chunk_size)
{
    diag_set_quiet(true);
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const struct sample *sample = &samples[i];
        struct dump want = {.at = (char *)sample->want, .length = strlen(sample->want)};
        for (size_t chunk = 0; chunk <= sample->input.length; chunk++)
            for (size_t block = 0; block < 20; block = block ? block * 3 : 1)
                for (size_t k = 0; k < READER_KINDS; k++) {
                    if (!reader_kinds[k].indexer->able())
                        continue;
                    struct way way = sample->way;
                    way.chunk = chunk;
                    way.block = block;
                    way.brief = true;
                    struct dump found = dump_kind(sample->input, way, &reader_kinds[k]);
                    char what[64];
                    snprintf(what, sizeof what, "%s, chunk %zu, block %zu", kind_name(&reader_kinds[k]), chunk, block);
                    same(sample->name, what, want, found);
                    free(found.at);
                }
    }
}

/* ---- random bytes ---- */

static uint64_t seed = 20260726;

static uint32_t random_below(uint32_t bound)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((seed >> 33) % bound);
}

/* The alphabet of everything that matters to a reader, in pieces. */
static struct str random_input(char *into, size_t pieces)
{
    static const struct str piece[] = {STR("a"), STR("a"), STR("a"), STR(","), STR(","), STR(","), STR("\""), STR("\""),
                                       STR("\n"), STR("\n"), STR("\r"), STR("\r\n"), STR("\0"), STR(" "), STR("中"),
                                       STR("\xff"), STR("\xe4\xb8"), STR("\xef\xbb\xbf"), STR(",\""), STR("\","),
                                       STR("\"\""), STR("\"\n"), STR("中中中中中中中中"), STR("bcdefghijklmnopqrst")};
    static const uint32_t rare[] = {10, 12, 15, 16};       /* what ends the reading is left out half the time */
    size_t length = 0;
    bool tame = random_below(2);
    for (size_t i = 0; i < pieces; i++) {
        uint32_t at = random_below(sizeof piece / sizeof *piece);
        for (size_t r = 0; tame && r < sizeof rare / sizeof *rare; r++)
            if (at == rare[r])
                at = 0;
        memcpy(into + length, piece[at].at, piece[at].length);
        length += piece[at].length;
    }
    return (struct str){into, length};
}

Test(record, random_bytes_are_read_the_same_every_way)
{
    diag_set_quiet(true);
    static char input[64 * 32];
    size_t different = 0;
    for (int round = 0; round < 100000 && different < 3; round++) {
        struct str text = random_input(input, random_below(round % 10 ? 24 : 64));
        struct way way = {.skip = random_below(2), .loose = !random_below(4), .headless = random_below(2)};
        if (!random_below(8))
            way.limits = (struct limits){.field = 1 + random_below(20), .record = 20 + random_below(40),
                                         .columns = 1 + random_below(5)};
        struct dump careful = dump_kind(text, way, &reader_kinds[0]);
        for (size_t k = 1; k < READER_KINDS; k++) {
            if (!reader_kinds[k].indexer->able())
                continue;
            way.chunk = random_below(3) ? 0 : 1 + random_below(80);
            way.block = random_below(3) ? 0 : 1 + random_below(200);
            way.stretch = random_below(3) ? 0 : 8 + random_below(40);
            struct dump found = dump_kind(text, way, &reader_kinds[k]);
            same("random bytes", kind_name(&reader_kinds[k]), careful, found);
            different += found.length != careful.length || memcmp(found.at, careful.at, found.length) != 0;
            free(found.at);
        }
        free(careful.at);
    }
}

/* ---- all that is short ---- */

Test(record, all_short_inputs_are_read_the_same_every_way)
{
    diag_set_quiet(true);
    static const char alphabet[] = {'a', ',', '"', '\n', '\r'};
    enum { LETTERS = sizeof alphabet, LONGEST = 6 };
    for (uint32_t length = 1, count = LETTERS; length <= LONGEST; length++, count *= LETTERS)
        for (uint32_t number = 0; number < count; number++) {
            char input[LONGEST];
            for (uint32_t i = 0, rest = number; i < length; i++, rest /= LETTERS)
                input[i] = alphabet[rest % LETTERS];
            struct way way = {.headless = true, .skip = number & 1, .loose = !(number % 3), .block = 64};
            struct dump careful = dump_kind((struct str){input, length}, way, &reader_kinds[0]);
            for (size_t k = 1; k < READER_KINDS; k++) {
                if (!reader_kinds[k].indexer->able())
                    continue;
                struct dump found = dump_kind((struct str){input, length}, way, &reader_kinds[k]);
                same("short", kind_name(&reader_kinds[k]), careful, found);
                free(found.at);
            }
            free(careful.at);
        }
}

/* ---- where windows and blocks meet ---- */

/* What is good at one place of a window is good at every other, and stays with the
 * index; what is bad is found at every place. */
static const struct sequence {
    const char *name;
    struct str bytes;
    bool good;
} sequences[] = {
    {"two bytes, the first", STR("\xc2\x80"), true},
    {"two bytes, the last", STR("\xdf\xbf"), true},
    {"three bytes, the first", STR("\xe0\xa0\x80"), true},
    {"three bytes", STR("中"), true},
    {"before the surrogates", STR("\xed\x9f\xbf"), true},
    {"after the surrogates", STR("\xee\x80\x80"), true},
    {"three bytes, the last", STR("\xef\xbf\xbf"), true},
    {"four bytes, the first", STR("\xf0\x90\x80\x80"), true},
    {"four bytes, the last", STR("\xf4\x8f\xbf\xbf"), true},
    {"a quoted field", STR("z,\"a,b\",z"), true},
    {"doubled quotes", STR("z,\"\"\"a\"\"\",z"), true},
    {"a quoted newline", STR("z,\"a\nb\",z"), true},
    {"a quoted CRLF", STR("z,\"a\r\nb\",z"), true},
    {"empty fields", STR("z,,\"\",,z"), true},
    {"CRLF", STR("z\r\nz"), true},
    {"CRLF after a quote", STR("z,\"a\"\r\nz"), true},
    {"a quote at the start", STR("z\n\"a\",\"\"\n"), true},
    {"a continuation alone", STR("\x80"), false},
    {"two continuations", STR("\x80\x80"), false},
    {"a continuation too many", STR("\xc3\xa9\xa9"), false},
    {"a byte too few of two", STR("\xc3"), false},
    {"a byte too few of three", STR("\xe4\xb8"), false},
    {"two bytes too few of three", STR("\xe4"), false},
    {"a byte too few of four", STR("\xf0\x9f\x98"), false},
    {"overlong, two bytes", STR("\xc1\xbf"), false},
    {"overlong, three bytes", STR("\xe0\x9f\xbf"), false},
    {"overlong, four bytes", STR("\xf0\x8f\xbf\xbf"), false},
    {"the first surrogate", STR("\xed\xa0\x80"), false},
    {"the last surrogate", STR("\xed\xbf\xbf"), false},
    {"above the last code point", STR("\xf4\x90\x80\x80"), false},
    {"f5", STR("\xf5\x80\x80\x80"), false},
    {"ff", STR("\xff"), false},
    {"NUL", STR("\0"), false},
    {"a quote in a bare field", STR("z\"z"), false},
    {"text after a quote", STR("z,\"a\"z"), false},
    {"a quote after a doubled one", STR("z,\"a\"\"\"\"\"z"), false},
    {"a lone CR", STR("z\rz"), false},
    {"CR after a quote", STR("z,\"a\"\rz"), false},
};

static void check_sequence(const struct sequence *sequence, size_t before, const char *filling)
{
    static char input[4096];
    size_t length = 0;
    for (; length + strlen(filling) <= before; length += strlen(filling))
        memcpy(input + length, filling, strlen(filling));
    for (; length < before; length++)
        input[length] = 'x';
    memcpy(input + length, sequence->bytes.at, sequence->bytes.length);
    length += sequence->bytes.length;
    for (; length < before + 300; length++)
        input[length] = length % 23 ? 'y' : '\n';
    input[length++] = '\n';
    struct way way = {.loose = true, .headless = true, .skip = true};
    struct dump want = dump_kind((struct str){input, length}, way, &reader_kinds[0]);
    for (size_t k = 0; k < READER_KINDS; k++) {
        if (!reader_kinds[k].indexer->able())
            continue;
        way.stretch = k % 2 ? 64 : 0;
        struct dump found = dump_kind((struct str){input, length}, way, &reader_kinds[k]);
        char what[64];
        snprintf(what, sizeof what, "%s, after %zu bytes", kind_name(&reader_kinds[k]), before);
        same(sequence->name, what, want, found);
        cr_expect(reader_kinds[k].careful || !sequence->good || !found.asked,
                  "%s, %s: %llu records of plain shape went to libcsv", sequence->name, what,
                  (unsigned long long)found.asked);
        cr_expect(sequence->good || found.asked, "%s, %s: nothing odd was found", sequence->name, what);
        free(found.at);
    }
    free(want.at);
}

Test(record, every_place_of_a_window)
{
    diag_set_quiet(true);
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
        for (size_t before = 0; before < 330; before++) {
            check_sequence(&sequences[i], before, "abc,def\n");
            check_sequence(&sequences[i], before, "地区,\"值\"\n");
            check_sequence(&sequences[i], before, "one,\"re\n中rd\",");
        }
}

/* Wherever a block cuts plain records, libcsv is not troubled with them. */
Test(record, plain_records_stay_with_the_index)
{
    struct dump input = {0};
    dump_text(&input, STR("\"a\",\"b\"\n"));
    for (int i = 0; i < 300; i++)
        dump_text(&input, i % 7 ? STR("\"中\",\"é\"\"\n😀\"\r\n") : STR("\"\",😀é中é中\n"));
    for (size_t block = 60; block < 260; block++)
        for (size_t k = 0; k < READER_KINDS; k++) {
            if (!reader_kinds[k].indexer->able() || reader_kinds[k].careful)
                continue;
            struct dump found = dump_kind((struct str){input.at, input.length}, (struct way){.block = block},
                                          &reader_kinds[k]);
            cr_expect_eq(found.asked, 0, "%s, block %zu: %llu", kind_name(&reader_kinds[k]), block,
                         (unsigned long long)found.asked);
            free(found.at);
        }
    free(input.at);
}

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

Test(record, places)
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

/* All records of a batch and all their fields are good together. */
Test(record, batches)
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
            for (size_t i = 0; i < count; i++) {
                reader_point(reader, record, i, count);
                dump_place(&batched, reader_place(reader, 1));
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

Test(record, a_long_record_in_single_bytes_takes_linear_time, .timeout = 60)
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
Test(record, memory_is_that_of_the_longest_record)
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

Test(record, what_was_read_is_handed_out_before_more_is_asked_for)
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

Test(record, a_million_columns)
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

static const char *path_of(struct mem *mem, const char *name)
{
    const char *folder = getenv("TMPDIR");
    return mem_format(mem, "%s/steelyard-%s.%d", folder ? folder : "/tmp", name, (int)getpid()).at;
}

/* A file that holds a text, and what a file holds. */
static const char *file_with(struct mem *mem, const char *name, struct str text)
{
    const char *path = path_of(mem, name);
    FILE *file = fopen(path, "w");
    cr_assert(file && fwrite(text.at, 1, text.length, file) == text.length && fclose(file) == 0);
    return path;
}

static struct str file_text(struct mem *mem, const char *path)
{
    static char text[8 << 20];
    FILE *file = fopen(path, "r");
    size_t length = file ? fread(text, 1, sizeof text, file) : 0;
    if (file)
        fclose(file);
    unlink(path);
    return mem_copy(mem, (struct str){text, length});
}

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

Test(record, files_are_one_table)
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
        cr_expect_str_eq(found.at, joins[i].want, "%s: expected <%s>, found <%s>", joins[i].name, joins[i].want, found.at);
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

Test(record, a_header_that_differs_ends_the_run, .exit_code = 2)
{
    read_all(STR("a,b\n1,2\n"), STR("a,c\n1,2\n"));
}

Test(record, a_header_that_is_shorter_ends_the_run, .exit_code = 2)
{
    read_all(STR("a,b\n1,2\n"), STR("a\n1\n"));
}

Test(record, an_empty_file_ends_the_run, .exit_code = 2)
{
    read_all(STR("a,b\n1,2\n"), STR(""));
}

Test(record, a_ragged_record_ends_the_run, .exit_code = 2)
{
    read_all(STR("a,b\n1,2\n1\n"), STR("a,b\n1,2\n"));
}

Test(record, a_missing_file_ends_the_run, .exit_code = 2)
{
    struct mem *mem = mem_open();
    const char *const missing[] = {"no such file"};
    reader_open(mem, missing, 1, &(struct reading){0});
}

Test(record, a_quote_is_no_delimiter, .exit_code = 2)
{
    struct mem *mem = mem_open();
    reader_open(mem, NULL, 0, &(struct reading){.delimiter = '"'});
}

Test(record, nothing_at_all_is_a_table_where_empty_is_allowed)
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

Test(record, refused_records_are_kept_with_their_reason)
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
    struct str found = file_text(mem, how.skip_bad);
    struct str want = mem_format(mem,
        "file,line,reason,record\n"
        "%s,3,csv-ragged: 1 field; expected 2 as in the header,\"3\"\n"
        "%s,6,csv-quote: the quote that opens this field is never closed,\"5,\"\"6\"\n"
        "%s,8,csv-utf8: byte 0xFF is not UTF-8 here; a file in GBK or GB18030 goes through normalize --from first,"
        "\"\xff,", bad, bad, bad);
    cr_expect(str_starts(found, want), "found <%.*s>", STR_ARG(found));
    cr_expect(str_ends(found, STR(",\0\"\n")));
    cr_expect_eq(found.length, want.length + 3);
    cr_expect_eq(diag_count(DIAG_SKIPPED), 1);
    cr_expect_eq(diag_finish(), 1);
    /* sha256sum of the same bytes */
    cr_expect(str_eq(reader_digest(mem, reader), STR("5ee9962891d58bb68cb6a69f8a26e87baa6452be8ffa851b1a3a593b86e28253")));
    unlink(bad);
    mem_close(mem);
}

/* ---- writing ---- */

static const struct written {
    const char *name;
    struct str input;         /* each field is written again */
    char from, to;            /* delimiters */
    const char *field, *same, *record;   /* by writer_field, writer_same and writer_record */
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
    {"to tabs", STR("\"a,b\",c,\"\td\"\n"), ',', '\t', "a,b\tc\t\"\td\"\n", "a,b\tc\t\"\td\"\n", "a,b\tc\t\"\td\"\n"},
    {"to semicolons", STR("a;b,\"c,d\"\n"), ',', ';', "\"a;b\";c,d\n", "\"a;b\";c,d\n", "\"a;b\";c,d\n"},
    {"from tabs", STR("a,b\t\"c\td\"\n"), '\t', ',', "\"a,b\",c\td\n", "\"a,b\",c\td\n", "\"a,b\",c\td\n"},
};

static struct str write_row(struct mem *mem, const struct written *row, int way)
{
    struct chunked chunked = {row->input, SIZE_MAX};
    const struct reading how = {.headless = true, .delimiter = row->from};
    struct reader *reader = reader_open_source(mem, (struct source){chunked_read, &chunked, "row"}, &how);
    const char *path = path_of(mem, "written");
    struct out *out = out_open(mem, path);
    struct writer *writer = writer_open(mem, out, row->to);
    for (const struct record *record; (record = reader_next(reader));) {
        for (uint32_t i = 0; way < 2 && i < record->count; i++)
            if (way)
                writer_same(writer, record, i);
            else
                writer_field(writer, record_field(record, i));
        if (way < 2)
            writer_end(writer);
        else
            writer_record(writer, record);
    }
    cr_expect_eq(writer_rows(writer), 1);
    out_commit(out);
    reader_close(reader);
    return file_text(mem, path);
}

Test(record, rows_are_written)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *want[] = {rows[i].field, rows[i].same, rows[i].record};
        for (int way = 0; way < 3; way++) {
            struct str found = write_row(mem, &rows[i], way);
            cr_expect(str_eq(found, str_of(want[way])), "%s, %d: expected <%s>, found <%.*s>", rows[i].name, way,
                      want[way], STR_ARG(found));
        }
    }
    mem_close(mem);
}

/* What was written reads as what was meant, and copied it is the same bytes; long
 * fields too. */
enum { ROWS = 3000, FIELDS = 4 };

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
            writer_field(writer, field[row][i]);
        }
        writer_end(writer);
    }
    out_commit(out);
}

Test(record, what_is_written_reads_the_same)
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
    cr_expect(str_eq(file_text(mem, path), file_text(mem, copy)));
    mem_close(mem);
}
