/* html_table - a table with caption, scopes and class marks, in a box of its own
 * that scrolls when the screen is narrow */

#include "formats/html.h"

#include "base/str.h"
#include "view/sink.h"

static void put_head(struct page *page, const struct view_column *column, size_t columns)
{
    out_write(page->out, STR("<thead>\n<tr>"));
    for (size_t i = 0; i < columns; i++) {
        out_format(page->out, "<th scope=\"col\"%s>", column[i].right ? " class=\"r\"" : "");
        sink_xml(page->out, column[i].head);
        out_write(page->out, STR("</th>"));
    }
    out_write(page->out, STR("</tr>\n</thead>\n"));
}

static bool may_be_long(enum form form)
{
    return form == FORM_TEXT || form == FORM_SENTENCE || form == FORM_WORD || form == FORM_WORDS ||
           form == FORM_FACTS || form == FORM_CODE;
}

/* Which columns hold sentences: they get room to wrap in, the others stay on one
 * line. */
static bool *find_sentences(struct page *page, const struct view *view, const struct view_column *column,
                            size_t columns)
{
    bool *sentence = mem_array(page->report->mem, columns, sizeof *sentence);
    for (size_t row = 0; row < view->table->rows; row++) {
        const struct str *cells = table_row(view->table, row);
        for (size_t i = 0; i < columns; i++)
            sentence[i] |= column[i].at != COLUMN_NONE && may_be_long(column[i].form) &&
                           cells[column[i].at].length > 12 && str_width(cells[column[i].at], 2) > 24;
    }
    return sentence;
}

/* The cell that names the row; the first that is no number. */
static size_t naming_column(const struct view_column *column, size_t columns)
{
    for (size_t i = 0; i < columns; i++)
        if (column[i].form == FORM_LABEL || column[i].form == FORM_NAME)
            return i;
    return 0;
}

static const char *class_of_cell(const struct view_column *column, const struct shown *shown, bool sentence)
{
    if (sentence)
        return "t";
    if (column->right)
        return shown->strong ? "r b" : "r";
    if (column->form == FORM_MARKS)
        return "m";
    if (column->form == FORM_LABEL || column->form == FORM_NAME)
        return shown->strong ? "w b" : "w";
    return shown->strong ? "b" : "";
}

struct str html_row(const struct page *page, const struct view *view, struct row_place place)
{
    struct mem *mem = page->report->mem;
    size_t part = 0;
    while (part < page->report->parts && page->report->part[part].view != view)
        part++;
    if (place.line == 0)
        return (struct str){NULL, 0};
    struct str anchor = part ? mem_format(mem, "r%zu-%llu", part + 1, (unsigned long long)place.line)
                             : mem_format(mem, "r%llu", (unsigned long long)place.line);
    return place.file ? mem_format(mem, "f%zu-%.*s", place.file + 1, STR_ARG(anchor)) : anchor;
}

/* `leads_to`: the anchor that the cell leads to; or empty. */
static void put_cell(struct page *page, const struct view_column *column, const struct shown *shown, bool names,
                     bool sentence, struct str leads_to)
{
    struct out *out = page->out;
    struct str classes = str_of(class_of_cell(column, shown, sentence));
    out_write(out, names ? STR("<th scope=\"row\"") : STR("<td"));
    if (shown->mark)
        out_format(out, " class=\"c k%d\"", shown->mark->order);
    else if (classes.length) {
        out_write(out, STR(" class=\""));
        out_write(out, classes);
        out_byte(out, '"');
    }
    out_byte(out, '>');
    if (leads_to.length)
        out_format(out, "<a href=\"#%.*s\">", STR_ARG(leads_to));
    if (shown->mark) {
        out_write(out, STR("<span aria-hidden=\"true\">"));
        sink_xml(out, shown->mark->mark);
        out_write(out, STR("</span> "));
    }
    if (shown->before.length && shown->text.length) {
        out_write(out, STR("<small>"));
        sink_xml(out, shown->before);
        out_write(out, STR("</small>"));
    }
    if (column->field == F_SERIES && column->at != COLUMN_NONE)
        html_spark(page, shown->text);
    sink_xml(out, shown->text);
    if (leads_to.length)
        out_write(out, STR("</a>"));
    out_write(out, names ? STR("</th>") : STR("</td>"));
}

