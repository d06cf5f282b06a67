/* harmless: texts and names as a workbook can hold them */
#include <criterion/criterion.h>
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "workbook/folio.h"
#include "workbook/harmless.h"

#define WANT(got, want, name) \
    cr_assert(str_eq(got, str_of(want)), "%s: got \"%.*s\", want \"%s\"", name, STR_ARG(got), want)

Test(harmless, texts_are_what_they_are_or_made_so)
{
    static const struct {
        const char *text, *want;
    } row[] = {
        {"", ""},
        {"=1+1", "=1+1"},
        {"宁波\n市", "宁波\n市"},
        {"a\r\nb\rc\n\r\n", "a\nb\nc\n\n"},
        {"_x0041_", "_x005F_x0041_"},
        {"a_x00e9_b_xzzzz_", "a_x005F_x00e9_b_xzzzz_"},
        {"\xef\xbf\xbe|\xff|\xc3(", "\xef\xbf\xbd|\xef\xbf\xbd|\xef\xbf\xbd("},
        {"\x01\x1b", "\x01\x1b"},
    };
    struct mem *mem = mem_open();
    bool cut;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str got = harmless_text(mem, str_of(row[i].text), &cut);
        WANT(got, row[i].want, row[i].text);
        cr_assert(!cut && got.at[got.length] == '\0');
    }
    mem_close(mem);
}

/* A cell holds 32,767 UTF-16 units: a character beyond the first plane counts as two. */
Test(harmless, a_text_is_cut_behind_what_a_cell_holds)
{
    static const struct {
        const char *piece;
        size_t pieces, bytes;
        bool cut;
    } row[] = {
        {"x", HARMLESS_TEXT, HARMLESS_TEXT, false},
        {"x", HARMLESS_TEXT + 1, HARMLESS_TEXT, true},
        {"汉", HARMLESS_TEXT, HARMLESS_TEXT * 3, false},
        {"汉", HARMLESS_TEXT + 5, HARMLESS_TEXT * 3, true},
        {"😀", HARMLESS_TEXT / 2, HARMLESS_TEXT / 2 * 4, false},
        {"😀", HARMLESS_TEXT / 2 + 1, HARMLESS_TEXT / 2 * 4, true},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct mem *mem = mem_open();
        size_t length = strlen(row[i].piece);
        char *text = mem_take(mem, row[i].pieces * length);
        bool cut;
        for (size_t k = 0; k < row[i].pieces; k++)
            memcpy(text + k * length, row[i].piece, length);
        struct str got = harmless_text(mem, (struct str){text, row[i].pieces * length}, &cut);
        cr_assert(got.length == row[i].bytes && cut == row[i].cut, "row %zu: %zu bytes, cut %d", i, got.length, cut);
        mem_close(mem);
    }
}

Test(harmless, names_of_sheets)
{
    static const struct {
        const char *wanted, *want;
    } row[] = {
        {"观测", "观测"},
        {"观测", "观测 (2)"},
        {"Data", "Data"},
        {"DATA", "DATA (2)"},
        {"data", "data (3)"},
        {"a/b\\c[d]e:f*g?h", "a-b-c-d-e-f-g-h"},
        {"'it's'", "’it’s’"},
        {"", "Table"},
        {" \t ", "Table (2)"},
        {"2022", "Table 2022"},
        {"Q1", "Table Q1"},
        {"r1c1", "Table r1c1"},
        {"RC", "Table RC"},
        {".5", "Table .5"},
        {"_form", "_form"},
        {"Year2022b", "Year2022b"},
        {"2022 data", "2022 data"},
        {"History", "History (2)"},
        {"1234567890123456789012345678901234", "Table 1234567890123456789012345"},
        {"名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名", "名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名"},
        {"名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名x", "名名名名名名名名名名名名名名名名名名名名名名名名名名名 (2)"},
    };
    struct mem *mem = mem_open();
    struct str taken[sizeof row / sizeof *row];
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        taken[i] = harmless_name(mem, str_of(row[i].wanted), STR("Table"), taken, i);
        WANT(taken[i], row[i].want, row[i].wanted);
    }
    mem_close(mem);
}

/* 15 digits, whatever stands behind them; zeros at the end are none. */
Test(harmless, a_workbook_keeps_fifteen_digits)
{
    static const struct {
        const char *number;
        bool holds;
    } row[] = {
        {"0", true}, {"123456789012345", true}, {"1234567890123456", false}, {"-0.123456789012345", true},
        {"-0.1234567890123456", false}, {"1234567890123450000", true}, {"3302031234567891", false},
        {"1e298", true}, {"1e300", false}, {"1e-299", true}, {"1e-300", false},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct num value;
        cr_assert(num_parse(str_of(row[i].number), &value) == NUM_OK);
        cr_assert(folio_holds(value) == row[i].holds, "%s", row[i].number);
    }
}
