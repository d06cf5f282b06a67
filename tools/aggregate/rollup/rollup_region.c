/* rollup_region - see rollup_region.h */
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "rollup/rollup_region.h"

enum { STEPS_MOST = 64 };     /* of successors: more is a circle */

/* What is known of a code: the first of each list, less 1. */
struct lists {
    uint32_t same, child, old;
};

/* Codes that were looked for lately, by where their text stands: the same few are asked for again and again. */
enum { LATELY = 1 << 11 };
struct lately {
    struct str code;
    struct lists *lists;
};

struct territory {
    struct mem *mem;
    struct lately *lately;
    struct group *codes;      /* key: code, state: struct lists */
    struct version *version;
    size_t count, room;
    bool open;                /* no table: every code is a region */
};

static struct lists *lists_of(const struct territory *territory, struct str code)
{
    struct lately *lately = &territory->lately[((uintptr_t)code.at >> 4) % LATELY];
    if (lately->lists && str_eq(lately->code, code))
        return lately->lists;
    struct lists *lists = group_find(territory->codes, &code);
    if (lists)
        *lately = (struct lately){group_key(territory->codes, lists, 0), lists};
    return lists;
}

/* Puts a version at the front of its three lists. */
static void add(struct territory *territory, struct version version)
{
    territory->version = mem_grow(territory->mem, territory->version, territory->count, &territory->room,
                                  sizeof version);
    uint32_t number = (uint32_t)territory->count++;
    struct lists *own = group_at(territory->codes, &version.code);
    version.next_same = own->same - 1;
    own->same = number + 1;
    version.next_child = version.next_old = REGION_NONE;
    if (version.parent.length) {
        struct lists *above = group_at(territory->codes, &version.parent);
        version.next_child = above->child - 1;
        above->child = number + 1;
    }
    if (version.successor.length && !str_eq(version.successor, version.code)) {
        struct lists *later = group_at(territory->codes, &version.successor);
        version.next_old = later->old - 1;
        later->old = number + 1;
    }
    territory->version[number] = version;
}

static void refuse_overlap(const struct territory *territory, const char *file, uint32_t number)
{
    const struct version *row = &territory->version[number];
    for (uint32_t i = row->next_same; i != REGION_NONE; i = territory->version[i].next_same)
        if (territory->version[i].from <= row->to && row->from <= territory->version[i].to)
            diag_fatal(DIAG_CATALOG, &(struct place){.file = file},
                       "\"%.*s\" has two rows that are valid on one day (valid_from, valid_to)",
                       STR_ARG(row->code));
}

struct territory *territory_open(struct mem *mem, const struct regions *regions)
{
    struct territory *territory = mem_take(mem, sizeof *territory);
    *territory = (struct territory){.mem = mem, .codes = group_open(1, sizeof(struct lists)), .open = !regions,
                                    .lately = mem_array(mem, LATELY, sizeof *territory->lately)};
    for (uint32_t i = regions ? regions->count : 0; i-- > 0;) { /* so that lists are in the order of the file */
        const struct region *row = &regions->row[i];
        add(territory, (struct version){
                           .code = row->code, .level = row->level, .parent = row->parent, .successor = row->successor,
                           .from = row->valid_from.known ? row->valid_from.value.first : INT32_MIN,
                           .to = row->valid_to.known ? row->valid_to.value.last : INT32_MAX});
        refuse_overlap(territory, regions->file, (uint32_t)territory->count - 1);
    }
    return territory;
}

void territory_close(struct territory *territory)
{
    group_close(territory->codes);
}

const struct version *territory_version(const struct territory *territory, uint32_t version)
{
    return &territory->version[version];
}

bool territory_knows(struct territory *territory, struct str code)
{
    struct lists *lists = lists_of(territory, code);
    if (lists && lists->same)
        return true;
    if (territory->open)
        add(territory, (struct version){.code = code, .from = INT32_MIN, .to = INT32_MAX});
    return territory->open;
}

bool version_holds(const struct version *version, int32_t day)
{
    return version->from <= day && day <= version->to;
}

uint32_t territory_at(const struct territory *territory, struct str code, int32_t day)
{
    const struct lists *lists = lists_of(territory, code);
    uint32_t number = lists ? lists->same - 1 : REGION_NONE;
    while (number != REGION_NONE && !version_holds(&territory->version[number], day))
        number = territory->version[number].next_same;
    return number;
}

uint32_t territory_children(const struct territory *territory, struct str code)
{
    const struct lists *lists = lists_of(territory, code);
    return lists ? lists->child - 1 : REGION_NONE;
}

uint32_t territory_olds(const struct territory *territory, struct str code)
{
    const struct lists *lists = lists_of(territory, code);
    return lists ? lists->old - 1 : REGION_NONE;
}

uint32_t territory_home(const struct territory *territory, struct str code, int32_t was, int32_t day, struct str level)
{
    uint32_t number = territory_at(territory, code, was);
    for (int steps = 0; number != REGION_NONE && steps < STEPS_MOST; steps++) {
        const struct version *row = &territory->version[number];
        uint32_t now = territory_at(territory, row->code, day);
        if (now != REGION_NONE) {
            number = now;
            break;
        }
        uint32_t later = territory_at(territory, row->successor, day);
        if (later == REGION_NONE && lists_of(territory, row->successor))
            later = lists_of(territory, row->successor)->same - 1;
        if (later == REGION_NONE)
            break;
        number = later;
    }
    for (int steps = 0; level.length && number != REGION_NONE && steps < STEPS_MOST; steps++) {
        const struct version *row = &territory->version[number];
        if (str_eq(row->level, level))
            return number;
        int32_t then = version_holds(row, day) ? day : was;
        number = territory_at(territory, row->parent, then);
    }
    return level.length ? REGION_NONE : number;
}
