#include "catalog.h"

#include "column.h"
#include "diag.h"
#include "str.h"

#include <stdlib.h>

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
        [TARGET_NONE] = {"", OP_NONE, "", ""},
#define X(name, word, op, needs, meaning) [TARGET_##name] = {word, OP_##op, needs, meaning},
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

/* ---- how a row is read: one line here for each column ---- */

enum cell {
    CELL_TEXT, CELL_FIGURE, CELL_TOLERANCE, CELL_SPAN, CELL_DECIMALS, CELL_ROLLUP, CELL_CLASS,
    CELL_KIND, CELL_DIRECTION, CELL_ATTRIBUTE, CELL_TARGET_KIND, CELL_OP
};

enum presence { MAY, COLUMN, MUST }; /* may be absent; the column is there; and every field is filled */

struct cell_rule {
    const char *name;
    enum presence presence;
    enum cell cell;
    size_t offset;            /* of the member in the row's struct */
};

/* A file being read. */
struct load {
    struct mem *mem;
    struct reader *reader;
    struct columns columns;
    const struct cell_rule *rule;
    uint32_t rules;
    uint32_t *at;             /* column of each rule, or COLUMN_NONE */
    size_t size;              /* bytes of a row's struct */
    char *row;
    uint64_t *line;
    uint32_t count;
    uint32_t mistakes;
};

/* Where a rule's field stands in the current record. */
static struct place place_of(const struct load *load, const struct cell_rule *rule)
{
    uint32_t at = load->at[rule - load->rule];
    return reader_place(load->reader, at == COLUMN_NONE ? RECORD_WHOLE : at);
}

/* Tells what is wrong with a field of the current record. */
static void wrong(struct load *load, const struct cell_rule *rule, const char *sentence)
{
    struct place place = place_of(load, rule);
    diag_report(DIAG_CATALOG, &place, "%s", sentence);
    load->mistakes++;
}

/* Tells what is wrong with a row that was read before. */
static void wrong_row(struct load *load, uint32_t row, const char *sentence)
{
    struct place place = {.file = load->columns.file, .line = load->line[row], .record = (uint64_t)row + 1};
    diag_report(DIAG_CATALOG, &place, "%s", sentence);
    load->mistakes++;
}

/* A list of words, the same list in three uses: finding, naming them all, the near one. */
struct words {
    const struct str *word;   /* word[0] is the empty one */
    int count;
};

static const struct words *words_of(enum cell cell)
{
#define X(name, word, ...) {"" word, sizeof word - 1},
    static const struct str kind[] = {{"", 0}, INDICATOR_KINDS(X)};
    static const struct str direction[] = {{"", 0}, DIRECTIONS(X)};
    static const struct str attribute[] = {{"", 0}, ATTRIBUTES(X)};
    static const struct str target_kind[] = {{"", 0}, TARGET_KINDS(X)};
    static const struct str op[] = {{"", 0}, TARGET_OPS(X)};
    static const struct str rollup[] = {{"", 0}, ROLLUPS(X)};
    static const struct str class[] = {{"", 0}, PROGRESS_CLASSES(X)};
#undef X
    static const struct words words[] = {
        [CELL_KIND] = {kind, KIND_COUNT},
        [CELL_DIRECTION] = {direction, DIRECTION_COUNT},
        [CELL_ATTRIBUTE] = {attribute, ATTRIBUTE_COUNT},
        [CELL_TARGET_KIND] = {target_kind, TARGET_COUNT},
        [CELL_OP] = {op, OP_COUNT},
        [CELL_ROLLUP] = {rollup, ROLLUP_COUNT},
        [CELL_CLASS] = {class, CLASS_COUNT},
    };
    return &words[cell];
}

/* `"flwo" is none of stock, flow, ...; did you mean "flow"?` */
static const char *none_of(struct mem *mem, struct str text, enum cell cell)
{
    const struct words *words = words_of(cell);
    struct str list = words->word[1];
    for (int i = 2; i < words->count; i++)
        list = mem_format(mem, "%.*s, %.*s", STR_ARG(list), STR_ARG(words->word[i]));
    ptrdiff_t near = str_nearest(text, words->word + 1, (size_t)words->count - 1);
    if (near < 0)
        return mem_format(mem, "\"%.*s\" is none of %.*s", STR_ARG(text), STR_ARG(list)).at;
    return mem_format(mem, "\"%.*s\" is none of %.*s; did you mean \"%.*s\"?", STR_ARG(text), STR_ARG(list),
                      STR_ARG(words->word[near + 1])).at;
}

