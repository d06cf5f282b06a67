/* statistic - see statistic.h */
#include <math.h>

#include "base/diag.h"
#include "base/str.h"
#include "estimate/statistic.h"

#define BIT(kind) (1u << QUESTION_##kind)
enum { STEPPED = BIT(SCALE) | BIT(NUMBER), CHOSEN = BIT(SCALE) | BIT(CHOICE) | BIT(MULTIPLE),
       EVERY = BIT(SCALE) | BIT(CHOICE) | BIT(MULTIPLE) | BIT(NUMBER) };

/* ---- what an answer adds ---- */

static double is_option(const struct answer_ask *ask)
{
    if (ask->question->kind == QUESTION_MULTIPLE)
        return ask->option < ask->code->chosens && ask->code->chosen[ask->option];
    return str_eq(ask->code->text, ask->word);
}

static double number(const struct answer_ask *ask)
{
    return ask->code->value;
}

/* How many steps an answer is from the best end, and the scale's length. */
static double from_best(const struct answer_ask *ask)
{
    double low = 0, high = 0;
    num_to_double(ask->question->low, &low);
    num_to_double(ask->question->high, &high);
    return ask->question->best_low ? ask->code->value - low : high - ask->code->value;
}

static double length_of(const struct answer_ask *ask)
{
    double low = 0, high = 0;
    num_to_double(ask->question->low, &low);
    num_to_double(ask->question->high, &high);
    return high - low;
}

static double top2(const struct answer_ask *ask)
{
    return from_best(ask) <= 1;
}

static double bottom2(const struct answer_ask *ask)
{
    return length_of(ask) - from_best(ask) <= 1;
}

static double side(const struct answer_ask *ask)
{
    double off = length_of(ask) / 2 - from_best(ask);
    return (off > 0) - (off < 0);
}

/* The ends count 1, what lies between them and the middle a half. */
static double half_side(const struct answer_ask *ask)
{
    double whole = side(ask), from = from_best(ask);
    return from <= 0 || from >= length_of(ask) ? whole : whole / 2;
}

static double is_unknown(const struct answer_ask *ask)
{
    return ask->code->state == ANSWER_UNKNOWN;
}

static double is_blank(const struct answer_ask *ask)
{
    return ask->code->state == ANSWER_BLANK;
}

/* ---- the list ---- */

static const struct statistic rows[] = {
    {"share", NULL, N_("the share of each answer among those who gave one"), FIGURE_SHARE, CHOSEN, .options = true,
     .figure = linear_mean, .value = is_option},
    {"top2", NULL, N_("the share of the two best steps of a scale"), FIGURE_SHARE, BIT(SCALE), .figure = linear_mean,
     .value = top2},
    {"bottom2", NULL, N_("the share of the two worst steps of a scale"), FIGURE_SHARE, BIT(SCALE),
     .figure = linear_mean, .value = bottom2},
    {"mean", NULL, N_("the mean of numbers or of the steps of a scale"), FIGURE_MEAN, STEPPED, .figure = linear_mean,
     .value = number},
    {"balance", NULL, N_("the share above the middle of a scale less the share below it"), FIGURE_MEAN, BIT(SCALE),
     .figure = linear_mean, .value = side},
    {"balance-half", NULL, N_("balance, in which all but the ends of the scale count a half"), FIGURE_MEAN, BIT(SCALE),
     .figure = linear_mean, .value = half_side},
    {"total", NULL, N_("the sum of numbers over the population"), FIGURE_TOTAL, STEPPED, .figure = linear_total,
     .value = number},
    {"count", NULL, N_("how many of the population would give each answer"), FIGURE_TOTAL, CHOSEN, .options = true,
     .figure = linear_total, .value = is_option},
    {"ratio", ":QUESTION", N_("the sum of numbers over that of another question, of those who answered both"),
     FIGURE_RATIO, STEPPED, .figure = linear_ratio, .value = number},
    {"median", NULL, N_("the value in the middle of the population"), FIGURE_PERCENTILE, STEPPED, .value = number},
    {"quantile", ":SHARE", N_("the value below which that share of the population lies, 0 to 1"), FIGURE_PERCENTILE,
     STEPPED, .value = number},
    {"variance", NULL, N_("the variance of numbers in the population"), FIGURE_SPREAD, STEPPED, .figure = linear_spread,
     .value = number},
    {"unknown", NULL, N_("the share of those who do not know among all who were asked"), FIGURE_SHARE, EVERY,
     .asked = true, .figure = linear_mean, .value = is_unknown},
    {"blank", NULL, N_("the share of those who said nothing among all who were asked"), FIGURE_SHARE, EVERY,
     .asked = true, .figure = linear_mean, .value = is_blank},
};

