/* remarks - which figures are not checked, how classes were found, where figures come from */

#include "formats/remarks.h"

#include "base/str.h"

#define NAMES_MAX 40          /* of one note; the others are counted */

/* Texts that occur, each once, with the names that they belong to. */
struct gathered {
    struct str text, names;
    long count;
};

struct gathering {
    const struct report *report;
    struct gathered *list;
    size_t count, room;
};

/* The remarks as far as they are written. */
struct remarking {
    const struct report *report;
    const struct vocabulary *words;
    struct remarks remarks;
    int lists;
};

static void gather(struct gathering *all, struct str text, struct str name)
{
    size_t i = 0;
    while (i < all->count && !str_eq(all->list[i].text, text))
        i++;
    if (i == all->count) {
        all->list = mem_grow(all->report->mem, all->list, all->count, &all->room, sizeof *all->list);
        all->list[all->count++] = (struct gathered){.text = text};
    }
    struct gathered *found = &all->list[i];
    if (name.length == 0 || (found->count <= NAMES_MAX && str_find(found->names, name) >= 0) ||
        ++found->count > NAMES_MAX)
        return;
    found->names = words_join(all->report->words, found->names, word(all->report->words, W_JOIN), name);
}

/* Every row of every part that has the column; with a mark only those whose cell deserves it. */
static struct gathering gather_where(const struct report *report, enum field field, bool named, const size_t *mark)
{
    struct gathering all = {.report = report};
    for (size_t p = 0; p < report->parts; p++) {
        const struct view *view = report->part[p].view;
        for (size_t i = 0; view->table->kept && table_has(view->table, field) && i < view->table->rows; i++) {
            struct str text = table_cell(view->table, i, view->table->at[field]);
            if (text.length && (!mark || view_mark_fits(*mark, text)))
                gather(&all, text, named ? view_name(view, table_row(view->table, i)) : (struct str){NULL, 0});
        }
    }
    return all;
}

static struct gathering gather_field(const struct report *report, enum field field, bool named)
{
    return gather_where(report, field, named, NULL);
}

/* ---- writing ---- */

static void add(struct remarking *n, struct footnote remark)
{
    struct remarks *all = &n->remarks;
    all->remark = mem_grow(n->report->mem, all->remark, all->remarks, &all->room, sizeof *all->remark);
    all->remark[all->remarks++] = remark;
}

static void put_heading(struct remarking *n, enum word id)
{
    add(n, (struct footnote){.text = word(n->words, id)});
    n->lists++;
}

static void put_item(struct remarking *n, struct str text)
{
    add(n, (struct footnote){.text = text, .list = n->lists});
}

static struct str with_names(const struct remarking *n, struct str text, const struct gathered *found)
{
    struct str names = found->names;
    if (found->count > NAMES_MAX)
        names = vocabulary_fill(n->words, W_NOTE_MORE, "names", names, "n", words_number(n->words, found->count), NULL);
    return names.length ? vocabulary_fill(n->words, W_NOTE_FOR, "text", text, "names", names, NULL) : text;
}

/* ---- marks ---- */

static void put_marks(struct remarking *n)
{
    bool begun = false;
    for (size_t i = 0; i < view_mark_count; i++) {
        struct gathering all = gather_where(n->report, view_mark_field(i), true, &i);
        for (size_t k = 0; k < all.count; k++) {
            if (!begun)
                put_heading(n, W_MARKS_HEAD);
            begun = true;
            struct str text = vocabulary_fill(n->words, view_mark_meaning(i), "text", all.list[k].text, NULL);
            put_item(n, with_names(n, text, &all.list[k]));
        }
    }
}

/* ---- method ---- */

static bool any_of_kind(const struct report *report, bool assessed)
{
    for (size_t p = 0; p < report->parts; p++) {
        const struct view_kind *kind = report->part[p].view->kind;
        if (kind->chart && kind->has_truth == assessed)
            return true;
    }
    return false;
}

