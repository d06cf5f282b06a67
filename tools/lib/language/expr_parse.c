/* expr_parse - the compiler of expr: recursive descent, one function a level of
 * the grammar, loosest first.  The first mistake stands: behind it there are no more
 * tokens, so that the descent comes to its end by itself. */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "language/expr_inside.h"

enum { DEPTH = 200 };

enum token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_TEXT, TOKEN_NAME, TOKEN_SIGN };

struct token {
    enum token_kind kind;
    struct str text;          /* of a text or `name`: without quotes, still doubled */
    size_t at;
};

struct parse {
    struct mem *mem;
    struct str source;
    size_t next;
    struct token token;
    const struct expr_names *names;
    struct expr_fault *fault;
    bool failed;
    int depth;
};

/* Notes the mistake, if it is the first one. */
static void fail(struct parse *parse, size_t at, struct str sentence)
{
    if (!parse->failed)
        *parse->fault = (struct expr_fault){.code = DIAG_EXPRESSION, .at = at, .message = sentence};
    parse->failed = true;
    parse->next = parse->source.length;
    parse->token = (struct token){.at = parse->next};
}

/* ---- tokens ---- */

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' || (unsigned char)byte >= 0x80;
}

static char look(const struct parse *parse, size_t ahead)
{
    size_t at = parse->next + ahead;
    return at < parse->source.length ? parse->source.at[at] : '\0';
}

static void quoted(struct parse *parse, enum token_kind kind)
{
    char quote = look(parse, 0);
    size_t from = ++parse->next;
    for (;; parse->next++) {
        if (parse->next >= parse->source.length) {
            fail(parse, from - 1, voice_str("a quote that is not closed"));
            return;
        }
        if (look(parse, 0) != quote)
            continue;
        if (look(parse, 1) != quote)
            break;
        parse->next++;
    }
    parse->token.kind = kind;
    parse->token.text = str_part(parse->source, from, parse->next - from);
    parse->next++;
}

static bool is_of_word(char byte)
{
    return is_letter(byte) || str_is_digit(byte);
}

/* A point inside a name belongs to it: gdp.yoy. */
static bool is_of_name(const struct parse *parse)
{
    return is_of_word(look(parse, 0)) || (look(parse, 0) == '.' && is_of_word(look(parse, 1)));
}

static void run_of(struct parse *parse, enum token_kind kind)
{
    size_t from = parse->next;
    bool number = kind == TOKEN_NUMBER;
    while (number ? str_is_digit(look(parse, 0)) || look(parse, 0) == '.' : is_of_name(parse))
        parse->next++;
    if (number && (look(parse, 0) == 'e' || look(parse, 0) == 'E')) {
        parse->next++;
        parse->next += look(parse, 0) == '+' || look(parse, 0) == '-';
        while (str_is_digit(look(parse, 0)))
            parse->next++;
    }
    parse->token.kind = kind;
    parse->token.text = str_part(parse->source, from, parse->next - from);
}

static void sign(struct parse *parse)
{
    static const char *const two[] = {"<=", ">=", "!=", "<>", "==", "=~", "!~"};
    size_t length = 1;
    for (size_t i = 0; i < sizeof two / sizeof *two; i++)
        if (look(parse, 0) == two[i][0] && look(parse, 1) == two[i][1])
            length = 2;
    if (!strchr("=<>+-*/(),!", look(parse, 0)) || (length == 1 && look(parse, 0) == '!')) {
        fail(parse, parse->next, voice_str("a character that means nothing here"));
        return;
    }
    parse->token.kind = TOKEN_SIGN;
    parse->token.text = str_part(parse->source, parse->next, length);
    parse->next += length;
}

