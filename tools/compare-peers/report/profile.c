/* profile - see profile.h */
#include <stdlib.h>

#include "base/diag.h"
#include "base/str.h"
#include "meaning/sheet.h"
#include "report/profile.h"

/* What is kept of a placing. */
struct taken {
    uint32_t berth, code;     /* the indicator, by its number */
    uint32_t rank, of, worse; /* worse: how many of the others are */
    int32_t gained, both;     /* places since, among so many; both 0: not known */
    int8_t quartile, median;  /* median: the sign of the gap to it */
    bool noisy;
};

/* A domain or a field. */
struct part {
    const char *scope;
    struct str code, zh;
};

struct profiles {
    struct mem *mem;
    const struct section_codes *codes;
    const struct indicator **indicator; /* of each code; never null */
    uint32_t top;
    struct part *part;        /* the panel first */
    uint32_t parts;
    struct taken *taken;
    uint32_t count;
    size_t room, part_room;
};

/* ---- parts ---- */

static void add_part(struct profiles *profiles, const char *scope, struct str code, struct str zh)
{
    for (uint32_t i = 0; i < profiles->parts; i++)
        if (profiles->part[i].scope == scope && str_eq(profiles->part[i].code, code))
            return;
    profiles->part = mem_grow(profiles->mem, profiles->part, profiles->parts, &profiles->part_room,
                              sizeof *profiles->part);
    profiles->part[profiles->parts++] = (struct part){scope, code, zh};
}

static const char panel_scope[] = "panel", domain_scope[] = "domain", field_scope[] = "field";

/* Is this code one of those that stand in a list parted by | ? */
static bool lists(struct str list, struct str code)
{
    struct str piece;
    while (str_cut(&list, '|', &piece))
        if (str_eq(str_trim(piece), code))
            return true;
    return false;
}

static bool belongs(const struct part *part, const struct indicator *indicator)
{
    return part->scope == panel_scope ||
           (part->scope == domain_scope ? str_eq(indicator->domain, part->code) : lists(indicator->field, part->code));
}

/* A row of the table of pillars. */
struct pillar {
    struct str pillar, kind, name_zh;
};

static void read_fields(struct profiles *profiles, struct reader *reader)
{
    static const struct sheet_column column[] = {
        {"pillar", SHEET_FULL, sheet_text, offsetof(struct pillar, pillar), NULL},
        {"kind", SHEET_MAY, sheet_text, offsetof(struct pillar, kind), NULL},
        {"name_zh", SHEET_MAY, sheet_text, offsetof(struct pillar, name_zh), NULL},
    };
    static const struct sheet_form form = SHEET_FORM(struct pillar, column, DIAG_CATALOG, "--fields");
    struct sheet *sheet = sheet_open(profiles->mem, reader, &form);
    struct pillar row;
    while (sheet_next(sheet, &row))
        if (row.kind.length == 0 || str_eq(row.kind, STR("field")))
            add_part(profiles, field_scope, row.pillar, row.name_zh);
    sheet_close(sheet);
}

/* A field that an indicator names and the table of fields has not. */
static void tell_strangers(const struct profiles *profiles, uint32_t known)
{
    for (uint32_t i = known; i < profiles->parts; i++)
        if (profiles->part[i].scope == field_scope)
            diag_report(DIAG_UNKNOWN, NULL, "the indicators name the field \"%.*s\", which --fields lacks",
                        STR_ARG(profiles->part[i].code));
}

struct profiles *profiles_open(struct mem *mem, const struct section_codes *codes, const struct indicators *catalog,
                               uint32_t top, struct reader *fields)
{
    struct profiles *profiles = mem_take(mem, sizeof *profiles);
    *profiles = (struct profiles){.mem = mem, .codes = codes, .top = top,
                                  .indicator = mem_array(mem, codes->count, sizeof *profiles->indicator)};
    add_part(profiles, panel_scope, (struct str){NULL, 0}, (struct str){NULL, 0});
    for (uint32_t i = 0; i < codes->count; i++) {
        profiles->indicator[i] = identity_indicator(catalog, codes->code[i]);
        if (profiles->indicator[i]->domain.length)
            add_part(profiles, domain_scope, profiles->indicator[i]->domain, (struct str){NULL, 0});
    }
    if (fields)
        read_fields(profiles, fields);
    uint32_t known = profiles->parts;
    for (uint32_t i = 0; i < codes->count; i++) {
        struct str rest = profiles->indicator[i]->field, piece;
        while (str_cut(&rest, '|', &piece))
            add_part(profiles, field_scope, str_trim(piece), (struct str){NULL, 0});
    }
    if (fields)
        tell_strangers(profiles, known);
    return profiles;
}

/* ---- placings ---- */

static uint32_t code_number(const struct profiles *profiles, struct str code)
{
    uint32_t i = profiles->count ? profiles->taken[profiles->count - 1].code : 0;
    while (!str_eq(profiles->codes->code[i], code))
        i = i + 1 < profiles->codes->count ? i + 1 : 0;
    return i;
}

void profiles_take(struct profiles *profiles, const struct placing *p, uint32_t berth)
{
    if (!p->placed)
        return;
    struct measure gap = position_gap_median(&p->position);
    profiles->taken = mem_grow(profiles->mem, profiles->taken, profiles->count, &profiles->room,
                               sizeof *profiles->taken);
    profiles->taken[profiles->count] = (struct taken){
        .berth = berth, .code = code_number(profiles, p->id.code), .rank = p->position.rank, .of = p->position.of,
        .worse = p->position.of + 1 - p->position.rank - p->position.ties,
        .gained = p->changed ? (int32_t)placing_change(p) : 0, .both = p->changed ? (int32_t)p->now.of : 0,
        .quartile = (int8_t)position_quartile(&p->position), .median = (int8_t)(gap.known ? measure_sign(gap) : 0),
        .noisy = p->open.worst - p->open.best + 1 > p->position.ties};
    profiles->count++;
}

