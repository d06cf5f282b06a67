/* number_quick - see number_quick.h */
#include "base/str.h"
#include "figure/number_quick.h"

/* What a number is written with here. */
static inline bool is_part(char c)
{
    return str_is_digit(c) || c == ',' || c == '.' || c == '-';
}

/* The number's full-width characters made narrow, into `into`, and what is behind as it
 * is; the text itself where there are none. */
static struct str narrow(struct str text, char into[NUMBER_QUICK_MAX], unsigned *rules)
{
    size_t length = 0, i = 0;
    if (!memchr(text.at, '\xef', text.length))
        return text;
    while (i < text.length) {
        char c = text.at[i];
        bool wide = text.length - i >= 3 && c == '\xef' && text.at[i + 1] == '\xbc' &&
                    (unsigned char)text.at[i + 2] > 0x80;
        if (wide)
            c = (char)(text.at[i + 2] - 0x60); /* EF BC 90 is the zero, 30 */
        if (!is_part(c))
            break;
        if (wide)
            *rules |= c == '-' ? NUMBER_DASH : NUMBER_WIDTH;
        into[length++] = c;
        i += wide ? 3 : 1;
    }
    memcpy(into + length, text.at + i, text.length - i);
    return (struct str){into, length + text.length - i};
}

/* 1,234,567: groups of three behind one of up to three that does not begin with 0.
 * Returns where the digits end, null when they are others. */
static const char *take_thousands(const char *at, const char *end, char **into)
{
    while (end - at >= 4 && at[0] == ',' && str_is_digit(at[1]) && str_is_digit(at[2]) && str_is_digit(at[3])) {
        memcpy(*into, at + 1, 3);
        *into += 3;
        at += 4;
    }
    return at < end && (str_is_digit(*at) || *at == ',') ? NULL : at;
}

static bool is_zero(struct str digits)
{
    for (size_t i = 0; i < digits.length; i++)
        if (digits.at[i] >= '1')
            return false;
    return true;
}

bool number_quick(struct str cell, struct number_quick *number)
{
    char room[NUMBER_QUICK_MAX];
    struct str text = cell;
    while (text.length && text.at[0] == ' ')
        text = str_part(text, 1, text.length);
    while (text.length && text.at[text.length - 1] == ' ')
        text.length--;
    number->rules = text.length != cell.length ? NUMBER_SPACE : 0;
    if (text.length == 0 || text.length > NUMBER_QUICK_MAX)
        return false;
    struct str number_and_tail = narrow(text, room, &number->rules);
    const char *at = number_and_tail.at, *end = at + number_and_tail.length;
    char *into = number->text;
    bool negative = *at == '-';
    if (negative)
        *into++ = *at++;
    const char *first = at;
    while (at < end && str_is_digit(*at))
        *into++ = *at++;
    if (at == first)
        return false;
    if (at < end && *at == ',') {
        number->rules |= NUMBER_THOUSANDS;
        if (at - first > 3 || *first == '0' || !(at = take_thousands(at, end, &into)))
            return false;
    }
    if (end - at >= 2 && *at == '.' && str_is_digit(at[1])) {
        *into++ = *at++;
        while (at < end && str_is_digit(*at))
            *into++ = *at++;
    }
    number->length = (uint32_t)(into - number->text);
    number->tail = str_part(text, text.length - (size_t)(end - at), text.length);
    /* The grammar drops the minus sign of nothing but zeros before a unit, and keeps it elsewhere. */
    return at == end || !(is_part(*at) || (negative && is_zero((struct str){number->text + 1, number->length - 1})));
}
