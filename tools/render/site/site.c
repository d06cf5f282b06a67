/* site - see site.h */

#include "site/site.h"

#include "base/str.h"
#include "files/folder.h"
#include "formats/html.h"
#include "site/leaf.h"

/* The cells as they came, for programs. */
static struct str data_of(struct mem *apart, const struct extract *extract)
{
    struct out *out = out_gather(apart);
    struct columns const *columns = &extract->table->columns;
    for (size_t row = 0; row <= extract->table->rows; row++)
        for (uint32_t i = 0; i < columns->count; i++) {
            out_write(out, i ? STR(",") : (struct str){NULL, 0});
            csv_cell(out, row ? table_cell(extract->table, row - 1, i) : columns->name[i], ',', columns->count == 1);
            out_write(out, i + 1 == columns->count ? STR("\n") : (struct str){NULL, 0});
        }
    return out_gathered(out);
}

static void put_page(struct report *report, struct folder *folder, const struct pages *pages, const struct leaf *leaf)
{
    const struct leaf_document made = leaf_document(report, pages, leaf);
    struct mem *apart = mem_open();        /* what writes a page rewinds the report's */
    struct page page = {.report = report, .words = report->words, .out = out_gather(apart),
                        .style_file = leaf ? STR("../style.css") : STR("style.css")};
    html_document(&page, made.document);
    struct str name = leaf ? mem_format(report->mem, "%.*s.html", STR_ARG(leaf->stem)) : STR("index.html");
    folder_file(folder, name, out_gathered(page.out));
    for (size_t i = 0; i < made.extracts; i++)
        folder_file(folder, made.extract[i].file, data_of(apart, &made.extract[i]));
    mem_close(apart);
}

static void put_style(struct report *report, struct folder *folder)
{
    struct page page = {.report = report, .words = report->words, .out = out_gather(report->mem)};
    html_style_sheet(&page);
    folder_file(folder, STR("style.css"), out_gathered(page.out));
}

struct folder *site_write(struct mem *mem, struct report *report, const char *path)
{
    struct pages *pages = pages_of(report);
    struct folder *folder = folder_open(mem, path);
    put_style(report, folder);
    put_page(report, folder, pages, NULL);
    for (size_t i = 0; i < pages->count; i++) {
        struct mem_mark mark = mem_mark(report->mem);
        put_page(report, folder, pages, &pages->leaf[i]);
        mem_rewind(report->mem, mark);
    }
    folder_commit(folder);
    pages_close(pages);
    return folder;
}
