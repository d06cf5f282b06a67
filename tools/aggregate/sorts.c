/* sorts - see sorts.h */
#include "base/str.h"
#include "base/voice.h"
#include "sorts.h"

/* A word with room before it, as fields of records have (str.h), for it is compared as they are. */
#define WORD(word) ((struct str){&("                " word)[STR_ROOM], sizeof word - 1})
#define VALUE WORD("value")

/* The length of a period, by the shape of its text; a span in its own words (P9M).  January and February
 * come together in one figure where the others are months, and count as one. */
static struct str of_period(struct str text)
{
    const char *slash = text.length ? memchr(text.at, '/', text.length) : NULL;
    if (slash && slash > text.at) {
        struct str length = str_part(text, (size_t)(slash - text.at) + 1, text.length);
        return str_eq(length, STR("P2M")) && str_eq(str_part(text, 4, 6), STR("-01-01")) ? WORD("month") : length;
    }
    char letter = text.length > 5 ? text.at[5] : 0;
    if (letter == 'Q' || letter == 'S' || letter == 'W')
        return letter == 'Q' ? WORD("quarter") : letter == 'S' ? WORD("half") : WORD("week");
    return text.length == 4    ? WORD("year")
           : text.length == 7  ? WORD("month")
           : text.length == 10 ? WORD("day")
                               : WORD("");
}

/* A row of a table that is the sum of others, under the name that it has there. */
static bool is_total(struct str text)
{
    static const char *const word[] = {"合计", "总计", "小计", "共计", "总数", "全国", "全省", "全市", "全区", "全县", "全州"};
    for (size_t i = 0; text.length == 6 && i < sizeof word / sizeof *word; i++)
        if (memcmp(text.at, word[i], 6) == 0)
            return true;
    return false;
}

/* The level of a code of GB/T 2260, which its zeros tell; counties that are directly below a province
 * (90) stand beside its cities. */
static struct str of_region(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.length != 6 || !str_is_digit(text.at[i]))
            return is_total(text) ? WORD("total") : WORD("");
    bool county = !str_ends(text, STR("00")), direct = str_eq(str_part(text, 2, 2), STR("90"));
    return !text.length                  ? text
           : str_eq(text, STR("000000")) ? WORD("country")
           : str_ends(text, STR("0000")) ? WORD("province")
           : !county || direct           ? WORD("city")
                                         : WORD("county");
}

static struct str of_status(struct str text)
{
    bool none = text.length == 1 && strchr("QOLNM", *text.at);
    return none ? WORD("none") : str_eq(text, STR("F")) ? WORD("forecast") : VALUE;
}

static struct str of_qualifier(struct str text)
{
    return text.length && !str_eq(text, STR("approx")) ? WORD("bound") : VALUE;
}

const struct sort *sort_row(size_t number)
{
    static const struct sort sorts[SORTS] = {{OBSERVED_PERIOD, of_period, false},
                                             {OBSERVED_REGION, of_region, false},
                                             {OBSERVED_STATUS, of_status, true},
                                             {OBSERVED_QUALIFIER, of_qualifier, true}};
    return number < SORTS ? &sorts[number] : NULL;
}

struct str sort_alone(const struct sort *sort, struct str of)
{
    return sort->alone && (str_eq(of, STR("none")) || str_eq(of, STR("bound"))) ? VALUE : of;
}

struct str sort_text(struct str of)
{
    static const struct {
        const char *of, *text;
    } words[] = {{"year", N_("a year")},       {"half", N_("a half-year")}, {"quarter", N_("a quarter")},
                 {"month", N_("a month")},     {"week", N_("a week")},      {"day", N_("a day")},
                 {"country", N_("the country")}, {"province", N_("a province")}, {"city", N_("a city")},
                 {"county", N_("a county")},   {"total", N_("a total")},
                 {"forecast", N_("a forecast")}, {"bound", N_("a bound")},
                 {"none", N_("a figure whose status is that of none")}, {"value", N_("a value")}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(of, str_of(words[i].of)))
            return voice_str(words[i].text);
    return of;
}
