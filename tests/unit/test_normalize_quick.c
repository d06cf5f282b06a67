/* normalize's short ways: what number_quick reads number_zh reads as well, the same; and
 * the table of verdicts finds what was put in. */
#include <criterion/criterion.h>

#include "diag.h"
#include "num.h"
#include "number_quick.h"
#include "str.h"
#include "verdict.h"

static struct mem *mem;
static struct numbers how;

static void begin(void)
{
    diag_open("test");
    mem = mem_open();
    how = (struct numbers){.units = units_open(mem, NULL), .symbols = symbols_open(mem, NULL)};
}

static void end(void)
{
    mem_close(mem);
}

TestSuite(normalize_quick, .init = begin, .fini = end);

/* cell -> value, null where the short way leaves it */
static const struct {
    const char *cell, *value;
    bool percent;
} glance[] = {
    {"0", "0", false},
    {"-12.50", "-12.50", false},
    {"007", "007", false},
    {"123456789012345", "123456789012345", false},
    {"-12345678901234.5", "-12345678901234.5", false},
    {"1,234.5", "1234.5", false},
    {"-12,345,678", "-12345678", false},
    {" 1,234 ", "1234", false},
    {"１，２３４．５", "1234.5", false},
    {"－５", "-5", false},
    {"1，234", "1234", false},
    {"12.5%", "12.5", true},
    {"12.5％", "12.5", true},
    {"1,23", NULL, false},
    {"0,123", NULL, false},
    {"1234,567", NULL, false},
    {"1,234,56", NULL, false},
    {"1,2345,6789", NULL, false},
    {",123", NULL, false},
    {"1,", NULL, false},
    {"1,234,", NULL, false},
    {"1.", NULL, false},
    {".5", NULL, false},
    {"1.2.3", NULL, false},
    {"-", NULL, false},
    {"--1", NULL, false},
    {"5-", NULL, false},
    {"1 234", NULL, false},
    {"12.5 %", NULL, false},
    {"%", NULL, false},
    {"12%%", NULL, false},
    {"1/2", NULL, false},
    {"1:2", NULL, false},
    {"12a", NULL, false},
    {"１２ａ", NULL, false},
    {"12亿", NULL, false},
    {"", NULL, false},
    {" ", NULL, false},
    {"0.0000000000000000000000000000001", NULL, false},
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
                cr_expect(quick.percent == glance[i].percent, "\"%s\"", glance[i].cell);
            }
        }
}

/* Numbers that look drawn by lot. */
static uint64_t lot(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

/* Both ways, in a column of percent: there a percent sign says nothing new. */
static void compare(struct str cell, const struct unit *percent)
{
    struct number_quick quick;
    struct number_zh slow;
    struct num value;
    if (!number_quick(cell, &quick))
        return;
    cr_assert(quick.rules || num_parse(cell, &value) == NUM_OK, "\"%.*s\" is plain", STR_ARG(cell));
    cr_assert(number_zh_read(mem, &how, cell, percent, &slow) && slow.verdict == NUMBER_VALUE, "\"%.*s\" is read", STR_ARG(cell));
    cr_assert(str_eq(slow.value, (struct str){quick.text, quick.length}) && slow.rules == quick.rules &&
                  str_eq(slow.unit.text, percent->text) && !slow.note.length && !slow.status.length && !slow.qualifier.length,
              "\"%.*s\" is %.*s by rules %u, not %.*s by %u", STR_ARG(cell), STR_ARG(slow.value), slow.rules, (int)quick.length,
              quick.text, quick.rules);
}

/* Cells of a few signs, most of them nearly numbers. */
Test(normalize_quick, is_what_the_grammar_says)
{
    static const char *const sign[] = {"0", "1", "5", "12", "345", "678", ",", ",", ",000", ".", ".", "-", "%", " ", "０", "９",
                                       "，", "．", "－", "％", "e", "(", "万", "　", "'", "+", "*", "\xef", "亿元", "至"};
    struct unit percent;
    uint64_t seed = 1, read = 0;
    struct number_quick quick;
    cr_assert(unit_read(mem, how.units, STR("%"), &percent));
    for (int i = 0; i < 300000; i++) {
        struct mem_mark mark = mem_mark(mem);
        char text[128] = "";
        size_t length = 0, signs = 1 + lot(&seed) % 7;
        for (size_t k = 0; k < signs; k++) {
            const char *s = sign[lot(&seed) % (lot(&seed) % 2 ? 12 : sizeof sign / sizeof *sign)];
            memcpy(text + length, s, strlen(s));
            length += strlen(s);
        }
        compare((struct str){text, length}, &percent);
        read += number_quick((struct str){text, length}, &quick);
        mem_rewind(mem, mark);
    }
    cr_assert(read > 30000, "only %llu were numbers", (unsigned long long)read);
}

/* ---- verdicts ---- */

static struct str nth(uint64_t i)
{
    static const char *const form[] = {"%llu", "region %llu", "指标之%llu号（亿元）", "a name that is longer than twenty-four bytes %llu"};
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
    {"empty", {.found = STR(""), .text = STR("")}, VERDICT_SAME},
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