/* Shares are compared crosswise, so exactly: a / b with c / d. */
static int share_order(int64_t a, int64_t b, int64_t c, int64_t d)
{
    return (a * d > c * b) - (a * d < c * b);
}

static int by_strength(const struct taken *a, const struct taken *b)
{
    return share_order(b->worse, b->of - 1, a->worse, a->of - 1);
}

static int by_gain(const struct taken *a, const struct taken *b)
{
    return share_order(b->gained, b->both, a->gained, a->both);
}

/* The lists: who is in one, and who comes first (by the sign: before or behind).  Who is level with all is neither
 * strong nor weak. */
static bool is_in(enum profile_list list, const struct taken *t)
{
    return list == PROFILE_STRONG ? t->quartile == 1 && t->worse > 0
           : list == PROFILE_WEAK ? t->quartile == 4 && t->rank > 1
           : list == PROFILE_UP   ? t->both > 0 && t->gained > 0
                                  : t->both > 0 && t->gained < 0;
}

static int list_order(enum profile_list list, const struct taken *a, const struct taken *b)
{
    int order = list == PROFILE_STRONG || list == PROFILE_WEAK ? by_strength(a, b) : by_gain(a, b);
    order = list == PROFILE_WEAK || list == PROFILE_DOWN ? -order : order;
    return order ? order : (a->code > b->code) - (a->code < b->code);
}

/* The next one of a list behind `after` (null: the first). */
static const struct taken *next_of(const struct taken *const *of, uint32_t count, enum profile_list list,
                                   const struct taken *after)
{
    const struct taken *next = NULL;
    for (uint32_t i = 0; i < count; i++)
        if (is_in(list, of[i]) && (!after || list_order(list, of[i], after) > 0) &&
            (!next || list_order(list, of[i], next) < 0))
            next = of[i];
    return next;
}

static struct str list_text(const struct profiles *profiles, const struct taken *const *of, uint32_t count,
                            enum profile_list list)
{
    struct mem *mem = profiles->mem;
    struct str text = {NULL, 0};
    const struct taken *at = NULL;
    for (uint32_t i = 0; i < profiles->top && (at = next_of(of, count, list, at)); i++) {
        struct str code = profiles->codes->code[at->code];
        struct str entry = list == PROFILE_STRONG || list == PROFILE_WEAK
                               ? mem_format(mem, "%.*s=%u/%u%s", STR_ARG(code), at->rank, at->of, at->noisy ? "~" : "")
                               : mem_format(mem, "%.*s=%+d%s", STR_ARG(code), at->gained, at->noisy ? "~" : "");
        text = mem_append(mem, text, STR(";"), entry);
    }
    return text;
}

/* ---- rows ---- */

static struct profile_row row_of(const struct profiles *profiles, const struct part *part,
                                 const struct taken *const *of, uint32_t count)
{
    struct profile_row row = {.scope = part->scope, .part = part->code, .part_zh = part->zh, .placed = count};
    struct measure sum = measure_of(num_of(0));
    for (uint32_t i = 0; i < profiles->codes->count; i++)
        row.indicators += belongs(part, profiles->indicator[i]);
    for (uint32_t i = 0; i < count; i++) {
        row.quartile[of[i]->quartile - 1]++;
        row.better += of[i]->median > 0;
        row.level += of[i]->median == 0;
        row.worse += of[i]->median < 0;
        sum = measure_add(sum, measure_quotient(num_of(of[i]->worse), num_of((int64_t)of[i]->of - 1)));
    }
    if (count)
        row.mean = measure_divide(sum, measure_of(num_of(count)));
    for (enum profile_list list = 0; list < PROFILE_LISTS; list++)
        row.list[list] = list_text(profiles, of, count, list);
    if (!row.indicators)
        row.reason = say(profiles->mem, "no indicator belongs to it");
    else if (!count)
        row.reason = say(profiles->mem, "no place at any of its indicators");
    return row;
}

static int by_berth(const void *left, const void *right)
{
    const struct taken *a = left, *b = right;
    if (a->berth != b->berth)
        return a->berth < b->berth ? -1 : 1;
    return (a->code > b->code) - (a->code < b->code);
}

static void write_row(struct writer *writer, struct mem *mem, const struct peer *unit, const struct region *region,
                      const struct profile_row *r)
{
    PROFILE_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

void profiles_write(const struct profiles *profiles, const struct pools *pools, const struct peers *peers,
                    const struct regions *regions, struct writer *writer)
{
    struct mem *mem = profiles->mem;
    PROFILE_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    if (profiles->count)
        qsort(profiles->taken, profiles->count, sizeof *profiles->taken, by_berth);
    const struct taken **of = mem_array(mem, profiles->codes->count, sizeof *of);
    for (uint32_t b = 0, at = 0, end = 0; b < pools->berths; b++, at = end) {
        const struct peer *unit = &peers->unit[pools->berth[b].unit];
        while (end < profiles->count && profiles->taken[end].berth == b)
            end++;
        for (uint32_t i = 0; i < profiles->parts; i++) {
            struct mem_mark mark = mem_mark(mem);
            uint32_t count = 0;
            for (uint32_t t = at; t < end; t++)
                if (belongs(&profiles->part[i], profiles->indicator[profiles->taken[t].code]))
                    of[count++] = &profiles->taken[t];
            struct profile_row row = row_of(profiles, &profiles->part[i], of, count);
            row.group = pools->row[pools->berth[b].pool].group;
            write_row(writer, mem, unit, identity_region(regions, unit->code), &row);
            mem_rewind(mem, mark);
        }
    }
}
