/* raw_table - see raw_table.h */
#include "base/str.h"
#include "cell/heading.h"
#include "table/raw_table.h"

static bool is_called(const struct table_column *c, struct str name)
{
    return str_eq(c->header, name) || str_eq(c->name, name) ||
           (c->role < ROLE_COUNT && str_eq(role_name(c->role), name));
}

uint32_t raw_table_column(struct mem *mem, const struct raw_table *table, struct str name)
{
    struct str key = heading_key(mem, name);
    for (int folded = 0; folded < 2; folded++)
        for (uint32_t at = 0; at < table->count; at++) {
            const struct table_column *c = &table->column[at];
            if (c->role >= ROLE_WIDE || c->role == ROLE_VALUE)
                continue;
            if (folded ? str_eq(heading_key(mem, c->header), key) || str_eq(heading_key(mem, c->name), key)
                       : is_called(c, name))
                return at;
        }
    return COLUMN_NONE;
}
