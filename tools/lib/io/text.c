/* text - see text.h; characters by class are in text_class.c
 *
 * Decoding works on chunks: what has been read up to its last line end (or the
 * whole buffer where a line is longer), turned into UTF-8, looked through for
 * marks and damage, then handed out.  Line ends are where chunks part, so no
 * character and no trace of damage straddles two of them; UTF-16, whose line ends
 * have two bytes, is parted anywhere and leaves half characters to iconv.
 */
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "files/fresh.h"
#include "files/guise.h"
#include "files/nowhere.h"
#include "files/trail.h"
#include "io/text.h"

#define RAW_ROOM ((size_t)256 << 10)
#define TEXT_ROOM (3 * RAW_ROOM)
#define EVENTS_MAX 1000
#define NAMES_MAX 64

struct decoding {
    struct mem *mem;
    const char *file;
    bool by_line;             /* each line is UTF-8 or else GB18030 */
    bool beside, quiet;       /* no option names its encoding; what is decided is not told */
    struct digest *digest;    /* of the bytes as they are read, or null */
    int fd;
    struct str encoding;      /* empty while nothing is decided */
    const char *decided;
    iconv_t converter;        /* (iconv_t)-1: the bytes are UTF-8 */
    char *raw;
    size_t raw_from, raw_to;
    uint64_t raw_offset;      /* of raw[0] in the file */
    bool raw_end;
    char *room;               /* for converted text; null until there is some */
    char *text;               /* what waits to be handed out: in raw or in room */
    size_t text_from, text_to;
    uint64_t lines;           /* line ends decoded so far, */
    uint64_t chunk_lines;     /* and in the chunk that is being made ready */
    char last;                /* the last byte decoded; LF before the first */
    struct text_event *event;
    size_t events, events_room;
};

#define NO_CONVERTER ((iconv_t)-1)

/* ---- names of encodings ---- */

static const char named[] = N_("named by the user");

/* Decides for an encoding that iconv is asked for by name; false when it has none such. */
static bool take_encoding(struct decoding *d, const char *encoding, const char *why)
{
    d->encoding = str_of(encoding);
    d->decided = why;
    if (strcmp(encoding, "UTF-8") == 0)
        return true;
    d->converter = iconv_open("UTF-8", encoding);
    return d->converter != NO_CONVERTER;
}

static void take_gb18030(struct decoding *d, const char *why)
{
    if (!take_encoding(d, "GB18030", why))
        diag_fatal(DIAG_ENCODING, NULL, "this machine's iconv has no GB18030; are its gconv modules installed?");
}

static void take_named(struct decoding *d, const char *from)
{
    d->by_line = strcmp(from, TEXT_BY_LINE) == 0;
    if (d->by_line) {
        take_gb18030(d, N_("each line UTF-8 or else GB18030, as the user asks"));
        return;
    }
    if (take_encoding(d, text_iconv_name(from), named))
        return;
    struct str name[NAMES_MAX];
    size_t names = 0;
    for (const char *known, *encoding; names < NAMES_MAX && text_name(names, &known, &encoding); names++)
        name[names] = str_of(known);
    struct str hint = nearest_hint(d->mem, str_of(from), name, names);
    diag_fatal(DIAG_USAGE, NULL, "--from: no encoding \"%s\"%.*s", from,
               STR_ARG(hint.length ? hint : say(d->mem, "; --list shows those that are known, and iconv knows more")));
}

/* Says what was taken though it is not certain, and what to do where it is wrong. */
static void tell_taken(const struct decoding *d)
{
    struct place place = {.file = d->file};
    diag_report(DIAG_TAKEN, &place,
                d->beside ? N_("read as %.*s: %s (a table in another encoding becomes UTF-8 by: iconv -f ENC -t UTF-8)")
                          : N_("read as %.*s: %s (--from names another encoding)"),
                STR_ARG(d->encoding), voice_text(d->decided));
}

/* ---- bytes ---- */

static void close_file(struct decoding *d)
{
    if (d->fd > STDIN_FILENO)
        close(d->fd);
    d->fd = -1;
}

/* Moves what is left to the front and fills the buffer, so that what is decided
 * does not depend on how the bytes arrive. */
