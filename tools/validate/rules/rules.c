/* rules - see rules.h: reading the file and running the rules */
#include "base/str.h"
#include "base/voice.h"
#include "meaning/sheet.h"
#include "rules/rule.h"
#include "rules/rules.h"
#include "rules/whatif.h"

/* ---- codes that only the data can know ---- */

static bool is_there(const struct cells *cells, struct str code)
{
    for (size_t i = 0; i < cells->count; i++)
        if (str_eq(cell_of(cells->cell[i], OBSERVED_INDICATOR), code))
            return true;
    return cells->count == 0;
}

static void tell_stranger(void *about)
{
    const struct code_use *use = about;
    struct rules *rules = use->rules;
    const struct cells *cells = use->cells ? use->cells : rules->cells;
    struct group *seen = group_open(1, 1);
    for (size_t k = 0; k < cells->count; k++) {
        struct str code = cell_of(cells->cell[k], OBSERVED_INDICATOR);
        group_at(seen, &code);
    }
    struct str *known = mem_array(rules->mem, group_count(seen), sizeof *known);
    size_t count = 0;
    struct group_walk walk = {0};
    while (group_next(seen, &walk))
        known[count++] = mem_copy(rules->mem, group_key(seen, walk.state, 0));
    group_close(seen);
    rule_wrong(use->rule, use->at, "no indicator \"%.*s\" in %s%.*s", STR_ARG(use->code),
               diag_file(cells->columns->file), STR_ARG(nearest_hint(rules->mem, use->code, known, count)));
}

/* None of them may be a stranger there. */
static bool settle_codes(struct rules *rules)
{
    bool good = true;
    for (size_t i = 0; i < rules->codes; i++) {
        struct code_use *use = &rules->code[i];
        if (!is_there(use->cells ? use->cells : rules->cells, use->code))
            good &= rule_try(use->rule, tell_stranger, use);
    }
    return good;
}

/* ---- a row of the rules file ---- */

/* A row as it stands there.  What its texts mean depends on the kind, and a rule is given up
 * at its first mistake (rule_wrong), so the sheet only hands the texts out. */
#define RULE_COLUMNS(X) \
    X(id, SHEET_COLUMN) X(severity, SHEET_MAY) X(kind, SHEET_COLUMN) X(scope, SHEET_MAY) X(when, SHEET_MAY) \
    X(expr, SHEET_MAY) X(tolerance, SHEET_MAY) X(by, SHEET_MAY) X(message, SHEET_MAY)

struct written {
#define X(name, need) struct str name;
    RULE_COLUMNS(X)
#undef X
};

static const struct sheet_column written_column[] = {
#define X(name, need) {#name, need, sheet_trimmed, offsetof(struct written, name), NULL},
    RULE_COLUMNS(X)
#undef X
};

static const struct sheet_form rules_form = {
    SHEET_LIST(struct written, written_column), .code = DIAG_RULES, .why = "--rules",
    .stranger = N_("column \"%.*s\" means nothing in a rules file; its columns are id, severity, kind, scope, "
                   "when, expr, tolerance, by, message")};

/* What is read of one row. */
struct line {
    struct rules *rules;
    struct rule *rule;
    const struct sheet *sheet;
    struct written text;
};

static size_t split(struct mem *mem, struct str text, char mark, struct str **list)
{
    struct str rest = text, piece;
    size_t count = 0, room = 0;
    *list = NULL;
    while (str_cut(&rest, mark, &piece)) {
        piece = str_trim(piece);
        if (!piece.length)
            continue;
        *list = mem_grow(mem, *list, count, &room, sizeof **list);
        (*list)[count++] = piece;
    }
    return count;
}

static void read_severity(struct line *line)
{
    static const struct {
        const char *word, *zh;
        enum diag_level level;
    } severity[] = {{"error", "强制", DIAG_ERROR}, {"query", "核实", DIAG_WARNING}, {"hint", "提示", DIAG_HINT}};
    struct str text = line->text.severity;
    if (!text.length) {
        line->rule->severity = DIAG_ERROR;
        return;
    }
    for (size_t i = 0; i < sizeof severity / sizeof *severity; i++)
        if (str_eq(text, str_of(severity[i].word)) || str_eq(text, str_of(severity[i].zh))) {
            line->rule->severity = severity[i].level;
            return;
        }
    line->rule->place = sheet_place(line->sheet, "severity");
    static const struct str known[] = {STR("error"), STR("query"), STR("hint")};
    rule_wrong(line->rule, 0, "severity \"%.*s\" is none of error, query, hint%.*s", STR_ARG(text),
               STR_ARG(nearest_hint(line->rules->mem, text, known, 3)));
}

