/* traits - see traits.h */
#include <math.h>

#include "base/diag.h"
#include "base/str.h"
#include "io/column.h"
#include "league/traits.h"
#include "values/num.h"

/* ---- the list ---- */

static struct trait read_trait(struct str text)
{
    struct trait trait = {.log = str_starts(text, STR("log:"))};
    struct str whole = text;
    if (trait.log)
        text = str_part(text, 4, text.length);
    ptrdiff_t per = str_find(text, STR("/"));
    trait.name = per < 0 ? text : str_part(text, 0, (size_t)per);
    if (per >= 0)
        trait.per = str_part(text, (size_t)per + 1, text.length);
    if (trait.name.length == 0 || (per >= 0 && trait.per.length == 0))
        diag_fatal(DIAG_USAGE, NULL, "--on: \"%.*s\" names no variable (expected NAME, log:NAME or NAME/OTHER)",
                   STR_ARG(whole));
    return trait;
}

struct traits traits_parse(struct mem *mem, struct str list, uint32_t units)
{
    struct traits traits = {.units = units};
    struct str piece;
    size_t room = 0;
    while (str_cut(&list, ',', &piece)) {
        struct trait trait = read_trait(str_trim(piece));
        for (uint32_t t = 0; t < traits.count; t++)
            if (str_eq(traits.trait[t].name, trait.name) && str_eq(traits.trait[t].per, trait.per))
                diag_fatal(DIAG_USAGE, NULL, "--on names \"%.*s\" twice", STR_ARG(trait.name));
        traits.trait = mem_grow(mem, traits.trait, traits.count, &room, sizeof trait);
        traits.trait[traits.count++] = trait;
    }
    if (traits.count == 0)
        diag_fatal(DIAG_USAGE, NULL, "--on names no variable (expected NAME, log:NAME or NAME/OTHER)");
    traits.value = mem_array(mem, (size_t)traits.count * units, sizeof *traits.value);
    for (size_t i = 0; i < (size_t)traits.count * units; i++)
        traits.value[i] = NAN;
    return traits;
}

/* ---- one variable of one unit ---- */

/* A number, NaN when there is none, and where it stands. */
struct stated {
    double number;
    struct place place;
};

/* As the list wants it. */
static double combine(const struct trait *trait, struct stated value, struct stated per)
{
    double number = value.number;
    if (trait->per.length) {
        if (per.number <= 0)
            diag_report(DIAG_TRAIT, &per.place, "nothing is counted per 0 or less: missing");
        number = per.number > 0 ? number / per.number : NAN;
    }
    if (!trait->log || isnan(number))
        return number;
    if (number <= 0)
        diag_report(DIAG_TRAIT, &value.place, "0 and less have no logarithm: missing");
    return number > 0 ? log(number) : NAN;
}

/* ---- from a table ---- */

static struct stated read_cell(const struct reader *reader, const struct record *record, const struct columns *columns,
                               struct str name)
{
    uint32_t column = name.length ? column_find(columns, name) : COLUMN_NONE;
    struct stated stated = {.number = NAN};
    if (column == COLUMN_NONE)
        return stated;
    struct str text = str_trim(record_field(record, column));
    struct num value;
    enum num_verdict verdict = num_parse(text, &value);
    stated.place = reader_place(reader, column);
    if (verdict != NUM_EMPTY && (verdict != NUM_OK || !num_to_double(value, &stated.number)))
        diag_report(DIAG_CATALOG, &stated.place, "\"%.*s\" %s", STR_ARG(text), num_why(columns->mem, verdict, text));
    return stated;
}

