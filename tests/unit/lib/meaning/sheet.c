/* Sheets: each kind of field, what is told of a table with mistakes, and where it ends the run. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

#include "base/diag.h"
#include "meaning/sheet.h"
#include "text_source.h"

static struct mem *mem;

static void open_mem(void)
{
    diag_open("unit");
    mem = mem_open();
}

static void close_mem(void)
{
    mem_close(mem);
}

TestSuite(sheet, .init = open_mem, .fini = close_mem);

struct thing {
    struct str code, text, trimmed, bare;
    int word, whole, strict;
    struct num number;
    struct figure figure;
    struct span span;
};

static const struct str color[] = {{"", 0}, STR("red"), STR("green"), STR("blue")};
static const struct sheet_words colors = {color, 4};
static const struct sheet_words bare_colors = {color + 1, 3};
static const struct sheet_range places = {0, 30, -1, "\"%.*s\" is no number of places"};
static const struct sheet_range power = {-4, 4, 5, "\"%.*s\" is no power"};

static const struct sheet_column column[] = {
    {"code", SHEET_FULL, sheet_text, offsetof(struct thing, code), NULL},
    {"text", SHEET_COLUMN, sheet_text, offsetof(struct thing, text), NULL},
    {"trimmed", SHEET_MAY, sheet_trimmed, offsetof(struct thing, trimmed), NULL},
    {"bare", SHEET_MAY, sheet_bare, offsetof(struct thing, bare), NULL},
    {"word", SHEET_MAY, sheet_word, offsetof(struct thing, word), &colors},
    {"whole", SHEET_MAY, sheet_whole, offsetof(struct thing, whole), &places},
    {"figure", SHEET_MAY, sheet_figure, offsetof(struct thing, figure), NULL},
    {"span", SHEET_MAY, sheet_span, offsetof(struct thing, span), NULL},
};
static const struct sheet_form form = SHEET_FORM(struct thing, column, DIAG_CATALOG, "the unit");

static struct sheet *sheet_of(const char *table)
{
    return sheet_open(mem, text_reader(mem, table), &form);
}

static bool is(struct str text, const char *want)
{
    return str_eq(text, str_of(want));
}

/* ---- tables without mistakes ---- */

Test(sheet, kinds)
{
    struct sheet *sheet = sheet_of("text,unknown,span,word,whole,figure,bare,trimmed,code\n"
                                   " a ,?,2022-Q2,green,30,-1.50,　a　, a　,1\n"
                                   "\"a\nb\",?,,,,,,,2\n"
                                   "c,?,2021-01-01/P5Y,blue,+2,1e3,,,3\n");
    struct thing row;
    cr_assert(sheet_next(sheet, &row) && sheet_sound(sheet));
    cr_expect(is(row.text, " a ") && is(row.trimmed, "a　") && is(row.bare, "a") && is(row.code, "1"));
    cr_expect(row.word == 2 && row.whole == 30 && row.figure.known && is(row.figure.text, "-1.50"));
    cr_expect(row.span.known && row.span.value.grain == PERIOD_QUARTER);
    cr_assert(sheet_next(sheet, &row));
    cr_expect(is(row.text, "a\nb") && row.word == 0 && row.whole == -1 && !row.figure.known && !row.span.known,
              "what is empty is not what the row before had");
    cr_assert(sheet_next(sheet, &row));
    cr_expect(row.word == 3 && row.whole == 2 && num_compare(row.figure.value, num_of(1000)) == 0 && row.span.known);
    cr_expect(sheet_place(sheet, "text").line == 5 && sheet_place(sheet, "text").column == 1, "a record of two lines");
    cr_assert(!sheet_next(sheet, &row));
    sheet_close(sheet);
}

