/* html_style - the page's style sheet: screen wide and narrow, and A4 paper
 *
 * No grid on paper, no color that is lighter than 4.5:1 on its ground, sizes in
 * rem so that zooming works, system fonts with Chinese ones first.
 */

#include "formats/html.h"

static const char *const style[] = {
    ":root{color-scheme:light}",
    "*{box-sizing:border-box}",
    "html{-webkit-text-size-adjust:100%;text-size-adjust:100%}",
    "body{margin:0;background:#fff;color:#1a1d21;font:1rem/1.65 \"Noto Sans CJK SC\",\"Source Han Sans SC\","
    "\"Microsoft YaHei\",\"PingFang SC\",\"Hiragino Sans GB\",sans-serif;overflow-wrap:break-word}",
    "main{max-width:78rem;margin:0 auto;padding:2rem 1.5rem 3rem}",
    "h1{font-size:1.7rem;line-height:1.35;margin:0 0 .4rem;text-wrap:balance}",
    "h2{font-size:1.25rem;line-height:1.4;margin:2.4rem 0 .7rem;padding-bottom:.3rem;border-bottom:1px solid #cbd4da}",
    "h3{font-size:1.05rem;margin:1.5rem 0 .4rem}",
    "p{margin:.4rem 0}",
    ".lead{font-size:1.1rem;font-weight:700}",
    ".meta,.reading{color:#565d64;font-size:.875rem}",
    ".finding{font-weight:700}",
    ".reading{max-width:60rem;line-height:1.55}",
    ".classes{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(10.4rem,1fr));gap:1rem;"
    "margin:1.4rem 0 1rem;padding:0}",
    ".classes li{border-top:4px solid currentColor;background:#f7f9fa;padding:.7rem .9rem .8rem}",
    ".classes .count{display:block;font-size:2rem;font-weight:700;line-height:1.1;font-variant-numeric:tabular-nums}",
    ".classes .what{display:block;font-weight:700;margin-top:.15rem}",
    ".classes .names{display:block;color:#1a1d21;font-size:.875rem;line-height:1.55;margin-top:.35rem}",
    "figure{margin:1rem 0 .6rem}",
    "figcaption,caption{font-weight:700;text-align:left;font-size:1rem;margin:0 0 .5rem}",
    "svg{display:block;width:100%;height:auto}",
    "svg.compact{display:none;max-width:32rem}",
    "details{margin:1rem 0}",
    "summary{cursor:pointer;color:#1f4e79;font-size:.9rem;padding:.2rem 0}",
    ".scroll{overflow-x:auto;margin:.5rem 0;max-width:100%}",
    ".scroll:focus-visible{outline:2px solid #1f4e79;outline-offset:2px}",
    "table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.45}",
    "thead th{border-bottom:2px solid #1a1d21;vertical-align:bottom;white-space:nowrap}",
    "th,td{padding:.42rem .7rem;text-align:left;vertical-align:top}",
    "th:first-child,td:first-child{padding-left:.3rem}",
    "tbody tr{border-bottom:1px solid #e1e5e8}",
    "tbody tr:nth-child(even){background:#f7f9fa}",
    "tbody th{font-weight:400;min-width:11rem}",
    ".r{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}",
    ".b,tbody th.b{font-weight:700}",
    ".c{font-weight:700;white-space:nowrap}",
    ".n{white-space:nowrap}",
    ".t{min-width:15rem}",
    ".m{white-space:nowrap;font-size:.8rem;color:#565d64}",
    "small{font-size:.8em;color:#565d64;font-weight:400}",
    ".account{border-top:1px solid #cbd4da;margin-top:2.2rem}",
    ".account h2,.account h3{border:0;margin-top:1rem}",
    ".account h2 .c{font-size:1rem;margin-left:.6rem}",
    ".steps tbody th{font-weight:700;min-width:9rem;width:15%}",
    ".steps .h{width:44%}",
    ".steps .v{font-weight:700;font-variant-numeric:tabular-nums;min-width:6.5rem}",
    ".steps .p{color:#565d64;font-size:.8rem;overflow-wrap:anywhere;min-width:11rem}",
    ".steps .f{display:block;color:#565d64}",
    ".steps .x{font-variant-numeric:tabular-nums}",
    "tr:target,tr:target td,tr:target th{background:#fff3c4}",
    ".choices th{min-width:8rem}",
    ".other{font-weight:700;white-space:nowrap}",
    ".index{columns:17rem;column-gap:2rem;margin:1rem 0;font-size:.875rem;line-height:1.45}",
    ".index div{break-inside:avoid;border-top:1px solid #e1e5e8;padding:.25rem 0}",
    ".index dt{font-weight:700;font-variant-numeric:tabular-nums}",
    ".index dd{margin:0}",
    ".index ul{list-style:none;margin:0;padding-left:.9rem}",
    ".files{font-size:.875rem;overflow-wrap:anywhere}",
    "a{color:#1f4e79}",
    ".notes ul,.notes ol{margin:.3rem 0;padding-left:1.4rem;font-size:.875rem}",
    ".notes li{margin:.2rem 0}",
    "footer{margin-top:2.5rem;border-top:1px solid #cbd4da;padding-top:.6rem}",
    "@media(max-width:52rem){main{padding:1.2rem 1rem 2rem}h1{font-size:1.35rem}h2{font-size:1.12rem}"
    "svg.wide{display:none}svg.compact{display:block}.classes{gap:.7rem}}",
    "@media(max-width:40rem){.classes{grid-template-columns:1fr}"
    ".steps thead{display:none}.steps,.steps tbody,.steps tr,.steps th,.steps td{display:block;width:auto}"
    ".steps tr{padding:.4rem 0}.steps th,.steps td{padding:.05rem .3rem}.steps td:empty{display:none}}",
    "@page{size:A4;margin:20mm 16mm 18mm;@bottom-center{content:\"— \" counter(page) \" —\";font-size:9pt}}",
    "@page sheet{size:A4 landscape;margin:16mm 14mm 16mm}",
    "@media print{body{font-size:10pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}"
    "main{max-width:none;padding:0}.sheet{page:sheet}.scroll{overflow:visible}"
    "svg.wide{display:block}svg.compact{display:none}"
    "thead{display:table-header-group}tr,li,figure{break-inside:avoid}h1,h2,h3,figcaption,caption"
    "{break-after:avoid}table{font-size:8.5pt}th,td{padding:.3rem .5rem}"
    ".classes{display:block}.classes li{display:block;margin:0 0 .4rem;padding:.4rem .7rem .5rem}"
    ".classes .count,.classes .what{display:inline}.classes .count{font-size:1.4rem}"
    ".classes .names{margin-top:.1rem}.sheet details{break-before:page}summary{display:none}"
    ".steps{font-size:8pt}.account{break-before:page}.index{columns:3;font-size:7.5pt}"
    ".t{min-width:0}.finding{break-after:avoid}footer{break-before:avoid}}",
};

void html_style(struct page *page)
{
    out_write(page->out, STR("<style>\n"));
    for (size_t i = 0; i < sizeof style / sizeof *style; i++)
        out_format(page->out, "%s\n", style[i]);
    for (size_t i = 0; i < page->words->marks; i++)
        out_format(page->out, ".k%zu{color:%.*s}\n", i, (int)page->words->mark[i].color.length,
                   page->words->mark[i].color.at);
    out_write(page->out, STR("</style>\n"));
}
