/* record: the reader gives the same records, places and troubles whichever way it reads */
#include "record_try.h"

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
    {"skip: an unclosed quote says more than bad bytes", STR("a,b\n1,\"\xff\n3,4\n"), "a|b;!csv-quote:2:2;3|4;",
     {SKIP}},
    {"skip: NUL", STR("a,b\n1,\0\n3,4\n"), "a|b;!csv-nul:2:2;3|4;", {SKIP}},
    {"skip: a lone CR costs its line", STR("a,b\n1,2\r3,4\n5,6\n"), "a|b;!csv-cr:2:2;5|6;", {SKIP}},
    {"skip: trouble in the last line", STR("a,b\n1,2\n3,\"4"), "a|b;1|2;!csv-quote:3:2;", {SKIP}},
    {"skip: the header must be right", STR("a,\"b\n1,2\n"), "!csv-quote:1:2;", {SKIP}},

    {"limit: field", STR("a,b\n1,12345678\n1,123456789\n"), "a|b;1|12345678;!csv-limit:3:2;",
     {.limits = {8, 16, 4, 0}}},
    {"limit: quoted field", STR("a,b\n1,\"123456\"\n1,\"1234567\"\n"), "a|b;1|123456;!csv-limit:3:2;",
     {.limits = {8, 16, 4, 0}}},
    {"limit: unclosed field", STR("a,b\n1,\"2\n3\n4\n5\n6\n"), "a|b;!csv-limit:2:2;", {.limits = {8, 16, 4, 0}}},
    {"limit: record", STR("a,b,c,d\n12345678,1234567,,\n1234567,1234567,,\n"), "a|b|c|d;!csv-limit:2:4;",
     {.limits = {8, 17, 4, 0}}},
    {"limit: record, CRLF", STR("a,b,c\r\n1234567,1234567,\r\n12345678,1234567,\r\n"),
     "a|b|c;1234567|1234567|;!csv-limit:3:3;", {.limits = {8, 16, 4, 0}}},
    {"limit: columns", STR("a,b,c,d\n1,2,3,4,5\n"), "a|b|c|d;!csv-limit:2:5;", {.limits = {8, 16, 4, 0}}},
    {"limit: columns of the header", STR("a,b,c,d,e\n1,2,3,4,5\n"), "!csv-limit:1:5;", {.limits = {8, 16, 4, 0}}},
    {"limit: columns of the header, no newline", STR("a,b,c,d,e"), "!csv-limit:1:5;", {.limits = {8, 16, 4, 0}}},
    {"limit: skipped", STR("a,b\n1,123456789\n3,4\n"), "a|b;!csv-limit:2:2;3|4;", {SKIP, .limits = {8, 16, 4, 0}}},
    {"limit: a line without end", STR("a,b\n1,2345678901234567890\n3,4\n"), "a|b;!csv-limit:2:2;",
     {SKIP, .limits = {8, 16, 4, 0}}},
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
