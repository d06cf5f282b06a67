/* explanation_story - the arithmetic of each kind of target, as formulas; see explanation.h */
#include "base/voice.h"
#include "explain/explanation_inside.h"

/* ---- what several kinds have ---- */

/* The pace; a ceiling is used up, so its pace is the other way round. */
static void tell_pace(const struct telling *telling)
{
    struct str pace = tell_fact(telling, "pace");
    bool room = telling->answer->story == STORY_SUM && judge_is_room(telling->target);
    if (pace.length)
        account_step(telling->account, "pace", .formula = room ? "{time} / {completion}" : "{completion} / {time}",
                     .result = pace, .column = "pace");
}

/* What each path expects by now; the formulas tell how from `target`, on the way from a base
 * or as a fall that comes about. */
static void tell_paths(const struct telling *telling, struct str target, const char *straight, const char *equal)
{
    struct mem *mem = telling->account->mem;
    struct str linear = tell_fact(telling, "expected_linear"), cagr = tell_fact(telling, "expected_cagr");
    if (linear.length)
        account_step(telling->account, "straight line", .formula = straight, .given = {{"target", target}},
                     .result = linear, .column = "expected_linear",
                     .text = say(mem, "{1} expected by now", linear));
    if (cagr.length)
        account_step(telling->account, "equal rates", .formula = equal, .given = {{"target", target}}, .result = cagr,
                     .column = "expected_cagr",
                     .text = say(mem, "{1} expected by now, pace {2}", cagr, tell_fact(telling, "pace_cagr")));
}

/* ---- levels ---- */

/* The same by logarithms and by yearly rates. */
static void tell_rates(const struct telling *telling, struct str target)
{
    const struct answer *answer = telling->answer;
    struct str completion = tell_fact(telling, "completion_cagr"), pace = tell_fact(telling, "pace_cagr");
    struct num passed = num_of(answer->schedule.elapsed), all = num_of(answer->schedule.whole);
    struct measure so_far = measure_quotient(passed, num_of(12)), whole = measure_quotient(all, num_of(12));
    if (completion.length)
        account_step(telling->account, "completion by logarithms",
                     .formula = "ln ({value} / {base}) / ln ({target} / {base})",
                     .given = {{"value", answer->used->value_text}, {"target", target}}, .result = completion,
                     .column = "completion_cagr");
    if (pace.length)
        account_step(telling->account, "pace by rates",
                     .formula = "(({value} / {base}) ^ (1 / {years so far}) - 1) / "
                                "(({target} / {base}) ^ (1 / {years}) - 1)",
                     .given = {{"value", answer->used->value_text},
                               {"target", target},
                               {"years so far", measure_write(telling->account->mem, so_far, 0, NUM_SHORTEST)},
                               {"years", measure_write(telling->account->mem, whole, 0, NUM_SHORTEST)}},
                     .result = pace, .column = "pace_cagr");
}

static void tell_level(const struct telling *telling)
{
    const struct answer *answer = telling->answer;
    struct str target = num_text(telling->account->mem, answer->goal), completion = tell_fact(telling, "completion");
    struct str change = tell_fact(telling, "cumulative");
    if (change.length) {
        account_step(telling->account, "goal", .formula = "{base} + {target}", .result = target);
        account_step(telling->account, "since the base", .formula = "{value} - {base}",
                     .given = {{"value", answer->used->value_text}}, .result = change, .column = "cumulative");
    }
    if (completion.length)
        account_step(telling->account, "completion", .formula = "({value} - {base}) / ({target} - {base})",
                     .given = {{"value", answer->used->value_text}, {"base", answer->base_text}, {"target", target}},
                     .result = completion, .column = "completion");
    tell_pace(telling);
    tell_paths(telling, target, "{base} + ({target} - {base}) * {time}", "{base} * ({target} / {base}) ^ {time}");
    tell_rates(telling, target);
}

static void tell_keep(const struct telling *telling)
{
    struct str held = tell_fact(telling, "years_held"), seen = tell_fact(telling, "years_seen");
    if (seen.length)
        account_step(telling->account, "held", .result = held, .column = "years_held",
                     .text = say(telling->account->mem, "{1} of {2} periods", held, seen));
}

/* ---- flows that add up ---- */

static struct str add_flow(struct mem *mem, struct str flows, const struct observation *row)
{
    return mem_format(mem, "%.*s%s%.*s", STR_ARG(flows), flows.length ? " + " : "", STR_ARG(row->value_text));
}

/* "5.40 + 4.40": the whole years since the base, and the years to date where they count. */
static struct str flows_of(const struct telling *telling)
{
    struct mem *mem = telling->account->mem;
    const struct answer *answer = telling->answer;
    struct str flows = {NULL, 0};
    for (uint32_t i = 0; i < answer->series.count; i++) {
        const struct observation *row = &answer->series.row[i];
        if (period_length_months(row->period) == 12 && row->period.last > telling->target->base_period.value.last &&
            row->period.last <= answer->used->period.last)
            flows = add_flow(mem, flows, row);
    }
    for (uint32_t i = 0; i < answer->parts.count; i++)
        flows = add_flow(mem, flows, &answer->parts.row[i]);
    return flows;
}

