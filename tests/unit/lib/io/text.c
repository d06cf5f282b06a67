/* text: what is decided about bytes, what they become, what is refused, and folding. */
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/str.h"
#include "ends.h"
#include "io/text.h"

#include "arena.h"

TestSuite(text, .init = open_mem, .fini = close_mem);

/* A file in memory with these bytes; its name is good until the process ends. */
static const char *file_of(struct str bytes)
{
    int fd = memfd_create("text", 0);
    cr_assert(fd >= 0 && write(fd, bytes.at, bytes.length) == (ssize_t)bytes.length);
    char *name = mem_take(mem, 64);
    snprintf(name, 64, "/proc/self/fd/%d", fd);
    return name;
}

/* All that a decoding hands out, read in pieces of `room` bytes. */
static struct str read_all(struct decoding *decoding, size_t room)
{
    size_t length = 0, have = 0, got;
    char *text = NULL;
    do {
        if (length + room > have)
            text = mem_resize(text, have = 2 * (length + room));
        got = text_read(decoding, text + length, room);
        length += got;
    } while (got);
    struct str copy = mem_copy(mem, (struct str){text, length});
    mem_release(text);
    return copy;
}

#define BYTES(literal) {"" literal, sizeof literal - 1}

/* ---- decoding ---- */

static const struct {
    const char *name;
    struct str bytes;
    const char *from, *encoding;
    struct str want;
} decoded[] = {
    {"nothing", BYTES(""), NULL, "ASCII", BYTES("")},
    {"ascii", BYTES("a,b\n1,2\n"), NULL, "ASCII", BYTES("a,b\n1,2\n")},
    {"utf-8", BYTES("地区,值\n宁波,1\n"), NULL, "UTF-8", BYTES("地区,值\n宁波,1\n")},
    {"utf-8 without a last line end", BYTES("地区"), NULL, "UTF-8", BYTES("地区")},
    {"utf-8 with a mark", BYTES("\xef\xbb\xbf" "a\n1\n"), NULL, "UTF-8", BYTES("a\n1\n")},
    {"a mark alone", BYTES("\xef\xbb\xbf"), NULL, "UTF-8", BYTES("")},
    {"marks of joined files", BYTES("\xef\xbb\xbf" "a\n1\n\xef\xbb\xbf" "a\n2\n"), NULL, "UTF-8",
     BYTES("a\n1\na\n2\n")},
    {"a mark amid a line stays", BYTES("a\nx\xef\xbb\xbfy\n"), NULL, "UTF-8", BYTES("a\nx\xef\xbb\xbfy\n")},
    {"two marks at one line", BYTES("\xef\xbb\xbf\xef\xbb\xbf" "a\n"), NULL, "UTF-8", BYTES("a\n")},
    /* 地区,宁波 in GBK: B5 D8 C7 F8 2C C4 FE B2 A8 */
    {"gbk", BYTES("\xb5\xd8\xc7\xf8,\xc4\xfe\xb2\xa8\n"), NULL, "GB18030", BYTES("地区,宁波\n")},
    {"gb18030 four bytes", BYTES("\xb5\xd8\x81\x30\x8a\x39,1\n"), NULL, "GB18030", BYTES("地ñ,1\n")},
    {"gb18030 with its own mark", BYTES("\x84\x31\x95\x33\xb5\xd8\n"), NULL, "GB18030", BYTES("地\n")},
    {"lone 80 is the euro sign", BYTES("\xb5\xd8,\x80" "5\n"), NULL, "GB18030", BYTES("地,€5\n")},
    {"the euro sign of gb18030", BYTES("\xb5\xd8,\xa2\xe3" "5\n"), NULL, "GB18030", BYTES("地,€5\n")},
    {"a trail byte 80 is no euro sign", BYTES("\x81\x80,\xb5\xd8\n"), NULL, "GB18030", BYTES("亐,地\n")},
    {"gbk by name", BYTES("\xb5\xd8\n"), "gbk", "GB18030", BYTES("地\n")},
    {"gb2312 by name, in capitals", BYTES("\xb5\xd8\n"), "GB2312", "GB18030", BYTES("地\n")},
    {"big5 by name", BYTES("\xa6\x61\n"), "big5", "BIG5", BYTES("地\n")},
    {"latin by name, as Windows has it", BYTES("caf\xe9 5\x80\n"), "latin1", "CP1252", BYTES("café 5€\n")},
    {"korean by name", BYTES("\xbc\xad\xbf\xef\n"), "EUC_KR", "CP949", BYTES("서울\n")},
    {"japanese by name", BYTES("\x93\x8c\x8b\x9e\n"), "Shift-JIS", "CP932", BYTES("東京\n")},
    {"utf-16le with a mark", BYTES("\xff\xfe\x30\x57,\0\x31\0\n\0"), NULL, "UTF-16LE", BYTES("地,1\n")},
    {"utf-16be with a mark", BYTES("\xfe\xff\x57\x30\0,\0\x31\0\n"), NULL, "UTF-16BE", BYTES("地,1\n")},
    {"utf-16le without a mark", BYTES("\x30\x57,\0\x31\0\n\0"), NULL, "UTF-16LE", BYTES("地,1\n")},
    {"utf-16be without a mark", BYTES("\x57\x30\0,\0\x31\0\n"), NULL, "UTF-16BE", BYTES("地,1\n")},
    {"crlf stays", BYTES("a\r\n1\r\n"), NULL, "ASCII", BYTES("a\r\n1\r\n")},
};

