/* schema_bind - a schema's fields in a header; see schema.h
 *
 * Table Schema has fields mapped to columns by their order (fieldsMatch exact) or by their
 * names (the others).  Faults come in the order: fields and columns too many, fields that
 * are missing, then what is wrong with the names, from left to right.
 */
#include <strings.h>

#include "base/near.h"
#include "base/origin.h"
#include "base/voice.h"
#include "meaning/schema_inside.h"

/* Names are held against each other letter by letter up to so many columns. */
enum { FOLDED_MOST = 4096 };

struct binder {
    struct mem *mem;
    const struct schema *schema;
    const struct columns *columns;
    struct schema_binding binding;
    bool *taken;              /* for each column: some field has it */
    bool fold;
    size_t room;
};

static bool same_name(const struct binder *b, struct str one, struct str other)
{
    return str_eq(one, other) ||
           (b->fold && one.length == other.length && strncasecmp(one.at, other.at, one.length) == 0);
}

static uint32_t find_column(const struct binder *b, struct str name)
{
    uint32_t exact = column_first(b->columns, name, NULL);
    for (uint32_t i = 0; exact == COLUMN_NONE && b->fold && i < b->columns->count; i++)
        if (same_name(b, b->columns->name[i], name))
            return i;
    return exact;
}

/* The column before column i that has its name, or COLUMN_NONE. */
static uint32_t column_before(const struct binder *b, uint32_t i)
{
    uint32_t first = column_first(b->columns, b->columns->name[i], NULL);
    for (uint32_t j = 0; first == i && b->fold && j < i && b->columns->count <= FOLDED_MOST; j++)
        if (same_name(b, b->columns->name[i], b->columns->name[j]))
            return j;
    return first < i ? first : COLUMN_NONE;
}

static void complain(struct binder *b, struct schema_header_fault fault)
{
    b->binding.fault = mem_grow(b->mem, b->binding.fault, b->binding.faults, &b->room, sizeof fault);
    b->binding.fault[b->binding.faults++] = fault;
}

static void take(struct binder *b, const struct schema_field *field, uint32_t at)
{
    b->binding.bound[b->binding.count++] = (struct schema_bound){at, field};
    b->taken[at] = true;
}

/* ---- complaints ---- */

/* Of the columns that no field has, the one with nearly that name. */
static struct str near_column(const struct binder *b, struct str name)
{
    struct str *left = mem_array(b->mem, b->columns->count, sizeof *left);
    size_t count = 0;
    for (uint32_t i = 0; i < b->columns->count && count < 1000; i++)
        if (!b->taken[i])
            left[count++] = b->columns->name[i];
    ptrdiff_t near = near_find(name, left, count);
    return near < 0 ? (struct str){NULL, 0} : left[near];
}

static void complain_missing(struct binder *b, const struct schema_field *field)
{
    struct str near = near_column(b, field->name);
    struct schema_header_fault fault = {.rule = "header-missing", .at = COLUMN_NONE, .expected = field->name};
    fault.message = near.length ? say_format(b->mem, "no column \"%.*s\"; is \"%.*s\" meant to be it?",
                                             STR_ARG(field->name), STR_ARG(near))
                                : say_format(b->mem, "no column \"%.*s\"", STR_ARG(field->name));
    fault.name = near;
    fault.fix = near.length ? field->name : (struct str){NULL, 0};
    complain(b, fault);
}

static void complain_extra(struct binder *b, uint32_t at)
{
    struct str name = b->columns->name[at];
    struct str message = name.length ? say_format(b->mem, "column \"%.*s\" is not in the schema", STR_ARG(name))
                                     : say_format(b->mem, "column %u has no name, and is not in the schema", at + 1);
    complain(b, (struct schema_header_fault){.rule = "header-extra", .at = at, .name = name, .message = message});
}

static void complain_empty(struct binder *b, uint32_t at)
{
    complain(b, (struct schema_header_fault){.rule = "header-empty", .at = at, .expected = voice_str("a name"),
                                             .message = say_format(b->mem, "column %u has no name", at + 1)});
}

static void complain_double(struct binder *b, uint32_t at, uint32_t before)
{
    struct str name = b->columns->name[at];
    struct schema_header_fault fault = {.rule = "header-double", .at = at, .name = name,
                                        .expected = voice_str("a name that no other column has")};
    if (str_eq(name, b->columns->name[before]))
        fault.message = say_format(b->mem, "columns %u and %u are both called \"%.*s\"", before + 1, at + 1,
                                   STR_ARG(name));
    else
        fault.message = say_format(b->mem, "columns %u and %u have one name when case is ignored", before + 1, at + 1);
    complain(b, fault);
}

