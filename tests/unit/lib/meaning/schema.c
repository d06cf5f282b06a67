/* schema: what a schema may not say, what equal values have in common, JSON inside, and how headers are matched. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "io/json.h"
#include "meaning/schema.h"
#include "schema_of.h"

/* Every rule that a field breaks is told. */
Test(schema, all_rules_are_told)
{
    struct mem *mem = mem_open();
    struct schema *schema =
        with_field(mem, quoted(mem, "'constraints':{'minLength':5,'pattern':'[0-9]+','enum':['12345']}").at);
    struct schema_fault fault[SCHEMA_RULES_MAX];
    cr_assert(schema_explain(mem, &schema->field[0], STR("abc"), fault) == 3);
    cr_assert(strcmp(schema_rule_name(fault[0].rule), "minLength") == 0);
    cr_assert(strcmp(schema_rule_name(fault[1].rule), "pattern") == 0);
    cr_assert(strcmp(schema_rule_name(fault[2].rule), "enum") == 0);
    schema_close(schema);
    mem_close(mem);
}

/* ---- equal values have one text ---- */

#define LONG "1.2345678901234567890123456789012345678901"        /* as JSON has it, and too long to be held */

static const struct {
    const char *field, *one, *other;
    bool same;
} equal[] = {
    {"'type':'number'", "100", "1e2", true}, {"'type':'number'", "100", "100.0", true},
    {"'type':'number'", "-0", "0.00", true}, {"'type':'number'", "1", "10", false},
    {"'type':'number'", "1", "-1", false}, {"'type':'number'", "0.1", "0.10", true},
    {"'type':'integer'", "007", "7", true}, {"'type':'string'", "007", "7", false},
    {"'type':'integer'", "7", "8", false}, {"'type':'integer'", "0", "1", false},
    {"'type':'geopoint'", "1.0, 2", "1,2.00", true}, {"'type':'geopoint'", "1, 2", "2, 1", false},
    {"'type':'boolean'", "TRUE", "1", true}, {"'type':'boolean'", "1", "0", false},
    {"'type':'datetime'", "2024-06-30T08:00:00+08:00", "2024-06-30T00:00:00Z", true},
    {"'type':'period'", "2022-01-01/P12M", "2022", true}, {"'type':'duration'", "P1Y", "P12M", true},
    {"'type':'duration'", "PT24H", "P1D", true}, {"'type':'duration'", "P1M", "P30D", false},
    {"'type':'object'", "{\"a\":1,\"b\":[2]}", "{ \"b\": [2.0], \"a\": 1 }", true},
    {"'type':'object'", "{\"a\":\"1\"}", "{\"a\":1}", false},
    {"'type':'array'", "[100, -0.0, null, true, \"\"]", "[1e2, 0, null, true, \"\"]", true},
    {"'type':'array'", "[true]", "[false]", false}, {"'type':'array'", "[null]", "[0]", false},
    {"'type':'array'", "[" LONG "]", "[" LONG "]", true}, {"'type':'array'", "[" LONG "]", "[" LONG "0]", false},
    {"'type':'array'", "[\"the first\", \"the second\", \"the third\", \"the fourth\", \"the fifth\", \"a\"]",
     "[\"the first\", \"the second\", \"the third\", \"the fourth\", \"the fifth\", \"b\"]", false},
    {"'type':'number'", "NaN", "nan", true}, {"'type':'number'", "INF", "-INF", false},
    {"'type':'list'", "a,b", "a,b", true}, {"'type':'any'", "1", "1.0", false},
    {"'type':'year'", "2024", "2025", false},
};

Test(schema, canonical)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof equal / sizeof *equal; i++) {
        struct schema *schema = with_field(mem, quoted(mem, equal[i].field).at);
        char a[SCHEMA_CANONICAL_MAX], b[SCHEMA_CANONICAL_MAX];
        struct str one, other;
        cr_assert(schema_canonical(&schema->field[0], str_of(equal[i].one), a, &one), "%s", equal[i].one);
        cr_assert(schema_canonical(&schema->field[0], str_of(equal[i].other), b, &other), "%s", equal[i].other);
        cr_assert(str_eq(one, other) == equal[i].same, "%s and %s", equal[i].one, equal[i].other);
        schema_close(schema);
    }
    struct schema *schema = with_field(mem, "\"type\":\"number\"");
    char into[SCHEMA_CANONICAL_MAX];
    struct str none;
    cr_assert(!schema_canonical(&schema->field[0], STR(""), into, &none), "missing has none");
    cr_assert(!schema_canonical(&schema->field[0], STR("x"), into, &none), "what cannot be read has none");
    mem_close(mem);
}

