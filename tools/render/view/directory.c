/* directory - see directory.h */

#include "view/directory.h"

#include "base/group.h"
#include "base/str.h"

struct names {
    struct str zh, en, domain, direction;
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

static void add(struct directory *directory, enum field field, struct str code, struct str zh, struct str en)
{
    const struct str key[] = {field_row[field].name, code};
    if (code.length == 0 || (zh.length == 0 && en.length == 0))
        return;
    struct names *names = group_at(directory->names, key);
    if (names->zh.length || names->en.length)
        return;
    names->zh = mem_copy(directory->mem, zh);
    names->en = mem_copy(directory->mem, en);
}

void directory_catalogs(struct directory *directory, const struct regions *regions,
                        const struct indicators *indicators)
{
    for (uint32_t i = 0; regions && i < regions->count; i++)
        add(directory, F_REGION, regions->row[i].code, regions->row[i].name_zh, regions->row[i].name_en);
    for (uint32_t i = 0; indicators && i < indicators->count; i++)
        add(directory, F_INDICATOR, indicators->row[i].code, indicators->row[i].name_zh, indicators->row[i].name_en);
    for (uint32_t i = 0; indicators && i < indicators->count; i++) {
        const struct str key[] = {field_row[F_INDICATOR].name, indicators->row[i].code};
        struct names *names = group_find(directory->names, key);
        if (names) {
            names->domain = indicators->row[i].domain;
            names->direction = str_of(direction_row(indicators->row[i].direction)->word);
        }
    }
}

void directory_table(struct directory *directory, const struct table *table)
{
    static const struct { enum field code, zh, en; } columns[] = {
        {F_REGION, F_REGION_ZH, F_REGION_EN}, {F_INDICATOR, F_NAME_ZH, F_NAME_EN},
        {F_RELATED, F_RELATED_NAME, F_RELATED_NAME},
    };
    for (size_t i = 0; table->kept && i < table->rows; i++)
        for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
            const struct str *cells = table_row(table, i);
            enum field field = columns[c].code == F_RELATED ? F_INDICATOR : columns[c].code;
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
