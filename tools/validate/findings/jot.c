/* jot - see jot.h */
#include "base/str.h"
#include "findings/jot.h"

void jot_text(struct out *out, struct str text)
{
    out_byte(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        if (byte == '"' || byte == '\\')
            out_byte(out, '\\');
        if (byte < 0x20 || byte == 0x7f)
            out_format(out, "\\u%04x", byte);
        else
            out_byte(out, (char)byte);
    }
    out_byte(out, '"');
}

void jot_member(struct out *out, const char *before, const char *name, struct str text)
{
    out_write(out, str_of(before));
    jot_text(out, str_of(name));
    out_write(out, STR(": "));
    jot_text(out, text);
}