/* ---- jsonSchema ---- */

/* What Python's jsonschema 4.26 (draft 2020-12) says of these, and `place` the words of the
 * message behind "breaks". */
static const struct {
    const char *schema, *text, *place;
} shapes[] = {
    {"true", "[]", ""},
    {"false", "[]", "jsonSchema false of its JSON schema"},
    {"{'type':'array'}", "[]", ""},
    {"{'items':{'type':'integer'}}", "[1, 2.0, -3e2]", ""},
    {"{'items':{'type':'integer'}}", "[1, 2.5]", "type integer of its JSON schema at /1"},
    {"{'items':{'type':['null','boolean']}}", "[null, true, 1]", "type of its JSON schema at /2"},
    {"{'items':{'minimum':0,'exclusiveMaximum':1}}", "[0, 0.99, 'text', null]", ""},
    {"{'items':{'minimum':0}}", "[-0.01]", "minimum 0 of its JSON schema at /0"},
    {"{'items':{'maximum':0.1}}", "[0.10, 0.1000000000000000001]", "maximum 0.1 of its JSON schema at /1"},
    {"{'items':{'exclusiveMinimum':0}}", "[0]", "exclusiveMinimum 0 of its JSON schema at /0"},
    {"{'items':{'exclusiveMaximum':1}}", "[1]", "exclusiveMaximum 1 of its JSON schema at /0"},
    {"{'items':{'multipleOf':0.1}}", "[0.3, 12, 0.25]", "multipleOf 0.1 of its JSON schema at /2"},
    {"{'items':{'minLength':2,'maxLength':2}}", "['\xe4\xba\xbf\xe5\x85\x83', 12345]", ""},
    {"{'items':{'minLength':2}}", "['\xe4\xba\xbf']", "minLength 2 of its JSON schema at /0"},
    {"{'items':{'maxLength':2}}", "['abc']", "maxLength 2 of its JSON schema at /0"},
    {"{'items':{'pattern':'b'}}", "['abc', 'ac']", "pattern b of its JSON schema at /1"},
    {"{'items':{'const':{'a':1}}}", "[{'a':1.0}, {'a':2}]", "const of its JSON schema at /1"},
    {"{'enum':[[1,2],[]]}", "[1, 2.0]", ""},
    {"{'enum':[[1,2],[]]}", "[2, 1]", "enum of its JSON schema"},
    {"{'minItems':1,'maxItems':2}", "[]", "minItems 1 of its JSON schema"},
    {"{'minItems':1,'maxItems':2}", "[1,2,3]", "maxItems 2 of its JSON schema"},
    {"{'uniqueItems':true}", "[1, '1', [1], true]", ""},
    {"{'uniqueItems':true}", "[{'a':1,'b':2}, {'b':2,'a':1.0}]", "uniqueItems true of its JSON schema"},
    {"{'uniqueItems':false}", "[1, 1]", ""},
    {"{'anyOf':[{'minItems':2},{'maxItems':0}]}", "[1]", "anyOf of its JSON schema"},
    {"{'anyOf':[{'minItems':2},{'maxItems':0}]}", "[]", ""},
    {"{'oneOf':[{'minItems':1},{'maxItems':2}]}", "[1]", "oneOf of its JSON schema"},
    {"{'allOf':[{'minItems':1},{'items':{'type':'null'}}]}", "[1]", "type null of its JSON schema at /0"},
    {"{'not':{'items':{'type':'number'}}}", "[1]", "not of its JSON schema"},
    {"{'not':{'items':{'type':'number'}}}", "['1']", ""},
    {"{'items':{'type':'integer'}}", "['a']", "type integer of its JSON schema at /0"},
    {"{'items':{'multipleOf':2}}", "['a', 4, -2]", ""},
    {"{'items':{'multipleOf':3}}", "[1]", "multipleOf 3 of its JSON schema at /0"},
    {"{'items':{'maximum':1}}", "['a', 1]", ""},
    {"{'items':{'exclusiveMinimum':0}}", "['a', 0.1]", ""},
    {"{'items':{'exclusiveMaximum':0}}", "['a', -0.1]", ""},
    {"{'items':{'pattern':'b','not':{'pattern':'c'}}}", "['abc']", "not of its JSON schema at /0"},
    {"{'items':{'pattern':'b','not':{'pattern':'c'}}}", "['ab', 'b']", ""},
    {"{'items':{'pattern':'b'}}", "[1, null]", ""},
    {"{'items':{'minProperties':1,'maxProperties':2,'required':['a'],'properties':{'a':false},"
     "'additionalProperties':false}}",
     "[[], 'text', 1]", ""},
    {"{'items':{'minItems':2,'maxItems':2,'uniqueItems':true,'items':false}}", "[{'a':1}, 'text', 1]", ""},
    {"{'uniqueItems':true}", "[1]", ""},
    {"{'items':false}", "[]", ""},
    {"{'items':false}", "[1]", "items false of its JSON schema at /0"},
    {"{'items':true}", "[1]", ""},
    {"{'allOf':[true,false]}", "[1]", "allOf false of its JSON schema"},
    {"{'const':null}", "[1]", "const of its JSON schema"},
    {"{'oneOf':[{'minItems':2},{'maxItems':2}]}", "[1]", ""},
    {"{'items':{'type':['string','integer']}}", "['a', 1]", ""},
    /* Ours: a number of more than 38 digits keeps no limit. */
    {"{'items':{'type':'integer'}}", "[" LONG "]", "type integer of its JSON schema at /0"},
    {"{'items':{'minimum':0}}", "[" LONG "]", "minimum 0 of its JSON schema at /0"},
    {"{'items':{'maximum':0}}", "[-" LONG "]", "maximum 0 of its JSON schema at /0"},
    {"{'items':{'exclusiveMinimum':0}}", "[" LONG "]", "exclusiveMinimum 0 of its JSON schema at /0"},
    {"{'items':{'exclusiveMaximum':0}}", "[-" LONG "]", "exclusiveMaximum 0 of its JSON schema at /0"},
    {"{'items':{'multipleOf':2}}", "[" LONG "]", "multipleOf 2 of its JSON schema at /0"},
    /* Ours: a pattern that is stopped passes nothing. */
    {"{'items':{'not':{'pattern':'^(a|aa)+b?(a|aa)+c?(a|aa)+$'}}}",
     "['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!']", "pattern ^(a|aa)+b?(a|aa)+c?(a|aa)+$ of its JSON schema"},
};