Test(text, decodes)
{
    for (size_t i = 0; i < sizeof decoded / sizeof decoded[0]; i++) {
        struct str want = decoded[i].want;
        for (size_t room = 1; room <= decoded[i].bytes.length + 1; room++) {
            const struct text_how how = {.from = decoded[i].from, .quiet = true};
            struct decoding *decoding = text_open(mem, file_of(decoded[i].bytes), &how);
            struct str got = read_all(decoding, room);
            cr_expect(str_eq(got, want), "%s, %zu bytes at a time: got \"%.*s\"", decoded[i].name, room, STR_ARG(got));
            cr_expect(str_eq(text_encoding(decoding), str_of(decoded[i].encoding)), "%s: encoding %.*s",
                      decoded[i].name, STR_ARG(text_encoding(decoding)));
            cr_expect_eq(text_bytes(decoding), decoded[i].bytes.length, "%s: bytes", decoded[i].name);
            text_close(decoding);
        }
    }
}

/* Every character of the basic plane, through another writer of GB18030, 50 a line. */
Test(text, every_character_of_gb18030)
{
    char *utf8 = mem_take(mem, 1 << 20), *gb = mem_take(mem, 1 << 20);
    size_t length = 0, count = 0;
    for (uint32_t rune = 0xa0; rune < 0xfffe; rune++) {
        if ((rune >= 0xd800 && rune < 0xf900) || rune == 0xfeff || rune == 0xfffd)
            continue;
        length += str_put_rune(utf8 + length, rune);
        if (++count % 50 == 0)
            utf8[length++] = '\n';
    }
    utf8[length++] = '\n';
    iconv_t writer = iconv_open("GB18030", "UTF-8");
    char *in = utf8, *out = gb;
    size_t in_left = length, out_left = 1 << 20;
    cr_assert(writer != (iconv_t)-1 && iconv(writer, &in, &in_left, &out, &out_left) == 0 && in_left == 0);
    iconv_close(writer);

    const char *name = file_of((struct str){gb, (size_t)(out - gb)});
    struct decoding *decoding = text_open(mem, name, &(struct text_how){.from = "gbk"});
    struct str got = read_all(decoding, 4099);
    cr_expect(str_eq(text_encoding(decoding), STR("GB18030")));
    cr_expect(str_eq(got, (struct str){utf8, length}), "the same characters");
    text_close(decoding);
}

