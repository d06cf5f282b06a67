/* chart_bump - three dates and more: the course of every unit through the ranks
 *
 * A column for each period and a numbered dot for each rank; the own line heavy, all named at both ends.
 * Over a period without a rank the line is dashed.
 */

#include "compared/lanes.h"

const enum field needs_bump[] = {F_PERIOD, FIELD_COUNT};

void draw_bump(struct scene *scene, const struct view *view, const struct summary *summary,
               const struct chart_how *how)
{
    const struct lanes lanes = lanes_of(view, &how->wish, false);
    (void)summary;
    lanes_draw(scene, &lanes, how, "bump", true);
}

struct str find_bump(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    const struct lanes lanes = lanes_of(view, wish, false);
    (void)summary;
    return lanes_found(&lanes);
}
