/* pages - see pages.h */

#include "site/pages.h"

#include <strings.h>

#include "base/group.h"
#include "base/str.h"

const struct page_kind_row page_kind_row[PAGE_KINDS] = {
    {"plan", F_PLAN, W_SITE_PLANS},
    {"domain", F_DOMAIN, W_SITE_DOMAINS},
    {"indicator", F_INDICATOR, W_SITE_INDICATORS},
    {"region", F_REGION, W_SITE_REGIONS},
    {"owner", F_OWNER, W_SITE_OWNERS},
};

/* What the index has of a key. */
struct place_of {
    size_t leaf;              /* from 1 */
};

/* ---- names of files ---- */

/* What a file's name may have; anything else becomes a hyphen. */
static bool may_stand(char byte)
{
    return (unsigned char)byte >= 0x80 || str_is_digit(byte) || byte == '_' ||
           ((byte | 32) >= 'a' && (byte | 32) <= 'z');
}

enum { STEM_MOST = 180 };     /* bytes; a name of a file may have 255 */

/* On many systems DOMAIN.html and domain.html are one file, and copying a site there would lose a page. */
static bool is_taken(const struct pages *pages, struct str stem)
{
    for (size_t i = 0; i < pages->count; i++)
        if (pages->leaf[i].stem.length == stem.length &&
            strncasecmp(pages->leaf[i].stem.at, stem.at, stem.length) == 0)
            return true;
    return false;
}

static struct str stem_of(const struct pages *pages, struct mem *mem, enum page_kind kind, struct str key)
{
    struct str part = key;
    while (part.length > STEM_MOST || (part.length && part.length < key.length && (key.at[part.length] & 0xc0) == 0x80))
        part.length--;
    char *text = mem_take(mem, part.length + 1);
    bool plain = part.length == key.length;
    for (size_t i = 0; i < part.length; i++) {
        text[i] = part.at[i];
        if (may_stand(text[i]))
            continue;
        text[i] = '-';
        plain = plain && part.at[i] == '-';
    }
    const char *folder = page_kind_row[kind].folder;
    struct str stem = mem_format(mem, "%s/%s", folder, text);
    return plain && part.length && *text != '-' && !is_taken(pages, stem)
               ? stem : mem_format(mem, "%s/%zu-%s", folder, pages->count + 1, text);
}

/* ---- gathering ---- */

/* What the labels call it, else the tables and --names. */
static struct str title_of(const struct report *report, enum page_kind kind, struct str key)
{
    bool listed = kind == PAGE_INDICATOR || kind == PAGE_REGION;
    struct str name = listed ? key : word_for(report->words, key);
    if (str_eq(name, key))
        name = directory_name(report->names, page_kind_row[kind].field, key, report->words->chinese);
    return name.length ? name : key;
}

static void add(struct pages *pages, const struct report *report, enum page_kind kind, struct str key)
{
    const struct str both[] = {str_of(page_kind_row[kind].folder), key};
    struct place_of *place = group_at(pages->index, both);
    if (place->leaf)
        return;
    pages->leaf = mem_grow(report->mem, pages->leaf, pages->count, &pages->room, sizeof *pages->leaf);
    pages->leaf[pages->count] = (struct leaf){.kind = kind, .key = key, .title = title_of(report, kind, key),
                                              .stem = stem_of(pages, report->mem, kind, key)};
    place->leaf = ++pages->count;
}

struct pages *pages_of(const struct report *report)
{
    struct pages *pages = mem_take(report->mem, sizeof *pages);
    pages->index = group_open(2, sizeof(struct place_of));
    for (int kind = 0; kind < PAGE_KINDS; kind++)
        for (size_t i = 0; i < report->parts; i++) {
            const struct table *table = report->part[i].view->table;
            enum field field = page_kind_row[kind].field;
            for (size_t row = 0; table_has(table, field) && row < table->rows; row++) {
                struct str key = table_cell(table, row, table->at[field]);
                if (key.length)
                    add(pages, report, (enum page_kind)kind, key);
            }
        }
    return pages;
}

void pages_close(struct pages *pages)
{
    group_close(pages->index);
}

const struct leaf *pages_find(const struct pages *pages, enum page_kind kind, struct str key)
{
    const struct str both[] = {str_of(page_kind_row[kind].folder), key};
    const struct place_of *place = group_find(pages->index, both);
    return place ? &pages->leaf[place->leaf - 1] : NULL;
}

enum page_kind pages_of_field(enum field field)
{
    switch (field) {
    case F_PLAN: return PAGE_PLAN;
    case F_DOMAIN: return PAGE_DOMAIN;
    case F_INDICATOR: case F_LABEL: case F_NAME: case F_NAME_ZH: case F_NAME_EN: case F_SHORT_NAME:
        return PAGE_INDICATOR;
    case F_REGION: case F_REGION_ZH: case F_REGION_EN: return PAGE_REGION;
    case F_OWNER: return PAGE_OWNER;
    default: return PAGE_KINDS;
    }
}
