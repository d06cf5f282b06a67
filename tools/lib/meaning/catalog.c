/* catalog - see catalog.h */
#include "base/str.h"
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
        [CLASS_NONE] = {"", ""},
#define X(name, word, official) [CLASS_##name] = {word, official},
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

/* ---- indicators ---- */

static const struct cell_rule indicator_rule[] = {
    {"indicator", MUST, CELL_TEXT, offsetof(struct indicator, code)},
    {"name_zh", COLUMN, CELL_TEXT, offsetof(struct indicator, name_zh)},
    {"name_en", COLUMN, CELL_TEXT, offsetof(struct indicator, name_en)},
    {"unit", COLUMN, CELL_TEXT, offsetof(struct indicator, unit)},
    {"kind", COLUMN, CELL_KIND, offsetof(struct indicator, kind)},
    {"direction", COLUMN, CELL_DIRECTION, offsetof(struct indicator, direction)},
    {"short_name", MAY, CELL_TEXT, offsetof(struct indicator, short_name)},
    {"domain", MAY, CELL_TEXT, offsetof(struct indicator, domain)},
    {"attribute", MAY, CELL_ATTRIBUTE, offsetof(struct indicator, attribute)},
    {"owner", MAY, CELL_TEXT, offsetof(struct indicator, owner)},
    {"plan", MAY, CELL_TEXT, offsetof(struct indicator, plan)},
    {"decimals", MAY, CELL_DECIMALS, offsetof(struct indicator, decimals)},
    {"natural_min", MAY, CELL_FIGURE, offsetof(struct indicator, natural_min)},
    {"natural_max", MAY, CELL_FIGURE, offsetof(struct indicator, natural_max)},
    {"rollup", MAY, CELL_ROLLUP, offsetof(struct indicator, rollup)},
    {"parent", MAY, CELL_TEXT, offsetof(struct indicator, parent)},
    {"aliases", MAY, CELL_TEXT, offsetof(struct indicator, aliases)},
};

static void check_indicator(struct load *load, void *row)
{
    const struct indicator *indicator = row;
    if (indicator->natural_min.known && indicator->natural_max.known &&
        num_compare(indicator->natural_min.value, indicator->natural_max.value) > 0)
        load_wrong(load, "natural_max", "natural_max is below natural_min");
}

struct indicators *indicators_load(struct mem *mem, struct reader *reader)
{
    static const struct tree tree = {sizeof(struct indicator), offsetof(struct indicator, parent),
                                     offsetof(struct indicator, parent_row)};
    struct load load = {.mem = mem, .reader = reader, RULES(indicator_rule), .size = sizeof(struct indicator)};
    load_rows(&load, check_indicator);

