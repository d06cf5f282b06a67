/* Measures: quotients stay exact through sums, products and divisions. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/str.h"
#include "values/measure.h"

/* The measure of "7", "7.5", "1/3" or "~0.5" (a double), or an unknown one for "". */
static struct measure read(const char *text)
{
    struct str rest = str_of(text), above = {0};
    struct num left, right = num_of(1);
    double number;
    bool rough = str_starts(rest, STR("~"));
    if (rough)
        rest = str_part(rest, 1, SIZE_MAX);
    str_cut(&rest, '/', &above);
    if (num_parse(above, &left) != NUM_OK || (rest.length && num_parse(rest, &right) != NUM_OK))
        return (struct measure){0};
    if (rough)
        return num_to_double(left, &number) ? measure_double(number) : (struct measure){0};
    return measure_quotient(left, right);
}

static const struct {
    const char *name;
    struct measure (*step)(struct measure a, struct measure b);
    const char *a, *b;
    int places;
    const char *want;
} steps[] = {
    {"decimals keep their places", measure_add, "1.10", "2.20", NUM_SHORTEST, "3.30"},
    {"a third and a sixth are a half", measure_add, "1/3", "1/6", NUM_SHORTEST, "0.5"},
    {"a third thrice is whole", measure_multiply, "1/3", "3", NUM_SHORTEST, "1"},
    {"a difference", measure_subtract, "0.3", "0.1", NUM_SHORTEST, "0.2"},
    {"a difference below zero", measure_subtract, "1/3", "1/2", 4, "-0.1667"},
    {"division by a negative number", measure_divide, "1", "-4", NUM_SHORTEST, "-0.25"},
    {"division by zero is not known", measure_divide, "1", "0", NUM_SHORTEST, ""},
    {"what is not known stays so", measure_add, "", "1", NUM_SHORTEST, ""},
    {"a half is rounded away from zero once", measure_divide, "2.675", "1", 2, "2.68"},
    {"two thirds, the nearest double", measure_divide, "2", "3", NUM_SHORTEST, "0.6666666666666666"},
    {"a double beside a decimal", measure_add, "~0.5", "0.25", NUM_SHORTEST, "0.75"},
    {"Ningbo 2024, GDP per head", measure_divide, "1814770000000", "9737000", 0, "186379"},
    {"long quotients are reduced before they are given up", measure_multiply, "1234567890123456789/3",
     "3/1234567890123456789", NUM_SHORTEST, "1"},
    {"35 digits are exact", measure_multiply, "123456789012345678", "100000000000000001", NUM_SHORTEST,
     "12345678901234567923456789012345678"},
    {"too long becomes a double", measure_multiply, "1/99999999999999999999999999999999999999",
     "1/99999999999999999999999999999999999997", NUM_SHORTEST, "1e-76"},
    {"and so does a sum whose parts are too long above", measure_add, "99999999999999999999999999999999999999/7",
     "1/11", NUM_SHORTEST, "1.4285714285714286e+37"},
    {"or below", measure_add, "1/99999999999999999999999999999999999999", "1/99999999999999999999999999999999999997",
     NUM_SHORTEST, "2e-38"},
    {"or in the other part", measure_subtract, "1/11", "99999999999999999999999999999999999999/7", NUM_SHORTEST,
     "-1.4285714285714286e+37"},
    {"or that are far apart over the same", measure_add, "1e100/3", "1/3", NUM_SHORTEST,
     "3.333333333333333e+99"},
    /* 2^120, 2^60: doubles have 2^180 and its reciprocal exactly */
    {"a product too long above", measure_multiply, "1329227995784915872903807060280344576", "1152921504606846976",
     NUM_SHORTEST, "1.532495540865889e+54"},
    {"a quotient too long above", measure_divide, "1329227995784915872903807060280344576", "1/1152921504606846976",
     NUM_SHORTEST, "1.532495540865889e+54"},
    {"a quotient too long below", measure_divide, "1/1329227995784915872903807060280344576", "1152921504606846976",
     NUM_SHORTEST, "6.525304467998525e-55"},
    {"a double times a decimal", measure_multiply, "~0.5", "3", NUM_SHORTEST, "1.5"},
    {"a decimal times a double", measure_multiply, "3", "~0.5", NUM_SHORTEST, "1.5"},
    {"a decimal by a double", measure_divide, "3", "~0.5", NUM_SHORTEST, "6"},
    {"a decimal less a double", measure_subtract, "3", "~0.5", NUM_SHORTEST, "2.5"},
    {"larger than any double, and so known no more", measure_multiply, "~1e300", "1e300", NUM_SHORTEST, ""},
    {"a quotient of what is larger than any double", measure_multiply, "1e400/1e399", "~0.5", NUM_SHORTEST, "5"},
    {"a quotient of what is smaller than any double", measure_multiply, "1e-399/1e-400", "~0.5", NUM_SHORTEST, "5"},
    {"a quotient of both", measure_multiply, "1e-399/1e400", "~0.5", NUM_SHORTEST, "0"},
    {"a sum with what is not known", measure_add, "1", "", NUM_SHORTEST, ""},
    {"a product of what is not known", measure_multiply, "", "1", NUM_SHORTEST, ""},
    {"a product with what is not known", measure_multiply, "1", "", NUM_SHORTEST, ""},
};

