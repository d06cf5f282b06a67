/* schema - see schema.h */
#include <stdarg.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/near.h"
#include "base/voice.h"
#include "meaning/schema_inside.h"
#include "meaning/sheet.h"

/* Columns that may be given a code list from outside, and columns that remember. */
enum { ADDED_MOST = 32, MEMOS_MOST = 100 };

/* ---- small helps ---- */

void schema_note(struct schema *schema, const struct json *node, const char *format, ...)
{
    char sentence[512];
    va_list list;
    va_start(list, format);
    vsnprintf(sentence, sizeof sentence, voice_text(format), list);
    va_end(list);
    struct str pointer = json_pointer(schema->mem, node);
    size_t room = schema->notes;
    if ((room & (room - 1)) == 0)
        schema->note = mem_grow(schema->mem, schema->note, schema->notes, &room, sizeof *schema->note);
    schema->note[schema->notes++] =
        (struct json_fault){node->line, node->column, mem_format(schema->mem, "%.*s: %s", STR_ARG(pointer), sentence)};
}

struct str *schema_texts(struct mem *mem, const struct json *list, uint32_t *count)
{
    const struct json *first = json_items(list);
    struct str *text = mem_array(mem, list->kind == JSON_KIND_LIST ? list->count : 0, sizeof *text);
    *count = 0;
    for (const struct json *item = first; item; item = item->next)
        text[(*count)++] = mem_copy(mem, json_text(item->kind == JSON_KIND_OBJECT ? json_need(item, "value") : item));
    return text;
}

static struct str text_member(struct mem *mem, const struct json *node, const char *name)
{
    const struct json *member = json_find(node, name);
    return member && member->kind == JSON_KIND_TEXT ? mem_copy(mem, member->text) : STR("");
}

/* Properties may have any name, but one that is nearly ours is likely a slip. */
static void note_slips(struct schema *schema, const struct json *object, const struct str *known, size_t count)
{
    for (const struct json *member = json_members(object); member; member = member->next) {
        bool exact = false;
        for (size_t i = 0; i < count; i++)
            exact |= str_eq(known[i], member->key);
        ptrdiff_t near = exact ? -1 : near_find(member->key, known, count);
        if (near >= 0)
            schema_note(schema, member, "is not used%.*s", STR_ARG(near_hint(schema->mem, known[near])));
    }
}

/* ---- fields ---- */

static const struct type *field_type(struct schema *schema, const struct json *root, const struct json *node)
{
    const struct json *own = json_find(node, "type"), *profile = json_find(root, "$schema");
    bool second = profile && profile->kind == JSON_KIND_TEXT && str_find(profile->text, STR("/2.")) >= 0;
    if (!own)
        return type_find(second ? STR("any") : STR("string"));
    const struct type *type = type_find(json_text(own));
    const struct json *period = json_find(node, "period");
    if (type && period && json_flag(period)) {
        if (strcmp(type->name, "string") == 0)
            return type_find(STR("period"));
        json_complain(period, "is for fields of type string");
    }
    if (type || json_fault(own))
        return type;
    struct str name[64];
    size_t count = 0;
    for (; types[count].name; count++)
        name[count] = str_of(types[count].name);
    json_complain(own, "\"%.*s\" is no type%.*s", STR_ARG(own->text),
                  STR_ARG(nearest_hint(schema->mem, own->text, name, count)));
    return NULL;
}

static void open_missing(struct schema_inner *field, const struct json *own)
{
    field->missing = schema_texts(field->mem, own, &field->missings);
    for (uint32_t i = 0; i < field->missings; i++)
        field->missing_empty |= field->missing[i].length == 0;
}

static void open_format(struct schema_inner *field, const struct json *node)
{
    const struct json *own = json_find(node, "format");
    if (!own)
        return;
    field->format = mem_copy(field->mem, json_text(own));
    if (str_starts(field->format, STR("fmt:")))
        field->format = str_part(field->format, 4, field->format.length);
    if (str_eq(field->format, STR("default")))
        field->format = STR("");
    if (!field->type->open && field->format.length)
        schema_note(field->schema, own, "is not used: the type %s has one format", field->type->name);
}