/* A column at the place of a field of another name. */
static void complain_order(struct binder *b, uint32_t i, struct str wanted)
{
    struct str name = b->columns->name[i];
    uint32_t at = find_column(b, wanted);
    struct schema_header_fault fault = {.rule = "header-order", .at = i, .name = name, .expected = wanted};
    if (at != COLUMN_NONE)
        fault.message = say_format(b->mem, "column %u is \"%.*s\", where the schema has \"%.*s\" (which is column %u)",
                                   i + 1, STR_ARG(name), STR_ARG(wanted), at + 1);
    else
        fault.message = say_format(b->mem, "column %u is \"%.*s\", where the schema has \"%.*s\"", i + 1,
                                   STR_ARG(name), STR_ARG(wanted));
    if (at == COLUMN_NONE && near_distance(name, wanted, 2) <= 2)
        fault.fix = wanted;
    complain(b, fault);
}

/* ---- the two ways ---- */

/* What `sheet --origin` sets before a table is no column of it: its head is an origin itself. */
static bool is_origin(const struct binder *b, uint32_t at)
{
    struct origin origin;
    return origin_parse(b->columns->name[at], &origin);
}

/* Field i has the i-th column, whatever that is called. */
static void bind_by_order(struct binder *b)
{
    uint32_t *place = mem_array(b->mem, b->columns->count, sizeof *place), columns = 0;
    for (uint32_t i = 0; i < b->columns->count; i++)
        if (!is_origin(b, i))
            place[columns++] = i;
    uint32_t count = b->schema->described, both = count < columns ? count : columns;
    for (uint32_t i = 0; i < both; i++)
        take(b, &b->schema->field[i], place[i]);
    for (uint32_t i = both; i < columns; i++)
        complain_extra(b, place[i]);
    for (uint32_t i = both; i < count; i++)
        complain_missing(b, &b->schema->field[i]);
    for (uint32_t i = 0; i < both; i++) {
        uint32_t at = place[i], before = b->columns->name[at].length ? column_before(b, at) : COLUMN_NONE;
        if (!b->columns->name[at].length)
            complain_empty(b, at);
        else if (before != COLUMN_NONE)
            complain_double(b, at, before);
        else if (!same_name(b, b->columns->name[at], b->schema->field[i].name))
            complain_order(b, at, b->schema->field[i].name);
    }
    b->binding.aside = b->columns->count - columns;
    if (columns > count)
        b->binding.beyond = columns - count;
    if (columns < count)
        b->binding.lacking = count - columns;
}

static void bind_by_name(struct binder *b, enum schema_match match)
{
    bool closed = match == SCHEMA_EQUAL || match == SCHEMA_SUPERSET,
         all = match == SCHEMA_EQUAL || match == SCHEMA_SUBSET;
    for (uint32_t i = 0; i < b->schema->described; i++) {
        uint32_t at = find_column(b, b->schema->field[i].name);
        if (at != COLUMN_NONE)
            take(b, &b->schema->field[i], at);
    }
    for (uint32_t i = 0; closed && i < b->columns->count; i++)
        if (!b->taken[i] && !is_origin(b, i) && column_before(b, i) == COLUMN_NONE)
            complain_extra(b, i);
    if (match == SCHEMA_PARTIAL && b->binding.count == 0 && b->schema->described)
        complain(b, (struct schema_header_fault){.rule = "header-unmatched", .at = COLUMN_NONE,
                                                 .message = voice_str("no column of the schema is there")});
    for (uint32_t i = 0; i < b->schema->described; i++) {
        const struct schema_field *field = &b->schema->field[i];
        if ((all || field->required) && find_column(b, field->name) == COLUMN_NONE)
            complain_missing(b, field);
    }
    for (uint32_t i = 0; i < b->columns->count; i++) {
        bool named = b->columns->name[i].length;
        uint32_t before = named ? column_before(b, i) : COLUMN_NONE;
        if (!named && !closed)
            complain_empty(b, i);
        else if (before != COLUMN_NONE)
            complain_double(b, i, before);
    }
}

struct schema_binding schema_bind(struct mem *mem, const struct schema *schema, const struct columns *columns,
                                  bool fold)
{
    struct binder b = {.mem = mem, .schema = schema, .columns = columns, .fold = fold};
    b.binding.bound = mem_array(mem, schema->fields, sizeof *b.binding.bound);
    b.taken = mem_array(mem, columns->count, sizeof *b.taken);
    if (schema->match == SCHEMA_EXACT)
        bind_by_order(&b);
    else
        bind_by_name(&b, schema->match);
    for (uint32_t i = schema->described; i < schema->fields; i++) {
        uint32_t at = find_column(&b, schema->field[i].name);
        if (at != COLUMN_NONE)
            take(&b, &schema->field[i], at);
        else
            complain_missing(&b, &schema->field[i]);
    }
    return b.binding;
}
