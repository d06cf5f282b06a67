/* schema - what the columns of a table must be
 *
 * Reads a Table Schema (Frictionless, version 2; version 1 is read too) and says
 * of every field whether it is what its column must hold.  doc/steelyard-schema.5
 * describes the dialect: the types, the constraints, keys, fieldsMatch, and what
 * is ours (period, codelist, unit, role).  Values are compared exactly:
 * 0.1 is 0.1, and 1.0 is 1.
 *
 * One table has the types (schema_type.c), one the rules (schema_rule.c); whoever
 * adds a row adds it to the manual too.  What a single field cannot tell - that a
 * value came before, that a key exists elsewhere - is the caller's: the schema
 * names the columns and gives a text in which equal values are equal
 * (schema_canonical).
 *
 * Checking allocates nothing, but for the JSON types (array, object, geopoint as
 * JSON, geojson).  Columns whose values are dear to check and come again (a
 * pattern, a code list, dates, periods) remember verdicts.  Not for several
 * threads at once.
 */
#ifndef SCHEMA_H
#define SCHEMA_H

#include "base/mem.h"
#include "base/memo.h"
#include "io/column.h"
#include "io/json.h"

/* One column as the schema has it. */
struct schema_field {
    struct str name, title, unit, role;
    struct str description, example;
    const char *type;         /* a name of the table of types */
    bool required;            /* by constraint, or as part of the primary key */
    bool open;                /* any text will do: schema_check never says SCHEMA_BAD */
    bool textual;             /* every text is a value, and equal only to itself */
    struct memo memo;         /* verdicts; no places: nothing is remembered */
    struct schema_inner *inside;
};

/* Columns that together must be unique. */
enum schema_key_kind { SCHEMA_UNIQUE, SCHEMA_UNIQUE_KEY, SCHEMA_PRIMARY_KEY };
struct schema_key {
    enum schema_key_kind kind;
    const char *rule;         /* "unique", "uniqueKeys", "primaryKey" */
    const struct schema_field **field;
    uint32_t count;
};

/* Columns whose values must be found in columns of this or another table. */
struct schema_link {
    struct str file;          /* as the schema names it; empty: this table */
    const struct schema_field **field;
    struct str *column;       /* their names there */
    uint32_t count;
};

/* How the columns of a table may differ from the schema's. */
enum schema_match { SCHEMA_EXACT, SCHEMA_EQUAL, SCHEMA_SUBSET, SCHEMA_SUPERSET, SCHEMA_PARTIAL };

struct schema {
    struct str title, description, source; /* `source`: the document as it was read */
    struct schema_field *field;
    uint32_t fields;
    uint32_t described;       /* how many of them the document has; schema_codes adds others */
    struct schema_key *key;
    uint32_t keys;
    struct schema_link *link;
    uint32_t links;
    enum schema_match match;
    struct json_fault *note;  /* what is odd about the schema, but no fault */
    size_t notes;
    struct str folder;        /* files are named relative to it; "" or with its "/" */
    struct mem *mem;
    uint32_t memos;           /* how many fields remember verdicts */
};

/* Reads a schema file and the code lists that it names.  Whatever is wrong with it
 * ends the run (json, open) with line, column and JSON Pointer; what is only odd is
 * told (schema). */
struct schema *schema_load(struct mem *mem, const char *path);

/* As schema_load from a text, without its code lists: null with *fault filled when it is
 * wrong. */
struct schema *schema_parse(struct mem *mem, struct str text, struct json_fault *fault);

/* A schema without columns, matched by SCHEMA_PARTIAL: everything is welcome. */
struct schema *schema_none(struct mem *mem);

/* Adds a code list: `argument` is FILE or COLUMN=FILE.  The codes are the first
 * column of the file; the column that they are for is the one named, or else the
 * one of the same name as the first column.  It is added to the schema when it has
 * no such field.  Ends the run when the file cannot be used. */
void schema_codes(struct schema *schema, const char *argument);

/* The fields of a schema for another thread, with an arena of its own: what they remember
 * is theirs, the rest is the schema's, which must live as long.  For schema_check and
 * schema_check_all; ended with schema_twin_close. */
struct schema_field *schema_twin(struct mem *mem, const struct schema *schema);
void schema_twin_close(struct schema_field *twin, const struct schema *schema);

/* Gives back patterns and code lists. */
void schema_close(struct schema *schema);

/* ---- the header ---- */

struct schema_bound {
    uint32_t at;              /* position of the column, from 0 */
    const struct schema_field *field;
};

/* What is wrong with the header: `rule` is header-missing, header-extra,
 * header-order, header-unmatched, header-double or header-empty. */
struct schema_header_fault {
    const char *rule;
    uint32_t at;              /* position, or COLUMN_NONE when there is none */
    struct str name, expected, message, fix;
};