/* What the kind looks at must be there; all that is not is named at once. */
static void need_columns(struct rules *rules, struct rule *rule)
{
    const struct columns *columns = rules->setting.columns;
    struct str *need, missing = STR(""), last = STR("");
    size_t needs = split(rules->mem, str_of(rule->kind->needs), ',', &need), count = 0;
    for (size_t i = 0; i < needs; i++)
        if (column_find(columns, need[i]) == COLUMN_NONE) {
            missing = mem_format(rules->mem, "%.*s%s\"%.*s\"", STR_ARG(missing), count++ ? ", " : "", STR_ARG(need[i]));
            last = need[i];
        }
    if (count > 1)
        rule_wrong(rule, 0, "no columns %.*s in %s", STR_ARG(missing), diag_file(columns->file));
    if (count)
        rule_column(rules, rule, last, 0);
}

static void read_kind(struct line *line)
{
    struct str *known = NULL;
    size_t count = 0, room = 0;
    for (const struct rule_kind *const *list = line->rules->setting.kinds; *list; list++)
        for (const struct rule_kind *kind = *list; kind->name; kind++) {
            known = mem_grow(line->rules->mem, known, count, &room, sizeof *known);
            known[count] = str_of(kind->name);
            if (str_eq(known[count++], line->text.kind))
                line->rule->kind = kind;
        }
    line->rule->place = sheet_place(line->sheet, "kind");
    if (!line->rule->kind)
        rule_wrong(line->rule, 0, "no kind \"%.*s\"%.*s", STR_ARG(line->text.kind),
                   STR_ARG(nearest_hint(line->rules->mem, line->text.kind, known, count)));
    need_columns(line->rules, line->rule);
}

static void read_tolerance(struct line *line)
{
    struct str text = line->text.tolerance;
    struct leeway *leeway = &line->rule->leeway;
    line->rule->tolerant = text.length && !str_eq(text, STR("rounding"));
    if (!line->rule->tolerant)
        return;
    bool share = str_ends(text, STR("%"));
    leeway->kind = share ? LEEWAY_RELATIVE : LEEWAY_ABSOLUTE;
    if (num_parse(str_trim(str_part(text, 0, text.length - share)), &leeway->amount) != NUM_OK ||
        num_sign(leeway->amount) < 0 || (share && !num_shift(leeway->amount, -2, &leeway->amount))) {
        line->rule->place = sheet_place(line->sheet, "tolerance");
        rule_wrong(line->rule, 0, "tolerance \"%.*s\" is no number such as 0.5, no share such as 2%%, and not "
                                  "\"rounding\"", STR_ARG(text));
    }
}

static void read_by(struct line *line)
{
    struct rule *rule = line->rule;
    const struct columns *columns = line->rules->setting.columns;
    struct str name;
    rule->grouped = line->text.by.length > 0;
    struct str list = rule->grouped ? line->text.by : str_of(rule->kind->by);
    rule->by.at = mem_array(line->rules->mem, RULE_BY_MAX, sizeof *rule->by.at);
    rule->place = sheet_place(line->sheet, "by");
    while (rule_name(line->rules, rule, &list, &name, NULL)) {
        uint32_t column = rule->grouped ? rule_column(line->rules, rule, name, 0) : column_find(columns, name);
        if (rule->by.count == RULE_BY_MAX)
            rule_wrong(rule, 0, "more than %d columns", RULE_BY_MAX);
        if (column != COLUMN_NONE)
            rule->by.at[rule->by.count++] = column;
    }
}

static void read_scope(struct line *line)
{
    struct rule *rule = line->rule;
    struct str *code;
    rule->place = sheet_place(line->sheet, "scope");
    rule->scopes = split(line->rules->mem, line->text.scope, ',', &code);
    rule->scope = code;
    if (rule->scopes && !rule->kind->scoped)
        rule_wrong(rule, 0, "kind %s has no scope: its expr names what it looks at", rule->kind->name);
    if (rule->scopes)
        rule_column(line->rules, rule, STR("indicator"), 0);
    for (size_t i = 0; i < rule->scopes && (!rule->kind->each || line->rules->setting.indicators); i++)
        rule_code(line->rules, rule, NULL, rule->scope[i], 0);
}

