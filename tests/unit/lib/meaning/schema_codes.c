/* schema, lists of codes: from files, for columns of the schema and for others. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diag.h"
#include "schema_of.h"

static struct mem *mem;
static char path[] = "/tmp/schema-codes-XXXXXX";

static void remove_list(void)
{
    unlink(path);
}

static void open_list(void)
{
    diag_open("unit");
    mem = mem_open();
    close(mkstemp(path));
    atexit(remove_list);      /* a list that is wrong ends the run */
}

static void close_list(void)
{
    remove_list();
    mem_close(mem);
}

TestSuite(schema_codes, .init = open_list, .fini = close_list);

static void list(const char *text)
{
    FILE *file = fopen(path, "w");
    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void hold(struct schema *schema, const char *column)
{
    schema_codes(schema, mem_format(mem, "%s%s%s", column, *column ? "=" : "", path).at);
}

/* A list has its codes in the column of the field's name, or in its first; one that is told for a
 * column again takes the other's place. */
Test(schema_codes, columns)
{
    struct schema *schema = schema_none(mem);
    list("code,region\n1,330000\n,330100\n2,\n3,330200\n");
    hold(schema, "");
    hold(schema, "region");
    cr_assert_eq(schema->fields, 2);
    cr_expect_eq(schema_check(&schema->field[0], STR("3")), SCHEMA_GOOD);
    cr_expect_eq(schema_check(&schema->field[0], STR("330200")), SCHEMA_BAD);
    cr_expect_eq(schema_check(&schema->field[1], STR("330200")), SCHEMA_BAD, "--codes C=FILE: the first column");
    cr_expect_eq(schema_check(&schema->field[1], STR("1")), SCHEMA_GOOD);
    list("region\n500000\n");
    hold(schema, "region");
    cr_expect_eq(schema->fields, 2);
    cr_expect_eq(schema_check(&schema->field[1], STR("500000")), SCHEMA_GOOD);
    cr_expect_eq(schema_check(&schema->field[1], STR("2")), SCHEMA_BAD);
    struct schema_fault fault[SCHEMA_RULES_MAX];
    cr_assert_eq(schema_explain(mem, &schema->field[1], STR("500001"), fault), 1);
    struct str want = mem_format(mem, "\"500001\" in column \"region\" is not a code of %s; did you mean \"500000\"?",
                                 path);
    cr_expect(str_eq(fault[0].message, want), "%.*s", (int)fault[0].message.length, fault[0].message.at);
    schema_close(schema);
}

/* Codes are values of the field's type: 01 is 1 where it is a whole number. */
Test(schema_codes, of_a_type)
{
    struct schema *schema = parsed(mem, "{\"fields\":[{\"name\":\"a\",\"type\":\"integer\"}]}");
    list("a\n01\n2\n");
    hold(schema, "a");
    cr_expect_eq(schema_check(&schema->field[0], STR("1")), SCHEMA_GOOD);
    cr_expect_eq(schema_check(&schema->field[0], STR("002")), SCHEMA_GOOD);
    cr_expect_eq(schema_check(&schema->field[0], STR("3")), SCHEMA_BAD);
    schema_close(schema);
}

Test(schema_codes, thirty_two_columns_and_no_more, .exit_code = 2)
{
    struct schema *schema = schema_none(mem);
    list("a\n1\n");
    for (int i = 0; i < 32; i++)
        hold(schema, mem_format(mem, "c%d", i).at);
    cr_assert_eq(schema->fields, 32);
    hold(schema, "c0");
    hold(schema, "more");
}

Test(schema_codes, no_codes, .exit_code = 2)
{
    list("a\n");
    hold(schema_none(mem), "a");
}

Test(schema_codes, a_code_of_another_type, .exit_code = 2)
{
    list("a\nx\n");
    hold(parsed(mem, "{\"fields\":[{\"name\":\"a\",\"type\":\"integer\"}]}"), "a");
}

Test(schema_codes, no_column_before_the_sign, .exit_code = 2) { schema_codes(schema_none(mem), "=x.csv"); }
Test(schema_codes, no_file_behind_the_sign, .exit_code = 2) { schema_codes(schema_none(mem), "a="); }