static const struct {
    const char *schema, *text, *place;
} objects[] = {
    {"{'required':['a','b']}", "{'a':null}", "required b of its JSON schema"},
    {"{'required':['a','b']}", "{'b':1,'a':null,'c':2}", ""},
    {"{'properties':{'a':{'properties':{'b':{'maximum':3}}}}}", "{'a':{'b':4}}",
     "maximum 3 of its JSON schema at /a/b"},
    {"{'properties':{'a':{}},'additionalProperties':false}", "{'a':1}", ""},
    {"{'properties':{'a':{}},'additionalProperties':false}", "{'a':1,'x':1}",
     "additionalProperties false of its JSON schema at /x"},
    {"{'additionalProperties':{'type':'string'}}", "{'a':'x','b':1}", "type string of its JSON schema at /b"},
    {"{'minProperties':1}", "{}", "minProperties 1 of its JSON schema"},
    {"{'maxProperties':1}", "{'a':1,'b':1}", "maxProperties 1 of its JSON schema"},
    {"{'minProperties':1,'maxProperties':1}", "{'a':1}", ""},
    {"{'properties':{'a':{'maximum':3}}}", "{'b':9}", ""},
    {"{'properties':{'a':{'maximum':3}}}", "{'b':9,'a':9}", "maximum 3 of its JSON schema at /a"},
    {"{'properties':{'a':false}}", "{'a':1}", "a false of its JSON schema at /a"},
    {"{'additionalProperties':false}", "{}", ""},
};

