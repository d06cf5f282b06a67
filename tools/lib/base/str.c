/* str - see str.h */
#include "base/str.h"

int str_cmp(struct str a, struct str b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

struct str str_of(const char *c_string)
{
    return (struct str){c_string, c_string ? strlen(c_string) : 0};
}

bool str_starts(struct str text, struct str start)
{
    return text.length >= start.length && str_eq((struct str){text.at, start.length}, start);
}

bool str_ends(struct str text, struct str end)
{
    return text.length >= end.length && str_eq(str_part(text, text.length - end.length, end.length), end);
}

ptrdiff_t str_find(struct str text, struct str part)
{
    if (part.length == 0)
        return 0;
    if (part.length > text.length)
        return -1;
    const char *at = memmem(text.at, text.length, part.at, part.length);
    return at ? at - text.at : -1;
}

struct str str_part(struct str text, size_t from, size_t length)
{
    if (from >= text.length)
        return (struct str){text.at ? text.at + text.length : NULL, 0};
    size_t left = text.length - from;
    return (struct str){text.at + from, length < left ? length : left};
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

struct str str_trim(struct str text)
{
    while (text.length && is_blank(text.at[0]))
        text.at++, text.length--;
    while (text.length && is_blank(text.at[text.length - 1]))
        text.length--;
    return text;
}

bool str_cut(struct str *rest, char mark, struct str *piece)
{
    if (!rest->at)
        return false;
    const char *at = rest->length ? memchr(rest->at, mark, rest->length) : NULL;
    if (!at) {
        *piece = *rest;
        bool some = rest->length > 0;
        *rest = (struct str){NULL, 0};
        return some;
    }
    *piece = (struct str){rest->at, (size_t)(at - rest->at)};
    rest->length -= piece->length + 1;
    rest->at = at + 1;
    return true;
}

/* ---- UTF-8 ---- */

/* The well-formed sequences of Unicode table 3-7: for each range of first bytes
 * the length and the range of the second byte; third and fourth are 80..BF. */
static const struct lead {
    unsigned char first, last, length, low, high;
} leads[] = {
    {0x00, 0x7f, 1, 0, 0},          {0xc2, 0xdf, 2, 0x80, 0xbf},    {0xe0, 0xe0, 3, 0xa0, 0xbf},
    {0xe1, 0xec, 3, 0x80, 0xbf},    {0xed, 0xed, 3, 0x80, 0x9f},    {0xee, 0xef, 3, 0x80, 0xbf},
    {0xf0, 0xf0, 4, 0x90, 0xbf},    {0xf1, 0xf3, 4, 0x80, 0xbf},    {0xf4, 0xf4, 4, 0x80, 0x8f},
};

/* The length of the sequence at the text's start; 0 when it is bad or cut off. */
static size_t sequence(struct str text)
{
    const unsigned char *byte = (const unsigned char *)text.at;
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        const struct lead *lead = &leads[i];
        if (byte[0] < lead->first || byte[0] > lead->last)
            continue;
        if (lead->length > text.length)
            return 0;
        if (lead->length > 1 && (byte[1] < lead->low || byte[1] > lead->high))
            return 0;
        for (size_t k = 2; k < lead->length; k++)
            if ((byte[k] & 0xc0) != 0x80)
                return 0;
        return lead->length;
    }
    return 0;
}

/* So many bytes at once, however wide the machine's vectors are: the compiler knows how. */
typedef unsigned char block __attribute__((vector_size(32)));

static inline __attribute__((always_inline)) void load(block *bytes, const char *at)
{
    memcpy(bytes, at, sizeof *bytes);
}

/* How many of the next bytes, by whole blocks, are nothing but ASCII and sequences of three
 * whose lead takes any second byte, as most Chinese characters are; the last may go on
 * behind them.  What is before them is well-formed. */
static inline __attribute__((always_inline)) size_t plain_blocks(const char *at, size_t length)
{
    size_t done = 0;
    for (; length - done >= sizeof(block); done += sizeof(block)) {
        block now, back_one, back_two;
        load(&now, at + done);
        load(&back_one, at + done - 1);
        load(&back_two, at + done - 2);
        block lead = (block)(now - 0xe1 <= 0xef - 0xe1) & (block)(now != 0xed), follow = (block)((now & 0xc0) == 0x80);
        block wrong =
            ((block)(now >= 0x80) ^ (lead | follow)) | (follow ^ (block)((back_one >= 0xe0) | (back_two >= 0xe0)));
        uint64_t part[4];
        memcpy(part, &wrong, sizeof part);
        if (part[0] | part[1] | part[2] | part[3])
            break;
    }
    return done;
}

#if defined __x86_64__

__attribute__((target("avx2"))) static size_t plain_blocks_avx2(const char *at, size_t length)
{
    return plain_blocks(at, length);
}

static size_t plain_length(const char *at, size_t length)
{
    return __builtin_cpu_supports("avx2") ? plain_blocks_avx2(at, length) : plain_blocks(at, length);
}

#else

static size_t plain_length(const char *at, size_t length)
{
    return plain_blocks(at, length);
}

#endif

/* Where the sequence begins that text[..at) ends in the middle of; `at` if in none. */
static size_t last_lead(const char *text, size_t at)
{
    for (size_t back = 1; back <= 2; back++)
        if ((unsigned char)text[at - back] >= 0xe0)
            return at - back;
    return at;
}

size_t str_utf8(struct str text)
{
    size_t at = 0;
    while (at < text.length) {
        if (at >= 2 && text.length - at >= sizeof(block)) {
            size_t plain = plain_length(text.at + at, text.length - at);
            at = plain ? last_lead(text.at, at + plain) : at;
            if (at == text.length)
                break;
        }
        uint64_t eight = UINT64_MAX;
        if (text.length - at >= sizeof eight)
            memcpy(&eight, text.at + at, sizeof eight);
        if (!(eight & 0x8080808080808080u)) {
            at += sizeof eight;
            continue;
        }
        size_t length = sequence(str_part(text, at, SIZE_MAX));
        if (!length)
            break;
        at += length;
    }
    return at;
}

uint32_t str_rune(struct str *rest)
{
    const unsigned char *byte = (const unsigned char *)rest->at;
    size_t length = sequence(*rest);
    uint32_t rune = 0xfffd;
    if (length == 1)
        rune = byte[0];
    else if (length == 2)
        rune = (byte[0] & 0x1fu) << 6 | (byte[1] & 0x3fu);
    else if (length == 3)
        rune = (byte[0] & 0x0fu) << 12 | (byte[1] & 0x3fu) << 6 | (byte[2] & 0x3fu);
    else if (length == 4)
        rune = (byte[0] & 0x07u) << 18 | (byte[1] & 0x3fu) << 12 | (byte[2] & 0x3fu) << 6 | (byte[3] & 0x3fu);
    else
        length = 1;
    rest->at += length;
    rest->length -= length;
    return rune;
}

size_t str_runes(struct str text)
{
    size_t count = 0;
    for (; text.length; count++)
        str_rune(&text);
    return count;
}

size_t str_put_rune(char *into, uint32_t rune)
{
    if (rune < 0x80) {
        into[0] = (char)rune;
        return 1;
    }
    if (rune < 0x800) {
        into[0] = (char)(0xc0 | rune >> 6);
        into[1] = (char)(0x80 | (rune & 0x3f));
        return 2;
    }
    if (rune < 0x10000) {
        into[0] = (char)(0xe0 | rune >> 12);
        into[1] = (char)(0x80 | (rune >> 6 & 0x3f));
        into[2] = (char)(0x80 | (rune & 0x3f));
        return 3;
    }
    into[0] = (char)(0xf0 | rune >> 18);
    into[1] = (char)(0x80 | (rune >> 12 & 0x3f));
    into[2] = (char)(0x80 | (rune >> 6 & 0x3f));
    into[3] = (char)(0x80 | (rune & 0x3f));
    return 4;
}

/* ---- width ---- */

struct range {
    uint32_t first, last;
};

/* Combining marks and controls: no cell.  (Unicode 15 general categories Mn, Me,
 * Cf and Cc, the scripts that Chinese statistics meet.) */
static const struct range narrowest[] = {
    {0x0000, 0x001f}, {0x007f, 0x009f}, {0x00ad, 0x00ad}, {0x0300, 0x036f}, {0x0483, 0x0489},
    {0x0591, 0x05bd}, {0x0610, 0x061a}, {0x064b, 0x065f}, {0x06d6, 0x06dc}, {0x0900, 0x0902},
    {0x0e31, 0x0e31}, {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e}, {0x0f71, 0x0f7e}, {0x1ab0, 0x1ace},
    {0x1dc0, 0x1dff}, {0x200b, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x2064}, {0x2066, 0x206f},
    {0x20d0, 0x20f0}, {0x302a, 0x302d}, {0x3099, 0x309a}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f},
    {0xfeff, 0xfeff}, {0xe0100, 0xe01ef},
};

