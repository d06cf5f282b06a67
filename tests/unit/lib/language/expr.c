/* Expressions: what they give, what is unknown, and which are refused. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "language/expr.h"

static const struct str names[] = {STR("value"), STR("base"), STR("unit"), STR("note"), STR("code"), STR("指标"),
                                   STR("odd name")};
static const struct str fields[] = {STR("12.50"), STR("10"), STR("亿元"), STR(""), STR("007"), STR("地区生产总值"),
                                    STR("it's")};

static bool find(void *state, struct str name, uint32_t *slot)
{
    (void)state;
    for (uint32_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(names[i], name)) {
            *slot = i;
            return true;
        }
    return false;
}

static struct str value(void *now, uint32_t slot)
{
    return ((const struct str *)now)[slot];
}

static const struct place here = {.file = "test"};

static const struct expr_names resolver = {
    .find = find, .value = value, .known = names, .knowns = sizeof names / sizeof *names};

static const struct {
    const char *text;
    enum expr_truth truth;
} conditions[] = {
    {"value > 0", EXPR_TRUE},
    {"value = 12.5", EXPR_TRUE},
    {"value = '12.5'", EXPR_FALSE},            /* a quoted text is compared as text */
    {"value == 12.5 and base != 10", EXPR_FALSE},
    {"value <> 12.5 or base = 10.0", EXPR_TRUE},
    {"value > base", EXPR_TRUE},               /* as numbers: '12.50' before '10' is no matter */
    {"'9' > '10'", EXPR_TRUE},
    {"code = 7", EXPR_TRUE},
    {"code = '7'", EXPR_FALSE},
    {"code = \"007\"", EXPR_TRUE},
    {"unit = '亿元'", EXPR_TRUE},
    {"unit in ('万元', '亿元')", EXPR_TRUE},
    {"unit not in ('万元', '亿元')", EXPR_FALSE},
    {"base in (1, 2, 10)", EXPR_TRUE},
    {"指标 =~ '生产'", EXPR_TRUE},
    {"指标 !~ '^生产'", EXPR_TRUE},
    {"`odd name` = 'it''s'", EXPR_TRUE},
    {"is_missing(note)", EXPR_TRUE},
    {"is_missing(value)", EXPR_FALSE},
    {"is_number(unit)", EXPR_FALSE},
    {"is_number(code)", EXPR_TRUE},
    {"abs(base - value) / base <= 0.25", EXPR_TRUE},
    {"abs(base - value) / base < 0.25", EXPR_FALSE},
    {"1 + 2 * 3 = 7", EXPR_TRUE},
    {"(1 + 2) * 3 = 9", EXPR_TRUE},
    {"10 - 4 - 3 = 3", EXPR_TRUE},
    {"12 / 3 / 2 = 2", EXPR_TRUE},
    {"-value = 0 - 12.5", EXPR_TRUE},
    {"0.1 + 0.2 = 0.3", EXPR_TRUE},
    {"1e3 = 1000", EXPR_TRUE},
    {"round(2.675, 2) = 2.68", EXPR_TRUE},
    {"round(-0.5) = -1", EXPR_TRUE},
    {"round(2 / 3, 2) = 0.67", EXPR_TRUE},
    {"1 / 3 * 3 = 1", EXPR_TRUE},              /* quotients stay exact */
    {"1 / 3 = 0.3333333333333333", EXPR_FALSE},
    {"base / 3 > 3.3333333333333333333", EXPR_TRUE},
    {"max(1 / 3, 1 / 2) = 0.5", EXPR_TRUE},
    {"abs(-1 / 3) = 1 / 3", EXPR_TRUE},
    {"sum(value, base, 1) = 23.5", EXPR_TRUE},
    {"mean(value, base) = 11.25", EXPR_TRUE},
    {"mean(1, 2, 2) * 3 = 5", EXPR_TRUE},
    {"mean(value, note) = 1", EXPR_UNKNOWN},
    {"number(code) = 7", EXPR_TRUE},
    {"min(value, base, 11) = 10 and max(value, base, 11) = 12.5", EXPR_TRUE},
    {"length(指标) = 6", EXPR_TRUE},
    {"length(note) = 0", EXPR_TRUE},
    {"starts(指标, '地区')", EXPR_TRUE},
    {"not value > 0", EXPR_FALSE},
    {"not not value > 0", EXPR_TRUE},
    /* three-valued logic: what touches a missing value is unknown */
    {"note = 'x'", EXPR_UNKNOWN},
    {"note != 'x'", EXPR_UNKNOWN},
    {"not note = 'x'", EXPR_UNKNOWN},
    {"note > 3 and value > 100", EXPR_FALSE},
    {"note > 3 and value > 0", EXPR_UNKNOWN},
    {"note > 3 or value > 0", EXPR_TRUE},
    {"note > 3 or value > 100", EXPR_UNKNOWN},
    {"note in ('a', 'b')", EXPR_UNKNOWN},
    {"value in (1, note)", EXPR_UNKNOWN},
    {"value in (12.5, note)", EXPR_TRUE},
    {"note =~ 'x'", EXPR_UNKNOWN},
    {"unit > 5", EXPR_UNKNOWN},                /* needed as a number and none */
    {"value / 0 = 1", EXPR_UNKNOWN},
    {"value", EXPR_UNKNOWN},                   /* a value alone is no condition */
    {"1e300 * 1e300 > 0", EXPR_UNKNOWN},       /* beyond what is held exactly */
    /* if: a condition without else is "not A or B" */
    {"if value > 0 then base > 0", EXPR_TRUE},
    {"if value > 0 then base < 0", EXPR_FALSE},
    {"if value < 0 then base < 0", EXPR_TRUE},
    {"if note > 0 then base < 0", EXPR_UNKNOWN},
    {"if note > 0 then base > 0", EXPR_TRUE},
    {"if value > 0 then note > 0", EXPR_UNKNOWN},
    {"if value < 0 then note > 0", EXPR_TRUE},
    {"if value > 0 then base > 0 else base < 0", EXPR_TRUE},
    {"if value < 0 then base > 0 else base < 0", EXPR_FALSE},
    {"if note > 0 then base > 0 else base < 0", EXPR_UNKNOWN},
    {"if note > 0 then base > 0 else value > 0", EXPR_TRUE},
    {"if note > 0 then base < 0 else value < 0", EXPR_FALSE},
    {"if(value > 0, base, 1) = 10", EXPR_TRUE},
    {"if(value < 0, base, 1) + 1 = 2", EXPR_TRUE},
    {"if(note > 0, 1, 1) = 1", EXPR_UNKNOWN},  /* figures are not compared: only truths agree */
    {"if (value > 0) then base > 0", EXPR_TRUE},
    {"if (value > 0) and base in (1, 10) then base > 11", EXPR_FALSE},
    {"if(value > 0, base > 11)", EXPR_FALSE},
    {"code = if value > 0 then '7' else '8'", EXPR_FALSE},
    {"if value < 0 then 1 = 2 else if base > 0 then value > base else 1 = 2", EXPR_TRUE},
    {"if value > 0 then if base < 0 then 1 = 2 else 1 = 1", EXPR_TRUE},  /* else is the nearest if's */
    {"not if value > 0 then base < 0", EXPR_TRUE},
};

