/* Catalogs: what indicators and targets cannot be.  Each of these rows ends the run with status 2. */
#include <criterion/criterion.h>

#include "meaning/catalog.h"

#include "arena.h"
#include "text_source.h"

TestSuite(catalog_mistakes, .init = open_mem, .fini = close_mem);

static void indicator(const char *columns, const char *values)
{
    indicators_load(mem, text_reader(mem, mem_format(mem, "indicator,name_zh,name_en,unit,kind,direction,%s\n"
                                                          "a,,,,rate,up,%s\n", columns, values).at));
}

Test(catalog_mistakes, a_weight_below_0, .exit_code = 2) { indicator("weight", "-1"); }
Test(catalog_mistakes, bounds_crossed, .exit_code = 2) { indicator("natural_min,natural_max", "2,1"); }
Test(catalog_mistakes, a_code_of_a_sum, .exit_code = 2) { indicator("rollup", "sum:POP"); }
Test(catalog_mistakes, a_colon_of_a_sum, .exit_code = 2) { indicator("rollup", "sum:"); }
Test(catalog_mistakes, weighted_by_nothing, .exit_code = 2) { indicator("rollup", "weighted:"); }
Test(catalog_mistakes, weighted_alone, .exit_code = 2) { indicator("rollup", "weighted"); }
Test(catalog_mistakes, a_ratio_of_one, .exit_code = 2) { indicator("rollup", "ratio:GDP"); }
Test(catalog_mistakes, a_ratio_to_nothing, .exit_code = 2) { indicator("rollup", "ratio:GDP/"); }
Test(catalog_mistakes, no_rollup, .exit_code = 2) { indicator("rollup", "summ"); }

Test(catalog_mistakes, bounds_and_weights_that_are_none)
{
    indicator("natural_min,natural_max,weight,rollup", "1,1,0,ratio:GDP/POP");
    indicator("natural_min,natural_max,weight,rollup", "1,,2.5,weighted:POP");
    indicator("natural_min,natural_max,weight,rollup", ",1,,sum");
}

/* The columns, and what is wrong with a target that is otherwise good. */
static void target(const char *kind, const char *value, const char *columns, const char *values)
{
    targets_load(mem, text_reader(mem, mem_format(mem,
        "plan,indicator,region,base_period,base_value,target_period,target_kind,target_value%s\nP,a,R,%s,,%s,%s,%s%s\n",
        columns, strcmp(kind, "late") == 0 ? "2026" : "2020", "2025", strcmp(kind, "late") == 0 ? "level_min" : kind,
        value, values).at));
}

Test(catalog_mistakes, a_base_behind, .exit_code = 2) { target("late", "1", "", ""); }
Test(catalog_mistakes, an_op_where_none_is, .exit_code = 2) { target("qualitative", "", ",op", ",ge"); }
Test(catalog_mistakes, an_op_the_other_way, .exit_code = 2) { target("level_min", "1", ",op", ",le"); }
Test(catalog_mistakes, no_value, .exit_code = 2) { target("level_min", "", "", ""); }
Test(catalog_mistakes, a_range_the_wrong_way, .exit_code = 2) { target("range", "2", ",target_high", ",1"); }
Test(catalog_mistakes, relative_to_itself, .exit_code = 2) { target("relative_to", "", ",related", ",a"); }
Test(catalog_mistakes, relative_to_itself_here, .exit_code = 2)
{
    target("relative_to", "", ",related,related_region", ",a,R");
}
Test(catalog_mistakes, a_region_of_no_indicator, .exit_code = 2) { target("level_min", "1", ",related_region", ",S"); }
Test(catalog_mistakes, a_reduction_below_0, .exit_code = 2) { target("cumulative_reduction_min", "-13.5", "", ""); }
Test(catalog_mistakes, a_reduction_of_all, .exit_code = 2) { target("cumulative_reduction_min", "100", "", ""); }
Test(catalog_mistakes, growth_of_less_than_all, .exit_code = 2) { target("avg_growth_min", "-100", "", ""); }
Test(catalog_mistakes, a_change_of_0, .exit_code = 2) { target("cumulative_change_min", "0", "", ""); }
Test(catalog_mistakes, no_class, .exit_code = 2) { target("level_min", "1", ",official_class", ",laging"); }

Test(catalog_mistakes, targets_that_are_none)
{
    target("relative_to", "", ",related,related_region", ",a,S");
    target("range", "1", ",target_high", ",1");
    target("cumulative_reduction_min", "13.5", "", "");
    target("avg_growth_min", "-99.9", "", "");
    target("cumulative_change_min", "-1", "", "");
    target("level_min", "1", ",op", ",gt");
}
