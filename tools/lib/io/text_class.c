/* text_class - a part of text.h: characters by class, folding them, and the normal form NFC */
#include <string.h>

#include <utf8proc.h>

#include "base/str.h"
#include "io/text.h"

#define H(from, to) {from, from, TEXT_HAN, to}, /* a traditional character, a simplified one */

static const struct text_range range[] = {
    {0x0009, 0x0009, TEXT_SPACE, ' '},
    {0x00a0, 0x00a0, TEXT_SPACE, ' '},
    {0x00ad, 0x00ad, TEXT_HIDDEN, 0},
    {0x061c, 0x061c, TEXT_BIDI, 0},
    {0x1680, 0x1680, TEXT_SPACE, ' '},
    {0x180e, 0x180e, TEXT_HIDDEN, 0},
    {0x2000, 0x200a, TEXT_SPACE, ' '},
    {0x200b, 0x200d, TEXT_HIDDEN, 0},
    {0x200e, 0x200f, TEXT_BIDI, 0},
    {0x2010, 0x2015, TEXT_DASH, '-'},
    {0x202a, 0x202e, TEXT_BIDI, 0},
    {0x202f, 0x202f, TEXT_SPACE, ' '},
    {0x205f, 0x205f, TEXT_SPACE, ' '},
    {0x2060, 0x2064, TEXT_HIDDEN, 0},
    {0x2066, 0x2069, TEXT_BIDI, 0},
    {0x2212, 0x2212, TEXT_DASH, '-'},
    {0x2500, 0x2501, TEXT_DASH, '-'},
    {0x3000, 0x3000, TEXT_SPACE, ' '},
    {0x30fc, 0x30fc, TEXT_DASH, '-'},
    H(0x500b, 0x4e2a) H(0x5104, 0x4ebf) H(0x5167, 0x5185) H(0x5169, 0x4e24) H(0x518a, 0x518c) /* 個億內兩冊 */
    H(0x5678, 0x5428) H(0x5831, 0x62a5) H(0x5e63, 0x5e01) H(0x5e7e, 0x51e0) H(0x5f35, 0x5f20) /* 噸報幣幾張 */
    H(0x6236, 0x6237) H(0x6578, 0x6570) H(0x6642, 0x65f6) H(0x689d, 0x6761) H(0x6a19, 0x6807) /* 戶數時條標 */
    H(0x6b50, 0x6b27) H(0x6b72, 0x5c81) H(0x6e1b, 0x51cf) H(0x6e2c, 0x6d4b) H(0x6e96, 0x51c6) /* 歐歲減測準 */
    H(0x6f32, 0x6da8) H(0x755d, 0x4ea9) H(0x7d04, 0x7ea6) H(0x7d1a, 0x7ea7) H(0x7d71, 0x7edf) /* 漲畝約級統 */
    H(0x81fa, 0x53f0) H(0x8207, 0x4e0e) H(0x842c, 0x4e07) H(0x8655, 0x5904) H(0x8a08, 0x8ba1) /* 臺與萬處計 */
    H(0x8ca0, 0x8d1f) H(0x8cb3, 0x8d30) H(0x8f03, 0x8f83) H(0x8f1b, 0x8f86) H(0x904e, 0x8fc7) /* 負貳較輛過 */
    H(0x9054, 0x8fbe) H(0x9577, 0x957f) H(0x9593, 0x95f4) H(0x9678, 0x9646) H(0x96bb, 0x53ea) /* 達長間陸隻 */
    H(0x9803, 0x9877) H(0x9805, 0x9879) H(0x9810, 0x9884) H(0x982d, 0x5934) H(0x9ede, 0x70b9) /* 頃項預頭點 */
    {0xfe58, 0xfe58, TEXT_DASH, '-'},
    {0xfe63, 0xfe63, TEXT_DASH, '-'},
    {0xfeff, 0xfeff, TEXT_HIDDEN, 0},
    {0xff01, 0xff0c, TEXT_WIDE, '!'},
    {0xff0d, 0xff0d, TEXT_DASH, '-'},
    {0xff0e, 0xff5e, TEXT_WIDE, '.'},
    {0xffe1, 0xffe1, TEXT_WIDE, 0xa3},
    {0xffe5, 0xffe5, TEXT_WIDE, 0xa5},
};
#undef H

