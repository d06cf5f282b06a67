/* Options: a table of the tool's own, and those of a shared one that it has. */
#include <criterion/criterion.h>
#include <stddef.h>

#include "base/str.h"
#include "frame/opt.h"

#include "arena.h"
#include "ends.h"

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

/* ---- what is refused ---- */

static uint64_t many, bytes;
static char delimiter;
static const char *way, *one_file;
static struct num portion;
static struct span span_of;
static struct opt_list each;
static bool quick;

static const struct opt all[] = {
    {'m', "many", "N", "a number", OPT_COUNT, &many, NULL},
    {0, "range", "N", "a number of a range", OPT_COUNT, &many, "1 to 9"},
    {0, "memory", "SIZE", "a size", OPT_SIZE, &bytes, NULL},
    {0, "mean", "SIZE", "begins as another", OPT_SIZE, &bytes, NULL},
    {'d', "delimiter", "C", "a character", OPT_CHAR, &delimiter, NULL},
    {0, "way", "WAY", "one of several", OPT_CHOICE, &way, "up|even"},
    {0, "portion", "SHARE", "a share", OPT_SHARE, &portion, NULL},
    {0, "when", "PERIOD", "a period", OPT_PERIOD, &span_of, NULL},
    {0, "each", "NAME", "one more", OPT_EACH, &each, NULL},
    {0, "log", "FILE", "a file", OPT_TEXT, &one_file, NULL},
    {'q', "quick", NULL, "a flag", OPT_FLAG, &quick, NULL},
    {0}};

static void parse(const void *word)
{
    char *argv[] = {(char[]){"unit"}, (char *)(uintptr_t)word, NULL};
    opt_parse(mem, all, NULL, 2, argv);
}

Test(opt, refuses)
{
    static const struct {
        const char *word, *told;
    } row[] = {
        {"--nothing-like-it", "no option --nothing-like-it (--help lists them)"},
        {"--delimeter=,", "no option --delimeter; did you mean --delimiter?"},
        {"--me=1", "--me is short for both --memory and --mean"},
        {"-x", "no option -x (--help lists them)"},
        {"-when", "-when: a long option has two hyphens; did you mean --when?"},
        {"--quick=yes", "--quick takes no value"},
        {"--many", "--many needs a value (N)"},
        {"-m", "--many needs a value (N)"},
        {"--many=", "--many needs a whole number, not \"\""},
        {"--many=1x", "--many needs a whole number, not \"1x\""},
        {"--many=18446744073709551616", "--many needs a whole number, not \"18446744073709551616\""},
        {"--many=99999999999999999999", "--many needs a whole number, not \"99999999999999999999\""},
        {"--range=0", "--range needs a whole number from 1 to 9, not \"0\""},
        {"--range=10", "--range needs a whole number from 1 to 9, not \"10\""},
        {"--range=x", "--range needs a whole number from 1 to 9, not \"x\""},
        {"--memory=18446744073709551615K", "--memory: 18446744073709551615K is too much"},
        {"--memory=", "--memory needs a whole number, not \"\""},
        {"--memory=K", "--memory needs a whole number, not \"\""},
        {"--delimiter=", "--delimiter needs one ASCII character or \\t, not \"\""},
        {"--delimiter=;;", "--delimiter needs one ASCII character or \\t, not \";;\""},
        {"--delimiter=\x80", "--delimiter needs one ASCII character or \\t, not \"\\x80\""},
        {"--delimiter=\"", "--delimiter needs one ASCII character or \\t, not \"\"\""},
        {"--delimiter=\n", "--delimiter needs one ASCII character or \\t, not \"\\n\""},
        {"--delimiter=\r", "--delimiter needs one ASCII character or \\t, not \"\\r\""},
        {"--delimiter=tab", "--delimiter needs one ASCII character or \\t, not \"tab\"; did you mean '\\t'?"},
        {"--delimiter=；", "--delimiter needs one ASCII character or \\t, not \"；\"; did you mean ';'?"},
        {"--way=evn", "--way is one of up|even, not \"evn\"; did you mean \"even\"?"},
        {"--way=sideways", "--way is one of up|even, not \"sideways\""},
        {"--portion=1.1", "--portion needs a share from 0 to 1, such as 0.8, not \"1.1\""},
        {"--portion=-0.1", "--portion needs a share from 0 to 1, such as 0.8, not \"-0.1\""},
        {"--portion=half", "--portion needs a share from 0 to 1, such as 0.8, not \"half\""},
        {"--when=2022-13", "--when: \"2022-13\" "},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const char *told = ends(parse, row[i].word), *begins = mem_format(mem, "unit: error: %s", row[i].told).at;
        cr_expect(strncmp(told, begins, strlen(begins)) == 0, "%s: %s", row[i].word, told);
        cr_expect(strstr(told, "[usage]\n"), "%s: %s", row[i].word, told);
    }
}

Test(opt, takes)
{
    static const char *word[] = {"unit", "-qm18446744073709551615", "--range=9", "--memory=2G", "-d;", "--way", "even",
                                 "--portion=1", "--log=x=y", "--each=a=b", "--each=c", "-", NULL};
    struct opt_list operands = opt_parse(mem, all, NULL, sizeof word / sizeof *word - 1, (char **)word);
    cr_expect(operands.count == 1 && strcmp(operands.value[0], "-") == 0);
    cr_expect(quick && many == 9 && bytes == UINT64_C(2) << 30 && delimiter == ';' && strcmp(way, "even") == 0);
    cr_expect(num_compare(portion, num_of(1)) == 0 && each.count == 2);
}

/* Behind each = a file may be named, too. */
static void name_of(void *state, const char *name, bool whole)
{
    struct str *names = state;
    *names = mem_format(mem, "%.*s%s%s;", STR_ARG(*names), name, whole ? "/" : "");
}

Test(opt, files_that_are_named)
{
    static const struct opt files[] = {
        {0, "log", "FILE", "a file", OPT_TEXT, &one_file, NULL},
        {0, "tables", "NAME=FILE", "files", OPT_EACH, &each, NULL},
        {0, "site", "FOLDER", "a folder", OPT_TEXT, &way, NULL},
        {0, "way", "WAY", "no file", OPT_TEXT, &one_file, NULL},
        {0, "files", "FILES", "how many", OPT_COUNT, &many, NULL},
        {'q', "quick", NULL, "no value", OPT_FLAG, &quick, NULL},
        {0}};
    static const char *list[] = {"a=b.csv", "c.csv"};
    struct str names = {NULL, 0};
    opt_files(files, NULL, name_of, &names);
    cr_expect_eq(names.length, 0, "nothing is given");
    one_file = "log.csv";
    each = (struct opt_list){list, 2};
    way = "site";
    opt_files(files, NULL, name_of, &names);
    cr_expect(str_eq(names, STR("log.csv;a=b.csv;b.csv;c.csv;site/;")), "%.*s", STR_ARG(names));
}
