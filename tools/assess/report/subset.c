/* subset - see subset.h */
#include <stddef.h>

#include "base/group.h"
#include "base/str.h"
#include "report/subset.h"

struct subset {
    struct group *code;
};

struct member {
    struct str indicator, name;
};

/* The codes of all targets, for the near one. */
static struct str *codes_of(struct mem *mem, const struct targets *targets)
{
    struct str *code = mem_array(mem, targets->count, sizeof *code);
    for (uint32_t i = 0; i < targets->count; i++)
        code[i] = targets->row[i].indicator;
    return code;
}

/* The code that a row means; empty where that is told as a mistake. */
static struct str code_of(struct sheet *sheet, const struct member *row, const struct indicators *indicators)
{
    struct str none = {NULL, 0};
    if (!row->name.length || (row->indicator.length && !indicators)) {
        if (!row->indicator.length)
            sheet_wrong(sheet, "indicator", "no indicator: give its code, or its name in the column name");
        return row->indicator;
    }
    if (!indicators) {
        sheet_wrong(sheet, "name", "names need --indicators, which has the codes");
        return none;
    }
    struct candidates named = indicators_named(indicators, row->name);
    for (uint32_t i = 0; i < named.count; i++) {
        struct str code = indicators->row[named.row[i]].code;
        if (str_eq(code, row->indicator) || (!row->indicator.length && named.count == 1))
            return code;
    }
    if (row->indicator.length)
        sheet_wrong(sheet, "name", "\"%.*s\" is no name of the indicator \"%.*s\"", STR_ARG(row->name),
                    STR_ARG(row->indicator));
    else if (named.count)
        sheet_wrong(sheet, "name", "\"%.*s\" is the name of several indicators; give the code", STR_ARG(row->name));
    else
        sheet_wrong(sheet, "name", "no indicator is called \"%.*s\" in %s%.*s", STR_ARG(row->name), indicators->file,
                    STR_ARG(near_hint(sheet_mem(sheet), indicators_near(indicators, row->name))));
    return none;
}

struct subset *subset_load(struct mem *mem, struct reader *reader, const struct indicators *indicators,
                           const struct targets *targets)
{
    static const struct sheet_column column[] = {
        {"indicator", SHEET_COLUMN, sheet_trimmed, offsetof(struct member, indicator), NULL},
        {"name", SHEET_MAY, sheet_trimmed, offsetof(struct member, name), NULL},
    };
    static const struct sheet_form form = SHEET_FORM(struct member, column, DIAG_CATALOG, "--only");
    struct subset *subset = mem_take(mem, sizeof *subset);
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct str *known = codes_of(mem, targets);
    struct group *about = group_open(1, 1);
    struct member row;
    for (uint32_t i = 0; i < targets->count; i++)
        group_at(about, &known[i]);
    subset->code = group_open(1, 1);
    while (sheet_next(sheet, &row)) {
        struct str code = code_of(sheet, &row, indicators);
        if (sheet_sound(sheet) && !group_find(about, &code))
            sheet_wrong(sheet, row.indicator.length ? "indicator" : "name", "no target is about \"%.*s\"%.*s",
                        STR_ARG(code), STR_ARG(nearest_hint(mem, code, known, targets->count)));
        group_at(subset->code, &code);
    }
    if (!sheet_mistakes(sheet) && !group_count(subset->code))
        sheet_wrong_table(sheet, "no indicator stands here, so nothing would be judged");
    group_close(about);
    sheet_close(sheet);
    return subset;
}

void subset_close(struct subset *subset)
{
    if (subset)
        group_close(subset->code);
}

bool subset_has(const struct subset *subset, struct str indicator)
{
    return !subset || group_find(subset->code, &indicator);
}
