/* formula - see formula.h; this file reads and orders formulas, units are worked out in
 * formula_unit.c, values in formula_series.c */
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "formula.h"
#include "meaning/sheet.h"

/* ---- reading ---- */

static const struct sheet_range decimals = {0, 30, -1, N_("\"%.*s\" is no number of decimals from 0 to 30")};

static const struct sheet_column formula_column[] = {
    {"indicator", SHEET_COLUMN, sheet_text, offsetof(struct formula, code), NULL},
    {"formula", SHEET_COLUMN, sheet_text, offsetof(struct formula, text), NULL},
    {"unit", SHEET_MAY, sheet_text, offsetof(struct formula, unit), NULL},
    {"decimals", SHEET_MAY, sheet_whole, offsetof(struct formula, decimals), &decimals},
    {"note", SHEET_MAY, sheet_text, offsetof(struct formula, note), NULL},
};

/* The position of the formula for a code, or FORMULA_NONE. */
static uint32_t find(const struct formulas *formulas, struct str code)
{
    for (uint32_t i = 0; i < formulas->count; i++)
        if (str_eq(formulas->row[i].code, code))
            return i;
    return FORMULA_NONE;
}

static void add(struct formulas *formulas, struct sheet *sheet, const struct formula *formula)
{
    uint32_t same = find(formulas, formula->code);
    if (!formula->code.length || !formula->text.length)
        sheet_wrong(sheet, "formula", "a formula needs the indicator that it makes and its text");
    else if (same != FORMULA_NONE)
        sheet_wrong(sheet, "formula", "\"%.*s\" has a formula in line %llu already", STR_ARG(formula->code),
                    (unsigned long long)formulas->row[same].place.line);
    formulas->row = mem_grow(formulas->mem, formulas->row, formulas->count, &formulas->room, sizeof *formula);
    formulas->row[formulas->count++] = *formula;
}

struct formulas *formulas_load(struct mem *mem, struct reader *reader)
{
    static const struct sheet_form form = SHEET_FORM(struct formula, formula_column, DIAG_FORMULA, "--formulas");
    struct formulas *formulas = mem_take(mem, sizeof *formulas);
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct formula row;
    formulas->mem = mem;
    formulas->known = group_open(1, 1);
    while (sheet_next(sheet, &row)) {
        row.place = sheet_place(sheet, "formula");
        row.place.text = (struct str){NULL, 0};
        row.place.name = mem_copy(mem, row.place.name);
        add(formulas, sheet, &row);
    }
    sheet_close(sheet);
    for (uint32_t i = 0; i < formulas->count; i++)
        formulas_know(formulas, formulas->row[i].code);
    return formulas;
}

void formulas_close(struct formulas *formulas)
{
    group_close(formulas->known);
}

void formulas_know(struct formulas *formulas, struct str code)
{
    uint32_t before = group_count(formulas->known);
    group_at(formulas->known, &code);
    if (group_count(formulas->known) == before)
        return;
    formulas->known_list = mem_grow(formulas->mem, formulas->known_list, formulas->knowns, &formulas->known_room,
                                    sizeof *formulas->known_list);
    formulas->known_list[formulas->knowns++] = code;
}

/* ---- compiling ---- */

/* A slot is the name's position in its formula. */
static bool find_name(void *state, struct str name, uint32_t *slot)
{
    struct formulas *formulas = state;
    struct formula *formula = formulas->current;
    if (!formulas->lenient && !group_find(formulas->known, &name))
        return false;
    for (*slot = 0; *slot < formula->names; ++*slot)
        if (str_eq(formula->name[*slot].code, name))
            return true;
    formula->name = mem_grow(formulas->mem, formula->name, formula->names, &formula->room, sizeof *formula->name);
    formula->name[formula->names++] =
        (struct formula_name){.code = mem_copy(formulas->mem, name), .formula = find(formulas, name)};
    return true;
}

