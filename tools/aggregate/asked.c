/* asked - see asked.h */
#include "asked.h"
#include "base/str.h"
#include "frame/opt.h"
#include "values/quantile.h"

enum { PLACES_MOST = 30 };

/* An option: what stands behind its "=" (null: nothing), and taking it; false where that is no such text. */
struct asked {
    const char *option;
    struct str (*text)(struct mem *mem, const struct request *request);
    bool (*take)(struct request *request, struct str text);
};

static bool read_int(struct str text, int least, int most, int *into)
{
    struct num value;
    if (num_parse(text, &value) != NUM_OK || value.scale || value.mantissa < least || value.mantissa > most)
        return false;
    *into = (int)value.mantissa;
    return true;
}

static struct str places_text(struct mem *mem, const struct request *request)
{
    return mem_whole(mem, request->places);
}

static bool take_places(struct request *request, struct str text)
{
    return read_int(text, 0, PLACES_MOST, &request->places);
}

static struct str rounding_text(struct mem *mem, const struct request *request)
{
    (void)mem;
    return request->rounding == NUM_HALF_EVEN ? STR("even") : STR("up");
}

static bool take_rounding(struct request *request, struct str text)
{
    request->rounding = str_eq(text, STR("even")) ? NUM_HALF_EVEN : NUM_HALF_UP;
    return str_eq(text, STR("even")) || str_eq(text, STR("up"));
}

static struct str quantile_text(struct mem *mem, const struct request *request)
{
    return mem_whole(mem, request->quantile);
}

static bool take_quantile(struct request *request, struct str text)
{
    return read_int(text, 1, QUANTILE_TYPES, &request->quantile);
}

static struct str coverage_text(struct mem *mem, const struct request *request)
{
    return num_text(mem, request->coverage);
}

static bool take_coverage(struct request *request, struct str text)
{
    return num_parse(text, &request->coverage) == NUM_OK && num_sign(request->coverage) >= 0 &&
           num_compare(request->coverage, num_of(1)) <= 0;
}

#define FLAG(name) \
    static bool take_##name(struct request *request, struct str text) \
    { \
        request->name = true; \
        return !text.length; \
    }
FLAG(subtotals)
FLAG(total)
FLAG(sorted)
FLAG(reasons)

static const struct asked asked_row[] = {
    {"subtotals", NULL, take_subtotals},
    {"total", NULL, take_total},
    {"min-coverage", coverage_text, take_coverage},
    {"sorted", NULL, take_sorted},
    {"reasons", NULL, take_reasons},
    {"places", places_text, take_places},
    {"round", rounding_text, take_rounding},
    {"quantile-type", quantile_text, take_quantile}};

enum { ROWS = sizeof asked_row / sizeof *asked_row };

void asked_note(struct mem *mem, struct request *request)
{
    request->asked = mem_array(mem, ROWS, sizeof *request->asked);
    for (size_t i = 0; i < ROWS; i++) {
        const struct asked *row = &asked_row[i];
        if (!opt_given(row->option))
            continue;
        struct str name = str_of(row->option);
        request->asked[request->asks++] = row->text ? mem_join(mem, name, STR("="), row->text(mem, request)) : name;
    }
}

bool asked_take(struct request *request, struct str text)
{
    struct str rest = text, name = {0};
    str_cut(&rest, '=', &name);
    struct request unused = *request;
    for (size_t i = 0; i < ROWS; i++)
        if (str_eq(name, str_of(asked_row[i].option)))
            return asked_row[i].take(opt_given(asked_row[i].option) ? &unused : request, rest);
    return false;
}
