/* shown: what a format makes of a value */
#include <criterion/criterion.h>

#include "base/diag.h"
#include "base/str.h"
#include "show/shown.h"

static struct ink ink;

static struct str show(struct mem *mem, const char *code, const char *value, enum shown_as as, enum shown_fault *fault)
{
    struct stored number;
    cr_assert(stored_parse(str_of(value), &number), "%s", value);
    *fault = shown_number(&ink, mask_read(mem, str_of(code)), number, as, false);
    return (struct str){ink.at, ink.length};
}

/* The value as it is meant, and as it is shown. */
static const struct { const char *code, *value, *meant, *shown; } row[] = {
    {"0.0%", "5.2999999999999999E-2", "5.3%", "5.3%"},
    {"0.0%", "0.99996", "99.996%", "100.0%"},
    {"0%", "-0.005", "-0.5%", "-1%"},
    {"General", "66.400000000000006", "66.4", "66.4"},
    {"General", "123456789012345678", "123456789012345678", "1.23457E+17"},
    {"General", "1E-5", "0.00001", "0.00001"},
    {"0", "0.4999999999999999999", "0.5", "1"},
    {"0.00", "1.005", "1.005", "1.01"},
    {"#,##0", "1234567", "1234567", "1,234,567"},
    {"#,##0", "999999.5", "999999.5", "1,000,000"},
    {"#,##0,,", "123456789", "123.456789", "123"},
    {"0!.0,\"万\"", "99999", "9.9999万", "10.0万"},
    {"0\\.0000,\"亿\"", "123456", "0.0123456亿", "0.0123亿"},
    {"00000", "42", "00042", "00042"},
    {"0.0_ ;[Red]\\-0.0\\ ", "-1.25", "-1.25", "-1.3"},
    {"(0)", "3", "3", "(3)"},
    {"0;0;;@", "-3", "-3", "3"},
    {"[<1]0.00;[>=100]0;0.0", "50", "50.0", "50.0"},
    {"[<1]0.00;[>=100]0;0.0", "0.5", "0.50", "0.50"},
    {"0.00E+00", "0.00012345", "0.00012345", "1.23E-04"},
    {"##0.0E+0", "12345", "12345", "12.3E+3"},
    {"# ?/?", "1.5", "1.5", "1 1/2"},
    {"yyyy\\-mm", "44562", "2022-01", "2022-01"},
    {"yy/m/d", "44562", "2022-01-01", "22/1/1"},
    {"h:mm:ss", "0.999999", "0:00:00", "0:00:00"},
    {"mm:ss.0", "0.000011574", "00:01.0", "00:01.0"},
    {"[mm]:ss", "0.5", "720:00", "720:00"},
    {"d/m/yyyy h:mm", "44562.5", "2022-01-01T12:00", "1/1/2022 12:00"},
    {"\"FY\"yyyy", "44562", "FY2022", "FY2022"},
    {"0\"", "7", "7", "7"},
};

Test(shown, meant_and_shown)
{
    struct mem *mem = mem_open();
    enum shown_fault fault;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str text = show(mem, row[i].code, row[i].value, SHOWN_MEANT, &fault);
        cr_expect(str_eq(text, str_of(row[i].meant)), "%s of %s means %.*s", row[i].value, row[i].code, STR_ARG(text));
        text = show(mem, row[i].code, row[i].value, SHOWN_SHOWN, &fault);
        cr_expect(str_eq(text, str_of(row[i].shown)), "%s of %s shows %.*s", row[i].value, row[i].code, STR_ARG(text));
    }
    mem_close(mem);
}

Test(shown, faults)
{
    struct mem *mem = mem_open();
    enum shown_fault fault;
    show(mem, "yyyy-mm-dd", "-1", SHOWN_MEANT, &fault);
    cr_expect(fault == SHOWN_NO_DAY);
    show(mem, "yyyy-mm-dd", "2958466", SHOWN_MEANT, &fault);
    cr_expect(fault == SHOWN_NO_DAY);
    show(mem, "yyyy-mm-dd", "2958465", SHOWN_MEANT, &fault);
    cr_expect(fault == SHOWN_FINE);
    show(mem, ";;;", "7", SHOWN_MEANT, &fault);
    cr_expect(fault == SHOWN_NOTHING);
    mem_close(mem);
}

/* What stands in a workbook as a date in words is the day that counts so. */
Test(serial, words)
{
    static const struct { const char *text; bool from_1904; const char *value; } word[] = {
        {"2022-01-01", false, "44562"}, {"1900-01-01", false, "1"}, {"1900-02-28", false, "59"},
        {"1900-03-01", false, "61"}, {"1904-01-01", true, "0"}, {"2022-01-01T12:00:00", false, "44562.5"},
        {"2022-02-30", false, NULL}, {"2022-01", false, NULL}, {"06:00:00", false, "0.25"}};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        struct stored value, wanted;
        bool read = serial_of_text(str_of(word[i].text), word[i].from_1904, &value);
        cr_expect(read == (word[i].value != NULL), "%s", word[i].text);
        if (read && word[i].value && stored_parse(str_of(word[i].value), &wanted))
            cr_expect(stored_double(&value) == stored_double(&wanted), "%s", word[i].text);
    }
}

/* ---- stored ---- */

/* Zeros behind the digits only move the point, however many there are. */
Test(stored, long_numbers)
{
    char plain[STORED_TEXT_MAX];
    struct stored value, again;
    cr_assert(stored_parse(STR("-1.5E300"), &value));
    size_t length = stored_write(plain, &value, 1, 0);
    cr_expect_eq(length, 302);
    cr_assert(stored_parse((struct str){plain, length}, &again));
    cr_expect(again.negative && again.count == 2 && again.point == 301);
    memset(plain, '7', 65);
    cr_expect_not(stored_parse((struct str){plain, 65}, &again), "more digits than there is room for");
}

/* Codes that no person writes: places for ever so many digits. */
Test(shown, endless_codes)
{
    struct mem *mem = mem_open();
    enum shown_fault fault;
    struct str hours = show(mem, "[hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh]", "1.5", SHOWN_SHOWN, &fault);
    cr_expect(str_eq(hours, STR("00000000000000000036")), "%.*s", STR_ARG(hours));
    struct str half = show(mem, "?/1234567890123456", "0.5", SHOWN_SHOWN, &fault);
    cr_expect(str_ends(half, STR("/123456")), "%.*s", STR_ARG(half));
    struct str large = show(mem, "?/?", "499999999.3", SHOWN_SHOWN, &fault);
    cr_expect(str_eq(large, STR("499999999.3")), "%.*s", STR_ARG(large));
    mem_close(mem);
}
