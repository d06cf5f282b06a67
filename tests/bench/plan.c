/* plan: a plan's targets and what was observed of them, as many series as asked for, always
 * the same ones.
 *
 * A hundred indicators for each region; each series has the ten years 2014 to 2023, drifts from a
 * level of its own and lacks one value in a hundred.  A target goes from 2020 to 2025: most are
 * levels, the others one of each usual kind.  The rows of a series stand together. */
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "frame/opt.h"
#include "io/out.h"

/* ---- options ---- */

static uint64_t series = 200000;
static const char *table = "observations";

static const struct opt options[] = {
    {0, "series", "N", "how many series, a target for each", OPT_COUNT, &series, NULL},
    {0, "table", "WHICH", "observations, targets or indicators; or R's: series as rows of values", OPT_CHOICE, &table,
     "observations|targets|indicators|rows"},
    {0}};

/* ---- what the world is made of ---- */

enum { INDICATORS = 100, FIRST_YEAR = 2014, YEARS = 10, BASE_YEAR = 2020, TARGET_YEAR = 2025 };

/* Kinds of target, and in what their indicators are measured: values in hundredths. */
static const struct sort {
    const char *kind, *unit, *what, *direction;
    int64_t level, drift;     /* where a series starts at least; how far it may move a year */
    bool fall;
} sort[] = {
    {"level_min", "亿元", "flow", "up", 20000, 900, false},
    {"level_max", "%", "ratio", "down", 5000, 120, true},
    {"level_min", "人", "stock", "up", 100000, 2500, false},
    {"level_min_keep", "%", "ratio", "up", 9000, 20, false},
    {"level_about", "%", "ratio", "range", 4000, 100, false},
    {"cumulative_change_min", "岁", "stock", "up", 7500, 25, false},
    {"level_min", "%", "ratio", "up", 3000, 150, false},
    {"avg_growth_min", "%", "growth", "up", 500, 10, false},
    {"cumulative_reduction_min", "%", "growth", "down", -300, 10, false},
    {"level_min", "套", "stock", "up", 70000, 3000, false},
};
enum { SORTS = sizeof sort / sizeof *sort };

/* A number that looks drawn by lot and depends on nothing but its argument. */
static uint64_t lot(uint64_t x)
{
    x = (x ^ x >> 33) * 0xff51afd7ed558ccd;
    x = (x ^ x >> 33) * 0xc4ceb9fe1a85ec53;
    return x ^ x >> 33;
}

/* The value of a series in a year, in hundredths. */
static int64_t value_of(uint64_t number, int year)
{
    const struct sort *kind = &sort[number % SORTS];
    uint64_t chance = lot(number + 1), noise = lot(number * YEARS + (uint64_t)year);
    int64_t pace = (int64_t)(chance % (uint64_t)(2 * kind->drift)) - kind->drift / 3;
    int64_t level = kind->level + (int64_t)(chance >> 20) % 1000;
    int64_t moved = pace * year + (int64_t)(noise % (uint64_t)kind->drift) - kind->drift / 2;
    return kind->fall ? level - moved : level + moved;
}

static bool is_missing(uint64_t number, int year)
{
    return lot(number * YEARS + (uint64_t)year + 77) % 100 == 7;
}

static void write_hundredths(struct out *out, int64_t value)
{
    int64_t size = value < 0 ? -value : value;
    out_format(out, "%s%lld.%02lld", value < 0 ? "-" : "", (long long)(size / 100), (long long)(size % 100));
}

/* ---- the tables ---- */

static void write_key(struct out *out, uint64_t number)
{
    out_format(out, "%06llu,i%02llu,", (unsigned long long)(100000 + number / INDICATORS),
               (unsigned long long)(number % INDICATORS));
}

static void write_observations(struct out *out)
{
    out_write(out, STR("region,indicator,period,value,unit\n"));
    for (uint64_t i = 0; i < series; i++)
        for (int year = 0; year < YEARS; year++) {
            write_key(out, i);
            out_format(out, "%d,", FIRST_YEAR + year);
            if (!is_missing(i, year))
                write_hundredths(out, value_of(i, year));
            out_format(out, ",%s\n", sort[i % SORTS].unit);
        }
}

/* What is wanted by the target's year: the drift's largest part for a level, less for the rest. */
static int64_t wanted(uint64_t number, int64_t base)
{
    const struct sort *kind = &sort[number % SORTS];
    int64_t way = kind->drift * (TARGET_YEAR - BASE_YEAR) / 2;
    if (strcmp(kind->kind, "avg_growth_min") == 0 || strcmp(kind->kind, "level_min_keep") == 0)
        return kind->level;
    if (strcmp(kind->kind, "cumulative_reduction_min") == 0)
        return 1350;
    if (strcmp(kind->kind, "cumulative_change_min") == 0)
        return way;
    return kind->fall ? base - way : base + way;
}

static void write_targets(struct out *out)
{
    out_write(out, STR("region,indicator,plan,base_period,base_value,target_period,target_kind,target_value\n"));
    for (uint64_t i = 0; i < series; i++) {
        int64_t base = value_of(i, BASE_YEAR - FIRST_YEAR);
        write_key(out, i);
        out_format(out, "P14,%d,", BASE_YEAR);
        if (strcmp(sort[i % SORTS].what, "growth") != 0)
            write_hundredths(out, base);
        out_format(out, ",%d,%s,", TARGET_YEAR, sort[i % SORTS].kind);
        write_hundredths(out, wanted(i, base));
        out_write(out, STR("\n"));
    }
}

static void write_indicators(struct out *out)
{
    out_write(out, STR("indicator,name_zh,name_en,unit,kind,direction,attribute,decimals,natural_min,natural_max\n"));
    for (int i = 0; i < INDICATORS; i++) {
        const struct sort *kind = &sort[i % SORTS];
        bool share = strcmp(kind->what, "ratio") == 0;
        out_format(out, "i%02d,指标%d,Indicator %d,%s,%s,%s,%s,2,%s,%s\n", i, i, i, kind->unit, kind->what,
                   kind->direction, i % 3 ? "anticipatory" : "binding", share ? "0" : "", share ? "100" : "");
    }
}

/* For R: a row for each series, without names, and without values that are missing. */
static void write_rows(struct out *out)
{
    for (uint64_t i = 0; i < series; i++)
        for (int year = 0; year < YEARS; year++) {
            write_hundredths(out, value_of(i, year));
            out_byte(out, year + 1 == YEARS ? '\n' : ',');
        }
}

/* ---- run ---- */

int main(int argc, char **argv)
{
    diag_open("plan");
    struct mem *mem = mem_open();
    opt_parse(mem, options, NULL, argc, argv);
    struct out *out = out_open(mem, NULL);
    switch (*table) {
    case 'o': write_observations(out); break;
    case 't': write_targets(out); break;
    case 'i': write_indicators(out); break;
    default: write_rows(out);
    }
    out_commit(out);
    int status = diag_finish();
    mem_close(mem);
    return status;
}
