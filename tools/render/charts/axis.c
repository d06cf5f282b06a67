/* axis - ticks in decimals, ticks in days, and labels by isotonic regression */

#include "charts/axis.h"

#include "charts/scene.h"
#include "view/figure.h"

#include <math.h>
#include <stdlib.h>

/* ---- values ---- */

void axis_reach(struct num *low, struct num *high, bool *known, struct num value)
{
    *low = !*known || num_compare(value, *low) < 0 ? value : *low;
    *high = !*known || num_compare(value, *high) > 0 ? value : *high;
    *known = true;
}

/* The multiple of step at or below the value. */
static bool floor_of(struct num value, struct num step, struct num *multiple)
{
    struct num times;
    if (!num_divide(value, step, 0, NUM_HALF_UP, &times) || !num_multiply(times, step, multiple))
        return false;
    return num_compare(*multiple, value) <= 0 || num_subtract(*multiple, step, multiple);
}

/* The ends for a step; how many ticks that makes, 0 when numbers are too long. */
static size_t ends_of(struct axis *axis, struct num low, struct num high)
{
    struct num span, steps;
    if (!floor_of(low, axis->step, &axis->low) || !floor_of(high, axis->step, &axis->high))
        return 0;
    if (num_compare(axis->high, high) < 0 && !num_add(axis->high, axis->step, &axis->high))
        return 0;
    if (!num_subtract(axis->high, axis->low, &span) || !num_divide(span, axis->step, 0, NUM_HALF_UP, &steps) ||
        steps.mantissa > 1000)
        return 0;
    return (size_t)steps.mantissa + 1;
}

/* One value: a tenth of it on both sides, or 0 to 1. */
static bool make_room(struct num *low, struct num *high)
{
    struct num part = num_abs(*low);
    if (part.mantissa == 0) {
        *high = num_of(1);
        return true;
    }
    int places = part.scale > 400 ? part.scale : part.scale + 1;
    return num_divide(part, num_of(10), places, NUM_HALF_UP, &part) && num_subtract(*low, part, low) &&
           num_add(*high, part, high);
}

bool axis_over(struct axis *axis, struct num low, struct num high, size_t most)
{
    static const int64_t nice[] = {1, 2, 5};
    struct num span;
    double width;
    if (num_compare(low, high) == 0 && !make_room(&low, &high))
        return false;
    if (!num_subtract(high, low, &span) || !num_to_double(span, &width) || !(width > 0))
        return false;
    int power = (int)floor(log10(width / (double)most)) - 1;
    for (int end = power + 5; power < end; power++)
        for (size_t i = 0; i < sizeof nice / sizeof *nice; i++) {
            if (!num_shift(num_of(nice[i]), power, &axis->step))
                return false;
            axis->ticks = ends_of(axis, low, high);
            if (axis->ticks >= 2 && axis->ticks <= most)
                return true;
        }
    return false;
}

struct num axis_tick(const struct axis *axis, size_t i)
{
    struct num tick = axis->low;
    if (!num_multiply(axis->step, num_of((int64_t)i), &tick) || !num_add(axis->low, tick, &tick))
        return axis->low;
    return tick;
}

struct str axis_text(const struct axis *axis, const struct view *view, size_t i)
{
    int places = axis->step.scale > 0 ? axis->step.scale : 0;
    return figure_text(view->mem, num_text(view->mem, axis_tick(axis, i)), places, view->thousands);
}

long axis_at(const struct axis *axis, struct num value)
{
    if (num_compare(value, axis->low) <= 0)
        return axis->from;
    if (num_compare(value, axis->high) >= 0)
        return axis->from + axis->length;
    long way = figure_between(value, axis->low, axis->high, labs(axis->length));
    return axis->from + (axis->length < 0 ? -way : way);
}

