/* checks - see checks.h */
#include "checks.h"

bool checks_blank(const struct checks *checks, const struct record *record)
{
    return checks->columns > 1 && record_raw(record).length < checks->columns;
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
