/* shown - see shown.h */
#include <math.h>
#include <stdio.h>

#include "base/str.h"
#include "show/shown.h"

void shown_put(struct ink *shown, struct str text)
{
    size_t some = text.length < SHOWN_MAX - shown->length ? text.length : SHOWN_MAX - shown->length;
    if (some)
        memcpy(shown->at + shown->length, text.at, some);
    shown->length += some;
}

static void put_byte(struct ink *shown, char byte)
{
    shown_put(shown, (struct str){&byte, 1});
}

static void put_number(struct ink *shown, int number, int least)
{
    char digit[16];
    int length = 0;
    for (; number > 0 || length < least || !length; number /= 10)
        digit[length++] = (char)('0' + number % 10);
    while (length)
        put_byte(shown, digit[--length]);
}

/* ---- General ---- */

static void put_plain(struct ink *shown, const struct stored *value, int whole, int places)
{
    char text[STORED_TEXT_MAX];
    shown_put(shown, (struct str){text, stored_write(text, value, whole, places)});
}

/* d.ddE+dd, with so many digits in all at most. */
static void put_scientific(struct ink *shown, struct stored value, int digits)
{
    stored_keep(&value, digits);
    int exponent = value.count ? value.point - 1 : 0;
    value.point = value.count ? 1 : 0;
    put_plain(shown, &value, 1, 0);
    shown_put(shown, exponent < 0 ? STR("E-") : STR("E+"));
    put_number(shown, exponent < 0 ? -exponent : exponent, 2);
}

/* All the digits, without an exponent where that stays readable. */
static void put_full(struct ink *shown, const struct stored *value, int whole, int places)
{
    enum { ZEROS = 30 };
    if (value->count && (value->point > STORED_DIGITS || value->point < -ZEROS))
        put_scientific(shown, *value, STORED_DIGITS);
    else
        put_plain(shown, value, whole, places);
}

/* As a cell shows it that is wide enough: eleven characters, or an exponent. */
static void put_general(struct ink *shown, struct stored value)
{
    enum { CHARACTERS = 11, LEAST_POINT = -8 };
    struct stored fitted = value;
    stored_round(&fitted, value.point > 0 ? CHARACTERS - 1 - value.point : CHARACTERS - 2);
    bool large = value.point > CHARACTERS, small = value.count && value.point < LEAST_POINT + 5 &&
                 (!fitted.count || fitted.count < value.count);
    if (large || small)
        put_scientific(shown, value, 6);
    else
        put_plain(shown, &fitted, 1, 0);
}

/* ---- numbers as they are shown ---- */

struct laying {
    struct ink *shown;
    const struct mask_section *section;
    char whole[STORED_TEXT_MAX], places[STORED_TEXT_MAX];
    int wholes;               /* digits before the point */
    int last;                 /* the last decimal that is not 0, from 1 */
    int at, after, exponent_at;
    char exponent[16];
    int exponents;
};

/* The digit for a place; where the number has none, what the place shows instead. */
static void lay_missing(struct laying *lay, char letter)
{
    if (letter == '0')
        put_byte(lay->shown, '0');
    else if (letter == '?')
        put_byte(lay->shown, ' ');
}

static void lay_whole(struct laying *lay, char letter)
{
    const struct mask_section *section = lay->section;
    int from = lay->wholes - section->whole + lay->at, many = 1;
    if (lay->at == 0 && from > 0)
        many = from + 1, from = 0;
    for (int i = 0; i < many; i++, from++) {
        int left = lay->wholes - from - 1;
        if (from >= 0)
            put_byte(lay->shown, lay->whole[from]);
        else
            lay_missing(lay, letter);
        if (section->grouped && left > 0 && left % 3 == 0 && (from >= 0 || letter == '0'))
            put_byte(lay->shown, ',');
    }
    lay->at++;
}

static void lay_place(struct laying *lay, char letter)
{
    int at = lay->after++;
    if (at < lay->last || at < lay->section->least_places)
        put_byte(lay->shown, letter == '?' && at >= lay->last ? ' ' : lay->places[at]);
}