/* East Asian Width W and F (UAX 11), neighbours joined. */
static const struct range wide[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},   {0x23f0, 0x23f0},
    {0x23f3, 0x23f3},   {0x25fd, 0x25fe},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267f, 0x267f},
    {0x2693, 0x2693},   {0x26a1, 0x26a1},   {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},
    {0x26ce, 0x26ce},   {0x26d4, 0x26d4},   {0x26ea, 0x26ea},   {0x26f2, 0x26f3},   {0x26f5, 0x26f5},
    {0x26fa, 0x26fa},   {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},   {0x2728, 0x2728},
    {0x274c, 0x274c},   {0x274e, 0x274e},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27b0, 0x27b0},   {0x27bf, 0x27bf},   {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},
    {0x2e80, 0x303e},   {0x3041, 0x4dbf},   {0x4e00, 0xa4cf},   {0xa960, 0xa97c},   {0xac00, 0xd7a3},
    {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe6b},   {0xff01, 0xff60},   {0xffe0, 0xffe6},
    {0x16fe0, 0x18aff}, {0x1b000, 0x1b2fb}, {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e},
    {0x1f191, 0x1f19a}, {0x1f200, 0x1f320}, {0x1f32d, 0x1f335}, {0x1f337, 0x1f37c}, {0x1f37e, 0x1f393},
    {0x1f3a0, 0x1f3ca}, {0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0}, {0x1f3f4, 0x1f3f4}, {0x1f3f8, 0x1f43e},
    {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d}, {0x1f54b, 0x1f567}, {0x1f57a, 0x1f57a},
    {0x1f595, 0x1f596}, {0x1f5a4, 0x1f5a4}, {0x1f5fb, 0x1f64f}, {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6cc},
    {0x1f6d0, 0x1f6d2}, {0x1f6d5, 0x1f6df}, {0x1f6eb, 0x1f6ec}, {0x1f6f4, 0x1f6fc}, {0x1f7e0, 0x1f7eb},
    {0x1f90c, 0x1f93a}, {0x1f93c, 0x1f945}, {0x1f947, 0x1f9ff}, {0x1fa70, 0x1faf8}, {0x20000, 0x3fffd},
};

