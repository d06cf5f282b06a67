/* number_quick - see number_quick.h */
#include "number_quick.h"
#include "str.h"

static inline bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

/* Full-width characters made narrow, into `into`; the text itself where there are none. */
static struct str narrow(struct str text, char into[NUMBER_QUICK_MAX], unsigned *rules)
{
    size_t length = 0;
    if (!memchr(text.at, '\xef', text.length))
        return text;
    for (size_t i = 0; i < text.length; i++) {
        into[length] = text.at[i];
        if (text.length - i >= 3 && text.at[i] == '\xef' && text.at[i + 1] == '\xbc' && (unsigned char)text.at[i + 2] > 0x80) {
            into[length] = (char)(text.at[i + 2] - 0x60); /* EF BC 90 is the zero, 30 */
            *rules |= into[length] == '-' ? NUMBER_DASH : NUMBER_WIDTH;
            i += 2;
        }
        length++;
    }
    return (struct str){into, length};
}

/* 1,234,567: groups of three behind one of up to three that does not begin with 0.
 * Returns where the digits end, null when they are others. */
static const char *take_thousands(const char *at, const char *end, char **into)
{
    while (end - at >= 4 && at[0] == ',' && is_digit(at[1]) && is_digit(at[2]) && is_digit(at[3])) {
        memcpy(*into, at + 1, 3);
        *into += 3;
        at += 4;
    }
    return at < end && (is_digit(*at) || *at == ',') ? NULL : at;
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
    number->percent = false;
    if (text.length == 0 || text.length > NUMBER_QUICK_MAX)
        return false;
    text = narrow(text, room, &number->rules);
    const char *at = text.at, *end = text.at + text.length;
    char *into = number->text;
    bool negative = *at == '-';
    if (negative)
        *into++ = *at++;
    const char *first = at;
    while (at < end && is_digit(*at))
        *into++ = *at++;
    if (at == first)
        return false;
    if (at < end && *at == ',') {
        number->rules |= NUMBER_THOUSANDS;
        if (at - first > 3 || *first == '0' || !(at = take_thousands(at, end, &into)))
            return false;
    }
    if (end - at >= 2 && *at == '.' && is_digit(at[1])) {
        *into++ = *at++;
        while (at < end && is_digit(*at))
            *into++ = *at++;
    }
    number->length = (uint32_t)(into - number->text);
    if (at < end && *at == '%') {
        number->percent = true;
        number->rules |= NUMBER_UNIT;
        at++;
        /* The grammar drops the minus sign of nothing but zeros there, and keeps it elsewhere. */
        if (negative && is_zero((struct str){number->text + 1, number->length - 1}))
            return false;
    }
    return at == end;
}