/* A text that is the row before's is kept once; what was kept stays. */
Test(sheet, texts_that_go_on)
{
    struct sheet *sheet = sheet_of("code,text,trimmed\na,long,x\nb,long,x \nc,,y\nd,long,\n");
    struct thing row[4];
    for (int i = 0; i < 4; i++)
        cr_assert(sheet_next(sheet, &row[i]));
    cr_expect(row[0].text.at == row[1].text.at && row[0].trimmed.at == row[1].trimmed.at);
    cr_expect(is(row[0].code, "a") && is(row[1].code, "b") && is(row[2].code, "c") && is(row[3].code, "d"));
    cr_expect(is(row[1].text, "long") && is(row[2].text, "") && is(row[3].text, "long"));
    cr_expect(is(row[1].trimmed, "x") && is(row[2].trimmed, "y") && is(row[3].trimmed, ""));
    sheet_close(sheet);
}

Test(sheet, missing_columns)
{
    struct sheet *sheet = sheet_of("code,text\n1,a\n2,b\n");
    struct thing row[2];
    cr_assert(sheet_next(sheet, &row[0]) && sheet_next(sheet, &row[1]));
    cr_expect(is(row[0].code, "1") && is(row[1].text, "b"));
    cr_expect(row[1].whole == -1 && row[1].word == 0 && !row[1].span.known, "as with empty fields");
    cr_expect(!sheet_has(sheet, "whole") && sheet_has(sheet, "text") && is(str_of(sheet_file(sheet)), "table.csv"));
    cr_expect(sheet_place(sheet, "whole").column == 0, "a column that is not there stands nowhere in the row");
    sheet_close(sheet);
    cr_expect(is(row[0].code, "1"), "what was read outlives the sheet");
}

/* The first column, whatever it is called. */
Test(sheet, first_column)
{
    static const struct sheet_column first[] = {{NULL, SHEET_FULL, sheet_text, offsetof(struct thing, code), NULL}};
    static const struct sheet_form any = SHEET_FORM(struct thing, first, DIAG_CATALOG, "the unit");
    struct sheet *sheet = sheet_open(mem, text_reader(mem, "industry,text\nA,1\nB,2\n"), &any);
    struct thing row;
    cr_expect(sheet_next(sheet, &row) && is(row.code, "A") && sheet_next(sheet, &row) && is(row.code, "B"));
    sheet_close(sheet);
}

Test(sheet, no_rows)
{
    struct sheet *sheet = sheet_of("code,text\n");
    struct thing row;
    cr_expect(!sheet_next(sheet, &row));
    sheet_close(sheet);
}

Test(sheet, keys)
{
    struct sheet *sheet = sheet_of("code,text\na,1\nb,1\na,1\na,2\na,1\n");
    static const uint64_t want[] = {0, 0, 2, 0, 4};
    struct thing row;
    for (uint32_t i = 0; sheet_next(sheet, &row); i++) {
        uint64_t line = sheet_before(sheet, i + 2, (const struct str[]){row.code, row.text}, 2);
        cr_expect(line == want[i], "row %u: the same key in line %llu", i, (unsigned long long)line);
    }
    sheet_close(sheet);
}

/* ---- mistakes ---- */

/* Reads a table with standard error caught, up to the end of its rows. */
static struct str told(const char *table, const struct sheet_form *how)
{
    FILE *file = tmpfile();
    int old = dup(STDERR_FILENO);
    cr_assert(file && old >= 0 && dup2(fileno(file), STDERR_FILENO) >= 0);
    struct reader *reader = text_reader(mem, table);
    struct sheet *sheet = sheet_open(mem, reader, how);
    struct thing row;
    while (sheet_next(sheet, &row))
        if (!sheet_sound(sheet) && is(row.text, "tell"))
            sheet_wrong(sheet, NULL, "this row is %s", "not sound");
    reader_close(reader);
    dup2(old, STDERR_FILENO);
    close(old);
    static char text[4096];
    rewind(file);
    size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    return (struct str){text, length};
}

static void expect_told(const char *table, const struct sheet_form *how, const char *want)
{
    struct str text = told(table, how);
    cr_expect(is(text, want), "of\n%s\nwas told\n%.*s\nand not\n%s", table, STR_ARG(text), want);
}

