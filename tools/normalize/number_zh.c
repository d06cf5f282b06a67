/* number_zh - see number_zh.h
 *
 * A cell is read from both ends: words off the front, sign and digits, then words off
 * the end, until what is left between digits and end is a unit or nothing.
 */
#include "diag.h"
#include "mark.h"
#include "num.h"
#include "number_zh.h"
#include "numeral.h"
#include "str.h"
#include "text.h"

#define DIGITS_MAX 38         /* what num holds */
#define MAGNITUDE_MAX 18      /* digits before the point of a scaled number, in unscaled units */

/* ---- the words ---- */

enum where { FRONT, BACK, WHOLE };
enum effect { STATUS, BOUND, RISE, FALL, SIGN, PART, FILLER, ZERO };

struct word {
    struct str text;
    enum where where;
    enum effect effect;
    struct str value;
};

static const struct word words[] = {
#define W(word, where, effect, value) {{word, sizeof word - 1}, where, effect, {value, sizeof value - 1}},
#include "words.def"
#undef W
};

#define WORDS (sizeof words / sizeof *words)

/* The longest word of the kind that the text begins with (FRONT), ends with (BACK) or
 * is (WHOLE); null when there is none. */
static const struct word *word_at(struct str text, enum where where)
{
    const struct word *best = NULL;
    for (size_t i = 0; i < WORDS; i++) {
        const struct word *w = &words[i];
        if (w->where != where || (best && w->text.length <= best->text.length))
            continue;
        if (where == FRONT ? str_starts(text, w->text) : where == BACK ? str_ends(text, w->text) : str_eq(text, w->text))
            best = w;
    }
    return best;
}

struct str status_of_word(struct str word)
{
    for (size_t i = 0; i < WORDS; i++)
        if (words[i].effect == STATUS && str_eq(words[i].text, word))
            return words[i].value;
    return (struct str){NULL, 0};
}

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

/* ---- a cell on its way ---- */

struct cell {
    struct mem *mem;
    const struct numbers *how;
    struct str found;         /* trimmed, as it came */
    struct str rest;          /* what is not yet read */
    struct number_zh *number;
    bool negative, change, fall, spoken; /* spoken: words were taken off */
};

static bool refuse(struct number_zh *number, struct str why)
{
    *number = (struct number_zh){.verdict = NUMBER_REFUSED, .why = why};
    return false;
}