Test(expr, conditions)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        struct expr *expr = expr_compile(mem, str_of(conditions[i].text), &here, &resolver);
        cr_expect_eq(expr_test(expr, (void *)(uintptr_t)fields), conditions[i].truth, "%s", conditions[i].text);
    }
    mem_close(mem);
}

/* What is wrong, and the byte at which. */
static const struct {
    const char *text;
    size_t at;
    const char *message;
} mistakes[] = {
    {"", 0, "a value was expected"},
    {"value >", 7, "a value was expected"},
    {"value > 1 1", 10, "something that does not belong here"},
    {"valeu > 1", 0, "no column \"valeu\"; did you mean \"value\"? (a text stands in quotes)"},
    {"1 + (value", 10, "a closing bracket was expected"},
    {"指标 = 'x", 9, "a quote that is not closed"},
    {"value # 1", 6, "a character that means nothing here"},
    {"value > 1 and abz(value) > 1", 14, "no function \"abz\"; did you mean \"abs\"?"},
    {"abs(1, 2)", 0, "abs takes (x), not 2 values"},
    {"prev(value) > 1", 0, "prev needs a series, not one record by itself"},
    {"value =~ 3", 9, "a pattern in quotes was expected"},
    {"value =~ '('", 9, "missing closing parenthesis at byte 2 of the pattern \"(\""},
    {"value not = 1", 10, "\"in\" was expected"},
    {"if value > 1", 12, "\"then\" was expected"},
    {"if value > 1 then", 17, "a value was expected"},
    {"if(1, 2, 3)", 3, "a condition was expected, such as a comparison"},
    {"if(1, 2, 3, 4)", 0, "if takes (condition, then [, else])"},
    {"value > 1 else 2", 10, "something that does not belong here"},
    {"then > 1", 0, "a value was expected"},
    {"value = 'a\xff'", 10, "a byte that is not UTF-8"},
    {"value in ()", 10, "a value was expected"},
    {"value > 1 and 1", 14, "a condition was expected, such as a comparison"},
    {"not (value + 1)", 5, "a condition was expected, such as a comparison"},
    {"value + 1", 0, "a condition was expected, such as a comparison"},
    {"'yes'", 0, "a condition was expected, such as a comparison"},
    {"if value > 1 then value", 18, "a condition was expected, such as a comparison"},
    {"if value > 1 then value > 2 else 3", 0, "a condition was expected, such as a comparison"},
};

