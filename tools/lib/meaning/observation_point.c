/* observation_point - see observation_inside.h */
#include "base/diag.h"
#include "base/str.h"
#include "meaning/observation_inside.h"

/* What the rows of a series have. */
struct sorts {
    size_t ends, others;      /* days at the end of a month, and at other days */
    size_t months, periods;   /* months, also as such days before December; periods of any other kind */
    bool both;                /* a day beside a period that ends with it: it is of its own kind */
};

static struct sorts sorts_of(const struct observation *row, size_t count)
{
    struct sorts sorts = {0};
    for (size_t i = 0; i < count; i++) {
        enum period_grain grain = row[i].period.grain;
        struct period ended;
        bool end = period_ended(row[i].period, true, &ended);
        sorts.ends += end;
        sorts.others += !end && grain == PERIOD_DAY;
        sorts.months += grain == PERIOD_MONTH || (end && ended.grain == PERIOD_MONTH);
        sorts.periods += grain != PERIOD_DAY;
        sorts.both |= i && row[i - 1].period.last == row[i].period.last &&
                      (row[i - 1].period.grain == PERIOD_DAY) != (grain == PERIOD_DAY);
    }
    return sorts;
}

static bool has_year(const struct observation *row, size_t count)
{
    size_t i = 0;
    while (i < count && row[i].period.grain != PERIOD_YEAR)
        i++;
    return i < count;
}

/* No catalogue says that these are points in time; the other figures do. */
static void tell(const struct observation *row, struct period ended)
{
    char text[PERIOD_TEXT_MAX];
    size_t length = period_write(text, ended);
    struct place place = observation_place(row);
    diag_report(DIAG_POINT, &place, "%.*s %.*s: %.*s is taken as the end of %.*s, as other figures of the series are "
                "of such periods (--indicators would say whether it is a stock)", STR_ARG(row->region),
                STR_ARG(row->indicator), STR_ARG(row->period_text), (int)length, text);
}

bool observation_points(const struct observing *how, struct observation *row, size_t count)
{
    const struct indicator *known = how->indicators ? indicators_find(how->indicators, row->indicator) : NULL;
    enum indicator_kind kind = known ? known->kind : KIND_NONE;
    struct sorts sorts = sorts_of(row, count);
    bool shown = kind == KIND_NONE && !sorts.others && sorts.periods && !sorts.both;
    if (!sorts.ends || (kind != KIND_STOCK && !shown))
        return false;
    bool years = !sorts.months || has_year(row, count);
    for (size_t i = 0; i < count; i++) {
        if (period_ended(row[i].period, years, &row[i].period) && kind != KIND_STOCK)
            tell(&row[i], row[i].period);
    }
    return true;
}