Test(sheet, each_mistake)
{
    static const struct {
        const char *table, *want;
    } row[] = {
        {"code,text\n,a\n", "unit: table.csv:2:1: error: column \"code\" is empty [catalog]\n"},
        {"code,text,word\n1,,gren\n",
         "unit: table.csv:2:3: error: \"gren\" is none of red, green, blue; did you mean \"green\"? [catalog]\n"},
        {"code,text,word\n1,,mauve\n", "unit: table.csv:2:3: error: \"mauve\" is none of red, green, blue [catalog]\n"},
        {"code,text,whole\n1,,31\n", "unit: table.csv:2:3: error: \"31\" is no number of places [catalog]\n"},
        {"code,text,whole\n1,,-1\n", "unit: table.csv:2:3: error: \"-1\" is no number of places [catalog]\n"},
        {"code,text,whole\n1,,2.0\n", "unit: table.csv:2:3: error: \"2.0\" is no number of places [catalog]\n"},
        {"code,text,figure\n1,,1 000\n",
         "unit: table.csv:2:3: error: \"1 000\" is not a number (did you mean 1000?) [catalog]\n"},
        {"code,text,span\n1,,2022-13\n", "unit: table.csv:2:3: error: \"2022-13\" is no period such as 2022, 2022-Q2, "
                                         "2022-06 or 2022-01-01/P5M [catalog]\n"},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        expect_told(row[i].table, &form, row[i].want);
}

/* All are told, row by row, and column by column in the order of the form. */
Test(sheet, many_mistakes)
{
    expect_told("whole,code,text,figure\n"
                "x,,a,y\n"
                "1,2,tell,3\n"
                "z,,tell,4\n",
                &form,
                "unit: table.csv:2:2: error: column \"code\" is empty [catalog]\n"
                "unit: table.csv:2:1: error: \"x\" is no number of places [catalog]\n"
                "unit: table.csv:2:4: error: \"y\" is not a number [catalog]\n"
                "unit: table.csv:4:2: error: column \"code\" is empty [catalog]\n"
                "unit: table.csv:4:1: error: \"z\" is no number of places [catalog]\n"
                "unit: table.csv:4: error: this row is not sound [catalog]\n");
}

/* Lists and ranges that have no place for an empty field, and numbers that must be there. */
Test(sheet, empty_fields)
{
    static const struct sheet_column strict[] = {
        {"word", SHEET_COLUMN, sheet_word, offsetof(struct thing, word), &bare_colors},
        {"whole", SHEET_COLUMN, sheet_whole, offsetof(struct thing, strict), &power},
        {"number", SHEET_COLUMN, sheet_number, offsetof(struct thing, number), NULL},
    };
    static const struct sheet_form all = SHEET_FORM(struct thing, strict, DIAG_UNIT, "the unit");
    expect_told("word,whole,number\nred,-4,0\n,,\n", &all,
                "unit: table.csv:3:1: error: \"\" is none of red, green, blue [unit]\n"
                "unit: table.csv:3:2: error: \"\" is no power [unit]\n"
                "unit: table.csv:3:3: error: \"\" is empty [unit]\n");
}

/* Mistakes end the run when the sheet is closed, a missing column when it is opened. */
Test(sheet, one_mistake_ends_the_run, .exit_code = 2)
{
    struct sheet *sheet = sheet_of("code,text\n,a\n");
    struct thing row;
    while (sheet_next(sheet, &row))
        ;
    sheet_close(sheet);
}

Test(sheet, the_callers_mistake_ends_the_run, .exit_code = 2)
{
    struct sheet *sheet = sheet_of("code,text\n1,a\n");
    struct thing row;
    while (sheet_next(sheet, &row))
        ;
    sheet_wrong_row(sheet, 0, 2, "this row is not liked");
    sheet_close(sheet);
}

Test(sheet, a_stranger_ends_the_run, .exit_code = 2)
{
    static const struct sheet_form closed = {SHEET_LIST(struct thing, column), .code = DIAG_RULES, .why = "the unit",
                                             .stranger = "column \"%.*s\" means nothing"};
    sheet_close(sheet_open(mem, text_reader(mem, "text,code\n"), &closed));
    sheet_open(mem, text_reader(mem, "text,code,extra\n"), &closed);
    _exit(0);
}

Test(sheet, a_missing_column_ends_the_run, .exit_code = 2)
{
    sheet_of("code\n1\n");
    _exit(0);
}
