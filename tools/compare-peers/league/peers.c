/* peers - see peers.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "league/peers.h"

/* ---- groups ---- */

static uint32_t group_number(struct mem *mem, struct peers *peers, struct str name)
{
    for (uint32_t g = 0; g < peers->groups; g++)
        if (str_eq(peers->group[g], name))
            return g;
    peers->group = mem_grow(mem, peers->group, peers->groups, &peers->room, sizeof *peers->group);
    peers->group[peers->groups] = name;
    return peers->groups++;
}

/* Is the unit in that group (0: in none at all)? */
static bool is_grouped(const struct peer *unit, uint32_t group)
{
    for (uint32_t i = 0; i < unit->groups; i++)
        if (unit->group[i] == group)
            return true;
    return group == 0 && unit->groups == 0;
}

static void join_group(struct mem *mem, struct peer *unit, uint32_t group)
{
    if (group == 0 || is_grouped(unit, group))
        return;
    uint32_t *grown = mem_array(mem, unit->groups + 1, sizeof *grown);
    if (unit->groups)
        memcpy(grown, unit->group, unit->groups * sizeof *grown);
    grown[unit->groups++] = group;
    unit->group = grown;
}

/* The groups of the table of regions. */
static void join_groups(struct mem *mem, struct peers *peers)
{
    for (uint32_t i = 0; i < peers->count; i++) {
        struct peer *unit = &peers->unit[i];
        struct str rest = unit->region ? unit->region->group : (struct str){NULL, 0}, piece;
        while (str_cut(&rest, '|', &piece))
            join_group(mem, unit, group_number(mem, peers, str_trim(piece)));
    }
}

struct peers peers_open(struct mem *mem, const struct regions *regions, enum peer_rule rule, const struct str *code,
                        uint32_t count)
{
    struct peers peers = {.regions = regions, .rule = rule, .unit = mem_array(mem, count, sizeof *peers.unit),
                          .count = count, .group = mem_array(mem, 1, sizeof *peers.group), .groups = 1, .room = 1};
    for (uint32_t i = 0; i < count; i++) {
        struct peer *unit = &peers.unit[i];
        *unit = (struct peer){.code = code[i], .digits = region_code_digits(code[i]),
                              .region = regions ? regions_find(regions, code[i]) : NULL};
        const struct region *above = unit->region;
        while (above && above->parent_row != CATALOG_NONE) {
            above = &regions->row[above->parent_row];
            unit->depth++;
        }
    }
    peers.grouped = rule == PEER_RULE_GROUP;
    if (peers.grouped)
        join_groups(mem, &peers);
    return peers;
}

struct peer *peers_find(const struct peers *peers, struct str code)
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

/* ---- the list ---- */

/* A row of it. */
struct listing {
    struct str region, group;
};

static const struct sheet_column listing_column[] = {
    {"region", SHEET_COLUMN, sheet_text, offsetof(struct listing, region), NULL},
    {"group", SHEET_MAY, sheet_text, offsetof(struct listing, group), NULL},
};

/* The codes that a name may mean. */
static struct asking_known peers_known(struct mem *mem, const struct peers *peers)
{
    struct str *code = mem_array(mem, peers->count, sizeof *code);
    for (uint32_t i = 0; i < peers->count; i++)
        code[i] = peers->unit[i].code;
    return (struct asking_known){code, peers->count, N_("the data")};
}

struct peer *peers_named(const struct peers *peers, struct sheet *sheet, struct str word, bool more)
{
    const struct asking_known known = peers_known(sheet_mem(sheet), peers);
    struct str code = asking_listed(sheet, "region", word, peers->regions, &known, more);
    return code.length ? peers_find(peers, code) : NULL;
}

struct peer *peers_called(struct mem *mem, const struct peers *peers, struct str word)
{
    struct str why;
    bool abroad;
    const struct asking_known known = peers_known(mem, peers);
    struct str code = asking_meant(mem, word, peers->regions, &known, &why, &abroad);
    return code.length ? peers_find(peers, code) : NULL;
}

