/* text: traces of a wrong decoding - see text.h */
#include <iconv.h>

#include "base/str.h"
#include "io/text.h"

#define RUN_MAX 240           /* bytes of a run that is looked at: a name */

/* What UTF-8 was taken for. */
static const char *const taken_for[] = {"GB18030", "CP1252", "ISO-8859-1"};

/* Two Chinese characters or more, and nothing else but the start of one whose last byte
 * was lost? */
static bool is_chinese(struct str text)
{
    size_t whole = str_utf8(text);
    if (whole < 6 || text.length - whole > 2)
        return false;
    text.length = whole;
    while (text.length) {
        uint32_t rune = str_rune(&text);
        if (rune < 0x4e00 || rune > 0x9fff)
            return false;
    }
    return true;
}

/* The bytes that a text was before it was read as the encoding: are they UTF-8? */
static bool was_utf8(struct str run, const char *encoding)
{
    char bytes[2 * RUN_MAX], *from = (char *)(uintptr_t)run.at, *to = bytes;
    size_t left = run.length, room = sizeof bytes;
    iconv_t converter = iconv_open(encoding, "UTF-8");
    if (converter == (iconv_t)-1)
        return false;
    bool done = iconv(converter, &from, &left, &to, &room) != (size_t)-1 && left == 0;
    iconv_close(converter);
    return done && is_chinese((struct str){bytes, (size_t)(to - bytes)});
}

bool text_is_misread(struct str text)
{
    while (text.length) {
        size_t start = 0, length = 0;
        while (start < text.length && (unsigned char)text.at[start] < 0x80)
            start++;
        while (start + length < text.length && (unsigned char)text.at[start + length] >= 0x80)
            length++;
        struct str run = str_part(text, start, length);
        bool latin = length && (unsigned char)run.at[0] < 0xe0;
        for (size_t i = latin; i < (latin ? 3 : 1) && length >= 6 && length <= RUN_MAX; i++)
            if (was_utf8(run, taken_for[i]))
                return true;
        text = str_part(text, start + length, text.length);
    }
    return false;
}

bool text_is_private(struct str text)
{
    while (text.length) {
        uint32_t rune = str_rune(&text);
        if ((rune >= 0xe000 && rune <= 0xf8ff) || rune >= 0xf0000)
            return true;
    }
    return false;
}
