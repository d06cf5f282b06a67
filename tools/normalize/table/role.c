/* role - see role.h */
#include "base/str.h"
#include "cell/heading.h"
#include "cell/period_zh.h"
#include "table/role.h"
#include "values/num.h"

/* ---- the tables ---- */

static const struct {
    enum role role;
    struct str header;
} synonym[] = {
#define H(NAME, header) {ROLE_##NAME, {header, sizeof header - 1}},
#include "table/roles.def"
#undef H
};

static const struct str scale_header[] = {
#define K(header) {header, sizeof header - 1},
#include "table/roles.def"
#undef K
};

static const struct {
    struct str word;
    struct gloss measure;
} period_word[] = {
#define S(text) {text, sizeof text - 1}
#define P(word, status, caliber, unit) {S(word), {S(status), S(caliber), S(unit), false}},
#include "table/roles.def"
#undef P
#undef S
};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

struct str role_name(enum role role)
{
    return observed_row((enum observed)role)->name;
}

struct str added_name(enum added added)
{
    static const struct str name[] = {
#define A(NAME, column, meaning) {column, sizeof column - 1},
#include "table/roles.def"
#undef A
    };
    return name[added];
}

enum role role_find(struct str name)
{
    enum observed column = observed_find(name);
    return column < (enum observed)ROLE_COUNT ? (enum role)column : ROLE_OTHER;
}

/* ---- what a cell of a header says ---- */

enum role role_of(struct mem *mem, const struct mapping *mapping, struct str header, struct str name, uint32_t number,
                  const struct mapping_row **mapped)
{
    *mapped = NULL;
    if (mapping->count)
        *mapped = mapping_find(mem, mapping, MAPPING_COLUMN, mem_format(mem, "#%u", number));
    if (!*mapped && name.length)
        *mapped = mapping_find(mem, mapping, MAPPING_COLUMN, header);
    if (!*mapped && name.length)
        *mapped = mapping_find(mem, mapping, MAPPING_COLUMN, name);
    if (*mapped)
        return !(*mapped)->to.length                  ? ROLE_NONE
               : str_eq((*mapped)->to, STR("scale")) ? ROLE_SCALE
                                                      : role_find((*mapped)->to);
    struct str key = heading_key(mem, name);
    for (size_t i = 0; i < LENGTH(scale_header); i++)
        if (str_eq(key, scale_header[i]))
            return ROLE_SCALE;
    enum role role = role_find(key);
    for (size_t i = 0; role == ROLE_OTHER && i < LENGTH(synonym); i++)
        if (str_eq(key, synonym[i].header))
            role = synonym[i].role;
    return role;
}

bool role_is_sdmx_frame(struct str header)
{
    return str_eq(header, STR("STRUCTURE")) || str_eq(header, STR("STRUCTURE_ID")) || str_eq(header, STR("ACTION")) ||
           str_eq(header, STR("DATAFLOW"));
}

/* A bare number is a year only where it looks like one of our time. */
static bool is_likely_period(struct str text)
{
    struct num value;
    if (num_parse(text, &value) != NUM_OK)
        return true;
    return (text.length == 4 || text.length == 6) && (str_starts(text, STR("19")) || str_starts(text, STR("20")));
}

/* The header before a word of the table, bare or in brackets, with its unit behind it
 * or not; false when it does not end so. */
static bool before_word(struct str key, size_t which, struct str *before, struct gloss *measure)
{
    struct str word = period_word[which].word;
    bool bracketed = str_ends(key, STR(")"));
    struct str inner = str_part(key, 0, key.length - bracketed);
    *measure = period_word[which].measure;
    measure->unit_said = measure->unit.length && str_ends(inner, measure->unit);
    inner.length -= measure->unit_said ? measure->unit.length : 0;
    if (!str_ends(inner, word))
        return false;
    *before = str_part(inner, 0, inner.length - word.length);
    if (bracketed && !str_ends(*before, STR("(")))
        return false;
    before->length -= bracketed;
    return true;
}

bool role_period(struct mem *mem, const struct periods *how, struct str name, int year, struct str *period,
                 struct gloss *measure)
{
    struct period_zh read;
    struct str key = heading_key(mem, name);
    *measure = (struct gloss){.unit_said = false};
    *period = name;
    if (!name.length || !is_likely_period(key))
        return false;
    if (period_zh_read(mem, how, name, year, &read))
        return true;
    for (size_t i = 0; i < LENGTH(period_word); i++)
        if (before_word(key, i, period, measure) && period->length && is_likely_period(*period) &&
            period_zh_read(mem, how, *period, year, &read))
            return true;
    return false;
}

bool role_measure(struct mem *mem, struct str name, struct gloss *measure)
{
    struct str key = heading_key(mem, name), before;
    for (size_t i = 0; i < LENGTH(period_word); i++)
        if (before_word(key, i, &before, measure) && !before.length)
            return true;
    return false;
}

bool role_has_own_unit(struct str caliber)
{
    for (size_t i = 0; caliber.length && i < LENGTH(period_word); i++)
        if (str_eq(period_word[i].measure.caliber, caliber))
            return period_word[i].measure.unit.length > 0;
    return false;
}