static void fill(struct decoding *d)
{
    memmove(d->raw, d->raw + d->raw_from, d->raw_to - d->raw_from);
    d->raw_offset += d->raw_from;
    d->raw_to -= d->raw_from;
    d->raw_from = 0;
    while (!d->raw_end && d->raw_to < RAW_ROOM) {
        ssize_t got = read(d->fd, d->raw + d->raw_to, RAW_ROOM - d->raw_to);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            struct place place = {.file = d->file};
            diag_fatal(DIAG_READ, &place, "cannot read: %s", voice_error(errno));
        }
        if (d->digest && got > 0)
            digest_add(d->digest, (struct str){d->raw + d->raw_to, (size_t)got});
        d->raw_end = got == 0;
        if (d->raw_end)
            close_file(d);
        d->raw_to += (size_t)got;
    }
}

/* Ends the run: the bytes from raw[at] on are not what was decided. */
static _Noreturn void contradicted(const struct decoding *d, size_t at, const char *what)
{
    uint64_t lines = d->lines + text_line_ends((struct str){d->raw + d->raw_from, at - d->raw_from});
    struct place place = {.file = d->file, .line = lines + 1};
    diag_fatal(DIAG_ENCODING, &place, "byte %02x at offset %llu %s", (unsigned char)d->raw[at],
               (unsigned long long)(d->raw_offset + at), voice_text(what));
}

/* The words around a byte, up to delimiters and line ends, as an encoding has them. */
static struct str words_at(const struct decoding *d, size_t at, size_t to, const char *encoding)
{
    static const char ends[] = ",;\t|\"\r\n";
    size_t from = at, most = at + 40 < to ? at + 40 : to;
    while (from > d->raw_from && at - from < 40 && !memchr(ends, d->raw[from - 1], sizeof ends - 1))
        from--;
    while (at < most && !memchr(ends, d->raw[at], sizeof ends - 1))
        at++;
    return text_in(d->mem, (struct str){d->raw + from, at - from}, encoding);
}

/* What else the bytes may be in, and how to say so. */
static struct str rival_hint(const struct decoding *d, size_t at, size_t to, const char *rival)
{
    if (!rival)
        return d->beside ? say(d->mem, "iconv -f ENC -t UTF-8 makes UTF-8 of it, whatever it is in")
                         : say(d->mem, "--from names the encoding, gb18030 if it is that after all");
    struct str words = words_at(d, at, to, text_iconv_name(rival));
    return d->beside ? say_format(d->mem, "iconv -f %s -t UTF-8 makes \"%.*s\" of it", rival, STR_ARG(words))
                     : say_format(d->mem, "--from %s reads \"%.*s\"", rival, STR_ARG(words));
}

/* Ends the run: the bytes to raw[to], of which raw[at] is the first that is not UTF-8, fit
 * GB18030 but are no plausible Chinese. */
static _Noreturn void implausible(const struct decoding *d, size_t at, size_t to, const char *rival)
{
    struct place place = {.file = d->file, .line = d->lines + 1};
    place.line += text_line_ends((struct str){d->raw + d->raw_from, at - d->raw_from});
    struct str words = words_at(d, at, to, "GB18030");
    diag_fatal(DIAG_ENCODING, &place, "byte %02x at offset %llu is not UTF-8, and as GB18030 \"%.*s\" is no likely "
               "Chinese; %.*s", (unsigned char)d->raw[at], (unsigned long long)(d->raw_offset + at), STR_ARG(words),
               STR_ARG(rival_hint(d, at, to, rival)));
}

static bool is_ascii(struct str text)
{
    unsigned char all = 0;
    for (size_t i = 0; i < text.length; i++)
        all |= (unsigned char)text.at[i];
    return all < 0x80;
}

/* Is this the beginning of a sequence that the text's end cut off? */
static bool is_cut_off(struct str text)
{
    unsigned char lead = (unsigned char)text.at[0];
    size_t need = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
    if (text.length >= need)
        return false;
    for (size_t i = 1; i < text.length; i++)
        if (((unsigned char)text.at[i] & 0xc0) != 0x80)
            return false;
    return true;
}

/* Where a text stops being UTF-8; its length when it does not, or only because the
 * last character is cut off and more may come. */
