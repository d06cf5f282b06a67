/* word_about - see word_about.h */

#include "office/word_about.h"

#include "base/str.h"
#include "view/figure.h"
#include "view/sink.h"

#define TYPE_OFFICE "application/vnd.openxmlformats-officedocument."
#define KIND_CORE "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
#define OF_PROPERTIES "http://schemas.openxmlformats.org/officeDocument/2006/"

/* ---- settings ---- */

void word_settings(struct pen *pen)
{
    struct out *out = archive_part(pen->archive, "word/settings.xml", PEN_TYPE "settings+xml");
    archive_relate(pen->archive, "word/document.xml", "settings", STR("settings.xml"), false);
    out_write(out, STR(PEN_HEAD "<w:settings" PEN_NAMESPACES "><w:zoom w:percent=\"100\"/>"
                       "<w:defaultTabStop w:val=\"420\"/>"));
    if (pen->layout->sides)
        out_write(out, STR("<w:evenAndOddHeaders/>"));
    out_write(out, STR("<w:characterSpacingControl w:val=\"compressPunctuation\"/>"
                       "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>"
                       "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
                       "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
                       "<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>"
                       "<w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>\n"));
}

/* ---- head and foot ---- */

/* A text across the page behind everything, as Word makes its own watermarks. */
static void put_watermark(struct pen *pen, int number, struct str text)
{
    struct out *out = pen->out;
    out_write(out, STR("<w:r><w:pict xmlns:v=\"urn:schemas-microsoft-com:vml\" "
                       "xmlns:o=\"urn:schemas-microsoft-com:office:office\"><v:shapetype id=\"_x0000_t136\" "
                       "coordsize=\"21600,21600\" o:spt=\"136\" adj=\"10800\" path=\"m@7,l@8,m@5,21600l@6,21600e\">"
                       "<v:formulas><v:f eqn=\"sum #0 0 10800\"/><v:f eqn=\"prod #0 2 1\"/>"
                       "<v:f eqn=\"sum 21600 0 @1\"/><v:f eqn=\"sum 0 0 @2\"/><v:f eqn=\"sum 21600 0 @3\"/>"
                       "<v:f eqn=\"if @0 @3 0\"/><v:f eqn=\"if @0 21600 @1\"/><v:f eqn=\"if @0 0 @2\"/>"
                       "<v:f eqn=\"if @0 @4 21600\"/><v:f eqn=\"mid @5 @6\"/><v:f eqn=\"mid @8 @5\"/>"
                       "<v:f eqn=\"mid @7 @8\"/><v:f eqn=\"mid @6 @7\"/><v:f eqn=\"sum @6 0 @5\"/></v:formulas>"
                       "<v:path textpathok=\"t\" o:connecttype=\"custom\" "
                       "o:connectlocs=\"@9,0;@10,10800;@11,21600;@12,10800\" o:connectangles=\"270,180,90,0\"/>"
                       "<v:textpath on=\"t\" fitshape=\"t\"/><o:lock v:ext=\"edit\" text=\"t\" shapetype=\"t\"/>"
                       "</v:shapetype>"));
    long width = 150 * (long)((str_width(text, 2) + 1) / 2);
    out_format(out, "<v:shape id=\"PowerPlusWaterMarkObject%d\" o:spid=\"_x0000_s%d\" type=\"#_x0000_t136\" "
               "style=\"position:absolute;margin-left:0;margin-top:0;width:%ldpt;height:150pt;rotation:315;"
               "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
               "mso-position-vertical:center;mso-position-vertical-relative:margin\" o:allowincell=\"f\" "
               "fillcolor=\"#d9d9d9\" stroked=\"f\"><v:fill opacity=\".5\"/><v:textpath "
               "style=\"font-family:&quot;%s&quot;;font-size:1pt\" string=\"", number, 2048 + number, width,
               pen->chinese ? "黑体" : "Arial");
    sink_xml(out, text);
    out_write(out, STR("\"/></v:shape></w:pict></w:r>"));
}

/* A draft says so in words too, which is what a screen reader and a bad printer leave of it. */
static void put_header(struct pen *pen, int number)
{
    struct str path = mem_format(pen->mem, "word/header%d.xml", number);
    struct str draft = word(pen->document->words, W_DRAFT);
    pen->out = archive_part(pen->archive, path.at, PEN_TYPE "header+xml");
    out_write(pen->out, STR(PEN_HEAD "<w:hdr" PEN_NAMESPACES ">"));
    pen_begin(pen, P_HEADER, NULL);
    put_watermark(pen, number, draft);
    pen_text(pen, draft, 0, (struct str){NULL, 0});
    pen_end(pen);
    out_write(pen->out, STR("</w:hdr>\n"));
}

static void put_footer(struct pen *pen, int number)
{
    bool official = pen->layout->sides;
    struct str path = mem_format(pen->mem, "word/footer%d.xml", number);
    pen->out = archive_part(pen->archive, path.at, PEN_TYPE "footer+xml");
    out_write(pen->out, STR(PEN_HEAD "<w:ftr" PEN_NAMESPACES ">"));
    pen_begin(pen, number > 1 ? P_FOOTER_EVEN : P_FOOTER, NULL);
    pen_text(pen, official ? STR("— ") : STR(""), 0, (struct str){NULL, 0});
    pen_field(pen, "PAGE", STR("1"));
    pen_text(pen, official ? STR(" —") : STR(" / "), 0, (struct str){NULL, 0});
    if (!official)
        pen_field(pen, "NUMPAGES", STR("1"));
    pen_end(pen);
    out_write(pen->out, STR("</w:ftr>\n"));
}

