/* words - see words.h */
#include <stdarg.h>

#include "str.h"
#include "words.h"

static const struct {
    int texts;
    const char *in[2];
} sentence_row[SAY_COUNT] = {
#define X(name, texts, en, zh) [SAY_##name] = {texts, {en, zh}},
    SENTENCES(X)
#undef X
};

enum { TEXTS_MAX = 4 };

/* Copies the pattern, putting texts[n - 1] where {n} stands; returns the length, and writes
 * only when `into` is not null. */
static size_t fill(char *into, struct str pattern, const struct str *text)
{
    size_t length = 0;
    for (size_t i = 0; i < pattern.length; i++) {
        struct str piece = {pattern.at + i, 1};
        if (pattern.at[i] == '{') {
            piece = text[pattern.at[i + 1] - '1'];
            i += 2;
        }
        if (into && piece.length)
            memcpy(into + length, piece.at, piece.length);
        length += piece.length;
    }
    return length;
}

struct str say(struct mem *mem, enum language language, enum sentence sentence, ...)
{
    struct str pattern = str_of(sentence_row[sentence].in[language]);
    struct str text[TEXTS_MAX] = {{NULL, 0}};
    va_list texts;
    va_start(texts, sentence);
    for (int i = 0; i < sentence_row[sentence].texts; i++)
        text[i] = va_arg(texts, struct str);
    va_end(texts);
    size_t length = fill(NULL, pattern, text);
    char *into = mem_take(mem, length + 1);
    fill(into, pattern, text);
    return (struct str){into, length};
}
