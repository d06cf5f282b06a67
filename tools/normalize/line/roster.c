/* roster - see roster.h */
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "line/goal.h"
#include "line/roster.h"
#include "values/num.h"
#include "values/period.h"

/* What a plan's table prints beside names and figures. */
enum printed { PRINTED_DOMAIN, PRINTED_ATTRIBUTE, PRINTED_OWNER, PRINTED_COUNT };

struct entry {
    struct str name, unit, printed[PRINTED_COUNT];
    struct str base, target, qualifier; /* as they were read; the earliest figure is the base */
    struct period base_period;
    bool total;               /* [25] */
    size_t decimals;
    const char *file;
    uint64_t line;
};

struct roster {
    struct mem *mem;
    struct writer *writer;
    struct str plan;
    uint32_t at[PRINTED_COUNT];
    struct group *entries;    /* struct entry, by name */
};

/* What a kind or a direction rests on, or nothing. */
struct decision {
    int what;
    struct str why;
};

struct roster *roster_open(struct mem *mem, struct writer *writer, struct str plan)
{
    struct roster *roster = mem_take(mem, sizeof *roster);
    *roster = (struct roster){.mem = mem, .writer = writer, .plan = plan,
                              .entries = group_open(1, sizeof(struct entry))};
    return roster;
}

void roster_header(struct roster *roster, const struct str *name, uint32_t count)
{
    static const struct { struct str header; enum printed printed; } known[] = {
        {STR("domain"), PRINTED_DOMAIN}, {STR("类别"), PRINTED_DOMAIN}, {STR("领域"), PRINTED_DOMAIN},
        {STR("分类"), PRINTED_DOMAIN}, {STR("attribute"), PRINTED_ATTRIBUTE}, {STR("属性"), PRINTED_ATTRIBUTE},
        {STR("指标属性"), PRINTED_ATTRIBUTE}, {STR("owner"), PRINTED_OWNER}, {STR("责任单位"), PRINTED_OWNER},
        {STR("责任部门"), PRINTED_OWNER}, {STR("牵头单位"), PRINTED_OWNER}, {STR("牵头部门"), PRINTED_OWNER}};
    for (int i = 0; i < PRINTED_COUNT; i++)
        roster->at[i] = UINT32_MAX;
    for (uint32_t i = ROLE_COUNT; i < count; i++)
        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            if (str_eq(name[i], known[k].header))
                roster->at[known[k].printed] = i;
}

static size_t decimals_of(struct str number)
{
    ptrdiff_t point = str_find(number, STR("."));
    return point < 0 ? 0 : number.length - (size_t)point - 1;
}

static void take_figure(struct roster *roster, struct entry *entry, const struct str *field)
{
    struct period period;
    struct num number;
    struct str caliber = field[ROLE_CALIBER], first;
    bool target = str_cut(&caliber, ' ', &first) && str_eq(first, STR("target"));
    if (num_parse(field[ROLE_VALUE], &number) == NUM_OK && decimals_of(field[ROLE_VALUE]) > entry->decimals)
        entry->decimals = decimals_of(field[ROLE_VALUE]);
    if (target) {
        entry->target = mem_copy(roster->mem, field[ROLE_VALUE]);
        entry->qualifier = mem_copy(roster->mem, field[ROLE_QUALIFIER]);
        entry->total = str_eq(field[ROLE_CALIBER], STR("target cumulative5"));
    } else if (!field[ROLE_CALIBER].length && field[ROLE_VALUE].length && period_parse(field[ROLE_PERIOD], &period) &&
               (!entry->base.length || period.last < entry->base_period.last)) {
        entry->base = mem_copy(roster->mem, field[ROLE_VALUE]);
        entry->base_period = period;
    }
}

void roster_row(struct roster *roster, const struct str *field, const char *file, uint64_t line)
{
    struct mem *mem = roster->mem;
    struct entry *entry = group_at(roster->entries, &field[ROLE_INDICATOR]);
    if (!entry->name.length) {
        *entry = (struct entry){.name = mem_copy(mem, field[ROLE_INDICATOR]), .unit = mem_copy(mem, field[ROLE_UNIT]),
                                .file = file, .line = line};
        for (int i = 0; i < PRINTED_COUNT; i++)
            if (roster->at[i] != UINT32_MAX)
                entry->printed[i] = mem_copy(mem, field[roster->at[i]]);
    }
    take_figure(roster, entry, field);
}

/* ---- what a name, a unit, a notation say ---- */

enum where { NAME_ENDS, NAME_STARTS, NAME_HAS, UNIT_IS, UNIT_HAS };

static const char *const where_said[] = {N_("name ends with"), N_("name begins with"), N_("name has"), N_("unit is"),
                                         N_("unit has")};

struct sign {
    enum where where;
    struct str text;
    int means;
    bool percent;             /* only where the unit is % */
};

