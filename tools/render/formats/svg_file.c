/* svg_file - one chart as a picture of its own */

#include "formats/format.h"

#include "formats/svg.h"

void write_svg(struct report *report)
{
    const struct part *part = &report->part[0];
    struct scene *scene = scene_new(report->mem);
    struct str under = {NULL, 0};
    for (size_t i = 0; i < part->summary.groups; i++)
        under = words_join(report->words, under, word(report->words, W_SENTENCE_JOIN), part->summary.group[i]);
    size_t rows = part->view->table->rows;
    const struct chart_how how = {.to = rows, .all = rows, .alone = true,
                                  .title = report_title(report), .under = under};
    part->chart->draw(scene, part->view, &part->summary, &how);
    const struct svg_frame frame = {.prefix = STR("chart"), .language = word(report->words, W_LANGUAGE_TAG),
                                    .alone = true};
    svg_write(report->out, scene, &frame);
}
