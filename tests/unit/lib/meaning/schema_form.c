/* schema_form: what a field asks for in a form */
#include <criterion/criterion.h>
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

/* The rows are written with ' for ", which none of them needs itself. */
static struct str quoted(struct mem *mem, const char *text)
{
    struct str copy = mem_copy(mem, str_of(text));
    for (size_t i = 0; i < copy.length; i++)
        if (copy.at[i] == '\'')
            ((char *)copy.at)[i] = '"';
    return copy;
}

/* ---- what a form asks for ---- */

static const struct {
    const char *field;
    enum schema_ask ask;
    const char *low, *high, *choice; /* of the choice the first value */
} asking[] = {
    {"", SCHEMA_ASKS_TEXT, "", "", ""},
    {"'type':'number'", SCHEMA_ASKS_NUMBER, "", "", ""},
    {"'type':'number','constraints':{'minimum':0,'maximum':1.5}", SCHEMA_ASKS_NUMBER, "0", "1.5", ""},
    {"'type':'number','constraints':{'exclusiveMinimum':0}", SCHEMA_ASKS_NUMBER, "0", "", ""},
    {"'type':'integer','constraints':{'exclusiveMinimum':0,'exclusiveMaximum':9}", SCHEMA_ASKS_WHOLE, "1", "8", ""},
    {"'type':'year','constraints':{'minimum':'2020'}", SCHEMA_ASKS_WHOLE, "2020", "", ""},
    {"'type':'date','constraints':{'minimum':'1970-01-02','exclusiveMaximum':'1970-02-01'}", SCHEMA_ASKS_DATE, "1",
     "30", ""},
    {"'type':'string','constraints':{'minLength':4,'maxLength':200}", SCHEMA_ASKS_TEXT, "4", "200", ""},
    {"'type':'string','period':true,'constraints':{'minimum':'2020'}", SCHEMA_ASKS_TEXT, "", "", ""},
    {"'type':'string','constraints':{'enum':['A','P','E'],'minLength':1}", SCHEMA_ASKS_CHOICE, "", "", "A"},
    {"'type':'boolean','trueValues':['是'],'falseValues':['否']", SCHEMA_ASKS_CHOICE, "", "", "是"},
};

Test(schema_form, a_field_as_a_question_of_a_form)
{
    for (size_t i = 0; i < sizeof asking / sizeof *asking; i++) {
        struct mem *mem = mem_open();
        struct schema *schema = with_field(mem, quoted(mem, asking[i].field).at);
        struct schema_question question = schema_ask(mem, &schema->field[0]);
        struct str low = question.has_low ? num_text(mem, question.low) : STR("");
        struct str high = question.has_high ? num_text(mem, question.high) : STR("");
        cr_assert(question.ask == asking[i].ask && str_eq(low, str_of(asking[i].low)) &&
                      str_eq(high, str_of(asking[i].high)) &&
                      str_eq(question.choices ? question.choice[0] : STR(""), str_of(asking[i].choice)),
                  "%s: %d, %.*s to %.*s", asking[i].field, (int)question.ask, (int)low.length, low.at, (int)high.length,
                  high.at);
        schema_close(schema);
        mem_close(mem);
    }
}
