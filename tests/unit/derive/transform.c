/* Rules by name, the kinds of their results, and what a kind or a unit forbids. */
#include <criterion/criterion.h>

#include "base/diag.h"
#include "base/str.h"
#include "transform.h"

static const struct {
    const char *text, *name;
    int count;
} asks[] = {
    {"lag", "lag", 1},           {"lag:3", "lag_3", 3},       {"msum:12", "msum_12", 12},
    {"yoy", "yoy", 1},           {"index:2020", "index_2020", 1}, {"share:region", "share_region", 1},
    {"cagr:1000", "cagr_1000", 1000},
};

Test(derive_rule, asked)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
        struct transform_ask ask = transform_ask(mem, str_of(asks[i].text));
        cr_expect(str_eq(ask.name, str_of(asks[i].name)), "%s: %.*s", asks[i].text, STR_ARG(ask.name));
        cr_expect_eq(ask.count, asks[i].count, "%s", asks[i].text);
    }
    mem_close(mem);
}

static const struct {
    const char *code, *unit;
    enum indicator_kind kind;
    bool guessed;
} kinds[] = {
    {"gdp", "亿元", KIND_NONE, false},       {"jobless", "%", KIND_RATE, true},
    {"births", "‰", KIND_RATE, true},        {"gdp.yoy", "%", KIND_GROWTH, false},
    {"gdp.growth_4", "%", KIND_GROWTH, false}, {"gdp.index_2020", "", KIND_INDEX, false},
    {"gdp.share", "%", KIND_RATE, false},    {"gdp.lag_2", "亿元", KIND_NONE, false},
    {"gdp.yoy.lag", "%", KIND_GROWTH, false}, {"jobless.diff", "百分点", KIND_RATE, true},
    {"3.14", "", KIND_NONE, false},          {".yoy", "", KIND_NONE, false},
};

Test(derive_rule, kinds)
{
    struct mem *mem = mem_open();
    struct memo shares = memo_open(mem);
    const struct transform_work work = {.mem = mem, .units = units_open(mem, NULL), .shares = &shares};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        bool guessed;
        enum indicator_kind kind = transform_kind_of(&work, str_of(kinds[i].code), str_of(kinds[i].unit), &guessed);
        cr_expect_eq(kind, kinds[i].kind, "%s is %s", kinds[i].code, indicator_kind_row(kind)->word);
        cr_expect_eq(guessed, kinds[i].guessed, "%s", kinds[i].code);
    }
    mem_close(mem);
}

static const struct {
    const char *rule;
    enum indicator_kind kind;
    const char *unit;
    bool refused;
} refusals[] = {
    {"cumulative", KIND_STOCK, "人", true}, {"cumulative", KIND_FLOW, "元", false}, {"growth", KIND_RATE, "%", true},
    {"growth", KIND_RATIO, "人", false}, {"growth", KIND_RATIO, "%", true}, {"growth", KIND_NONE, "%", true},
    {"cagr:2", KIND_GROWTH, "%", false}, {"yoy", KIND_GROWTH, "%", true}, {"msum:3", KIND_INDEX, "", true},
    {"diff", KIND_GROWTH, "%", false}, {"mmean:3", KIND_RATE, "%", false}, {"mmean:3", KIND_GROWTH, "%", true},
    {"lag", KIND_NONE, "", false}, {"discrete", KIND_NONE, "亿元", false},
};

Test(derive_rule, refusals)
{
    struct mem *mem = mem_open();
    struct units *units = units_open(mem, NULL);
    struct memo shares = memo_open(mem);
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct transform_ask ask = transform_ask(mem, str_of(refusals[i].rule));
        struct transform_work work = {.mem = mem, .ask = &ask, .units = units, .shares = &shares,
                                      .kind = refusals[i].kind};
        struct str why = transform_refusal(&work, STR("x"), str_of(refusals[i].unit));
        cr_expect_eq(why.length > 0, refusals[i].refused, "%s of %s in \"%s\": %.*s", refusals[i].rule,
                     indicator_kind_row(refusals[i].kind)->word, refusals[i].unit, STR_ARG(why));
    }
    mem_close(mem);
}

Test(derive_rule, every_rule_has_its_words)
{
    size_t count = 0;
    for (const struct transform *rule; (rule = transform_row(count)); count++) {
        cr_expect(rule->name[0] && rule->help[0] && rule->kinds && rule->compute, "%s", rule->name);
        cr_expect_eq(rule->shape[0] != '\0', rule->argument != TRANSFORM_NONE, "%s", rule->name);
    }
    cr_expect_gt(count, 8);
}
