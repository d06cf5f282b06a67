/* num - see num.h.  Reading, writing and arithmetic of single numbers. */
#include <string.h>

#include "values/num_inside.h"

const uint64_t num_ten[20] = {
    1ull, 10ull, 100ull, 1000ull, 10000ull, 100000ull, 1000000ull, 10000000ull, 100000000ull, 1000000000ull,
    10000000000ull, 100000000000ull, 1000000000000ull, 10000000000000ull, 100000000000000ull, 1000000000000000ull,
    10000000000000000ull, 100000000000000000ull, 1000000000000000000ull, 10000000000000000000ull,
};

#if defined __SSE2__
const unsigned char num_window[3 * STR_ROOM] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
#endif

/* The smallest number of 39 digits. */
static inline num_u128 too_long(void)
{
    return num_power(NUM_DIGITS);
}

/* ---- reading ---- */

#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__

#define EACH_BYTE(byte) (0x0101010101010101ull * (byte))

static inline bool all_digits(uint64_t text)
{
    return ((text & EACH_BYTE(0xF0)) | (((text + EACH_BYTE(6)) & EACH_BYTE(0xF0)) >> 4)) == EACH_BYTE(0x33);
}

/* The value of eight digits, the first in the lowest byte: pairs, fours, all. */
static inline uint64_t eight_digits(uint64_t text)
{
    text = (text & EACH_BYTE(0x0F)) * 2561 >> 8;
    text = (text & 0x00FF00FF00FF00FFull) * 6553601 >> 16;
    return (text & 0x0000FFFF0000FFFFull) * 42949672960001 >> 32;
}

/* The last 16 characters of a text, right-aligned in two words, zeros before. */
struct sixteen {
    uint64_t front, back;
};

static inline struct sixteen load_sixteen(const char *at, size_t length)
{
    struct sixteen text = {0, 0};
    if (length >= 8) {
        memcpy(&text.back, at + length - 8, 8);
        if (length == 8)
            return (struct sixteen){EACH_BYTE('0'), text.back};
        memcpy(&text.front, at, 8);
        text.front <<= 8 * (16 - length);
        if (length < 16)
            text.front |= EACH_BYTE('0') >> (8 * (length - 8));
        return text;
    }
    if (length >= 4) {
        uint32_t first, last;
        memcpy(&first, at, 4);
        memcpy(&last, at + length - 4, 4);
        text.back = (uint64_t)last << 32 | (uint64_t)first << (8 * (8 - length));
    } else {
        text.back = (uint64_t)(unsigned char)at[0] << (8 * (8 - length)) |
                    (uint64_t)(unsigned char)at[length / 2] << (8 * (8 - length + length / 2)) |
                    (uint64_t)(unsigned char)at[length - 1] << 56;
    }
    text.back |= EACH_BYTE('0') >> (8 * length);
    return (struct sixteen){EACH_BYTE('0'), text.back};
}

/* The high bit of the lowest byte that is a point (higher bits may be wrong). */
static inline uint64_t point_in(uint64_t text)
{
    uint64_t x = text ^ EACH_BYTE('.');
    return (x - EACH_BYTE(1)) & ~x & EACH_BYTE(0x80);
}

/* Takes the point out of a word by moving what stands before it one byte up;
 * returns how many bytes stand behind it. */
static inline int take_point(uint64_t *text, uint64_t found, uint64_t fill)
{
    int at = __builtin_ctzll(found) / 8;
    uint64_t below = ((uint64_t)1 << (8 * at)) - 1;
    *text = (*text & ~(below << 8 | 0xFF)) | (*text & below) << 8 | fill;
    return 7 - at;
}

/* 1 to 16 digits with at most one point among them: what nearly all cells are.  A
 * second point stays and is seen as no digit. */
