/* mapping - see mapping.h */
#include "base/diag.h"
#include "base/str.h"
#include "cell/heading.h"
#include "io/column.h"
#include "io/text.h"
#include "names/mapping.h"

/* A kind: its word, and whether its `to` may be empty. */
static const struct {
    struct str word;
    bool may_be_empty;
} kind[] = {
#define X(name, word, may_be_empty) {{word, sizeof word - 1}, may_be_empty},
    MAPPING_KINDS(X)
#undef X
};

void mapping_add(struct mapping *mapping, enum mapping_kind k, struct str from, struct str to,
                 const struct place place[2])
{
    mapping->row = mem_grow(mapping->mem, mapping->row, mapping->count, &mapping->room, sizeof *mapping->row);
    struct mapping_row *row = &mapping->row[mapping->count++];
    *row = (struct mapping_row){k, mem_copy(mapping->mem, from), mem_copy(mapping->mem, to), {NULL, 0}, place[0],
                                place[1]};
    row->key = mem_copy(mapping->mem, heading_key(mapping->mem, from));
}

static enum mapping_kind kind_of(struct str word, const struct place *place)
{
    struct str name[MAPPING_COUNT];
    for (int i = 0; i < MAPPING_COUNT; i++) {
        name[i] = kind[i].word;
        if (str_eq(word, name[i]))
            return (enum mapping_kind)i;
    }
    ptrdiff_t near = str_nearest(word, name, MAPPING_COUNT);
    if (near >= 0)
        diag_fatal(DIAG_CATALOG, place, "\"%.*s\" is nothing that a mapping can say; did you mean \"%.*s\"?",
                   STR_ARG(word), STR_ARG(name[near]));
    diag_fatal(DIAG_CATALOG, place, "\"%.*s\" is nothing that a mapping can say: column, set, region, indicator, "
               "unit, period, symbol, sign or line", STR_ARG(word));
}

struct mapping *mapping_open(struct mem *mem, struct reader *reader)
{
    struct mapping *mapping = mem_take(mem, sizeof *mapping);
    mapping->mem = mem;
    if (!reader)
        return mapping;
    struct columns columns = column_header(mem, reader);
    uint32_t what = column_need(&columns, STR("what"), "--mapping");
    uint32_t from = column_need(&columns, STR("from"), "--mapping");
    uint32_t to = column_need(&columns, STR("to"), "--mapping");
    for (const struct record *record; (record = reader_next(reader));) {
        struct place place = reader_place(reader, what);
        enum mapping_kind k = kind_of(text_trim(record_field(record, what)), &place);
        struct str target = text_trim(record_field(record, to));
        struct place places[2] = {reader_place(reader, from), reader_place(reader, to)};
        if (!target.length && !kind[k].may_be_empty)
            diag_fatal(DIAG_CATALOG, &places[1], "a row that says %.*s needs something in the column \"to\"",
                       STR_ARG(kind[k].word));
        if (!text_trim(record_field(record, from)).length && (k == MAPPING_COLUMN || k == MAPPING_LINE))
            diag_fatal(DIAG_CATALOG, &places[0], "a row that says %.*s needs something in the column \"from\"",
                       STR_ARG(kind[k].word));
        places[0].text = places[1].text = (struct str){NULL, 0};
        places[0].name = places[1].name = (struct str){NULL, 0};
        mapping_add(mapping, k, text_trim(record_field(record, from)), target, places);
    }
    reader_close(reader);
    return mapping;
}

const struct mapping_row *mapping_find(struct mem *mem, const struct mapping *mapping, enum mapping_kind k,
                                       struct str from)
{
    if (!mapping->count)
        return NULL;
    struct str key = heading_key(mem, from);
    for (size_t i = mapping->count; i-- > 0;)
        if (mapping->row[i].kind == k && str_eq(mapping->row[i].key, key))
            return &mapping->row[i];
    return NULL;
}
