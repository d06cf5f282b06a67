/* schema_json - the constraint jsonSchema: JSON held against JSON Schema; see schema_inside.h
 *
 * The assertions of JSON Schema (draft 2020-12, Validation) that judge a value by itself:
 * each is a row of `keywords`.  They are read from the schema's own nodes; what has to be
 * compiled is only patterns.  A keyword that is not there, such as $ref or format, is a
 * fault of the schema: a keyword that is passed over never fails.
 */
#include <stdlib.h>

#include "base/near.h"
#include "meaning/schema_inside.h"
#include "values/measure.h"

struct pattern {
    const struct json *node;
    struct match *match;
};

struct shape {
    const struct json *root;
    struct pattern *pattern;
    size_t patterns, room;
};

/* A value being held; the first thing that fails is kept. */
struct hold {
    const struct shape *shape;
    struct mem *mem;
    struct shape_breach *breach;
    const struct json **stopped; /* a pattern that stopped at its limit: nothing passes, under `not` neither */
};

struct keyword {
    const char *name;
    /* Null: what it says is for readers. */
    bool (*holds)(const struct hold *hold, const struct json *own, const struct json *value);
    void (*check)(struct schema_inner *field, struct shape *shape, const struct json *own);
};

static bool holds_schema(const struct hold *hold, const struct json *schema, const struct json *value);
static void check_schema(struct schema_inner *field, struct shape *shape, const struct json *schema);

static bool breach(const struct hold *hold, const struct json *own, const struct json *value)
{
    if (!hold->breach->own)
        *hold->breach = (struct shape_breach){own, value};
    return false;
}

/* ---- any value ---- */

static bool is_whole(struct num number)
{
    return num_compare(num_round(number, 0, NUM_HALF_UP), number) == 0;
}

static bool is_type(struct str name, const struct json *value)
{
    static const char *const word[] = {[JSON_KIND_NULL] = "null",   [JSON_KIND_FLAG] = "boolean",
                                       [JSON_KIND_NUMBER] = "number", [JSON_KIND_TEXT] = "string",
                                       [JSON_KIND_LIST] = "array",  [JSON_KIND_OBJECT] = "object"};
    struct num number;
    if (str_eq(name, STR("integer")))
        return value->kind == JSON_KIND_NUMBER && num_parse(value->text, &number) == NUM_OK && is_whole(number);
    return str_eq(name, str_of(word[value->kind]));
}

static bool holds_type(const struct hold *hold, const struct json *own, const struct json *value)
{
    (void)hold;
    bool found = own->kind == JSON_KIND_TEXT && is_type(own->text, value);
    for (const struct json *item = own->first; item && !found; item = item->next)
        found = is_type(item->text, value);
    return found;
}

static bool holds_const(const struct hold *hold, const struct json *own, const struct json *value)
{
    return str_eq(canonical_node(hold->mem, own), canonical_node(hold->mem, value));
}

static bool holds_enum(const struct hold *hold, const struct json *own, const struct json *value)
{
    bool found = false;
    for (const struct json *item = own->first; item && !found; item = item->next)
        found = holds_const(hold, item, value);
    return found;
}

/* ---- numbers ---- */

/* check_number has held the limit to be a number. */
#define LIMIT(name, condition) \
    static bool name(const struct hold *hold, const struct json *own, const struct json *value) \
    { \
        struct num limit = num_of(0), number; \
        (void)hold; \
        if (value->kind != JSON_KIND_NUMBER) \
            return true; \
        num_parse(own->text, &limit); \
        if (num_parse(value->text, &number) != NUM_OK) \
            return false; \
        int order = num_compare(number, limit); \
        return condition; \
    }
LIMIT(holds_minimum, order >= 0)
LIMIT(holds_maximum, order <= 0)
LIMIT(holds_above, order > 0)
LIMIT(holds_below, order < 0)

static bool holds_multiple(const struct hold *hold, const struct json *own, const struct json *value)
{
    struct num unit = num_of(0), number, times;
    (void)hold;
    if (value->kind != JSON_KIND_NUMBER)
        return true;
    num_parse(own->text, &unit);
    return num_parse(value->text, &number) == NUM_OK && measure_decimal(measure_quotient(number, unit), &times) &&
           is_whole(times);
}

