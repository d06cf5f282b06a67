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
    /* as it is written */
    {"1E3 = 1000 and 1e+3 = 1000 and 1.5e-3 = .0015", EXPR_TRUE},
    {"value\t>\n0", EXPR_TRUE},
    {"value >= 12.5 and value <= 12.5", EXPR_TRUE},
    {"value >= 12.51 or value <= 12.49", EXPR_FALSE},
    {"value < 12.51 and 12.5 < 12.6", EXPR_TRUE},
    /* what is compared with what */
    {"unit < 指标", EXPR_TRUE},                /* two fields that are no numbers: as texts */
    {"指标 < unit", EXPR_FALSE},
    {"code = base / 10 * 7", EXPR_TRUE},       /* '007' is 7 beside a quotient, too */
    {"unit = base / 3", EXPR_UNKNOWN},
    {"base / 3 = unit", EXPR_UNKNOWN},
    {"base / 3 = '3'", EXPR_FALSE},
    {"(1 = 1) = 1", EXPR_UNKNOWN},             /* a truth is no number, */
    {"1 = (1 = 1)", EXPR_UNKNOWN},
    {"note = (1 = 1)", EXPR_UNKNOWN},
    {"(1 = 1) and (2 = 2)", EXPR_TRUE},
    {"base = note", EXPR_UNKNOWN},
    {"1e400 / 3 > 1", EXPR_TRUE},              /* beyond all doubles, as exact as anything */
    {"1e400 / 3 = 1", EXPR_FALSE},
    /* arithmetic with what is none */
    {"unit / 2 > 1", EXPR_UNKNOWN},
    {"base / unit > 1", EXPR_UNKNOWN},
    {"base + unit > 1", EXPR_UNKNOWN},
    {"unit + base > 1", EXPR_UNKNOWN},
    {"-unit < 0", EXPR_UNKNOWN},
    {"abs(unit) = 1", EXPR_UNKNOWN},
    {"abs(-value) = value", EXPR_TRUE},
    {"min(1, unit) = 1", EXPR_UNKNOWN},
    {"sum(1, unit) = 1", EXPR_UNKNOWN},
    {"number(unit) = 1", EXPR_UNKNOWN},
    {"is_number(base / 3) and is_number(base / 4)", EXPR_TRUE},
    {"is_number(1 = 1)", EXPR_FALSE},
    {"length(12) = 2", EXPR_UNKNOWN},          /* a number has no characters until it is written */
    {"starts(12, '1')", EXPR_UNKNOWN},
    {"starts(unit, 1)", EXPR_UNKNOWN},
    {"round(unit) = 1", EXPR_UNKNOWN},
    {"round(12.345, 4 / 2) = 12.35", EXPR_TRUE},
    {"round(value, 1 / 3) = 12.5", EXPR_UNKNOWN},
    {"round(value, unit) = 12.5", EXPR_UNKNOWN},
    {"round(value, 31) = 12.5", EXPR_UNKNOWN},
    {"round(1e20 / 3, 30) > 0", EXPR_UNKNOWN}, /* 50 digits */
    /* too long for an exact quotient: on as the nearest double, or missing where there is none */
    {"1 / 30000000000000000000000000000001 / 30000000000000000000000000000001 < 1e-62", EXPR_TRUE},
    {"1 / 30000000000000000000000000000001 / 30000000000000000000000000000001 > 1e-63", EXPR_TRUE},
    /* unless they differ, the branches decide; figures never do */
    {"if note > 0 then 1 = 1 else note > 0", EXPR_UNKNOWN},
    {"if(note > 0, 1, 2 = 2) = 1", EXPR_UNKNOWN},
    {"if(note > 0, 2 = 2, 1) = 1", EXPR_UNKNOWN},
    {"if(value > 0, '7', code) = code", EXPR_FALSE},
    {"if(value > 0, code, '7') = 7", EXPR_TRUE},
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
    {"if value > 1 then 3 else value > 2", 0, "a condition was expected, such as a comparison"},
    {"if(value > 1, abs(value), abs(base))", 0, "a condition was expected, such as a comparison"},
    {"if(value > 1", 12, "a closing bracket was expected"},
    {"if(,", 3, "a value was expected"},
    {"if(value > 1 2, base)", 13, "a closing bracket was expected"},
    {"value > 1.2.3", 8, "not a number"},
    {"value > 1e", 8, "not a number"},
    {"value. > 1", 5, "a character that means nothing here"},
    {"value ! 1", 6, "a character that means nothing here"},
    {"value > .", 8, "a character that means nothing here"},
    {"a.b > 1", 0, "no column \"a.b\" (a text stands in quotes)"},
    {"round(1, 2, 3) > 1", 0, "round takes (x [, places]), not 3 values"},
    {"starts(unit)", 0, "starts takes (x, start), not 1 values"},
    {"value > abs()", 8, "abs takes (x), not 0 values"},
    {"unit = ''", 7, "a comparison with the empty text never holds, for an empty field is missing: is_missing(unit)"},
    {"'' = unit", 0, "a comparison with the empty text never holds, for an empty field is missing: is_missing(unit)"},
    {"unit in ('a', '')", 14,
     "a comparison with the empty text never holds, for an empty field is missing: is_missing(unit)"},
    {"abs(value) = ''", 13,
     "a comparison with the empty text never holds, for an empty field is missing: is_missing(x)"},
    {"unit =~ '^$'", 8, "a pattern for the empty text never fits, for an empty field is missing: is_missing(unit)"},
    {"abs(value) !~ '^$'", 14, "a pattern for the empty text never fits, for an empty field is missing: is_missing(x)"},
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

