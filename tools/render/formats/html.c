/* html - the page: lead sentence, classes, charts with their tables, notes */

#include "formats/html.h"

#include "base/str.h"
#include "formats/compose.h"
#include "formats/html_book.h"
#include "view/figure.h"
#include "view/sink.h"

/* ---- small pieces ---- */

void html_begin(struct page *page, struct str title)
{
    const char *language = word(page->words, W_LANGUAGE_TAG).at;
    out_format(page->out,
               "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"%s\" xml:lang=\"%s\">\n"
               "<head>\n<meta charset=\"utf-8\"/>\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>",
               language, language);
    sink_xml(page->out, title);
    out_write(page->out, STR("</title>\n"));
    html_style(page);
    out_write(page->out, STR("</head>\n<body>\n<main>\n"));
}

void html_end(struct page *page)
{
    out_write(page->out, STR("</main>\n</body>\n</html>\n"));
}

void html_heading(struct page *page, int level, struct str text)
{
    out_format(page->out, "<h%d>", level);
    sink_xml(page->out, text);
    out_format(page->out, "</h%d>\n", level);
}

void html_paragraph(struct page *page, const char *classes, struct str text)
{
    if (text.length == 0)
        return;
    out_format(page->out, "<p class=\"%s\">", classes);
    sink_xml(page->out, text);
    out_write(page->out, STR("</p>\n"));
}

/* ---- the classes ---- */

/* The anchor of a class in the list of its part: k3, k2-3 of the second part. */
static struct str class_anchor(const struct page *page, const struct part *part, const struct class_tally *tally)
{
    long number = part - page->report->part + 1;
    return number == 1 ? mem_format(page->report->mem, "k%d", tally->mark->order)
                       : mem_format(page->report->mem, "k%ld-%d", number, tally->mark->order);
}

/* A sentence in which what is counted of a class leads to that class. */
static void put_counted(struct page *page, struct str text, const struct part *part)
{
    const struct summary *summary = &part->summary;
    for (size_t i = 0; i < summary->tallies; i++) {
        struct str counted = summary_counted(part->view, &summary->tally[i]);
        ptrdiff_t at = str_find(text, counted);
        if (at < 0)
            continue;
        struct str anchor = class_anchor(page, part, &summary->tally[i]);
        sink_xml(page->out, str_part(text, 0, (size_t)at));
        out_format(page->out, "<a href=\"#%.*s\">", STR_ARG(anchor));
        sink_xml(page->out, counted);
        out_write(page->out, STR("</a>"));
        text = str_part(text, (size_t)at + counted.length, text.length);
    }
    sink_xml(page->out, text);
}

/* <p class="classes">sentence</p>; nothing for an empty one. */
static void put_sentence(struct page *page, const char *classes, struct str text, const struct part *part)
{
    if (text.length == 0)
        return;
    out_format(page->out, "<p class=\"%s\">", classes);
    put_counted(page, text, part);
    out_write(page->out, STR("</p>\n"));
}

/* The names of a class, each leading to its row; those behind the most that are named are counted. */
static void put_names(struct page *page, const struct part *part, const struct class_tally *tally)
{
    struct str rest = tally->names;
    for (size_t i = 0; i < tally->rows; i++) {
        struct str name = tally->row[i].name, anchor = html_row(page, part->view, tally->row[i].place);
        ptrdiff_t at = str_find(rest, name);
        if (at < 0 || anchor.length == 0)
            continue;
        sink_xml(page->out, str_part(rest, 0, (size_t)at));
        out_format(page->out, "<a href=\"#%.*s\">", STR_ARG(anchor));
        sink_xml(page->out, name);
        out_write(page->out, STR("</a>"));
        rest = str_part(rest, (size_t)at + name.length, rest.length);
    }
    sink_xml(page->out, rest);
}

static void put_tally(struct page *page, const struct part *part, const struct class_tally *tally)
{
    struct str anchor = class_anchor(page, part, tally);
    out_format(page->out, "<li class=\"k%d\" id=\"%.*s\"><span class=\"count\">%ld</span> <span class=\"what\">",
               tally->mark->order, STR_ARG(anchor), tally->count);
    out_write(page->out, STR("<span aria-hidden=\"true\">"));
    sink_xml(page->out, tally->mark->mark);
    out_write(page->out, STR("</span> "));
    sink_xml(page->out, tally->mark->text);
    out_write(page->out, STR("</span> <span class=\"names\">"));
    put_names(page, part, tally);
    out_write(page->out, STR("</span></li>\n"));
}

