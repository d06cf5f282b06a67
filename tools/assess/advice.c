/* advice - see advice.h */
#include <stddef.h>

#include "advice.h"
#include "base/str.h"
#include "base/voice.h"
#include "language/closed.h"
#include "language/expr.h"
#include "meaning/sheet.h"

/* ---- words ---- */

static const struct {
    const char *word, *called;
    bool change;
} advice_row[ADVICE_COUNT] = {
#define X(name, word, called, change) [ADVICE_##name] = {word, called, change},
    ADVICES(X)
#undef X
};

struct str advice_word(enum advice advice)
{
    return str_of(advice_row[advice].word);
}

struct str advice_called(enum advice advice)
{
    return voice_str(advice_row[advice].called);
}

bool advice_changes(enum advice advice)
{
    return advice_row[advice].change;
}

static const struct advice_rule built_in[] = {
#define X(name, when, advice) {name, when, ADVICE_##advice},
    ADVICE_RULES(X)
#undef X
};

const struct advice_rule *advice_rule(size_t index)
{
    return index < sizeof built_in / sizeof *built_in ? &built_in[index] : NULL;
}

/* ---- the rules ---- */

struct rule_row {
    struct str name, when;
    int advice;
};

/* Facts that conditions name, each once. */
struct naming {
    uint32_t *slot;
    uint32_t count;
};

/* What came of a condition once, and the texts of its facts then, which stand in here: few are longer, and of
 * those nothing is remembered.  So targets that are alike in what a rule asks share its answer. */
enum { REMEMBERED = 4, FACT_BYTES = 24 };
struct memory {
    char (*bytes)[FACT_BYTES];
    uint8_t *length;
    bool known, holds;
};

struct advising {
    struct str name, text;    /* text: the condition as it is written */
    struct expr *when;
    enum advice advice;
    struct naming named;
    struct memory memory[REMEMBERED];
    uint32_t next;            /* which of them is forgotten next */
};

struct advices {
    struct advice_fact *fact;
    uint32_t facts;
    struct expr_names names;
    struct advising *rule;
    uint32_t rules;
    struct naming named;      /* by any rule */
    struct held_against *held; /* by fact */
    struct asked *asked;      /* since they were last forgotten */
    uint32_t asks;
};

/* Numbers that conditions hold a fact against. */
struct held_against {
    struct num *at;
    size_t count, room;
};

/* What was advised once, and the texts of the facts that it was advised by. */
struct asked {
    bool binding;
    struct advised advised;
    struct str *text;
};
enum { ASKED_MOST = 8 };

static bool find_fact(void *state, struct str name, uint32_t *slot)
{
    const struct advices *advices = state;
    for (uint32_t i = 0; i < advices->facts; i++)
        if (str_eq(advices->fact[i].name, name)) {
            *slot = i;
            return true;
        }
    return false;
}

static struct str fact_text(void *now, uint32_t slot)
{
    const struct advices *advices = now;
    return advices->fact[slot].text;
}

static const struct str advice_words[] = {
#define X(name, word, called, change) STR(word),
    ADVICES(X)
#undef X
};
static const struct sheet_words words = {advice_words, ADVICE_COUNT};
static const struct sheet_column column[] = {
    {"rule", SHEET_FULL, sheet_trimmed, offsetof(struct rule_row, name), NULL},
    {"when", SHEET_FULL, sheet_trimmed, offsetof(struct rule_row, when), NULL},
    {"recommendation", SHEET_FULL, sheet_word, offsetof(struct rule_row, advice), &words},
};
static const struct sheet_form form = SHEET_FORM(struct rule_row, column, DIAG_CATALOG, "--rules");

static void add_rule(struct mem *mem, struct advices *advices, size_t *room, const struct rule_row *row,
                     struct expr *when)
{
    advices->rule = mem_grow(mem, advices->rule, advices->rules, room, sizeof *advices->rule);
    advices->rule[advices->rules++] =
        (struct advising){.name = row->name, .text = row->when, .when = when, .advice = (enum advice)row->advice};
}

static void read_rules(struct mem *mem, struct advices *advices, struct reader *reader)
{
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct rule_row row;
    size_t room = 0;
    while (sheet_next(sheet, &row)) {
        struct expr_fault fault;
        struct expr *when = expr_parse_condition(mem, row.when, &advices->names, &fault);
        const struct place place = sheet_place(sheet, "when");
        if (sheet_before(sheet, sheet_line(sheet), &row.name, 1))
            sheet_wrong(sheet, "rule", "\"%.*s\" stands there already", STR_ARG(row.name));
        if (!when)
            sheet_wrong(sheet, "when", "%.*s", STR_ARG(fault.message));
        else
            expr_hold_words(mem, when, closed_judged, NULL, NULL, &place);
        add_rule(mem, advices, &room, &row, when);
    }
    sheet_close(sheet);
}

static void take_built_in(struct mem *mem, struct advices *advices)
{
    size_t room = 0;
    const struct advice_rule *rule;
    for (size_t i = 0; (rule = advice_rule(i)); i++) {
        const struct rule_row row = {str_of(rule->name), str_of(rule->when), rule->advice};
        add_rule(mem, advices, &room, &row, expr_compile_condition(mem, row.when, rule->name, &advices->names));
    }
}