void peers_read(struct mem *mem, struct peers *peers, struct reader *reader)
{
    static const struct sheet_form form = SHEET_FORM(struct listing, listing_column, DIAG_CATALOG, "--peers");
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct listing row;
    peers->list = true;
    peers->grouped |= sheet_has(sheet, "group");
    while (sheet_next(sheet, &row)) {
        struct peer *unit = peers_named(peers, sheet, row.region, true);
        if (!unit)
            continue;
        unit->listed = true;
        join_group(mem, unit, group_number(mem, peers, row.group));
    }
    sheet_close(sheet);
}

/* ---- who is whose peer ---- */

/* Does one contain the other, and which?  By codes alone. */
static const char *contains_by_code(const struct peer *unit, const struct peer *other)
{
    if (unit->digits < 0 || other->digits < 0 || unit->digits == other->digits)
        return NULL;
    int common = unit->digits < other->digits ? unit->digits : other->digits;
    if (memcmp(unit->code.at, other->code.at, (size_t)common) != 0)
        return NULL;
    return unit->digits < other->digits ? N_("the unit contains it") : N_("it contains the unit");
}

/* By the table: of two that have as many regions above them none contains the other. */
static const char *contains_by_table(const struct peers *peers, const struct peer *unit, const struct peer *other)
{
    if (unit->depth < other->depth && region_above(peers->regions, unit->region, other->region))
        return N_("the unit contains it");
    if (unit->depth > other->depth && region_above(peers->regions, other->region, unit->region))
        return N_("it contains the unit");
    return NULL;
}

static bool same_level(const struct peers *peers, const struct peer *unit, const struct peer *other)
{
    if (peers->rule == PEER_RULE_EVERYONE)
        return true;
    if (peers->regions)
        return str_eq(unit->region->level, other->region->level);
    return unit->digits < 0 || other->digits < 0 || unit->digits == other->digits;
}

const char *peers_why_not(const struct peers *peers, const struct peer *unit, const struct peer *other, uint32_t group)
{
    if (unit == other)
        return N_("it is the unit itself");
    if (other->pacesetter)
        return N_("it sets the pace, in another league");
    if (peers->list && !other->listed)
        return N_("it is not listed");
    if (peers->grouped && !is_grouped(other, group))
        return N_("it is of another group");
    if (peers->regions && (!unit->region || !other->region))
        return N_("it is not in the table of regions");
    const char *contains = peers->regions ? contains_by_table(peers, unit, other) : contains_by_code(unit, other);
    if (contains)
        return contains;
    if (!same_level(peers, unit, other))
        return N_("it is of another level");
    if (peers->rule == PEER_RULE_PARENT && !str_eq(unit->region->parent, other->region->parent))
        return N_("it has another parent");
    return NULL;
}

/* Do the codes alone decide?  Then none contains another on its own level. */
static bool goes_by_code(const struct peers *peers)
{
    return !peers->regions && !peers->list && !peers->grouped && peers->rule == PEER_RULE_LEVEL;
}

void peers_among(const struct peers *peers, const struct peer *unit, uint32_t group, bool *among)
{
    if (goes_by_code(peers)) {
        for (uint32_t i = 0; i < peers->count; i++)
            among[i] = !peers->unit[i].pacesetter && same_level(peers, unit, &peers->unit[i]);
        among[unit - peers->unit] = false;
        return;
    }
    for (uint32_t i = 0; i < peers->count; i++)
        among[i] = peers_why_not(peers, unit, &peers->unit[i], group) == NULL;
}

struct str peers_parent(struct mem *mem, const struct peers *peers, const struct peer *unit)
{
    if (peers->regions)
        return unit->region ? unit->region->parent : (struct str){NULL, 0};
    if (unit->digits <= 0)
        return (struct str){NULL, 0};
    char parent[6] = "000000";
    memcpy(parent, unit->code.at, (size_t)unit->digits - 2);
    return mem_copy(mem, (struct str){parent, sizeof parent});
}
