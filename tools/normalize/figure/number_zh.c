/* number_zh - see number_zh.h
 *
 * A cell is read from both ends: words off the front, sign and digits, then words off
 * the end, until what is left between digits and end is a unit or nothing.
 */
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/flag.h"
#include "cell/mark.h"
#include "cell/numeral.h"
#include "cell/word.h"
#include "figure/convert.h"
#include "figure/decimal.h"
#include "figure/digits.h"
#include "figure/number_zh_inside.h"
#include "figure/quotient.h"
#include "io/text.h"
#include "values/num.h"

/* ---- the rules ---- */

struct str number_rules_text(struct mem *mem, unsigned rules)
{
    static const char *const name[] = {
#define X(name, word, meaning) word,
        NUMBER_RULES(X)
#undef X
    };
    struct str text = {NULL, 0};
    for (size_t i = 0; i < NUMBER_RULE_COUNT; i++)
        if (rules & (1u << i))
            text = text.length ? mem_format(mem, "%.*s+%s", STR_ARG(text), name[i]) : str_of(name[i]);
    return text;
}

bool number_refuse(struct number_zh *number, struct str why)
{
    *number = (struct number_zh){.verdict = NUMBER_REFUSED, .why = why};
    return false;
}

struct str number_bare(struct str text)
{
    while (text.length && text.at[0] == ' ')
        text = str_part(text, 1, text.length);
    while (text.length && text.at[text.length - 1] == ' ')
        text.length--;
    return text;
}

bool number_has_digit(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (str_is_digit(text.at[i]))
            return true;
    return false;
}

bool number_is_plain(struct str text)
{
    struct num value;
    return num_parse(text, &value) == NUM_OK;
}

/* Two things that say the same property must agree. */
static bool settle(struct str *place, struct str value)
{
    if (place->length && !str_eq(*place, value))
        return false;
    *place = value;
    return true;
}

/* What a word does; false with the refusal filled. */
bool number_take_word(struct utterance *c, const struct word *w)
{
    struct number_zh *n = c->number;
    switch (w->effect) {
    case STATUS:
        n->rules |= NUMBER_STATUS;
        return settle(&n->status, w->value) || number_refuse(n, voice_str("has two words for its status"));
    case BOUND:
        n->rules |= NUMBER_BOUND;
        return settle(&n->qualifier, w->value) || number_refuse(n, voice_str("has two bounds that differ"));
    case RISE:
    case FALL:
        if (c->change)
            return number_refuse(n, voice_str("has two words for a change"));
        c->change = c->spoken = n->change = true;
        c->fall = c->negative = w->effect == FALL;
        n->rules |= NUMBER_WORDS | (c->fall ? NUMBER_SIGN : 0u);
        return true;
    case SIGN:
        if (c->negative)
            return number_refuse(n, voice_str("is negative twice"));
        c->negative = true;
        n->rules |= NUMBER_SIGN;
        return true;
    case PART:
        n->rules |= NUMBER_UNIT;
        return unit_read(c->mem, c->how->units, w->value, &n->unit);
    case MONEY:
        n->rules |= NUMBER_UNIT;
        c->money_sign = w->text;
        return settle(&c->money, w->value) || number_refuse(n, voice_str("has two currencies"));
    default:
        c->spoken = true;
        n->rules |= NUMBER_WORDS;
        return true;
    }
}

static bool take_front(struct utterance *c)
{
    for (const struct word *w;;) {
        c->rest = number_bare(c->rest);
        w = word_at(c->rest, FRONT);
        if (!w)
            return true;
        c->rest = str_part(c->rest, w->text.length, c->rest.length);
        if (!number_take_word(c, w))
            return false;
    }
}

/* ---- sign and digits ---- */

static char number_sign(const struct numbers *how, struct str text, size_t *length)
{
    const struct {
        struct str sign;
        char means;
    } row[] = {{STR("▲"), how->triangle}, {STR("△"), how->open_triangle}, {STR("▼"), how->fallen[0]},
               {STR("▽"), how->fallen[1]}, {STR("↓"), how->fallen[2]}, {STR("↑"), how->risen}};
    *length = 0;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        if (str_starts(text, row[i].sign)) {
            *length = row[i].sign.length;
            return row[i].means;
        }
    return 0;
}