struct schema_binding {
    struct schema_bound *bound;
    uint32_t count;
    struct schema_header_fault *fault;
    uint32_t faults;
    /* When the match is exact: columns behind the last field, fields behind the last column. */
    uint32_t beyond, lacking;
    uint32_t aside;           /* columns of origins, which no field has */
};

/* Finds the schema's fields in a header, by fieldsMatch.  When the match is exact that is
 * by their order, whatever the columns are called; otherwise by name, the first where
 * several have it.  `fold` ignores the case of ASCII letters. */
struct schema_binding schema_bind(struct mem *mem, const struct schema *schema, const struct columns *columns,
                                  bool fold);

/* ---- a field ---- */

/* ODD: readable here, but the other tools would stumble over it (a query). */
enum schema_verdict { SCHEMA_GOOD, SCHEMA_MISSING, SCHEMA_ODD, SCHEMA_BAD };

/* A text at null is a cell that is not there: missing, whatever the missing values are.  It
 * may be asked for with schema_broken, schema_explain and schema_missing. */

/* For schema_check: judges a text of which nothing is remembered. */
enum schema_verdict schema_judge(const struct schema_field *field, struct str text);

/* Judges one field; a code list or a pattern that cannot be held against it makes it
 * BAD.  Of texts that came before the verdict may be remembered. */
static inline enum schema_verdict schema_check(const struct schema_field *field, struct str text)
{
    uint32_t verdict;
    if (field->memo.brief && memo_find(&field->memo, text, &verdict))
        return (enum schema_verdict)verdict;
    return schema_judge(field, text);
}

/* The worst verdict on a column, that at `at`, in a batch of records; *missing: how many
 * were MISSING, where none was worse. */
enum schema_verdict schema_check_all(const struct schema_field *field, uint32_t at, const struct record *record,
                                     size_t count, uint32_t *missing);

/* What is wrong with a field that is ODD or BAD: every rule that it breaks, the type
 * alone when it cannot be read.  Returns how many. */
#define SCHEMA_RULES_MAX 24
struct schema_fault {
    uint32_t rule;            /* number in the table of rules */
    bool query;
    struct str expected, message, fix;
};
uint32_t schema_explain(struct mem *mem, const struct schema_field *field, struct str text,
                        struct schema_fault fault[SCHEMA_RULES_MAX]);

/* Is the text one of the field's missing values? */
bool schema_missing(const struct schema_field *field, struct str text);

/* The bytes that the longest of them may take, with a quote in it doubled. */
size_t schema_missing_bytes(const struct schema_field *field);

/* A text from the data for a message: in quotes, not longer than a line. */
struct str schema_quote(struct mem *mem, struct str text);

/* Which rules a field breaks, as schema_explain would tell: a bit for each row of the
 * table of rules, 0 when it is only odd; *query when it is odd besides. */
uint32_t schema_broken(const struct schema_field *field, struct str text, bool *query);

/* A text that is the same for equal values (1.0 and 01 for numbers), in `into`, in
 * the arena for the JSON types, or the text itself.  False when the field is missing
 * or cannot be read. */
#define SCHEMA_CANONICAL_MAX 128
bool schema_canonical(const struct schema_field *field, struct str text, char into[SCHEMA_CANONICAL_MAX],
                      struct str *canonical);

/* ---- what a form asks for ---- */

enum schema_ask { SCHEMA_ASKS_TEXT, SCHEMA_ASKS_WHOLE, SCHEMA_ASKS_NUMBER, SCHEMA_ASKS_DATE, SCHEMA_ASKS_CHOICE };

/* A field as a question: what a program that knows no schema can be told of it. */
struct schema_question {
    enum schema_ask ask;
    bool has_low, has_high;   /* limits that belong to what is allowed */
    struct num low, high;     /* numbers; days since 1970 of a date; characters of a text */
    const struct str *choice; /* the values of a list of codes */
    size_t choices;
    struct str expected;      /* what a value must be, in words */
};
struct schema_question schema_ask(struct mem *mem, const struct schema_field *field);

/* ---- the tables, for summaries, tests and the manual's lint ---- */

/* Name of the rule with that number, null behind the last.  Rule 0 is the type itself. */
#define SCHEMA_RULE_TYPE 0
#define SCHEMA_RULE_REQUIRED 1
#define SCHEMA_RULE_UNIQUE 2
const char *schema_rule_name(uint32_t rule);

/* Does the field have that rule? */
bool schema_has_rule(const struct schema_field *field, uint32_t rule);

/* Is the rule tested by schema_check (and not by the caller, or not at all)? */
bool schema_rule_tested(uint32_t rule);

/* Name of the type with that number, null behind the last, and what its values are. */
const char *schema_type_name(uint32_t type, const char **meaning);

/* ---- for tests ---- */

/* May a field of that type have that rule? */
bool schema_applies(uint32_t type, uint32_t rule);

#endif
