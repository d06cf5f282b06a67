/* period_none - see period_none.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/period_none.h"
#include "values/period.h"

/* Words that say why a text is no period. */
static struct str reason(struct str text)
{
    static const char lunar[] = N_("is a date of the lunar calendar"), open[] = N_("says only where it begins"),
                      fiscal[] = N_("is a year that may not begin in January"), timed[] = N_("has a time of day"),
                      start[] = N_("is the start of a period; a point in time is told by the period that it ends");
    static const struct { const char *word, *why; } row[] = {
        {"农历", lunar}, {"阴历", lunar}, {"正月", lunar}, {"腊月", lunar}, {"初一", lunar}, {"大年", lunar},
        {"民国", N_("counts years from 1912")}, {"财年", fiscal},
        {"学年", N_("is a year that does not begin in January")}, {"FY", fiscal},
        {"星期", N_("is a day of the week")}, {"周", N_("is a week, but not as SDMX numbers it: 2022-W05")},
        {"旬", N_("is a third of a month")}, {"以来", open}, {"开始", open}, {"起", open}, {":", timed}, {"点", timed},
        {"年初", start}, {"月初", start}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        if (str_find(text, str_of(row[i].word)) >= 0)
            return voice_str(row[i].why);
    return (struct str){NULL, 0};
}

/* X2021 and 2021.0: what R and pandas make of years in their exports. */
static struct str reason_of_export(struct mem *mem, struct str text)
{
    bool prefixed = str_starts(text, STR("X")), pointed = str_ends(text, STR(".0"));
    struct period period;
    struct str bare = str_part(text, prefixed, text.length - prefixed - (pointed ? 2 : 0));
    size_t digits = 0;
    if (!prefixed && !pointed)
        return (struct str){NULL, 0};
    while (digits < bare.length && str_is_digit(bare.at[digits]))
        digits++;
    if (digits == 6)
        bare = mem_format(mem, "%.*s-%.*s", STR_ARG(str_part(bare, 0, 4)), STR_ARG(str_part(bare, 4, 2)));
    if (digits < 4 || !period_parse(bare, &period))
        return (struct str){NULL, 0};
    return say(mem, prefixed ? N_("has an X before the period, as R exports headers (a mapping row settles it: "
                                  "period,{1},{2})")
                             : N_("is a period that a program made a decimal number (a mapping row settles it: "
                                  "period,{1},{2})"), text, bare);
}

struct str period_why_none(struct mem *mem, struct str text)
{
    struct str why = reason(text);
    return why.length ? why : reason_of_export(mem, text);
}
