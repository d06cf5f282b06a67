/* md - a Markdown table (GitHub's dialect) under its title or lead sentence
 *
 * A table of any kind streams; the output of assess and of compare-peers is kept
 * because it is sorted and counted first.
 */

#include "formats/format.h"

#include "base/str.h"
#include "view/sink.h"

static void put_line(struct out *out, const char *before, struct str text, struct str after)
{
    out_write(out, str_of(before));
    sink_markdown(out, text);
    out_write(out, after);
    out_byte(out, '\n');
}

static void put_above(const struct report *report)
{
    const struct part *part = &report->part[0];
    struct str title = report_title(report), stop = word(report->words, W_STOP);
    if (title.length)
        put_line(report->out, "# ", title, STR("\n"));
    if (report->title.length && part->summary.lead.length)
        put_line(report->out, "", part->summary.lead, mem_format(report->mem, "%.*s\n", (int)stop.length, stop.at));
    for (size_t i = 0; i < part->summary.groups; i++)
        put_line(report->out, "- ", part->summary.group[i], stop);
    if (part->summary.groups)
        out_byte(report->out, '\n');
}

static void put_head(const struct report *report, const struct view *view)
{
    struct out *out = report->out;
    out_byte(out, '|');
    for (size_t i = 0; i < view->columns; i++) {
        out_byte(out, ' ');
        sink_markdown(out, view->column[i].head);
        out_write(out, STR(" |"));
    }
    out_write(out, STR("\n|"));
    for (size_t i = 0; i < view->columns; i++)
        out_write(out, view->column[i].right ? STR(" ---: |") : STR(" --- |"));
    out_byte(out, '\n');
}

static void put_cell(struct out *out, const struct shown *shown)
{
    bool strong = shown->strong && shown->text.length && shown->mark == NULL;
    out_byte(out, ' ');
    sink_markdown(out, shown->before);
    if (shown->mark) {
        sink_markdown(out, shown->mark->mark);
        out_byte(out, ' ');
    }
    if (strong)
        out_write(out, STR("**"));
    sink_markdown(out, shown->text);
    if (strong)
        out_write(out, STR("**"));
    out_write(out, STR(" |"));
}

static void put_notes(const struct report *report, const struct view *view)
{
    struct str note[VIEW_NOTES];
    size_t notes = view_notes(view, true, note);
    for (size_t i = 0; i < notes; i++)
        put_line(report->out, i ? "" : "\n", note[i], i + 1 < notes ? STR("  ") : (struct str){NULL, 0});
}

void write_md(struct report *report)
{
    if (report->document) {
        md_document(report, false);
        return;
    }
    struct view *view = report->part[0].view;
    const struct str *cells;
    put_above(report);
    if (view->columns)
        put_head(report, view);
    while ((cells = table_next(view->table))) {
        struct mem_mark mark = mem_mark(report->mem);
        out_byte(report->out, '|');
        for (size_t i = 0; i < view->columns; i++) {
            struct shown shown = view_show(view, cells, &view->column[i]);
            put_cell(report->out, &shown);
        }
        out_byte(report->out, '\n');
        mem_rewind(report->mem, mark);
    }
    put_notes(report, view);
    if (view->left_out) {
        struct str text = vocabulary_fill(report->words, W_ROWS_LEFT, "n",
                                     words_number(report->words, (long long)(view->left_out + view->table->rows)), "m",
                                     words_number(report->words, (long long)view->table->rows), NULL);
        out_byte(report->out, '\n');
        put_line(report->out, "", text, (struct str){NULL, 0});
    }
}
