/* peers - see peers.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "meaning/sheet.h"
#include "peers.h"

/* How many digits of a GB/T 2260 code say something: 0 for the country, 2 for a province, 4 for
 * a city, 6 for a county; -1 for a code of another kind. */
static int code_digits(struct str code)
{
    if (code.length != 6)
        return -1;
    for (size_t i = 0; i < code.length; i++)
        if (!str_is_digit(code.at[i]))
            return -1;
    int digits = 6;
    while (digits > 0 && code.at[digits - 1] == '0' && code.at[digits - 2] == '0')
        digits -= 2;
    return digits;
}

struct peers peers_open(struct mem *mem, const struct regions *regions, const struct str *code, uint32_t count)
{
    struct peers peers = {.regions = regions, .unit = mem_array(mem, count, sizeof *peers.unit), .count = count};
    for (uint32_t i = 0; i < count; i++)
        peers.unit[i] = (struct peer){.code = code[i], .digits = code_digits(code[i]),
                                      .region = regions ? regions_find(regions, code[i]) : NULL};
    return peers;
}

const struct peer *peers_find(const struct peers *peers, struct str code)
{
    uint32_t low = 0, high = peers->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = str_cmp(peers->unit[middle].code, code);
        if (order == 0)
            return &peers->unit[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* A row of the list. */
struct listing {
    struct str region, group;
};

static const struct sheet_column listing_column[] = {
    {"region", SHEET_COLUMN, sheet_text, offsetof(struct listing, region), NULL},
    {"group", SHEET_MAY, sheet_text, offsetof(struct listing, group), NULL},
};

static void refuse_unknown(const struct peers *peers, struct sheet *sheet, struct str code)
{
    struct str *known = mem_array(sheet_mem(sheet), peers->count, sizeof *known);
    for (uint32_t i = 0; i < peers->count; i++)
        known[i] = peers->unit[i].code;
    sheet_wrong(sheet, "region", "region \"%.*s\" is not in the data%.*s", STR_ARG(code),
                STR_ARG(nearest_hint(sheet_mem(sheet), code, known, peers->count)));
}

void peers_read(struct mem *mem, struct peers *peers, struct reader *reader)
{
    static const struct sheet_form form = SHEET_FORM(struct listing, listing_column, DIAG_CATALOG, "--peers");
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct listing row;
    peers->list = true;
    peers->grouped = sheet_has(sheet, "group");
    while (sheet_next(sheet, &row)) {
        struct peer *unit = (struct peer *)peers_find(peers, row.region);
        if (unit) {
            unit->listed = true;
            unit->group = row.group;
        } else if (!peers->regions || !regions_find(peers->regions, row.region))
            refuse_unknown(peers, sheet, row.region);
    }
    sheet_close(sheet);
}

/* The same question by codes alone. */
static const char *why_not_by_code(const struct peer *unit, const struct peer *other)
{
    if (unit->digits < 0 || other->digits < 0 || unit->digits == other->digits)
        return NULL;
    int common = unit->digits < other->digits ? unit->digits : other->digits;
    if (memcmp(unit->code.at, other->code.at, (size_t)common) != 0)
        return N_("it is of another level");
    return unit->digits < other->digits ? N_("the unit contains it") : N_("it contains the unit");
}

const char *peers_why_not(const struct peers *peers, const struct peer *unit, const struct peer *other)
{
    if (unit == other)
        return N_("it is the unit itself");
    if (peers->list && !other->listed)
        return N_("it is not listed");
    if (peers->grouped && !str_eq(unit->group, other->group))
        return N_("it is of another group");
    if (!peers->regions)
        return why_not_by_code(unit, other);
    if (!unit->region || !other->region)
        return N_("it is not in the table of regions");
    if (region_above(peers->regions, unit->region, other->region))
        return N_("the unit contains it");
    if (region_above(peers->regions, other->region, unit->region))
        return N_("it contains the unit");
    return str_eq(unit->region->level, other->region->level) ? NULL : N_("it is of another level");
}

void peers_among(const struct peers *peers, const struct peer *unit, bool *among)
{
    for (uint32_t i = 0; i < peers->count; i++)
        among[i] = peers_why_not(peers, unit, &peers->unit[i]) == NULL;
}
