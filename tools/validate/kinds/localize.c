/* localize - see localize.h */
#include "base/str.h"
#include "io/logbook.h"
#include "kinds/balance.h"
#include "kinds/kind.h"
#include "kinds/linear.h"
#include "kinds/localize.h"

/* One rule, seen as numbers: which of the block's cells it adds up or divides. */
struct equation {
    struct rule *rule;
    const struct balance *balance; /* null: a ratio */
};

static bool is_linear(const struct rule *rule)
{
    return kind_balance(rule) || kind_is_ratio(rule);
}

static size_t terms_of(const struct equation *equation)
{
    return equation->balance ? equation->balance->terms : 2;
}

static struct str code_of(const struct equation *equation, size_t i)
{
    return equation->balance ? equation->balance->term[i].code : kind_ratio_code(equation->rule, i);
}

struct variable {
    struct str code;
    const struct cell *cell;  /* null: there is no row */
    struct num value, weight;
    bool known;
};

struct problem {
    struct rules *rules;
    struct writer *writer;
    struct equation equation[64];
    size_t equations;
    uint32_t weight_at;       /* column, or COLUMN_NONE */
    struct variable variable[LOCALIZE_CELLS];
    size_t variables;
    bool missing;             /* some variable is free anyway */
    /* The sets of the smallest weight so far. */
    struct num best;
    struct {
        size_t cell[LOCALIZE_MOST], cells;
        struct linear_range range;
    } set[LOCALIZE_SETS];
    size_t sets;
    bool too_large;
};

void localize_begin(struct rules *rules)
{
    uint32_t column = column_find(rules->setting.columns, STR("weight"));
    if (column != COLUMN_NONE)
        cells_keep(rules->cells, column);
    bool any = false;
    for (uint32_t i = 0; i < rules->count; i++)
        any |= is_linear(&rules->rule[i]);
    if (!any)
        diag_fatal(DIAG_USAGE, NULL, "--localize needs a rule of kind balance or ratio");
}

static size_t variable_of(struct problem *problem, struct str code)
{
    for (size_t i = 0; i < problem->variables; i++)
        if (str_eq(problem->variable[i].code, code))
            return i;
    if (problem->variables == LOCALIZE_CELLS) {
        problem->too_large = true;
        return 0;
    }
    problem->variable[problem->variables] = (struct variable){.code = code, .weight = num_of(1)};
    return problem->variables++;
}

static void read_variable(struct problem *problem, const struct grouping *view, const struct str *key,
                          struct variable *variable)
{
    const struct item *item = grouping_find(view, key, NULL, variable->code);
    struct num weight;
    variable->cell = item ? item->cell : NULL;
    variable->known = item && !item->doubled && item->cell->state <= CELL_NIL;
    variable->value = variable->known && item->cell->state == CELL_GOOD ? item->cell->value : num_of(0);
    variable->weight = num_of(1);
    if (item && problem->weight_at != COLUMN_NONE &&
        num_parse(cell_text(view->cells, item->cell, problem->weight_at), &weight) == NUM_OK && num_sign(weight) > 0)
        variable->weight = weight;
}

/* Which of the free cells a variable is; count: none. */
static size_t place_of(const size_t *chosen, size_t count, size_t at)
{
    size_t k = 0;
    while (k < count && chosen[k] != at)
        k++;
    return k;
}

/* factor * variable, added to the row. */
static bool add_term(const struct problem *problem, struct linear_row *row, size_t at, int64_t factor,
                     const size_t *chosen, size_t count)
{
    struct num part;
    size_t k = place_of(chosen, count, at);
    if (k < count) {
        row->factor[k] += factor;
        return true;
    }
    return num_multiply(problem->variable[at].value, num_of(factor), &part) &&
           num_add(row->constant, part, &row->constant);
}

/* of / to >= limit, with both sides times `to`, whose sign is taken to stay: a row for it
 * says so. */
