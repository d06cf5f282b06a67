/* word - see word.h */
#include "base/str.h"
#include "cell/word.h"

static const struct word words[] = {
#define W(word, where, effect, value) {{word, sizeof word - 1}, where, effect, {value, sizeof value - 1}},
#include "cell/words.def"
#undef W
};

#define WORDS (sizeof words / sizeof *words)

const struct word *word_at(struct str text, enum word_where where)
{
    const struct word *best = NULL;
    for (size_t i = 0; i < WORDS; i++) {
        const struct word *w = &words[i];
        if (w->where != where || (best && w->text.length <= best->text.length))
            continue;
        if (where == FRONT  ? str_starts(text, w->text)
            : where == BACK ? str_ends(text, w->text)
                            : str_eq(text, w->text))
            best = w;
    }
    return best;
}

struct str word_status(struct str word)
{
    for (size_t i = 0; i < WORDS; i++)
        if (words[i].effect == STATUS && str_eq(words[i].text, word))
            return words[i].value;
    return (struct str){NULL, 0};
}
