/* text: the normal form NFC - see text.h */
#include <utf8proc.h>

#include "base/str.h"
#include "io/text.h"

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
