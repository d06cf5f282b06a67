/* words - see words.h */
#include <stdarg.h>

#include "str.h"
#include "words.h"

static const struct {
    int texts;
    const char *in[LANGUAGES];
} sentence_row[SAY_COUNT] = {
#define X(name, texts, en, zh) [SAY_##name] = {texts, {[ENGLISH] = en, [CHINESE] = zh}},
    SENTENCES(X)
#undef X
};

struct str say(struct mem *mem, enum language language, enum sentence sentence, ...)
{
    struct str text[9];
    int texts = sentence_row[sentence].texts;
    va_list list;
    va_start(list, sentence);
    for (int i = 0; i < texts; i++)
        text[i] = va_arg(list, struct str);
    va_end(list);
    return phrase_fill(mem, str_of(sentence_row[sentence].in[language]), text, texts);
}