static void advance(struct parse *parse)
{
    while (look(parse, 0) == ' ' || look(parse, 0) == '\t' || look(parse, 0) == '\n')
        parse->next++;
    char byte = look(parse, 0);
    parse->token = (struct token){.at = parse->next};
    if (parse->next >= parse->source.length)
        return;
    if (byte == '\'' || byte == '"')
        quoted(parse, TOKEN_TEXT);
    else if (byte == '`')
        quoted(parse, TOKEN_NAME);
    else if (str_is_digit(byte) || (byte == '.' && str_is_digit(look(parse, 1))))
        run_of(parse, TOKEN_NUMBER);
    else if (is_letter(byte))
        run_of(parse, TOKEN_NAME);
    else
        sign(parse);
}

/* Is the next token this sign or this word?  A `quoted` name is never a word. */
static bool is(const struct parse *parse, const char *text)
{
    bool bare = parse->token.kind == TOKEN_SIGN ||
                (parse->token.kind == TOKEN_NAME && parse->source.at[parse->token.at] != '`');
    return bare && str_eq(parse->token.text, str_of(text));
}

/* Is it a word that stands for no value? */
static bool is_reserved(const struct parse *parse)
{
    static const char *const word[] = {"and", "or", "in", "then", "else"};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (is(parse, word[i]))
            return true;
    return false;
}

static bool take(struct parse *parse, const char *text)
{
    if (!is(parse, text))
        return false;
    advance(parse);
    return true;
}

static void expect(struct parse *parse, const char *text, const char *sentence)
{
    if (!take(parse, text))
        fail(parse, parse->token.at, voice_str(sentence));
}

/* A text with its doubled quotes halved. */
static struct str unquoted(struct parse *parse, const struct token *token)
{
    char quote = parse->source.at[token->at];
    struct str copy = mem_copy(parse->mem, token->text);
    char *at = (char *)(uintptr_t)copy.at;
    size_t kept = 0;
    for (size_t i = 0; i < token->text.length; i++) {
        at[kept++] = token->text.at[i];
        i += token->text.at[i] == quote;
    }
    return (struct str){at, kept};
}

/* ---- nodes ---- */

static const struct expr_node *either(struct parse *parse);

static struct expr_node *node(struct parse *parse, enum expr_operation operation, size_t operands)
{
    struct expr_node *made = mem_take(parse->mem, sizeof *made);
    made->compute = expr_operators[operation].compute;
    made->nature = expr_operators[operation].nature;
    made->operand = mem_array(parse->mem, operands, sizeof *made->operand);
    made->operands = operands;
    made->names = parse->names;
    made->at = parse->token.at;
    return made;
}

/* Can it hold or not hold?  A figure, a text and a name cannot. */
static bool is_condition(const struct expr_node *node)
{
    if (node->nature == EXPR_IS_CHOICE)
        return is_condition(node->operand[1]) && is_condition(node->operand[2]);
    return node->nature == EXPR_IS_TRUTH || node->nature == EXPR_IS_CONDITION ||
           (node->nature == EXPR_IS_FIRST && is_condition(node->operand[0]));
}

static void need_condition(struct parse *parse, const struct expr_node *node)
{
    if (!parse->failed && !is_condition(node))
        fail(parse, node->at, voice_str("a condition was expected, such as a comparison"));
}

static struct expr_node *pair(struct parse *parse, enum expr_operation operation, const struct expr_node *left,
                              const struct expr_node *right)
{
    struct expr_node *made = node(parse, operation, 2);
    made->operand[0] = left;
    made->operand[1] = right;
    made->at = left->at;
    if (operation == EXPR_AND || operation == EXPR_OR) {
        need_condition(parse, left);
        need_condition(parse, right);
    }
    return made;
}

static const struct expr_node *single(struct parse *parse, enum expr_operation operation,
                                      const struct expr_node *operand)
{
    struct expr_node *made = node(parse, operation, 1);
    made->operand[0] = operand;
    made->at = operand->at;
    if (operation == EXPR_NOT)
        need_condition(parse, operand);
    return made;
}