static void put_classes(struct page *page, const struct part *part)
{
    const struct summary *summary = &part->summary;
    if (summary->tallies == 0)
        return;
    out_write(page->out, STR("<ul class=\"classes\">\n"));
    for (size_t i = 0; i < summary->tallies; i++)
        put_tally(page, part, &summary->tally[i]);
    out_write(page->out, STR("</ul>\n"));
    for (size_t i = 0; i < summary->groups; i++)
        html_paragraph(page, "group", compose_stopped(page->words, summary->group[i]));
}

/* ---- tables ---- */

static void put_twin(struct page *page, const struct part *part, struct str caption)
{
    bool folded = part->chart != NULL;
    if (folded) {
        out_write(page->out, STR("<details open=\"open\">\n<summary>"));
        sink_xml(page->out, word(page->words, W_TWIN));
        out_write(page->out, STR("</summary>\n"));
    }
    html_table(page, part->view, part->view->column, part->view->columns, caption, NULL, NULL);
    if (folded)
        out_write(page->out, STR("</details>\n"));
    if (part->view->left_out == 0)
        return;
    const struct vocabulary *words = page->words;
    long long shown = (long long)part->view->table->rows, all = shown + (long long)part->view->left_out;
    html_paragraph(page, "reading", vocabulary_fill(words, W_ROWS_LEFT, "n", words_number(words, all), "m",
                                               words_number(words, shown), NULL));
}

/* ---- the truth check ---- */

/* Does anybody else say what class it has? */
static bool is_rated(const struct view *view, const struct str *cells)
{
    const struct table *table = view->table;
    bool rated = table_get(table, cells, F_OFFICIAL_CLASS).length || table_get(table, cells, F_SELF_CLASS).length ||
                 table_get(table, cells, F_DISAGREE).length;
    return rated && view_of_method(view, cells);
}

static bool differs(const struct view *view, const struct str *cells)
{
    return !str_eq(table_get(view->table, cells, F_AGREES), STR("yes")) ||
           table_get(view->table, cells, F_DISAGREE).length;
}

/* How often the computed class agrees with the official one. */
struct agreement {
    long compared, agree, open;
};

static struct agreement count_agreement(const struct part *part)
{
    const struct table *table = part->view->table;
    struct agreement found = {0};
    for (size_t i = 0; i < table->rows; i++) {
        struct str answer = table_get(table, table_row(table, i), F_AGREES);
        if (!is_rated(part->view, table_row(table, i)) ||
            !table_get(table, table_row(table, i), F_OFFICIAL_CLASS).length)
            continue;
        found.agree += str_eq(answer, STR("yes"));
        found.open += answer.length == 0;
        found.compared += answer.length > 0;
    }
    return found;
}

static void put_agreement(struct page *page, const struct agreement *found)
{
    const struct vocabulary *words = page->words;
    if (found->compared + found->open == 0)
        return;
    html_paragraph(page, "finding",
                   vocabulary_fill(words, found->open ? W_TRUTH_LEAD_OPEN : W_TRUTH_LEAD, "all",
                                   words_number(words, found->compared + found->open), "n",
                                   words_number(words, found->compared), "m", words_number(words, found->agree), "k",
                                   words_number(words, found->compared - found->agree), "o",
                                   words_number(words, found->open), NULL));
}

/* On which indicators raters are far apart. */
static void put_apart(struct page *page, const struct part *part)
{
    const struct table *table = part->view->table;
    const struct vocabulary *words = page->words;
    struct str names = {NULL, 0};
    long count = 0;
    for (size_t i = 0; i < table->rows; i++) {
        if (!is_rated(part->view, table_row(table, i)) || !table_get(table, table_row(table, i), F_DISAGREE).length)
            continue;
        names = words_join(words, names, word(words, W_JOIN), view_name(part->view, table_row(table, i)));
        count++;
    }
    if (count)
        html_paragraph(page, "finding", vocabulary_fill(words, W_TRUTH_APART, "n", words_number(words, count), "names",
                                                        names, NULL));
}

static void put_truth(struct page *page, const struct part *part, int level)
{
    const struct table *table = part->view->table;
    const struct vocabulary *words = page->words;
    long rated = 0;
    for (size_t i = 0; i < table->rows; i++)
        rated += is_rated(part->view, table_row(table, i));
    if (rated == 0)
        return;
    const struct agreement found = count_agreement(part);
    out_write(page->out, STR("<section class=\"sheet\">\n"));
    html_heading(page, level, vocabulary_fill(words, found.compared ? W_TRUTH_FOUND : W_TRUTH_HEAD, "text",
                                              word(words, W_TRUTH_HEAD), "m", words_number(words, found.agree), "n",
                                              words_number(words, found.compared), NULL));
    put_agreement(page, &found);
    put_apart(page, part);
    static const enum field fields[] = {F_LABEL, F_COMPLETION, F_CLASS, F_OUTLOOK, F_CLASS_NEXT, F_OFFICIAL_CLASS,
                                        F_SELF_CLASS, F_AGREES, F_REASON, F_OUTLOOK_REASON, F_OFFICIAL_REASON,
                                        F_SELF_GROUND};
    struct view_column column[sizeof fields / sizeof *fields];
    size_t columns = 0;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i] >= F_NUMBER || table_has(table, fields[i])) {
            column[columns] = view_column_of(part->view, fields[i]);
            columns += !view_shows_nothing(part->view, &column[columns], is_rated);
        }
    html_table(page, part->view, column, columns, word(words, W_TRUTH_CAPTION), is_rated, differs);
    html_paragraph(page, "reading", word(words, W_TRUTH_NOTE));
    out_write(page->out, STR("</section>\n"));
}

