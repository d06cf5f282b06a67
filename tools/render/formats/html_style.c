/* html_style - the page's style sheet: screens of every width, light, dark and in forced colors, and A4
 * paper
 *
 * No grid on paper, no color that is nearer than 4.5:1 to its ground, sizes in rem so that zooming
 * works, system fonts with Chinese ones first.  A picture's colors are attributes, which the sheet
 * answers where the ground is another: one list says what each becomes.
 */

#include "formats/html.h"

#include "base/str.h"
#include "compared/palette.h"
#include "charts/scene.h"
#include "view/sink.h"

static const char *const style[] = {
    ":root{color-scheme:light dark;--paper:#fff;--ink:#1a1d21;--dim:#565d64;--rule:#cbd4da;--hair:#e1e5e8;"
    "--stripe:#f7f9fa;--link:#1f4e79;--found:#fff3c4;--alert:#b54708}",
    "*{box-sizing:border-box}",
    "html{-webkit-text-size-adjust:100%;text-size-adjust:100%}",
    "body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.65 \"Noto Sans CJK SC\",\"Source Han Sans SC\","
    "\"Microsoft YaHei\",\"PingFang SC\",\"Hiragino Sans GB\",sans-serif;overflow-wrap:break-word}",
    "main{max-width:78rem;margin:0 auto;padding:2rem 1.5rem 3rem}",
    "h1{font-size:1.7rem;line-height:1.35;margin:0 0 .4rem;text-wrap:balance;overflow-wrap:anywhere}",
    "h2{font-size:1.25rem;line-height:1.4;margin:2.4rem 0 .7rem;padding-bottom:.3rem;border-bottom:1px solid "
    "var(--rule);overflow-wrap:anywhere}",
    "h3{font-size:1.05rem;margin:1.5rem 0 .4rem}",
    "p{margin:.4rem 0;overflow-wrap:anywhere}",
    ".lead{font-size:1.1rem;font-weight:700}",
    ".meta,.reading{color:var(--dim);font-size:.875rem}",
    ".finding{font-weight:700}",
    ".reading{max-width:60rem;line-height:1.55}",
    ".classes{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(10.4rem,1fr));gap:1rem;"
    "margin:1.4rem 0 1rem;padding:0}",
    ".classes li{border-top:4px solid currentColor;background:var(--stripe);padding:.7rem .9rem .8rem;min-width:0}",
    ".classes .count{display:block;font-size:2rem;font-weight:700;line-height:1.1;font-variant-numeric:tabular-nums}",
    ".classes .what{display:block;font-weight:700;margin-top:.15rem}",
    ".classes .names{display:block;color:var(--ink);font-size:.875rem;line-height:1.55;margin-top:.35rem;"
    "overflow-wrap:anywhere}",
    "figure{margin:1rem 0 .6rem}",
    "figcaption,caption{font-weight:700;text-align:left;font-size:1rem;margin:0 0 .5rem;overflow-wrap:anywhere}",
    "svg{display:block;max-width:100%;height:auto}",
    ".compact svg{width:100%}",
    ".compact,.again{display:none}",
    "details{margin:1rem 0}",
    "summary{cursor:pointer;color:var(--link);font-size:.9rem;padding:.2rem 0}",
    ".scroll{overflow-x:auto;margin:.5rem 0;max-width:100%}",
    /* A shade at the side where a table goes on: the paper, which moves with the table, covers it at the ends. */
    "@media screen{.scroll{background:linear-gradient(to right,var(--paper) 40%,transparent) 0 0/2.5rem 100% local,"
    "linear-gradient(to left,var(--paper) 40%,transparent) 100% 0/2.5rem 100% local,"
    "linear-gradient(to right,var(--rule),transparent) 0 0/1rem 100% scroll,"
    "linear-gradient(to left,var(--rule),transparent) 100% 0/1rem 100% scroll;background-repeat:no-repeat}"
    ".scroll tbody tr:nth-child(even){background:color-mix(in srgb,var(--ink) 3%,transparent)}}",
    /* A caption is as wide as what one sees of its table, and stays when the table is moved. */
    "@media screen{.scroll{container-type:inline-size}.scroll caption{position:sticky;left:0;max-width:100cqw}}",
    ".scroll:focus-visible{outline:2px solid var(--link);outline-offset:2px}",
    "table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.45}",
    "thead th{border-bottom:2px solid var(--ink);vertical-align:bottom;text-wrap:balance;min-width:4.5em}",
    "thead th:first-child{min-width:3.4em}",
    "th,td{padding:.42rem .6rem;text-align:left;vertical-align:top}",
    "td{white-space:nowrap}",
    "th:first-child,td:first-child{padding-left:.3rem}",
    "tbody tr{border-bottom:1px solid var(--hair)}",
    "tbody tr:nth-child(even){background:var(--stripe)}",
    "tbody th{font-weight:400;min-width:11rem;overflow-wrap:anywhere}",
    ".r{text-align:right;font-variant-numeric:tabular-nums}",
    ".b,tbody th.b{font-weight:700}",
    ".c{font-weight:700}",
    ".w{white-space:normal}",
    ".t{min-width:15rem;white-space:normal;overflow-wrap:anywhere}",
    ".lined tr[id]::after{content:attr(id);display:table-cell;padding:.42rem .3rem;text-align:right;font-size:.75em;"
    "white-space:nowrap;"
    "color:var(--dim);font-variant-numeric:tabular-nums;vertical-align:top}",
    "tr:target,li:target{background:var(--found)}",
    "td a,th a,h1 a,.lead a,.finding a,.names a{color:inherit;text-decoration-color:var(--rule);"
    "text-underline-offset:.2em}",
    ".lines{color:var(--dim);font-size:.75rem;text-align:right;margin-top:.2rem}",
    ".m{font-size:.8rem;color:var(--dim)}",
    "small{font-size:.8em;color:var(--dim);font-weight:400}",
    ".account{border-top:1px solid var(--rule);margin-top:2.2rem}",
    ".account h2,.account h3{border:0;margin-top:1rem}",
    ".account h2 .c{font-size:1rem;margin-left:.6rem}",
    ".steps tbody th{font-weight:700;min-width:9rem;width:15%}",
    ".steps td{white-space:normal}",
    ".steps .h{width:44%;overflow-wrap:anywhere}",
    ".steps .v{font-weight:700;font-variant-numeric:tabular-nums;min-width:6.5rem}",
    ".steps .p{color:var(--dim);font-size:.8rem;overflow-wrap:anywhere;min-width:11rem}",
    ".steps .f{display:block;color:var(--dim)}",
    ".steps .x{font-variant-numeric:tabular-nums}",
    "tr:target,tr:target td,tr:target th{background:var(--found)}",
    ".choices th{min-width:8rem}",
    ".other{font-weight:700;white-space:nowrap}",
    ".index{columns:17rem;column-gap:2rem;margin:1rem 0;font-size:.875rem;line-height:1.45}",
    ".index div{break-inside:avoid;border-top:1px solid var(--hair);padding:.25rem 0}",
    ".index dt{font-weight:700;font-variant-numeric:tabular-nums}",
    ".index dd{margin:0}",
    ".index ul{list-style:none;margin:0;padding-left:.9rem}",
    ".files{font-size:.875rem;overflow-wrap:anywhere}",
    "a{color:var(--link)}",
    ".notes ul,.notes ol{margin:.3rem 0;padding-left:1.4rem;font-size:.875rem}",
    ".notes li{margin:.2rem 0;overflow-wrap:anywhere}",
    "footer{margin-top:2.5rem;border-top:1px solid var(--rule);padding-top:.6rem}",
    "@media screen and (max-width:64rem){.wide{display:none}.compact{display:block;max-width:40rem}}",
    "@media screen and (max-width:64rem) and (min-width:44rem){.compact{display:grid;grid-template-columns:1fr 1fr;"
    "gap:0 2rem;align-items:start;max-width:none}.compact .again{display:block}"
    ".compact .piece:only-child{grid-column:1/-1;max-width:40rem}}",
    "@media screen and (max-width:52rem){main{padding:1.2rem 1rem 2rem}h1{font-size:1.35rem}h2{font-size:1.12rem}"
    ".classes{gap:.7rem}}",
    "@media screen and (max-width:40rem){.classes{grid-template-columns:1fr}}",
    "@media screen and (max-width:40rem){.steps thead{display:none}"
    ".steps,.steps tbody,.steps tr,.steps th,.steps td,.steps .h"
    "{display:block;width:auto}.steps tr{padding:.4rem 0}.steps th,.steps td{padding:.05rem .3rem}"
    ".steps td:empty{display:none}}",
    "@page{size:A4;margin:20mm 16mm 18mm;@bottom-center{content:\"— \" counter(page) \" —\";font-size:9pt}}",
    "@page sheet{size:A4 landscape;margin:16mm 14mm 16mm}",
    "@media print{:root{color-scheme:light}body{font-size:10pt;print-color-adjust:exact;"
    "-webkit-print-color-adjust:exact}main{max-width:none;padding:0}.sheet,header:has(+.sheet){page:sheet}"
    ".sheet+.sheet{break-before:page}.scroll{overflow:visible}"
    ".wide .again{display:block}.piece{break-inside:avoid}"
    ".sheet h2{margin-top:0;font-size:1.1rem}figure{margin:.3rem 0}figcaption{font-size:.9rem;line-height:1.5}"
    "thead{display:table-header-group}tr,li{break-inside:avoid}h1,h2,h3,figcaption,caption{break-after:avoid}"
    ".reading{break-before:avoid}table{font-size:8.5pt}th,td{padding:.3rem .5rem}"
    "td,thead th{white-space:normal;overflow-wrap:break-word}.c{white-space:nowrap}"
    "thead th{min-width:3.4em}tbody th,.t{min-width:9em}"
    ".classes{display:block}.classes li{display:block;margin:0 0 .4rem;padding:.4rem .7rem .5rem}"
    ".classes .count,.classes .what{display:inline}.classes .count{font-size:1.4rem}"
    ".classes .names{margin-top:.1rem}.sheet details{break-before:page}summary{display:none}"
    ".steps{font-size:8pt}.account{break-before:page}.index{columns:3;font-size:7.5pt}"
    "details::details-content{content-visibility:visible;block-size:auto}"
    ".finding{break-after:avoid}footer{break-before:avoid}}",
    ".contents{margin:1.2rem 0;border-left:4px solid var(--rule);padding:.2rem 0 .2rem 1rem}.contents ol{"
    "list-style:none;margin:0;padding:0}.contents ol ol{padding-left:1.6rem}.contents li{margin:.15rem 0}",
    "h4,h5{font-size:1rem;margin:1.1rem 0 .3rem}",
    "sup{line-height:0;font-size:.75em}.footnotes{font-size:.85rem;border-top:1px solid var(--rule);margin-top:2rem}",
    ".cite{color:inherit;text-decoration:underline;text-decoration-style:dotted;text-underline-offset:.2em}",
    ".alert{border-left:4px solid var(--alert);background:var(--found);padding:.5rem .9rem;margin:.8rem 0}",
    ".number,.subtitle,.document-title{text-align:center}.signature,.date{text-align:right}",
    ".copy{border-top:1px solid var(--rule);padding-top:.3rem}",
    ".draft{text-align:right;color:var(--alert);font-weight:700;letter-spacing:.3em}",
    "pre{overflow-x:auto;background:var(--stripe);padding:.6rem .8rem}blockquote{margin:.6rem 0 .6rem 1rem;"
    "border-left:3px solid var(--rule);padding-left:.9rem}",
    "dl.about{display:grid;grid-template-columns:fit-content(45%) minmax(0,1fr);gap:.15rem 1rem;font-size:.875rem;"
    "margin:.6rem 0}dl.about dt{color:var(--dim);overflow-wrap:anywhere}dl.about dd{margin:0;overflow-wrap:anywhere}",
    "nav.site{font-size:.9rem;margin:0 0 1rem}nav.site a{margin-right:1rem}",
    ".page-end{break-after:page}",
    "@media print{.page-end{break-after:page}nav.site,.download{display:none}.contents{break-after:page}"
    "dl.about{display:block}dl.about dt,dl.about dd{display:inline}dl.about dd:after{content:\"\\A\";white-space:pre}}",
    "@media screen and (prefers-color-scheme:dark){:root{--paper:#15181b;--ink:#e8eaed;--dim:#a9b1b8;--rule:#4a5258;"
    "--hair:#2d3338;--stripe:#1c2024;--link:#8ab8e6;--found:#4a4020;--alert:#f0a36b}}",
};