static bool add_ratio(const struct problem *problem, const struct equation *equation, const size_t *chosen,
                      size_t count, struct linear_row *row, size_t *rows)
{
    enum { PLACES = 9 };
    static const int64_t ten[PLACES + 1] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};
    size_t of = variable_of((struct problem *)(uintptr_t)problem, code_of(equation, 0));
    size_t to = variable_of((struct problem *)(uintptr_t)problem, code_of(equation, 1));
    const struct variable *below = &problem->variable[to];
    int sign = below->known && num_sign(below->value) < 0 ? -1 : 1;
    bool fixed = place_of(chosen, count, to) == count;
    if (fixed && num_sign(below->value) == 0)
        return true;
    if (*rows + 3 > LINEAR_ROWS)
        return false;
    if (!fixed) {
        row[*rows] = (struct linear_row){.constant = num_of(0), .strict = true};
        if (!add_term(problem, &row[(*rows)++], to, sign, chosen, count))
            return false;
    }
    for (int most = 0; most < 2; most++) {
        struct num limit;
        int64_t toward = most ? -sign : sign;
        if (!kind_ratio_limit(equation->rule, most, &limit))
            continue;
        if (limit.scale < 0)
            limit = num_round(limit, 0, NUM_HALF_UP);
        if (limit.scale > PLACES || num_compare(num_abs((struct num){limit.mantissa, 0}), num_of(INT32_MAX)) > 0)
            return false;
        row[*rows] = (struct linear_row){.constant = num_of(0)};
        if (!add_term(problem, &row[*rows], of, toward * ten[limit.scale], chosen, count) ||
            !add_term(problem, &row[*rows], to, -toward * (int64_t)limit.mantissa, chosen, count))
            return false;
        ++*rows;
    }
    return true;
}

/* The rule as rows, with the cells in `chosen` free, missing ones too; false when it does
 * not fit. */
static bool add_rows(const struct problem *problem, const struct equation *equation, const size_t *chosen,
                     size_t count, struct linear_row *row, size_t *rows)
{
    if (!equation->balance)
        return add_ratio(problem, equation, chosen, count, row, rows);
    struct linear_row left = {.constant = num_of(0)};
    struct num values[BALANCE_TERMS], base = num_of(0), within;
    for (size_t i = 0; i < equation->balance->terms; i++) {
        const struct balance_term *term = &equation->balance->term[i];
        size_t at = variable_of((struct problem *)(uintptr_t)problem, term->code);
        int sign = term->right ? -term->sign : term->sign;
        values[i] = problem->variable[at].value;
        if (!add_term(problem, &left, at, sign, chosen, count))
            return false;
        if (term->right)
            num_add(base, values[i], &base);
    }
    enum balance_relation relation = equation->balance->relation;
    /* No tolerance makes less or more of what is equal. */
    bool strict = relation == BALANCE_MORE || relation == BALANCE_LESS;
    within = strict ? num_of(0) : rule_allowed(equation->rule, rule_half_units(values, equation->balance->terms), base);
    left.strict = strict;
    struct linear_row other = left;
    other.constant = num_negate(left.constant);
    for (size_t i = 0; i < LINEAR_UNKNOWNS; i++)
        other.factor[i] = -left.factor[i];
    if (*rows + 2 > LINEAR_ROWS || !num_add(left.constant, within, &left.constant) ||
        !num_add(other.constant, within, &other.constant))
        return false;
    if (relation == BALANCE_EQUAL || relation == BALANCE_AT_LEAST || relation == BALANCE_MORE)
        row[(*rows)++] = left;
    if (relation == BALANCE_EQUAL || relation == BALANCE_AT_MOST || relation == BALANCE_LESS)
        row[(*rows)++] = other;
    return true;
}

