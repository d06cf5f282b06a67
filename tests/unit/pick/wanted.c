/* What a list of columns means, and which name is cut off one. */
#include <criterion/criterion.h>

#include "base/diag.h"
#include "base/str.h"
#include "wanted.h"

#include "arena.h"

TestSuite(wanted, .init = open_mem, .fini = close_mem);

static struct str names[] = {{"a", 1}, {"b", 1}, {"c", 1}, {"-d", 2}, {"e,f", 3}};

static struct columns columns(void)
{
    return column_names(mem, "t.csv", names, sizeof names / sizeof *names);
}

/* The list as it was understood: position:name, parted by spaces. */
static const char *understood(const char *list, const struct choice *but)
{
    struct columns all = columns();
    struct wanted_list wanted = wanted_read(mem, &all, str_of(list), "--columns", but);
    struct str text = {0};
    for (uint32_t i = 0; i < wanted.count; i++)
        text = mem_format(mem, "%.*s%s%u:%.*s", STR_ARG(text), i ? " " : "", wanted.column[i].at,
                          STR_ARG(wanted.column[i].name));
    return mem_copy(mem, text).at;
}

Test(wanted, lists)
{
    static const struct {
        const char *list, *wanted;
    } rows[] = {
        {"b", "1:b"},
        {"b=x,a", "1:x 0:a"},
        {"a,a=b", "0:a 0:b"},
        {"*", "0:a 1:b 2:c 3:-d 4:e,f"},
        {"c,*", "2:c 0:a 1:b 3:-d 4:e,f"},
        {"*,a=z", "1:b 2:c 3:-d 4:e,f 0:z"},
        {"-b", "0:a 2:c 3:-d 4:e,f"},
        {"-b,--d", "0:a 2:c 4:e,f"},
        {"-b,a", "0:a"},
        {"*,-c,-a", "1:b 3:-d 4:e,f"},
        {"\"-d\"=d,\"e,f\"=\"=\"", "3:d 4:="},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_str_eq(understood(rows[i].list, NULL), rows[i].wanted, "%s", rows[i].list);
}

Test(wanted, a_star_leaves_the_key_out)
{
    uint32_t at[] = {0, 3};
    cr_expect_str_eq(understood("*", &(struct choice){at, 2}), "1:b 2:c 4:e,f");
    cr_expect_str_eq(understood("*,a", &(struct choice){at, 2}), "1:b 2:c 4:e,f 0:a");
}

Test(wanted, marks)
{
    struct str rest = STR("-a,\"-b\""), name;
    cr_expect_not(wanted_name(mem, &rest, ",", '-', &name));
    cr_expect(str_eq(name, STR("a")));
    rest = str_part(rest, 1, SIZE_MAX);
    cr_expect(wanted_name(mem, &rest, ",", '-', &name));
    cr_expect(str_eq(name, STR("-b")));
}

Test(wanted, names_that_differ_pass)
{
    wanted_refuse_double(names, sizeof names / sizeof *names, "rename one");
}

Test(wanted, one_name_twice_ends_the_run, .exit_code = 2)
{
    struct str twice[] = {STR("a"), STR("b"), STR("a")};
    wanted_refuse_double(twice, 3, "rename one");
}