/* East Asian Width A that reports and tables really hold: one cell in most
 * terminals, two in a Chinese font. */
static const struct range ambiguous_wide[] = {
    {0x00a1, 0x00a1}, {0x00a4, 0x00a4}, {0x00a7, 0x00a8}, {0x00b0, 0x00b4}, {0x00b6, 0x00ba}, {0x00bc, 0x00bf},
    {0x00d7, 0x00d7}, {0x00f7, 0x00f7}, {0x0391, 0x03a9}, {0x03b1, 0x03c9}, {0x0401, 0x0451}, {0x2010, 0x2010},
    {0x2013, 0x2016}, {0x2018, 0x2019}, {0x201c, 0x201d}, {0x2020, 0x2022}, {0x2024, 0x2027}, {0x2030, 0x2030},
    {0x2032, 0x2033}, {0x2035, 0x2035}, {0x203b, 0x203b}, {0x203e, 0x203e}, {0x2103, 0x2103}, {0x2105, 0x2105},
    {0x2109, 0x2109}, {0x2113, 0x2113}, {0x2116, 0x2116}, {0x2121, 0x2122}, {0x2153, 0x2154}, {0x215b, 0x215e},
    {0x2160, 0x216b}, {0x2170, 0x2179}, {0x2190, 0x2199}, {0x21d2, 0x21d2}, {0x21d4, 0x21d4}, {0x2200, 0x22bf},
    {0x2312, 0x2312}, {0x2460, 0x24e9}, {0x2500, 0x254b}, {0x2550, 0x2573}, {0x2580, 0x258f}, {0x2592, 0x2595},
    {0x25a0, 0x25a1}, {0x25a3, 0x25a9}, {0x25b2, 0x25b3}, {0x25b6, 0x25b7}, {0x25bc, 0x25bd}, {0x25c0, 0x25c1},
    {0x25c6, 0x25c8}, {0x25cb, 0x25cb}, {0x25ce, 0x25d1}, {0x25e2, 0x25e5}, {0x2605, 0x2606}, {0x260e, 0x260f},
    {0x2640, 0x2640}, {0x2642, 0x2642}, {0x2660, 0x2661}, {0x266a, 0x266a}, {0xe000, 0xf8ff}, {0xfffd, 0xfffd},
};

