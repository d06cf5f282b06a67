/* checks - see checks.h */
#include "records/checks.h"

void checks_open(struct mem *mem, struct checks *checks, const struct schema_binding *binding, uint32_t columns)
{
    enum { QUOTES = 2, DELIMITER = 1 };
    checks->columns = columns;
    checks->field = mem_array(mem, columns, sizeof *checks->field);
    for (uint32_t i = 0; i < binding->count; i++) {
        const struct schema_field *field = binding->bound[i].field;
        checks->field[binding->bound[i].at] = field;
        checks->blank_most += schema_missing_bytes(field);
    }
    checks->blank_most += columns * (size_t)(QUOTES + DELIMITER);
}

/* The first field of a record that has anything is hardly ever missing. */
static bool all_missing(const struct checks *checks, const struct record *record)
{
    for (uint32_t i = 0; i < record->count; i++) {
        struct str text = record_field(record, i);
        if (checks->field[i] ? !schema_missing(checks->field[i], text) : text.length > 0)
            return false;
    }
    return true;
}

bool checks_blank(const struct checks *checks, const struct record *record)
{
    return checks->columns > 1 && record_raw(record).length <= checks->blank_most && all_missing(checks, record);
}

bool checks_clean(const struct checks *checks, const struct record *record, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (checks_blank(checks, &record[i]))
            return false;
    for (uint32_t i = 0; i < checks->count; i++) {
        const struct check *check = &checks->check[i];
        if (schema_check_all(check->field, check->at, record, count, &checks->missing[i]) > SCHEMA_MISSING)
            return false;
    }
    return true;
}