/* A file's name without its folder, which is nobody else's. */
static struct str last_part(struct str file)
{
    for (size_t i = file.length; i-- > 0;)
        if (file.at[i] == '/')
            return str_part(file, i + 1, file.length);
    return file;
}

/* The row of the page from whose file and line this one was made; empty where the page does not have it. */
static struct str source_row(const struct page *page, const struct view *view, const struct str *cells)
{
    struct str file = last_part(table_get(view->table, cells, F_FILE));
    struct num line;
    if (file.length == 0 || num_parse(table_get(view->table, cells, F_LINE), &line) != NUM_OK || line.scale > 0)
        return (struct str){NULL, 0};
    for (size_t p = 0; p < page->report->parts; p++) {
        const struct view *other = page->report->part[p].view;
        for (size_t i = 0; i < other->table->files; i++)
            if (str_eq(last_part(str_of(other->table->file[i])), file))
                return html_row(page, other, (struct row_place){i, (uint64_t)line.mantissa});
    }
    return (struct str){NULL, 0};
}

static void put_rows(struct page *page, const struct view *view, const struct view_column *column, size_t columns,
                     view_test *only, view_test *first, bool wanted)
{
    struct table *table = view->table;
    size_t naming = naming_column(column, columns);
    const bool *sentence = find_sentences(page, view, column, columns);
    const struct str *cells;
    table_rewind(table);
    while ((cells = table_next(table))) {
        if ((only && !only(view, cells)) || (first && first(view, cells) != wanted))
            continue;
        struct mem_mark mark = mem_mark(page->report->mem);
        struct str anchor = html_row(page, view, table_place(table, cells));
        if (only || first || anchor.length == 0)
            out_write(page->out, STR("<tr>"));
        else
            out_format(page->out, "<tr id=\"%.*s\">", STR_ARG(anchor));
        for (size_t i = 0; i < columns; i++) {
            struct shown shown = view_show(view, cells, &column[i]);
            put_cell(page, &column[i], &shown, i == naming, sentence[i],
                     i == naming && only ? anchor
                     : column[i].form == FORM_WHERE ? source_row(page, view, cells) : (struct str){NULL, 0});
        }
        out_write(page->out, STR("</tr>\n"));
        mem_rewind(page->report->mem, mark);
    }
}

/* What the report's remarks say of marks is not said twice. */
static void put_notes(struct page *page, const struct view *view)
{
    struct str note[VIEW_NOTES], all = {NULL, 0};
    size_t notes = view_notes(view, view->kind->chart == NULL, note);
    for (size_t i = 0; i < notes; i++)
        all = words_join(page->words, all, word(page->words, W_SENTENCE_JOIN), note[i]);
    html_paragraph(page, "reading", all);
}

/* Which lines the anchors name. */
static void put_places(struct page *page, const struct table *table)
{
    const struct vocabulary *words = page->words;
    struct str files = {NULL, 0};
    for (size_t i = 0; i < table->files; i++)
        files = words_join(words, files, word(words, W_JOIN),
                           strcmp(table->file[i], "-") == 0 ? word(words, W_STANDARD_INPUT)
                                                                    : last_part(str_of(table->file[i])));
    if (files.length)
        html_paragraph(page, "lines", vocabulary_fill(words, W_LINES, "file", files, NULL));
}

void html_table(struct page *page, const struct view *view, const struct view_column *column, size_t columns,
                struct str caption, view_test *only, view_test *first)
{
    const struct vocabulary *words = page->words;
    struct str title = vocabulary_fill(words, W_TABLE, "n", words_number(words, ++page->tables), "text", caption, NULL);
    if (columns == 0) {
        html_paragraph(page, "meta", word(words, W_NO_ROWS));
        return;
    }
    out_format(page->out,
               "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"table%d\">\n<table%s>\n"
               "<caption id=\"table%d\">", page->tables,
               only || first ? "" : " class=\"lined\"", page->tables);
    sink_xml(page->out, title);
    out_write(page->out, STR("</caption>\n"));
    put_head(page, column, columns);
    out_write(page->out, STR("<tbody>\n"));
    put_rows(page, view, column, columns, only, first, true);
    if (first)
        put_rows(page, view, column, columns, only, first, false);
    out_write(page->out, STR("</tbody>\n</table>\n</div>\n"));
    if (!only && !first) {
        put_notes(page, view);
        put_places(page, view->table);
    }
}