/* Values that are dear to judge and come again are worth remembering. */
static bool dear(const struct schema_inner *field)
{
    static const char *const rule[] = {"pattern", "enum", "categories", "codelist"};
    bool is = field->type->dear || field->string_format;
    for (uint32_t i = 0; i < field->rules; i++)
        for (size_t j = 0; j < sizeof rule / sizeof *rule; j++)
            is |= strcmp(field->rule[i].row->name, rule[j]) == 0;
    return is;
}

static void finish_field(struct schema *schema, struct schema_field *face)
{
    struct schema_inner *field = face->inside;
    if (!face->memo.brief && dear(field) && schema->memos < MEMOS_MOST) {
        face->memo = memo_open(field->mem);
        schema->memos++;
    }
    bool text = strcmp(face->type, "any") == 0 || (strcmp(face->type, "string") == 0 && !field->string_format);
    face->textual = text;
    face->open = text && field->rules == 0 && !schema_has_rule(face, SCHEMA_RULE_REQUIRED);
}

static struct schema_inner *make_field(struct schema *schema, struct schema_field *face, const struct type *type)
{
    struct schema_inner *field = mem_take(schema->mem, sizeof *field);
    field->face = face;
    field->mem = schema->mem;
    field->schema = schema;
    field->type = type;
    face->inside = field;
    face->type = type->name;
    return field;
}

/* A value as a cell would have it. */
static struct str example_of(struct mem *mem, const struct json *node)
{
    const struct json *example = json_find(node, "example");
    bool plain = example && (example->kind == JSON_KIND_TEXT || example->kind == JSON_KIND_NUMBER);
    return plain ? mem_copy(mem, example->text) : STR("");
}

static void load_field(struct schema *schema, struct schema_field *face, const struct json *root,
                       const struct json *node)
{
    static const struct str known[] = {
        {"name", 4},        {"type", 4},         {"format", 6},       {"title", 5},        {"description", 11},
        {"example", 7},     {"constraints", 11}, {"categories", 10},  {"rdfType", 7},      {"categoriesOrdered", 17},
        {"trueValues", 10}, {"falseValues", 11}, {"decimalChar", 11}, {"groupChar", 9},    {"bareNumber", 10},
        {"delimiter", 9},   {"itemType", 8},     {"unit", 4},         {"role", 4},         {"missingValues", 13},
        {"codelist", 8},    {"period", 6},
    };
    const struct type *type = field_type(schema, root, node);
    face->name = mem_copy(schema->mem, json_text(json_need(node, "name")));
    if (!type || json_fault(node))
        return;
    if (!face->name.length)
        json_complain(json_find(node, "name"), "is empty");
    face->title = text_member(schema->mem, node, "title");
    face->unit = text_member(schema->mem, node, "unit");
    face->description = text_member(schema->mem, node, "description");
    face->example = example_of(schema->mem, node);
    face->role = text_member(schema->mem, node, "role");
    note_slips(schema, node, known, sizeof known / sizeof *known);
    struct schema_inner *field = make_field(schema, face, type);
    const struct json *missing = json_find(node, "missingValues");
    field->missing_empty = !missing && !json_find(root, "missingValues");
    if (!field->missing_empty)
        open_missing(field, missing ? missing : json_find(root, "missingValues"));
    open_format(field, node);
    if (type->open && !json_fault(node))
        type->open(field, node);
    if (json_fault(node))
        return;
    rules_open(field, node);
    face->required = schema_has_rule(face, SCHEMA_RULE_REQUIRED);
    finish_field(schema, face);
}

static void load_fields(struct schema *schema, const struct json *root)
{
    const struct json *list = json_need(root, "fields"), *first = json_items(list);
    schema->field = mem_array(schema->mem, (list ? list->count : 0) + ADDED_MOST, sizeof *schema->field);
    for (const struct json *item = first; item && !json_fault(root); item = item->next) {
        struct schema_field *face = &schema->field[schema->fields++];
        load_field(schema, face, root, item);
        for (struct schema_field *other = schema->field; other < face; other++)
            if (str_eq(other->name, face->name) && !json_fault(root))
                schema_note(schema, item, "is a second field of the name \"%.*s\"", STR_ARG(face->name));
    }
    schema->described = schema->fields;
}

