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

/* What English tables call statuses (SDMX's list among them), and the flags of Eurostat. */
static const struct { const char *word, *status; } said[] = {
    {"estimate", "E"},          {"estimated", "E"},         {"estimated value", "E"},   {"forecast", "F"},
    {"forecast value", "F"},    {"projection", "F"},        {"projected", "F"},         {"provisional", "P"},
    {"provisional value", "P"}, {"preliminary", "P"},       {"preliminary value", "P"}, {"flash estimate", "P"},
    {"normal", "A"},            {"normal value", "A"},      {"final", "A"},             {"official", "A"},
    {"actual", "A"},            {"definitive", "A"},        {"break", "B"},             {"time series break", "B"},
    {"break in series", "B"},   {"break in time series", "B"}, {"definition differs", "D"}, {"imputed", "I"},
    {"imputed value", "I"},     {"experimental value", "G"}, {"missing value", "O"},    {"missing", "O"},
    {"not available", "O"},     {"missing value; data cannot exist", "M"}, {"not applicable", "M"},
    {"missing value; data exist but were not collected", "L"}, {"not significant", "N"},
    {"missing value; suppressed", "Q"}, {"confidential", "Q"}, {"suppressed", "Q"}, {"low reliability", "U"},
    {"unreliable", "U"},        {"unvalidated value", "V"}, {"strike and other special events", "S"},
    {"最终", "A"}, {"最终核实", "A"}, {"最终核实数", "A"}, {"正式", "A"}, {"正式数", "A"}, {"实际", "A"},
    {"实际数", "A"}, {"实际值", "A"}, {"正常", "A"}, {"年报", "A"}, {"年报数", "A"}, {"定案", "A"},
    {"核实", "A"}, {"核实数", "A"}, {"初步核实", "P"}, {"初步核实数", "P"}, {"估计值", "E"}, {"预计值", "E"},
    {"预测值", "F"}, {"推算", "E"}, {"推算数", "E"}, {"缺失", "O"}, {"保密", "Q"},
    {"e", "E"}, {"f", "F"}, {"p", "P"}, {"b", "B"}, {"d", "D"}, {"c", "Q"}, {"u", "U"}, {"s", "E"}, {"z", "M"}};

/* The same letters, whatever their case. */
static bool is_same_word(struct str a, const char *lower)
{
    for (size_t i = 0; i < a.length; i++, lower++)
        if (!*lower || (a.at[i] >= 'A' && a.at[i] <= 'Z' && a.length > 1 ? a.at[i] | 32 : a.at[i]) != *lower)
            return false;
    return !*lower;
}

struct str word_status(struct str word)
{
    for (size_t i = 0; i < WORDS; i++)
        if (words[i].effect == STATUS && str_eq(words[i].text, word))
            return words[i].value;
    for (size_t i = 0; word.length && i < sizeof said / sizeof *said; i++)
        if (is_same_word(word, said[i].word))
            return str_of(said[i].status);
    return (struct str){NULL, 0};
}
