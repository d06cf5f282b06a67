/* schema_say - what is said of a field that breaks a rule; see schema_inside.h */
#include "base/diag.h"
#include "base/near.h"
#include "base/voice.h"
#include "meaning/schema_inside.h"

/* ---- texts from the data ---- */

/* The beginning of a text, of whole characters. */
static struct str clipped(struct str text)
{
    enum { SHOWN = 60 };
    size_t length = text.length < SHOWN ? text.length : SHOWN;
    while (length && length < text.length && ((unsigned char)text.at[length] & 0xc0) == 0x80)
        length--;
    return (struct str){text.at, length};
}

struct str schema_quote(struct mem *mem, struct str text)
{
    struct str shown = clipped(text);
    if (shown.length == text.length)
        return say_format(mem, "\"%.*s\"", STR_ARG(text));
    return say_format(mem, "\"%.*s...\" (%zu bytes)", STR_ARG(shown), text.length);
}

/* ---- the one that is meant ---- */

/* How far a code may be from the one that is meant.  Of short codes and of numbers
 * nearly each is near some other. */
static unsigned near_limit(struct str text)
{
    bool digits = true;
    for (size_t i = 0; i < text.length; i++)
        digits = digits && str_is_digit(text.at[i]);
    return text.length <= 2 ? 0 : text.length <= 4 || digits ? 1 : 2;
}

/* The one name that is nearer than all others: its number from 1, or 0. */
static uint32_t nearest(const struct codes *codes, struct str text)
{
    unsigned limit = near_limit(text), least = limit + 1;
    size_t found = 0;
    bool tied = false;
    for (size_t i = 0; i < codes->count && limit; i++) {
        unsigned distance = near_distance(text, codes->name[i], limit);
        if (distance > limit || distance > least)
            continue;
        tied = distance == least && !str_eq(codes->name[found - 1], codes->name[i]);
        found = i + 1;
        least = distance;
    }
    return tied ? 0 : (uint32_t)found;
}

/* The same, remembered: wrong codes come again too.  Looking through thousands of
 * codes for each of thousands of wrong ones would take longer than anything else. */
static struct str near_name(const struct codes *codes, struct str text)
{
    enum { CODES = 5000, WRONG = 1000 };
    uint32_t *near = group_find(codes->near, &text);
    if (!near && codes->count <= CODES && group_count(codes->near) < WRONG) {
        near = group_at(codes->near, &text);
        *near = nearest(codes, text);
    }
    return near && *near ? codes->name[*near - 1] : (struct str){NULL, 0};
}

/* ---- sentences ---- */

/* `"12x4" in column "value"`, the beginning of every sentence. */
static struct str subject(struct mem *mem, const struct schema_inner *field, struct str text)
{
    struct str shown = schema_quote(mem, text);
    return say_format(mem, "%.*s in column \"%.*s\"", STR_ARG(shown), STR_ARG(field->face->name));
}

void explain_type(struct mem *mem, const struct schema_inner *field, const struct constraint *rule, struct str text,
                  const struct value *value, struct schema_fault *fault)
{
    (void)rule;
    struct str begin = subject(mem, field, text);
    fault->expected = type_expected(mem, field);
    if (value->odd) {
        fault->query = true;
        fault->message = say_format(mem, "%.*s %s", STR_ARG(begin), voice_text(value->odd));
        return;
    }
    struct num num;
    enum num_verdict verdict = num_parse(text, &num);
    bool numeric = field->type->compare && field->type->compare == types[1].compare && field->decimal.length;
    if (numeric && (verdict == NUM_LONG || verdict == NUM_RANGE))
        fault->message = say_format(mem, "%.*s %s", STR_ARG(begin), num_why(mem, verdict, text));
    else
        fault->message = say_format(mem, "%.*s is not %.*s", STR_ARG(begin), STR_ARG(fault->expected));
}

void explain_required(struct mem *mem, const struct schema_inner *field, const struct constraint *rule, struct str text,
                      const struct value *value, struct schema_fault *fault)
{
    (void)rule;
    (void)value;
    fault->expected = voice_str("a value");
    if (text.length)
        fault->message =
            say_format(mem, "\"%.*s\" in column \"%.*s\" means missing, and a value is required", STR_ARG(text),
                       STR_ARG(field->face->name));
    else
        fault->message =
            say_format(mem, "column \"%.*s\" is empty, and a value is required", STR_ARG(field->face->name));
}

/* What a limit is called, and its sign, beside the rule's name. */
void explain_limit(struct mem *mem, const struct schema_inner *field, const struct constraint *rule, struct str text,
                   const struct value *value, struct schema_fault *fault)
{
    bool lower = str_find(str_of(rule->row->name), STR("inimum")) >= 0;
    bool exclusive = str_starts(str_of(rule->row->name), STR("exclusive"));
    struct str begin = subject(mem, field, text);
    static const char *const sentence[][2] = {
        {N_("%.*s is above the maximum %.*s"), N_("%.*s is below the minimum %.*s")},
        {N_("%.*s is not below the maximum %.*s"), N_("%.*s is not above the minimum %.*s")},
        {N_("%.*s cannot be put in order with the maximum %.*s"),
         N_("%.*s cannot be put in order with the minimum %.*s")}};
    int how = field->type->compare(value, &rule->limit) == UNORDERED ? 2 : exclusive;
    fault->expected = mem_format(mem, "%s%s %.*s", lower ? ">" : "<", exclusive ? "" : "=", STR_ARG(rule->text));
    fault->message = mem_format(mem, voice_text(sentence[how][lower]), STR_ARG(begin), STR_ARG(rule->text));
}

