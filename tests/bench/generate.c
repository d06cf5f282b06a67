/* generate: observations in long form, as many bytes as asked for, always the same ones.
 *
 * 2,800 counties, 200 indicators and 117 periods (the years and months of 2015 to
 * 2023) make a cube of 65.5 million cells; the rows walk it with one fixed stride,
 * so keys look shuffled and none repeats.  Values have the decimals and the size of
 * their indicator, about one in a hundred is missing, and one row in twenty has a
 * note that needs quotes: a comma, a doubled quote, or a line end within.
 *
 * As an office writes them, periods are 2023年5月 and values have commas between
 * thousands (and quotes for that); with names, regions
 * are written by name too, which the table of regions has. */
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "frame/opt.h"
#include "io/out.h"

/* ---- options ---- */

static uint64_t bytes = 1 << 20;
static const char *quote = "some";
static const char *order = "shuffled";
static const char *written = "plain";
static bool full, regions;

static const struct opt options[] = {
    {0, "bytes", "SIZE", "stop after the row that reaches SIZE", OPT_SIZE, &bytes, NULL},
    {0, "quote", "WHICH", "which fields are quoted: those that need it, none (and none needs it), all",
     OPT_CHOICE, &quote, "some|none|all"},
    {0, "order", "HOW", "shuffled keys, or sorted by region, indicator and period", OPT_CHOICE, &order,
     "shuffled|sorted"},
    {0, "written", "HOW", "plainly; as an office writes periods and values; with names of regions too", OPT_CHOICE,
     &written, "plain|office|names"},
    {0, "regions", NULL, "write the table of regions instead", OPT_FLAG, &regions, NULL},
    {0, "full", NULL, "no value is missing", OPT_FLAG, &full, NULL},
    {0}};

/* ---- what the world is made of ---- */

enum { PROVINCES = 31, REGIONS = 2800, INDICATORS = 200, YEARS = 9, PERIODS = YEARS * 13, FIRST_YEAR = 2015 };
static const uint64_t cells = (uint64_t)REGIONS * INDICATORS * PERIODS;

/* No factor in common with the number of cells (2, 3, 5, 7, 13), near its golden
 * section: each cell comes once. */
static const uint64_t stride = 40492373;

static const unsigned char province[PROVINCES] = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41,
                                                  42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65};

static const struct family {
    const char *code, *unit, *source;
    int digits, places;       /* before and at most after the point */
    bool signs;               /* may be negative */
} family[] = {
    {"gdp", "亿元", "统计公报", 4, 2, false},   {"growth", "%", "统计公报", 1, 1, true},
    {"income", "元", "Yearbook 2023", 5, 0, false}, {"pop", "万人", "Census bureau", 3, 2, false},
    {"school", "persons", "Education board", 5, 0, false}, {"rd_share", "%", "统计公报", 1, 2, false},
    {"energy", "t", "Energy survey", 6, 3, false}, {"air", "index", "Monitoring stations", 2, 1, false},
    {"budget", "万元", "Budget report", 6, 2, true}, {"price", "2015=100", "Price survey", 3, 4, false}};
enum { FAMILIES = sizeof family / sizeof *family };

static const char *const plain_note[] = {"preliminary", "revised in 2023", "初步核算数", "new caliber"};
static const char *const hard_note[] = {"includes Longgang, a county until 2019", "the report says \"about\"",
                                        "初步核算, 以年报为准", "old caliber\nsee the yearbook",
                                        "口径: \"常住人口\", 年末"};
static const char *const tame_note[] = {"includes Longgang; a county until 2019", "the report says 'about'",
                                        "初步核算; 以年报为准", "old caliber; see the yearbook",
                                        "口径: '常住人口'; 年末"};
enum { PLAIN_NOTES = 4, HARD_NOTES = 5 };

/* ---- a row ---- */

/* A number that looks drawn by lot and depends on nothing but its argument. */
static uint64_t lot(uint64_t x)
{
    x = (x ^ x >> 33) * 0xff51afd7ed558ccd;
    x = (x ^ x >> 33) * 0xc4ceb9fe1a85ec53;
    return x ^ x >> 33;
}

static bool all_quoted, office, names;

/* Adds a field at `at` and returns where it ends. */
static char *field(char *at, const char *text, bool last)
{
    bool quoted = all_quoted || strpbrk(text, ",\"\n");
    if (quoted)
        *at++ = '"';
    for (; *text; text++) {
        if (*text == '"')
            *at++ = '"';
        *at++ = *text;
    }
    if (quoted)
        *at++ = '"';
    *at++ = last ? '\n' : ',';
    return at;
}

/* Digits of a number, with at least `width` of them. */
static char *digits(char *at, uint64_t number, int width)
{
    char reversed[20];
    int count = 0;
    while (number || count < width) {
        reversed[count++] = (char)('0' + number % 10);
        number /= 10;
    }
    while (count)
        *at++ = reversed[--count];
    return at;
}