/* ---- texts, and how much there is of them, of items, of members ---- */

static bool holds_pattern(const struct hold *hold, const struct json *own, const struct json *value)
{
    const struct pattern *pattern = hold->shape->pattern;
    while (pattern->node != own)
        pattern++;
    if (value->kind != JSON_KIND_TEXT)
        return true;
    enum match_verdict verdict = match_test(pattern->match, value->text);
    if (verdict == MATCH_LIMIT)
        *hold->stopped = own;
    return verdict == MATCH_YES;
}

#define AMOUNT(name, of, amount, sign) \
    static bool name(const struct hold *hold, const struct json *own, const struct json *value) \
    { \
        (void)hold; \
        return value->kind != (of) || (amount) sign json_whole(own); \
    }
AMOUNT(holds_min_length, JSON_KIND_TEXT, str_runes(value->text), >=)
AMOUNT(holds_max_length, JSON_KIND_TEXT, str_runes(value->text), <=)
AMOUNT(holds_min_items, JSON_KIND_LIST, value->count, >=)
AMOUNT(holds_max_items, JSON_KIND_LIST, value->count, <=)
AMOUNT(holds_min_members, JSON_KIND_OBJECT, value->count, >=)
AMOUNT(holds_max_members, JSON_KIND_OBJECT, value->count, <=)

/* ---- lists and objects ---- */

static bool holds_items(const struct hold *hold, const struct json *own, const struct json *value)
{
    bool good = true;
    for (const struct json *item = value->kind == JSON_KIND_LIST ? value->first : NULL; item && good; item = item->next)
        good = holds_schema(hold, own, item);
    return good;
}

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool holds_unique(const struct hold *hold, const struct json *own, const struct json *value)
{
    if (value->kind != JSON_KIND_LIST || !own->flag || value->count < 2)
        return true;
    struct str *text = mem_array(hold->mem, value->count, sizeof *text);
    uint32_t count = 0;
    for (const struct json *item = value->first; item; item = item->next)
        text[count++] = canonical_node(hold->mem, item);
    qsort(text, count, sizeof *text, by_text);
    bool good = true;
    for (uint32_t i = 1; i < count && good; i++)
        good = !str_eq(text[i - 1], text[i]);
    return good;
}

static const struct json *member_of(const struct json *object, struct str key)
{
    const struct json *member = object->first;
    while (member && !str_eq(member->key, key))
        member = member->next;
    return member;
}

static bool holds_required(const struct hold *hold, const struct json *own, const struct json *value)
{
    for (const struct json *item = value->kind == JSON_KIND_OBJECT ? own->first : NULL; item; item = item->next)
        if (!member_of(value, item->text))
            return breach(hold, item, value);
    return true;
}

static bool holds_properties(const struct hold *hold, const struct json *own, const struct json *value)
{
    bool good = true;
    for (const struct json *schema = value->kind == JSON_KIND_OBJECT ? own->first : NULL; schema && good;
         schema = schema->next) {
        const struct json *member = member_of(value, schema->key);
        good = !member || holds_schema(hold, schema, member);
    }
    return good;
}

/* The members that stand beside those of `properties`. */
static bool holds_additional(const struct hold *hold, const struct json *own, const struct json *value)
{
    const struct json *known = json_find(own->parent, "properties"), *member = NULL;
    bool good = true;
    for (member = value->kind == JSON_KIND_OBJECT ? value->first : NULL; member && good; member = member->next)
        good = (known && member_of(known, member->key)) || holds_schema(hold, own, member);
    return good;
}

/* ---- several schemas together ---- */

/* Of a list's schemas, or of one alone, how many the value keeps; what fails inside is no breach. */
static uint32_t kept_of(const struct hold *hold, const struct json *own, const struct json *value)
{
    struct shape_breach inside = {NULL, NULL};
    const struct hold aside = {hold->shape, hold->mem, &inside, hold->stopped};
    uint32_t kept = 0;
    if (own->kind != JSON_KIND_LIST)
        return holds_schema(&aside, own, value);
    for (const struct json *schema = own->first; schema; schema = schema->next)
        kept += holds_schema(&aside, schema, value);
    return kept;
}