/* A file of several chunks: the decision comes late, characters stand across chunk ends. */
Test(text, long_files)
{
    static const struct { const char *name, *line, *last, *encoding; } file[] = {
        {"ascii to the end", "0123456789\n", "z\n", "ASCII"},
        {"utf-8 comes late", "0123456789\n", "地\n", "UTF-8"},
        {"gbk comes late", "0123456789\n", "\xb5\xd8\n", "GB18030"},
        {"utf-8 in one line", "地区宁波1", "\n", "UTF-8"},
        {"gbk in one line", "\xb5\xd8\xc7\xf8\xc4\xfe\xb2\xa8" "1", "\n", "GB18030"},
    };
    for (size_t i = 0; i < sizeof file / sizeof file[0]; i++) {
        size_t line = strlen(file[i].line), last = strlen(file[i].last), lines = 1000003 / line;
        char *bytes = mem_take(mem, lines * line + last);
        for (size_t k = 0; k < lines; k++)
            memcpy(bytes + k * line, file[i].line, line);
        memcpy(bytes + lines * line, file[i].last, last);
        const char *name = file_of((struct str){bytes, lines * line + last});
        struct decoding *decoding = text_open(mem, name, &(struct text_how){.quiet = true});
        struct str got = read_all(decoding, 10007);
        cr_expect(str_eq(text_encoding(decoding), str_of(file[i].encoding)), "%s: %.*s", file[i].name,
                  STR_ARG(text_encoding(decoding)));
        cr_expect_eq(str_utf8(got), got.length, "%s: the result is UTF-8", file[i].name);
        text_close(decoding);
    }
}

Test(text, tells_what_it_met)
{
    struct str bytes = STR("\xef\xbb\xbf" "a\r\n1\r\n\xef\xbb\xbf" "b\n锟斤拷\n\nx\xef\xbf\xbd\n");
    struct decoding *decoding = text_open(mem, file_of(bytes), &(struct text_how){.quiet = true});
    read_all(decoding, 3);
    const struct text_event *event;
    size_t events = text_events(decoding, &event), marks = 0, damaged = 0;
    for (size_t i = 0; i < events; i++) {
        if (event[i].kind == TEXT_MARK) {
            cr_expect_eq(event[i].line, 3, "the inner mark begins line 3, not %d", (int)event[i].line);
            marks++;
        } else if (event[i].kind == TEXT_DAMAGE) {
            uint64_t want = event[i].found.length == 9 ? 4 : 6;
            cr_expect_eq(event[i].line, want, "damage in line %d, not %d", (int)want, (int)event[i].line);
            damaged++;
        }
    }
    cr_expect(marks == 1 && damaged == 2, "%zu marks, %zu traces of damage", marks, damaged);
    text_close(decoding);

    decoding = text_open(mem, file_of(STR("\xb5\xd8\n\xb5\xd8\x80\n")), &(struct text_how){.quiet = true});
    events = text_events(decoding, &event);
    cr_expect(events == 1 && event[0].kind == TEXT_EURO && event[0].line == 2);
    text_close(decoding);
}

Test(text, says_what_decided)
{
    static const struct { const char *name; struct str bytes; const char *why; } row[] = {
        {"chinese", BYTES("地,1\n"), "every byte is well-formed UTF-8"},
        {"a pair", BYTES("caf\xc3\xa9,1\n"), "well-formed UTF-8, though the same bytes may be GB18030"},
        {"gbk", BYTES("\xb5\xd8,1\n"), "not UTF-8, and every byte fits GB18030"},
        {"mark", BYTES("\xef\xbb\xbf" "1\n"), "a byte order mark"},
        {"ascii", BYTES("1\n"), "nothing but ASCII"},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct decoding *decoding = text_open(mem, file_of(row[i].bytes), &(struct text_how){.quiet = true});
        cr_expect(str_eq(text_decided(decoding), str_of(row[i].why)), "%s: %.*s", row[i].name,
                  STR_ARG(text_decided(decoding)));
        text_close(decoding);
    }
}