static inline bool parse_short(const char *at, size_t length, uint64_t *mantissa, int32_t *scale)
{
    struct sixteen text = load_sixteen(at, length);
    uint64_t found = point_in(text.back);
    *scale = 0;
    if (found) {
        *scale = take_point(&text.back, found, text.front >> 56);
        text.front = text.front << 8 | '0';
    } else if ((found = point_in(text.front))) {
        *scale = 8 + take_point(&text.front, found, '0');
    }
    if (!all_digits(text.back))
        return false;
    *mantissa = eight_digits(text.back);
    if (text.front == EACH_BYTE('0'))
        return length > 1 || *at != '.';
    if (!all_digits(text.front))
        return false;
    *mantissa += eight_digits(text.front) * 100000000;
    return true;
}

#else

static inline bool parse_short(const char *at, size_t length, uint64_t *mantissa, int32_t *scale)
{
    (void)at, (void)length, (void)mantissa, (void)scale;
    return false;
}

#endif

/* A number while it is read digit by digit. */
struct reading {
    num_u128 mantissa;
    unsigned digits;          /* significant ones, up to 38 */
    uint32_t places;          /* digits behind the point */
    uint32_t dropped;         /* zeros behind 38 digits */
    bool too_long;            /* and others than zeros */
    bool any;                 /* any digit at all */
};

static const char *read_digits(struct reading *reading, const char *at, const char *end, bool behind_point)
{
    const char *start = at;
    for (; at < end && *at >= '0' && *at <= '9'; at++) {
        if (!reading->digits && *at == '0')
            continue;
        if (reading->digits < NUM_DIGITS) {
            reading->mantissa = reading->mantissa * 10 + (unsigned)(*at - '0');
            reading->digits++;
        } else {
            reading->too_long |= *at != '0';
            reading->dropped++;
        }
    }
    reading->any |= at > start;
    if (behind_point)
        reading->places = (uint32_t)(at - start);
    return at;
}

/* The exponent's digits, stopping to count far beyond the range. */
static const char *read_exponent(const char *at, const char *end, int *exponent)
{
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    if (at == end)
        return NULL;
    int value = 0;
    for (; at < end && *at >= '0' && *at <= '9'; at++)
        value = value < 100000 ? value * 10 + (*at - '0') : value;
    *exponent = negative ? -value : value;
    return at;
}

static enum num_verdict parse_long(struct str text, struct num *value)
{
    const char *at = text.at, *end = at + text.length;
    bool negative = *at == '-';
    if (*at == '-' || *at == '+')
        at++;
    struct reading reading = {0};
    at = read_digits(&reading, at, end, false);
    if (at < end && *at == '.')
        at = read_digits(&reading, at + 1, end, true);
    if (!reading.any)
        return NUM_TEXT;
    int exponent = 0;
    if (at < end && (*at == 'e' || *at == 'E')) {
        at = read_exponent(at + 1, end, &exponent);
        if (!at)
            return NUM_TEXT;
    }
    if (at != end)
        return NUM_TEXT;
    if (reading.too_long)
        return NUM_LONG;
    if (exponent > -NUM_SCALE_MIN || exponent < NUM_SCALE_MIN)
        return NUM_RANGE;
    int64_t scale = (int64_t)reading.places - exponent - reading.dropped;
    if (scale > NUM_SCALE_MAX || scale < NUM_SCALE_MIN)
        return NUM_RANGE;
    value->mantissa = negative ? -(__int128)reading.mantissa : (__int128)reading.mantissa;
    value->scale = (int32_t)scale;
    return NUM_OK;
}

enum num_verdict num_parse(struct str text, struct num *value)
{
    if (text.length == 0)
        return NUM_EMPTY;
    size_t sign = *text.at == '-';
    uint64_t mantissa;
    int32_t scale;
    if (text.length - sign - 1 < 16 && parse_short(text.at + sign, text.length - sign, &mantissa, &scale)) {
        value->mantissa = sign ? -(__int128)mantissa : (__int128)mantissa;
        value->scale = scale;
        return NUM_OK;
    }
    return parse_long(text, value);
}

/* ---- writing ---- */

static inline unsigned count_digits64(uint64_t value)
{
    unsigned digits = ((64 - (unsigned)__builtin_clzll(value | 1)) * 1233) >> 12;
    return digits + (value >= num_ten[digits] || digits == 0);
}