static bool holds_any(const struct hold *hold, const struct json *own, const struct json *value)
{
    return kept_of(hold, own, value) > 0;
}

static bool holds_one(const struct hold *hold, const struct json *own, const struct json *value)
{
    return kept_of(hold, own, value) == 1;
}

static bool holds_not(const struct hold *hold, const struct json *own, const struct json *value)
{
    return kept_of(hold, own, value) == 0;
}

static bool holds_all(const struct hold *hold, const struct json *own, const struct json *value)
{
    bool good = true;
    for (const struct json *schema = own->first; schema && good; schema = schema->next)
        good = holds_schema(hold, schema, value);
    return good;
}

/* ---- is the schema right? ---- */

static void check_nothing(struct schema_inner *field, struct shape *shape, const struct json *own)
{
    (void)field;
    (void)shape;
    (void)own;
}

static void check_type(struct schema_inner *field, struct shape *shape, const struct json *own)
{
    static const struct str known[] = {STR("null"),   STR("boolean"), STR("number"), STR("integer"),
                                       STR("string"), STR("array"),   STR("object")};
    const struct json *item = own->kind == JSON_KIND_LIST ? json_items(own) : own;
    for (; item; item = item == own ? NULL : item->next) {
        bool found = false;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            found |= str_eq(json_text(item), known[i]);
        if (!found)
            json_complain(item, "is no type of JSON: null, boolean, number, integer, string, array, object");
    }
    (void)field;
    (void)shape;
}

static void check_list(struct schema_inner *field, struct shape *shape, const struct json *own)
{
    json_items(own);
    (void)field;
    (void)shape;
}

static void check_number(struct schema_inner *field, struct shape *shape, const struct json *own)
{
    struct num number = num_of(0);
    if (own->kind != JSON_KIND_NUMBER)
        json_complain(own, "is %s; expected a number", json_kind_name(own->kind));
    else if (json_num(own, &number) && str_eq(own->key, STR("multipleOf")) && num_compare(number, num_of(0)) <= 0)
        json_complain(own, "is not above 0");
    (void)field;
    (void)shape;
}

static void check_count(struct schema_inner *field, struct shape *shape, const struct json *own)
{
    json_whole(own);
    (void)field;
    (void)shape;
}

static void check_flag(struct schema_inner *field, struct shape *shape, const struct json *own)
{
    json_flag(own);
    (void)field;
    (void)shape;
}

static void check_pattern(struct schema_inner *field, struct shape *shape, const struct json *own)
{
    struct match_fault fault;
    struct match *match = match_compile(field->mem, json_text(own), MATCH_SOMEWHERE, &fault);
    if (!match) {
        json_complain(own, "%.*s at byte %zu", STR_ARG(fault.message), fault.at + 1);
        return;
    }
    shape->pattern = mem_grow(field->mem, shape->pattern, shape->patterns, &shape->room, sizeof *shape->pattern);
    shape->pattern[shape->patterns++] = (struct pattern){own, match};
}

static void check_texts(struct schema_inner *field, struct shape *shape, const struct json *own)
{
    for (const struct json *item = json_items(own); item; item = item->next)
        json_text(item);
    (void)field;
    (void)shape;
}

static void check_schemas(struct schema_inner *field, struct shape *shape, const struct json *own)
{
    if (own->kind == JSON_KIND_LIST && !own->first)
        json_complain(own, "is an empty list");
    for (const struct json *schema = json_items(own); schema; schema = schema->next)
        check_schema(field, shape, schema);
}

static void check_members(struct schema_inner *field, struct shape *shape, const struct json *own)
{
    for (const struct json *schema = json_members(own); schema; schema = schema->next)
        check_schema(field, shape, schema);
}

/* ---- the table ---- */

