/* kind - see kind.h: the kinds of rules, one row each */
#include "kinds/kind.h"

static const struct rule_kind kinds[] = {
    {"row", "a condition on the columns of a record", NULL, "", "region,indicator,period", true, row_open, row_each,
     NULL},
    {"key", "the columns in expr (* for all), together, are there once", NULL, "", "", true, key_open, key_each, NULL},
    {"exists", "some record of each group fulfils a condition", NULL, "", "", true, exists_open, exists_each,
     exists_settle},
    {"dimensions", "the table has so many rows and columns",
     "rows,min_rows,max_rows,columns,min_columns,max_columns", "", "", true, dimensions_open, dimensions_each,
     dimensions_settle},
    {"numbered", "a column counts up by one from record to record", "column", "", "", true, numbered_open,
     numbered_each, NULL},
    {"truncated", "no value is at a limit where programs cut: 255 characters, 2147483647", "columns", "", "", true,
     truncated_open, truncated_each, NULL},
    {"complete", "every combination of the columns is there, with a value", "region,indicator,period",
     "region,indicator,period", "", true, complete_open, NULL, complete_settle},
    {"sequence", "the periods of a series follow each other without gaps", "", "period", "region,indicator,caliber",
     true, sequence_open, NULL, sequence_settle},
    {"balance", "a sum in printed notation holds: 01=02+03", NULL, "indicator,value", "region,period,caliber", false,
     balance_open, NULL, balance_settle},
    {"hierarchy", "children in a tree of regions or indicators sum to their parent", "tree,mode,relation",
     "region,indicator,value", "region,period,caliber", true, hierarchy_open, NULL, hierarchy_settle},
    {"formula", "a condition on indicators, at this period and others", NULL, "indicator,value",
     "region,period,caliber", false, formula_open, NULL, formula_settle},
    {"group", "a condition on sum, mean, min, max or count of each group", NULL, "value", "indicator,period", true,
     group_rule_open, NULL, group_rule_settle},
    {"previous", "A = B: this period's A is the B of the period before", NULL, "indicator,period,value",
     "region,period,caliber", false, before_open, NULL, before_settle},
    {"same_period", "A = B: this year's A is last year's B", NULL, "indicator,period,value", "region,period,caliber",
     false, before_open, NULL, before_settle},
    {"ratio", "one indicator as a share of another stays in a range", "of,to,min,max", "indicator,value",
     "region,period,caliber", false, ratio_open, NULL, ratio_settle},
    {"growth", "the change from an earlier period, in percent, stays in a range", "min,max,limit,lag",
     "indicator,period,value", "region,period,caliber", true, change_open, NULL, change_settle},
    {"difference", "the change from an earlier period, in the unit itself, stays in a range", "min,max,limit,lag",
     "indicator,period,value", "region,period,caliber", true, change_open, NULL, change_settle},
    {"hidiroglou_berthelot", "a change is not unlike the others', weighted by size", "u,a,c,lag,least",
     "indicator,period,value", "indicator,period", true, outlier_open, NULL, outlier_settle},
    {"mad", "a value is not far from the median, in median absolute deviations", "k,least,on,lag",
     "indicator,period,value", "indicator,period", true, outlier_open, NULL, outlier_settle},
    {"iqr", "a value is inside the fences of the quartiles", "k,type,least,on,lag", "indicator,period,value",
     "indicator,period", true, outlier_open, NULL, outlier_settle},
    {"unit_slip", "a value is not off by a power of ten from its neighbors in time", "spread",
     "indicator,period,value", "region,indicator,caliber", true, slip_open, NULL, slip_settle},
    {"first_digit", "first digits are spread as Benford's law has it", "least", "value", "indicator", true,
     digit_open, NULL, digit_settle},
    {"last_digit", "values do not end in 0 or 5 too often", "least,limit", "value", "indicator", true, digit_open,
     NULL, digit_settle},
    {"repeated", "one value does not come again and again", "times,digits", "value", "region,indicator", true,
     repeated_open, NULL, repeated_settle},
    {"plan_target", "a row of a targets table is consistent in itself", "", "target_kind,base_period,target_period",
     "plan,indicator,region,target_period", true, target_open, target_each, NULL},
    {"code_valid", "a region's code is valid at the row's period", "column", "period", "region,indicator,period", true,
     code_open, code_each, NULL},
    {"mixed", "a series is of one caliber, unit and vintage", "columns", "indicator,period", "region,indicator", true,
     mixed_open, NULL, mixed_settle},
    {"revision", "a figure is near that of the last delivery, and still there", "limit", "indicator,period,value",
     "region,period,caliber", true, revision_open, NULL, revision_settle},
    {"contribution", "the growth of parts, weighted, gives the growth of the whole", "total,parts,rates",
     "indicator,value", "region,period,caliber", false, contribution_open, NULL, contribution_settle},
    {"published_growth", "a published growth is that of the published levels", "level,growth,lag",
     "indicator,period,value", "region,period,caliber", false, growth_open, NULL, growth_settle},
    {0}};

const struct rule_kind *const kind_lists[] = {kinds, NULL};

const char *kind_name(uint32_t number, const char **meaning)
{
    for (const struct rule_kind *const *list = kind_lists; *list; list++)
        for (const struct rule_kind *kind = *list; kind->name; kind++)
            if (number-- == 0) {
                *meaning = kind->meaning;
                return kind->name;
            }
    return NULL;
}
