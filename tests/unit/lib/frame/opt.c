/* Options: a table of the tool's own, and those of a shared one that it has. */
#include <criterion/criterion.h>
#include <stddef.h>

#include "base/str.h"
#include "frame/opt.h"

#include "arena.h"

TestSuite(opt, .init = open_mem, .fini = close_mem);

struct shared {
    const char *file;
    uint64_t count;
    struct opt_list name;
    struct span when;
    struct num least;
};

static const struct opt shared_rows[] = {
    {'i', "input", "FILE", "a file", OPT_TEXT, (void *)offsetof(struct shared, file), NULL},
    {'n', "count", "N", "a number", OPT_COUNT, (void *)offsetof(struct shared, count), "0 to 9"},
    {0, "name", "NAME", "names", OPT_EACH, (void *)offsetof(struct shared, name), NULL},
    {0, "when", "PERIOD", "a period", OPT_PERIOD, (void *)offsetof(struct shared, when), NULL},
    {0, "least", "SHARE", "a share", OPT_SHARE, (void *)offsetof(struct shared, least), NULL},
    {0}};

static bool fast;
static struct shared shared = {.count = 5};
static const struct opt rows[] = {
    {0, "-", NULL, "a title is no option", OPT_TITLE, NULL, NULL},
    {0, "shared", NULL, NULL, OPT_GROUP, &(struct opt_group){shared_rows, 1 << 0 | 1 << 2 | 1 << 3 | 1 << 4, &shared},
     NULL},
    {'n', "now", NULL, "of the tool's own, with a letter of a shared option that it has not", OPT_FLAG, &fast, NULL},
    {0}};

/* Values of shared options go into the tool's struct; what it does not have keeps its letter free. */
Test(opt, groups)
{
    static const char *word[] = {"unit",   "-n",     "--na",    "a",  "x",     "--name=b",
                                 "-ifile", "--when", "2022-Q2", "--least", "0.80", "--", "--now", NULL};
    struct opt_list operands = opt_parse(mem, rows, NULL, sizeof word / sizeof *word - 1, (char **)word);
    cr_expect(operands.count == 2 && strcmp(operands.value[0], "x") == 0 && strcmp(operands.value[1], "--now") == 0);
    cr_expect(fast && shared.count == 5 && strcmp(shared.file, "file") == 0);
    cr_expect(shared.name.count == 2 && strcmp(shared.name.value[1], "b") == 0);
    cr_expect(shared.when.known && str_eq(shared.when.text, STR("2022-Q2")));
    cr_expect(shared.least.mantissa == 80 && shared.least.scale == 2);
    cr_expect(shared.when.value.grain == PERIOD_QUARTER);
    cr_expect(opt_given("name") && opt_given("now") && !opt_given("count"));
}