static void hold_shape(struct mem *mem, const char *type, const char *shape, const char *text, const char *place)
{
    struct schema *schema = with_field(mem, quoted(mem, mem_format(mem, "'type':'%s','constraints':{'jsonSchema':%s}",
                                                                   type, shape).at).at);
    struct schema_field *twin = schema_twin(mem, schema);
    struct schema_fault fault[SCHEMA_RULES_MAX];
    struct str value = quoted(mem, text);
    bool good = !*place;
    cr_assert((schema_check(&schema->field[0], value) == SCHEMA_GOOD) == good, "%s of %s", shape, text);
    cr_assert((schema_check(&twin[0], value) == SCHEMA_GOOD) == good, "%s of %s, in another thread", shape, text);
    uint32_t faults = schema_explain(mem, &schema->field[0], value, fault);
    cr_assert(faults == !good, "%s of %s", shape, text);
    if (faults)
        cr_assert(str_ends(fault[0].message, str_of(place)), "%s of %s: %s", shape, text, fault[0].message.at);
    schema_twin_close(twin, schema);
    schema_close(schema);
}

Test(schema, json_schemas)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        hold_shape(mem, "array", shapes[i].schema, shapes[i].text, shapes[i].place);
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
        hold_shape(mem, "object", objects[i].schema, objects[i].text, objects[i].place);
    mem_close(mem);
}

/* ---- what a schema may not say ---- */

