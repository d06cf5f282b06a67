/* directory - see directory.h */

#include "view/directory.h"

#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"

struct names {
    struct str zh, en, decimals, domain, direction;
};

struct directory {
    struct mem *mem;
    struct group *names;      /* by column and code */
};

struct directory *directory_open(struct mem *mem)
{
    struct directory *directory = mem_take(mem, sizeof *directory);
    *directory = (struct directory){.mem = mem, .names = group_open(2, sizeof(struct names))};
    return directory;
}

void directory_close(struct directory *directory)
{
    if (directory)
        group_close(directory->names);
}

static void add_under(struct directory *directory, struct str column, struct str code, struct names given)
{
    const struct str key[] = {column, code};
    if (code.length == 0 || (given.zh.length == 0 && given.en.length == 0))
        return;
    struct names *names = group_at(directory->names, key);
    if (names->zh.length || names->en.length)
        return;
    *names = (struct names){mem_copy(directory->mem, given.zh), mem_copy(directory->mem, given.en),
                            mem_copy(directory->mem, given.decimals), given.domain, given.direction};
}

static void add(struct directory *directory, enum field field, struct str code, struct str zh, struct str en)
{
    add_under(directory, field_row[field].name, code, (struct names){.zh = zh, .en = en});
}

static void add_indicator(struct directory *directory, const struct indicator *indicator)
{
    struct str decimals = indicator->decimals >= 0 ? mem_format(directory->mem, "%d", (int)indicator->decimals)
                                                   : (struct str){NULL, 0};
    add_under(directory, field_row[F_INDICATOR].name, indicator->code,
              (struct names){indicator->name_zh, indicator->name_en, decimals, indicator->domain,
                               str_of(direction_row(indicator->direction)->word)});
}

void directory_catalogs(struct directory *directory, const struct regions *regions,
                        const struct indicators *indicators)
{
    for (uint32_t i = 0; regions && i < regions->count; i++)
        add(directory, F_REGION, regions->row[i].code, regions->row[i].name_zh, regions->row[i].name_en);
    for (uint32_t i = 0; indicators && i < indicators->count; i++)
        add_indicator(directory, &indicators->row[i]);
}

/* A register of owners or strategies: the code stands first, and what the name is of is no further code. */
static void add_register(struct directory *directory, const struct table *table, enum field code)
{
    static const enum field others[] = {F_TASK, F_INDICATOR, F_REGION, F_GOAL, F_QUESTION, F_ITEM};
    bool is_one = table->kept && table->at[code] == 0;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        is_one = is_one && !table_has(table, others[i]);
    for (size_t i = 0; is_one && i < table->rows; i++) {
        const struct str *cells = table_row(table, i);
        struct str brief = table_get(table, cells, F_SHORT_NAME);
        add(directory, code, table_get(table, cells, code),
            brief.length ? brief : table_get(table, cells, F_NAME_ZH), table_get(table, cells, F_NAME_EN));
    }
}

void directory_table(struct directory *directory, const struct table *table)
{
    add_register(directory, table, F_OWNER);
    add_register(directory, table, F_PILLAR);
    static const struct { enum field code, zh, en; } columns[] = {
        {F_REGION, F_REGION_ZH, F_REGION_EN}, {F_INDICATOR, F_NAME_ZH, F_NAME_EN},
        {F_RELATED, F_RELATED_NAME, F_RELATED_NAME}, {F_TASK, F_NAME_ZH, F_NAME_EN}, {F_GOAL, F_NAME_ZH, F_NAME_EN},
        {F_QUESTION, F_NAME_ZH, F_NAME_EN}, {F_PART, F_PART_ZH, F_PART_EN}, {F_PLACE_CODE, F_PLACE_ZH, F_PLACE_EN},
        {F_PACESETTER, F_PACESETTER_ZH, F_PACESETTER_EN}, {F_BEST_REGION, F_BEST_REGION_ZH, F_BEST_REGION_EN},
        {F_WORST_REGION, F_WORST_REGION_ZH, F_WORST_REGION_EN},
    };
    for (size_t i = 0; table->kept && i < table->rows; i++)
        for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
            const struct str *cells = table_row(table, i);
            enum field field = columns[c].code == F_RELATED ? F_INDICATOR
                               : columns[c].code == F_PLACE_CODE || columns[c].code == F_PACESETTER ||
                                 columns[c].code == F_BEST_REGION || columns[c].code == F_WORST_REGION ? F_REGION
                               : columns[c].code;
            add(directory, field, table_get(table, cells, columns[c].code), table_get(table, cells, columns[c].zh),
                table_get(table, cells, columns[c].en));
        }
}

struct str directory_name(const struct directory *directory, enum field field, struct str code, bool chinese)
{
    const struct str key[] = {field < FIELD_COUNT ? field_row[field].name : STR(""), code};
    const struct names *names = directory ? group_find(directory->names, key) : NULL;
    if (!names)
        return (struct str){NULL, 0};
    return (chinese && names->zh.length) || names->en.length == 0 ? names->zh : names->en;
}

static const struct names *indicator_names(const struct directory *directory, struct str indicator)
{
    const struct str key[] = {field_row[F_INDICATOR].name, indicator};
    return directory ? group_find(directory->names, key) : NULL;
}

struct str directory_domain(const struct directory *directory, struct str indicator)
{
    const struct names *names = indicator_names(directory, indicator);
    return names ? names->domain : (struct str){NULL, 0};
}

struct str directory_direction(const struct directory *directory, struct str indicator)
{
    const struct names *names = indicator_names(directory, indicator);
    return names ? names->direction : (struct str){NULL, 0};
}

struct str directory_decimals(const struct directory *directory, struct str indicator)
{
    const struct names *names = indicator.length ? indicator_names(directory, indicator) : NULL;
    return names ? names->decimals : (struct str){NULL, 0};
}

void directory_names(struct directory *directory, struct reader *reader, const char *file)
{
    struct columns columns = column_header(directory->mem, reader);
    uint32_t zh = column_find(&columns, STR("name_zh")), en = column_find(&columns, STR("name_en"));
    uint32_t brief = column_find(&columns, STR("short_name"));
    if (zh == COLUMN_NONE && en == COLUMN_NONE)
        diag_fatal(DIAG_USAGE, NULL, "--names %s: expected a code in the first column, and name_zh or name_en", file);
    const struct record *record;
    while ((record = reader_next(reader))) {
        struct names given = {0};
        if (zh != COLUMN_NONE)
            given.zh = record_field(record, zh);
        if (brief != COLUMN_NONE && record_field(record, brief).length)
            given.zh = record_field(record, brief);
        if (en != COLUMN_NONE)
            given.en = record_field(record, en);
        add_under(directory, columns.name[0], record_field(record, 0), given);
    }
}
