/* raw_table - see raw_table.h */
#include "base/str.h"
#include "table/raw_table.h"

uint32_t raw_table_column(const struct raw_table *table, struct str name)
{
    for (uint32_t at = 0; at < table->count; at++) {
        const struct table_column *c = &table->column[at];
        bool same = str_eq(c->header, name) || str_eq(c->name, name) ||
                    (c->role < ROLE_COUNT && str_eq(role_name(c->role), name));
        if (same && c->role < ROLE_WIDE && c->role != ROLE_VALUE)
            return at;
    }
    return COLUMN_NONE;
}