/* The number of a word in its list, -1 when it is not there. */
static int word_find(struct str text, enum cell cell)
{
    const struct words *words = words_of(cell);
    for (int i = 0; i < words->count; i++)
        if (str_eq(text, words->word[i]))
            return i;
    return -1;
}

static void read_word(struct load *load, const struct cell_rule *rule, struct str text, int *into)
{
    int found = word_find(text, rule->cell);
    if (found < 0)
        wrong(load, rule, none_of(load->mem, text, rule->cell));
    else
        *into = found;
}

static void read_figure(struct load *load, const struct cell_rule *rule, struct str text, struct figure *into)
{
    into->text = text;
    if (text.length == 0)
        return;
    enum num_verdict verdict = num_parse(text, &into->value);
    into->known = verdict == NUM_OK;
    if (!into->known)
        wrong(load, rule, mem_format(load->mem, "\"%.*s\" %s", STR_ARG(text), num_why(verdict)).at);
}

static void read_tolerance(struct load *load, const struct cell_rule *rule, struct str text, struct target *target)
{
    target->tolerance_percent = str_ends(text, STR("%"));
    if (target->tolerance_percent)
        text.length--;
    read_figure(load, rule, text, &target->tolerance);
    if (target->tolerance.known && num_sign(target->tolerance.value) < 0)
        wrong(load, rule, "a tolerance is not negative");
}

static void read_span(struct load *load, const struct cell_rule *rule, struct str text, struct span *into)
{
    into->text = text;
    if (text.length == 0)
        return;
    into->known = period_parse(text, &into->value);
    if (!into->known)
        wrong(load, rule, mem_format(load->mem, "\"%.*s\" is no period such as 2020, 2022-Q2, 2022-06 or 2021-01-01/P5Y",
                                     STR_ARG(text)).at);
}

static void read_decimals(struct load *load, const struct cell_rule *rule, struct str text, int *into)
{
    *into = -1;
    if (text.length == 0)
        return;
    int places = 0;
    bool good = text.length <= 2;
    for (size_t i = 0; i < text.length && good; i++) {
        good = text.at[i] >= '0' && text.at[i] <= '9';
        places = places * 10 + (text.at[i] - '0');
    }
    if (good && places <= 30)
        *into = places;
    else
        wrong(load, rule, mem_format(load->mem, "\"%.*s\" is no number of places from 0 to 30", STR_ARG(text)).at);
}

/* sum, mean, last, none, weighted:CODE, ratio:NUM/DEN */
static void read_rollup(struct load *load, const struct cell_rule *rule, struct str text, struct rollup *into)
{
    static const int codes[] = {
        [ROLLUP_NONE] = 0,
#define X(name, word, codes) [ROLLUP_##name] = codes,
        ROLLUPS(X)
#undef X
    };
    ptrdiff_t colon = str_find(text, STR(":"));
    struct str word = colon < 0 ? text : str_part(text, 0, (size_t)colon);
    int found = word_find(word, CELL_ROLLUP);
    if (found < 0) {
        wrong(load, rule, none_of(load->mem, word, CELL_ROLLUP));
        return;
    }
    *into = (struct rollup){.kind = (enum rollup_kind)found};
    if (colon >= 0)
        into->weight = str_part(text, (size_t)colon + 1, text.length);
    ptrdiff_t slash = codes[found] == 2 ? str_find(into->weight, STR("/")) : -1;
    if (slash >= 0) {
        into->below = str_part(into->weight, (size_t)slash + 1, text.length);
        into->weight.length = (size_t)slash;
    }
    int given = (into->weight.length > 0) + (into->below.length > 0);
    if (given != codes[found] || (colon >= 0 && codes[found] == 0))
        wrong(load, rule, codes[found] == 0 ? "this rollup takes no code; only weighted:CODE and ratio:NUM/DEN do" :
              codes[found] == 1 ? "weighted needs the indicator that weighs, as in weighted:POP" :
              "ratio needs numerator and denominator, as in ratio:GDP/POP");
}

