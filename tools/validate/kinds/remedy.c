/* remedy - see remedy.h */
#include <math.h>

#include "base/str.h"
#include "base/voice.h"
#include "kinds/remedy.h"

enum { LONGEST = 40 };

struct search {
    struct mem *mem;
    const struct remedy_term *term;
    const struct remedy_law *law;
    size_t at;                /* the term that is being tried */
    struct num imbalance, within;
    double right, slack;      /* about what the term would have to be, and how far from it */
    size_t found[2];          /* changes that balance: exactly, nearly */
    struct num value[2];
    size_t which[2];
    struct str text[2];
    const char *what[2];
};

/* As people write it: without a sign before 0, and without zeros before the digits. */
static struct str tidied(struct mem *mem, struct str text, struct num value)
{
    bool minus = text.length && *text.at == '-';
    struct str digits = str_part(text, minus, text.length);
    while (digits.length > 1 && *digits.at == '0' && str_is_digit(digits.at[1]))
        digits = str_part(digits, 1, digits.length);
    return mem_format(mem, "%s%.*s", minus && num_sign(value) ? "-" : "", (int)digits.length, digits.at);
}

/* Far more than what a few steps with doubles are off. */
static const double DOUBLE_DUST = 1e-9;

/* Infinite, so that nothing is far from it, where there is no such double. */
static double about(struct num value)
{
    double nearest;
    return num_to_double(value, &nearest) ? nearest : HUGE_VAL;
}

/* Is the number so far from what would be right that nothing needs to be computed exactly?  Of a few hundred that are
 * tried one may not be.  What is more than digits is not judged here. */
static bool is_far(const struct search *search, struct str text)
{
    static const double ten[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    int64_t digits = 0;
    size_t i = text.length > 0 && text.at[0] == '-', places = 0, points = 0;
    if (!text.length || text.length >= sizeof ten / sizeof *ten)
        return false;
    for (; i < text.length; i++) {
        if (text.at[i] != '.' && !str_is_digit(text.at[i]))
            return false;
        points += text.at[i] == '.';
        places += points;
        digits = text.at[i] == '.' ? digits : digits * 10 + (text.at[i] - '0');
    }
    if (points > 1)
        return false;
    double value = (double)(*text.at == '-' ? -digits : digits) / ten[places - points];
    return fabs(value - search->right) > search->slack + DOUBLE_DUST * fabs(value);
}

static void try(struct search *search, struct str text, const char *what)
{
    const struct remedy_term *term = &search->term[search->at];
    struct num value, change, left;
    if (is_far(search, text))
        return;
    if (num_parse(text, &value) != NUM_OK || num_compare(value, term->value) == 0 ||
        !num_subtract(value, term->value, &change))
        return;
    if (!num_add(search->imbalance, term->sign < 0 ? num_negate(change) : change, &left) ||
        num_compare(num_abs(left), search->within) > 0)
        return;
    if (search->law && !search->law->holds(search->law->state, search->at, value))
        return;
    int rank = num_sign(left) != 0;
    /* The same number by another way is the same change. */
    if (search->found[rank] == 1 && search->which[rank] == search->at &&
        num_compare(search->value[rank], value) == 0)
        return;
    if (search->found[rank]++ == 0) {
        search->which[rank] = search->at;
        search->value[rank] = value;
        search->text[rank] = tidied(search->mem, text, value);
        search->what[rank] = what;
    }
}

static void try_digits(struct search *search, struct str text)
{
    char copy[LONGEST + 2];
    for (size_t i = 0; i < text.length; i++) {
        memcpy(copy, text.at, text.length);
        if (str_is_digit(text.at[i]) && i + 1 < text.length && str_is_digit(text.at[i + 1])) {
            copy[i] = text.at[i + 1];
            copy[i + 1] = text.at[i];
            try(search, (struct str){copy, text.length}, N_("two digits are swapped"));
            copy[i] = text.at[i];
            copy[i + 1] = text.at[i + 1];
        }
        for (char digit = '0'; str_is_digit(text.at[i]) && digit <= '9'; digit++) {
            copy[i] = digit;
            try(search, (struct str){copy, text.length}, N_("one digit is wrong"));
        }
        if (str_is_digit(text.at[i]) && text.length > 1) {
            memcpy(copy, text.at, i);
            memcpy(copy + i, text.at + i + 1, text.length - i - 1);
            try(search, (struct str){copy, text.length - 1}, N_("there is one digit too many"));
        }
    }
    for (size_t i = 0; i <= text.length; i++)
        for (char digit = '0'; digit <= '9'; digit++) {
            memcpy(copy, text.at, i);
            copy[i] = digit;
            memcpy(copy + i + 1, text.at + i, text.length - i);
            try(search, (struct str){copy, text.length + 1}, N_("a digit is missing"));
        }
}

static void try_term(struct search *search)
{
    const struct remedy_term *term = &search->term[search->at];
    char text[NUM_TEXT_MAX];
    struct num moved;
    if (term->text.length == 0 || term->text.length > LONGEST)
        return;
    double apart = about(search->imbalance), stands = about(term->value);
    search->right = stands + (term->sign < 0 ? apart : -apart);
    search->slack = about(search->within) + DOUBLE_DUST * (fabs(apart) + fabs(stands));
    try(search, (struct str){text, num_write(text, num_negate(term->value))}, N_("the sign is wrong"));
    try_digits(search, term->text);
    for (int by = -8; by <= 8; by++)
        if (by && num_shift(term->value, by, &moved))
            try(search, (struct str){text, num_write(text, moved)}, N_("the point stands elsewhere"));
}

ptrdiff_t remedy_find(struct mem *mem, const struct remedy_term *term, size_t terms, struct num imbalance,
                      struct num within, const struct remedy_law *law, struct str *right, const char **what)
{
    struct search search = {.mem = mem, .term = term, .imbalance = imbalance, .within = within, .law = law};
    for (search.at = 0; search.at < terms; search.at++)
        try_term(&search);
    int rank = search.found[0] ? 0 : 1;
    if (search.found[rank] != 1)
        return -1;
    *right = search.text[rank];
    *what = voice_text(search.what[rank]);
    return (ptrdiff_t)search.which[rank];
}