/* The first row that fits decides. */
static const struct sign kind_signs[] = {
    {NAME_ENDS, STR("增长"), KIND_GROWTH, true},    {NAME_ENDS, STR("增速"), KIND_GROWTH, true},
    {NAME_ENDS, STR("增长率"), KIND_GROWTH, true},  {NAME_ENDS, STR("增长速度"), KIND_GROWTH, true},
    {NAME_ENDS, STR("涨幅"), KIND_GROWTH, true},    {NAME_ENDS, STR("降低"), KIND_GROWTH, true},
    {NAME_ENDS, STR("下降"), KIND_GROWTH, true},    {NAME_ENDS, STR("降幅"), KIND_GROWTH, true},
    {NAME_ENDS, STR("降低率"), KIND_GROWTH, true},  {UNIT_IS, STR("%"), KIND_RATE, false},
    {UNIT_IS, STR("‰"), KIND_RATE, false},          {UNIT_HAS, STR("/"), KIND_RATIO, false},
    {NAME_STARTS, STR("每"), KIND_RATIO, false},    {NAME_STARTS, STR("人均"), KIND_RATIO, false},
    {NAME_STARTS, STR("单位"), KIND_RATIO, false},  {NAME_ENDS, STR("指数"), KIND_INDEX, false},
    {NAME_HAS, STR("新增"), KIND_FLOW, false},      {NAME_HAS, STR("累计"), KIND_FLOW, false},
    {NAME_ENDS, STR("产值"), KIND_FLOW, false},     {NAME_ENDS, STR("增加值"), KIND_FLOW, false},
    {NAME_ENDS, STR("收入"), KIND_FLOW, false},     {NAME_ENDS, STR("支出"), KIND_FLOW, false},
    {NAME_ENDS, STR("投资"), KIND_FLOW, false},     {NAME_ENDS, STR("总额"), KIND_FLOW, false},
    {NAME_ENDS, STR("外资"), KIND_FLOW, false},     {NAME_ENDS, STR("产量"), KIND_FLOW, false},
    {UNIT_IS, STR("岁"), KIND_STOCK, false},        {UNIT_IS, STR("年"), KIND_STOCK, false},
    {UNIT_IS, STR("人"), KIND_STOCK, false},        {UNIT_IS, STR("万人"), KIND_STOCK, false},
    {UNIT_IS, STR("家"), KIND_STOCK, false},        {UNIT_IS, STR("户"), KIND_STOCK, false},
    {UNIT_IS, STR("个"), KIND_STOCK, false},        {UNIT_IS, STR("所"), KIND_STOCK, false},
    {UNIT_IS, STR("公里"), KIND_STOCK, false}};

static const struct sign direction_signs[] = {
    {NAME_ENDS, STR("降低"), DIRECTION_DOWN, false}, {NAME_ENDS, STR("下降"), DIRECTION_DOWN, false},
    {NAME_ENDS, STR("降幅"), DIRECTION_DOWN, false}, {NAME_ENDS, STR("降低率"), DIRECTION_DOWN, false},
    {NAME_HAS, STR("新增"), DIRECTION_UP, false}};

static bool fits(const struct sign *sign, const struct entry *entry)
{
    struct str name = entry->name, unit = entry->unit;
    if (sign->percent && !str_eq(unit, STR("%")))
        return false;
    switch (sign->where) {
    case NAME_ENDS: return str_ends(name, sign->text);
    case NAME_STARTS: return str_starts(name, sign->text);
    case NAME_HAS: return str_find(name, sign->text) >= 0;
    case UNIT_IS: return str_eq(unit, sign->text);
    default: return str_find(unit, sign->text) >= 0;
    }
}

/* "unit is %", and 单位为：% */
static struct str where_says(struct mem *mem, const struct sign *sign)
{
    struct str said = str_of(voice_text(where_said[sign->where]));
    bool latin = said.length && (unsigned char)said.at[said.length - 1] < 0x80;
    return mem_join(mem, said, latin ? STR(" ") : STR(""), sign->text);
}

static struct decision decided(struct mem *mem, const struct sign *signs, size_t count, const struct entry *entry)
{
    for (size_t i = 0; i < count; i++)
        if (fits(&signs[i], entry))
            return (struct decision){signs[i].means, where_says(mem, &signs[i])};
    return (struct decision){0};
}

static struct decision kind_of(struct mem *mem, const struct entry *entry)
{
    if (str_starts(entry->target, STR("年均")))
        return (struct decision){KIND_GROWTH, say_format(mem, N_("target is %.*s"), STR_ARG(entry->target))};
    return decided(mem, kind_signs, sizeof kind_signs / sizeof *kind_signs, entry);
}

/* The way from the base to the target, where both are numbers and differ. */
static struct decision way_of(struct mem *mem, const struct entry *entry)
{
    struct num from, to;
    if (entry->total || num_parse(entry->base, &from) != NUM_OK || num_parse(entry->target, &to) != NUM_OK ||
        num_compare(from, to) == 0)
        return (struct decision){0};
    return (struct decision){num_compare(from, to) < 0 ? DIRECTION_UP : DIRECTION_DOWN,
                                 say_format(mem, N_("goes from %.*s to %.*s"), STR_ARG(entry->base),
                                            STR_ARG(entry->target))};
}