static size_t bad_utf8(struct str text, bool end)
{
    size_t at = str_utf8(text);
    if (at < text.length && !end && is_cut_off(str_part(text, at, text.length)))
        return text.length;
    return at;
}

/* How many of a text's characters are Chinese ones, rightly written in UTF-8, and how
 * many of its bytes are not ASCII.  In GB18030 such triples of bytes are rare. */
static size_t chinese_in_utf8(struct str text, size_t *foreign)
{
    size_t count = 0;
    const unsigned char *byte = (const unsigned char *)text.at;
    *foreign = 0;
    for (size_t i = 0; i < text.length; i++) {
        *foreign += byte[i] >= 0x80;
        if (byte[i] >= 0xe4 && byte[i] <= 0xe9 && i + 2 < text.length && (byte[i + 1] & 0xc0) == 0x80 &&
            (byte[i + 2] & 0xc0) == 0x80) {
            count++;
            *foreign += 2;
            i += 2;
        }
    }
    return count;
}

/* Are all characters beyond ASCII written in two bytes?  Then GB18030 would fit as well:
 * é and 茅 are the same bytes. */
static bool only_pairs(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.at[i] >= 0xe0)
            return false;
    return true;
}

/* ---- what was met on the way ---- */

static void note_event(struct decoding *d, int kind, uint64_t line, struct str found)
{
    bool again = d->events && d->event[d->events - 1].kind == (unsigned)kind && d->event[d->events - 1].line == line;
    if (d->events == EVENTS_MAX || again)
        return;
    d->event = mem_grow(d->mem, d->event, d->events, &d->events_room, sizeof *d->event);
    d->event[d->events].kind = kind;
    d->event[d->events].line = line;
    d->event[d->events++].found = mem_copy(d->mem, found);
}

static const struct str mark = {"\xef\xbb\xbf", 3};

/* What can only have come from a decoding that went wrong earlier: the sign for an
 * unreadable character, and what it becomes when it is read as GBK in its turn. */
static const struct str damage[] = {{"\xef\xbf\xbd", 3}, {"锟斤拷", 9}};

/* Line ends counted up to a place in the chunk, so that none is counted twice. */
struct counted {
    size_t at;
    uint64_t lines;
};

static uint64_t line_of(const struct decoding *d, struct counted *counted, size_t at)
{
    counted->lines += text_line_ends((struct str){d->text + counted->at, at - counted->at});
    counted->at = at;
    return d->lines + 1 + counted->lines;
}

/* Is what stands at an offset the first thing in its line? */
static bool begins_line(const struct decoding *d, size_t at)
{
    char before = at ? d->text[at - 1] : d->last;
    return before == '\n' || before == '\r';
}

static void look_for_damage(struct decoding *d, struct str damaged)
{
    struct counted counted = {0, 0};
    const char *at = d->text, *end = d->text + d->text_to;
    while (at < end && (at = memmem(at, (size_t)(end - at), damaged.at, damaged.length))) {
        note_event(d, TEXT_DAMAGE, line_of(d, &counted, (size_t)(at - d->text)), damaged);
        at += damaged.length;
    }
}

/* Takes byte order marks at line starts out of the chunk, and remembers them and the signs
 * of damage.  Both begin with the same byte, which is rare enough to go from one to the
 * next. */
static void look_for_marks(struct decoding *d)
{
    struct counted counted = {0, 0};
    size_t kept = 0, from = 0, size = d->text_to;
    for (size_t at = 0; at < size; at++) {
        const char *found = memchr(d->text + at, mark.at[0], size - at);
        if (!found)
            break;
        at = (size_t)(found - d->text);
        struct str rest = {found, size - at};
        if (str_starts(rest, damage[0]))
            note_event(d, TEXT_DAMAGE, line_of(d, &counted, at), damage[0]);
        if (!str_starts(rest, mark) || !(begins_line(d, at) || (from && at == from)))
            continue;
        note_event(d, TEXT_MARK, line_of(d, &counted, at), mark);
        memmove(d->text + kept, d->text + from, at - from);
        kept += at - from;
        from = at + mark.length;
        at = from - 1;
    }
    if (from)
        memmove(d->text + kept, d->text + from, size - from);
    d->text_to = kept + size - from;
}