void traits_read(struct mem *mem, struct traits *traits, const struct peers *peers, struct reader *reader)
{
    struct columns columns = column_header(mem, reader);
    const struct record *record;
    uint32_t region = column_need(&columns, STR("region"), "--traits");
    bool *seen = mem_array(mem, peers->count, sizeof *seen);
    for (uint32_t t = 0; t < traits->count; t++) {
        column_need(&columns, traits->trait[t].name, "--on");
        if (traits->trait[t].per.length)
            column_need(&columns, traits->trait[t].per, "--on");
    }
    while ((record = reader_next(reader))) {
        const struct peer *unit = peers_find(peers, record_field(record, region));
        if (!unit)
            continue;
        size_t u = (size_t)(unit - peers->unit);
        if (seen[u]) {
            struct place where = reader_place(reader, region);
            diag_report(DIAG_CATALOG, &where, "region \"%.*s\" stands in an earlier row already", STR_ARG(unit->code));
        }
        seen[u] = true;
        for (uint32_t t = 0; t < traits->count; t++)
            traits->value[t * (size_t)traits->units + u] =
                combine(&traits->trait[t], read_cell(reader, record, &columns, traits->trait[t].name),
                        read_cell(reader, record, &columns, traits->trait[t].per));
    }
    reader_close(reader);
    if (diag_count(DIAG_CATALOG))
        diag_stop();
    for (uint32_t u = 0; u < peers->count; u++)
        if (!seen[u])
            diag_report(DIAG_TRAIT, NULL, "no row for %.*s: all its variables are missing",
                        STR_ARG(peers->unit[u].code));
}

/* ---- from the observations ---- */

/* A unit's value of an indicator in its plain caliber: of the period, where one is asked for, else its latest. */
static struct stated find_stated(struct mem *mem, const struct observations *observations, struct str region,
                                 struct str indicator, const struct span *period, struct str *unit)
{
    struct series series = indicator.length ? observation_find(mem, observations, region, indicator, NULL)
                                            : (struct series){0};
    struct stated stated = {.number = NAN};
    for (uint32_t i = 0; i < series.count; i++) {
        const struct observation *row = &series.row[i];
        if (row->state != OBSERVATION_GOOD || observation_bound_row(row->bound)->side || row->caliber.length ||
            (period->known && period_compare(row->period, period->value) != 0))
            continue;
        stated.place = observation_place(row);
        if (!unit->length)
            *unit = mem_copy(mem, row->unit);
        if (row->unit.length && !str_eq(row->unit, *unit))
            diag_report(DIAG_TRAIT, &stated.place, "%.*s is in %.*s, others are in %.*s: missing", STR_ARG(indicator),
                        STR_ARG(row->unit), STR_ARG(*unit));
        else
            (void)num_to_double(row->value, &stated.number);
    }
    return stated;
}

void traits_take(struct mem *mem, struct traits *traits, const struct peers *peers,
                 const struct observations *observations, const struct span *period)
{
    for (uint32_t t = 0; t < traits->count; t++) {
        const struct trait *trait = &traits->trait[t];
        struct str unit = {NULL, 0}, below = {NULL, 0};
        for (uint32_t u = 0; u < peers->count; u++) {
            struct str code = peers->unit[u].code;
            traits->value[t * (size_t)traits->units + u] =
                combine(trait, find_stated(mem, observations, code, trait->name, period, &unit),
                        find_stated(mem, observations, code, trait->per, period, &below));
        }
    }
}

bool traits_name(const struct traits *traits, struct str name)
{
    for (uint32_t t = 0; t < traits->count; t++)
        if (str_eq(traits->trait[t].name, name) || (name.length && str_eq(traits->trait[t].per, name)))
            return true;
    return false;
}

/* ---- distances ---- */

struct nearness {
    const struct pool *pool;
    enum trait_gap gap;
    uint32_t traits, varying; /* variables, and those of them that are not the same everywhere */
    double *z;                /* of variable t and member s: z[t * count + s]; 0 where it is missing */
    double *there;            /* likewise 1, or 0 where it is missing; null: nothing is */
    bool *dropped;            /* of each member */
    double *square, *shared;  /* of each member, from the unit at hand */
};

/* Standardises a variable among the members: (value - mean) / sd.  One that does not vary is none. */
static void standardise(struct nearness *nearness, const struct traits *traits, uint32_t t)
{
    uint32_t count = nearness->pool->count, known = 0;
    const double *value = traits->value + t * (size_t)traits->units;
    double *z = nearness->z + t * (size_t)count, *there = nearness->there + t * (size_t)count;
    double mean = 0, squares = 0;
    for (uint32_t s = 0; s < count; s++) {
        double own = value[nearness->pool->member[s]];
        there[s] = !isnan(own);
        nearness->dropped[s] |= !there[s] && nearness->gap == TRAIT_GAP_DROP;
        known += (uint32_t)there[s];
        mean += there[s] != 0 ? own : 0;
    }
    mean /= known ? known : 1;
    for (uint32_t s = 0; s < count; s++) {
        z[s] = there[s] != 0 ? value[nearness->pool->member[s]] - mean : 0;
        squares += z[s] * z[s];
    }
    double deviation = known > 1 ? sqrt(squares / (known - 1)) : 0;
    for (uint32_t s = 0; s < count; s++)
        z[s] = deviation > 0 ? z[s] / deviation : 0;
    nearness->varying += deviation > 0;
    if (deviation > 0)
        return;
    memset(there, 0, count * sizeof *there);
    if (known > 1)
        diag_report(DIAG_TRAIT, NULL, "\"%.*s\" is the same everywhere and tells nobody apart",
                    STR_ARG(traits->trait[t].name));
}