/* Which names stand outside number(...)? */
static void mark_in_unit(struct formula *formula, const struct expr_node *node)
{
    struct expr_part part = expr_look(node);
    if (part.nature == EXPR_IS_NAME)
        formula->name[part.slot].in_unit = true;
    for (size_t i = 0; i < part.operands; i++)
        if (part.nature != EXPR_IS_BARE || expr_look(part.operand[i]).nature != EXPR_IS_NAME)
            mark_in_unit(formula, part.operand[i]);
}

static void compile(struct formulas *formulas, struct formula *formula)
{
    formulas->current = formula;
    formula->expr = expr_compile(formulas->mem, formula->text, &formula->place, &formulas->names);
    struct expr_part root = expr_look(expr_root(formula->expr));
    if (root.nature == EXPR_IS_CONDITION || root.nature == EXPR_IS_TRUTH ||
        (root.nature == EXPR_IS_LITERAL && !root.number))
        diag_fatal(DIAG_FORMULA, &formula->place,
                   "\"%.*s\" gives no number (the column \"indicator\" says what it makes; no = is needed)",
                   STR_ARG(formula->text));
    mark_in_unit(formula, expr_root(formula->expr));
}

/* ---- order ---- */

enum { UNSEEN, OPEN, DONE };

struct walk {
    struct formulas *formulas;
    char *state;
    uint32_t *path, depth, placed;
};

static _Noreturn void refuse_circle(const struct walk *walk, uint32_t again)
{
    struct mem *mem = walk->formulas->mem;
    const struct formula *row = walk->formulas->row;
    struct str circle = {0};
    for (uint32_t i = 0; i < walk->depth; i++)
        if (circle.length || walk->path[i] == again)
            circle = mem_format(mem, "%.*s%.*s -> ", STR_ARG(circle), STR_ARG(row[walk->path[i]].code));
    diag_fatal(DIAG_FORMULA, &row[again].place, "formulas need each other in a circle: %.*s%.*s", STR_ARG(circle),
               STR_ARG(row[again].code));
}

static void visit(struct walk *walk, uint32_t i)
{
    struct formula *formula = &walk->formulas->row[i];
    if (walk->state[i] == DONE)
        return;
    if (walk->state[i] == OPEN)
        refuse_circle(walk, i);
    walk->state[i] = OPEN;
    walk->path[walk->depth++] = i;
    for (uint32_t n = 0; n < formula->names; n++)
        if (formula->name[n].formula != FORMULA_NONE)
            visit(walk, formula->name[n].formula);
    walk->depth--;
    walk->state[i] = DONE;
    walk->formulas->order[walk->placed++] = i;
}

enum { FORMULAS_MOST = 10000 }; /* visit goes as deep */

void formulas_compile(struct formulas *formulas, const struct expr_names *names)
{
    struct mem *mem = formulas->mem;
    if (formulas->count > FORMULAS_MOST)
        diag_fatal(DIAG_FORMULA, &formulas->row[FORMULAS_MOST].place, "more than %d formulas", FORMULAS_MOST);
    formulas->names = *names;
    formulas->names.find = find_name;
    formulas->names.state = formulas;
    formulas->names.known = formulas->known_list;
    formulas->names.knowns = formulas->knowns;
    for (uint32_t i = 0; i < formulas->count; i++)
        compile(formulas, &formulas->row[i]);
    formulas->order = mem_array(mem, formulas->count, sizeof *formulas->order);
    struct walk walk = {.formulas = formulas, .state = mem_array(mem, formulas->count, 1),
                        .path = mem_array(mem, formulas->count, sizeof *walk.path)};
    for (uint32_t i = 0; i < formulas->count; i++)
        visit(&walk, i);
}

void formula_tell(struct formula *formula, enum diag_code code, struct str fault)
{
    if (str_eq(formula->told, fault))
        return;
    formula->told = fault;
    diag_report(code, &formula->place, "%.*s: %.*s", STR_ARG(formula->code), STR_ARG(fault));
}