static void tell_sum(const struct telling *telling)
{
    struct str completion = tell_fact(telling, "completion");
    if (!telling->answer->cumulative.known)
        return;
    account_step(telling->account, "added up", .formula = "sum of every year", .numbers = flows_of(telling),
                 .result = tell_fact(telling, "cumulative"), .column = "cumulative");
    if (completion.length)
        account_step(telling->account, "completion", .formula = "{added up} / {target}", .result = completion,
                     .column = "completion");
    tell_pace(telling);
    tell_paths(telling, telling->target->target_value.text, "{target} * {time}", NULL);
}

/* ---- yearly changes ---- */

/* "(1 + 8.2 %) (1 - 3.5 %)": the factors of the years that were chained, and their product. */
static void tell_product(const struct telling *telling)
{
    struct mem *mem = telling->account->mem;
    const struct answer *answer = telling->answer;
    struct str factors = {NULL, 0};
    struct chain chain = chain_begin();
    for (uint32_t i = 0; i < answer->series.count; i++) {
        const struct observation *row = &answer->series.row[i];
        if (row->period.last <= telling->target->base_period.value.last ||
            row->period.last > answer->used->period.last)
            continue;
        chain_add(&chain, row->value);
        factors = mem_format(mem, "%.*s%s(1 %s %s %%)", STR_ARG(factors), factors.length ? " " : "",
                             num_sign(row->value) < 0 ? "-" : "+", num_text(mem, num_abs(row->value)).at);
    }
    account_step(telling->account, "chained", .formula = "(1 + change) of every year", .numbers = factors,
                 .result = num_text(mem, chain.product));
}

/* The yearly change that leads from here to `goal`, the product wanted at the end. */
static void tell_needed(const struct telling *telling, const char *goal)
{
    const struct answer *answer = telling->answer;
    struct str needed = tell_fact(telling, "needed_growth");
    int left = answer->schedule.whole - answer->schedule.elapsed;
    if (needed.length)
        account_step(telling->account, "needed",
                     .formula = mem_format(telling->account->mem, "((%s / {chained}) ^ (1 / {years left}) - 1) * 100",
                                           goal).at,
                     .given = {{"years", tell_whole(telling, answer->schedule.whole / 12)},
                               {"years left", tell_whole(telling, left / 12)}},
                     .result = needed, .column = "needed_growth",
                     .text = say(telling->account->mem, "{1} % a year from here", needed));
}

static void tell_growth(const struct telling *telling)
{
    struct mem *mem = telling->account->mem;
    const struct answer *answer = telling->answer;
    struct str average = tell_fact(telling, "average_growth"), pace = tell_fact(telling, "pace_cagr");
    struct str years = tell_whole(telling, answer->schedule.elapsed / 12);
    struct str completion = tell_fact(telling, "completion"), all = tell_whole(telling, answer->schedule.whole / 12);
    if (!average.length)
        return;
    tell_product(telling);
    account_step(telling->account, "average", .formula = "({chained} ^ (1 / {years so far}) - 1) * 100",
                 .given = {{"years so far", years}}, .result = average, .column = "average_growth",
                 .text = say(mem, "{1} % a year (years so far: {2})", average, years));
    if (completion.length)
        account_step(telling->account, "completion", .formula = "ln {chained} / ({years} ln (1 + {target} / 100))",
                     .given = {{"years", all}}, .result = completion, .column = "completion",
                     .text = say(mem, "ln {1} / ({2} ln goal) = {3}", account_result(telling->account, STR("chained")),
                                 all, completion));
    tell_pace(telling);
    if (pace.length)
        account_step(telling->account, "pace by rates", .formula = "{average} / {target}", .result = pace,
                     .column = "pace_cagr");
    tell_needed(telling, "(1 + {target} / 100) ^ {years}");
}

static void tell_reduction(const struct telling *telling)
{
    struct str fall = tell_fact(telling, "cumulative"), pace = tell_fact(telling, "pace_cagr");
    if (!fall.length)
        return;
    tell_product(telling);
    account_step(telling->account, "fall", .formula = "(1 - {chained}) * 100", .result = fall, .column = "cumulative",
                 .text = say(telling->account->mem, "{1} %", fall));
    account_step(telling->account, "completion", .formula = "{fall} / {target}",
                 .result = tell_fact(telling, "completion"), .column = "completion");
    tell_pace(telling);
    tell_paths(telling, telling->target->target_value.text, "{target} * {time}",
               "(1 - (1 - {target} / 100) ^ {time}) * 100");
    if (pace.length)
        account_step(telling->account, "pace by rates", .formula = "{fall} / {equal rates}", .result = pace,
                     .column = "pace_cagr");
    tell_needed(telling, "(1 - {target} / 100)");
}

/* ---- by kind ---- */

static void tell_nothing(const struct telling *telling)
{
    (void)telling;
}

void tell_story(const struct telling *telling)
{
    static void (*const story[STORY_COUNT])(const struct telling *telling) = {
        [STORY_NONE] = tell_nothing,
        [STORY_LEVEL] = tell_level,
        [STORY_HELD] = tell_keep,
        [STORY_SUM] = tell_sum,
        [STORY_GROWTH] = tell_growth,
        [STORY_REDUCTION] = tell_reduction,
    };
    if (telling->answer->used)
        story[telling->answer->story](telling);
}
