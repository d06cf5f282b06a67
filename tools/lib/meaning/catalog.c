/* catalog - see catalog.h */
#include <strings.h>

#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "meaning/catalog_inside.h"

/* ---- the rows behind the words ---- */

const struct indicator_kind_row *indicator_kind_row(enum indicator_kind kind)
{
    static const struct indicator_kind_row row[KIND_COUNT] = {
        [KIND_NONE] = {"", false, ""},
#define X(name, word, adds_up, meaning) [KIND_##name] = {word, adds_up, meaning},
        INDICATOR_KINDS(X)
#undef X
    };
    return &row[kind];
}

const struct direction_row *direction_row(enum direction direction)
{
    static const struct direction_row row[DIRECTION_COUNT] = {
        [DIRECTION_NONE] = {"", 0},
#define X(name, word, sign) [DIRECTION_##name] = {word, sign},
        DIRECTIONS(X)
#undef X
    };
    return &row[direction];
}

const struct attribute_row *attribute_row(enum attribute attribute)
{
    static const struct attribute_row row[ATTRIBUTE_COUNT] = {
        [ATTRIBUTE_NONE] = {"", ""},
#define X(name, word, zh) [ATTRIBUTE_##name] = {word, zh},
        ATTRIBUTES(X)
#undef X
    };
    return &row[attribute];
}