unsigned num_count_digits(uint64_t value)
{
    return count_digits64(value);
}

static const char pairs[] =
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
    "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

static inline char *digits_before64(char *end, uint64_t value)
{
    while (value >= 100) {
        end -= 2;
        memcpy(end, pairs + 2 * (value % 100), 2);
        value /= 100;
    }
    if (value >= 10) {
        end -= 2;
        memcpy(end, pairs + 2 * value, 2);
    } else {
        *--end = (char)('0' + value);
    }
    return end;
}

char *num_digits_before(char *end, num_u128 value)
{
    while (value > UINT64_MAX) {
        char *start = digits_before64(end, (uint64_t)(value % num_ten[19]));
        end -= 19;
        memset(end, '0', (size_t)(start - end));
        value /= num_ten[19];
    }
    return digits_before64(end, (uint64_t)value);
}

char *num_put_plain(char *into, const char *digit, size_t length, int32_t scale)
{
    if (scale <= 0) {
        memcpy(into, digit, length);
        into += length;
        size_t zeros = length == 1 && *digit == '0' ? 0 : (size_t)-scale;
        memset(into, '0', zeros);
        return into + zeros;
    }
    size_t places = (size_t)scale;
    if (length > places) {
        memcpy(into, digit, length - places);
        into += length - places;
        digit += length - places;
        length = places;
    } else {
        *into++ = '0';
    }
    *into++ = '.';
    memset(into, '0', places - length);
    into += places - length;
    memcpy(into, digit, length);
    return into + length;
}

size_t num_write(char into[NUM_TEXT_MAX], struct num value)
{
    char digits[NUM_DIGITS + 2], *end = digits + sizeof digits;
    char *digit = num_digits_before(end, num_magnitude(value.mantissa));
    size_t length = (size_t)(end - digit);
    char *at = into;
    if (value.mantissa < 0)
        *at++ = '-';
    int exponent = (int)length - 1 - value.scale;
    bool plain = exponent >= -NUM_PLAIN && (exponent <= NUM_PLAIN || value.mantissa == 0);
    if (plain)
        return (size_t)(num_put_plain(at, digit, length, value.scale) - into);
    /* one digit before the point, but never an exponent that num_parse refuses */
    if (exponent < NUM_SCALE_MIN)
        exponent = NUM_SCALE_MIN;
    if (exponent > -NUM_SCALE_MIN)
        exponent = -NUM_SCALE_MIN;
    at = num_put_plain(at, digit, length, value.scale + exponent);
    *at++ = 'e';
    *at++ = exponent < 0 ? '-' : '+';
    char *start = num_digits_before(end, (num_u128)(exponent < 0 ? -exponent : exponent));
    memcpy(at, start, (size_t)(end - start));
    return (size_t)(at + (end - start) - into);
}

/* Has the text of a number no exponent?  Of all that stands in one, only its letter has this bit. */
static bool has_no_letter(const char *at, size_t length)
{
    uint64_t bits = 0, eight;
    uint32_t four;
    for (; length >= 8; at += 8, length -= 8) {
        memcpy(&eight, at, 8);
        bits |= eight;
    }
    for (; length >= 4; at += 4, length -= 4) {
        memcpy(&four, at, 4);
        bits |= four;
    }
    for (; length; at++, length--)
        bits |= (unsigned char)*at;
    return (bits & 0x4040404040404040) == 0;
}

/* Told without writing where there is no exponent, no plus, no zero too many, and a digit on
 * either side of the point. */
bool num_is_written(struct str text, struct num value)
{
    const char *at = text.at, *end = at + text.length;
    bool negative = at < end && *at == '-', plain = text.length <= NUM_DIGITS && end - at > negative;
    at += negative;
    plain = plain && end[-1] != '.' && *at >= '0' && (*at > '0' || at + 1 == end || at[1] == '.') &&
            !(negative && value.mantissa == 0);
    if (plain && has_no_letter(at, (size_t)(end - at)))
        return true;
    char written[NUM_TEXT_MAX];
    size_t length = num_write(written, value);
    return length == text.length && memcmp(written, text.at, length) == 0;
}

