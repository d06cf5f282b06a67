/* mapping - see mapping.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/heading.h"
#include "io/text.h"
#include "meaning/sheet.h"
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

/* One more row, with the places of its `from` and `to`.  A later row of the same kind and
 * name wins. */
static void add(struct mapping *mapping, enum mapping_kind k, struct str from, struct str to,
                        const struct place place[2])
{
    mapping->row = mem_grow(mapping->mem, mapping->row, mapping->count, &mapping->room, sizeof *mapping->row);
    struct mapping_row *row = &mapping->row[mapping->count++];
    *row = (struct mapping_row){k, mem_copy(mapping->mem, from), mem_copy(mapping->mem, to), {NULL, 0}, place[0],
                                place[1]};
    row->key = mem_copy(mapping->mem, heading_key(mapping->mem, from));
}

static void read_what(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    struct str name[MAPPING_COUNT], word = text_trim(text);
    enum mapping_kind *what = member;
    for (int i = 0; i < MAPPING_COUNT; i++)
        name[i] = kind[i].word;
    for (*what = 0; *what < MAPPING_COUNT; ++*what)
        if (str_eq(word, name[*what]))
            return;
    struct str hint = nearest_hint(sheet_mem(sheet), word, name, MAPPING_COUNT);
    sheet_wrong(sheet, column->name, "\"%.*s\" is nothing that a mapping can say%.*s", STR_ARG(word),
                STR_ARG(hint.length ? hint : voice_str(": column, set, region, indicator, unit, period, symbol, sign "
                                                       "or line")));
}

/* A row of the file. */
struct saying {
    enum mapping_kind what;
    struct str from, to, candidates;
};

static const struct sheet_column saying_column[] = {
    {"what", SHEET_COLUMN, read_what, offsetof(struct saying, what), NULL},
    {"from", SHEET_COLUMN, sheet_bare, offsetof(struct saying, from), NULL},
    {"to", SHEET_COLUMN, sheet_bare, offsetof(struct saying, to), NULL},
    {"candidates", SHEET_MAY, sheet_bare, offsetof(struct saying, candidates), NULL},
};

/* An open constant of a draft, set,region, is settled where a column was found to be the region. */
static bool is_settled(const struct mapping *mapping, const struct saying *row)
{
    for (size_t i = 0; i < mapping->count && row->what == MAPPING_SET && !row->to.length; i++)
        if (mapping->row[i].kind == MAPPING_COLUMN && str_eq(mapping->row[i].to, row->from))
            return true;
    return false;
}

static void check_saying(struct sheet *sheet, const struct saying *row)
{
    const struct str what = kind[row->what].word;
    if (!row->to.length && !kind[row->what].may_be_empty)
        sheet_wrong(sheet, "to", "a row that says %.*s needs something in the column \"to\"", STR_ARG(what));
    else if (!row->to.length && row->candidates.length)
        sheet_wrong(sheet, "to", "the row is open: it needs something in the column \"to\", or nothing in "
                    "\"candidates\" where the column %.*s is to be left out", STR_ARG(row->from));
    if (!row->from.length && (row->what == MAPPING_COLUMN || row->what == MAPPING_LINE))
        sheet_wrong(sheet, "from", "a row that says %.*s needs something in the column \"from\"", STR_ARG(what));
}

struct mapping *mapping_open(struct mem *mem, struct reader *reader)
{
    static const struct sheet_form form = SHEET_FORM(struct saying, saying_column, DIAG_CATALOG, "--mapping");
    struct mapping *mapping = mem_take(mem, sizeof *mapping);
    mapping->mem = mem;
    if (!reader)
        return mapping;
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct saying row;
    while (sheet_next(sheet, &row)) {
        struct place places[2] = {sheet_place(sheet, "from"), sheet_place(sheet, "to")};
        places[0].text = places[1].text = (struct str){NULL, 0};
        places[0].name = places[1].name = (struct str){NULL, 0};
        if (!sheet_sound(sheet) || is_settled(mapping, &row))
            continue;
        check_saying(sheet, &row);
        add(mapping, row.what, row.from, row.to, places);
    }
    sheet_close(sheet);
    return mapping;
}

const struct mapping_row *mapping_find(struct mem *mem, const struct mapping *mapping, enum mapping_kind k,
                                       struct str from)
{
    if (!mapping->count)
        return NULL;
    for (size_t i = mapping->count; i-- > 0;)
        if (mapping->row[i].kind == k && str_eq(mapping->row[i].from, from))
            return &mapping->row[i];
    struct str key = heading_key(mem, from);
    for (size_t i = mapping->count; i-- > 0;)
        if (mapping->row[i].kind == k && str_eq(mapping->row[i].key, key))
            return &mapping->row[i];
    return NULL;
}
