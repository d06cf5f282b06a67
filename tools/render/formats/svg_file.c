/* svg_file - one chart as a picture of its own
 *
 * The chart that belongs to the kind of table has the lead sentence as its title, any other what it finds. */

#include "formats/format.h"

#include "base/str.h"
#include "formats/svg.h"

void write_svg(struct report *report)
{
    const struct part *part = &report->part[0];
    struct scene *scene = scene_new(report->mem);
    struct str under = {NULL, 0};
    const struct chart *chart = part->chart;
    bool lead = part->view->kind->chart && str_eq(str_of(chart->name), str_of(part->view->kind->chart));
    for (size_t i = 0; lead && i < part->summary.groups; i++)
        under = words_join(report->words, under, word(report->words, W_SENTENCE_JOIN), part->summary.group[i]);
    struct str title = lead || report->title.length ? report_title(report)
                                                    : chart_title(chart, part->view, &part->summary, &part->wish);
    size_t rows = part->view->table->rows;
    const struct chart_how how = {.to = rows, .all = rows, .alone = true,
                                  .title = title, .under = under, .wish = part->wish};
    chart->draw(scene, part->view, &part->summary, &how);
    const struct svg_frame frame = {.prefix = STR("chart"), .language = word(report->words, W_LANGUAGE_TAG),
                                    .alone = true};
    svg_write(report->out, scene, &frame);
}