Test(text, head_waits_to_be_read)
{
    struct decoding *decoding = text_open(mem, file_of(STR("\xb5\xd8\t1\n")), &(struct text_how){.quiet = true});
    cr_expect(str_eq(text_head(decoding), STR("地\t1\n")));
    cr_expect(str_eq(read_all(decoding, 2), STR("地\t1\n")));
    text_close(decoding);
}

/* A decision for GB18030 needs likely Chinese; what cuts a file off, or a euro sign, is no reason against it. */
Test(text, likely_chinese)
{
    static const struct { const char *name; struct str bytes; bool chinese; const char *rival; } row[] = {
        {"words", BYTES("\xb5\xd8\xc7\xf8,\xc4\xfe\xb2\xa8"), true, NULL},
        {"cut off", BYTES("\xb5\xd8\xc7\xf8,\xc4"), true, NULL},
        {"a euro sign first", BYTES("\x80,\xb5\xd8\xc7\xf8"), true, NULL},
        {"a euro sign alone", BYTES("\x80" "5"), true, NULL},
        {"symbols alone", BYTES("5\xa1\xe6"), true, NULL},
        {"rare ones", BYTES("\xa0\xc4\xc1\x81"), false, NULL},
        {"a letter amid letters", BYTES("M\xfchldorf"), false, "windows-1252"},
        {"one that fits nothing", BYTES("caf\xe9,5"), false, "windows-1252"},
        {"korean", BYTES("\xbc\xad\xbf\xef"), false, "euc-kr"},
        {"japanese", BYTES("\x93\x8c\x8b\x9e\x93s"), false, "shift_jis"},
        {"taiwan", BYTES("\xa6\x61\xb0\xcf"), false, "big5"},
        {"polish", BYTES("\xa3\xf3" "d\x9f,mi\xb9sto,l\xb9" "d"), false, "windows-1250"},
        {"half of it common", BYTES("\xe3\xf0\xd1\xf4"), true, NULL}, /* 沭阳, and грСф */
        {"russian", BYTES("\xec\xee\xf1\xea\xe2\xe0"), false, "windows-1251"},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        const char *rival;
        bool chinese = text_is_chinese(mem, row[i].bytes, &rival);
        cr_expect_eq(chinese, row[i].chinese, "%s: %d", row[i].name, chinese);
        cr_expect(str_eq(str_of(rival), str_of(row[i].rival)), "%s: rather %s", row[i].name, rival ? rival : "none");
    }
}

/* ---- refusals: each ends the process with status 2 ---- */

static void refuse_how(struct str bytes, const struct text_how *how)
{
    struct decoding *decoding = text_open(mem, file_of(bytes), how);
    read_all(decoding, 4096);
    exit(0);
}

static void refuse(struct str bytes, const char *from)
{
    refuse_how(bytes, &(struct text_how){.from = from, .quiet = true});
}

Test(text, refuses_what_fits_nothing, .exit_code = 2) { refuse(STR("\xb5\xd8\n\xff\xff\n"), NULL); }
Test(text, refuses_cut_gbk, .exit_code = 2) { refuse(STR("\xb5\xd8,\xc7"), NULL); }
Test(text, refuses_cut_utf8, .exit_code = 2) { refuse(STR("地区宁波\xe5\x9c"), NULL); }
Test(text, refuses_odd_utf16, .exit_code = 2) { refuse(STR("\xff\xfe\x30\x57\x30"), NULL); }
Test(text, refuses_damaged_utf8, .exit_code = 2) { refuse(STR("地区宁波江北\n\xb5\xd8\xc7\xf8\n"), NULL); }
Test(text, refuses_utf8_joined_to_gbk, .exit_code = 2)
{
    refuse(STR("\xb5\xd8\xc7\xf8\xb5\xd8\xc7\xf8\xb5\xd8\xc7\xf8\xb5\xd8\xc7\xf8\xb5\xd8\xc7\xf8\xb5\xd8\xc7\xf8\n"
               "地区江北\n"), NULL);
}
Test(text, refuses_other_bytes_than_named, .exit_code = 2) { refuse(STR("\xb5\xd8\n"), "utf-8"); }
Test(text, refuses_unknown_encoding, .exit_code = 2) { refuse(STR("a\n"), "gb18300"); }
Test(text, refuses_missing_file, .exit_code = 2)
{
    text_open(mem, "no-such-file", &(struct text_how){.quiet = true});
    exit(0);
}

