/* explanation - see explanation.h */
#include "base/voice.h"
#include "explain/explanation_inside.h"

struct str tell_fact(const struct telling *telling, const char *column)
{
    for (uint32_t i = 0; i < telling->basis->facts; i++)
        if (str_eq(telling->basis->fact[i].name, str_of(column)))
            return telling->basis->fact[i].text;
    return (struct str){NULL, 0};
}

struct str tell_whole(const struct telling *telling, int number)
{
    return answer_count(telling->account->mem, number, true);
}

/* ---- figures of the answer that no step computes ---- */

/* column of the answer, what its step is called */
#define PLAIN_STEPS(X) \
    X("base_plan", N_("base of the plan")) \
    X("base_revised", N_("base in the data")) \
    X("completion_plan", N_("completion from the plan's base")) \
    X("completion_revised", N_("completion from the base in the data")) \
    X("class_plan", N_("class by the plan's base")) \
    X("class_revised", N_("class by the base in the data")) \
    X("target_kind", N_("kind of target")) \
    X("op", N_("test")) \
    X("related", N_("related to")) \
    X("period", N_("period")) \
    X("qualifier", N_("qualifier")) \
    X("target_high", N_("upper end")) \
    X("tolerance", N_("tolerance")) \
    X("target_original", N_("target before it was changed")) \
    X("completion_original", N_("completion by that")) \
    X("class_original", N_("class by that")) \
    X("upper_value", N_("target of the superior plan")) \
    X("cumulative", N_("since the base")) \
    X("expected_linear", N_("straight line")) \
    X("expected_cagr", N_("equal rates")) \
    X("completion_cagr", N_("completion by logarithms")) \
    X("pace_cagr", N_("pace by rates")) \
    X("average_growth", N_("average")) \
    X("needed_growth", N_("needed")) \
    X("completion", N_("completion")) \
    X("pace", N_("pace")) \
    X("years_held", N_("periods that held")) \
    X("years_seen", N_("periods seen")) \
    X("needed_per_year", N_("needed a year")) \
    X("needed_over_best", N_("needed over the best year")) \
    X("years_without_data", N_("years without data")) \
    X("grounds", N_("grounds")) \
    X("parts_achieved", N_("parts that are achieved")) \
    X("parts_reversed", N_("parts that moved away")) \
    X("margin", N_("margin")) \
    X("next_value", N_("forecast for the year")) \
    X("next_low", N_("low end for the year")) \
    X("next_high", N_("high end for the year")) \
    X("class_next", N_("class at the end of the year")) \
    X("outlook_value", N_("forecast")) \
    X("outlook_low", N_("low end")) \
    X("outlook_high", N_("high end")) \
    X("outlook", N_("outlook")) \
    X("attribute", N_("attribute")) \
    X("self_class", N_("self-assessed")) \
    X("raters", N_("steps of all raters")) \
    X("disagree", N_("raters that disagree")) \
    X("agrees", N_("agrees with the official class")) \
    X("measure", N_("measure of the method")) \
    X("score", N_("score of the method"))

