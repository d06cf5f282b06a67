/* schema_of - a schema from a text, for units; its tables are written with ' for ". */
#ifndef SCHEMA_OF_H
#define SCHEMA_OF_H

#include <criterion/criterion.h>

#include "base/str.h"
#include "meaning/schema.h"

/* A schema that is right; what is wrong with it ends the test. */
static inline struct schema *parsed(struct mem *mem, const char *text)
{
    struct json_fault fault = {0};
    struct schema *schema = schema_parse(mem, str_of(text), &fault);
    cr_assert(schema, "%s: %.*s", text, (int)fault.message.length, fault.message.at);
    return schema;
}

/* A schema of one field, described by `body`. */
static inline struct schema *with_field(struct mem *mem, const char *body)
{
    return parsed(mem, mem_format(mem, "{\"fields\":[{\"name\":\"value\"%s%s}]}", *body ? "," : "", body).at);
}

/* The text with " for each '. */
static inline struct str quoted(struct mem *mem, const char *text)
{
    struct str copy = mem_copy(mem, str_of(text));
    for (size_t i = 0; i < copy.length; i++)
        if (copy.at[i] == '\'')
            ((char *)copy.at)[i] = '"';
    return copy;
}

#endif
