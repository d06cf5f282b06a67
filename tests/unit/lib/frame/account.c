/* Steps of a computation: formulas filled in, and both forms in which they are told. */
#include <criterion/criterion.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/account.h"

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

TestSuite(account, .init = open_mem, .fini = close_mem);

static void expect(const char *name, struct str got, const char *want)
{
    cr_expect(str_eq(got, str_of(want)), "%s: \"%.*s\", not \"%s\"", name, STR_ARG(got), want);
}

/* A formula, after a step x with the result 5, an empty one y, and given a = 2, b = nothing. */
Test(account, formulas)
{
    static const struct {
        const char *formula, *numbers;
    } want[] = {
        {"{a} + {x}", "2 + 5"},       {"{x}{a}", "52"},          {"no names", "no names"},   {"", ""},
        {"({b})", "()"},              {"{y} {z}", "y z"},        {"{a", "{a"},               {"a} {a}", "a} {a}"},
        {"ln {x} / ln {a}", "ln 5 / ln 2"}, {"{}", ""},          {"{x}", "5"},               {"{x} years", "5 years"},
    };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct account account = {.mem = mem};
        account_step(&account, "x", .result = STR("4"));
        account_step(&account, "x", .result = STR("5"));
        account_step(&account, "y");
        account_step(&account, "step", .formula = want[i].formula, .given = {{"a", STR("2")}, {"b", STR("")}});
        expect(want[i].formula, account.step[3].numbers, want[i].numbers);
    }
}

/* What is given counts before a step of the same name; of two steps the last counts. */
Test(account, given_before_found)
{
    struct account account = {.mem = mem};
    account_step(&account, "value", .result = STR("4"));
    account_step(&account, "sum", .formula = "{value} + 1", .given = {{"value", STR("9")}}, .result = STR("10"));
    expect("numbers", account.step[1].numbers, "9 + 1");
    expect("a result", account_result(&account, STR("sum")), "10");
    expect("no such step", account_result(&account, STR("product")), "");
}

/* A step is told in words, else by numbers and result, else by what there is of the two. */
Test(account, as_text)
{
    struct account account = {.mem = mem, .subject = STR("P R gdp")};
    struct out *out = out_gather(mem);
    account_step(&account, "base", .result = STR("10"), .text = STR("10 in 2020"));
    account_step(&account, "growth", .formula = "{value} / {base}", .given = {{"value", STR("12")}},
                 .result = STR("1.2"));
    account_step(&account, "changed", .numbers = STR("12 - 10"));
    account_step(&account, "class", .result = STR("ahead"));
    account_step(&account, "a name of fourteen", .result = STR("x"));
    account_step(&account, "seen", .result = STR("7"), .file = "in.csv", .line = 12);
    account_tell(out, &account);
    expect("text", out_gathered(out), "P R gdp\n"
                                      "  base          10 in 2020\n"
                                      "  growth        12 / 10 = 1.2\n"
                                      "  changed       12 - 10\n"
                                      "  class         ahead\n"
                                      "  a name of fourteen x\n"
                                      "  seen          7  [in.csv:12]\n");
}

/* As rows with the formula in symbols, and the place of the row behind a step. */
Test(account, as_rows)
{
    struct account account = {.mem = mem, .subject = STR("P R gdp")};
    struct out *out = out_gather(mem);
    struct writer *writer = writer_open(mem, out, ',');
    account_step(&account, "base", .result = STR("10"), .text = STR("10, of 2020"), .file = "in.csv", .line = 7);
    account_step(&account, "growth", .formula = "({value} - {base}) / {base}", .given = {{"value", STR("12")}},
                 .result = STR("0.2"), .column = "rate");
    account.about = (struct account_about){.plan = STR("P"), .region = STR("R"), .indicator = STR("gdp"),
                                           .name_zh = STR("产值"), .name_en = STR("product"), .unit = STR("%"),
                                           .decimals = STR("1")};
    cr_expect(account_tells(&account, STR("rate")));
    cr_expect(!account_tells(&account, STR("growth")), "the name of a step is no column");
    account_header(writer);
    account_rows(writer, &account, 3);
    expect("rows", out_gathered(out),
           "account,plan,region,indicator,name_zh,name_en,unit,decimals,subject,step,column,formula,numbers,result,"
           "text,file,line\n"
           "3,P,R,gdp,产值,product,%,1,P R gdp,base,,,,10,\"10, of 2020\",in.csv,7\n"
           "3,P,R,gdp,产值,product,%,1,P R gdp,growth,rate,(value - base) / base,(12 - 10) / 10,0.2,"
           "(12 - 10) / 10 = 0.2,,\n");
}
