/* sink - escaping, one function for each kind of place */

#include "view/sink.h"

#include "base/plain.h"
#include "base/str.h"

#include <ctype.h>

static bool control(uint32_t rune)
{
    return rune < 0x20 || (rune >= 0x7F && rune <= 0x9F);
}

/* What XML 1.0 has no way to say. */
static bool forbidden(uint32_t rune)
{
    return rune == 0xFFFE || rune == 0xFFFF || (rune >= 0xD800 && rune <= 0xDFFF);
}

static bool blank(uint32_t rune)
{
    return rune == '\n' || rune == '\r' || rune == '\t' || rune == 0x2028 || rune == 0x2029;
}

static void put(struct out *out, uint32_t rune)
{
    char bytes[4];
    out_write(out, (struct str){bytes, str_put_rune(bytes, rune)});
}

/* The runs between special characters go out in one piece. */
static bool ordinary(char byte, const char *special)
{
    return (unsigned char)byte >= 0x20 && (unsigned char)byte < 0x7F && strchr(special, byte) == NULL;
}

static void put_ordinary(struct out *out, struct str *text, const char *special)
{
    size_t n = 0;
    while (n < text->length && ordinary(text->at[n], special))
        n++;
    out_write(out, str_part(*text, 0, n));
    *text = str_part(*text, n, text->length);
}

static struct str entity(uint32_t rune)
{
    switch (rune) {
    case '&': return STR("&amp;");
    case '<': return STR("&lt;");
    case '>': return STR("&gt;");
    case '"': return STR("&quot;");
    case '\'': return STR("&#39;");
    default: return (struct str){NULL, 0};
    }
}

void sink_xml(struct out *out, struct str text)
{
    for (;;) {
        put_ordinary(out, &text, "&<>\"'");
        if (text.length == 0)
            return;
        uint32_t rune = str_rune(&text);
        struct str name = entity(rune);
        if (rune == '\r' && text.length && text.at[0] == '\n')
            continue;
        if (name.length)
            out_write(out, name);
        else if (blank(rune))
            out_byte(out, ' ');
        else if (!control(rune) && !forbidden(rune) && !plain_turns(rune))
            put(out, rune);
    }
}

/* Does "&" begin an entity here: &name; or &#number;? */
static bool entity_begins(struct str rest)
{
    size_t n = 0;
    while (n < rest.length && n < 40 && (isalnum((unsigned char)rest.at[n]) || rest.at[n] == '#'))
        n++;
    return n > 0 && n < rest.length && rest.at[n] == ';';
}

/* Does the ASCII character `mark` mean something in Markdown between `before` and
 * the rest?  Only then is it escaped, because the text is also read as it stands:
 * on_track, <5.5, [13.5] and R&D stay as they are. */
static bool means_something(char mark, char before, struct str rest)
{
    char next = rest.length ? rest.at[0] : '\0';
    switch (mark) {
    case '_': return !(isalnum((unsigned char)before) && isalnum((unsigned char)next));
    case '[': return str_find(rest, STR("](")) >= 0 || next == '^';
    case '<': return isalpha((unsigned char)next) || (next && strchr("/!?", next));
    case '&': return entity_begins(rest);
    case '+': case '-': case '=': case '#': return before == '\0' && (next == ' ' || next == mark || next == '\0');
    default: return true;
    }
}

void sink_markdown(struct out *out, struct str text)
{
    char before = '\0';
    for (;;) {
        size_t left = text.length;
        put_ordinary(out, &text, "\\`*_[<&|~$+-=#");
        if (text.length == 0)
            return;
        if (text.length < left)
            before = text.at[-1];
        char first = text.at[0];
        uint32_t rune = str_rune(&text);
        if (rune == '\r' && text.length && text.at[0] == '\n')
            continue;
        if (rune == '\n' || rune == '\r')
            out_write(out, STR("<br>"));
        else if (rune >= 0x20 && rune < 0x7F) {
            if (means_something(first, before, text))
                out_write(out, first == '<' ? STR("&lt;") : first == '&' ? STR("&amp;") : STR("\\"));
            if ((first != '<' && first != '&') || !means_something(first, before, text))
                out_byte(out, first);
        } else if (blank(rune))
            out_byte(out, ' ');
        else if (!control(rune) && !plain_turns(rune))
            put(out, rune);
        before = first;
    }
}

static void json_escape(struct out *out, uint32_t rune)
{
    switch (rune) {
    case '"': out_write(out, STR("\\\"")); return;
    case '\\': out_write(out, STR("\\\\")); return;
    case '\b': out_write(out, STR("\\b")); return;
    case '\f': out_write(out, STR("\\f")); return;
    case '\n': out_write(out, STR("\\n")); return;
    case '\r': out_write(out, STR("\\r")); return;
    case '\t': out_write(out, STR("\\t")); return;
    default: out_format(out, "\\u%04x", (unsigned)rune); return;
    }
}

void sink_json(struct out *out, struct str text)
{
    out_byte(out, '"');
    while (text.length) {
        put_ordinary(out, &text, "\"\\");
        if (text.length == 0)
            break;
        uint32_t rune = str_rune(&text);
        /* Line separators end a line in old JavaScript; U+007F is legal but unseen. */
        if (rune < 0x20 || rune == '"' || rune == '\\' || rune == 0x7F || rune == 0x2028 || rune == 0x2029)
            json_escape(out, rune);
        else
            put(out, rune);
    }
    out_byte(out, '"');
}