/* Comma-separated expressions up to the closing bracket, behind `first` if given. */
static struct expr_node *listed(struct parse *parse, enum expr_operation operation, const struct expr_node *first)
{
    const struct expr_node *item[256];
    size_t count = 0;
    if (first)
        item[count++] = first;
    if (!is(parse, ")"))
        do {
            if (count == sizeof item / sizeof *item)
                fail(parse, parse->token.at, voice_str("too many items in a list"));
            else
                item[count++] = either(parse);
        } while (take(parse, ","));
    expect(parse, ")", N_("a closing bracket was expected"));
    struct expr_node *made = node(parse, operation, count);
    memcpy(made->operand, item, count * sizeof *item);
    return made;
}

static const struct expr_node *function(struct parse *parse, const struct token *name)
{
    const struct expr_function *found = NULL, *candidate;
    struct str known[64];
    size_t count = 0;
    for (; (candidate = expr_function_at(count)); count++) {
        known[count] = str_of(candidate->row.name);
        if (str_eq(known[count], name->text))
            found = candidate;
    }
    if (!found)
        fail(parse, name->at, say_format(parse->mem, "no function \"%.*s\"%.*s", STR_ARG(name->text),
                                         STR_ARG(nearest_hint(parse->mem, name->text, known, count))));
    struct expr_node *made = listed(parse, EXPR_LITERAL, NULL);
    made->at = name->at;
    if (!found)
        return made;
    if (made->operands < found->least || made->operands > found->most)
        fail(parse, name->at, say_format(parse->mem, "%s takes (%s), not %zu values", found->row.name,
                                         found->row.arguments, made->operands));
    if (found->row.series && !parse->names->at)
        fail(parse, name->at, say_format(parse->mem, "%s needs a series, not one record by itself",
                                         found->row.name));
    made->compute = found->compute;
    made->nature = found->nature;
    return made;
}

static const struct expr_node *name(struct parse *parse)
{
    struct token token = parse->token;
    bool bare = parse->source.at[token.at] != '`';
    advance(parse);
    if (bare && take(parse, "("))
        return function(parse, &token);
    struct expr_node *made = node(parse, EXPR_NAME, 0);
    made->at = token.at;
    struct str text = bare ? token.text : unquoted(parse, &token);
    made->name = str_part(parse->source, token.at, token.text.length + (bare ? 0 : 2));
    if (parse->names->find(parse->names->state, text, &made->slot))
        return made;
    struct str hint = nearest_hint(parse->mem, text, parse->names->known, parse->names->knowns);
    fail(parse, token.at, say_format(parse->mem, "no %s \"%.*s\"%.*s (a text stands in quotes)",
                                     voice_text(parse->names->noun ? parse->names->noun : N_("column")), STR_ARG(text),
                                     STR_ARG(hint)));
    return made;
}

static const struct expr_node *literal(struct parse *parse)
{
    struct expr_node *made = node(parse, EXPR_LITERAL, 0);
    if (parse->token.kind == TOKEN_TEXT) {
        made->is_text = true;
        made->literal = (struct expr_value){.kind = EXPR_TEXT, .text = unquoted(parse, &parse->token)};
    } else {
        made->literal.kind = EXPR_NUMBER;
        if (num_parse(parse->token.text, &made->literal.number) != NUM_OK)
            fail(parse, parse->token.at, voice_str("not a number"));
    }
    advance(parse);
    return made;
}

/* ---- the grammar ---- */

/* Do the brackets that open here hold a comma of their own?  Looks ahead only. */
static bool is_list(const struct parse *parse)
{
    struct expr_fault unused;
    struct parse ahead = *parse;
    int depth = 0;
    ahead.fault = &unused;
    for (; ahead.token.kind != TOKEN_END; advance(&ahead)) {
        depth += is(&ahead, "(") - is(&ahead, ")");
        if (depth < 1 || (depth == 1 && is(&ahead, ",")))
            return depth == 1;
    }
    return false;
}

