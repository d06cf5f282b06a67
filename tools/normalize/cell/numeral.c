/* numeral - see numeral.h */
#include <string.h>

#include "base/str.h"
#include "cell/numeral.h"
#include "values/num.h"

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
    P("万万", MYRIAD, 8) P("十", TEN, 1) P("百", TEN, 2) P("千", TEN, 3) P("拾", TEN, 1) P("佰", TEN, 2) P("仟", TEN, 3)
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

static bool is_arabic(struct str text)
{
    return text.length && str_is_digit(text.at[0]);
}

size_t numeral_length(struct str text)
{
    size_t at = 0;
    bool chinese = text.length && sign_at(text) && sign_at(text)->kind <= TEN, counted = false;
    while (at < text.length) {
        struct str rest = str_part(text, at, text.length);
        const struct sign *s = sign_at(rest);
        if (!s && !is_arabic(rest))
            break;
        chinese = chinese || (s && s->kind == DIGIT) || (!s && counted);
        counted = counted || (s && s->kind != DIGIT);
        at += s ? s->text.length : 1;
    }
    return chinese ? at : 0;
}

size_t numeral_run(struct str text)
{
    size_t at = 0;
    for (const struct sign *s; at < text.length; at += s ? s->text.length : 1) {
        s = sign_at(str_part(text, at, text.length));
        if (!s && !is_arabic(str_part(text, at, text.length)))
            break;
    }
    return at;
}

static bool is_zero(const struct sign *s)
{
    return s && s->kind == DIGIT && s->worth == 0;
}

static bool is_two(struct str text)
{
    return str_starts(text, STR("两")) || str_starts(text, STR("兩"));
}

static int64_t power_of_ten(int power)
{
    int64_t value = 1;
    while (power-- > 0)
        value *= 10;
    return value;
}

/* Arabic digits that end a section: they fill its places behind 千 or 百, or stand behind
 * a zero (四千230, 1千零20), or are the whole of it. */
static bool read_arabic(struct str text, int power, bool zero, int64_t *value)
{
    int64_t number = 0;
    if (text.length > 4)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        if (!is_arabic(str_part(text, i, text.length)))
            return false;
        number = 10 * number + (text.at[i] - '0');
    }
    bool fits = zero ? text.length < (size_t)power && text.at[0] != '0' : text.length == (size_t)power || power == 4;
    *value += fits ? number : 0;
    return fits;
}

/* Where the reading of a section is. */
struct section {
    struct str text;
    int power;                /* of the last scale word; 4 before the first */
    bool zero;                /* was the last character a zero? */
    bool spoken;              /* was the last scale word left out? */
    int64_t value;
};

/* The digit before a scale word, which 十 may lack: 十五, 三千零十二. */
static bool take_digit(struct section *at, int *digit)
{
    const struct sign *s = sign_at(at->text);
    *digit = s ? s->worth : at->text.at[0] - '0';
    if (s && s->kind == TEN && s->worth == 1 && (at->value == 0 ? !at->zero : at->zero && at->power > 2)) {
        *digit = 1;
        return true;
    }
    if (s ? s->kind != DIGIT : !is_arabic(at->text))
        return false;
    at->text = str_part(at->text, s ? s->text.length : 1, at->text.length);
    return true;
}

/* A digit that nothing follows: of the ones behind 十 or a zero or alone, or of what
 * comes next behind 千 and 百 (一百五). */
static bool end_section(struct section *at, int digit, bool chinese)
{
    if (at->power == 1 || at->zero || at->power == 4) {
        at->value += digit;
        return true;
    }
    at->value += digit * power_of_ten(at->power - 1);
    return at->spoken = chinese;
}

