/* kind - all kinds of rules
 *
 * `open` reads the rule, `each` judges a record by itself, `settle` the kept rows
 * together; what each kind means stands in its row (kind.c) and in steelyard-rules(5).
 */
#ifndef KIND_H
#define KIND_H

#include "rules/rule.h"

/* The lists of kinds, each up to a row of nulls; null behind the last. */
extern const struct rule_kind *const kind_lists[];

/* The kinds in order, for help and manuals: name and one sentence; null behind the last. */
const char *kind_name(uint32_t number, const char **meaning);

/* kind_row.c: a condition on a record; keys. */
void row_open(struct rules *rules, struct rule *rule);
bool row_each(struct rules *rules, struct rule *rule, const struct record *record);
void key_open(struct rules *rules, struct rule *rule);
bool key_each(struct rules *rules, struct rule *rule, const struct record *record);
void code_open(struct rules *rules, struct rule *rule);
bool code_each(struct rules *rules, struct rule *rule, const struct record *record);
void target_open(struct rules *rules, struct rule *rule);
bool target_each(struct rules *rules, struct rule *rule, const struct record *record);

/* kind_table.c: a table of any sort. */
void exists_open(struct rules *rules, struct rule *rule);
bool exists_each(struct rules *rules, struct rule *rule, const struct record *record);
void exists_settle(struct rules *rules, struct rule *rule);
void dimensions_open(struct rules *rules, struct rule *rule);
bool dimensions_each(struct rules *rules, struct rule *rule, const struct record *record);
void dimensions_settle(struct rules *rules, struct rule *rule);
void numbered_open(struct rules *rules, struct rule *rule);
bool numbered_each(struct rules *rules, struct rule *rule, const struct record *record);
void truncated_open(struct rules *rules, struct rule *rule);
bool truncated_each(struct rules *rules, struct rule *rule, const struct record *record);

/* kind_cover.c: are all there, without gaps, and of one sort? */
void complete_open(struct rules *rules, struct rule *rule);
void complete_settle(struct rules *rules, struct rule *rule);
void sequence_open(struct rules *rules, struct rule *rule);
void sequence_settle(struct rules *rules, struct rule *rule);
void mixed_open(struct rules *rules, struct rule *rule);
void mixed_settle(struct rules *rules, struct rule *rule);

/* kind_balance.c: sums; the relation that a rule of this kind has. */
struct balance;
const struct balance *balance_of(const struct rule *rule);
void balance_open(struct rules *rules, struct rule *rule);
void balance_settle(struct rules *rules, struct rule *rule);

/* kind_tree.c: sums over a tree of regions or indicators. */
void hierarchy_open(struct rules *rules, struct rule *rule);
void hierarchy_settle(struct rules *rules, struct rule *rule);

/* kind_formula.c: conditions on indicators and on groups. */
void formula_open(struct rules *rules, struct rule *rule);
void formula_settle(struct rules *rules, struct rule *rule);
void group_rule_open(struct rules *rules, struct rule *rule);
void group_rule_settle(struct rules *rules, struct rule *rule);

/* kind_series.c: one period beside another. */
void before_open(struct rules *rules, struct rule *rule);
void before_settle(struct rules *rules, struct rule *rule);
void ratio_open(struct rules *rules, struct rule *rule);
/* A limit of a ratio: least, or most; false when it has none there. */
bool ratio_limit(const struct rule *rule, bool most, struct num *limit);
/* What is divided (0) by what (1). */
struct str ratio_code(const struct rule *rule, size_t which);
void ratio_settle(struct rules *rules, struct rule *rule);
void change_open(struct rules *rules, struct rule *rule);
void change_settle(struct rules *rules, struct rule *rule);
void slip_open(struct rules *rules, struct rule *rule);
void slip_settle(struct rules *rules, struct rule *rule);

/* kind_outlier.c: one among many. */
void outlier_open(struct rules *rules, struct rule *rule);
void outlier_settle(struct rules *rules, struct rule *rule);
void digit_open(struct rules *rules, struct rule *rule);
void digit_settle(struct rules *rules, struct rule *rule);
void repeated_open(struct rules *rules, struct rule *rule);
void repeated_settle(struct rules *rules, struct rule *rule);

/* kind_revision.c: this delivery beside the last. */
void revision_open(struct rules *rules, struct rule *rule);
void revision_settle(struct rules *rules, struct rule *rule);

/* kind_growth.c: the arithmetic of published parts. */
void contribution_open(struct rules *rules, struct rule *rule);
void contribution_settle(struct rules *rules, struct rule *rule);
void growth_open(struct rules *rules, struct rule *rule);
void growth_settle(struct rules *rules, struct rule *rule);

#endif
