/* Measures: exact quotients, doubles, and what is not known. */
#include <criterion/criterion.h>
#include <math.h>

#include "base/str.h"
#include "values/measure.h"

#include "chance.h"

static struct num number(const char *text)
{
    struct num value = num_of(0);
    cr_assert(num_parse(str_of(text), &value) == NUM_OK, "%s is a number", text);
    return value;
}

Test(measure, texts)
{
    static const struct {
        const char *above, *below;
        int places;
        const char *text, *percent;
    } row[] = {
        {"1", "3", 4, "0.3333", "33.3333"},   {"2", "3", 4, "0.6667", "66.6667"},  {"-1", "-4", 2, "0.25", "25.00"},
        {"1", "-4", 2, "-0.25", "-25.00"},    {"5", "2", 0, "3", "250"},           {"-5", "2", 0, "-3", "-250"},
        {"1", "0", 2, "", ""},                {"0", "7", 2, "0.00", "0.00"},       {"0.125", "1", 2, "0.13", "12.50"},
        {"0", "0", 2, "", ""},                {"1", "0.1", 0, "10", "1000"},
        /* what is held ends at some 1e438 */
        {"99999999999999999999999999999999999999e400", "1", 2, "99999999999999999999999999999999999999e+400", ""},
        /* more places than a number of 38 digits has */
        {"7", "1", 37, "7.0000000000000000000000000000000000000", "700"},
        {"1", "3", 37, "0.3333333333333333333333333333333333333", "33.3333333333333333333333333333333333333"},
        {"100000", "2", 36, "50000.000000000000000000000000000000000000",
         "5000000.000000000000000000000000000000000000"},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct measure measure = measure_quotient(number(row[i].above), number(row[i].below));
        struct str text = measure_text(mem, measure, row[i].places),
                   percent = measure_percent(mem, measure, row[i].places);
        cr_expect(str_eq(text, str_of(row[i].text)), "%s / %s: %.*s", row[i].above, row[i].below, (int)text.length,
                  text.at);
        cr_expect(str_eq(percent, str_of(row[i].percent)), "%s / %s in percent: %.*s", row[i].above, row[i].below,
                  (int)percent.length, percent.at);
    }
    cr_expect(!measure_double(NAN).known && !measure_double(INFINITY).known && !measure_double(-INFINITY).known);
    cr_expect(str_eq(measure_text(mem, measure_double(0.125), 2), STR("0.13")), "half away from zero");
    cr_expect(measure_percent(mem, measure_double(1e308), 1).length == 0, "a percentage beyond all doubles");
    mem_close(mem);
}

/* Quotients too long for 38 digits go on as doubles; small ones stay exact. */
Test(measure, divide_and_compare)
{
    struct measure third = measure_quotient(num_of(1), num_of(3)), nothing = {0};
    cr_expect(measure_compare(measure_divide(third, third), num_of(1)) == 0);
    cr_expect(measure_compare(third, number("0.33333333333333333333333333")) > 0,
              "a third is above any of its decimals");
    cr_expect(measure_compare(measure_double(0.5), number("0.5")) == 0);
    struct measure below = measure_quotient(num_of(1), num_of(-4)), above = measure_quotient(num_of(-1), num_of(-4));
    cr_expect(measure_sign(below) < 0 && measure_sign(above) > 0, "the sign of a quotient by a negative number");
    cr_expect(measure_compare(below, num_of(0)) < 0 && measure_compare(below, number("-0.25")) == 0);
    cr_expect(measure_compare(above, num_of(0)) > 0 && measure_compare(above, number("0.25")) == 0);
    cr_expect(measure_order(below, above) < 0 && measure_order(above, below) > 0);
    cr_expect(!measure_divide(nothing, third).known && !measure_divide(third, nothing).known);
    cr_expect(!measure_divide(third, measure_of(num_of(0))).known);
    struct measure large = measure_of(number("12345678901234567890123456789012345678"));
    struct measure ratio = measure_divide(large, measure_quotient(num_of(1), number("1234567890123456789")));
    cr_expect(ratio.known && !ratio.exact && ratio.number > 1.5e55 && ratio.number < 1.6e55);
}