struct nearness *nearness_open(const struct traits *traits, const struct pool *pool, enum trait_gap gap)
{
    struct nearness *nearness = mem_resize(NULL, sizeof *nearness);
    size_t cells = (size_t)traits->count * pool->count + 1;
    *nearness = (struct nearness){.pool = pool, .gap = gap, .traits = traits->count,
                                  .z = mem_resize(NULL, cells * sizeof(double)),
                                  .there = mem_resize(NULL, cells * sizeof(double)),
                                  .dropped = mem_resize(NULL, pool->count + 1),
                                  .square = mem_resize(NULL, (pool->count + 1) * sizeof(double)),
                                  .shared = mem_resize(NULL, (pool->count + 1) * sizeof(double))};
    memset(nearness->dropped, 0, pool->count + 1);
    for (uint32_t t = 0; t < traits->count; t++)
        standardise(nearness, traits, t);
    return nearness;
}

void nearness_close(struct nearness *nearness)
{
    mem_release(nearness->z);
    mem_release(nearness->there);
    mem_release(nearness->dropped);
    mem_release(nearness->square);
    mem_release(nearness->shared);
    mem_release(nearness);
}

/* The squares of all distances from one member, a variable at a time: members side by side, so that
 * the compiler can take several at once without changing the order of any sum. */
static void measure_all(struct nearness *nearness, uint32_t slot)
{
    uint32_t count = nearness->pool->count;
    double *restrict square = nearness->square, *restrict shared = nearness->shared;
    bool pairs = nearness->gap == TRAIT_GAP_PAIRS;
    memset(square, 0, count * sizeof *square);
    memset(shared, 0, count * sizeof *shared);
    for (uint32_t t = 0; t < nearness->traits; t++) {
        const double *restrict z = nearness->z + t * (size_t)count;
        const double *restrict there = nearness->there + t * (size_t)count;
        double own = z[slot], here = there[slot];
        for (uint32_t s = 0; s < count; s++) {
            double way = z[s] - own, both = there[s] * here;
            square[s] += pairs ? way * way * both : way * way;
            shared[s] += both;
        }
    }
}

/* Puts a neighbour among the nearest so far, behind those that are as near. */
static uint32_t put_in(struct neighbour *neighbour, uint32_t found, uint32_t most, struct neighbour next)
{
    if (found == most && (most == 0 || neighbour[found - 1].distance <= next.distance))
        return found;
    uint32_t at = found < most ? found : found - 1;
    for (; at > 0 && neighbour[at - 1].distance > next.distance; at--)
        neighbour[at] = neighbour[at - 1];
    neighbour[at] = next;
    return found < most ? found + 1 : found;
}

uint32_t traits_nearest(struct nearness *nearness, uint32_t unit, struct neighbour *neighbour, uint32_t most,
                        double *farthest)
{
    const struct pool *pool = nearness->pool;
    bool pairs = nearness->gap == TRAIT_GAP_PAIRS;
    uint32_t slot = pool_slot(pool, unit), found = 0;
    *farthest = 0;
    if (nearness->dropped[slot])
        return 0;
    measure_all(nearness, slot);
    for (uint32_t s = 0; s < pool->count; s++) {
        double shared = nearness->shared[s], square = nearness->square[s];
        if (s == slot || nearness->dropped[s] || shared <= 0)
            continue;
        double distance = sqrt(pairs ? square * nearness->varying / shared : square);
        *farthest = distance > *farthest ? distance : *farthest;
        found = put_in(neighbour, found, most, (struct neighbour){pool->member[s], distance, (uint32_t)shared});
    }
    return found;
}
