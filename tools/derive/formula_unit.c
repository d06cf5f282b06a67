/* formula_unit - what a formula does with the units of its names
 *
 * With units a formula computes with quantities: 18147.7亿元 over 973.7万人 is
 * 186379 元/人, and 1 + 4.9% is 1.049.  Names enter in base units (元, 人, parts of 1),
 * so that only the dimensions have to be watched, and the result is moved into the
 * unit that it should have.  Numbers that stand in the formula have no unit; 0 fits
 * all.
 *
 * Whoever is used to numbers writes the conversion out: gdp * 10000 / population,
 * 100 * (x / prev(x) - 1), 1 + g / 100.  Such a power of ten is taken for what it is, if
 * it is exactly the one that the units ask for; any other beside a conversion is
 * refused, since it would count twice.
 */
#include "base/str.h"
#include "base/voice.h"
#include "formula.h"

enum { FACTORS = 12 };

/* A product of dimensions: yuan^1 person^-1.  No factor at all: a plain number. */
struct sort {
    struct {
        struct str name;
        int exponent;
    } factor[FACTORS];
    uint32_t count;
    int power;                /* of ten, between the numbers as printed and the base unit */
    bool wild;                /* fits everything: 0 */
    int ten;                  /* the powers of ten that stand in the formula, multiplied: 2 for 100 */
    bool uneven;              /* summands with different ones */
    bool share;               /* a plain number that was printed as % or ‰ */
};

struct walk {
    struct mem *mem;
    struct formula *formula;
    bool bare;
    struct str fault;
};

static void multiply(struct sort *sort, struct str name, int exponent)
{
    for (uint32_t i = 0; i < sort->count; i++)
        if (str_eq(sort->factor[i].name, name)) {
            sort->factor[i].exponent += exponent;
            if (sort->factor[i].exponent == 0)
                sort->factor[i] = sort->factor[--sort->count];
            return;
        }
    if (sort->count < FACTORS) {
        sort->factor[sort->count].name = name;
        sort->factor[sort->count++].exponent = exponent;
    }
}

static int exponent_of(const struct sort *sort, struct str name)
{
    for (uint32_t i = 0; i < sort->count; i++)
        if (str_eq(sort->factor[i].name, name))
            return sort->factor[i].exponent;
    return 0;
}

static bool alike(const struct sort *a, const struct sort *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (exponent_of(b, a->factor[i].name) != a->factor[i].exponent)
            return false;
    return true;
}

/* "yuan/person"; "a plain number" for none. */
static struct str in_words(struct mem *mem, const struct sort *sort)
{
    struct str words[2] = {{0}, {0}};
    for (uint32_t i = 0; i < sort->count; i++)
        for (int n = sort->factor[i].exponent; n != 0; n += n < 0 ? 1 : -1) {
            struct str *side = &words[n < 0];
            *side = mem_format(mem, "%.*s%s%.*s", STR_ARG(*side), side->length ? "*" : "",
                               STR_ARG(sort->factor[i].name));
        }
    if (!sort->count)
        return voice_str("a plain number");
    return mem_format(mem, "%.*s%s%.*s", STR_ARG(words[0].length ? words[0] : STR("1")), words[1].length ? "/" : "",
                      STR_ARG(words[1]));
}

static void blame(struct walk *walk, struct str fault)
{
    if (!walk->fault.length)
        walk->fault = fault;
}

/* ---- the sort of a unit ---- */

static struct sort sort_of(const struct unit *unit, struct str text, bool bare)
{
    struct sort sort = {.power = bare ? 0 : unit->power};
    bool known = unit->text.length != 0 && !bare;
    if (!text.length || (!known && !bare)) {
        if (text.length)
            multiply(&sort, text, 1);
        sort.power = 0;
        sort.wild = !text.length && bare;
        return sort;
    }
    if (bare) {
        multiply(&sort, text, 1);
        return sort;
    }
    sort.share = str_eq(unit->above, STR("share")) || str_eq(unit->above, STR("points"));
    if (str_eq(unit->above, STR("points")))
        sort.power = -2;
    else if (!sort.share && !str_eq(unit->above, STR("times")))
        multiply(&sort, unit->above, 1);
    if (unit->below.length)
        multiply(&sort, unit->below, -1);
    return sort;
}

