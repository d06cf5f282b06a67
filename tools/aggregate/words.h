/* words - the reasons of aggregate, in English and Chinese
 *
 * One row a sentence: its name, how many texts it takes, English, Chinese.  The
 * texts are named by position ({1}), so that each language has its own order.  The reasons
 * of a single statistic are those of stats.
 */
#ifndef WORDS_H
#define WORDS_H

#include "base/phrase.h"

/* name, number of texts, English, Chinese */
#define SENTENCES(X) \
    X(SEVERAL_UNITS, 1, "several units ({1})", "单位不一（{1}）") \
    X(TWO_UNITS, 3, "{1}: \"{2}\" and \"{3}\"", "{1}：“{2}”和“{3}”") \
    X(TOO_LITTLE, 3, "{1} of {2} cells: less coverage than {3}", "{2}个单元格中有{1}个：覆盖率低于{3}") \
    X(HALVES, 0, "halves", "半年") \
    X(QUARTERS, 0, "quarters", "季度") \
    X(MONTHS, 0, "months", "月") \
    X(DAYS, 0, "days", "日") \
    X(PERIODS, 0, "periods", "时段") \
    X(REGIONS, 0, "regions", "地区") \
    X(CODES, 0, "codes", "代码") \
    X(LACKS, 3, "{1} of {2} {3}", "{2}个{3}中有{1}个") \
    X(LACKS_ONE, 4, "{1} of {2} {3}; {4}", "{2}个{3}中有{1}个；{4}") \
    X(IS_MISSING, 1, "{1} is missing", "缺{1}") \
    X(IS_INCOMPLETE, 1, "{1} is not complete", "{1}不完整") \
    X(SUCCESSOR, 1, "the successor of {1}", "{1}的承继者") \
    X(NO_SHORTER, 0, "no days, months, quarters or halves that make it up", "没有构成它的日、月、季度或半年") \
    X(NO_PARTS, 1, "no {1} that make it up", "没有构成它的{1}") \
    X(MADE_OF, 1, "made of {1}", "由部分得出：{1}") \
    X(AS_IT_CAME, 0, "as it came", "照录原值") \
    X(AS_IT_CAME_FOR, 1, "as it came: {1}", "照录原值：{1}") \
    X(REGION_GONE, 0, "the region is not there on the last day of the period, and has no successor", \
      "该地区在时段末日不存在，也没有承继者") \
    X(CODE_GONE, 0, "the code is not there on the last day of the period, and has no successor", \
      "该代码在时段末日不存在，也没有承继者") \
    X(TWO_VALUES, 1, "{1} has two values", "{1}有两个数值") \
    X(UNREADABLE, 1, "{1} cannot be read", "{1}无法读取") \
    X(BOUND, 3, "{1} is only a bound ({2} {3})", "{1}只是界限（{2} {3}）") \
    X(PARTS_BELOW, 0, "parts are below the unit", "有的部分小于计量单位") \
    X(BELOW_AS_0, 0, "parts below the unit count as 0", "小于计量单位的部分按0计") \
    X(NO_ITEM, 0, "no such item", "无此项") \
    X(UNLIKE_UNITS, 6, "unlike units: {1} of {2} {3}, {4} of {5} {6}", "单位不同：{2} {3}为{1}，{5} {6}为{4}") \
    X(UNLIKE_PARTS, 1, "a mean of unlike parts: periods or {1} of several sizes", \
      "不同类的部分不能求平均：时段或{1}大小不一") \
    X(TOO_LONG, 0, "too many digits", "位数过多") \
    X(NO_RULE, 0, "the indicators do not say how it is rolled up (column rollup)", "指标表没有写明如何汇总（rollup列）") \
    X(RULE_NONE, 0, "its rollup is none", "其汇总规则为none") \
    X(NO_KIND, 0, "the indicators do not say its kind", "指标表没有写明其类型（kind列）") \
    X(UNLISTED, 0, "it is not in the indicators", "指标表中没有它") \
    X(REFUSED, 3, "a value of kind {1} is not rolled up by {2} over {3}", "类型为{1}的数值不能按{2}对{3}汇总") \
    X(NOT_ADDED, 1, "{1} does not add up, and indicators are put together by sums alone", "{1}不可加，指标之间只能求和") \
    X(PART_UNLISTED, 1, "{1} is not in the indicators", "指标表中没有{1}") \
    X(OTHER_KIND, 1, "{1} is of another kind", "{1}的类型不同") \
    X(OTHER_RULE, 1, "{1} has another rule than sum", "{1}的汇总规则不是sum") \
    X(TERM_NOT_ADDED, 1, "its rollup names {1}, which does not add up itself", "其汇总规则所引的{1}本身不可加") \
    X(TERM_UNLISTED, 1, "its rollup names {1}, which is not in the indicators", "其汇总规则所引的{1}不在指标表中") \
    X(WEIGHT_OF, 2, "{1} of {2}", "{2}的{1}") \
    X(NO_WEIGHT, 1, "no weight: {1} is missing", "没有权数：缺{1}") \
    X(WEIGHT_HIDDEN, 1, "{1} is suppressed", "{1}已隐去") \
    X(UNLIKE_WEIGHTS, 2, "unlike units of the weights: {1}, {2}", "权数的单位不同：{1}、{2}") \
    X(BAD_WEIGHT, 1, "{1} cannot be a weight: it is below 0 or too long", "{1}不能作权数：为负或位数过多") \
    X(NO_WEIGHTS, 0, "the weights are 0", "权数合计为0") \
    X(NO_VALUE, 1, "{1} has no value", "{1}没有数值") \
    X(NO_VALUE_FOR, 2, "{1} has no value: {2}", "{1}没有数值：{2}") \
    X(TERM_INCOMPLETE, 2, "{1} is not complete: {2}", "{1}不完整：{2}") \
    X(TERM_BOUND, 1, "{1} is only a bound", "{1}只是界限") \
    X(BELOW_0, 1, "{1} is 0", "{1}为0") \
    X(QUOTIENT, 3, "units do not say what a quotient of {1} and {2} is in {3}", "单位不能说明{1}除以{2}如何以{3}表示") \
    X(NO_UNIT, 0, "no unit", "无单位") \
    X(PARTS_HIDDEN, 0, "parts are suppressed", "有的部分已隐去") \
    X(HIDES_SEVERAL, 2, "suppressed: {1} of its parts are, {2} among them", "已隐去：其中{1}个部分已隐去，包括{2}") \
    X(GIVES_AWAY, 1, "suppressed: it would give away {1}", "已隐去：否则会泄露{1}") \
    X(WITH_THE_WHOLE, 2, "suppressed: with the whole it would give away {1} {2}", "已隐去：连同合计会泄露{1} {2}") \
    X(SMALL, 1, "suppressed: below {1}", "已隐去：小于{1}")

enum sentence { SENTENCES(PHRASE_NAME) SAY_COUNT };

extern const struct phrase sentence_row[SAY_COUNT];

#endif
