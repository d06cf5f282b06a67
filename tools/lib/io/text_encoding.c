/* text: encodings by name, what bytes look like, and traces of a wrong decoding - see text.h */
#include <errno.h>
#include <iconv.h>

#include "base/near.h"
#include "base/script.h"
#include "base/str.h"
#include "io/text.h"

/* ---- names ---- */

/* What users call an encoding, and what iconv is asked for: mostly what Windows writes under
 * that name, which has some characters more. */
static const struct alias {
    const char *name, *encoding;
} alias[] = {
    {"utf-8", "UTF-8"},          {"gb18030", "GB18030"},   {"gbk", "GB18030"},         {"gb2312", "GB18030"},
    {"cp936", "GB18030"},        {"big5", "BIG5"},         {"cp950", "BIG5"},          {"euc-kr", "CP949"},
    {"cp949", "CP949"},          {"shift_jis", "CP932"},   {"sjis", "CP932"},          {"cp932", "CP932"},
    {"euc-jp", "EUC-JP"},        {"windows-1252", "CP1252"}, {"cp1252", "CP1252"},     {"latin1", "CP1252"},
    {"iso-8859-1", "CP1252"},    {"windows-1250", "CP1250"}, {"windows-1251", "CP1251"}, {"utf-16", "UTF-16"},
    {"utf-16le", "UTF-16LE"},    {"utf-16be", "UTF-16BE"},
};

#define ALIASES (sizeof alias / sizeof *alias)

bool text_name(size_t i, const char **name, const char **encoding)
{
    if (i >= ALIASES)
        return false;
    *name = alias[i].name;
    *encoding = alias[i].encoding;
    return true;
}

/* Are they one name: EUC_KR and euc-kr? */
static bool same_name(struct str a, struct str b)
{
    for (;;) {
        while (a.length && memchr("-_ ", a.at[0], 3))
            a = str_part(a, 1, a.length);
        while (b.length && memchr("-_ ", b.at[0], 3))
            b = str_part(b, 1, b.length);
        if (!a.length || !b.length || near_distance(str_part(a, 0, 1), str_part(b, 0, 1), 0) != 0)
            return !a.length && !b.length;
        a = str_part(a, 1, a.length);
        b = str_part(b, 1, b.length);
    }
}

const char *text_iconv_name(const char *name)
{
    for (size_t i = 0; i < ALIASES; i++)
        if (same_name(str_of(alias[i].name), str_of(name)))
            return alias[i].encoding;
    return name;
}

/* ---- traces of a wrong decoding ---- */

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

/* ---- what bytes look like ---- */

#define LOOK_MAX ((size_t)64 << 10)

static const struct {
    const char *name, *encoding; /* as users and as iconv call it */
    enum script script;
    unsigned tenths;          /* of the characters that must be common at least: most where any byte is a letter */
} rivals[] = {
    {"big5", "BIG5", SCRIPT_TRADITIONAL, 5},          {"euc-kr", "CP949", SCRIPT_KOREAN, 5},
    {"shift_jis", "CP932", SCRIPT_JAPANESE, 5},       {"euc-jp", "EUC-JP", SCRIPT_JAPANESE, 5},
    {"windows-1252", "CP1252", SCRIPT_LATIN, 5},      {"windows-1250", "CP1250", SCRIPT_CENTRAL, 5},
    {"windows-1251", "CP1251", SCRIPT_CYRILLIC, 9},
};

/* *whole is false where a byte fits nothing; one that is cut off at the end may fit. */
static struct str converted(struct mem *mem, struct str bytes, const char *encoding, bool *whole)
{
    size_t left = bytes.length, space = 4 * bytes.length;
    char *text = mem_take(mem, space + 1), *from = (char *)(uintptr_t)bytes.at, *to = text;
    iconv_t converter = iconv_open("UTF-8", encoding);
    *whole = converter != (iconv_t)-1;
    if (!*whole)
        return (struct str){NULL, 0};
    bool chinese = strcmp(encoding, "GB18030") == 0;
    while (!(*whole = iconv(converter, &from, &left, &to, &space) != (size_t)-1 || errno == EINVAL) && chinese &&
           (unsigned char)*from == 0x80) {                  /* Windows' euro sign */
        *to++ = '?';
        from++, left--;
    }
    iconv_close(converter);
    return (struct str){text, (size_t)(to - text)};
}

struct str text_in(struct mem *mem, struct str bytes, const char *encoding)
{
    bool whole;
    return converted(mem, bytes, encoding, &whole);
}

static struct script_share share_in(struct mem *mem, struct str bytes, const char *encoding, enum script script)
{
    struct mem_mark mark = mem_mark(mem);
    bool whole;
    struct script_share share = script_share(script, converted(mem, bytes, encoding, &whole));
    mem_rewind(mem, mark);
    /* Of Chinese what fits is judged, for a file may be cut off; where no character tells, symbols do. */
    bool chinese = script == SCRIPT_CHINESE;
    return share.counted && (whole || chinese) ? share : (struct script_share){whole && chinese, 1};
}

static bool is_less(struct script_share a, struct script_share b)
{
    return a.common * b.counted < b.common * a.counted;
}

bool text_is_chinese(struct mem *mem, struct str bytes, const char **rival)
{
    bytes = str_part(bytes, 0, LOOK_MAX);
    struct script_share chinese = share_in(mem, bytes, "GB18030", SCRIPT_CHINESE), best = chinese;
    *rival = NULL;
    for (size_t i = 0; i < sizeof rivals / sizeof *rivals; i++) {
        struct script_share share = share_in(mem, bytes, rivals[i].encoding, rivals[i].script);
        if (10 * share.common < rivals[i].tenths * share.counted || !is_less(best, share))
            continue;
        best = share;
        *rival = rivals[i].name;
    }
    return !*rival && 4 * chinese.common >= chinese.counted;
}
