/* localize - see localize.h */
#include "base/str.h"
#include "io/logbook.h"
#include "kinds/balance.h"
#include "kinds/kind.h"
#include "kinds/linear.h"
#include "kinds/localize.h"

/* At most so many comparisons in one condition. */
enum { FORMS = 8, EQUATIONS = 64, BOUNDS = 4 * LOCALIZE_CELLS };

/* One rule, seen as numbers: which of the block's cells it adds up or divides. */
struct equation {
    struct rule *rule;
    const struct balance *balance;
    const struct expr_linear *form; /* one comparison of a formula, its slots codes; neither: a ratio */
    const struct str *code;
};

static size_t forms_of(struct mem *mem, const struct expr *expr, const struct expr_linear **form)
{
    struct expr_linear forms[FORMS], *kept;
    size_t count = expr ? expr_linear(expr, forms, FORMS) : 0;
    kept = mem_array(mem, count, sizeof *kept);
    if (count)
        memcpy(kept, forms, count * sizeof *kept);
    *form = kept;
    return count;
}

static bool is_linear(struct mem *mem, const struct rule *rule)
{
    const struct expr_linear *form;
    const struct str *code;
    return kind_balance(rule) || kind_is_ratio(rule) || forms_of(mem, kind_formula(rule, &code), &form);
}

static size_t terms_of(const struct equation *equation)
{
    return equation->balance ? equation->balance->terms : equation->form ? equation->form->terms : 2;
}

static struct str code_of(const struct equation *equation, size_t i)
{
    return equation->balance ? equation->balance->term[i].code
           : equation->form  ? equation->code[equation->form->term[i].slot]
                             : kind_ratio_code(equation->rule, i);
}

/* What a rule by record asks of one cell: factor * cell + constant SIGN 0. */
struct bound {
    const struct rule *rule;
    const struct expr_linear *form;
    size_t variable;
};

struct variable {
    struct str code;
    const struct cell *cell;  /* null: there is no row */
    struct num value, weight;
    bool known;
};

