/* dust - see dust.h */
#include "base/str.h"
#include "figure/dust.h"
#include "values/num.h"

enum { SHOWN_PLACES = 5, LEAST_MORE = 3, MOST_DIGITS = 17 };

/* Digits that count: without zeros in front, and before an exponent. */
static size_t significant(struct str figure)
{
    size_t count = 0;
    for (size_t i = 0; i < figure.length && (figure.at[i] | 32) != 'e'; i++)
        count += str_is_digit(figure.at[i]) && (count || figure.at[i] != '0');
    return count;
}

bool dust_find(struct mem *mem, struct str figure, struct str *shorter)
{
    struct num value, shortest;
    double kept;
    size_t digits = significant(figure);
    if (digits < MOST_DIGITS - 1 || digits > MOST_DIGITS || num_parse(figure, &value) != NUM_OK ||
        !num_to_double(value, &kept) || !num_from_double(kept, &shortest))
        return false;
    *shorter = num_text(mem, shortest);
    return significant(*shorter) + LEAST_MORE <= digits;
}

bool dust_is_cut(struct str figure)
{
    size_t at = figure.length && figure.at[0] == '-', from = at + 2, exponent = 0;
    if (figure.length < from + SHOWN_PLACES + 3 || !str_is_digit(figure.at[at]) || figure.at[at + 1] != '.')
        return false;
    for (size_t i = from; i < from + SHOWN_PLACES; i++)
        if (!str_is_digit(figure.at[i]))
            return false;
    at = from + SHOWN_PLACES;
    if ((figure.at[at] | 32) != 'e' || figure.at[at + 1] != '+')
        return false;
    for (at += 2; at < figure.length && str_is_digit(figure.at[at]); at++)
        exponent = 10 * exponent + (size_t)(figure.at[at] - '0');
    return at == figure.length && exponent > SHOWN_PLACES;
}