static void lay_exponent(struct laying *lay, char letter)
{
    int from = lay->exponents - lay->section->exponent + lay->exponent_at, many = 1;
    if (lay->exponent_at++ == 0 && from > 0)
        many = from + 1, from = 0;
    for (int i = 0; i < many; i++, from++) {
        if (from >= 0)
            put_byte(lay->shown, lay->exponent[from]);
        else
            lay_missing(lay, letter);
    }
}

static void lay_tokens(struct laying *lay, int power)
{
    const struct mask_section *section = lay->section;
    bool behind = false, exponent = false;
    for (int i = 0; i < section->tokens; i++) {
        const struct mask_token *token = &section->token[i];
        switch (token->kind) {
        case MASK_DIGIT:
            if (exponent)
                lay_exponent(lay, token->letter);
            else if (behind)
                lay_place(lay, token->letter);
            else
                lay_whole(lay, token->letter);
            break;
        case MASK_POINT:
            if (!section->whole)
                shown_put(lay->shown, (struct str){lay->whole, (size_t)lay->wholes});
            put_byte(lay->shown, '.');
            behind = true;
            break;
        case MASK_EXPONENT:
            put_byte(lay->shown, token->text.at[0]);
            if (power < 0 || token->letter == '+')
                put_byte(lay->shown, power < 0 ? '-' : '+');
            exponent = true;
            break;
        case MASK_PERCENT:
        case MASK_SLASH:
        case MASK_WORDS:
            shown_put(lay->shown, token->text);
            break;
        case MASK_PAD:
            put_byte(lay->shown, ' ');
            break;
        default:
            break;
        }
    }
}

/* The power of ten of a scientific form: so that as many digits as there are places stand
 * before the point. */
static int scientific_power(const struct mask_section *section, const struct stored *value)
{
    int step = section->whole > 1 ? section->whole : 1;
    int power = value->count ? value->point - 1 : 0;
    int rest = ((power % step) + step) % step;
    return power - rest;
}

/* `value` is without a sign. */
static void lay_number(struct ink *shown, const struct mask_section *section, struct stored value)
{
    struct laying lay = {.shown = shown, .section = section};
    int power = 0;
    stored_shift(&value, section->power);
    if (section->exponent) {
        power = scientific_power(section, &value);
        stored_shift(&value, -power);
    }
    stored_round(&value, section->places);
    char text[STORED_TEXT_MAX];
    size_t length = stored_write(text, &value, 0, section->places), point = length;
    for (size_t i = 0; i < length; i++)
        if (text[i] == '.')
            point = i;
    lay.wholes = (int)point;
    memcpy(lay.whole, text, point);
    if (length > point)
        memcpy(lay.places, text + point + 1, length - point - 1);
    lay.last = stored_places(&value);
    lay.exponents = snprintf(lay.exponent, sizeof lay.exponent, "%d", power < 0 ? -power : power);
    if (section->ideographs && !section->places && !section->exponent && section->least_whole <= 1) {
        struct str whole = {lay.whole, (size_t)lay.wholes};
        struct mask_section words = *section;
        for (int i = 0; i < words.tokens; i++) {
            if (words.token[i].kind == MASK_DIGIT && !lay.at++)
                shown_ideographs(shown, whole, section->ideographs, false);
            else if (words.token[i].kind == MASK_WORDS)
                shown_put(shown, words.token[i].text);
        }
        return;
    }
    lay_tokens(&lay, power);
}

enum { FIXED_MOST = 100000 }; /* no denominator that a format sets is as large */