/* ---- sections ---- */

static void put_assessment(struct page *page, const struct part *part, int level)
{
    put_classes(page, part);
    out_write(page->out, STR("<section class=\"sheet\">\n"));
    html_heading(page, level, part->summary.heading.length ? part->summary.heading
                                                           : word(page->words, W_PROGRESS_HEAD));
    if (part->chart)
        html_figure(page, &(struct drawn){.chart = part->chart, .view = part->view, .summary = &part->summary,
                                          .wish = part->wish});
    put_twin(page, part, word(page->words, W_INDICATORS_TITLE));
    out_write(page->out, STR("</section>\n"));
    put_truth(page, part, level);
}

static void put_peers(struct page *page, const struct part *part, bool first)
{
    if (!first)
        html_paragraph(page, "finding", compose_stopped(page->words, part->summary.lead));
    if (part->chart)
        html_figure(page, &(struct drawn){.chart = part->chart, .view = part->view, .summary = &part->summary,
                                          .wish = part->wish});
    put_twin(page, part, word(page->words, W_STRIP_TITLE));
}

static void put_part(struct page *page, const struct part *part, bool first)
{
    bool assessed = part->view->kind->has_truth;
    struct str title = compose_title(page->words, part);
    bool book = part->view->kind->is_account;
    out_write(page->out, assessed || book ? STR("<section>\n") : STR("<section class=\"sheet\">\n"));
    if (!first || (part->view->kind->chart && !assessed))
        html_heading(page, 2, title);
    if (!first && assessed) {
        if (!str_eq(title, summary_meta(part->view)))
            html_paragraph(page, "meta", summary_meta(part->view));
        put_sentence(page, "finding", compose_stopped(page->words, part->summary.lead), part);
    }
    if (book)
        html_book(page, part, first ? 2 : 3);
    else if (assessed)
        put_assessment(page, part, first ? 2 : 3);
    else if (part->view->kind->chart)
        put_peers(page, part, first && page->report->title.length == 0);
    else {
        if (part->chart)
            html_figure(page, &(struct drawn){.chart = part->chart, .view = part->view, .summary = &part->summary,
                                              .wish = part->wish});
        if (!first || page->report->title.length)
            html_paragraph(page, "finding", compose_stopped(page->words, part->summary.lead));
        put_twin(page, part, title);
    }
    out_write(page->out, STR("</section>\n"));
}

static void put_header(struct page *page, struct str title)
{
    out_write(page->out, STR("<header>\n"));
    const struct part *part = &page->report->part[0];
    out_write(page->out, STR("<h1>"));
    put_counted(page, title, part);
    out_write(page->out, STR("</h1>\n"));
    if (page->report->title.length && part->view->kind->has_truth)
        put_sentence(page, "lead", compose_stopped(page->words, part->summary.lead), part);
    html_paragraph(page, "meta", summary_meta(part->view));
    out_write(page->out, STR("</header>\n"));
}

/* What a page is called where nothing else says it: what its chart found, else what it is. */
static struct str found_or_head(const struct part *part)
{
    const struct vocabulary *words = part->view->words;
    if (part->chart)
        return chart_title(part->chart, part->view, &part->summary, &part->wish);
    return part->name.length ? word(words, W_PLAIN_HEAD) : compose_title(words, part);
}

static void put_parts(struct page *page)
{
    struct report *report = page->report;
    struct str title = report_title(report);
    if (title.length == 0)
        title = found_or_head(&report->part[0]);
    html_begin(page, title);
    put_header(page, title);
    for (size_t i = 0; i < report->parts; i++)
        put_part(page, &report->part[i], i == 0);
    html_notes(page);
    html_footer(page);
    html_end(page);
}

void write_html(struct report *report)
{
    struct page page = {.report = report, .words = report->words, .out = report->out};
    if (report->document)
        html_document(&page, report->document);
    else
        put_parts(&page);
}