#define RANGES (sizeof range / sizeof *range)

const struct text_range *text_ranges(size_t *count)
{
    *count = RANGES;
    return range;
}

/* The range that a character lies in, or null. */
static const struct text_range *range_of(uint32_t rune)
{
    size_t row = str_run_find(range, RANGES, sizeof *range, rune);
    return row < RANGES ? &range[row] : NULL;
}

struct str text_fold(struct mem *mem, struct str text, unsigned classes, unsigned *did)
{
    struct str rest = text;
    unsigned met = 0;
    char *into = NULL;
    size_t length = 0;

    while (rest.length) {
        const char *from = rest.at;
        uint32_t rune = str_rune(&rest);
        const struct text_range *r = rune < 0x80 && rune != '\t' ? NULL : range_of(rune);
        if (r && (r->class & classes) && !into) {
            into = mem_take(mem, text.length + 1);
            length = (size_t)(from - text.at);
            memcpy(into, text.at, length);
        }
        if (r && (r->class & classes)) {
            met |= r->class;
            if (r->to)
                length += str_put_rune(into + length, r->class == TEXT_WIDE ? r->to + (rune - r->first) : r->to);
        } else if (into) {
            memcpy(into + length, from, (size_t)(rest.at - from));
            length += (size_t)(rest.at - from);
        }
    }
    if (did)
        *did = met;
    return into ? (struct str){into, length} : text;
}

static bool is_outer(uint32_t rune)
{
    const struct text_range *r = rune == ' ' ? NULL : range_of(rune);
    return rune == ' ' || (r && (r->class & (TEXT_SPACE | TEXT_HIDDEN | TEXT_BIDI)));
}

/* Most cells begin and end with visible ASCII or a Chinese character, whose first byte
 * says that nothing is to be taken off. */
static bool is_plain(unsigned char first_byte)
{
    return (first_byte > ' ' && first_byte < 0x7f) || (first_byte >= 0xe4 && first_byte <= 0xe9);
}

struct str text_trim(struct str text)
{
    while (text.length && !is_plain((unsigned char)text.at[0])) {
        struct str rest = text;
        if (!is_outer(str_rune(&rest)))
            break;
        text = rest;
    }
    while (text.length) {
        size_t last = text.length - 1;
        while (last > 0 && ((unsigned char)text.at[last] & 0xc0) == 0x80)
            last--;
        if (is_plain((unsigned char)text.at[last]))
            break;
        struct str rest = str_part(text, last, text.length);
        if (!is_outer(str_rune(&rest)) || rest.length)
            break;
        text.length = last;
    }
    return text;
}

/* ---- the normal form ---- */

/* All characters below U+0300 stand alone and are composed already. */
static bool is_plainly_nfc(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.at[i] >= 0xcc)
            return false;
    return true;
}

struct str text_nfc(struct mem *mem, struct str text)
{
    if (is_plainly_nfc(text))
        return text;
    size_t room = text.length + 16;
    for (;;) {
        utf8proc_int32_t *rune = mem_array(mem, room + 1, sizeof *rune);
        const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
        utf8proc_ssize_t count = utf8proc_decompose((const utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.length,
                                                    rune, (utf8proc_ssize_t)room, how);
        if (count > (utf8proc_ssize_t)room) {
            room = (size_t)count;
            continue;
        }
        utf8proc_ssize_t length = count < 0 ? -1 : utf8proc_reencode(rune, count, how);
        if (length < 0)
            return text;
        struct str form = {(const char *)rune, (size_t)length};
        return str_eq(form, text) ? text : form;
    }
}
