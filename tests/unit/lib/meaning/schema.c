/* schema: what each type reads, what each rule holds, what a schema may not say, and
 * how headers are matched. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "io/json.h"
#include "meaning/schema.h"

static struct schema *parsed(struct mem *mem, const char *text)
{
    struct json_fault fault = {0};
    struct schema *schema = schema_parse(mem, str_of(text), &fault);
    cr_assert(schema, "%s: %.*s", text, (int)fault.message.length, fault.message.at);
    return schema;
}

/* A schema of one field, described by `body`. */
static struct schema *with_field(struct mem *mem, const char *body)
{
    return parsed(mem, mem_format(mem, "{\"fields\":[{\"name\":\"value\"%s%s}]}", *body ? "," : "", body).at);
}

/* ---- what is read ---- */

enum { GOOD = SCHEMA_GOOD, MISSING = SCHEMA_MISSING, ODD = SCHEMA_ODD, BAD = SCHEMA_BAD };

static const struct {
    const char *field, *text;
    int want;
} reading[] = {
    {"", "anything", GOOD},
    {"", "", MISSING},
    {"'type':'any'", "1", GOOD},
    {"'type':'string','format':'email'", "name@example.org", GOOD},
    {"'type':'string','format':'email'", "a.b+c@sub.example.org", GOOD},
    {"'type':'string','format':'email'", "name@example", BAD},
    {"'type':'string','format':'email'", "na me@example.org", BAD},
    {"'type':'string','format':'email'", ".a@example.org", BAD},
    {"'type':'string','format':'email'", "a@-b.org", BAD},
    {"'type':'string','format':'email'", "http://example.org", BAD},
    {"'type':'string','format':'uri'", "http://example.org/a?b#c", GOOD},
    {"'type':'string','format':'uri'", "urn:isbn:0451450523", GOOD},
    {"'type':'string','format':'uri'", "mailto:a@b.org", GOOD},
    {"'type':'string','format':'uri'", "://no-scheme.test", BAD},
    {"'type':'string','format':'uri'", "http://", BAD},
    {"'type':'string','format':'uri'", "http://a b", BAD},
    {"'type':'string','format':'uri'", "http://a/%2", BAD},
    {"'type':'string','format':'uri'", "example.org", BAD},
    {"'type':'string','format':'uuid'", "123e4567-e89b-12d3-a456-426614174000", GOOD},
    {"'type':'string','format':'uuid'", "123e4567e89b12d3a456426614174000", BAD},
    {"'type':'string','format':'binary'", "dGVzdA==", GOOD},
    {"'type':'string','format':'binary'", "dGVz", GOOD},
    {"'type':'string','format':'binary'", "dGV=dA==", BAD},
    {"'type':'string','format':'binary'", "dGVzd", BAD},

    {"'type':'number'", "-12.50", GOOD},
    {"'type':'number'", "+.5", GOOD},
    {"'type':'number'", "1.5E-3", GOOD},
    {"'type':'number'", "12x4", BAD},
    {"'type':'number'", "1,000", BAD},
    {"'type':'number'", "0x10", BAD},
    {"'type':'number'", "1_000", BAD},
    {"'type':'number'", "\xef\xbc\x91", BAD},
    {"'type':'number'", " 5 ", ODD},
    {"'type':'number'", "NaN", ODD},
    {"'type':'number'", "-inf", ODD},
    {"'type':'number'", "infinity", BAD},
    {"'type':'number'", "123456789012345678901234567890123456789", BAD},
    {"'type':'number'", "1e500", BAD},
    {"'type':'number','groupChar':','", "1,000,000.50", GOOD},
    {"'type':'number','groupChar':','", "10,0000,0000", GOOD},
    {"'type':'number','groupChar':','", "1,00,000", ODD},
    {"'type':'number','groupChar':','", "12,34,56", ODD},
    {"'type':'number','groupChar':','", ",100", ODD},
    {"'type':'number','groupChar':','", "1,000.00,0", BAD},
    {"'type':'number','groupChar':' ','decimalChar':','", "10 000,5", GOOD},
    {"'type':'number','groupChar':' ','decimalChar':','", "10 000.5", BAD},
    {"'type':'number','groupChar':'.','decimalChar':','", "1.234.567,89", GOOD},
    {"'type':'number','bareNumber':false", "EUR -12.5 ", GOOD},
    {"'type':'number','bareNumber':false", "100%", GOOD},
    {"'type':'number','bareNumber':false", "about 12 to 13", BAD},
    {"'type':'number','bareNumber':false", "none", BAD},
    {"'type':'integer'", "007", GOOD},
    {"'type':'integer'", "-7", GOOD},
    {"'type':'integer'", "+7", GOOD},
    {"'type':'integer'", "7.0", BAD},
    {"'type':'integer'", "7e3", BAD},
    {"'type':'integer'", "", MISSING},
    {"'type':'integer'", "-", BAD},
    {"'type':'integer'", "NaN", BAD},
    {"'type':'integer'", " 01 ", ODD},
    {"'type':'integer','groupChar':','", "1,234", GOOD},
    {"'type':'integer','bareNumber':false", "ab1$", GOOD},

    {"'type':'boolean'", "True", GOOD},
    {"'type':'boolean'", "0", GOOD},
    {"'type':'boolean'", "yes", BAD},
    {"'type':'boolean','trueValues':['yes']", "yes", GOOD},
    {"'type':'boolean','trueValues':['yes']", "true", BAD},
    {"'type':'boolean','trueValues':['yes']", "false", GOOD},

    {"'type':'date'", "2024-02-29", GOOD},
    {"'type':'date'", "2023-02-29", BAD},
    {"'type':'date','format':'%d/%m/%Y'", "29/02/2024", GOOD},
    {"'type':'date','format':'fmt:%d/%m/%Y'", "29/02/2024", GOOD},
    {"'type':'date','format':'any'", "30 June 2022", GOOD},
    {"'type':'time'", "23:59:59", GOOD},
    {"'type':'time'", "23:59", BAD},
    {"'type':'datetime'", "2024-06-30T08:00:00+08:00", GOOD},
    {"'type':'datetime'", "2024-06-30 08:00:00", BAD},
    {"'type':'year'", "2024", GOOD},
    {"'type':'year'", "24", BAD},
    {"'type':'year'", "20240", BAD},
    {"'type':'yearmonth'", "2024-12", GOOD},
    {"'type':'yearmonth'", "2024-13", BAD},
    {"'type':'yearmonth'", "2024/12", BAD},
    {"'type':'period'", "2024-Q2", GOOD},
    {"'type':'period'", "2022-01-01/P5M", GOOD},
    {"'type':'period'", "2024Q2", BAD},
    {"'type':'duration'", "P1Y10M3DT5H11M7.5S", GOOD},
    {"'type':'duration'", "-PT36H", GOOD},
    {"'type':'duration'", "P", BAD},
    {"'type':'duration'", "P1YT", BAD},
    {"'type':'duration'", "P1M1Y", BAD},
    {"'type':'duration'", "PT1.5H", BAD},
    {"'type':'duration'", "1Y", BAD},

    {"'type':'array'", "[1, \"a\"]", GOOD},
    {"'type':'array'", "{}", BAD},
    {"'type':'object'", "{\"a\": [1]}", GOOD},
    {"'type':'object'", "{\"a\": 1, \"a\": 2}", BAD},
    {"'type':'list'", "a,b", GOOD},
    {"'type':'list','itemType':'integer'", "1,2,3", GOOD},
    {"'type':'list','itemType':'integer','delimiter':'; '", "1; 2", GOOD},
    {"'type':'list','itemType':'integer'", "1,b", BAD},
    {"'type':'list','itemType':'date'", "2024-01-01,2024-13-01", BAD},
    {"'type':'geopoint'", "90.50, 45.50", GOOD},
    {"'type':'geopoint'", "181,0", BAD},
    {"'type':'geopoint'", "0,91", BAD},
    {"'type':'geopoint','format':'array'", "[121.5, 29.9]", GOOD},
    {"'type':'geopoint','format':'array'", "[121.5, 29.9, 3]", BAD},
    {"'type':'geopoint','format':'object'", "{\"lat\": 29.9, \"lon\": 121.5}", GOOD},
    {"'type':'geopoint','format':'object'", "{\"lat\": 29.9, \"long\": 121.5}", BAD},
    {"'type':'geojson'", "{\"type\":\"Point\",\"coordinates\":[1,2]}", GOOD},
    {"'type':'geojson'", "{\"type\":\"Point\",\"coordinates\":[\"1\",2]}", BAD},
    {"'type':'geojson'", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[0,1],[1,1],[0,0]]]}", GOOD},
    {"'type':'geojson'", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[0,1],[0,0]]]}", BAD},
    {"'type':'geojson'", "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}}", GOOD},
    {"'type':'geojson'", "{\"type\":\"Feature\",\"geometry\":null}", BAD},
    {"'type':'geojson'", "{\"type\":\"FeatureCollection\",\"features\":[]}", GOOD},
    {"'type':'geojson','format':'topojson'", "{\"type\":\"LineString\",\"arcs\":[42]}", GOOD},
    {"'type':'geojson','format':'topojson'", "{\"type\":\"LineString\"}", BAD},

    {"'type':'integer','missingValues':['-9','NA']", "NA", MISSING},
    {"'type':'integer','missingValues':['-9','NA']", "", BAD},
    {"'type':'integer','missingValues':[{'value':'-9','label':'refused'}]", "-9", MISSING},
    {"'type':'string','missingValues':[]", "", GOOD},

    {"'constraints':{'required':true}", "", BAD},
    {"'constraints':{'required':false}", "", MISSING},
    {"'constraints':{'minLength':2,'maxLength':3}", "\xe4\xba\xbf", BAD},
    {"'constraints':{'minLength':2,'maxLength':3}", "\xe4\xba\xbf\xe5\x85\x83", GOOD},
    {"'constraints':{'minLength':2,'maxLength':3}", "abc", GOOD},
    {"'constraints':{'minLength':2,'maxLength':3}", "abcd", BAD},
    {"'constraints':{'minLength':2,'maxLength':3}", "a", BAD},
    {"'type':'array','constraints':{'minLength':2}", "[1]", BAD},
    {"'type':'list','constraints':{'maxLength':2}", "a,b,c", BAD},
    {"'type':'number','constraints':{'minimum':0.1}", "0.1", GOOD},
    {"'type':'number','constraints':{'minimum':0.1}", "0.09999999999999999999999", BAD},
    {"'type':'number','constraints':{'minimum':'0.1'}", "0.10", GOOD},
    {"'type':'number','constraints':{'maximum':9007199254740993}", "9007199254740992.9", GOOD},
    {"'type':'number','constraints':{'maximum':9007199254740993}", "9007199254740993.1", BAD},
    {"'type':'number','constraints':{'exclusiveMinimum':0}", "0.00", BAD},
    {"'type':'number','constraints':{'exclusiveMinimum':0}", "1e-9", GOOD},
    {"'type':'number','constraints':{'exclusiveMaximum':100}", "100", BAD},
    {"'type':'number','constraints':{'maximum':100}", "INF", BAD},
    {"'type':'number','constraints':{'minimum':0}", "INF", ODD},
    {"'type':'number','constraints':{'minimum':0}", "NaN", BAD},
    {"'type':'integer','constraints':{'minimum':'-5','maximum':5}", "-6", BAD},
    {"'type':'date','constraints':{'minimum':'2020-01-01'}", "2019-12-31", BAD},
    {"'type':'date','format':'%d.%m.%Y','constraints':{'minimum':'01.02.2020'}", "31.01.2020", BAD},
    {"'type':'date','format':'%d.%m.%Y','constraints':{'minimum':'01.02.2020'}", "1.2.2020", GOOD},
    {"'type':'datetime','constraints':{'maximum':'2024-06-30T00:00:00Z'}", "2024-06-30T08:00:00+08:00", GOOD},
    {"'type':'datetime','constraints':{'maximum':'2024-06-30T00:00:00Z'}", "2024-06-30T08:00:01+08:00", BAD},
    {"'type':'year','constraints':{'minimum':2000}", "1999", BAD},
    {"'type':'yearmonth','constraints':{'maximum':'2024-06'}", "2024-07", BAD},
    {"'type':'period','constraints':{'minimum':'2021'}", "2020-Q4", BAD},
    {"'type':'period','constraints':{'minimum':'2021','maximum':'2025'}", "2023-01-01/P5M", GOOD},
    {"'type':'duration','constraints':{'minimum':'P1M'}", "P32D", GOOD},
    {"'type':'duration','constraints':{'minimum':'P1M'}", "P31D", BAD},
    {"'type':'duration','constraints':{'maximum':'P1Y'}", "PT8736H", GOOD},
    {"'constraints':{'pattern':'[1-6][0-9]{5}'}", "330205", GOOD},
    {"'constraints':{'pattern':'[1-6][0-9]{5}'}", "3302050", BAD},
    {"'constraints':{'enum':['a','b']}", "b", GOOD},
    {"'constraints':{'enum':['a','b']}", "B", BAD},
    {"'type':'number','constraints':{'enum':[1,2.50]}", "2.5", GOOD},
    {"'type':'number','constraints':{'enum':['1','2']}", "1.0", GOOD},
    {"'type':'integer','constraints':{'enum':[1,2]}", "02", GOOD},
    {"'type':'boolean','constraints':{'enum':[true]}", "1", GOOD},
    {"'type':'boolean','constraints':{'enum':[true]}", "0", BAD},
    {"'type':'period','constraints':{'enum':['2022-Q1']}", "2022-01-01/P3M", GOOD},
    {"'type':'array','constraints':{'enum':[[1,2.0]]}", "[ 1, 2 ]", GOOD},
    {"'type':'array','constraints':{'enum':[[1,2]]}", "[2, 1]", BAD},
    {"'type':'object','constraints':{'enum':[{'a':1,'b':2}]}", "{\"b\":2,\"a\":1}", GOOD},
    {"'categories':['x','y']", "z", BAD},
    {"'type':'integer','categories':[{'value':1,'label':'one'}]", "1", GOOD},
    {"'type':'integer','categories':[{'value':1,'label':'one'}]", "2", BAD},
};