/* Looks the chunk through, and counts its lines when nothing more can change in it. */
static void look_through(struct decoding *d)
{
    struct text_survey seen = text_survey((struct str){d->text, d->text_to});
    if (seen.damage)
        look_for_damage(d, damage[1]);
    if (seen.mark) {
        look_for_marks(d);
        seen = text_survey((struct str){d->text, d->text_to});
    }
    d->chunk_lines = text_ends_seen((struct str){d->text, d->text_to}, &seen);
}

/* ---- converting ---- */

/* Converts from the front of raw[from..to) into the room.  Stops at the end, at a
 * character that is cut off, when the room is full (all true), or at a byte that
 * does not fit (false).  *stopped is where. */
static bool convert(struct decoding *d, size_t from, size_t to, size_t *stopped)
{
    d->room = d->room ? d->room : mem_take(d->mem, TEXT_ROOM);
    char *in = d->raw + from, *out = d->room;
    size_t in_left = to - from, out_left = TEXT_ROOM;

    while (in_left > 0 && iconv(d->converter, &in, &in_left, &out, &out_left) == (size_t)-1) {
        if (errno != EILSEQ)
            break;
        /* Windows writes the euro sign as a lone 80, which GB18030 itself does not have. */
        if ((unsigned char)*in != 0x80 || !str_eq(d->encoding, STR("GB18030")) || out_left < 3) {
            d->text_to = (size_t)(out - d->room);
            *stopped = (size_t)(in - d->raw);
            return out_left < 3;
        }
        note_event(d, TEXT_EURO, d->lines + 1 + text_line_ends((struct str){d->room, (size_t)(out - d->room)}),
                   STR("€"));
        memcpy(out, "€", 3);
        out += 3, out_left -= 3;
        in++, in_left--;
    }
    d->text_to = (size_t)(out - d->room);
    *stopped = (size_t)(in - d->raw);
    return true;
}

/* A whole line of several Chinese characters in UTF-8 amid GB18030 is another file's:
 * GB18030 would read it as other characters without complaint. */
static void refuse_foreign_lines(const struct decoding *d, size_t to)
{
    struct str rest = {d->raw + d->raw_from, to - d->raw_from}, line;
    while (str_cut(&rest, '\n', &line)) {
        size_t foreign, chinese = chinese_in_utf8(line, &foreign);
        if (chinese >= 4 && 3 * chinese == foreign)
            contradicted(d, (size_t)(line.at - d->raw),
                         N_("begins a line in UTF-8, while other lines are GB18030: were two files joined? "
                            "(--from settles it where one encoding is right for all)"));
    }
}

/* ---- deciding ---- */

static bool decide_by_mark(struct decoding *d, struct str raw)
{
    static const struct {
        const char *encoding;
        struct str mark;
    } marks[] = {{"UTF-8", {"\xef\xbb\xbf", 3}}, {"UTF-16LE", {"\xff\xfe", 2}}, {"UTF-16BE", {"\xfe\xff", 2}},
                 {"GB18030", {"\x84\x31\x95\x33", 4}}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(raw, marks[i].mark)) {
            d->raw_from += marks[i].mark.length;
            return take_encoding(d, marks[i].encoding, N_("a byte order mark"));
        }
    return false;
}

/* ASCII characters in UTF-16 have a zero byte on one side: all on the right one in
 * little endian, all on the left in big endian. */
static bool decide_by_zeros(struct decoding *d, struct str raw)
{
    size_t zeros[2] = {0, 0}, look = raw.length < 4096 ? raw.length : 4096;
    for (size_t i = 0; i < look; i++)
        zeros[i % 2] += raw.at[i] == '\0';
    if (raw.length % 2 || (zeros[0] > 0) == (zeros[1] > 0) || 16 * (zeros[0] + zeros[1]) < look / 2)
        return false;
    return take_encoding(d, zeros[1] ? "UTF-16LE" : "UTF-16BE", N_("zero bytes on one side, without a mark"));
}

