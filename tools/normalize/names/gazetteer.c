/* gazetteer - see gazetteer.h
 *
 * Each region has its spellings, folded and side by side; those with the same hash are
 * chained.  Full names are looked for first; then each region whose spelling ends the
 * text is held against those above it.
 */
#include <stdlib.h>

#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/heading.h"
#include "names/gazetteer.h"
#include "names/traditional.h"

enum kind { BARE, NAME, CODE }; /* without a suffix; in full or short; no name at all */

#define NO_SPELLING UINT32_MAX

struct spelling {
    struct str key;
    enum kind kind;
    uint32_t region;          /* its row */
    uint32_t next;            /* the next one in the chain */
};

struct gazetteer {
    struct mem *mem;
    const struct regions *regions;
    const struct region *within;
    struct str level;
    struct spelling *spelling;
    size_t count, room;
    size_t longest;           /* bytes of the longest spelling */
    size_t *first;            /* of each region; one more at the end */
    uint32_t *chain;          /* the first spelling of each chain, in their order */
    uint32_t mask;            /* the number of chains, a power of two, less 1 */
};

/* ---- spellings ---- */

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const struct byname_ending *suffix_of(struct str name)
{
    for (size_t i = 0; i < byname_endings; i++)
        if (str_ends(name, str_of(byname_ending[i].name)))
            return &byname_ending[i];
    return NULL;
}

/* Is the text in Latin letters?  Then its signs between words do not count either. */
static bool is_latin(struct str text)
{
    return text.length && ((text.at[0] >= 'a' && text.at[0] <= 'z') || (unsigned char)text.at[0] == 0xc3);
}

/* Without / and the like: 云南省/大理市, 云南省>大理市, 云南省·大理市. */
static struct str without_signs(struct mem *mem, struct str key)
{
    static const char signs[] = "/\\>|_:";
    char *into = mem_take(mem, key.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < key.length; i++) {
        bool dot = str_starts(str_part(key, i, 2), STR("·"));
        if (!dot && !memchr(signs, key.at[i], sizeof signs - 1))
            into[length++] = key.at[i];
        i += dot;
    }
    return (struct str){into, length};
}

/* heading_key; of Latin letters without apostrophes, commas and points, and with v for ü; of
 * others in simplified characters, without the signs that part a path. */
static struct str key_of(struct mem *mem, struct str text)
{
    static const struct { struct str from; const char *to; } fold[] = {
        {{"ü", 2}, "v"}, {{"Ü", 2}, "v"}, {{"’", 3}, ""}, {{"‘", 3}, ""}, {{"ʼ", 2}, ""},
        {{"'", 1}, ""},  {{"`", 1}, ""},  {{",", 1}, ""}, {{".", 1}, ""}, {{"，", 3}, ""}};
    struct str key = heading_key(mem, text);
    if (!is_latin(key))
        return without_signs(mem, traditional_fold(mem, key));
    char *into = mem_take(mem, key.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < key.length;) {
        struct str rest = str_part(key, i, key.length);
        size_t f = 0;
        while (f < LENGTH(fold) && !str_starts(rest, fold[f].from))
            f++;
        if (f == LENGTH(fold))
            into[length++] = key.at[i++];
        else if (*fold[f].to)
            into[length++] = *fold[f].to;
        i += f == LENGTH(fold) ? 0 : fold[f].from.length;
    }
    return (struct str){into, length};
}

static void put(struct gazetteer *g, size_t first, struct str key, enum kind kind)
{
    for (size_t i = first; i < g->count; i++)
        if (str_eq(g->spelling[i].key, key)) {
            g->spelling[i].kind = g->spelling[i].kind == BARE ? kind : g->spelling[i].kind;
            return;
        }
    if (!key.length)
        return;
    g->spelling = mem_grow(g->mem, g->spelling, g->count, &g->room, sizeof *g->spelling);
    g->spelling[g->count++] = (struct spelling){.key = key, .kind = kind};
    g->longest = key.length > g->longest ? key.length : g->longest;
}

/* A bare name in Latin letters, with the suffixes of the full name, and with u for ü. */
static void put_latin(struct gazetteer *g, size_t first, const struct byname_ending *suffix, struct str key)
{
    put(g, first, key, BARE);
    for (size_t i = 0; suffix && i < LENGTH(suffix->latin) && suffix->latin[i]; i++)
        put(g, first, mem_format(g->mem, "%.*s%s", STR_ARG(key), suffix->latin[i]), BARE);
    struct str plain = mem_copy(g->mem, key);
    char *at = (char *)plain.at;
    for (size_t i = 1; i < plain.length; i++)
        if (at[i] == 'v' && (at[i - 1] == 'l' || at[i - 1] == 'n'))
            at[i] = 'u';
    if (!str_eq(plain, key))
        put_latin(g, first, suffix, plain);
}

