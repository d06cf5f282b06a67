/* Fuzz target: a schema, a field of it, and fields for it.  The input is a text that
 * may be a schema, a NUL, and then values; what is judged is explained, what is
 * remembered is what was judged, and equal texts stay equal. */
#include <stdlib.h>

#include "base/str.h"
#include "meaning/schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void judge(struct mem *mem, const struct schema_field *field, struct str text)
{
    struct schema_fault fault[SCHEMA_RULES_MAX];
    char one[SCHEMA_CANONICAL_MAX], other[SCHEMA_CANONICAL_MAX];
    struct str first, second;
    bool query;
    enum schema_verdict verdict = schema_check(field, text);
    check(schema_check(field, text) == verdict);
    uint32_t broken = schema_broken(field, text, &query);
    uint32_t faults = schema_explain(mem, field, text, fault), errors = 0;
    check((verdict == SCHEMA_BAD) == (broken != 0));
    check(verdict != SCHEMA_ODD || query);
    for (uint32_t i = 0; i < faults; i++) {
        check(fault[i].message.length > 0);
        errors += !fault[i].query;
        check(fault[i].query || (broken & 1u << fault[i].rule));
    }
    check(errors == (uint32_t)__builtin_popcount(broken));
    bool read = schema_canonical(field, text, one, &first);
    check(read == schema_canonical(field, text, other, &second));
    check(!read || str_eq(first, second));
    check(!read || !schema_missing(field, text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mem *mem = mem_open();
    struct str rest = {(const char *)data, size}, text, value;
    struct json_fault fault = {0};
    if (str_cut(&rest, '\0', &text)) {
        struct schema *schema = schema_parse(mem, text, &fault);
        check(schema || fault.message.length);
        while (schema && str_cut(&rest, '\0', &value))
            for (uint32_t i = 0; i < schema->fields && i < 8; i++)
                if (str_utf8(value) == value.length)
                    judge(mem, &schema->field[i], value);
        if (schema)
            schema_close(schema);
    }
    mem_close(mem);
    return 0;
}