static void read_options(struct rules *rules, struct rule *rule)
{
    struct str *known, *pair, name;
    size_t knowns = split(rules->mem, str_of(rule->kind->options), ',', &known);
    size_t pairs = split(rules->mem, rule->text, ' ', &pair);
    if (pairs > RULE_OPTIONS)
        rule_wrong(rule, 0, "more than %d options", RULE_OPTIONS);
    for (size_t i = 0; i < pairs; i++) {
        struct str rest = pair[i];
        size_t place = str_runes(str_part(rule->text, 0, (size_t)(pair[i].at - rule->text.at))) + 1, k = 0;
        str_cut(&rest, '=', &name);
        if (str_find(pair[i], STR("=")) < 0)
            rule_wrong(rule, place, "NAME=VALUE was expected");
        while (k < knowns && !str_eq(known[k], name))
            k++;
        if (k == knowns)
            rule_wrong(rule, place, "kind %s has no option \"%.*s\"%.*s", rule->kind->name, STR_ARG(name),
                       STR_ARG(nearest_hint(rules->mem, name, known, knowns)));
        rule->option[rule->options++] = (struct rule_option){name, rest};
    }
}

static void read_rule(void *about)
{
    struct line *line = about;
    struct rules *rules = line->rules;
    struct rule *rule = line->rule;
    rule->id = line->text.id;
    rule->text = line->text.expr;
    rule->message = line->text.message;
    rule->place = sheet_place(line->sheet, "id");
    if (!rule->id.length)
        rule_wrong(rule, 0, "a rule needs an id");
    for (const struct rule *other = rules->rule; other < rule; other++)
        if (str_eq(other->id, rule->id))
            rule_wrong(rule, 0, "this id stood before, on line %llu", (unsigned long long)other->place.line);
    read_severity(line);
    read_kind(line);
    read_tolerance(line);
    read_by(line);
    read_scope(line);
    rule->place = sheet_place(line->sheet, "when");
    rule->when_text = line->text.when;
    if (line->text.when.length)
        rule->when = rule_condition(rules, rule, line->text.when, &rules->names);
    rule->place = sheet_place(line->sheet, "expr");
    if (rule->kind->options)
        read_options(rules, rule);
    rule->kind->open(rules, rule);
    rules->kept += rule_across(rule->kind);
}

static struct str kept_value(void *now, uint32_t slot)
{
    const struct kept_row *row = now;
    return cell_text(row->cells, row->cell, slot);
}

struct rules *rules_load(const struct rules_setting *setting, struct reader *reader)
{
    struct mem *mem = setting->mem;
    struct rules *rules = mem_take(mem, sizeof *rules);
    struct sheet *sheet = sheet_open(mem, reader, &rules_form);
    *rules = (struct rules){.setting = *setting, .mem = mem, .scratch = mem_open(), .file = sheet_file(sheet)};
    rules->names = rules->kept_names = expr_columns(setting->columns);
    rules->kept_names.value = kept_value;
    struct line line = {.rules = rules, .sheet = sheet};
    rules->cells = cells_open(mem, setting->columns);
    /* The rules stay where they are, so that what a kind keeps may point to them. */
    rules->rule = mem_array(mem, 1000, sizeof *rules->rule);
    bool good = true;
    while (sheet_next(sheet, &line.text)) {
        if (rules->count == 1000)
            diag_fatal(DIAG_RULES, NULL, "%s: more than 1000 rules", rules->file);
        line.rule = &rules->rule[rules->count++];
        good &= rule_try(line.rule, read_rule, &line);
    }
    sheet_close(sheet);
    for (uint32_t i = 0; i < rules->count; i++)
        for (uint32_t k = 0; k < rules->rule[i].by.count; k++)
            cells_keep(rules->cells, rules->rule[i].by.at[k]);
    if (rules->count == 0)
        diag_report(DIAG_RULE_IDLE, NULL, "%s holds no rule", rules->file);
    if (good)
        return rules;
    rules_done(rules);
    return NULL;
}

/* ---- running ---- */

