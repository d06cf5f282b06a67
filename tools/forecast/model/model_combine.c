/* model_combine - the mean of several models */
#include "base/str.h"
#include "model/model_rows.h"

/* The combination of the M3 competition: S. Makridakis and M. Hibon, "The M3-Competition",
 * International Journal of Forecasting 16 (2000). */
static const char *const usual[] = {"ses", "holt", "damped"};

static enum model_reason fit_members(const struct model_task *task, struct model_fit *fit)
{
    const struct model_manner *manner = task->manner;
    bool any = false;
    fit->members = manner->members ? manner->members : sizeof usual / sizeof *usual;
    fit->member = mem_array(task->mem, fit->members, sizeof *fit->member);
    for (size_t i = 0; i < fit->members; i++) {
        const struct model *model = manner->members ? manner->member[i] : model_find(str_of(usual[i]));
        /* A combination of combinations would have no end. */
        const struct model_fit *made = model_made(manner, model);
        if (model->combines)
            fit->member[i] = (struct model_fit){.model = model, .reason = MODEL_MEMBERS};
        else if (made)
            fit->member[i] = *made;
        else
            model_fit(model, task->series, manner, task->mem, &fit->member[i]);
        any |= !fit->member[i].reason;
    }
    return any ? MODEL_OK : MODEL_MEMBERS;
}

const struct model model_combine_rows[] = {
    {"combination", N_("the mean of ses, holt and damped, or of models named"), 1, .gaps = true, .combines = true,
     .start = N_("its members'"), .divided = N_("its members'"), .fit = fit_members},
    {0},
};
