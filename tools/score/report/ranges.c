/* ranges - see ranges.h */
#include "base/diag.h"
#include "base/str.h"
#include "report/ranges.h"

/* Tells that weights which are varied could not be found. */
static void tell_weights(const struct scored *s, const struct trials *trials, uint32_t period)
{
    if (trials_why(trials))
        diag_report(DIAG_WEIGHTS, NULL, "in %.*s weights that are varied cannot be found, and the given ones count: %s",
                    STR_ARG(scored_period(s, period)), voice_text(trials_why(trials)));
}

/* ---- ranks ---- */

static void write_range(struct scored *s, const struct ranging *how, uint32_t period, uint32_t unit,
                        const struct rank_range *r)
{
    struct mem *mem = s->mem;
    struct writer *writer = s->writer;
    struct identity identity = scored_identity(s, unit, &s->chain.tree->node[0]), *id = &identity;
    struct str reason = *cube_absent(&s->prepared.scaled, period, unit);
    if (!reason.length && !r->runs)
        reason = say(mem, "no score in any run");
    else if (!reason.length && r->runs < how->runs)
        reason = say(mem, "no score in {1} runs, which do not count", mem_whole(mem, (int64_t)(how->runs - r->runs)));
    RANGE_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

void ranges_write(struct scored *s)
{
    const struct ranging *how = s->ranging;
    struct writer *writer = s->writer;
    RANGE_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    for (SCORED_PERIODS(s, p)) {
        struct mem_mark mark = mem_mark(s->mem);
        struct rank_range *range = mem_array(s->mem, s->data.units, sizeof *range);
        struct trials *trials = trials_open(s->mem, &s->chain, &s->recipe, how->choices, p);
        uint64_t without = trials_ranges(s->mem, trials, how->runs, how->seed, range);
        if (without)
            diag_report(DIAG_NO_SCORE, NULL, "%llu of %llu runs gave no unit a score: one of the methods that are "
                        "varied cannot be used on these values", (unsigned long long)without,
                        (unsigned long long)how->runs);
        tell_weights(s, trials, p);
        for (uint32_t u = 0; u < s->data.units; u++)
            write_range(s, how, p, u, &range[u]);
        mem_rewind(s->mem, mark);
    }
}

/* ---- indices ---- */

/* The methods of a choice, or how much noise. */
static struct str alternatives_of(struct mem *mem, const struct choices *choices, enum trial_choice choice)
{
    struct str list = {NULL, 0};
    if (choice == TRIAL_NOISE)
        return scored_digits(mem, choices->noise);
    for (uint32_t i = 0; i < choices->count[choice]; i++)
        list = mem_append(mem, list, STR(","), choices->method[choice][i].written);
    return list;
}

static void write_index(struct scored *s, const struct ranging *how, uint32_t period, enum trial_choice choice,
                        const struct sobol *index)
{
    struct mem *mem = s->mem;
    struct writer *writer = s->writer;
    struct str none = {NULL, 0}, reason = none;
    struct str first = index->known ? scored_digits(mem, index->first) : none;
    struct str first_error = index->known ? scored_digits(mem, index->first_error) : none;
    struct str total = index->known ? scored_digits(mem, index->total) : none;
    struct str total_error = index->known ? scored_digits(mem, index->total_error) : none;
    struct str alternatives = alternatives_of(mem, how->choices, choice);
    if (index->idle) {
        reason = say(mem, "makes no difference in any run");
        diag_report(DIAG_NO_EFFECT, NULL, "%s=%.*s in %.*s makes no difference in any run", trial_word(choice),
                    STR_ARG(alternatives), STR_ARG(scored_period(s, period)));
    }
    INDEX_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

void indices_write(struct scored *s)
{
    const struct ranging *how = s->ranging;
    struct writer *writer = s->writer;
    INDEX_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    for (SCORED_PERIODS(s, p)) {
        struct mem_mark mark = mem_mark(s->mem);
        struct sobol index[TRIAL_CHOICES_COUNT];
        struct trials *trials = trials_open(s->mem, &s->chain, &s->recipe, how->choices, p);
        trials_indices(s->mem, trials, how->runs, how->seed, index);
        tell_weights(s, trials, p);
        for (int k = 0; k < TRIAL_CHOICES_COUNT; k++)
            if (choices_have(how->choices, (enum trial_choice)k))
                write_index(s, how, p, (enum trial_choice)k, &index[k]);
        mem_rewind(s->mem, mark);
    }
}
