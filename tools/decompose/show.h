/* show - the table of decompose
 *
 * The columns are one list; the header, the rows and --describe come from it.
 */
#ifndef SHOW_H
#define SHOW_H

#include "frame/answer.h"
#include "method/methods.h"
#include "series/basis.h"

/* What a method has found, of whom, and what it rests on. */
struct finding_of {
    const struct decomposition *method;
    struct identity id;       /* region and indicator, with the unit of the values */
    const struct breakdown *breakdown;
    struct str since;         /* empty: it is of one period */
    struct str period;
    const struct str *each_period; /* texts of those that the breakdown numbers */
    const struct str *part, *part_zh, *part_en; /* texts of the parts that it numbers; names may be null */
    uint32_t count;           /* units or parts that it rests on */
    struct str weight;        /* code of the weights, or empty */
    const struct basis *basis;
    struct str note;          /* what is to be said of all of it, or empty */
};

/* What the parts of a sum are written with where neither --places nor the figures tell. */
enum { PERCENT_PLACES = 4, NUMBER_PLACES = 6, AMOUNT_PLACES_MORE = 4 };

/* name, what stands there, how it is found.  In scope: mem, id (identity), f (finding_of), row
 * (breakdown_row), part, zh, en (struct str). */
#define DECOMPOSE_COLUMNS(X) \
    X(region, "the region; of units side by side the reference, if there is one", id->region) \
    X(region_zh, "from the regions", id->place->name_zh) \
    X(region_en, "from the regions", id->place->name_en) \
    X(indicator, "code of the indicator", id->code) \
    X(name_zh, "from the indicators", id->indicator->name_zh) \
    X(name_en, "from the indicators", id->indicator->name_en) \
    X(since, "where the change begins; empty: there is none", show_since(f, row)) \
    X(period, "where it ends, or the one period", show_period(f, row)) \
    X(method, "how it was found: --list has them", str_of(f->method->name)) \
    X(part, "the part or group; empty: the whole; residual: what the parts leave of it", part) \
    X(part_zh, "its name, from the indicators or the regions", zh) \
    X(part_en, "likewise", en) \
    X(item, "what of it: points, national, theil_t", str_of(row->item)) \
    X(value, "parts of a sum add up as they are written", show_value(mem, f, row)) \
    X(unit, "that of the values, %, 百分点, 年, rad, or none", show_unit(f, row)) \
    X(count, "units or parts that it rests on", mem_whole(mem, f->count)) \
    X(weight, "the indicator that units were weighted with", f->weight) \
    X(status, "the worst among the figures", show_status(f, row)) \
    X(verified, "the weakest mark among them", basis_verified(f->basis)) \
    X(reason, "why there is no value, or what should be known", show_reason(mem, f, row))

/* Writes the header; all that a method has found. */
void show_header(struct writer *writer);
void show_finding(struct writer *writer, struct mem *mem, const struct finding_of *finding);

#endif
