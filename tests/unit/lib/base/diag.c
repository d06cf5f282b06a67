/* diag: messages in their three forms, whole however long and odd what they tell of; how far a run has come */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"
#include "io/json.h"

/* With the memory's own source, which has none left when it is told so. */
static bool no_memory;
#define realloc(buffer, bytes) (no_memory ? NULL : realloc(buffer, bytes))
#include "base/mem.c"
#undef realloc

#include "arena.h"
#include "ends.h"

/* ---- what is told is caught ---- */

static int told;

static void catch_messages(void)
{
    open_mem();
    told = open("/tmp", O_TMPFILE | O_RDWR, 0600);
    cr_assert(told >= 0 && dup2(told, STDERR_FILENO) == STDERR_FILENO);
}

TestSuite(diag, .init = catch_messages, .fini = close_mem);

/* What was told since the last time. */
static struct str messages(void)
{
    static char text[1 << 18];
    static off_t before;
    ssize_t length = pread(told, text, sizeof text, before);
    before += length;
    return (struct str){text, length > 0 ? (size_t)length : 0};
}

/* A text again and again. */
static struct str times(const char *piece, size_t count)
{
    size_t length = strlen(piece);
    char *text = mem_take(mem, length * count + 1);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * length, piece, length);
    return (struct str){text, length * count};
}

/* A finding of which every text is that one; of a code none of which is held back or shown 20 times. */
static struct finding all_of(struct str text)
{
    static const enum diag_code code[] = {DIAG_NUMBER, DIAG_RAGGED, DIAG_QUOTE, DIAG_UTF8, DIAG_NUL, DIAG_COLUMN};
    static size_t made;
    return (struct finding){.code = code[made++ % (sizeof code / sizeof *code)], .rule = text, .key = text,
                            .value = text, .expected = text, .imbalance = text, .tolerance = text, .message = text,
                            .fix = text, .place = {.file = text.at, .line = 7, .record = 6, .name = text}};
}

static const char *const odd[] = {"x", "\"", "ab\"", "\x01", "\x1b[31m", "\n", "\xff", "\xe2\x80\xae", "中,",
                                  "\\", " "};
enum { ODD = sizeof odd / sizeof *odd };

/* ---- the forms ---- */

/* Fields of a row up to its line end; 0 where it does not end. */
static size_t fields_of(struct str row)
{
    size_t fields = 1;
    bool quoted = false;
    for (size_t i = 0; i < row.length; i++) {
        quoted ^= row.at[i] == '"';
        fields += !quoted && row.at[i] == ',';
        if (!quoted && row.at[i] == '\n')
            return i + 1 == row.length ? fields : 0;
    }
    return 0;
}

Test(diag, a_row_is_whole_whatever_it_tells)
{
    diag_set_form(DIAG_AS_CSV);
    for (size_t i = 0; i < ODD; i++)
        for (size_t count = 1; count < 1 << 17; count *= 4) {
            struct finding finding = all_of(times(odd[i], count));
            diag_tell(&finding);
            struct str row = messages(), header;
            if (i == 0 && count == 1)
                cr_assert(str_cut(&row, '\n', &header) && fields_of(mem_join(mem, header, STR("\n"))) == 13);
            cr_expect_eq(fields_of(row), 13, "\"%s\" %zu times: %zu bytes", odd[i], count, row.length);
        }
}

Test(diag, an_object_is_whole_whatever_it_tells)
{
    static const char *const member[] = {"program", "severity", "rule", "file", "column", "key", "value", "expected",
                                         "imbalance", "tolerance", "message", "fix"};
    diag_set_form(DIAG_AS_JSON);
    for (size_t i = 0; i < ODD; i++)
        for (size_t count = 1; count < 1 << 17; count *= 4) {
            struct finding finding = all_of(times(odd[i], count));
            struct json_fault fault;
            diag_tell(&finding);
            struct str object = messages();
            const struct json *root = json_parse(mem, object, &fault);
            cr_expect(root && str_ends(object, STR("}\n")), "\"%s\" %zu times: %.*s", odd[i], count,
                      root ? 0 : (int)fault.message.length, fault.message.at);
            for (size_t k = 0; root && k < sizeof member / sizeof *member; k++)
                cr_expect(json_text(json_find(root, member[k])).length > 0, "\"%s\" %zu times: %s", odd[i], count,
                          member[k]);
        }
}

Test(diag, text_shows_what_would_drive_a_terminal)
{
    struct place place = {.file = "a\tb.csv", .line = 2, .column = 3};
    diag_report(DIAG_NUMBER, &place, "\"%s\" is odd", "\r\n\x1b\x7f\xc2\x9b\xff\xe2\x80\xaeš");
    struct str text = messages();
    cr_expect(str_eq(text, STR("unit: a\\tb.csv:2:3: error: \"\\r\\n\\x1b\\x7f\\x9b\\xff\\u202eš\" is odd "
                                     "[number]\n")), "%.*s", STR_ARG(text));
}

