/* observation_ask - what is asked of the rows; see observation.h */
#include "base/str.h"
#include "meaning/observation_inside.h"

struct str observation_as_written(struct mem *mem, const struct observation *row)
{
    return mem_format(mem, "%s%.*s", observation_bound_row(row->bound)->sign, STR_ARG(row->value_text));
}

struct place observation_place(const struct observation *row)
{
    return (struct place){.file = row->file, .line = row->line, .record = row->record};
}

/* ---- series ---- */

uint32_t observation_series_count(const struct observations *all)
{
    return all->mets;
}

struct str observation_key(const struct observations *all, uint32_t i, uint32_t part)
{
    return all->texts.text[packed_key(all, all->met[i], part)];
}

uint32_t observation_began(const struct observations *all, uint32_t i)
{
    const struct lot *lot = all->lot[all->met[i]];
    uint32_t first = UINT32_MAX;
    for (uint32_t k = 0; k < lot->rows; k++)
        if (all->order[lot->from + k] < first)
            first = all->order[lot->from + k];
    return first;
}

struct series observation_series(struct mem *mem, const struct observations *all, uint32_t i)
{
    const struct lot *lot = all->lot[all->met[i]];
    return packed_unpack(mem, all, all->order + lot->from, lot->rows);
}

/* The series of a key, or null; `key` is room for its numbers. */
static const struct lot *seek(const struct observations *all, struct str region, struct str indicator,
                              const struct str *dimension, uint32_t *key)
{
    bool known = packed_find_text(all, region, &key[OBSERVED_OF_REGION]) &&
                 packed_find_text(all, indicator, &key[OBSERVED_OF_INDICATOR]);
    for (uint32_t i = 0; i < all->how->dimensions && known; i++)
        known = packed_find_text(all, dimension[i], &key[OBSERVED_OF_DIMENSION + i]);
    return known ? group_find(all->lots, &(struct str){(const char *)key, all->parts * sizeof *key}) : NULL;
}

uint32_t observation_number(const struct observations *all, struct str region, struct str indicator,
                            const struct str *dimension, uint32_t *key)
{
    const struct lot *lot = seek(all, region, indicator, dimension, key);
    return lot && lot->rows ? lot->number : OBSERVED_NO_SERIES;
}

/* No rows where there is none. */
static struct lot lot_find(struct mem *mem, const struct observations *all, struct str region, struct str indicator,
                           const struct str *dimension)
{
    uint32_t *key = mem_array(mem, all->parts, sizeof *key);
    const struct lot *lot = seek(all, region, indicator, dimension, key);
    return lot ? *lot : (struct lot){0};
}

struct series observation_find(struct mem *mem, const struct observations *all, struct str region, struct str indicator,
                               const struct str *dimension)
{
    struct lot lot = lot_find(mem, all, region, indicator, dimension);
    return packed_unpack(mem, all, lot.rows ? all->order + lot.from : NULL, lot.rows);
}

struct observed_rows observed_series(const struct observations *all, uint32_t i)
{
    const struct lot *lot = all->lot[all->met[i]];
    return (struct observed_rows){lot->from, lot->rows};
}

struct observed_rows observed_of(struct mem *mem, const struct observations *all, struct str region,
                                 struct str indicator, const struct str *dimension)
{
    struct mem_mark mark = mem_mark(mem);
    struct lot lot = lot_find(mem, all, region, indicator, dimension);
    mem_rewind(mem, mark);
    return (struct observed_rows){lot.from, lot.rows};
}

struct period observed_when(const struct observations *all, struct observed_rows rows, uint32_t k)
{
    return packed_when(all, all->order[rows.from + k]);
}