const struct statistic *statistic_row(size_t i)
{
    return i < sizeof rows / sizeof *rows ? &rows[i] : NULL;
}

bool statistic_suits(const struct statistic *statistic, const struct survey_question *question)
{
    return statistic->kinds & (1u << question->kind);
}

struct str statistic_usual(enum question_kind kind)
{
    static const struct str usual[] = {[QUESTION_SCALE] = {"top2,mean", 9}, [QUESTION_CHOICE] = {"share", 5},
                                       [QUESTION_MULTIPLE] = {"share", 5}, [QUESTION_NUMBER] = {"mean", 4}};
    return usual[kind];
}

/* ---- what is asked for ---- */

static struct wanted read_one(struct mem *mem, struct str text)
{
    struct str rest = text, name, names[sizeof rows / sizeof *rows];
    struct wanted wanted = {.share = 0.5};
    str_cut(&rest, ':', &name);
    for (size_t i = 0; statistic_row(i); i++) {
        names[i] = str_of(rows[i].name);
        if (str_eq(name, names[i]))
            wanted.statistic = &rows[i];
    }
    if (!wanted.statistic) {
        struct str hint = nearest_hint(mem, name, names, sizeof rows / sizeof *rows);
        diag_fatal(DIAG_USAGE, NULL, "--stat: there is no statistic \"%.*s\" (--list has them)%.*s", STR_ARG(name),
                   STR_ARG(hint));
    }
    wanted.argument = rest;
    if (!wanted.statistic->shape != !rest.length)
        diag_fatal(DIAG_USAGE, NULL, "--stat: \"%.*s\" is not %s%s", STR_ARG(text), wanted.statistic->name,
                   wanted.statistic->shape ? wanted.statistic->shape : "");
    struct num share;
    if (wanted.statistic->sort == FIGURE_PERCENTILE && rest.length &&
        (num_parse(rest, &share) != NUM_OK || !num_to_double(share, &wanted.share) || wanted.share <= 0 ||
         wanted.share >= 1))
        diag_fatal(DIAG_USAGE, NULL, "--stat: \"%.*s\" is no share between 0 and 1", STR_ARG(rest));
    return wanted;
}

struct wanted *statistic_read(struct mem *mem, struct str list, size_t *count)
{
    struct wanted *wanted = NULL;
    struct str piece;
    size_t room = 0;
    *count = 0;
    while (str_cut(&list, ',', &piece)) {
        wanted = mem_grow(mem, wanted, *count, &room, sizeof *wanted);
        wanted[(*count)++] = read_one(mem, piece);
    }
    return wanted;
}

/* ---- who counts ---- */

struct base statistic_base(struct mem *mem, const struct design *sample, const struct statistic *statistic,
                           const struct replies *replies, uint32_t option, const struct replies *below,
                           const uint32_t *at, uint32_t count)
{
    struct base base = {0};
    base.at = mem_array(mem, count, sizeof *base.at);
    base.y = mem_array(mem, count, sizeof *base.y);
    base.z = below ? mem_array(mem, count, sizeof *base.z) : NULL;
    double *of = mem_array(mem, replies->codes, sizeof *of);
    struct str word = option < replies->options ? replies->option[option] : (struct str){NULL, 0};
    for (uint32_t c = 0; c < replies->codes; c++) {
        const struct answer_code *code = &replies->code[c];
        bool counts = statistic->asked ? code->state != ANSWER_ABSENT : code->state == ANSWER_GIVEN;
        of[c] = counts ? statistic->value(&(struct answer_ask){replies->question, code, option, word}) : NAN;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t respondent = sample->respondent[at[i]];
        double y = of[responses_get(replies, respondent)], z = 0;
        if (below) {
            const struct answer_code *code = &below->code[responses_get(below, respondent)];
            z = code->state == ANSWER_GIVEN ? code->value : NAN;
        }
        if (isnan(y) || isnan(z))
            continue;
        base.at[base.count] = at[i];
        base.y[base.count] = y;
        if (below)
            base.z[base.count] = z;
        base.count++;
    }
    return base;
}

struct answered statistic_answered(const struct design *sample, const struct replies *replies, const uint32_t *at,
                                   uint32_t count)
{
    uint32_t many[ANSWER_UNREAD + 1] = {0};
    for (uint32_t i = 0; i < count; i++)
        many[replies->code[responses_get(replies, sample->respondent[at[i]])].state]++;
    return (struct answered){many[ANSWER_GIVEN], many[ANSWER_UNKNOWN], many[ANSWER_BLANK], many[ANSWER_UNREAD],
                             many[ANSWER_ABSENT]};
}
