/* normalize's short ways: what number_quick reads, and the ends that are kept, number_zh
 * reads as well, the same; and the table of verdicts finds what was put in. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "figure/number_quick.h"
#include "names/tail.h"
#include "names/verdict.h"
#include "values/num.h"

#include "arena.h"

static struct numbers how;

static void begin(void)
{
    open_mem();
    how = (struct numbers){.units = units_open(mem, NULL), .symbols = symbols_open(mem, NULL)};
}

TestSuite(normalize_quick, .init = begin, .fini = close_mem);

/* cell -> value, null where the short way leaves it, and what stands behind it */
static const struct {
    const char *cell, *value, *tail;
} glance[] = {
    {"0", "0", ""},
    {"-12.50", "-12.50", ""},
    {"007", "007", ""},
    {"123456789012345", "123456789012345", ""},
    {"-12345678901234.5", "-12345678901234.5", ""},
    {"1,234.5", "1234.5", ""},
    {"-12,345,678", "-12345678", ""},
    {" 1,234 ", "1234", ""},
    {"１，２３４．５", "1234.5", ""},
    {"－５", "-5", ""},
    {"1，234", "1234", ""},
    {"12.5%", "12.5", "%"},
    {"12.5％", "12.5", "％"},
    {"1,23", NULL, NULL},
    {"0,123", NULL, NULL},
    {"1234,567", NULL, NULL},
    {"1,234,56", NULL, NULL},
    {"1,2345,6789", NULL, NULL},
    {",123", NULL, NULL},
    {"1,", NULL, NULL},
    {"1,234,", NULL, NULL},
    {"1.", NULL, NULL},
    {".5", NULL, NULL},
    {"1.2.3", NULL, NULL},
    {"-", NULL, NULL},
    {"--1", NULL, NULL},
    {"5-", NULL, NULL},
    {"1 234", "1", " 234"},
    {"12.5 %", "12.5", " %"},
    {"%", NULL, NULL},
    {"12%%", "12", "%%"},
    {"1/2", "1", "/2"},
    {"1:2", "1", ":2"},
    {"12a", "12", "a"},
    {"１２ａ", "12", "ａ"},
    {"１，２３４．５亿元", "1234.5", "亿元"},
    {" -1,234 万 人 ", "-1234", " 万 人"},
    {"1．2．3", NULL, NULL},
    {"-0.0%", NULL, NULL},
    {"-0", "-0", ""},
    {"12亿", "12", "亿"},
    {"", NULL, NULL},
    {" ", NULL, NULL},
    {"0.0000000000000000000000000000001", NULL, NULL},
};

/* The cell with bytes behind it that are not its own. */
static struct str padded(const char *cell, const char *behind)
{
    struct str text = mem_format(mem, "%s%s%s%s%s", cell, behind, behind, behind, behind);
    text.length = strlen(cell);
    return text;
}

Test(normalize_quick, cells)
{
    static const char *const behind[] = {",1234567", "........", "aaaaaaaa", "\n\n\n\n\n\n\n\n"};
    for (size_t i = 0; i < sizeof glance / sizeof *glance; i++)
        for (size_t b = 0; b < sizeof behind / sizeof *behind; b++) {
            struct number_quick quick;
            struct str cell = padded(glance[i].cell, behind[b]);
            bool read = number_quick(cell, &quick);
            cr_expect(read == (glance[i].value != NULL), "\"%s\" is %sread", glance[i].cell, read ? "" : "not ");
            if (read && glance[i].value) {
                cr_expect(str_eq((struct str){quick.text, quick.length}, str_of(glance[i].value)), "\"%s\" is %.*s",
                          glance[i].cell, (int)quick.length, quick.text);
                cr_expect(str_eq(quick.tail, str_of(glance[i].tail)), "\"%s\" ends in \"%.*s\"", glance[i].cell,
                          STR_ARG(quick.tail));
            }
        }
}