Test(measure_arithmetic, steps)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct measure got = steps[i].step(read(steps[i].a), read(steps[i].b));
        struct str text = measure_write(mem, got, steps[i].places, NUM_HALF_UP);
        cr_expect(str_eq(text, str_of(steps[i].want)), "%s: got %.*s, want %s", steps[i].name, STR_ARG(text),
                  steps[i].want);
    }
    mem_close(mem);
}

static const struct {
    const char *a, *b;
    int want;
} orders[] = {
    {"1/3", "2/6", 0},       {"1/3", "0.3333333333333333", 1}, {"-1/3", "1/3", -1},
    {"0.1", "0.10", 0},      {"~0.5", "1/2", 0},               {"2/3", "~0.7", -1},
    /* far apart, beyond all doubles */
    {"1e400/3", "1", 1},     {"5/3", "1e390", -1},             {"-1e400/3", "1", -1},
    {"1e-400/3", "-1e400/7", 1},
    /* too long for 38 digits: as doubles, or when they have been reduced */
    {"1/99999999999999999999999999999999999999", "2/99999999999999999999999999999999999997", -1},
    {"99999999999999999999999999999999999999/7", "3/11", 1},
    {"3/11", "99999999999999999999999999999999999999/7", -1},
    {"99999999999999999999999999999999999999/99999999999999999999999999999999999999", "3/3", 0},
    {"99999999999999999999999999999999999999e300/7", "~0.5", 1},
    {"-99999999999999999999999999999999999999e300/7", "~0.5", -1},
};

Test(measure_arithmetic, order)
{
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        cr_expect_eq(measure_order(read(orders[i].a), read(orders[i].b)), orders[i].want, "%s and %s", orders[i].a,
                     orders[i].b);
}

static const struct {
    const char *text, *want;  /* want null: no decimal */
} decimals[] = {
    {"1/8", "0.125"}, {"3/0.0005", "6000"}, {"1/3", NULL}, {"~0.5", NULL}, {"7/40", "0.175"}, {"7.5", "7.5"},
    {"-1/1024", "-0.0009765625"}, {"10/4", "2.5"}, {"0/7", "0"}, {"", NULL}, {"3/1e-400", "3e+400"},
    /* that would have more than 38 digits */
    {"12345678901234567890123456789012345679/1024", NULL}, {"12345678901234567890123456789012345678/3125", NULL},
};

Test(measure_arithmetic, decimal)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof decimals / sizeof *decimals; i++) {
        struct num value;
        bool found = measure_decimal(read(decimals[i].text), &value);
        cr_expect_eq(found, decimals[i].want != NULL, "%s", decimals[i].text);
        if (found && decimals[i].want)
            cr_expect(str_eq(num_text(mem, value), str_of(decimals[i].want)), "%s: got %s", decimals[i].text,
                      num_text(mem, value).at);
    }
    mem_close(mem);
}

