/* nation: months of every county of a nation, as many rows as asked for, always the same ones.
 *
 * 31 provinces with 90 counties each; for each county as many indicators as it takes, in turn an amount that adds up
 * over the year, a stock, and a share; for each indicator the 24 months of two years.  Rows of a county stand together,
 * as do those of a province, which is what a cut by province asks for.  One value in a hundred is missing. */
#include "base/diag.h"
#include "base/mem.h"
#include "frame/opt.h"
#include "io/out.h"

/* ---- options ---- */

static uint64_t rows = 2000000;
static const char *table = "observations";

static const struct opt options[] = {
    {0, "rows", "N", "how many rows at least", OPT_COUNT, &rows, NULL},
    {0, "table", "WHICH", "observations, indicators or regions", OPT_CHOICE, &table, "observations|indicators|regions"},
    {0}};

enum { COUNTIES = 90, FIRST_YEAR = 2022, YEARS = 2, SORTS = 3 };

/* The codes of provinces in GB/T 2260. */
static const int province[] = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45,
                               46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65};
enum { PROVINCES = sizeof province / sizeof *province };

/* What an indicator is: by its number. */
static const struct sort {
    const char *unit, *kind, *rollup;
} sort[SORTS] = {{"亿元", "flow", "sum"}, {"万人", "stock", "sum"}, {"%", "ratio", "none"}};

/* How many indicators a county has, so that there are rows enough. */
static uint64_t indicators(void)
{
    uint64_t each = (uint64_t)PROVINCES * COUNTIES * YEARS * 12;
    return (rows + each - 1) / each;
}

/* A number that looks drawn by lot and depends on nothing but its argument. */
static uint64_t lot(uint64_t x)
{
    x = (x ^ x >> 33) * 0xff51afd7ed558ccd;
    x = (x ^ x >> 33) * 0xc4ceb9fe1a85ec53;
    return x ^ x >> 33;
}

/* ---- the tables ---- */

static void write_series(struct out *out, int region, uint64_t indicator)
{
    for (int month = 0; month < YEARS * 12; month++) {
        uint64_t chance = lot(((uint64_t)region * 10000 + indicator) * 32 + (uint64_t)month);
        out_format(out, "%06d,i%04llu,%d-%02d,", region, (unsigned long long)indicator, FIRST_YEAR + month / 12,
                   month % 12 + 1);
        if (chance % 100)
            out_format(out, "%llu.%llu", (unsigned long long)(chance >> 8) % 90000 + 10,
                       (unsigned long long)(chance >> 40) % 10);
        out_format(out, ",%s\n", sort[indicator % SORTS].unit);
    }
}

static void write_observations(struct out *out)
{
    out_write(out, STR("region,indicator,period,value,unit\n"));
    for (int i = 0; i < PROVINCES; i++)
        for (int county = 1; county <= COUNTIES; county++)
            for (uint64_t indicator = 0; indicator < indicators(); indicator++)
                write_series(out, province[i] * 10000 + county, indicator);
}

static void write_indicators(struct out *out)
{
    out_write(out, STR("indicator,name_zh,name_en,unit,kind,direction,decimals,rollup\n"));
    for (uint64_t i = 0; i < indicators(); i++)
        out_format(out, "i%04llu,指标%llu,Indicator %llu,%s,%s,up,1,%s\n", (unsigned long long)i, (unsigned long long)i,
                   (unsigned long long)i, sort[i % SORTS].unit, sort[i % SORTS].kind, sort[i % SORTS].rollup);
}

static void write_regions(struct out *out)
{
    out_write(out, STR("region,name_zh,name_en,level,parent\n000000,全国,Nation,country,\n"));
    for (int i = 0; i < PROVINCES; i++) {
        out_format(out, "%02d0000,省%d,Province %d,province,000000\n", province[i], province[i], province[i]);
        for (int county = 1; county <= COUNTIES; county++)
            out_format(out, "%02d%04d,县%d,County %d,county,%02d0000\n", province[i], county, county, county,
                       province[i]);
    }
}

/* ---- run ---- */

int main(int argc, char **argv)
{
    diag_open("nation");
    struct mem *mem = mem_open();
    opt_parse(mem, options, NULL, argc, argv);
    struct out *out = out_open(mem, NULL);
    switch (*table) {
    case 'o': write_observations(out); break;
    case 'i': write_indicators(out); break;
    default: write_regions(out);
    }
    out_commit(out);
    int status = diag_finish();
    mem_close(mem);
    return status;
}