/* ---- keys and links ---- */

static const struct schema_field *known_field(const struct schema *schema, const struct json *node)
{
    struct str name = json_text(node);
    for (uint32_t i = 0; i < schema->fields; i++)
        if (str_eq(schema->field[i].name, name))
            return &schema->field[i];
    struct str *names = mem_array(schema->mem, schema->fields, sizeof *names);
    for (uint32_t i = 0; i < schema->fields; i++)
        names[i] = schema->field[i].name;
    json_complain(node, "\"%.*s\" is no field%.*s", STR_ARG(name),
                  STR_ARG(nearest_hint(schema->mem, name, names, schema->fields)));
    return NULL;
}

/* A list of names, or one name alone as version 1 has it. */
static const struct json *names_of(const struct json *node, uint32_t *count)
{
    if (node && node->kind == JSON_KIND_TEXT) {
        *count = 1;
        return node;
    }
    const struct json *first = json_items(node);
    if (node && !first)
        json_complain(node, "names no field");
    *count = first ? node->count : 0;
    return first;
}

static const struct schema_field **key_fields(const struct schema *schema, const struct json *node, uint32_t *count)
{
    const struct json *item = names_of(node, count);
    const struct schema_field **field = mem_array(schema->mem, *count, sizeof *field);
    for (uint32_t i = 0; i < *count && !json_fault(node); i++) {
        field[i] = known_field(schema, item);
        for (uint32_t j = 0; j < i; j++)
            if (field[j] == field[i])
                json_complain(item, "names a field for the second time");
        if (field[i])
            field[i]->inside->valued = true;
        item = node->kind == JSON_KIND_LIST ? item->next : NULL;
    }
    return field;
}

static void add_key(struct schema *schema, enum schema_key_kind kind, const struct schema_field **field,
                    uint32_t count)
{
    static const char *const rule[] = {"unique", "uniqueKeys", "primaryKey"};
    schema->key[schema->keys++] = (struct schema_key){kind, rule[kind], field, count};
}

static void load_keys(struct schema *schema, const struct json *root)
{
    const struct json *primary = json_find(root, "primaryKey"), *unique = json_find(root, "uniqueKeys");
    const struct json *key = unique ? json_items(unique) : NULL;
    uint32_t count;
    schema->key = mem_array(schema->mem, schema->fields + (unique ? unique->count : 0) + 1, sizeof *schema->key);
    if (unique && !key)
        json_complain(unique, "is an empty list");
    for (uint32_t i = 0; i < schema->fields && !json_fault(root); i++) {
        if (!schema_has_rule(&schema->field[i], SCHEMA_RULE_UNIQUE))
            continue;
        const struct schema_field **field = mem_array(schema->mem, 1, sizeof *field);
        field[0] = &schema->field[i];
        field[0]->inside->valued = true;
        add_key(schema, SCHEMA_UNIQUE, field, 1);
    }
    if (primary) {
        const struct schema_field **field = key_fields(schema, primary, &count);
        add_key(schema, SCHEMA_PRIMARY_KEY, field, count);
        for (uint32_t i = 0; i < count && !json_fault(root); i++)
            schema->field[field[i] - schema->field].required = true;
    }
    for (; key && !json_fault(root); key = key->next) {
        const struct schema_field **field = key_fields(schema, key, &count);
        add_key(schema, SCHEMA_UNIQUE_KEY, field, count);
    }
}

struct str schema_file_name(struct mem *mem, const struct json *node)
{
    struct str name = mem_copy(mem, json_text(node)), rest = name, step;
    bool away = str_starts(name, STR("/"));
    while (str_cut(&rest, '/', &step))
        away |= str_eq(step, STR(".."));
    if (away)
        json_complain(node, "\"%.*s\" leads out of the schema's folder; expected a file beside or below it",
                      STR_ARG(name));
    return name;
}