bool rules_across(const struct rules *rules)
{
    for (uint32_t i = 0; i < rules->count; i++)
        if (rule_across(rules->rule[i].kind) && rules->rule[i].severity == DIAG_ERROR)
            return true;
    return false;
}

/* Does a record fall under the rule?  What does not is counted; *good becomes false where
 * that cannot be decided, and is an error. */
static bool concerned(struct rules *rules, struct rule *rule, const struct record *record, bool *good)
{
    if (rule->scopes) {
        struct str code = record_field(record, rules->cells->role[OBSERVED_INDICATOR]);
        size_t i = 0;
        while (i < rule->scopes && !str_eq(rule->scope[i], code))
            i++;
        if (i == rule->scopes)
            return false;
    }
    if (!rule->when)
        return true;
    enum expr_truth truth = expr_test(rule->when, (void *)(uintptr_t)record);
    if (truth == EXPR_UNKNOWN)
        *good &= rule_undecided(rules, rule, record, rule->when);
    else if (rule->kind->each && truth == EXPR_FALSE)
        rule_skip(rule);
    return truth == EXPR_TRUE;
}

/* Does it look at every row?  Then it needs no list of its own. */
static bool looks_at_all(const struct rule *rule)
{
    return rule_across(rule->kind) && !rule->scopes && !rule->when;
}

static void keep_cell(struct rule *rule, struct cell *cell)
{
    if (rule->cells == rule->room) {
        rule->room = rule->room ? rule->room + rule->room / 2 : 64;
        rule->cell = mem_resize(rule->cell, rule->room * sizeof(struct cell *));
    }
    rule->cell[rule->cells++] = cell;
}

bool rules_each(struct rules *rules, const struct record *record, const struct reader *reader, uint64_t ordinal)
{
    struct cell *cell = rules->kept ? cells_add(rules->cells, record, reader, ordinal) : NULL;
    bool good = true;
    rules->reader = reader;
    for (struct rule *rule = rules->rule; rule < rules->rule + rules->count; rule++) {
        if (!concerned(rules, rule, record, &good))
            continue;
        if (rule->kind->each) {
            good &= rule->kind->each(rules, rule, record);
            continue;
        }
        if (!looks_at_all(rule))
            keep_cell(rule, cell);
    }
    return good;
}

bool rules_finish(struct rules *rules)
{
    for (struct rule *rule = rules->rule; rule < rules->rule + rules->count; rule++)
        if (looks_at_all(rule)) {
            rule->cell = rules->cells->cell;
            rule->cells = rules->cells->count;
        }
    if (!settle_codes(rules))
        return false;
    for (struct rule *rule = rules->rule; rule < rules->rule + rules->count; rule++)
        if (rule->kind->settle)
            rule->kind->settle(rules, rule);
    for (const struct rule *rule = rules->rule; rule < rules->rule + rules->count; rule++)
        if (!rules->setting.trial && rule->passes + rule->fails + rule->accepted == 0) {
            unsigned long long unknown = rule->unknown, skipped = rule->not_evaluated;
            diag_report(DIAG_RULE_IDLE, &rule->place, "rule \"%.*s\" could be evaluated on nothing: %llu items, %llu "
                        "unknown, %llu not evaluated", STR_ARG(rule->id), unknown + skipped, unknown, skipped);
        }
    return true;
}

bool rules_counted(const struct rules *rules, uint32_t number, struct rules_count *count)
{
    static const char *const word[] = {[DIAG_HINT] = "hint", [DIAG_WARNING] = "query", [DIAG_ERROR] = "error"};
    if (number >= rules->count)
        return false;
    const struct rule *rule = &rules->rule[number];
    *count = (struct rules_count){rule->id,     word[rule->severity], rule->kind->name, rule->text,
                                  rule->message, rule->passes,        rule->fails,      rule->unknown,
                                  rule->not_evaluated, rule->accepted};
    return true;
}

void rules_done(struct rules *rules)
{
    for (uint32_t i = 0; i < rules->count; i++) {
        group_close(rules->rule[i].group);
        if (rules->rule[i].room)
            mem_release(rules->rule[i].cell);
    }
    grouping_done(rules);
    whatif_close(rules->whatif);
    for (size_t i = 0; i < rules->setting.withs; i++)
        cells_close(rules->setting.with[i]);
    cells_close(rules->cells);
    mem_close(rules->scratch);
}
