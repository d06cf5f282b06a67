/* figure - rounding, thousands, percents, points and periods */

#include "view/figure.h"

#include "base/str.h"
#include "values/measure.h"
#include "values/period.h"

#include <stdlib.h>

int figure_places(struct str decimals)
{
    struct num places;
    if (num_parse(decimals, &places) != NUM_OK)
        return FIGURE_OWN;
    places = num_round(places, 0, NUM_HALF_UP);
    return places.mantissa < 0 || places.mantissa > 20 ? FIGURE_OWN : (int)places.mantissa;
}

/* "-1234567.5" with thousands is "-1,234,567.5"; below 10000 nothing happens. */
static struct str part_thousands(struct mem *mem, struct str text)
{
    size_t sign = text.length && text.at[0] == '-', digits = sign;
    while (digits < text.length && str_is_digit(text.at[digits]))
        digits++;
    if (digits - sign < 5)
        return text;
    char *into = mem_take(mem, text.length * 2 + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (i > sign && i < digits && (digits - i) % 3 == 0)
            into[length++] = ',';
        into[length++] = text.at[i];
    }
    return (struct str){into, length};
}

static struct str rounded(struct mem *mem, struct num value, int places, bool thousands)
{
    if (places != FIGURE_OWN)
        value = num_round(value, places, NUM_HALF_UP);
    struct str text = num_text(mem, value);
    return thousands ? part_thousands(mem, text) : text;
}

struct str figure_text(struct mem *mem, struct str text, int places, bool thousands)
{
    struct num value;
    if (num_parse(text, &value) != NUM_OK)
        return text;
    if (places == FIGURE_OWN && !thousands)
        return text;
    return rounded(mem, value, places, thousands);
}

struct str figure_given(struct mem *mem, struct str text, int places, bool thousands)
{
    struct num value;
    if (places != FIGURE_OWN && num_parse(text, &value) == NUM_OK && value.scale > places)
        places = value.scale;
    return figure_text(mem, text, places, thousands);
}

struct str figure_beside(struct mem *mem, struct str text, int places, bool thousands, const struct str *limit,
                         size_t limits)
{
    struct num value, *decides = mem_array(mem, limits, sizeof *decides);
    size_t count = 0;
    if (places == FIGURE_OWN || num_parse(text, &value) != NUM_OK)
        return figure_text(mem, text, places, thousands);
    for (size_t i = 0; i < limits; i++)
        count += num_parse(limit[i], &decides[count]) == NUM_OK;
    struct str shown = measure_text_beside(mem, measure_of(value), places, decides, count);
    return thousands ? part_thousands(mem, shown) : shown;
}

int figure_untied(struct num value, int places)
{
    struct num twice;
    bool tied = value.scale > places && num_add(value, value, &twice) &&
                num_compare(twice, num_round(twice, places, NUM_HALF_UP)) == 0 &&
                num_compare(value, num_round(value, places, NUM_HALF_UP)) != 0;
    return tied ? places + 1 : places;
}

struct str figure_percent(struct mem *mem, struct str ratio)
{
    static const struct num ends[] = {{.mantissa = 0}, {.mantissa = 1}};
    struct num value;
    if (num_parse(ratio, &value) != NUM_OK)
        return ratio;
    int places = figure_untied(value, 3) - 2;
    struct str text = measure_percent_beside(mem, measure_of(value), places, ends, sizeof ends / sizeof *ends);
    return mem_format(mem, "%.*s%%", (int)text.length, text.at);
}

struct str figure_percent_brief(struct mem *mem, struct str ratio)
{
    struct str text = figure_percent(mem, ratio);
    if (!str_ends(text, STR(".0%")))
        return text;
    return mem_format(mem, "%.*s%%", (int)text.length - 3, text.at);
}

struct str figure_share(struct mem *mem, struct str text)
{
    struct num value;
    if (num_parse(text, &value) != NUM_OK || value.scale <= 1)
        return text;
    return figure_beside(mem, text, figure_untied(value, 1), false, (const struct str[]){STR("0"), STR("100")}, 2);
}

struct str figure_points(struct mem *mem, struct str text)
{
    struct num value;
    if (num_parse(text, &value) != NUM_OK)
        return text;
    if (value.scale > 1)
        text = figure_beside(mem, text, figure_untied(value, 1), false, (const struct str[]){STR("0")}, 1);
    return num_sign(value) > 0 && text.at[0] != '+' ? mem_join(mem, STR("+"), text) : text;
}

struct str figure_statistic(struct mem *mem, struct str text, bool thousands)
{
    enum { PLACES = 3, MOST = 12 };
    struct num value;
    int places = PLACES;
    if (num_parse(text, &value) != NUM_OK)
        return text;
    while (places < MOST && num_sign(value) && num_compare(num_round(num_abs(value), places, NUM_HALF_UP),
                                                           (struct num){.mantissa = 100, .scale = places}) < 0)
        places++;
    if (value.scale <= places)
        return figure_text(mem, text, FIGURE_OWN, thousands);
    return figure_text(mem, text, places, thousands);
}

static struct str difference_unit(const struct vocabulary *words, struct str unit)
{
    if (str_eq(unit, STR("%")))
        return word(words, W_POINTS);
    if (str_eq(unit, STR("‰")))
        return word(words, W_PERMILLE_POINTS);
    return unit;
}

struct str figure_gap(const struct vocabulary *words, struct str gap, struct str unit, int places, bool thousands,
                      int *sign)
{
    struct num value;
    *sign = 0;
    if (num_parse(gap, &value) != NUM_OK)
        return gap;
    *sign = num_sign(value);
    struct str text = figure_beside(words->mem, num_text(words->mem, num_abs(value)), places, thousands,
                                    (const struct str[]){STR("0")}, 1);
    unit = difference_unit(words, unit);
    return unit.length ? vocabulary_fill(words, W_GAP_UNIT, "n", text, "unit", unit, NULL) : text;
}

