/* mail - a message for sendmail -t: the table as text to be read at once, the page attached
 *
 * The headers that it writes are Subject, MIME-Version and Content-Type (RFC 2045 to 2047); who gets it is
 * written in front of it.  All text is in base64, whose letters a boundary with a hyphen cannot meet.
 * Lines end with LF, as programs that hand over mail expect.
 */

#include "formats/format.h"

#include "base/str.h"

#define BOUNDARY "steelyard-part"

enum { LINE = 57, WORD_BYTES = 39 }; /* bytes before they are encoded: 76 and 52 letters */

static void put_base64(struct out *out, struct str bytes)
{
    static const char letter[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.length; i += 3) {
        size_t left = bytes.length - i;
        unsigned long all = (unsigned long)(unsigned char)bytes.at[i] << 16;
        all |= left > 1 ? (unsigned long)(unsigned char)bytes.at[i + 1] << 8 : 0;
        all |= left > 2 ? (unsigned char)bytes.at[i + 2] : 0;
        out_byte(out, letter[all >> 18]);
        out_byte(out, letter[all >> 12 & 63]);
        out_byte(out, left > 1 ? letter[all >> 6 & 63] : '=');
        out_byte(out, left > 2 ? letter[all & 63] : '=');
    }
}

/* A header of any text: encoded words, none of which cuts a character. */
static void put_subject(struct out *out, struct str text)
{
    out_write(out, STR("Subject:"));
    while (text.length) {
        struct str rest = text;
        size_t length = 0;
        while (rest.length && text.length - rest.length <= WORD_BYTES) {
            length = text.length - rest.length;
            str_rune(&rest);
        }
        if (rest.length == 0 && text.length <= WORD_BYTES)
            length = text.length;
        out_write(out, STR(" =?UTF-8?B?"));
        put_base64(out, str_part(text, 0, length));
        text = str_part(text, length, text.length);
        out_write(out, text.length ? STR("?=\n") : STR("?="));
    }
    out_byte(out, '\n');
}

static void put_body(struct out *out, const char *headers, struct str body)
{
    out_format(out, "\n--" BOUNDARY "\n%sContent-Transfer-Encoding: base64\n\n", headers);
    for (size_t i = 0; i < body.length; i += LINE) {
        put_base64(out, str_part(body, i, LINE));
        out_byte(out, '\n');
    }
}

/* What a format makes of the report, in an arena apart: formats rewind the report's row by row. */
static struct str written(struct mem *apart, struct report *report, void write(struct report *))
{
    struct out *out = report->out;
    report->out = out_gather(apart);
    write(report);
    struct str text = out_gathered(report->out);
    report->out = out;
    return text;
}

void write_mail(struct report *report)
{
    struct str title = report->document ? report->document->title : report_title(report);
    struct mem *apart = mem_open();
    struct str text = written(apart, report, write_md), page = written(apart, report, write_html);
    put_subject(report->out, title.length ? title : word(report->words, W_PLAIN_HEAD));
    out_write(report->out, STR("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"" BOUNDARY "\"\n"));
    put_body(report->out, "Content-Type: text/plain; charset=utf-8\n", text);
    put_body(report->out, "Content-Type: text/html; charset=utf-8; name=\"report.html\"\n"
                          "Content-Disposition: attachment; filename=\"report.html\"\n", page);
    out_write(report->out, STR("\n--" BOUNDARY "--\n"));
    mem_close(apart);
}