static const char *sign_of(struct str qualifier)
{
    bool more = str_starts(qualifier, STR("g"));
    return str_ends(qualifier, STR("t")) ? (more ? ">" : "<") : more ? "≥" : "≤";
}

static struct decision direction_of(struct mem *mem, const struct entry *entry)
{
    struct str printed = entry->target, other, low, high;
    bool strict, least = str_starts(entry->qualifier, STR("g")), most = str_starts(entry->qualifier, STR("l"));
    enum target_kind way = goal_direction(printed);
    struct decision said = decided(mem, direction_signs, sizeof direction_signs / sizeof *direction_signs, entry);
    if (said.what)
        return said;
    if (least || most)
        return (struct decision){least ? DIRECTION_UP : DIRECTION_DOWN,
                                say_format(mem, N_("target is %s %.*s"), sign_of(entry->qualifier), STR_ARG(printed))};
    if (way || goal_relation(printed, &other, &strict) || str_starts(printed, STR("年均")))
        return (struct decision){way == TARGET_DIRECTION_DOWN ? DIRECTION_DOWN : DIRECTION_UP,
                                say_format(mem, N_("target is %.*s"), STR_ARG(printed))};
    if (goal_range(printed, &low, &high))
        return (struct decision){DIRECTION_RANGE, say_format(mem, N_("target is %.*s"), STR_ARG(printed))};
    return way_of(mem, entry);
}

/* ---- writing ---- */

static void tell_open(const struct entry *entry, bool kind, bool direction)
{
    struct place place = {.file = entry->file, .line = entry->line};
    if (!kind)
        diag_report(DIAG_UNRESOLVED, &place,
                    N_("neither unit nor name say of what kind %.*s is: fill in kind (stock, flow, rate, ratio, "
                       "index, growth)"),
                    STR_ARG(entry->name));
    if (!direction)
        diag_report(DIAG_UNRESOLVED, &place,
                    N_("neither base nor target of %.*s say which way is better: fill in direction (up, down, range)"),
                    STR_ARG(entry->name));
}

/* 约束性 and 预期性 are words of tables, too; another word is kept, so that the reader of the table tells it. */
static struct str attribute_of(struct str printed)
{
    for (int i = ATTRIBUTE_NONE + 1; i < ATTRIBUTE_COUNT; i++)
        if (str_eq(printed, str_of(attribute_row((enum attribute)i)->zh)))
            return str_of(attribute_row((enum attribute)i)->word);
    return printed;
}

/* Amounts add up; how levels do is for the statistician to say, and the others don't. */
static const char *rollup_of(int kind)
{
    return kind == KIND_FLOW ? "sum" : kind == KIND_NONE || kind == KIND_STOCK ? "" : "none";
}

static struct str reasons(struct mem *mem, const struct decision *kind, const struct decision *direction)
{
    if (!kind->what || !direction->what || str_eq(kind->why, direction->why))
        return kind->what ? kind->why : direction->why;
    return mem_format(mem, "%.*s; %.*s", STR_ARG(kind->why), STR_ARG(direction->why));
}

static void write_entry(const struct roster *roster, const struct entry *entry, uint32_t number)
{
    struct mem *mem = roster->mem;
    struct decision kind = kind_of(mem, entry), direction = direction_of(mem, entry);
    /* Of words alone nothing will be computed. */
    if (entry->base.length || entry->unit.length)
        tell_open(entry, kind.what != KIND_NONE, direction.what != DIRECTION_NONE);
    const struct str field[] = {
        mem_format(mem, "I%02u", (unsigned)number), entry->name, STR(""), entry->unit,
        str_of(indicator_kind_row((enum indicator_kind)kind.what)->word),
        str_of(direction_row((enum direction)direction.what)->word), entry->printed[PRINTED_DOMAIN],
        attribute_of(entry->printed[PRINTED_ATTRIBUTE]), entry->printed[PRINTED_OWNER], roster->plan,
        mem_format(mem, "%zu", entry->decimals), str_of(rollup_of(kind.what)), STR(""), STR(""),
        reasons(mem, &kind, &direction)};
    for (size_t i = 0; i < sizeof field / sizeof *field; i++)
        writer_field(roster->writer, field[i]);
    writer_end(roster->writer);
}

void roster_close(struct roster *roster)
{
    static const struct str name[] = {
        STR("indicator"), STR("name_zh"), STR("name_en"), STR("unit"), STR("kind"), STR("direction"), STR("domain"),
        STR("attribute"), STR("owner"), STR("plan"), STR("decimals"), STR("rollup"), STR("caliber"), STR("aliases"),
        STR("note")};
    struct group_walk walk = {0};
    uint32_t number = 0;
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        writer_plain(roster->writer, name[i]);
    writer_end(roster->writer);
    while (group_next(roster->entries, &walk))
        write_entry(roster, walk.state, ++number);
    group_close(roster->entries);
}