struct problem {
    struct rules *rules;
    struct writer *writer;
    struct mem *mem;          /* of the equations at hand */
    struct rule *of;          /* the rule whose group's equations they are */
    struct equation equation[EQUATIONS];
    size_t equations;
    struct bound bound[BOUNDS]; /* of the block at hand */
    size_t bounds;
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
    variable->value = variable->known && item->cell->state == CELL_GOOD ? cell_value(item->cell) : num_of(0);
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

/* factor * cells + constant SIGN 0 as rows; `at` is the variable of each term. */
static bool add_form(const struct problem *problem, const struct expr_linear *form, const size_t *at,
                     const size_t *chosen, size_t count, struct linear_row *row, size_t *rows)
{
    enum { PLACES = 12 };
    struct linear_row up = {.constant = form->constant}, down;
    int places = form->constant.scale > 0 ? form->constant.scale : 0;
    for (size_t i = 0; i < form->terms; i++)
        places = form->term[i].factor.scale > places ? form->term[i].factor.scale : places;
    if (places > PLACES || *rows + 2 > LINEAR_ROWS || !num_shift(form->constant, places, &up.constant))
        return false;
    for (size_t i = 0; i < form->terms; i++) {
        struct num factor;
        if (!num_shift(form->term[i].factor, places, &factor) ||
            num_compare(num_abs(factor), num_of(INT32_MAX)) > 0)
            return false;
        factor = num_round(factor, 0, NUM_HALF_UP);
        if (!add_term(problem, &up, at[i], (int64_t)factor.mantissa, chosen, count))
            return false;
    }
    up.strict = !strchr(form->sign, '=');
    down = up;
    down.constant = num_negate(up.constant);
    for (size_t i = 0; i < LINEAR_UNKNOWNS; i++)
        down.factor[i] = -up.factor[i];
    if (form->sign[0] != '<')
        row[(*rows)++] = up;
    if (form->sign[0] != '>')
        row[(*rows)++] = down;
    return true;
}

static bool add_formula(const struct problem *problem, const struct equation *equation, const size_t *chosen,
                        size_t count, struct linear_row *row, size_t *rows)
{
    size_t at[EXPR_LINEAR_TERMS];
    for (size_t i = 0; i < equation->form->terms; i++)
        at[i] = variable_of((struct problem *)(uintptr_t)problem, code_of(equation, i));
    return add_form(problem, equation->form, at, chosen, count, row, rows);
}

/* The rule as rows, with the cells in `chosen` free, missing ones too; false when it does
 * not fit. */
static bool add_rows(const struct problem *problem, const struct equation *equation, const size_t *chosen,
                     size_t count, struct linear_row *row, size_t *rows)
{
    if (equation->form)
        return add_formula(problem, equation, chosen, count, row, rows);
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

static bool bound_holds(const struct problem *problem, const struct bound *bound)
{
    static _Thread_local struct linear_row row[4];
    size_t rows = 0;
    return add_form(problem, bound->form, &bound->variable, NULL, 0, row, &rows) &&
           linear_solve(row, rows, 0, NULL) == LINEAR_YES;
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
    for (size_t i = 0; i < problem->bounds; i++) {
        const struct bound *bound = &problem->bound[i];
        if (place_of(chosen, free_cells, bound->variable) == free_cells && bound_holds(problem, bound))
            continue;
        if (!add_form(problem, bound->form, &bound->variable, chosen, free_cells, row, &rows))
            return LINEAR_TOO_LARGE;
    }
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
        lines = mem_format(mem, "%.*s%s%llu", STR_ARG(lines), i ? "+" : "",
                           (unsigned long long)cell_place(variable->cell).line);
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

/* Once, though several of its comparisons or cells fail. */
static void name_rule(const struct problem *problem, const struct rule *rule, struct str *names,
                      const struct rule **last)
{
    if (*last != rule)
        *names = mem_format(problem->rules->scratch, "%.*s%s%.*s", STR_ARG(*names), names->length ? "+" : "",
                            STR_ARG(rule->id));
    *last = rule;
}

/* The rules that fail as the block stands, joined by +; empty: none. */
static struct str failing_rules(struct problem *problem)
{
    struct str names = STR("");
    const struct rule *last = NULL;
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
            name_rule(problem, equation->rule, &names, &last);
    }
    for (size_t i = 0; i < problem->bounds; i++)
        if (problem->variable[problem->bound[i].variable].known && !bound_holds(problem, &problem->bound[i]))
            name_rule(problem, problem->bound[i].rule, &names, &last);
    return names;
}

/* What rules by record ask of the block's cells. */
static void find_bounds(struct problem *problem)
{
    const struct rules *rules = problem->rules;
    uint32_t value = rules->cells->role[OBSERVED_VALUE];
    problem->bounds = 0;
    for (uint32_t r = 0; r < rules->count; r++)
        for (size_t i = 0; i < problem->variables; i++) {
            const struct variable *variable = &problem->variable[i];
            const struct expr *expr = variable->cell ? kind_bound(rules, &rules->rule[r], variable->cell) : NULL;
            const struct expr_linear *form;
            size_t forms = forms_of(rules->scratch, expr, &form);
            for (size_t k = 0; k < forms; k++) {
                bool own = form[k].terms == 1 && form[k].term[0].slot == value && form[k].sign[0] != '!' &&
                           strcmp(form[k].sign, "<>") != 0;
                problem->too_large |= own && problem->bounds == BOUNDS;
                if (own && problem->bounds < BOUNDS)
                    problem->bound[problem->bounds++] = (struct bound){&rules->rule[r], &form[k], i};
            }
        }
}

/* Finds the sets; false where nothing fails.  `failing`: the rules that do. */
static bool solve(struct problem *problem, const struct grouping *view, const struct str *key, struct str *failing)
{
    size_t set[LOCALIZE_MOST];
    problem->sets = 0;
    problem->missing = false;
    for (size_t i = 0; i < problem->variables; i++) {
        read_variable(problem, view, key, &problem->variable[i]);
        problem->missing |= !problem->variable[i].known;
    }
    find_bounds(problem);
    *failing = failing_rules(problem);
    for (size_t count = 1; failing->length && count <= LOCALIZE_MOST; count++)
        choose(problem, set, 0, count, 0, num_of(0));
    return failing->length > 0;
}

static void put_block(struct problem *problem, const struct grouping *view, const struct str *key)
{
    struct str failing;
    if (!solve(problem, view, key, &failing))
        return;
    struct str joined = grouping_joined(problem->rules, key, view->count, STR(""));
    for (size_t i = 0; i < problem->sets; i++)
        put_set(problem, joined, failing, i);
    if (!problem->sets)
        put_none(problem, joined, failing);
}

static void enter(struct problem *problem, struct equation equation)
{
    bool own = !(equation.balance && equation.balance->relation == BALANCE_UNEQUAL) &&
               !(equation.form && (equation.form->sign[0] == '!' || strcmp(equation.form->sign, "<>") == 0));
    for (size_t k = 0; equation.balance && k < equation.balance->terms; k++)
        own &= !equation.balance->term[k].table.length;
    problem->too_large |= own && problem->equations == EQUATIONS;
    if (!own || problem->equations == EQUATIONS)
        return;
    problem->equation[problem->equations++] = equation;
    for (size_t k = 0; k < terms_of(&equation); k++)
        variable_of(problem, code_of(&equation, k));
}

/* All linear rules that group as this one does and stay in the input. */
static void gather(struct problem *problem, struct rule *first)
{
    problem->equations = problem->variables = 0;
    problem->too_large = false;
    problem->of = first;
    for (uint32_t i = 0; i < problem->rules->count; i++) {
        struct rule *rule = &problem->rules->rule[i];
        const struct expr_linear *form;
        const struct str *code = NULL;
        size_t forms = forms_of(problem->mem, kind_formula(rule, &code), &form);
        if (!rule_alike(rule, first))
            continue;
        if (kind_balance(rule) || kind_is_ratio(rule))
            enter(problem, (struct equation){.rule = rule, .balance = kind_balance(rule)});
        for (size_t k = 0; k < forms; k++)
            enter(problem, (struct equation){.rule = rule, .form = &form[k], .code = code});
    }
}

static struct problem *open_problem(struct rules *rules)
{
    struct problem *problem = mem_take(rules->mem, sizeof *problem);
    problem->rules = rules;
    problem->mem = rules->mem;
    problem->weight_at = column_find(rules->setting.columns, STR("weight"));
    return problem;
}

/* A fix may touch only a cell that is a solution by itself. */
static bool may_change(void *state, struct rule *rule, const struct grouping *view, const struct str *key,
                       struct str code)
{
    struct problem *problem = state;
    struct mem_mark mark = mem_mark(problem->rules->scratch);
    struct str failing;
    if (!problem->of || !rule_alike(problem->of, rule))
        gather(problem, rule);
    bool may = !solve(problem, view, key, &failing);
    for (size_t i = 0; i < problem->sets; i++)
        may |= problem->set[i].cells == 1 && str_eq(problem->variable[problem->set[i].cell[0]].code, code);
    mem_rewind(problem->rules->scratch, mark);
    return may;
}

void localize_begin(struct rules *rules)
{
    uint32_t column = column_find(rules->setting.columns, STR("weight"));
    if (column != COLUMN_NONE)
        cells_keep(rules->cells, column);
    bool any = false;
    for (uint32_t i = 0; i < rules->count; i++)
        any |= is_linear(rules->mem, &rules->rule[i]);
    if (!any)
        diag_fatal(DIAG_USAGE, NULL, "--localize needs a rule of kind balance or ratio, or a formula that is a sum");
    rules->may_change = may_change;
    rules->change_state = open_problem(rules);
}

/* What is no sum of figures says nothing here, and that is told. */
static void tell_left_aside(struct rules *rules)
{
    const struct str *code;
    for (uint32_t i = 0; i < rules->count; i++)
        if (kind_formula(&rules->rule[i], &code) && !is_linear(rules->mem, &rules->rule[i]))
            diag_report(DIAG_NOT_JUDGED, &rules->rule[i].place, "rule \"%.*s\" is no sum of figures times numbers, and "
                        "--localize leaves it aside", STR_ARG(rules->rule[i].id));
}

void localize_write(struct rules *rules, const char *path, char delimiter)
{
    struct logbook book = logbook_open(rules->mem, path, delimiter,
                                       "key,rules,solution,of,cells,lines,weight,values,status");
    struct problem *problem = open_problem(rules);
    problem->writer = book.writer;
    tell_left_aside(rules);
    for (uint32_t i = 0; i < rules->count; i++) {
        struct rule *rule = &rules->rule[i];
        bool first = is_linear(rules->mem, rule);
        for (uint32_t k = 0; k < i && first; k++)
            first = !is_linear(rules->mem, &rules->rule[k]) || !rule_alike(&rules->rule[k], rule);
        if (!first)
            continue;
        gather(problem, rule);
        struct grouping *view = grouping_open(rules, rule, NULL);
        while (grouping_next(view))
            put_block(problem, view, view->key);
        grouping_close(view);
    }
    logbook_close(&book);
}
