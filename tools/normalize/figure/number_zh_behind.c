/* number_zh - see number_zh.h: words and units behind the digits */
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/numeral.h"
#include "figure/number_zh_inside.h"

/* ---- what stands behind ---- */

/* A word in brackets at the end: 105(预计), 105.3（上年=100） has a unit there. */
static bool take_bracketed(struct utterance *c, bool *taken)
{
    *taken = false;
    ptrdiff_t open = str_find(c->rest, STR("("));
    if (open < 0 || !str_ends(c->rest, STR(")")))
        return true;
    struct str inner = number_bare(str_part(c->rest, (size_t)open + 1, c->rest.length - (size_t)open - 2));
    const struct word *w = word_at(inner, BACK);
    if (w && w->text.length == inner.length && w->effect == STATUS) {
        if (!number_take_word(c, w))
            return false;
    } else if (!c->number->unit.text.length && open == 0 && unit_read(c->mem, c->how->units, inner, &c->number->unit))
        c->number->rules |= NUMBER_UNIT;
    else
        return true;
    *taken = true;
    c->rest = number_bare(str_part(c->rest, 0, (size_t)open));
    return true;
}

bool number_take_back(struct utterance *c)
{
    for (;;) {
        bool taken;
        c->rest = number_bare(c->rest);
        if (!take_bracketed(c, &taken))
            return false;
        if (taken)
            continue;
        struct unit unit;     /* before the words: tce ends in an e that means no estimate */
        const struct word *w = word_at(c->rest, BACK);
        if (!w || unit_read(c->mem, c->how->units, c->rest, &unit))
            return true;
        c->rest.length -= w->text.length;
        if (!number_take_word(c, w))
            return false;
    }
}

/* 200多亿立方米: a word between the digits and the unit, or behind the scale word. */
bool number_take_more(struct utterance *c)
{
    static const struct str more[] = {{"多", 3}, {"余", 3}, {"几", 3}};
    size_t scale = unit_scale_length(c->rest);
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        struct str behind = str_part(c->rest, scale, c->rest.length);
        bool direct = str_starts(c->rest, more[i]);
        if (!direct && (scale == 0 || !str_starts(behind, more[i])))
            continue;
        const struct word *w = word_at(more[i], BACK);
        if (!w || !number_take_word(c, w))
            return false;
        c->rest = direct ? str_part(c->rest, 3, c->rest.length)
                         : mem_format(c->mem, "%.*s%.*s", STR_ARG(str_part(c->rest, 0, scale)),
                                      STR_ARG(str_part(behind, 3, behind.length)));
    }
    return true;
}

/* One digit, Arabic or Chinese, and the word behind it; false when they do not begin the text. */
static bool take_coin(struct mem *mem, struct str *text, struct str word, struct str *digit)
{
    struct str behind = *text;
    uint32_t rune = behind.length ? str_rune(&behind) : 0;
    struct str one = str_part(*text, 0, text->length - behind.length);
    if (!rune || !numeral_read(mem, one, digit, NULL) || digit->length != 1 || !str_starts(behind, word))
        return false;
    *text = str_part(behind, word.length, behind.length);
    return true;
}

bool number_take_coins(struct utterance *c)
{
    static const struct str yuan[] = {{"元", 3}, {"圆", 3}, {"块", 3}};
    struct str *value = &c->number->value, tenth, hundredth = STR("");
    for (size_t i = 0; i < sizeof yuan / sizeof *yuan; i++) {
        struct str rest = str_part(c->rest, yuan[i].length, c->rest.length);
        if (!str_starts(c->rest, yuan[i]) || memchr(value->at, '.', value->length) ||
            !(take_coin(c->mem, &rest, STR("角"), &tenth) || take_coin(c->mem, &rest, STR("毛"), &tenth)))
            continue;
        take_coin(c->mem, &rest, STR("分"), &hundredth);
        *value = mem_format(c->mem, "%.*s.%.*s%.*s", STR_ARG(*value), STR_ARG(tenth), STR_ARG(hundredth));
        c->rest = mem_format(c->mem, "元%.*s", STR_ARG(rest));
        c->number->rules |= NUMBER_UNIT;
    }
    return true;
}

/* How many digits a number with a scale word has before its point, in unscaled units; 0
 * without one. */
static int magnitude(struct str value, int scale)
{
    int whole = 0;
    for (size_t i = 0; i < value.length && value.at[i] != '.'; i++)
        whole += str_is_digit(value.at[i]) && (whole > 0 || value.at[i] != '0');
    return scale ? whole + scale : 0;
}

/* A scale word alone: it joins the column's unit where that is a plain one (3.2万 in a
 * column of 人 is 3.2 万人); where nothing is known it moves the point. */
static bool join_scale(struct utterance *c, int scale, const struct unit *column)
{
    struct number_zh *n = c->number;
    n->rules |= NUMBER_SCALE;
    if (!column->text.length) {
        n->value = unit_move_point(c->mem, n->value, scale);
        return true;
    }
    struct str joined = mem_format(c->mem, "%.*s%.*s", STR_ARG(c->rest), STR_ARG(column->text));
    if (column->scaled || !unit_read(c->mem, c->how->units, joined, &n->unit))
        return number_refuse(n, say_format(c->mem, "has the scale word %.*s in a column of %.*s", STR_ARG(c->rest),
                                    STR_ARG(column->text)));
    return true;
}

