/* show - see show.h */
#include "base/str.h"
#include "show.h"

static struct str show_decimals(struct mem *mem, int decimals)
{
    return decimals < 0 ? (struct str){NULL, 0} : mem_format(mem, "%d", decimals);
}

/* A count, where there is a position. */
static struct str show_count(const struct placing *placing, uint32_t count)
{
    return placing->placed && count ? mem_format(placing->mem, "%u", (unsigned)count) : (struct str){NULL, 0};
}

static struct str show_measure(const struct placing *placing, struct measure measure, int places)
{
    return placing->placed ? measure_text(placing->mem, measure, places) : (struct str){NULL, 0};
}

static struct str show_since(const struct placing *placing)
{
    return placing->rank_since ? mem_format(placing->mem, "%u", (unsigned)placing->rank_since) : (struct str){NULL, 0};
}

static struct str show_change(const struct placing *placing)
{
    return placing->rank_since ? mem_format(placing->mem, "%lld", (long long)placing->change) : (struct str){NULL, 0};
}

static struct str show_region(const struct placing *placing, struct str code, bool chinese)
{
    const struct region *region = placing->regions && code.length ? regions_find(placing->regions, code) : NULL;
    if (!region)
        return (struct str){NULL, 0};
    return chinese ? region->name_zh : region->name_en;
}

static struct str show_peers(const struct placing *placing)
{
    const struct members *members = placing->members;
    struct mem *mem = placing->mem;
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

void show_header(struct writer *writer)
{
#define X(name, meaning, text) writer_plain(writer, STR(#name));
    PLACING_COLUMNS(X)
#undef X
    writer_end(writer);
}

void show_row(struct writer *writer, const struct placing *p)
{
    static const struct indicator no_indicator = {.decimals = -1};
    static const struct observation no_observation;
    struct mem *mem = p->mem;
    const struct indicator *i = p->indicator ? p->indicator : &no_indicator;
    const struct observation *o = p->own ? p->own : &no_observation;
    const struct observation *best = &no_observation, *worst = &no_observation;
    if (p->placed && p->members->count) {
        best = p->members->peer[0];
        worst = p->members->peer[p->members->count - 1];
    }
#define X(name, meaning, text) writer_field(writer, text);
    PLACING_COLUMNS(X)
#undef X
    writer_end(writer);
}