    struct indicators *indicators = mem_take(mem, sizeof *indicators);
    *indicators = (struct indicators){.file = load.columns.file, .row = (void *)load.row, .count = load.count};
    struct entries code = {0}, name = {0};
    for (uint32_t i = 0; i < load.count; i++) {
        const struct indicator *row = &indicators->row[i];
        entry_add(mem, &code, row->code, i);
        entry_add(mem, &name, row->code, i);
        entry_add(mem, &name, row->name_zh, i);
        entry_add(mem, &name, row->name_en, i);
        entry_add(mem, &name, row->short_name, i);
        entry_add_aliases(mem, &name, row->aliases, i);
    }
    indicators->code = index_make(mem, &code, false);
    indicators->name = index_make(mem, &name, true);
    index_refuse_doubles(&load, indicators->code, "this indicator");
    tree_link(&load, &tree, indicators->code);
    load_end(&load);
    return indicators;
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

static const struct cell_rule target_rule[] = {
    {"plan", COLUMN, CELL_TEXT, offsetof(struct target, plan)},
    {"indicator", MUST, CELL_TEXT, offsetof(struct target, indicator)},
    {"region", MUST, CELL_TEXT, offsetof(struct target, region)},
    {"base_period", COLUMN, CELL_SPAN, offsetof(struct target, base_period)},
    {"base_value", COLUMN, CELL_FIGURE, offsetof(struct target, base_value)},
    {"target_period", MUST, CELL_SPAN, offsetof(struct target, target_period)},
    {"target_kind", MUST, CELL_TARGET_KIND, offsetof(struct target, kind)},
    {"target_value", COLUMN, CELL_FIGURE, offsetof(struct target, target_value)},
    {"op", MAY, CELL_OP, offsetof(struct target, op)},
    {"target_high", MAY, CELL_FIGURE, offsetof(struct target, target_high)},
    {"related", MAY, CELL_TEXT, offsetof(struct target, related)},
    {"tolerance", MAY, CELL_TOLERANCE, 0},
    {"caliber", MAY, CELL_TEXT, offsetof(struct target, caliber)},
    {"official_class", MAY, CELL_CLASS, 0},
    {"reason", MAY, CELL_TEXT, offsetof(struct target, reason)},
    {"vintage", MAY, CELL_TEXT, offsetof(struct target, vintage)},
};

/* What the kind needs beside its name, one row for each letter of `needs`. */
static void check_needs(struct load *load, const struct target *target)
{
    const struct target_kind_row *kind = target_kind_row(target->kind);
    const struct {
        char letter;
        const char *column;
        bool given;
    } need[] = {
        {'v', "target_value", target->target_value.text.length > 0},
        {'h', "target_high", target->target_high.text.length > 0},
        {'r', "related", target->related.length > 0},
        {'b', "base_period", target->base_period.text.length > 0},
    };
    for (size_t i = 0; i < sizeof need / sizeof *need; i++)
        if (strchr(kind->needs, need[i].letter) && !need[i].given)
            load_wrong(load, need[i].column,
                       mem_format(load->mem, "a target of kind %s needs a %s", kind->word, need[i].column).at);
}

/* Members that exclude each other. */
static void check_target(struct load *load, void *row)
{
    struct target *target = row;
    enum target_kind kind = target->kind;
    target->line = reader_place(load->reader, RECORD_WHOLE).line;
    if (kind == TARGET_NONE)
        return;
    enum target_op own = target_kind_row(kind)->op;
    if (target->op == OP_NONE)
        target->op = own;
    else if (own == OP_NONE)
        load_wrong(load, "op",
                   mem_format(load->mem, "a target of kind %s takes no op", target_kind_row(kind)->word).at);
    else if (kind != TARGET_RELATIVE_TO && target_op_row(target->op)->sign != target_op_row(own)->sign)
        load_wrong(load, "op",
                   mem_format(load->mem, "%s looks the other way than %s", target_op_row(target->op)->word,
                              target_kind_row(kind)->word).at);
    check_needs(load, target);
    if (target->base_period.known && target->target_period.known &&
        period_compare(target->base_period.value, target->target_period.value) >= 0)
        load_wrong(load, "target_period", "the target's period is not after the base period");
    if (target->target_value.known && target->target_high.known &&
        num_compare(target->target_value.value, target->target_high.value) > 0)
        load_wrong(load, "target_high", "target_high is below target_value");
    if (kind == TARGET_RELATIVE_TO && str_eq(target->related, target->indicator))
        load_wrong(load, "related", "a target is not relative to its own indicator");
    if (kind == TARGET_CUMULATIVE_REDUCTION_MIN && target->target_value.known &&
        (num_sign(target->target_value.value) <= 0 || num_compare(target->target_value.value, num_of(100)) >= 0))
        load_wrong(load, "target_value",
                   "a cumulative reduction is a percentage above 0 and below 100: write 13.5 for a fall of 13.5 %");
    if (kind == TARGET_AVG_GROWTH_MIN && target->target_value.known &&
        num_compare(target->target_value.value, num_of(-100)) <= 0)
        load_wrong(load, "target_value", "an average growth is above -100 percent");
    if (kind == TARGET_CUMULATIVE_CHANGE_MIN && target->target_value.known && num_sign(target->target_value.value) == 0)
        load_wrong(load, "target_value", "a cumulative change of 0 is no change: use level_min_keep");
}

struct targets *targets_load(struct mem *mem, struct reader *reader)
{
    struct load load = {.mem = mem, .reader = reader, RULES(target_rule), .size = sizeof(struct target)};
    load_rows(&load, check_target);