Test(expr, mistakes)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct expr_fault fault = {.at = 999};
        cr_expect_null(expr_parse_condition(mem, str_of(mistakes[i].text), &resolver, &fault), "%s", mistakes[i].text);
        cr_expect_eq(fault.at, mistakes[i].at, "%s: at %zu", mistakes[i].text, fault.at);
        cr_expect(str_eq(fault.message, str_of(mistakes[i].message)), "%s: %.*s", mistakes[i].text,
                  (int)fault.message.length, fault.message.at);
    }
    mem_close(mem);
}

Test(expr, depth_has_an_end)
{
    struct mem *mem = mem_open();
    char text[4001] = {0};
    struct expr_fault fault;
    memset(text, '(', 4000);
    cr_expect_null(expr_parse(mem, str_of(text), &resolver, &fault));
    cr_expect(str_eq(fault.message, STR("too many levels")));
    mem_close(mem);
}

Test(expr, kleene_laws_hold_for_all_pairs)
{
    static const char *const word[] = {"1 = 2", "1 = 1", "note = 1"};   /* false, true, unknown */
    static const enum expr_truth both[3][3] = {
        {EXPR_FALSE, EXPR_FALSE, EXPR_FALSE},
        {EXPR_FALSE, EXPR_TRUE, EXPR_UNKNOWN},
        {EXPR_FALSE, EXPR_UNKNOWN, EXPR_UNKNOWN}};
    static const enum expr_truth either[3][3] = {
        {EXPR_FALSE, EXPR_TRUE, EXPR_UNKNOWN},
        {EXPR_TRUE, EXPR_TRUE, EXPR_TRUE},
        {EXPR_UNKNOWN, EXPR_TRUE, EXPR_UNKNOWN}};
    struct mem *mem = mem_open();
    for (size_t a = 0; a < 3; a++)
        for (size_t b = 0; b < 3; b++) {
            struct str text = mem_format(mem, "%s and %s", word[a], word[b]);
            struct expr *expr = expr_compile(mem, text, &here, &resolver);
            cr_expect_eq(expr_test(expr, (void *)(uintptr_t)fields), both[a][b], "%s", text.at);
            text = mem_format(mem, "%s or %s", word[a], word[b]);
            expr = expr_compile(mem, text, &here, &resolver);
            cr_expect_eq(expr_test(expr, (void *)(uintptr_t)fields), either[a][b], "%s", text.at);
        }
    mem_close(mem);
}

Test(expr, every_function_has_its_words)
{
    size_t count = 0;
    for (const struct expr_function_row *row; (row = expr_function(count)); count++)
        cr_expect(row->name[0] && row->arguments[0] && row->help[0], "%s", row->name);
    cr_expect_gt(count, 5);
}

/* A series of which `now` is a position: x is 10, 20, 40, 80; y is 1, 3, 9, 27 with 9 missing. */
static const char *const series[2][4] = {{"10", "20", "40", "80"}, {"1", "3", "", "27"}};

static bool find_series(void *state, struct str name, uint32_t *slot)
{
    (void)state;
    *slot = str_eq(name, STR("a.y"));
    return *slot || str_eq(name, STR("x"));
}

