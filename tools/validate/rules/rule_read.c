/* rule_read - see rule.h: what a rule says, read and found right or wrong */
#include <stdarg.h>
#include <stdio.h>

#include "base/str.h"
#include "base/voice.h"
#include "meaning/catalog.h"
#include "rules/rule.h"

/* ---- wrong rules ---- */

bool rule_try(struct rule *rule, void (*step)(void *about), void *about)
{
    jmp_buf escape;
    rule->escape = &escape;
    if (setjmp(escape))
        return false;
    step(about);
    return true;
}

static _Noreturn void leave(const struct rule *rule)
{
    longjmp(*rule->escape, 1);
}

/* `byte` is a place in a text that stands in the rule. */
static _Noreturn void wrong_at(const struct rule *rule, enum diag_code code, struct str text, size_t byte,
                               struct str sentence, struct str hint)
{
    struct place place = rule->place;
    place.text = text;
    place.at = byte;
    place.length = 1;
    diag_report(code, &place, "rule \"%.*s\": %.*s at character %zu of: %.*s%.*s", STR_ARG(rule->id), STR_ARG(sentence),
                str_runes(str_part(text, 0, byte)) + 1, STR_ARG(text), STR_ARG(hint));
    leave(rule);
}

_Noreturn void rule_wrong(const struct rule *rule, size_t at, const char *format, ...)
{
    char sentence[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, voice_text(format), arguments);
    va_end(arguments);
    struct str rest = rule->text;
    while (rest.length && at > 1 && --at)
        str_rune(&rest);
    if (at)
        wrong_at(rule, DIAG_RULES, rule->text, rule->text.length - rest.length, str_of(sentence), STR(""));
    diag_report(DIAG_RULES, &rule->place, "rule \"%.*s\": %s", STR_ARG(rule->id), sentence);
    leave(rule);
}

struct expr *rule_condition(const struct rules *rules, struct rule *rule, struct str text,
                            const struct expr_names *names)
{
    struct expr_fault fault;
    struct expr *expr = expr_parse_condition(rules->mem, text, names, &fault);
    if (!expr)
        wrong_at(rule, fault.code, text, fault.at, fault.message, fault.hint);
    /* A condition that is asked of what is kept too is compiled twice, and told once. */
    bool columns = names == &rules->names;
    expr_hold_words(rules->mem, expr, columns ? rules->setting.closed : NULL, rules->setting.state, NULL, &rule->place);
    return expr;
}

static void keep_columns(struct rules *rules, const struct expr_node *node)
{
    struct expr_part part = expr_look(node);
    if (part.nature == EXPR_IS_NAME)
        cells_keep(rules->cells, part.slot);
    for (size_t i = 0; i < part.operands; i++)
        keep_columns(rules, part.operand[i]);
}

struct expr *rule_kept_condition(struct rules *rules, struct rule *rule, struct str text)
{
    struct expr *expr = rule_condition(rules, rule, text, &rules->kept_names);
    keep_columns(rules, expr_root(expr));
    return expr;
}

bool rule_concerns(const struct rules *rules, const struct rule *rule, const struct expr *when,
                   const struct cell *cell)
{
    struct kept_row row = {rules->cells, cell};
    size_t i = 0;
    while (i < rule->scopes && !str_eq(rule->scope[i], cell_of(cell, OBSERVED_INDICATOR)))
        i++;
    return (!rule->scopes || i < rule->scopes) && (!when || expr_test(when, &row) == EXPR_TRUE);
}

/* ---- options in expr ---- */

bool rule_name(struct rules *rules, const struct rule *rule, struct str *list, struct str *name, size_t *place)
{
    *list = str_trim(*list);
    if (!list->length)
        return false;
    if (place)
        *place = str_runes(str_part(rule->text, 0, (size_t)(list->at - rule->text.at))) + 1;
    column_cut(rules->mem, list, name);
    *name = str_trim(*name);
    return true;
}

struct str rule_option(const struct rule *rule, const char *name, const char *fallback)
{
    for (size_t i = 0; i < rule->options; i++)
        if (str_eq(rule->option[i].name, str_of(name)))
            return rule->option[i].value;
    return str_of(fallback);
}

bool rule_number(const struct rule *rule, const char *name, struct num *value)
{
    struct str text = rule_option(rule, name, NULL);
    if (!text.length)
        return false;
    if (num_parse(text, value) != NUM_OK)
        rule_wrong(rule, 0, "%s=%.*s is not a number", name, STR_ARG(text));
    return true;
}

struct num rule_amount(const struct rule *rule, const char *name, struct num fallback)
{
    struct num value;
    if (!rule_number(rule, name, &value))
        return fallback;
    if (num_sign(value) < 0)
        rule_wrong(rule, 0, "%s must not be negative", name);
    return value;
}

int rule_whole(const struct rule *rule, const char *name, int fallback, int least, int most)
{
    struct num value;
    if (!rule_number(rule, name, &value))
        return fallback;
    if (num_compare(value, num_of(least)) < 0 || num_compare(value, num_of(most)) > 0 ||
        num_compare(value, num_round(value, 0, NUM_HALF_UP)) != 0)
        rule_wrong(rule, 0, "%s must be a whole number from %d to %d", name, least, most);
    return (int)num_round(value, 0, NUM_HALF_UP).mantissa;
}

int rule_word(const struct rule *rule, const char *name, const char *words)
{
    struct str text = rule_option(rule, name, NULL), rest = str_of(words), word;
    if (!text.length)
        return 0;
    for (int i = 0; str_cut(&rest, '|', &word); i++)
        if (str_eq(word, text))
            return i;
    rule_wrong(rule, 0, "%s=%.*s is none of %s", name, STR_ARG(text), words);
}

/* ---- what a rule names ---- */

void rule_code(struct rules *rules, struct rule *rule, const struct cells *cells, struct str code, size_t at)
{
    const struct indicators *indicators = rules->setting.indicators;
    if (indicators && !cells) {
        if (!indicators_find(indicators, code))
            rule_wrong(rule, at, "no indicator \"%.*s\" in %s%.*s", STR_ARG(code), indicators->file,
                       STR_ARG(near_hint(rules->mem, indicators_near(indicators, code))));
        return;
    }
    rules->code = mem_grow(rules->mem, rules->code, rules->codes, &rules->code_room, sizeof *rules->code);
    rules->code[rules->codes++] = (struct code_use){rules, rule, cells, code, at};
}

struct cells *rule_table(struct rules *rules, struct rule *rule, struct str name, size_t at)
{
    const struct rules_setting *setting = &rules->setting;
    struct str *known = mem_array(rules->mem, setting->withs, sizeof *known);
    for (size_t i = 0; i < setting->withs; i++) {
        known[i] = setting->with[i]->name;
        if (str_eq(known[i], name))
            return setting->with[i];
    }
    rule_wrong(rule, at, "no table \"%.*s\"%.*s (--with %.*s=FILE names one)", STR_ARG(name),
               STR_ARG(nearest_hint(rules->mem, name, known, setting->withs)), STR_ARG(name));
}

uint32_t rule_column(struct rules *rules, struct rule *rule, struct str name, size_t at)
{
    const struct columns *columns = rules->setting.columns;
    uint32_t column = column_find(columns, name);
    if (column == COLUMN_NONE)
        rule_wrong(rule, at, "no column \"%.*s\" in %s%.*s", STR_ARG(name), diag_file(columns->file),
                   STR_ARG(nearest_hint(rules->mem, name, columns->name, columns->count)));
    return column;
}
