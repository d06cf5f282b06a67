/* aside - see aside.h */
#include "base/group.h"
#include "base/near.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/aside.h"

/* ---- codes ---- */

/* A code that its table has not: where it first stands, and in how many rows. */
struct stranger {
    struct place place;
    uint64_t times;
};

struct aside {
    struct mem *mem;
    const struct indicators *indicators;
    const struct regions *regions;
    struct group *codes;      /* struct stranger by column and code */
};

struct aside *aside_open(struct mem *mem, const struct indicators *indicators, const struct regions *regions)
{
    struct aside *aside = mem_take(mem, sizeof *aside);
    *aside = (struct aside){mem, indicators, regions, group_open(2, sizeof(struct stranger))};
    return aside;
}

void aside_code(struct aside *aside, enum observed column, struct str code, const struct place *place, uint64_t times)
{
    bool known = column == OBSERVED_REGION ? !aside->regions || regions_find(aside->regions, code)
                                           : !aside->indicators || indicators_find(aside->indicators, code);
    if (known || !code.length)
        return;
    struct stranger *stranger = group_at(aside->codes, (const struct str[]){observed_row(column)->name, code});
    if (!stranger->times)
        stranger->place = *place;
    stranger->times += times;
}

/* The near one; of a name, its code. */
static struct str region_hint(struct mem *mem, const struct regions *regions, struct str code)
{
    struct candidates named = regions_named(regions, code);
    return named.count ? say(mem, " as a code; it is the name of {1}, and normalize --regions puts codes for names",
                             regions->row[named.row[0]].code)
                       : near_hint(mem, regions_near(regions, code));
}

struct str aside_sentence(struct mem *mem, enum observed column, struct str code, const struct indicators *indicators,
                          const struct regions *regions, enum diag_code heard)
{
    bool region = column == OBSERVED_REGION;
    struct str hint = !diag_hears(heard) ? STR("")
                      : region           ? region_hint(mem, regions, code)
                                         : near_hint(mem, indicators_near(indicators, code));
    return say_format(mem, region ? N_("region \"%.*s\" is in no row of %s%.*s")
                                  : N_("indicator \"%.*s\" is in no row of %s%.*s"),
                      STR_ARG(code), region ? regions->file : indicators->file, STR_ARG(hint));
}

static void tell(const struct aside *aside, const struct stranger *stranger)
{
    struct str code = group_key(aside->codes, stranger, 1);
    bool region = str_eq(group_key(aside->codes, stranger, 0), observed_row(OBSERVED_REGION)->name);
    enum observed column = region ? OBSERVED_REGION : OBSERVED_INDICATOR;
    struct finding finding = {.code = DIAG_UNKNOWN, .place = stranger->place, .value = code, .times = stranger->times};
    finding.place.name = observed_row(column)->name;
    finding.message = aside_sentence(aside->mem, column, code, aside->indicators, aside->regions, DIAG_UNKNOWN);
    diag_tell(&finding);
}

void aside_close(struct aside *aside)
{
    struct group_walk walk = {0};
    while (group_next(aside->codes, &walk))
        tell(aside, walk.state);
    group_close(aside->codes);
}

void aside_unknown(struct mem *mem, const struct observations *observations, const struct indicators *indicators,
                   const struct regions *regions)
{
    struct aside *aside = aside_open(mem, indicators, regions);
    for (uint32_t i = 0; i < observation_series_count(observations); i++) {
        struct str region = observation_key(observations, i, OBSERVED_OF_REGION);
        struct str indicator = observation_key(observations, i, OBSERVED_OF_INDICATOR);
        if ((!indicators || indicators_find(indicators, indicator)) && (!regions || regions_find(regions, region)))
            continue;
        struct mem *own = mem_open();
        struct series series = observation_series(own, observations, i);
        struct place place = observation_place(series.row);
        aside_code(aside, OBSERVED_INDICATOR, indicator, &place, series.count);
        aside_code(aside, OBSERVED_REGION, region, &place, series.count);
        mem_close(own);
    }
    aside_close(aside);
}

/* ---- columns and records ---- */

/* Is it one of a list that commas part? */
static bool is_listed(const char *list, struct str name)
{
    struct str rest = str_of(list), word;
    while (str_cut(&rest, ',', &word))
        if (str_eq(word, name))
            return true;
    return false;
}

void aside_near(const struct columns *columns, uint64_t line, const char *known)
{
    for (uint32_t i = 0; i < columns->count; i++) {
        struct str rest = str_of(known), name;
        while (!is_listed(known, columns->name[i]) && str_cut(&rest, ',', &name))
            if (column_find(columns, name) == COLUMN_NONE)
                column_hold_near(columns, i, line, name, COLUMN_NEAR_SHORT);
    }
}

void aside_columns(const struct columns *columns, uint64_t line)
{
    struct str missing[OBSERVED_COUNT];
    size_t count = 0;
    for (int c = 0; c < OBSERVED_COUNT; c++)
        if (!observed_row((enum observed)c)->needed &&
            column_find(columns, observed_row((enum observed)c)->name) == COLUMN_NONE)
            missing[count++] = observed_row((enum observed)c)->name;
    for (uint32_t i = 0; i < columns->count; i++) {
        for (size_t k = 0; k < count && observed_find(columns->name[i]) == OBSERVED_COUNT; k++)
            column_hold_near(columns, i, line, missing[k], 4);
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
