/* days - see days.h */
#include "base/str.h"
#include "object/days.h"

bool day_read(struct str text, bool last, struct day *day)
{
    struct period period;
    if (!text.length) {
        *day = (struct day){0};
        return true;
    }
    if (!period_parse(text, &period))
        return false;
    *day = (struct day){last ? period.last : period.first, true};
    return true;
}

void sheet_day_last(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    if (!day_read(str_trim(text), true, member))
        sheet_wrong(sheet, column->name, "\"%.*s\" %s", STR_ARG(text), period_why(sheet_mem(sheet), text));
}

static struct period day_period(int32_t number)
{
    return (struct period){number, number, PERIOD_DAY};
}

struct str day_text(struct mem *mem, int32_t number)
{
    return period_text(mem, day_period(number));
}

int day_months(int32_t from, int32_t to)
{
    return period_months_between(day_period(from), day_period(to));
}

/* The last day of a month, 1 to 12, of a year in the calendar. */
static int32_t month_end(int year, int month)
{
    return period_months(year, month, 1).last;
}

int32_t day_add_months(int32_t number, int64_t months)
{
    int year, month, day;
    period_date(number, &year, &month, &day);
    bool at_end = number == month_end(year, month);
    int64_t all = (int64_t)year * 12 + month - 1 + months;
    if (all < 12)
        all = 12;
    if (all > (int64_t)9999 * 12 + 11)
        all = (int64_t)9999 * 12 + 11;
    int32_t end = month_end((int)(all / 12), (int)(all % 12) + 1), result = end;
    if (!at_end && period_day((int)(all / 12), (int)(all % 12) + 1, day, &result))
        return result < end ? result : end;
    return end;
}