/* A sign before the digits: a hyphen, a plus, or one of the book's own. */
static bool take_sign(struct utterance *c)
{
    size_t length;
    char sign = number_sign(c->how, c->rest, &length);

    if (length) {
        c->number->rules |= NUMBER_SIGN;
        if (!sign)
            return number_refuse(c->number,
                          say(c->mem, "has the sign {1}, which is a minus in some books and a plus, or worse, in "
                              "others (a mapping row says which: sign,{1},-)", str_part(c->rest, 0, length)));
    } else if (str_starts(c->rest, STR("-")) || str_starts(c->rest, STR("+"))) {
        sign = c->rest.at[0];
        length = 1;
    }
    if (!sign)
        return true;
    if (c->negative)
        return number_refuse(c->number, voice_str("is negative twice"));
    c->negative = sign == '-';
    c->rest = number_bare(str_part(c->rest, length, c->rest.length));
    return true;
}

static bool take_arabic(struct utterance *c)
{
    struct digits digits;
    if (!number_has_digit(c->rest))
        return number_refuse(c->number, voice_str("is no number"));
    if (!str_is_digit(c->rest.at[0]) && c->rest.at[0] != '.')
        return number_refuse(c->number, say_format(c->mem, "has words before the number that say something else: %.*s",
                                            STR_ARG(c->found)));
    const char *why = digits_read(c->mem, c->rest, &digits);
    if (why)
        return number_refuse(c->number, voice_str(why));
    c->rest = str_part(c->rest, digits.length, c->rest.length);
    c->number->rules |= (digits.spaces ? NUMBER_SPACE : 0u) | (digits.thousands ? NUMBER_THOUSANDS : 0u) |
                        (digits.point ? NUMBER_POINT : 0u);
    c->number->value = digits.value;
    if (c->negative && !digits.zero)
        c->number->value = mem_format(c->mem, "-%.*s", STR_ARG(digits.value));
    return true;
}

/* Digits that were made of something else, with the sign. */
static bool take_made(struct utterance *c, struct str digits, enum number_rules rule)
{
    struct str minus = mem_format(c->mem, "-%.*s", STR_ARG(digits));
    bool zero = true;
    for (size_t i = 0; i < digits.length; i++)
        zero = zero && (digits.at[i] < '1' || digits.at[i] > '9');
    c->number->value = c->negative && !zero ? minus : digits;
    c->number->rules |= rule;
    return number_is_plain(c->number->value) || number_refuse(c->number, voice_str("is no number"));
}

/* 半 behind a number and its unit: 三斤半. */
static bool take_half(struct utterance *c, struct str *digits)
{
    static const struct str half = {"半", 3};
    struct unit unit;
    if (!str_ends(c->rest, half))
        return true;
    struct str before = str_part(c->rest, 0, c->rest.length - half.length);
    if (memchr(digits->at, '.', digits->length) || !unit_read(c->mem, c->how->units, before, &unit) || unit.scaled)
        return number_refuse(c->number, voice_str("has a half of something that is not told"));
    c->rest = before;
    *digits = mem_format(c->mem, "%.*s.5", STR_ARG(*digits));
    return true;
}

/* A numeral in Chinese characters, as the user allows.  Its last characters may be the
 * unit's: 一百千瓦, 三十两. */
