/* makeup - see makeup.h */
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/answer.h"
#include "frame/asking.h"
#include "makeup.h"

/* The values of the column in which the indicator has figures, without that of the whole, in byte order. */
static struct str *column_parts(const struct makeup_ask *ask, struct str of, size_t *count)
{
    struct group *seen = group_open(1, 1);
    for (uint32_t i = 0; i < panel_subjects(ask->panel); i++) {
        const struct str *subject = panel_subject(ask->panel, i);
        if (!str_eq(subject[1], ask->total) && panel_find(ask->panel, subject[0], &subject[1], of))
            group_at(seen, &subject[1]);
    }
    struct str *part = mem_array(ask->mem, group_count(seen), sizeof *part);
    void **in_order = group_sorted(ask->mem, seen);
    for (*count = 0; *count < group_count(seen); ++*count)
        part[*count] = mem_copy(ask->mem, group_key(seen, in_order[*count], 0));
    group_close(seen);
    return part;
}

/* The indicators whose parent it is, in the catalogue's order. */
static struct str *children(const struct makeup_ask *ask, struct str of, size_t *count)
{
    const struct indicators *table = ask->indicators;
    const struct indicator *row = indicators_find(table, of);
    struct str *part = mem_array(ask->mem, table->count, sizeof *part);
    *count = 0;
    for (uint32_t i = row ? row->first_child : CATALOG_NONE; i != CATALOG_NONE; i = table->row[i].next_sibling)
        part[(*count)++] = table->row[i].code;
    if (!*count)
        diag_fatal(DIAG_USAGE, NULL, "--of: \"%.*s\" is the parent of no indicator in %s; --parts names its parts",
                   STR_ARG(of), table->file);
    return part;
}

/* The code of a part that was named: of a region and of an indicator its name will do. */
static struct str part_named(const struct makeup_ask *ask, struct str named, const struct asking_known *known)
{
    const char *word = mem_copy(ask->mem, named).at;
    if (ask->by == FIGURES_REGION)
        return asking_region(ask->mem, "--parts", word, ask->regions, known);
    if (ask->by == FIGURES_INDICATOR)
        return asking_indicator(ask->mem, "--parts", word, ask->indicators, known);
    for (size_t k = 0; k < known->count; k++)
        if (str_eq(known->code[k], named))
            return named;
    diag_fatal(DIAG_USAGE, NULL, "--parts: \"%.*s\" is not in the data%.*s", STR_ARG(named),
               STR_ARG(nearest_hint(ask->mem, named, known->code, known->count)));
}

/* Every part that was named is in the data. */
static const struct str *read_named(const struct makeup_ask *ask, struct str of)
{
    struct asking_known known = {ask->league->region, ask->league->count, N_("the data")};
    struct str *part = mem_array(ask->mem, ask->named_count, sizeof *part);
    if (ask->by == FIGURES_COLUMN)
        known.code = column_parts(ask, of, &known.count);
    if (ask->by == FIGURES_INDICATOR)
        known.count = panel_codes(ask->panel, &known.code);
    for (size_t i = 0; i < ask->named_count; i++) {
        part[i] = known.count ? part_named(ask, ask->named[i], &known) : ask->named[i];
        for (size_t k = 0; k < i; k++)
            if (str_eq(part[i], part[k]))
                diag_fatal(DIAG_USAGE, NULL, "--parts: \"%.*s\" stands there twice", STR_ARG(ask->named[i]));
    }
    return part;
}

static void name_parts(const struct makeup_ask *ask, struct makeup *makeup)
{
    struct str *zh = mem_array(ask->mem, makeup->count, sizeof *zh);
    struct str *en = mem_array(ask->mem, makeup->count, sizeof *en);
    for (uint32_t i = 0; i < makeup->count; i++) {
        struct identity id = identity_of(ask->regions, makeup->part[i], ask->indicators, makeup->part[i]);
        if (ask->by == FIGURES_INDICATOR)
            zh[i] = id.indicator->name_zh, en[i] = id.indicator->name_en;
        if (ask->by == FIGURES_REGION)
            zh[i] = id.place->name_zh, en[i] = id.place->name_en;
    }
    makeup->zh = zh;
    makeup->en = en;
}

struct makeup makeup_find(const struct makeup_ask *ask, struct str of)
{
    struct str *own = mem_take(ask->mem, sizeof *own);
    struct makeup makeup = {.part = ask->named};
    size_t count = ask->named_count;
    *own = of;
    if (ask->by == FIGURES_NOTHING) {
        makeup.part = own;
        count = 1;
    } else if (count)
        makeup.part = read_named(ask, of);
    else if (ask->by == FIGURES_COLUMN)
        makeup.part = column_parts(ask, of, &count);
    else if (ask->by == FIGURES_INDICATOR)
        makeup.part = children(ask, of, &count);
    else {
        makeup.part = ask->league->region;
        count = ask->league->count;
    }
    makeup.count = (uint32_t)count;
    name_parts(ask, &makeup);
    return makeup;
}
