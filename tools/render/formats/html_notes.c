/* html_notes - what a reader must know to trust the figures, and how the page was made */

#include "formats/html.h"

#include "base/str.h"
#include "formats/remarks.h"
#include "view/figure.h"
#include "view/sink.h"

static void begin_list(struct page *page, const struct footnote *remark)
{
    out_write(page->out, remark->numbered ? STR("<ol class=\"sources\">\n") : STR("<ul>\n"));
}

static void end_list(struct page *page, const struct footnote *remark)
{
    out_write(page->out, remark->numbered ? STR("</ol>\n") : STR("</ul>\n"));
}

static void put_remark(struct page *page, const struct footnote *before, const struct footnote *remark)
{
    bool again = before && before->list == remark->list;
    if (before && before->list && !again)
        end_list(page, before);
    if (!remark->list) {
        html_heading(page, 3, remark->text);
        return;
    }
    if (!again)
        begin_list(page, remark);
    out_write(page->out, STR("<li>"));
    sink_xml(page->out, remark->text);
    out_write(page->out, STR("</li>\n"));
}

void html_notes(struct page *page)
{
    struct remarks all = remarks_of(page->report);
    if (all.remarks == 0)
        return;
    out_write(page->out, STR("<section class=\"notes\">\n"));
    html_heading(page, 2, word(page->words, W_NOTES_HEAD));
    for (size_t i = 0; i < all.remarks; i++)
        put_remark(page, i ? &all.remark[i - 1] : NULL, &all.remark[i]);
    end_list(page, &all.remark[all.remarks - 1]);
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
