/* kind_tree - kind hierarchy: the children of a region or indicator sum to it
 *
 * The modes are those of VTL 2.1, check_hierarchy: which sums are looked at, and
 * what a child without a row counts as.  A region is a child while it is valid, as
 * aggregate has it: on the last day of the period. */
#include "base/str.h"
#include "base/voice.h"
#include "kinds/balance.h"
#include "kinds/kind.h"
#include "kinds/remedy.h"
#include "meaning/catalog.h"
#include "rules/whatif.h"

static const struct mode {
    const char *name;
    enum { ALL, NONZERO, SOME, NONE } needs; /* every value, one that is not 0, one row, nothing */
    bool zero;                /* what has no row counts as 0 */
} modes[] = {{"non_null", ALL, false},     {"non_zero", NONZERO, true}, {"partial_null", SOME, false},
             {"partial_zero", SOME, true}, {"always_null", NONE, false}, {"always_zero", NONE, true}};

struct tree {
    bool by_region;
    const struct mode *mode;
    enum balance_relation relation;
    uint32_t at;              /* which of `by` is the region, or COLUMN_NONE */
};

/* A node's code and its children, whichever table it is in. */
struct child {
    struct str code;
    const struct region *region; /* null in a tree of indicators */
    bool again;               /* the code has an earlier row */
};
struct family {
    struct str parent;
    struct child *child;
    size_t children, room;
};

static void hierarchy_open(struct rules *rules, struct rule *rule)
{
    static const enum balance_relation relation[] = {BALANCE_EQUAL, BALANCE_AT_LEAST, BALANCE_AT_MOST};
    const struct rules_setting *setting = &rules->setting;
    struct tree *tree = mem_take(rules->mem, sizeof *tree);
    tree->by_region = rule_word(rule, "tree", "region|indicator") == 0;
    tree->mode = &modes[rule_word(rule, "mode", "non_null|non_zero|partial_null|partial_zero|always_null|always_zero")];
    tree->relation = relation[rule_word(rule, "relation", "=|>=|<=")];
    rule->own = tree;
    if (tree->by_region && !setting->regions)
        rule_wrong(rule, 0, "tree=region needs --regions FILE");
    if (!tree->by_region && !setting->indicators)
        rule_wrong(rule, 0, "tree=indicator needs --indicators FILE");
    if (tree->by_region && !rule->scopes && !setting->indicators)
        rule_wrong(rule, 0, "which indicators add up? Name them in scope, or give --indicators FILE with their rollup");
    tree->at = COLUMN_NONE;
    for (uint32_t i = 0; i < rule->by.count; i++)
        if (rule->by.at[i] == rules->cells->role[OBSERVED_REGION])
            tree->at = i;
    if (tree->by_region && tree->at == COLUMN_NONE)
        rule_wrong(rule, 0, "a tree of regions needs \"region\" among the columns of by");
}

/* Does the indicator add up over regions? */
static bool adds_up(const struct rules *rules, const struct rule *rule, struct str code)
{
    if (rule->scopes)
        return true;
    const struct indicator *row = indicators_find(rules->setting.indicators, code);
    return row && row->rollup.kind == ROLLUP_SUM;
}

/* What is on the two sides of one sum. */
struct sides {
    struct num total, sum;
    bool whole;               /* every value is known */
    bool nonzero;             /* one is known and not 0 */
    size_t asked, children;   /* that the tree has then, that have a row */
    struct num *value;
    const struct cell **cell;
    size_t cells;
};

static void add(struct sides *sides, const struct item *item, bool zero, bool parent)
{
    struct num value = num_of(0);
    bool good = item ? !item->doubled && (item->cell->state == CELL_GOOD || item->cell->state == CELL_NIL) : zero;
    if (item && good && item->cell->state == CELL_GOOD)
        value = cell_value(item->cell);
    if (item) {
        sides->cell[sides->cells] = item->cell;
        sides->value[sides->cells++] = value;
        sides->children += !parent;
    }
    sides->nonzero |= item && good && num_sign(value) != 0;
    sides->whole &= good && (parent || num_add(sides->sum, value, &sides->sum));
    if (parent)
        sides->total = value;
}

/* What a change must not break. */
struct around {
    struct rules *rules;
    const struct rule *rule;
    const struct sides *sides;
};

static bool others_hold(void *state, size_t term, struct num value)
{
    const struct around *around = state;
    return !whatif_breaks(around->rules, around->rule, around->sides->cell[term], value);
}