static const struct {
    const char *schema, *want;
} refused[] = {
    {"[]", "is a list, not an object"},
    {"{}", "has no \"fields\""},
    {"{'fields':{}}", "/fields: is an object, not a list"},
    {"{'fields':[{}]}", "/fields/0: has no \"name\""},
    {"{'fields':[{'name':''}]}", "/fields/0/name: is empty"},
    {"{'fields':[{'name':'a','type':'numbr'}]}", "/fields/0/type: \"numbr\" is no type; did you mean \"number\"?"},
    {"{'fields':[{'name':'a','type':'string','format':'mail'}]}",
     "/fields/0/format: \"mail\" is no format of strings (default, email, uri, uuid, binary)"},
    {"{'fields':[{'name':'a','type':'date','format':'%Q'}]}",
     "/fields/0/format: \"%Q\" is no directive of a date pattern"},
    {"{'fields':[{'name':'a','constraints':{'minimum':0}}]}",
     "/fields/0/constraints/minimum: does not apply to the type string"},
    {"{'fields':[{'name':'a','type':'number','constraints':{'pattern':'a'}}]}",
     "/fields/0/constraints/pattern: does not apply to the type number"},
    {"{'fields':[{'name':'a','type':'number','constraints':{'minimun':0}}]}",
     "/fields/0/constraints/minimun: is no constraint; did you mean \"minimum\"?"},
    {"{'fields':[{'name':'a','type':'number','constraints':{'minimum':'x'}}]}",
     "/fields/0/constraints/minimum: is not a number, as the type number asks"},
    {"{'fields':[{'name':'a','type':'date','constraints':{'minimum':'2020-1-1'}}]}",
     "/fields/0/constraints/minimum: is not a date (YYYY-MM-DD), as the type date asks"},
    {"{'fields':[{'name':'a','constraints':{'pattern':'a(b'}}]}",
     "/fields/0/constraints/pattern: missing closing parenthesis (byte 4 of the pattern, its end)"},
    {"{'fields':[{'name':'a','constraints':{'enum':[]}}]}", "/fields/0/constraints/enum: is an empty list"},
    {"{'fields':[{'name':'a','type':'number','constraints':{'enum':[1,'b']}}]}",
     "/fields/0/constraints/enum/1: is not a number, as the type number asks"},
    {"{'fields':[{'name':'a','constraints':{'required':'yes'}}]}",
     "/fields/0/constraints/required: is a text, not true or false"},
    {"{'fields':[{'name':'a','constraints':{'maxLength':-1}}]}",
     "/fields/0/constraints/maxLength: is -1, not a whole number of 0 or more"},
    {"{'fields':[{'name':'a','type':'number','categories':[1]}]}",
     "/fields/0/categories: does not apply to the type number"},
    {"{'fields':[{'name':'a','type':'list','itemType':'year'}]}",
     "/fields/0/itemType: is not one of string integer boolean number datetime date time"},
    {"{'fields':[{'name':'a','type':'number','decimalChar':',','groupChar':','}]}",
     "/fields/0: decimalChar and groupChar are the same"},
    {"{'fields':[{'name':'a'}],'primaryKey':1}", "/primaryKey: is a number, not a list"},
    {"{'fields':[{'name':'region'}],'primaryKey':'regoin'}",
     "/primaryKey: \"regoin\" is no field; did you mean \"region\"?"},
    {"{'fields':[{'name':'a'}],'primaryKey':[]}", "/primaryKey: names no field"},
    {"{'fields':[{'name':'a'}],'primaryKey':['a','a']}", "/primaryKey/1: names a field for the second time"},
    {"{'fields':[{'name':'a'}],'uniqueKeys':[]}", "/uniqueKeys: is an empty list"},
    {"{'fields':[{'name':'a'}],'fieldsMatch':'like'}",
     "/fieldsMatch: \"like\" is none of exact, equal, subset, superset, partial"},
    {"{'fields':[{'name':'a'}],'foreignKeys':[{'fields':'a'}]}", "/foreignKeys/0: has no \"reference\""},
    {"{'fields':[{'name':'a'}],'foreignKeys':[{'fields':'a','reference':{'fields':['a','b'],'resource':'x'}}]}",
     "/foreignKeys/0/reference/fields: names 2 fields, but the key has 1"},
    {"{'fields':[{'name':'a'}],'foreignKeys':[{'fields':'a','reference':{'fields':'b'}}]}",
     "/foreignKeys/0/reference/fields: \"b\" is no field"},
    {"{'fields':[{'name':'a','type':'object','constraints':{'jsonSchema':{'minimun':1}}}]}",
     "/fields/0/constraints/jsonSchema/minimun: is no keyword that is known here; did you mean \"minimum\"?"},
    {"{'fields':[{'name':'a','type':'object','constraints':{'jsonSchema':{'not':{'$ref':'#'}}}}]}",
     "/fields/0/constraints/jsonSchema/not/$ref: is no keyword of JSON Schema that is known here"},
    {"{'fields':[{'name':'a','type':'object','constraints':{'jsonSchema':{'type':'text'}}}]}",
     "/fields/0/constraints/jsonSchema/type: is no type of JSON: null, boolean, number, integer, string, array, "
     "object"},
    {"{'fields':[{'name':'a','type':'object','constraints':{'jsonSchema':{'items':{'multipleOf':0}}}}]}",
     "/fields/0/constraints/jsonSchema/items/multipleOf: is not above 0"},
    {"{'fields':[{'name':'a','type':'object','constraints':{'jsonSchema':{'maximum':'3'}}}]}",
     "/fields/0/constraints/jsonSchema/maximum: is a text; expected a number"},
    {"{'fields':[{'name':'a','type':'object','constraints':{'jsonSchema':{'anyOf':[]}}}]}",
     "/fields/0/constraints/jsonSchema/anyOf: is an empty list"},
    {"{'fields':[{'name':'a','type':'object','constraints':{'jsonSchema':{'pattern':'(a'}}}]}",
     "/fields/0/constraints/jsonSchema/pattern: missing closing parenthesis at byte 3"},
    {"{'fields':[{'name':'a'}],'missingValues':'NA'}", "/missingValues: is a text, not a list"},
    {"{'fields':[{'name':'a','type':'number','period':true}]}", "/fields/0/period: is for fields of type string"},
    {"{'fields':[{'name':'a','type':7}]}", "/fields/0/type: is a number, not a text"},
    {"{'fields':[{'name':'a','type':'number','groupChar':''}]}", "/fields/0/groupChar: is empty"},
    {"{'fields':[{'name':'a','type':'geopoint','format':'xml'}]}",
     "/fields/0/format: is none of the formats of geopoint: default array object"},
    {"{'fields':[{'name':'a','type':'geojson','format':'xml'}]}",
     "/fields/0/format: is none of the formats of geojson: default topojson"},
    {"{'fields':[{'name':'a','type':'x1'},{'name':'a'}]}", "/fields/0/type: \"x1\" is no type"},
    {"{'fields':[{'name':'a'},{'name':'a','type':'x1'}]}", "/fields/1/type: \"x1\" is no type"},
    {"{'fields':[{'name':'a'}],'uniqueKeys':[['b'],['a']]}", "/uniqueKeys/0/0: \"b\" is no field"},
    {"{'fields':[{'name':'a'}],'foreignKeys':[{'fields':'b','reference':{'fields':'a'}},{}]}",
     "/foreignKeys/0/fields: \"b\" is no field"},
    {"{'fields':[{'name':'a'}],'fieldsMatch':['subset','exact']}", "/fieldsMatch: is a list, not a text"},
    {"{'fields':[{'name':'a','constraints':{'pattern':1}}]}", "/fields/0/constraints/pattern: is a number, not a text"},
    {"{'fields':[{'name':'a','constraints':{'pattern':'a)b'}}]}",
     "/fields/0/constraints/pattern: unmatched closing parenthesis (byte 2 of the pattern, before )b)"},
    {"{'fields':[{'name':'a','constraints':{'enum':[null]}}]}",
     "/fields/0/constraints/enum/0: is not a text, as the type string asks"},
    {"{'fields':[{'name':'a','constraints':{'enum':[[1]]}}]}",
     "/fields/0/constraints/enum/0: is not a text, as the type string asks"},
    {"{'fields':[{'name':'a','type':'number','constraints':{'enum':[true]}}]}",
     "/fields/0/constraints/enum/0: is not a number, as the type number asks"},
    {"{'fields':[{'name':'a','type':'integer','constraints':{'enum':['x']}}]}",
     "/fields/0/constraints/enum/0: is not a whole number, as the type integer asks"},
    {"{'fields':[{'name':'a','categories':[{'label':'x'}]}]}", "/fields/0/categories/0: has no \"value\""},
    {"{'fields':[{'name':'a','codelist':'../x.csv'}]}",
     "/fields/0/codelist: \"../x.csv\" leads out of the schema's folder; expected a file beside or below it"},
    {"{'fields':[{'name':'a','codelist':{'column':'b'}}]}", "/fields/0/codelist: has no \"file\""},
    {"{'fields':[{'name':'a','type':'object','constraints':{'jsonSchema':{'anyOf':{}}}}]}",
     "/fields/0/constraints/jsonSchema/anyOf: is an object, not a list"},
    {"{'fields':[{'name':'a','type':'object','constraints':{'jsonSchema':{'multipleOf':-1}}}]}",
     "/fields/0/constraints/jsonSchema/multipleOf: is not above 0"},
    {"{'fields':[{'name':'a','type':'object','constraints':{'jsonSchema':{'maximum':" LONG "}}}]}",
     "/fields/0/constraints/jsonSchema/maximum: \"" LONG "\" has more than 38 significant digits"},
    {"{'fields':[", "is not JSON: ']' expected near the end of the file"},
};

