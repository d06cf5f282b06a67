/* show - see show.h */
#include "base/str.h"
#include "report/show.h"

/* ---- the peers one by one ---- */

/* Texts one behind the other, in room that was measured before. */
struct line {
    char *at;
    size_t length;
};

static void put(struct line *line, struct str text)
{
    if (text.length)
        memcpy(line->at + line->length, text.at, text.length);
    line->length += text.length;
}

static struct str show_peers(const struct placing *p)
{
    struct mem *mem = p->mem;
    if (!p->placed || p->shows == PEERS_COLUMN_COUNT)
        return answer_count(mem, (int64_t)p->position.of - 1, p->placed);
    size_t bytes = 0;
    for (uint32_t i = 0; i < p->heat->count; i++)
        bytes += p->heat->row[i]->region.length + p->heat->row[i]->value_text.length + 2;
    struct line line = {mem_take(mem, bytes), 0};
    for (uint32_t i = 0; i < p->heat->count; i++) {
        if (p->heat->slot[i] == p->slot)
            continue;
        if (line.length)
            put(&line, STR(" "));
        put(&line, p->heat->row[i]->region);
        put(&line, STR("="));
        put(&line, p->heat->row[i]->value_text);
    }
    return (struct str){line.at, line.length};
}

/* Is this entrant of another heat one that is listed apart there?  Who has several values is listed once. */
static bool stands_apart(const struct placing *p, uint32_t h, uint32_t i)
{
    uint32_t slot = p->meet->heat[h].slot[i];
    bool apart = p->heat->at[slot] == HEAT_NONE;
    for (uint32_t before = 0; before < h; before++)
        apart &= p->meet->heat[before].at[slot] == HEAT_NONE;
    return apart;
}

static struct str show_apart(const struct placing *p)
{
    struct mem *mem = p->mem;
    uint32_t apart = placing_apart(p);
    struct str list = {NULL, 0};
    if (!apart || p->shows == PEERS_COLUMN_COUNT)
        return answer_count(mem, apart, apart);
    for (uint32_t h = 0; h < p->meet->heats; h++)
        for (uint32_t i = 0; i < p->meet->heat[h].count; i++) {
            const struct observation *row = p->meet->heat[h].row[i];
            if (!stands_apart(p, h, i))
                continue;
            struct str why = str_eq(row->caliber, p->heat->caliber) ? row->unit
                             : row->caliber.length                   ? row->caliber
                                                                     : STR("plain");
            list = mem_append(mem, list, STR(" "), mem_join(mem, row->region, STR("="), row->value_text, STR("["), why,
                                                            STR("]")));
        }
    return list;
}

/* ---- figures beside what decides ---- */

/* A figure of a placing, with as many places as it takes not to reach what it is held against. */
static struct str show_measure(const struct placing *p, struct measure measure, enum position_beside beside,
                               enum position_places places)
{
    const int decimals[] = {[PLACES_VALUE] = p->places, [PLACES_SHARE] = SHARE_PLACES, [PLACES_INDEX] = INDEX_PLACES,
                            [PLACES_SCORE] = SCORE_PLACES};
    const struct num limit[][2] = {[BESIDE_OWN] = {p->position.value, p->position.value},
                                   [BESIDE_ZERO] = {num_of(0), num_of(0)},
                                   [BESIDE_HUNDRED] = {num_of(100), num_of(100)},
                                   [BESIDE_ENDS] = {num_of(0), num_of(1)}};
    return measure_text_beside(p->mem, measure, decimals[places], limit[beside], 2);
}

/* ---- who shares the best and the worst value ---- */

struct holders {
    struct str code, zh, en;
};

struct tied {
    struct holders best, worst;
};

enum holder_text { HOLDER_CODE, HOLDER_ZH, HOLDER_EN };

/* How a region is called; its code where the table has no such name. */
static struct str called(const struct placing *p, uint32_t rung, enum holder_text which)
{
    struct str code = p->heat->row[rung]->region;
    const struct region *region = identity_region(p->regions, code);
    struct str name = which == HOLDER_ZH ? region->name_zh : region->name_en;
    return which != HOLDER_CODE && name.length ? name : code;
}

