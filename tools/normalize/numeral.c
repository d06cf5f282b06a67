/* numeral - see numeral.h */
#include "numeral.h"
#include "num.h"
#include "str.h"

/* What a character is worth.  A zero is a digit too, and fills a gap. */
static const struct sign {
    struct str text;
    enum { DIGIT, TEN, MYRIAD, POINT } kind; /* TEN: 十 百 千; MYRIAD: 万 亿 */
    int worth;                               /* a digit, or a power of ten */
} sign[] = {
#define D(character, digit) {{character, sizeof character - 1}, DIGIT, digit},
    D("零", 0) D("〇", 0) D("○", 0) D("一", 1) D("二", 2) D("两", 2) D("三", 3) D("四", 4) D("五", 5) D("六", 6) D("七", 7)
    D("八", 8) D("九", 9) D("壹", 1) D("贰", 2) D("貳", 2) D("兩", 2) D("叁", 3) D("參", 3) D("肆", 4) D("伍", 5)
    D("陆", 6) D("陸", 6) D("柒", 7) D("捌", 8) D("玖", 9)
#undef D
#define P(character, kind, power) {{character, sizeof character - 1}, kind, power},
    P("十", TEN, 1) P("百", TEN, 2) P("千", TEN, 3) P("拾", TEN, 1) P("佰", TEN, 2) P("仟", TEN, 3)
    P("万", MYRIAD, 4) P("萬", MYRIAD, 4) P("亿", MYRIAD, 8) P("億", MYRIAD, 8) P("点", POINT, 0) P("點", POINT, 0)
#undef P
};

#define SIGNS (sizeof sign / sizeof *sign)

static const struct sign *sign_at(struct str text)
{
    for (size_t i = 0; i < SIGNS; i++)
        if (str_starts(text, sign[i].text))
            return &sign[i];
    return NULL;
}

static bool is_digit(struct str text)
{
    return text.length && text.at[0] >= '0' && text.at[0] <= '9';
}

size_t numeral_length(struct str text)
{
    size_t at = 0;
    bool chinese = text.length && sign_at(text) && sign_at(text)->kind <= TEN, counted = false;
    while (at < text.length) {
        struct str rest = str_part(text, at, text.length);
        const struct sign *s = sign_at(rest);
        if (!s && !is_digit(rest))
            break;
        chinese = chinese || (s && s->kind == DIGIT) || (!s && counted);
        counted = counted || (s && s->kind != DIGIT);
        at += s ? s->text.length : 1;
    }
    return chinese ? at : 0;
}

/* Below 10000: digits before 千, 百, 十 in falling order, a zero for what is left out. */
static bool read_section(struct str text, int64_t *value)
{
    int power = 4;
    bool zero = false;
    *value = 0;
    if (!text.length)
        return false;
    if (is_digit(text) && num_parse(text, &(struct num){0}) == NUM_OK && text.length <= 4) {
        for (size_t i = 0; i < text.length; i++)
            *value = 10 * *value + (text.at[i] - '0');
        return true;
    }
    while (text.length) {
        const struct sign *s = sign_at(text);
        int digit = s ? s->worth : text.at[0] - '0';
        bool two = str_starts(text, STR("两")) || str_starts(text, STR("兩"));
        if (s && s->kind == TEN && s->worth == 1 && *value == 0 && !zero) {
            digit = 1;        /* 十五 */
        } else if ((!s && is_digit(text)) || (s && s->kind == DIGIT)) {
            text = str_part(text, s ? s->text.length : 1, text.length);
            if (digit == 0) {
                if (zero || (!text.length && *value))
                    return false;
                zero = true;
                continue;
            }
        } else
            return false;
        s = text.length ? sign_at(text) : NULL;
        if (two && (!s || s->worth == 1))
            return false;     /* 三十两: the last is a weight */
        if (!text.length) {   /* a last digit: behind 十, behind a zero, or alone */
            *value += digit;
            return power == 1 || zero || power == 4;
        }
        if (!s || s->kind != TEN || s->worth >= power)
            return false;
        power = s->worth;
        zero = false;
        for (int p = 0; p < power; p++)
            digit *= 10;
        *value += digit;
        text = str_part(text, s->text.length, text.length);
    }
    return !zero || *value == 0;
}

