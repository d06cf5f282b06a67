/* role - see role.h */
#include "heading.h"
#include "num.h"
#include "period_zh.h"
#include "role.h"
#include "str.h"

/* ---- the tables ---- */

static const struct str role_names[] = {
#define O(NAME, column, need, meaning) {column, sizeof column - 1},
#include "roles.def"
#undef O
};

static const struct {
    enum role role;
    struct str header;
} synonym[] = {
#define H(NAME, header) {ROLE_##NAME, {header, sizeof header - 1}},
#include "roles.def"
#undef H
};

static const struct {
    struct str word, status;
} period_word[] = {
#define P(word, status) {{word, sizeof word - 1}, {status, sizeof status - 1}},
#include "roles.def"
#undef P
};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

struct str role_name(enum role role)
{
    return role_names[role];
}

struct str added_name(enum added added)
{
    static const struct str name[] = {
#define A(NAME, column, meaning) {column, sizeof column - 1},
#include "roles.def"
#undef A
    };
    return name[added];
}

enum role role_find(struct str name)
{
    for (size_t i = 0; i < LENGTH(role_names); i++)
        if (str_eq(name, role_names[i]))
            return (enum role)i;
    return ROLE_OTHER;
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
        return (*mapped)->to.length ? role_find((*mapped)->to) : ROLE_NONE;
    struct str key = heading_key(mem, name);
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

/* The header before a word, bare or in brackets; false when it does not end so. */
static bool before_word(struct str key, struct str word, struct str *before)
{
    bool bracketed = str_ends(key, STR(")"));
    struct str inner = str_part(key, 0, key.length - bracketed);
    if (!str_ends(inner, word))
        return false;
    *before = str_part(inner, 0, inner.length - word.length);
    if (bracketed && !str_ends(*before, STR("(")))
        return false;
    before->length -= bracketed;
    return before->length > 0;
}

bool role_period(struct mem *mem, const struct periods *how, struct str name, int year, struct str *period,
                 struct str *status)
{
    struct period_zh read;
    struct str key = heading_key(mem, name);
    *status = STR("");
    *period = name;
    if (!name.length || !is_likely_period(key))
        return false;
    if (period_zh_read(mem, how, name, year, &read))
        return true;
    for (size_t i = 0; i < LENGTH(period_word); i++) {
        if (!before_word(key, period_word[i].word, period))
            continue;
        *status = period_word[i].status;
        if (is_likely_period(*period) && period_zh_read(mem, how, *period, year, &read))
            return true;
    }
    return false;
}
