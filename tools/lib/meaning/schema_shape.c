/* schema_shape - the types that are JSON inside; see schema_inside.h
 *
 * Each field is read into the arena and rewound: nothing stays.
 */
#include <stdio.h>
#include <stdlib.h>

#include "meaning/schema_inside.h"

void open_shape(struct schema_inner *field, const struct json *node)
{
    bool point = str_eq(str_of(field->type->name), STR("geopoint"));
    const char *allowed = point ? "array object" : "topojson";
    bool known = point ? str_eq(field->format, STR("array")) || str_eq(field->format, STR("object"))
                       : str_eq(field->format, STR("topojson"));
    if (field->format.length && !known)
        json_complain(json_find(node, "format"), "is none of the formats of %s: default %s", field->type->name,
                      allowed);
}

/* ---- arrays and objects ---- */

static bool read_kind(const struct schema_inner *field, struct str text, enum json_kind kind, struct value *value)
{
    struct mem_mark mark = mem_mark(field->mem);
    struct json_fault fault;
    const struct json *node = json_parse(field->mem, text, &fault);
    bool good = node && node->kind == kind;
    value->length = good ? node->count : 0;
    mem_rewind(field->mem, mark);
    return good;
}

bool read_array(const struct schema_inner *field, struct str text, struct value *value)
{
    return read_kind(field, text, JSON_KIND_LIST, value);
}

bool read_object(const struct schema_inner *field, struct str text, struct value *value)
{
    return read_kind(field, text, JSON_KIND_OBJECT, value);
}

/* ---- points ---- */

/* From -most to most. */
static bool read_degree(struct str text, int most, struct num *num)
{
    return num_parse(text, num) == NUM_OK && num_compare(num_abs(*num), num_of(most)) <= 0;
}

static bool read_degree_node(const struct json *node, int most, struct num *num)
{
    return node && node->kind == JSON_KIND_NUMBER && read_degree(node->text, most, num);
}

static bool read_point(const struct json *node, bool object, struct value *value)
{
    if (!node || node->kind != (object ? JSON_KIND_OBJECT : JSON_KIND_LIST) || node->count != 2)
        return false;
    return read_degree_node(object ? json_find(node, "lon") : node->first, 180, &value->num) &&
           read_degree_node(object ? json_find(node, "lat") : node->first->next, 90, &value->latitude);
}

bool read_geopoint(const struct schema_inner *field, struct str text, struct value *value)
{
    if (!field->format.length) {
        ptrdiff_t comma = str_find(text, STR(","));
        return comma >= 0 && read_degree(str_trim(str_part(text, 0, (size_t)comma)), 180, &value->num) &&
               read_degree(str_trim(str_part(text, (size_t)comma + 1, text.length)), 90, &value->latitude);
    }
    struct mem_mark mark = mem_mark(field->mem);
    struct json_fault fault;
    bool good = read_point(json_parse(field->mem, text, &fault), str_eq(field->format, STR("object")), value);
    mem_rewind(field->mem, mark);
    return good;
}

/* ---- GeoJSON (RFC 7946) ---- */

static bool is_position(const struct json *node)
{
    if (node->kind != JSON_KIND_LIST || node->count < 2)
        return false;
    for (const struct json *item = node->first; item; item = item->next)
        if (item->kind != JSON_KIND_NUMBER)
            return false;
    return true;
}

/* Lists of lists of ... positions, `depth` lists deep, the innermost with `least`. */
static bool are_positions(const struct json *node, int depth, uint32_t least)
{
    if (!node)
        return false;
    if (depth == 0)
        return is_position(node);
    if (node->kind != JSON_KIND_LIST || (depth == 1 && node->count < least))
        return false;
    for (const struct json *item = node->first; item; item = item->next)
        if (!are_positions(item, depth - 1, least))
            return false;
    return true;
}

static const struct shape {
    const char *type;
    int depth;
    uint32_t least;
} shape[] = {{"Point", 0, 0},           {"MultiPoint", 1, 0}, {"LineString", 1, 2},
             {"MultiLineString", 2, 2}, {"Polygon", 2, 4},    {"MultiPolygon", 3, 4}};

static struct str type_of(const struct json *node)
{
    const struct json *type = node && node->kind == JSON_KIND_OBJECT ? json_find(node, "type") : NULL;
    return type && type->kind == JSON_KIND_TEXT ? type->text : STR("");
}

static bool is_geometry(const struct json *node)
{
    struct str type = type_of(node);
    for (size_t i = 0; i < sizeof shape / sizeof *shape; i++)
        if (str_eq(type, str_of(shape[i].type)))
            return are_positions(json_find(node, "coordinates"), shape[i].depth, shape[i].least);
    if (!str_eq(type, STR("GeometryCollection")))
        return false;
    const struct json *list = json_find(node, "geometries");
    bool good = list && list->kind == JSON_KIND_LIST;
    for (const struct json *item = good ? list->first : NULL; good && item; item = item->next)
        good = is_geometry(item);
    return good;
}