/* A name, and what it is without its suffix where two characters or more are left. */
static void put_name(struct gazetteer *g, size_t first, const struct byname_ending *suffix, struct str name,
                     enum kind kind)
{
    struct str key = key_of(g->mem, name);
    if (is_latin(key)) {
        put_latin(g, first, suffix, key);
        return;
    }
    struct str form[BYNAME_FORMS];
    size_t forms = byname_forms(g->mem, key, form);
    put(g, first, key, kind);
    for (size_t i = 0; i < forms; i++)
        put(g, first, form[i], BARE);
}

/* A short name is a bare one: 吉林 is a province and a city, 河北 also a district. */
static void put_region(struct gazetteer *g, uint32_t number)
{
    const struct region *row = &g->regions->row[number];
    const struct byname_ending *suffix = suffix_of(row->name_zh);
    struct str alias, aliases = row->aliases;
    size_t first = g->first[number] = g->count;
    put(g, first, key_of(g->mem, row->code), CODE);
    put_name(g, first, suffix, row->name_zh, NAME);
    put_name(g, first, suffix, row->short_name, BARE);
    put_name(g, first, suffix, row->name_en, BARE);
    while (str_cut(&aliases, '|', &alias))
        put_name(g, first, suffix, alias, NAME);
    for (size_t i = first; i < g->count; i++)
        g->spelling[i].region = number;
}

static void chain_up(struct gazetteer *g)
{
    g->mask = 1;
    while (g->mask < g->count)
        g->mask = g->mask * 2 + 1;
    g->chain = mem_array(g->mem, (size_t)g->mask + 1, sizeof *g->chain);
    for (size_t i = 0; i <= g->mask; i++)
        g->chain[i] = NO_SPELLING;
    for (size_t i = g->count; i-- > 0;) {
        uint32_t *chain = &g->chain[group_text_hash(g->spelling[i].key) & g->mask];
        g->spelling[i].next = *chain;
        *chain = (uint32_t)i;
    }
}

struct gazetteer *gazetteer_open(struct mem *mem, const struct regions *regions, const struct region *within,
                                 struct str level)
{
    struct gazetteer *g = mem_take(mem, sizeof *g);
    *g = (struct gazetteer){.mem = mem, .regions = regions, .within = within, .level = level};
    g->first = mem_array(mem, (size_t)regions->count + 1, sizeof *g->first);
    for (uint32_t i = 0; i < regions->count; i++)
        put_region(g, i);
    g->first[regions->count] = g->count;
    chain_up(g);
    return g;
}

/* ---- finding ---- */

static void add(const struct gazetteer *g, struct places_meant *meant, const struct region *row)
{
    if (g->within && row != g->within && !region_above(g->regions, g->within, row))
        return;
    if (g->level.length && !str_eq(row->level, g->level))
        return;
    for (size_t i = 0; i < meant->count; i++)
        if (str_eq(meant->row[i]->code, row->code))
            return;
    const struct region **wider = mem_array(g->mem, meant->count + 1, sizeof *wider);
    for (size_t i = 0; i < meant->count; i++)
        wider[i] = meant->row[i];
    wider[meant->count++] = row;
    meant->row = wider;
}

/* What stands in the place of a prefecture where there is none: 北京市市辖区朝阳区. */
static const char *const filler[] = {"市辖区", "市辖县", "省直辖县级行政区划", "自治区直辖县级行政区划",
                                     "省直辖县级行政单位", "自治区直辖县级行政单位", "直辖县级"};

/* Does a path hold nothing but names of regions above this one, the nearest last? */
static bool is_above(const struct gazetteer *g, const struct region *row, struct str path)
{
    if (!path.length)
        return true;
    for (size_t i = 0; i < LENGTH(filler); i++)
        if (str_ends(path, str_of(filler[i])) && path.length > str_of(filler[i]).length)
            path.length -= str_of(filler[i]).length;
    while (row->parent_row != CATALOG_NONE) {
        uint32_t above = row->parent_row;
        row = &g->regions->row[above];
        for (size_t i = g->first[above]; i < g->first[above + 1]; i++)
            if (g->spelling[i].kind != CODE && str_ends(path, g->spelling[i].key) &&
                is_above(g, row, str_part(path, 0, path.length - g->spelling[i].key.length)))
                return true;
    }
    return false;
}