static struct str counted(struct mem *mem, const struct schema_inner *field, uint64_t number)
{
    return mem_format(mem,
                      field->type->read == read_object ? voice_plural("%llu member", "%llu members", number)
                      : field->type->offers & OFFERS_PATTERN
                          ? voice_plural("%llu character", "%llu characters", number)
                          : voice_plural("%llu item", "%llu items", number), (unsigned long long)number);
}

void explain_length(struct mem *mem, const struct schema_inner *field, const struct constraint *rule, struct str text,
                    const struct value *value, struct schema_fault *fault)
{
    bool shortest = str_eq(str_of(rule->row->name), STR("minLength"));
    struct str begin = subject(mem, field, text), limit = counted(mem, field, rule->count);
    fault->expected = mem_format(mem, voice_text(shortest ? N_("at least %.*s") : N_("at most %.*s")), STR_ARG(limit));
    fault->message = say_format(mem, "%.*s has %.*s, not %.*s", STR_ARG(begin),
                                STR_ARG(counted(mem, field, value->length)), STR_ARG(fault->expected));
}

void explain_pattern(struct mem *mem, const struct schema_inner *field, const struct constraint *rule, struct str text,
                     const struct value *value, struct schema_fault *fault)
{
    (void)value;
    struct str begin = subject(mem, field, text);
    fault->expected = rule->text;
    if (match_test(rule->match, text) == MATCH_LIMIT)
        fault->message = say_format(
            mem, "%.*s was not held against the pattern %.*s to the end: too long or too many steps",
            STR_ARG(begin), STR_ARG(rule->text));
    else
        fault->message =
            say_format(mem, "%.*s does not match the pattern %.*s", STR_ARG(begin), STR_ARG(rule->text));
}

void explain_shape(struct mem *mem, const struct schema_inner *field, const struct constraint *rule, struct str text,
                   const struct value *value, struct schema_fault *fault)
{
    struct shape_breach breach;
    (void)value;
    shape_holds(mem, rule->shape, text, &breach);
    struct str begin = subject(mem, field, text), where = breach.value ? json_pointer(mem, breach.value) : STR("");
    const struct json *own = breach.own;
    struct str keyword = own->key.length ? own->key : own->parent->key;
    struct str limit = own->kind == JSON_KIND_FLAG ? own->flag ? STR("true") : STR("false") : own->text;
    fault->expected = mem_format(mem, "%.*s%s%.*s", STR_ARG(keyword), limit.length ? " " : "", STR_ARG(limit));
    fault->message = where.length ? say_format(mem, "%.*s breaks %.*s of its JSON schema at %.*s",
                                               STR_ARG(begin), STR_ARG(fault->expected), STR_ARG(where))
                                  : say_format(mem, "%.*s breaks %.*s of its JSON schema", STR_ARG(begin),
                                               STR_ARG(fault->expected));
}

struct str schema_join(struct mem *mem, const struct str *text, size_t count, const char *mark)
{
    struct str joined = STR("");
    for (size_t i = 0; i < count; i++)
        joined = mem_format(mem, "%.*s%s%.*s", STR_ARG(joined), i ? mark : "", STR_ARG(text[i]));
    return joined;
}

/* The first few of a list: `stock, flow, rate, ... (12 in all)`. */
static struct str listed(struct mem *mem, const struct codes *codes)
{
    enum { LISTED = 8 };
    struct str name[LISTED];
    size_t count = 0;
    for (; count < codes->count && count < LISTED; count++)
        name[count] = clipped(codes->name[count]);
    struct str text = schema_join(mem, name, count, ", ");
    return codes->count <= LISTED ? text
                                  : say_format(mem, "%.*s, ... (%zu in all)", STR_ARG(text), codes->count);
}

void explain_codes(struct mem *mem, const struct schema_inner *field, const struct constraint *rule, struct str text,
                   const struct value *value, struct schema_fault *fault)
{
    (void)value;
    struct str begin = subject(mem, field, text);
    struct str source = rule->codes->source;
    struct str list = source.length ? say_format(mem, "a code of %.*s", STR_ARG(source))
                                    : listed(mem, rule->codes);
    fault->expected = list;
    fault->fix = near_name(rule->codes, text);
    fault->message = say_format(mem, source.length ? N_("%.*s is not %.*s%.*s") : N_("%.*s is none of: %.*s%.*s"),
                                STR_ARG(begin), STR_ARG(list), STR_ARG(near_hint(mem, fault->fix)));
}