/* if A then B [else C], or if(A, B [, C]). */
static const struct expr_node *choice(struct parse *parse)
{
    size_t at = parse->token.at;
    advance(parse);
    struct expr_node *made;
    if (is_list(parse)) {
        advance(parse);
        made = listed(parse, EXPR_CHOICE, NULL);
        if (made->operands > 3)
            fail(parse, at, voice_str("if takes (condition, then [, else])"));
    } else {
        const struct expr_node *item[3] = {either(parse)};
        expect(parse, "then", N_("\"then\" was expected"));
        item[1] = either(parse);
        bool other = take(parse, "else");
        if (other)
            item[2] = either(parse);
        made = node(parse, EXPR_CHOICE, other ? 3 : 2);
        memcpy(made->operand, item, made->operands * sizeof *item);
    }
    made->at = at;
    if (parse->failed)
        return made;
    need_condition(parse, made->operand[0]);
    if (made->operands == 3) {
        made->is_text = made->operand[1]->is_text || made->operand[2]->is_text;
    } else {
        made->nature = EXPR_IS_TRUTH;
        need_condition(parse, made->operand[1]);
    }
    return made;
}

static const struct expr_node *primary(struct parse *parse)
{
    if (parse->token.kind == TOKEN_NUMBER || parse->token.kind == TOKEN_TEXT)
        return literal(parse);
    if (take(parse, "(")) {
        const struct expr_node *inner = either(parse);
        expect(parse, ")", N_("a closing bracket was expected"));
        return inner;
    }
    if (is(parse, "if"))
        return choice(parse);
    if (parse->token.kind != TOKEN_NAME || is_reserved(parse)) {
        fail(parse, parse->token.at, voice_str("a value was expected"));
        return node(parse, EXPR_LITERAL, 0);
    }
    return name(parse);
}

static const struct expr_node *unary(struct parse *parse)
{
    if (++parse->depth > DEPTH)
        fail(parse, parse->token.at, voice_str("too many levels"));
    const struct expr_node *made = take(parse, "-") ? single(parse, EXPR_NEGATE, unary(parse)) : primary(parse);
    parse->depth--;
    return made;
}

/* A word of the language or a sign, and what it does. */
struct infix {
    const char *sign;
    enum expr_operation operation;
};

static const struct expr_node *left_to_right(struct parse *parse, const struct infix *infix,
                                             const struct expr_node *(*tighter)(struct parse *))
{
    const struct expr_node *left = tighter(parse);
    for (const struct infix *row = infix; row->sign;)
        if (take(parse, row->sign)) {
            left = pair(parse, row->operation, left, tighter(parse));
            row = infix;
        } else {
            row++;
        }
    return left;
}

static const struct expr_node *product(struct parse *parse)
{
    static const struct infix infix[] = {{"*", EXPR_MULTIPLY}, {"/", EXPR_DIVIDE}, {0}};
    return left_to_right(parse, infix, unary);
}

static const struct expr_node *sum(struct parse *parse)
{
    static const struct infix infix[] = {{"+", EXPR_ADD}, {"-", EXPR_SUBTRACT}, {0}};
    return left_to_right(parse, infix, product);
}

static const struct expr_node *matched(struct parse *parse, const struct expr_node *left)
{
    struct expr_node *made = node(parse, EXPR_MATCH, 1);
    made->operand[0] = left;
    made->at = left->at;
    if (parse->token.kind != TOKEN_TEXT) {
        fail(parse, parse->token.at, voice_str("a pattern in quotes was expected"));
        return made;
    }
    struct match_fault fault;
    struct str pattern = unquoted(parse, &parse->token);
    if (str_eq(pattern, STR("^$")))
        fail(parse, parse->token.at,
             say_format(parse->mem, "a pattern for the empty text never fits, for an empty field is missing: "
                        "is_missing(%.*s)", STR_ARG(left->name.length ? left->name : STR("x"))));
    made->right = pattern;
    made->pattern = match_compile(parse->mem, pattern, MATCH_SOMEWHERE | MATCH_KEPT, &fault);
    if (!made->pattern) {
        fail(parse, parse->token.at, say_format(parse->mem, "%.*s at byte %zu of the pattern \"%.*s\"",
                                                STR_ARG(fault.message), fault.at + 1, STR_ARG(pattern)));
        parse->fault->code = DIAG_PATTERN;
    }
    advance(parse);
    return made;
}