static void read_class(struct load *load, const struct cell_rule *rule, struct str text, struct target *target)
{
    target->official_class = text;
    target->official = progress_class_find(text);
    if (text.length && target->official == CLASS_NONE)
        wrong(load, rule, none_of(load->mem, text, CELL_CLASS));
}

/* Reads one field into its member. */
static void read_cell(struct load *load, const struct cell_rule *rule, struct str text, char *row)
{
    void *into = row + rule->offset;
    switch (rule->cell) {
    case CELL_TEXT: *(struct str *)into = text; break;
    case CELL_FIGURE: read_figure(load, rule, text, into); break;
    case CELL_TOLERANCE: read_tolerance(load, rule, text, (struct target *)(void *)row); break;
    case CELL_SPAN: read_span(load, rule, text, into); break;
    case CELL_DECIMALS: read_decimals(load, rule, text, into); break;
    case CELL_ROLLUP: read_rollup(load, rule, text, into); break;
    case CELL_CLASS: read_class(load, rule, text, (struct target *)(void *)row); break;
    case CELL_KIND: case CELL_DIRECTION: case CELL_ATTRIBUTE: case CELL_TARGET_KIND: case CELL_OP:
        read_word(load, rule, text, into);
        break;
    }
}

/* Every field of the current record, by the rules. */
static void read_row(struct load *load, const struct record *record, char *row)
{
    for (uint32_t i = 0; i < load->rules; i++) {
        const struct cell_rule *rule = &load->rule[i];
        struct str text = {NULL, 0};
        if (load->at[i] != COLUMN_NONE)
            text = mem_copy(load->mem, record_field(record, load->at[i]));
        if (rule->presence == MUST && text.length == 0)
            wrong(load, rule, mem_format(load->mem, "column \"%s\" is empty", rule->name).at);
        else
            read_cell(load, rule, text, row);
    }
}

/* Reads the whole file; `check` looks at each row that was read, its record still being the
 * current one. */
static void load_rows(struct load *load, void (*check)(struct load *load, void *row))
{
    load->columns = column_header(load->mem, load->reader);
    load->at = mem_array(load->mem, load->rules, sizeof *load->at);
    for (uint32_t i = 0; i < load->rules; i++) {
        struct str name = str_of(load->rule[i].name);
        load->at[i] = load->rule[i].presence == MAY ? column_find(&load->columns, name)
                                                    : column_need(&load->columns, name, "this table needs it");
    }
    size_t room = 0, line_room = 0;
    const struct record *record;
    while ((record = reader_next(load->reader))) {
        load->row = mem_grow(load->mem, load->row, load->count, &room, load->size);
        load->line = mem_grow(load->mem, load->line, load->count, &line_room, sizeof *load->line);
        char *row = load->row + load->count * load->size;
        memset(row, 0, load->size);
        load->line[load->count] = reader_place(load->reader, RECORD_WHOLE).line;
        load->count++;
        read_row(load, record, row);
        if (check)
            check(load, row);
    }
}

/* Ends the run when anything was wrong; otherwise closes the file. */
static void load_end(struct load *load)
{
    struct place place = {.file = load->columns.file};
    if (load->mistakes)
        diag_fatal(DIAG_CATALOG, &place, "%u mistake%s in this table, so nothing is computed with it",
                   (unsigned)load->mistakes, load->mistakes == 1 ? "" : "s");
    reader_close(load->reader);
}

static const struct cell_rule *rule_named(const struct load *load, const char *name)
{
    for (uint32_t i = 0; i < load->rules; i++)
        if (str_eq(str_of(load->rule[i].name), str_of(name)))
            return &load->rule[i];
    return load->rule;
}

/* ---- looking up ---- */

/* Texts in order, each with the row that it belongs to. */
struct catalog_index {
    struct str *text;
    uint32_t *row;
    uint32_t count;
    bool fold;                /* ASCII case is ignored */
};

struct entry {
    struct str text;
    uint32_t row;
};

struct entries {
    struct entry *entry;
    size_t count, room;
};

