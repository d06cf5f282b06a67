/* peers - see peers.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "io/column.h"
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

struct peer peers_unit(const struct regions *regions, struct str code)
{
    return (struct peer){
        .code = code, .digits = code_digits(code), .region = regions ? regions_find(regions, code) : NULL};
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

static _Noreturn void unknown(const struct peers *peers, struct mem *mem, struct place place, struct str code)
{
    struct str *known = mem_array(mem, peers->count, sizeof *known);
    for (uint32_t i = 0; i < peers->count; i++)
        known[i] = peers->unit[i].code;
    ptrdiff_t near = str_nearest(code, known, peers->count);
    if (near >= 0)
        diag_fatal(DIAG_CATALOG, &place, "region \"%.*s\" is not in the data; did you mean \"%.*s\"?", STR_ARG(code),
                   STR_ARG(known[near]));
    diag_fatal(DIAG_CATALOG, &place, "region \"%.*s\" is not in the data", STR_ARG(code));
}

void peers_read(struct mem *mem, struct peers *peers, struct reader *reader)
{
    struct columns columns = column_header(mem, reader);
    uint32_t region = column_need(&columns, STR("region"), "--peers"), group = column_find(&columns, STR("group"));
    const struct record *record;
    peers->list = true;
    peers->grouped = group != COLUMN_NONE;
    while ((record = reader_next(reader))) {
        struct str code = record_field(record, region);
        struct peer *unit = (struct peer *)peers_find(peers, code);
        if (unit) {
            unit->listed = true;
            unit->group = group == COLUMN_NONE ? (struct str){NULL, 0} : mem_copy(mem, record_field(record, group));
        } else if (!peers->regions || !regions_find(peers->regions, code))
            unknown(peers, mem, reader_place(reader, region), code);
    }
    reader_close(reader);
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

bool peers_are(const struct peers *peers, const struct peer *unit, const struct peer *other)
{
    return peers_why_not(peers, unit, other) == NULL;
}
