/* word_styles - see word_styles.h */

#include "office/word_styles.h"

#include "base/str.h"
#include "base/voice.h"
#include "view/sink.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define NAMESPACE " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define GREY "595F66"

/* ---- typefaces ---- */

/* What else a face is called, or what is nearest to it where it is missing. */
static const struct {
    const char *name, *others, *kind; /* kind: roman, swiss, modern */
    bool chinese;
} typeface[] = {
    {"Times New Roman", "Liberation Serif", "roman", false},
    {"Arial", "Liberation Sans", "swiss", false},
    {"Consolas", "Liberation Mono", "modern", false},
    {"仿宋_GB2312", "仿宋,FangSong,FangSong_GB2312,华文仿宋,STFangsong", "modern", true},
    {"楷体_GB2312", "楷体,KaiTi,KaiTi_GB2312,华文楷体,STKaiti", "modern", true},
    {"楷体", "KaiTi,楷体_GB2312,华文楷体,STKaiti", "modern", true},
    {"方正小标宋简体", "方正小标宋_GBK,小标宋,华文中宋,STZhongsong,宋体,SimSun", "roman", true},
    {"黑体", "SimHei,华文黑体,Noto Sans CJK SC", "swiss", true},
    {"宋体", "SimSun,华文宋体,Noto Serif CJK SC", "roman", true},
    {"微软雅黑", "Microsoft YaHei,黑体,Noto Sans CJK SC", "swiss", true},
};

static bool is_used(const struct layout *layout, const char *name)
{
    for (int i = FACE_BODY; i < FACES; i++)
        if (strcmp(layout->face[i].latin, name) == 0 || strcmp(layout->face[i].chinese, name) == 0)
            return true;
    return false;
}

void word_styles_write_fonts(struct out *out, const struct layout *layout)
{
    out_write(out, STR(HEAD "<w:fonts" NAMESPACE ">"));
    for (size_t i = 0; i < sizeof typeface / sizeof *typeface; i++)
        if (is_used(layout, typeface[i].name))
            out_format(out, "<w:font w:name=\"%s\"><w:altName w:val=\"%s\"/><w:charset w:val=\"%s\"/>"
                       "<w:family w:val=\"%s\"/><w:pitch w:val=\"variable\"/></w:font>", typeface[i].name,
                       typeface[i].others, typeface[i].chinese ? "86" : "00", typeface[i].kind);
    out_write(out, STR("</w:fonts>\n"));
}

/* ---- a paragraph's properties, in the schema's order ---- */

static const struct paragraph_look *look_of(const struct layout *layout, enum paragraph paragraph)
{
    return &layout->look[paragraph];
}

int word_styles_twips(const struct layout *layout, enum paragraph paragraph, int hundredths)
{
    return hundredths * layout_size(layout, paragraph) / 10;
}

static void put_length(struct out *out, const char *name, const struct layout *layout, enum paragraph paragraph,
                       int hundredths)
{
    if (hundredths)
        out_format(out, " w:%sChars=\"%d\" w:%s=\"%d\"", name, hundredths, name,
                   word_styles_twips(layout, paragraph, hundredths));
}

void word_styles_write_indent(struct out *out, const struct layout *layout, enum paragraph paragraph)
{
    const struct paragraph_look *look = look_of(layout, paragraph);
    if (!look->first && !look->left && !look->right && !look->hang)
        return;
    out_write(out, STR("<w:ind"));
    put_length(out, "left", layout, paragraph, look->left);
    put_length(out, "right", layout, paragraph, look->right);
    put_length(out, "hanging", layout, paragraph, look->hang);
    put_length(out, "firstLine", layout, paragraph, look->first);
    out_write(out, STR("/>"));
}

static void put_spacing(struct out *out, const struct paragraph_look *look)
{
    if (!look->before && !look->after && !look->line && !look->exact)
        return;
    out_write(out, STR("<w:spacing"));
    if (look->before)
        out_format(out, " w:before=\"%d\"", look->before);
    if (look->after)
        out_format(out, " w:after=\"%d\"", look->after);
    if (look->exact)
        out_format(out, " w:line=\"%d\" w:lineRule=\"exact\"", look->exact);
    else if (look->line)
        out_format(out, " w:line=\"%d\" w:lineRule=\"auto\"", look->line);
    out_write(out, STR("/>"));
}

static void put_align(struct out *out, char align)
{
    if (align)
        out_format(out, "<w:jc w:val=\"%s\"/>",
                   align == 'c' ? "center" : align == 'r' ? "right" : align == 'b' ? "both" : "left");
}