static struct str written_text(struct mem *mem, struct num value)
{
    char text[NUM_TEXT_MAX];
    return mem_copy(mem, (struct str){text, num_write(text, value)});
}

/* What 64 bits and up to 19 places hold is written where it stays, from its end on. */
struct str num_text(struct mem *mem, struct num value)
{
    num_u128 magnitude = num_magnitude(value.mantissa);
    if (magnitude > UINT64_MAX || value.scale < 0 || value.scale > 19)
        return written_text(mem, value);
    uint64_t rest = (uint64_t)magnitude;
    unsigned places = (unsigned)value.scale, digits = count_digits64(rest);
    bool negative = value.mantissa < 0;
    size_t length = (digits > places ? digits : places + 1) + (places > 0) + negative;
    char *start = mem_room(mem, length), *at = start + length;
    for (unsigned i = 0; i < places; i++, rest /= 10)
        *--at = (char)('0' + rest % 10);
    if (places)
        *--at = '.';
    digits_before64(at, rest);
    if (negative)
        *start = '-';
    return (struct str){start, length};
}

/* ---- arithmetic ---- */

struct num num_of(int64_t value)
{
    return (struct num){value, 0};
}

int num_sign(struct num value)
{
    return (value.mantissa > 0) - (value.mantissa < 0);
}

struct num num_negate(struct num value)
{
    return (struct num){-value.mantissa, value.scale};
}

struct num num_half_unit(struct num value)
{
    return (struct num){5, value.scale > 0 ? value.scale + 1 : 1};
}

struct num num_abs(struct num value)
{
    return value.mantissa < 0 ? num_negate(value) : value;
}

