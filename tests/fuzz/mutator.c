/* Changes a command line and its tables as such, for the fuzzer.
 *
 * Bytes that change anywhere mostly make a row too long or an option that nobody knows, which ends a
 * run before it has begun.  So most changes leave the parts apart and the tables rectangular: cells
 * are copied over others, lines doubled, moved and left out; the rest is the fuzzer's own, inside of
 * one part.
 */

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { CUT = 0x1e, MOST = 1 << 16 };

/* Of libFuzzer. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

static uint32_t draw(uint32_t *seed, size_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return below ? (uint32_t)(*seed % below) : 0;
}

/* A piece of the input, and where it may end. */
struct piece {
    size_t from, to;
};

/* The piece around `at` between two of `mark`, inside of `in`. */
static struct piece around(const uint8_t *data, struct piece in, size_t at, const char *mark)
{
    struct piece piece = {at, at};
    while (piece.from > in.from && !strchr(mark, data[piece.from - 1]))
        piece.from--;
    while (piece.to < in.to && !strchr(mark, data[piece.to]))
        piece.to++;
    return piece;
}

/* `piece` becomes the `length` bytes at `with`; gives the new size, or the old one where there is no room. */
static size_t replace(uint8_t *data, size_t size, size_t most, struct piece piece, const uint8_t *with,
                              size_t length)
{
    size_t rest = size - piece.to, now = piece.from + length + rest;
    if (now > most)
        return size;
    memmove(data + piece.from + length, data + piece.to, rest);
    memcpy(data + piece.from, with, length);
    return now;
}

/* A cell over another, or a line: doubled, moved or left out. */
static size_t change_table(uint8_t *data, size_t size, size_t most, struct piece part, uint32_t *seed)
{
    static uint8_t copy[MOST];
    bool line = draw(seed, 2);
    const char *mark = line ? "\n" : ",\n";
    struct piece from = around(data, part, part.from + draw(seed, part.to - part.from), mark);
    struct piece to = around(data, part, part.from + draw(seed, part.to - part.from), mark);
    size_t length = from.to - from.from;
    memcpy(copy, data + from.from, length);
    if (!line)
        return replace(data, size, most, to, copy, length);
    uint32_t how = draw(seed, 3);
    if (how == 0)
        return replace(data, size, most, to, copy, length);
    if (how == 1) {
        to.to += to.to < part.to;
        return replace(data, size, most, to, copy, 0);
    }
    copy[length++] = '\n';
    return replace(data, size, most, (struct piece){to.from, to.from}, copy, length);
}

/* What libFuzzer asks for a new input. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    static uint8_t piece[MOST];
    uint32_t chance = seed * 2654435761u + 1;
    struct piece all = {0, size}, part;
    uint32_t how = draw(&chance, 20);
    if (size < 2 || size > MOST / 2 || most > MOST || how == 0)
        return LLVMFuzzerMutate(data, size, most);
    const uint8_t *cut = memchr(data, CUT, size);
    size_t behind = cut ? (size_t)(cut - data) + 1 : size;
    size_t at = how == 1 || behind >= size ? draw(&chance, behind)
                                           : behind + draw(&chance, size - behind);
    part = around(data, all, at, "\x1e");
    if (part.from < behind && draw(&chance, 2))
        part = around(data, part, at < part.to ? at : part.to, "\n");
    if (part.from >= behind && part.to > part.from && how < 14)
        return change_table(data, size, most, part, &chance);
    size_t length = part.to - part.from;
    if (part.from >= behind && draw(&chance, 3)) {        /* a cell alone */
        part = around(data, part, at < part.to ? at : part.to, ",\n");
        length = part.to - part.from;
    }
    memcpy(piece, data + part.from, length);
    length = LLVMFuzzerMutate(piece, length, length + 64 < most ? length + 64 : most);
    return replace(data, size, most, part, piece, length);
}

