/* schema_inside - what the files of the module schema share; nobody else includes it
 *
 * schema.c        reads the document: fields, keys, links
 * schema_bind.c   finds the fields in a header
 * schema_type.c   the table of types: how a field is read, compared, made canonical
 * schema_shape.c  the types that are JSON inside
 * schema_json.c   the constraint that is a schema of JSON
 * schema_rule.c   the table of rules: constraints, code lists; judges fields
 * schema_say.c    the sentences about fields that break a rule
 * schema_form.c   a field as a question of a form
 */
#ifndef SCHEMA_INSIDE_H
#define SCHEMA_INSIDE_H

#include "base/group.h"
#include "base/match.h"
#include "base/str.h"
#include "io/json.h"
#include "meaning/schema.h"
#include "values/num.h"
#include "values/period.h"

struct schema_inner;

/* ---- values and types ---- */

enum special { FINITE, NOT_A_NUMBER, ABOVE_ALL, BELOW_ALL };

/* A field as read. */
struct value {
    bool wanted;              /* it is asked for: by a key, not by the field's own rules */
    struct num num;           /* a number, seconds, a year, months, a longitude */
    struct num latitude;
    int64_t months;           /* of a duration; `num` has its seconds */
    struct period period;
    uint64_t length;          /* characters, items or members */
    enum special special;
    bool flag;
    const char *odd;          /* why it is odd, or null */
};

/* What a type offers; rules ask for it. */
enum offer { OFFERS_ORDER = 1, OFFERS_LENGTH = 2, OFFERS_PATTERN = 4, OFFERS_CATEGORIES = 8, OFFERS_SHAPE = 16 };

/* How far apart two values are: which comes first, or that it cannot be said. */
enum { UNORDERED = 2 };

struct type {
    const char *name;
    const char *what;         /* what a field must be, for messages */
    unsigned offers;
    bool dear;                /* worth remembering verdicts */
    /* Reads the type's own properties; null: it has none but format "default". */
    void (*open)(struct schema_inner *field, const struct json *node);
    bool (*read)(const struct schema_inner *field, struct str text, struct value *value);
    int (*compare)(const struct value *a, const struct value *b);
    bool spelled_once;        /* texts of up to MEMO_SHORT_MAX bytes are canonical as they are */
    /* Null: the text itself. */
    struct str (*canonical)(const struct schema_inner *field, struct str text, const struct value *value,
                            char into[SCHEMA_CANONICAL_MAX]);
};

extern const struct type types[];

/* The type of that name, or null. */
const struct type *type_find(struct str name);

/* ---- rules ---- */

struct codes {
    struct group *group;      /* canonical texts */
    struct group *near;       /* wrong texts, each with the number of the code that is near */
    struct str *name;         /* as written, in order */
    size_t count, room;
    struct str source;        /* the file; empty: written in the schema */
};

struct shape;

struct constraint {
    const struct rule_row *row;
    struct value limit;
    struct str text;          /* the limit or the pattern, as written */
    uint64_t count;
    struct match *match;
    struct codes *codes;
    struct shape *shape;
    struct str file, column;  /* a code list that is yet to be read */
};

enum rule_place { IN_CONSTRAINTS, IN_FIELD, IN_NOTHING };

struct rule_row {
    const char *name;
    unsigned needs;           /* what the type must offer; 0: any type will do */
    enum rule_place place;    /* where the schema has it */
    /* Reads the limit; false: there is nothing to test after all. */
    bool (*open)(struct schema_inner *field, struct constraint *rule, const struct json *node);
    /* Null: not tested by schema_judge. */
    bool (*holds)(const struct schema_inner *field, const struct constraint *rule, struct str text,
                  const struct value *value);
    void (*explain)(struct mem *mem, const struct schema_inner *field, const struct constraint *rule, struct str text,
                    const struct value *value, struct schema_fault *fault);
};

/* What there is to say when a field breaks a rule: message, what was expected, a fix. */
void explain_type(struct mem *mem, const struct schema_inner *field, const struct constraint *rule, struct str text,
                  const struct value *value, struct schema_fault *fault);
void explain_required(struct mem *mem, const struct schema_inner *field, const struct constraint *rule, struct str text,
                      const struct value *value, struct schema_fault *fault);
void explain_limit(struct mem *mem, const struct schema_inner *field, const struct constraint *rule, struct str text,
                   const struct value *value, struct schema_fault *fault);
void explain_length(struct mem *mem, const struct schema_inner *field, const struct constraint *rule, struct str text,
                    const struct value *value, struct schema_fault *fault);
void explain_pattern(struct mem *mem, const struct schema_inner *field, const struct constraint *rule, struct str text,
                     const struct value *value, struct schema_fault *fault);
