/* show - see show.h */
#include "base/str.h"
#include "show.h"

const char *flag_word(enum flag flag)
{
#define X(name, word, meaning) word,
    static const char *const word[] = {FLAGS(X)};
#undef X
    return word[flag];
}

static struct str show_peers(const struct placing *placing)
{
    const struct members *members = placing->members;
    struct mem *mem = placing->remark.mem;
    size_t length = 0, bytes = 0;
    for (uint32_t i = 0; placing->placed && i < members->count; i++)
        bytes += members->peer[i]->region.length + members->peer[i]->value_text.length + 2;
    char *text = mem_take(mem, bytes + 1);
    for (uint32_t i = 0; placing->placed && i < members->count; i++) {
        const struct observation *row = members->peer[i];
        if (i)
            text[length++] = ' ';
        memcpy(text + length, row->region.at, row->region.length);
        length += row->region.length;
        text[length++] = '=';
        memcpy(text + length, row->value_text.at, row->value_text.length);
        length += row->value_text.length;
    }
    return (struct str){text, length};
}

/* ---- figures beside what decides ---- */

/* A figure that a reader holds against `limit`: it never reaches that by rounding. */
static struct str show_beside(struct mem *mem, struct measure measure, int places, struct num limit)
{
    return measure_text_beside(mem, measure, places, &limit, 1);
}

/* A share of the others: none of them and all of them are what they say. */
static struct str show_share(struct mem *mem, struct measure share)
{
    const struct num limit[] = {num_of(0), num_of(1)};
    return measure_text_beside(mem, share, SHARE_PLACES, limit, 2);
}

/* ---- who shares the best and the worst value ---- */

struct holders {
    struct str code, zh, en;
};

struct tied {
    struct holders best, worst;
};

enum holder_text { HOLDER_CODE, HOLDER_ZH, HOLDER_EN };

/* How a region is called; its code where the table has no such name. */
static struct str called(const struct placing *p, uint32_t peer, enum holder_text which)
{
    struct str code = p->members->peer[peer]->region;
    const struct region *region = identity_region(p->regions, code);
    struct str name = which == HOLDER_ZH ? region->name_zh : region->name_en;
    return which != HOLDER_CODE && name.length ? name : code;
}

/* The peers from one to another in one text; names only where one of them has one. */
static struct str list(const struct placing *p, uint32_t from, uint32_t to, enum holder_text which)
{
    bool named = which == HOLDER_CODE;
    size_t bytes = 0, length = 0;
    for (uint32_t i = from; i <= to; i++) {
        struct str name = called(p, i, which);
        named |= !str_eq(name, p->members->peer[i]->region);
        bytes += name.length + 1;
    }
    char *text = mem_take(p->remark.mem, bytes);
    for (uint32_t i = from; i <= to && named; i++) {
        struct str name = called(p, i, which);
        if (i > from)
            text[length++] = ';';
        memcpy(text + length, name.at, name.length);
        length += name.length;
    }
    return (struct str){text, length};
}

static struct holders holders_between(const struct placing *p, uint32_t from, uint32_t to)
{
    return (struct holders){list(p, from, to, HOLDER_CODE), list(p, from, to, HOLDER_ZH), list(p, from, to, HOLDER_EN)};
}

static bool same_value(const struct members *members, uint32_t a, uint32_t b)
{
    return num_compare(members->peer[a]->value, members->peer[b]->value) == 0;
}

/* Who has the first and who the last value in the order of merit. */
static struct tied tied_of(const struct placing *p)
{
    const struct members *members = p->members;
    uint32_t best = 0, last = members->count - 1, worst = last;
    while (best < last && same_value(members, best + 1, 0))
        best++;
    while (worst > 0 && same_value(members, worst - 1, last))
        worst--;
    return (struct tied){holders_between(p, 0, best), holders_between(p, worst, last)};
}

/* ---- header and rows ---- */

void show_header(struct writer *writer)
{
    PLACING_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
}

void show_row(struct writer *writer, const struct placing *p)
{
    static const struct observation no_observation;
    struct mem *mem = p->remark.mem;
    const struct observation *own = p->own ? p->own : &no_observation;
    const struct observation *best = &no_observation, *worst = &no_observation;
    if (p->placed && p->members->count) {
        best = p->members->peer[0];
        worst = p->members->peer[p->members->count - 1];
    }
    struct tied tied = p->placed && p->members->count ? tied_of(p) : (struct tied){0};
    struct identity identity = p->id, *id = &identity;
    if (!id->unit.length)
        id->unit = own->unit;
    PLACING_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}