__int128 num_common_divisor(__int128 a, __int128 b)
{
    while (b) {
        __int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

/* magnitude * 10^by; false when that needs more than 128 bits. */
static bool raise(num_u128 *magnitude, unsigned by)
{
    if (*magnitude == 0)
        return true;
    if (by < 20 && *magnitude <= UINT64_MAX) {
        *magnitude = (num_u128)(uint64_t)*magnitude * num_ten[by];
        return true;
    }
    return by <= NUM_DIGITS && !__builtin_mul_overflow(*magnitude, num_power(by), magnitude);
}

/* Takes zeros off the end while there are any and more than `scale` places: nought has them without end. */
static void strip(num_u128 *magnitude, int32_t *from, int32_t scale)
{
    for (; *from > scale && *magnitude % 10 == 0; --*from)
        *magnitude /= 10;
}

/* Moves two mantissas of 64 bits, whose scales are not far apart, to the larger scale. */
static inline bool level_small(const struct num *a, const struct num *b, __int128 *left, __int128 *right)
{
    int64_t by = (int64_t)b->scale - a->scale;
    *left = (int64_t)a->mantissa;
    *right = (int64_t)b->mantissa;
    if (*left != a->mantissa || *right != b->mantissa || by > 18 || by < -18)
        return false;
    if (by > 0)
        *left *= (int64_t)num_ten[by];
    else
        *right *= (int64_t)num_ten[-by];
    return true;
}

int num_compare(struct num a, struct num b)
{
    __int128 small, other;
    if (a.scale == b.scale)
        return (a.mantissa > b.mantissa) - (a.mantissa < b.mantissa);
    if (level_small(&a, &b, &small, &other))
        return (small > other) - (small < other);
    int sign = num_sign(a);
    if (sign != num_sign(b))
        return sign > num_sign(b) ? 1 : -1;
    if (sign == 0)
        return 0;
    num_u128 left = num_magnitude(a.mantissa), right = num_magnitude(b.mantissa);
    /* What cannot be raised to the other's scale is larger than any mantissa. */
    if (a.scale < b.scale) {
        if (!raise(&left, (unsigned)(b.scale - a.scale)))
            return sign;
    } else if (!raise(&right, (unsigned)(a.scale - b.scale))) {
        return -sign;
    }
    return left == right ? 0 : left > right ? sign : -sign;
}

/* Makes a number of a sign and a magnitude.  Zeros at the end are given up where 38
 * digits, or the range of scales, cannot hold them; and then all those that are not
 * places. */
static bool squeeze(bool negative, num_u128 magnitude, int32_t scale, struct num *result)
{
    int32_t before = scale;
    while ((magnitude >= too_long() || scale > NUM_SCALE_MAX || (scale < before && scale < 0)) && magnitude &&
           magnitude % 10 == 0) {
        magnitude /= 10;
        scale--;
    }
    while (scale < NUM_SCALE_MIN && magnitude < num_power(NUM_DIGITS - 1) && magnitude) {
        magnitude *= 10;
        scale++;
    }
    if (magnitude == 0)
        scale = scale > NUM_SCALE_MAX ? NUM_SCALE_MAX : scale < NUM_SCALE_MIN ? 0 : scale;
    if (magnitude >= too_long() || scale > NUM_SCALE_MAX || scale < NUM_SCALE_MIN)
        return false;
    *result = (struct num){negative ? -(__int128)magnitude : (__int128)magnitude, scale};
    return true;
}

/* The same, at once where everything has room. */
static inline bool fit(bool negative, num_u128 magnitude, int32_t scale, struct num *result)
{
    if (magnitude >= too_long() || scale > NUM_SCALE_MAX || scale < NUM_SCALE_MIN)
        return squeeze(negative, magnitude, scale, result);
    *result = (struct num){negative ? -(__int128)magnitude : (__int128)magnitude, scale};
    return true;
}

/* Brings two magnitudes to one scale, the larger one where 128 bits allow it. */
static bool align(num_u128 *a, int32_t *a_scale, num_u128 *b, int32_t *b_scale)
{
    if (*a_scale < *b_scale)
        return align(b, b_scale, a, a_scale);
    num_u128 raised = *b;
    if (!raise(&raised, (unsigned)(*a_scale - *b_scale))) {
        strip(a, a_scale, *b_scale);
        raised = *b;
        if (!raise(&raised, (unsigned)(*a_scale - *b_scale)))
            return false;
    }
    *b = raised;
    *b_scale = *a_scale;
    return true;
}

bool num_add(struct num a, struct num b, struct num *result)
{
    __int128 small, other;
    if (level_small(&a, &b, &small, &other)) {
        *result = (struct num){small + other, a.scale > b.scale ? a.scale : b.scale};
        return true;
    }
    num_u128 left = num_magnitude(a.mantissa), right = num_magnitude(b.mantissa);
    if (!align(&left, &a.scale, &right, &b.scale))
        return false;
    bool left_negative = a.mantissa < 0, right_negative = b.mantissa < 0;
    if (left_negative != right_negative) {
        bool swap = right > left;
        return fit(swap ? right_negative : left_negative, swap ? right - left : left - right, a.scale, result);
    }
    num_u128 total;
    if (__builtin_add_overflow(left, right, &total))
        return false;
    return fit(left_negative, total, a.scale, result);
}

bool num_subtract(struct num a, struct num b, struct num *result)
{
    return num_add(a, num_negate(b), result);
}

bool num_multiply(struct num a, struct num b, struct num *result)
{
    num_u128 product, left = num_magnitude(a.mantissa), right = num_magnitude(b.mantissa);
    if (left <= UINT64_MAX && right <= UINT64_MAX)
        product = (num_u128)(uint64_t)left * (uint64_t)right;
    else if (__builtin_mul_overflow(left, right, &product))
        return num_wide_multiply(a, b, result);
    return fit((a.mantissa < 0) != (b.mantissa < 0), product, a.scale + b.scale, result);
}

bool num_shift(struct num value, int by, struct num *result)
{
    int64_t scale = (int64_t)value.scale - by;
    if (scale < INT32_MIN || scale > INT32_MAX)
        return false;
    return fit(value.mantissa < 0, num_magnitude(value.mantissa), (int32_t)scale, result);
}

num_u128 num_divide_rounded(num_u128 a, num_u128 b, enum num_rounding how)
{
    num_u128 quotient, rest;
    if (a <= UINT64_MAX && b <= UINT64_MAX) {
        quotient = (uint64_t)a / (uint64_t)b;
        rest = (uint64_t)a % (uint64_t)b;
    } else {
        quotient = a / b;
        rest = a - quotient * b;
    }
    /* rest < b, so b - rest cannot wrap where 2 * rest could */
    if (rest > b - rest || (rest == b - rest && (how == NUM_HALF_UP || (quotient & 1))))
        quotient++;
    return quotient;
}

bool num_divide(struct num a, struct num b, int places, enum num_rounding how, struct num *result)
{
    if (b.mantissa == 0 || places < NUM_SCALE_MIN || places > NUM_SCALE_MAX)
        return false;
    num_u128 above = num_magnitude(a.mantissa), below = num_magnitude(b.mantissa);
    int shift = places - a.scale + b.scale;
    if (!(shift >= 0 ? raise(&above, (unsigned)shift) : raise(&below, (unsigned)-shift)))
        return num_wide_divide(a, b, places, how, result);
    return fit((a.mantissa < 0) != (b.mantissa < 0), num_divide_rounded(above, below, how), places, result);
}

/* Has it 63 bits and at most 18 places?  Then it is written without an exponent. */
static bool is_small(struct num value)
{
    return value.mantissa == (int64_t)value.mantissa && value.scale >= 0 && value.scale <= 18;
}

/* The sign of a * 10^-scale / b - limit, all small; false where 127 bits do not hold it. */
static bool side_of(__int128 a, int32_t scale, int64_t b, struct num limit, int *sign)
{
    __int128 other = limit.mantissa * b;
    bool fits = limit.scale < scale ? !__builtin_mul_overflow(other, (__int128)num_ten[scale - limit.scale], &other)
                                    : !__builtin_mul_overflow(a, (__int128)num_ten[limit.scale - scale], &a);
    *sign = (a > other) - (a < other);
    return fits;
}

bool num_divide_beside(struct num a, struct num b, int places, const struct num *limit, size_t limits,
                       struct num *result)
{
    if (!is_small(a) || !is_small(b) || b.scale || places < 0 || places > 18)
        return false;
    num_u128 above = num_magnitude(a.mantissa), below = (num_u128)b.mantissa;
    above *= places > a.scale ? num_ten[places - a.scale] : 1;
    below *= places < a.scale ? num_ten[a.scale - places] : 1;
    num_u128 rounded = num_divide_rounded(above, below, NUM_HALF_UP);
    *result = (struct num){a.mantissa < 0 ? -(__int128)rounded : (__int128)rounded, places};
    bool right = is_small(*result);
    for (size_t i = 0; i < limits && right; i++) {
        int own, other;
        right = is_small(limit[i]) && side_of(a.mantissa, a.scale, (int64_t)b.mantissa, limit[i], &own) &&
                side_of(result->mantissa, places, 1, limit[i], &other) && own == other;
    }
    return right;
}

struct num num_round(struct num value, int places, enum num_rounding how)
{
    if (places > NUM_SCALE_MAX)
        places = NUM_SCALE_MAX;
    if (places < NUM_SCALE_MIN)
        places = NUM_SCALE_MIN;
    num_u128 magnitude = num_magnitude(value.mantissa);
    if (places >= value.scale) {
        num_u128 raised = magnitude;
        if (raise(&raised, (unsigned)(places - value.scale)) && raised < too_long())
            return (struct num){value.mantissa < 0 ? -(__int128)raised : (__int128)raised, places};
        return value;
    }
    unsigned drop = (unsigned)(value.scale - places);
    magnitude = drop > NUM_DIGITS ? 0 : num_divide_rounded(magnitude, num_power(drop), how);
    return (struct num){value.mantissa < 0 ? -(__int128)magnitude : (__int128)magnitude, places};
}