/* The rows are written with ' for ", which none of them needs itself. */
static struct str quoted(struct mem *mem, const char *text)
{
    struct str copy = mem_copy(mem, str_of(text));
    for (size_t i = 0; i < copy.length; i++)
        if (copy.at[i] == '\'')
            ((char *)copy.at)[i] = '"';
    return copy;
}

Test(schema, reads)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof reading / sizeof *reading; i++) {
        struct schema *schema = with_field(mem, quoted(mem, reading[i].field).at);
        struct schema_fault fault[SCHEMA_RULES_MAX];
        for (int again = 0; again < 2; again++) {
            int got = (int)schema_check(&schema->field[0], str_of(reading[i].text));
            cr_assert(got == reading[i].want, "{%s} \"%s\": %d", reading[i].field, reading[i].text, got);
        }
        uint32_t faults = schema_explain(mem, &schema->field[0], str_of(reading[i].text), fault);
        cr_assert((faults > 0) == (reading[i].want == ODD || reading[i].want == BAD), "{%s} \"%s\": %u faults",
                  reading[i].field, reading[i].text, faults);
        bool error = false;
        for (uint32_t j = 0; j < faults; j++) {
            error |= !fault[j].query;
            cr_assert(fault[j].message.length && fault[j].expected.length, "{%s} says what was expected",
                      reading[i].field);
        }
        cr_assert(error == (reading[i].want == BAD), "{%s} \"%s\" is an error", reading[i].field, reading[i].text);
        schema_close(schema);
    }
    mem_close(mem);
}