static void put_frame(struct out *out)
{
    static const char *const side[] = {"top", "left", "bottom", "right"};
    out_write(out, STR("<w:pBdr>"));
    for (size_t i = 0; i < 4; i++)
        out_format(out, "<w:%s w:val=\"single\" w:sz=\"%d\" w:space=\"4\" w:color=\"B54708\"/>", side[i],
                   i == 1 ? 24 : 4);
    out_write(out, STR("</w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFF4E5\"/>"));
}

/* Contents end in a leader up to the number of the page. */
static void put_tabs(struct out *out, const struct layout *layout, enum paragraph paragraph)
{
    if (paragraph >= P_CONTENTS_1 && paragraph <= P_CONTENTS_3)
        out_format(out, "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"%d\"/></w:tabs>",
                   paper_width(&layout->upright));
}

static void put_paragraph(struct out *out, const struct document *document, const struct layout *layout,
                          enum paragraph paragraph)
{
    const struct paragraph_look *look = look_of(layout, paragraph);
    int outline = paragraph_style[paragraph].outline;
    out_write(out, STR("<w:pPr>"));
    if (look->keeps_next)
        out_write(out, STR("<w:keepNext/>"));
    if (look->new_page)
        out_write(out, STR("<w:pageBreakBefore/>"));
    if (paragraph == P_ANNEX)
        out_format(out, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"%d\"/></w:numPr>", LIST_OF_ANNEXES);
    else if (outline && document->numbered)
        out_format(out, "<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%d\"/></w:numPr>", outline - 1,
                   LIST_OF_HEADINGS);
    if (look->framed)
        put_frame(out);
    put_tabs(out, layout, paragraph);
    if (look->tight)
        out_write(out, STR("<w:snapToGrid w:val=\"0\"/>"));
    put_spacing(out, look);
    if (paragraph != P_BODY || layout->manner == MANNER_GONGWEN || document->words->chinese)
        word_styles_write_indent(out, layout, paragraph);
    put_align(out, look->align);
    if (outline)
        out_format(out, "<w:outlineLvl w:val=\"%d\"/>", outline - 1);
    out_write(out, STR("</w:pPr>"));
}

static void put_faces(struct out *out, const struct typeface *face)
{
    out_format(out, "<w:rFonts w:ascii=\"%s\" w:eastAsia=\"%s\" w:hAnsi=\"%s\" w:cs=\"%s\"/>", face->latin,
               face->chinese, face->latin, face->latin);
}

