/* multiplier - see multiplier.h */
#include "figure/multiplier.h"

#include <strings.h>

#include "base/str.h"
#include "io/text.h"
#include "meaning/unit.h"
#include "values/num.h"

enum { POWER_LEAST = -15, POWER_MOST = 18 };

/* English words as agencies write them, in the singular; 万 and 亿 are known to units. */
static const struct {
    struct str word;
    int power;
} word_row[] = {
#define W(word, power) {{word, sizeof word - 1}, power}
    W("unit", 0),    W("one", 0),     W("个", 0),           W("tens", 1),            W("hundred", 2),
    W("thousand", 3), W("ten thousand", 4), W("hundred thousand", 5), W("million", 6), W("ten million", 7),
    W("hundred million", 8), W("billion", 9), W("trillion", 12)
#undef W
};

static bool is_word(struct str text, struct str word)
{
    return (text.length == word.length || (text.length == word.length + 1 && (text.at[word.length] | 32) == 's')) &&
           strncasecmp(text.at, word.at, word.length) == 0;
}

/* 1000: its power of ten; 0 for what is none from 100 on. */
static int power_of_factor(struct num factor)
{
    int power = 0;
    for (; factor.mantissa && factor.mantissa % 10 == 0; factor.mantissa /= 10)
        power++;
    return factor.mantissa == 1 && power > 1 ? power : 0;
}

bool multiplier_read(struct str cell, int *power)
{
    struct num number;
    struct str text = text_trim(cell);
    *power = 0;
    if (!text.length)
        return true;
    if (num_parse(text, &number) != NUM_OK) {
        for (size_t i = 0; i < sizeof word_row / sizeof *word_row; i++)
            if (is_word(text, word_row[i].word)) {
                *power = word_row[i].power;
                return true;
            }
        return (*power = unit_scale(text)) != 0;
    }
    struct num whole = num_round(number, 0, NUM_HALF_UP);
    if (whole.scale || num_compare(whole, number) != 0 || whole.mantissa < POWER_LEAST)
        return false;
    *power = whole.mantissa < 20 ? (int)whole.mantissa : power_of_factor(whole);
    bool factor = whole.mantissa >= 20;
    return *power <= POWER_MOST && (factor ? *power > 0 : *power != 10);
}
