/* explanation_choices - what is foreseen, and what other choices would say; see explanation.h */
#include "base/voice.h"
#include "explain/explanation_inside.h"

/* ---- the outlook ---- */

void tell_outlook(const struct telling *telling)
{
    const struct prospect *prospect = &telling->dossier->survey->prospect;
    const struct foreseen *next = &telling->dossier->survey->next;
    struct str reason = tell_fact(telling, "outlook_reason");
    tell_column(telling, "next_value", next->file, next->line);
    tell_column(telling, "next_low", next->file, next->line);
    tell_column(telling, "next_high", next->file, next->line);
    tell_column(telling, "class_next", NULL, 0);
    tell_column(telling, "outlook_value", prospect->at.file, prospect->at.line);
    tell_column(telling, "outlook_low", prospect->at.file, prospect->at.line);
    tell_column(telling, "outlook_high", prospect->at.file, prospect->at.line);
    tell_column(telling, "margin", NULL, 0);
    tell_column(telling, "outlook", NULL, 0);
    if (reason.length)
        account_step(telling->account, "because", .text = reason);
}

/* ---- other methods ---- */

/* What a method of others says, from what was found on the straight line. */
static void tell_method(const struct telling *telling, const struct method *row)
{
    struct mem *mem = telling->account->mem;
    const struct method *own = limits_scale(telling->basis->wish->limits, row, telling->target->indicator);
    struct outcome outcome = foreign_judge(&telling->dossier->survey->prepared, own);
    struct str number = foreign_number(mem, own, &outcome, foreign_decimal(&outcome), MEASURE_PLACES);
    struct str name = str_of(row->name), word = str_of(outcome.word);
    enum progress_class said = foreign_class(&telling->dossier->survey->prepared, own, &outcome);
    struct str class = str_of(progress_class_row(said)->word), called = judge_class_called(said);
    if (!outcome.word)
        word = str_of(voice_text(outcome.why));
    account_step(telling->account, "method", .formula = "{method}; {number}; {word}; {edition}",
                 .given = {{"method", name}, {"number", number}, {"word", word}, {"edition", str_of(row->edition)}},
                 .result = class,
                 .text = number.length ? say(mem, "{1} {2}: {3}, {4}", name, number, word, called)
                                       : say(mem, "{1}: {2}", name, word));
}

/* What sdsn and oecd go by, where it was given. */
static void tell_goalposts(const struct telling *telling)
{
    struct mem *mem = telling->account->mem;
    const struct goalposts *goalposts = telling->basis->wish->goalposts;
    const struct goalposts_row *post = goalposts_find(goalposts, telling->target->indicator);
    if (!post)
        return;
    const struct figure *figure[] = {&post->worst, &post->best, &post->spread};
    struct str text[3];
    for (size_t i = 0; i < 3; i++)
        text[i] = figure[i]->known ? figure[i]->text : STR("-");
    account_step(telling->account, "goalposts", .formula = "{worst}; {best}; {spread}",
                 .given = {{"worst", text[0]}, {"best", text[1]}, {"spread", text[2]}},
                 .text = say(mem, "worst {1}, best {2}, spread among peers {3}", text[0], text[1], text[2]),
                 .file = goalposts_table(goalposts), .line = post->line);
}

void tell_methods(const struct telling *telling)
{
    tell_goalposts(telling);
    for (const struct method *row = method_row; row->name; row++)
        if (!row->own)
            tell_method(telling, row);
}

/* ---- alternatives ---- */

static void tell_alternative(const struct telling *telling, const struct alternative *one)
{
    struct mem *mem = telling->account->mem;
    const struct answer *answer = &one->answer;
    bool cagr = one->question.path == PATH_CAGR, plan = one->question.base == BASE_PLAN;
    struct str class = str_of(progress_class_row(answer->class)->word), figure = {NULL, 0}, base = {NULL, 0};
    struct str limits = mem_format(mem, "%s / %s", num_text(mem, one->thresholds.ahead).at,
                                   num_text(mem, one->thresholds.on_track).at);
    struct str pace = judge_pace_text(&one->question, cagr ? answer->pace_cagr : answer->pace, telling->basis->places);
    if (answer->has_base)
        base = mem_format(mem, "%s %.*s", plan ? "plan" : "revised", STR_ARG(answer->base_text));
    if (answer->used)
        figure = mem_format(mem, "%.*s %.*s", STR_ARG(answer->used->period_text), STR_ARG(answer->used->value_text));
    account_step(telling->account, "alternative", .formula = "{path}; {thresholds}; {base}; {figure}; {pace}",
                 .given = {{"path", cagr ? STR("cagr") : STR("linear")},
                           {"thresholds", limits},
                           {"base", base},
                           {"figure", figure},
                           {"pace", pace}},
                 .result = class,
                 .text = say(mem, "{1}, thresholds {2}, base {3}, figure {4}: pace {5}, {6}",
                             cagr ? STR("cagr") : STR("linear"), limits, base.length ? base : STR("-"),
                             figure.length ? figure : STR("-"), pace.length ? pace : STR("-"),
                             judge_class_called(answer->class)));
}

void tell_alternatives(const struct telling *telling)
{
    struct alternatives all = alternatives_of(telling->question, telling->answer, telling->dossier->class);
    struct alternative one;
    struct robustness robustness = {0};
    while (alternatives_next(&all, &one)) {
        tell_alternative(telling, &one);
        robustness_count(&robustness, &one, telling->dossier->class);
    }
    struct str share = robustness_text(telling->account->mem, robustness, telling->basis->places);
    if (share.length)
        account_step(telling->account, "robust", .formula = "{the same class} / {asked}",
                     .given = {{"the same class", tell_whole(telling, (int)robustness.same)},
                               {"asked", tell_whole(telling, (int)robustness.asked)}},
                     .result = share, .column = "robust");
}
