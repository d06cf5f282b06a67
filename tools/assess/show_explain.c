/* explain - the computation behind one answer, step by step; see show.h */
#include "base/str.h"
#include "base/voice.h"
#include "show.h"

/* An account that is being given. */
struct telling {
    struct account *account;
    const struct question *question;
    const struct answer *answer;
    const char *targets;      /* the file of the targets */
    int places;
};

static struct str ratio(const struct telling *telling, struct measure measure)
{
    return measure_text(telling->account->mem, measure, telling->places);
}

static struct str rate(const struct telling *telling, struct measure measure)
{
    return measure_text(telling->account->mem, measure, RATE_PLACES);
}

static struct str whole(const struct telling *telling, int number)
{
    return answer_count(telling->account->mem, number, true);
}

/* ---- what was asked, and of what ---- */

static void tell_target(const struct telling *telling)
{
    struct mem *mem = telling->account->mem;
    const struct target *target = telling->question->target;
    const struct answer *answer = telling->answer;
    const struct indicator *indicator = telling->question->indicator;
    struct str unit = indicator ? indicator->unit : (struct str){NULL, 0};
    struct str limit = judge_limit(mem, target->op, target->target_value.text);
    if (target->kind == TARGET_RANGE)
        limit = mem_format(mem, "%.*s … %.*s", STR_ARG(target->target_value.text), STR_ARG(target->target_high.text));
    if (target->kind == TARGET_RELATIVE_TO)
        limit = judge_limit(mem, target->op, telling->question->related_name);
    else if (limit.length && unit.length)
        limit = mem_format(mem, "%.*s %.*s", STR_ARG(limit), STR_ARG(unit));
    account_step(telling->account, "target", .result = target->target_value.text,
                 .text = say(mem, "{1}: {2} by {3}", str_of(target_kind_row(target->kind)->word), limit,
                             target->target_period.text),
                 .file = telling->targets, .line = target->line);
    if (!answer->has_base)
        return;
    const struct observation *seen = answer->base_seen;
    bool observed = seen && answer->base_text.at == seen->value_text.at;
    account_step(telling->account, "base", .result = answer->base_text,
                 .text = say(mem, "{1} in {2}", answer->base_text, target->base_period.text),
                 .file = observed ? seen->file : telling->targets, .line = observed ? seen->line : target->line);
}

static void tell_observations(const struct telling *telling)
{
    struct mem *mem = telling->account->mem;
    struct str known = telling->question->known;
    if (known.length)
        account_step(telling->account, "known", .result = known,
                     .text = say(mem, "what was published by {1}", known));
    for (uint32_t i = 0; i < telling->answer->series.count; i++) {
        const struct observation *row = &telling->answer->series.row[i];
        struct str more = {NULL, 0};
        if (row->vintage.length)
            more = say(mem, " (vintage {1})", row->vintage);
        if (row == telling->answer->used)
            more = mem_format(mem, "%.*s%.*s", STR_ARG(more), STR_ARG(say(mem, " <- used")));
        account_step(telling->account, "observed", .result = row->value_text,
                     .text = mem_format(mem, "%.*s %.*s%.*s", STR_ARG(row->period_text), STR_ARG(row->value_text),
                                        STR_ARG(more)),
                     .file = row->file, .line = row->line);
    }
}

static void tell_time(const struct telling *telling)
{
    struct schedule schedule = telling->answer->schedule;
    struct str elapsed = whole(telling, schedule.elapsed), all = whole(telling, schedule.whole);
    struct str time = ratio(telling, telling->answer->time);
    account_step(telling->account, "time", .formula = "{months so far} / {months}",
                 .given = {{"months so far", elapsed}, {"months", all}}, .result = time,
                 .text = say(telling->account->mem, "{1} of {2} months = {3}", elapsed, all, time));
}

/* ---- the arithmetic, by story ---- */

static void tell_pace(const struct telling *telling)
{
    const struct answer *answer = telling->answer;
    if (answer->pace.known)
        account_step(telling->account, "pace", .formula = "{completion} / {time}",
                     .result = ratio(telling, answer->pace));
}

/* What each path expects by now; the formulas tell how from `target`, on the way from a base
 * or as a fall that comes about. */
static void tell_paths(const struct telling *telling, struct str target, const char *straight, const char *equal)
{
    struct mem *mem = telling->account->mem;
    const struct answer *answer = telling->answer;
    struct str linear = ratio(telling, answer->expected_linear), cagr = ratio(telling, answer->expected_cagr);
    if (answer->expected_linear.known)
        account_step(telling->account, "straight line", .formula = straight, .given = {{"target", target}},
                     .result = linear, .text = say(mem, "{1} expected by now", linear));
    if (answer->expected_cagr.known)
        account_step(telling->account, "equal rates", .formula = equal, .given = {{"target", target}}, .result = cagr,
                     .text = say(mem, "{1} expected by now, pace {2}", cagr, ratio(telling, answer->pace_cagr)));
}

static void tell_level(const struct telling *telling)
{
    const struct answer *answer = telling->answer;
    struct str target = num_text(telling->account->mem, answer->goal);
    if (answer->completion.known)
        account_step(telling->account, "completion", .formula = "({value} - {base}) / ({target} - {base})",
                     .given = {{"value", answer->used->value_text}, {"base", answer->base_text}, {"target", target}},
                     .result = ratio(telling, answer->completion));
    tell_pace(telling);
    tell_paths(telling, target, "{base} + ({target} - {base}) * {time}", "{base} * ({target} / {base}) ^ {time}");
}