    struct targets *targets = mem_take(mem, sizeof *targets);
    *targets = (struct targets){.file = load.columns.file, .row = (void *)load.row, .count = load.count};
    struct entries key = {0};
    for (uint32_t i = 0; i < load.count; i++) {
        const struct target *row = &targets->row[i];
        entry_add(mem, &key,
                  mem_format(mem, "%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%s\x1f%.*s", STR_ARG(row->plan),
                             STR_ARG(row->indicator), STR_ARG(row->region), STR_ARG(row->target_period.text),
                             target_kind_row(row->kind)->word, STR_ARG(row->vintage)), i);
    }
    index_refuse_doubles(&load, index_make(mem, &key, false), "this target");
    load_end(&load);
    return targets;
}

/* ---- regions ---- */

static const struct cell_rule region_rule[] = {
    {"region", MUST, CELL_TEXT, offsetof(struct region, code)},
    {"name_zh", COLUMN, CELL_TEXT, offsetof(struct region, name_zh)},
    {"name_en", COLUMN, CELL_TEXT, offsetof(struct region, name_en)},
    {"level", COLUMN, CELL_TEXT, offsetof(struct region, level)},
    {"parent", COLUMN, CELL_TEXT, offsetof(struct region, parent)},
    {"short_name", MAY, CELL_TEXT, offsetof(struct region, short_name)},
    {"valid_from", MAY, CELL_SPAN, offsetof(struct region, valid_from)},
    {"valid_to", MAY, CELL_SPAN, offsetof(struct region, valid_to)},
    {"successor", MAY, CELL_TEXT, offsetof(struct region, successor)},
    {"population", MAY, CELL_FIGURE, offsetof(struct region, population)},
    {"group", MAY, CELL_TEXT, offsetof(struct region, group)},
    {"aliases", MAY, CELL_TEXT, offsetof(struct region, aliases)},
};

enum { REGION_RULES = sizeof region_rule / sizeof *region_rule };

static struct regions *load_regions(struct mem *mem, struct reader *reader, const struct cell_rule *rule,
                                    const char *double_row)
{
    static const struct tree tree = {sizeof(struct region), offsetof(struct region, parent),
                                     offsetof(struct region, parent_row)};
    struct load load = {.mem = mem, .reader = reader, .rule = rule, .rules = REGION_RULES,
                        .size = sizeof(struct region)};
    load_rows(&load, NULL);

    struct regions *regions = mem_take(mem, sizeof *regions);
    *regions = (struct regions){.file = load.columns.file, .row = (void *)load.row, .count = load.count};
    struct entries code = {0}, name = {0}, key = {0};
    for (uint32_t i = 0; i < load.count; i++) {
        const struct region *row = &regions->row[i];
        entry_add(mem, &code, row->code, i);
        entry_add(mem, &key, mem_format(mem, "%.*s\x1f%.*s", STR_ARG(row->code), STR_ARG(row->valid_from.text)), i);
        entry_add(mem, &name, row->code, i);
        entry_add(mem, &name, row->name_zh, i);
        entry_add(mem, &name, row->name_en, i);
        entry_add(mem, &name, row->short_name, i);
        entry_add_aliases(mem, &name, row->aliases, i);
    }
    regions->code = index_make(mem, &code, false);
    regions->name = index_make(mem, &name, true);
    index_refuse_doubles(&load, index_make(mem, &key, false), double_row);
    tree_link(&load, &tree, regions->code);
    load_end(&load);
    return regions;
}

struct regions *regions_load(struct mem *mem, struct reader *reader)
{
    return load_regions(mem, reader, region_rule, "this region");
}

struct regions *codes_load(struct mem *mem, struct reader *reader)
{
    struct columns columns = column_header(mem, reader);
    struct cell_rule *rule = mem_array(mem, REGION_RULES, sizeof *rule);
    for (size_t i = 0; i < REGION_RULES; i++) {
        rule[i] = region_rule[i];
        if (rule[i].offset == offsetof(struct region, name_zh) || rule[i].offset == offsetof(struct region, name_en))
            rule[i].presence = MAY;
    }
    if (columns.count)
        rule[0].name = mem_copy(mem, columns.name[0]).at;
    return load_regions(mem, reader, rule, "this code");
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

bool region_above(const struct regions *regions, const struct region *row, const struct region *below)
{
    uint32_t above = below->parent_row;
    while (above != CATALOG_NONE && &regions->row[above] != row)
        above = regions->row[above].parent_row;
    return above != CATALOG_NONE;
}

/* ---- labels ---- */

static const struct cell_rule label_rule[] = {
    {"key", MUST, CELL_TEXT, offsetof(struct label, key)},
    {"zh", COLUMN, CELL_TEXT, offsetof(struct label, zh)},
    {"en", COLUMN, CELL_TEXT, offsetof(struct label, en)},
    {"mark", MAY, CELL_TEXT, offsetof(struct label, mark)},
    {"mark_ascii", MAY, CELL_TEXT, offsetof(struct label, mark_ascii)},
    {"color", MAY, CELL_TEXT, offsetof(struct label, color)},
};

struct labels *labels_load(struct mem *mem, struct reader *reader)
{
    struct load load = {.mem = mem, .reader = reader, RULES(label_rule), .size = sizeof(struct label)};
    load_rows(&load, NULL);

    struct labels *labels = mem_take(mem, sizeof *labels);
    *labels = (struct labels){.file = load.columns.file, .row = (void *)load.row, .count = load.count};
    struct entries key = {0};
    for (uint32_t i = 0; i < load.count; i++)
        entry_add(mem, &key, labels->row[i].key, i);
    labels->key = index_make(mem, &key, false);
    index_refuse_doubles(&load, labels->key, "this label");
    load_end(&load);
    return labels;
}

const struct label *labels_find(const struct labels *labels, struct str key)
{
    uint32_t row = index_find(labels->key, key);
    return row == CATALOG_NONE ? NULL : &labels->row[row];
}
