/* lists - see lists.h */

#include "office/lists.h"

#include "base/str.h"
#include "office/word_styles.h"
#include "view/sink.h"

#define NAMESPACE " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

/* What is counted; each is the pattern (abstractNum) that its lists follow. */
enum pattern { OF_HEADINGS, OF_ANNEXES, OF_DOTS, OF_NUMBERS };


enum { LEVELS = 4 };

struct list {
    enum pattern pattern;
    int level;                /* that begins at `first`; 0: all levels at 1 */
    long first;
};

struct lists {
    struct mem *mem;
    struct list *list;
    size_t count, room;
    int dots;
};

/* The first two are those of the styles: LIST_OF_HEADINGS, LIST_OF_ANNEXES. */
struct lists *lists_open(struct mem *mem)
{
    struct lists *lists = mem_take(mem, sizeof *lists);
    lists->mem = mem;
    return lists;
}

static int add(struct lists *lists, struct list list)
{
    lists->list = mem_grow(lists->mem, lists->list, lists->count, &lists->room, sizeof *lists->list);
    lists->list[lists->count++] = list;
    return LIST_OF_ANNEXES + (int)lists->count;
}

int lists_dots(struct lists *lists)
{
    if (!lists->dots)
        lists->dots = add(lists, (struct list){OF_DOTS, 1, 0});
    return lists->dots;
}

int lists_count(struct lists *lists, int level, long first)
{
    return add(lists, (struct list){OF_NUMBERS, level, first});
}

int lists_annex(struct lists *lists)
{
    return add(lists, (struct list){OF_HEADINGS, 0, 1});
}

/* ---- patterns ---- */

/* The four levels of official documents, elsewhere each with those above it. */
static void put_heading_level(struct out *out, const struct document *document, const struct layout *layout, int level)
{
    static const char *const chinese[] = {"%1、", "（%2）", "%3.", "（%4）"};
    static const char *const decimal[] = {"%1", "%1.%2", "%1.%2.%3", "%1.%2.%3.%4"};
    bool in_chinese = document->words->chinese;
    enum paragraph paragraph = P_HEADING_1 + (enum paragraph)level;
    out_format(out, "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/>", level,
               in_chinese && level < 2 ? "chineseCountingThousand" : "decimal");
    if (document->numbered)
        out_format(out, "<w:pStyle w:val=\"%s\"/>", paragraph_style[paragraph].id);
    out_format(out, "<w:suff w:val=\"%s\"/><w:lvlText w:val=\"%s\"/><w:lvlJc w:val=\"left\"/><w:pPr>",
               in_chinese ? "nothing" : "space", in_chinese ? chinese[level] : decimal[level]);
    if (layout->look[paragraph].first)
        word_styles_write_indent(out, layout, paragraph);
    else
        out_write(out, STR("<w:ind w:left=\"0\" w:firstLine=\"0\"/>"));
    out_write(out, STR("</w:pPr></w:lvl>"));
}

/* "Annex {n} " with what Word counts in the place of the number. */
static void put_annex_level(struct out *out, const struct document *document)
{
    struct str label = document_annex(document, STR("%1"));
    out_format(out, "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"%s\"/>"
               "<w:suff w:val=\"nothing\"/><w:lvlText w:val=\"", paragraph_style[P_ANNEX].id);
    sink_xml(out, label);
    out_write(out, STR("\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"0\" w:firstLine=\"0\"/></w:pPr></w:lvl>"));
}

static void put_item_level(struct out *out, const struct layout *layout, enum pattern pattern, int level)
{
    static const char *const dot[] = {"•", "–", "•", "–"}, *const number[] = {"%1.", "（%2）", "%3.", "（%4）"};
    int deep = layout->manner == MANNER_GONGWEN ? 200 : 100;
    int left = word_styles_twips(layout, P_ITEM, deep + 200 * level), hang = word_styles_twips(layout, P_ITEM, 150);
    out_format(out, "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/><w:lvlText w:val=\"%s\"/>"
               "<w:lvlJc w:val=\"left\"/><w:pPr><w:tabs><w:tab w:val=\"num\" w:pos=\"%d\"/></w:tabs>"
               "<w:ind w:left=\"%d\" w:hanging=\"%d\"/></w:pPr></w:lvl>", level,
               pattern == OF_DOTS ? "bullet" : "decimal", pattern == OF_DOTS ? dot[level] : number[level], left + hang,
               left + hang, hang);
}

static void put_pattern(struct out *out, const struct document *document, const struct layout *layout,
                        enum pattern pattern)
{
    out_format(out, "<w:abstractNum w:abstractNumId=\"%d\"><w:nsid w:val=\"5EE1%04X\"/>"
               "<w:multiLevelType w:val=\"multilevel\"/><w:tmpl w:val=\"5EE2%04X\"/>", (int)pattern, (int)pattern,
               (int)pattern);
    for (int level = 0; level < (pattern == OF_ANNEXES ? 1 : LEVELS); level++) {
        if (pattern == OF_HEADINGS)
            put_heading_level(out, document, layout, level);
        else if (pattern == OF_ANNEXES)
            put_annex_level(out, document);
        else
            put_item_level(out, layout, pattern, level);
    }
    out_write(out, STR("</w:abstractNum>\n"));
}

/* ---- lists ---- */

static void put_start(struct out *out, int level, long first)
{
    out_format(out, "<w:lvlOverride w:ilvl=\"%d\"><w:startOverride w:val=\"%ld\"/></w:lvlOverride>", level, first);
}

static void put_list(struct out *out, int number, const struct list *list)
{
    out_format(out, "<w:num w:numId=\"%d\"><w:abstractNumId w:val=\"%d\"/>", number, (int)list->pattern);
    for (int level = 0; list->pattern == OF_HEADINGS && list->first && level < LEVELS; level++)
        put_start(out, level, 1);
    if (list->pattern == OF_NUMBERS)
        put_start(out, list->level - 1, list->first);
    out_write(out, STR("</w:num>\n"));
}

void lists_write(const struct lists *lists, struct out *out, const struct document *document,
                 const struct layout *layout)
{
    out_write(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:numbering" NAMESPACE ">\n"));
    for (enum pattern pattern = OF_HEADINGS; pattern <= OF_NUMBERS; pattern++)
        put_pattern(out, document, layout, pattern);
    put_list(out, LIST_OF_HEADINGS, &(struct list){OF_HEADINGS, 0, 0});
    put_list(out, LIST_OF_ANNEXES, &(struct list){OF_ANNEXES, 0, 0});
    for (size_t i = 0; i < lists->count; i++)
        put_list(out, LIST_OF_ANNEXES + 1 + (int)i, &lists->list[i]);
    out_write(out, STR("</w:numbering>\n"));
}