/* What is wrong stands behind the name, so a sentence loses its middle, and no character is halved. */
Test(diag, a_sentence_too_long_keeps_both_ends)
{
    diag_report(DIAG_NUMBER, NULL, "\"%s\" is odd", times("中文x", 1000).at);
    struct str text = messages();
    cr_expect(str_starts(text, STR("unit: error: \"中文x")) && str_ends(text, STR("文x\" is odd [number]\n")));
    cr_expect(str_find(text, STR("...")) > 0 && str_find(text, STR("\\x")) < 0 && text.length < 2100);
}

Test(diag, too_many_are_summed_up)
{
    for (int i = 0; i < 25; i++)
        diag_report(DIAG_NUMBER, NULL, "number %d", i);
    diag_more(DIAG_NUMBER, 3);
    diag_more(DIAG_RAGGED, 0);
    cr_expect_eq(diag_finish(), 1);
    struct str text = messages();
    cr_expect(str_ends(text, STR("unit: error: number 19 [number]\nunit: and 8 more [number], 28 in all\n")), "%.*s",
              STR_ARG(text));
}

/* ---- on a terminal ---- */

static int64_t half_seconds;  /* of a clock that goes when it is told to */

int clock_gettime(clockid_t clock, struct timespec *now)
{
    if (clock != CLOCK_MONOTONIC || !half_seconds)
        return (int)syscall(SYS_clock_gettime, clock, now);
    *now = (struct timespec){half_seconds / 2, half_seconds % 2 * 500000000};
    return 0;
}

/* What came to the terminal since the last time. */
static struct str shown_on(int terminal)
{
    static char text[4096];
    ssize_t length = read(terminal, text, sizeof text);
    return (struct str){text, length > 0 ? (size_t)length : 0};
}

static int terminal_for_messages(void)
{
    int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    cr_assert(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    int end = open(ptsname(terminal), O_RDWR | O_NOCTTY);
    cr_assert(end >= 0 && dup2(end, STDERR_FILENO) == STDERR_FILENO);
    return terminal;
}

Test(diag, progress_comes_late_and_goes_away)
{
    int terminal = terminal_for_messages();
    half_seconds = 100;
    diag_progress(0, 0);
    half_seconds = 104;
    diag_progress(80000000, 0);
    cr_expect(str_eq(shown_on(terminal), STR("")), "nothing in the first two seconds");
    half_seconds = 106;
    diag_progress(90000000, 0);
    cr_expect(str_eq(shown_on(terminal), STR("unit: 90 MB, 30 MB/s")));
    diag_progress(91000000, 0);
    cr_expect(str_eq(shown_on(terminal), STR("")), "not twice in half a second");
    half_seconds = 108;
    diag_progress(100000000, 400000000);
    cr_expect(str_eq(shown_on(terminal), STR("\r\033[Kunit: 100 of 400 MB, 25 MB/s")));
    diag_report(DIAG_NUMBER, NULL, "odd");
    cr_expect(str_eq(shown_on(terminal), STR("\r\033[Kunit: error: odd [number]\r\n")));
    half_seconds = 110;
    diag_set_quiet(true);
    diag_progress(200000000, 0);
    diag_finish();
    cr_expect(str_eq(shown_on(terminal), STR("")));
    close(terminal);
    diag_set_quiet(false);
    half_seconds = 112;
    diag_progress(200000000, 0);
    diag_report(DIAG_NUMBER, NULL, "nobody hears it, and the run goes on");
    cr_expect_eq(diag_finish(), 1);
}

/* ^ under the place, ~ under the rest of the field; of a long line what is around it, cut at characters. */
Test(diag, the_place_is_shown_on_a_terminal)
{
    static const struct {
        struct place place;
        const char *shown;
    } row[] = {
        {{.line = 2, .text = STR("a,12x,b"), .at = 2, .length = 3}, "      2 | a,12x,b\r\n            ^~~\r\n"},
        {{.text = STR("a,12x,b"), .at = 2, .length = 3}, "        | a,12x,b\r\n            ^~~\r\n"},
        {{.line = 2, .text = STR("宁波,x"), .at = 7, .length = 0}, "      2 | 宁波,x\r\n               ^\r\n"},
        {{.line = 2, .text = STR("\"a\nb\",x"), .at = 0, .length = 5}, "      2 | \"a\r\n          ^~\r\n"},
        {{.line = 2, .text = STR("\"a\nb\",x"), .at = 6, .length = 1}, "      2 | \"a\r\n            ^\r\n"},
        {{.line = 2, .text = STR("a,\xe5\xae\x81,b"), .at = 2, .length = 1}, "      2 | a,宁,b\r\n            ^~\r\n"},
    };
    int terminal = terminal_for_messages();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        diag_report(DIAG_NUMBER, &row[i].place, "odd");
        struct str all = shown_on(terminal), first;
        cr_assert(str_cut(&all, '\n', &first));
        cr_expect(str_eq(all, str_of(row[i].shown)), "row %zu:\n%.*s", i, STR_ARG(all));
    }
    for (size_t before = 0; before < 3; before++) {       /* so that the end is to be cut within a character, too */
        struct str text = mem_join(mem, mem_join(mem, times("中文字", 50), times("x", before)), times("中文字", 50));
        struct place middle = {.line = 3, .text = text, .at = 441, .length = 3};
        diag_report(DIAG_NUMBER, &middle, "odd");
        struct str all = shown_on(terminal);
        cr_expect(str_find(all, STR("\\x")) < 0 && str_find(all, STR("      3 | 文字中")) > 0, "%.*s", STR_ARG(all));
    }
}