static bool lacks_gb18030, lacks_others; /* the machine's iconv */

iconv_t iconv_open(const char *to, const char *from)
{
    if (lacks_gb18030 && (strcmp(from, "GB18030") == 0 || strcmp(to, "GB18030") == 0))
        return errno = EINVAL, (iconv_t)-1;
    if (lacks_others && strcmp(from, "GB18030") != 0)
        return errno = EINVAL, (iconv_t)-1;
    return ((iconv_t(*)(const char *, const char *))dlsym(RTLD_NEXT, "iconv_open"))(to, from);
}

/* What the machine cannot read is nothing that the bytes could be. */
Test(text, a_machine_with_few_encodings)
{
    static const struct str row[] = {BYTES("M\xfchldorf"), BYTES("\xbc\xad\xbf\xef"),
                                     BYTES("\xec\xee\xf1\xea\xe2\xe0")};
    const char *rival;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        cr_expect(!text_is_chinese(mem, row[i], &rival) && rival, "row %zu: it is %s", i, rival);
        lacks_others = true;
        text_is_chinese(mem, row[i], &rival);
        cr_expect_null(rival, "row %zu: %s", i, rival);
        cr_expect(str_eq(text_in(mem, row[i], "CP1252"), STR("")), "row %zu", i);
        lacks_others = false;
    }
    lacks_others = true;
    cr_expect(text_is_chinese(mem, STR("\xb5\xd8\xc7\xf8,\xc4\xfe\xb2\xa8"), &rival));
    lacks_gb18030 = true;
    cr_expect_not(text_is_chinese(mem, STR("\xb5\xd8\xc7\xf8,\xc4\xfe\xb2\xa8"), &rival));
}

struct refusal {
    struct str bytes;
    const char *from;
    bool beside, lacks;
    const char *told;
};

static void refuse_so(const void *with)
{
    const struct refusal *refusal = with;
    lacks_gb18030 = refusal->lacks;
    refuse_how(refusal->bytes, &(struct text_how){.from = refusal->from, .beside = refusal->beside});
}

/* A table beside the input has no option that names its encoding: iconv is named in its place. */
Test(text, refusals_say_how_to_go_on)
{
    static const struct refusal row[] = {
        {BYTES("\xb5\xd8\n\xff\xff\n"), NULL, false, false,
         "fits neither UTF-8 nor GB18030; --from names another encoding"},
        {BYTES("\xb5\xd8\n\xff\xff\n"), NULL, true, false, "fits neither UTF-8 nor GB18030; save the table as UTF-8"},
        {BYTES("a,\xbc\xad\xbf\xef,1\n"), NULL, false, false, "--from euc-kr reads \"서울\""},
        {BYTES("a,\xbc\xad\xbf\xef,1\n"), NULL, true, false, "iconv -f euc-kr -t UTF-8 makes \"서울\" of it"},
        {BYTES("\xa0\xc4\xc1\x81\n"), NULL, false, false, "--from names the encoding, gb18030 if it is that after all"},
        {BYTES("\xa0\xc4\xc1\x81\n"), NULL, true, false, "iconv -f ENC -t UTF-8 makes UTF-8 of it, whatever it is in"},
        {BYTES("\xb5\xd8\n"), NULL, false, true, "this machine's iconv has no GB18030"},
        {BYTES("a\n"), "by line", false, true, "this machine's iconv has no GB18030"},
        {BYTES("a\n"), "gb18030", false, true, "--from: no encoding \"gb18030\""},
        {BYTES("a\n"), "klingon", false, false, "--list shows those that are known, and iconv knows more"},
        {BYTES("a\n"), "big-6", false, false, "did you mean \"big5\"?"},
        {BYTES("\xb5\xd8,\x81\x20\n"), "gb18030", false, false, "fits no character of the encoding (see --from)"},
        {BYTES("\xb5\xd8,\x81\x20\n"), "by line", false, false, "although each line is asked for its own encoding"},
        {BYTES("%PDF-1.4"), NULL, false, false, "is a PDF, not CSV"},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const char *told = ends(refuse_so, &row[i]);
        cr_expect(strstr(told, row[i].told), "row %zu: %s", i, told);
    }
}