/* Decides on raw[raw_from..to), which is not all ASCII. */
static void decide(struct decoding *d, size_t to)
{
    struct str raw = {d->raw + d->raw_from, to - d->raw_from};
    size_t bad = bad_utf8(raw, d->raw_end), foreign, stopped, chinese = chinese_in_utf8(raw, &foreign);

    if (bad == raw.length) {
        take_encoding(d, "UTF-8", only_pairs(raw) ? N_("well-formed UTF-8, though the same bytes may be GB18030")
                                                  : N_("every byte is well-formed UTF-8"));
        return;
    }
    if (6 * chinese > foreign)
        contradicted(d, d->raw_from + bad,
                     N_("is not UTF-8, but most of the file is: is it damaged, or were two files joined? "
                        "(--from settles it where one encoding is right for all)"));
    take_gb18030(d, N_("not UTF-8, and every byte fits GB18030"));
    uint64_t events = d->events;
    const char *rival;
    refuse_foreign_lines(d, to);
    bool likely = text_is_chinese(d->mem, raw, &rival), fits = convert(d, d->raw_from, to, &stopped);
    if (!fits && likely)
        contradicted(d, stopped, d->beside ? N_("fits neither UTF-8 nor GB18030; save the table as UTF-8")
                                           : N_("fits neither UTF-8 nor GB18030; --from names another encoding"));
    if (!likely)
        implausible(d, d->raw_from + bad, to, rival);
    if (!d->quiet)
        tell_taken(d);
    /* It is converted once more, and by a new one: of one that stopped amid a text glibc does not take all back. */
    d->events = events;
    iconv_close(d->converter);
    take_gb18030(d, d->decided);
}

/* ---- chunks ---- */

/* Where the next chunk ends: behind the last line end, or at the end of what is there.
 * Only in these encodings is every byte 0A a line end. */
static size_t chunk_end(const struct decoding *d)
{
    bool lined = !d->encoding.length || str_eq(d->encoding, STR("UTF-8")) || str_eq(d->encoding, STR("GB18030"));
    if (d->raw_end || !lined)
        return d->raw_to;
    const char *lf = memrchr(d->raw + d->raw_from, '\n', d->raw_to - d->raw_from);
    return lf ? (size_t)(lf + 1 - d->raw) : d->raw_to;
}

static void plain_chunk(struct decoding *d, size_t to)
{
    struct str raw = {d->raw + d->raw_from, to - d->raw_from};
    size_t good = str_utf8(raw);
    if (good < raw.length && bad_utf8(raw, d->raw_end) < raw.length)
        contradicted(d, d->raw_from + good,
                     d->decided == named
                         ? N_("is not UTF-8")
                         : N_("is not UTF-8, while what came before is: is the file damaged, or were two files joined? "
                              "(--from settles it where one encoding is right for all)"));
    d->text = d->raw + d->raw_from;
    d->text_to = good;
    d->raw_from += good;
}

static void converted_chunk(struct decoding *d, size_t to)
{
    size_t stopped;
    bool gb18030 = str_eq(d->encoding, STR("GB18030")) && d->decided != named;
    if (gb18030)
        refuse_foreign_lines(d, to);
    bool fits = convert(d, d->raw_from, to, &stopped);
    if (!fits || (d->raw_end && stopped == d->raw_from && stopped < to && d->text_to == 0))
        contradicted(d, stopped, gb18030 ? N_("fits no character of GB18030, which the bytes before are in")
                                         : N_("fits no character of the encoding (see --from)"));
    d->text = d->room;
    d->raw_from = stopped;
}

/* Converts a line from GB18030 behind what the room holds. */
static void convert_line(struct decoding *d, struct str line)
{
    char *in = d->raw + (line.at - d->raw), *out = d->room + d->text_to;
    size_t left = line.length, room = TEXT_ROOM - d->text_to;
    while (left > 0 && iconv(d->converter, &in, &left, &out, &room) == (size_t)-1) {
        if ((unsigned char)*in != 0x80 || room < 3) {
            d->lines += text_line_ends((struct str){d->room, d->text_to});
            d->raw_from = (size_t)(in - d->raw);
            contradicted(d, d->raw_from,
                         N_("fits neither UTF-8 nor GB18030, although each line is asked for its own encoding"));
        }
        memcpy(out, "€", 3);
        out += 3, room -= 3;
        in++, left--;
    }
    d->text_to = (size_t)(out - d->room);
}