/* ---- messages that wait ---- */

Test(diag, names_that_nobody_knows_are_told_once)
{
    static const struct finding row[] = {
        {.code = DIAG_REGION, .message = STR("x is no region"), .place = {.file = "a.csv", .line = 2}},
        {.code = DIAG_REGION, .message = STR("x is no region"), .place = {.file = "a.csv", .line = 3}, .times = 4},
        {.code = DIAG_REGION, .message = STR("x is no region"), .place = {.file = "b.csv", .line = 2}},
        {.code = DIAG_REGION, .message = STR("x is no region")},
        {.code = DIAG_REGION, .message = STR("x is no region")},
        {.code = DIAG_INDICATOR, .message = STR("x is no region"), .place = {.file = "a.csv", .line = 2}},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        diag_tell(&row[i]);
    cr_expect(diag_hears(DIAG_REGION));
    cr_expect_eq(messages().length, 0, "they wait");
    for (int i = 0; i < 30; i++)
        diag_report(DIAG_REGION, NULL, "%d is no region", i);
    cr_expect_not(diag_hears(DIAG_REGION));
    cr_expect_eq(diag_finish(), 1);
    struct str text = messages();
    cr_expect(str_starts(text, STR("unit: a.csv:2: error: x is no region (in 5 cells) [region]\n"
                                   "unit: b.csv:2: error: x is no region [region]\n"
                                   "unit: error: x is no region (in 2 cells) [region]\n"
                                   "unit: a.csv:2: error: x is no region [indicator]\n"
                                   "unit: error: 0 is no region [region]\n")), "%.*s", STR_ARG(text));
    cr_expect(str_ends(text, STR("unit: error: 16 is no region [region]\nunit: and 13 more [region], 38 in all\n")),
              "%.*s", STR_ARG(text));
}

static void tell_without_memory(const void *text)
{
    const struct finding waits = {.code = DIAG_REGION, .message = *(const struct str *)text, .times = 2};
    diag_open("unit");
    diag_tell(&waits);
    diag_report(DIAG_NUMBER, NULL, "odd");
    no_memory = true;
    diag_finish();
}

/* Memory may run out while they are told: the run ends with that, and does not begin to tell them again. */
Test(diag, messages_that_wait_for_memory_that_is_gone)
{
    struct str text = times("名", 50000);
    struct str said = str_of(ends(tell_without_memory, &text));
    cr_expect(str_starts(said, STR("unit: error: odd [number]\nunit: error: out of memory: ")), "%.*s", STR_ARG(said));
    cr_expect(str_ends(said, STR(" bytes could not be had [memory]\nunit: and 2 more [region], 2 in all\n")), "%.*s",
              STR_ARG(said));
}

static void keep_without_memory(const void *text)
{
    const struct finding waits = {.code = DIAG_REGION, .message = *(const struct str *)text, .times = 2};
    diag_open("unit");
    no_memory = true;
    diag_tell(&waits);
}

/* One that cannot be kept back is none, so nothing is told of it at the end. */
Test(diag, a_message_that_finds_no_memory_to_wait_in)
{
    struct str text = times("名", 50000), said = str_of(ends(keep_without_memory, &text)), line;
    cr_expect(str_cut(&said, '\n', &line));
    cr_expect(str_starts(line, STR("unit: error: out of memory: ")), "%.*s", STR_ARG(line));
    cr_expect_eq(said.length, 0, "%.*s", STR_ARG(said));
}

/* A header among the records makes a mistake of each of its fields. */
Test(diag, a_header_among_records_is_told_once)
{
    for (uint32_t column = 1; column <= 3; column++) {
        struct place place = {.file = "a.csv", .line = 9, .column = column, .again = true};
        diag_report(DIAG_NUMBER, &place, "\"value\" is not a number");
    }
    struct place other = {.file = "b.csv", .line = 9, .column = 1, .again = true}, later = other;
    later.line = 10;
    diag_report(DIAG_NUMBER, &other, "\"value\" is not a number");
    diag_report(DIAG_NUMBER, &later, "\"value\" is not a number");
    struct str all = messages(), line;
    size_t lines = 0;
    while (str_cut(&all, '\n', &line))
        lines += str_find(line, STR("the header stands here again, among the records")) > 0;
    cr_expect_eq(lines, 3);
    cr_expect_eq(diag_count(DIAG_NUMBER), 3);
}