/* Below 10000: digits before 千, 百, 十 in falling order, a zero for what is left out. */
static bool read_section(struct str text, int64_t *value, bool *spoken)
{
    struct section at = {.text = text, .power = 4};
    if (!text.length)
        return false;
    while (at.text.length) {
        bool chinese = sign_at(at.text), two = is_two(at.text);
        struct str before = at.text;
        int digit;
        if (is_arabic(at.text) && at.text.length > 1 && read_arabic(at.text, at.power, at.zero, &at.value)) {
            *value = at.value;
            return true;
        }
        if (!take_digit(&at, &digit))
            return false;
        if (digit == 0) {
            if (at.zero || !before.length || (!at.text.length && at.value))
                return false;
            at.zero = true;
            continue;
        }
        const struct sign *s = at.text.length ? sign_at(at.text) : NULL;
        if (two && (!s || s->worth == 1))
            return false;     /* 三十两: the last is a weight */
        if (!at.text.length) {
            bool ended = end_section(&at, digit, chinese);
            *value = at.value;
            *spoken = *spoken || at.spoken;
            return ended;
        }
        if (!s || s->kind != TEN || s->worth >= at.power || (at.zero && at.power < 4 && s->worth == at.power - 1))
            return false;
        at.power = s->worth;
        at.zero = false;
        at.value += digit * power_of_ten(at.power);
        at.text = str_part(at.text, s->text.length, at.text.length);
    }
    *value = at.value;
    return !at.zero || at.value == 0;
}

/* What stands behind 万 or 亿, of this power.  A zero that fills a gap is taken off the
 * front; a last digit alone is of what comes next (一万三); Arabic digits must fill the
 * four places of their section. */
static bool read_behind(struct str text, int power, int64_t *value, bool *spoken)
{
    const struct sign *s = text.length ? sign_at(text) : NULL;
    *value = 0;
    if (!text.length)
        return true;
    if (is_arabic(text) && text.length == 1) { /* 13万2 */
        *value = (text.at[0] - '0') * power_of_ten(power - 1);
        return *spoken = text.at[0] != '0';
    }
    if (is_arabic(text))
        return text.length >= 3 && read_section(text, value, spoken);
    if (s && !is_zero(s) && text.length == s->text.length) {
        *value = s->worth * power_of_ten(power - 1);
        return *spoken = s->kind == DIGIT && !is_two(text);
    }
    return read_section(is_zero(s) ? str_part(text, s->text.length, text.length) : text, value, spoken);
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

static bool read_whole(struct str text, int power, int64_t *value, bool *spoken)
{
    size_t length;
    int64_t left, right;
    if (power == 0)
        return read_section(text, value, spoken);
    ptrdiff_t at = find_myriad(text, power, &length);
    if (at < 0)
        return read_whole(text, power - 4, value, spoken);
    struct str behind = str_part(text, (size_t)at + length, text.length);
    size_t again;
    struct str before = str_part(text, 0, (size_t)at);
    bool two = is_two(before) && before.length == STR("两").length; /* 两万: alone, 两 is a digit */
    left = 2;
    if (find_myriad(behind, power, &again) >= 0 || (!two && !read_whole(before, power - 4, &left, spoken)) || *spoken)
        return false;
    if (power == 8 && find_myriad(behind, 4, &again) >= 0) {
        const struct sign *s = sign_at(behind);
        if (!read_whole(is_zero(s) ? str_part(behind, s->text.length, behind.length) : behind, 4, &right, spoken))
            return false;
    } else if (!read_behind(behind, power, &right, spoken))
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
        if (!is_arabic(text) && !(s && s->kind == DIGIT && !is_two(text)))
            return false;
        into[(*length)++] = s ? (char)('0' + s->worth) : text.at[0];
        text = str_part(text, s ? s->text.length : 1, text.length);
    }
    return true;
}

static ptrdiff_t find_point(struct str text, size_t *length)
{
    ptrdiff_t point = -1;
    for (size_t i = 0; i < SIGNS && point < 0; i++)
        if (sign[i].kind == POINT) {
            point = str_find(text, sign[i].text);
            *length = sign[i].text.length;
        }
    return point;
}