static bool take_numeral(struct utterance *c, size_t length)
{
    struct str digits, numeral = str_part(c->rest, 0, length);
    struct unit unit;
    bool spoken = false, done = numeral_read(c->mem, numeral, &digits, &spoken);
    if (!done && str_ends(numeral, STR("零")) && str_starts(str_part(c->rest, length, c->rest.length), STR("几")))
        done = numeral_read(c->mem, numeral_shorter(numeral), &digits, &spoken); /* 一百零几万 */
    for (int back = 0; !done && back < 2; back++) {
        numeral = numeral_shorter(numeral);
        done = numeral.length && unit_read(c->mem, c->how->units, str_part(c->rest, numeral.length, c->rest.length),
                                           &unit) &&
               numeral_read(c->mem, numeral, &digits, &spoken);
    }
    c->rest = str_part(c->rest, done ? numeral.length : length, c->rest.length);
    if (!done)
        return number_refuse(c->number, voice_str("is no numeral as numerals are written (兆 means two things)"));
    if (spoken && unit_read(c->mem, c->how->units, c->rest, &unit))
        return number_refuse(c->number, voice_str("leaves out a scale word before a unit: 一万三 is 13000, but 一万三元?"));
    return take_half(c, &digits) && take_made(c, digits, NUMBER_NUMERAL);
}

/* A fraction or a ratio. */
static bool take_quotient(struct utterance *c, size_t length)
{
    struct str value, text = str_part(c->rest, 0, length);
    if (!c->how->quotients && quotient_is_ratio(text))
        return number_refuse(c->number, voice_str("holds more than one number: a ratio? (--ratio divides it, --pairs "
                                                  "takes it apart)"));
    if (!c->how->quotients)
        return number_refuse(c->number, voice_str("is a fraction, or holds more than one number (--ratio divides it)"));
    if (!quotient_read(c->mem, text, &value))
        return number_refuse(c->number, voice_str("is no fraction that has a value"));
    c->rest = str_part(c->rest, length, c->rest.length);
    c->quotient = c->spoken = true;
    return take_made(c, value, NUMBER_QUOTIENT);
}

static bool take_digits(struct utterance *c)
{
    struct unit unit;
    size_t quotient = quotient_length(c->rest), numeral = c->how->numerals ? numeral_length(c->rest) : 0;
    const char *slash = quotient ? memchr(c->rest.at, '/', c->rest.length) : NULL;
    if (slash && unit_read(c->mem, c->how->units, str_part(c->rest, (size_t)(slash - c->rest.at), c->rest.length),
                           &unit))
        quotient = 0;         /* 15.1/10万 */
    if (quotient)
        return take_quotient(c, quotient);
    if (str_eq(c->number->unit.text, STR("%")) && str_starts(c->rest, STR("百"))) { /* 百分之百 */
        c->rest = str_part(c->rest, STR("百").length, c->rest.length);
        return take_made(c, STR("100"), NUMBER_NUMERAL);
    }
    if (numeral)
        return take_numeral(c, numeral);
    return take_arabic(c);
}

/* ---- the whole cell ---- */

/* A cell in square brackets is a five-year total in plan tables. */
static void take_brackets(struct utterance *c)
{
    if (c->rest.length < 3 || c->rest.at[0] != '[' || c->rest.at[c->rest.length - 1] != ']')
        return;
    c->rest = number_bare(str_part(c->rest, 1, c->rest.length - 2));
    c->number->caliber = STR("cumulative5");
    c->number->rules |= NUMBER_CUMULATIVE;
}

/* (5) and 5-, where the book writes negative numbers so. */
static bool take_odd_signs(struct utterance *c)
{
    struct str r = c->rest;
    if (r.length > 2 && r.at[0] == '(' && r.at[r.length - 1] == ')' && number_has_digit(r)) {
        if (!c->how->brackets)
            return number_refuse(c->number, voice_str("is in brackets, which make a negative number in some books only "
                                         "(a mapping row says so: sign,(),-)"));
        c->rest = number_bare(str_part(r, 1, r.length - 2));
        c->negative = c->how->brackets == '-';
        c->number->rules |= NUMBER_SIGN;
    } else if (r.length > 1 && str_is_digit(r.at[0]) && r.at[r.length - 1] == '-') {
        c->rest = number_bare(str_part(r, 0, r.length - 1));
        c->negative = true;
        c->number->rules |= NUMBER_SIGN;
    }
    return true;
}

