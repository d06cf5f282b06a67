/* aside - see aside.h */
#include "base/diag.h"
#include "base/near.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/aside.h"

/* ---- codes ---- */

static void tell_unknown(enum observed column, const struct observation *row, struct str code, uint32_t times,
                         const char *file, struct str hint)
{
    struct place place = observation_place(row);
    place.name = observed_row(column)->name;
    struct finding finding = {.code = DIAG_UNKNOWN, .place = place, .value = code, .times = times};
    struct mem *mem = mem_open();
    finding.message = say_format(mem, column == OBSERVED_REGION ? N_("region \"%.*s\" is in no row of %s%.*s")
                                                                : N_("indicator \"%.*s\" is in no row of %s%.*s"),
                                 STR_ARG(code), file, STR_ARG(hint));
    diag_tell(&finding);
    mem_close(mem);
}

/* The near one; of a name, its code. */
static struct str region_hint(struct mem *mem, const struct regions *regions, struct str code)
{
    struct candidates named = regions_named(regions, code);
    return named.count ? say(mem, " as a code; it is the name of {1}, and normalize --regions puts codes for names",
                             regions->row[named.row[0]].code)
                       : near_hint(mem, regions_near(regions, code));
}

void aside_unknown(struct mem *mem, const struct observations *observations, const struct indicators *indicators,
                   const struct regions *regions)
{
    for (uint32_t i = 0; i < observation_series_count(observations); i++) {
        struct str region = observation_key(observations, i, OBSERVED_OF_REGION);
        struct str indicator = observation_key(observations, i, OBSERVED_OF_INDICATOR);
        bool no_indicator = indicators && !indicators_find(indicators, indicator);
        bool no_region = regions && !regions_find(regions, region);
        if (!no_indicator && !no_region)
            continue;
        struct mem *own = mem_open();
        struct series series = observation_series(own, observations, i);
        if (no_indicator)
            tell_unknown(OBSERVED_INDICATOR, series.row, indicator, series.count, indicators->file,
                         diag_hears(DIAG_UNKNOWN) ? near_hint(mem, indicators_near(indicators, indicator)) : STR(""));
        if (no_region)
            tell_unknown(OBSERVED_REGION, series.row, region, series.count, regions->file,
                         diag_hears(DIAG_UNKNOWN) ? region_hint(mem, regions, region) : STR(""));
        mem_close(own);
    }
}

/* ---- columns and records ---- */

void aside_columns(const struct columns *columns)
{
    struct str missing[OBSERVED_COUNT];
    size_t count = 0;
    for (int c = 0; c < OBSERVED_COUNT; c++)
        if (!observed_row((enum observed)c)->needed &&
            column_find(columns, observed_row((enum observed)c)->name) == COLUMN_NONE)
            missing[count++] = observed_row((enum observed)c)->name;
    for (uint32_t i = 0; i < columns->count; i++) {
        struct place place = {.file = columns->file, .line = 1, .column = i + 1};
        unsigned limit = columns->name[i].length <= 4 ? 1 : 2;
        for (size_t k = 0; k < count && observed_find(columns->name[i]) == OBSERVED_COUNT; k++)
            if (near_distance(columns->name[i], missing[k], limit) <= limit)
                diag_report(DIAG_PASSED_OVER, &place, "column \"%.*s\" is not read; did you mean \"%.*s\"?",
                            STR_ARG(columns->name[i]), STR_ARG(missing[k]));
    }
}

void aside_parted(const struct columns *columns)
{
    struct place place = {.file = columns->file, .line = 1};
    struct str parted = column_parted(columns);
    if (parted.length)
        diag_report(DIAG_PASSED_OVER, &place, "the table has one column, \"%.*s\"; %.*s", STR_ARG(columns->name[0]),
                    STR_ARG(parted));
}

void aside_where(const struct columns *columns, const char *where)
{
    struct place place = {.file = columns->file};
    diag_report(DIAG_NO_RECORD, &place, "no record fulfils the condition, so nothing is computed: %s", where);
}

void aside_bare(const char *file)
{
    struct place place = {.file = file};
    diag_report(DIAG_NO_RECORD, &place, "the header stands alone: there is no record below it");
}
