/* falls - see falls.h */
#include "base/group.h"
#include "base/str.h"
#include "line/falls.h"

/* What there is to do with an indicator's figures. */
struct fall {
    char sign;                /* what the mapping says: '-' turns them, '+' leaves them; 0: it says nothing */
    struct str name;          /* as a row of the mapping has to have it */
    uint64_t above, below;    /* figures so far */
    struct place first;       /* of those above 0 */
};

struct falls {
    struct mem *line;         /* where figures that were turned live */
    struct group *codes;      /* of struct fall, by code */
};

bool falls_is_name(struct str from)
{
    size_t characters = 0;
    for (size_t i = 0; i < from.length; i++)
        characters += ((unsigned char)from.at[i] & 0xc0) != 0x80;
    return characters > 1 && !str_eq(from, STR("()")) && !str_eq(from, STR("（）"));
}

/* ---- what is looked at ---- */

/* The code that a row's name stands for: by another row of the mapping, or by the list. */
static struct str code_of(struct mem *mem, const struct mapping *mapping, const struct indicators *indicators,
                          struct names *names, const struct mapping_row *row)
{
    const struct mapping_row *said = mapping_find(mem, mapping, MAPPING_INDICATOR, row->from);
    if (said || !indicators)
        return said ? said->to : row->from;
    if (indicators_find(indicators, row->from))
        return row->from;
    const struct name *name = names_indicator(names, row->from);
    if (!name->indicator)
        diag_fatal(DIAG_CATALOG, &row->from_place, "\"%.*s\" is neither a sign that can mean - or +, nor an indicator "
                   "of %s", STR_ARG(row->from), indicators->file);
    return name->code;
}

struct falls *falls_open(struct mem *mem, struct mem *line, const struct mapping *mapping,
                         const struct indicators *indicators, struct names *names)
{
    struct falls *falls = mem_take(mem, sizeof *falls);
    *falls = (struct falls){.line = line, .codes = group_open(1, sizeof(struct fall))};
    for (size_t i = 0; i < mapping->count; i++) {
        const struct mapping_row *row = &mapping->row[i];
        if (row->kind != MAPPING_SIGN || !falls_is_name(row->from))
            continue;
        struct str code = code_of(mem, mapping, indicators, names, row);
        struct fall *fall = group_at(falls->codes, &code);
        fall->sign = row->to.at[0];
    }
    for (uint32_t i = 0; indicators && i < indicators->count; i++) {
        const struct indicator *indicator = &indicators->row[i];
        if (indicator->kind != KIND_GROWTH || indicator->direction != DIRECTION_DOWN ||
            !indicator_says_fall(indicator))
            continue;
        struct fall *fall = group_at(falls->codes, &indicator->code);
        fall->name = indicator->name_zh.length ? indicator->name_zh : indicator->code;
    }
    if (group_count(falls->codes))
        return falls;
    group_close(falls->codes);
    return NULL;
}

/* ---- each figure ---- */

static struct str turned(struct mem *mem, struct str value)
{
    struct num number;
    if (!value.length || num_parse(value, &number) != NUM_OK || num_sign(number) == 0)
        return value;
    bool below = value.at[0] == '-';
    return below ? str_part(value, 1, value.length) : mem_format(mem, "-%.*s", STR_ARG(value));
}

/* At least 3 is at most -3. */
static struct str turned_bound(struct str qualifier)
{
    static const struct { const char *from, *to; } pair[] = {{"ge", "le"}, {"gt", "lt"}, {"le", "ge"}, {"lt", "gt"}};
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++)
        if (str_eq(qualifier, str_of(pair[i].from)))
            return str_of(pair[i].to);
    return qualifier;
}

void falls_take(struct falls *falls, struct str code, struct str caliber, struct place place,
                struct number_zh *number)
{
    struct num value;
    struct fall *fall = group_find(falls->codes, &code);
    bool total = str_starts(caliber, STR("target")) || number->caliber.length; /* [13.5] and a target are reductions */
    if (!fall || total || num_parse(number->value, &value) != NUM_OK)
        return;
    if (fall->sign == '-' && !number->change) {
        number->value = turned(falls->line, number->value);
        number->qualifier = turned_bound(number->qualifier);
        number->rules |= NUMBER_SIGN;
    }
    if (fall->sign || !fall->name.length || caliber.length)
        return;
    if (num_sign(value) > 0 && !fall->above++)
        fall->first = place;
    fall->below += num_sign(value) < 0;
}

void falls_close(struct falls *falls)
{
    struct group_walk walk = {0};
    while (falls && group_next(falls->codes, &walk)) {
        const struct fall *fall = walk.state;
        if (fall->above > fall->below)
            diag_report(DIAG_SERIES, &fall->first, "%.*s says a reduction, and %u of its %u figures are above 0, which "
                        "is a rise (a mapping row turns them: sign,%.*s,-; or says that they rose: sign,%.*s,+)",
                        STR_ARG(fall->name), (unsigned)fall->above, (unsigned)(fall->above + fall->below),
                        STR_ARG(fall->name), STR_ARG(fall->name));
    }
    if (falls)
        group_close(falls->codes);
}