const struct target_kind_row *target_kind_row(enum target_kind kind)
{
    static const struct target_kind_row row[TARGET_COUNT] = {
        [TARGET_NONE] = {"", AIM_NONE, OP_NONE, "", false, ""},
#define X(name, word, aim, op, needs, yearly, meaning) \
    [TARGET_##name] = {word, AIM_##aim, OP_##op, needs, yearly, meaning},
        TARGET_KINDS(X)
#undef X
    };
    return &row[kind];
}

const struct target_op_row *target_op_row(enum target_op op)
{
    static const struct target_op_row row[OP_COUNT] = {
        [OP_NONE] = {"", 0, false},
#define X(name, word, sign, strict) [OP_##name] = {word, sign, strict},
        TARGET_OPS(X)
#undef X
    };
    return &row[op];
}

const struct progress_class_row *progress_class_row(enum progress_class class)
{
    static const struct progress_class_row row[CLASS_COUNT] = {
        [CLASS_NONE] = {"", "", ""},
#define X(name, word, official, meaning) [CLASS_##name] = {word, official, meaning},
        PROGRESS_CLASSES(X)
#undef X
    };
    return &row[class];
}

enum target_kind target_kind_find(struct str word)
{
    for (int k = TARGET_NONE + 1; k < TARGET_COUNT; k++)
        if (str_eq(word, str_of(target_kind_row((enum target_kind)k)->word)))
            return (enum target_kind)k;
    return TARGET_NONE;
}

enum target_op target_held_op(const struct target *target)
{
    static const enum target_op turned[OP_COUNT] = {[OP_GE] = OP_LE, [OP_GT] = OP_LT, [OP_LE] = OP_GE, [OP_LT] = OP_GT};
    bool fall = target->kind == TARGET_CUMULATIVE_CHANGE_MIN && num_sign(target->target_value.value) < 0;
    return fall ? turned[target->op] : target->op;
}

bool target_is_kept(const struct target *target)
{
    enum aim aim = target_kind_row(target->kind)->aim;
    return aim == AIM_KEEP || aim == AIM_RANGE;
}

enum progress_class progress_class_find(struct str word)
{
    if (word.length == 0)
        return CLASS_NONE;
    for (int c = CLASS_NONE + 1; c < CLASS_COUNT; c++) {
        const struct progress_class_row *row = progress_class_row((enum progress_class)c);
        if (str_eq(word, str_of(row->word)) || str_eq(word, str_of(row->official)))
            return (enum progress_class)c;
    }
    return CLASS_NONE;
}

/* ---- outlooks ---- */

static const struct {
    const char *word, *called;
} outlook_row[OUTLOOK_COUNT] = {
    [OUTLOOK_NONE] = {"", ""},
#define X(name, word, called) [OUTLOOK_##name] = {word, called},
    OUTLOOKS(X)
#undef X
};

struct str outlook_word(enum outlook outlook)
{
    return str_of(outlook_row[outlook].word);
}

struct str outlook_called(enum outlook outlook)
{
    return str_of(voice_text(outlook_row[outlook].called));
}

/* Who needs the columns. */
#define NEEDED N_("this table needs it")

/* ---- indicators ---- */

static const struct sheet_column indicator_column[] = {
    {"indicator", SHEET_FULL, sheet_text, offsetof(struct indicator, code), NULL},
    {"name_zh", SHEET_COLUMN, sheet_text, offsetof(struct indicator, name_zh), NULL},
    {"name_en", SHEET_COLUMN, sheet_text, offsetof(struct indicator, name_en), NULL},
    {"unit", SHEET_COLUMN, sheet_text, offsetof(struct indicator, unit), NULL},
    {"kind", SHEET_COLUMN, sheet_word, offsetof(struct indicator, kind), &kind_words},
    {"direction", SHEET_COLUMN, sheet_word, offsetof(struct indicator, direction), &direction_words},
    {"short_name", SHEET_MAY, sheet_text, offsetof(struct indicator, short_name), NULL},
    {"domain", SHEET_MAY, sheet_text, offsetof(struct indicator, domain), NULL},
    {"field", SHEET_MAY, sheet_text, offsetof(struct indicator, field), NULL},
    {"attribute", SHEET_MAY, sheet_word, offsetof(struct indicator, attribute), &attribute_words},
    {"owner", SHEET_MAY, sheet_text, offsetof(struct indicator, owner), NULL},
    {"plan", SHEET_MAY, sheet_text, offsetof(struct indicator, plan), NULL},
    {"decimals", SHEET_MAY, sheet_whole, offsetof(struct indicator, decimals), &decimals_range},
    {"natural_min", SHEET_MAY, sheet_figure, offsetof(struct indicator, natural_min), NULL},
    {"natural_max", SHEET_MAY, sheet_figure, offsetof(struct indicator, natural_max), NULL},
    {"rollup", SHEET_MAY, catalog_rollup, offsetof(struct indicator, rollup), NULL},
    {"parent", SHEET_MAY, sheet_text, offsetof(struct indicator, parent), NULL},
    {"weight", SHEET_MAY, sheet_figure, offsetof(struct indicator, weight), NULL},
    {"denominator", SHEET_MAY, sheet_text, offsetof(struct indicator, denominator), NULL},
    {"combine", SHEET_MAY, sheet_text, offsetof(struct indicator, combine), NULL},
    {"aliases", SHEET_MAY, sheet_text, offsetof(struct indicator, aliases), NULL},
};

/* Tells of a row whose key stands in an earlier row too. */
static void refuse_double(struct sheet *sheet, uint32_t row, uint64_t line, const struct str *key, uint32_t texts,
                          const char *sentence)
{
    uint64_t before = sheet_before(sheet, line, key, texts);
    if (before)
        sheet_wrong_row(sheet, row, line, sentence, (unsigned long long)before);
}

static void check_indicator(struct sheet *sheet, const struct indicator *indicator)
{
    if (indicator->natural_min.known && indicator->natural_max.known &&
        num_compare(indicator->natural_min.value, indicator->natural_max.value) > 0)
        sheet_wrong(sheet, "natural_max", "natural_max is below natural_min");
    if (indicator->weight.known && num_sign(indicator->weight.value) < 0)
        sheet_wrong(sheet, "weight", "a weight is not below 0");
}

static void read_indicators(struct indicators *indicators, struct sheet *sheet)
{
    struct indicator row;
    size_t room = 0;
    while (sheet_next(sheet, &row)) {
        check_indicator(sheet, &row);
        row.line = sheet_line(sheet);
        indicators->row = mem_grow(sheet_mem(sheet), indicators->row, indicators->count, &room, sizeof row);
        indicators->row[indicators->count++] = row;
    }
}

struct indicators *indicators_load(struct mem *mem, struct reader *reader)
{
    static const struct sheet_form form = SHEET_FORM(struct indicator, indicator_column, DIAG_CATALOG, NEEDED);
    static const struct tree tree = TREE(struct indicator);
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct indicators *indicators = mem_take(mem, sizeof *indicators);
    struct entries code = {0}, name = {0};
    indicators->file = sheet_file(sheet);
    read_indicators(indicators, sheet);
    for (uint32_t i = 0; i < indicators->count; i++) {
        const struct indicator *row = &indicators->row[i];
        entry_add(mem, &code, row->code, i);
        entry_add(mem, &name, row->code, i);
        entry_add(mem, &name, row->name_zh, i);
        entry_add(mem, &name, row->name_en, i);
        entry_add(mem, &name, row->short_name, i);
        entry_add_aliases(mem, &name, row->aliases, i);
        if (row->code.length)
            refuse_double(sheet, i, row->line, &row->code, 1, N_("this indicator stands in line %llu already"));
    }
    indicators->code = index_make(mem, &code, false);
    indicators->name = index_make(mem, &name, true);
    tree_link(sheet, indicators->row, indicators->count, &tree, indicators->code);
    sheet_close(sheet);
    return indicators;
}

bool indicator_says_fall(const struct indicator *indicator)
{
    static const char *const end[] = {"降低", "降低率", "降低幅度", "下降", "下降率", "下降幅度", "降幅", "减少",
                                      "减少率", "reduction", "reduction rate"};
    for (size_t i = 0; i < sizeof end / sizeof *end; i++)
        if (str_ends(indicator->name_zh, str_of(end[i])) || str_ends(indicator->name_en, str_of(end[i])))
            return true;
    return false;
}

const struct indicator *indicators_find(const struct indicators *indicators, struct str code)
{
    uint32_t row = index_find(indicators->code, code);
    return row == CATALOG_NONE ? NULL : &indicators->row[row];
}

struct candidates indicators_named(const struct indicators *indicators, struct str name)
{
    return index_range(indicators->name, name);
}

struct str indicators_near(const struct indicators *indicators, struct str word)
{
    return index_near(indicators->name, word);
}

/* ---- targets ---- */

/* A row as it is read. */
struct target_row {
    struct target target;
    struct target_more more;
};

static const struct sheet_column target_column[] = {
    {"plan", SHEET_COLUMN, sheet_text, offsetof(struct target_row, target.plan), NULL},
    {"indicator", SHEET_FULL, sheet_text, offsetof(struct target_row, target.indicator), NULL},
    {"region", SHEET_FULL, sheet_text, offsetof(struct target_row, target.region), NULL},
    {"base_period", SHEET_COLUMN, sheet_span, offsetof(struct target_row, target.base_period), NULL},
    {"base_value", SHEET_COLUMN, sheet_figure, offsetof(struct target_row, target.base_value), NULL},
    {"target_period", SHEET_FULL, sheet_span, offsetof(struct target_row, target.target_period), NULL},
    {"target_kind", SHEET_FULL, sheet_word, offsetof(struct target_row, target.kind), &target_kind_words},
    {"target_value", SHEET_COLUMN, sheet_figure, offsetof(struct target_row, target.target_value), NULL},
    {"op", SHEET_MAY, sheet_word, offsetof(struct target_row, target.op), &op_words},
    {"target_high", SHEET_MAY, sheet_figure, offsetof(struct target_row, more.target_high), NULL},
    {"related", SHEET_MAY, sheet_text, offsetof(struct target_row, more.related), NULL},
    {"related_region", SHEET_MAY, sheet_text, offsetof(struct target_row, more.related_region), NULL},
    {"tolerance", SHEET_MAY, catalog_tolerance, offsetof(struct target_row, more), NULL},
    {"caliber", SHEET_MAY, sheet_text, offsetof(struct target_row, more.caliber), NULL},
    {"official_class", SHEET_MAY, catalog_class, offsetof(struct target_row, more), NULL},
    {"reason", SHEET_MAY, sheet_text, offsetof(struct target_row, more.reason), NULL},
    {"vintage", SHEET_MAY, sheet_text, offsetof(struct target_row, more.vintage), NULL},
    {"upper_value", SHEET_MAY, sheet_figure, offsetof(struct target_row, more.upper_value), NULL},
};

/* What the kind needs beside its name, one row for each letter of `needs`. */
static void check_needs(struct sheet *sheet, const struct target *target)
{
    const struct target_kind_row *kind = target_kind_row(target->kind);
    const struct {
        char letter;
        const char *column;
        bool given;
    } need[] = {
        {'v', "target_value", target->target_value.text.length > 0},
        {'h', "target_high", target->more->target_high.text.length > 0},
        {'r', "related", target->more->related.length > 0},
        {'b', "base_period", target->base_period.text.length > 0},
    };
    for (size_t i = 0; i < sizeof need / sizeof *need; i++)
        if (strchr(kind->needs, need[i].letter) && !need[i].given)
            sheet_wrong(sheet, need[i].column, "a target of kind %s needs a %s", kind->word, need[i].column);
}

/* Members that exclude each other. */
static void check_target(struct sheet *sheet, struct target_row *row)
{
    struct target *target = &row->target;
    struct target_more *more = &row->more;
    enum target_kind kind = target->kind;
    target->more = more;
    target->line = sheet_line(sheet);
    if (kind == TARGET_NONE)
        return;
    enum target_op own = target_kind_row(kind)->op;
    if (target->op == OP_NONE)
        target->op = own;
    else if (own == OP_NONE)
        sheet_wrong(sheet, "op", "a target of kind %s takes no op", target_kind_row(kind)->word);
    else if (kind != TARGET_RELATIVE_TO && target_op_row(target->op)->sign != target_op_row(own)->sign)
        sheet_wrong(sheet, "op", "%s looks the other way than %s", target_op_row(target->op)->word,
                    target_kind_row(kind)->word);
    check_needs(sheet, target);
    if (target->base_period.known && target->target_period.known &&
        period_compare(target->base_period.value, target->target_period.value) >= 0)
        sheet_wrong(sheet, "target_period", "the target's period is not after the base period");
    if (target->target_value.known && more->target_high.known &&
        num_compare(target->target_value.value, more->target_high.value) > 0)
        sheet_wrong(sheet, "target_high", "target_high is below target_value");
    bool elsewhere = more->related_region.length && !str_eq(more->related_region, target->region);
    if (kind == TARGET_RELATIVE_TO && str_eq(more->related, target->indicator) && !elsewhere)
        sheet_wrong(sheet, "related", "a target is not relative to its own indicator");
    if (more->related_region.length && !more->related.length)
        sheet_wrong(sheet, "related_region", "related_region says whose figures of the indicator in related are meant");
    more->related_text =
        elsewhere ? mem_join(sheet_mem(sheet), more->related, STR("@"), more->related_region) : more->related;
    if (more->related.length && !more->related_region.length)
        more->related_region = target->region;
    if (kind == TARGET_CUMULATIVE_REDUCTION_MIN && target->target_value.known &&
        (num_sign(target->target_value.value) <= 0 || num_compare(target->target_value.value, num_of(100)) >= 0))
        sheet_wrong(sheet, "target_value",
                   "a cumulative reduction is a percentage above 0 and below 100: write 13.5 for a fall of 13.5 %%");
    if (kind == TARGET_AVG_GROWTH_MIN && target->target_value.known &&
        num_compare(target->target_value.value, num_of(-100)) <= 0)
        sheet_wrong(sheet, "target_value", "an average growth is above -100 percent");
    if (kind == TARGET_CUMULATIVE_CHANGE_MIN && target->target_value.known && num_sign(target->target_value.value) == 0)
        sheet_wrong(sheet, "target_value", "a cumulative change of 0 is no change: use level_min_keep");
}

/* The row as it is kept: most have none of what few have, and share the nothing. */
static struct target kept_target(struct mem *mem, const struct target_row *row)
{
    static const struct target_more nothing;
    const struct target_more *more = &row->more;
    struct target target = row->target;
    const struct str text[] = {more->target_high.text, more->tolerance.text, more->upper_value.text, more->related,
                               more->caliber, more->official_class, more->reason, more->vintage};
    bool any = more->tolerance_percent;
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        any |= text[i].length > 0;
    struct target_more *own = any ? mem_take(mem, sizeof *own) : NULL;
    if (own)
        *own = *more;
    target.more = own ? own : &nothing;
    return target;
}

static void read_targets(struct targets *targets, struct mem *mem, struct sheet *sheet)
{
    struct target_row row;
    size_t room = 0;
    /* Outside the arena, where the places that it outgrew would stay. */
    while (sheet_next(sheet, &row)) {
        check_target(sheet, &row);
        if (targets->count == room)
            targets->row = mem_resize(targets->row, (room = room ? 2 * room : 64) * sizeof *targets->row);
        targets->row[targets->count++] = kept_target(mem, &row);
    }
    if (targets->row)
        mem_keep(mem, targets->row);
}

/* A target stands once; many are asked for together, which is faster. */
static void refuse_twice(const struct targets *targets, struct sheet *sheet)
{
    enum { AT_ONCE = 64, TEXTS = 6 };
    struct group *seen = group_open(TEXTS, sizeof(uint64_t));
    struct str key[AT_ONCE * TEXTS];
    void *line[AT_ONCE];
    for (uint32_t from = 0, count; from < targets->count; from += count) {
        count = targets->count - from < AT_ONCE ? targets->count - from : AT_ONCE;
        const struct target *target = &targets->row[from];
        for (uint32_t i = 0; i < count; i++) {
            const struct target *t = &target[i];
            const struct str text[TEXTS] = {t->plan, t->indicator, t->region, t->target_period.text,
                                            str_of(target_kind_row(t->kind)->word), t->more->vintage};
            memcpy(key + (size_t)i * TEXTS, text, sizeof text);
        }
        group_at_each(seen, key, count, line);
        for (uint32_t i = 0; i < count; i++) {
            uint64_t *at = line[i];
            if (*at)
                sheet_wrong_row(sheet, from + i, target[i].line, N_("this target stands in line %llu already"),
                                (unsigned long long)*at);
            *at = target[i].line;
        }
    }
    group_close(seen);
}

struct targets *targets_load(struct mem *mem, struct reader *reader)
{
    static const struct sheet_form form = SHEET_FORM(struct target_row, target_column, DIAG_CATALOG, NEEDED);
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct targets *targets = mem_take(mem, sizeof *targets);
    targets->file = sheet_file(sheet);
    read_targets(targets, mem, sheet);
    refuse_twice(targets, sheet);
    sheet_close(sheet);
    return targets;
}

/* ---- regions ---- */

#define REGION_COLUMNS(code_column, names) \
    {code_column, SHEET_FULL, sheet_text, offsetof(struct region, code), NULL}, \
    {"name_zh", names, sheet_text, offsetof(struct region, name_zh), NULL}, \
    {"name_en", names, sheet_text, offsetof(struct region, name_en), NULL}, \
    {"level", SHEET_COLUMN, sheet_text, offsetof(struct region, level), NULL}, \
    {"parent", SHEET_COLUMN, sheet_text, offsetof(struct region, parent), NULL}, \
    {"short_name", SHEET_MAY, sheet_text, offsetof(struct region, short_name), NULL}, \
    {"valid_from", SHEET_MAY, sheet_span, offsetof(struct region, valid_from), NULL}, \
    {"valid_to", SHEET_MAY, sheet_span, offsetof(struct region, valid_to), NULL}, \
    {"successor", SHEET_MAY, sheet_text, offsetof(struct region, successor), NULL}, \
    {"population", SHEET_MAY, sheet_figure, offsetof(struct region, population), NULL}, \
    {"group", SHEET_MAY, sheet_text, offsetof(struct region, group), NULL}, \
    {"aliases", SHEET_MAY, sheet_text, offsetof(struct region, aliases), NULL}

static const struct sheet_column region_column[] = {REGION_COLUMNS("region", SHEET_COLUMN)};
static const struct sheet_column code_column[] = {REGION_COLUMNS(NULL, SHEET_MAY)};

static void read_regions(struct regions *regions, struct sheet *sheet)
{
    struct region row;
    size_t room = 0;
    while (sheet_next(sheet, &row)) {
        row.line = sheet_line(sheet);
        regions->row = mem_grow(sheet_mem(sheet), regions->row, regions->count, &room, sizeof row);
        regions->row[regions->count++] = row;
    }
}

static struct regions *load_regions(struct mem *mem, struct reader *reader, const struct sheet_form *form,
                                    const char *double_row)
{
    static const struct tree tree = TREE(struct region);
    struct sheet *sheet = sheet_open(mem, reader, form);
    struct regions *regions = mem_take(mem, sizeof *regions);
    struct entries code = {0}, name = {0};
    regions->file = sheet_file(sheet);
    read_regions(regions, sheet);
    for (uint32_t i = 0; i < regions->count; i++) {
        const struct region *row = &regions->row[i];
        entry_add(mem, &code, row->code, i);
        entry_add(mem, &name, row->code, i);
        entry_add(mem, &name, row->name_zh, i);
        entry_add(mem, &name, row->name_en, i);
        entry_add(mem, &name, row->short_name, i);
        entry_add_aliases(mem, &name, row->aliases, i);
        refuse_double(sheet, i, row->line, (const struct str[]){row->code, row->valid_from.text}, 2, double_row);
    }
    regions->code = index_make(mem, &code, false);
    regions->name = index_make(mem, &name, true);
    tree_link(sheet, regions->row, regions->count, &tree, regions->code);
    sheet_close(sheet);
    return regions;
}

struct regions *regions_load(struct mem *mem, struct reader *reader)
{
    static const struct sheet_form form = SHEET_FORM(struct region, region_column, DIAG_CATALOG, NEEDED);
    return load_regions(mem, reader, &form, N_("this region stands in line %llu already"));
}

struct regions *codes_load(struct mem *mem, struct reader *reader)
{
    static const struct sheet_form form = SHEET_FORM(struct region, code_column, DIAG_CATALOG, NEEDED);
    return load_regions(mem, reader, &form, N_("this code stands in line %llu already"));
}

const struct region *regions_find(const struct regions *regions, struct str code)
{
    uint32_t row = index_find(regions->code, code);
    return row == CATALOG_NONE ? NULL : &regions->row[row];
}

struct candidates regions_named(const struct regions *regions, struct str name)
{
    return index_range(regions->name, name);
}

struct candidates regions_coded(const struct regions *regions, struct str code)
{
    return index_range(regions->code, code);
}

bool region_valid(const struct region *region, int32_t first, int32_t last)
{
    return (!region->valid_from.known || region->valid_from.value.first <= last) &&
           (!region->valid_to.known || region->valid_to.value.last >= first);
}

struct str regions_near(const struct regions *regions, struct str word)
{
    return index_near(regions->name, word);
}

int region_code_digits(struct str code)
{
    if (code.length != 6)
        return -1;
    for (size_t i = 0; i < code.length; i++)
        if (!str_is_digit(code.at[i]))
            return -1;
    int digits = 6;
    while (digits > 0 && code.at[digits - 1] == '0' && code.at[digits - 2] == '0')
        digits -= 2;
    return digits;
}

bool region_code_contains(struct str whole, struct str part)
{
    int digits = region_code_digits(whole);
    return digits >= 0 && digits < region_code_digits(part) && str_starts(part, str_part(whole, 0, (size_t)digits));
}

bool region_above(const struct regions *regions, const struct region *row, const struct region *below)
{
    uint32_t above = below->parent_row;
    while (above != CATALOG_NONE && &regions->row[above] != row)
        above = regions->row[above].parent_row;
    return above != CATALOG_NONE;
}

/* ---- what people call a region ---- */

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

/* Peoples, as names of regions have them before 自治州, 自治县 and 区. */
static const char *const people[] = {
    "蒙古族", "回族", "藏族", "维吾尔族", "维吾尔", "苗族", "彝族", "壮族", "布依族", "朝鲜族", "满族", "侗族", "瑶族", "白族", "土家族",
    "哈尼族", "哈萨克族", "哈萨克", "傣族", "黎族", "傈僳族", "佤族", "畲族", "高山族", "拉祜族", "水族", "东乡族", "纳西族", "景颇族",
    "柯尔克孜族", "柯尔克孜", "土族", "达斡尔族", "仫佬族", "羌族", "布朗族", "撒拉族", "毛南族", "仡佬族", "锡伯族", "锡伯", "阿昌族",
    "普米族", "塔吉克族", "塔吉克", "怒族", "乌孜别克族", "俄罗斯族", "鄂温克族", "德昂族", "保安族", "裕固族", "京族", "塔塔尔族",
    "独龙族", "鄂伦春族", "赫哲族", "门巴族", "珞巴族", "基诺族", "蒙古", "各族",
};

/* A name without the peoples at its end: none is taken that leaves less than two characters,
 * but 族 of one that is the name itself (鄂温克族自治旗).  Those without 族 count only `before`
 * 自治: 东乡 is a place too. */
static struct str without_peoples(struct str name, bool autonomous)
{
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        struct str end = str_of(people[i]);
        if (!str_ends(name, end) || (!autonomous && !str_ends(end, STR("族"))))
            continue;
        if (name.length >= end.length + LEFT)
            return without_peoples(str_part(name, 0, name.length - end.length), autonomous);
    }
    bool own = autonomous && str_ends(name, STR("族")) && name.length >= 3 + LEFT;
    return own ? str_part(name, 0, name.length - 3) : name;
}

