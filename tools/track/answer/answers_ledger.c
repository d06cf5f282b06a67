/* answers_ledger - submissions, who is punctual, and the ledger of items */
#include "answer/answers.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "language/closed.h"
#include "ledger/docket.h"
#include "ledger/submissions.h"
#include "ledger/touches.h"

static struct submissions *load(struct desk *desk, const char *answer)
{
    desk_need(answer, "--submissions", N_("item, owner, due and when it came"), desk->ask->submissions);
    return submissions_load(desk->job->mem, job_table(desk->job, desk->ask->submissions), desk_workdays(desk),
                            desk->basis.at);
}

static void write_submissions(struct desk *desk)
{
    const struct submissions *submissions = load(desk, "submissions");
    size_t columns = desk_header(desk, submission_name);
    for (uint32_t i = 0; i < submissions->count; i++) {
        struct mem_mark mark = mem_mark(desk->scratch);
        desk_row(desk, submission_texts(desk->scratch, &submissions->row[i]), columns);
        mem_rewind(desk->scratch, mark);
    }
}

static void write_punctuality(struct desk *desk)
{
    uint32_t count;
    const struct submissions *submissions = load(desk, "punctuality");
    const struct punctuality *owner = submissions_by_owner(desk->job->mem, submissions, &count);
    size_t columns = desk_header(desk, punctuality_name);
    for (uint32_t i = 0; i < count; i++)
        desk_row(desk, punctuality_texts(desk->job->mem, &owner[i]), columns);
}

/* ---- the ledger ---- */

/* Makes an object or an indicator the one that conditions ask. */
static int turn_to(void *state, struct str code)
{
    struct desk *desk = state;
    uint32_t row = objects_find(desk->objects, code);
    if (row != OBJECT_ROW_NONE) {
        desk_turn(desk, row);
        return MANDATE_OF_OBJECT;
    }
    for (uint32_t i = 0; desk->assessed && i < desk->assessed->count; i++)
        if (str_eq(sheaf_field(desk->assessed, i, "indicator"), code)) {
            desk->facts[MANDATE_OF_INDICATOR].text = desk->assessed->cell[i];
            return MANDATE_OF_INDICATOR;
        }
    return group_find(desk_pillars(desk), &code) ? DOCKET_OF_PILLAR : DOCKET_OF_NOTHING;
}

static const struct sheaf *load_ledger(struct desk *desk, const char *answer)
{
    desk_need(answer, "--ledger", N_("item, kind and what belongs to it"), desk->ask->ledger);
    return sheaf_load(desk->job->mem, job_table(desk->job, desk->ask->ledger), "item,kind", DOCKET_READ, "--ledger");
}

static void write_ledger(struct desk *desk)
{
    struct mem *mem = desk->job->mem;
    const struct sheaf *rows = load_ledger(desk, "ledger");
    const struct sheaf *assessed = desk_assessed(desk);
    desk->facts[MANDATE_OF_OBJECT] =
        (struct mandate_facts){desk->lines->name, desk->lines->count, desk->lines->text, lines_closed};
    if (assessed)
        desk->facts[MANDATE_OF_INDICATOR] =
            (struct mandate_facts){assessed->columns.name, assessed->columns.count, NULL, closed_judged};
    const struct docket_basis basis = {desk->objects, desk_workdays(desk), desk->facts, turn_to, desk, desk->basis.at};
    docket_write(mem, rows, &basis, desk_writer(desk));
}

static struct str status_of(void *state, uint32_t object)
{
    struct desk *desk = state;
    return word_code(WORD_STATUSES, (int)desk_turn(desk, object).status);
}

static void write_touches(struct desk *desk)
{
    struct mem *mem = desk->job->mem;
    const struct sheaf *rows = load_ledger(desk, "touches");
    const struct touch_basis basis = {
        .objects = desk->objects, .reports = desk->filings, .assessed = desk_assessed(desk),
        .pillars = desk_pillars(desk), .status = status_of, .state = desk,
        .figures = desk->ask->figures ? sheaf_load(mem, job_table(desk->job, desk->ask->figures),
                                                   "indicator,period,value", TOUCH_FIGURES, "--figures") : NULL};
    touches_write(mem, rows, &basis, desk_writer(desk));
}

#define HANDED_IN "submissions|holidays"

const struct reply answers_ledger[] = {
    {"submissions", "each item that was due, when it came, and how many working days late", HANDED_IN, NULL, NULL,
     write_submissions},
    {"punctuality", "owners by how punctually they hand in", HANDED_IN, NULL, NULL, write_punctuality},
    {"ledger", "opinions, problems, measures, requests and the like: what is open, and what each lacks",
     "ledger|assessed|pillars|holidays", NULL, NULL, write_ledger},
    {"touches", "what each item of the ledger touches, and its figure before and after",
     "ledger|assessed|pillars|figures", NULL, NULL, write_touches},
    {0}};