void formula_name_unit(struct mem *mem, const struct units *units, struct formula_name *name, struct str text)
{
    if (name->unit_text.length && str_eq(name->unit_text, text))
        return;
    name->unit_text = text;
    name->unit = (struct unit){0};
    if (text.length && !unit_read(mem, units, text, &name->unit))
        name->unit = (struct unit){0};
    if (str_eq(name->unit.above, STR("points")) && !name->unit.below.length)
        name->unit.power = -2;
}

/* ---- through the formula ---- */

static struct sort walk_node(struct walk *walk, const struct expr_node *node);

/* 2 for the literal 100, -2 for 0.01; 0 for everything that is no power of ten. */
static int power_of_ten(const struct expr_node *node)
{
    struct expr_part part = expr_look(node);
    __int128 mantissa = part.literal.mantissa;
    if (part.nature != EXPR_IS_LITERAL || !part.number || mantissa <= 0)
        return 0;
    for (; mantissa % 10 == 0; mantissa /= 10)
        part.literal.scale--;
    return mantissa == 1 ? -part.literal.scale : 0;
}

/* The name that stands in g, prev(g) or -g; null for other expressions. */
static struct formula_name *name_under(const struct formula *formula, const struct expr_node *node)
{
    struct expr_part part = expr_look(node);
    if (part.nature == EXPR_IS_NAME)
        return &formula->name[part.slot];
    return part.nature == EXPR_IS_FIRST ? name_under(formula, part.operand[0]) : NULL;
}

/* The percentage in g / 100, g * 0.01 or 0.01 * g (‰ by 1000): the name, or null. */
static struct formula_name *divided_share(const struct formula *formula, const struct expr_part *part)
{
    if (part->nature != EXPR_IS_PRODUCT && part->nature != EXPR_IS_QUOTIENT)
        return NULL;
    for (int i = 0; i < (part->nature == EXPR_IS_PRODUCT ? 2 : 1); i++) {
        struct formula_name *name = name_under(formula, part->operand[i]);
        int ten = power_of_ten(part->operand[1 - i]) * (part->nature == EXPR_IS_PRODUCT ? 1 : -1);
        if (name && sort_of(&name->unit, name->unit_text, false).share && ten == name->unit.power)
            return name;
    }
    return NULL;
}

/* A percentage enters as it is printed when the formula divides it by 100 everywhere. */
static void count_uses(struct formula *formula, const struct expr_node *node, uint32_t *uses, uint32_t *divided)
{
    struct expr_part part = expr_look(node);
    const struct formula_name *name = divided_share(formula, &part);
    if (part.nature == EXPR_IS_NAME)
        uses[part.slot]++;
    if (name)
        divided[name - formula->name]++;
    for (size_t i = 0; i < part.operands; i++)
        if (part.nature != EXPR_IS_BARE || expr_look(part.operand[i]).nature != EXPR_IS_NAME)
            count_uses(formula, part.operand[i], uses, divided);
}

static void mark_as_printed(struct mem *mem, struct formula *formula)
{
    uint32_t *uses = mem_array(mem, formula->names, sizeof *uses);
    uint32_t *divided = mem_array(mem, formula->names, sizeof *divided);
    count_uses(formula, expr_root(formula->expr), uses, divided);
    for (uint32_t i = 0; i < formula->names; i++)
        formula->name[i].as_printed = divided[i] && divided[i] == uses[i];
}

/* The sort of all operands from one on.  A number beside them is in what their powers of ten make:
 * x / prev(x) * 100 - 100. */
static struct sort same_for_all(struct walk *walk, const struct expr_part *part, size_t from)
{
    struct sort result = {.wild = true};
    bool powered = false, uneven = false;
    int ten = 0;
    for (size_t i = from; i < part->operands; i++) {
        struct sort sort = walk_node(walk, part->operand[i]);
        if (!result.wild && !sort.wild && !alike(&result, &sort))
            blame(walk, say_format(walk->mem, "%s and %s cannot be added or compared",
                                   in_words(walk->mem, &result).at, in_words(walk->mem, &sort).at));
        uneven |= sort.uneven;
        if (expr_look(part->operand[i]).nature != EXPR_IS_LITERAL) {
            uneven |= powered && ten != sort.ten;
            ten = sort.ten;
            powered = true;
        }
        if (result.wild)
            result = sort;
    }
    result.ten = ten;
    result.uneven = uneven;
    return result;
}