/* Takes a zero that fills a gap off the front; without one, what follows must fill the
 * four places of its section. */
static bool read_behind(struct str text, int64_t *value)
{
    const struct sign *s = text.length ? sign_at(text) : NULL;
    bool zero = s && s->kind == DIGIT && s->worth == 0;
    if (!text.length) {
        *value = 0;
        return true;
    }
    if (is_digit(text))
        return text.length >= 3 && read_section(text, value);
    const struct sign *only = s && !zero && text.length == s->text.length ? s : NULL;
    return !only && read_section(zero ? str_part(text, s->text.length, text.length) : text, value);
}

static ptrdiff_t find_myriad(struct str text, int power, size_t *length)
{
    for (size_t i = 0; i < SIGNS; i++) {
        ptrdiff_t at = sign[i].kind == MYRIAD && sign[i].worth == power ? str_find(text, sign[i].text) : -1;
        *length = sign[i].text.length;
        if (at >= 0)
            return at;
    }
    return -1;
}

static bool read_whole(struct str text, int power, int64_t *value)
{
    size_t length;
    int64_t left, right;
    if (power == 0)
        return read_section(text, value);
    ptrdiff_t at = find_myriad(text, power, &length);
    if (at < 0)
        return read_whole(text, power - 4, value);
    struct str behind = str_part(text, (size_t)at + length, text.length);
    size_t again;
    if (find_myriad(behind, power, &again) >= 0 || !read_whole(str_part(text, 0, (size_t)at), power - 4, &left))
        return false;
    if (power == 8 && find_myriad(behind, 4, &again) >= 0) {
        const struct sign *s = sign_at(behind);
        bool zero = s && s->kind == DIGIT && s->worth == 0;
        if (!read_whole(zero ? str_part(behind, s->text.length, behind.length) : behind, 4, &right))
            return false;
    } else if (!read_behind(behind, &right))
        return false;
    *value = left * (power == 8 ? 100000000 : 10000) + right;
    return true;
}

/* Digits one by one: 二〇二二. */
static bool read_digits(struct str text, char *into, size_t *length)
{
    if (!text.length)
        return false;
    while (text.length) {
        const struct sign *s = sign_at(text);
        if (!is_digit(text) && !(s && s->kind == DIGIT && !str_starts(text, STR("两")) && !str_starts(text, STR("兩"))))
            return false;
        into[(*length)++] = s ? (char)('0' + s->worth) : text.at[0];
        text = str_part(text, s ? s->text.length : 1, text.length);
    }
    return true;
}

bool numeral_read(struct mem *mem, struct str text, struct str *digits)
{
    char *into = mem_take(mem, text.length + NUM_TEXT_MAX);
    size_t length = 0, word = 0;
    ptrdiff_t point = -1;
    int64_t value;
    for (size_t i = 0; i < SIGNS && point < 0; i++)
        if (sign[i].kind == POINT) {
            point = str_find(text, sign[i].text);
            word = sign[i].text.length;
        }
    struct str whole = point < 0 ? text : str_part(text, 0, (size_t)point);
    size_t characters = 0;
    for (struct str rest = whole; rest.length; characters++)
        str_rune(&rest);
    if (characters < 2 || !read_digits(whole, into, &length)) {
        if (!read_whole(whole, 8, &value))
            return false;
        length = num_write(into, num_of(value));
    }
    if (point >= 0) {
        into[length++] = '.';
        if (!read_digits(str_part(text, (size_t)point + word, text.length), into, &length))
            return false;
    }
    *digits = (struct str){into, length};
    return true;
}