static void entry_add(struct mem *mem, struct entries *entries, struct str text, uint32_t row)
{
    if (text.length == 0)
        return;
    entries->entry = mem_grow(mem, entries->entry, entries->count, &entries->room, sizeof *entries->entry);
    entries->entry[entries->count++] = (struct entry){text, row};
}

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static int cmp_folded(struct str a, struct str b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    for (size_t i = 0; i < common; i++)
        if (lower(a.at[i]) != lower(b.at[i]))
            return lower(a.at[i]) < lower(b.at[i]) ? -1 : 1;
    return (a.length > b.length) - (a.length < b.length);
}

static int cmp_row(const struct entry *a, const struct entry *b)
{
    return (a->row > b->row) - (a->row < b->row);
}

static int by_text(const void *a, const void *b)
{
    int order = str_cmp(((const struct entry *)a)->text, ((const struct entry *)b)->text);
    return order ? order : cmp_row(a, b);
}

static int by_folded(const void *a, const void *b)
{
    int order = cmp_folded(((const struct entry *)a)->text, ((const struct entry *)b)->text);
    return order ? order : cmp_row(a, b);
}

/* Sorts the entries; the same text twice for one row is kept once. */
static struct catalog_index *index_make(struct mem *mem, struct entries *entries, bool fold)
{
    int (*compare)(const void *, const void *) = fold ? by_folded : by_text;
    struct catalog_index *index = mem_take(mem, sizeof *index);
    index->fold = fold;
    index->text = mem_array(mem, entries->count, sizeof *index->text);
    index->row = mem_array(mem, entries->count, sizeof *index->row);
    if (entries->count)
        qsort(entries->entry, entries->count, sizeof *entries->entry, compare);
    for (size_t i = 0; i < entries->count; i++) {
        if (i && compare(&entries->entry[i - 1], &entries->entry[i]) == 0)
            continue;
        index->text[index->count] = entries->entry[i].text;
        index->row[index->count++] = entries->entry[i].row;
    }
    return index;
}