void explain_shape(struct mem *mem, const struct schema_inner *field, const struct constraint *rule, struct str text,
                   const struct value *value, struct schema_fault *fault);
void explain_codes(struct mem *mem, const struct schema_inner *field, const struct constraint *rule, struct str text,
                   const struct value *value, struct schema_fault *fault);

/* ---- a field ---- */

/* A variant of strings. */
struct string_format {
    const char *name;
    const char *what;         /* what a field must be */
    bool (*good)(struct str text);
};

/* A number's limits, brought to each of the usual scales. */
enum { QUICK_SCALES = 10 };
struct quick {
    int64_t low[QUICK_SCALES], high[QUICK_SCALES];
};

struct schema_inner {
    struct schema_field *face;
    struct mem *mem;
    const struct type *type;
    struct constraint rule[SCHEMA_RULES_MAX];
    uint32_t rules;
    uint32_t has;             /* a bit for each row of rule_rows */
    struct quick *quick;      /* null: judged rule by rule */
    bool plain;               /* number without own properties */
    bool valued;              /* some rule or key looks at the value */

    struct str *missing;
    uint32_t missings;
    bool missing_empty;       /* the empty text is missing */

    struct str format;        /* empty: default */
    const struct string_format *string_format;
    struct str *yes, *no;     /* trueValues, falseValues */
    uint32_t yeses, noes;
    struct str decimal, group;
    bool bare;
    struct str delimiter;     /* of a list */
    struct schema_inner *item;
    struct schema *schema;
};

/* Is the text one of the field's missing values? */
static inline bool field_missing(const struct schema_inner *field, struct str text)
{
    if (text.length == 0)
        return field->missing_empty || !text.at;
    for (uint32_t i = 0; i < field->missings; i++)
        if (str_eq(text, field->missing[i]))
            return true;
    return false;
}

/* Keeps a note about what is odd in the schema. */
void schema_note(struct schema *schema, const struct json *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What a field must be, in words, for messages. */
struct str type_expected(struct mem *mem, const struct schema_inner *field);

/* Texts joined, for messages. */
struct str schema_join(struct mem *mem, const struct str *text, size_t count, const char *mark);

/* Reads a list of texts, or of objects with a "value". */
struct str *schema_texts(struct mem *mem, const struct json *list, uint32_t *count);

/* Opens and reads the types that are JSON inside. */
void open_shape(struct schema_inner *field, const struct json *node);
bool read_array(const struct schema_inner *field, struct str text, struct value *value);
bool read_object(const struct schema_inner *field, struct str text, struct value *value);
bool read_geopoint(const struct schema_inner *field, struct str text, struct value *value);
bool read_geojson(const struct schema_inner *field, struct str text, struct value *value);
struct str canonical_json(const struct schema_inner *field, struct str text, const struct value *value,
                          char into[SCHEMA_CANONICAL_MAX]);
struct str canonical_node(struct mem *mem, const struct json *node);

/* What a value of JSON must be, by the constraint jsonSchema: read, with its faults kept in
 * the document; for another thread; and given back. */
struct shape *shape_open(struct schema_inner *field, const struct json *node);
struct shape *shape_twin(struct mem *mem, const struct shape *shape);
void shape_close(struct shape *shape);

/* Is the text of that shape?  Where not, the keyword that fails first (an item of `required`
 * for itself) and the part of the value that it is about, both null when the text is no JSON.
 * Takes from the arena. */
struct shape_breach {
    const struct json *own, *value;
};
bool shape_holds(struct mem *mem, const struct shape *shape, struct str text, struct shape_breach *breach);

/* A number with the field's decimalChar, groupChar and bareNumber; `whole` asks for
 * an integer. */
bool read_decimal(const struct schema_inner *field, struct str text, bool whole, struct value *value);

/* The canonical text of a field that was read. */
struct str value_canonical(const struct schema_inner *field, struct str text, const struct value *value,
                           char into[SCHEMA_CANONICAL_MAX]);

/* The name of another file that a description has, copied; one that leads out of the schema's
 * folder ("/...", "..") is complained of: whoever passes a schema on does not say with it which
 * files of a stranger's machine are read. */
struct str schema_file_name(struct mem *mem, const struct json *node);

/* Gives a field the rules of its description; reads a code list, and frees one. */
void rules_open(struct schema_inner *field, const struct json *node);
void codes_read(struct schema_inner *field, struct constraint *rule, const char *path);
void codes_close(struct codes *codes);
struct constraint *rule_add(struct schema_inner *field, const char *name);
void rules_close(struct schema_inner *field);

#endif