Test(schema, refuses)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct json_fault fault = {0};
        struct str text = quoted(mem, refused[i].schema);
        cr_assert(!schema_parse(mem, text, &fault), "%s is refused", text.at);
        cr_assert(str_eq(fault.message, str_of(refused[i].want)), "%s: %.*s", text.at, (int)fault.message.length,
                  fault.message.at);
        cr_assert(fault.line == 1 && fault.column > 0, "%s: a place", text.at);
    }
    mem_close(mem);
}

static const struct {
    const char *schema, *want;
} noted[] = {
    {"{'fields':[{'name':'a','constrains':{'required':true}}]}",
     "/fields/0/constrains: is not used; did you mean \"constraints\"?"},
    {"{'fields':[{'name':'a','type':'date','format':'invalid'}]}",
     "/fields/0/format: has no directive (%Y, %m, ...): only the text \"invalid\" itself fits"},
    {"{'fields':[{'name':'a','type':'number','constraints':{'minimum':2,'maximum':1}}]}",
     "/fields/0: minimum and maximum leave no value that fits"},
    {"{'fields':[{'name':'a','type':'number','constraints':{'minimum':2,'exclusiveMaximum':2.0}}]}",
     "/fields/0: minimum and exclusiveMaximum leave no value that fits"},
    {"{'fields':[{'name':'a'},{'name':'a'}]}", "/fields/1: is a second field of the name \"a\""},
    {"{'fields':[],'primarykey':['a']}", "/primarykey: is not used; did you mean \"primaryKey\"?"},
    {"{'fields':[{'name':'a','type':'year','format':'%Y'}]}",
     "/fields/0/format: is not used: the type year has one format"},
    {"{'fields':[{'name':'a','constraints':{'minLength':3,'maxLength':2}}]}",
     "/fields/0: minLength and maxLength leave no value that fits"},
};

Test(schema, notes)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof noted / sizeof *noted; i++) {
        struct schema *schema = parsed(mem, quoted(mem, noted[i].schema).at);
        cr_assert(schema->notes == 1, "%s: %zu notes", noted[i].schema, schema->notes);
        cr_assert(str_eq(schema->note[0].message, str_of(noted[i].want)), "%s", schema->note[0].message.at);
        schema_close(schema);
    }
    mem_close(mem);
}

