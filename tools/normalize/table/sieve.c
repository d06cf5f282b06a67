/* sieve - see sieve.h */
#include <string.h>

#include "base/str.h"
#include "table/sieve.h"

#define READ_ROOM ((size_t)64 << 10)

struct sieve {
    struct decoding *decoding;
    struct changes *changes;
    struct mem *scratch;
    bool wide_comma, nfc;
    bool quoted, ended;
    uint64_t line;
    char *text;               /* what has been read: ready[0..ready) can be handed out */
    size_t from, ready, length, room;
    char *done;               /* lines on their way to text, when they have grown */
};

struct sieve *sieve_open(struct mem *mem, struct decoding *decoding, struct changes *changes, bool wide_comma, bool nfc)
{
    struct sieve *sieve = mem_take(mem, sizeof *sieve);
    *sieve = (struct sieve){.decoding = decoding, .changes = changes, .wide_comma = wide_comma, .nfc = nfc};
    if (wide_comma || nfc)
        sieve->scratch = mem_open();
    return sieve;
}

/* Full-width commas outside quotes become narrow ones; returns the new length. */
static size_t narrow(struct sieve *sieve, char *at, size_t length)
{
    size_t kept = 0;
    for (size_t i = 0; i < length; i++) {
        sieve->quoted ^= at[i] == '"';
        if (!sieve->quoted && length - i >= 3 && memcmp(at + i, "，", 3) == 0) {
            at[kept++] = ',';
            i += 2;
        } else
            at[kept++] = at[i];
    }
    return kept;
}

/* Puts a line into its normal form, into `into`; returns its length. */
static size_t compose(struct sieve *sieve, struct str line, char *into)
{
    struct mem_mark mark = mem_mark(sieve->scratch);
    struct str form = text_nfc(sieve->scratch, line);
    if (form.at != line.at)
        changes_note(sieve->changes, changes_line(sieve->changes, sieve->line), STR(""), line, form, "nfc");
    memcpy(into, form.at, form.length);
    mem_rewind(sieve->scratch, mark);
    return form.length;
}

/* Works on text[ready..to), which ends with a line or with the file.  NFC never takes
 * more than three times the bytes. */
static void work(struct sieve *sieve, size_t to)
{
    char *begin = sieve->text + sieve->ready;
    size_t length = to - sieve->ready, rest = sieve->length - to, kept = 0;
    if (sieve->wide_comma)
        length = narrow(sieve, begin, length);
    struct str lines = {begin, length};
    sieve->done = mem_resize(sieve->done, 3 * length + 1);
    while (lines.length) {
        const char *end = memchr(lines.at, '\n', lines.length);
        struct str line = str_part(lines, 0, end ? (size_t)(end + 1 - lines.at) : lines.length);
        sieve->line++;
        if (sieve->nfc)
            kept += compose(sieve, line, sieve->done + kept);
        else {
            memcpy(sieve->done + kept, line.at, line.length);
            kept += line.length;
        }
        lines = str_part(lines, line.length, lines.length);
    }
    if (sieve->ready + kept + rest > sieve->room)
        sieve->text = mem_resize(sieve->text, sieve->room = sieve->ready + kept + rest + READ_ROOM);
    memmove(sieve->text + sieve->ready + kept, sieve->text + to, rest);
    memcpy(sieve->text + sieve->ready, sieve->done, kept);
    sieve->ready += kept;
    sieve->length = sieve->ready + rest;
}

/* Reads until a whole line more, or the end, is ready. */
static bool advance(struct sieve *sieve)
{
    sieve->length -= sieve->from;
    if (sieve->from)
        memmove(sieve->text, sieve->text + sieve->from, sieve->length);
    sieve->from = sieve->ready = 0;
    while (!sieve->ready && !(sieve->ended && sieve->length == 0)) {
        if (sieve->room < sieve->length + READ_ROOM)
            sieve->text = mem_resize(sieve->text, sieve->room = 2 * sieve->length + READ_ROOM);
        size_t got = text_read(sieve->decoding, sieve->text + sieve->length, sieve->room - sieve->length);
        const char *end = memrchr(sieve->text + sieve->length, '\n', got);
        sieve->length += got;
        sieve->ended = got == 0;
        if (end || sieve->ended)
            work(sieve, end ? (size_t)(end + 1 - sieve->text) : sieve->length);
    }
    return sieve->ready > 0;
}

size_t sieve_read(void *state, char *into, size_t room)
{
    struct sieve *sieve = state;
    if (!sieve->scratch)
        return text_read(sieve->decoding, into, room);
    if (sieve->from == sieve->ready && !advance(sieve))
        return 0;
    size_t left = sieve->ready - sieve->from, length = left < room ? left : room;
    memcpy(into, sieve->text + sieve->from, length);
    sieve->from += length;
    return length;
}

void sieve_close(struct sieve *sieve)
{
    mem_close(sieve->scratch);
    mem_release(sieve->text);
    mem_release(sieve->done);
}
