/* account - a computation told step by step, for every --explain
 *
 * A tool lists the steps behind one of its answers; they are written as text for
 * people or as rows of CSV for programs:
 *
 *     account_step(&account, "completion", .formula = "({value} - {base}) / ({target} - {base})",
 *                  .given = {{"value", value}, {"target", target}}, .result = completion);
 *
 *     completion    (10.93 - 10.8) / (11.3 - 10.8) = 0.2600
 *
 * A formula is written once, with the names of its numbers in braces.  A name means what
 * is given under it, otherwise the result of the last step of that name (here base); one
 * that neither has stands for itself.  So formula and numbers cannot differ, and a step
 * shows on which others it rests.  What a formula cannot say is said by members of
 * the step: other numbers, a sentence as its text.
 *
 * Names of steps are English words for programs; the text says them in the language in
 * use, and each stands once in the message catalogue.
 */
#ifndef ACCOUNT_H
#define ACCOUNT_H

#include "frame/answer.h"

enum { ACCOUNT_GIVEN = 6 };

/* A number by the name that a formula has for it. */
struct account_given {
    const char *name;
    struct str text;
};

struct account_step {
    const char *name;
    const char *formula;      /* null: nothing is computed here */
    struct account_given given[ACCOUNT_GIVEN]; /* ends with a null name, unless it is full */
    struct str numbers;       /* empty: the formula with its names filled in */
    struct str result;
    struct str text;          /* empty: "NUMBERS = RESULT", or what there is of the two */
    const char *column;       /* of the tool's answer, in which the result stands; null: in none */
    const char *file;         /* where the row stands that it comes from; null: from none */
    uint64_t line;
};

/* Whom an account is about, as far as there is such a thing, for a page that is made of many. */
struct account_about {
    struct str plan, region, indicator, name_zh, name_en, unit;
    struct str decimals;      /* places that the indicator's values have */
};

/* Begins as zero bytes but for `mem`, `subject` and `about`. */
struct account {
    struct mem *mem;
    struct str subject;       /* of what it is the account: "CN14 000000 schooling" */
    struct account_about about;
    struct account_step *step;
    uint32_t steps;
    size_t room;
};

/* Adds a step, which is complete from then on: numbers and text too. */
void account_add(struct account *account, struct account_step step);

/* The same with a name, for the message catalogue, and members. */
#define account_step(account, english, ...) \
    account_add(account, (struct account_step){.name = english __VA_OPT__(,) __VA_ARGS__})

/* The result of the last step of this name; the empty text when there is none. */
struct str account_result(const struct account *account, struct str name);

/* Has a step its result in this column of the answer? */
bool account_tells(const struct account *account, struct str column);

/* Writes the subject and its steps as lines of text, those that come from a row with its place. */
void account_tell(struct out *out, const struct account *account);

/* Writes the header; the steps of an account, the `number`-th, as rows. */
void account_header(struct writer *writer);
void account_rows(struct writer *writer, const struct account *account, uint32_t number);

/* The columns.  In scope: mem, number, account, step, formula (struct str without braces), place_of(step). */
#define ACCOUNT_COLUMNS(X) \
    X(account, "1, 2 and so on: the answers in their order", answer_count(mem, number, true)) \
    X(plan, "of the answer", account->about.plan) \
    X(region, "of the answer", account->about.region) \
    X(indicator, "of the answer", account->about.indicator) \
    X(name_zh, "from the indicators", account->about.name_zh) \
    X(name_en, "from the indicators", account->about.name_en) \
    X(unit, "from the indicators, else of the value", account->about.unit) \
    X(decimals, "places that the indicator's values have", account->about.decimals) \
    X(subject, "of what the account is", account->subject) \
    X(step, "name of the step", str_of(step->name)) \
    X(column, "column of the answer in which the result stands", str_of(step->column)) \
    X(formula, "what is computed, from the results of other steps and from what is given", formula) \
    X(numbers, "the formula with its numbers", step->numbers) \
    X(result, "what comes of it", step->result) \
    X(text, "the same in words", step->text) \
    X(file, "where the row stands that it comes from", place_of(step)) \
    X(line, "its line", answer_count(mem, (int64_t)step->line, step->line))

/* A row of these as a struct tool_column. */
#define ACCOUNT_DESCRIBED(name, meaning, text) {"out", #name, "with --explain-form csv", meaning},

#endif
