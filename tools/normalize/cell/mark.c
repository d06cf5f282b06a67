/* mark - see mark.h */
#include "base/str.h"
#include "cell/mark.h"
#include "io/text.h"

/* Single characters that are marks. */
static const struct {
    uint32_t first, last;
    bool behind_names;
} sign[] = {
    {'*', '*', true},        {0xb2, 0xb3, false},     {0xb9, 0xb9, false},   {0x2020, 0x2021, true},
    {0x203b, 0x203b, true},  {0x2070, 0x2070, false}, {0x2074, 0x2079, false}, {0x2460, 0x2487, true},
    {0x24f5, 0x24fe, true},  {0x2776, 0x2793, true},  {0x3251, 0x325f, true}, {0x32b1, 0x32bf, true},
    {0xff0a, 0xff0a, true},
};

/* Brackets around a short number, or around 注 with or without one. */
static const struct {
    struct str open, close;
    bool bare;                /* is a number alone enough, or does it need 注? */
} bracket[] = {
    {{"[", 1}, {"]", 1}, true},
    {{"［", 3}, {"］", 3}, true},
    {{"〔", 3}, {"〕", 3}, true},
    {{"【", 3}, {"】", 3}, true},
    {{"(", 1}, {")", 1}, false},
    {{"（", 3}, {"）", 3}, false},
};

/* Superscript digits are a mark only directly behind a digit or a percent sign, and not
 * behind a 10, whose power they would be: 12.5km² and 10³ keep theirs. */
static bool may_be_power(struct str before)
{
    static const char *const raised[] = {"¹", "²", "³", "⁰", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    for (size_t i = 0; i < sizeof raised / sizeof *raised; i++)
        if (str_ends(before, str_of(raised[i])))
            return may_be_power(str_part(before, 0, before.length - str_of(raised[i]).length));
    size_t last = before.length - 1;
    if (before.length == 0 || !(str_is_digit(before.at[last]) || before.at[last] == '%'))
        return true;
    return str_ends(before, STR("10")) && (last < 2 || before.at[last - 2] < '0' || before.at[last - 2] > '9');
}

static bool is_sign(uint32_t rune, bool number, struct str before)
{
    for (size_t i = 0; i < sizeof sign / sizeof *sign; i++)
        if (rune >= sign[i].first && rune <= sign[i].last)
            return sign[i].behind_names || (number && !may_be_power(before));
    return false;
}

/* Is this what stands in the brackets of a mark: 1, 12, 注, 注1, 见注1, 注①, 见图1? */
static bool is_inner(struct str text, bool bare)
{
    bool note = false;
    size_t digits = 0;
    bool see = str_starts(text, STR("见"));
    if (see)
        text = str_part(text, 3, text.length);
    if (str_starts(text, STR("注")) || (see && (str_starts(text, STR("图")) || str_starts(text, STR("表"))))) {
        note = true;
        text = str_part(text, 3, text.length);
    }
    while (text.length) {
        uint32_t rune = str_rune(&text);
        bool digit = (rune >= '0' && rune <= '9') || (rune >= 0xff10 && rune <= 0xff19) ||
                     (rune >= 0x2460 && rune <= 0x2473);
        if (!digit || ++digits > 2)
            return false;
    }
    return note || (bare && digits > 0);
}

/* 123 1): a number of one or two digits that a bracket closes, apart from the figure. */
static size_t closed_number(struct str text)
{
    size_t end = text.length - (str_ends(text, STR("）")) ? 3 : str_ends(text, STR(")")) ? 1 : 0), at = end;
    while (at > 0 && end - at < 2 && str_is_digit(text.at[at - 1]))
        at--;
    struct str before = str_part(text, 0, at);
    bool apart = str_ends(before, STR(" ")) || str_ends(before, STR("　"));
    return end < text.length && at < end && apart ? at : text.length;
}

/* Where the last mark of the text begins; its length when it ends in none. */
static size_t last_mark(struct str text, bool number)
{
    size_t last = text.length;
    while (last > 0 && ((unsigned char)text.at[--last] & 0xc0) == 0x80)
        ;
    struct str rest = str_part(text, last, text.length);
    if (is_sign(str_rune(&rest), number, str_part(text, 0, last)))
        return last;
    for (size_t i = 0; i < sizeof bracket / sizeof *bracket; i++) {
        if (!str_ends(text, bracket[i].close))
            continue;
        size_t inner_end = text.length - bracket[i].close.length, at = inner_end;
        /* The inner part is at most 见注 and two digits of three bytes. */
        while (at > 0 && inner_end - at <= 12 && !str_starts(str_part(text, at, text.length), bracket[i].open))
            at--;
        if (!str_starts(str_part(text, at, text.length), bracket[i].open))
            continue;
        size_t inner = at + bracket[i].open.length;
        if (is_inner(str_part(text, inner, inner_end - inner), bracket[i].bare))
            return at;
    }
    return number ? closed_number(text) : text.length;
}

struct str mark_split(struct str text, bool number, struct str *marks)
{
    struct str kept = text;
    *marks = (struct str){NULL, 0};
    while (kept.length) {
        size_t at = last_mark(kept, number);
        if (at == kept.length)
            break;
        kept = text_trim(str_part(kept, 0, at));
    }
    if (kept.length == text.length || kept.length == 0)
        return text;
    *marks = text_trim(str_part(text, kept.length, text.length));
    return kept;
}