static void tell_sum(struct rules *rules, struct rule *rule, const struct family *family, const struct sides *sides,
                     struct num imbalance, struct num within, struct str key)
{
    const struct tree *tree = rule->own;
    struct remedy_term *term = mem_array(rules->scratch, sides->cells, sizeof *term);
    struct str right;
    const char *what;
    struct failure verdict = {.cell = sides->cell[0], .key = key, .value = rule_text(rules, sides->total),
                              .expected = rule_text(rules, sides->sum), .imbalance = rule_text(rules, imbalance),
                              .tolerance = rule_text(rules, within), .member = sides->cell, .members = sides->cells};
    verdict.message = mem_format(rules->scratch,
                                 voice_plural("%.*s has %.*s in %.*s; its %zu child has %.*s, apart by %.*s, "
                                              "allowed %.*s",
                                              "%.*s has %.*s in %.*s; its %zu children have %.*s, apart by %.*s, "
                                              "allowed %.*s", sides->children),
                                 STR_ARG(family->parent), STR_ARG(verdict.value), STR_ARG(key), sides->children,
                                 STR_ARG(verdict.expected), STR_ARG(verdict.imbalance), STR_ARG(verdict.tolerance));
    for (size_t i = 0; i < sides->cells; i++)
        term[i] = (struct remedy_term){cell_of(sides->cell[i], OBSERVED_VALUE), sides->value[i], i ? -1 : 1};
    bool exact = tree->relation == BALANCE_EQUAL && !tree->mode->zero && sides->cells == sides->asked + 1;
    struct remedy_law law = {others_hold, &(struct around){rules, rule, sides}};
    ptrdiff_t at = exact && !rules->setting.trial
                       ? remedy_find(rules->scratch, term, sides->cells, imbalance, within, &law, &right, &what) : -1;
    if (at >= 0) {
        struct str code = cell_of(sides->cell[at], tree->by_region ? OBSERVED_REGION : OBSERVED_INDICATOR);
        verdict.cell = sides->cell[at];
        verdict.value = term[at].text;
        verdict.fix = right;
        verdict.message = say_format(rules->scratch, "%.*s; with %.*s for %.*s in %.*s it holds (%s)",
                                     STR_ARG(verdict.message), STR_ARG(right), STR_ARG(verdict.value), STR_ARG(code),
                                     what);
    }
    rule_fail(rules, rule, &verdict);
}

static const struct item *member(const struct grouping *view, const struct tree *tree, const struct str *key,
                                 struct str code, struct str indicator)
{
    struct str other[RULE_BY_MAX];
    memcpy(other, key, view->count * sizeof *key);
    if (!tree->by_region)
        return grouping_find(view, key, NULL, code);
    other[tree->at] = code;
    return grouping_find(view, other, NULL, indicator);
}

static bool child_holds(const struct child *child, const struct period *when)
{
    return !child->region || !when || region_valid(child->region, when->last, when->last);
}

/* Is it in the tree at the end of that period (null: ever)?  Of two rows of one code that
 * both are, the first counts. */
static bool child_counts(const struct family *family, const struct child *child, const struct period *when)
{
    bool counts = child_holds(child, when);
    for (const struct child *before = family->child; child->again && counts && before < child; before++)
        counts = !str_eq(before->code, child->code) || !child_holds(before, when);
    return counts;
}

/* The children of that time, some at once. */
static void add_children(struct sides *sides, const struct grouping *view, const struct tree *tree,
                         const struct family *family, const struct str *key, struct str indicator,
                         const struct period *when)
{
    const struct child *child = family->child, *end = child + family->children;
    while (child < end) {
        struct str code[GROUPING_TOGETHER];
        const struct item *item[GROUPING_TOGETHER];
        size_t count = 0;
        for (; child < end && count < GROUPING_TOGETHER; child++)
            if (child_counts(family, child, when))
                code[count++] = child->code;
        grouping_find_each(view, key, indicator, tree->by_region ? tree->at : view->count, code, count, item);
        for (size_t i = 0; i < count; i++)
            add(sides, item[i], tree->mode->zero, false);
        sides->asked += count;
    }
}

static void judge(struct rules *rules, struct rule *rule, const struct grouping *view, const struct family *family,
                  const struct str *block, const struct cell *of)
{
    const struct tree *tree = rule->own;
    const struct mode *mode = tree->mode;
    struct sides sides = {.whole = true};
    struct str indicator = cell_of(of, OBSERVED_INDICATOR);
    struct period period = cell_period(of);
    const struct period *when = cell_dated(of) && view->period_at != COLUMN_NONE ? &period : NULL;
    struct num imbalance;
    struct str key[RULE_BY_MAX];
    memcpy(key, block, view->count * sizeof *key);
    if (tree->by_region)
        key[tree->at] = family->parent;
    sides.value = mem_array(rules->scratch, family->children + 1, sizeof *sides.value);
    sides.cell = mem_array(rules->scratch, family->children + 1, sizeof(struct cell *));
    const struct item *parent = member(view, tree, key, family->parent, indicator);
    add(&sides, parent, mode->zero, true);
    add_children(&sides, view, tree, family, key, indicator, when);
    if (!sides.asked || (!sides.cells && mode->needs != NONE))
        return;
    if ((mode->needs == ALL && !sides.whole) || (mode->needs == NONZERO && !sides.nonzero)) {
        rule_skip(rule);
        return;
    }
    if (!sides.whole || !num_subtract(sides.total, sides.sum, &imbalance)) {
        rule_unknown(rule);
        return;
    }
    struct num within = rule_allowed(rule, rule_half_units(sides.value, sides.cells), sides.sum);
    if (balance_holds(tree->relation, num_sign(imbalance), num_compare(num_abs(imbalance), within) > 0))
        rule_pass(rule);
    else
        tell_sum(rules, rule, family, &sides, imbalance, within,
                 grouping_joined(rules, key, view->count, tree->by_region ? indicator : family->parent));
}

