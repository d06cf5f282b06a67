/* tab: what is offered for the last word of a line, from options, lists and the files that the line names */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"
#include "frame/opt.h"
#include "frame/tab.h"
#include "io/out.h"

#include "arena.h"

static char folder[] = "/tmp/steelyard-tab.XXXXXX";

static void put(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void enter(void)
{
    open_mem();
    cr_assert(mkdtemp(folder) && chdir(folder) == 0);
    put("d.csv", "region,\"a,b\",x=y,value,quality,\"two\nlines\",\n"
                 "330100,1,2,3,good,5,\n330200,1,2,3,bad,5,\n330100,1,2,3,,5,\n");
    put("s.csv", "place;amount\n1;2\n");
    put("t.tsv", "town\tnumber\n1\t2\n");
    put("i.csv", "indicator,name_zh\ngdp,GDP\ngrowth,G\n");
    put("e.csv", "");
}

static void leave(void)
{
    int status = chdir("/") == 0 ? system(mem_format(mem, "rm -rf %s", folder).at) : 1;
    cr_expect_eq(status, 0);
    close_mem();
}

TestSuite(tab, .init = enter, .fini = leave);

static const struct opt own[] = {
    {'b', "by", "COLUMNS", "the groups", OPT_TEXT, NULL, NULL},
    {0, "sort", "COLUMN", "the order", OPT_TEXT, NULL, NULL},
    {0, "set", "COLUMN=TEXT", "a cell", OPT_EACH, NULL, NULL},
    {0, "stat", "NAME[:COL[,COL]][=RESULT]", "a statistic", OPT_EACH, NULL, NULL},
    {'i', "indicators", "FILE", "a table", OPT_TEXT, NULL, NULL},
    {0, "indicator", "INDICATOR,...", "some of them", OPT_TEXT, NULL, NULL},
    {0, "region", "REGION", "a region", OPT_TEXT, NULL, NULL},
    {0, "take", "COLUMN[=NAME],...", "columns of a table", OPT_TEXT, NULL, NULL},
    {0, "table", "FILE", "that table", OPT_TEXT, NULL, NULL},
    {0, "quality", "NAME", "how good", OPT_TEXT, NULL, NULL},
    {0, "rule", "NAME", "a rule", OPT_TEXT, NULL, NULL},
    {0, "where", "EXPR", "a condition", OPT_TEXT, NULL, NULL},
    {0, "round", "RULE", "how", OPT_CHOICE, NULL, "up|even"},
    {0, "all", NULL, "a flag", OPT_FLAG, NULL, NULL},
    {0}};
static const struct opt suite[] = {
    {'d', "delimiter", "C", "between fields", OPT_CHAR, NULL, NULL},
    {0, "tsv", NULL, "tabs", OPT_FLAG, NULL, NULL},
    {0, "exit-status", "CODE=STATUS,...", "statuses", OPT_TEXT, NULL, NULL},
    {0, "lang", "LANGUAGE", "words", OPT_TEXT, NULL, NULL},
    {0}};

static const char *listed(void *state, const char *kind, size_t i, const char **meaning)
{
    static const char *const word[][3] = {
        {"statistic", "mean", "the mean"}, {"statistic", "pN", "a percentile"}, {"statistic", "median", NULL},
        {"rule", "balance", NULL}};
    (void)state;
    for (size_t k = 0; k < sizeof word / sizeof *word; k++)
        if (strcmp(word[k][0], kind) == 0 && i-- == 0) {
            *meaning = word[k][2];
            return word[k][1];
        }
    return NULL;
}

/* The words parted by spaces; what is offered, words parted by spaces, without meanings. */
static const char *offered(const char *line)
{
    struct tab tab = {.mem = mem, .own = own, .suite = suite, .listed = listed};
    struct out *out = out_gather(mem);
    const char *word[16];
    size_t words = 0;
    struct str rest = str_of(line), piece, all, found = STR("");
    for (bool more = true; more; words++) {
        more = str_find(rest, STR(" ")) >= 0;
        if (!str_cut(&rest, ' ', &piece))
            piece = STR("");
        word[words] = mem_copy(mem, piece).at;
    }
    tab_complete(&tab, out, word, words);
    for (all = out_gathered(out); str_cut(&all, '\n', &piece);)
        found = mem_format(mem, "%.*s%s%.*s", STR_ARG(found), found.length ? " " : "",
                           STR_ARG(str_part(piece, 0, (size_t)str_find(piece, STR("\t")))));
    return mem_copy(mem, found).at;
}

Test(tab, offers)
{
    static const struct {
        const char *line, *offered;
    } row[] = {
        {"--re", "--region"},
        {"-", "--by --sort --set --stat --indicators --indicator --region --take --table --quality --rule --where "
              "--round --all --delimiter --tsv --exit-status --lang"},
        {"d", ""},
        {"--round ", "up even"},
        {"--round=e", "--round=even"},
        {"--rou e", "even"},
        {"--all=", ""},
        {"--nothing=", ""},
        {"--where ", ""},
        {"--by ", ""},
        {"not-there.csv --by ", ""},
        {"d.csv --by ", "region \"a,b\" \"x=y\" value quality"},
        {"d.csv -b r", "region"},
        {"d.csv --by region,", "region,\"a,b\" region,\"x=y\" region,value region,quality"},
        {"d.csv --by=region,\"a,b\",v", "--by=region,\"a,b\",value"},
        {"d.csv --sort -v", "-value"},
        {"d.csv --set v", "value="},
        {"d.csv --set value=", ""},
        {"--stat m", "mean: median:"},
        {"d.csv --stat mean:r", "mean:region"},
        {"d.csv --stat mean:region,v", "mean:region,value"},
        {"d.csv --region ", "330100 330200"},
        {"d.csv --quality ", "good bad"},
        {"d.csv --indicator ", ""},
        {"--region ", ""},
        {"-i i.csv --indicator ", "gdp growth"},
        {"--indicators=i.csv --indicator gdp,", "gdp,growth"},
        {"--indicators not-there --indicator ", ""},
        {"--table i.csv --take ", "indicator name_zh"},
        {"--take ", ""},
        {"--take name_zh --table=i.csv --take i", "indicator"},
        {"--rule ", "balance"},
        {"s.csv --delimiter=; --by ", "place amount"},
        {"s.csv -d ; --by ", "place amount"},
        {"s.csv --delimiter ;; --by ", "place;amount"},
        {"t.tsv --tsv --by ", "town number"},
        {"t.tsv --delimiter \\t --by ", "town number"},
        {"e.csv --by ", ""},
        {"e.csv --region ", ""},
        {"--exit-status skip", "skipped="},
        {"--exit-status skipped=3,no-m", "skipped=3,no-match="},
        {"--lang e", "en"},
        {"- ", ""},
        {"-- ", ""},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const char *got = offered(row[i].line);
        cr_expect_str_eq(got, row[i].offered, "\"%s\": %s", row[i].line, got);
    }
    struct tab tab = {.mem = mem, .own = own, .suite = suite, .listed = listed};
    struct out *out = out_gather(mem);
    tab_complete(&tab, out, NULL, 0);
    cr_expect_eq(out_gathered(out).length, 0, "no word, nothing");
    tab_complete(&tab, out, (const char *const[]){"--stat", "m"}, 2);
    cr_expect(str_eq(out_gathered(out), STR("mean:\tthe mean\nmedian:\t\n")), "with what they mean");
}

Test(tab, scripts_have_the_name_of_the_program)
{
    static const char *const shell[] = {"bash", "zsh", "fish"};
    for (size_t i = 0; i < 3; i++) {
        struct out *out = out_gather(mem);
        tab_script(out, shell[i], "compare-peers");
        struct str text = out_gathered(out);
        cr_expect(str_find(text, STR("compare-peers")) >= 0 && str_find(text, STR("{")) != 0, "%s", shell[i]);
        cr_expect(str_find(text, STR("{name}")) < 0 && str_find(text, STR("{id}")) < 0, "%s", shell[i]);
    }
    struct out *out = out_gather(mem);
    tab_script(out, "tcsh", "compare-peers");
    cr_expect_eq(out_gathered(out).length, 0);
}
