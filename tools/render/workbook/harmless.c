/* harmless - see harmless.h */
#include "workbook/harmless.h"

#include "base/str.h"

#define REPLACED 0xfffd

/* ---- texts ---- */

/* What has no place in XML 1.0, not even escaped; other controls the writer of the file escapes. */
static bool is_no_character(uint32_t rune)
{
    return rune == 0 || rune == 0xfffe || rune == 0xffff;
}

static size_t units_of(uint32_t rune)
{
    return rune > 0xffff ? 2 : 1;
}

/* _x0041_ is how a workbook spells a character by its number. */
static bool is_spelled(struct str text)
{
    if (text.length < 7 || text.at[0] != '_' || (text.at[1] != 'x' && text.at[1] != 'X') || text.at[6] != '_')
        return false;
    for (int i = 2; i < 6; i++)
        if (!str_is_digit(text.at[i]) && !((text.at[i] | 32) >= 'a' && (text.at[i] | 32) <= 'f'))
            return false;
    return true;
}

/* Most texts are what they are. */
static bool is_plain(struct str text)
{
    if (text.length > HARMLESS_TEXT || str_utf8(text) != text.length)
        return false;
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] == '\0' || text.at[i] == '\r' || text.at[i] == '_' || text.at[i] == '\xef')
            return false;
    return true;
}

struct str harmless_text(struct mem *mem, struct str text, bool *cut)
{
    static const struct str underscore = STR("_x005F_");
    *cut = false;
    if (is_plain(text))
        return mem_copy(mem, text);
    char *into = mem_take(mem, text.length * underscore.length + 1);
    size_t length = 0, units = 0;
    while (text.length) {
        bool spelled = is_spelled(text), pair = str_starts(text, STR("\r\n"));
        uint32_t rune = str_rune(&text);
        if (pair)
            continue;
        *cut = units + units_of(rune) > HARMLESS_TEXT;
        if (*cut)
            break;
        units += units_of(rune);
        if (spelled) {
            memcpy(into + length, underscore.at, underscore.length);
            length += underscore.length;
        } else {
            length += str_put_rune(into + length, rune == '\r' ? '\n' : is_no_character(rune) ? REPLACED : rune);
        }
    }
    into[length] = '\0';
    return (struct str){into, length};
}

/* ---- names of sheets ---- */

static bool is_letter(char byte)
{
    return (byte | 32) >= 'a' && (byte | 32) <= 'z';
}

/* Would a formula need no quotes around it, and yet read it as a number, a cell or a word of its own? */
static bool is_mistaken(struct str name)
{
    size_t letters = 0, digits = 0;
    for (size_t i = 0; i < name.length; i++)
        if (!is_letter(name.at[i]) && !str_is_digit(name.at[i]) && name.at[i] != '.' && name.at[i] != '_')
            return false;
    while (letters < name.length && is_letter(name.at[letters]))
        letters++;
    while (letters + digits < name.length && str_is_digit(name.at[letters + digits]))
        digits++;
    return (letters == 0 && name.at[0] != '_') || (letters <= 3 && letters + digits == name.length && digits) ||
           str_eq(name, STR("R")) || str_eq(name, STR("C")) || str_eq(name, STR("r")) || str_eq(name, STR("c")) ||
           ((name.at[0] | 32) == 'r' && name.length > 1 && str_is_digit(name.at[1])) ||
           ((name.at[0] | 32) == 'r' && name.length > 1 && (name.at[1] | 32) == 'c');
}

static char small(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 32) : byte;
}

static bool same_name(struct str a, struct str b)
{
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++)
        if (small(a.at[i]) != small(b.at[i]))
            return false;
    return true;
}

static bool is_taken(struct str name, const struct str *taken, size_t count)
{
    static const struct str reserved = STR("history");   /* the program keeps it for itself */
    if (same_name(name, reserved))
        return true;
    for (size_t i = 0; i < count; i++)
        if (same_name(name, taken[i]))
            return true;
    return false;
}

struct str harmless_part(struct str text, size_t most)
{
    struct str rest = text;
    size_t units = 0, length = 0;
    while (rest.length) {
        units += units_of(str_rune(&rest));
        if (units > most)
            break;
        length = text.length - rest.length;
    }
    return str_trim(str_part(text, 0, length));
}

/* What may not stand in a name is a hyphen; an apostrophe is the one of printers, which needs no quoting. */
static struct str allowed(struct mem *mem, struct str text)
{
    char *into = mem_take(mem, text.length * 3 + 1);
    size_t length = 0;
    while (text.length) {
        uint32_t rune = str_rune(&text);
        if (rune < 0x20 || rune == 0x7f || is_no_character(rune))
            rune = ' ';
        else if (rune < 0x80 && strchr("[]:*?/\\", (int)rune))
            rune = '-';
        else if (rune == '\'')
            rune = 0x2019;
        length += str_put_rune(into + length, rune);
    }
    return str_trim((struct str){into, length});
}

struct str harmless_name(struct mem *mem, struct str wanted, struct str otherwise, const struct str *taken,
                         size_t count)
{
    struct str name = allowed(mem, wanted);
    if (name.length == 0)
        name = otherwise;
    else if (is_mistaken(name))
        name = mem_format(mem, "%.*s %.*s", (int)otherwise.length, otherwise.at, (int)name.length, name.at);
    struct str whole = harmless_part(name, HARMLESS_NAME);
    for (size_t i = 2; is_taken(whole, taken, count); i++) {
        struct str behind = mem_format(mem, " (%zu)", i);
        struct str before = harmless_part(name, HARMLESS_NAME - behind.length);
        whole = mem_join(mem, before, behind);
    }
    return mem_copy(mem, whole);
}