/* The families of the tree, in the order of its table. */
static struct family *families(struct rules *rules, const struct tree *tree, size_t *count)
{
    struct group *known = group_open(1, sizeof(uint32_t)), *rows_of = group_open(2, 1);
    const struct regions *regions = rules->setting.regions;
    const struct indicators *indicators = rules->setting.indicators;
    uint32_t rows = tree->by_region ? regions->count : indicators->count;
    struct family *family = mem_array(rules->mem, rows, sizeof *family);
    *count = 0;
    for (uint32_t i = 0; i < rows; i++) {
        struct str parent = tree->by_region ? regions->row[i].parent : indicators->row[i].parent;
        struct str code = tree->by_region ? regions->row[i].code : indicators->row[i].code;
        if (!parent.length)
            continue;
        uint32_t *at = group_at(known, &parent);
        if (!*at) {
            family[*count].parent = parent;
            *at = (uint32_t)++*count;
        }
        struct family *own = &family[*at - 1];
        char *seen = group_at(rows_of, (struct str[]){parent, code});
        own->child = mem_grow(rules->mem, own->child, own->children, &own->room, sizeof *own->child);
        own->child[own->children++] =
            (struct child){code, tree->by_region ? &regions->row[i] : NULL, *seen > 0};
        *seen = 1;
    }
    group_close(rows_of);
    group_close(known);
    return family;
}

/* What a sum of every family is asked of: the columns of `by` but for the tree's own, and the indicator in a tree of
 * regions.  It is the same for all families, so the rows are gone through once, and not once for each. */
struct occasion {
    struct str *key;          /* texts as `by`; the tree's own is put in for each family */
    const struct cell *of;    /* the first row */
};

static struct occasion *occasions(struct rules *rules, const struct rule *rule, const struct grouping *view,
                                  size_t *count)
{
    const struct tree *tree = rule->own;
    struct group *seen = group_open(view->count + 1, 1);
    struct occasion *occasion = NULL;
    size_t room = 0;
    struct str key[RULE_BY_MAX + 1];
    *count = 0;
    for (size_t i = 0; i < rule->cells; i++) {
        struct str indicator = cell_of(rule->cell[i], OBSERVED_INDICATOR);
        for (uint32_t k = 0; k < view->count; k++)
            key[k] = tree->by_region && k == tree->at ? STR("") : cell_text(rules->cells, rule->cell[i], view->by[k]);
        key[view->count] = tree->by_region ? indicator : STR("");
        uint32_t before = group_count(seen);
        group_at(seen, key);
        if (group_count(seen) == before || (tree->by_region && !adds_up(rules, rule, indicator)))
            continue;
        occasion = mem_grow(rules->mem, occasion, *count, &room, sizeof *occasion);
        occasion[*count] = (struct occasion){mem_array(rules->mem, view->count, sizeof *key), rule->cell[i]};
        memcpy(occasion[(*count)++].key, key, view->count * sizeof *key);
    }
    group_close(seen);
    return occasion;
}

static void hierarchy_settle(struct rules *rules, struct rule *rule)
{
    size_t families_count, count;
    struct family *family = families(rules, rule->own, &families_count);
    struct grouping *view = grouping_open(rules, rule, NULL);
    const struct occasion *occasion = occasions(rules, rule, view, &count);
    for (size_t f = 0; f < families_count; f++)
        for (size_t i = 0; i < count; i++) {
            struct mem_mark mark = mem_mark(rules->scratch);
            judge(rules, rule, view, &family[f], occasion[i].key, occasion[i].of);
            mem_rewind(rules->scratch, mark);
        }
    grouping_close(view);
}

/* ---- the rows ---- */

const struct rule_kind kinds_tree[] = {
    {"hierarchy", N_("children in a tree of regions or indicators sum to their parent"), "tree,mode,relation",
     "region,indicator,value", "region,period,caliber", true, hierarchy_open, NULL, hierarchy_settle, REACH_WIDE},
    {0}};