long axis_width(const struct axis *axis, const struct view *view, long size)
{
    long widest = 0;
    for (size_t i = 0; i < axis->ticks; i++) {
        long width = scene_measure(axis_text(axis, view, i), size, false);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* ---- time ---- */

/* Steps that people count by; a year of months is parted into 2, 3 and 6. */
static int every(bool months, int least)
{
    static const int steps[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000}, parts[] = {1, 2, 3, 6, 12};
    const int *step = months ? parts : steps;
    size_t count = months ? sizeof parts / sizeof *parts : sizeof steps / sizeof *steps, i = 0;
    while (i + 1 < count && step[i] < least)
        i++;
    return step[i];
}

struct calendar calendar_over(int32_t first, int32_t last, long from, long length, long room)
{
    struct calendar calendar = {.first = first, .last = last, .from = from, .length = length};
    long days = (long)last - first, most = room > 0 ? length / room : 1;
    most = most < 1 ? 1 : most;
    if (days < 800 && days / 30 <= most)
        calendar.grain = CALENDAR_MONTHS;
    else if (days < 800 && days / 91 <= most)
        calendar.grain = CALENDAR_QUARTERS;
    long ticks = calendar.grain == CALENDAR_MONTHS ? days / 30 : calendar.grain == CALENDAR_QUARTERS ? days / 91
                                                                                                     : days / 365;
    calendar.every = every(calendar.grain == CALENDAR_MONTHS, (int)(ticks / (most + 1)) + 1);
    return calendar;
}

long calendar_at(const struct calendar *calendar, int32_t day)
{
    long days = (long)calendar->last - calendar->first, way = (long)day - calendar->first;
    if (days <= 0)
        return calendar->from + calendar->length / 2;
    way = way < 0 ? 0 : way > days ? days : way;
    return calendar->from + calendar->length * way / days;
}

bool calendar_tick(const struct calendar *calendar, const struct view *view, int32_t *day, struct str *text)
{
    static const char *const form[] = {"%04d", "%04d-Q%d", "%04d-%02d"};
    static const int months[] = {12, 3, 1};
    int y, m, d, end, each = months[calendar->grain] * calendar->every;
    period_date(calendar->last + 1, &end, &m, &d);
    period_date(*day + 1, &y, &m, &d);
    /* Months since year 0 up to the end of the next tick.  Every second year is counted back from the last one,
     * which is the target's; more than that are round years. */
    long month = (((long)y * 12 + m - 1) / months[calendar->grain] + 1) * months[calendar->grain];
    long shift = calendar->grain != CALENDAR_YEARS ? 0 : calendar->every > 2 ? 12 : (long)end % calendar->every * 12;
    while ((month - shift) % each)
        month += months[calendar->grain];
    int last_y = (int)((month - 1) / 12), last_m = (int)((month - 1) % 12) + 1;
    int part = calendar->grain == CALENDAR_QUARTERS ? (last_m + 2) / 3 : last_m;
    struct period period;
    struct str name = mem_format(view->mem, form[calendar->grain], last_y, part);
    if (!period_parse(name, &period) || period.last > calendar->last)
        return false;
    *day = period.last;
    *text = calendar->grain == CALENDAR_YEARS ? name : figure_period(view->words, name);
    return true;
}

/* ---- labels ---- */

static int by_place(const void *a, const void *b)
{
    const struct label *left = a, *right = b;
    if (left->at != right->at)
        return left->at < right->at ? -1 : 1;
    return (left->of > right->of) - (left->of < right->of);
}

/* Neighbours that would lie on each other become a block at the mean of what its labels wish for. */
static void pool(struct label *label, size_t count, long gap)
{
    size_t begin = 0;
    for (size_t end = 1; end <= count; end++) {
        long sum = 0;
        for (begin = end - 1;; begin--) { /* grows backwards while the block before it is too near */
            sum = 0;
            for (size_t i = begin; i < end; i++)
                sum += label[i].at - gap * (long)(i - begin);
            long at = sum / (long)(end - begin);
            for (size_t i = begin; i < end; i++)
                label[i].at = at + gap * (long)(i - begin);
            if (begin == 0 || label[begin].at - label[begin - 1].at >= gap)
                break;
        }
    }
}

bool labels_apart(struct label *label, size_t count, long gap, long low, long high)
{
    if (count == 0)
        return true;
    if (count)
        qsort(label, count, sizeof *label, by_place);
    bool fits = (long)(count - 1) * gap <= high - low;
    for (size_t i = 0; !fits && i < count; i++)
        label[i].at = count == 1 ? low : low + (high - low) * (long)i / (long)(count - 1);
    if (!fits)
        return false;
    pool(label, count, gap);
    for (size_t i = 0; i < count; i++) {
        long least = low + gap * (long)i, most = high - gap * (long)(count - 1 - i);
        label[i].at = label[i].at < least ? least : label[i].at > most ? most : label[i].at;
    }
    return true;
}
