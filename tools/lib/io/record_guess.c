/* record_guess - what a file is before and after its records: CSV at all, parted by what, a header alone */
#include <stdio.h>

#include "base/str.h"
#include "files/guise.h"
#include "io/record_inside.h"

/* Has the reader so many whole lines? */
static bool has_lines(const struct reader *reader, int lines)
{
    const char *at = reader->base, *end = at + reader->filled;
    while (lines && (at = memchr(at, '\n', (size_t)(end - at)))) {
        at++;
        lines--;
    }
    return !lines;
}

/* Is the file something else than CSV?  What a caller's source gives was looked at there. */
bool reader_is_disguised(struct reader *reader, struct trouble *trouble)
{
    if (reader->piece || reader->source.read)
        return false;
    /* A pipe may bring the first bytes in parts: those of a packed file, or of the lines by which
     * others are known, are waited for. */
    while (reader->filled < GUISE_BYTES &&
           (reader->filled < 2 || memcmp(reader->base, "PK", 2) == 0 || !has_lines(reader, GUISE_LINES)) &&
           reader_fill(reader))
        continue;
    uint32_t length = reader->filled < GUISE_BYTES ? reader->filled : GUISE_BYTES;
    struct str why = guise_why(reader->mem, (struct str){reader->base, length}, reader->source.name);
    if (!why.length)
        return false;
    *trouble = (struct trouble){.code = DIAG_GUISE, .place = {.file = reader->source.name}, .final = true};
    snprintf(trouble->sentence, sizeof trouble->sentence, "%.*s", STR_ARG(why));
    return true;
}

enum { FIRST_LINE_MAX = 1 << 20 };    /* bytes of it that are waited for */

/* A table beside the input has the delimiter that its own header shows: its name may say a tab,
 * otherwise the first of these that stands in its first line. */
void reader_settle_delimiter(struct reader *reader)
{
    static const char mark[] = ",;\t|";
    if (!reader->sniffs || reader->piece)
        return;
    /* A pipe may bring the line in parts. */
    while (!memchr(reader->base + reader->at, '\n', reader->filled - reader->at) &&
           reader->filled - reader->at < FIRST_LINE_MAX && reader_fill(reader))
        continue;
    const char *line = reader->base + reader->at, *end = memchr(line, '\n', reader->filled - reader->at);
    size_t length = end ? (size_t)(end - line) : reader->filled - reader->at;
    char found = str_ends(str_of(reader->source.name), STR(".tsv")) && memchr(line, '\t', length) ? '\t' : '\0';
    for (size_t i = 0; !found && mark[i]; i++)
        found = memchr(line, mark[i], length) ? mark[i] : '\0';
    reader->how.delimiter = found ? found : ',';
    arbiter_turn(reader->arbiter, reader->how.delimiter);
}

/* Who reads the file in pieces does not come to its end here. */
bool reader_is_bare(const struct reader *reader)
{
    return reader->header.count && !reader->records && !reader->refused && reader->ended && !reader->files &&
           reader->at >= reader->filled;
}