/* Notes the facts that a part of a condition names. */
static void note_names(struct naming *named, const struct expr_node *node)
{
    struct expr_part part = expr_look(node);
    bool another = part.nature == EXPR_IS_NAME || part.nature == EXPR_IS_BARE;
    for (uint32_t i = 0; i < named->count && another; i++)
        another = named->slot[i] != part.slot;
    if (another)
        named->slot[named->count++] = part.slot;
    for (size_t i = 0; i < part.operands; i++)
        note_names(named, part.operand[i]);
}

/* The number that a literal is, or one with a sign before it; false for all else. */
static bool is_number(const struct expr_node *node, struct num *number)
{
    struct expr_part part = expr_look(node);
    if (part.nature == EXPR_IS_FIRST && part.operands == 1) {
        bool is = is_number(part.operand[0], number);
        *number = num_negate(*number);
        return is;
    }
    *number = part.literal;
    return part.nature == EXPR_IS_LITERAL && part.number;
}

/* Notes the numbers that a part of a condition holds facts against. */
static void note_numbers(struct mem *mem, struct advices *advices, const struct expr_node *node)
{
    struct expr_part part = expr_look(node);
    for (size_t i = 0; i < part.operands; i++) {
        struct expr_part name = expr_look(part.operand[i]);
        struct num number;
        for (size_t k = 0; k < part.operands && part.nature == EXPR_IS_CONDITION; k++)
            if ((name.nature == EXPR_IS_NAME || name.nature == EXPR_IS_BARE) && is_number(part.operand[k], &number)) {
                struct held_against *held = &advices->held[name.slot];
                held->at = mem_grow(mem, held->at, held->count, &held->room, sizeof *held->at);
                held->at[held->count++] = number;
            }
        note_numbers(mem, advices, part.operand[i]);
    }
}

static struct naming naming_open(struct mem *mem, const struct advices *advices)
{
    return (struct naming){.slot = mem_array(mem, advices->facts, sizeof(uint32_t))};
}

static void open_memory(struct mem *mem, struct advising *rule)
{
    for (int i = 0; i < REMEMBERED; i++)
        rule->memory[i] = (struct memory){.bytes = mem_array(mem, rule->named.count, FACT_BYTES),
                                          .length = mem_array(mem, rule->named.count, 1)};
}

static void begin_asking(struct mem *mem, struct advices *advices)
{
    advices->named = naming_open(mem, advices);
    advices->held = mem_array(mem, advices->facts, sizeof *advices->held);
    for (uint32_t i = 0; i < advices->rules; i++) {
        struct advising *rule = &advices->rule[i];
        rule->named = naming_open(mem, advices);
        note_names(&rule->named, expr_root(rule->when));
        note_names(&advices->named, expr_root(rule->when));
        note_numbers(mem, advices, expr_root(rule->when));
        open_memory(mem, rule);
    }
    advices->asked = mem_array(mem, ASKED_MOST, sizeof *advices->asked);
    for (uint32_t i = 0; i < ASKED_MOST; i++)
        advices->asked[i].text = mem_array(mem, advices->named.count, sizeof(struct str));
}

/* Without rules yet. */
static struct advices *open_empty(struct mem *mem, struct advice_fact *fact, uint32_t facts)
{
    struct advices *advices = mem_take(mem, sizeof *advices);
    struct str *known = mem_array(mem, facts, sizeof *known);
    for (uint32_t i = 0; i < facts; i++)
        known[i] = fact[i].name;
    *advices = (struct advices){.fact = fact, .facts = facts};
    advices->names = (struct expr_names){
        .find = find_fact, .value = fact_text, .state = advices, .known = known, .knowns = facts};
    return advices;
}

struct advices *advices_open(struct mem *mem, struct advice_fact *fact, uint32_t facts, struct reader *rules)
{
    struct advices *advices = open_empty(mem, fact, facts);
    if (rules)
        read_rules(mem, advices, rules);
    else
        take_built_in(mem, advices);
    begin_asking(mem, advices);
    return advices;
}

struct advices *advices_like(struct mem *mem, const struct advices *like, struct advice_fact *fact)
{
    struct advices *advices = open_empty(mem, fact, like->facts);
    size_t room = 0;
    for (uint32_t i = 0; i < like->rules; i++) {
        const struct advising *rule = &like->rule[i];
        const struct rule_row row = {rule->name, rule->text, rule->advice};
        add_rule(mem, advices, &room, &row, expr_compile_condition(mem, row.when, "--rules", &advices->names));
    }
    begin_asking(mem, advices);
    return advices;
}

const struct num *advices_limits(const struct advices *advices, uint32_t fact, size_t *count)
{
    *count = advices->held[fact].count;
    return advices->held[fact].at;
}

void advices_need(const struct advices *advices, bool *asked)
{
    for (uint32_t i = 0; i < advices->named.count; i++)
        asked[advices->named.slot[i]] = true;
}

/* ---- asking ---- */