static void tell_keep(const struct telling *telling)
{
    struct str held = whole(telling, telling->answer->held), seen = whole(telling, telling->answer->seen);
    account_step(telling->account, "held", .result = held,
                 .text = say(telling->account->mem, "{1} of {2} periods", held, seen));
}

/* "(1 + 8.2 %) (1 - 3.5 %)": the factors of the years that were chained, and their product. */
static void tell_product(const struct telling *telling)
{
    struct mem *mem = telling->account->mem;
    const struct answer *answer = telling->answer;
    struct str factors = {NULL, 0};
    struct chain chain = chain_begin();
    for (uint32_t i = 0; i < answer->series.count; i++) {
        const struct observation *row = &answer->series.row[i];
        if (row->period.last <= telling->question->target->base_period.value.last ||
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
    struct str needed = rate(telling, answer->needed_growth);
    int left = answer->schedule.whole - answer->schedule.elapsed;
    if (answer->needed_growth.known)
        account_step(telling->account, "needed",
                     .formula = mem_format(telling->account->mem, "((%s / {chained}) ^ (1 / {years left}) - 1) * 100",
                                           goal).at,
                     .given = {{"years", whole(telling, answer->schedule.whole / 12)},
                               {"years left", whole(telling, left / 12)}},
                     .result = needed,
                     .text = say(telling->account->mem, "{1} % a year from here", needed));
}

static void tell_growth(const struct telling *telling)
{
    struct mem *mem = telling->account->mem;
    const struct answer *answer = telling->answer;
    struct str average = rate(telling, answer->average_growth), years = whole(telling, answer->schedule.elapsed / 12);
    struct str completion = ratio(telling, answer->completion), all = whole(telling, answer->schedule.whole / 12);
    if (!answer->average_growth.known)
        return;
    tell_product(telling);
    account_step(telling->account, "average", .formula = "({chained} ^ (1 / {years so far}) - 1) * 100",
                 .given = {{"years so far", years}}, .result = average,
                 .text = say(mem, "{1} % a year (years so far: {2})", average, years));
    if (answer->completion.known)
        account_step(telling->account, "completion", .formula = "ln {chained} / ({years} ln (1 + {target} / 100))",
                     .given = {{"years", all}}, .result = completion,
                     .text = say(mem, "ln {1} / ({2} ln goal) = {3}", account_result(telling->account, STR("chained")),
                                 all, completion));
    tell_pace(telling);
    tell_needed(telling, "(1 + {target} / 100) ^ {years}");
}

static void tell_reduction(const struct telling *telling)
{
    const struct answer *answer = telling->answer;
    struct str fall = ratio(telling, answer->cumulative);
    if (!answer->cumulative.known)
        return;
    tell_product(telling);
    account_step(telling->account, "fall", .formula = "(1 - {chained}) * 100", .result = fall,
                 .text = say(telling->account->mem, "{1} %", fall));
    account_step(telling->account, "completion", .formula = "{fall} / {target}",
                 .result = ratio(telling, answer->completion));
    tell_pace(telling);
    tell_paths(telling, telling->question->target->target_value.text, "{target} * {time}",
               "(1 - (1 - {target} / 100) ^ {time}) * 100");
    tell_needed(telling, "(1 - {target} / 100)");
}

static void tell_nothing(const struct telling *telling)
{
    (void)telling;
}

static void (*const tell_story[STORY_COUNT])(const struct telling *telling) = {
    [STORY_NONE] = tell_nothing,
    [STORY_LEVEL] = tell_level,
    [STORY_HELD] = tell_keep,
    [STORY_GROWTH] = tell_growth,
    [STORY_REDUCTION] = tell_reduction,
};

/* ---- the whole ---- */

static void tell_verdict(const struct telling *telling)
{
    struct mem *mem = telling->account->mem;
    const struct target *target = telling->question->target;
    const struct answer *answer = telling->answer;
    struct str thresholds = show_thresholds(mem, telling->question), agrees = show_agrees(answer, target);
    account_step(telling->account, "thresholds", .result = thresholds,
                 .text = say(mem, "{1}, path {2}", thresholds,
                             telling->question->path == PATH_CAGR ? STR("cagr") : STR("linear")));
    account_step(telling->account, "class", .result = str_of(progress_class_row(answer->class)->word));
    for (uint32_t i = 0; i < answer->remark.reasons; i++)
        account_step(telling->account, "because", .text = answer->remark.reason[i]);
    if (target->official_class.length)
        account_step(telling->account, "official", .result = target->official_class,
                     .text = say(mem, "{1}, agrees: {2}", target->official_class, agrees.length ? agrees : STR("-")),
                     .file = telling->targets, .line = target->line);
}

static struct str subject_of(struct mem *mem, const struct question *question)
{
    const struct target *target = question->target;
    const struct indicator *indicator = question->indicator;
    struct str name = {NULL, 0};
    if (indicator)
        name = voice_is("zh") ? indicator->name_zh : indicator->name_en;
    return mem_format(mem, "%.*s %.*s %.*s%s%.*s", STR_ARG(target->plan), STR_ARG(target->region),
                      STR_ARG(target->indicator), name.length ? " " : "", STR_ARG(name));
}

struct account show_explanation(const struct question *question, const struct answer *answer, const char *targets,
                                int places)
{
    struct account account = {.mem = question->mem, .subject = subject_of(question->mem, question)};
    const struct telling telling = {&account, question, answer, targets, places};
    tell_target(&telling);
    tell_observations(&telling);
    if (answer->has_schedule)
        tell_time(&telling);
    if (answer->used)
        tell_story[answer->story](&telling);
    tell_verdict(&telling);
    return account;
}