/* Numbers that look drawn by lot. */
static uint64_t lot(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

/* Both ways, in a column of a unit or of none.  How many lines' ends were known. */
static unsigned compare(struct verdicts *tails, struct str cell, const struct unit *column)
{
    struct number_quick quick;
    struct number_zh slow;
    struct num value;
    if (!number_quick(cell, &quick))
        return 0;
    cr_assert(quick.rules || quick.tail.length || num_parse(cell, &value) == NUM_OK, "\"%.*s\" is plain",
              STR_ARG(cell));
    bool read = number_zh_read(mem, &how, cell, column, &slow);
    const struct verdict *tail = quick.tail.length ? verdicts_find(tails, quick.tail) : NULL;
    if (quick.tail.length && !(tail && tail_fits(tail, &quick, column))) {
        if (read)
            tail_keep(tails, mem, &how, &quick, &slow);
        return 0;
    }
    unsigned rules = quick.rules | (tail ? tail->rules : 0);
    cr_assert(read && slow.verdict == NUMBER_VALUE, "\"%.*s\" is read in a column of \"%.*s\"", STR_ARG(cell),
              STR_ARG(column->text));
    cr_assert(str_eq(slow.value, (struct str){quick.text, quick.length}) && slow.rules == rules &&
                  str_eq(slow.unit.text, tail ? tail->unit.text : column->text) && !slow.note.length &&
                  !slow.status.length && !slow.qualifier.length && !slow.caliber.length,
              "\"%.*s\" is %.*s by rules %u, not %.*s by %u", STR_ARG(cell), STR_ARG(slow.value), slow.rules,
              (int)quick.length, quick.text, rules);
    return tail != NULL;
}

/* Cells of a few signs, most of them nearly numbers. */
Test(normalize_quick, is_what_the_grammar_says)
{
    static const char *const sign[] = {"0", "1", "5", "12", "345", "678", ",", ",", ",000", ".", ".", "-", "%", " ",
                                       "０", "９", "，", "．", "－", "％", "e", "(", "万", "　", "'", "+", "*", "\xef",
                                       "亿元", "至", "元", "人", "亿", "億", "①", "²", "预计", ")", "（", "）",
                                       "/", "km²", "以上", "半", "a", "多", "成", "分之", "·", "：", "倍", "名", "—",
                                       "tce", "t", "9999999"};
    static const char *const column[] = {"", "%", "元", "万人", "亿元"};
    struct unit unit[5] = {0};
    struct verdicts tails;
    uint64_t seed = 1, read = 0, known = 0;
    struct number_quick quick;
    verdicts_open(&tails);
    for (int i = 1; i < 5; i++)
        cr_assert(unit_read(mem, how.units, str_of(column[i]), &unit[i]));
    for (int i = 0; i < 300000; i++) {
        struct mem_mark mark = mem_mark(mem);
        char text[128] = "";
        size_t length = 0, signs = 1 + lot(&seed) % 7;
        for (size_t k = 0; k < signs; k++) {
            /* The first signs are those of numbers; those of ends begin at the 29th. */
            size_t many = sizeof sign / sizeof *sign, of_numbers = 12, of_ends = 28;
            size_t which = lot(&seed) % 2 ? lot(&seed) % many
                           : k + 1 < signs ? lot(&seed) % of_numbers : of_ends + lot(&seed) % (many - of_ends);
            const char *s = sign[which];
            memcpy(text + length, s, strlen(s));
            length += strlen(s);
        }
        known += compare(&tails, (struct str){text, length}, &unit[lot(&seed) % 5]);
        read += number_quick((struct str){text, length}, &quick);
        mem_rewind(mem, mark);
    }
    cr_assert(read > 30000, "only %llu were numbers", (unsigned long long)read);
    cr_assert(known > 1500, "only %llu had an end that was known", (unsigned long long)known);
    verdicts_close(&tails);
}

/* Which ends are kept: cell, column, then a cell with the same end and its column, and
 * whether what was found out holds for it. */
static const struct {
    const char *cell, *column, *other, *there;
    bool kept, fits;
} end_row[] = {
    {"1,234亿元", "", "-5.50亿元", "", true, true},
    {"1亿元", "", "2亿元", "万元", true, true},
    {"1亿元", "亿元", "2亿元", "万人", true, false},
    {"1％", "%", "12.5％", "", true, true},
    {"1亿元", "", "9999999999亿元", "", true, true},
    {"1亿元", "", "99999999999亿元", "", true, false},
    {"1元", "", "99999999999元", "", true, true},
    {"-1亿元", "", "1亿元", "", false, false},
    {"1万", "", "2万", "", false, false},
    {"1万", "人", "2万", "人", false, false},
    {"1亿元①", "", "2亿元①", "", false, false},
    {"1亿元左右", "", "2亿元左右", "", false, false},
    {"1(亿元)", "", "2(亿元)", "", false, false},
    {"1/10万人", "", "2/10万人", "", false, false},
    {"10.8年", "", "11年", "", false, false},
};

Test(normalize_quick, ends)
{
    for (size_t i = 0; i < sizeof end_row / sizeof *end_row; i++) {
        struct verdicts tails;
        struct number_quick quick;
        struct number_zh n;
        struct unit column, there;
        verdicts_open(&tails);
        unit_read(mem, how.units, str_of(end_row[i].column), &column);
        unit_read(mem, how.units, str_of(end_row[i].there), &there);
        cr_assert(number_quick(str_of(end_row[i].cell), &quick), "%s", end_row[i].cell);
        if (number_zh_read(mem, &how, str_of(end_row[i].cell), &column, &n))
            tail_keep(&tails, mem, &how, &quick, &n);
        cr_assert(number_quick(str_of(end_row[i].other), &quick), "%s", end_row[i].other);
        const struct verdict *tail = verdicts_find(&tails, quick.tail);
        cr_expect((tail != NULL) == end_row[i].kept, "\"%s\" is %skept", end_row[i].cell, tail ? "" : "not ");
        if (tail)
            cr_expect(tail_fits(tail, &quick, &there) == end_row[i].fits, "\"%s\" and \"%s\"", end_row[i].cell,
                      end_row[i].other);
        verdicts_close(&tails);
    }
}

/* ---- verdicts ---- */

static struct str nth(uint64_t i)
{
    static const char *const form[] = {"%llu", "region %llu", "指标之%llu号（亿元）",
                                       "a name that is longer than twenty-four bytes %llu"};
    return mem_format(mem, form[i % 4], (unsigned long long)i);
}

Test(normalize_quick, verdicts_are_found)
{
    struct verdicts all;
    verdicts_open(&all);
    for (uint64_t i = 0; i < 3 * VERDICTS_MOST; i++) {
        struct str text = nth(i);
        verdicts_renew(&all);
        cr_assert(!verdicts_find(&all, text), "%.*s was not put in", STR_ARG(text));
        cr_assert(str_eq(verdicts_keep(&all, &(struct verdict){.found = text, .text = STR("x")})->found, text));
    }
    size_t found = 0;
    for (uint64_t i = 2 * VERDICTS_MOST; i < 3 * VERDICTS_MOST; i++) {
        struct str text = nth(i), wide = padded(text.at, ",,,,,,,,");
        const struct verdict *v = verdicts_find(&all, text);
        const struct verdict_slot *slot = verdicts_slot(&all, wide);
        found += v != NULL;
        cr_assert(!v || str_eq(v->found, text), "%.*s", STR_ARG(text));
        cr_assert(text.length > VERDICT_KEY ? !slot->length : !slot->length == !v, "%.*s", STR_ARG(text));
        cr_assert(!slot->length || &all.row[slot->row] == v, "%.*s", STR_ARG(text));
    }
    cr_assert(found > VERDICTS_MOST * 99 / 100, "only %zu were kept", found);
    cr_assert(mem_bytes(all.texts) < (size_t)4 << 20);
    verdicts_close(&all);
}

/* What a slot tells without its row. */
static const struct {
    const char *what;
    struct verdict verdict;
    unsigned traits;
} trait_row[] = {
    {"same", {.found = STR("gdp"), .text = STR("gdp")}, VERDICT_SWIFT | VERDICT_SAME},
    {"other", {.found = STR("2023年"), .text = STR("2023")}, VERDICT_SWIFT},
    {"to be quoted", {.found = STR("a"), .text = STR("a,b")}, 0},
    {"with a note", {.found = STR("a①"), .text = STR("a"), .note = STR("①")}, 0},
    {"refused", {.found = STR("a"), .text = STR("a"), .why = STR("is none")}, VERDICT_SAME},
    {"careful", {.found = STR("a"), .text = STR("a"), .careful = true}, VERDICT_SAME},
    {"empty", {.found = STR(""), .text = STR("")}, VERDICT_SWIFT | VERDICT_SAME | VERDICT_EMPTY},
    {"made empty", {.found = STR("a"), .text = STR("")}, 0},
    {"with a unit to be quoted", {.found = STR("a"), .text = STR("a"), .unit = {.text = STR("a,b")}}, VERDICT_SAME},
    {"with such a unit in the catalogue", {.found = STR("a"), .text = STR("a"), .wanted = {.text = STR("a,b")}},
     VERDICT_SAME},
};

Test(normalize_quick, traits)
{
    for (size_t i = 0; i < sizeof trait_row / sizeof *trait_row; i++) {
        struct verdicts all;
        verdicts_open(&all);
        verdicts_keep(&all, &trait_row[i].verdict);
        const struct verdict_slot *slot = verdicts_slot(&all, padded(trait_row[i].verdict.found.at, "behind,,"));
        cr_assert(slot->length && slot->traits == trait_row[i].traits, "%s: %u", trait_row[i].what, slot->traits);
        verdicts_close(&all);
    }
}