/* The names of a condition with their texts, each once: "class=lagging outlook=hard". */
static struct str tell_numbers(const struct advices *advices, struct mem *mem, const struct expr_node *node,
                               struct str text)
{
    struct expr_part part = expr_look(node);
    if (part.nature == EXPR_IS_NAME || part.nature == EXPR_IS_BARE) {
        const struct advice_fact *fact = &advices->fact[part.slot];
        struct str told = mem_join(mem, fact->name, STR("="), fact->text);
        if (str_find(text, told) < 0)
            text = mem_append(mem, text, STR(" "), told);
    }
    for (size_t i = 0; i < part.operands; i++)
        text = tell_numbers(advices, mem, part.operand[i], text);
    return text;
}

/* Are the facts the same as then?  Texts that did not change since stand where they stood. */
static bool same_facts(const struct advices *advices, const struct naming *named, const struct str *then)
{
    for (uint32_t i = 0; i < named->count; i++) {
        struct str now = advices->fact[named->slot[i]].text;
        if (now.length != then[i].length || (now.at != then[i].at && !str_eq(now, then[i])))
            return false;
    }
    return true;
}

static void keep_facts(const struct advices *advices, const struct naming *named, struct str *text)
{
    for (uint32_t i = 0; i < named->count; i++)
        text[i] = advices->fact[named->slot[i]].text;
}

static bool is_remembered(const struct advices *advices, const struct naming *named, const struct memory *memory)
{
    bool same = memory->known;
    for (uint32_t i = 0; same && i < named->count; i++) {
        struct str now = advices->fact[named->slot[i]].text;
        same = str_eq(now, (struct str){memory->bytes[i], memory->length[i]});
    }
    return same;
}

static void remember(const struct advices *advices, const struct naming *named, struct memory *memory, bool holds)
{
    memory->known = true;
    memory->holds = holds;
    for (uint32_t i = 0; memory->known && i < named->count; i++) {
        struct str now = advices->fact[named->slot[i]].text;
        memory->known = now.length <= FACT_BYTES;
        memory->length[i] = (uint8_t)now.length;
        if (memory->known && now.length)
            memcpy(memory->bytes[i], now.at, now.length);
    }
}

/* Does a rule hit?  It is asked again only where one of its own facts is another. */
static bool holds(struct advices *advices, struct advising *rule)
{
    for (int i = 0; i < REMEMBERED; i++)
        if (is_remembered(advices, &rule->named, &rule->memory[i]))
            return rule->memory[i].holds;
    bool holds = expr_test(rule->when, advices) == EXPR_TRUE;
    remember(advices, &rule->named, &rule->memory[rule->next], holds);
    rule->next = (rule->next + 1) % REMEMBERED;
    return holds;
}

/* A rule that hits recommends, unless one before it did; true for the first. */
static bool recommends(const struct advising *rule, bool binding, struct advised *advised)
{
    if (advised->rule.length)
        return false;
    advised->rule = rule->name;
    advised->advice = binding && rule->advice == ADVICE_LOWER ? ADVICE_SUPPORT : rule->advice;
    return true;
}

static struct advised ask(struct advices *advices, struct mem *mem, bool binding)
{
    struct advised advised = {.advice = ADVICE_KEEP};
    for (uint32_t i = 0; i < advices->rules; i++) {
        struct advising *rule = &advices->rule[i];
        if (!holds(advices, rule))
            continue;
        advised.hits = mem_append(mem, advised.hits, STR(";"), rule->name);
        if (recommends(rule, binding, &advised))
            advised.numbers = tell_numbers(advices, mem, expr_root(rule->when), (struct str){NULL, 0});
    }
    return advised;
}

static bool names(const struct advising *rule, uint32_t fact)
{
    for (uint32_t i = 0; i < rule->named.count; i++)
        if (rule->named.slot[i] == fact)
            return true;
    return false;
}

bool advices_hang_on(struct advices *advices, uint32_t fact)
{
    bool any = false;
    for (uint32_t i = 0; i < advices->rules && !any; i++)
        any = (names(&advices->rule[i], fact) || advices->rule[i].advice == ADVICE_LOWER) &&
              holds(advices, &advices->rule[i]);
    return any;
}

struct advised advices_try(struct advices *advices, bool binding)
{
    struct advised advised = {.advice = ADVICE_KEEP};
    for (uint32_t i = 0; i < advices->rules && !advised.rule.length; i++)
        if (holds(advices, &advices->rule[i]))
            recommends(&advices->rule[i], binding, &advised);
    return advised;
}

struct advised advices_ask(struct advices *advices, struct mem *mem, bool binding)
{
    for (uint32_t i = 0; i < advices->asks; i++)
        if (advices->asked[i].binding == binding && same_facts(advices, &advices->named, advices->asked[i].text))
            return advices->asked[i].advised;
    struct advised advised = ask(advices, mem, binding);
    if (advices->asks == ASKED_MOST)
        return advised;
    struct asked *asked = &advices->asked[advices->asks++];
    asked->binding = binding;
    asked->advised = advised;
    keep_facts(advices, &advices->named, asked->text);
    return advised;
}

void advices_forget(struct advices *advices)
{
    advices->asks = 0;
}