static const struct keyword keywords[] = {
    {"type", holds_type, check_type},
    {"enum", holds_enum, check_list},
    {"const", holds_const, check_nothing},
    {"minimum", holds_minimum, check_number},
    {"maximum", holds_maximum, check_number},
    {"exclusiveMinimum", holds_above, check_number},
    {"exclusiveMaximum", holds_below, check_number},
    {"multipleOf", holds_multiple, check_number},
    {"minLength", holds_min_length, check_count},
    {"maxLength", holds_max_length, check_count},
    {"pattern", holds_pattern, check_pattern},
    {"items", holds_items, check_schema},
    {"minItems", holds_min_items, check_count},
    {"maxItems", holds_max_items, check_count},
    {"uniqueItems", holds_unique, check_flag},
    {"properties", holds_properties, check_members},
    {"required", holds_required, check_texts},
    {"additionalProperties", holds_additional, check_schema},
    {"minProperties", holds_min_members, check_count},
    {"maxProperties", holds_max_members, check_count},
    {"anyOf", holds_any, check_schemas},
    {"allOf", holds_all, check_schemas},
    {"oneOf", holds_one, check_schemas},
    {"not", holds_not, check_schema},
    {"title", NULL, check_nothing},
    {"description", NULL, check_nothing},
    {"default", NULL, check_nothing},
    {"examples", NULL, check_nothing},
    {"$schema", NULL, check_nothing},
    {"$id", NULL, check_nothing},
    {"$comment", NULL, check_nothing}};
enum { KEYWORDS = sizeof keywords / sizeof *keywords };

static const struct keyword *keyword_find(struct str name)
{
    for (size_t i = 0; i < KEYWORDS; i++)
        if (str_eq(name, str_of(keywords[i].name)))
            return &keywords[i];
    return NULL;
}

static bool holds_schema(const struct hold *hold, const struct json *schema, const struct json *value)
{
    if (schema->kind == JSON_KIND_FLAG)
        return schema->flag || breach(hold, schema, value);
    for (const struct json *own = schema->first; own; own = own->next) {
        const struct keyword *keyword = keyword_find(own->key);
        if (keyword->holds && !keyword->holds(hold, own, value))
            return breach(hold, own, value);
    }
    return true;
}

static void check_schema(struct schema_inner *field, struct shape *shape, const struct json *schema)
{
    struct str name[KEYWORDS];
    if (schema->kind == JSON_KIND_FLAG)
        return;
    for (size_t i = 0; i < KEYWORDS; i++)
        name[i] = str_of(keywords[i].name);
    for (const struct json *own = json_members(schema); own; own = own->next) {
        const struct keyword *keyword = keyword_find(own->key);
        ptrdiff_t near = keyword ? -1 : near_find(own->key, name, KEYWORDS);
        if (keyword)
            keyword->check(field, shape, own);
        else if (near >= 0)
            json_complain(own, "is no keyword that is known here; did you mean \"%s\"?", keywords[near].name);
        else
            json_complain(own, "is no keyword of JSON Schema that is known here");
    }
}

/* ---- the face ---- */

struct shape *shape_open(struct schema_inner *field, const struct json *node)
{
    struct shape *shape = mem_take(field->mem, sizeof *shape);
    *shape = (struct shape){.root = node};
    check_schema(field, shape, node);
    return shape;
}

struct shape *shape_twin(struct mem *mem, const struct shape *shape)
{
    struct shape *twin = mem_take(mem, sizeof *twin);
    *twin = (struct shape){.root = shape->root, .patterns = shape->patterns};
    twin->pattern = mem_array(mem, shape->patterns, sizeof *twin->pattern);
    for (size_t i = 0; i < shape->patterns; i++)
        twin->pattern[i] = (struct pattern){shape->pattern[i].node, match_twin(mem, shape->pattern[i].match)};
    return twin;
}

void shape_close(struct shape *shape)
{
    for (size_t i = 0; i < shape->patterns; i++)
        match_close(shape->pattern[i].match);
}

bool shape_holds(struct mem *mem, const struct shape *shape, struct str text, struct shape_breach *breach)
{
    struct json_fault fault;
    const struct json *value = json_parse(mem, text, &fault), *stopped = NULL;
    const struct hold hold = {shape, mem, breach, &stopped};
    *breach = (struct shape_breach){NULL, NULL};
    bool good = value && holds_schema(&hold, shape->root, value);
    if (good && stopped)
        *breach = (struct shape_breach){stopped, NULL};
    return good && !stopped;
}
