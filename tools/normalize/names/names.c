/* names - see names.h
 *
 * Each list has an index: folded names, sorted, each with its row.  Answers are kept
 * by the text that was asked for, since a column holds few names many times.
 */
#include <stdlib.h>

#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/heading.h"
#include "frame/asking.h"
#include "io/text.h"
#include "names/gazetteer.h"
#include "names/names.h"

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
    struct str admits;        /* which regions, for messages: lies in 330200 (--within); empty: all */
    struct gazetteer *gazetteer;
    struct index indicator;
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

/* The region that --within means, by its code or its name; null for null. */
static const struct region *find_within(struct mem *mem, const struct regions *regions, const char *within)
{
    if (!within)
        return NULL;
    struct str *code = mem_array(mem, regions->count, sizeof *code);
    for (uint32_t i = 0; i < regions->count; i++)
        code[i] = regions->row[i].code;
    const struct asking_known known = {code, regions->count, regions->file};
    return regions_find(regions, asking_region(mem, "--within", within, regions, &known));
}

struct names *names_open(struct mem *mem, const struct indicators *indicators, const struct regions *regions,
                         const char *within, const char *level)
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
    sort(&names->indicator);
    if ((within || level) && !regions)
        diag_fatal(DIAG_USAGE, NULL, "--%s needs --regions", within ? "within" : "level");
    if (level)
        asking_level(mem, "--level", str_of(level), regions);
    names->within = find_within(mem, regions, within);
    if (names->within && level)
        names->admits = say_format(mem, "lies in %.*s (--within) and is a %s (--level)", STR_ARG(names->within->code),
                                   level);
    else if (names->within)
        names->admits = say_format(mem, "lies in %.*s (--within)", STR_ARG(names->within->code));
    else if (level)
        names->admits = say_format(mem, "is a %s (--level)", level);
    if (regions)
        names->gazetteer = gazetteer_open(mem, regions, names->within, str_of(level));
    names->answers[0] = group_open(1, sizeof(struct name));
    names->answers[1] = group_open(1, sizeof(struct name));
    return names;
}

/* ---- regions ---- */

static struct str may_be(struct mem *mem, const struct names *names, const struct places_meant *meant)
{
    struct str list = gazetteer_list(mem, names->regions, meant);
    if (str_eq(str_of(meant->rule), STR("code")))
        return say_format(mem, "has the code of one region and the name of another: %.*s (a mapping row settles it)",
                          STR_ARG(list));
    return names->admits.length ? say_format(mem, "may be %.*s", STR_ARG(list))
                                : say_format(mem, "may be %.*s (--within or --level can settle it)", STR_ARG(list));
}

static void look_for_region(struct names *names, struct str text, struct name *name)
{
    struct mem *mem = names->mem;
    struct places_meant *meant = &name->meant;
    *meant = gazetteer_find(names->gazetteer, text);
    name->rule = meant->rule;
    if (meant->count == 1) {
        name->region = meant->row[0];
        name->code = name->region->code;
        name->verdict = str_eq(name->code, text) ? NAME_CODE : NAME_FOUND;
        return;
    }
    name->verdict = meant->count ? NAME_SEVERAL : NAME_UNKNOWN;
    if (meant->count) {
        name->why = may_be(mem, names, meant);
        return;
    }
    name->why = names->admits.length ? say_format(mem, "is in no row of %s that %.*s", names->regions->file,
                                                  STR_ARG(names->admits))
                                     : say_format(mem, "is in no row of %s%.*s", names->regions->file,
                                                  STR_ARG(diag_hears(DIAG_REGION)
                                                              ? near_hint(mem, regions_near(names->regions, text))
                                                              : STR("")));
}

/* Is the only region that is meant there in the period?  Else the reason. */
static bool is_there(struct mem *mem, const struct names *names, const struct name *name, struct period period,
                     struct str *why)
{
    const struct region *row = name->region;
    enum region_time time = gazetteer_time(names->regions, row, period);
    if (time == REGION_THERE)
        return true;
    bool ended = time == REGION_ENDED;
    struct str other = ended ? gazetteer_successor(mem, names->regions, row)
                             : gazetteer_predecessors(mem, names->regions, row);
    if (other.length)
        other = say_format(mem, ended ? N_("; its successor is %.*s") : N_("; before it there was %.*s"),
                           STR_ARG(other));
    *why = say_format(mem, ended ? N_("(%.*s) was a region until %.*s, and this is of %.*s%.*s")
                                 : N_("(%.*s) was a region only since %.*s, and this is of %.*s%.*s"),
                      STR_ARG(name->verdict == NAME_CODE ? row->name_zh : row->code),
                      STR_ARG((ended ? row->valid_to : row->valid_from).text), STR_ARG(period_text(mem, period)),
                      STR_ARG(other));
    return false;
}

bool names_is_timed(const struct name *name)
{
    bool timed = false;
    for (size_t i = 0; i < name->meant.count; i++)
        timed = timed || name->meant.row[i]->valid_from.known || name->meant.row[i]->valid_to.known;
    return timed;
}

const struct region *names_then(struct mem *mem, const struct names *names, const struct name *name,
                                struct period period, struct str *why)
{
    const struct region *there = NULL;
    if (name->meant.count == 1)
        return is_there(mem, names, name, period, why) ? name->region : NULL;
    struct places_meant left = {mem_array(mem, name->meant.count, sizeof *left.row), 0, name->rule};
    bool later = false;
    for (size_t i = 0; i < name->meant.count; i++) {
        enum region_time time = gazetteer_time(names->regions, name->meant.row[i], period);
        later = later || time == REGION_TO_COME;
        there = time == REGION_THERE ? name->meant.row[i] : there;
        if (time != REGION_ENDED)
            left.row[left.count++] = name->meant.row[i];
    }
    *why = left.count ? may_be(mem, names, &left) : name->why;
    return left.count == 1 && !later ? there : NULL;
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
        *list = mem_format(names->mem, "%.*s%s%.*s %.*s", STR_ARG(*list), count ? voice_text(", ") : "",
                           STR_ARG(row->code),
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
    name->why = count ? say_format(names->mem, "may be %.*s", STR_ARG(list))
                      : say_format(names->mem, "is in no row of %s%.*s", names->indicators->file,
                                   STR_ARG(diag_hears(DIAG_INDICATOR)
                                               ? near_hint(names->mem, indicators_near(names->indicators, text))
                                               : STR("")));
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