/* Digits with a comma before every three but the first. */
static char *thousands(char *at, uint64_t number)
{
    if (number < 1000)
        return digits(at, number, 1);
    at = thousands(at, number / 1000);
    *at++ = ',';
    return digits(at, number % 1000, 3);
}

static void write_value(char *at, const struct family *kind, uint64_t chance)
{
    if (!full && chance % 100 == 7) {
        *at = '\0';
        return;
    }
    static const uint64_t power[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    bool negative = kind->signs && (chance >> 8) % 3 == 0;
    if (negative)
        *at++ = '-';
    uint64_t whole = (chance >> 16) % power[kind->digits] + negative;
    at = office ? thousands(at, whole) : digits(at, whole, 1);
    int places = kind->places ? (int)((chance >> 40) % (uint64_t)(kind->places + 1)) : 0;
    if (places) {
        *at++ = '.';
        at = digits(at, (chance >> 44) % power[places], places);
    }
    *at = '\0';
}

static const char *note(uint64_t chance)
{
    if (chance % 20 == 3)
        return (strcmp(quote, "none") == 0 ? tame_note : hard_note)[(chance >> 8) % HARD_NOTES];
    return chance % 100 == 1 ? plain_note[(chance >> 8) % PLAIN_NOTES] : "";
}

static char *put(char *at, const char *text)
{
    size_t length = strlen(text);
    memcpy(at, text, length);
    return at + length;
}

static void region_code(char *at, uint64_t region)
{
    at = digits(at, province[region % PROVINCES], 2);
    at = digits(at, 1 + region / PROVINCES / 9 % 30, 2);
    *digits(at, 1 + region / PROVINCES % 9, 2) = '\0';
}

/* 河北一三二县: a name that nobody has, as long as those that there are. */
static void region_name(char *at, uint64_t region)
{
    static const char *const digit[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    static const char *const name[PROVINCES] = {
        "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南",
        "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆"};
    uint64_t place = 1 + region / PROVINCES / 9 % 30;
    at = put(at, name[region % PROVINCES]);
    at = put(at, digit[place / 10]);
    at = put(at, digit[place % 10]);
    at = put(at, digit[1 + region / PROVINCES % 9]);
    *put(at, "县") = '\0';
}

static void write_period(char *at, uint64_t period)
{
    at = digits(at, FIRST_YEAR + period / 13, 4);
    if (office)
        at = put(at, "年");
    if (period % 13 && !office)
        *at++ = '-';
    if (period % 13)
        at = digits(at, period % 13, office ? 1 : 2);
    if (period % 13 && office)
        at = put(at, "月");
    *at = '\0';
}

/* Writes one observation; `at` has room for 1 KiB.  Returns where it ends. */
static char *observation(char *at, uint64_t cell)
{
    uint64_t period = cell % PERIODS, indicator = cell / PERIODS % INDICATORS, region = cell / PERIODS / INDICATORS;
    const struct family *kind = &family[indicator % FAMILIES];
    uint64_t chance = lot(cell);
    char text[64];

    if (names)
        region_name(text, region);
    else
        region_code(text, region);
    at = field(at, text, false);

    char *end = put(text, kind->code);
    *end++ = '_';
    *digits(end, indicator + 1, 3) = '\0';
    at = field(at, text, false);

    write_period(text, period);
    at = field(at, text, false);

    write_value(text, kind, chance);
    at = field(at, text, false);
    at = field(at, kind->unit, false);
    at = field(at, kind->source, false);
    return field(at, note(lot(chance)), true);
}

/* ---- run ---- */

static void write_observations(struct out *out)
{
    static const char *const header[] = {"region", "indicator", "period", "value", "unit", "source", "note"};
    enum { COLUMNS = sizeof header / sizeof *header };
    char *at = out_room(out, 1024), *start = at;
    for (size_t i = 0; i < COLUMNS; i++)
        at = field(at, header[i], i + 1 == COLUMNS);
    out_used(out, (size_t)(at - start));
    bool sorted = strcmp(order, "sorted") == 0;
    for (uint64_t i = 0; i < cells && out_bytes(out) < bytes; i++) {
        start = out_room(out, 1024);
        at = observation(start, sorted ? i : i * stride % cells);
        out_used(out, (size_t)(at - start));
    }
}

static void write_regions(struct out *out)
{
    char code[64], name[64];
    out_write(out, STR("region,name_zh,name_en,level,parent\n"));
    for (uint64_t region = 0; region < REGIONS; region++) {
        region_code(code, region);
        region_name(name, region);
        out_format(out, "%s,%s,,county,\n", code, name);
    }
}

int main(int argc, char **argv)
{
    diag_open("generate");
    struct mem *mem = mem_open();
    opt_parse(mem, options, NULL, argc, argv);
    all_quoted = strcmp(quote, "all") == 0;
    struct out *out = out_open(mem, NULL);
    office = strcmp(written, "plain") != 0;
    names = strcmp(written, "names") == 0;
    if (regions)
        write_regions(out);
    else
        write_observations(out);
    out_commit(out);
    int status = diag_finish();
    mem_close(mem);
    return status;
}