static struct str skip_spaces(struct str text)
{
    while (text.length && text.at[0] == ' ')
        text = str_part(text, 1, text.length);
    while (text.length && text.at[text.length - 1] == ' ')
        text.length--;
    return text;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool has_digit(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (is_digit(text.at[i]))
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
static bool take_word(struct cell *c, const struct word *w)
{
    struct number_zh *n = c->number;
    switch (w->effect) {
    case STATUS:
        n->rules |= NUMBER_STATUS;
        return settle(&n->status, w->value) || refuse(n, STR("has two words for its status"));
    case BOUND:
        n->rules |= NUMBER_BOUND;
        return settle(&n->qualifier, w->value) || refuse(n, STR("has two bounds that differ"));
    case RISE:
    case FALL:
        if (c->change)
            return refuse(n, STR("has two words for a change"));
        c->change = c->spoken = true;
        c->fall = c->negative = w->effect == FALL;
        n->rules |= NUMBER_WORDS | (c->fall ? NUMBER_SIGN : 0u);
        return true;
    case SIGN:
        if (c->negative)
            return refuse(n, STR("is negative twice"));
        c->negative = true;
        n->rules |= NUMBER_SIGN;
        return true;
    case PART:
        n->rules |= NUMBER_UNIT;
        return unit_read(c->mem, c->how->units, w->value, &n->unit);
    default:
        c->spoken = true;
        n->rules |= NUMBER_WORDS;
        return true;
    }
}

static bool take_front(struct cell *c)
{
    for (const struct word *w;;) {
        c->rest = skip_spaces(c->rest);
        w = word_at(c->rest, FRONT);
        if (!w)
            return true;
        c->rest = str_part(c->rest, w->text.length, c->rest.length);
        if (!take_word(c, w))
            return false;
    }
}

/* ---- sign and digits ---- */

/* A sign before the digits: a hyphen, a plus, or one of the book's own. */
static bool take_sign(struct cell *c)
{
    static const struct str black = {"▲", 3}, open = {"△", 3};
    char sign = 0;
    size_t length = 1;

    if (str_starts(c->rest, STR("-")) || str_starts(c->rest, STR("+")))
        sign = c->rest.at[0];
    else if (str_starts(c->rest, black) || str_starts(c->rest, open)) {
        sign = str_starts(c->rest, black) ? c->how->triangle : c->how->open_triangle;
        length = 3;
        c->number->rules |= NUMBER_SIGN;
        if (!sign)
            return refuse(c->number, STR("has a triangle, which is a minus sign in some books and a plus in others "
                                         "(a mapping row says which: sign,▲,-)"));
    }
    if (!sign)
        return true;
    if (c->negative)
        return refuse(c->number, STR("is negative twice"));
    c->negative = sign == '-';
    c->rest = skip_spaces(str_part(c->rest, length, c->rest.length));
    return true;
}

/* What may part thousands: its length in bytes, 0 for anything else. */
static size_t separator(struct str text)
{
    if (text.length && (text.at[0] == ',' || text.at[0] == '\'' || text.at[0] == ' '))
        return 1;
    return str_starts(text, STR("’")) ? 3 : 0;
}

/* Digits up to something else, with separators of thousands, into `into`. */
static bool take_whole(struct cell *c, char *into, size_t *length)
{
    size_t group = 0, groups = 0, first = 0, size = 0;
    struct str mark = {NULL, 0}, rest = c->rest;

    for (;; groups++) {
        for (group = 0; group < rest.length && is_digit(rest.at[group]); group++)
            into[(*length)++] = rest.at[group];
        rest = str_part(rest, group, rest.length);
        if (groups == 0)
            first = group;
        else if (groups == 1)
            size = group;
        if (groups && group != size)
            return refuse(c->number, STR("has groups of digits of different lengths"));
        size_t s = separator(rest);
        if (s == 0 || rest.length == s || !is_digit(rest.at[s]) || group == 0)
            break;
        if (mark.length && !str_eq(mark, str_part(rest, 0, s)))
            return refuse(c->number, STR("has two kinds of separators"));
        mark = str_part(rest, 0, s);
        rest = str_part(rest, s, rest.length);
    }
    if (groups) {
        /* Groups of four, counted by 万, only when there are two of them: 1,2345 may be a slip. */
        bool three = size == 3 && first <= 3, four = size == 4 && groups > 1 && first <= 4;
        if ((!three && !four) || into[0] == '0')
            return refuse(c->number, STR("has groups of digits that are not thousands: a decimal comma, "
                                         "a slip, or two numbers?"));
        c->number->rules |= str_eq(mark, STR(" ")) ? NUMBER_SPACE : NUMBER_THOUSANDS;
    }
    c->rest = rest;
    return true;
}

/* The point and what follows it; an exponent. */
static void take_fraction(struct cell *c, char *into, size_t *length)
{
    static const struct str dot = {"·", 2};
    size_t point = str_starts(c->rest, STR(".")) ? 1 : 0;
    if (!point && str_starts(c->rest, dot) && c->rest.length > dot.length && is_digit(c->rest.at[dot.length])) {
        point = dot.length;
        c->number->rules |= NUMBER_POINT;
    }
    if (point) {
        size_t at = *length, i = point;
        into[(*length)++] = '.';
        for (; i < c->rest.length && is_digit(c->rest.at[i]); i++)
            into[(*length)++] = c->rest.at[i];
        if (i == point) {
            *length = at;
            c->number->rules |= NUMBER_POINT;
        }
        c->rest = str_part(c->rest, i, c->rest.length);
    }
}

static bool take_arabic(struct cell *c)
{
    size_t length = 0, digits = 0;
    bool zero = true;
    char *into = mem_take(c->mem, c->rest.length + 2), *number = into + 1;

    if (!has_digit(c->rest))
        return refuse(c->number, STR("is no number"));
    if (!is_digit(c->rest.at[0]) && c->rest.at[0] != '.')
        return refuse(c->number, mem_format(c->mem, "has words before the number that say something else: %.*s",
                                            STR_ARG(c->found)));
    if (!take_whole(c, number, &length))
        return false;
    take_fraction(c, number, &length);
    for (size_t i = 0; i < length; i++) {
        zero = zero && (number[i] == '0' || number[i] == '.');
        digits += is_digit(number[i]) && !zero;
    }
    if (digits > DIGITS_MAX)
        return refuse(c->number, STR("has more than 38 digits"));
    if (length == 0 || (length == 1 && number[0] == '.'))
        return refuse(c->number, STR("is no number"));
    into[0] = '-';
    bool minus = c->negative && !zero;
    c->number->value = (struct str){minus ? into : number, length + minus};
    return true;
}

/* A numeral in Chinese characters, as the user allows. */
static bool take_numeral(struct cell *c, size_t length)
{
    struct str digits, minus;
    if (!numeral_read(c->mem, str_part(c->rest, 0, length), &digits))
        return refuse(c->number, STR("is no numeral as it is written (一万三 is only said, 兆 means two things)"));
    c->rest = str_part(c->rest, length, c->rest.length);
    minus = mem_format(c->mem, "-%.*s", STR_ARG(digits));
    c->number->value = c->negative && number_is_plain(minus) && strpbrk(digits.at, "123456789") ? minus : digits;
    c->number->rules |= NUMBER_NUMERAL;
    return number_is_plain(digits) || refuse(c->number, STR("is no number"));
}

static bool take_digits(struct cell *c)
{
    size_t numeral = c->how->numerals ? numeral_length(c->rest) : 0;
    if (numeral)
        return take_numeral(c, numeral);
    return take_arabic(c);
}

/* ---- what stands behind ---- */

/* A word in brackets at the end: 105(预计), 105.3（上年=100） has a unit there. */
static bool take_bracketed(struct cell *c, bool *taken)
{
    *taken = false;
    ptrdiff_t open = str_find(c->rest, STR("("));
    if (open < 0 || !str_ends(c->rest, STR(")")))
        return true;
    struct str inner = skip_spaces(str_part(c->rest, (size_t)open + 1, c->rest.length - (size_t)open - 2));
    const struct word *w = word_at(inner, BACK);
    if (w && w->text.length == inner.length && w->effect == STATUS) {
        if (!take_word(c, w))
            return false;
    } else if (!c->number->unit.text.length && open == 0 && unit_read(c->mem, c->how->units, inner, &c->number->unit))
        c->number->rules |= NUMBER_UNIT;
    else
        return true;
    *taken = true;
    c->rest = skip_spaces(str_part(c->rest, 0, (size_t)open));
    return true;
}

static bool take_back(struct cell *c)
{
    for (;;) {
        bool taken;
        c->rest = skip_spaces(c->rest);
        if (!take_bracketed(c, &taken))
            return false;
        if (taken)
            continue;
        struct unit unit;     /* before the words: tce ends in an e that means no estimate */
        const struct word *w = word_at(c->rest, BACK);
        if (!w || unit_read(c->mem, c->how->units, c->rest, &unit))
            return true;
        c->rest.length -= w->text.length;
        if (!take_word(c, w))
            return false;
    }
}

/* 200多亿立方米: a word between the digits and the unit, or behind the scale word. */
static bool take_more(struct cell *c)
{
    static const struct str more[] = {{"多", 3}, {"余", 3}};
    size_t scale = unit_scale_length(c->rest);
    for (size_t i = 0; i < 2; i++) {
        struct str behind = str_part(c->rest, scale, c->rest.length);
        bool direct = str_starts(c->rest, more[i]);
        if (!direct && (scale == 0 || !str_starts(behind, more[i])))
            continue;
        const struct word *w = word_at(more[i], BACK);
        if (!w || !take_word(c, w))
            return false;
        c->rest = direct ? str_part(c->rest, 3, c->rest.length)
                         : mem_format(c->mem, "%.*s%.*s", STR_ARG(str_part(c->rest, 0, scale)),
                                      STR_ARG(str_part(behind, 3, behind.length)));
    }
    return true;
}

/* How many digits a number with a scale word has before its point; 0 without one. */
static int magnitude(struct str value, struct str unit)
{
    int whole = 0, scale = unit_scale(str_part(unit, 0, unit_scale_length(unit)));
    for (size_t i = 0; i < value.length && value.at[i] != '.'; i++)
        whole += is_digit(value.at[i]) && (whole > 0 || value.at[i] != '0');
    return scale ? whole + scale : 0;
}

/* A scale word alone: it joins the column's unit where that is a plain one (3.2万 in a
 * column of 人 is 3.2 万人); where nothing is known it moves the point. */
static bool join_scale(struct cell *c, int scale, const struct unit *column)
{
    struct number_zh *n = c->number;
    n->rules |= NUMBER_SCALE;
    if (!column->text.length) {
        n->value = unit_move_point(c->mem, n->value, scale);
        return true;
    }
    struct str joined = mem_format(c->mem, "%.*s%.*s", STR_ARG(c->rest), STR_ARG(column->text));
    if (column->scaled || !unit_read(c->mem, c->how->units, joined, &n->unit))
        return refuse(n, mem_format(c->mem, "has the scale word %.*s in a column of %.*s", STR_ARG(c->rest),
                                    STR_ARG(column->text)));
    return true;
}

static bool is_rate(const struct unit *unit)
{
    return str_eq(unit->above, STR("share")) || str_eq(unit->above, STR("points"));
}

/* What is left between the digits and the words behind: a unit, a scale word, nothing. */
static bool take_unit(struct cell *c, const struct unit *column)
{
    struct number_zh *n = c->number;
    int scale = unit_scale(c->rest), shift;
    struct unit unit = {0};

    if (magnitude(n->value, c->rest) > MAGNITUDE_MAX)
        return refuse(n, STR("is larger than any figure of statistics: did several numbers run together?"));
    if (scale)
        return !n->unit.text.length ? join_scale(c, scale, column)
                                    : refuse(n, STR("has a unit and a scale word apart from it"));
    if (c->rest.length == 0)
        unit = n->unit;
    else if (!unit_read(c->mem, c->how->units, c->rest, &unit))
        return refuse(n, has_digit(c->rest)
                             ? STR("holds more than one number")
                             : mem_format(c->mem, "has \"%.*s\" behind the number, which is no unit that is known",
                                          STR_ARG(c->rest)));
    else if (n->unit.text.length)
        return refuse(n, STR("has two units"));
    if (!unit.text.length) {
        n->unit = *column;
        return true;
    }
    n->rules |= NUMBER_UNIT;
    n->unit = unit;
    if (column->text.length && !str_eq(unit.text, column->text) && !unit_shift(&unit, column, &shift)) {
        /* 增长2.5倍 in a column of percent is told apart below. */
        if (!(c->change && str_eq(unit.text, STR("倍")) && str_eq(column->text, STR("%"))))
            return refuse(n, mem_format(c->mem, "says %.*s in a column of %.*s", STR_ARG(unit.text),
                                        STR_ARG(column->text)));
    }
    return true;
}

/* A change: its sign, its bound seen from the other side, and where it may stand. */
static bool take_change(struct cell *c, const struct unit *column)
{
    struct number_zh *n = c->number;
    if (!c->change)
        return true;
    if (str_eq(n->unit.text, STR("倍"))) {
        if (c->fall)
            return refuse(n, STR("falls by a multiple, which has no meaning"));
        n->value = unit_move_point(c->mem, n->value, 2);
        n->rules |= NUMBER_MULTIPLE;
        return unit_read(c->mem, c->how->units, STR("%"), &n->unit);
    }
    if (column->text.length && !is_rate(column))
        return refuse(n, STR("tells a change in a column of levels"));
    if (c->fall && n->qualifier.length == 2) {
        static const struct str turned[][2] = {{{"ge", 2}, {"le", 2}}, {{"gt", 2}, {"lt", 2}}};
        for (size_t i = 0; i < 2; i++)
            for (size_t k = 0; k < 2; k++)
                if (str_eq(n->qualifier, turned[i][k])) {
                    n->qualifier = turned[i][1 - k];
                    return true;
                }
    }
    return true;
}

/* ---- the whole cell ---- */

/* A cell in square brackets is a five-year total in plan tables. */
static void take_brackets(struct cell *c)
{
    if (c->rest.length < 3 || c->rest.at[0] != '[' || c->rest.at[c->rest.length - 1] != ']')
        return;
    c->rest = skip_spaces(str_part(c->rest, 1, c->rest.length - 2));
    c->number->caliber = STR("cumulative5");
    c->number->rules |= NUMBER_CUMULATIVE;
}

/* (5) and 5-, where the book writes negative numbers so. */
static bool take_odd_signs(struct cell *c)
{
    struct str r = c->rest;
    if (r.length > 2 && r.at[0] == '(' && r.at[r.length - 1] == ')' && has_digit(r)) {
        if (!c->how->brackets)
            return refuse(c->number, STR("is in brackets, which make a negative number in some books only "
                                         "(a mapping row says so: sign,(),-)"));
        c->rest = skip_spaces(str_part(r, 1, r.length - 2));
        c->negative = c->how->brackets == '-';
        c->number->rules |= NUMBER_SIGN;
    } else if (r.length > 1 && is_digit(r.at[0]) && r.at[r.length - 1] == '-') {
        c->rest = skip_spaces(str_part(r, 0, r.length - 1));
        c->negative = true;
        c->number->rules |= NUMBER_SIGN;
    }
    return true;
}

/* 与上年持平: no change, where a column holds changes. */
static bool take_zero(struct cell *c, const struct unit *column, const struct word *w)
{
    if (!is_rate(column))
        return refuse(c->number, STR("says that nothing changed, but the column's unit is no rate of change"));
    c->number->value = STR("0");
    c->number->qualifier = w->value;
    c->number->unit = *column;
    c->number->rules |= NUMBER_WORDS | (w->value.length ? NUMBER_BOUND : 0u);
    c->spoken = true;
    return true;
}

static bool take_number(struct cell *c, const struct unit *column)
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
    return take_odd_signs(c) && take_front(c) && take_sign(c) && take_digits(c) && take_more(c) && take_back(c) &&
           take_unit(c, column) && take_change(c, column);
}

/* ---- ranges and ratios ---- */

/* Where two numbers are parted, and by what: a dash or 至 makes a range, a colon a
 * ratio.  False unless there is just one such place behind the first digit. */
static bool find_parting(struct str text, size_t *at, struct str *word, bool *ratio)
{
    static const struct { struct str word; bool ratio; } parting[] = {
        {{"-", 1}, false}, {{"~", 1}, false}, {{"〜", 3}, false}, {{"至", 3}, false}, {{"到", 3}, false},
        {{":", 1}, true},  {{"∶", 3}, true},  {{"︰", 3}, true}};
    size_t found = 0;
    for (size_t i = 1; i < text.length; i++)
        for (size_t k = 0; k < sizeof parting / sizeof *parting; k++)
            if (str_starts(str_part(text, i, text.length), parting[k].word)) {
                *at = i;
                *word = parting[k].word;
                *ratio = parting[k].ratio;
                found++;
            }
    return found == 1;
}

/* Only a number, perhaps with its unit. */
static bool read_part(const struct cell *c, struct str text, const struct unit *column, struct number_zh *part)
{
    struct numbers how = *c->how;
    how.pairs = false;
    return number_zh_read(c->mem, &how, text, column, part) && part->verdict == NUMBER_VALUE && !part->qualifier.length &&
           !part->status.length && !part->caliber.length && !part->note.length;
}

/* What stands behind the last digit. */
static struct str behind_digits(struct str text)
{
    size_t from = text.length;
    while (from && !is_digit(text.at[from - 1]))
        from--;
    return str_part(text, from, text.length);
}

/* 6%-7%, 6～7万, 1:2.3.  *taken tells whether it was one; false when one was refused. */
static bool take_pair(struct cell *c, const struct unit *column, bool *taken)
{
    struct number_zh first, second, *n = c->number;
    struct num low, high;
    struct str word;
    size_t at;
    bool ratio = false;
    *taken = false;
    if (!c->how->pairs || !has_digit(c->rest) || !find_parting(c->rest, &at, &word, &ratio))
        return true;
    struct str left = skip_spaces(str_part(c->rest, 0, at)),
               right = skip_spaces(str_part(c->rest, at + word.length, c->rest.length));
    if (ratio && column->text.length)
        return true;          /* a quotient has no unit */
    if (number_is_plain(left)) /* 6-7万: what stands behind the second is the first's too */
        left = mem_format(c->mem, "%.*s%.*s", STR_ARG(left), STR_ARG(behind_digits(right)));
    if (!read_part(c, right, column, &second) || !read_part(c, left, column, &first))
        return true;
    if (!str_eq(first.unit.text, second.unit.text) || (ratio && (first.rules | second.rules) & NUMBER_UNIT))
        return refuse(n, STR("holds two numbers with units that do not fit"));
    if (num_parse(first.value, &low) != NUM_OK || num_parse(second.value, &high) != NUM_OK ||
        (!ratio && num_compare(low, high) > 0))
        return refuse(n, STR("is a range that falls"));
    *taken = true;
    n->rules |= first.rules | second.rules | NUMBER_PAIR;
    n->first = first.value;
    n->second = second.value;
    n->value = STR("");
    n->qualifier = ratio ? STR("ratio") : STR("range");
    n->unit = ratio ? (struct unit){.text = STR("")} : second.unit;
    return true;
}

static unsigned rules_of(unsigned classes)
{
    return (classes & TEXT_WIDE ? NUMBER_WIDTH : 0u) | (classes & TEXT_SPACE ? NUMBER_SPACE : 0u) |
           (classes & TEXT_DASH ? NUMBER_DASH : 0u) |
           (classes & (TEXT_HIDDEN | TEXT_BIDI) ? NUMBER_HIDDEN : 0u);
}

/* Is the cell a sign for no figure?  Then *verdict is what it comes to. */
static bool take_symbol(struct cell *c, struct str text, const struct unit *column, bool *verdict)
{
    struct number_zh *n = c->number;
    const struct symbol *symbol = symbol_find(c->mem, c->how->symbols, text);
    if (!symbol)
        return false;
    if (c->how->numerals && str_eq(text, STR("一"))) {
        refuse(n, STR("is the numeral one or a dash (a mapping row says which: symbol,一,O)"));
        *verdict = false;
        return true;
    }
    n->unit = *column;
    *verdict = !str_eq(symbol->status, STR("!"));
    if (!*verdict) {
        refuse(n, STR("is an error of the spreadsheet"));
        return true;
    }
    n->verdict = symbol->value.length ? NUMBER_VALUE : NUMBER_NONE;
    n->value = symbol->value;
    n->status = symbol->status;
    n->rules |= NUMBER_MISSING;
    return true;
}

bool number_zh_read(struct mem *mem, const struct numbers *how, struct str cell, const struct unit *column,
                    struct number_zh *number)
{
    struct cell c = {.mem = mem, .how = how, .number = number};
    unsigned classes;
    bool verdict;

    *number = (struct number_zh){.verdict = NUMBER_VALUE};
    if (number_is_plain(cell)) {
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
    c.rest = skip_spaces(text_fold(mem, kept, TEXT_WIDE | TEXT_SPACE | TEXT_DASH | TEXT_HIDDEN | TEXT_BIDI, &classes));
    number->rules |= rules_of(classes);
    bool pair;
    if (!take_pair(&c, column, &pair) || (!pair && !take_number(&c, column)))
        return false;
    if (c.spoken)
        number->note = mem_format(mem, "原文：%.*s", STR_ARG(c.found));
    return true;
}