/* The peers on the rungs from one to another in one text; names only where one of them has one. */
static struct str list(const struct placing *p, uint32_t from, uint32_t to, enum holder_text which)
{
    bool named = which == HOLDER_CODE;
    size_t bytes = 0;
    for (uint32_t i = from; i <= to; i++) {
        struct str name = called(p, i, which);
        named |= !str_eq(name, p->heat->row[i]->region);
        bytes += name.length + 1;
    }
    if (!named)
        return (struct str){NULL, 0};
    struct line line = {mem_take(p->mem, bytes), 0};
    for (uint32_t i = from; i <= to; i++) {
        if (p->heat->slot[i] == p->slot)
            continue;
        if (line.length)
            put(&line, STR(";"));
        put(&line, called(p, i, which));
    }
    return (struct str){line.at, line.length};
}

static struct holders holders_between(const struct placing *p, uint32_t from, uint32_t to)
{
    return (struct holders){list(p, from, to, HOLDER_CODE), list(p, from, to, HOLDER_ZH), list(p, from, to, HOLDER_EN)};
}

/* The rungs of the best and of the worst peer. */
static uint32_t best_rung(const struct placing *p)
{
    return p->position.at == 0 ? 1 : 0;
}

static uint32_t worst_rung(const struct placing *p)
{
    uint32_t last = p->heat->count - 1;
    return p->position.at == last ? last - 1 : last;
}

static bool same_value(const struct placing *p, uint32_t a, uint32_t b)
{
    return num_compare(p->heat->ladder.value[a], p->heat->ladder.value[b]) == 0;
}

/* Who has the best and who the worst value of the peers. */
static struct tied tied_of(const struct placing *p)
{
    uint32_t best = best_rung(p), best_end = best, worst = worst_rung(p), worst_start = worst;
    uint32_t last = p->heat->count - 1;
    while (best_end < last && same_value(p, best_end + 1, best))
        best_end++;
    while (worst_start > 0 && same_value(p, worst_start - 1, worst))
        worst_start--;
    return (struct tied){holders_between(p, best, best_end), holders_between(p, worst_start, worst)};
}

/* ---- header and rows ---- */

static const struct str placing_name[] = {PLACING_COLUMNS(ANSWER_NAME) PEERS_COLUMNS(ANSWER_NAME)};

struct choice show_choose(struct mem *mem, struct str list, enum peers_column shows)
{
    return answer_choose(mem, list, placing_name, shows == PEERS_COLUMN_NO ? SHOWN_apart : SHOWN_COUNT);
}

void show_header(struct writer *writer, const struct display *shown)
{
    for (uint32_t i = 0; i < shown->columns.count; i++)
        writer_plain(writer, placing_name[shown->columns.at[i]]);
    for (uint32_t i = 0; i < shown->bys; i++)
        writer_field(writer, shown->by[i]);
    writer_end(writer);
}

/* What the cells are made of. */
struct shown_row {
    struct identity identity;
    const struct observation *own, *best, *worst;
    struct tied tied;
};

#define SHOWN_CELL(name, meaning, text) \
    case SHOWN_##name: \
        return text;

static struct str cell_of(const struct placing *p, const struct shown_row *row, enum placing_column column)
{
    static const struct str none;
    struct mem *mem = p->mem;
    const struct identity *id = &row->identity;
    const struct observation *own = row->own, *best = row->best, *worst = row->worst;
    const struct tied tied = row->tied;
    switch (column) {
        PLACING_COLUMNS(SHOWN_CELL)
        PEERS_COLUMNS(SHOWN_CELL)
    case SHOWN_COUNT:
        break;
    }
    return none;
}

void show_row(struct writer *writer, const struct placing *p, const struct display *shown)
{
    static const struct observation no_observation;
    struct shown_row row = {.identity = p->id, .own = p->own ? p->own : &no_observation, .best = &no_observation,
                            .worst = &no_observation};
    if (p->placed) {
        row.best = p->heat->row[best_rung(p)];
        row.worst = p->heat->row[worst_rung(p)];
        if (shown->tied)
            row.tied = tied_of(p);
    }
    if (!row.identity.unit.length)
        row.identity.unit = row.own->unit;
    for (uint32_t i = 0; i < shown->columns.count; i++)
        writer_field(writer, cell_of(p, &row, (enum placing_column)shown->columns.at[i]));
    for (uint32_t i = 0; i < shown->bys; i++)
        writer_field(writer, p->cut->dimension[i]);
    writer_end(writer);
}