/* The nearest fraction whose denominator has as many digits as there are places for. */
static void lay_fraction(struct ink *shown, const struct mask_section *section, const struct stored *value)
{
    int below_places = 0, above_places = 0, fixed = 0;
    bool slash = false, parted = false;
    for (int i = 0; i < section->tokens; i++) {
        const struct mask_token *token = &section->token[i];
        slash |= token->kind == MASK_SLASH;
        parted |= !slash && above_places && token->kind == MASK_WORDS;
        above_places += !slash && token->kind == MASK_DIGIT;
        below_places += slash && token->kind == MASK_DIGIT;
        bool one = slash && token->kind == MASK_WORDS && token->text.length == 1;
        if (one && str_is_digit(token->text.at[0]) && fixed < FIXED_MOST)
            fixed = fixed * 10 + (token->text.at[0] - '0');
    }
    double number = fabs(stored_double(value)), whole = parted ? floor(number) : 0, rest = number - whole;
    int limit = below_places > 2 ? 999 : below_places > 1 ? 99 : 9, below = 1;
    double nearest = 2;
    for (int i = fixed ? fixed : 1; i <= (fixed ? fixed : limit); i++) {
        double apart = fabs(rest - round(rest * i) / i);
        if (apart < nearest - 1e-12)
            nearest = apart, below = i;
    }
    double above = round(rest * below);
    if (parted && above == below)
        whole++, above = 0;
    if (number >= 1e9 || above >= 1e9) {
        put_general(shown, *value);
        return;
    }
    if (parted && (whole > 0 || above == 0))
        put_number(shown, (int)whole, 1);
    if (parted && above == 0)
        return;
    if (parted && whole > 0)
        put_byte(shown, ' ');
    put_number(shown, (int)above, 1);
    put_byte(shown, '/');
    put_number(shown, below, 1);
}

static void lay_words(struct ink *shown, const struct mask_section *section, struct str text,
                      const struct stored *value)
{
    for (int i = 0; i < section->tokens; i++) {
        const struct mask_token *token = &section->token[i];
        if (token->kind == MASK_WORDS)
            shown_put(shown, token->text);
        else if (token->kind == MASK_PAD)
            put_byte(shown, ' ');
        else if (token->kind == MASK_TEXT && !value)
            shown_put(shown, text);
        else if ((token->kind == MASK_TEXT || token->kind == MASK_GENERAL) && value)
            put_general(shown, *value);
    }
}

/* Spaces at both ends are room, not text. */
static void trim(struct ink *shown)
{
    struct str text = str_trim((struct str){shown->at, shown->length});
    memmove(shown->at, text.at, text.length);
    shown->length = text.length;
}

static void show(struct ink *shown, const struct mask_section *section, struct stored value, bool unsigned_)
{
    if (value.negative && value.count && !unsigned_)
        put_byte(shown, '-');
    value.negative = false;
    if (section->kind == MASK_IS_NUMBER)
        lay_number(shown, section, value);
    else if (section->kind == MASK_IS_FRACTION)
        lay_fraction(shown, section, &value);
    else
        lay_words(shown, section, (struct str){NULL, 0}, &value);
    trim(shown);
}

/* ---- numbers as they are meant ---- */

/* A sign in words: the minus, brackets and triangles that stand for one, arrows. */
static bool is_sign(struct str text)
{
    static const struct str sign[] = {STR("-"), STR("+"), STR("("), STR(")"), STR("−"), STR("－"), STR("（"), STR("）"),
                                      STR("▲"), STR("△"), STR("▼"), STR("▽"), STR("↑"), STR("↓"), STR(" ")};
    for (size_t i = 0; i < sizeof sign / sizeof *sign; i++)
        if (str_eq(text, sign[i]))
            return true;
    return false;
}

/* Are there words, more than signs and dashes, that stand in the number's place? */
static bool says_something(const struct mask_section *section)
{
    for (int i = 0; i < section->tokens; i++)
        if (section->token[i].kind == MASK_WORDS)
            for (struct str rest = section->token[i].text; rest.length;) {
                struct str rune = rest;
                uint32_t code = str_rune(&rest);
                rune.length -= rest.length;
                if (!is_sign(rune) && code > ' ' && !(code >= 0x2010 && code <= 0x2015) && code != '.' && code != '/')
                    return true;
            }
    return false;
}

/* Words inside the digits: 000-0000 is a code, not a quantity. */
static bool is_parted(const struct mask_section *section)
{
    int seen = 0;
    for (int i = 0; i < section->tokens; i++) {
        const struct mask_token *token = &section->token[i];
        seen += token->kind == MASK_DIGIT;
        if (token->kind == MASK_WORDS && seen && seen < section->whole &&
            !(section->written_point && str_eq(token->text, STR("."))))
            return true;
    }
    return false;
}

