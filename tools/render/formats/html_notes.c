/* html_notes - what a reader must know to trust the figures, and how the page was made */

#include "formats/html.h"

#include "base/str.h"
#include "formats/notes.h"
#include "view/figure.h"
#include "view/sink.h"

static void begin_list(struct page *page, const struct note *note)
{
    out_write(page->out, note->numbered ? STR("<ol class=\"sources\">\n") : STR("<ul>\n"));
}

static void end_list(struct page *page, const struct note *note)
{
    out_write(page->out, note->numbered ? STR("</ol>\n") : STR("</ul>\n"));
}

static void put_note(struct page *page, const struct note *before, const struct note *note)
{
    bool again = before && before->list == note->list;
    if (before && before->list && !again)
        end_list(page, before);
    if (!note->list) {
        html_heading(page, 3, note->text);
        return;
    }
    if (!again)
        begin_list(page, note);
    out_write(page->out, STR("<li>"));
    sink_xml(page->out, note->text);
    out_write(page->out, STR("</li>\n"));
}

void html_notes(struct page *page)
{
    struct notes notes = notes_of(page->report);
    if (notes.notes == 0)
        return;
    out_write(page->out, STR("<section class=\"notes\">\n"));
    html_heading(page, 2, word(page->words, W_NOTES_HEAD));
    for (size_t i = 0; i < notes.notes; i++)
        put_note(page, i ? &notes.note[i - 1] : NULL, &notes.note[i]);
    end_list(page, &notes.note[notes.notes - 1]);
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
