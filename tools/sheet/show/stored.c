/* stored - see stored.h */
#include <math.h>

#include "base/str.h"
#include "show/stored.h"

enum { EXPONENT_MAX = 400 };

static void tidy(struct stored *value)
{
    int zeros = 0;
    while (zeros < value->count && value->digit[zeros] == '0')
        zeros++;
    value->count -= zeros;
    value->point -= zeros;
    memmove(value->digit, value->digit + zeros, (size_t)value->count);
    while (value->count && value->digit[value->count - 1] == '0')
        value->count--;
    if (!value->count)
        value->point = 0;
}

/* An exponent at the end of a number: "E-2".  False when it is none. */
static bool take_exponent(struct str text, int *exponent)
{
    bool negative = text.length && text.at[0] == '-';
    *exponent = 0;
    if (text.length && (text.at[0] == '-' || text.at[0] == '+'))
        text = str_part(text, 1, text.length);
    if (!text.length || text.length > 3)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        if (!str_is_digit(text.at[i]))
            return false;
        *exponent = *exponent * 10 + (text.at[i] - '0');
    }
    *exponent = negative ? -*exponent : *exponent;
    return *exponent <= EXPONENT_MAX && *exponent >= -EXPONENT_MAX;
}

bool stored_parse(struct str text, struct stored *value)
{
    size_t i = 0;
    int exponent = 0, digits = 0;
    bool pointed = false;
    value->count = value->point = 0;
    value->negative = text.length && text.at[0] == '-';
    value->whole = true;
    if (text.length && (text.at[0] == '-' || text.at[0] == '+'))
        i++;
    for (; i < text.length && (str_is_digit(text.at[i]) || (text.at[i] == '.' && !pointed)); i++) {
        if (text.at[i] == '.') {
            pointed = true;
            value->whole = false;
            continue;
        }
        digits++;
        if (value->count == 0 && text.at[i] == '0') {     /* leads, and is no digit that counts */
            value->point -= pointed;
            continue;
        }
        value->point += !pointed;
        if (value->count < STORED_DIGITS)
            value->digit[value->count++] = text.at[i];
        else if (text.at[i] != '0')                       /* zeros behind need no room */
            return false;
    }
    if (!digits)
        return false;
    if (i < text.length) {
        value->whole = false;
        if ((text.at[i] | 0x20) != 'e' || !take_exponent(str_part(text, i + 1, text.length), &exponent))
            return false;
    }
    value->point += exponent;
    tidy(value);
    return true;
}

/* Cuts behind the first `keep` digits, which may be none or fewer. */
static void cut(struct stored *value, int keep)
{
    if (keep >= value->count)
        return;
    if (keep < 0) {
        value->count = value->point = 0;
        return;
    }
    bool up = value->digit[keep] >= '5';
    value->count = keep;
    int i = keep - 1;
    while (up && i >= 0 && value->digit[i] == '9')
        value->digit[i--] = '0';
    if (up && i >= 0)
        value->digit[i]++;
    if (up && i < 0) {                                    /* 9.96 is 10.0 */
        memmove(value->digit + 1, value->digit, (size_t)value->count);
        value->digit[0] = '1';
        value->count++;
        value->point++;
    }
    tidy(value);
}

void stored_clean(struct stored *value)
{
    if (!value->whole)
        cut(value, STORED_CLEAN);
}

void stored_shift(struct stored *value, int places)
{
    if (value->count)
        value->point += places;
}

void stored_round(struct stored *value, int places)
{
    cut(value, value->point + places);
}

void stored_keep(struct stored *value, int digits)
{
    cut(value, digits);
}

int stored_places(const struct stored *value)
{
    return value->count > value->point ? value->count - value->point : 0;
}

size_t stored_write(char into[STORED_TEXT_MAX], const struct stored *value, int whole, int places)
{
    size_t length = 0;
    int before = value->point > whole ? value->point : whole, after = stored_places(value);
    after = after > places ? after : places;
    if (value->negative && value->count)
        into[length++] = '-';
    for (int i = value->point - before; i < value->point + after; i++) {
        if (i == value->point)
            into[length++] = '.';
        into[length++] = i >= 0 && i < value->count ? value->digit[i] : '0';
    }
    return length;
}

double stored_double(const struct stored *value)
{
    double result = 0;
    for (int i = 0; i < value->count; i++)
        result = result * 10 + (value->digit[i] - '0');
    int power = value->point - value->count;
    result = power < 0 ? result / pow(10, -power) : result * pow(10, power);
    return value->negative ? -result : result;
}
