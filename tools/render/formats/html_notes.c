/* html_notes - what a reader must know to trust the figures: which are not
 * checked, how classes were found, where figures come from */

#include "formats/html.h"

#include "base/str.h"
#include "view/figure.h"
#include "view/sink.h"

#define NAMES_MAX 40          /* of one note; the others are counted */

/* Texts that occur, each once, with the names that they belong to. */
struct gathered {
    struct str text, names;
    long count;
};

struct gathering {
    struct page *page;
    struct gathered *list;
    size_t count, room;
};

static void gather(struct gathering *all, struct str text, struct str name)
{
    if (text.length == 0)
        return;
    size_t i = 0;
    while (i < all->count && !str_eq(all->list[i].text, text))
        i++;
    if (i == all->count) {
        all->list = mem_grow(all->page->report->mem, all->list, all->count, &all->room, sizeof *all->list);
        all->list[all->count++] = (struct gathered){.text = text};
    }
    struct gathered *found = &all->list[i];
    if (name.length == 0 || (found->count <= NAMES_MAX && str_find(found->names, name) >= 0) ||
        ++found->count > NAMES_MAX)
        return;
    found->names = words_join(all->page->words, found->names, word(all->page->words, W_JOIN), name);
}

/* Every row of every part that has the column. */
static struct gathering gather_field(struct page *page, enum field field, bool named)
{
    struct gathering all = {.page = page};
    for (size_t p = 0; p < page->report->parts; p++) {
        const struct view *view = page->report->part[p].view;
        for (size_t i = 0; i < view->table->rows; i++)
            gather(&all, table_get(view->table, view->table->row[i], field),
                   named ? view_name(view, view->table->row[i]) : (struct str){NULL, 0});
    }
    return all;
}

static void put_item(struct page *page, struct str text)
{
    out_write(page->out, STR("<li>"));
    sink_xml(page->out, text);
    out_write(page->out, STR("</li>\n"));
}

static void put_named(struct page *page, struct str text, const struct gathered *found)
{
    struct str names = found->names;
    if (found->count > NAMES_MAX)
        names = vocabulary_fill(page->words, W_NOTE_MORE, "names", names, "n", words_number(page->words, found->count),
                                NULL);
    put_item(page, names.length ? vocabulary_fill(page->words, W_NOTE_FOR, "text", text, "names", names, NULL) : text);
}

/* ---- marks ---- */

static void put_marks(struct page *page)
{
    bool begun = false;
    for (size_t i = 0; i < view_mark_count; i++) {
        struct gathering all = gather_field(page, view_mark_field(i), true);
        for (size_t k = 0; k < all.count; k++) {
            if (!view_mark_fits(i, all.list[k].text))
                continue;
            if (!begun) {
                html_heading(page, 3, word(page->words, W_MARKS_HEAD));
                out_write(page->out, STR("<ul>\n"));
            }
            begun = true;
            put_named(page, vocabulary_fill(page->words, view_mark_meaning(i), "text", all.list[k].text, NULL),
                      &all.list[k]);
        }
    }
    if (begun)
        out_write(page->out, STR("</ul>\n"));
}

/* ---- method ---- */

static bool any_of_kind(const struct page *page, bool assessed)
{
    for (size_t p = 0; p < page->report->parts; p++) {
        const struct view_kind *kind = page->report->part[p].view->kind;
        if (kind->chart && kind->has_truth == assessed)
            return true;
    }
    return false;
}

struct str html_in_words(const struct page *page, struct str list)
{
    struct str text = {NULL, 0}, piece;
    while (str_cut(&list, ';', &piece)) {
        size_t key = 0;
        while (key < piece.length && (piece.at[key] == '_' || (piece.at[key] >= 'a' && piece.at[key] <= 'z')))
            key++;
        struct str rest = str_part(piece, key, piece.length);
        bool least = str_starts(rest, STR(">=")), most = str_starts(rest, STR("<="));
        struct str name = word_for(page->words, str_part(piece, 0, key));
        struct str named = words_join(page->words, name, (struct str){NULL, 0},
                                      least ? STR(" ≥ ") : most ? STR(" ≤ ") : (struct str){NULL, 0});
        named = words_join(page->words, named, (struct str){NULL, 0},
                           str_part(rest, least || most ? 2 : 0, rest.length));
        text = words_join(page->words, text, word(page->words, W_SENTENCE_JOIN), named);
    }
    return text;
}