/* Lines of one file in two encodings, and the euro sign of Windows; a line end alone, CR or none at the end. */
Test(text, each_line_by_itself)
{
    static const struct { struct str bytes, want; } row[] = {
        {BYTES("地区\n\xb5\xd8\xc7\xf8\n5\x80\n"), BYTES("地区\n地区\n5€\n")},
        {BYTES("\xb5\xd8"), BYTES("地")},
        {BYTES("a\r\xb5\xd8\r"), BYTES("a\r地\r")},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct decoding *decoding = text_open(mem, file_of(row[i].bytes), &(struct text_how){.from = TEXT_BY_LINE});
        cr_expect(str_eq(text_encoding(decoding), STR("UTF-8 or GB18030")));
        struct str got = read_all(decoding, 2);
        cr_expect(str_eq(got, row[i].want), "row %zu: %.*s", i, STR_ARG(got));
        text_close(decoding);
    }
}

/* ---- folding ---- */

#define ALL (TEXT_WIDE | TEXT_SPACE | TEXT_DASH | TEXT_HIDDEN | TEXT_BIDI)

static const struct {
    const char *text;
    unsigned classes;
    const char *want;
    unsigned did;
} folded[] = {
    {"", ALL, "", 0},
    {"plain 12.5%", ALL, "plain 12.5%", 0},
    {"１，２３４．５", ALL, "1,234.5", TEXT_WIDE},
    {"１２％", TEXT_WIDE, "12%", TEXT_WIDE},
    {"（Ａ～ｚ）＃", ALL, "(A~z)#", TEXT_WIDE},
    {"￥5￡6", ALL, "¥5£6", TEXT_WIDE},
    {"－5", TEXT_WIDE, "－5", 0},
    {"－5", TEXT_DASH, "-5", TEXT_DASH},
    {"−5 – — ― ‐ ‑ ‒ ﹣ ー ─", ALL, "-5 - - - - - - - - -", TEXT_DASH},
    {"a\t\u00a0\u3000\u2009\u202fb", ALL, "a     b", TEXT_SPACE},
    {"a\u200bb\ufeffc\u00add", ALL, "abcd", TEXT_HIDDEN},
    {"a\u202eb\u2066c", ALL, "abc", TEXT_BIDI},
    {"a\u202eb\u200b", TEXT_HIDDEN, "a\u202eb", TEXT_HIDDEN},
    {"壹億貳萬個百分點", TEXT_HAN, "壹亿贰万个百分点", TEXT_HAN},
    {"億萬", ALL, "億萬", 0},
    /* what NFKC would spoil */
    {"123①", ALL, "123①", 0},
    {"km² ㎡ ℃ … ½ ⒈ Ⅳ ㈠ 〇 ‰ · 〜", ALL, "km² ㎡ ℃ … ½ ⒈ Ⅳ ㈠ 〇 ‰ · 〜", 0},
    {"地区、。《》", ALL, "地区、。《》", 0},
};

