/* text: line ends, and what must be looked for, found in one pass - see text.h */
#include "base/str.h"
#include "io/text.h"

/* So many bytes at once, however wide the machine's vectors are: the compiler knows how. */
typedef unsigned char block __attribute__((vector_size(32)));

static inline __attribute__((always_inline)) bool any(const block *bytes)
{
    uint64_t part[4];
    memcpy(part, bytes, sizeof part);
    return part[0] | part[1] | part[2] | part[3];
}

/* Looks through whole blocks, as many as have a byte behind them; returns their length. */
static inline __attribute__((always_inline)) size_t survey_blocks(struct str text, struct text_survey *found)
{
    block cr = {0}, mark = {0}, damage = {0};
    size_t i = 0;
    while (text.length - i > sizeof(block)) {
        /* A byte of the sum counts 255 blocks at most. */
        block feeds = {0};
        for (int n = 0; n < 255 && text.length - i > sizeof(block); n++, i += sizeof(block)) {
            block now, next;
            memcpy(&now, text.at + i, sizeof now);
            memcpy(&next, text.at + i + 1, sizeof next);
            feeds -= (block)(now == '\n');
            cr |= (block)(now == '\r');
            mark |= (block)(now == 0xef);
            damage |= (block)(now == 0x9f) & (block)(next == 0xe6);
        }
        for (size_t k = 0; k < sizeof feeds; k++)
            found->feeds += feeds[k];
    }
    found->cr = any(&cr);
    found->mark = any(&mark);
    found->damage = any(&damage);
    return i;
}

#if defined __x86_64__

__attribute__((target("avx2"))) static size_t survey_blocks_avx2(struct str text, struct text_survey *found)
{
    return survey_blocks(text, found);
}

static size_t survey_most(struct str text, struct text_survey *found)
{
    return __builtin_cpu_supports("avx2") ? survey_blocks_avx2(text, found) : survey_blocks(text, found);
}

#else

static size_t survey_most(struct str text, struct text_survey *found)
{
    return survey_blocks(text, found);
}

#endif

struct text_survey text_survey(struct str text)
{
    struct text_survey found = {0};
    for (size_t i = survey_most(text, &found); i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        found.feeds += byte == '\n';
        found.cr |= byte == '\r';
        found.mark |= byte == 0xef;
        found.damage |= byte == 0x9f;
    }
    return found;
}

uint64_t text_ends_seen(struct str text, const struct text_survey *seen)
{
    const char *end = text.at + text.length;
    uint64_t lines = seen->feeds;
    for (const char *cr = text.at; seen->cr && cr < end && (cr = memchr(cr, '\r', (size_t)(end - cr))); cr++)
        lines += cr + 1 < end && cr[1] != '\n';
    return lines;
}

uint64_t text_line_ends(struct str text)
{
    struct text_survey seen = text_survey(text);
    return text_ends_seen(text, &seen);
}
