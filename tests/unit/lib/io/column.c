/* column: names are found and cut out of lists; what a table seems to be whose header lacks one */
#include <criterion/criterion.h>

#include "base/str.h"
#include "ends.h"
#include "io/column.h"
#include "text_source.h"

#include "arena.h"

TestSuite(column, .init = open_mem, .fini = close_mem);

/* ---- names ---- */

Test(column, names_are_cut_out_of_lists)
{
    static const struct {
        const char *list, *names; /* joined by | */
    } row[] = {
        {"a,b", "a|b|"}, {"a", "a|"}, {"", ""}, {"a,,b", "a||b|"}, {"\"a,b\",c", "a,b|c|"}, {"\"a\"\"b\",c", "a\"b|c|"},
        {"\"a", "\"a|"}, {"\"a\"b,c", "\"a\"b|c|"}, {"\"\",c", "|c|"}, {"\"a\"", "a|"}, {"\"a\"\"", "\"a\"\"|"},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str rest = str_of(row[i].list), name, all = STR("");
        while (column_cut(mem, &rest, &name))
            all = mem_join(mem, all, name, STR("|"));
        cr_expect(str_eq(all, str_of(row[i].names)), "%s: %.*s", row[i].list, STR_ARG(all));
    }
    struct str rest = STR("\"a:b\":c=d"), name = column_name(mem, &rest, ":=");
    cr_expect(str_eq(name, STR("a:b")) && str_eq(rest, STR(":c=d")), "%.*s", STR_ARG(rest));
}

Test(column, the_first_of_a_name)
{
    struct reader *reader = text_reader(mem, "b,a,,a,c\n");
    struct columns columns = column_labels(mem, reader);
    bool alone;
    cr_expect_eq(column_first(&columns, STR("a"), &alone), 1);
    cr_expect_not(alone);
    cr_expect_eq(column_first(&columns, STR("b"), &alone), 0);
    cr_expect(alone);
    cr_expect_eq(column_first(&columns, STR("c"), &alone), 4);
    cr_expect(alone);
    cr_expect_eq(column_first(&columns, STR("d"), NULL), COLUMN_NONE);
    cr_expect_eq(column_find(&columns, STR("b")), 0);
    reader_close(reader);
}

/* ---- what ends the run ---- */

static void need_value(const void *table)
{
    struct columns columns = column_header(mem, text_reader(mem, table));
    column_need(&columns, STR("value"), "--by");
}

static void find_a(const void *table)
{
    struct columns columns = column_labels(mem, text_reader(mem, table));
    column_find(&columns, STR("a"));
}

static void choose(const void *list)
{
    struct columns columns = column_header(mem, text_reader(mem, "region,\"GDP, real\",unit,x\n"));
    column_choose(mem, &columns, str_of(list), "--by");
}

Test(column, headers_that_cannot_be)
{
    cr_expect(strstr(ends(need_value, "a,,b\n"), "1:2: error: column 2 has no name [header-empty]"));
    cr_expect(strstr(ends(need_value, "a,b,a\n"), "1:3: error: columns 1 and 3 are both called \"a\" [header-double]"));
    cr_expect(strstr(ends(find_a, "b,a,c,a\n"), "columns 2 and 4 are both called \"a\""));
}

/* The header of a table, and what is said of it where a column "value" is looked for. */
Test(column, a_header_that_is_not_the_one_that_was_meant)
{
    static const struct {
        const char *header, *told;
    } row[] = {
        {"region;value\n", "its fields are parted by \";\": say -d ';' [no-column]"},
        {"region\tvalue\n", "its fields are parted by \"\\t\": say --tsv"},
        {"region|value\n", "its fields are parted by \"|\": say -d '|'"},
        {"region，value\n", "its fields are parted by full-width commas: normalize reads such a table"},
        {"\"region,value\"\n", "its fields are parted by commas: leave --delimiter and --tsv out"},
        {"|region\n", "it is a table for people, as render writes it"},
        {"region | value\n", "it is a table for people"},
        {"region  value\n", "it is a table for people"},
        {"region,vaule\n", "did you mean \"vaule\"?"},
        {"330100,2020,5.5\n", "the first line looks like data (\"330100\")"},
        {"gdp,growth,2020,5.5,x,y\n", "no column \"value\" (--by) [no-column]"},
        {"region,2019,2020,x\n", "no column \"value\" (--by) [no-column]"},
        {"severity,expr\n", "it looks like a table of edit rules (validate --rules)"},
        {"severity,exp\n", "no column \"value\" (--by) [no-column]"},
        {"地区,数值\n", "\"数值\" may be it; normalize makes observations of such a table"},
        {"地区,x\n", "no column \"value\" (--by) [no-column]"},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const char *told = ends(need_value, row[i].header);
        cr_expect(strstr(told, row[i].told), "row %zu: %s", i, told);
    }
}

Test(column, a_list_that_is_parted_otherwise)
{
    static const struct {
        const char *list, *told;
    } row[] = {
        {"region;unit", "names are parted by commas: region,unit"},
        {"region、 unit", "names are parted by commas: region,unit"},
        {"region;units", "no column \"region;units\""},
        {"GDP", "a name that holds a comma stands in double quotes: '\"GDP, real\"'"},
        {"GD", "no column \"GD\""},
        {"3", "columns go by their names, and the one at that place is \"unit\""},
        {"0", "no column \"0\""},
        {"5", "no column \"5\""},
        {"99999999999999999999", "no column \"99999999999999999999\""},
        {"3a", "no column \"3a\""},
        {"region,region", "--by names column \"region\" twice"},
        {"regoin", "did you mean \"region\"?"},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const char *told = ends(choose, row[i].list);
        cr_expect(strstr(told, row[i].told), "row %zu: %s", i, told);
    }
}
