/* quotient - see quotient.h */
#include "base/str.h"
#include "cell/numeral.h"
#include "figure/quotient.h"
#include "values/num.h"

#define PLACES_MAX 20         /* of a quotient that ends */

/* A fraction in one character: ½ is 1/2. */
static const struct {
    struct str sign;
    int above, below;
} vulgar[] = {
    {{"½", 2}, 1, 2}, {{"¼", 2}, 1, 4}, {{"¾", 2}, 3, 4}, {{"⅓", 3}, 1, 3}, {{"⅔", 3}, 2, 3}, {{"⅕", 3}, 1, 5},
    {{"⅖", 3}, 2, 5}, {{"⅗", 3}, 3, 5}, {{"⅘", 3}, 4, 5}, {{"⅙", 3}, 1, 6}, {{"⅚", 3}, 5, 6}, {{"⅛", 3}, 1, 8},
    {{"⅜", 3}, 3, 8}, {{"⅝", 3}, 5, 8}, {{"⅞", 3}, 7, 8}};

/* What parts the two numbers; a ratio has no whole before it. */
static const struct {
    struct str sign;
    bool ratio;
} joint[] = {{{"/", 1}, false}, {{":", 1}, true}, {{"∶", 3}, true}, {{"︰", 3}, true}};

#define LENGTH(a) (sizeof(a) / sizeof *(a))

/* A text taken apart: `whole` is empty without one. */
struct parts {
    struct str whole, above, below;
    size_t length;
    bool ratio;
};

static struct str from(struct str text, size_t at)
{
    return str_part(text, at, text.length);
}

/* Digits, perhaps with a point among them. */
static size_t decimal(struct str text)
{
    size_t n = 0, points = 0;
    while (n < text.length && (str_is_digit(text.at[n]) || (text.at[n] == '.' && n && !points++)))
        n++;
    return n && text.at[n - 1] == '.' ? n - 1 : n;
}

/* A number in either kind of digits. */
static size_t number(struct str text)
{
    size_t chinese = numeral_run(text), arabic = decimal(text);
    return chinese > arabic ? chinese : arabic;
}

/* 三分之一, 3又一千分之23. */
static bool chinese_parts(struct str text, struct parts *parts)
{
    size_t first = number(text), at = first;
    if (!first)
        return false;
    parts->below = str_part(text, 0, first);
    if (str_starts(from(text, at), STR("又"))) {
        parts->whole = parts->below;
        at += STR("又").length;
        parts->below = str_part(text, at, number(from(text, at)));
        at += parts->below.length;
    }
    if (!parts->below.length || !str_starts(from(text, at), STR("分之")))
        return false;
    at += STR("分之").length;
    parts->above = str_part(text, at, number(from(text, at)));
    parts->length = at + parts->above.length;
    return parts->above.length > 0;
}

/* 3/4, 1 3/5, 1:2.5. */
static bool arabic_parts(struct str text, struct parts *parts)
{
    size_t at = decimal(text);
    parts->above = str_part(text, 0, at);
    if (at && str_starts(from(text, at), STR(" ")) && decimal(from(text, at + 1))) {
        parts->whole = parts->above;
        parts->above = str_part(text, at + 1, decimal(from(text, at + 1)));
        at += 1 + parts->above.length;
    }
    for (size_t i = 0; parts->above.length && i < LENGTH(joint); i++) {
        size_t behind = at + joint[i].sign.length;
        if (!str_starts(from(text, at), joint[i].sign) || (joint[i].ratio && parts->whole.length))
            continue;
        parts->below = str_part(text, behind, decimal(from(text, behind)));
        parts->length = behind + parts->below.length;
        parts->ratio = joint[i].ratio;
        /* A third number behind another joint: a structure, 2.7:45.9:51.4. */
        for (size_t k = 0; k < LENGTH(joint); k++)
            if (str_starts(from(text, parts->length), joint[k].sign))
                return false;
        return parts->below.length > 0;
    }
    return false;
}

/* ½, 5½: which of the table it is, and the length of the whole before it. */
static bool vulgar_at(struct str text, size_t *which, size_t *whole)
{
    *whole = decimal(text);
    for (*which = 0; *which < LENGTH(vulgar); ++*which)
        if (str_starts(from(text, *whole), vulgar[*which].sign))
            return true;
    return false;
}

static bool take_apart(struct str text, struct parts *parts)
{
    *parts = (struct parts){.length = 0};
    if (chinese_parts(text, parts))
        return true;
    *parts = (struct parts){.length = 0};
    return arabic_parts(text, parts);
}

size_t quotient_length(struct str text)
{
    struct parts parts;
    size_t which, whole;
    if (vulgar_at(text, &which, &whole))
        return whole + vulgar[which].sign.length;
    return take_apart(text, &parts) ? parts.length : 0;
}

bool quotient_is_ratio(struct str text)
{
    struct parts parts;
    return take_apart(text, &parts) && parts.ratio;
}

/* A part of the text; nothing is 0. */
static bool read_part(struct mem *mem, struct str text, struct num *value)
{
    struct str digits;
    if (!text.length || num_parse(text, value) == NUM_OK) {
        *value = text.length ? *value : num_of(0);
        return true;
    }
    return numeral_read(mem, text, &digits, NULL) && num_parse(digits, value) == NUM_OK;
}

/* In as few places as hold it, where it ends. */
static bool divide(struct mem *mem, struct num above, struct num below, struct str *value)
{
    struct num result, back;
    struct num_sum sums[2] = {{0, 0, NULL}, {0, 0, NULL}};
    for (int places = 0; places <= PLACES_MAX; places++)
        if (num_divide(above, below, places, NUM_HALF_UP, &result) && num_multiply(result, below, &back) &&
            num_compare(back, above) == 0) {
            *value = num_text(mem, result);
            return true;
        }
    num_sum_add(mem, &sums[0], above);
    num_sum_add(mem, &sums[1], below);
    *value = num_ratio_text(mem, &sums[0], &sums[1], NUM_SHORTEST, NUM_HALF_UP);
    return value->length > 0;
}

bool quotient_read(struct mem *mem, struct str text, struct str *value)
{
    struct parts parts;
    struct num whole, above, below, product;
    size_t which, length;
    if (vulgar_at(text, &which, &length)) {
        parts.whole = str_part(text, 0, length);
        above = num_of(vulgar[which].above);
        below = num_of(vulgar[which].below);
    } else if (!take_apart(text, &parts) || !read_part(mem, parts.above, &above) ||
               !read_part(mem, parts.below, &below))
        return false;
    if (num_compare(below, num_of(0)) == 0 || !read_part(mem, parts.whole, &whole) ||
        (parts.whole.length && num_compare(above, below) >= 0))
        return false;
    return num_multiply(whole, below, &product) && num_add(product, above, &above) && divide(mem, above, below, value);
}
