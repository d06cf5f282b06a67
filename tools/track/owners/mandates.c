/* mandates - see mandates.h */
#include <stddef.h>

#include "owners/mandates.h"
#include "base/str.h"
#include "base/voice.h"
#include "meaning/sheet.h"

static const struct str subject_words[] = {
#define X(name, word, meaning) STR(word),
    MANDATE_SUBJECTS(X)
#undef X
};
static const struct str end_words[] = {
#define X(name, word, meaning) STR(word),
    MANDATE_ENDS(X)
#undef X
};

struct str mandate_end_word(enum mandate_end end)
{
    return end_words[end];
}

static const struct mandate_built_in built_in[] = {
#define X(name, subject, when, least, end) {name, when, MANDATE_OF_##subject, MANDATE_THEN_##end, least},
    MANDATES(X)
#undef X
};

const struct mandate_built_in *mandate_built_in(size_t i)
{
    return i < sizeof built_in / sizeof *built_in ? &built_in[i] : NULL;
}

/* ---- names ---- */

static bool find_fact(void *state, struct str name, uint32_t *slot)
{
    const struct mandate_facts *facts = state;
    for (uint32_t i = 0; i < facts->count; i++)
        if (str_eq(facts->name[i], name)) {
            *slot = i;
            return true;
        }
    return false;
}

static struct str fact_text(void *now, uint32_t slot)
{
    const struct mandate_facts *facts = now;
    return facts->text[slot];
}

struct expr_names mandate_names(struct mandate_facts *facts)
{
    return (struct expr_names){.find = find_fact, .value = fact_text, .state = facts, .known = facts->name,
                               .knowns = facts->count};
}

static struct expr_names *names_of(struct mem *mem, struct mandate_facts *facts)
{
    struct expr_names *names = mem_array(mem, MANDATE_SUBJECT_COUNT, sizeof *names);
    for (int i = 0; i < MANDATE_SUBJECT_COUNT; i++)
        names[i] = mandate_names(&facts[i]);
    return names;
}

/* ---- the table ---- */

struct rule_row {
    struct str name, when;
    int of, then, least;
};
static const struct sheet_words subjects = {subject_words, MANDATE_SUBJECT_COUNT};
static const struct sheet_words ends = {end_words, MANDATE_END_COUNT};
static const struct sheet_range least = {1, 1000000, 1, N_("\"%.*s\" is no whole number from 1 on")};
static const struct sheet_column column[] = {
    {"rule", SHEET_FULL, sheet_trimmed, offsetof(struct rule_row, name), NULL},
    {"of", SHEET_FULL, sheet_word, offsetof(struct rule_row, of), &subjects},
    {"when", SHEET_FULL, sheet_trimmed, offsetof(struct rule_row, when), NULL},
    {"then", SHEET_FULL, sheet_word, offsetof(struct rule_row, then), &ends},
    {"least", SHEET_MAY, sheet_whole, offsetof(struct rule_row, least), &least},
};
static const struct sheet_form form = SHEET_FORM(struct rule_row, column, DIAG_CATALOG, "--rules");

static void add_rule(struct mandates *rules, size_t *room, struct mandate rule)
{
    rules->row = mem_grow(rules->mem, rules->row, rules->count, room, sizeof *rules->row);
    rules->row[rules->count++] = rule;
}

static void read_rules(struct mandates *rules, struct reader *reader, const struct expr_names *names)
{
    struct sheet *sheet = sheet_open(rules->mem, reader, &form);
    struct rule_row row;
    size_t room = 0;
    while (sheet_next(sheet, &row)) {
        struct expr_fault fault;
        if (!sheet_sound(sheet))
            continue;
        if (sheet_before(sheet, sheet_line(sheet), &row.name, 1))
            sheet_wrong(sheet, "rule", "\"%.*s\" stands there already", STR_ARG(row.name));
        struct expr *test = NULL;
        if (rules->facts[row.of].count && !(test = expr_parse_condition(rules->mem, row.when, &names[row.of], &fault)))
            sheet_wrong(sheet, "when", "%.*s", STR_ARG(fault.message));
        const struct place place = sheet_place(sheet, "when");
        if (test)
            expr_hold_words(rules->mem, test, rules->facts[row.of].closed, NULL, NULL, &place);
        add_rule(rules, &room, (struct mandate){row.name, row.when, (enum mandate_subject)row.of,
                                                (enum mandate_end)row.then, (uint32_t)row.least, test});
    }
    sheet_close(sheet);
}

/* A built-in rule asks for columns that a table may not have: then it never hits. */
static void take_built_in(struct mandates *rules, const struct expr_names *names)
{
    size_t room = 0;
    const struct mandate_built_in *row;
    for (size_t i = 0; (row = mandate_built_in(i)); i++) {
        struct expr_fault fault;
        struct expr *test = rules->facts[row->of].count
                                ? expr_parse_condition(rules->mem, str_of(row->when), &names[row->of], &fault) : NULL;
        add_rule(rules, &room, (struct mandate){str_of(row->name), str_of(row->when), row->of, row->then, row->least,
                                             test});
    }
}

struct mandates *mandates_open(struct mem *mem, struct reader *reader, struct mandate_facts *facts)
{
    struct mandates *rules = mem_take(mem, sizeof *rules);
    *rules = (struct mandates){.mem = mem, .facts = facts};
    const struct expr_names *names = names_of(mem, facts);
    if (reader)
        read_rules(rules, reader, names);
    else
        take_built_in(rules, names);
    return rules;
}

/* ---- asking ---- */

const struct mandate *mandates_hit(const struct mandates *rules, enum mandate_subject of, enum mandate_end then,
                                   uint32_t *at)
{
    while (*at < rules->count) {
        const struct mandate *rule = &rules->row[(*at)++];
        if (rule->of == of && rule->then == then && rule->test &&
            expr_test(rule->test, &rules->facts[of]) == EXPR_TRUE)
            return rule;
    }
    return NULL;
}

static struct str tell(const struct mandate_facts *facts, struct mem *mem, const struct expr_node *node,
                       struct str text)
{
    struct expr_part part = expr_look(node);
    if (part.nature == EXPR_IS_NAME || part.nature == EXPR_IS_BARE) {
        struct str told = mem_join(mem, facts->name[part.slot], STR("="), facts->text[part.slot]);
        if (str_find(text, told) < 0)
            text = mem_append(mem, text, STR(" "), told);
    }
    for (size_t i = 0; i < part.operands; i++)
        text = tell(facts, mem, part.operand[i], text);
    return text;
}

struct str mandate_numbers(struct mem *mem, const struct mandate_facts *facts, const struct expr *test)
{
    return tell(facts, mem, expr_root(test), (struct str){NULL, 0});
}

struct str mandates_numbers(const struct mandates *rules, struct mem *mem, const struct mandate *rule)
{
    return mandate_numbers(mem, &rules->facts[rule->of], rule->test);
}
