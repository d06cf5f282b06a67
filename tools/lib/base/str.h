/* str - slices of bytes: compare, cut, check as UTF-8, measure
 *
 * Works on bytes that somebody else owns and allocates nothing.  Order is byte
 * order, which for UTF-8 is code point order; locale never matters.
 */
#ifndef STR_H
#define STR_H

#include "base/mem.h"

#include <string.h>

/* Are they the same bytes? */
static inline bool str_eq(struct str a, struct str b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

/* memcmp == 0, without the call for the short texts that most are. */
static inline bool str_same_bytes(const char *a, const char *b, size_t length)
{
    uint64_t one[4];
    uint32_t half[4];
    if (length > 16)
        return memcmp(a, b, length) == 0;
    if (length >= 8) {
        memcpy(&one[0], a, 8);
        memcpy(&one[1], b, 8);
        memcpy(&one[2], a + length - 8, 8);
        memcpy(&one[3], b + length - 8, 8);
        return ((one[0] ^ one[1]) | (one[2] ^ one[3])) == 0;
    }
    if (length >= 4) {
        memcpy(&half[0], a, 4);
        memcpy(&half[1], b, 4);
        memcpy(&half[2], a + length - 4, 4);
        memcpy(&half[3], b + length - 4, 4);
        return ((half[0] ^ half[1]) | (half[2] ^ half[3])) == 0;
    }
    for (; length; length--)
        if (a[length - 1] != b[length - 1])
            return false;
    return true;
}

/* str_eq for loops that every record goes through. */
static inline bool str_same(struct str a, struct str b)
{
    return a.length == b.length && str_same_bytes(a.at, b.at, a.length);
}

/* Is the byte one of 0 to 9?  (What isdigit says may depend on the locale.) */
static inline bool str_is_digit(char byte)
{
    return (unsigned char)(byte - '0') < 10;
}

/* Negative, 0 or positive as a is before, the same as or after b; a text comes
 * after its own beginnings. */
int str_cmp(struct str a, struct str b);

/* The text of a C string; {NULL, 0} for a null pointer. */
struct str str_of(const char *c_string);

/* Does the text begin, or end, with the other?  Every text does with the empty one. */
bool str_starts(struct str text, struct str start);
bool str_ends(struct str text, struct str end);

/* Where `part` first stands in `text`, or -1. */
ptrdiff_t str_find(struct str text, struct str part);

/* The part from byte `from` on, at most `length` bytes; clipped to the text. */
struct str str_part(struct str text, size_t from, size_t length);

/* Without spaces and tabs at both ends (ASCII only; wide spaces are text's). */
struct str str_trim(struct str text);

/* Takes the piece before the next `mark` off the front of *rest and moves *rest
 * behind the mark.  False when nothing is left.  "a,,b" gives "a", "", "b";
 * the empty text gives nothing. */
bool str_cut(struct str *rest, char mark, struct str *piece);

/* How many bytes are well-formed UTF-8 from the start: the length when all is
 * well, otherwise the offset of the first byte of the first bad sequence.
 * Surrogates, overlong forms and code points above U+10FFFF are bad. */
size_t str_utf8(struct str text);

/* Takes the next code point off the front of *rest; a bad byte gives U+FFFD and
 * is taken alone.  *rest must not be empty. */
uint32_t str_rune(struct str *rest);

/* How many code points the text has: a byte's place as people count it. */
size_t str_runes(struct str text);

/* Writes a code point as UTF-8 into `into` (4 bytes of room); returns its length. */
size_t str_put_rune(char *into, uint32_t rune);

/* The row of a table of runs of code points, in order, in which one lies; `rows` where none
 * does.  A row has `bytes` bytes and begins with the first and the last of its run. */
static inline size_t str_run_find(const void *table, size_t rows, size_t bytes, uint32_t rune)
{
    size_t low = 0, high = rows;
    uint32_t run[2] = {UINT32_MAX, 0};
    while (low < high) {
        size_t middle = (low + high) / 2;
        memcpy(run, (const char *)table + middle * bytes, sizeof run);
        if (rune >= run[0] && rune <= run[1])
            return middle;
        if (rune > run[1])
            low = middle + 1;
        else
            high = middle;
    }
    return rows;
}

/* How many terminal cells the text covers: 2 for wide and full-width
 * characters, 0 for combining marks and controls, `ambiguous` (1 or 2) for
 * those that East Asian fonts may draw wide. */
size_t str_width(struct str text, int ambiguous);

/* Would a CSV field with this text have to be quoted: does it hold the
 * delimiter, a quote, CR or LF, begin or end with a space or tab, or begin with what
 * a reader would take for a byte order mark? */
bool str_needs_quotes(struct str text, char delimiter);

/* A file's name as a shell takes it: as it stands, or in quotes; one that looks like an option in its
 * folder. */
struct str str_for_shell(struct mem *mem, struct str name);

/* ---- texts with room before them ---- */

/* How long a field is no processor can foresee, and what it foresees wrongly costs more
 * than reading so many bytes whatever they are.  A text is roomy when these may be read:
 * the STR_ROOM bytes before its end, whatever those hold that stand before the text.
 * Fields of records are roomy. */
enum { STR_ROOM = 16 };

#endif