static void load_link(struct schema *schema, const struct json *node)
{
    struct schema_link *link = &schema->link[schema->links++];
    const struct json *reference = json_need(node, "reference");
    const struct json *resource = reference ? json_find(reference, "resource") : NULL;
    const struct json *names = reference ? json_need(reference, "fields") : NULL;
    uint32_t count = 0;
    link->field = key_fields(schema, json_need(node, "fields"), &link->count);
    link->file = schema_file_name(schema->mem, resource);
    const struct json *item = names_of(names, &count);
    if (!json_fault(node) && count != link->count)
        json_complain(names, "names %u fields, but the key has %u", count, link->count);
    link->column = mem_array(schema->mem, count, sizeof *link->column);
    for (uint32_t i = 0; i < count && !json_fault(node); i++) {
        link->column[i] = mem_copy(schema->mem, json_text(item));
        if (!link->file.length)
            known_field(schema, item);
        item = names->kind == JSON_KIND_LIST ? item->next : NULL;
    }
}

static void load_links(struct schema *schema, const struct json *root)
{
    const struct json *list = json_find(root, "foreignKeys"), *first = list ? json_items(list) : NULL;
    schema->link = mem_array(schema->mem, list ? list->count : 0, sizeof *schema->link);
    for (const struct json *item = first; item && !json_fault(root); item = item->next)
        load_link(schema, item);
}

static void load_match(struct schema *schema, const struct json *root)
{
    static const char *const word[] = {"exact", "equal", "subset", "superset", "partial"};
    const struct json *own = json_find(root, "fieldsMatch");
    if (own && own->kind == JSON_KIND_LIST && own->count == 1)
        own = own->first;
    if (!own)
        return;
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_eq(json_text(own), str_of(word[i]))) {
            schema->match = (enum schema_match)i;
            return;
        }
    json_complain(own, "\"%.*s\" is none of exact, equal, subset, superset, partial", STR_ARG(json_text(own)));
}

/* ---- the document ---- */

static struct schema *make_schema(struct mem *mem)
{
    struct schema *schema = mem_take(mem, sizeof *schema);
    schema->mem = mem;
    schema->folder = STR("");
    return schema;
}

static struct schema *load(struct mem *mem, const struct json *root)
{
    static const struct str known[] = {{"fields", 6},      {"$schema", 7},      {"fieldsMatch", 11}, {"primaryKey", 10},
                                       {"uniqueKeys", 10}, {"foreignKeys", 11}, {"missingValues", 13}, {"title", 5},
                                       {"description", 11}, {"name", 4}};
    struct schema *schema = make_schema(mem);
    schema->title = text_member(mem, root, "title");
    schema->description = text_member(mem, root, "description");
    schema->source = json_source(root);
    note_slips(schema, root, known, sizeof known / sizeof *known);
    load_fields(schema, root);
    if (!json_fault(root))
        load_keys(schema, root);
    if (!json_fault(root))
        load_links(schema, root);
    if (!json_fault(root))
        load_match(schema, root);
    return schema;
}

struct schema *schema_parse(struct mem *mem, struct str text, struct json_fault *fault)
{
    const struct json *root = json_parse(mem, text, fault);
    if (!root)
        return NULL;
    struct schema *schema = load(mem, root);
    if (!json_fault(root))
        return schema;
    *fault = *json_fault(root);
    schema_close(schema);
    return NULL;
}

/* Code lists are named from the schema's folder. */
static void load_codes(struct schema *schema)
{
    for (uint32_t i = 0; i < schema->fields; i++) {
        struct schema_inner *field = schema->field[i].inside;
        for (struct constraint *rule = field->rule; rule < field->rule + field->rules; rule++) {
            if (!rule->file.length)
                continue;
            struct str path = mem_format(schema->mem, "%.*s%.*s", STR_ARG(schema->folder), STR_ARG(rule->file));
            codes_read(field, rule, path.at);
        }
    }
}