/* The first of the rows from `low` to `high` that is not before a period. */
static uint32_t lower_end(const struct observations *all, struct period period, uint32_t low, uint32_t high)
{
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (period_compare(packed_when(all, all->order[middle]), period) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct series observed_unpack(struct mem *mem, const struct observations *all, struct observed_rows rows, uint32_t k,
                              uint32_t count)
{
    return packed_unpack(mem, all, count ? all->order + rows.from + k : NULL, count);
}

/* The rows of a period in a series: from the place that is returned up to *to. */
static uint32_t find_at(const struct observations *all, struct lot lot, struct period period, uint32_t *to)
{
    uint32_t end = lot.from + lot.rows, from = lower_end(all, period, lot.from, end);
    for (*to = from; *to < end && period_compare(packed_when(all, all->order[*to]), period) == 0;)
        ++*to;
    return from;
}

struct series observation_find_at(struct mem *mem, const struct observations *all, struct str region,
                                  struct str indicator, const struct str *dimension, struct period period)
{
    uint32_t to, from = find_at(all, lot_find(mem, all, region, indicator, dimension), period, &to);
    return packed_unpack(mem, all, to > from ? all->order + from : NULL, to - from);
}

/* ---- rows where they stand ---- */

uint32_t observed_near(const struct observations *all, struct observed_rows rows, struct period period, uint32_t near)
{
    uint32_t end = rows.from + rows.rows, at = rows.from + near;
    if (near < rows.rows && period_compare(packed_when(all, all->order[at]), period) < 0)
        at++;
    bool behind = at == rows.from || (at <= end && period_compare(packed_when(all, all->order[at - 1]), period) < 0);
    bool before = at < end ? period_compare(packed_when(all, all->order[at]), period) >= 0 : at == end;
    return (behind && before ? at : lower_end(all, period, rows.from, end)) - rows.from;
}

uint32_t observed_number(const struct observations *all, struct observed_rows rows, uint32_t k)
{
    return all->order[rows.from + k];
}

bool observed_plain(const struct observations *all, uint32_t number)
{
    enum observation_state state = packed_state(all, number);
    return (state == OBSERVATION_GOOD || state == OBSERVATION_FORECAST) && !packed_said(all, number, RARE_QUALIFIER);
}

uint32_t observed_in_step(const struct observations *all, struct observed_rows rows, uint32_t k,
                          const struct period *period, uint32_t periods, uint32_t *number)
{
    uint32_t end = rows.from + rows.rows, at = rows.from + k;
    for (uint32_t i = 0; i < periods; i++, at++) {
        int order = -1;
        while (at < end && (order = period_compare(packed_when(all, all->order[at]), period[i])) < 0)
            at++;
        if (at >= end || order != 0 || !observed_plain(all, all->order[at]))
            return i;
        number[i] = all->order[at];
    }
    return periods;
}

struct num observed_value(const struct observations *all, uint32_t number)
{
    return packed_value(all, number);
}

struct str observed_unit(const struct observations *all, uint32_t number)
{
    return all->texts.text[packed_said(all, number, RARE_UNIT)];
}

bool observed_alike(const struct observations *all, uint32_t one, uint32_t other)
{
    static const enum observed_rare column[] = {RARE_UNIT, RARE_STATUS, RARE_QUALIFIER, RARE_VINTAGE, RARE_VERIFIED};
    bool alike = true;
    for (size_t i = 0; i < sizeof column / sizeof *column; i++)
        alike &= packed_said(all, one, column[i]) == packed_said(all, other, column[i]);
    return alike;
}

const struct observation *observed_whole(struct mem *mem, const struct observations *all, uint32_t number)
{
    return packed_unpack(mem, all, &number, 1).row;
}

/* ---- across series ---- */

/* So many series on their way to their rows at once: each step asks for what the next one looks at. */
enum { ACROSS = 32 };

static void reach_lots(const struct observations *all, const uint32_t *series, uint32_t count, uint32_t k,
                       struct lot *lot)
{
    const struct lot *at[ACROSS];
    for (uint32_t i = 0; i < count; i++)
        __builtin_prefetch(&all->met[series[i]]);
    for (uint32_t i = 0; i < count; i++)
        __builtin_prefetch(&all->lot[all->met[series[i]]]);
    for (uint32_t i = 0; i < count; i++)
        __builtin_prefetch(at[i] = all->lot[all->met[series[i]]]);
    for (uint32_t i = 0; i < count; i++) {
        lot[i] = *at[i];
        __builtin_prefetch(&all->order[lot[i].from]);
    }
    for (uint32_t i = 0; i < count; i++)
        packed_prefetch(all, all->order[lot[i].from + (k < lot[i].rows ? k : lot[i].rows / 2)]);
}

static bool is_at(const struct observations *all, uint32_t place, struct period period)
{
    return period_compare(packed_when(all, all->order[place]), period) == 0;
}

/* find_at, which looks at the k-th row first: there it is mostly where it was in the series before. */
static uint32_t find_near(const struct observations *all, struct lot lot, struct period period, uint32_t k,
                          uint32_t *to)
{
    uint32_t end = lot.from + lot.rows, from = lot.from + k;
    if (k >= lot.rows || !is_at(all, from, period) || (k && is_at(all, from - 1, period)))
        return find_at(all, lot, period, to);
    for (*to = from + 1; *to < end && is_at(all, *to, period);)
        ++*to;
    return from;
}

const struct observation *observation_across(struct mem *mem, const struct observations *all, const uint32_t *series,
                                             uint32_t count, struct period period, uint32_t *from)
{
    size_t room = (size_t)count + 1;
    uint32_t *row = mem_array(mem, room, sizeof *row), rows = 0;
    struct lot lot[ACROSS];
    uint32_t near = 0;
    for (uint32_t begun = 0; begun < count; begun += ACROSS) {
        uint32_t some = count - begun < ACROSS ? count - begun : ACROSS;
        reach_lots(all, series + begun, some, near, lot);
        for (uint32_t i = 0; i < some; i++) {
            uint32_t to, at = find_near(all, lot[i], period, near, &to);
            near = at - lot[i].from;
            for (from[begun + i] = rows; at < to; at++) {
                row = mem_grow(mem, row, rows, &room, sizeof *row);
                row[rows++] = all->order[at];
            }
        }
    }
    from[count] = rows;
    return packed_unpack_each(mem, all, row, rows);
}

/* ---- inside a series ---- */

static bool all_in_caliber(struct series series, struct str caliber)
{
    for (uint32_t i = 0; i < series.count; i++)
        if (!str_eq(series.row[i].caliber, caliber))
            return false;
    return true;
}

struct series observation_in_caliber(struct mem *mem, struct series series, struct str caliber)
{
    if (all_in_caliber(series, caliber))
        return series;
    struct observation *row = mem_array(mem, series.count, sizeof *row);
    uint32_t count = 0;
    for (uint32_t from = 0, to; from < series.count; from = to, count++) {
        const struct observation *taken = NULL;
        for (to = from; to < series.count && period_compare(series.row[to].period, series.row[from].period) == 0; to++)
            if (str_eq(series.row[to].caliber, caliber))
                taken = &series.row[to];
        row[count] = taken ? *taken : series.row[from];
        if (!taken)
            row[count].state = OBSERVATION_CALIBERS;
    }
    return (struct series){row, count};
}

const struct observation *observation_at(struct series series, struct period period)
{
    uint32_t low = 0, high = series.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (period_compare(series.row[middle].period, period) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < series.count && period_compare(series.row[low].period, period) == 0 ? &series.row[low] : NULL;
}

uint64_t observation_unread(const struct observations *observations)
{
    return observations->unread;
}