long figure_between(struct num value, struct num low, struct num high, long span)
{
    struct num part, whole, at;
    if (!num_subtract(value, low, &part) || !num_subtract(high, low, &whole) ||
        !num_multiply(part, num_of(span), &part) || !num_divide(part, whole, 0, NUM_HALF_UP, &at))
        return 0;
    __int128 limit = (__int128)span * 1000;
    return (long)(at.mantissa > limit ? limit : at.mantissa < -limit ? -limit : at.mantissa);
}

bool figure_scale(struct str value, struct str low, struct str high, long span, long *at)
{
    struct num v, l, h;
    if (num_parse(value, &v) != NUM_OK || num_parse(low, &l) != NUM_OK || num_parse(high, &h) != NUM_OK ||
        num_compare(l, h) == 0)
        return false;
    *at = figure_between(v, l, h, span);
    return true;
}

bool figure_ratio(struct str ratio, long span, long *at)
{
    return figure_scale(ratio, STR("0"), STR("1"), span, at);
}

/* The name of a month, 1 to 12. */
static struct str month_name(const struct vocabulary *words, int month)
{
    struct str rest = word(words, W_MONTHS), piece = {NULL, 0};
    while (month-- > 0 && str_cut(&rest, ' ', &piece))
        ;
    return piece;
}

/* A span of months within a year: 2022-01-01/P5M. */
static struct str months(const struct vocabulary *words, struct str text, struct period period)
{
    int y, m, d, last_y, last_m, last_d;
    period_date(period.first, &y, &m, &d);
    period_date(period.last, &last_y, &last_m, &last_d);
    if (d != 1 || y != last_y || period_length_months(period) == 0)
        return text;
    return vocabulary_fill(words, W_PERIOD_MONTHS, "y", words_number(words, y), "from", month_name(words, m), "to",
                      month_name(words, last_m), NULL);
}

static struct str day(const struct vocabulary *words, int32_t number)
{
    int y, m, d;
    period_date(number, &y, &m, &d);
    return vocabulary_fill(words, W_DATE, "y", words_number(words, y), "m", words_number(words, m), "d",
                      words_number(words, d), "mm", mem_format(words->mem, "%02d", m), "dd",
                      mem_format(words->mem, "%02d", d), NULL);
}

struct str figure_period(const struct vocabulary *words, struct str text)
{
    struct period period;
    int y, m, d;
    if (!period_parse(text, &period))
        return text;
    period_date(period.first, &y, &m, &d);
    struct str year = words_number(words, y);
    switch (period.grain) {
    case PERIOD_YEAR:
        return vocabulary_fill(words, W_PERIOD_YEAR, "y", year, NULL);
    case PERIOD_HALF:
        return vocabulary_fill(words, m == 1 ? W_PERIOD_HALF1 : W_PERIOD_HALF2, "y", year, NULL);
    case PERIOD_QUARTER:
        return vocabulary_fill(words, W_PERIOD_QUARTER, "y", year, "n", words_number(words, (m + 2) / 3), NULL);
    case PERIOD_MONTH:
        return vocabulary_fill(words, W_PERIOD_MONTH, "y", year, "from", month_name(words, m), NULL);
    case PERIOD_DAY:
        return day(words, period.first);
    case PERIOD_SPAN:
        return months(words, text, period);
    default:
        return text;
    }
}

bool figure_is_none(struct str text)
{
    static const struct str words[] = {STR("nan"), STR("inf"), STR("infinity"), STR("#num!"), STR("#n/a"),
                                       STR("#div/0!")};
    char small[10];
    if (text.length && (*text.at == '-' || *text.at == '+'))
        text = str_part(text, 1, text.length);
    for (size_t i = 0; i < text.length && i < sizeof small; i++)
        small[i] = (char)(text.at[i] >= 'A' && text.at[i] <= 'Z' ? text.at[i] | 32 : text.at[i]);
    for (size_t i = 0; i < sizeof words / sizeof *words && text.length <= sizeof small; i++)
        if (str_eq((struct str){small, text.length}, words[i]))
            return true;
    return false;
}

int64_t figure_epoch(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end;
    if (epoch == NULL || *epoch == '\0')
        return -1;
    long long seconds = strtoll(epoch, &end, 10);
    return *end || seconds < 0 || seconds > 253402300799ll ? -1 : seconds;
}

struct str figure_date(const struct vocabulary *words)
{
    int64_t seconds = figure_epoch();
    return seconds < 0 ? (struct str){NULL, 0} : day(words, (int32_t)(seconds / 86400));
}

struct str figure_moment(struct mem *mem)
{
    int64_t seconds = figure_epoch();
    if (seconds < 0)
        return (struct str){NULL, 0};
    int32_t date = (int32_t)(seconds / 86400);
    int second = (int)(seconds % 86400);
    return mem_format(mem, "%.*sT%02d:%02d:%02dZ", STR_ARG(period_text(mem, period_of_days(date, date))),
                      second / 3600, second / 60 % 60, second % 60);
}

int figure_compare(struct str a, struct str b)
{
    struct num x, y;
    if (a.length == 0 || b.length == 0)
        return (a.length == 0) - (b.length == 0);
    bool a_number = num_parse(a, &x) == NUM_OK, b_number = num_parse(b, &y) == NUM_OK;
    if (a_number && b_number)
        return num_compare(x, y);
    return a_number != b_number ? (int)b_number - (int)a_number : str_cmp(a, b);
}