bool numeral_read(struct mem *mem, struct str text, struct str *digits, bool *spoken)
{
    char *into = mem_take(mem, text.length + NUM_TEXT_MAX);
    size_t length = 0, word = 0, characters = 0;
    ptrdiff_t point = find_point(text, &word);
    bool short_end = false;
    int64_t value;
    struct str whole = point < 0 ? text : str_part(text, 0, (size_t)point);
    for (struct str rest = whole; rest.length; characters++)
        str_rune(&rest);
    if (is_two(text) && characters == 1 && point < 0) {
        *digits = STR("2");
        return true;
    }
    if (characters < 2 || !read_digits(whole, into, &length)) {
        if (!read_whole(whole, 8, &value, &short_end) || (short_end && point >= 0))
            return false;
        length = num_write(into, num_of(value));
    }
    if (point >= 0) {
        into[length++] = '.';
        if (!read_digits(str_part(text, (size_t)point + word, text.length), into, &length))
            return false;
    }
    if (spoken)
        *spoken = short_end;
    *digits = (struct str){into, length};
    return true;
}

struct str numeral_shorter(struct str text)
{
    size_t last = text.length;
    while (last > 0 && ((unsigned char)text.at[--last] & 0xc0) == 0x80)
        ;
    return str_part(text, 0, last);
}

/* ---- spaces ---- */

static struct str without_spaces(struct mem *mem, struct str text)
{
    char *into = mem_take(mem, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] != ' ')
            into[length++] = text.at[i];
    return (struct str){into, length};
}

/* Is it a number by itself, Chinese, Arabic or mixed? */
static bool stands_alone(struct mem *mem, struct str text)
{
    struct str digits;
    return num_parse(text, &(struct num){0}) == NUM_OK || numeral_read(mem, text, &digits, NULL);
}

/* The signs, digits and spaces that a text begins with, closed up where no space parts
 * two numbers; otherwise as they are. */
static struct str close_start(struct mem *mem, struct str start)
{
    for (size_t i = 0; i < start.length; i++)
        if (start.at[i] == ' ' && stands_alone(mem, without_spaces(mem, str_part(start, 0, i))) &&
            stands_alone(mem, without_spaces(mem, str_part(start, i, start.length))))
            return start;
    return without_spaces(mem, start);
}

/* A Chinese character that is not of numerals? */
static bool is_word(struct str text)
{
    return text.length && (unsigned char)text.at[0] >= 0xe3 && (unsigned char)text.at[0] <= 0xe9 && !sign_at(text);
}

/* Where the last character of a text begins. */
static struct str last_rune(struct str text)
{
    return str_part(text, numeral_shorter(text).length, text.length);
}

/* Signs, digits and the spaces between them at the start of a text. */
static size_t spaced_run(struct str text)
{
    size_t at = 0;
    for (size_t run = 1; run; at += run) {
        run = numeral_run(str_part(text, at, text.length));
        while (run && at + run < text.length && text.at[at + run] == ' ')
            run++;
    }
    while (at && text.at[at - 1] == ' ')
        at--;
    return at;
}

struct str numeral_close(struct mem *mem, struct str text)
{
    if (!text.length || !memchr(text.at, ' ', text.length))
        return text;
    char *into = mem_take(mem, text.length + 1);
    size_t length = 0;
    for (size_t i = 0, next; i < text.length; i = next) {
        struct str rest = str_part(text, i, text.length), run = str_part(rest, 0, spaced_run(rest));
        next = i + (run.length ? run.length : 1);
        if (numeral_length(without_spaces(mem, run))) {
            run = close_start(mem, run);
        } else if (!run.length) {
            while (rest.length > 1 && rest.at[0] == ' ')
                rest = str_part(rest, 1, rest.length);
            bool idle = text.at[i] == ' ' && (is_word(rest) || is_word(last_rune((struct str){into, length})));
            run = str_part(text, i, !idle);
        }
        for (size_t k = 0; k < run.length; k++)
            into[length++] = run.at[k];
    }
    return (struct str){into, length};
}
