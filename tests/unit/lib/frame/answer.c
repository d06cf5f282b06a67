/* Columns from one list, whom a row is about, flags and reasons. */
#include <criterion/criterion.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/answer.h"
#include "frame/tool.h"
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

TestSuite(answer, .init = open_mem, .fini = close_mem);

static void expect(const char *name, struct str got, const char *want)
{
    cr_expect(str_eq(got, str_of(want)), "%s: \"%.*s\", not \"%s\"", name, STR_ARG(got), want);
}

#define PAIR_COLUMNS(X) \
    IDENTITY_COLUMNS(X) \
    X(value, "as it came, and more", STR("7,5")) \
    X(flags, "words", remark->flags)

/* The header, a row and --describe have the same columns in the same order. */
Test(answer, columns)
{
    static const char regions[] = "region,name_zh,name_en,level,parent\nA,甲,First,city,\n";
    static const char indicators[] = "indicator,name_zh,name_en,unit,kind,direction,short_name,decimals\n"
                                     "gdp,地区生产总值,Gross product,亿元,flow,down,GDP,2\n";
    static const struct tool_column described[] = {PAIR_COLUMNS(ANSWER_DESCRIBED) {0}};
    static const struct str name[] = {PAIR_COLUMNS(ANSWER_NAME)};
    const struct identity identity =
        identity_of(regions_load(mem, text_reader(mem, regions)), STR("A"),
                    indicators_load(mem, text_reader(mem, indicators)), STR("gdp")), *id = &identity;
    struct remark remark_of_row = {.mem = mem}, *remark = &remark_of_row;
    struct out *out = out_gather(mem);
    struct writer *writer = writer_open(mem, out, ',');
    remark_flag(remark, "missing");
    PAIR_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    PAIR_COLUMNS(ANSWER_CELL)
    writer_end(writer);
    expect("table", out_gathered(out),
           "region,region_zh,region_en,indicator,name_zh,name_en,short_name,unit,direction,decimals,value,flags\n"
           "A,甲,First,gdp,地区生产总值,Gross product,GDP,亿元,down,2,\"7,5\",missing\n");
    const struct str text[] = {PAIR_COLUMNS(ANSWER_TEXT)};
    cr_assert_eq(sizeof text / sizeof *text, sizeof name / sizeof *name);
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        cr_expect(str_eq(name[i], str_of(described[i].column)) && strcmp(described[i].need, "always") == 0, "%s",
                  described[i].column);
    expect("a text of the array", text[10], "7,5");
}

/* What no table knows has empty names; nobody has to ask whether there is a table. */
Test(answer, strangers)
{
    static const char indicators[] = "indicator,name_zh,name_en,unit,kind,direction\ngdp,,,元,flow,\n";
    struct identity none = identity_of(NULL, STR("A"), NULL, STR("gdp"));
    expect("region", none.region, "A");
    expect("name", none.place->name_en, "");
    expect("indicator", none.indicator->name_zh, "");
    expect("decimals", identity_decimals(mem, &none), "");
    cr_expect_eq(none.direction, DIRECTION_NONE);
    struct identity other =
        identity_of(NULL, STR(""), indicators_load(mem, text_reader(mem, indicators)), STR("jobs"));
    expect("another indicator", other.unit, "");
    cr_expect_eq(other.indicator->decimals, -1);
}

Test(answer, counts)
{
    expect("asked", answer_count(mem, 0, true), "0");
    expect("below 0", answer_count(mem, -3, true), "-3");
    expect("not asked", answer_count(mem, 5, false), "");
}

/* Flags are parted by semicolons, reasons as the language does it, and no reason is lost. */
Test(answer, remarks)
{
    struct remark remark = {.mem = mem};
    expect("nothing", remark_reason(&remark), "");
    expect("no first", remark_first(&remark), "");
    remark_flag(&remark, "missing");
    remark_flag(&remark, "approx");
    expect("flags", remark.flags, "missing;approx");
    remark_because(&remark, STR("no base value"));
    remark_say(&remark, "{1} of {2} peers have no value", STR("1"), STR("3"));
    expect("reasons", remark_reason(&remark), "no base value; 1 of 3 peers have no value");
    expect("the first", remark_first(&remark), "no base value");
    for (uint32_t i = remark.reasons; i < 100; i++)
        remark_because(&remark, answer_count(mem, i, true));
    cr_expect_eq(remark.reasons, 100);
    expect("the last", remark.reason[99], "99");
}