/* The words around the digits: units and currencies stay, signs and room do not.  `digits`
 * goes where the first place for a digit is. */
static void put_around(struct ink *shown, const struct mask_section *section, struct str digits)
{
    bool done = false;
    for (int i = 0; i < section->tokens; i++) {
        const struct mask_token *token = &section->token[i];
        bool place = token->kind == MASK_DIGIT || token->kind == MASK_POINT || token->kind == MASK_GENERAL ||
                     token->kind == MASK_TEXT;
        if (place && !done) {
            shown_put(shown, digits);
            done = true;
        } else if (token->kind == MASK_PERCENT) {
            put_byte(shown, '%');
        } else if (token->kind == MASK_WORDS && !is_sign(token->text) &&
                   !(section->written_point && str_eq(token->text, STR(".")))) {
            shown_put(shown, token->text);
        }
    }
    trim(shown);
}

static void mean_number(struct ink *shown, const struct mask_section *section, struct stored value)
{
    struct ink digits;
    int point = section->written_point, whole = section->least_whole - point;
    digits.length = 0;
    stored_shift(&value, section->power - point);
    if (section->exponent)
        put_full(&digits, &value, 1, 0);
    else
        put_full(&digits, &value, whole > 1 ? whole : 1, point ? point : section->least_places);
    put_around(shown, section, (struct str){digits.at, digits.length});
}

/* A section without a place for the number: words mean themselves, a dash is its number. */
static enum shown_fault mean_words(struct ink *shown, const struct mask_section *section, const struct stored *value)
{
    if (says_something(section)) {
        lay_words(shown, section, (struct str){NULL, 0}, value);
        trim(shown);
        return SHOWN_FINE;
    }
    put_full(shown, value, 1, 0);
    return value->count && !section->tokens ? SHOWN_NOTHING : SHOWN_FINE;
}

static enum shown_fault mean(struct ink *shown, const struct mask_section *section, struct stored value,
                             bool unsigned_)
{
    struct ink digits;
    digits.length = 0;
    switch (section->kind) {
    case MASK_IS_NUMBER:
        if (is_parted(section) && stored_places(&value) == 0)
            show(shown, section, value, unsigned_);
        else
            mean_number(shown, section, value);
        return SHOWN_FINE;
    case MASK_IS_GENERAL:
    case MASK_IS_TEXT:
        put_full(&digits, &value, 1, 0);
        put_around(shown, section, (struct str){digits.at, digits.length});
        return SHOWN_FINE;
    case MASK_IS_WORDS:
        return mean_words(shown, section, &value);
    default:
        put_full(shown, &value, 1, 0);
        return SHOWN_FINE;
    }
}

/* ---- the face ---- */

enum shown_fault shown_number(struct ink *shown, const struct mask *mask, struct stored value, enum shown_as as,
                              bool from_1904)
{
    bool unsigned_;
    shown->length = 0;
    stored_clean(&value);
    const struct mask_section *section = mask_for_number(mask, &value, &unsigned_);
    if (section->kind == MASK_IS_DATE) {
        if (shown_date(shown, section, &value, as, from_1904))
            return SHOWN_FINE;
        shown->length = 0;
        put_full(shown, &value, 1, 0);
        return SHOWN_NO_DAY;
    }
    if (as == SHOWN_MEANT)
        return mean(shown, section, value, unsigned_);
    show(shown, section, value, unsigned_);
    return section->unused && value.count ? SHOWN_NOTHING : SHOWN_FINE;
}

struct str shown_text(struct ink *shown, const struct mask *mask, struct str text)
{
    const struct mask_section *section = mask_for_text(mask);
    if (!section || section->kind != MASK_IS_TEXT || text.length > SHOWN_MAX / 2)
        return text;
    bool plain = true;
    for (int i = 0; i < section->tokens; i++)
        plain = plain && section->token[i].kind != MASK_WORDS;
    if (plain)
        return text;
    shown->length = 0;
    lay_words(shown, section, text, NULL);
    trim(shown);
    return (struct str){shown->at, shown->length};
}
