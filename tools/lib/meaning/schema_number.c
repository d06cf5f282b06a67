/* schema_number - numbers as a field may spell them; see schema_inside.h */
#include <strings.h>

#include "base/voice.h"
#include "meaning/schema_inside.h"

enum { PLAIN_BYTES = 256 };

/* A field's number, put together again as plain text. */
struct bare {
    char text[PLAIN_BYTES];
    size_t length;
    const char *odd;
};

static bool put(struct bare *plain, char byte)
{
    if (plain->length == sizeof plain->text)
        return false;
    plain->text[plain->length++] = byte;
    return true;
}

/* Without what stands before and behind the number: "EUR -12.5 " becomes "-12.5". */
static struct str bare_part(const struct schema_inner *field, struct str text)
{
    size_t first = 0, last = text.length;
    while (first < text.length && !str_is_digit(text.at[first]))
        first++;
    while (last > first && !str_is_digit(text.at[last - 1]))
        last--;
    if (first == last)
        return text;
    struct str before = str_part(text, 0, first);
    if (str_ends(before, field->decimal))
        before.length -= field->decimal.length;
    if (before.length && (before.at[before.length - 1] == '-' || before.at[before.length - 1] == '+'))
        before.length--;
    return str_part(text, before.length, last - before.length);
}

/* Groups are of three digits, or all of four as 万 counts; others are read, but odd. */
struct groups {
    size_t marks, digits, of;
    bool uneven;
};

static void end_group(struct groups *groups)
{
    if (groups->marks) {
        if (groups->digits != 3 && groups->digits != 4)
            groups->uneven = true;
        if (groups->of && groups->of != groups->digits)
            groups->uneven = true;
        groups->of = groups->digits;
    }
    groups->digits = 0;
}

/* The number with its own decimal and group characters turned into plain ones. */
static bool make_plain(const struct schema_inner *field, struct str body, struct bare *plain)
{
    struct groups groups = {0};
    bool whole_part = true;
    while (body.length) {
        if (field->group.length && whole_part && str_starts(body, field->group)) {
            groups.uneven |= groups.marks == 0 && groups.digits == 0;
            end_group(&groups);
            groups.marks++;
            body = str_part(body, field->group.length, body.length);
            continue;
        }
        if (whole_part && str_starts(body, field->decimal)) {
            end_group(&groups);
            whole_part = false;
            body = str_part(body, field->decimal.length, body.length);
            if (!put(plain, '.'))
                return false;
            continue;
        }
        char byte = body.at[0];
        if (byte == '.' || !put(plain, byte))
            return false;
        if (whole_part && (byte == 'e' || byte == 'E')) {
            end_group(&groups);
            whole_part = false;
        }
        groups.digits += str_is_digit(byte);
        body = str_part(body, 1, body.length);
    }
    if (whole_part)
        end_group(&groups);
    if (groups.uneven)
        plain->odd = N_("has groups of digits that are neither all of three nor all of four");
    return true;
}

static bool read_special(struct str body, struct value *value)
{
    static const struct {
        const char *word;
        enum special special;
    } word[] = {{"NaN", NOT_A_NUMBER}, {"INF", ABOVE_ALL}, {"-INF", BELOW_ALL}};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (strlen(word[i].word) == body.length && strncasecmp(word[i].word, body.at, body.length) == 0) {
            value->special = word[i].special;
            value->odd = N_("is no number to the other tools; let missingValues name it");
            return true;
        }
    return false;
}

bool read_decimal(const struct schema_inner *field, struct str text, bool whole, struct value *value)
{
    struct bare plain = {.length = 0};
    struct str body = str_trim(text);
    if (body.length != text.length)
        plain.odd = N_("has spaces around it");
    if (!whole && read_special(body, value))
        return true;
    if (!field->bare) {
        body = bare_part(field, body);
        plain.odd = NULL;
    }
    if (!make_plain(field, body, &plain))
        return false;
    struct str made = {plain.text, plain.length};
    for (size_t i = 0; whole && i < made.length; i++)
        if (!str_is_digit(made.at[i]) && !(i == 0 && (made.at[i] == '-' || made.at[i] == '+')))
            return false;
    value->odd = plain.odd;
    return num_parse(made, &value->num) == NUM_OK;
}
