/* doubt - see doubt.h */
#include "base/str.h"
#include "series/doubt.h"

static const struct str word_row[DOUBT_COUNT] = {
#define X(name, word, meaning) [DOUBT_##name] = {word, sizeof word - 1},
    DOUBTS(X)
#undef X
};

enum doubt doubt_of(struct str word)
{
    enum doubt doubt = 0;
    while (doubt < DOUBT_COUNT && !str_eq(word_row[doubt], word))
        doubt++;
    return doubt < DOUBT_COUNT ? doubt : DOUBT_UNTOLD;
}

bool doubt_strange(struct str word)
{
    return word.length && doubt_of(word) == DOUBT_UNTOLD;
}

/* Was it told before?  From now on it was, if there is a place for it. */
static bool was_told(struct doubt_ear *ear, struct str word)
{
    enum { PLACES = sizeof ear->told / sizeof *ear->told };
    size_t i = 0;
    while (i < PLACES && ear->told[i][0]) {
        if (str_eq((struct str){ear->told[i] + 1, (size_t)ear->told[i][0]}, word))
            return true;
        i++;
    }
    if (i < PLACES && word.length < sizeof *ear->told) {
        ear->told[i][0] = (char)word.length;
        memcpy(ear->told[i] + 1, word.at, word.length);
    }
    return false;
}

void doubt_hear(struct doubt_ear *ear, struct mem *mem, const struct place *place, struct str word)
{
    struct str near[DOUBT_COUNT];
    size_t nears = 0;
    if (!doubt_strange(word) || was_told(ear, word))
        return;
    for (enum doubt doubt = 0; doubt < DOUBT_COUNT; doubt++)
        if (word_row[doubt].length)
            near[nears++] = word_row[doubt];
    diag_report(DIAG_VERIFIED, place, "\"%.*s\" says nothing of how far a figure was verified (yes, partly, memory, "
                "made-up)%.*s", STR_ARG(word), STR_ARG(nearest_hint(mem, word, near, nears)));
}