static size_t add_form(struct str form[BYNAME_FORMS], size_t count, struct str text)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(form[i], text))
            return count;
    if (count < BYNAME_FORMS)
        form[count++] = text;
    return count;
}

size_t byname_forms(struct mem *mem, struct str name, struct str form[BYNAME_FORMS])
{
    size_t count = 0;
    for (size_t i = 0; i < byname_endings; i++) {
        struct str end = str_of(byname_ending[i].name);
        if (!str_ends(name, end) || name.length < end.length + LEFT)
            continue;
        bool autonomous = str_starts(end, STR("自治"));
        struct str bare = str_part(name, 0, name.length - end.length), place = without_peoples(bare, autonomous);
        count = add_form(form, count, bare);
        count = add_form(form, count, place);
        if (autonomous || place.length < bare.length)
            count = add_form(form, count, mem_format(mem, "%.*s%.*s", STR_ARG(place),
                                                     STR_ARG(str_part(end, end.length - 3, 3))));
    }
    return count;
}

static bool same_name(struct str name, struct str word)
{
    return name.length && name.length == word.length && strncasecmp(name.at, word.at, name.length) == 0;
}

/* Do the names of the region, and of those above it, make up the word? */
static bool region_fits(struct mem *mem, const struct regions *regions, const struct region *row, struct str word);