static void put_type(struct out *out, const struct layout *layout, enum paragraph paragraph)
{
    const struct paragraph_look *look = look_of(layout, paragraph);
    bool accent = layout->accent && (paragraph == P_TITLE || paragraph == P_ANNEX || paragraph == P_CONTENTS_HEAD ||
                                     (paragraph >= P_HEADING_1 && paragraph <= P_HEADING_4));
    out_write(out, STR("<w:rPr>"));
    if (look->face)
        put_faces(out, &layout->face[look->face]);
    if (look->bold)
        out_write(out, STR("<w:b/><w:bCs/>"));
    if (accent)
        out_format(out, "<w:color w:val=\"%s\"/>", layout->accent);
    else if (look->light)
        out_write(out, STR("<w:color w:val=\"" GREY "\"/>"));
    if (layout->character_space && (paragraph == P_NORMAL || look->tight))
        out_format(out, "<w:spacing w:val=\"%d\"/>", look->tight ? 0 : layout->character_space);
    if (look->size)
        out_format(out, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", look->size, look->size);
    out_write(out, STR("</w:rPr>"));
}

/* ---- the styles ---- */

static void put_style(struct out *out, const struct document *document, const struct layout *layout,
                      enum paragraph paragraph)
{
    const struct paragraph_style *style = &paragraph_style[paragraph];
    out_format(out, "<w:style w:type=\"paragraph\"%s%s w:styleId=\"%s\"><w:name w:val=\"",
               paragraph == P_NORMAL ? " w:default=\"1\"" : "", style->own ? " w:customStyle=\"1\"" : "", style->id);
    sink_xml(out, str_of(style->own ? voice_text(style->name) : style->name));
    out_write(out, STR("\"/>"));
    if (paragraph != P_NORMAL)
        out_format(out, "<w:basedOn w:val=\"%s\"/>", paragraph_style[style->base].id);
    if (style->next != paragraph)
        out_format(out, "<w:next w:val=\"%s\"/>", paragraph_style[style->next].id);
    out_format(out, "<w:uiPriority w:val=\"%d\"/><w:qFormat/>", 1 + paragraph);
    put_paragraph(out, document, layout, paragraph);
    put_type(out, layout, paragraph);
    out_write(out, STR("</w:style>\n"));
}

static void put_defaults(struct out *out, const struct layout *layout)
{
    out_write(out, STR("<w:docDefaults><w:rPrDefault><w:rPr>"));
    put_faces(out, &layout->face[FACE_BODY]);
    int size = layout_size(layout, P_NORMAL);
    out_format(out, "<w:kern w:val=\"2\"/><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/><w:lang w:val=\"en-US\" "
               "w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\n",
               size, size);
}

static void put_characters(struct out *out, const struct layout *layout)
{
    out_write(out, STR("<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">"
                       "<w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/>"
                       "<w:unhideWhenUsed/></w:style>\n"
                       "<w:style w:type=\"character\" w:styleId=\"" STYLE_LINK "\"><w:name w:val=\"Hyperlink\"/>"
                       "<w:basedOn w:val=\"DefaultParagraphFont\"/><w:uiPriority w:val=\"99\"/><w:unhideWhenUsed/>"
                       "<w:rPr><w:color w:val=\"0B4F8A\"/><w:u w:val=\"single\"/></w:rPr></w:style>\n"
                       "<w:style w:type=\"character\" w:styleId=\"" STYLE_FOOTNOTE "\">"
                       "<w:name w:val=\"footnote reference\"/><w:basedOn w:val=\"DefaultParagraphFont\"/>"
                       "<w:uiPriority w:val=\"99\"/><w:unhideWhenUsed/>"
                       "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\n"
                       "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"" STYLE_CODE "\">"
                       "<w:name w:val=\"Code Character\"/><w:basedOn w:val=\"DefaultParagraphFont\"/>"
                       "<w:uiPriority w:val=\"50\"/><w:rPr>"));
    put_faces(out, &layout->face[FACE_CODE]);
    out_write(out, STR("</w:rPr></w:style>\n"));
}

/* Official tables have all their lines, others a line below each row. */
static void put_borders(struct out *out, bool all)
{
    static const char *const side[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
    out_write(out, STR("<w:tblBorders>"));
    for (size_t i = 0; i < sizeof side / sizeof *side; i++) {
        bool outer = i == 0 || i == 2;
        if (all)
            out_format(out, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>", side[i]);
        else if (outer || i == 4)
            out_format(out, "<w:%s w:val=\"single\" w:sz=\"%d\" w:space=\"0\" w:color=\"%s\"/>", side[i],
                       outer ? 8 : 4, outer ? "565D64" : "CBD4DA");
    }
    out_write(out, STR("</w:tblBorders>"));
}

static void put_tables(struct out *out, const struct layout *layout)
{
    bool official = layout->manner == MANNER_GONGWEN;
    out_write(out, STR("<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
                       "<w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/>"
                       "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>"
                       "<w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>"
                       "<w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n"
                       "<w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\">"
                       "<w:name w:val=\"No List\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/>"
                       "</w:style>\n"
                       "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"" STYLE_TABLE "\"><w:name w:val=\""));
    sink_xml(out, str_of(voice_text("Table of a report")));
    out_write(out, STR("\"/><w:basedOn w:val=\"TableNormal\"/><w:uiPriority w:val=\"59\"/><w:tblPr>"));
    put_borders(out, official);
    out_write(out, STR("<w:tblCellMar><w:top w:w=\"28\" w:type=\"dxa\"/><w:left w:w=\"50\" w:type=\"dxa\"/>"
                       "<w:bottom w:w=\"28\" w:type=\"dxa\"/><w:right w:w=\"50\" w:type=\"dxa\"/></w:tblCellMar>"
                       "</w:tblPr><w:tcPr><w:vAlign w:val=\"center\"/></w:tcPr>"
                       "<w:tblStylePr w:type=\"firstRow\"><w:tcPr>"));
    if (!official)
        out_write(out, STR("<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"565D64\"/>"
                           "</w:tcBorders>"));
    out_write(out, STR("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F0F2F4\"/></w:tcPr></w:tblStylePr>"
                       "</w:style>\n"));
}

void word_styles_write(struct out *out, const struct document *document, const struct layout *layout)
{
    out_write(out, STR(HEAD "<w:styles" NAMESPACE ">\n"));
    put_defaults(out, layout);
    for (enum paragraph i = P_NORMAL; i < PARAGRAPHS; i++)
        put_style(out, document, layout, i);
    put_characters(out, layout);
    put_tables(out, layout);
    out_write(out, STR("</w:styles>\n"));
}
