/* period_double - see period_double.h */
#include "base/str.h"
#include "base/voice.h"
#include "cell/period_bare.h"
#include "cell/period_double.h"

enum { YEAR_DIGITS = 4, FIRST_YEAR = 1900 };

static size_t digits_of(struct str text, int *value)
{
    size_t count = 0;
    for (*value = 0; count < text.length && count <= YEAR_DIGITS && str_is_digit(text.at[count]); count++)
        *value = 10 * *value + (text.at[count] - '0');
    return count;
}

enum period_double period_double(struct mem *mem, struct str text)
{
    int year, next;
    struct str key = period_bared(mem, text), rest = str_part(key, YEAR_DIGITS + 1, key.length);
    if (digits_of(key, &year) != YEAR_DIGITS || year < FIRST_YEAR || key.length <= YEAR_DIGITS + 1 ||
        !memchr("/-", key.at[YEAR_DIGITS], 2))
        return PERIOD_SINGLE;
    size_t digits = digits_of(rest, &next);
    if (digits != rest.length)
        return PERIOD_SINGLE;
    if (digits == YEAR_DIGITS && key.at[YEAR_DIGITS] == '/' && next == year + 1)
        return PERIOD_DOUBLE;
    if (digits != 2)
        return PERIOD_SINGLE;
    return next == (year + 1) % 100 ? PERIOD_DOUBLE : next >= 1 && next <= 12 ? PERIOD_MONTHLY : PERIOD_SINGLE;
}

struct str period_why_double(struct mem *mem, struct str text, bool fiscal)
{
    int next;
    if (text.length < YEAR_DIGITS + 3 || !str_is_digit(text.at[0]) || period_double(mem, text) != PERIOD_DOUBLE)
        return (struct str){NULL, 0};
    struct str key = period_bared(mem, text);
    size_t digits = digits_of(str_part(key, YEAR_DIGITS + 1, key.length), &next);
    if (!fiscal && digits == 2 && next >= 1 && next <= 12)
        return (struct str){NULL, 0};
    return say(mem, "may be a school or financial year (a mapping row says when it begins: period,{1},{2}-07-01/P12M)",
               text, str_part(key, 0, YEAR_DIGITS));
}
