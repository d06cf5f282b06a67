/* record_try - what the unit tests of the module record share beside the dump */
#ifndef RECORD_TRY_H
#define RECORD_TRY_H

#include <criterion/criterion.h>
#include <unistd.h>

#include "record_dump.h"

#define SHOW(dump) (int)(dump).length, (dump).length ? (dump).at : ""

/* Expects two readings of an input to be the same. */
static inline void same(const char *name, const char *what, struct dump expected, struct dump found)
{
    cr_expect(str_eq((struct str){expected.at, expected.length}, (struct str){found.at, found.length}),
              "%s, %s:\nexpected <%.*s>\nfound    <%.*s>", name, what, SHOW(expected), SHOW(found));
}

/* ---- random bytes ---- */

static uint64_t seed = 20260726;

/* The next of a row of numbers below the bound, the same in every run. */
static inline uint32_t random_below(uint32_t bound)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((seed >> 33) % bound);
}

/* The alphabet of everything that matters to a reader, in pieces. */
static inline struct str random_input(char *into, size_t pieces)
{
    static const struct str piece[] = {STR("a"), STR("a"), STR("a"), STR(","), STR(","), STR(","), STR("\""), STR("\""),
                                       STR("\n"), STR("\n"), STR("\r"), STR("\r\n"), STR("\0"), STR(" "), STR("中"),
                                       STR("\xff"), STR("\xe4\xb8"), STR("\xef\xbb\xbf"), STR(",\""), STR("\","),
                                       STR("\"\""), STR("\"\n"), STR("中中中中中中中中"), STR("bcdefghijklmnopqrst")};
    static const uint32_t rare[] = {10, 12, 15, 16};       /* what ends the reading is left out half the time */
    size_t length = 0;
    bool tame = random_below(2);
    for (size_t i = 0; i < pieces; i++) {
        uint32_t at = random_below(sizeof piece / sizeof *piece);
        for (size_t r = 0; tame && r < sizeof rare / sizeof *rare; r++)
            if (at == rare[r])
                at = 0;
        memcpy(into + length, piece[at].at, piece[at].length);
        length += piece[at].length;
    }
    return (struct str){into, length};
}

/* ---- files ---- */

/* Where a file of that name may be put by this process alone. */
static inline const char *path_of(struct mem *mem, const char *name)
{
    const char *folder = getenv("TMPDIR");
    return mem_format(mem, "%s/steelyard-%s.%d", folder ? folder : "/tmp", name, (int)getpid()).at;
}

/* A file that holds a text, and what a file holds. */
static inline const char *file_with(struct mem *mem, const char *name, struct str text)
{
    const char *path = path_of(mem, name);
    FILE *file = fopen(path, "w");
    cr_assert(file && fwrite(text.at, 1, text.length, file) == text.length && fclose(file) == 0);
    return path;
}

/* What a file holds; it is removed. */
static inline struct str file_text(struct mem *mem, const char *path)
{
    static char text[8 << 20];
    FILE *file = fopen(path, "r");
    size_t length = file ? fread(text, 1, sizeof text, file) : 0;
    if (file)
        fclose(file);
    unlink(path);
    return mem_copy(mem, (struct str){text, length});
}

#endif
