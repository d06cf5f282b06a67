/* explain - the computation behind one answer, line by line; see show.h */
#include "base/str.h"
#include "base/voice.h"
#include "show.h"

/* Where the lines go. */
struct telling {
    struct out *out;
    const struct question *question;
    const struct answer *answer;
    int places;
};

static void line(const struct telling *telling, struct str text)
{
    out_write(telling->out, STR("  "));
    out_write(telling->out, text);
    out_byte(telling->out, '\n');
}

#define tell(telling, ...) line(telling, say((telling)->question->mem, __VA_ARGS__))

static struct str ratio(const struct telling *telling, struct measure measure)
{
    return measure_text(telling->question->mem, measure, telling->places);
}

static struct str whole(const struct telling *telling, int number)
{
    return mem_format(telling->question->mem, "%d", number);
}

/* ---- what was asked, and of what ---- */

static void tell_target(const struct telling *telling)
{
    struct mem *mem = telling->question->mem;
    const struct target *target = telling->question->target;
    const struct indicator *indicator = telling->question->indicator;
    struct str unit = indicator ? indicator->unit : (struct str){NULL, 0};
    struct str limit = judge_limit(mem, target->op, target->target_value.text);
    if (target->kind == TARGET_RANGE)
        limit = mem_format(mem, "%.*s … %.*s", STR_ARG(target->target_value.text), STR_ARG(target->target_high.text));
    if (target->kind == TARGET_RELATIVE_TO)
        limit = judge_limit(mem, target->op, telling->question->related_name);
    else if (limit.length && unit.length)
        limit = mem_format(mem, "%.*s %.*s", STR_ARG(limit), STR_ARG(unit));
    tell(telling, "target        {1}: {2} by {3}", str_of(target_kind_row(target->kind)->word), limit,
         target->target_period.text);
    if (telling->answer->has_base)
        tell(telling, "base          {1} in {2}", telling->answer->base_text, target->base_period.text);
}

static void tell_observations(const struct telling *telling)
{
    struct mem *mem = telling->question->mem;
    if (telling->question->known.length)
        tell(telling, "known         what was published by {1}", telling->question->known);
    for (uint32_t i = 0; i < telling->answer->series.count; i++) {
        const struct observation *row = &telling->answer->series.row[i];
        struct str more = {NULL, 0};
        if (row->vintage.length)
            more = say(mem, " (vintage {1})", row->vintage);
        if (row == telling->answer->used)
            more = mem_format(mem, "%.*s%.*s", STR_ARG(more), STR_ARG(say(mem, " <- used")));
        tell(telling, "observed      {1} {2}{3}", row->period_text, row->value_text, more);
    }
}

/* ---- the arithmetic, by story ---- */

static void tell_pace(const struct telling *telling)
{
    const struct answer *answer = telling->answer;
    if (answer->pace.known)
        tell(telling, "pace          {1} / {2} = {3}", ratio(telling, answer->completion),
             ratio(telling, answer->time), ratio(telling, answer->pace));
}

static void tell_paths(const struct telling *telling)
{
    const struct answer *answer = telling->answer;
    if (answer->expected_linear.known)
        tell(telling, "straight line {1} expected by now", ratio(telling, answer->expected_linear));
    if (answer->expected_cagr.known)
        tell(telling, "equal rates   {1} expected by now, pace {2}", ratio(telling, answer->expected_cagr),
             ratio(telling, answer->pace_cagr));
}

static void tell_level(const struct telling *telling)
{
    const struct answer *answer = telling->answer;
    if (answer->completion.known)
        tell(telling, "completion    ({1} - {2}) / ({3} - {2}) = {4}", answer->used->value_text, answer->base_text,
             num_text(telling->question->mem, answer->goal), ratio(telling, answer->completion));
    tell_pace(telling);
    tell_paths(telling);
}

static void tell_keep(const struct telling *telling)
{
    tell(telling, "held          {1} of {2} periods", whole(telling, telling->answer->held),
         whole(telling, telling->answer->seen));
}

/* "(1 + 8.2 %) (1 - 3.5 %)": the factors of the years that were chained, and their product. */
static struct str tell_product(const struct telling *telling)
{
    struct mem *mem = telling->question->mem;
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
    struct str product = num_text(mem, chain.product);
    tell(telling, "chained       {1} = {2}", factors, product);
    return product;
}

static void tell_growth(const struct telling *telling)
{
    struct mem *mem = telling->question->mem;
    const struct answer *answer = telling->answer;
    if (!answer->average_growth.known)
        return;
    struct str product = tell_product(telling);
    tell(telling, "average       {1} % a year (years so far: {2})",
         measure_text(mem, answer->average_growth, RATE_PLACES), whole(telling, answer->schedule.elapsed / 12));
    if (answer->completion.known)
        tell(telling, "completion    ln {1} / ({2} ln goal) = {3}", product,
             whole(telling, answer->schedule.whole / 12), ratio(telling, answer->completion));
    tell_pace(telling);
    if (answer->needed_growth.known)
        tell(telling, "needed        {1} % a year from here", measure_text(mem, answer->needed_growth, RATE_PLACES));
}

static void tell_reduction(const struct telling *telling)
{
    struct mem *mem = telling->question->mem;
    const struct answer *answer = telling->answer;
    if (!answer->cumulative.known)
        return;
    tell_product(telling);
    struct str fall = ratio(telling, answer->cumulative);
    tell(telling, "fall          {1} %", fall);
    tell(telling, "completion    {1} / {2} = {3}", fall, telling->question->target->target_value.text,
         ratio(telling, answer->completion));
    tell_pace(telling);
    tell_paths(telling);
    if (answer->needed_growth.known)
        tell(telling, "needed        {1} % a year from here", measure_text(mem, answer->needed_growth, RATE_PLACES));
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

static void tell_heading(const struct telling *telling)
{
    const struct target *target = telling->question->target;
    const struct indicator *indicator = telling->question->indicator;
    struct str name = {NULL, 0};
    if (indicator)
        name = voice_is("zh") ? indicator->name_zh : indicator->name_en;
    out_format(telling->out, "%.*s %.*s %.*s%s%.*s\n", STR_ARG(target->plan), STR_ARG(target->region),
               STR_ARG(target->indicator), name.length ? " " : "", STR_ARG(name));
}

void show_explanation(struct out *out, const struct question *question, const struct answer *answer, int places)
{
    const struct telling telling = {out, question, answer, places};
    tell_heading(&telling);
    tell_target(&telling);
    tell_observations(&telling);
    if (answer->has_schedule)
        tell(&telling, "time          {1} of {2} months = {3}", whole(&telling, answer->schedule.elapsed),
             whole(&telling, answer->schedule.whole),
             ratio(&telling, answer->time));
    if (answer->used)
        tell_story[answer->story](&telling);
    tell(&telling, "thresholds    {1}, path {2}", show_thresholds(question->mem, question),
         question->path == PATH_CAGR ? STR("cagr") : STR("linear"));
    tell(&telling, "class         {1}", str_of(progress_class_row(answer->class)->word));
    for (uint32_t i = 0; i < answer->remark.reasons; i++)
        tell(&telling, "because       {1}", answer->remark.reason[i]);
    if (question->target->official_class.length)
        tell(&telling, "official      {1}, agrees: {2}", question->target->official_class,
             show_agrees(answer, question->target).length ? show_agrees(answer, question->target) : STR("-"));
}