static const char *plain_name(struct str column)
{
    static const struct {
        const char *column, *name;
    } row[] = {
#define X(column, name) {column, name},
        PLAIN_STEPS(X)
#undef X
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        if (str_eq(column, str_of(row[i].column)))
            return row[i].name;
    return NULL;
}

/* What people call the word of a column; empty: as it is. */
static struct str called_of(const struct telling *telling, const char *column, struct str word)
{
    if (str_starts(str_of(column), STR("class_")))
        return judge_class_called(progress_class_find(word));
    if (str_eq(str_of(column), STR("outlook")))
        return outlook_called(telling->dossier->survey->prospect.outlook);
    return (struct str){NULL, 0};
}

void tell_column(const struct telling *telling, const char *column, const char *file, uint64_t line)
{
    struct str text = tell_fact(telling, column);
    if (text.length && !account_tells(telling->account, str_of(column)))
        account_add(telling->account, (struct account_step){.name = plain_name(str_of(column)), .result = text,
                                                            .text = called_of(telling, column, text), .column = column,
                                                            .file = file, .line = line});
}

/* All that is left: none of the answer's figures is without a step. */
static void tell_the_rest(const struct telling *telling)
{
    static const struct str zero = STR("0");
    for (uint32_t i = 0; i < telling->basis->facts; i++) {
        const struct advice_fact *fact = &telling->basis->fact[i];
        /* Counts of what nobody asked for. */
        bool none = str_eq(fact->text, zero) && (str_starts(fact->name, STR("parts_")) ||
                                                 str_eq(fact->name, STR("grounds")));
        if (plain_name(fact->name) && !none)
            tell_column(telling, fact->name.at, NULL, 0);
    }
}

/* ---- what was asked, and of what ---- */

static struct str limit_text(const struct telling *telling)
{
    struct mem *mem = telling->account->mem;
    const struct target *target = telling->target;
    struct str unit = telling->account->about.unit;
    if (target->kind == TARGET_RELATIVE_TO)
        return judge_limit(mem, target->op, telling->question->related_name);
    if (!target->target_value.text.length)
        return (struct str){NULL, 0};
    struct str limit = judge_limit(mem, target->op, target->target_value.text);
    if (target->kind == TARGET_RANGE)
        limit = mem_format(mem, "%.*s … %.*s", STR_ARG(target->target_value.text),
                           STR_ARG(target->more->target_high.text));
    return limit.length && unit.length ? mem_format(mem, "%.*s %.*s", STR_ARG(limit), STR_ARG(unit)) : limit;
}

static void tell_target(const struct telling *telling)
{
    const struct target *target = telling->target, *first = telling->dossier->survey->revision->original;
    const char *file = telling->basis->targets;
    const struct target_kind_row *kind = target_kind_row(target->kind);
    struct mem *mem = telling->account->mem;
    struct str limit = limit_text(telling), called = str_of(voice_text(kind->meaning));
    account_step(telling->account, "target", .result = target->target_value.text, .column = "target_value",
                 .text = limit.length ? say(mem, "{1} by {2} ({3})", limit, target->target_period.text, called)
                                      : say(mem, "{1}, by {2}", called, target->target_period.text),
                 .file = file, .line = target->line);
    tell_column(telling, "target_kind", file, target->line);
    /* The kind's own stands in no row. */
    tell_column(telling, "op", target->op == kind->op ? NULL : file, target->line);
    tell_column(telling, "related", file, target->line);
    tell_column(telling, "target_high", file, target->line);
    tell_column(telling, "tolerance", file, target->line);
    tell_column(telling, "upper_value", file, target->line);
    tell_column(telling, "target_original", file, first->line);
}

static void tell_base(const struct telling *telling)
{
    const struct target *target = telling->target;
    const struct answer *answer = telling->answer;
    const struct observation *seen = answer->base_seen;
    const char *targets = telling->basis->targets;
    bool observed = seen && answer->base_text.at == seen->value_text.at;
    if (answer->has_base)
        account_step(telling->account, "base", .result = answer->base_text, .column = "base_value",
                     .text = say(telling->account->mem, "{1} in {2}", answer->base_text, target->base_period.text),
                     .file = observed ? seen->file : targets, .line = observed ? seen->line : target->line);
    else
        tell_column(telling, "base_value", targets, target->line);
    tell_column(telling, "base_plan", targets, target->line);
    if (seen)
        tell_column(telling, "base_revised", seen->file, seen->line);
}

static bool same_row(const struct observation *a, const struct observation *b)
{
    return a && b && a->line == b->line && str_eq(str_of(a->file), str_of(b->file));
}

/* "12500 人": the figure as it came, where it was moved to another unit; else empty. */
static struct str moved_from(const struct telling *telling, const struct observation *row)
{
    const struct series *own = &telling->question->own;
    for (uint32_t i = 0; i < own->count; i++)
        if (same_row(&own->row[i], row) && !str_eq(own->row[i].value_text, row->value_text))
            return mem_format(telling->account->mem, "%.*s %.*s", STR_ARG(own->row[i].value_text),
                              STR_ARG(own->row[i].unit));
    return (struct str){NULL, 0};
}

static void tell_row(const struct telling *telling, const struct observation *row)
{
    struct mem *mem = telling->account->mem;
    const struct observation *last = telling->answer->used;
    bool used = same_row(row, last) && period_compare(row->period, last->period) == 0;
    struct str more = {NULL, 0}, moved = moved_from(telling, row);
    if (moved.length)
        more = say(mem, ", moved from {1}", moved);
    if (row->vintage.length)
        more = mem_format(mem, "%.*s%.*s", STR_ARG(more), STR_ARG(say(mem, " (vintage {1})", row->vintage)));
    if (used)
        more = mem_format(mem, "%.*s%.*s", STR_ARG(more), STR_ARG(say(mem, " <- used")));
    account_step(telling->account, "observed", .numbers = moved, .result = row->value_text,
                 .column = used ? "value" : "series",
                 .text = mem_format(mem, "%.*s %.*s%.*s", STR_ARG(row->period_text), STR_ARG(row->value_text),
                                    STR_ARG(more)),
                 .file = row->file, .line = row->line);
}

/* A year to date counts in a sum, and stands in no series of years; of several parts it stands in no row. */
static void tell_parts(const struct telling *telling)
{
    const struct answer *answer = telling->answer;
    for (uint32_t i = 0; i < answer->parts.count; i++)
        tell_row(telling, &answer->parts.row[i]);
    if (answer->used && !account_tells(telling->account, STR("value")))
        account_step(telling->account, "year to date", .result = answer->used->value_text, .column = "value",
                     .text = mem_format(telling->account->mem, "%.*s %.*s%.*s", STR_ARG(answer->used->period_text),
                                        STR_ARG(answer->used->value_text),
                                        STR_ARG(say(telling->account->mem, " <- used"))));
}

static void tell_observations(const struct telling *telling)
{
    const struct answer *answer = telling->answer;
    struct str known = telling->question->known;
    if (known.length)
        account_step(telling->account, "known", .result = known,
                     .text = say(telling->account->mem, "what was published by {1}", known));
    for (uint32_t i = 0; i < answer->series.count; i++)
        tell_row(telling, &answer->series.row[i]);
    tell_parts(telling);
    if (!answer->used)
        return;
    tell_column(telling, "period", answer->used->file, answer->used->line);
    tell_column(telling, "qualifier", answer->used->file, answer->used->line);
}

static void tell_time(const struct telling *telling)
{
    struct schedule schedule = telling->answer->schedule;
    struct str elapsed = tell_whole(telling, schedule.elapsed), all = tell_whole(telling, schedule.whole);
    struct str time = tell_fact(telling, "time_progress");
    if (telling->answer->has_schedule)
        account_step(telling->account, "time", .formula = "{months so far} / {months}",
                     .given = {{"months so far", elapsed}, {"months", all}}, .result = time,
                     .column = "time_progress",
                     .text = say(telling->account->mem, "{1} of {2} months = {3}", elapsed, all, time));
}

/* ---- the verdict ---- */

/* A limit of pace, and where it was set. */
static void tell_threshold(const struct telling *telling, enum progress_class class, struct num limit)
{
    struct mem *mem = telling->account->mem;
    struct str number = num_text(mem, limit), called = judge_class_called(class);
    uint64_t line = 0;
    const char *file = limits_file(telling->basis->wish->limits, str_of(progress_class_row(class)->word),
                                   telling->target->indicator, &line);
    account_step(telling->account, "threshold", .result = number,
                 .text = file ? say(mem, "{1} from a pace of {2}", called, number)
                              : say(mem, "{1} from a pace of {2} (built in)", called, number),
                 .file = file, .line = line);
}

static void tell_class(const struct telling *telling)
{
    struct mem *mem = telling->account->mem;
    const struct target *target = telling->target;
    const struct target_more *more = target->more;
    const struct dossier *dossier = telling->dossier;
    struct str thresholds = tell_fact(telling, "thresholds"), agrees = tell_fact(telling, "agrees");
    account_step(telling->account, "judged by", .result = tell_fact(telling, "method"), .column = "method",
                 .text = say(mem, "{1}: {2}", tell_fact(telling, "method"), voice_str(dossier->method->edition)));
    tell_threshold(telling, CLASS_AHEAD, telling->question->thresholds->ahead);
    tell_threshold(telling, CLASS_ON_TRACK, telling->question->thresholds->on_track);
    account_step(telling->account, "thresholds", .result = thresholds, .column = "thresholds",
                 .text = say(mem, "{1}, path {2}", thresholds,
                             telling->question->path == PATH_CAGR ? STR("cagr") : STR("linear")));
    account_step(telling->account, "class", .result = str_of(progress_class_row(dossier->class)->word),
                 .text = judge_class_called(dossier->class), .column = "class");
    for (uint32_t i = 0; i < dossier->remark.reasons; i++)
        account_step(telling->account, "because", .text = dossier->remark.reason[i]);
    tell_column(telling, "self_class", telling->dossier->rated.file, telling->dossier->rated.line);
    tell_column(telling, "raters", NULL, 0);
    tell_column(telling, "disagree", NULL, 0);
    tell_column(telling, "class_plan", NULL, 0);
    tell_column(telling, "class_revised", NULL, 0);
    tell_column(telling, "completion_original", NULL, 0);
    tell_column(telling, "class_original", NULL, 0);
    if (!more->official_class.length)
        return;
    struct str called = more->official == CLASS_NONE ? more->official_class : judge_class_called(more->official);
    account_step(telling->account, "official", .result = more->official_class, .column = "official_class",
                 .text = !agrees.length                 ? called
                         : str_eq(agrees, STR("yes")) ? say(mem, "{1}, as it was computed", called)
                                                        : say(mem, "{1}, not as it was computed", called),
                 .file = telling->basis->targets, .line = target->line);
    tell_column(telling, "agrees", NULL, 0);
    if (more->reason.length)
        account_step(telling->account, "official reason", .text = more->reason, .file = telling->basis->targets,
                     .line = target->line);
}

static void tell_advice(const struct telling *telling)
{
    struct mem *mem = telling->account->mem;
    const struct advised *advised = &telling->dossier->advised;
    struct str word = advice_word(advised->advice), said = advice_called(advised->advice);
    if (!word.length)
        return;
    account_step(telling->account, "recommendation", .numbers = advised->numbers, .result = word,
                 .column = "recommendation",
                 .text = advised->rule.length
                             ? say(mem, "{1} by rule {2} ({3}); rules that hit: {4}", said, advised->rule,
                                   advised->numbers, advised->hits)
                             : say(mem, "{1}: no rule hits", said));
}

/* ---- the whole ---- */

static void begin(const struct telling *telling)
{
    struct account *account = telling->account;
    const struct target *target = telling->target;
    const struct indicator *indicator = telling->question->indicator;
    struct str name = {NULL, 0};
    account->about = (struct account_about){
        .plan = target->plan, .region = target->region, .indicator = target->indicator,
        .name_zh = tell_fact(telling, "name_zh"), .name_en = tell_fact(telling, "name_en"),
        .unit = tell_fact(telling, "unit"), .decimals = tell_fact(telling, "decimals")};
    if (indicator)
        name = voice_is("zh") ? indicator->name_zh : indicator->name_en;
    account->subject = mem_format(account->mem, "%.*s %.*s %.*s%s%.*s", STR_ARG(target->plan), STR_ARG(target->region),
                                  STR_ARG(target->indicator), name.length ? " " : "", STR_ARG(name));
    if (indicator)
        account_step(account, "indicator", .result = target->indicator,
                     .text = say(account->mem, "unit {1}, decimals {2}",
                                 account->about.unit.length ? account->about.unit : STR("-"),
                                 account->about.decimals.length ? account->about.decimals : STR("-")),
                     .file = telling->basis->indicators, .line = indicator->line);
    if (indicator)
        tell_column(telling, "attribute", telling->basis->indicators, indicator->line);
}

struct account explanation_of(const struct dossier *dossier, const struct explanation_basis *basis)
{
    struct account account = {.mem = dossier->survey->question->mem};
    const struct telling telling = {&account, dossier, dossier->survey->question, &dossier->survey->standing.now,
                                    dossier->survey->revision->now, basis};
    begin(&telling);
    tell_target(&telling);
    tell_base(&telling);
    tell_observations(&telling);
    tell_time(&telling);
    tell_story(&telling);
    tell_class(&telling);
    tell_outlook(&telling);
    tell_advice(&telling);
    tell_the_rest(&telling);
    tell_methods(&telling);
    tell_alternatives(&telling);
    return account;
}