/* On paper a document of an authority looks as GB/T 9704 has it: its margins, faces and sizes. */
static const char official[] =
    "@media print{@page{margin:37mm 26mm 35mm 28mm}body{font:16pt/28.95pt FangSong_GB2312,FangSong,STFangsong,"
    "\"Noto Serif CJK SC\",serif}main>p,.sheet>p{text-indent:2em}h1{font:22pt/1.4 FZXiaoBiaoSong-B05S,STZhongsong,"
    "\"Noto Serif CJK SC\",serif;text-align:center}h2{font:16pt/28.95pt SimHei,\"Noto Sans CJK SC\",sans-serif;"
    "border:0;padding:0 0 0 2em}h3{font:16pt/28.95pt KaiTi_GB2312,KaiTi,STKaiti,\"Noto Serif CJK SC\",serif;"
    "padding-left:2em}h4,h5{font:16pt/28.95pt FangSong_GB2312,FangSong,\"Noto Serif CJK SC\",serif;padding-left:2em}"
    "main>p.addressee,main>p.reading,main>p.meta{text-indent:0}main>p.signature,main>p.date{padding-right:4em}"
    "figure,table{font-family:\"Noto Sans CJK SC\",SimSun,sans-serif;line-height:1.45}}";

/* What a color of the pictures becomes on a dark ground, and where the reader's own colors are forced
 * on the page. */