static void chunk_by_line(struct decoding *d, size_t to)
{
    struct str rest = {d->raw + d->raw_from, to - d->raw_from};
    uint64_t number = d->lines;
    d->room = d->room ? d->room : mem_take(d->mem, TEXT_ROOM);
    while (rest.length) {
        const char *end = memchr(rest.at, '\n', rest.length);
        struct str line = str_part(rest, 0, end ? (size_t)(end + 1 - rest.at) : rest.length);
        number++;
        if (str_utf8(line) == line.length) {
            memcpy(d->room + d->text_to, line.at, line.length);
            d->text_to += line.length;
        } else {
            note_event(d, TEXT_LINE, number, STR("GB18030"));
            convert_line(d, line);
        }
        rest = str_part(rest, line.length, rest.length);
    }
    d->text = d->room;
    d->raw_from = to;
}

static void refuse_disguised(const struct decoding *d, struct str raw)
{
    struct place place = {.file = d->file};
    struct str why = guise_why(d->mem, str_part(raw, 0, GUISE_BYTES), d->file);
    if (why.length)
        diag_fatal(DIAG_GUISE, &place, "%.*s", STR_ARG(why));
}

/* Makes the next chunk ready; false at the end. */
static bool advance(struct decoding *d)
{
    d->text_from = d->text_to = 0;
    while (d->text_to == 0) {
        fill(d);
        if (d->raw_from == d->raw_to)
            return false;
        struct str raw = {d->raw + d->raw_from, d->raw_to - d->raw_from};
        if (d->raw_offset == 0)
            refuse_disguised(d, raw);
        if (!d->encoding.length && d->raw_offset == 0 && !decide_by_mark(d, raw))
            decide_by_zeros(d, raw);
        size_t to = chunk_end(d);
        if (!d->encoding.length && !is_ascii((struct str){d->raw + d->raw_from, to - d->raw_from}))
            decide(d, to);
        if (d->by_line)
            chunk_by_line(d, to);
        else if (d->converter == NO_CONVERTER)
            plain_chunk(d, to);
        else
            converted_chunk(d, to);
        if (d->text_to)
            look_through(d);
    }
    struct str text = {d->text, d->text_to};
    d->lines += d->chunk_lines;
    d->last = text.at[text.length - 1];
    d->lines += d->last == '\r' && (d->raw_from == d->raw_to || d->raw[d->raw_from] != '\n');
    return true;
}

/* ---- the face ---- */

struct decoding *text_open(struct mem *mem, const char *file, const struct text_how *how)
{
    struct decoding *d = mem_take(mem, sizeof *d);
    d->mem = mem;
    d->file = file;
    d->beside = how->beside;
    d->quiet = how->quiet;
    d->digest = how->digest;
    d->converter = NO_CONVERTER;
    d->last = '\n';
    d->fd = strcmp(file, "-") == 0 ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
    if (d->fd < 0)
        nowhere_stop(mem, file);
    if (how->beside)
        d->digest = trail_read(file, d->fd);
    else
        fresh_refuse_reserved(d->fd);
    d->raw = mem_take(mem, RAW_ROOM);
    if (how->from)
        take_named(d, how->from);
    advance(d);
    return d;
}

size_t text_read(void *decoding, char *into, size_t room)
{
    struct decoding *d = decoding;
    if (d->text_from == d->text_to && !advance(d))
        return 0;
    size_t left = d->text_to - d->text_from, length = left < room ? left : room;
    memcpy(into, d->text + d->text_from, length);
    d->text_from += length;
    return length;
}

struct str text_head(const struct decoding *d)
{
    return (struct str){d->text ? d->text + d->text_from : NULL, d->text_to - d->text_from};
}

struct str text_encoding(const struct decoding *d)
{
    return d->by_line ? say(d->mem, "UTF-8 or GB18030") : d->encoding.length ? d->encoding : STR("ASCII");
}

struct str text_decided(const struct decoding *d)
{
    return str_of(d->encoding.length ? d->decided : N_("nothing but ASCII"));
}

size_t text_events(const struct decoding *d, const struct text_event **event)
{
    *event = d->event;
    return d->events;
}

uint64_t text_bytes(const struct decoding *d)
{
    return d->raw_offset + d->raw_to;
}

void text_close(struct decoding *d)
{
    if (d->converter != NO_CONVERTER)
        iconv_close(d->converter);
    d->converter = NO_CONVERTER;
    close_file(d);
}