/* The first spelling with this key from one of a chain on, or NO_SPELLING. */
static uint32_t spelled(const struct gazetteer *g, uint32_t from, struct str key)
{
    while (from != NO_SPELLING && !str_eq(g->spelling[from].key, key))
        from = g->spelling[from].next;
    return from;
}

static uint32_t first_spelled(const struct gazetteer *g, struct str key)
{
    return spelled(g, g->chain[group_text_hash(key) & g->mask], key);
}

static void find_names(const struct gazetteer *g, struct str key, struct places_meant *meant)
{
    for (uint32_t i = first_spelled(g, key); i != NO_SPELLING; i = spelled(g, g->spelling[i].next, key))
        if (g->spelling[i].kind != BARE)
            add(g, meant, &g->regions->row[g->spelling[i].region]);
}

static int by_number(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Bare names, and names behind those above them, in the order of the list; true when there
 * was such a path. */
static bool find_paths(const struct gazetteer *g, struct str key, struct places_meant *meant)
{
    uint32_t *found = NULL;
    size_t count = 0, room = 0;
    bool path = false;
    for (size_t from = key.length > g->longest ? key.length - g->longest : 0; from < key.length; from++) {
        struct str end = str_part(key, from, key.length);
        for (uint32_t i = first_spelled(g, end); i != NO_SPELLING; i = spelled(g, g->spelling[i].next, end))
            if (g->spelling[i].kind != CODE && is_above(g, &g->regions->row[g->spelling[i].region],
                                                        str_part(key, 0, from))) {
                found = mem_grow(g->mem, found, count, &room, sizeof *found);
                found[count++] = i;
                path = path || from;
            }
    }
    if (count)
        qsort(found, count, sizeof *found, by_number);
    for (size_t i = 0; i < count; i++)
        add(g, meant, &g->regions->row[g->spelling[found[i]].region]);
    return path;
}

/* Jiangbei District, Ningbo: as Ningbo Jiangbei District. */
static struct str turned(struct mem *mem, struct str text)
{
    struct str part, whole = STR(""), rest = text;
    while (str_cut(&rest, ',', &part))
        whole = mem_format(mem, "%.*s %.*s", STR_ARG(part), STR_ARG(whole));
    return whole;
}

/* ---- a code with a name ---- */

/* How many digits a text begins, or ends, with. */
static size_t digits_of(struct str text, bool end)
{
    size_t digits = 0;
    while (digits < text.length && str_is_digit(text.at[end ? text.length - 1 - digits : digits]))
        digits++;
    return digits;
}

/* Without brackets at the ends. */
static struct str without_brackets(struct str text)
{
    static const struct str bracket[] = {{"(", 1},  {")", 1},  {"[", 1},  {"]", 1},
                                         {"【", 3}, {"】", 3}, {"〔", 3}, {"〕", 3}};
    for (size_t i = 0; i < LENGTH(bracket); i++) {
        if (str_starts(text, bracket[i]))
            return without_brackets(str_part(text, bracket[i].length, text.length));
        if (str_ends(text, bracket[i]))
            return without_brackets(str_part(text, 0, text.length - bracket[i].length));
    }
    return text;
}

/* 532901000000, as lists of twelve digits have it: 532901. */
static struct str without_zeros(struct str code)
{
    if (code.length != 9 && code.length != 12)
        return code;
    for (size_t i = 6; i < code.length; i++)
        if (code.at[i] != '0')
            return code;
    return str_part(code, 0, 6);
}

static void find_code(const struct gazetteer *g, struct str code, struct places_meant *meant)
{
    code = without_zeros(code);
    for (uint32_t i = first_spelled(g, code); i != NO_SPELLING; i = spelled(g, g->spelling[i].next, code))
        if (g->spelling[i].kind == CODE)
            add(g, meant, &g->regions->row[g->spelling[i].region]);
}

/* 532901 大理市, 大理市(532901), 云南532901: one region where both mean it, or the name one above;
 * all that either means where they do not, none where one of them means nothing.  False where
 * there is no code and name. */
static bool find_coded(struct gazetteer *g, struct str key, struct places_meant *meant)
{
    struct str whole = without_brackets(key);
    bool behind = digits_of(whole, false) < 2;
    size_t digits = digits_of(whole, behind);
    struct str code = behind ? str_part(whole, whole.length - digits, digits) : str_part(whole, 0, digits);
    struct str name = without_brackets(behind ? str_part(whole, 0, whole.length - digits)
                                              : str_part(whole, digits, whole.length));
    struct places_meant coded = {NULL, 0, NULL};
    if (digits < 2 || (!name.length && str_eq(code, key)))
        return false;
    find_code(g, code, &coded);
    struct places_meant named = name.length ? gazetteer_find(g, name) : coded;
    for (size_t i = 0; i < named.count; i++)
        if (coded.count && (str_eq(named.row[i]->code, coded.row[0]->code) ||
                            region_above(g->regions, named.row[i], coded.row[0]))) {
            *meant = coded;
            return true;
        }
    for (size_t i = 0; i < named.count && coded.count; i++)
        add(g, &coded, named.row[i]);
    if (named.count)
        *meant = coded;
    return true;
}

/* Leaves out what bears the full name of its parent, where that is meant too. */
static void drop_stand_ins(const struct gazetteer *g, struct places_meant *meant)
{
    size_t kept = 0;
    for (size_t i = 0; i < meant->count; i++) {
        const struct region *row = meant->row[i];
        bool stands_in = false;
        for (size_t k = 0; k < meant->count && row->parent_row != CATALOG_NONE; k++)
            stands_in = stands_in || (meant->row[k] == &g->regions->row[row->parent_row] &&
                                      str_eq(meant->row[k]->name_zh, row->name_zh));
        if (!stands_in)
            meant->row[kept++] = row;
    }
    meant->count = kept;
}

struct places_meant gazetteer_find(struct gazetteer *g, struct str text)
{
    struct places_meant meant = {NULL, 0, "name"};
    struct str key = key_of(g->mem, text);
    find_names(g, key, &meant);
    if (!str_eq(traditional_fold(g->mem, text), text))
        meant.rule = "traditional";
    if (!meant.count && key.length > 3)
        meant.rule = find_paths(g, key, &meant) ? "path" : is_latin(key) ? "pinyin" : "suffix";
    if (!meant.count && digits_of(key, false) == key.length) {
        meant.rule = "code";
        find_code(g, key, &meant);
    } else if (!meant.count && find_coded(g, key, &meant)) {
        meant.rule = "code";
    }
    if (!meant.count && is_latin(key) && str_find(text, STR(",")) >= 0) {
        meant.rule = "path";
        find_paths(g, key_of(g->mem, turned(g->mem, text)), &meant);
    }
    drop_stand_ins(g, &meant);
    return meant;
}

/* ---- times ---- */

static enum region_time time_of(const struct region *row, int year)
{
    if (row->valid_to.known && year > period_end_year(row->valid_to.value))
        return REGION_ENDED;
    if (row->valid_from.known && year < period_end_year(row->valid_from.value))
        return REGION_TO_COME;
    return REGION_THERE;
}

enum region_time gazetteer_time(const struct regions *regions, const struct region *row, struct period period)
{
    int year = period_end_year(period);
    enum region_time time = time_of(row, year);
    if (time == REGION_THERE)
        return time;
    struct candidates same = regions_named(regions, row->code);
    for (uint32_t i = 0; i < same.count && time != REGION_THERE; i++)
        if (str_eq(regions->row[same.row[i]].code, row->code) &&
            time_of(&regions->row[same.row[i]], year) == REGION_THERE)
            time = REGION_THERE;
    return time;
}

/* ---- telling ---- */

struct str gazetteer_list(struct mem *mem, const struct regions *regions, const struct places_meant *meant)
{
    return byname_list(mem, regions, meant->row, meant->count);
}

struct str gazetteer_successor(struct mem *mem, const struct regions *regions, const struct region *row)
{
    const struct region *next = row->successor.length ? regions_find(regions, row->successor) : NULL;
    return next ? byname_described(mem, regions, next) : row->successor;
}

struct str gazetteer_predecessors(struct mem *mem, const struct regions *regions, const struct region *row)
{
    struct places_meant before = {NULL, 0, NULL};
    struct gazetteer all = {.mem = mem, .regions = regions};
    for (uint32_t i = 0; i < regions->count; i++)
        if (str_eq(regions->row[i].successor, row->code) && row->valid_from.known && regions->row[i].valid_to.known &&
            period_end_year(regions->row[i].valid_to.value) == period_end_year(row->valid_from.value))
            add(&all, &before, &regions->row[i]);
    return gazetteer_list(mem, regions, &before);
}
