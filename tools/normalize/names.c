/* names - see names.h
 *
 * Each list has an index: folded names, sorted, each with its row.  Answers are kept
 * by the text that was asked for, since a column holds few names many times.
 */
#include <stdlib.h>

#include "diag.h"
#include "group.h"
#include "heading.h"
#include "names.h"
#include "str.h"
#include "text.h"

struct entry {
    struct str key;
    uint32_t row;
};

struct index {
    struct entry *entry;
    size_t count, room;
};

struct names {
    struct mem *mem;
    const struct indicators *indicators;
    const struct regions *regions;
    const struct region *within;
    struct index indicator, region;
    struct group *answers[2]; /* of regions, of indicators: text -> struct name */
    struct name same;         /* the answer where there is no list */
};

/* ---- the index ---- */

static void put(struct mem *mem, struct index *index, struct str name, uint32_t row)
{
    struct str key = heading_key(mem, name);
    if (!key.length)
        return;
    index->entry = mem_grow(mem, index->entry, index->count, &index->room, sizeof *index->entry);
    index->entry[index->count++] = (struct entry){key, row};
}

static void put_aliases(struct mem *mem, struct index *index, struct str aliases, uint32_t row)
{
    struct str alias;
    while (str_cut(&aliases, '|', &alias))
        put(mem, index, alias, row);
}