static const struct {
    struct str color;
    const char *dark, *forced;
} palette[] = {
    {INK, "#e8eaed", "CanvasText"}, {DIM, "#a9b1b8", "CanvasText"}, {EDGE, "#9aa3ab", "CanvasText"},
    {RULE, "#8b939a", "CanvasText"}, {HAIR, "#2d3338", "GrayText"}, {TRACK, "#262b30", "Canvas"},
    {BAND, "#4a5258", "GrayText"}, {SHADE, "#373e44", "Canvas"},
    {STRIPE, "#1c2024", "Canvas"}, {PAPER, "#15181b", "Canvas"},
    {GOOD, "#8ab8e6", "Highlight"}, {FAIR, "#8ab8e6", "Highlight"}, {POOR, "#f2a36b", "Highlight"},
    {GRAVE, "#f08c6c", "Highlight"},
};

static void put_answer(struct out *out, struct str color, const char *answer)
{
    out_format(out, "svg [fill=\"%.*s\"]{fill:%s}svg [stroke=\"%.*s\"]{stroke:%s}", (int)color.length, color.at, answer,
               (int)color.length, color.at, answer);
}

/* Is it the color of a class, which is answered as such? */
static bool is_class(const struct vocabulary *words, struct str color)
{
    for (size_t i = 0; i < words->marks; i++)
        if (str_eq(words->mark[i].color, color))
            return true;
    return false;
}

