/* rich_text - see rich_text.h */
#include "base/str.h"
#include "book/rich_text.h"
#include "parcel/markup.h"

void rich_text_begin(struct rich_text *text)
{
    text->length = text->run = 0;
    text->phonetic = 0;
    text->inside = text->preserved = false;
}

void rich_text_start(struct rich_text *text, const char *name, const char *const *attribute)
{
    if (strcmp(name, "rPh") == 0)
        text->phonetic++;
    if (strcmp(name, "t") != 0 || text->phonetic)
        return;
    const char *space = markup_attribute(attribute, "space");
    text->inside = true;
    text->preserved = space && strcmp(space, "preserve") == 0;
    text->run = text->length;
}

bool rich_text_add(struct rich_text *text, const char *at, size_t length)
{
    if (!text->inside)
        return true;
    if (length > RICH_TEXT_MAX - text->length)
        return false;
    if (text->length + length > text->room) {
        text->room = 2 * text->room > text->length + length ? 2 * text->room : text->length + length + 256;
        text->at = mem_resize(text->at, text->room);
    }
    memcpy(text->at + text->length, at, length);
    text->length += length;
    return true;
}

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* White space at an end that has a line end in it is the XML's layout.  Plain spaces are kept: not
 * every writer says xml:space, and to lose an indent is worse than to keep a space. */
static size_t layout(const char *at, size_t length, bool front)
{
    size_t white = 0;
    bool laid = false;
    for (char c; white < length && is_white(c = front ? at[white] : at[length - 1 - white]); white++)
        laid |= c != ' ';
    return laid ? white : 0;
}

void rich_text_end(struct rich_text *text, const char *name)
{
    if (strcmp(name, "rPh") == 0)
        text->phonetic--;
    if (!text->inside || strcmp(name, "t") != 0)
        return;
    text->inside = false;
    size_t from = text->run, length = text->length - from;
    if (!text->preserved && length) {
        length -= layout(text->at + from, length, false);
        size_t front = layout(text->at + from, length, true);
        from += front;
        length -= front;
    }
    if (length) {
        memmove(text->at + text->run, text->at + from, length);
        length = rich_text_decode(text->at + text->run, length);
    }
    text->length = text->run + length;
}

void rich_text_close(struct rich_text *text)
{
    mem_release(text->at);
    *text = (struct rich_text){.at = NULL};
}

static int hexadecimal(char c)
{
    return str_is_digit(c) ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The code unit of _xHHHH_ at the start, or -1. */
static int32_t escaped(const char *at, size_t length)
{
    int32_t unit = 0;
    if (length < 7 || at[0] != '_' || at[1] != 'x' || at[6] != '_')
        return -1;
    for (int i = 2; i < 6; i++) {
        if (hexadecimal(at[i]) < 0)
            return -1;
        unit = unit * 16 + hexadecimal(at[i]);
    }
    return unit;
}

size_t rich_text_decode(char *at, size_t length)
{
    size_t to = 0;
    for (size_t i = 0; i < length;) {
        int32_t unit = escaped(at + i, length - i);
        if (unit < 0) {
            at[to++] = at[i++];
            continue;
        }
        i += 7;
        int32_t low = unit >= 0xd800 && unit < 0xdc00 ? escaped(at + i, length - i) : -1;
        if (low >= 0xdc00 && low < 0xe000) {
            unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
            i += 7;
        }
        if (unit && !(unit >= 0xd800 && unit < 0xe000))
            to += str_put_rune(at + to, (uint32_t)unit);
    }
    size_t kept = 0;
    for (size_t i = 0; i < to; i++)
        if (at[i] != '\r')
            at[kept++] = at[i];
        else if (i + 1 == to || at[i + 1] != '\n')
            at[kept++] = '\n';
    return kept;
}