/* An empty field is missing and not an empty text, so no comparison with that ever holds. */
static void refuse_empty(struct parse *parse, const struct expr_node *other, const struct expr_node *text)
{
    if (parse->failed || text->nature != EXPR_IS_LITERAL || !text->is_text || text->literal.text.length)
        return;
    struct str name = other->name.length ? other->name : STR("x");
    fail(parse, text->at, say_format(parse->mem, "a comparison with the empty text never holds, for an empty field is "
                                     "missing: is_missing(%.*s)", STR_ARG(name)));
}

static const struct expr_node *comparison(struct parse *parse)
{
    static const struct infix signs[] = {
        {"=", EXPR_EQUAL},    {"==", EXPR_EQUAL}, {"!=", EXPR_UNEQUAL}, {"<>", EXPR_UNEQUAL},
        {"<=", EXPR_AT_MOST}, {"<", EXPR_LESS},   {">=", EXPR_AT_LEAST}, {">", EXPR_MORE}, {0}};
    const struct expr_node *left = sum(parse);
    for (const struct infix *row = signs; row->sign; row++)
        if (take(parse, row->sign)) {
            size_t from = parse->token.at;
            struct expr_node *made = pair(parse, row->operation, left, sum(parse));
            made->sign = row->sign;
            made->right = str_trim(str_part(parse->source, from, parse->token.at - from));
            refuse_empty(parse, left, made->operand[1]);
            refuse_empty(parse, made->operand[1], left);
            return made;
        }
    if (take(parse, "=~"))
        return matched(parse, left);
    if (take(parse, "!~"))
        return single(parse, EXPR_NOT, matched(parse, left));
    bool inverse = take(parse, "not");
    if (inverse || is(parse, "in")) {
        expect(parse, "in", N_("\"in\" was expected"));
        expect(parse, "(", N_("an opening bracket was expected"));
        if (is(parse, ")"))
            fail(parse, parse->token.at, voice_str("a value was expected"));
        struct expr_node *in = listed(parse, EXPR_IN, left);
        in->at = left->at;
        for (size_t i = 1; i < in->operands; i++)
            refuse_empty(parse, left, in->operand[i]);
        return inverse ? single(parse, EXPR_NOT, in) : in;
    }
    return left;
}

static const struct expr_node *negation(struct parse *parse)
{
    if (++parse->depth > DEPTH)
        fail(parse, parse->token.at, voice_str("too many levels"));
    const struct expr_node *made = take(parse, "not") ? single(parse, EXPR_NOT, negation(parse)) : comparison(parse);
    parse->depth--;
    return made;
}

static const struct expr_node *both(struct parse *parse)
{
    static const struct infix infix[] = {{"and", EXPR_AND}, {0}};
    return left_to_right(parse, infix, negation);
}

static const struct expr_node *either(struct parse *parse)
{
    static const struct infix infix[] = {{"or", EXPR_OR}, {0}};
    return left_to_right(parse, infix, both);
}

/* ---- what other languages write where an expression here goes wrong ---- */

static const char part_of[] = N_("; a part of a text is asked for by a pattern: x =~ 'part'");
static const char is_empty[] = N_("; an empty field is asked for by is_missing(x)");
static const char quotes[] = N_("; a text stands in straight quotes: 'text'");
static const char and_joins[] = N_("; \"and\" joins conditions"), or_joins[] = N_("; \"or\" joins conditions");
static const char at_least[] = N_("; at least is written >="), at_most[] = N_("; at most is written <=");
static const char ascii[] = N_("; signs are those of ASCII, not full-width ones");