/* What other languages write is answered with how it is written here; a longer word is none of theirs. */
static const struct {
    const char *text, *hint;
} idioms[] = {
    {"value > 1 & base > 1", "; \"and\" joins conditions"},
    {"value > 1 && base > 1", "; \"and\" joins conditions"},
    {"value > 1 AND base > 1", "; \"and\" joins conditions"},
    {"value > 1 ANDROID", ""},
    {"value > 1 || base > 1", "; \"or\" joins conditions"},
    {"value => 1", "; at least is written >="},
    {"value ≥1", "; at least is written >="},
    {"value =< 1", "; at most is written <="},
    {"!(value = 1)", "; \"not\" turns a condition round"},
    {"unit like '%'", "; a part of a text is asked for by a pattern: x =~ 'part'"},
    {"unit likely", ""},
    {"unit like", "; a part of a text is asked for by a pattern: x =~ 'part'"},
    {"unit is null", "; an empty field is asked for by is_missing(x)"},
    {"unit is nullable", ""},
    {"unit = “元”", "; a text stands in straight quotes: 'text'"},
    {"value ＞ 1", "; signs are those of ASCII, not full-width ones"},
    {"value +", ""},
};

Test(expr, idioms_of_others)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof idioms / sizeof *idioms; i++) {
        struct expr_fault fault;
        cr_expect_null(expr_parse_condition(mem, str_of(idioms[i].text), &resolver, &fault), "%s", idioms[i].text);
        cr_expect(str_eq(fault.hint, str_of(idioms[i].hint)), "%s: %.*s", idioms[i].text, (int)fault.hint.length,
                  fault.hint.at);
    }
    struct expr_names called = resolver;
    struct expr_fault fault;
    called.noun = "indicator";
    cr_expect_null(expr_parse(mem, STR("z9 > 1"), &called, &fault));
    cr_expect(str_eq(fault.message, STR("no indicator \"z9\" (a text stands in quotes)")), "%.*s",
              (int)fault.message.length, fault.message.at);
    mem_close(mem);
}

static void expect_message(struct mem *mem, struct str text, const char *message)
{
    struct expr_fault fault;
    cr_expect_null(expr_parse(mem, text, &resolver, &fault));
    cr_expect(str_eq(fault.message, str_of(message)), "%.*s", (int)fault.message.length, fault.message.at);
}

Test(expr, depth_and_length_have_an_end)
{
    struct mem *mem = mem_open();
    char text[4001] = {0};
    memset(text, '(', 4000);
    expect_message(mem, str_of(text), "too many levels");
    memset(text, '-', 4000);
    expect_message(mem, str_of(text), "too many levels");
    struct str nots = STR("1 = 1"), list = STR("1");
    for (int i = 1; i <= 201; i++)
        nots = mem_format(mem, "not %s", nots.at);
    expect_message(mem, nots, "too many levels");
    /* 255 and what is looked for among them make 256. */
    for (int i = 2; i <= 255; i++)
        list = mem_format(mem, "%s, %d", list.at, i);
    struct str most = mem_format(mem, "255 in (%s)", list.at);
    cr_expect_eq(expr_test(expr_compile(mem, most, &here, &resolver), (void *)(uintptr_t)fields), EXPR_TRUE);
    expect_message(mem, mem_format(mem, "1 in (%s, 256)", list.at), "too many items in a list");
    mem_close(mem);
}

/* The value of a whole expression: numbers, texts as they came, truths, nothing. */
Test(expr, values)
{
    static const struct {
        const char *text;
        enum expr_kind kind;
        const char *want;
    } row[] = {
        {"value", EXPR_TEXT, "12.50"},           {"note", EXPR_MISSING, NULL},
        {"value + base", EXPR_NUMBER, "22.50"},  {"base / 4", EXPR_NUMBER, "2.5"},
        {"base > 1", EXPR_TRUTH, NULL},          {"1 / 3", EXPR_NUMBER, "0.3333333333333333"},
        {"1e400 / 3", EXPR_MISSING, NULL},       {"1e-400 / 3", EXPR_NUMBER, "0"},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct expr *expr = expr_compile(mem, str_of(row[i].text), &here, &resolver);
        struct expr_value got = expr_value(expr, (void *)(uintptr_t)fields);
        cr_assert_eq(got.kind, row[i].kind, "%s", row[i].text);
        if (row[i].want) {
            struct str text = got.kind == EXPR_NUMBER ? num_text(mem, got.number) : got.text;
            cr_expect(str_eq(text, str_of(row[i].want)), "%s: %.*s", row[i].text, (int)text.length, text.at);
        }
    }
    mem_close(mem);
}

