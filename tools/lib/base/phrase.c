/* phrase - see phrase.h */
#include <stdarg.h>

#include "base/phrase.h"
#include "base/str.h"

enum language phrase_language(struct str word)
{
    return str_eq(word, STR("zh")) ? CHINESE : ENGLISH;
}

/* The number of the place that begins at `at`, 0 when none does. */
static int place_at(struct str pattern, size_t at, int texts)
{
    if (at + 2 >= pattern.length || pattern.at[at] != '{' || pattern.at[at + 2] != '}')
        return 0;
    int n = pattern.at[at + 1] - '0';
    return n >= 1 && n <= texts ? n : 0;
}

/* Fills, and writes only when `into` is not null; returns the length. */
static size_t fill(char *into, struct str pattern, const struct str *text, int texts)
{
    size_t length = 0;
    for (size_t i = 0; i < pattern.length; i++) {
        int place = place_at(pattern, i, texts);
        struct str piece = place ? text[place - 1] : (struct str){pattern.at + i, 1};
        if (into && piece.length)
            memcpy(into + length, piece.at, piece.length);
        length += piece.length;
        i += place ? 2 : 0;
    }
    return length;
}

struct str phrase_fill(struct mem *mem, struct str pattern, const struct str *text, int texts)
{
    size_t length = fill(NULL, pattern, text, texts);
    char *into = mem_take(mem, length + 1);
    fill(into, pattern, text, texts);
    return (struct str){into, length};
}

struct str phrase_say(struct mem *mem, enum language language, const struct phrase table[], int name, ...)
{
    const struct phrase *phrase = &table[name];
    struct str text[9];
    va_list list;
    va_start(list, name);
    for (int i = 0; i < phrase->texts; i++)
        text[i] = va_arg(list, struct str);
    va_end(list);
    if (!phrase->texts)
        return str_of(phrase->in[language]);
    return phrase_fill(mem, str_of(phrase->in[language]), text, phrase->texts);
}
