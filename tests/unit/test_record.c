/* record: the reader gives the same records, places and troubles whichever way it reads */
#include <criterion/criterion.h>

#include "record_dump.h"

#define SHOW(dump) (int)(dump).length, (dump).length ? (dump).at : ""

static void same(const char *name, const char *what, struct dump expected, struct dump found)
{
    cr_expect(str_eq((struct str){expected.at, expected.length}, (struct str){found.at, found.length}),
              "%s, %s:\nexpected <%.*s>\nfound    <%.*s>", name, what, SHOW(expected), SHOW(found));
}

/* Every reader that there is, for a way of reading. */
static const struct reader_kind {
    const char *name;
    bool portable, careful;
} kinds[] = {{"vector", false, false}, {"portable", true, false}, {"careful", false, true}};

enum { KINDS = sizeof kinds / sizeof *kinds };

static struct dump dump_kind(struct str input, struct way way, const struct reader_kind *kind)
{
    way.portable = kind->portable;
    way.careful = kind->careful;
    return dump_input(input, &way);
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
    {"skip: bad bytes and an unclosed quote", STR("a,b\n1,\"\xff\n3,4\n"), "a|b;!csv-utf8:2:2;3|4;", {SKIP}},
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
        struct dump want = {(char *)sample->want, strlen(sample->want), 0};
        for (size_t chunk = 0; chunk <= sample->input.length; chunk++)
            for (size_t block = 0; block < 20; block = block ? block * 3 : 1)
                for (size_t k = 0; k < KINDS; k++) {
                    struct way way = sample->way;
                    way.chunk = chunk;
                    way.block = block;
                    way.brief = true;
                    struct dump found = dump_kind(sample->input, way, &kinds[k]);
                    char what[64];
                    snprintf(what, sizeof what, "%s, chunk %zu, block %zu", kinds[k].name, chunk, block);
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
            way.limits = (struct limits){1 + random_below(20), 20 + random_below(40), 1 + random_below(5)};
        struct dump careful = dump_kind(text, way, &kinds[2]);
        for (size_t k = 0; k < 2; k++) {
            way.chunk = random_below(3) ? 0 : 1 + random_below(80);
            way.block = random_below(3) ? 0 : 1 + random_below(200);
            struct dump found = dump_kind(text, way, &kinds[k]);
            same("random bytes", kinds[k].name, careful, found);
            different += found.length != careful.length || memcmp(found.at, careful.at, found.length) != 0;
            free(found.at);
        }
        free(careful.at);
    }
}