static int hex(char digit)
{
    return digit <= '9' ? digit - '0' : (digit | 32) - 'a' + 10;
}

/* How bright a color is, 0 to 65025: near enough to what eyes see. */
static int brightness(const int part[3])
{
    return (2126 * part[0] * part[0] + 7152 * part[1] * part[1] + 722 * part[2] * part[2]) / 10000;
}

/* A class's color mixed with white until it can be read on the dark ground. */
static struct str lightened(struct mem *mem, struct str color)
{
    enum { READABLE = 24000 };
    int part[3];
    for (int i = 0; i < 3; i++)
        part[i] = hex(color.at[1 + 2 * i]) * 16 + hex(color.at[2 + 2 * i]);
    while (brightness(part) < READABLE)
        for (int i = 0; i < 3; i++)
            part[i] += (255 - part[i] + 9) / 10;
    return mem_format(mem, "#%02x%02x%02x", (unsigned)part[0], (unsigned)part[1], (unsigned)part[2]);
}

static void put_dark(struct page *page)
{
    struct out *out = page->out;
    const struct vocabulary *words = page->words;
    out_write(out, STR("@media screen and (prefers-color-scheme:dark){"));
    for (size_t i = 0; i < sizeof palette / sizeof *palette; i++)
        if (!is_class(words, palette[i].color))
            put_answer(out, palette[i].color, palette[i].dark);
    out_format(out, "svg text:not([fill]){fill:%s}", palette[0].dark);
    for (size_t i = 0; i < words->marks; i++) {
        struct str light = lightened(page->report->mem, words->mark[i].color);
        out_format(out, ".k%zu{color:%.*s}", i, (int)light.length, light.at);
        put_answer(out, words->mark[i].color, light.at);
    }
    out_write(out, STR("}\n"));
}