static enum linear_answer feasible(const struct problem *problem, const size_t *set, size_t count,
                                   struct linear_range *range)
{
    static _Thread_local struct linear_row row[LINEAR_ROWS];
    size_t rows = 0, chosen[LINEAR_UNKNOWNS], free_cells = count;
    memcpy(chosen, set, count * sizeof *set);
    for (size_t i = 0; i < problem->variables; i++)
        if (!problem->variable[i].known) {
            if (free_cells == LINEAR_UNKNOWNS)
                return LINEAR_TOO_LARGE;
            chosen[free_cells++] = i;
        }
    for (size_t i = 0; i < problem->equations; i++)
        if (!add_rows(problem, &problem->equation[i], chosen, free_cells, row, &rows))
            return LINEAR_TOO_LARGE;
    return linear_solve(row, rows, free_cells, range);
}

static void try(struct problem *problem, const size_t *set, size_t count, struct num weight)
{
    int order = problem->sets ? num_compare(weight, problem->best) : -1;
    struct linear_range range = {0};
    if (order > 0)
        return;
    enum linear_answer answer = feasible(problem, set, count, &range);
    problem->too_large |= answer == LINEAR_TOO_LARGE;
    if (answer != LINEAR_YES)
        return;
    if (order < 0)
        problem->sets = 0;
    problem->best = weight;
    if (problem->sets == LOCALIZE_SETS)
        return;
    memcpy(problem->set[problem->sets].cell, set, count * sizeof *set);
    problem->set[problem->sets].cells = count;
    problem->set[problem->sets++].range = range;
}

/* All sets of `count` known cells, from `from` on. */
static void choose(struct problem *problem, size_t *set, size_t at, size_t count, size_t from, struct num weight)
{
    if (at == count) {
        try(problem, set, count, weight);
        return;
    }
    for (size_t i = from; i < problem->variables; i++) {
        struct num sum;
        if (!problem->variable[i].known || !num_add(weight, problem->variable[i].weight, &sum) ||
            (problem->sets && num_compare(sum, problem->best) > 0))
            continue;
        set[at] = i;
        choose(problem, set, at + 1, count, i + 1, sum);
    }
}

/* ---- the table ---- */

static void put_number(struct writer *writer, uint64_t number)
{
    char text[NUM_TEXT_MAX];
    writer_plain(writer, (struct str){text, num_write(text, num_of((int64_t)number))});
}

static void put_set(struct problem *problem, struct str key, struct str failing, size_t which)
{
    struct mem *mem = problem->rules->scratch;
    struct str cells = STR(""), lines = STR(""), values = STR("");
    const struct linear_range *range = &problem->set[which].range;
    for (size_t i = 0; i < problem->set[which].cells; i++) {
        const struct variable *variable = &problem->variable[problem->set[which].cell[i]];
        cells = mem_format(mem, "%.*s%s%.*s", STR_ARG(cells), i ? "+" : "", STR_ARG(variable->code));
        lines = mem_format(mem, "%.*s%s%llu", STR_ARG(lines), i ? "+" : "", (unsigned long long)variable->cell->line);
    }
    if (problem->set[which].cells == 1 && !problem->missing && (range->has_low || range->has_high)) {
        struct str low = range->has_low ? num_text(mem, range->low) : STR("");
        struct str high = range->has_high ? num_text(mem, range->high) : STR("");
        values = mem_format(mem, "%s%.*s..%s%.*s", range->above ? ">" : "", STR_ARG(low), range->below ? "<" : "",
                            STR_ARG(high));
    }
    struct writer *writer = problem->writer;
    writer_field(writer, key);
    writer_field(writer, failing);
    put_number(writer, which + 1);
    put_number(writer, problem->sets);
    writer_field(writer, cells);
    writer_field(writer, lines);
    writer_field(writer, num_text(mem, problem->best));
    writer_field(writer, values);
    writer_plain(writer, STR("found"));
    writer_end(writer);
}

