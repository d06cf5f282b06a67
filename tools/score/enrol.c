/* enrol - see enrol.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "enrol.h"

/* ---- units ---- */

struct listed {
    struct str region;
};

static const struct sheet_column listed_column[] = {
    {"region", SHEET_FULL, sheet_text, offsetof(struct listed, region), NULL},
};

/* Which of the data's regions are on the list; one that the data does not have is a mistake. */
static void read_among(struct mem *mem, struct reader *reader, const struct regions *regions,
                       const struct asking_known *known, bool *wanted)
{
    static const struct sheet_form form = SHEET_FORM(struct listed, listed_column, DIAG_CATALOG, "--among");
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct listed row;
    while (sheet_next(sheet, &row)) {
        if (!sheet_sound(sheet))
            continue;
        struct str code = asking_listed(sheet, "region", row.region, regions, known, false);
        for (size_t u = 0; u < known->count && code.length; u++)
            wanted[u] |= str_eq(known->code[u], code);
    }
    sheet_close(sheet);
}

/* Ends the run where units of several levels would be held against each other. */
static void refuse_levels(const struct intake *data, const struct regions *regions)
{
    struct str first = {NULL, 0};
    for (uint32_t u = 0; u < data->units && regions; u++) {
        struct str own = identity_region(regions, data->region[u])->level;
        if (first.length && own.length && !str_eq(first, own))
            diag_fatal(DIAG_USAGE, NULL, "the units are of several levels (%.*s, %.*s): a whole is not ranked among "
                       "its parts; choose with --level or --among", STR_ARG(first), STR_ARG(own));
        first = first.length ? first : own;
    }
}

static _Noreturn void refuse_whole(struct str whole, struct str part)
{
    diag_fatal(DIAG_USAGE, NULL, "%.*s contains %.*s, and a whole is not ranked among its parts; choose with --among, "
               "or with --regions and --level", STR_ARG(whole), STR_ARG(part));
}

/* Likewise where one contains another: by codes alone, which are in order, so that it stands directly behind. */
static void refuse_wholes_by_code(const struct intake *data)
{
    for (uint32_t u = 0; u + 1 < data->units; u++)
        if (region_code_contains(data->region[u], data->region[u + 1]))
            refuse_whole(data->region[u], data->region[u + 1]);
}

/* By the table. */
static void refuse_wholes(struct mem *mem, const struct intake *data, const struct regions *regions)
{
    const struct str **below = mem_array(mem, regions->count, sizeof *below); /* each row: a unit below it */
    const struct region *row;
    for (uint32_t u = 0; u < data->units; u++)
        for (uint32_t up = (row = regions_find(regions, data->region[u])) ? row->parent_row : CATALOG_NONE;
             up != CATALOG_NONE && !below[up]; up = regions->row[up].parent_row)
            below[up] = &data->region[u];
    for (uint32_t u = 0; u < data->units; u++)
        if ((row = regions_find(regions, data->region[u])) && below[row - regions->row])
            refuse_whole(data->region[u], *below[row - regions->row]);
}

void enrol_units(struct mem *mem, const struct observations *observations, const struct asking *asking,
                 const char *level, struct reader *among, struct intake *data)
{
    struct str *region;
    uint32_t count = section_regions(mem, observations, &region);
    bool *wanted = mem_array(mem, count, sizeof *wanted);
    if (level && !asking->regions)
        diag_fatal(DIAG_USAGE, NULL, "--level needs --regions FILE");
    if (level)
        asking_level(mem, "--level", str_of(level), asking->regions);
    const struct asking_known known = {region, count, N_("the data")};
    if (among)
        read_among(mem, among, asking->regions, &known, wanted);
    data->region = region;
    for (uint32_t u = 0; u < count; u++)
        if ((!among || wanted[u]) &&
            (!level || str_eq(identity_region(asking->regions, region[u])->level, str_of(level))))
            data->region[data->units++] = region[u];
    refuse_levels(data, asking->regions);
    if (asking->regions)
        refuse_wholes(mem, data, asking->regions);
    else
        refuse_wholes_by_code(data);
}

uint32_t *enrol_groups(struct mem *mem, const struct intake *data, const struct regions *regions,
                       const struct pick *impute)
{
    uint32_t *group = mem_array(mem, data->units, sizeof *group), groups = 0;
    for (uint32_t u = 0; u < data->units && regions; u++) {
        struct str own = identity_region(regions, data->region[u])->group;
        for (uint32_t i = 0; i < u && own.length && !group[u]; i++)
            if (str_eq(own, identity_region(regions, data->region[i])->group))
                group[u] = group[i];
        if (own.length && !group[u])
            group[u] = ++groups;
    }
    if (impute_asks_groups(impute) && !groups)
        diag_fatal(DIAG_USAGE, NULL, "--impute %.*s: no region has a group in %s", STR_ARG(impute->written),
                   regions->file);
    return group;
}

/* ---- periods ---- */

uint32_t enrol_period(const struct intake *data, const char *option, struct str text)
{
    struct period period;
    if (!period_parse(text, &period))
        diag_fatal(DIAG_USAGE, NULL, "%s: \"%.*s\" is no period such as 2022 or 2022-Q2", option, STR_ARG(text));
    for (uint32_t p = 0; p < data->periods; p++)
        if (period_compare(data->period[p], period) == 0)
            return p;
    diag_fatal(DIAG_USAGE, NULL, "%s: no indicator of the index has a row for %.*s", option, STR_ARG(text));
}

void enrol_periods(struct mem *mem, const struct observations *observations, const struct hierarchy *tree,
                   const char *periods, bool all, struct intake *data)
{
    data->periods = intake_periods(mem, observations, tree, &data->period);
    data->shown = mem_array(mem, data->periods, sizeof *data->shown);
    struct str list = str_of(periods), word;
    uint32_t count = 0;
    for (uint32_t p = 0; p < data->periods; p++)
        data->shown[p] = !periods;
    while (str_cut(&list, ',', &word))
        data->shown[enrol_period(data, "--period", word)] = true;
    for (uint32_t p = 0; p < data->periods; p++)
        if (all || data->shown[p]) {
            data->shown[count] = data->shown[p];
            data->period[count++] = data->period[p];
        }
    data->periods = count;
}
