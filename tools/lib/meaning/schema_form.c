/* schema_form - a field as a question of a form; see schema_inside.h */
#include "base/voice.h"
#include "meaning/schema_inside.h"

static enum schema_ask ask_of(const struct schema_field *field)
{
    static const struct { const char *type; enum schema_ask ask; } asks[] = {
        {"number", SCHEMA_ASKS_NUMBER}, {"integer", SCHEMA_ASKS_WHOLE}, {"year", SCHEMA_ASKS_WHOLE},
        {"date", SCHEMA_ASKS_DATE}};
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
        if (strcmp(field->type, asks[i].type) == 0)
            return asks[i].ask;
    return SCHEMA_ASKS_TEXT;
}

/* A limit as a form counts it; false where it is none of these. */
static bool limit_of(const struct schema_question *question, const struct constraint *rule, struct num *limit)
{
    struct period day;
    *limit = rule->limit.num;
    if (question->ask == SCHEMA_ASKS_TEXT)           /* of a period, say, which is typed as a text */
        return false;
    if (question->ask != SCHEMA_ASKS_DATE)
        return rule->limit.special == FINITE;
    if (!period_parse(rule->text, &day))
        return false;
    *limit = num_of(day.first);
    return true;
}

/* A limit that is itself not allowed is one to a form that has no other: the next whole number or day where
 * there is one. */
static void take_limit(struct schema_question *question, const struct constraint *rule, bool low, bool itself)
{
    struct num limit, one = num_of(low ? 1 : -1);
    if (!limit_of(question, rule, &limit))
        return;
    if (!itself && question->ask != SCHEMA_ASKS_NUMBER)
        num_add(limit, one, &limit);
    if (low)
        question->low = limit;
    else
        question->high = limit;
    question->has_low |= low;
    question->has_high |= !low;
}

static void take_length(struct schema_question *question, const struct constraint *rule, bool low)
{
    if (question->ask != SCHEMA_ASKS_TEXT)
        return;
    *(low ? &question->low : &question->high) = num_of((int64_t)rule->count);
    question->has_low |= low;
    question->has_high |= !low;
}

static void take_rule(struct schema_question *question, const struct constraint *rule)
{
    const char *name = rule->row->name;
    if (strcmp(name, "minimum") == 0 || strcmp(name, "exclusiveMinimum") == 0)
        take_limit(question, rule, true, *name == 'm');
    else if (strcmp(name, "maximum") == 0 || strcmp(name, "exclusiveMaximum") == 0)
        take_limit(question, rule, false, *name == 'm');
    else if (strcmp(name, "minLength") == 0 || strcmp(name, "maxLength") == 0)
        take_length(question, rule, strcmp(name, "minLength") == 0);
    else if (rule->codes && rule->codes->count) {
        question->ask = SCHEMA_ASKS_CHOICE;
        question->choice = rule->codes->name;
        question->choices = rule->codes->count;
    }
}

/* What is expected, rule by rule; lists are long, and are offered. */
static struct str in_words(struct mem *mem, const struct schema_inner *field)
{
    struct str words = str_of(voice_text(field->type->what)), none = {NULL, 0};
    for (uint32_t i = 0; i < field->rules; i++) {
        const struct constraint *rule = &field->rule[i];
        const char *name = rule->row->name;
        struct str next = none;
        if (strcmp(name, "minimum") == 0)
            next = say(mem, "at least {1}", rule->text);
        else if (strcmp(name, "maximum") == 0)
            next = say(mem, "at most {1}", rule->text);
        else if (strcmp(name, "exclusiveMinimum") == 0)
            next = say(mem, "more than {1}", rule->text);
        else if (strcmp(name, "exclusiveMaximum") == 0)
            next = say(mem, "less than {1}", rule->text);
        else if (strcmp(name, "minLength") == 0)
            next = say_format(mem, "at least %llu characters", (unsigned long long)rule->count);
        else if (strcmp(name, "maxLength") == 0)
            next = say_format(mem, "at most %llu characters", (unsigned long long)rule->count);
        else if (rule->codes)
            next = say(mem, "one of the list");
        if (next.length)
            words = voice_join(mem, words, next);
    }
    return words;
}

struct schema_question schema_ask(struct mem *mem, const struct schema_field *face)
{
    const struct schema_inner *field = face->inside;
    struct schema_question question = {.ask = ask_of(face)};
    if (strcmp(face->type, "boolean") == 0 && field->yeses && field->noes) {
        struct str *choice = mem_array(mem, 2, sizeof *choice);
        choice[0] = field->yes[0];
        choice[1] = field->no[0];
        question = (struct schema_question){.ask = SCHEMA_ASKS_CHOICE, .choice = choice, .choices = 2};
    }
    for (uint32_t i = 0; i < field->rules; i++)
        take_rule(&question, &field->rule[i]);
    if (question.ask == SCHEMA_ASKS_CHOICE)
        question.has_low = question.has_high = false;
    question.expected = in_words(mem, field);
    return question;
}