/* Each type with each rule: it applies, or the schema is refused. */
Test(schema, rules_by_type)
{
    static const char *const limit[] = {"true",  "true",  "1",     "1",  "'2020'", "'2020'", "'2020'",
                                        "'2020'", "'a'", "['2020']", "['2020']", "'x.csv'", "{}"};
    struct mem *mem = mem_open();
    const char *what;
    for (uint32_t type = 0; schema_type_name(type, &what); type++)
        for (uint32_t rule = 1; schema_rule_name(rule); rule++) {
            bool outside = strcmp(schema_rule_name(rule), "categories") == 0 ||
                           strcmp(schema_rule_name(rule), "codelist") == 0;
            struct str text = mem_format(mem, "{'fields':[{'name':'a','type':'%s',%s'%s':%s%s}]}",
                                         schema_type_name(type, &what),
                                         outside ? "" : "'constraints':{", schema_rule_name(rule), limit[rule - 1],
                                         outside ? "" : "}");
            struct json_fault fault = {0};
            struct schema *schema = schema_parse(mem, quoted(mem, text.at), &fault);
            bool told = str_find(fault.message, STR("does not apply")) >= 0;
            cr_assert(told == !schema_applies(type, rule), "%s: %.*s", text.at, (int)fault.message.length,
                      fault.message.at);
            if (schema) {
                cr_assert(schema_has_rule(&schema->field[0], rule), "%s: the field has it", text.at);
                schema_close(schema);
            }
        }
    mem_close(mem);
}

/* ---- headers ---- */

/* `bound` is for each field the number of its column, or - when it has none. */
static const struct {
    const char *match, *header, *faults, *bound;
} header[] = {
    {"exact", "a,b,c", "", "123"},
    {"exact", "b,a,c", "header-order header-order ", "123"},
    {"exact", "a,b", "header-missing ", "12-"},
    {"exact", "a,b,c,d", "header-extra ", "123"},
    {"exact", "a,x,c", "header-order ", "123"},
    {"exact", "a,,c", "header-empty ", "123"},
    {"exact", "a,a,c", "header-double ", "123"},
    {"exact", "a,a", "header-missing header-double ", "12-"},
    {"exact", "x,b,c,b", "header-extra header-order ", "123"},
    {"equal", "c,a,b", "", "231"},
    {"equal", "c,a", "header-missing ", "2-1"},
    {"equal", "c,a,b,d", "header-extra ", "231"},
    {"equal", "c,a,,b,a", "header-extra header-double ", "241"},
    {"subset", "x,c,b,a", "", "432"},
    {"subset", "x,c,b", "header-missing ", "-32"},
    {"superset", "c,b", "header-missing ", "-21"},
    {"superset", "a", "", "1--"},
    {"superset", "a,x", "header-extra ", "1--"},
    {"partial", "x,a", "", "2--"},
    {"partial", "x,,a,x", "header-empty header-double ", "3--"},
    {"partial", "b", "header-missing ", "-1-"},
    {"partial", "x", "header-unmatched header-missing ", "---"},
};

static struct columns columns_of(struct mem *mem, const char *list)
{
    struct columns columns = {.file = "header"};
    struct str rest = str_of(list), piece;
    columns.name = mem_array(mem, 8, sizeof *columns.name);
    columns.order = mem_array(mem, 8, sizeof *columns.order);
    while (str_cut(&rest, ',', &piece)) {
        uint32_t at = columns.count;
        while (at && str_cmp(columns.name[columns.order[at - 1]], piece) > 0) {
            columns.order[at] = columns.order[at - 1];
            at--;
        }
        columns.order[at] = columns.count;
        columns.name[columns.count++] = piece;
    }
    return columns;
}

Test(schema, headers)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof header / sizeof *header; i++) {
        struct str text = mem_format(mem, "{'fields':[{'name':'a','constraints':{'required':true}},{'name':'b'},"
                                          "{'name':'c'}],'fieldsMatch':'%s'}", header[i].match);
        struct schema *schema = parsed(mem, quoted(mem, text.at).at);
        struct columns columns = columns_of(mem, header[i].header);
        struct schema_binding binding = schema_bind(mem, schema, &columns, false);
        struct str faults = STR("");
        char bound[4] = "---";
        for (uint32_t j = 0; j < binding.faults; j++)
            faults = mem_format(mem, "%.*s%s ", (int)faults.length, faults.at, binding.fault[j].rule);
        for (uint32_t j = 0; j < binding.count; j++)
            bound[binding.bound[j].field - schema->field] = (char)('1' + binding.bound[j].at);
        cr_assert(str_eq(faults, str_of(header[i].faults)), "%s %s: %s", header[i].match, header[i].header, faults.at);
        cr_assert(strcmp(bound, header[i].bound) == 0, "%s %s: %s", header[i].match, header[i].header, bound);
        schema_close(schema);
    }
    mem_close(mem);
}