Test(text, folds_by_class)
{
    for (size_t i = 0; i < sizeof folded / sizeof folded[0]; i++) {
        unsigned did;
        struct str text = str_of(folded[i].text), got = text_fold(mem, text, folded[i].classes, &did);
        cr_expect(str_eq(got, str_of(folded[i].want)), "\"%s\" folds to \"%s\", not \"%.*s\"", folded[i].text,
                  folded[i].want, STR_ARG(got));
        cr_expect_eq(did, folded[i].did, "\"%s\": classes %u, not %u", folded[i].text, folded[i].did, did);
        if (!did)
            cr_expect_eq(got.at, text.at, "\"%s\" is not copied", folded[i].text);
        unsigned again;
        text_fold(mem, got, folded[i].classes, &again);
        cr_expect_eq(again, 0, "\"%s\" folded twice is as folded once", folded[i].text);
    }
}

Test(text, table_is_sorted_and_never_lengthens)
{
    size_t count;
    const struct text_range *range = text_ranges(&count);
    char was[4], is[4];
    for (size_t i = 0; i < count; i++) {
        cr_expect(range[i].first <= range[i].last, "range %zu", i);
        cr_expect(i == 0 || range[i - 1].last < range[i].first, "range %zu comes in order", i);
        cr_expect(!range[i].to || str_put_rune(is, range[i].to) <= str_put_rune(was, range[i].first), "range %zu", i);
    }
}

Test(text, trims)
{
    static const struct { const char *text, *want; } row[] = {
        {"", ""}, {" ", ""}, {"a", "a"}, {"　浙江省　", "浙江省"}, {"\u200b\t a b \ufeff", "a b"},
        {"\u00a0\u3000", ""}, {"x\u202e", "x"},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct str got = text_trim(str_of(row[i].text));
        cr_expect(str_eq(got, str_of(row[i].want)), "\"%s\" gives \"%.*s\"", row[i].text, STR_ARG(got));
    }
}

Test(text, traces_of_a_wrong_decoding)
{
    static const struct { const char *text; bool misread, private; } row[] = {
        {"", false, false}, {"abc", false, false}, {"余姚市", false, false}, {"濠江区", false, false},
        {"生产总值", false, false}, {"鐢熶骇", true, false}, {"鐢熶骇鎬诲", true, false}, {"瀹佹尝甯", true, false},
        {"GDP(鐢熶骇)", true, false}, {"ä¸\u00adæ\u2013\u2021", true, false}, {"çäº§", false, false},
        {"café", false, false}, {"Ñandú", false, false}, {"宁\ue000波", false, true}, {"\U000f0000", false, true},
        {"宁波①", false, false}, {"亿元／人", false, false}, {"鐢", false, false}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        cr_expect_eq(text_is_misread(str_of(row[i].text)), row[i].misread, "\"%s\" misread", row[i].text);
        cr_expect_eq(text_is_private(str_of(row[i].text)), row[i].private, "\"%s\" private", row[i].text);
    }
}

Test(text, composes_when_asked)
{
    static const struct { const char *text, *want; } row[] = {
        {"", ""}, {"abc", "abc"}, {"e\u0301", "\u00e9"}, {"\u00e9", "\u00e9"}, {"中文①", "中文①"},
        {"q\u0323\u0307", "q\u0323\u0307"}, {"q\u0307\u0323", "q\u0323\u0307"}, {"\uf900", "\u8c48"},
        {"１２３", "１２３"}, {"\xff\xfe", "\xff\xfe"},
        /* Four characters apart for three bytes together. */
        {"ᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂe\u0301", "ᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂᾂ\u00e9"},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct str text = str_of(row[i].text), got = text_nfc(mem, text);
        cr_expect(str_eq(got, str_of(row[i].want)), "\"%s\" gives \"%.*s\"", row[i].text, STR_ARG(got));
        cr_expect(str_eq(got, text) == (got.at == text.at), "\"%s\" is copied only when it changes", row[i].text);
    }
}