bool number_is_rate(const struct unit *unit)
{
    return str_eq(unit->above, STR("share")) || str_eq(unit->above, STR("points"));
}

static bool is_rank(const struct unit *unit)
{
    return str_eq(unit->text, STR("位"));
}

/* A fraction without a unit: a part of 1 in a column of shares, a multiple in one of
 * multiples. */
static bool take_quotient_unit(struct utterance *c, const struct unit *column)
{
    struct number_zh *n = c->number;
    n->unit = *column;
    if (!column->text.length || str_eq(column->text, STR("倍")))
        return true;
    if (str_eq(column->above, STR("share")) && !column->below.length)
        return unit_read(c->mem, c->how->units, STR("ratio"), &n->unit);
    return number_refuse(n, say_format(c->mem, "is a fraction in a column of %.*s", STR_ARG(column->text)));
}

/* The sign of a currency that others share: is the column in one of these? */
static bool may_be_shared(const struct utterance *c, const struct unit *column)
{
    return (str_eq(c->money_sign, STR("¥")) && str_eq(column->above, STR("yen"))) ||
           (str_eq(c->money_sign, STR("$")) && str_ends(column->above, STR("dollar")));
}

/* The currency before the number joins what stands behind it: nothing, a scale word, or a unit
 * of the same currency. */
static bool join_money(struct utterance *c, const struct unit *column)
{
    struct unit money, behind;
    if (!c->money.length)
        return true;
    if (may_be_shared(c, column) && !c->rest.length && !column->scaled) {
        c->number->unit = *column;
        return true;
    }
    if (!c->rest.length || unit_scale(c->rest))
        c->rest = mem_format(c->mem, "%.*s%.*s", STR_ARG(c->rest), STR_ARG(c->money));
    bool one = unit_read(c->mem, c->how->units, c->money, &money) &&
               unit_read(c->mem, c->how->units, c->rest, &behind) && str_eq(money.above, behind.above);
    return one || number_refuse(c->number, voice_str("has a currency before the number and something else behind it"));
}

/* What is left between the digits and the words behind: a unit, a scale word, nothing. */
bool number_take_unit(struct utterance *c, const struct unit *column)
{
    struct number_zh *n = c->number;
    struct unit unit = {0};
    if (!join_money(c, column))
        return false;
    int scale = unit_scale(c->rest), shift;

    n->scale = unit_scale(str_part(c->rest, 0, unit_scale_length(c->rest)));
    if (magnitude(n->value, n->scale) > NUMBER_MAGNITUDE_MAX)
        return number_refuse(n, voice_str("is larger than any figure of statistics: did several numbers run "
                                          "together?"));
    if (scale)
        return !n->unit.text.length ? join_scale(c, scale, column)
                                    : number_refuse(n, voice_str("has a unit and a scale word apart from it"));
    if (c->rest.length == 0)
        unit = n->unit;
    else if (!unit_read(c->mem, c->how->units, c->rest, &unit))
        return number_refuse(n, number_has_digit(c->rest)
                             ? voice_str("holds more than one number")
                             : say_format(c->mem, "has \"%.*s\" behind the number, which is no unit that is known",
                                          STR_ARG(c->rest)));
    else if (n->unit.text.length && !str_eq(n->unit.text, unit.text) &&
             !(is_rank(&n->unit) && str_eq(unit.text, STR("名"))))
        return number_refuse(n, voice_str("has two units"));
    else if (n->unit.text.length)
        unit = n->unit;
    if (!unit.text.length && c->quotient)
        return take_quotient_unit(c, column);
    if (!unit.text.length) {
        n->unit = *column;
        return true;
    }
    n->rules |= NUMBER_UNIT;
    n->unit = unit;
    if (column->text.length && !str_eq(unit.text, column->text) && !unit_shift(&unit, column, &shift)) {
        /* 增长2.5倍 in a column of percent is told apart below. */
        if (!(c->change && str_eq(unit.text, STR("倍")) && str_eq(column->text, STR("%"))))
            return number_refuse(n, say_format(c->mem, str_eq(unit.text, STR("倍"))
                                                           ? N_("says %.*s in a column of %.*s (a growth by 1.2 times, "
                                                                "or to 1.2 times? The figure itself says which)")
                                                           : N_("says %.*s in a column of %.*s"), STR_ARG(unit.text),
                                               STR_ARG(column->text)));
    }
    return true;
}

/* A change: its sign, its bound seen from the other side, and where it may stand. */
bool number_take_change(struct utterance *c, const struct unit *column)
{
    struct number_zh *n = c->number;
    if (!c->change)
        return true;
    if (str_eq(n->unit.text, STR("倍"))) {
        if (c->fall)
            return number_refuse(n, voice_str("falls by a multiple, which has no meaning"));
        n->value = unit_move_point(c->mem, n->value, 2);
        n->rules |= NUMBER_MULTIPLE;
        return unit_read(c->mem, c->how->units, STR("%"), &n->unit);
    }
    if (column->text.length && !number_is_rate(column))
        return number_refuse(n, voice_str("tells a change in a column of levels"));
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
