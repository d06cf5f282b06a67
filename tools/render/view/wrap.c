/* wrap - where a line of text may end; see wrap.h */

#include "view/wrap.h"

#include "base/str.h"

static bool among(struct str rest, const char *const *list)
{
    for (; *list; list++)
        if (str_starts(rest, str_of(*list)))
            return true;
    return false;
}

static bool opens(struct str rest)
{
    static const char *const list[] = {"(", "[", "（", "《", "“", "〔", NULL};
    return among(rest, list);
}

static bool closes(struct str rest)
{
    static const char *const list[] = {")", "]", ",", ".", ";", ":", "%", "，", "。", "；", "：", "、", "）", "》", "”",
                                       "〕", "‰", NULL};
    return among(rest, list);
}

static uint32_t first_rune(struct str text)
{
    return str_rune(&text);
}

bool wrap_may_break(struct str text, size_t at)
{
    size_t start = at - 1;
    while (start > 0 && ((unsigned char)text.at[start] & 0xC0) == 0x80)
        start--;
    struct str before = str_part(text, start, at - start), after = str_part(text, at, text.length);
    if (str_eq(before, STR(" ")) || str_starts(after, STR(" ")))
        return true;
    if (opens(before) || closes(after))
        return false;
    return opens(after) || str_eq(before, STR("-")) || first_rune(before) >= 0x2E80 || first_rune(after) >= 0x2E80;
}