/* 与上年持平: no change, where a column holds changes. */
static bool take_zero(struct utterance *c, const struct unit *column, const struct word *w)
{
    if (!number_is_rate(column))
        return number_refuse(c->number,
                             voice_str("says that nothing changed, but the column's unit is no rate of change"));
    c->number->value = STR("0");
    c->number->qualifier = w->value;
    c->number->unit = *column;
    c->number->rules |= NUMBER_WORDS | (w->value.length ? NUMBER_BOUND : 0u);
    c->spoken = true;
    return true;
}

static bool take_number(struct utterance *c, const struct unit *column)
{
    const struct word *whole = word_at(c->rest, WHOLE);
    if (whole)
        return take_zero(c, column, whole);
    take_brackets(c);
    if (number_is_plain(c->rest)) {
        c->number->value = c->rest;
        c->number->unit = *column;
        return true;
    }
    return take_odd_signs(c) && take_front(c) && take_sign(c) && take_digits(c) && number_take_coins(c) &&
           number_take_more(c) && number_take_back(c) && number_take_unit(c, column) && number_take_change(c, column);
}

/* ---- the cell, folded ---- */

static unsigned rules_of(unsigned classes)
{
    return (classes & TEXT_WIDE ? NUMBER_WIDTH : 0u) | (classes & TEXT_SPACE ? NUMBER_SPACE : 0u) |
           (classes & TEXT_DASH ? NUMBER_DASH : 0u) | (classes & TEXT_HAN ? NUMBER_HAN : 0u) |
           (classes & (TEXT_HIDDEN | TEXT_BIDI) ? NUMBER_HIDDEN : 0u);
}

/* Two Chinese characters or more? */
static bool is_words(struct str text)
{
    for (int i = 0; i < 2; i++) {
        uint32_t rune = text.length ? str_rune(&text) : 0;
        if (rune < 0x4e00 || rune > 0x9fff)
            return false;
    }
    return true;
}

/* Is the cell a sign for no figure?  Then *verdict is what it comes to. */
static bool take_symbol(struct utterance *c, struct str text, const struct unit *column, bool *verdict)
{
    struct number_zh *n = c->number;
    const struct symbol *symbol = symbol_find(c->mem, c->how->symbols, text);
    if (!symbol)
        return false;
    if (c->how->numerals && str_eq(text, STR("一"))) {
        number_refuse(n, voice_str("is the numeral one or a dash (a mapping row says which: symbol,一,O)"));
        *verdict = false;
        return true;
    }
    n->unit = *column;
    *verdict = !str_eq(symbol->status, STR("!"));
    if (!*verdict) {
        number_refuse(n, voice_str("is an error of the spreadsheet"));
        return true;
    }
    n->verdict = symbol->value.length ? NUMBER_VALUE : NUMBER_NONE;
    n->value = symbol->value;
    n->status = symbol->status;
    n->rules |= NUMBER_MISSING;
    if (symbol->own && is_words(text))
        n->note = mem_format(c->mem, "原文：%.*s", STR_ARG(c->found)); /* 完成上级下达任务 is the target */
    return true;
}

/* 12.3 b, 12.3 bu, 12.3 [p]: flags behind a figure that is one without them, and no unit
 * (12.3 m).  All but a lone one that has a status are kept in the note. */
static void take_flags(struct utterance *c, struct str *kept)
{
    struct str flags, status;
    struct unit unit;
    size_t at = flag_split(c->mem, c->how->symbols, *kept, &flags, &status);
    if (at == kept->length || !number_has_digit(*kept) || unit_read(c->mem, c->how->units, flags, &unit))
        return;
    *kept = number_bare(str_part(*kept, 0, at));
    c->number->status = status;
    c->number->rules |= NUMBER_STATUS;
    bool told = flags.length == 1 && status.length && (flags.at[0] & ~32) == status.at[0];
    if (!told)
        c->number->note = c->number->note.length ? mem_format(c->mem, "%.*s；%.*s", STR_ARG(c->number->note),
                                                              STR_ARG(flags))
                                                 : flags;
}

