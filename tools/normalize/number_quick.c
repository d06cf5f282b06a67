/* number_quick - see number_quick.h */
#include "number_quick.h"
#include "str.h"

/* The narrow character that the text begins with, itself or in full width; *bytes is
 * what it takes.  0 for any other. */
static inline char narrow(struct str text, size_t *bytes)
{
    *bytes = 1;
    if (text.length < 3 || text.at[0] != '\xef')
        return text.length ? text.at[0] : '\0';
    *bytes = 3;
    if (text.at[1] == '\xbc' && (unsigned char)text.at[2] >= 0x81)
        return (char)(text.at[2] - 0x60);
    return '\0';
}

static inline bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

/* What is left of a cell, and the character that it begins with. */
struct glance {
    struct str rest;
    struct number_quick *number;
    char next;
    size_t bytes;
};

static void look(struct glance *g)
{
    g->next = narrow(g->rest, &g->bytes);
}

static void skip(struct glance *g)
{
    if (g->bytes > 1)
        g->number->rules |= g->next == '-' ? NUMBER_DASH : NUMBER_WIDTH;
    g->rest = (struct str){g->rest.at + g->bytes, g->rest.length - g->bytes};
    look(g);
}

static void take(struct glance *g)
{
    g->number->text[g->number->length++] = g->next;
    skip(g);
}

/* Digits: how many. */
static size_t take_digits(struct glance *g)
{
    size_t count = 0;
    for (; is_digit(g->next); count++)
        take(g);
    return count;
}

/* 1,234,567: groups of three behind one of up to three that does not begin with 0. */
static bool take_whole(struct glance *g)
{
    uint32_t first = g->number->length;
    size_t count = take_digits(g);
    if (g->next != ',')
        return count > 0;
    if (count == 0 || count > 3 || g->number->text[first] == '0')
        return false;
    g->number->rules |= NUMBER_THOUSANDS;
    while (g->next == ',') {
        skip(g);
        if (take_digits(g) != 3)
            return false;
    }
    return true;
}

static bool has_worth(const struct number_quick *number)
{
    for (uint32_t i = 0; i < number->length; i++)
        if (number->text[i] >= '1')
            return true;
    return false;
}

bool number_quick(struct str cell, struct number_quick *number)
{
    struct glance g = {.rest = cell, .number = number};
    number->length = number->rules = 0;
    number->percent = false;
    while (g.rest.length && g.rest.at[0] == ' ')
        g.rest = str_part(g.rest, 1, g.rest.length);
    while (g.rest.length && g.rest.at[g.rest.length - 1] == ' ')
        g.rest.length--;
    if (g.rest.length != cell.length)
        number->rules = NUMBER_SPACE;
    if (g.rest.length == 0 || g.rest.length > NUMBER_QUICK_MAX)
        return false;
    look(&g);
    if (g.next == '-')
        take(&g);
    if (!take_whole(&g))
        return false;
    if (g.next == '.') {
        take(&g);
        if (take_digits(&g) == 0)
            return false;
    }
    if (g.next == '%') {
        /* Nothing but zeros: the grammar drops the minus sign there, and keeps it elsewhere. */
        if (number->text[0] == '-' && !has_worth(number))
            return false;
        number->percent = true;
        number->rules |= NUMBER_UNIT;
        skip(&g);
    }
    return g.rest.length == 0;
}
