/* period_bare - see period_bare.h */
#include "base/str.h"
#include "cell/period_bare.h"
#include "io/text.h"

struct str period_bared(struct mem *mem, struct str text)
{
    static const char *const quote[] = {"“", "”", "「", "」", "『", "』", "\"", "'", "‘", "’"};
    struct str folded = text_fold(mem, text, TEXT_WIDE | TEXT_SPACE | TEXT_DASH | TEXT_HIDDEN | TEXT_BIDI, NULL);
    char *into = mem_take(mem, folded.length + 1);
    size_t length = 0;
    while (folded.length) {
        bool parting = length > 0 && str_is_digit(into[length - 1]) && folded.length > 1 && str_is_digit(folded.at[1]);
        size_t skip = folded.at[0] == ' ' && !parting;
        for (size_t i = 0; !skip && i < sizeof quote / sizeof *quote; i++)
            skip = str_starts(folded, str_of(quote[i])) ? str_of(quote[i]).length : 0;
        if (!skip)
            into[length++] = folded.at[0];
        folded = str_part(folded, skip ? skip : 1, folded.length);
    }
    return (struct str){into, length};
}

struct str period_without_midnight(struct str text)
{
    static const char *const ending[] = {" 0:00:00", " 00:00:00", "T00:00:00", " 0:00", " 00:00", "T00:00"};
    size_t end = text.length;
    if (str_ends(text, STR("Z")) || str_ends(text, STR("z")))
        end--;
    else if (end > 6 && (text.at[end - 6] == '+' || text.at[end - 6] == '-') && text.at[end - 3] == ':')
        end -= 6;
    else if (end > 6 && (text.at[end - 3] == '+' || text.at[end - 3] == '-') && text.at[end - 6] == ':')
        end -= 3;
    size_t zeros = end;
    while (zeros && text.at[zeros - 1] == '0')
        zeros--;
    if (zeros && zeros < end && text.at[zeros - 1] == '.')
        end = zeros - 1;
    if (end < 8 || text.at[end - 3] != ':') /* a zone or fractions only behind a time */
        end = text.length;
    text.length = end;
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        if (str_ends(text, str_of(ending[i])) && text.length > str_of(ending[i]).length + 7)
            return str_part(text, 0, text.length - str_of(ending[i]).length);
    return text;
}
