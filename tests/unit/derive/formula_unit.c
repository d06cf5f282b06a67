/* What formulas do with units: the result's unit, how far its point moves, and what is refused. */
#include <criterion/criterion.h>

#include "base/diag.h"
#include "base/str.h"
#include "formula.h"

/* The names that the formulas below may use, and their units. */
static const struct {
    const char *name, *unit;
} names[] = {
    {"gdp", "亿元"}, {"tax", "万元"}, {"people", "万人"}, {"homes", "万户"}, {"area", "平方公里"}, {"rate", "%"},
    {"mill", "‰"},   {"points", "百分点"}, {"bare", ""}, {"odd", "局"},      {"times", "倍"},     {"density", "人/平方公里"},
};
enum { NAMES = sizeof names / sizeof *names };

static const struct row {
    const char *text, *wanted, *unit; /* unit null: refused */
    int shift;
} rows[] = {
    {"gdp", "", "亿元", -8},
    {"gdp", "元", "元", 0},
    {"gdp", "万元", "万元", -4},
    {"tax + gdp", "", "万元", -4},
    {"mean(gdp, prev(gdp))", "", "亿元", -8},
    {"abs(-gdp)", "", "亿元", -8},
    {"gdp / people", "元/人", "元/人", 0},
    {"gdp / people", "元", "元", 0},
    {"gdp / people", "万元", "万元", -4},
    {"gdp / homes", "元", "元", 0},
    {"gdp / people", "", "亿元/万人", -4},
    {"gdp / area", "元", NULL, 0},
    {"people / area", "人/平方公里", "人/平方公里", 6},
    {"people / area / density", "", "", 0},
    {"gdp * people", "", NULL, 0},
    {"gdp * people / people", "", "亿元", -8},
    {"tax / gdp", "%", "%", 2},
    {"tax / gdp", "", "", 0},
    {"tax / gdp", "倍", "倍", 0},
    {"tax / gdp", "元", NULL, 0},
    {"rate", "百分点", "百分点", 2},
    {"rate - mill", "", "%", 2},
    {"rate + points", "", "%", 2},
    {"rate * times", "", "%", 2},
    {"gdp * (1 + rate)", "", "亿元", -8},
    {"gdp * rate", "亿元", "亿元", -8},
    {"1 + gdp", "", NULL, 0},
    {"gdp + people", "", NULL, 0},
    {"max(gdp - tax, 0)", "", "亿元", -8},
    {"odd * 2", "", "局", 0},
    {"odd + gdp", "", NULL, 0},
    {"gdp", "nonsense", NULL, 0},
    {"round(gdp)", "", NULL, 0},
    {"round(odd)", "", "局", 0},
    {"round(number(gdp))", "", "", 0},
    {"number(gdp) + number(people)", "", "", 0},
    {"number(gdp)", "亿", NULL, 0},
    /* as printed, because a name has no unit */
    {"bare * 2", "", "", 0},
    {"bare * 2", "%", "%", 0},
    {"gdp / bare", "", "", 0},
    {"gdp / bare", "元", NULL, 0},
    {"bare + gdp", "", "", 0},
    {"gdp + tax + bare", "", NULL, 0},
    /* powers of ten that are the conversion, and others */
    {"gdp * 10000 / people", "元", "元", -4},
    {"gdp / people / 0.0001", "元", "元", -4},
    {"gdp * 1000 / people", "元", NULL, 0},
    {"gdp * 10000 / people", "万元", "万元", -4},
    {"gdp * 10", "", "亿元", -8},
    {"100 * tax / gdp", "%", NULL, 0},
    {"tax / 10000 / gdp * 100", "%", "%", 4},
    {"(gdp / prev(gdp) - 1) * 100", "%", "%", 0},
    {"gdp / prev(gdp) * 100 - 100", "%", "%", 0},
    {"gdp / prev(gdp) * 1000 - 1000", "‰", "‰", 0},
    {"gdp / prev(gdp) * 1000 - 1000", "%", NULL, 0},
    {"gdp / prev(gdp) * 100 - prev(gdp / prev(gdp))", "%", NULL, 0},
    {"1 + rate / 100", "", "", 0},
    {"(1 + rate / 100) * (1 + prev(rate) / 100)", "", "", 0},
    {"1 + rate * 0.01", "", "", 0},
    {"1 + mill / 1000", "", "", 0},
    {"1 + mill / 100", "", NULL, 0},
    {"rate / 100 + rate", "", NULL, 0},
    {"gdp * rate / 100", "亿元", "亿元", -6},
};

static struct formula compiled(struct mem *mem, struct units *units, const char *text)
{
    struct formulas formulas = {.mem = mem, .lenient = true};
    formulas.row = mem_take(mem, sizeof *formulas.row);
    formulas.count = 1;
    *formulas.row = (struct formula){.code = STR("result"), .text = str_of(text), .place = {.file = "test", .line = 1}};
    formulas_compile(&formulas, &formula_series_names);
    for (uint32_t i = 0; i < formulas.row->names; i++)
        for (size_t k = 0; k < NAMES; k++)
            if (str_eq(formulas.row->name[i].code, str_of(names[k].name)))
                formula_name_unit(mem, units, &formulas.row->name[i], str_of(names[k].unit));
    return *formulas.row;
}

Test(derive_formula_unit, table)
{
    struct mem *mem = mem_open();
    struct units *units = units_open(mem, NULL);
    for (const struct row *row = rows; row < rows + sizeof rows / sizeof *rows; row++) {
        struct formula formula = compiled(mem, units, row->text);
        struct formula_unit got = formula_unit(mem, units, &formula, str_of(row->wanted));
        cr_expect_eq(got.fault.length == 0, row->unit != NULL, "%s in \"%s\": %.*s", row->text, row->wanted,
                     STR_ARG(got.fault));
        if (got.fault.length || !row->unit)
            continue;
        cr_expect(str_eq(got.unit, str_of(row->unit)), "%s in \"%s\": unit %.*s", row->text, row->wanted,
                  STR_ARG(got.unit));
        cr_expect_eq(got.shift, row->shift, "%s in \"%s\": shift %d", row->text, row->wanted, got.shift);
    }
    mem_close(mem);
}