void word_sides(struct pen *pen)
{
    for (int number = 1; number <= 1 + pen->layout->sides; number++) {
        if (pen->document->draft)
            put_header(pen, number);
        put_footer(pen, number);
    }
}

/* ---- footnotes ---- */

void word_open_footnotes(struct pen *pen)
{
    pen->footnotes = archive_part(pen->archive, "word/footnotes.xml", PEN_TYPE "footnotes+xml");
    archive_relate(pen->archive, "word/document.xml", "footnotes", STR("footnotes.xml"), false);
    out_write(pen->footnotes,
              STR(PEN_HEAD "<w:footnotes" PEN_NAMESPACES ">\n<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:pPr>"
                  "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:r><w:separator/></w:r></w:p>"
                  "</w:footnote>\n"
                  "<w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:pPr><w:spacing w:line=\"240\" "
                  "w:lineRule=\"auto\"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>\n"));
}

void word_close_footnotes(struct pen *pen)
{
    out_write(pen->footnotes, STR("</w:footnotes>\n"));
}

/* ---- properties ---- */

static void put_element(struct out *out, const char *name, struct str text)
{
    if (text.length == 0)
        return;
    out_format(out, "<%s>", name);
    sink_xml(out, text);
    out_format(out, "</%s>", name);
}

/* Without a date that is told the document bears none, and is the same on every day. */
static void put_core(struct pen *pen)
{
    const struct document *document = pen->document;
    struct str when = figure_moment(pen->mem);
    struct out *out = archive_part(pen->archive, "docProps/core.xml",
                                   "application/vnd.openxmlformats-package.core-properties+xml");
    archive_relate(pen->archive, NULL, KIND_CORE, STR("docProps/core.xml"), false);
    out_write(out, STR(PEN_HEAD "<cp:coreProperties "
                       "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
                       "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                       "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"));
    put_element(out, "dc:title", document->title);
    put_element(out, "dc:subject", document->subject);
    put_element(out, "dc:creator", document->publisher);
    put_element(out, "dc:language", pen->chinese ? STR("zh-CN") : STR("en"));
    for (int i = 0; when.length && i < 2; i++)
        out_format(out, "<dcterms:%s xsi:type=\"dcterms:W3CDTF\">%.*s</dcterms:%s>", i ? "modified" : "created",
                   STR_ARG(when), i ? "modified" : "created");
    out_write(out, STR("</cp:coreProperties>\n"));
}

static void put_app(struct pen *pen)
{
    struct out *out = archive_part(pen->archive, "docProps/app.xml", TYPE_OFFICE "extended-properties+xml");
    archive_relate(pen->archive, NULL, "extended-properties", STR("docProps/app.xml"), false);
    out_write(out, STR(PEN_HEAD "<Properties xmlns=\"" OF_PROPERTIES "extended-properties\">"
                       "<Application>Steelyard</Application>"));
    put_element(out, "Company", pen->document->publisher);
    out_write(out, STR("</Properties>\n"));
}

/* A key that comes twice is written once, with all that it says: Word wants names that differ. */
static bool came_before(const struct document *document, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (str_eq(document->property[k].key, document->property[i].key))
            return true;
    return document->property[i].key.length == 0;
}

static struct str said_under(const struct pen *pen, const struct property *first)
{
    const struct document *document = pen->document;
    struct str all = first->value;
    for (size_t i = (size_t)(first - document->property) + 1; i < document->properties; i++)
        if (str_eq(document->property[i].key, first->key))
            all = mem_append(pen->mem, all, pen->chinese ? STR("；") : STR("; "), document->property[i].value);
    return all;
}

static void put_property(struct pen *pen, struct out *out, int number, struct str key, struct str value)
{
    out_format(out, "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"%d\"", number);
    pen->out = out;
    pen_attribute(pen, "name", key, 250);
    out_write(out, STR("><vt:lpwstr>"));
    sink_xml(out, value);
    out_write(out, STR("</vt:lpwstr></property>"));
}

static void put_custom(struct pen *pen)
{
    const struct document *document = pen->document;
    struct out *out = archive_part(pen->archive, "docProps/custom.xml", TYPE_OFFICE "custom-properties+xml");
    int number = 2; /* 0 and 1 are Word's */
    archive_relate(pen->archive, NULL, "custom-properties", STR("docProps/custom.xml"), false);
    out_write(out, STR(PEN_HEAD "<Properties xmlns=\"" OF_PROPERTIES "custom-properties\" "
                       "xmlns:vt=\"" OF_PROPERTIES "docPropsVTypes\">"));
    put_property(pen, out, number++, STR("steelyard"), STR(STEELYARD_VERSION));
    for (size_t i = 0; i < document->properties; i++)
        if (!came_before(document, i) && !str_eq(document->property[i].key, STR("steelyard")))
            put_property(pen, out, number++, document->property[i].key,
                         said_under(pen, &document->property[i]));
    out_write(out, STR("</Properties>\n"));
}

void word_properties(struct pen *pen)
{
    put_core(pen);
    put_app(pen);
    put_custom(pen);
}