static void put_none(struct problem *problem, struct str key, struct str failing)
{
    struct writer *writer = problem->writer;
    writer_field(writer, key);
    writer_field(writer, failing);
    for (int i = 0; i < 6; i++)
        writer_plain(writer, STR(""));
    writer_plain(writer, problem->too_large ? STR("too large") : STR("none of up to 3 cells"));
    writer_end(writer);
}

/* The rules that fail as the block stands, joined by +; empty: none. */
static struct str failing_rules(struct problem *problem)
{
    struct str names = STR("");
    static _Thread_local struct linear_row row[LINEAR_ROWS];
    for (size_t i = 0; i < problem->equations; i++) {
        const struct equation *equation = &problem->equation[i];
        size_t rows = 0;
        bool whole = true, there = false;
        for (size_t k = 0; k < terms_of(equation); k++) {
            const struct variable *variable = &problem->variable[variable_of(problem, code_of(equation, k))];
            whole &= variable->known;
            there |= variable->cell != NULL;
        }
        if (whole && there && add_rows(problem, equation, NULL, 0, row, &rows) &&
            linear_solve(row, rows, 0, NULL) == LINEAR_NO)
            names = mem_format(problem->rules->scratch, "%.*s%s%.*s", STR_ARG(names), names.length ? "+" : "",
                               STR_ARG(equation->rule->id));
    }
    return names;
}

static void solve(struct problem *problem, const struct grouping *view, const struct str *key)
{
    size_t set[LOCALIZE_MOST];
    problem->sets = 0;
    problem->missing = false;
    for (size_t i = 0; i < problem->variables; i++) {
        read_variable(problem, view, key, &problem->variable[i]);
        problem->missing |= !problem->variable[i].known;
    }
    struct str failing = failing_rules(problem);
    if (!failing.length)
        return;
    for (size_t count = 1; count <= LOCALIZE_MOST; count++)
        choose(problem, set, 0, count, 0, num_of(0));
    struct str joined = grouping_joined(problem->rules, key, view->count, STR(""));
    for (size_t i = 0; i < problem->sets; i++)
        put_set(problem, joined, failing, i);
    if (!problem->sets)
        put_none(problem, joined, failing);
}

/* All linear rules that group as this one does and stay in the input. */
static void gather(struct problem *problem, struct rule *first)
{
    problem->equations = problem->variables = 0;
    problem->too_large = false;
    for (uint32_t i = 0; i < problem->rules->count; i++) {
        struct rule *rule = &problem->rules->rule[i];
        if (!is_linear(rule) || !rule_alike(rule, first))
            continue;
        struct equation equation = {rule, kind_balance(rule)};
        bool own = problem->equations < 64 && !(equation.balance && equation.balance->relation == BALANCE_UNEQUAL);
        for (size_t k = 0; equation.balance && k < equation.balance->terms; k++)
            own &= !equation.balance->term[k].table.length;
        if (!own)
            continue;
        problem->equation[problem->equations++] = equation;
        for (size_t k = 0; k < terms_of(&equation); k++)
            variable_of(problem, code_of(&equation, k));
    }
}

void localize_write(struct rules *rules, const char *path, char delimiter)
{
    struct logbook book = logbook_open(rules->mem, path, delimiter,
                                       "key,rules,solution,of,cells,lines,weight,values,status");
    struct problem *problem = mem_take(rules->mem, sizeof *problem);
    problem->rules = rules;
    problem->writer = book.writer;
    problem->weight_at = column_find(rules->setting.columns, STR("weight"));
    for (uint32_t i = 0; i < rules->count; i++) {
        struct rule *rule = &rules->rule[i];
        bool first = is_linear(rule);
        for (uint32_t k = 0; k < i && first; k++)
            first = !is_linear(&rules->rule[k]) || !rule_alike(&rules->rule[k], rule);
        if (!first)
            continue;
        gather(problem, rule);
        struct grouping *view = grouping_open(rules, rule, NULL);
        while (grouping_next(view))
            solve(problem, view, view->key);
        grouping_close(view);
    }
    logbook_close(&book);
}
