/* catalog_byname - what people call a region beside its full name
 *
 * The one list of the words that say what kind of place it is.  normalize reads millions of
 * cells by a table of all spellings (its gazetteer), which is made from the same list; a
 * word of the command line is asked here. */
#include <strings.h>

#include "base/str.h"
#include "base/voice.h"
#include "meaning/catalog.h"

#define SHOWN 8
#define LEFT 6                /* bytes of a name without its ending: two Chinese characters */

/* A longer ending before one that it ends with. */
const struct byname_ending byname_ending[] = {
    {"自治区", {"zizhiqu", "autonomousregion"}},
    {"自治州", {"zizhizhou", "zhou", "autonomousprefecture", "prefecture"}},
    {"自治县", {"zizhixian", "xian", "autonomouscounty", "county"}},
    {"自治旗", {"zizhiqi", "qi", "autonomousbanner", "banner"}},
    {"地区", {"diqu", "prefecture"}},
    {"新区", {"xinqu", "newarea", "newdistrict"}},
    {"特区", {"tequ", "specialdistrict"}},
    {"街道", {"jiedao", "subdistrict"}},
    {"省", {"sheng", "province"}},
    {"市", {"shi", "city", "municipality"}},
    {"区", {"qu", "district"}},
    {"县", {"xian", "county"}},
    {"盟", {"meng", "league"}},
    {"旗", {"qi", "banner"}},
    {"州", {"zhou", "prefecture"}},
    {"镇", {"zhen", "town"}},
    {"乡", {"xiang", "township"}},
};
const size_t byname_endings = sizeof byname_ending / sizeof *byname_ending;

struct str byname_bare(struct str name, size_t i)
{
    struct str end = str_of(byname_ending[i].name);
    if (!str_ends(name, end) || name.length < end.length + LEFT)
        return (struct str){NULL, 0};
    return str_part(name, 0, name.length - end.length);
}

/* ---- which region a word means ---- */

static bool same(struct str name, struct str word)
{
    return name.length && name.length == word.length && strncasecmp(name.at, word.at, name.length) == 0;
}

/* Do the names of the region, and of those above it, make up the word? */
static bool fits(const struct regions *regions, const struct region *row, struct str word);

/* Is the word this name, alone or behind what a region above goes by? */
static bool ends_with(const struct regions *regions, const struct region *row, struct str name, struct str word)
{
    if (!name.length || name.length > word.length)
        return false;
    size_t before = word.length - name.length;
    if (!same(name, str_part(word, before, name.length)))
        return false;
    struct str path = str_trim(str_part(word, 0, before));
    if (!path.length)
        return true;
    while (row->parent_row != CATALOG_NONE) {
        row = &regions->row[row->parent_row];
        if (fits(regions, row, path))
            return true;
    }
    return false;
}

static bool fits(const struct regions *regions, const struct region *row, struct str word)
{
    struct str alias, aliases = row->aliases;
    if (ends_with(regions, row, row->name_zh, word) || ends_with(regions, row, row->short_name, word) ||
        ends_with(regions, row, row->name_en, word))
        return true;
    for (size_t i = 0; i < byname_endings; i++)
        if (ends_with(regions, row, byname_bare(row->name_zh, i), word))
            return true;
    while (str_cut(&aliases, '|', &alias))
        if (ends_with(regions, row, str_trim(alias), word))
            return true;
    return false;
}

bool byname_fits(const struct regions *regions, const struct region *row, struct str word)
{
    word = str_trim(word);
    return word.length && (same(row->code, word) || fits(regions, row, word));
}

/* ---- telling ---- */

struct str byname_described(struct mem *mem, const struct regions *regions, const struct region *row)
{
    struct str above = row->parent_row == CATALOG_NONE ? STR("") : regions->row[row->parent_row].name_zh;
    return mem_format(mem, "%.*s %.*s%.*s", STR_ARG(row->code), STR_ARG(above), STR_ARG(row->name_zh));
}

struct str byname_list(struct mem *mem, const struct regions *regions, const struct region *const *row, size_t count)
{
    struct str text = STR("");
    for (size_t i = 0; i < count && i < SHOWN; i++) {
        text = mem_format(mem, "%.*s%s%.*s", STR_ARG(text), i ? voice_text(", ") : "",
                          STR_ARG(byname_described(mem, regions, row[i])));
        if (row[i]->valid_to.known)
            text = say_format(mem, "%.*s (until %.*s)", STR_ARG(text), STR_ARG(row[i]->valid_to.text));
        else if (row[i]->valid_from.known)
            text = say_format(mem, "%.*s (since %.*s)", STR_ARG(text), STR_ARG(row[i]->valid_from.text));
    }
    return count > SHOWN ? say_format(mem, "%.*s and others", STR_ARG(text)) : text;
}