Test(measure_arithmetic, shift)
{
    struct mem *mem = mem_open();
    cr_expect(str_eq(measure_write(mem, measure_shift(read("1/3"), 2), 1, NUM_HALF_UP), STR("33.3")));
    cr_expect(str_eq(measure_write(mem, measure_shift(read("~0.25"), 2), NUM_SHORTEST, NUM_HALF_UP), STR("25")));
    cr_expect_eq(measure_order(measure_shift(read("1e400"), 2), read("100e400")), 0, "at the end of what is held");
    cr_expect_not(measure_shift(read("~1"), 500).known);
    mem_close(mem);
}

/* Figures by another program with 60 digits, and by hand where they end. */
Test(measure_arithmetic, growth)
{
    static const struct {
        const char *ratio;
        int steps, places;
        const char *want;
    } row[] = {
        {"1.21", 2, NUM_SHORTEST, "10"},
        {"1.331", 3, NUM_SHORTEST, "10"},
        {"0.81", 2, NUM_SHORTEST, "-10"},
        {"0.81", 2, 3, "-10.000"},
        {"1.1", 1, NUM_SHORTEST, "10"},
        {"1", 5, NUM_SHORTEST, "0"},
        {"3/2", 1, 2, "50.00"},
        {"-3", 1, 0, "-400"},
        {"1.050625", 2, 0, "3"},              /* exactly 2.5 */
        {"0.950625", 2, 0, "-3"},
        {"1.0506249", 2, 0, "2"},
        {"2", 2, 28, "41.4213562373095048801688724210"},
        {"2", 2, NUM_SHORTEST, "41.4213562373095"},
        {"1/2", 2, 20, "-29.28932188134524755992"},
        {"1/2", 2, 3, "-29.289"},
        {"1/3", 3, 16, "-30.6638725649365295"},
        {"1/3", 3, 15, "-30.663872564936530"},
        {"1.0000000000000000000000001", 2, NUM_SHORTEST, "5e-24"},
        {"1e60", 3, NUM_SHORTEST, "1e+22"},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str got = measure_write(mem, measure_growth(read(row[i].ratio), row[i].steps), row[i].places,
                                       NUM_HALF_UP);
        cr_expect(str_eq(got, str_of(row[i].want)), "%s in %d steps: %.*s, want %s", row[i].ratio, row[i].steps,
                  (int)got.length, got.at, row[i].want);
    }
    cr_expect_not(measure_growth(read("-8"), 3).known);
    cr_expect_not(measure_growth(read("0"), 2).known);
    mem_close(mem);
}

/* The double is that of the text, which is found by whole numbers alone. */
Test(measure_arithmetic, the_double_of_a_growth_is_that_of_its_text)
{
    struct mem *mem = mem_open();
    uint64_t now = 88172645463325252u; /* of a congruential generator */
    for (int i = 0; i < 20000; i++) {
        struct mem_mark mark = mem_mark(mem);
        now = now * 6364136223846793005u + 1442695040888963407u;
        struct num below = {.mantissa = (int64_t)(now >> (1 + now % 60)) + 1, .scale = (int32_t)(now % 7)};
        struct num above = below;
        now = now * 6364136223846793005u + 1442695040888963407u;
        if (i % 2)
            above.mantissa += (int64_t)(now % 1000);
        else
            above = (struct num){.mantissa = (int64_t)(now >> (1 + now % 60)) + 1, .scale = (int32_t)(now % 5)};
        unsigned years = (unsigned)(now >> 8) % 30 + 2;
        struct str text = num_growth_text(mem, above, below, years, NUM_SHORTEST, NUM_HALF_UP);
        double want = strtod(mem_format(mem, "%.*s", STR_ARG(text)).at, NULL);
        cr_assert(num_growth_double(above, below, years) == want, "%s over %s in %u years is not %.17g",
                  num_text(mem, above).at, num_text(mem, below).at, years, want);
        mem_rewind(mem, mark);
    }
    mem_close(mem);
}
