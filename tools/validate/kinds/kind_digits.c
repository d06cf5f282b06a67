/* kind_digits - what digits betray: first_digit, last_digit, repeated
 *
 * A group of fewer values than `least` is not judged: too few to say what is usual. */
#include <math.h>

#include "base/str.h"
#include "base/voice.h"
#include "kinds/kind.h"

/* ---- first_digit, last_digit ---- */

struct digits {
    bool last;
    int least;
    struct num limit;
};

static void digit_open(struct rules *rules, struct rule *rule)
{
    struct digits *own = mem_take(rules->mem, sizeof *own);
    own->last = str_eq(str_of(rule->kind->name), STR("last_digit"));
    own->least = rule_whole(rule, "least", own->last ? 50 : 300, 10, 1000000000);
    own->limit = rule_amount(rule, "limit", num_of(40));
    rule->own = own;
}

/* The first digit that is not 0, or the last of all, 0 where there is none. */
static int digit_of(struct str text, bool last)
{
    int digit = 0;
    for (size_t i = 0; i < text.length; i++)
        if (str_is_digit(text.at[i])) {
            digit = text.at[i] - '0';
            if (!last && digit)
                return digit;
        }
    return digit;
}

/* Benford: the share of first digit d is log10(1 + 1/d); chi-square with 8 degrees of
 * freedom is beyond 20.09 once in a hundred. */
static bool unlike_benford(const uint64_t times[10], size_t count, double *distance)
{
    *distance = 0;
    for (int d = 1; d < 10; d++) {
        double expected = (double)count * log10(1 + 1.0 / d), apart = (double)times[d] - expected;
        *distance += apart * apart / expected;
    }
    return *distance > 20.09;
}

static void judge_digits(struct rules *rules, struct rule *rule, const struct block *block, struct str key)
{
    const struct digits *own = rule->own;
    uint64_t times[10] = {0};
    size_t count = 0;
    double distance = 0;
    for (size_t i = 0; i < block->cells; i++)
        if (block->cell[i]->state == CELL_GOOD && num_sign(cell_value(block->cell[i]))) {
            times[digit_of(cell_of(block->cell[i], OBSERVED_VALUE), own->last)]++;
            count++;
        }
    if (count < (size_t)own->least) {
        rule_skip(rule);
        rule_tell_unjudged(rules, rule, key, 1, 1, N_("there are too few values"));
        return;
    }
    struct measure share = measure_quotient(num_of((int64_t)(times[0] + times[5]) * 100), num_of((int64_t)count));
    bool bad = own->last ? measure_compare(share, own->limit) > 0 : unlike_benford(times, count, &distance);
    if (!bad) {
        rule_pass(rule);
        return;
    }
    struct failure verdict = {.place = {.file = rules->setting.columns->file}, .key = key};
    struct measure told = own->last ? share : measure_double(distance);
    verdict.value = measure_write(rules->scratch, told, 2, NUM_HALF_UP);
    verdict.expected = own->last ? rule_text(rules, own->limit) : STR("20.09");
    verdict.message = say_format(rules->scratch,
                                 own->last ? N_("%.*s %% of %zu values end in 0 or 5, expected at most %.*s")
                                           : N_("chi-square %.*s of the first digits of %zu values "
                                                "against Benford's law, expected at most %.*s"),
                                 STR_ARG(verdict.value), count, STR_ARG(verdict.expected));
    rule_fail(rules, rule, &verdict);
}

static void digit_settle(struct rules *rules, struct rule *rule)
{
    struct grouping *view = grouping_open(rules, rule, NULL);
    struct block *block;
    while ((block = grouping_next(view)))
        judge_digits(rules, rule, block, grouping_joined(rules, view->key, view->count, STR("")));
    grouping_close(view);
}

/* ---- repeated ---- */

struct repeated {
    int times, digits;
};

static void repeated_open(struct rules *rules, struct rule *rule)
{
    struct repeated *own = mem_take(rules->mem, sizeof *own);
    *own = (struct repeated){rule_whole(rule, "times", 3, 2, 1000000), rule_whole(rule, "digits", 3, 1, 38)};
    rule->own = own;
}

static int significant(struct str text)
{
    int count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += str_is_digit(text.at[i]) && (count || text.at[i] != '0');
    return count;
}

static void judge_repeated(struct rules *rules, struct rule *rule, const struct block *block, struct str key)
{
    const struct repeated *own = rule->own;
    struct group *values = group_open(1, sizeof(struct block));
    for (size_t i = 0; i < block->cells; i++) {
        struct cell *cell = block->cell[i];
        char text[NUM_TEXT_MAX];
        if (cell->state != CELL_GOOD) {
            rule_unknown(rule);
            continue;
        }
        struct str value = cell_of(cell, OBSERVED_VALUE);
        if (significant(value) < own->digits) {
            rule_skip(rule);
            continue;
        }
        value = (struct str){text, num_write(text, cell_value(cell))};
        struct block *same = group_at(values, &value);
        same->cell = mem_grow(rules->mem, same->cell, same->cells, &same->room, sizeof(struct cell *));
        same->cell[same->cells++] = cell;
    }
    struct group_walk walk = {0};
    while (group_next(values, &walk)) {
        const struct block *same = walk.state;
        if (same->cells < (size_t)own->times) {
            for (size_t i = 0; i < same->cells; i++)
                rule_pass(rule);
            continue;
        }
        struct failure verdict = {.cell = same->cell[same->cells - 1], .key = key,
                                  .value = cell_of(same->cell[0], OBSERVED_VALUE),
                                  .member = (const struct cell *const *)same->cell, .members = same->cells};
        verdict.message = say_format(rules->scratch, "%.*s stands %zu times in %.*s, first on line %llu",
                                     STR_ARG(verdict.value), same->cells, STR_ARG(key),
                                     (unsigned long long)cell_place(same->cell[0]).line);
        rule_fail(rules, rule, &verdict);
    }
    group_close(values);
}

static void repeated_settle(struct rules *rules, struct rule *rule)
{
    struct grouping *view = grouping_open(rules, rule, NULL);
    struct block *block;
    while ((block = grouping_next(view)))
        judge_repeated(rules, rule, block, grouping_joined(rules, view->key, view->count, STR("")));
    grouping_close(view);
}

/* ---- the rows ---- */

const struct rule_kind kinds_digits[] = {
    {"first_digit", N_("first digits are spread as Benford's law has it"), "least", "value", "indicator", true,
     digit_open, NULL, digit_settle, REACH_WIDE},
    {"last_digit", N_("values do not end in 0 or 5 too often"), "least,limit", "value", "indicator", true, digit_open,
     NULL, digit_settle, REACH_WIDE},
    {"repeated", N_("one value does not come again and again"), "times,digits", "value", "region,indicator", true,
     repeated_open, NULL, repeated_settle, REACH_WIDE},
    {0}};