/* ---- what is said ---- */

static const struct {
    const char *field, *text, *want;
} saying[] = {
    {"'type':'number'", "12x4", "\"12x4\" in column \"value\" is not a number"},
    {"'type':'number'", "1e500", "\"1e500\" in column \"value\" has an exponent beyond +-400"},
    {"'type':'integer'", " 7", "\" 7\" in column \"value\" has spaces around it"},
    {"'type':'date','format':'%d/%m/%Y'", "x", "\"x\" in column \"value\" is not a date of the form %d/%m/%Y"},
    {"'constraints':{'required':true}", "", "column \"value\" is empty, and a value is required"},
    {"'missingValues':['-'],'constraints':{'required':true}", "-",
     "\"-\" in column \"value\" means missing, and a value is required"},
    {"'type':'number','constraints':{'minimum':0.50}", "0.4", "\"0.4\" in column \"value\" is below the minimum 0.50"},
    {"'type':'number','constraints':{'exclusiveMaximum':5}", "5",
     "\"5\" in column \"value\" is not below the maximum 5"},
    {"'constraints':{'minLength':2}", "a", "\"a\" in column \"value\" has 1 character, not at least 2 characters"},
    {"'constraints':{'pattern':'[a-z]+'}", "A", "\"A\" in column \"value\" does not match the pattern [a-z]+"},
    {"'constraints':{'pattern':'(?:a?){50}a{50}'}", NULL, "too many steps"},
    {"'constraints':{'enum':['stock','flow']}", "flwo",
     "\"flwo\" in column \"value\" is none of: stock, flow; did you mean \"flow\"?"},
    {"'constraints':{'enum':['ab','ac']}", "ad", "\"ad\" in column \"value\" is none of: ab, ac"},
};

Test(schema, says)
{
    struct mem *mem = mem_open();
    char hostile[1001];
    memset(hostile, 'a', 1000);
    hostile[1000] = '\0';
    for (size_t i = 0; i < sizeof saying / sizeof *saying; i++) {
        struct schema *schema = with_field(mem, quoted(mem, saying[i].field).at);
        struct schema_fault fault[SCHEMA_RULES_MAX];
        uint32_t faults = schema_explain(mem, &schema->field[0], str_of(saying[i].text ? saying[i].text : hostile),
                                         fault);
        cr_assert(faults == 1, "%s: %u faults", saying[i].want, faults);
        bool same = saying[i].text ? str_eq(fault[0].message, str_of(saying[i].want))
                                   : str_find(fault[0].message, str_of(saying[i].want)) >= 0;
        cr_assert(same, "said: %.*s", (int)fault[0].message.length, fault[0].message.at);
        schema_close(schema);
    }
    mem_close(mem);
}

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