Test(schema, header_case)
{
    struct mem *mem = mem_open();
    struct schema *schema = parsed(mem, "{\"fields\":[{\"name\":\"Value\"}],\"fieldsMatch\":\"subset\"}");
    struct columns columns = columns_of(mem, "vALUE"), twice = columns_of(mem, "VALUE,value");
    cr_assert(schema_bind(mem, schema, &columns, false).faults == 1);
    cr_assert(schema_bind(mem, schema, &columns, true).faults == 0);
    cr_assert(schema_bind(mem, schema, &columns, true).count == 1);
    cr_assert(schema_bind(mem, schema, &twice, true).faults == 1);
    mem_close(mem);
}

Test(schema, near_names)
{
    struct mem *mem = mem_open();
    struct schema *schema = parsed(mem, "{\"fields\":[{\"name\":\"value\"}],\"fieldsMatch\":\"subset\"}");
    struct columns columns = columns_of(mem, "region,valeu");
    struct schema_binding binding = schema_bind(mem, schema, &columns, false);
    cr_assert(str_eq(binding.fault[0].message, STR("no column \"value\"; is \"valeu\" meant to be it?")));
    cr_assert(str_eq(binding.fault[0].fix, STR("value")));
    mem_close(mem);
}

Test(schema, open_fields)
{
    struct mem *mem = mem_open();
    cr_assert(with_field(mem, "")->field[0].open);
    cr_assert(with_field(mem, "\"type\":\"any\"")->field[0].open);
    cr_assert(!with_field(mem, "\"type\":\"number\"")->field[0].open);
    cr_assert(!with_field(mem, "\"constraints\":{\"required\":true}")->field[0].open);
    cr_assert(!with_field(mem, "\"format\":\"uri\"")->field[0].open);
    mem_close(mem);
}

/* What describes a field; version 2 of the standard has another type where none is given. */
Test(schema, descriptions)
{
    struct mem *mem = mem_open();
    struct schema *schema = parsed(mem, quoted(mem, "{'title':'T','description':5,'fields':[{'name':'a','example':1.50,"
                                                    "'unit':'km','title':7},{'name':'b','example':['x']},"
                                                    "{'name':'c','example':'7'}]}").at);
    cr_assert(str_eq(schema->title, STR("T")) && schema->description.length == 0);
    cr_assert(str_eq(schema->field[0].example, STR("1.50")) && str_eq(schema->field[0].unit, STR("km")));
    cr_assert(schema->field[0].title.length == 0 && schema->field[1].example.length == 0);
    cr_assert(str_eq(schema->field[2].example, STR("7")) && strcmp(schema->field[0].type, "string") == 0);
    static const char *const profile[][2] = {{"'https://datapackage.org/profiles/2.0/tableschema.json'", "any"},
                                             {"'https://specs.frictionlessdata.io/1'", "string"}, {"2", "string"}};
    for (size_t i = 0; i < sizeof profile / sizeof *profile; i++) {
        struct str text = mem_format(mem, "{'$schema':%s,'fields':[{'name':'a'}],'fieldsMatch':['subset']}",
                                     profile[i][0]);
        schema = parsed(mem, quoted(mem, text.at).at);
        cr_assert_str_eq(schema->field[0].type, profile[i][1], "%s", text.at);
        cr_assert_eq(schema->match, SCHEMA_SUBSET);
    }
    mem_close(mem);
}

/* A twin, for another thread, judges a list by its items, too. */
Test(schema, twins_of_lists)
{
    struct mem *mem = mem_open(), *other = mem_open();
    struct schema *schema = with_field(mem, quoted(mem, "'type':'list','itemType':'integer'").at);
    struct schema_field *twin = schema_twin(other, schema);
    cr_assert_eq(schema_check(&twin[0], STR("1,2")), SCHEMA_GOOD);
    cr_assert_eq(schema_check(&twin[0], STR("1,b")), SCHEMA_BAD);
    schema_twin_close(twin, schema);
    schema_close(schema);
    mem_close(other);
    mem_close(mem);
}