static struct expr_value figure(void *now, uint32_t slot, bool bare)
{
    struct num number;
    if (num_parse(str_of(series[slot][*(int *)now]), &number) != NUM_OK)
        return expr_of_measure((struct measure){0});
    return expr_of_measure(measure_of(bare ? number : num_negate(num_negate(number))));
}

/* A year is two steps. */
static bool at(const void *now, struct expr_move move, void *then)
{
    int to = *(const int *)now + move.steps + 2 * move.years;
    memcpy(then, &to, sizeof to);
    return to >= 0 && to < 4;
}

static const struct expr_names past = {.find = find_series, .figure = figure, .at = at};

static const struct {
    const char *text, *want;
} formulas[] = {
    {"x", "80"},
    {"prev(x)", "40"},
    {"prev(prev(x))", "20"},
    {"lag(x, 3)", "10"},
    {"lag(x, 4)", ""},
    {"lag(x, 0.5)", ""},
    {"same_period(x)", "20"},
    {"same_period(x, 2)", ""},
    {"prev(same_period(x) + x)", "50"},        /* the whole expression moves: 10 + 40 */
    {"x / mean(x, prev(x))", "1.3333333333333333"},
    {"(x / prev(x) - 1) * 100", "100"},
    {"a.y / lag(a.y, 2)", "9"},
    {"prev(a.y)", ""},
    {"x - number(x)", "0"},
};

Test(expr, series)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        int now = 3;
        struct expr *expr = expr_compile(mem, str_of(formulas[i].text), &here, &past);
        struct str got = measure_write(mem, expr_measure(expr, &now), NUM_SHORTEST, NUM_HALF_UP);
        cr_expect(str_eq(got, str_of(formulas[i].want)), "%s: got %.*s", formulas[i].text, (int)got.length, got.at);
    }
    mem_close(mem);
}

Test(expr, parts_can_be_looked_at)
{
    struct mem *mem = mem_open();
    struct expr *expr = expr_compile(mem, STR("x / mean(a.y, prev(a.y)) * 100"), &here, &past);
    struct expr_part product = expr_look(expr_root(expr));
    cr_assert_eq(product.nature, EXPR_IS_PRODUCT);
    struct expr_part hundred = expr_look(product.operand[1]), quotient = expr_look(product.operand[0]);
    cr_expect(hundred.number && num_compare(hundred.literal, num_of(100)) == 0);
    cr_assert_eq(quotient.nature, EXPR_IS_QUOTIENT);
    cr_expect_eq(expr_look(quotient.operand[0]).nature, EXPR_IS_NAME);
    struct expr_part mean = expr_look(quotient.operand[1]);
    cr_assert(mean.nature == EXPR_IS_ALIKE && mean.operands == 2);
    cr_expect_eq(expr_look(mean.operand[1]).nature, EXPR_IS_FIRST);
    cr_expect_eq(expr_look(mean.operand[0]).slot, 1);
    mem_close(mem);
}

Test(expr, a_record_has_no_past, .exit_code = 2)
{
    expr_compile(mem_open(), STR("prev(value) > 0"), &here, &resolver);
}

Test(expr, a_pattern_on_a_leash_never_passes)
{
    struct mem *mem = mem_open();
    struct str now[7] = {STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")};
    struct expr *expr = expr_compile(mem, STR("value =~ '^(a|aa)+b?(a|aa)+c?(a|aa)+$'"), &here, &resolver);
    struct expr *missing = expr_compile(mem, STR("note =~ 'x' and value !~ 'b'"), &here, &resolver);
    struct expr *other = expr_compile(mem, STR("not (note =~ 'x' or value !~ '^(a|aa)+b?(a|aa)+c?(a|aa)+$')"), &here,
                                      &resolver);
    cr_expect_eq(expr_test(expr, now), EXPR_UNKNOWN);
    cr_expect(expr_stopped(expr, now), "that is why");
    cr_expect_eq(expr_test(missing, now), EXPR_UNKNOWN);
    cr_expect(!expr_stopped(missing, now), "a text that is missing stops nothing");
    cr_expect_eq(expr_test(other, now), EXPR_UNKNOWN);
    cr_expect(expr_stopped(other, now), "inside, too");
    mem_close(mem);
}
