/* Fuzz target: rules files.  Each line of the input is a rule: kind, expr, when, tolerance,
 * by, scope and severity, parted by tabs.  Rules that can be used are held against a small
 * table with gaps, vintages, bounds and slips in it; whatever they say, the counts agree
 * with the number of records, and no rule passes on what it calls unknown. */
#include <stdlib.h>

#include "base/str.h"
#include "kinds/kind.h"
#include "meaning/catalog.h"
#include "rules/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char table[] =
    "region,indicator,period,value,unit,status,qualifier,vintage,caliber,level,note\n"
    "330200,01,2019,100.0,亿元,A,,2020-01,a,1,x\n330200,01,2020,110.0,亿元,A,,2021-01,a,1,\n"
    "330200,01,2021,1210,亿元,A,,2022-01,b,1,y\n330200,01,2021,121.0,亿元,A,,2021-12,b,1,y\n"
    "330200,02,2019,60.0,亿元,A,,2020-01,a,2,\n330200,02,2020,56.0,亿元,A,,2021-01,a,2,\n"
    "330200,02,2021,60.5,亿元,A,,2022-01,b,2,\n330200,03,2019,40,亿元,A,,2020-01,a,2,\n"
    "330200,03,2020,,亿元,M,,2021-01,a,2,\n330200,03,2021,66,亿元,A,over,2022-01,b,2,\n"
    "330203,01,2019,100,亿元,A,,,a,2,\n330203,01,2020-Q1,25,亿元,A,,,a,2,\n"
    "330203,01,2020-01-01/P3M,26,亿元,A,,,a,2,\n330203,02,2020-02,-3,%,A,,,a,2,\n"
    "330203,g,2020,10.0,%,A,,,a,2,\n330203,g,2021,n/a,%,A,,,a,2,\n"
    ",,,,,,,,,,\n330205,01,2019,0,亿元,A,,,a,2,\n330205,01,,7,亿元,A,,,a,2,\n"
    "330205,01,2020,99999999999999999999999999999999999999,亿元,A,,,a,2,\n";
static const char regions[] =
    "region,name_zh,name_en,level,parent\n330200,宁波,,city,\n330203,海曙,,county,330200\n330205,江北,,county,330200\n";
static const char indicators[] =
    "indicator,name_zh,name_en,unit,kind,direction,rollup,parent\n01,总,total,亿元,flow,up,sum,\n"
    "02,甲,part,亿元,flow,up,sum,01\n03,乙,other,亿元,flow,up,sum,01\n"
    "g,增长,growth,%,growth,up,none,\n";
static const char last[] = "region,indicator,period,value\n330200,01,2019,99\n330200,02,2020,56.0\n330200,04,2020,1\n";

enum { RECORDS = 20, RULES = 12, FIELDS = 7 };

static void check(bool holds)
{
    if (!holds)
        abort();
}

static size_t from_text(void *state, char *into, size_t room)
{
    struct str *rest = state;
    size_t some = rest->length < room ? rest->length : room;
    if (some)
        memcpy(into, rest->at, some);
    *rest = str_part(*rest, some, rest->length);
    return some;
}

static struct reader *read_text(struct mem *mem, struct str text, const char *name)
{
    struct str *rest = mem_take(mem, sizeof *rest);
    *rest = text;
    return reader_open_source(mem, (struct source){from_text, rest, name}, &(struct reading){.blanks = true});
}

static struct str quoted(struct mem *mem, struct str field)
{
    struct str all = STR(""), piece;
    for (bool first = true; str_cut(&field, '"', &piece); first = false)
        all = mem_format(mem, "%.*s%s%.*s", STR_ARG(all), first ? "" : "\"\"", STR_ARG(piece));
    return mem_format(mem, "\"%.*s\"", STR_ARG(all));
}

/* The input as a rules file; its number of rules. */
static uint32_t rules_file(struct mem *mem, struct str text, struct str *file)
{
    struct str line, field;
    uint32_t count = 0;
    *file = STR("id,kind,expr,when,tolerance,by,scope,severity\n");
    for (; count < RULES && str_cut(&text, '\n', &line); count++) {
        *file = mem_format(mem, "%.*sr%u", STR_ARG(*file), count);
        for (int i = 0; i < FIELDS; i++) {
            if (!str_cut(&line, '\t', &field))
                field = STR("");
            struct str cell = quoted(mem, field);
            *file = mem_format(mem, "%.*s,%.*s", STR_ARG(*file), STR_ARG(cell));
        }
        *file = mem_format(mem, "%.*s\n", STR_ARG(*file));
    }
    return count;
}

static void count(const struct rules *rules, uint32_t want)
{
    struct rules_count one;
    uint32_t number = 0;
    for (; rules_counted(rules, number, &one); number++) {
        uint64_t items = one.passes + one.fails + one.unknown + one.not_evaluated + one.accepted;
        check(one.accepted == 0);
        if (str_eq(str_of(one.kind), STR("row")) || str_eq(str_of(one.kind), STR("key")))
            check(items <= RECORDS);
    }
    check(number == want);
}

static void judge(struct mem *mem, struct str file, uint32_t want, bool trial)
{
    struct findings findings = {.mem = mem};
    struct reader *reader = read_text(mem, str_of(table), "data.csv");
    struct columns columns = column_header(mem, reader);
    struct rules_setting setting = {.mem = mem, .kinds = kind_lists, .columns = &columns,
                                    .findings = &findings, .trial = trial};
    struct cells *with = cells_read(mem, STR("F2"), read_text(mem, str_of(last), "last.csv"));
    setting.with = &with;
    setting.withs = 1;
    struct cells *previous = cells_read(mem, STR("previous"), read_text(mem, str_of(last), "previous.csv"));
    setting.previous = previous;
    setting.regions = regions_load(mem, read_text(mem, str_of(regions), "regions.csv"));
    if (!trial)
        setting.indicators = indicators_load(mem, read_text(mem, str_of(indicators), "indicators.csv"));
    struct rules *rules = rules_load(&setting, read_text(mem, file, "rules.csv"));
    uint64_t ordinal = 0;
    const struct record *record;
    while (rules && (record = reader_next(reader)))
        rules_each(rules, record, reader, ++ordinal);
    if (rules) {
        if (rules_finish(rules))
            count(rules, want);
        rules_done(rules);
    }
    reader_close(reader);
    cells_close(previous);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size}, file;
    if (size == 0 || size > 1500 || memchr(data, '\r', size) || memchr(data, '\0', size) || str_utf8(text) < size)
        return 0;
    struct mem *mem = mem_open();
    diag_set_quiet(true);
    uint32_t rules = rules_file(mem, text, &file);
    judge(mem, file, rules, size & 1);
    mem_close(mem);
    return 0;
}