/* *402.1 and #617.3: marks of a book before the figure; what is behind them, the marks in the
 * note. */
static struct str take_leading_marks(struct utterance *c, struct str text)
{
    static const struct str sign[] = {{"*", 1}, {"#", 1}, {"†", 3}, {"‡", 3}, {"※", 3}, {"＊", 3}, {"＃", 3}};
    struct str rest = text;
    for (size_t i = 0; i < sizeof sign / sizeof *sign; i++)
        if (str_starts(rest, sign[i])) {
            rest = str_part(rest, sign[i].length, rest.length);
            i = (size_t)-1;
        }
    if (rest.length == text.length || !rest.length || !str_is_digit(rest.at[rest.at[0] == '-' && rest.length > 1]))
        return text;
    struct str marks = str_part(text, 0, text.length - rest.length);
    c->number->note = c->number->note.length ? mem_format(c->mem, "%.*s%.*s", STR_ARG(marks), STR_ARG(c->number->note))
                                             : marks;
    c->number->rules |= NUMBER_FOOTNOTE;
    return rest;
}

static bool read_cell(struct mem *mem, const struct numbers *how, struct str cell, const struct unit *column,
                      struct number_zh *number)
{
    struct utterance c = {.mem = mem, .how = how, .number = number};
    unsigned classes;
    bool verdict;

    *number = (struct number_zh){.verdict = NUMBER_VALUE};
    if (number_is_plain(cell) && how->decimal != ',' && !symbols_have_digits(how->symbols)) {
        number->value = cell;
        number->unit = *column;
        return true;
    }
    c.found = text_trim(cell);
    number->rules = c.found.length != cell.length ? NUMBER_SPACE : 0;
    if (take_symbol(&c, c.found, column, &verdict))
        return verdict;
    struct str kept = mark_split(c.found, true, &number->note);
    if (number->note.length) {
        number->rules |= NUMBER_FOOTNOTE;
        if (take_symbol(&c, kept, column, &verdict))
            return verdict;
    }
    kept = take_leading_marks(&c, kept);
    kept = text_fold(mem, kept, TEXT_WIDE | TEXT_SPACE | TEXT_DASH | TEXT_HIDDEN | TEXT_BIDI | TEXT_HAN, &classes);
    number->rules |= rules_of(classes);
    take_flags(&c, &kept);
    if (how->decimal == ',' && decimal_is_marked(kept)) {
        number->rules |= memchr(kept.at, ',', kept.length) ? NUMBER_POINT : 0u;
        kept = decimal_swapped(mem, kept);
    }
    c.rest = numeral_close(mem, number_bare(kept));
    bool pair;
    if (!number_take_pair(&c, column, &pair) || (!pair && !take_number(&c, column)))
        return false;
    if (c.spoken)
        number->note = mem_format(mem, "原文：%.*s", STR_ARG(c.found));
    return true;
}

/* A share as a part of 1: 12.3 % is 0.123. */
static bool to_part_of_one(struct mem *mem, const struct numbers *how, struct number_zh *n)
{
    struct str *const figure[] = {&n->value, &n->first, &n->second};
    struct unit ratio;
    if (!str_eq(n->unit.above, STR("share")) || n->unit.below.length ||
        !unit_read(mem, how->units, STR("ratio"), &ratio) || str_eq(n->unit.text, ratio.text))
        return true;
    for (size_t i = 0; i < sizeof figure / sizeof *figure; i++)
        if (convert_value(mem, &n->unit, &ratio, -1, figure[i]) != CONVERT_EXACT)
            return number_refuse(n, voice_str("is too long to be made a part of 1"));
    n->unit = ratio;
    n->rules |= NUMBER_QUOTIENT;
    return true;
}

bool number_zh_read(struct mem *mem, const struct numbers *how, struct str cell, const struct unit *column,
                    struct number_zh *number)
{
    return read_cell(mem, how, cell, column, number) && (!how->quotients || to_part_of_one(mem, how, number));
}