struct str remarks_in_words(const struct vocabulary *words, struct str list)
{
    struct str text = {NULL, 0}, piece;
    while (str_cut(&list, ';', &piece)) {
        size_t key = 0;
        while (key < piece.length && (piece.at[key] == '_' || (piece.at[key] >= 'a' && piece.at[key] <= 'z')))
            key++;
        struct str rest = str_part(piece, key, piece.length);
        bool least = str_starts(rest, STR(">=")), most = str_starts(rest, STR("<="));
        struct str named = words_join(words, word_for(words, str_part(piece, 0, key)), (struct str){NULL, 0},
                                      least ? STR(" ≥ ") : most ? STR(" ≤ ") : (struct str){NULL, 0});
        named = words_join(words, named, (struct str){NULL, 0}, str_part(rest, least || most ? 2 : 0, rest.length));
        text = words_join(words, text, word(words, W_SENTENCE_JOIN), named);
    }
    return text;
}

static void put_each(struct remarking *n, enum field field, enum word id)
{
    struct gathering all = gather_field(n->report, field, false);
    for (size_t i = 0; i < all.count; i++)
        put_item(n, vocabulary_fill(n->words, id, "text", remarks_in_words(n->words, all.list[i].text), NULL));
}

static bool has_cumulative(const struct report *report)
{
    struct gathering all = gather_field(report, F_TARGET_KIND, false);
    for (size_t i = 0; i < all.count; i++)
        if (target_kind_row(target_kind_find(all.list[i].text))->aim == AIM_TOTAL)
            return true;
    return false;
}

static void gather_flags(struct gathering *all, const struct view *view)
{
    for (size_t i = 0; view->table->kept && table_has(view->table, F_FLAGS) && i < view->table->rows; i++) {
        struct str list = table_cell(view->table, i, view->table->at[F_FLAGS]), piece;
        while (str_cut(&list, ';', &piece))
            if (str_trim(piece).length)
                gather(all, view_word(view, F_FLAGS, str_trim(piece)), view_name(view, table_row(view->table, i)));
    }
}

/* Flags of compare-peers and track in words, each with the rows that have it: a list of their own. */
static void put_flags(struct remarking *n)
{
    struct gathering all = {.report = n->report};
    for (size_t p = 0; p < n->report->parts; p++)
        gather_flags(&all, n->report->part[p].view);
    n->lists += all.count > 0;
    for (size_t i = 0; i < all.count; i++)
        put_item(n, with_names(n, all.list[i].text, &all.list[i]));
}

static void put_method(struct remarking *n)
{
    bool assessed = any_of_kind(n->report, true), peers = any_of_kind(n->report, false);
    put_heading(n, W_METHOD_HEAD);
    if (assessed) {
        put_item(n, word(n->words, W_NOTE_COMPLETION));
        put_each(n, F_METHOD, W_NOTE_METHOD);
        put_each(n, F_THRESHOLDS, W_NOTE_THRESHOLDS);
        if (has_cumulative(n->report))
            put_item(n, word(n->words, W_NOTE_BRACKETS));
    }
    if (peers) {
        put_item(n, word(n->words, W_NOTE_PEERS));
        put_each(n, F_QUANTILE_TYPE, W_NOTE_QUARTILE);
    }
    put_item(n, word(n->words, W_NOTE_ROUNDING));
    put_flags(n);
}

static void put_sources(struct remarking *n)
{
    struct gathering all = gather_field(n->report, F_SOURCE, true);
    if (all.count == 0)
        return;
    put_heading(n, W_SOURCES_HEAD);
    for (size_t i = 0; i < all.count; i++)
        add(n, (struct footnote){with_names(n, all.list[i].text, &all.list[i]), n->lists, .numbered = true});
}

struct remarks remarks_of(const struct report *report)
{
    struct remarking n = {.report = report, .words = report->words};
    if (any_of_kind(report, true) || any_of_kind(report, false)) {
        put_marks(&n);
        put_method(&n);
        put_sources(&n);
    }
    return n.remarks;
}