/* Conditions as sums: "factor*slot ... +constant SIGN 0", joined by ";", or "" where one is none. */
static struct str sums(struct mem *mem, const char *text)
{
    struct expr_linear form[3];
    struct str out = STR("");
    size_t count = expr_linear(expr_compile(mem, str_of(text), &here, &resolver), form, 3);
    for (size_t i = 0; i < count; i++) {
        for (size_t t = 0; t < form[i].terms; t++)
            out = mem_format(mem, "%s%s*%u ", out.at, num_text(mem, form[i].term[t].factor).at, form[i].term[t].slot);
        out = mem_format(mem, "%s%s%s;", out.at, num_text(mem, form[i].constant).at, form[i].sign);
    }
    return out;
}

static const struct {
    const char *text, *want;
} linear[] = {
    {"value > 0", "1*0 0>;"},
    {"value >= base + 1", "1*0 -1*1 -1>=;"},
    {"2 * value - value * 3 = base", "-1*0 -1*1 0=;"},            /* a name twice is one term */
    {"value / 4 = 1", "0.25*0 -1=;"},
    {"-(value - base) * (1 + 1 - 3) < -2 * 2", "1*0 -1*1 4<;"},
    {"value * (6 / 4) != 0", "1.5*0 0!=;"},
    {"value = 1 and base > value and code < 2", "1*0 -1=;1*1 -1*0 0>;1*4 -2<;"},
    /* no sums, or not as decimals */
    {"value / 3 = 1", ""},
    {"value * (1 / 3) = 1", ""},
    {"value * base = 1", ""},
    {"1 / value = 1", ""},
    {"abs(value) = 1", ""},
    {"value = abs(base)", ""},
    {"1 = 2", ""},
    {"value = 'x'", ""},
    {"value > 0 or base > 0", ""},
    {"value > 0 and is_missing(note)", ""},
    {"is_missing(note) and value > 0", ""},
    {"value = 1 and value = 2 and value = 3 and value = 4", ""},   /* more than was asked for */
    {"value * 1e400 + 1 = base + 1e-400", ""},                     /* a constant of 800 digits */
    {"(value + 1) * 1e400 + value * 1e-400 = 0", ""},              /* a factor of 800 digits */
    {"value * 12345678901234567890 * 98765432109876543211 = 0", ""},
    {"(value * 3 + 12345678901234567891) * 98765432109876543211 = 0", ""},
    {"value / 3e-400 = 1", ""},
    {"value / 1024 * 12345678901234567890123456789012345679 = 0", ""},
};

Test(expr, sums_of_names)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof linear / sizeof *linear; i++) {
        struct str got = sums(mem, linear[i].text);
        cr_expect(str_eq(got, str_of(linear[i].want)), "%s: %.*s", linear[i].text, (int)got.length, got.at);
    }
    mem_close(mem);
}

/* Has a sum room for so many names?  A name is found by its number. */
static bool find_numbered(void *state, struct str name, uint32_t *slot)
{
    (void)state;
    struct num number;
    bool good = num_parse(str_part(name, 1, name.length), &number) == NUM_OK;
    *slot = (uint32_t)number.mantissa;
    return good;
}

Test(expr, a_sum_has_sixty_names)
{
    static const struct expr_names numbered = {.find = find_numbered, .value = value};
    struct mem *mem = mem_open();
    struct expr_linear form;
    struct str sum = STR("n1");
    for (int i = 2; i <= EXPR_LINEAR_TERMS; i++)
        sum = mem_format(mem, "%s + n%d", sum.at, i);
    struct expr *most = expr_compile(mem, mem_format(mem, "%s > 1", sum.at), &here, &numbered);
    struct expr *more = expr_compile(mem, mem_format(mem, "%s + n61 > 1", sum.at), &here, &numbered);
    cr_expect_eq(expr_linear(most, &form, 1), 1);
    cr_expect_eq(form.terms, EXPR_LINEAR_TERMS);
    cr_expect_eq(expr_linear(more, &form, 1), 0);
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
    {"same_period(x, 0.5)", ""},
    {"lag(x, -1)", ""},                        /* there is no period after the last */
    {"lag(x, 100001)", ""},
    {"number(x + 1)", "81"},
    {"if prev(x > 50) then x > 0 else x > 0", ""},   /* a truth is no number */
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
