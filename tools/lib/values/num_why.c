/* num - see num.h.  What a text that is no number may be meant as. */
#include "base/str.h"
#include "base/voice.h"
#include "values/num.h"

enum { PLAIN_MAX = 64 };

/* A text as typists of figures write it, in the letters of a number: full-width digits made
 * plain, commas and blanks between digits taken out. */
struct plain {
    char at[PLAIN_MAX];
    size_t length;
    bool commas;
};

static uint32_t half_width(uint32_t rune)
{
    return rune >= 0xff01 && rune <= 0xff5e ? rune - 0xfee0 : rune == 0x3000 || rune == 0xa0 ? ' ' : rune;
}

/* Takes what belongs to a figure off the front of *rest. */
static void take_plain(struct str *rest, struct plain *plain)
{
    while (rest->length && plain->length < PLAIN_MAX) {
        struct str before = *rest;
        uint32_t rune = half_width(str_rune(rest));
        if (rune == ',' || rune == ' ') {
            plain->commas |= rune == ',';
        } else if ((rune >= '0' && rune <= '9') || rune == '.' || (rune == '-' && !plain->length)) {
            plain->at[plain->length++] = (char)rune;
        } else {
            *rest = before;
            return;
        }
    }
}

/* The word of a bound in front of a figure: "ge" of ≥9; empty where there is none. */
static struct str take_bound(struct str *rest)
{
    static const struct {
        struct str sign, word;
    } bound[] = {{STR("≥"), STR("ge")}, {STR(">="), STR("ge")}, {STR("≤"), STR("le")},
                 {STR("<="), STR("le")}, {STR(">"), STR("gt")}, {STR("＞"), STR("gt")},
                 {STR("<"), STR("lt")}, {STR("＜"), STR("lt")}};
    for (size_t i = 0; i < sizeof bound / sizeof *bound; i++)
        if (str_starts(*rest, bound[i].sign)) {
            *rest = str_part(*rest, bound[i].sign.length, rest->length);
            return bound[i].word;
        }
    return STR("");
}

static bool says_missing(struct str text)
{
    static const struct str word[] = {STR("-"), STR("--"), STR("—"), STR("——"), STR("…"),
                                      STR("/"), STR("NA"), STR("N/A"), STR("n/a"), STR("null"),
                                      STR("NULL"), STR("nan"), STR("NaN"), STR("无"), STR(":")};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_eq(text, word[i]))
            return true;
    return false;
}

/* May what stands behind a figure be its unit?  Letters that are glued to it are slips: 12x4. */
static bool is_unit(struct str text)
{
    return text.at[0] == '%' || text.at[0] == ' ' || (unsigned char)text.at[0] >= 0x80;
}

/* How the text may be meant, as the end of a sentence; empty where nobody knows. */
static struct str number_meant(struct mem *mem, struct str text)
{
    struct plain plain = {.length = 0};
    struct num value;
    text = str_trim(text);
    if (says_missing(text))
        return say(mem, " (a figure that is missing is an empty field)");
    struct str bound = take_bound(&text);
    take_plain(&text, &plain);
    struct str figure = {plain.at, plain.length}, rest = str_trim(text);
    if (num_parse(figure, &value) != NUM_OK || (plain.commas && str_find(figure, STR(".")) == 0))
        return STR("");
    if (bound.length && !rest.length)
        return say(mem, " (did you mean {1}, with {2} in a column of its own: op of a target, qualifier of an "
                        "observation?)", figure, bound);
    if (bound.length)
        return STR("");
    if (rest.length && !is_unit(text))
        return STR("");
    if (rest.length)
        return say(mem, " (did you mean {1}, with the unit \"{2}\" in a column of its own?)", figure, rest);
    return say(mem, " (did you mean {1}?)", figure);
}

const char *num_why(struct mem *mem, enum num_verdict verdict, struct str text)
{
    switch (verdict) {
    case NUM_OK: return voice_text("is a number");
    case NUM_EMPTY: return voice_text("is empty");
    case NUM_LONG: return voice_text("has more than 38 significant digits");
    case NUM_RANGE: return voice_text("has an exponent beyond +-400");
    case NUM_TEXT: break;
    }
    struct str hint = number_meant(mem, text);
    return mem_format(mem, "%s%.*s", voice_text("is not a number"), (int)hint.length, hint.length ? hint.at : "").at;
}
