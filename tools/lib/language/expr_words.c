/* expr_words - which words of a condition can never be there: those that a name of a closed list is held against */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "language/expr_inside.h"
#include "meaning/sheet.h"

/* Where a condition stands, and which lists its names have. */
struct holding {
    struct mem *mem;
    expr_closed *closed;
    void *state;
    const char *option;
    const struct place *place;
};

/* The words, of a long list the first. */
static struct str words_listed(struct mem *mem, const struct sheet_words *words)
{
    enum { MOST = 16 };
    struct str list = {NULL, 0};
    for (int i = 0; i < words->count && i < MOST; i++)
        list = mem_append(mem, list, STR(", "), words->word[i]);
    return words->count > MOST ? mem_append(mem, list, STR(", "), STR("...")) : list;
}

/* Is a literal one of them?  A number is what it is however it is written, as where it is compared. */
static bool is_among(const struct sheet_words *words, const struct expr_node *literal)
{
    struct num number;
    bool found = false;
    for (int i = 0; !found && i < words->count && !literal->is_text; i++)
        found = num_parse(words->word[i], &number) == NUM_OK && num_compare(number, literal->literal.number) == 0;
    return literal->is_text ? sheet_word_find(words, literal->literal.text) >= 0 : found;
}

static void tell(const struct holding *holding, struct str name, const char *never, struct str word,
                 const struct sheet_words *words, struct str hint)
{
    struct mem *mem = holding->mem;
    struct str expected = hint.length ? hint : say_format(mem, " (it is one of %.*s)",
                                                          STR_ARG(words_listed(mem, words)));
    struct str sentence = say_format(mem, never, STR_ARG(name), STR_ARG(word), STR_ARG(expected));
    if (holding->option)
        diag_report(DIAG_NO_SUCH_WORD, NULL, "%s: %.*s", holding->option, STR_ARG(sentence));
    else
        diag_report(DIAG_NO_SUCH_WORD, holding->place, "%.*s", STR_ARG(sentence));
}

/* Backquotes aside. */
static struct str plain_name(const struct expr_node *node)
{
    bool quoted = str_starts(node->name, STR("`"));
    return quoted ? str_part(node->name, 1, node->name.length - 2) : node->name;
}

static const struct sheet_words *words_of(const struct holding *holding, const struct expr_node *node)
{
    bool named = node->nature == EXPR_IS_NAME || node->nature == EXPR_IS_BARE;
    return named ? holding->closed(holding->state, plain_name(node)) : NULL;
}

static void hold_literal(const struct holding *holding, const struct expr_node *name, const struct expr_node *literal)
{
    const struct sheet_words *words = words_of(holding, name);
    if (!words || literal->nature != EXPR_IS_LITERAL || is_among(words, literal))
        return;
    struct str word = literal->is_text ? literal->literal.text : num_text(holding->mem, literal->literal.number);
    tell(holding, plain_name(name), N_("\"%.*s\" is never \"%.*s\"%.*s"), word, words,
         nearest_hint(holding->mem, word, words->word, (size_t)words->count));
}

/* Does a pattern fit none of the words? */
static void hold_pattern(const struct holding *holding, const struct expr_node *node)
{
    const struct expr_node *name = node->operand[0];
    const struct sheet_words *words = words_of(holding, name);
    bool fits = !words;
    for (int i = 0; !fits && i < words->count; i++)
        fits = match_test(node->pattern, words->word[i]) != MATCH_NO;
    if (!fits)
        tell(holding, plain_name(name), N_("no word of \"%.*s\" fits the pattern \"%.*s\"%.*s"), node->right, words,
             (struct str){NULL, 0});
}

static bool is_equality(const struct expr_node *node)
{
    return node->compute == expr_operators[EXPR_EQUAL].compute || node->compute == expr_operators[EXPR_UNEQUAL].compute;
}

static void hold(const struct holding *holding, const struct expr_node *node)
{
    if (node->pattern)
        hold_pattern(holding, node);
    else if (is_equality(node)) {
        hold_literal(holding, node->operand[0], node->operand[1]);
        hold_literal(holding, node->operand[1], node->operand[0]);
    } else if (node->compute == expr_operators[EXPR_IN].compute)
        for (size_t i = 1; i < node->operands; i++)
            hold_literal(holding, node->operand[0], node->operand[i]);
    for (size_t i = 0; i < node->operands; i++)
        hold(holding, node->operand[i]);
}

void expr_hold_words(struct mem *mem, const struct expr *expr, expr_closed *closed, void *state, const char *option,
                     const struct place *place)
{
    const struct holding holding = {mem, closed, state, option, place};
    if (closed)
        hold(&holding, expr->root);
}