#define ROWS(table) (sizeof(table) / sizeof *(table))
#define WITHIN(table, rune) (str_run_find(table, ROWS(table), sizeof *(table), rune) < ROWS(table))

size_t str_width(struct str text, int ambiguous)
{
    size_t cells = 0;
    while (text.length) {
        uint32_t rune = str_rune(&text);
        if (rune >= 0x20 && rune < 0x7f)
            cells += 1;
        else if (WITHIN(narrowest, rune))
            cells += 0;
        else if (WITHIN(wide, rune) || (ambiguous == 2 && WITHIN(ambiguous_wide, rune)))
            cells += 2;
        else
            cells += 1;
    }
    return cells;
}

/* Sixteen bytes at once, and which of them are one of those that need quotes. */
typedef unsigned char bytes16 __attribute__((vector_size(16)));
typedef signed char signs16 __attribute__((vector_size(16)));

static bool is_special(bytes16 text, unsigned char delimiter)
{
    uint64_t found[2];
    signs16 special =
        (text == (bytes16){} + delimiter) | (text == (bytes16){} + '"') | (text == (bytes16){} + '\n') |
        (text == (bytes16){} + '\r');
    memcpy(found, &special, sizeof found);
    return (found[0] | found[1]) != 0;
}

static bool has_special(const char *at, unsigned char delimiter)
{
    bytes16 text;
    memcpy(&text, at, sizeof text);
    return is_special(text, delimiter);
}

/* Fewer than sixteen bytes: the first and the last of them, which may be the same, with zeros between. */
static bool short_has_special(const char *at, size_t length, unsigned char delimiter)
{
    uint64_t half[2] = {0, 0};
    bytes16 text;
    if (length >= 8) {
        memcpy(&half[0], at, 8);
        memcpy(&half[1], at + length - 8, 8);
    } else if (length >= 4) {
        memcpy(&half[0], at, 4);
        memcpy(&half[1], at + length - 4, 4);
    } else {
        half[0] = (uint64_t)(unsigned char)at[0] << 16 | (uint64_t)(unsigned char)at[length / 2] << 8 |
                  (unsigned char)at[length - 1];
    }
    memcpy(&text, half, sizeof text);
    return is_special(text, delimiter);
}

bool str_needs_quotes(struct str text, char delimiter)
{
    if (text.length == 0)
        return false;
    if (is_blank(text.at[0]) || is_blank(text.at[text.length - 1]) || str_starts(text, STR("\xef\xbb\xbf")))
        return true;
    size_t i = 0;
    for (; text.length - i >= sizeof(bytes16); i += sizeof(bytes16))
        if (has_special(text.at + i, (unsigned char)delimiter))
            return true;
    /* The rest of a longer text is looked at together with what stands before it. */
    if (i)
        return i < text.length && has_special(text.at + text.length - sizeof(bytes16), (unsigned char)delimiter);
    return short_has_special(text.at, text.length, (unsigned char)delimiter);
}

/* Does a shell take the name as it stands, in quotes or not? */
static bool is_plain_name(struct str name)
{
    bool plain = name.length > 0;
    for (size_t i = 0; i < name.length; i++) {
        unsigned char byte = (unsigned char)name.at[i];
        plain = plain && (byte >= 0x80 || str_is_digit(name.at[i]) || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') ||
                          memchr("/._-+:@%,=", byte, 10));
    }
    return plain;
}

struct str str_for_shell(struct mem *mem, struct str name)
{
    struct str folder = str_starts(name, STR("-")) ? STR("./") : STR("");
    if (is_plain_name(name))
        return mem_join(mem, folder, name);
    struct str quoted = mem_join(mem, STR("'"), folder);
    for (size_t i = 0; i < name.length; i++)
        quoted = mem_join(mem, quoted, name.at[i] == '\'' ? STR("'\\''") : str_part(name, i, 1));
    return mem_join(mem, quoted, STR("'"));
}
