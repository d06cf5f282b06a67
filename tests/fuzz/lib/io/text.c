/* Fuzz target: bytes that people made.  What is folded, put in normal form or trimmed once is so for
 * good and never longer; what an encoding makes of bytes is UTF-8; lines are counted alike in one pass
 * and in another; a text for a terminal has nothing in it that drives one. */
#include <iconv.h>
#include <stdlib.h>

#include "base/plain.h"
#include "base/script.h"
#include "base/str.h"
#include "io/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void fold(struct mem *mem, struct str text, unsigned classes)
{
    unsigned did = 0, again = 0;
    struct str folded = text_fold(mem, text, classes, &did);
    check(folded.length <= text.length && (did & ~classes) == 0);
    check(did || str_eq(folded, text));
    check(str_eq(text_fold(mem, folded, classes, &again), folded));
    check(str_utf8(folded) == folded.length);
}

static void characters(struct mem *mem, struct str text)
{
    static const unsigned classes[] = {TEXT_WIDE, TEXT_SPACE, TEXT_DASH, TEXT_HIDDEN, TEXT_BIDI, TEXT_HAN, 63};
    struct str normal = text_nfc(mem, text), trimmed = text_trim(text);
    check(str_eq(text_nfc(mem, normal), normal));
    check(trimmed.length <= text.length && str_eq(text_trim(trimmed), trimmed));
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        fold(mem, text, classes[i]);
    text_is_misread(text);
    text_is_private(text);
    for (int script = 0; script < SCRIPT_COUNT; script++) {
        struct script_share share = script_share((enum script)script, text);
        check(share.common <= share.counted && share.counted <= str_runes(text));
    }
}

static void for_terminal(struct mem *mem, struct str text)
{
    struct str plain = plain_of(mem, text).text, lines = plain_lines(mem, text).text;
    check(str_eq(plain_of(mem, plain).text, plain) && str_eq(plain_lines(mem, lines).text, lines));
    check(str_utf8(plain) == plain.length);
    while (plain.length) {
        uint32_t rune = str_rune(&plain);
        check(rune >= 0x20 && (rune < 0x7f || rune >= 0xa0) && !plain_turns(rune));
    }
}

static const char *const encoding[] = {"GB18030", "UTF-16LE", "UTF-16BE", "SHIFT_JIS", "EUC-KR", "BIG5", "CP1250",
                                       "CP1251", "CP1252", "CP932", "EUC-JP"};

/* What a converter is made of is loaded with the first and goes with the last: one of each stays, or loading
 * would take most of the time. */
static void load(void)
{
    static bool loaded;
    for (size_t i = 0; !loaded && i < sizeof encoding / sizeof *encoding; i++) {
        iconv_open("UTF-8", encoding[i]);
        iconv_open(encoding[i], "UTF-8");
    }
    loaded = true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    load();
    struct mem *mem = mem_open();
    struct str text = {(const char *)data + 1, size - 1};
    struct text_survey survey = text_survey(text);
    const char *rival = NULL;
    check(text_line_ends(text) == text_ends_seen(text, &survey));
    for_terminal(mem, text);
    if (str_utf8(text) == text.length)
        characters(mem, text);
    else
        text_is_chinese(mem, text, &rival);
    struct str made = text_in(mem, text, encoding[data[0] % (sizeof encoding / sizeof *encoding)]);
    check(str_utf8(made) == made.length);
    mem_close(mem);
    return 0;
}