/* A printed figure never reaches a limit that the exact one has not. */
Test(measure, beside_limits)
{
    static const struct {
        const char *above, *below;
        int places;
        const char *limit[2], *text;
    } row[] = {
        {"9477", "10000", 2, {"0.95"}, "0.948"},        {"9499999", "10000000", 4, {"0.95"}, "0.9499999"},
        {"0.95", "1", 2, {"0.95"}, "0.95"},             {"0.94", "1", 2, {"0.95"}, "0.94"},
        {"0.9549", "1", 2, {"0.95"}, "0.955"},          {"0.9550", "1", 2, {"0.95"}, "0.96"},
        {"109997", "110000", 2, {"1"}, "0.99997"},      {"110003", "110000", 2, {"1"}, "1.00003"},
        {"1", "3", 0, {"0"}, "0.3"},                    {"-1", "3", 0, {"0"}, "-0.3"},
        {"1049", "1000", 2, {"1.05", "0.95"}, "1.049"}, {"0", "3", 0, {"0"}, "0"},
        {"2", "3", 1, {NULL}, "0.7"},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct measure measure = measure_quotient(number(row[i].above), number(row[i].below));
        struct num limit[2];
        size_t limits = 0;
        while (limits < 2 && row[i].limit[limits]) {
            limit[limits] = number(row[i].limit[limits]);
            limits++;
        }
        struct str text = measure_text_beside(mem, measure, row[i].places, limit, limits);
        cr_expect(str_eq(text, str_of(row[i].text)), "%s / %s: %.*s", row[i].above, row[i].below, (int)text.length,
                  text.at);
    }
    struct num one = num_of(1);
    struct str percent = measure_percent_beside(mem, measure_quotient(number("109997"), number("110000")), 1, &one, 1);
    cr_expect(str_eq(percent, STR("99.997")), "%.*s", (int)percent.length, percent.at);
    cr_expect(measure_text_beside(mem, (struct measure){0}, 2, &one, 1).length == 0);
    /* A double next to its limit has no place that tells them apart. */
    struct str close = measure_text_beside(mem, measure_double(1 - 1e-16), 2, &one, 1);
    cr_expect(str_eq(close, STR("1.00")), "%.*s", (int)close.length, close.at);
    struct str free = measure_text_beside(mem, measure_double(0.25), 1, NULL, 0);
    cr_expect(str_eq(free, STR("0.3")), "without limits: %.*s", (int)free.length, free.at);
    /* A text of 43 digits is longer than what can be held against a limit. */
    struct measure seventh = measure_quotient(number("99999999999999999999999999999999999999"), num_of(7));
    struct str seventh_text = measure_text_beside(mem, seventh, 5, &one, 1);
    cr_expect(str_eq(seventh_text, STR("14285714285714285714285714285714285714.14286")), "%s", seventh_text.at);
    mem_close(mem);
}

/* What is too long for 38 digits goes on as a double, or is not known where it must be exact. */
/* Is it on the same side of all limits as its text? */
static bool on_its_side(struct measure measure, struct str text, const struct num *limit, size_t limits)
{
    struct num shown = number(text.at);
    bool right = true;
    for (size_t i = 0; i < limits; i++) {
        int own = measure_compare(measure, limit[i]), other = num_compare(shown, limit[i]);
        right = right && (own > 0) == (other > 0) && (own < 0) == (other < 0);
    }
    return right;
}

/* Small quotients are rounded quickly: their text is that of as many places as it takes. */
Test(measure, beside_limits_by_chance)
{
    struct mem *mem = mem_open();
    for (unsigned i = 0; i < 4000; i++) {
        struct num above = {(int64_t)(chance() % 2000000) - 1000000, (int32_t)(chance() % 5)};
        struct measure measure = measure_quotient(above, num_of((int64_t)(1 + chance() % (i % 2 ? 6 : 5000))));
        struct num limit[] = {{(int64_t)(chance() % 2000) - 1000, (int32_t)(chance() % 4)}, num_of(0)};
        int places = (int)(chance() % 5), more = 0;
        struct str got = measure_text_beside(mem, measure, places, limit, 2);
        while (more <= 12 && !on_its_side(measure, measure_text(mem, measure, places + more), limit, 2))
            more++;
        struct str want = measure_text(mem, measure, places + (more > 12 ? 0 : more));
        cr_assert(str_eq(got, want), "%u: %s, not %s", i, got.at, want.at);
    }
    mem_close(mem);
}

Test(measure, beyond_38_digits)
{
    struct mem *mem = mem_open();
    struct num large = number("99999999999999999999999999999999999999"), prime = number("1000000000000000003");
    struct measure nothing = {0}, whole = measure_of(large), part = measure_quotient(num_of(1), prime);
    struct measure sum = measure_add(measure_quotient(large, prime), measure_quotient(num_of(1), num_of(7)));
    cr_expect(sum.known && !sum.exact && fabs(sum.number / 1e20 - 1) < 1e-15, "%.17g", sum.number);
    cr_expect(measure_sign(measure_subtract(part, measure_double(1))) < 0, "exact less a double");
    cr_expect(!measure_shift(nothing, 2).known);
    struct measure shifted = measure_shift(whole, 2);
    cr_expect(shifted.known && fabs(measure_near(shifted) / 1e40 - 1) < 1e-15, "%.17g", measure_near(shifted));
    struct str percent = measure_percent(mem, whole, 0);
    cr_expect(str_eq(percent, STR("9999999999999999999999999999999999999900")), "%.*s", (int)percent.length,
              percent.at);
    struct num last = number("99999999999999999999999999999999999999e400");
    struct str plain = measure_percent_beside(mem, measure_quotient(num_of(1), num_of(3)), 1, &last, 1);
    cr_expect(str_eq(plain, STR("33.3")), "a limit that has no percentage keeps nothing away: %.*s", (int)plain.length,
              plain.at);
    mem_close(mem);
}

/* By hand: four times as much in two steps is 100 percent a step, half as much in one -50. */
Test(measure, growth_a_step)
{
    cr_expect(measure_compare(measure_growth(measure_quotient(num_of(1), num_of(2)), 1), num_of(-50)) == 0);
    cr_expect(measure_compare(measure_growth(measure_of(num_of(4)), 2), num_of(100)) == 0);
    cr_expect(fabs(measure_near(measure_growth(measure_double(4), 2)) - 100) < 1e-12, "of a double");
    cr_expect(!measure_growth(measure_of(num_of(0)), 2).known && !measure_growth(measure_of(num_of(-4)), 2).known);
    cr_expect(!measure_growth((struct measure){0}, 2).known && !measure_growth((struct measure){0}, 1).known);
}