static struct sort product(struct walk *walk, const struct expr_part *part, int sign)
{
    struct sort a = walk_node(walk, part->operand[0]), b = walk_node(walk, part->operand[1]);
    int ten[2] = {power_of_ten(part->operand[0]), sign * power_of_ten(part->operand[1])};
    const struct formula_name *share = divided_share(walk->formula, part);
    if (share && share->as_printed)
        ten[0] = ten[1] = 0;
    if ((ten[0] && b.share) || (ten[1] && a.share))
        blame(walk, voice_str("a percentage is a part of 1 here (1 + 4.9% is 1.049): leave out the factor, or take "
                        "number(...)"));
    struct sort result = a;
    result.ten = a.ten + sign * b.ten + ten[0] + ten[1];
    result.uneven = a.uneven || b.uneven;
    result.power = a.power + sign * b.power;
    result.wild = walk->bare && (a.wild || b.wild);
    result.share = (a.share && !b.count) || (b.share && !a.count);
    for (uint32_t i = 0; i < b.count; i++)
        multiply(&result, b.factor[i].name, sign * b.factor[i].exponent);
    if (result.count)
        result.share = false;
    return result;
}

static struct sort walk_operands(struct walk *walk, const struct expr_part *part)
{
    for (size_t i = 0; i < part->operands; i++)
        walk_node(walk, part->operand[i]);
    return (struct sort){0};
}

static struct sort walk_node(struct walk *walk, const struct expr_node *node)
{
    struct expr_part part = expr_look(node);
    struct sort sort = {0};
    switch (part.nature) {
    case EXPR_IS_LITERAL:
        sort.wild = walk->bare || (part.number && num_sign(part.literal) == 0);
        return sort;
    case EXPR_IS_NAME: {
        const struct formula_name *name = &walk->formula->name[part.slot];
        return name->as_printed ? sort : sort_of(&name->unit, name->unit_text, walk->bare);
    }
    case EXPR_IS_BARE:
        if (expr_look(part.operand[0]).nature != EXPR_IS_NAME)
            walk_operands(walk, &part);
        return sort;
    case EXPR_IS_ALIKE:
        return same_for_all(walk, &part, 0);
    case EXPR_IS_CONDITION:
        same_for_all(walk, &part, 0);
        return sort;
    case EXPR_IS_CHOICE:
        walk_node(walk, part.operand[0]);
        return same_for_all(walk, &part, 1);
    case EXPR_IS_FIRST:
    case EXPR_IS_SCALED:
        sort = walk_node(walk, part.operand[0]);
        if (part.nature == EXPR_IS_SCALED && sort.power != 0)
            blame(walk, voice_str("round would round in base units: give the column decimals, or take "
                                  "round(number(...))"));
        return sort;
    case EXPR_IS_PRODUCT:
    case EXPR_IS_QUOTIENT:
        return product(walk, &part, part.nature == EXPR_IS_PRODUCT ? 1 : -1);
    case EXPR_IS_TRUTH:
    case EXPR_IS_OTHER:
        break;
    }
    return walk_operands(walk, &part);
}

/* ---- the unit of the result ---- */

/* A quantity for each person or household is often written in the quantity's unit alone:
 * 人均地区生产总值 in 元. */
