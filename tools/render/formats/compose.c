/* compose - see compose.h */

#include "formats/compose.h"

#include "base/str.h"
#include "formats/remarks.h"
#include "view/about.h"

struct str compose_stopped(const struct vocabulary *words, struct str sentence)
{
    return sentence.length ? words_join(words, sentence, (struct str){NULL, 0}, word(words, W_STOP)) : sentence;
}

struct str compose_title(const struct vocabulary *words, const struct part *part)
{
    struct str called = word_for(words, part->name);
    if (called.length && part->view->kind->chart == NULL)
        return vocabulary_fill(words, W_PLAIN_FOUND, "text", called, "n",
                               words_number(words, (long long)part->view->table->rows), NULL);
    if (called.length && !str_eq(called, part->name))
        return called;
    if (part->view->kind->has_truth)
        return summary_meta(part->view);
    if (part->view->kind->is_account)
        return word(words, W_BOOK_TITLE);
    if (part->view->kind->chart)
        return part->summary.heading.length ? part->summary.heading : word(words, W_PEERS_HEAD);
    struct str kind = str_of(part->view->kind->name);
    struct str title = word_of_code(words, NULL, STR("table"), kind, NULL);
    return str_eq(title, kind) ? word(words, W_PLAIN_HEAD) : title;
}

/* ---- blocks ---- */

static void add_text(struct document *document, enum doc_role role, struct str text)
{
    if (text.length == 0)
        return;
    struct doc_block *block = document_add(document, BLOCK_PARAGRAPH);
    block->role = role;
    document_text(document, block, text, 0);
}

static void add_heading(struct document *document, int level, struct str text)
{
    struct doc_block *block = document_add(document, BLOCK_HEADING);
    block->level = level;
    document_text(document, block, text, 0);
}

/* ● 提前实现 4: the names of its indicators. */
static void add_classes(struct document *document, const struct summary *summary)
{
    const struct vocabulary *words = document->words;
    for (size_t i = 0; i < summary->tallies; i++) {
        const struct class_tally *tally = &summary->tally[i];
        struct doc_block *block = document_add(document, BLOCK_ITEM);
        block->level = 1;
        document_text(document, block,
                      mem_format(document->mem, "%.*s %.*s %ld", STR_ARG(tally->mark->mark),
                                 STR_ARG(tally->mark->text), tally->count), RUN_STRONG);
        document_text(document, block, word(words, W_COLON), 0);
        document_text(document, block, tally->names, 0);
    }
    for (size_t i = 0; i < summary->groups; i++)
        add_text(document, ROLE_PLAIN, compose_stopped(words, summary->group[i]));
}

static void add_chart(struct document *document, const struct part *part)
{
    struct doc_block *block = document_add(document, BLOCK_CHART);
    block->drawn = (struct drawn){.chart = part->chart, .view = part->view, .summary = &part->summary,
                                  .wish = part->wish};
}

static void add_table(struct document *document, const struct part *part, struct str caption)
{
    struct doc_block *block = document_add(document, BLOCK_TABLE);
    block->grid = document_grid(document, part->view, caption);
    block->grid->name = part->name;
    if (part->view->left_out == 0)
        return;
    const struct vocabulary *words = document->words;
    long long shown = (long long)part->view->table->rows, all = shown + (long long)part->view->left_out;
    block->grid->note = mem_take(document->mem, sizeof *block->grid->note);
    *block->grid->note = vocabulary_fill(words, W_ROWS_LEFT, "n", words_number(words, all), "m",
                                         words_number(words, shown), NULL);
    block->grid->notes = 1;
}

/* Of one indicator there is nothing to count, but why it is what it is. */
static void add_reason(struct document *document, const struct view *view)
{
    struct str reason = table_get(view->table, table_row(view->table, 0), F_REASON);
    add_text(document, ROLE_PLAIN, compose_stopped(document->words, view_sentence(view, reason)));
}

void compose_part(struct document *document, const struct part *part, int level, struct str title)
{
    const struct vocabulary *words = document->words;
    bool one = part->view->table->rows == 1 && part->view->kind->has_truth;
    if (level > 0)
        add_heading(document, level, title);
    if (level > 0 && !one)
        add_text(document, ROLE_FINDING, compose_stopped(words, part->summary.lead));
    if (one)
        add_reason(document, part->view);
    else
        add_classes(document, &part->summary);
    if (part->chart && part->view->table->rows)
        add_chart(document, part);
    struct str caption = part->view->kind->has_truth ? word(words, W_INDICATORS_TITLE)
                         : part->view->kind->chart   ? word(words, W_STRIP_TITLE)
                                                     : title;
    add_table(document, part, caption);
}

/* ---- the document ---- */

static void add_remarks(struct document *document, const struct report *report)
{
    struct remarks all = remarks_of(report);
    long number = 0;
    if (all.remarks)
        add_heading(document, 1, word(report->words, W_NOTES_HEAD));
    for (size_t i = 0; i < all.remarks; i++) {
        const struct footnote *remark = &all.remark[i];
        if (remark->list == 0) {
            add_heading(document, 2, remark->text);
            number = 0;
            continue;
        }
        struct doc_block *block = document_add(document, BLOCK_ITEM);
        block->level = 1;
        block->number = remark->numbered ? ++number : 0;
        document_text(document, block, remark->text, 0);
    }
}

void compose_about(const struct report *report, struct document *document)
{
    const struct about *about = report->about;
    for (size_t i = 0; about && i < about->lines; i++)
        document_property(document, about_called(report->words, about->line[i].key).at, about->line[i].value);
}

void compose_properties(const struct report *report, struct document *document)
{
    const struct vocabulary *words = report->words;
    compose_about(report, document);
    for (size_t i = 0; i < report->parts; i++) {
        const struct part *part = &report->part[i];
        const char *file = part->view->table->columns.file, *slash = strrchr(file, '/'); /* whose folder is nobody's */
        struct str name = part->name.length ? word_for(words, part->name) : str_of(slash ? slash + 1 : file);
        if (str_eq(name, STR("-")))
            name = STR("<stdin>");
        document_property(document, vocabulary_fill(words, W_CUT_OFF_OF, "name", name, NULL).at,
                          summary_meta(part->view));
        document_property(document, vocabulary_fill(words, W_DIGEST_OF, "name", name, NULL).at, part->digest);
    }
}

struct document *compose_document(const struct report *report)
{
    const struct vocabulary *words = report->words;
    const struct part *first = &report->part[0];
    struct document *document = document_new(report->mem, report->words);
    document->manner = MANNER_PLAIN;
    document->title = report_title(report);
    if (document->title.length == 0)
        document->title = compose_title(words, first);
    struct doc_block *title = document_add(document, BLOCK_HEADING);
    title->role = ROLE_TITLE;
    document_text(document, title, document->title, 0);
    if (report->title.length)
        add_text(document, ROLE_LEAD, compose_stopped(words, first->summary.lead));
    add_text(document, ROLE_NOTE, summary_meta(first->view));
    for (size_t i = 0; i < report->parts; i++)
        compose_part(document, &report->part[i], i > 0, compose_title(words, &report->part[i]));
    add_remarks(document, report);
    compose_properties(report, document);
    document_finish(document);
    return document;
}