/* Is the word this name, alone or behind what a region above goes by? */
static bool ends_with(struct mem *mem, const struct regions *regions, const struct region *row, struct str name,
                      struct str word)
{
    if (!name.length || name.length > word.length)
        return false;
    size_t before = word.length - name.length;
    if (!same_name(name, str_part(word, before, name.length)))
        return false;
    struct str path = str_trim(str_part(word, 0, before));
    if (!path.length)
        return true;
    while (row->parent_row != CATALOG_NONE) {
        row = &regions->row[row->parent_row];
        if (region_fits(mem, regions, row, path))
            return true;
    }
    return false;
}

static bool region_fits(struct mem *mem, const struct regions *regions, const struct region *row, struct str word)
{
    struct str alias, aliases = row->aliases, form[BYNAME_FORMS];
    if (ends_with(mem, regions, row, row->name_zh, word) || ends_with(mem, regions, row, row->short_name, word) ||
        ends_with(mem, regions, row, row->name_en, word))
        return true;
    size_t forms = byname_forms(mem, row->name_zh, form);
    for (size_t i = 0; i < forms; i++)
        if (ends_with(mem, regions, row, form[i], word))
            return true;
    while (str_cut(&aliases, '|', &alias))
        if (ends_with(mem, regions, row, str_trim(alias), word))
            return true;
    return false;
}

bool byname_fits(struct mem *mem, const struct regions *regions, const struct region *row, struct str word)
{
    struct mem_mark mark = mem_mark(mem);
    word = str_trim(word);
    bool fits = word.length && (same_name(row->code, word) || region_fits(mem, regions, row, word));
    mem_rewind(mem, mark);
    return fits;
}

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