struct schema *schema_load(struct mem *mem, const char *path)
{
    const struct json *root = json_read(mem, path);
    struct schema *schema = load(mem, root);
    json_settle(root);
    const char *slash = strrchr(path, '/');
    if (slash)
        schema->folder = mem_copy(mem, (struct str){path, (size_t)(slash - path) + 1});
    for (size_t i = 0; i < schema->notes; i++) {
        struct place place = {.file = path, .line = schema->note[i].line, .column = schema->note[i].column};
        diag_report(DIAG_SCHEMA, &place, "%.*s", STR_ARG(schema->note[i].message));
    }
    load_codes(schema);
    return schema;
}

struct schema *schema_none(struct mem *mem)
{
    struct schema *schema = make_schema(mem);
    schema->match = SCHEMA_PARTIAL;
    schema->field = mem_array(mem, ADDED_MOST, sizeof *schema->field);
    return schema;
}

void schema_close(struct schema *schema)
{
    for (uint32_t i = 0; i < schema->fields; i++)
        if (schema->field[i].inside)
            rules_close(schema->field[i].inside);
}

static struct schema_inner *twin_field(struct mem *mem, struct schema_field *face, const struct schema_inner *field)
{
    struct schema_inner *twin = mem_take(mem, sizeof *twin);
    *twin = *field;
    twin->face = face;
    twin->mem = mem;
    for (struct constraint *rule = twin->rule; rule < twin->rule + twin->rules; rule++) {
        if (rule->match)
            rule->match = match_twin(mem, rule->match);
        if (rule->shape)
            rule->shape = shape_twin(mem, rule->shape);
    }
    if (field->item)
        twin->item = twin_field(mem, face, field->item);
    return twin;
}

struct schema_field *schema_twin(struct mem *mem, const struct schema *schema)
{
    struct schema_field *twin = mem_array(mem, schema->fields, sizeof *twin);
    for (uint32_t i = 0; i < schema->fields; i++) {
        twin[i] = schema->field[i];
        twin[i].inside = twin_field(mem, &twin[i], schema->field[i].inside);
        if (twin[i].memo.brief)
            twin[i].memo = memo_open(mem);
    }
    return twin;
}

void schema_twin_close(struct schema_field *twin, const struct schema *schema)
{
    for (uint32_t i = 0; i < schema->fields; i++) {
        const struct schema_inner *field = twin[i].inside;
        for (const struct constraint *rule = field->rule; rule < field->rule + field->rules; rule++) {
            if (rule->match)
                match_close(rule->match);
            if (rule->shape)
                shape_close(rule->shape);
        }
    }
}

/* The name of a table's first column. */
static struct str first_column(struct mem *mem, const char *path)
{
    struct reader *reader = sheet_reader(mem, path, 0, true);
    struct columns columns = column_header(mem, reader);
    while (reader_next(reader)) /* to its end, where the file is closed */
        continue;
    reader_close(reader);
    return columns.count ? columns.name[0] : STR("");
}

static struct schema_field *added_field(struct schema *schema, struct str name)
{
    for (uint32_t i = 0; i < schema->fields; i++)
        if (str_eq(schema->field[i].name, name))
            return &schema->field[i];
    if (schema->fields - schema->described == ADDED_MOST)
        diag_fatal(DIAG_USAGE, NULL, "--codes was given for more than %d columns that the schema does not have",
                   ADDED_MOST);
    struct schema_field *face = &schema->field[schema->fields++];
    face->name = name;
    struct schema_inner *field = make_field(schema, face, type_find(STR("any")));
    field->missing_empty = true;
    return face;
}

void schema_codes(struct schema *schema, const char *argument)
{
    const char *equals = strchr(argument, '=');
    const char *path = equals ? equals + 1 : argument;
    if (equals == argument || !*path)
        diag_fatal(DIAG_USAGE, NULL, "--codes wants FILE or COLUMN=FILE, not \"%s\"", argument);
    struct str name = equals ? mem_copy(schema->mem, (struct str){argument, (size_t)(equals - argument)})
                             : first_column(schema->mem, argument);
    struct schema_field *face = added_field(schema, name);
    struct constraint *rule = rule_add(face->inside, "codelist");
    face->inside->quick = NULL;
    if (rule->codes)
        codes_close(rule->codes);
    if (equals)
        rule->column = first_column(schema->mem, path);
    codes_read(face->inside, rule, path);
    finish_field(schema, face);
}
