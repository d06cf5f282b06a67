/* way - see way.h */
#include "base/voice.h"
#include "onward.h"
#include "way.h"

static bool is_ranged(const struct prediction *begun)
{
    return begun->least.known && begun->most.known;
}

static struct model_forecast step_of(const struct prediction *begun)
{
    const struct measure *least = is_ranged(begun) ? &begun->least : &begun->value;
    const struct measure *most = is_ranged(begun) ? &begun->most : &begun->value;
    struct model_forecast step = {.point = measure_near(begun->value)};
    for (int level = 0; level < MODEL_LEVELS; level++) {
        step.low[level] = measure_near(*least);
        step.high[level] = measure_near(*most);
    }
    return step;
}

static bool has_begun(const struct way_ask *ask, unsigned step, struct prediction *begun)
{
    struct period year;
    if (!ask->whole || ask->history->grain != PERIOD_YEAR ||
        !period_step(history_last(ask->history)->period, (int)step, &year) ||
        !wholeyear_begun(ask->series, ask->caliber, year, ask->whole->kind))
        return false;
    struct wholeyear_ask whole = *ask->whole;
    whole.unit = ask->history->unit;
    return wholeyear_find(&whole, ask->series, ask->caliber, year, begun) && onward_fits(ask->history, begun);
}

const struct model_forecast *way_find(const struct way_ask *ask, const struct model_forecast *path, unsigned steps,
                                      struct str *said)
{
    struct model_forecast *way = NULL;
    *said = (struct str){NULL, 0};
    for (unsigned i = 0; i < steps; i++) {
        struct prediction begun;
        if (!has_begun(ask, i + 1, &begun))
            continue;
        struct mem *mem = ask->whole->mem;
        if (!way) {
            way = mem_array(mem, steps, sizeof *way);
            memcpy(way, path, steps * sizeof *way);
        }
        way[i] = step_of(&begun);
        struct str year = period_text(mem, begun.period);
        *said = voice_join(mem, *said,
                           is_ranged(&begun) ? say(mem, "the outlook takes {1} as its year to date makes it", year)
                                             : say(mem, "the outlook takes {1} as its year to date makes it, which has "
                                                        "no range: as certain", year));
    }
    return way ? way : path;
}
