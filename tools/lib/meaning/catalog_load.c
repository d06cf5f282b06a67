/* catalog_load - reading a table of a catalogue by its rules */
#include "base/diag.h"
#include "base/str.h"
#include "meaning/catalog_inside.h"

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

void load_wrong_row(struct load *load, uint32_t row, const char *sentence)
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
        wrong(load, rule,
              mem_format(load->mem, "\"%.*s\" is no period such as 2020, 2022-Q2, 2022-06 or 2021-01-01/P5Y",
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
        good = str_is_digit(text.at[i]);
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

void load_rows(struct load *load, void (*check)(struct load *load, void *row))
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

void load_end(struct load *load)
{
    struct place place = {.file = load->columns.file};
    if (load->mistakes)
        diag_fatal(DIAG_CATALOG, &place, "%u mistake%s in this table, so nothing is computed with it",
                   (unsigned)load->mistakes, load->mistakes == 1 ? "" : "s");
    reader_close(load->reader);
}

void load_wrong(struct load *load, const char *name, const char *sentence)
{
    for (uint32_t i = 0; i < load->rules; i++)
        if (str_eq(str_of(load->rule[i].name), str_of(name))) {
            wrong(load, &load->rule[i], sentence);
            return;
        }
}
