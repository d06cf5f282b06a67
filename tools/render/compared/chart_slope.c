/* chart_slope - two dates: who overtook whom
 *
 * A line for each unit from its rank then to its rank now, or from value to value; the own one heavy,
 * all named at both ends, names moved apart where they would lie on each other.
 */

#include "compared/lanes.h"

const enum field needs_slope[] = {F_PERIOD, FIELD_COUNT};

void draw_slope(struct scene *scene, const struct view *view, const struct summary *summary,
                const struct chart_how *how)
{
    const struct lanes lanes = lanes_of(view, &how->wish, true);
    (void)summary;
    lanes_draw(scene, &lanes, how, "slope", false);
}

struct str find_slope(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    const struct lanes lanes = lanes_of(view, wish, true);
    (void)summary;
    return lanes_found(&lanes);
}