/* Shapes keep their places; what carries the finding is what the reader has chosen for that. */
static void put_forced(struct page *page)
{
    struct out *out = page->out;
    const struct vocabulary *words = page->words;
    out_write(out, STR("@media screen and (forced-colors:active){svg{forced-color-adjust:none}"));
    for (size_t i = 0; i < words->marks; i++)
        put_answer(out, words->mark[i].color, "Highlight");
    for (size_t i = 0; i < sizeof palette / sizeof *palette; i++)
        if (!is_class(words, palette[i].color))
            put_answer(out, palette[i].color, palette[i].forced);
    for (int i = 0; i < PALETTE_STEPS + PALETTE_SHADES; i++) { /* a tile keeps its number alone */
        struct str tile = i < PALETTE_STEPS ? palette_step(i) : palette_shade(i - PALETTE_STEPS);
        out_format(out, "svg rect[fill=\"%.*s\"]{fill:Canvas;stroke:GrayText}", (int)tile.length, tile.at);
    }
    out_format(out, "svg rect[fill=\"%.*s\"]{stroke:GrayText}svg text,svg tspan,svg text[fill],svg tspan[fill]"
               "{fill:CanvasText}}\n", (int)TRACK.length, TRACK.at);
}

void html_style_sheet(struct page *page)
{
    for (size_t i = 0; i < sizeof style / sizeof *style; i++)
        out_format(page->out, "%s\n", style[i]);
    for (size_t i = 0; i < page->words->marks; i++)
        out_format(page->out, ".k%zu{color:%.*s}\n", i, (int)page->words->mark[i].color.length,
                   page->words->mark[i].color.at);
    put_dark(page);
    put_forced(page);
}

void html_style(struct page *page)
{
    if (page->style_file.length) {
        out_write(page->out, STR("<link rel=\"stylesheet\" href=\""));
        sink_xml(page->out, page->style_file);
        out_write(page->out, STR("\"/>\n"));
        return;
    }
    out_write(page->out, STR("<style>\n"));
    html_style_sheet(page);
    if (page->official)
        out_format(page->out, "%s\n", official);
    out_write(page->out, STR("</style>\n"));
}
