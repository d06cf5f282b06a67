/* plain - see plain.h */
#include "base/plain.h"
#include "base/str.h"

bool plain_turns(uint32_t rune)
{
    return rune == 0x061c || rune == 0x200e || rune == 0x200f || (rune >= 0x202a && rune <= 0x202e) ||
           (rune >= 0x2066 && rune <= 0x2069);
}

static bool is_control(uint32_t rune)
{
    return rune < 0x20 || (rune >= 0x7f && rune <= 0x9f);
}

static bool is_blank(uint32_t rune)
{
    return rune == '\n' || rune == '\r' || rune == '\t' || rune == 0x2028 || rune == 0x2029;
}

/* Most text is this, and goes as it is. */
static bool is_ordinary(struct str text)
{
    size_t i = 0;
    while (i < text.length && (unsigned char)text.at[i] >= 0x20 && (unsigned char)text.at[i] < 0x7f)
        i++;
    return i == text.length;
}

static struct plain made(struct mem *mem, struct str text, bool lines)
{
    if (is_ordinary(text))
        return (struct plain){text};
    char *into = mem_take(mem, text.length * 3 + 1);
    size_t length = 0;
    while (text.length) {
        uint32_t rune = str_rune(&text);
        if (rune == '\r' && text.length && text.at[0] == '\n')
            continue;
        if (lines && rune == '\n')
            into[length++] = '\n';
        else if (is_blank(rune))
            into[length++] = ' ';
        else if (!is_control(rune) && !plain_turns(rune))
            length += str_put_rune(into + length, rune);
    }
    return (struct plain){{into, length}};
}

struct plain plain_of(struct mem *mem, struct str text)
{
    return made(mem, text, false);
}

struct plain plain_lines(struct mem *mem, struct str text)
{
    return made(mem, text, true);
}

struct plain plain_part(struct plain plain, size_t from, size_t length)
{
    return (struct plain){str_part(plain.text, from, length)};
}

struct plain plain_trim(struct plain plain)
{
    return (struct plain){str_trim(plain.text)};
}