static int by_key(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = str_cmp(x->key, y->key);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

static void sort(struct index *index)
{
    if (index->count)
        qsort(index->entry, index->count, sizeof *index->entry, by_key);
}

/* The first entry with this key, or where it would stand. */
static size_t first_entry(const struct index *index, struct str key)
{
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (str_cmp(index->entry[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct names *names_open(struct mem *mem, const struct indicators *indicators, const struct regions *regions,
                         const char *within)
{
    struct names *names = mem_take(mem, sizeof *names);
    names->mem = mem;
    names->indicators = indicators;
    names->regions = regions;
    for (uint32_t i = 0; indicators && i < indicators->count; i++) {
        const struct indicator *row = &indicators->row[i];
        put(mem, &names->indicator, row->code, i);
        put(mem, &names->indicator, row->name_zh, i);
        put(mem, &names->indicator, row->name_en, i);
        put(mem, &names->indicator, row->short_name, i);
        put_aliases(mem, &names->indicator, row->aliases, i);
    }
    for (uint32_t i = 0; regions && i < regions->count; i++) {
        const struct region *row = &regions->row[i];
        put(mem, &names->region, row->code, i);
        put(mem, &names->region, row->name_zh, i);
        put(mem, &names->region, row->name_en, i);
        put(mem, &names->region, row->short_name, i);
        put_aliases(mem, &names->region, row->aliases, i);
    }
    sort(&names->indicator);
    sort(&names->region);
    if (within && !regions)
        diag_fatal(DIAG_USAGE, NULL, "--within needs --regions");
    names->within = within ? regions_find(regions, str_of(within)) : NULL;
    if (within && !names->within)
        diag_fatal(DIAG_REGION, NULL, "--within: no region \"%s\" in %s", within, regions->file);
    names->answers[0] = group_open(1, sizeof(struct name));
    names->answers[1] = group_open(1, sizeof(struct name));
    return names;
}

/* ---- regions ---- */

#define SHOWN 8

/* Rows that a name may mean, each code once. */
struct found {
    const struct region *row[SHOWN];
    size_t count;             /* may be more than are kept */
};

static void add_region(const struct names *names, struct found *found, const struct region *row)
{
    if (names->within && row != names->within && !region_above(names->regions, names->within, row))
        return;
    for (size_t i = 0; i < found->count && i < SHOWN; i++)
        if (str_eq(found->row[i]->code, row->code))
            return;
    if (found->count < SHOWN)
        found->row[found->count] = row;
    found->count++;
}

static void by_name(const struct names *names, struct str key, struct found *found)
{
    for (size_t i = first_entry(&names->region, key); i < names->region.count; i++) {
        if (!str_eq(names->region.entry[i].key, key))
            break;
        add_region(names, found, &names->regions->row[names->region.entry[i].row]);
    }
}

/* Takes the name of a region, or of one above it, off the end of a path. */
static bool take_above(struct mem *mem, const struct regions *regions, const struct region *row, struct str *path)
{
    for (; row->parent_row != CATALOG_NONE; ) {
        row = &regions->row[row->parent_row];
        struct str name = heading_key(mem, row->name_zh), small = heading_key(mem, row->short_name);
        if (str_ends(*path, name) || (small.length && str_ends(*path, small))) {
            path->length -= str_ends(*path, name) ? name.length : small.length;
            return path->length == 0 || take_above(mem, regions, row, path);
        }
    }
    return false;
}

/* 浙江省宁波市江北区: a region's name behind the names of regions above it. */
static void by_path(const struct names *names, struct mem *mem, struct str key, struct found *found)
{
    for (uint32_t i = 0; i < names->regions->count; i++) {
        const struct region *row = &names->regions->row[i];
        struct str name = heading_key(mem, row->name_zh);
        if (name.length == 0 || name.length >= key.length || !str_ends(key, name))
            continue;
        struct str path = str_part(key, 0, key.length - name.length);
        if (take_above(mem, names->regions, row, &path))
            add_region(names, found, row);
    }
}

/* 宁波 for 宁波市. */
static void by_suffix(const struct names *names, struct mem *mem, struct str key, struct found *found)
{
    static const char *const suffix[] = {"省", "市", "区", "县", "自治区", "自治州", "自治县", "地区", "盟", "旗",
                                         "街道", "镇", "乡"};
    for (size_t i = 0; i < sizeof suffix / sizeof *suffix; i++)
        by_name(names, mem_format(mem, "%.*s%s", STR_ARG(key), suffix[i]), found);
}

static struct str list_regions(struct mem *mem, const struct regions *regions, const struct found *found)
{
    struct str text = STR("");
    for (size_t i = 0; i < found->count && i < SHOWN; i++) {
        const struct region *row = found->row[i];
        struct str above = row->parent_row == CATALOG_NONE ? STR("") : regions->row[row->parent_row].name_zh;
        text = mem_format(mem, "%.*s%s%.*s %.*s%.*s", STR_ARG(text), i ? ", " : "", STR_ARG(row->code), STR_ARG(above),
                          STR_ARG(row->name_zh));
    }
    return text;
}

static void look_for_region(struct names *names, struct str text, struct name *name)
{
    struct found found = {.count = 0};
    struct mem *mem = names->mem;
    struct str key = heading_key(mem, text);
    static const char *const how[] = {"name", "path", "suffix"};

    struct mem_mark mark = mem_mark(mem);
    by_name(names, key, &found);
    name->rule = how[0];
    if (!found.count) {
        by_path(names, mem, key, &found);
        name->rule = how[1];
    }
    if (!found.count && key.length > 3) {
        by_suffix(names, mem, key, &found);
        name->rule = how[2];
    }
    mem_rewind(mem, mark);
    if (found.count == 1) {
        name->region = found.row[0];
        name->code = found.row[0]->code;
        name->verdict = str_eq(name->code, text) ? NAME_CODE : NAME_FOUND;
        return;
    }
    name->verdict = found.count ? NAME_SEVERAL : NAME_UNKNOWN;
    if (found.count) {
        name->why = mem_format(mem, "may be %.*s%s", STR_ARG(list_regions(mem, names->regions, &found)),
                               found.count > SHOWN ? " and others" : "");
        return;
    }
    struct str near = names->within ? STR("") : regions_near(names->regions, text);
    name->why = names->within ? mem_format(mem, "is in no row of %s that lies in %.*s (--within)", names->regions->file,
                                           STR_ARG(names->within->code))
                : near.length ? mem_format(mem, "is in no row of %s; did you mean \"%.*s\"?", names->regions->file,
                                           STR_ARG(near))
                              : mem_format(mem, "is in no row of %s", names->regions->file);
}

/* ---- indicators ---- */

/* The rows with this key: how many codes, and the first. */
static size_t indicators_with(const struct names *names, struct str key, const struct indicator **first,
                              struct str *list)
{
    size_t count = 0;
    const struct indicator *last = NULL;
    for (size_t i = first_entry(&names->indicator, key); i < names->indicator.count; i++) {
        if (!str_eq(names->indicator.entry[i].key, key))
            break;
        const struct indicator *row = &names->indicators->row[names->indicator.entry[i].row];
        if (row == last)
            continue;
        last = row;
        *list = mem_format(names->mem, "%.*s%s%.*s %.*s", STR_ARG(*list), count ? ", " : "", STR_ARG(row->code),
                           STR_ARG(row->name_zh));
        if (count++ == 0)
            *first = row;
    }
    return count;
}

static void look_for_indicator(struct names *names, struct str text, struct name *name)
{
    struct str list = STR(""), bare = text;
    size_t count = indicators_with(names, heading_key(names->mem, text), &name->indicator, &list), stub;
    name->rule = "name";
    while (!count && (stub = heading_stub(bare)) > 0) {
        bare = text_trim(str_part(bare, stub, bare.length));
        count = indicators_with(names, heading_key(names->mem, bare), &name->indicator, &list);
        name->rule = "stub";
    }
    if (count == 1) {
        name->code = name->indicator->code;
        name->verdict = str_eq(name->code, text) ? NAME_CODE : NAME_FOUND;
        return;
    }
    name->indicator = NULL;
    name->verdict = count ? NAME_SEVERAL : NAME_UNKNOWN;
    struct str near = count ? STR("") : indicators_near(names->indicators, text);
    name->why = count         ? mem_format(names->mem, "may be %.*s", STR_ARG(list))
                : near.length ? mem_format(names->mem, "is in no row of %s; did you mean \"%.*s\"?",
                                           names->indicators->file, STR_ARG(near))
                              : mem_format(names->mem, "is in no row of %s", names->indicators->file);
}

/* ---- the face ---- */

static const struct name *ask(struct names *names, int which, struct str text)
{
    if (which == 0 ? !names->regions : !names->indicators) {
        names->same = (struct name){.verdict = NAME_CODE, .code = text, .rule = ""};
        return &names->same;
    }
    struct name *name = group_at(names->answers[which], &text);
    if (name->rule)
        return name;
    if (which == 0)
        look_for_region(names, mem_copy(names->mem, text), name);
    else
        look_for_indicator(names, mem_copy(names->mem, text), name);
    return name;
}

const struct name *names_region(struct names *names, struct str text)
{
    return ask(names, 0, text);
}

const struct name *names_indicator(struct names *names, struct str text)
{
    return ask(names, 1, text);
}

bool names_has_indicators(const struct names *names)
{
    return names->indicators != NULL;
}

void names_close(struct names *names)
{
    group_close(names->answers[0]);
    group_close(names->answers[1]);
}