static bool is_feature(const struct json *node)
{
    if (!str_eq(type_of(node), STR("Feature")))
        return false;
    const struct json *geometry = json_find(node, "geometry"), *properties = json_find(node, "properties");
    return geometry && (geometry->kind == JSON_KIND_NULL || is_geometry(geometry)) && properties &&
           (properties->kind == JSON_KIND_NULL || properties->kind == JSON_KIND_OBJECT);
}

static bool is_geojson(const struct json *node)
{
    if (!str_eq(type_of(node), STR("FeatureCollection")))
        return is_feature(node) || is_geometry(node);
    const struct json *list = json_find(node, "features");
    bool good = list && list->kind == JSON_KIND_LIST;
    for (const struct json *item = good ? list->first : NULL; good && item; item = item->next)
        good = is_feature(item);
    return good;
}

static bool has_list(const struct json *node, const char *member)
{
    const struct json *list = json_find(node, member);
    return list && list->kind == JSON_KIND_LIST;
}

/* A topology, or one of its geometries, whose lines are numbers of arcs. */
static bool is_topojson(const struct json *node)
{
    struct str type = type_of(node);
    if (str_eq(type, STR("Topology"))) {
        const struct json *objects = json_find(node, "objects");
        return objects && objects->kind == JSON_KIND_OBJECT && has_list(node, "arcs");
    }
    if (str_eq(type, STR("GeometryCollection")))
        return has_list(node, "geometries");
    for (size_t i = 0; i < sizeof shape / sizeof *shape; i++)
        if (str_eq(type, str_of(shape[i].type)))
            return has_list(node, str_ends(type, STR("Point")) ? "coordinates" : "arcs");
    return false;
}

bool read_geojson(const struct schema_inner *field, struct str text, struct value *value)
{
    (void)value;
    struct mem_mark mark = mem_mark(field->mem);
    struct json_fault fault;
    const struct json *node = json_parse(field->mem, text, &fault);
    bool good = field->format.length ? is_topojson(node) : is_geojson(node);
    mem_rewind(field->mem, mark);
    return good;
}

/* ---- one text for equal JSON ---- */

/* A text that grows in the arena. */
struct growing {
    struct mem *mem;
    char *at;
    size_t length, room;
};

static void add(struct growing *text, struct str piece)
{
    if (text->length + piece.length > text->room) {
        size_t room = 2 * (text->length + piece.length) + 64;
        char *larger = mem_take(text->mem, room);
        if (text->length)
            memcpy(larger, text->at, text->length);
        text->at = larger;
        text->room = room;
    }
    if (piece.length)
        memcpy(text->at + text->length, piece.at, piece.length);
    text->length += piece.length;
}

/* A text with its length before it, so that nothing in it can look like syntax. */
static void add_text(struct growing *text, struct str piece)
{
    char length[32];
    add(text, (struct str){length, (size_t)snprintf(length, sizeof length, "%zu:", piece.length)});
    add(text, piece);
}

static void add_number(struct growing *text, struct str written)
{
    struct num num;
    char plain[NUM_TEXT_MAX];
    if (num_parse(written, &num) != NUM_OK) {
        add(text, written);
        return;
    }
    if (num.mantissa == 0)
        num.scale = 0;
    while (num.mantissa != 0 && num.mantissa % 10 == 0) {
        num.mantissa /= 10;
        num.scale--;
    }
    add(text, (struct str){plain, num_write(plain, num)});
}

static int by_key(const void *a, const void *b)
{
    const struct json *const *x = a, *const *y = b;
    return str_cmp((*x)->key, (*y)->key);
}

static void add_node(struct growing *text, const struct json *node);

static void add_object(struct growing *text, const struct json *node)
{
    const struct json **member = mem_array(text->mem, node->count, sizeof *member);
    uint32_t count = 0;
    for (const struct json *item = node->first; item; item = item->next)
        member[count++] = item;
    qsort(member, count, sizeof *member, by_key);
    add(text, STR("{"));
    for (uint32_t i = 0; i < count; i++) {
        add_text(text, member[i]->key);
        add_node(text, member[i]);
    }
    add(text, STR("}"));
}

static void add_node(struct growing *text, const struct json *node)
{
    switch (node->kind) {
    case JSON_KIND_NULL:
        add(text, STR("n"));
        break;
    case JSON_KIND_FLAG:
        add(text, node->flag ? STR("t") : STR("f"));
        break;
    case JSON_KIND_NUMBER:
        add_number(text, node->text);
        add(text, STR(","));
        break;
    case JSON_KIND_TEXT:
        add(text, STR("\""));
        add_text(text, node->text);
        break;
    case JSON_KIND_LIST:
        add(text, STR("["));
        for (const struct json *item = node->first; item; item = item->next)
            add_node(text, item);
        add(text, STR("]"));
        break;
    case JSON_KIND_OBJECT:
        add_object(text, node);
        break;
    }
}

struct str canonical_node(struct mem *mem, const struct json *node)
{
    struct growing text = {.mem = mem};
    add_node(&text, node);
    return (struct str){text.at, text.length};
}

struct str canonical_json(const struct schema_inner *field, struct str text, const struct value *value,
                          char into[SCHEMA_CANONICAL_MAX])
{
    (void)value;
    (void)into;
    struct json_fault fault;
    return canonical_node(field->mem, json_parse(field->mem, text, &fault));
}