static void put_each(struct page *page, enum field field, enum word id)
{
    struct gathering all = gather_field(page, field, false);
    for (size_t i = 0; i < all.count; i++)
        put_item(page, vocabulary_fill(page->words, id, "text", html_in_words(page, all.list[i].text), NULL));
}

static bool has_cumulative(const struct page *page)
{
    struct gathering all = gather_field((struct page *)page, F_TARGET_KIND, false);
    for (size_t i = 0; i < all.count; i++)
        if (target_kind_row(target_kind_find(all.list[i].text))->aim == AIM_TOTAL)
            return true;
    return false;
}

/* Flags of compare-peers, each with the indicators that have it. */
static void put_flags(struct page *page)
{
    struct gathering rows = gather_field(page, F_FLAGS, true), all = {.page = page};
    for (size_t i = 0; i < rows.count; i++) {
        struct str list = rows.list[i].text, piece;
        while (str_cut(&list, ';', &piece))
            gather(&all, str_trim(piece), rows.list[i].names);
    }
    if (all.count)
        out_write(page->out, STR("<ul>\n"));
    for (size_t i = 0; i < all.count; i++)
        put_named(page, word_for(page->words, all.list[i].text), &all.list[i]);
    if (all.count)
        out_write(page->out, STR("</ul>\n"));
}

static void put_method(struct page *page)
{
    bool assessed = any_of_kind(page, true), peers = any_of_kind(page, false);
    if (!assessed && !peers)
        return;
    html_heading(page, 3, word(page->words, W_METHOD_HEAD));
    out_write(page->out, STR("<ul>\n"));
    if (assessed) {
        put_item(page, word(page->words, W_NOTE_COMPLETION));
        put_each(page, F_METHOD, W_NOTE_METHOD);
        put_each(page, F_THRESHOLDS, W_NOTE_THRESHOLDS);
        if (has_cumulative(page))
            put_item(page, word(page->words, W_NOTE_BRACKETS));
    }
    if (peers) {
        put_item(page, word(page->words, W_NOTE_PEERS));
        put_each(page, F_QUANTILE_TYPE, W_NOTE_QUARTILE);
    }
    put_item(page, word(page->words, W_NOTE_ROUNDING));
    out_write(page->out, STR("</ul>\n"));
    put_flags(page);
}

static void put_sources(struct page *page)
{
    struct gathering all = gather_field(page, F_SOURCE, true);
    if (all.count == 0)
        return;
    html_heading(page, 3, word(page->words, W_SOURCES_HEAD));
    out_write(page->out, STR("<ol class=\"sources\">\n"));
    for (size_t i = 0; i < all.count; i++)
        put_named(page, all.list[i].text, &all.list[i]);
    out_write(page->out, STR("</ol>\n"));
}

void html_notes(struct page *page)
{
    bool known = any_of_kind(page, true) || any_of_kind(page, false);
    if (!known)
        return;
    out_write(page->out, STR("<section class=\"notes\">\n"));
    html_heading(page, 2, word(page->words, W_NOTES_HEAD));
    put_marks(page);
    put_method(page);
    put_sources(page);
    out_write(page->out, STR("</section>\n"));
}

void html_footer(struct page *page)
{
    struct str made = vocabulary_fill(page->words, W_MADE_BY, "version", STR(STEELYARD_VERSION), NULL);
    struct str date = figure_date(page->words);
    if (date.length)
        made = words_join(page->words, made, STR(" · "), vocabulary_fill(page->words, W_MADE_ON, "date", date, NULL));
    out_write(page->out, STR("<footer>\n"));
    html_paragraph(page, "meta", made);
    out_write(page->out, STR("</footer>\n"));
}