static bool per_head(const struct sort *sort, const struct sort *wanted)
{
    static const char *const heads[] = {"person", "household"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (exponent_of(sort, str_of(heads[i])) == -1 && wanted->count) {
            struct sort total = *sort;
            multiply(&total, str_of(heads[i]), 1);
            if (alike(&total, wanted))
                return true;
        }
    return false;
}

static void into_wanted(struct walk *walk, const struct units *units, const struct sort *sort, struct str wanted,
                        struct formula_unit *result)
{
    struct formula_name want = {0};
    formula_name_unit(walk->mem, units, &want, wanted);
    struct sort target = sort_of(&want.unit, wanted, false);
    if (!sort->wild && !alike(sort, &target) && !per_head(sort, &target))
        blame(walk, say_format(walk->mem, "the result is %s, which is not in %.*s", in_words(walk->mem, sort).at,
                               STR_ARG(wanted)));
    result->unit = wanted;
    result->shift = -target.power;
}

/* Nobody says: the unit of the first name of the same sort, or of two names parted by a
 * slash; a plain number has none. */
static void into_likely(struct walk *walk, const struct sort *sort, struct formula_unit *result)
{
    const struct formula *formula = walk->formula;
    for (uint32_t i = 0; i < formula->names; i++) {
        const struct formula_name *name = &formula->name[i];
        struct sort own = sort_of(&name->unit, name->unit_text, false);
        if (name->in_unit && !name->as_printed && name->unit_text.length && alike(&own, sort)) {
            result->unit = name->unit_text;
            result->shift = -own.power;
            return;
        }
    }
    for (uint32_t i = 0; sort->count && i < formula->names; i++)
        for (uint32_t k = 0; k < formula->names; k++) {
            const struct formula_name *above = &formula->name[i], *below = &formula->name[k];
            struct sort a = sort_of(&above->unit, above->unit_text, false);
            struct sort b = sort_of(&below->unit, below->unit_text, false);
            for (uint32_t f = 0; f < b.count; f++)
                multiply(&a, b.factor[f].name, -b.factor[f].exponent);
            if (alike(&a, sort)) {
                result->unit = mem_format(walk->mem, "%.*s/%.*s", STR_ARG(above->unit_text),
                                          STR_ARG(below->unit_text));
                result->shift = b.power - a.power;
                return;
            }
        }
    if (sort->count)
        blame(walk, say_format(walk->mem, "the result is %s; the column unit must say in which unit",
                               in_words(walk->mem, sort).at));
}

static void as_printed(struct walk *walk, struct str wanted, struct formula_unit *result)
{
    const struct formula *formula = walk->formula;
    const struct formula_name *without = NULL, *with = NULL;
    for (uint32_t i = 0; i < formula->names; i++)
        if (formula->name[i].in_unit)
            *(formula->name[i].unit_text.length ? &with : &without) = &formula->name[i];
    if (with && wanted.length)
        blame(walk, say_format(walk->mem, "%.*s has no unit and %.*s is in %.*s, so the result cannot be put into "
                               "%.*s", STR_ARG(without->code), STR_ARG(with->code), STR_ARG(with->unit_text),
                               STR_ARG(wanted)));
    result->unit = wanted;
}

/* A power of ten in the formula that is the conversion of the units stands for it. */
static void take_conversion(struct walk *walk, const struct sort *sort, struct formula_unit *result)
{
    int needed = result->shift + sort->power;
    if (needed == 0 || (sort->ten == 0 && !sort->uneven))
        return;
    if (sort->ten == needed && !sort->uneven)
        result->shift -= needed;
    else
        blame(walk, say_format(walk->mem, "the units ask for a factor of 1e%d to give %s, and the formula has another "
                               "power of ten: leave it out, or take number(...)", needed,
                               result->unit.length ? mem_copy(walk->mem, result->unit).at
                                                   : voice_text("a plain number")));
}

struct measure formula_enter(const struct formula_unit *unit, const struct formula_name *name, struct measure value,
                             bool bare)
{
    return bare || unit->bare || name->as_printed ? value : measure_shift(value, name->unit.power);
}

struct formula_unit formula_unit(struct mem *mem, const struct units *units, struct formula *formula,
                                 struct str wanted)
{
    struct formula_unit result = {0};
    mark_as_printed(mem, formula);
    for (uint32_t i = 0; i < formula->names; i++)
        result.bare |= formula->name[i].in_unit && !formula->name[i].unit_text.length;
    struct walk walk = {.mem = mem, .formula = formula, .bare = result.bare};
    struct sort sort = walk_node(&walk, expr_root(formula->expr));
    if (result.bare)
        as_printed(&walk, wanted, &result);
    else if (wanted.length)
        into_wanted(&walk, units, &sort, wanted, &result);
    else
        into_likely(&walk, &sort, &result);
    if (!result.bare)
        take_conversion(&walk, &sort, &result);
    result.fault = walk.fault;
    return result;
}