/* The first place whose text is not before `text`. */
static uint32_t index_seek(const struct catalog_index *index, struct str text)
{
    uint32_t low = 0, high = index->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = index->fold ? cmp_folded(index->text[middle], text) : str_cmp(index->text[middle], text);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct candidates index_range(const struct catalog_index *index, struct str text)
{
    uint32_t first = index_seek(index, text), last = first;
    while (last < index->count &&
           (index->fold ? cmp_folded(index->text[last], text) : str_cmp(index->text[last], text)) == 0)
        last++;
    return (struct candidates){index->row + first, last - first};
}

/* The row of a text that stands once; of several rows the last. */
static uint32_t index_find(const struct catalog_index *index, struct str text)
{
    struct candidates found = index_range(index, text);
    return found.count ? found.row[found.count - 1] : CATALOG_NONE;
}

static struct str index_near(const struct catalog_index *index, struct str word)
{
    ptrdiff_t near = str_nearest(word, index->text, index->count);
    return near < 0 ? (struct str){NULL, 0} : index->text[near];
}

static void entry_add_aliases(struct mem *mem, struct entries *entries, struct str aliases, uint32_t row)
{
    struct str piece;
    while (str_cut(&aliases, '|', &piece))
        entry_add(mem, entries, str_trim(piece), row);
}

/* Tells every row whose text stands in an earlier row too. */
static void refuse_doubles(struct load *load, const struct catalog_index *index, const char *what)
{
    for (uint32_t i = 1; i < index->count; i++)
        if (str_eq(index->text[i - 1], index->text[i]))
            wrong_row(load, index->row[i],
                      mem_format(load->mem, "%s stands in line %llu already", what,
                                 (unsigned long long)load->line[index->row[i - 1]]).at);
}

/* ---- trees ---- */

/* The members of a row that make it part of a tree. */
struct tree {
    size_t size, parent, links; /* bytes of a row; offsets of the text and of parent_row */
};

static uint32_t *links_of(const struct load *load, const struct tree *tree, uint32_t row)
{
    return (uint32_t *)(void *)(load->row + row * tree->size + tree->links);
}

enum link { PARENT, CHILD, SIBLING };

/* Links every row to its parent; children stand in the order of the file.  A parent that the
 * table does not hold is allowed: it may be a part of a longer list. */
static void tree_link(struct load *load, const struct tree *tree, const struct catalog_index *code)
{
    for (uint32_t row = 0; row < load->count; row++)
        links_of(load, tree, row)[PARENT] = links_of(load, tree, row)[CHILD] =
            links_of(load, tree, row)[SIBLING] = CATALOG_NONE;
    for (uint32_t row = load->count; row-- > 0;) {
        struct str text = *(struct str *)(void *)(load->row + row * tree->size + tree->parent);
        uint32_t parent = text.length ? index_find(code, text) : CATALOG_NONE;
        links_of(load, tree, row)[PARENT] = parent;
        if (parent == CATALOG_NONE)
            continue;
        links_of(load, tree, row)[SIBLING] = links_of(load, tree, parent)[CHILD];
        links_of(load, tree, parent)[CHILD] = row;
    }
    for (uint32_t row = 0; row < load->count; row++) {
        uint32_t above = row, steps = 0;
        while (above != CATALOG_NONE && steps++ <= load->count)
            above = links_of(load, tree, above)[PARENT];
        if (above != CATALOG_NONE)
            wrong_row(load, row, "a row that is above itself: its parents go in a circle");
    }
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

#define RULES(table) .rule = table, .rules = sizeof table / sizeof *table

static void check_indicator(struct load *load, void *row)
{
    const struct indicator *indicator = row;
    if (indicator->natural_min.known && indicator->natural_max.known &&
        num_compare(indicator->natural_min.value, indicator->natural_max.value) > 0)
        wrong(load, rule_named(load, "natural_max"), "natural_max is below natural_min");
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
    refuse_doubles(&load, indicators->code, "this indicator");
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
            wrong(load, rule_named(load, need[i].column),
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
        wrong(load, rule_named(load, "op"),
              mem_format(load->mem, "a target of kind %s takes no op", target_kind_row(kind)->word).at);
    else if (kind != TARGET_RELATIVE_TO && target_op_row(target->op)->sign != target_op_row(own)->sign)
        wrong(load, rule_named(load, "op"),
              mem_format(load->mem, "%s looks the other way than %s", target_op_row(target->op)->word,
                         target_kind_row(kind)->word).at);
    check_needs(load, target);
    if (target->base_period.known && target->target_period.known &&
        period_compare(target->base_period.value, target->target_period.value) >= 0)
        wrong(load, rule_named(load, "target_period"), "the target's period is not after the base period");
    if (target->target_value.known && target->target_high.known &&
        num_compare(target->target_value.value, target->target_high.value) > 0)
        wrong(load, rule_named(load, "target_high"), "target_high is below target_value");
    if (kind == TARGET_RELATIVE_TO && str_eq(target->related, target->indicator))
        wrong(load, rule_named(load, "related"), "a target is not relative to its own indicator");
    if (kind == TARGET_CUMULATIVE_REDUCTION_MIN && target->target_value.known &&
        (num_sign(target->target_value.value) <= 0 || num_compare(target->target_value.value, num_of(100)) >= 0))
        wrong(load, rule_named(load, "target_value"),
              "a cumulative reduction is a percentage above 0 and below 100: write 13.5 for a fall of 13.5 %");
    if (kind == TARGET_AVG_GROWTH_MIN && target->target_value.known &&
        num_compare(target->target_value.value, num_of(-100)) <= 0)
        wrong(load, rule_named(load, "target_value"), "an average growth is above -100 percent");
    if (kind == TARGET_CUMULATIVE_CHANGE_MIN && target->target_value.known && num_sign(target->target_value.value) == 0)
        wrong(load, rule_named(load, "target_value"), "a cumulative change of 0 is no change: use level_min_keep");
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
    refuse_doubles(&load, index_make(mem, &key, false), "this target");
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

struct regions *regions_load(struct mem *mem, struct reader *reader)
{
    static const struct tree tree = {sizeof(struct region), offsetof(struct region, parent),
                                     offsetof(struct region, parent_row)};
    struct load load = {.mem = mem, .reader = reader, RULES(region_rule), .size = sizeof(struct region)};
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
    refuse_doubles(&load, index_make(mem, &key, false), "this region");
    tree_link(&load, &tree, regions->code);
    load_end(&load);
    return regions;
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
    refuse_doubles(&load, labels->key, "this label");
    load_end(&load);
    return labels;
}

const struct label *labels_find(const struct labels *labels, struct str key)
{
    uint32_t row = index_find(labels->key, key);
    return row == CATALOG_NONE ? NULL : &labels->row[row];
}
