/* balance - see balance.h */
#include "base/str.h"
#include "base/voice.h"
#include "kinds/balance.h"

struct sign {
    const char *text;
    int plus;                 /* 1, -1: between terms; 0: a relation */
    enum balance_relation relation;
};

static const struct sign signs[] = {
    {">=", 0, BALANCE_AT_LEAST}, {"<=", 0, BALANCE_AT_MOST}, {"!=", 0, BALANCE_UNEQUAL}, {"<>", 0, BALANCE_UNEQUAL},
    {"≥", 0, BALANCE_AT_LEAST},  {"≤", 0, BALANCE_AT_MOST},  {"≧", 0, BALANCE_AT_LEAST}, {"≦", 0, BALANCE_AT_MOST},
    {"≠", 0, BALANCE_UNEQUAL},   {"==", 0, BALANCE_EQUAL},   {"=", 0, BALANCE_EQUAL},    {"＝", 0, BALANCE_EQUAL},
    {">", 0, BALANCE_MORE},      {"＞", 0, BALANCE_MORE},    {"<", 0, BALANCE_LESS},     {"＜", 0, BALANCE_LESS},
    {"其中：", 0, BALANCE_AT_LEAST}, {"其中:", 0, BALANCE_AT_LEAST}, {"其中", 0, BALANCE_AT_LEAST},
    {"+", 1, 0},                 {"＋", 1, 0},               {"-", -1, 0},               {"－", -1, 0},
    {"−", -1, 0}};

struct parse {
    struct mem *mem;
    struct str text;
    size_t next;
    const char *fault;
};

static struct str ahead(const struct parse *parse)
{
    return str_part(parse->text, parse->next, parse->text.length);
}

static void blanks(struct parse *parse)
{
    for (;;)
        if (str_starts(ahead(parse), STR(" ")) || str_starts(ahead(parse), STR("\t")))
            parse->next++;
        else if (str_starts(ahead(parse), STR("\xe3\x80\x80")))
            parse->next += 3;
        else
            return;
}

static const struct sign *sign_at(const struct parse *parse)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(ahead(parse), str_of(signs[i].text)))
            return &signs[i];
    return NULL;
}

static bool take(struct parse *parse, const char *one, const char *other)
{
    const char *const form[] = {one, other};
    for (size_t i = 0; i < 2; i++)
        if (str_starts(ahead(parse), str_of(form[i]))) {
            parse->next += strlen(form[i]);
            return true;
        }
    return false;
}

static bool is_code(const struct parse *parse)
{
    static const char *const end[] = {":", "：", "(", "（", ")", "）", "`", "　"};
    struct str rest = ahead(parse);
    if (!rest.length || sign_at(parse))
        return false;
    for (size_t i = 0; i < sizeof end / sizeof *end; i++)
        if (str_starts(rest, str_of(end[i])))
            return false;
    char byte = *rest.at;
    return str_is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           byte == '_' || byte == '.' || (unsigned char)byte >= 0x80;
}

static struct str code(struct parse *parse)
{
    size_t from = parse->next;
    if (take(parse, "`", "`")) {
        from = parse->next;
        ptrdiff_t end = str_find(ahead(parse), STR("`"));
        if (end < 0) {
            parse->fault = N_("a backquote that is not closed");
            return STR("");
        }
        parse->next += (size_t)end + 1;
        return str_part(parse->text, from, (size_t)end);
    }
    while (is_code(parse)) {
        struct str rest = ahead(parse);
        size_t before = rest.length;
        str_rune(&rest);
        parse->next += before - rest.length;
    }
    if (parse->next == from)
        parse->fault = N_("a code was expected");
    return str_part(parse->text, from, parse->next - from);
}

static void term(struct parse *parse, struct balance_term *term)
{
    blanks(parse);
    term->at = parse->next;
    bool bracket = take(parse, "(", "（");
    term->code = code(parse);
    if (!parse->fault && take(parse, ":", "：")) {
        term->table = term->code;
        term->code = code(parse);
    }
    if (!parse->fault && bracket && !take(parse, ")", "）"))
        parse->fault = N_("a closing bracket was expected");
    blanks(parse);
}

/* A byte offset as a number of characters from 1. */
static size_t character(struct str text, size_t byte)
{
    return str_runes(str_part(text, 0, byte)) + 1;
}

struct balance *balance_parse(struct mem *mem, struct str text, size_t *at, const char **fault)
{
    struct balance *balance = mem_take(mem, sizeof *balance);
    struct balance_term terms[BALANCE_TERMS];
    struct parse parse = {.mem = mem, .text = text};
    bool right = false;
    int plus = 1;
    blanks(&parse);
    if (sign_at(&parse) && sign_at(&parse)->plus) {
        plus = sign_at(&parse)->plus;
        parse.next += strlen(sign_at(&parse)->text);
    }
    while (!parse.fault) {
        if (balance->terms == BALANCE_TERMS) {
            parse.fault = N_("too many terms");
            break;
        }
        struct balance_term *next = &terms[balance->terms++];
        *next = (struct balance_term){.sign = plus, .right = right};
        term(&parse, next);
        next->at = character(text, next->at);
        const struct sign *sign = sign_at(&parse);
        if (parse.fault || !ahead(&parse).length)
            break;
        if (!sign || (!sign->plus && right)) {
            parse.fault = sign ? N_("a second relation") : N_("something that does not belong here");
            break;
        }
        parse.next += strlen(sign->text);
        plus = sign->plus ? sign->plus : 1;
        if (!sign->plus) {
            right = true;
            balance->relation = sign->relation;
        }
    }
    if (!parse.fault && !right)
        parse.fault = N_("a relation such as = or >= was expected");
    *at = character(text, parse.next);
    *fault = parse.fault;
    balance->term = mem_array(mem, balance->terms, sizeof *balance->term);
    memcpy(balance->term, terms, balance->terms * sizeof *terms);
    return parse.fault ? NULL : balance;
}

bool balance_holds(enum balance_relation relation, int order, bool beyond)
{
    switch (relation) {
    case BALANCE_EQUAL: return !beyond;
    case BALANCE_AT_LEAST: return order >= 0 || !beyond;
    case BALANCE_AT_MOST: return order <= 0 || !beyond;
    case BALANCE_MORE: return order > 0;
    case BALANCE_LESS: return order < 0;
    case BALANCE_UNEQUAL: break;
    }
    return order != 0;
}