static const struct {
    struct str says;
    const char *hint;
} idiom[] = {
    {STR("&"), and_joins}, {STR("AND"), and_joins}, {STR("|"), or_joins}, {STR("OR"), or_joins}, {STR("=>"), at_least},
    {STR("≥"), at_least}, {STR("=<"), at_most}, {STR("≤"), at_most}, {STR("≠"), N_("; unlike is written !=")},
    {STR("!"), N_("; \"not\" turns a condition round")}, {STR("like"), part_of}, {STR("LIKE"), part_of},
    {STR("contains"), part_of}, {STR("is null"), is_empty}, {STR("is not null"), is_empty}, {STR("IS NULL"), is_empty},
    {STR("between"), N_("; between is written x >= 1 and x <= 9")}, {STR("“"), quotes}, {STR("”"), quotes},
    {STR("‘"), quotes}, {STR("’"), quotes}, {STR("＝"), ascii}, {STR("＞"), ascii}, {STR("＜"), ascii},
    {STR("，"), ascii}, {STR("（"), ascii}, {STR("）"), ascii},
};

/* Those words are ASCII; the bytes of other characters are signs here: a ≥1 is no longer word. */
static bool is_letter_of_word(char byte)
{
    return (unsigned char)byte < 0x80 && is_of_word(byte);
}

/* Does the text begin with that, and where it is a word, with the whole of it? */
static bool begins_with(struct str text, struct str start)
{
    bool longer = text.length > start.length && is_letter_of_word(text.at[start.length]);
    return str_starts(text, start) && !(longer && is_letter_of_word(start.at[start.length - 1]));
}

/* The place of a mistake is sometimes that of the sign's second byte. */
static const char *idiom_at(struct str source, size_t at)
{
    for (size_t back = 0; back <= 1 && back <= at; back++)
        for (size_t i = 0; i < sizeof idiom / sizeof *idiom; i++)
            if (begins_with(str_part(source, at - back, source.length), idiom[i].says))
                return idiom[i].hint;
    return NULL;
}

static struct expr *whole(struct mem *mem, struct str text, const struct expr_names *names, bool condition,
                          struct expr_fault *fault)
{
    struct parse parse = {.mem = mem, .source = mem_copy(mem, text), .names = names, .fault = fault};
    fault->hint = STR("");
    size_t good = str_utf8(parse.source);
    if (good < parse.source.length)
        fail(&parse, good, voice_str("a byte that is not UTF-8"));
    advance(&parse);
    struct expr *expr = mem_take(mem, sizeof *expr);
    expr->root = either(&parse);
    if (parse.token.kind != TOKEN_END)
        fail(&parse, parse.token.at, voice_str("something that does not belong here"));
    if (condition)
        need_condition(&parse, expr->root);
    if (parse.failed)
        fault->hint = voice_str(idiom_at(parse.source, fault->at));
    return parse.failed ? NULL : expr;
}

struct expr *expr_parse(struct mem *mem, struct str text, const struct expr_names *names, struct expr_fault *fault)
{
    return whole(mem, text, names, false, fault);
}

struct expr *expr_parse_condition(struct mem *mem, struct str text, const struct expr_names *names,
                                  struct expr_fault *fault)
{
    return whole(mem, text, names, true, fault);
}

/* What stood in an option (or, where that is null, at a place in a file). */
static struct expr *compile(struct mem *mem, struct str text, const char *option, const struct place *place,
                            const struct expr_names *names, bool condition)
{
    struct expr_fault fault;
    struct expr *expr = whole(mem, text, names, condition, &fault);
    if (expr)
        return expr;
    struct place at = option ? (struct place){0} : *place;
    at.text = text;
    at.at = fault.at;
    at.length = 1;
    size_t character = str_runes(str_part(text, 0, fault.at)) + 1;
    if (option)
        diag_fatal(fault.code, &at, "%s: %.*s at character %zu of: %.*s%.*s", option, STR_ARG(fault.message), character,
                   STR_ARG(text), STR_ARG(fault.hint));
    diag_fatal(fault.code, &at, "%.*s at character %zu of: %.*s%.*s", STR_ARG(fault.message), character, STR_ARG(text),
               STR_ARG(fault.hint));
}

struct expr *expr_compile(struct mem *mem, struct str text, const struct place *place, const struct expr_names *names)
{
    return compile(mem, text, NULL, place, names, false);
}

struct expr *expr_compile_condition(struct mem *mem, struct str text, const char *option,
                                    const struct expr_names *names)
{
    return compile(mem, text, option, NULL, names, true);
}
